//! Words signed without a mark of their own: pull quotes that end in a known speaker's name, and embedded posts.

use std::ops::Range;

use super::Attribution;
use super::claims::{Claims, is_word, ruled, span, words};
use super::confidence::{POSTED, PULL_QUOTE};
use super::grammar::is_auxiliary;
use crate::Span;
use crate::text::verbs;
use crate::text::{Document, Shape, ZoneKind};

/// Fewest words of what is signed, most tokens of a name with its role.
const FEWEST: usize = 8;
const TAIL: usize = 14;

/// Adds what such paragraphs ascribe, where attributions claim less than a third of it.
pub fn add(document: &Document, found: &mut Vec<Attribution>) {
    let claims = Claims::new(document, found);
    let mut surnames: Vec<&str> = found
        .iter()
        .flat_map(|one| &one.source)
        .filter_map(|source| document.tokens_in(*source).rev().find(|&token| is_capital(document, token)))
        .map(|token| document.word(token))
        .collect();
    crate::order::sort(&mut surnames);
    for index in 0..document.paragraphs.len() {
        let tokens = document.tokens_of_paragraph(index);
        if document.zone_at(document.tokens[tokens.start].span.start) != ZoneKind::Body {
            continue;
        }
        let posted =
            post(document, tokens.clone()).map(|(content, source)| (content, source, POSTED, "an embedded post"));
        let signed = || {
            pulled(document, tokens, &surnames)
                .map(|(content, source)| (content, source, PULL_QUOTE, "a name that ends a pull quote"))
        };
        let Some((content, source, confidence, reason)) = posted.or_else(signed) else { continue };
        let claimed =
            content.clone().filter(|&token| is_word(document, token) && claims.content(token).is_some()).count();
        if claimed * 3 > words(document, content.clone()) {
            continue;
        }
        found.push(ruled(document, vec![source], None, vec![span(document, content)], confidence, reason));
    }
}

fn is_capital(document: &Document, token: usize) -> bool {
    matches!(document.tokens[token].shape, Shape::Capitalised | Shape::Upper | Shape::Mixed)
}

/// "Do your jobs Ann Day, mayor of Leeds": no mark ends the paragraph, and the name at its end, with at most a role after it, is that
/// of somebody the article cites.
fn pulled(document: &Document, tokens: Range<usize>, surnames: &[&str]) -> Option<(Range<usize>, Span)> {
    if !is_word(document, tokens.end - 1) && document.word(tokens.end - 1) != ")" {
        return None;
    }
    let from = tokens.start.max(tokens.end.saturating_sub(TAIL));
    // The role stands behind the only comma; without one the name ends the paragraph.
    let comma = (from..tokens.end).find(|&token| document.word(token) == ",");
    let end = comma.unwrap_or(tokens.end);
    let part = |token: usize| is_capital(document, token) || one_of!(document.word(token), "- ’ '");
    let start = (from..end).rev().take_while(|&token| part(token)).last()?;
    let name = start..end;
    let role = comma.map_or(end..end, |comma| comma + 1..tokens.end);
    let verb = role.clone().any(|token| {
        is_auxiliary(document.word(token))
            || verbs::frames(document.word(token)).is_some()
            || document.word(token) == ","
    });
    let before = document.word(start.checked_sub(1).filter(|&before| before >= tokens.start)?);
    let plain = !one_of!(before, "by with and of for to from against in at like on the a");
    let known = surnames.binary_search(&document.word(end - 1)).is_ok();
    let content = tokens.start..start;
    let fits = (2..=4).contains(&words(document, name.clone())) && words(document, content.clone()) >= FEWEST;
    (fits && plain && known && !verb).then(|| (content, span(document, name.start..tokens.end)))
}

/// "It rained. pic.example.com/xyz — Ann Day (@annday) May 2, 2024": a post as pages embed it.
fn post(document: &Document, tokens: Range<usize>) -> Option<(Range<usize>, Span)> {
    let from = tokens.start.max(tokens.end.saturating_sub(TAIL + 6));
    let handle = (from..tokens.end).rev().find(|&token| document.word(token) == "@")?;
    let dash = (from..handle).rev().find(|&token| one_of!(document.word(token), "— – ―"))?;
    let closed =
        document.word_or_empty(handle + 2) == ")" && document.word(handle - 1) == "(" && handle + 2 < tokens.end;
    // Links and tags at the end are no words of the post.
    let link = |token: usize| {
        document.word(token) == "pic" && document.word_or_empty(token + 2) == "twitter"
            || document.word(token).starts_with("http")
    };
    let mut end = (tokens.start..dash).find(|&token| link(token)).unwrap_or(dash);
    while end > tokens.start + 2 && document.word(end - 2) == "#" {
        end -= 2;
    }
    let stop = usize::from(end > tokens.start && document.word(end - 1) == ".");
    let content = tokens.start..end - stop;
    (closed && dash + 1 < handle && words(document, content.clone()) > 2)
        .then(|| (content, span(document, dash + 1..handle + 3)))
}
