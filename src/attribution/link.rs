//! What belongs to each cue: its source and its content.

use super::cue::Cue;
use super::{Attribution, Form, SourceState};
use crate::Span;
use crate::encode::Encoding;
use crate::model::Model;
use crate::text::Document;

/// Finds source and content of every cue.
pub fn link(document: &Document, _model: &Model, _encoding: &Encoding, cues: &[Cue]) -> Vec<Attribution> {
    let mut found = Vec::new();
    for cue in cues {
        let sentence = document.sentences[document.tokens[cue.first].sentence as usize];
        let (first, end) = (sentence.first as usize, sentence.end as usize);
        if cue.first == first || cue.last + 2 >= end {
            continue;
        }
        let over = |a: usize, b: usize| document.tokens[a].span.cover(document.tokens[b].span);
        let source: Span = over(first, cue.first - 1);
        found.push(Attribution {
            source: vec![source],
            cue: vec![over(cue.first, cue.last)],
            content: vec![over(cue.last + 1, end - 2)],
            form: Form::Indirect,
            source_state: SourceState::Expressed,
            carried_from: None,
            parent: None,
            confidence: cue.score,
            reasons: Vec::new(),
        });
    }
    found
}
