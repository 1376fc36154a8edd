//! Act and side: what the source does and which side it takes.
//!
//! The lexicon's matches speak for acts and sides with fitted weights; idioms that mean other than their words
//! ([`super::trap`]) are settled by rule.

use super::learned::Learned;
use super::lexicon::Lexicon;
use super::mix::Mix;
use super::reading::{Hit, Part, Reading, negates};
use super::settled;
use super::topic::content_words;
use super::trap;
use super::verdict::verdict;
use super::weights::{SIDES, Scores, Weights, pairs, softmax};
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
    /// How likely the side is, as far as the weights tell: 0 to 1; 1 for set phrases.
    pub sure: f32,
    /// How a request for comment ended.
    pub outcome: Option<CommentOutcome>,
}

/// How much speaks for each act and side in one attribution, by itself. `learned`: what the heads say, if the model has them.
pub fn weigh(document: &Document, attribution: &Attribution, reading: &Reading, learned: Option<&Learned>) -> Scores {
    let features = reading.features(document, attribution);
    Mix::embedded().alone(&Weights::embedded().scores(features.iter().map(String::as_str)), learned)
}

/// Decides on act and side, from what speaks for each ([`weigh`], and the article's other attributions).
pub fn decide(document: &Document, attribution: &Attribution, reading: &Reading, scores: &Scores) -> Decision {
    if let Some(trap) = trap::find(reading).or_else(|| settled::find(reading)) {
        let evidence = reading.span(document, trap.first, trap.end).into_iter().collect();
        return Decision { act: trap.act, side: trap.side, evidence, sure: 1.0, outcome: trap.outcome };
    }
    let mut scores = *scores;
    softmax(&mut scores);
    let (settled, cue) = (verdict(reading), Cue::of(reading));
    // What is not shown counts for nothing; but a refusal speaks for its side all the same.
    let (mut shown, mut weights) = (scores, scores);
    for (at, (act, _)) in pairs().enumerate() {
        let seen = settled
            .map_or_else(|| is_shown(document, attribution, reading, &cue, act, scores[at]), |settled| act == settled);
        if !seen {
            shown[at] = 0.0;
        }
        if !seen && (act != Act::Reject || settled.is_some()) {
            weights[at] = 0.0;
        }
    }
    let (pair, act, side) = likeliest(&shown, &weights, if settled.is_some() { 0.0 } else { LEAST });
    let of_side = |(score, (_, other)): (&f32, (Act, Side))| if other == side { *score } else { 0.0 };
    let sure =
        weights.iter().zip(pairs()).map(of_side).sum::<f32>() / weights.iter().sum::<f32>().max(f32::MIN_POSITIVE);
    let evidence = evidence(document, attribution, reading, pair);
    let outcome = (act == Act::NoComment).then(|| trap::outcome(reading)).flatten();
    Decision { act, side, evidence, sure, outcome }
}

/// How likely an act against somebody must be where no word of the lexicon shows it; each takes one side. A denial more so: most
/// negative sentences deny nothing.
const UNSHOWN: f32 = 0.3;
const DENIAL: f32 = 0.45;
/// The same of a denial without a negation in a retort (“countered that it was theft”).
const RETORT: f32 = 0.6;
/// The same of criticism or praise that lies in what a thing is called.
const NAMED: f32 = 0.7;
/// How likely any act must be.
const LEAST: f32 = 0.05;
/// How many words before an attribution are looked through for what it denies.
const SAID: usize = 110;

/// Whether an act against somebody is shown by a word for it, or likely enough without: a plain fact
/// blames nobody. What a source says of its own ("maintaining that its aims are peaceful") neither accuses nor denies without
/// a word for it (of 51 labelled contents that open with the speaker's own, none does).
fn is_shown(
    document: &Document,
    attribution: &Attribution,
    reading: &Reading,
    cue: &Cue,
    act: Act,
    likely: f32,
) -> bool {
    let groups = &Lexicon::embedded().groups;
    let shows = |hit: &Hit| {
        groups[hit.group].act == Some(act) && !hit.negated && !matches!(hit.part, Part::Source | Part::Between)
    };
    if reading.hits.iter().any(shows) {
        return true;
    }
    if cue.names && !matches!(act, Act::State | Act::NoComment) {
        return likely >= NAMED;
    }
    if cue.claims && !matches!(act, Act::State | Act::Affirm | Act::NoComment) {
        return likely >= RETORT;
    }
    if !matches!(act, Act::Accuse | Act::Deny | Act::Reject | Act::Criticise | Act::NoComment) {
        return true;
    }
    let mut content = reading.pieces.iter().filter(|piece| piece.part == Part::Head).map(|piece| piece.word.as_str());
    let opening = content.find(|word| !one_of!(*word, "that “ \" ‘ '")).unwrap_or_default();
    let negated = || act == Act::Deny && (0..reading.pieces.len()).any(|at| negates(&reading.pieces, at));
    if act == Act::NoComment {
        // "answered questions by email" is no silence.
        let word = |at: usize| reading.pieces.get(at).map_or("", |piece| piece.word.as_str());
        let kept = |&at: &usize| {
            negates(&reading.pieces, at)
                || one_of!(word(at), "declined declines declining") && (word(at + 1) == "to" || opening == "to")
                || word(at) == "yet" && one_of!(word(at + 2), "answer comment reply respond")
        };
        return (0..reading.pieces.len())
            .filter(kept)
            .any(|at| likely >= DENIAL || reading.pieces[at].part == Part::Cue);
    }
    let of_oneself = act != Act::Criticise && one_of!(opening, "its our my") && !negated();
    let least = if negated() || !cue.retorts { DENIAL } else { RETORT };
    let denies = || act != Act::Deny || likely >= least || answers(document, attribution);
    likely >= UNSHOWN && !of_oneself && denies()
}

