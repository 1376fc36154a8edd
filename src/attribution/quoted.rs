//! Quotations against what the tagger found: contents that stop short of a closing mark or run past it, quotations that go
//! on after a break.

use std::ops::Range;

use super::Attribution;
use super::claims::{Claims, form, words};
use crate::Span;
use crate::text::{Document, Quotation, QuotationKind};

/// Fewest words of a quotation that is taken for somebody's words without any cue.
const FEWEST: usize = 4;

/// Token range of a quotation, marks included.
pub fn tokens_of(document: &Document, quotation: &Quotation) -> Range<usize> {
    document.tokens_in(quotation.span)
}

/// Whether a quotation is somebody's words at some length.
pub fn is_speech(document: &Document, quotation: &Quotation) -> bool {
    quotation.kind == QuotationKind::Speech && quotation.parent.is_none() && {
        let tokens = tokens_of(document, quotation);
        let count = words(document, tokens.clone());
        let last = document.word_or_empty(tokens.end.saturating_sub(2));
        count >= FEWEST || count > 0 && one_of!(last, ". ! ?") || quotation.continues.is_some()
    }
}

/// Mends the edges of contents that consist of a quotation: extends them over the whole of it, cuts what follows its end,
/// and adds the part that goes on after a reopened mark in the same paragraph.
pub fn mend(document: &Document, found: &mut [Attribution]) {
    keep_paragraph(document, found);
    extend(document, found);
    cut(document, found);
    join(document, found);
}

/// A content that covers most of a quotation, and whose rest nobody claims, covers it all.
fn extend(document: &Document, found: &mut [Attribution]) {
    let claims = Claims::new(document, found);
    for quotation in document.quotations.iter().filter(|quotation| is_speech(document, quotation)) {
        let tokens = tokens_of(document, quotation);
        let count = words(document, tokens.clone());
        let (holder, held) = claims.holder(document, tokens.clone());
        let Some(holder) = holder else { continue };
        let free = tokens.clone().all(|token| claims.any(token).is_none_or(|index| index == holder));
        let cue_inside = tokens.clone().any(|token| claims.cue(token) == Some(holder));
        let adjacent = held > 0 && is_adjacent(document, &found[holder], &tokens);
        if (held * 2 > count || adjacent) && held < count && free && !cue_inside {
            add_span(&mut found[holder].content, quotation.span);
            found[holder].form = form(document, &found[holder].content);
        }
    }
}

/// Whether cue and source of an attribution stand directly before or after a quotation.
fn is_adjacent(document: &Document, one: &Attribution, quoted: &Range<usize>) -> bool {
    let parts = one.cue.iter().chain(&one.source).map(|span| document.tokens_in(*span));
    parts.clone().any(|part| part.start == quoted.end)
        || parts.clone().any(|part| {
            part.end == quoted.start || part.end + 1 == quoted.start && matches!(document.word(part.end), ":" | ",")
        })
}

/// A content that has words in its cue's paragraph has none in others: what goes on there is an attribution of its own.
fn keep_paragraph(document: &Document, found: &mut [Attribution]) {
    for one in found.iter_mut() {
        let Some(cue) = one.cue.first().and_then(|span| document.tokens.get(document.tokens_in(*span).start)) else {
            continue;
        };
        let whole = document.paragraphs[cue.paragraph as usize].span;
        let inside: Vec<Span> = one
            .content
            .iter()
            .filter(|span| span.overlaps(whole))
            .map(|span| Span { start: span.start.max(whole.start), end: span.end.min(whole.end) })
            .collect();
        if inside.iter().any(|span| words(document, document.tokens_in(*span)) > 0) {
            one.content = inside;
        }
    }
}

/// Most pieces of a reopened quotation that are followed; a bound that keeps odd texts linear.
const PIECES: usize = 40;

/// A content that begins with, or within, a quotation ending like a sentence ends there too; or where the quotation ends
/// that goes on from it in the same paragraph.
fn cut(document: &Document, found: &mut [Attribution]) {
    let mut next: Vec<Option<usize>> = vec![None; document.quotations.len()];
    for (index, quotation) in document.quotations.iter().enumerate() {
        if let Some(earlier) = quotation.continues {
            next[earlier as usize] = Some(index);
        }
    }
    for one in found.iter_mut() {
        for part in one.content.iter_mut() {
            let start = document.tokens_in(*part).start;
            let Some(mut at) = document.tokens.get(start).and_then(|token| token.quotation).map(|index| index as usize)
            else {
                continue;
            };
            for _ in 0..PIECES {
                let Some(after) = next[at] else { break };
                if paragraph(document, tokens_of(document, &document.quotations[after]).start)
                    != paragraph(document, start)
                {
                    break;
                }
                at = after;
            }
            let quotation = &document.quotations[at];
            let tokens = tokens_of(document, quotation);
            let last = document.word_or_empty(tokens.end.saturating_sub(2));
            let ends = quotation.closed && one_of!(last, ". ! ?") && words(document, tokens) >= FEWEST;
            // A part that begins at the closing mark is no part of the quotation.
            if ends && part.end > quotation.span.end && part.start < quotation.inner.end {
                let whole = document.quotations[document.tokens[start].quotation.unwrap_or(0) as usize].span.start
                    == part.start;
                part.end = if whole { quotation.span.end } else { quotation.inner.end };
            }
        }
        one.form = form(document, &one.content);
    }
}

/// A quotation reopened in the same paragraph belongs to the content that holds its first part.
pub fn join(document: &Document, found: &mut [Attribution]) {
    let mut claims = Claims::new(document, found);
    for quotation in &document.quotations {
        let Some(earlier) = quotation.continues.map(|index| &document.quotations[index as usize]) else { continue };
        let (before, tokens) = (tokens_of(document, earlier), tokens_of(document, quotation));
        if before.is_empty()
            || tokens.is_empty()
            || paragraph(document, before.start) != paragraph(document, tokens.start)
        {
            continue;
        }
        let (holder, held) = claims.holder(document, before.clone());
        let Some(holder) = holder else { continue };
        let free = tokens.clone().all(|token| claims.any(token).is_none_or(|index| index == holder));
        if free && held * 2 > words(document, before) {
            add_span(&mut found[holder].content, quotation.span);
            found[holder].form = form(document, &found[holder].content);
            claims.add(document, &found[holder], holder);
        }
    }
}

/// Adds a span to a list in order, joining what overlaps or touches.
fn add_span(spans: &mut Vec<Span>, added: Span) {
    spans.push(added);
    crate::order::sort(spans);
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for &one in spans.iter() {
        match joined.last_mut() {
            Some(last) if one.start <= last.end + 1 => last.end = last.end.max(one.end),
            _ => joined.push(one),
        }
    }
    *spans = joined;
}

/// Index of a token's paragraph.
pub fn paragraph(document: &Document, token: usize) -> u32 {
    document.tokens[token].paragraph
}
