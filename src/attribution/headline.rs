//! Headlines: quotation marks that ascribe without a name, and "Minister denies charges".

use std::ops::Range;

use super::claims::{Claims, form, is_word, ruled, span, words};
use super::confidence::{HEADLINE_QUOTED, HEADLINE_VERB};
use super::grammar::{is_auxiliary, is_determiner};
use super::repair::ends;
use super::{Attribution, SourceState};
use crate::text::verbs::{self, Frames};
use crate::text::{Document, QuotationKind, Shape, ZoneKind};

/// Paragraphs below a headline in which its speaker is looked for.
const LEAD: usize = 3;

/// Adds what headlines ascribe. Call it when the body's attributions are known.
pub fn add(document: &Document, found: &mut Vec<Attribution>) {
    let claims = Claims::new(document, found);
    let mut added = Vec::new();
    for zone in document.zones.iter().filter(|zone| zone.kind == ZoneKind::Headline) {
        let tokens = document.tokens_in(zone.span);
        if tokens.is_empty() || tokens.clone().any(|token| claims.cue(token).is_some()) {
            continue;
        }
        if let Some(one) = present(document, &tokens).or_else(|| quoted(document, &claims, found, &tokens)) {
            added.push(one);
        }
    }
    found.extend(added);
}

/// "Pier 'to be closed'": the whole headline, by the speaker of the first attribution below.
fn quoted(document: &Document, claims: &Claims, found: &[Attribution], tokens: &Range<usize>) -> Option<Attribution> {
    if tokens.clone().any(|token| claims.content(token).is_some()) {
        return None;
    }
    let speech = tokens.clone().any(|token| {
        let quotation = document.tokens[token].quotation.map(|index| &document.quotations[index as usize]);
        quotation.is_some_and(|quotation| {
            quotation.kind == QuotationKind::Speech
                && quotation.closed
                && is_predicate(document, document.tokens_in(quotation.span), tokens)
        })
    });
    if !speech || words(document, tokens.clone()) < 3 {
        return None;
    }
    let paragraph = document.tokens[tokens.start].paragraph as usize;
    let below = paragraph + 1..(paragraph + 1 + LEAD).min(document.paragraphs.len());
    let mut lead = below.flat_map(|index| document.tokens_of_paragraph(index)).take(250);
    let named = |index: &usize| !found[*index].source.is_empty() && found[*index].carried_from.is_none();
    let speaker = lead.find_map(|token| claims.any(token).filter(named));
    let content = vec![span(document, tokens.clone())];
    Some(Attribution {
        source: speaker.map(|index| found[index].source.clone()).unwrap_or_default(),
        cue: Vec::new(),
        form: form(document, &content),
        content,
        source_state: if speaker.is_some() { SourceState::Expressed } else { SourceState::Unresolved },
        carried_from: None,
        parent: None,
        confidence: HEADLINE_QUOTED,
        reasons: vec!["quotation marks in a headline ascribe; the lead names the speaker".into()],
    })
}

/// Whether the quoted words say something of the rest ("pier 'unsafe' in winter") rather than name a thing ("'drunk' row").
fn is_predicate(document: &Document, quoted: Range<usize>, headline: &Range<usize>) -> bool {
    let lower = |token: usize| document.tokens.get(token).is_some_and(|token| token.shape == Shape::Lower);
    let follows = document.word_or_empty(quoted.end);
    let small = one_of!(follows, "with of in by for on at to if over after as from amid");
    quoted.start > headline.start
        && lower(quoted.start + 1)
        && (quoted.end >= headline.end || small || !lower(quoted.end))
}

/// "Boss quits after 'frightening' report": behind a preposition the marks are around a word for a thing, and the subject says none.
pub fn names_a_thing(document: &Document, one: &Attribution) -> bool {
    let Some((_, cue)) = one.cue.last().and_then(|cue| ends(document, *cue)) else { return false };
    let Some(quotation) = document.tokens.get(cue + 1).and_then(|token| token.quotation) else { return false };
    let quoted = document.tokens_in(document.quotations[quotation as usize].span);
    let headline = document.tokens_of_paragraph(document.tokens[cue].paragraph as usize);
    one_of!(document.word(cue), "after amid over following in")
        && document.zone_at(one.cue[0].start) == ZoneKind::Headline
        && quoted.start == cue + 1
        && !is_predicate(document, quoted, &headline)
}

/// "Court rules pier is legal", "Mayor denies charges": a subject, a verb in the present tense, the rest.
fn present(document: &Document, tokens: &Range<usize>) -> Option<Attribution> {
    let verb = tokens.clone().find(|&token| is_present_verb(document, token, tokens))?;
    let subject = tokens.start..verb;
    let plain = subject.clone().all(|token| {
        let word = document.word(token);
        let mark = document.tokens[token].shape == Shape::Mark;
        !is_auxiliary(word) && (!mark || one_of!(word, "' ’ - .")) && !one_of!(word, "to as after over how why")
    });
    let content = verb + 1..tokens.end;
    if !plain
        || subject.len() > 7
        || words(document, content.clone()) < 1
        || !is_word(document, content.start) && !opens(document, content.start)
    {
        return None;
    }
    let (source, content) = (vec![span(document, subject)], vec![span(document, content)]);
    Some(ruled(document, source, Some(verb..verb + 1), content, HEADLINE_VERB, "a headline's verb of reporting"))
}

fn opens(document: &Document, token: usize) -> bool {
    one_of!(document.word_or_empty(token), "‘ ' “ \" $ £ €")
}

/// A verb of reporting in the third person present, not a plural noun: something stands before it, and what follows is not a
/// preposition that a noun would take.
fn is_present_verb(document: &Document, token: usize, within: &Range<usize>) -> bool {
    let word = document.word(token);
    if token == within.start
        || document.tokens[token].shape != Shape::Lower
        || !word.ends_with('s')
        || document.tokens[token].quotation.is_some()
    {
        return false;
    }
    let Some(frames) = verbs::frames(word) else { return false };
    let used = frames.has(Frames::CLAUSE)
        || frames.has(Frames::INFINITIVE)
        || frames.has(Frames::NOUN)
        || frames.has(Frames::PERSON);
    let next = document.word_or_empty(token + 1);
    let noun = one_of!(next, "of on in over about are were and for by from at as with");
    let before = document.word(token - 1);
    used && !noun && !is_determiner(before) && !one_of!(before, "in of on over for and ' ’")
}
