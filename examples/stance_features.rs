//! The features of every labelled attribution, for fitting `data/stance_weights.txt` (train/stance_lexicon.py).
//!
//! `cargo run --release --example stance_features -- [--found] FILE.jsonl > OUT.jsonl`: one `{"id", "attributions": [{"source",
//! "cue", "content", "features", "heads"}]}` a line, in the order of the file's own attributions; with `--found`, of the
//! attributions that the product finds in the text. `heads`: log-probabilities of acts and sides.

mod labelled;

use std::io::Write;

use labelled::Row;
use on_record::attribution::attributions;
use on_record::encode::Encoding;
use on_record::source::sources;
use on_record::stance::{features, heads};
use on_record::text::Document;
use on_record::{Model, Span};
use serde::Serialize;

#[derive(Serialize)]
struct Seen {
    source: Vec<(usize, usize)>,
    cue: Vec<(usize, usize)>,
    content: Vec<(usize, usize)>,
    features: Vec<String>,
    heads: Option<(Vec<f32>, Vec<f32>)>,
}

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let found = arguments.iter().any(|argument| argument == "--found");
    let file = arguments.iter().find(|argument| !argument.starts_with("--")).expect("a FILE.jsonl is needed");
    let model = Model::embedded();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::fs::read_to_string(file)?.lines().filter(|line| !line.trim().is_empty()) {
        let row: Row = serde_json::from_str(line)?;
        let document = Document::new(&row.text);
        let mut encoding = Encoding::new(&document, model);
        encoding.step(&document, model, usize::MAX);
        let bytes = labelled::places(&row.text);
        let all = if found {
            let mut all = attributions(&document, model, &encoding);
            sources(&document, &encoding, &mut all, None);
            all
        } else {
            row.attributions.iter().map(|parts| labelled::attribution(&document, &bytes, parts)).collect()
        };
        let place = |at: u32| bytes.partition_point(|byte| *byte < at as usize);
        let places = |spans: &[Span]| spans.iter().map(|span| (place(span.start), place(span.end))).collect();
        let seen: Vec<Seen> = all
            .iter()
            .map(|one| Seen {
                source: places(&one.source),
                cue: places(&one.cue),
                content: places(&one.content),
                features: features(&document, one),
                heads: heads(&document, model, &encoding, one),
            })
            .collect();
        serde_json::to_writer(&mut out, &serde_json::json!({ "id": row.id, "attributions": seen }))?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
