//! Labelled files, as the examples read them: `{"id", "text", "attributions": [{"source", "cue", "content"}]}` a line, each part a list
//! of `[start, end]` in code points.

use on_record::Span;
use on_record::attribution::{Attribution, Form, SourceState};
use on_record::text::{Document, Shape};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Row {
    pub id: String,
    pub text: String,
    #[serde(default)]
    pub attributions: Vec<Parts>,
}

#[derive(Deserialize)]
pub struct Parts {
    #[serde(default)]
    source: Vec<(usize, usize)>,
    #[serde(default)]
    cue: Vec<(usize, usize)>,
    #[serde(default)]
    content: Vec<(usize, usize)>,
}

/// Where each character begins, in bytes, and the text's length.
pub fn places(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// The labelled attribution as the product would hold it; `bytes` as [`places`] gives them.
pub fn attribution(document: &Document, bytes: &[usize], parts: &Parts) -> Attribution {
    let spans = |parts: &[(usize, usize)]| -> Vec<Span> {
        let mut spans: Vec<Span> = parts.iter().map(|&(start, end)| Span::new(bytes[start], bytes[end])).collect();
        spans.sort();
        spans
    };
    let content = spans(&parts.content);
    Attribution {
        source: spans(&parts.source),
        cue: spans(&parts.cue),
        form: form(document, &content),
        content,
        source_state: if parts.source.is_empty() { SourceState::Hearsay } else { SourceState::Expressed },
        carried_from: None,
        parent: None,
        confidence: 1.0,
        reasons: Vec::new(),
    }
}

fn form(document: &Document, content: &[Span]) -> Form {
    let tokens = content.iter().flat_map(|span| document.tokens_in(*span)).map(|index| document.tokens[index]);
    let quoted: Vec<bool> =
        tokens.filter(|token| token.shape != Shape::Mark).map(|token| token.quotation.is_some()).collect();
    match (quoted.contains(&true), quoted.contains(&false)) {
        (true, false) => Form::Direct,
        (true, true) => Form::Mixed,
        _ => Form::Indirect,
    }
}
