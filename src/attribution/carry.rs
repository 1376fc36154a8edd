//! Speakers carried over from a neighbouring attribution: quotations that no cue introduces, blocks after a colon.

use std::ops::Range;

use super::claims::{Claims, form, is_word, ruled, span, words};
use super::confidence::{BLOCK, CONTINUED, NEXT_PARAGRAPH, SAME_PARAGRAPH, UNRESOLVED};
use super::grammar::subject;
use super::quoted::{self, is_speech, paragraph, tokens_of};
use super::{Attribution, SourceState, headline, nested};
use crate::Span;
use crate::text::{Document, Quotation, Shape, ZoneKind};

/// Why a quotation in a paragraph of its own has the speaker before it; the words for the speaker stay there.
const APART: &str = "a quotation right after a paragraph that ends with this speaker's words";

/// Fewest words of a block without marks.
const BLOCK_WORDS: usize = 5;

/// Adds what no cue introduces, with `carried_from` where the text shows plainly whose words go on; then what is told in it
/// and what headlines say of it.
pub fn carry(document: &Document, found: &mut Vec<Attribution>, chances: &[f32]) {
    blocks(document, found);
    uncued(document, found);
    headline::add(document, found);
    nested::add(document, found, chances);
}

/// A paragraph without marks after one that ends with an attribution and a colon ("The council denied this:").
fn blocks(document: &Document, found: &mut Vec<Attribution>) {
    let claims = Claims::new(document, found);
    let mut added = Vec::new();
    for index in 1..document.paragraphs.len() {
        let (before, tokens) = (document.tokens_of_paragraph(index - 1), document.tokens_of_paragraph(index));
        let plain = document.zone_at(document.tokens[tokens.start].span.start) == ZoneKind::Body;
        if document.word(before.end - 1) != ":" || !plain || document.tokens[tokens.start].quotation.is_some() {
            continue;
        }
        // The block ends where somebody is cited again.
        let cited = tokens.clone().find(|&token| claims.any(token).is_some());
        let end = cited
            .map_or(tokens.end, |token| document.tokens_of_sentence(document.tokens[token].sentence as usize).start);
        let tokens = tokens.start..end;
        if tokens.is_empty() || words(document, tokens.clone()) < BLOCK_WORDS {
            continue;
        }
        let sentence = document.tokens_of_sentence(document.tokens[before.end - 1].sentence as usize);
        let speaks = |index: &usize| !found[*index].source.is_empty() && !found[*index].cue.is_empty();
        let Some(from) = sentence.rev().take(40).find_map(|token| claims.any(token).filter(speaks)) else { continue };
        let stop = usize::from(document.word(tokens.end - 1) == "." && tokens.len() > 1);
        let content = vec![span(document, tokens.start..tokens.end - stop)];
        added.push(Attribution {
            source: found[from].source.clone(),
            cue: Vec::new(),
            form: form(document, &content),
            content,
            source_state: SourceState::CarriedOver,
            carried_from: Some(from),
            parent: None,
            confidence: BLOCK,
            reasons: vec!["a block after this speaker's colon".into()],
        });
    }
    found.extend(added);
}

