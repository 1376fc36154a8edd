//! Reports from a labelled file, for measuring one stage apart from those before it.
//!
//! ```text
//! cargo run --release --example gold_spans -- FILE.jsonl          the whole pipeline
//! cargo run --release --example gold_spans -- --gold FILE.jsonl   the file's own spans, then sources and stances
//! ```
//! `FILE.jsonl` holds `{"id", "text", "attributions": [{"source", "cue", "content"}]}` a line, each part a list of
//! `[start, end]` in code points. Writes one report a line with `id` in front and code-point positions.

mod labelled;

use std::io::Write;

use labelled::Row;
use on_record::attribution::Attribution;
use on_record::encode::Encoding;
use on_record::report::{Report, assemble};
use on_record::source::sources;
use on_record::stance::stances;
use on_record::text::Document;
use on_record::{Model, Offsets, Options, Span, analyze};
use serde::Serialize;

#[derive(Serialize)]
struct Line {
    id: String,
    #[serde(flatten)]
    report: Report,
}

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let gold = arguments.iter().any(|argument| argument == "--gold");
    let file = arguments.iter().find(|argument| !argument.starts_with("--")).expect("a FILE.jsonl is needed");
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::fs::read_to_string(file)?.lines().filter(|line| !line.trim().is_empty()) {
        let row: Row = serde_json::from_str(line)?;
        if cfg!(feature = "trace") {
            eprintln!("ARTICLE\t{}", row.id);
        }
        let options = Options::new().offsets(Offsets::Codepoint);
        let report = if gold {
            with_gold_spans(&row, &options)
        } else {
            analyze(Model::embedded(), &row.text, &options).expect("labelled articles are short")
        };
        serde_json::to_writer(&mut out, &Line { id: row.id, report })?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

fn with_gold_spans(row: &Row, options: &Options) -> Report {
    let model = Model::embedded();
    let document = Document::new(&row.text);
    let mut encoding = Encoding::new(&document, model);
    while encoding.step(&document, model, usize::MAX) < document.tokens.len() {}
    let bytes = labelled::places(&row.text);
    let parts = row.attributions.iter().map(|parts| labelled::attribution(&document, &bytes, parts));
    let mut attributions: Vec<Attribution> = parts.filter(|one| !one.content.is_empty()).collect();
    attributions.sort_by_key(|found| found.source.iter().chain(&found.cue).chain(&found.content).min().copied());
    nest(&mut attributions);
    let sources = sources(&document, &encoding, &mut attributions, None);
    let stances = stances(&document, model, &encoding, &attributions, &sources);
    assemble(&document, model, options, &attributions, &sources, &stances)
}

/// Sets the parent of an attribution whose cue and content lie inside another's content: the smallest such.
fn nest(attributions: &mut [Attribution]) {
    for inner in 0..attributions.len() {
        let holds = |outer: &usize| {
            let parts = attributions[inner].cue.iter().chain(&attributions[inner].content);
            *outer != inner
                && !attributions[inner].cue.is_empty()
                && parts.clone().all(|part| attributions[*outer].content.iter().any(|span| span.contains(*part)))
        };
        let size = |outer: &usize| attributions[*outer].content.iter().map(Span::len).sum::<usize>();
        attributions[inner].parent = (0..attributions.len()).filter(holds).min_by_key(size);
    }
}
