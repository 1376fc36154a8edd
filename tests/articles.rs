//! Whole articles: what the pipeline finds in each, in lines a reviewer can read.
//!
//! Every folder of `tests/articles` holds an `article.txt` (invented, realistic) and an `expected.txt`, the snapshot:
//!
//! ```text
//! headline: …                                    the summary's headline, then its sentences
//! - sentence [attribution ids]
//!
//! ## sources
//! s120 named: Ada Munk | the mayor | affiliation Aune | specificity 3 | terms "…" | reason privacy | basis "…" | in s90
//!
//! ## attributions
//! a131-125 direct s120 deny against thing "the plan" [certain, insisting, via The Post, in a90-80]
//!     cue said
//!     “…”                                        the content, a line for each part
//!
//! ## notes
//! code: sentence
//! ```
//! `?` stands where somebody speaks and it is unclear who, `-` where no source is given. Parts that hold nothing are left
//! out. After a change that is meant: `UPDATE_EXPECT=1 cargo test --test articles`, then read the difference.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use on_record::report::{Attribution, Commitment, CueColour, Quote, Report, Source, SourceState};
use on_record::{Model, Options, analyze};

#[test]
fn articles_are_read_as_expected() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut different = Vec::new();
    for folder in folders() {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let found = snapshot(&report(&folder));
        let path = folder.join("expected.txt");
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if found == expected {
            continue;
        }
        if update {
            fs::write(&path, found).unwrap();
        } else {
            different.push(format!("tests/articles/{name}/expected.txt: {}", first_difference(&expected, &found)));
        }
    }
    assert!(
        different.is_empty(),
        "{} of the snapshots differ; if that is meant, run UPDATE_EXPECT=1 cargo test --test articles and read the difference\n{}",
        different.len(),
        different.join("\n")
    );
}

/// The page's samples are articles of these tests, word for word.
#[test]
fn samples_are_articles() {
    let samples = root().join("www/samples");
    for entry in fs::read_dir(&samples).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "txt") {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let article = root().join("tests/articles").join(&name).join("article.txt");
            assert_eq!(fs::read(&path).unwrap(), fs::read(article).unwrap(), "www/samples/{name}.txt is another text");
        }
    }
}

/// What each article is there to show is found in it.
#[test]
fn each_article_has_sources_and_a_summary() {
    for folder in folders() {
        let report = report(&folder);
        let name = folder.display();
        let counts = &report.summary.counts;
        assert!(counts.sources >= 4, "{name}: {} sources", counts.sources);
        assert!(counts.attributions >= 10, "{name}: {} attributions", counts.attributions);
        assert!(
            (3..=6).contains(&report.summary.sentences.len()),
            "{name}: {} sentences",
            report.summary.sentences.len()
        );
        assert!(report.notes.iter().any(|note| note.code == "sources_by_status"), "{name}");
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn folders() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("tests/articles")).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.join("article.txt").exists()).collect();
    folders.sort();
    assert!(folders.len() >= 10);
    folders
}

fn report(folder: &Path) -> Report {
    let text = fs::read_to_string(folder.join("article.txt")).unwrap();
    analyze(Model::embedded(), &text, &Options::new()).unwrap()
}

fn first_difference(expected: &str, found: &str) -> String {
    let mut lines = found.lines().chain(std::iter::repeat("(end)"));
    let other = expected.lines().chain(["(end)"]);
    for (number, line) in other.enumerate() {
        let now = lines.next().unwrap();
        if line != now {
            return format!("line {}\n    expected {line}\n    found    {now}", number + 1);
        }
    }
    "more lines than expected".into()
}

fn snapshot(report: &Report) -> String {
    let mut out = format!("headline: {}\n", report.summary.headline);
    for sentence in &report.summary.sentences {
        writeln!(out, "- {} [{}]", sentence.text, sentence.attributions.join(" ")).unwrap();
    }
    out += "\n## sources\n";
    report.sources.iter().for_each(|found| source(&mut out, found));
    out += "\n## attributions\n";
    report.attributions.iter().for_each(|found| attribution(&mut out, found));
    out += "\n## notes\n";
    for note in &report.notes {
        writeln!(out, "{}: {}", note.code, note.sentence).unwrap();
    }
    out
}

fn source(out: &mut String, source: &Source) {
    let mut line = format!("{} {}: {}", source.id, source.status.word(), source.name.as_deref().unwrap_or("-"));
    let mut add = |words: String| {
        line += " | ";
        line += &words;
    };
    if let Some(description) = &source.description {
        add(description.clone());
    }
    for (what, value) in [("affiliation", &source.affiliation), ("role", &source.role)] {
        if let Some(value) = value {
            add(format!("{what} {}", value.value));
        }
    }
    add(format!("specificity {}", source.specificity));
    if let Some(count) = source.count {
        add(format!("count {count}"));
    }
    for (what, spans) in [("terms", &source.terms), ("basis", &source.basis)] {
        if !spans.is_empty() {
            add(format!("{what} {}", quoted(spans)));
        }
    }
    if let Some(reason) = &source.reason {
        add(format!("reason {}{}", reason.class.word(), if reason.formulaic { ", formulaic" } else { "" }));
    }
    if !source.members.is_empty() {
        add(format!("members {}", source.members.join(" ")));
    }
    if let Some(group) = &source.member_of {
        add(format!("in {group}"));
    }
    writeln!(out, "{}", line.replace('\n', " ")).unwrap();
}

fn attribution(out: &mut String, found: &Attribution) {
    let who = match (&found.source, found.source_state) {
        (Some(id), _) => id.as_str(),
        (None, SourceState::Hearsay) => "-",
        (None, _) => "?",
    };
    let stance = &found.stance;
    let mut line = format!("{} {} {who} {} {}", found.id, found.form.word(), found.act.word(), stance.side.word());
    if let Some(target) = &stance.target {
        write!(line, " {} \"{}\"", target.kind.word(), target.exact).unwrap();
    }
    let mut marks = Vec::new();
    if stance.commitment != Commitment::Certain {
        marks.push(stance.commitment.word().to_string());
    }
    if stance.conditional {
        marks.push("conditional".into());
    }
    if found.cue_colour != CueColour::Neutral {
        marks.push(found.cue_colour.word().into());
    }
    if found.source_state == SourceState::CarriedOver {
        marks.push("carried over".into());
    }
    marks.extend(found.via.iter().map(|via| format!("via {}", via.name)));
    marks.extend(found.parent.iter().map(|parent| format!("in {parent}")));
    if !marks.is_empty() {
        write!(line, " [{}]", marks.join(", ")).unwrap();
    }
    writeln!(out, "{}", line.replace('\n', " ")).unwrap();
    if !found.parts.cue.is_empty() {
        let cue: Vec<&str> = found.parts.cue.iter().map(|part| part.exact.as_str()).collect();
        writeln!(out, "    cue {}", cue.join(" … ").replace('\n', " ")).unwrap();
    }
    for part in &found.parts.content {
        writeln!(out, "    {}", part.exact.replace('\n', " ⏎ ")).unwrap();
    }
}

fn quoted(spans: &[Quote]) -> String {
    let words: Vec<String> = spans.iter().map(|span| format!("\"{}\"", span.exact)).collect();
    words.join(", ")
}
