//! Cues: the words that ascribe.

use crate::encode::Encoding;
use crate::model::Model;
use crate::text::Document;

/// A candidate cue: token indices, both included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cue {
    /// First token.
    pub first: usize,
    /// Last token.
    pub last: usize,
    /// Probability of being a cue.
    pub score: f32,
}

/// Finds the candidate cues.
pub fn cues(document: &Document, _model: &Model, _encoding: &Encoding) -> Vec<Cue> {
    let said = |index: &usize| matches!(document.word(*index), "said" | "says");
    (0..document.tokens.len()).filter(said).map(|at| Cue { first: at, last: at, score: 0.9 }).collect()
}
