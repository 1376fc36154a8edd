//! The summary: a headline sentence, then three to six sentences in the article's own words.
//!
//! Nothing here judges: a sentence is a source, what it does, and what it says. The weightiest attributions are taken in
//! turn, every camp and every side heard before one speaks again.

mod clause;
mod counts;
mod headline;
mod position;
mod verb;
mod voice;

#[cfg(test)]
mod tests;

use crate::line::{holds, one_line, place};
use crate::table::HashSet;

use super::facts::Facts;
use super::types::{Act, Attribution, Report, Side, Source, Status, Summary, SummarySentence};
use crate::Span;
use crate::text::Document;
use clause::{clause, sentence};
use voice::{camp, label, voices, weight};

/// Most sentences of a summary, and how many there are in any case where the article has them.
const MOST: usize = 6;
const FEWEST: usize = 3;
/// Beyond the fewest, a sentence must weigh this much.
const WORTH_SAYING: f32 = 2.6;
/// What is left of an attribution's weight when its voice has been heard already, for each time.
const AGAIN: f32 = 0.5;
/// What it adds to be the first of a camp, or the first of a side.
const NEW_CAMP: f32 = 1.5;
const NEW_SIDE: f32 = 0.75;
/// What it adds that its voice has not been heard.
const NEW_VOICE: f32 = 1.0;

/// The summary of a report whose sources, attributions and relations are filled in, positions still in bytes.
pub fn summary(document: &Document, report: &Report) -> Summary {
    let facts = Facts::new(document, report);
    let counts = counts::counts(&facts);
    Summary { headline: headline::headline(&facts, &counts), sentences: sentences(&facts), counts }
}

/// The position of an attribution in few words, for the notes: "a city official attacked the mayor".
pub(super) fn stated_position(facts: &Facts, attribution: &Attribution) -> Option<String> {
    let source = facts.speaker(attribution)?;
    position::position(facts, attribution, &label(facts, source, attribution, true), 1).map(|position| position.text)
}

struct Candidate<'a> {
    attribution: &'a Attribution,
    source: &'a Source,
    voice: usize,
    camp: Option<String>,
    weight: f32,
}

