//! Quotations: what stands in quotation marks.

use super::Token;
use crate::Span;

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

/// Finds the quotations, and writes their indices into the tokens.
pub fn quotations(text: &str, tokens: &mut [Token]) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut open: Option<usize> = None;
    for index in 0..tokens.len() {
        match tokens[index].span.of(text) {
            "“" => open = Some(index),
            "\"" if open.is_none() => open = Some(index),
            "”" | "\"" => {
                let Some(first) = open.take() else { continue };
                let (a, b) = (tokens[first].span, tokens[index].span);
                let quotation = Some(found.len() as u32);
                tokens[first..=index].iter_mut().for_each(|token| token.quotation = quotation);
                found.push(Quotation {
                    span: a.cover(b),
                    inner: Span { start: a.end, end: b.start },
                    kind: QuotationKind::Speech,
                    parent: None,
                    continues: None,
                    closed: true,
                });
            }
            _ => {}
        }
    }
    found
}
