//! Attributions told inside another's content: "she said the mayor had promised …".

use std::ops::Range;

use super::Attribution;
use super::claims::{Claims, hinted, is_word, ruled, span};
use super::confidence::NESTED;
use super::grammar::{complement, owned_noun, subject, verb_group};
use crate::text::verbs::Frames;
use crate::text::{Document, Shape};

/// Least probability of a cue with which the tagger supports an inner verb: below it, few such are somebody's view.
const HINT: f32 = 0.06;
/// The same where the inner verb stands in quotation marks: there the speaker's own "I want" and "you know" abound.
const HINT_QUOTED: f32 = 0.2;

/// Most tokens of an inner content; a bound that keeps endless sentences linear.
const REACH: usize = 160;

/// Adds the attributions that stand inside the contents found.
pub fn add(document: &Document, found: &mut Vec<Attribution>, chances: &[f32]) {
    let claims = Claims::new(document, found);
    let mut added: Vec<Attribution> = Vec::new();
    for outer in found.iter() {
        for part in &outer.content {
            let tokens = document.tokens_in(*part);
            let mut at = tokens.start;
            while at < tokens.end {
                match inner(document, &claims, at, &tokens, chances) {
                    Some((next, one)) => {
                        at = next;
                        added.push(one);
                    }
                    None => at += 1,
                }
            }
        }
    }
    found.extend(added);
}

/// The attribution whose cue's verb is token `verb`, inside the content `within`.
fn inner(
    document: &Document,
    claims: &Claims,
    verb: usize,
    within: &Range<usize>,
    chances: &[f32],
) -> Option<(usize, Attribution)> {
    if document.tokens[verb].shape != Shape::Lower
        || claims.cue(verb).is_some()
        || !hinted(chances, verb..verb + 1, if document.tokens[verb].quotation.is_some() { HINT_QUOTED } else { HINT })
    {
        return None;
    }
    let sentence = document.tokens_of_sentence(document.tokens[verb].sentence as usize);
    let floor = within.start.max(sentence.start);
    if let Some((source, content)) =
        owned_noun(document, verb, floor, content_end(document, verb, within.end.min(sentence.end)))
    {
        let named = document.word(source.start).starts_with(char::is_uppercase);
        let known = source.clone().chain(content.clone()).any(|token| claims.cue(token).is_some());
        let content = trim(document, content).filter(|_| named && !known)?;
        return Some((content.end, told(document, source, verb..verb + 1, content)));
    }
    let group = verb_group(document, verb, floor)?;
    // What somebody would or should say is not said.
    let supposed = (group.first..verb).any(|token| is_modal(document.word(token)));
    if group.passive || supposed || claims.cue(group.first).is_some() {
        return None;
    }
    let source = subject(document, group.first, floor)?;
    // "He said he hoped …": a pronoun or a small noun phrase is mostly the speaker again, or a plain actor.
    if !document.word(source.start).starts_with(char::is_uppercase) {
        return None;
    }
    let end = content_end(document, verb, within.end.min(sentence.end));
    let content = complement(document, &group, end)?;
    let known = source.clone().chain(content.clone()).any(|token| claims.cue(token).is_some());
    let noun_only =
        !group.frames.has(Frames::CLAUSE) && !group.frames.has(Frames::INFINITIVE) && !group.frames.has(Frames::QUOTE);
    if known || noun_only || source.len() == 1 && one_of!(document.word(source.start), "it It which") {
        return None;
    }
    let content = trim(document, content)?;
    Some((content.end, told(document, source, group.first..verb + 1, content)))
}

fn is_modal(word: &str) -> bool {
    one_of!(word, "would should could will can may might must shall")
}

fn told(document: &Document, source: Range<usize>, cue: Range<usize>, content: Range<usize>) -> Attribution {
    let (source, content) = (vec![span(document, source)], vec![span(document, content)]);
    ruled(document, source, Some(cue), content, NESTED, "a source's words told inside another's")
}

/// Where a content that began after `verb` ends: before a semicolon, a dash, or a comma and a conjunction.
fn content_end(document: &Document, verb: usize, limit: usize) -> usize {
    let ends = |at: &usize| match document.word(*at) {
        ";" | "—" | "–" => true,
        "," => one_of!(document.word_or_empty(at + 1), "but and while although so which who"),
        "”" => true,
        _ => false,
    };
    let limit = limit.min(verb + REACH);
    (verb + 1..limit).find(ends).unwrap_or(limit)
}

/// Without marks at the end.
fn trim(document: &Document, content: Range<usize>) -> Option<Range<usize>> {
    let mut end = content.end;
    while end > content.start
        && !is_word(document, end - 1)
        && document.tokens[end - 1].quotation.is_none_or(|_| one_of!(document.word(end - 1), ". , \" ”"))
    {
        end -= 1;
    }
    (end > content.start + 1).then_some(content.start..end)
}
