//! The features of every labelled attribution, for fitting `data/stance_weights.txt` (train/stance_lexicon.py).
//!
//! `cargo run --release --example stance_features -- FILE.jsonl > OUT.jsonl`: one `{"id", "features": [[..], ..]}` a line, in the
//! order of the file's own attributions.

use std::io::Write;

use on_record::Span;
use on_record::attribution::{Attribution, Form, SourceState};
use on_record::stance::features;
use on_record::text::{Document, Shape};
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    id: String,
    text: String,
    attributions: Vec<Parts>,
}

#[derive(Deserialize)]
struct Parts {
    #[serde(default)]
    source: Vec<(usize, usize)>,
    #[serde(default)]
    cue: Vec<(usize, usize)>,
    content: Vec<(usize, usize)>,
}

fn main() -> std::io::Result<()> {
    let file = std::env::args().nth(1).expect("a FILE.jsonl is needed");
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::fs::read_to_string(file)?.lines().filter(|line| !line.trim().is_empty()) {
        let row: Row = serde_json::from_str(line)?;
        let document = Document::new(&row.text);
        let bytes: Vec<usize> = row.text.char_indices().map(|(at, _)| at).chain([row.text.len()]).collect();
        let all: Vec<Vec<String>> =
            row.attributions.iter().map(|parts| features(&document, &attribution(&document, &bytes, parts))).collect();
        serde_json::to_writer(&mut out, &serde_json::json!({ "id": row.id, "features": all }))?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

fn attribution(document: &Document, bytes: &[usize], parts: &Parts) -> Attribution {
    let spans = |part: &[(usize, usize)]| -> Vec<Span> {
        let mut spans: Vec<Span> = part.iter().map(|&(start, end)| Span::new(bytes[start], bytes[end])).collect();
        spans.sort();
        spans
    };
    let content = spans(&parts.content);
    let words = content.iter().flat_map(|span| document.tokens_in(*span)).map(|at| document.tokens[at]);
    let quoted: Vec<bool> =
        words.filter(|token| token.shape != Shape::Mark).map(|token| token.quotation.is_some()).collect();
    let form = match (quoted.contains(&true), quoted.contains(&false)) {
        (true, false) => Form::Direct,
        (true, true) => Form::Mixed,
        _ => Form::Indirect,
    };
    Attribution {
        source: spans(&parts.source),
        cue: spans(&parts.cue),
        content,
        form,
        source_state: SourceState::Expressed,
        carried_from: None,
        parent: None,
        confidence: 1.0,
        reasons: Vec::new(),
    }
}
