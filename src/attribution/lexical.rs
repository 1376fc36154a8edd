//! Clear cases that the tagger missed, by the list of verbs of reporting: "the mayor denied that …", "according to …",
//! "reportedly", "did not return calls".

use std::ops::Range;

use super::claims::{Claims, hinted, is_word, ruled, span};
use super::confidence::{CLAUSE, HEARSAY, NO_ANSWER, PARTICIPLE};
use super::grammar::{VerbGroup, complement, is_adverb, is_auxiliary, is_be, is_pronoun, subject, verb_group};
use super::{Attribution, SourceState};
use crate::case::Lower;
use crate::text::verbs::{self, Frames};
use crate::text::{Document, Shape};

/// Least probability of a cue with which the tagger supports a verb of the list.
const HINT: f32 = 0.08;

/// Most tokens of a clause, and of what is looked back for; a bound that keeps endless sentences linear.
const REACH: usize = 160;
/// Most auxiliaries and adverbs before a verb.
const GROUP: usize = 8;

/// Adds the clear cases.
pub fn add(document: &Document, found: &mut Vec<Attribution>, chances: &[f32]) {
    let mut claims = Claims::new(document, found);
    for index in 0..document.sentences.len() {
        let tokens = document.tokens_of_sentence(index);
        let mut at = tokens.start;
        while at < tokens.end {
            let one = no_answer(document, &claims, at, &tokens)
                .or_else(|| clause(document, &claims, at, &tokens).filter(|_| hinted(chances, at..at + 1, HINT)))
                .or_else(|| participle(document, &claims, found, at, &tokens))
                .or_else(|| hearsay(document, &claims, at, &tokens));
            at += 1;
            if let Some(one) = one {
                let last = one.content.last().map_or(0, |part| document.tokens_in(*part).end);
                at = at.max(last.min(tokens.end));
                claims.add(document, &one, found.len());
                found.push(one);
            }
        }
    }
}

fn free(claims: &Claims, mut tokens: impl Iterator<Item = usize>) -> bool {
    tokens.all(|token| claims.any(token).is_none())
}

fn expressed(
    document: &Document,
    source: Option<Range<usize>>,
    cue: Range<usize>,
    content: &[Range<usize>],
    confidence: f32,
    reason: &str,
) -> Attribution {
    let source = source.into_iter().map(|source| span(document, source)).collect();
    let content = content.iter().map(|part| span(document, part.clone())).collect();
    ruled(document, source, Some(cue), content, confidence, reason)
}

/// The end of a clause that began before `from`: without the full stop, and before a semicolon or a dash.
fn clause_end(document: &Document, from: usize, end: usize) -> usize {
    let end = end.min(from + REACH);
    let end = (from..end).find(|&at| one_of!(document.word(at), "; — –")).unwrap_or(end);
    (from..end)
        .rev()
        .find(|&at| is_word(document, at) || matches!(document.word(at), "\"" | "”"))
        .map_or(from, |last| last + 1)
}

/// A subject, a verb of reporting and its clause, none of which any attribution claims.
fn clause(document: &Document, claims: &Claims, verb: usize, within: &Range<usize>) -> Option<Attribution> {
    if document.tokens[verb].shape != Shape::Lower || document.tokens[verb].quotation.is_some() {
        return None;
    }
    let group = verb_group(document, verb, within.start)?;
    // A noun as what is ascribed ("denied the charge") is plain only after a past form.
    let past = document.word(verb).ends_with("ed") && group.frames.has(Frames::NOUN);
    if group.passive || !(group.frames.has(Frames::CLAUSE) || group.frames.has(Frames::INFINITIVE) || past) {
        return None;
    }
    let source = subject(document, group.first, within.start)?;
    let content = complement(document, &group, clause_end(document, verb + 1, within.end))?;
    let points = source.len() == 1 && one_of!(document.word(source.start), "it It who which those some many others");
    let bare = group.first == verb;
    if !free(claims, source.start..content.end) || points || bare && may_be_noun(document, verb, &source) {
        return None;
    }
    let cue = group.first..verb + 1;
    Some(expressed(document, Some(source), cue, &[content], CLAUSE, "a verb of reporting with its subject and clause"))
}

/// Whether a verb's form is as often a noun ("the state", "new rules"), and its subject no plain name or pronoun.
fn may_be_noun(document: &Document, verb: usize, source: &Range<usize>) -> bool {
    let plain = is_pronoun(document.word(source.start)) && source.len() == 1
        || source.len() > 1 && !matches!(document.tokens[source.end - 1].shape, Shape::Lower | Shape::Mark);
    let noun = one_of!(
        document.word(verb),
        "state states rule rules show shows demand demands claim claims plan plans hope hopes fear fears \
         report reports call find finds doubt doubts offer offers promise promises note notes wish \
         estimate estimates forecast forecasts comment comments post posts pledge pledges point points \
         remark remarks boast vow vows threaten stress"
    );
    noun && !plain
}

