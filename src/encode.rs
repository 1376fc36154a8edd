//! Learned states of every token.

use crate::model::Model;
use crate::text::Document;

/// What the tagger knows of every token; filled in steps.
#[derive(Debug, Default)]
pub struct Encoding {
    done: usize,
}

impl Encoding {
    /// An encoding of nothing yet.
    pub fn new(_document: &Document, _model: &Model) -> Self {
        Self::default()
    }

    /// Encodes about `tokens` further tokens (whole windows); returns how many tokens are done in all.
    pub fn step(&mut self, document: &Document, _model: &Model, tokens: usize) -> usize {
        self.done = (self.done + tokens.max(1)).min(document.tokens.len());
        self.done
    }
}
