//! Attributions: the cues, and the source and content of each.
//!
//! Cues and what belongs to them are found by the learned tagger ([`cue`], [`link`]); what a net of this size cannot see
//! (quotations without a cue, speakers carried over, colon and Q&A forms, nesting) stays in code ([`carry`], [`structure`]).

mod carry;
mod claims;
mod confidence;
mod cue;
mod grammar;
mod headline;
mod inversion;
mod labels;
mod lexical;
mod link;
mod nested;
mod quoted;
mod quoting;
mod repair;
mod signed;
mod structure;
mod subjects;
mod viewpoint;

use crate::Span;
use crate::encode::Encoding;
pub use crate::labels::{Form, SourceState};
use crate::model::Model;
use crate::text::Document;

/// A place where the article ascribes something to a source. Parts are in order of position, without overlaps.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Who; empty where the source is unresolved or hearsay. Where it is carried over, the neighbour's source again.
    pub source: Vec<Span>,
    /// The words that ascribe; empty for quotations without a cue and for colon and Q&A forms.
    pub cue: Vec<Span>,
    /// What is ascribed; never empty.
    pub content: Vec<Span>,
    /// How much of the content is quoted.
    pub form: Form,
    /// Where the source was found.
    pub source_state: SourceState,
    /// Carried-over source: the index of the attribution whose speaker this is. Always smaller than its own.
    pub carried_from: Option<usize>,
    /// The index of the attribution in which this one is told.
    pub parent: Option<usize>,
    /// Calibrated probability, 0 to 1.
    pub confidence: f32,
    /// What led to the finding, for the curious reader.
    pub reasons: Vec<String>,
}

impl Attribution {
    /// Where the first of its parts begins.
    pub fn start(&self) -> Option<u32> {
        [&self.source, &self.cue, &self.content].into_iter().flatten().map(|span| span.start).min()
    }
}

/// All attributions of the document, in order of their first span.
pub fn attributions(document: &Document, model: &Model, encoding: &Encoding) -> Vec<Attribution> {
    let cues = cue::cues(document, model, encoding);
    let chances: Vec<f32> = (0..encoding.tokens()).map(|token| encoding.tags(token).cue).collect();
    complete(document, link::link(document, model, encoding, &cues), &chances)
}

/// What the tagger found, mended and completed by what the structure of the text shows; in order of position.
///
/// `chances`: for each token, how likely the tagger holds it to be part of a cue. Rules that read verbs by a list alone ask it
/// whether there is any sign of a cue; where it is shorter than the text (or empty) they trust the list.
pub fn complete(document: &Document, mut found: Vec<Attribution>, chances: &[f32]) -> Vec<Attribution> {
    structure::complete(document, &mut found, chances);
    carry::carry(document, &mut found, chances);
    structure::settle(document, &mut found);
    found
}