/// What a cue of no act of its own does.
struct Cue {
    /// It gives a thing a quality of a word or two ("called the score “ravishing”"), which an unknown word may do either way. More
    /// words are an image, and such are mostly blame ("a finishing school for bullies").
    names: bool,
    /// "Claimed" doubts what is said and accuses nobody.
    claims: bool,
    /// It answers somebody, which may be by another charge.
    retorts: bool,
}

impl Cue {
    fn of(reading: &Reading) -> Self {
        let has = |words: crate::list::List| {
            reading.pieces.iter().any(|piece| piece.part == Part::Cue && words.contains(&piece.word.as_str()))
        };
        let calls = has(list!(
            "singled called calls calling call described describes describing termed dubbed deemed found finds labelled labeled"
        ));
        let mark = |at: &usize| one_of!(reading.pieces[*at].word.as_str(), "“ ” \" ‘ ’ '");
        let mut marks = (0..reading.pieces.len()).rev().filter(mark);
        let quoted = marks.next().zip(marks.next()).map_or(0, |(close, open)| close - open);
        Self {
            names: calls && quoted <= 3,
            claims: has(list!("claimed claims claim claiming")),
            retorts: has(list!("countered counters retorted retorts replied replies hit shot fired")),
        }
    }
}

/// Whether a third of what is said repeats words that stand just before: a denial speaks of what was claimed.
fn answers(document: &Document, attribution: &Attribution) -> bool {
    let Some(start) = attribution.start() else { return false };
    let first = document.tokens_in(Span { start, end: start }).start;
    let Some(from) = document.tokens.get(first.saturating_sub(SAID)) else { return false };
    let before = content_words(document.slice(Span { start: from.span.start, end: start }));
    let content = attribution.content.iter().map(|span| document.slice(*span));
    let words: Vec<String> = content.flat_map(content_words).take(2 * SAID).filter(|word| word.len() > 3).collect();
    let shared = words.iter().filter(|word| before.contains(word)).count();
    shared > 0 && 3 * shared >= words.len()
}

/// The likeliest side by the weights of all acts, and the likeliest act that takes it of those that are shown.
fn likeliest(scores: &Scores, weights: &Scores, least: f32) -> (usize, Act, Side) {
    let mut sides = [0.0f32; SIDES];
    for (score, (_, side)) in weights.iter().zip(pairs()) {
        sides[side as usize] += score;
    }
    let mut best = (0, Act::State, Side::Neutral);
    let mut most = (f32::MIN, f32::MIN);
    for (at, (act, side)) in pairs().enumerate() {
        let score = (sides[side as usize], scores[at]);
        if scores[at] > least && score > most {
            most = score;
            best = (at, act, side);
        }
    }
    best
}

/// The matches that speak most for the decision.
fn evidence(document: &Document, attribution: &Attribution, reading: &Reading, pair: usize) -> Vec<Span> {
    let weights = Weights::embedded();
    let mut ranked: Vec<(f32, Span)> = reading
        .hits
        .iter()
        .filter(|hit| hit.part != Part::Source)
        .filter_map(|hit| {
            let names = reading.names(hit);
            let weight = names.iter().map(|name| weights.of(name, pair)).sum();
            Some((weight, reading.span(document, hit.first, hit.end)?))
        })
        .filter(|(weight, _)| *weight > 0.5)
        .collect();
    crate::order::sort_by(&mut ranked, |a, b| b.0.total_cmp(&a.0));
    let mut kept: Vec<Span> = Vec::new();
    for (_, span) in ranked {
        if kept.len() < 2 && !kept.iter().any(|other| other.overlaps(span)) {
            kept.push(span);
        }
    }
    if kept.is_empty() {
        return attribution.cue.clone();
    }
    crate::order::sort(&mut kept);
    kept
}
