//! Zones: headline, dateline, byline, body, credit.

use super::{Paragraph, Sentence, Token};
use crate::Span;
pub use crate::report::ZoneKind;

/// A part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone {
    /// What it is.
    pub kind: ZoneKind,
    /// Where it stands.
    pub span: Span,
}

/// Finds the zones.
pub fn zones(_text: &str, _tokens: &[Token], _sentences: &[Sentence], paragraphs: &[Paragraph]) -> Vec<Zone> {
    match (paragraphs.first(), paragraphs.last()) {
        (Some(first), Some(last)) => vec![Zone { kind: ZoneKind::Body, span: first.span.cover(last.span) }],
        _ => Vec::new(),
    }
}
