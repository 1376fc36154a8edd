//! Notes on what stands behind statements: one source alone, opinion and attack from sources not named, predictions, what
//! came second hand, hearsay, fragments.

use super::{contents, distinct, ids, note, quote, some_of};
use crate::line::one_line;
use crate::report::facts::{Facts, not_named};
use crate::report::summary::stated_position;
use crate::report::types::{Act, Attribution, Note, RelationKind, Source, Status, ViaKind};
use crate::report::words::{capitalised, counted, is_plural, number, shortened};

pub(super) fn notes(facts: &Facts, notes: &mut Vec<Note>) {
    single_source(facts, notes);
    attacks(facts, notes);
    predictions(facts, notes);
    second_hand(facts, notes);
    hearsay(facts, notes);
    fragments(facts, notes);
}

/// The attributions of sources that are not named.
fn hidden<'a>(facts: &'a Facts) -> impl Iterator<Item = (&'a Attribution, &'a Source)> {
    facts.report.attributions.iter().filter_map(|found| {
        let source = facts.speaker(found)?;
        not_named(source.status).then_some((found, source))
    })
}

fn single_source(facts: &Facts, notes: &mut Vec<Note>) {
    let sources = facts.counted();
    let spoken: Vec<&Attribution> = facts
        .report
        .attributions
        .iter()
        .filter(|found| found.act != Act::NoComment && found.source.is_some())
        .collect();
    if let ([only], true) = (sources.as_slice(), spoken.len() > 1) {
        let sentence = format!(
            "All {} come from one source, {}.",
            counted(spoken.len(), "statement", "statements"),
            facts.label(only)
        );
        notes.push(note("one_source", sentence, vec![only.id.clone()], Vec::new()));
        return;
    }
    // Who else speaks on a topic, and who agrees with whom, is known of the statements that take a side.
    let mut speakers_of: crate::table::HashMap<&str, crate::table::HashSet<&str>> = Default::default();
    for found in &facts.report.attributions {
        if let (Some(topic), Some(source)) =
            (found.stance.target.as_ref().and_then(|target| target.topic.as_deref()), found.source.as_deref())
        {
            speakers_of.entry(topic).or_default().insert(source);
        }
    }
    let agreed: crate::table::HashSet<&str> = facts
        .report
        .relations
        .iter()
        .filter(|relation| relation.kind == RelationKind::Agrees)
        .flat_map(|relation| [relation.a.as_str(), relation.b.as_str()])
        .collect();
    let alone: Vec<&Attribution> = hidden(facts)
        .filter(|(found, source)| {
            let claims = matches!(found.act, Act::Affirm | Act::Accuse | Act::Deny | Act::Admit);
            let shared = found.stance.target.as_ref().and_then(|target| target.topic.as_deref());
            let shared = shared.is_some_and(|topic| speakers_of[topic].len() > 1);
            claims && !shared && source.count.is_none_or(|count| count < 2) && !agreed.contains(found.id.as_str())
        })
        .map(|(found, _)| found)
        .collect();
    if !alone.is_empty() {
        let rest = if alone.len() == 1 { "rests" } else { "rest" };
        let sentence = format!(
            "{} {rest} on one source who is not named, and no other source here bears {} out: {}.",
            capitalised(&counted(alone.len(), "claim", "claims")),
            if alone.len() == 1 { "it" } else { "them" },
            positions(facts, &alone)
        );
        notes.push(note("single_source", sentence, ids(&alone), contents(&alone)));
    }
}

fn attacks(facts: &Facts, notes: &mut Vec<Note>) {
    let attacks: Vec<&Attribution> = hidden(facts)
        .filter(|(found, _)| matches!(found.act, Act::Criticise | Act::Accuse))
        .map(|(found, _)| found)
        .collect();
    if attacks.is_empty() {
        return;
    }
    let sentence = format!(
        "{} by {}: {}.",
        capitalised(&counted(attacks.len(), "criticism or accusation", "criticisms or accusations")),
        hidden_sources(facts, &attacks),
        positions(facts, &attacks)
    );
    notes.push(note("attack_not_named", sentence, ids(&attacks), contents(&attacks)));
}

fn predictions(facts: &Facts, notes: &mut Vec<Note>) {
    let predictions: Vec<&Attribution> =
        hidden(facts).filter(|(found, _)| found.act == Act::Expect).map(|(found, _)| found).collect();
    if predictions.is_empty() {
        return;
    }
    let who = some_of(speakers(facts, &predictions), 3);
    let sentence = format!(
        "{} by {} ({who}).",
        capitalised(&counted(predictions.len(), "prediction", "predictions")),
        hidden_sources(facts, &predictions)
    );
    notes.push(note("prediction_not_named", sentence, ids(&predictions), contents(&predictions)));
}

