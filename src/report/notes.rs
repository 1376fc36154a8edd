//! Sourcing notes: sentences that a reader can check, each with the sources, statements and words it speaks of.
//!
//! They follow what editors ask of sourcing: AP (Statement of News Values: how many sources, why not named, how they know),
//! Reuters (Handbook of Journalism: one unnamed source needs a reason), NPR (Ethics Handbook: no attack or opinion from
//! behind anonymity) and IMVAIN (Stony Brook: independent, multiple, verifying, authoritative, named). They count and
//! quote; they never grade.

mod fairness;
mod naming;
mod support;
mod text;

#[cfg(test)]
mod tests;

use super::facts::Facts;
use super::types::{Attribution, Note, Quote, Report, Source};
use crate::Span;
use crate::text::Document;

/// The notes of a report whose sources, attributions and summary are filled in, positions still in bytes: first on the
/// text itself, then on who is named, what stands behind each statement, and whether both sides are heard.
pub fn notes(document: &Document, report: &Report) -> Vec<Note> {
    let facts = Facts::new(document, report);
    let mut notes = Vec::new();
    text::notes(&facts, &mut notes);
    naming::notes(&facts, &mut notes);
    support::notes(&facts, &mut notes);
    fairness::notes(&facts, &mut notes);
    notes
}

/// A note about sources and statements.
fn note(code: &str, sentence: String, evidence: Vec<String>, spans: Vec<Quote>) -> Note {
    let mut seen = crate::table::HashSet::new();
    let evidence = evidence.into_iter().filter(|id| seen.insert(id.clone())).collect();
    Note { code: code.into(), sentence, evidence, spans }
}

fn source_ids(sources: &[&Source]) -> Vec<String> {
    sources.iter().map(|source| source.id.clone()).collect()
}

fn ids(attributions: &[&Attribution]) -> Vec<String> {
    attributions.iter().map(|found| found.id.clone()).collect()
}

/// The words of a span of the document.
fn quote(facts: &Facts, span: Span) -> Quote {
    Quote { start: span.start as usize, end: span.end as usize, exact: facts.document.slice(span).into() }
}

/// First mentions, one for each source.
fn mentions(sources: &[&Source]) -> Vec<Quote> {
    sources.iter().filter_map(|source| source.mentions.first().cloned()).collect()
}

/// The contents of attributions.
fn contents(attributions: &[&Attribution]) -> Vec<Quote> {
    attributions.iter().flat_map(|found| found.parts.content.iter().cloned()).collect()
}

/// The different strings of a list, in its order.
fn distinct(items: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen = crate::table::HashSet::new();
    items.into_iter().filter(|item| seen.insert(item.clone())).collect()
}

/// What the article calls some sources, in a list of up to `most`, the rest counted.
fn named_in_list(facts: &Facts, sources: &[&Source], most: usize) -> String {
    some_of(distinct(sources.iter().map(|source| facts.label(source))), most)
}

/// "a, b and c", "a, b and four more".
fn some_of(mut items: Vec<String>, most: usize) -> String {
    if items.len() > most + 1 {
        let more = items.len() - most;
        items.truncate(most);
        items.push(format!("{} more", super::words::number(more)));
    }
    super::words::listed(&items)
}