fn sentences(facts: &Facts) -> Vec<SummarySentence> {
    let voices = voices(facts);
    let mut candidates: Vec<Candidate> = facts
        .report
        .attributions
        .iter()
        .filter(|found| found.act != Act::NoComment)
        .filter_map(|attribution| {
            let index = facts.source_index(attribution.source.as_deref()?)?;
            let source = &facts.report.sources[index];
            let weight = weight(facts, attribution);
            let candidate = Candidate { attribution, source, voice: voices[index], camp: camp(source), weight };
            (source.status != Status::Author).then_some(candidate)
        })
        .collect();
    // Only the heaviest can be chosen; what a very long text says in its thousandth sentence is not among them.
    crate::order::sort_by(&mut candidates, |a, b| b.weight.total_cmp(&a.weight));
    candidates.truncate(400);

    let mut chosen: Vec<(f32, SummarySentence)> = Vec::new();
    let mut heard: Vec<usize> = Vec::new();
    let mut spoken: HashSet<&str> = HashSet::new();
    let mut camps: HashSet<String> = HashSet::new();
    let mut sides: HashSet<Side> = HashSet::new();
    let mut used: HashSet<&str> = HashSet::new();
    let mut heard_words: Vec<Vec<Span>> = Vec::new();
    while chosen.len() < MOST {
        let score = |candidate: &Candidate| {
            let times = heard.iter().filter(|&&voice| voice == candidate.voice).count();
            let mut score = candidate.weight * AGAIN.powi(times as i32);
            if times == 0 {
                score += NEW_VOICE;
            }
            if candidate.camp.as_ref().is_some_and(|camp| !camps.contains(camp)) {
                score += NEW_CAMP;
            }
            let side = candidate.attribution.stance.side;
            if side != Side::Neutral && !sides.contains(&side) {
                score += NEW_SIDE;
            }
            score
        };
        let open = candidates.iter().filter(|candidate| !used.contains(candidate.attribution.id.as_str()));
        let Some(best) =
            open.max_by(|a, b| score(a).total_cmp(&score(b)).then(b.attribution.id.cmp(&a.attribution.id)))
        else {
            break;
        };
        let weight = score(best);
        if chosen.len() >= FEWEST && weight < WORTH_SAYING {
            break;
        }
        used.insert(&best.attribution.id);
        // What is told inside a statement that stands here already, or holds one, would be said twice.
        if heard_words.iter().any(|words| words.iter().any(|&span| covers(span, best.attribution))) {
            continue;
        }
        let again = spoken.contains(best.source.id.as_str());
        let Some(text) = told(facts, best, again) else { continue };
        let mut attributions = vec![best.attribution.id.clone()];
        let mut texts = vec![(Facts::start(best.attribution), text)];
        spoken.insert(&best.source.id);
        // A group and its member share one sentence, the first of theirs.
        let half = if heard.contains(&best.voice) { None } else { other_half(facts, &candidates, best, &used) };
        if let Some((other, text)) = half {
            used.insert(&other.attribution.id);
            spoken.insert(&other.source.id);
            attributions.push(other.attribution.id.clone());
            texts.push((Facts::start(other.attribution), text));
        }
        crate::order::sort(&mut texts);
        let text =
            texts.into_iter().map(|(_, text)| facts.lowered(text.trim_end_matches('.'))).collect::<Vec<_>>().join("; ");
        heard.push(best.voice);
        heard_words.push(best.attribution.parts.content.iter().map(Facts::span).collect());
        camps.extend(best.camp.clone());
        sides.insert(best.attribution.stance.side);
        chosen.push((weight, SummarySentence { text: sentence(&text), attributions }));
    }
    chosen.into_iter().map(|(_, sentence)| sentence).collect()
}

/// The sentence of a candidate, who may have been named in one before.
fn told(facts: &Facts, one: &Candidate, again: bool) -> Option<String> {
    let label = label(facts, one.source, one.attribution, again);
    clause(facts, one.attribution, &label).filter(|text| is_told(facts, one.attribution, text))
}

/// Whether what stands in quotation marks stands so in the article, between the first and the last word of the attribution: where marks
/// are at odds, a sentence may have cut them otherwise.
fn is_told(facts: &Facts, attribution: &Attribution, text: &str) -> bool {
    let parts = [&attribution.parts.source, &attribution.parts.cue, &attribution.parts.content];
    let all = parts.into_iter().flatten().map(Facts::span).reduce(|a, b| a.cover(b));
    let told = all.map(|all| one_line(facts.document.slice(all))).unwrap_or_default();
    let mut rest = text;
    while let Some(open) = place(rest, "“") {
        rest = &rest[open + "“".len()..];
        let end = place(rest, "”").unwrap_or(rest.len());
        if !holds(&told, rest[..end].trim_end_matches(" …").trim_end_matches(['.', ','])) {
            return false;
        }
        rest = &rest[end..];
    }
    true
}

/// Whether a span and a part of an attribution's content are one inside the other.
fn covers(span: Span, attribution: &Attribution) -> bool {
    attribution.parts.content.iter().map(Facts::span).any(|part| span.contains(part) || part.contains(span))
}

/// The heaviest attribution of another source of the same voice: the group's where the member spoke, and the reverse.
fn other_half<'c, 'a>(
    facts: &Facts,
    candidates: &'c [Candidate<'a>],
    first: &Candidate,
    used: &HashSet<&str>,
) -> Option<(&'c Candidate<'a>, String)> {
    candidates
        .iter()
        .filter(|other| other.voice == first.voice && other.source.id != first.source.id)
        .filter(|other| !used.contains(other.attribution.id.as_str()))
        .find_map(|other| Some((other, told(facts, other, false)?)))
}