fn second_hand(facts: &Facts, notes: &mut Vec<Note>) {
    let relayed = facts.report.attributions.iter().filter_map(|found| {
        let via = found.via.iter().find(|via| via.kind != ViaKind::ThisOutlet)?;
        Some((found, via))
    });
    let relayed: Vec<_> = relayed.collect();
    if relayed.is_empty() {
        return;
    }
    let names = relayed.iter().map(|(_, via)| one_line(&via.name));
    let channels = distinct(names);
    let attributions: Vec<&Attribution> = relayed.iter().map(|(found, _)| *found).collect();
    let spans = relayed.iter().filter_map(|(_, via)| via.spans.first().cloned()).collect();
    let sentence = format!(
        "{} reached this article through somebody else: {}.",
        capitalised(&counted(relayed.len(), "statement", "statements")),
        some_of(channels, 4)
    );
    notes.push(note("second_hand", sentence, ids(&attributions), spans));
}

fn hearsay(facts: &Facts, notes: &mut Vec<Note>) {
    let hearsay: Vec<&Attribution> =
        facts.report.attributions.iter().filter(|found| facts.status(found) == Some(Status::Hearsay)).collect();
    if hearsay.is_empty() {
        return;
    }
    let cues = hearsay.iter().filter_map(|found| found.parts.cue.first());
    let cues = distinct(cues.map(|cue| format!("“{}”", shortened(&cue.exact, 6))));
    let how = if cues.is_empty() { String::new() } else { format!(" ({})", some_of(cues, 4)) };
    let verb = if hearsay.len() == 1 { "has" } else { "have" };
    let sentence =
        format!("{} {verb} no source{how}.", capitalised(&counted(hearsay.len(), "statement", "statements")));
    let spans = hearsay.iter().flat_map(|found| found.parts.cue.iter().cloned()).collect();
    notes.push(note("hearsay", sentence, ids(&hearsay), spans));
}

fn fragments(facts: &Facts, notes: &mut Vec<Note>) {
    let mut spans: Vec<crate::Span> = Vec::new();
    let mut of = Vec::new();
    for found in &facts.report.attributions {
        let fragments = facts.fragments(found);
        if !fragments.is_empty() {
            of.push(found.id.clone());
        }
        spans.extend(fragments);
    }
    if spans.is_empty() {
        return;
    }
    crate::order::sort_by_key(&mut spans, |span| span.start);
    spans.dedup_by_key(|span| span.start);
    let spans: Vec<_> = spans.into_iter().map(|span| quote(facts, span)).collect();
    let words = spans.iter().map(|span| format!("“{}”", unquoted(&span.exact, 3))).collect();
    let (verb, what) = if spans.len() == 1 { ("is", "quotation") } else { ("are", "quotations") };
    let sentence = format!(
        "{} {what} {verb} only one to three words long: {}.",
        capitalised(&number(spans.len())),
        some_of(words, 5)
    );
    notes.push(note("fragment_quotes", sentence, of, spans));
}

/// "a city official criticises the mayor", up to three of them; where the target's words make no phrase, the words said.
fn positions(facts: &Facts, attributions: &[&Attribution]) -> String {
    let positions = attributions.iter().filter_map(|found| {
        let said = || {
            Some(format!(
                "{}: “{}”",
                facts.label(facts.speaker(found)?),
                unquoted(&found.parts.content.first()?.exact, 12)
            ))
        };
        stated_position(facts, found).or_else(said)
    });
    some_of(distinct(positions), 3)
}

/// The article's words for a note's own quotation marks: without the article's, and without a stop at the end.
fn unquoted(words: &str, most: usize) -> String {
    let words = words.replace(['“', '”', '"', '„', '«', '»'], "");
    shortened(&words, most).trim_matches(['.', ',', ';', ':', ' ', '\'', '‘', '’']).to_string()
}

/// "a source who is not named", "sources who are not named".
fn hidden_sources(facts: &Facts, attributions: &[&Attribution]) -> &'static str {
    let speakers = speakers(facts, attributions);
    match speakers.as_slice() {
        [one] if !is_plural(one) => "a source who is not named",
        _ => "sources who are not named",
    }
}

fn speakers(facts: &Facts, attributions: &[&Attribution]) -> Vec<String> {
    distinct(attributions.iter().filter_map(|found| facts.speaker(found)).map(|source| facts.label(source)))
}