/// Quotations without a cue of their own: the speaker is carried over from the attribution before, where the text shows it.
///
/// A quotation that goes on from the paragraph before has its speaker. Else one that follows an attribution in the same
/// paragraph, or opens a paragraph right after one that ended with an attribution, has that one's speaker.
fn uncued(document: &Document, found: &mut Vec<Attribution>) {
    let mut claims = Claims::new(document, found);
    for quotation in document.quotations.iter().filter(|quotation| is_speech(document, quotation)) {
        let tokens = tokens_of(document, quotation);
        // "(CROSSTALK.)": what a transcript notes is nobody's words.
        if matches!(document.word_or_empty(tokens.start + 1), "(" | "[")
            && matches!(document.word_or_empty(tokens.end.saturating_sub(1)), ")" | "]")
        {
            continue;
        }
        let count = words(document, tokens.clone());
        let within = |index: u32| paragraph(document, tokens_of(document, &document.quotations[index as usize]).start);
        if quotation.continues.is_some_and(|earlier| within(earlier) == paragraph(document, tokens.start)) {
            continue;
        }
        // "They said there was no money.": told in the quotation, which has a speaker of its own.
        let inner = claims.source(tokens.start + 1).filter(|&one| told_within(document, &found[one], &tokens));
        let others = |&token: &usize| claims.any(token).is_some_and(|one| Some(one) != inner);
        let held = tokens.clone().filter(|token| is_word(document, *token) && others(token)).count();
        if held * 3 > count || tokens.is_empty() || !begins(document, tokens.start) || is_title(document, &tokens) {
            continue;
        }
        let speaker = speaker_of(document, &claims, found, quotation, &tokens);
        let content = vec![trimmed(document, quotation, &tokens)];
        if speaker.is_none()
            && let Some((source, cue)) =
                manner(document, &tokens).filter(|(source, _)| claims.any(source.start).is_none())
        {
            let source = vec![span(document, source)];
            let one = ruled(
                document,
                source,
                Some(cue),
                content,
                SAME_PARAGRAPH,
                "a sentence that tells how somebody speaks",
            );
            claims.add(document, &one, found.len());
            found.push(one);
            continue;
        }
        let last = document.word_or_empty(tokens.end.saturating_sub(2));
        if speaker.is_none() && !one_of!(last, ". ! ? , …") {
            continue;
        }
        let (from, confidence, reason) = match speaker {
            Some((from, confidence, reason)) => (Some(from), confidence, reason),
            None => (None, UNRESOLVED, "a quotation whose speaker the text does not name nearby"),
        };
        let source = from.filter(|_| reason != APART).map(|from| named(document, found, from));
        let one = Attribution {
            source: source.unwrap_or_default(),
            cue: Vec::new(),
            form: form(document, &content),
            content,
            source_state: if from.is_some() { SourceState::CarriedOver } else { SourceState::Unresolved },
            carried_from: from,
            parent: None,
            confidence,
            reasons: vec![reason.into()],
        };
        // The source is the neighbour's: it stays claimed by it.
        claims.add_content(document, &one, found.len());
        found.push(one);
    }
    quoted::join(document, found);
}

/// "Ann Day was blunter. “…”", "She laughed. “…”": a short sentence before the quotation that tells how somebody speaks; who, and the
/// words that tell it.
fn manner(document: &Document, tokens: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let before = &document.tokens[tokens.start.checked_sub(1)?];
    let sentence = document.tokens_of_sentence(before.sentence as usize);
    let stop = sentence.end.checked_sub(1)?;
    if before.paragraph != document.tokens[tokens.start].paragraph || sentence.len() > 10 || document.word(stop) != "."
    {
        return None;
    }
    let how = |at: usize| {
        one_of!(
            document.word(at),
            "blunter blunt more less adamant defiant unmoved scathing unrepentant emphatic direct philosophical unapologetic dismissive"
        )
    };
    let verb = sentence.clone().find(|&at| {
        one_of!(document.word(at), "was is") && how(at + 1)
            || one_of!(document.word(at), "shrugged laughed smiled nodded sighed paused grinned winced")
    })?;
    let source = subject(document, verb, sentence.start).filter(|source| source.start == sentence.start)?;
    Some((source, verb..stop))
}

/// Whether an attribution to a third person lies in a quotation with all its parts.
fn told_within(document: &Document, one: &Attribution, tokens: &Range<usize>) -> bool {
    let third = one.source.iter().all(|span| one_of!(document.slice(*span), "They He She"));
    let whole = document.tokens[tokens.start].span.cover(document.tokens[tokens.end - 1].span);
    third && !one.cue.is_empty() && one.cue.iter().chain(&one.content).all(|&part| whole.contains(part))
}

