//! Mentions: the spans that name a source.

use crate::Span;
use crate::attribution::Attribution;
use crate::text::Document;

/// A mention of a source.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// The attribution whose source it is.
    pub attribution: usize,
}

/// The mentions that stand as sources.
pub fn mentions(_document: &Document, attributions: &[Attribution]) -> Vec<Mention> {
    let spans =
        |(attribution, found): (usize, &Attribution)| found.source.first().map(|&span| Mention { span, attribution });
    attributions.iter().enumerate().filter_map(spans).collect()
}
