//! Quotations: what stands in quotation marks.
//!
//! Marks are paired within a paragraph ([`marks`] says what each may be); a quotation left open at the end of one paragraph
//! goes on in the next only if that paragraph opens with the same mark or closes it first. Where paragraphs were run
//! together, a quotation reopened after a full stop goes on in the same paragraph. What the pair means
//! (speech, scare quotes, title, nickname) is told in [`kind`].

mod kind;
mod marks;

use std::ops::Range;

use super::Token;
use super::token::Shape;
use crate::Span;
pub use kind::mark_kinds;
use marks::{Mark, Marks, Pair};

/// What a pair of quotation marks means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotationKind {
    /// Somebody's words.
    Speech,
    /// A word or two held at arm's length ("so-called").
    Scare,
    /// The title of a work.
    Title,
    /// A nickname inside a name.
    Nickname,
}

/// A stretch in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Where it stands, marks included.
    pub span: Span,
    /// The words inside the marks.
    pub inner: Span,
    /// What the marks mean.
    pub kind: QuotationKind,
    /// Index of the quotation that holds this one.
    pub parent: Option<u32>,
    /// Index of the quotation of the paragraph before that this one continues (reopened without closing).
    pub continues: Option<u32>,
    /// Whether it has a closing mark.
    pub closed: bool,
}

/// Deepest nesting followed; further opening marks are ignored, which keeps the work linear.
const DEEPEST: usize = 4;

/// A quotation as found in one paragraph, in token indices.
#[derive(Clone, Copy, Debug)]
struct Found {
    pair: Pair,
    first: usize,
    /// Last token: the closing mark where there is one.
    last: usize,
    closed: bool,
    /// Whether it begins without a mark, at the start of the paragraph.
    resumed: bool,
}

/// Finds the quotations of the paragraphs (token ranges), and writes their indices into the tokens. All are
/// [`QuotationKind::Speech`] until [`mark_kinds`] has seen the sentences.
pub fn quotations(text: &str, tokens: &mut [Token], paragraphs: &[Range<usize>]) -> Vec<Quotation> {
    let mut quotations: Vec<Quotation> = Vec::new();
    let mut pending: Option<(Pair, u32)> = None;
    for (number, range) in paragraphs.iter().enumerate() {
        let following = paragraphs.get(number + 1).map(|next| tokens[next.start].span.of(text));
        let mut found = pair_up(text, tokens, range, pending.map(|(pair, _)| pair), following);
        crate::order::sort_by_key(&mut found, |one| (one.first, usize::MAX - one.last));
        let base = quotations.len();
        let mut open: Vec<usize> = Vec::new();
        let mut next_pending = None;
        let mut reopening: Option<(Pair, usize, u32)> = None;
        for (index, one) in found.iter().enumerate() {
            while open.last().is_some_and(|&outer| found[outer].last < one.first) {
                open.pop();
            }
            let parent = open.last().map(|&outer| (base + outer) as u32);
            open.push(index);
            let reopens = one.first == range.start && index == 0;
            let continues = pending.filter(|&(pair, _)| reopens && pair == one.pair).map(|(_, earlier)| earlier);
            let within = reopening.filter(|&(pair, first, _)| pair == one.pair && first == one.first);
            let continues = continues.or(within.map(|(_, _, earlier)| earlier));
            quotations.push(quotation(tokens, one, parent, continues));
            let number = (base + index) as u32;
            tokens[one.first..=one.last].iter_mut().for_each(|token| token.quotation = Some(number));
            if !one.closed && parent.is_none() {
                match one.last + 1 == range.end {
                    true => next_pending = Some((one.pair, number)),
                    false => reopening = Some((one.pair, one.last + 1, number)),
                }
            }
        }
        pending = next_pending;
    }
    quotations
}

fn quotation(tokens: &[Token], found: &Found, parent: Option<u32>, continues: Option<u32>) -> Quotation {
    let span = tokens[found.first].span.cover(tokens[found.last].span);
    let start = if found.resumed { span.start } else { tokens[found.first].span.end };
    let end = if found.closed { tokens[found.last].span.start } else { span.end };
    let inner = Span { start, end: end.max(start) };
    Quotation { span, inner, kind: QuotationKind::Speech, parent, continues, closed: found.closed }
}

/// Pairs the marks of one paragraph. `pending`: the mark left open in the paragraph before; `following`: the first token of
/// the next paragraph.
fn pair_up(
    text: &str,
    tokens: &[Token],
    range: &Range<usize>,
    pending: Option<Pair>,
    following: Option<&str>,
) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut stack: Vec<(Pair, usize)> = Vec::new();
    let mut marks = Marks::new(text, tokens, range.clone(), pending, following);
    for index in range.clone() {
        if tokens[index].shape != Shape::Mark {
            continue;
        }
        match marks.read(index, &stack) {
            Mark::Open(pair) if stack.last().is_some_and(|&(open, _)| open == pair) && marks.begins_sentence(index) => {
                let (_, first) = stack.pop().unwrap_or((pair, index));
                found.push(Found { pair, first, last: index - 1, closed: false, resumed: false });
                stack.push((pair, index));
            }
            Mark::Open(pair) if stack.len() < DEEPEST => stack.push((pair, index)),
            Mark::Close(pair) => {
                if let Some(at) = stack.iter().rposition(|&(open, _)| open == pair) {
                    let first = stack[at].1;
                    stack.truncate(at);
                    if first + 1 < index {
                        found.push(Found { pair, first, last: index, closed: true, resumed: false });
                    }
                } else if pending == Some(pair) && stack.is_empty() && found.is_empty() && index > range.start {
                    found.push(Found { pair, first: range.start, last: index, closed: true, resumed: true });
                }
            }
            _ => {}
        }
    }
    found.extend(left_open(tokens, range, &stack, &found, following));
    found
}

/// What to make of marks still open at the end of the paragraph. Only the outermost is kept: to the end of the paragraph,
/// or up to a later quotation in the same marks (then the closing mark was forgotten).
fn left_open(
    tokens: &[Token],
    range: &Range<usize>,
    stack: &[(Pair, usize)],
    found: &[Found],
    following: Option<&str>,
) -> Option<Found> {
    let &(pair, first) = stack.first()?;
    let reopened = following.is_some_and(|mark| pair.opens_with(mark));
    if pair.is_single() && first != range.start {
        return None;
    }
    let mut after = found.iter().filter(|one| one.first > first);
    let forgotten = !reopened && after.clone().any(|one| one.pair == pair);
    let last = match after.by_ref().map(|one| one.first).min().filter(|_| forgotten) {
        Some(next) => next - 1,
        None => range.end - 1,
    };
    let worded = tokens[first..=last].iter().any(|token| token.shape != Shape::Mark);
    worded.then_some(Found { pair, first, last, closed: false, resumed: false })
}
