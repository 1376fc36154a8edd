//! Act and side: what the source does and which side it takes.
//!
//! The lexicon's matches speak for acts and sides with fitted weights; idioms that mean other than their words
//! ([`super::trap`]) are settled by rule.

use super::reading::{Part, Reading};
use super::trap;
use super::weights::{ACTS, Scores, Weights, softmax};
use super::{Act, CommentOutcome, Side};
use crate::Span;
use crate::attribution::Attribution;
use crate::text::Document;

/// Act and side of one attribution, with the words that decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// What the source does.
    pub act: Act,
    /// The side it takes.
    pub side: Side,
    /// The words that decided, at most three, in order of position; the cue where no other word did.
    pub evidence: Vec<Span>,
    /// How a request for comment ended.
    pub outcome: Option<CommentOutcome>,
}

/// Decides on act and side. `learned`: log-odds of the heads, zero where there are none.
pub fn decide(document: &Document, attribution: &Attribution, reading: &Reading, learned: &Scores) -> Decision {
    let features = reading.features(document, attribution);
    let mut scores = Weights::embedded().scores(features.iter().map(String::as_str));
    scores.iter_mut().zip(learned).for_each(|(score, learned)| *score += learned);
    softmax(&mut scores[..ACTS]);
    softmax(&mut scores[ACTS..]);
    if let Some(trap) = trap::find(reading) {
        let evidence = reading.span(document, trap.first, trap.end).into_iter().collect();
        return Decision { act: trap.act, side: trap.side, evidence, outcome: trap.outcome };
    }
    let (act, side) = agree(&scores);
    let evidence = evidence(document, attribution, reading, act, side);
    let outcome = (act == Act::NoComment).then_some(trap::outcome(reading));
    Decision { act, side, evidence, outcome }
}

/// Sides an act can take, by what the words mean: a denial is against, a statement takes none.
fn fits(act: Act, side: Side) -> bool {
    match act {
        Act::Support => side == Side::For,
        Act::Criticise | Act::Accuse | Act::Reject | Act::Deny | Act::Warn => side == Side::Against,
        Act::State | Act::NoComment => side == Side::Neutral,
        Act::Urge | Act::Commit | Act::Seek => side != Side::Neutral,
        Act::Affirm | Act::Admit | Act::Doubt | Act::Expect | Act::Decide => true,
    }
}

/// The pair of act and side, of those that fit each other, that is likeliest in the product of both.
fn agree(scores: &Scores) -> (Act, Side) {
    let mut best = (f32::MIN, Act::State, Side::Neutral);
    for (at, &act) in Act::ALL.iter().enumerate() {
        for (place, &side) in Side::ALL.iter().enumerate() {
            let score = scores[at] * scores[ACTS + place];
            if fits(act, side) && score > best.0 {
                best = (score, act, side);
            }
        }
    }
    (best.1, best.2)
}

/// The matches that speak most for the decision.
fn evidence(document: &Document, attribution: &Attribution, reading: &Reading, act: Act, side: Side) -> Vec<Span> {
    let weights = Weights::embedded();
    let outputs = [
        Act::ALL.iter().position(|one| *one == act),
        Side::ALL.iter().position(|one| *one == side).map(|at| ACTS + at),
    ];
    let mut ranked: Vec<(f32, Span)> = reading
        .hits
        .iter()
        .filter(|hit| hit.part != Part::Source)
        .filter_map(|hit| {
            let names = reading.names(hit);
            let says = |name: &String| outputs.iter().flatten().map(|output| weights.of(name, *output)).sum::<f32>();
            Some((names.iter().map(says).sum(), reading.span(document, hit.first, hit.end)?))
        })
        .filter(|(weight, _)| *weight > 0.5)
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut kept: Vec<Span> = Vec::new();
    for (_, span) in ranked {
        if kept.len() < 2 && !kept.iter().any(|other| other.overlaps(span)) {
            kept.push(span);
        }
    }
    if kept.is_empty() {
        return attribution.cue.clone();
    }
    kept.sort();
    kept
}
