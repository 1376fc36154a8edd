//! Quotations whose comma leads on to a speaker and a verb that no list holds: “We froze,” beamed the mechanic; “We froze,” the
//! mechanic croaked.

use std::ops::Range;

use super::Attribution;
use super::claims::{Claims, ruled, span};
use super::confidence::INVERTED;
use super::grammar::{is_auxiliary, is_determiner, is_pronoun};
use super::quoted::{paragraph, tokens_of};
use crate::text::verbs;
use crate::text::{Document, QuotationKind, Shape, Token};

/// Longest speaker, in tokens.
const SPEAKER: usize = 14;

/// Adds what such quotations ascribe, where nobody lays claim to them.
pub fn add(document: &Document, found: &mut Vec<Attribution>) {
    let mut claims = Claims::new(document, found);
    for quotation in &document.quotations {
        if quotation.kind != QuotationKind::Speech || !quotation.closed || quotation.parent.is_some() {
            continue;
        }
        let tokens = tokens_of(document, quotation);
        if tokens.len() < 4 || tokens.clone().any(|token| claims.any(token).is_some()) {
            continue;
        }
        let inner = document.word(tokens.end - 2);
        if !one_of!(inner, ", ! ? …") && !leads_on(document, tokens.end) {
            continue;
        }
        let from = tokens.end + usize::from(document.word_or_empty(tokens.end) == ",");
        let within = from..document.tokens_of_paragraph(paragraph(document, tokens.start) as usize).end;
        let Some((source, verb)) = before_verb(document, &within).or_else(|| after_verb(document, &within)) else {
            continue;
        };
        if source.clone().chain(verb..verb + 1).any(|token| claims.any(token).is_some()) {
            continue;
        }
        let (source, content) = (vec![span(document, source)], vec![quotation.span]);
        let one =
            ruled(document, source, Some(verb..verb + 1), content, INVERTED, "a quotation, its speaker and a verb");
        claims.add(document, &one, found.len());
        found.push(one);
    }
}

/// A comma after the closing mark leads on like one inside.
fn leads_on(document: &Document, after: usize) -> bool {
    document.word_or_empty(after) == ","
}

/// "the mechanic croaked.": a speaker, a verb in the past or the third person, and the end of the clause or what tells when, where
/// and how.
fn before_verb(document: &Document, within: &Range<usize>) -> Option<(Range<usize>, usize)> {
    let (source, verb) = (within.start, speaker_end(document, within, true)?);
    let word = document.word_or_empty(verb);
    let said = verbs::quotes(word) || word.ends_with("ed") || word.ends_with('s') && is_mark(document, verb + 1);
    (verb > source && said && closes(document, verb + 1)).then_some((source..verb, verb))
}

/// "croaked the mechanic": a verb in the past, then its speaker.
fn after_verb(document: &Document, within: &Range<usize>) -> Option<(Range<usize>, usize)> {
    let verb = within.start;
    let word = document.word_or_empty(verb);
    let lower = document.tokens.get(verb).is_some_and(|token| token.shape == Shape::Lower);
    if !lower || is_auxiliary(word) || !(verbs::quotes(word) || word.ends_with("ed")) {
        return None;
    }
    let rest = verb + 1..within.end;
    let end = speaker_end(document, &rest, false)?;
    (end > rest.start).then_some((rest.start..end, verb))
}

/// Where a speaker that begins the range ends: before a mark or a small word that leads on; before its verb, where that follows.
fn speaker_end(document: &Document, within: &Range<usize>, verb_follows: bool) -> Option<usize> {
    let first = within.clone().next()?;
    let word = document.word(first);
    if is_pronoun(word) && !one_of!(word, "which those it It some many others who") {
        return Some(first + 1);
    }
    let capital = |token: usize| !matches!(document.tokens[token].shape, Shape::Lower | Shape::Mark);
    if !is_determiner(word) && !capital(first) {
        return None;
    }
    let reach = within.start + 1..within.end.min(within.start + SPEAKER);
    for token in reach {
        let word = document.word(token);
        let joined = |next: &Token| next.shape != Shape::Mark && next.sentence == document.tokens[token].sentence;
        let part = one_of!(word, "- ’ ' . &") && document.tokens.get(token + 1).is_some_and(joined);
        let mark = document.tokens[token].shape == Shape::Mark && !part;
        let past = document.tokens[token].shape == Shape::Lower
            && token > first
            && (word.ends_with("ed") || verbs::quotes(word) || word.ends_with('s') && is_mark(document, token + 1));
        if verb_follows && past && document.word(token - 1) != "the" {
            return Some(token);
        }
        let leads = one_of!(
            word,
            "in on at as after before when while during with to but who which from by adding later \
             yesterday"
        );
        if mark || leads {
            return (!verb_follows).then_some(token);
        }
    }
    None
}

fn is_mark(document: &Document, token: usize) -> bool {
    document.tokens.get(token).is_none_or(|token| token.shape == Shape::Mark)
}

/// Whether a clause may end, or its circumstances begin, at the token.
fn closes(document: &Document, token: usize) -> bool {
    is_mark(document, token)
        || one_of!(
            document.word(token),
            "in on at as after before when while during with to but and back from next last later \
             yesterday again through out of about"
        )
        || super::grammar::is_adverb(document.word(token))
}