/// The words for a speaker whose words go on: those of the attribution itself, or where that has only a pronoun, those of the one
/// nearest before it in its paragraph that has more, or the name that begins its sentence.
fn named(document: &Document, found: &[Attribution], from: usize) -> Vec<Span> {
    let pronoun = |spans: &[Span]| matches!(spans, [one] if is_personal(document.slice(*one)));
    let own = &found[from].source;
    if !pronoun(own) {
        return own.clone();
    }
    let at = document.tokens_in(own[0]).start;
    let floor = document.tokens_of_paragraph(document.tokens[at].paragraph as usize).start;
    let place = |one: &Attribution| one.source.first().map(|span| document.tokens_in(*span).start);
    let before = |one: &&Attribution| {
        one.carried_from.is_none()
            && !pronoun(&one.source)
            && place(one).is_some_and(|place| (floor..at).contains(&place))
    };
    let nearest = found.iter().filter(before).max_by_key(|one| place(one));
    nearest.map_or_else(|| own.clone(), |one| one.source.clone())
}

/// "he", "she": pronouns of one person.
fn is_personal(word: &str) -> bool {
    one_of!(word, "he she He She")
}

/// Whether every longer word of a short quotation has a capital: a heading, the title of a song.
fn is_title(document: &Document, tokens: &Range<usize>) -> bool {
    let long = tokens.clone().filter(|&token| is_word(document, token) && document.word(token).len() > 3);
    let (all, capital) = long.fold((0, 0), |(all, capital), token| {
        (all + 1, capital + usize::from(document.tokens[token].shape != Shape::Lower))
    });
    words(document, tokens.clone()) <= 8 && all > 1 && all == capital
}

/// Whether a sentence begins with the token, or what a colon introduces.
fn begins(document: &Document, token: usize) -> bool {
    let sentence = &document.sentences[document.tokens[token].sentence as usize];
    sentence.first as usize == token || document.word(token - 1) == ":"
}

/// The whole quotation; without its full stop where no mark closes it.
fn trimmed(document: &Document, quotation: &Quotation, tokens: &Range<usize>) -> Span {
    let stop = !quotation.closed && document.word(tokens.end - 1) == "." && tokens.len() > 1;
    span(document, tokens.start..tokens.end - usize::from(stop))
}

fn speaker_of(
    document: &Document,
    claims: &Claims,
    found: &[Attribution],
    quotation: &Quotation,
    tokens: &Range<usize>,
) -> Option<(usize, f32, &'static str)> {
    let relative = |index: usize| found[index].source.iter().all(|span| is_relative(document.slice(*span)));
    let speaks = |index: &usize| !found[*index].source.is_empty();
    let speaks_here = |index: &usize| speaks(index) && !relative(*index);
    if let Some(earlier) = quotation.continues {
        let before = tokens_of(document, &document.quotations[earlier as usize]);
        let (holder, _) = claims.holder(document, before);
        if let Some(holder) = holder.filter(speaks) {
            return Some((holder, CONTINUED, "a quotation that goes on from the paragraph before"));
        }
        // One that was carried over itself, and so has no words for its speaker.
        if let Some(speaker) = holder.and_then(|holder| found[holder].carried_from) {
            return Some((speaker, CONTINUED, APART));
        }
    }
    let first = document.tokens_of_paragraph(paragraph(document, tokens.start) as usize).start;
    if let Some(before) =
        (first..tokens.start).rev().take(WINDOW).find_map(|token| claims.any(token).filter(speaks_here))
    {
        return Some((before, SAME_PARAGRAPH, "a quotation that follows this speaker's words"));
    }
    if first != tokens.start || first == 0 {
        return None;
    }
    // The last sentence of the paragraph before must be an attribution's, and the rest of this one nobody else's.
    let sentence = document.tokens_of_sentence(document.tokens[first - 1].sentence as usize);
    let before = sentence.rev().take(WINDOW).find_map(|token| claims.any(token).filter(speaks_here))?;
    Some((before, NEXT_PARAGRAPH, APART))
}

/// Words that only point to a source next to them.
fn is_relative(words: &str) -> bool {
    one_of!(words, "who which that it It what whom")
}

/// Tokens looked back for a speaker.
const WINDOW: usize = 200;