/// "…, maintaining that …": a participle after a comma, by the source of the attribution before it in the sentence.
fn participle(
    document: &Document,
    claims: &Claims,
    found: &[Attribution],
    verb: usize,
    within: &Range<usize>,
) -> Option<Attribution> {
    let word = document.word(verb);
    let mut first = verb;
    while first > within.start && verb - first < GROUP && is_adverb(document.word(first - 1)) {
        first -= 1;
    }
    let after_comma = first > within.start && document.word(first - 1) == ",";
    let frames = verbs::frames(word).filter(|frames| word.ends_with("ing") && frames.has(Frames::CLAUSE))?;
    if !after_comma || document.tokens[verb].quotation.is_some() {
        return None;
    }
    let group = VerbGroup { first, verb, frames, passive: false, progressive: true };
    let content = complement(document, &group, clause_end(document, verb + 1, within.end))?;
    let before = (within.start..first).rev().take(REACH).find_map(|token| claims.any(token))?;
    let source = found[before].source.clone();
    if source.is_empty() || !free(claims, first..content.end) {
        return None;
    }
    let mut one = expressed(
        document,
        None,
        first..verb + 1,
        &[content],
        PARTICIPLE,
        "a participle that goes on with the source before it",
    );
    (one.source, one.source_state) = (source, SourceState::Expressed);
    Some(one)
}

/// "did not return calls", "has not responded to a request for comment", "could not be reached for comment", "Calls to the firm
/// went unanswered".
fn no_answer(document: &Document, claims: &Claims, verb: usize, within: &Range<usize>) -> Option<Attribution> {
    let word = document.word(verb);
    let next = document.word_or_empty(verb + 1);
    let known = match word {
        "return" | "returned" | "answer" | "answered" | "unanswered" | "contacted" => true,
        "respond" | "responded" | "reply" | "replied" => next == "to",
        "approached" | "reached" | "unavailable" => next == "for",
        "drawn" => true,
        _ => false,
    };
    if !known {
        return None;
    }
    let mut first = verb;
    let asked = next == "for" && one_of!(word, "approached contacted");
    let (mut negated, mut passive, mut could) = (asked || one_of!(word, "unavailable unanswered"), false, false);
    while first > within.start && verb - first < GROUP {
        let before = document.word(first - 1);
        if !is_auxiliary(before) && !is_adverb(before) && !one_of!(before, "immediately went ’ ' t") {
            break;
        }
        negated |= one_of!(before, "not t never cannot");
        passive |= is_be(before) || before == "went";
        could |= one_of!(before, "could can cannot");
        first -= 1;
    }
    let content = verb + 1;
    let asked = could && word == "contacted"
        || (content..(content + 5).min(within.end))
            .any(|at| is_request(document.word(at)) || document.word(at) == "money");
    let source = subject(document, first, within.start)?;
    // "Calls to the firm were not returned": it is the firm that did not answer.
    let to = (source.start + 1..source.end).find(|&at| one_of!(document.word(at), "to for with"));
    let call = to.filter(|&to| passive && (source.start..to).any(|at| is_request(&document.word(at).lower())));
    if let Some(to) = call.filter(|&to| negated && to + 1 < source.end && free(claims, source.start..content)) {
        let (who, call) = (to + 1..source.end, source.start..to);
        return Some(expressed(document, Some(who), first..content, &[call], NO_ANSWER, "asked, and gave no answer"));
    }
    // "would not be drawn", and nothing more
    let alone = word == "drawn" && passive && !is_word(document, content.min(within.end - 1));
    let content = if alone { verb..content } else { content..clause_end(document, content, within.end) };
    if !negated || !(asked || alone) || content.is_empty() || !free(claims, source.start..content.end) {
        return None;
    }
    let cue = first..content.start;
    Some(expressed(document, Some(source), cue, &[content], NO_ANSWER, "asked, and gave no answer"))
}

/// Words for what somebody is asked in or for.
fn is_request(word: &str) -> bool {
    one_of!(
        word,
        "call calls message messages request requests email emails comment questions inquiries enquiries question phone"
    )
}

/// "reportedly", "allegedly": the clause around the adverb, with no source.
fn hearsay(document: &Document, claims: &Claims, adverb: usize, within: &Range<usize>) -> Option<Attribution> {
    if !one_of!(document.word(adverb), "reportedly allegedly purportedly supposedly Reportedly Allegedly") {
        return None;
    }
    let mut first = adverb;
    while first > within.start && adverb - first < GROUP && is_auxiliary(document.word(first - 1)) {
        first -= 1;
    }
    let mut content = Vec::new();
    if let Some(source) = subject(document, first, within.start) {
        content.push(source.start..adverb);
    }
    let comma = |at: &usize| document.word(*at) == "," || one_of!(document.word(*at), "but which who");
    let reach = within.end.min(adverb + REACH);
    let end = (adverb + 2..reach).find(comma).unwrap_or(reach);
    let end = clause_end(document, adverb + 1, end);
    content.push(adverb + 1..end);
    let whole = content[0].start..end;
    if end <= adverb + 1 || !free(claims, whole) {
        return None;
    }
    Some(expressed(document, None, adverb..adverb + 1, &content, HEARSAY, "an adverb of hearsay"))
}
