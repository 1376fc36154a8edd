//! Who speaks, on what terms and through whom: the tables of `tests/cases/source*.toml`.
//!
//! A case marks its own attributions: `[S|who]` the source, `[C|said]` the cue, `[T|what]` the content, in sentences that
//! follow each other. `expect` has a line for each: `status | speaker`, and where it matters `| terms: words`,
//! `| via: words`, `| reason: class`, `| why: its words`, `| basis: words`, `| unresolved`, `| hearsay`.

use on_record::attribution::{Attribution, Form, SourceState};
use on_record::encode::Encoding;
use on_record::source::{Sources, sources};
use on_record::text::Document;
use on_record::{Model, Span};
use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    text: String,
    expect: Vec<String>,
}

/// Strips the marks; a new attribution begins with the second `T` or `C` or `S` of its kind.
fn read(marked: &str) -> (String, Vec<Attribution>) {
    let (mut text, mut found): (String, Vec<Attribution>) = (String::new(), Vec::new());
    let mut rest = marked;
    let mut parts: Vec<(char, Span)> = Vec::new();
    while let Some(open) = rest.find('[') {
        let kind = rest[open + 1..].chars().next().unwrap_or(' ');
        let close = rest[open..].find(']').map_or(rest.len(), |at| open + at);
        if !rest[open + 1..].starts_with(['S', 'C', 'T']) || !rest[open + 2..].starts_with('|') {
            text.push_str(&rest[..=open]);
            rest = &rest[open + 1..];
            continue;
        }
        text.push_str(&rest[..open]);
        let start = text.len();
        text.push_str(&rest[open + 3..close]);
        parts.push((kind, Span::new(start, text.len())));
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    let mut open: Vec<(char, Span)> = Vec::new();
    let mut close = |open: &mut Vec<(char, Span)>| {
        let of = |kind| open.iter().filter(|part| part.0 == kind).map(|part| part.1).collect::<Vec<_>>();
        let (source, cue, content) = (of('S'), of('C'), of('T'));
        if !content.is_empty() {
            let source_state = if source.is_empty() { SourceState::Hearsay } else { SourceState::Expressed };
            let quoted = content[0].of(&text).starts_with('“');
            found.push(Attribution {
                source,
                cue,
                content,
                form: if quoted { Form::Direct } else { Form::Indirect },
                source_state,
                carried_from: None,
                parent: None,
                confidence: 1.0,
                reasons: Vec::new(),
            });
        }
        open.clear();
    };
    for part in parts {
        if open.iter().any(|one| one.0 == part.0) {
            close(&mut open);
        }
        open.push(part);
    }
    close(&mut open);
    (text, found)
}

fn describe(document: &Document, attribution: &Attribution, sources: &Sources, index: usize) -> String {
    let words = |spans: &[Span]| spans.first().map_or(String::new(), |span| document.slice(*span).to_string());
    let credit = &sources.credits[index];
    let Some(source) = credit.source.map(|source| &sources.list[source]) else {
        return match attribution.source_state {
            SourceState::Unresolved => "unresolved".into(),
            _ => "hearsay".into(),
        };
    };
    let speaker = source.name.clone().or(source.description.clone()).unwrap_or_default();
    let mut line = format!("{} | {speaker}", source.status.word());
    line.push_str(&format!(" | terms: {}", words(&source.terms)));
    line.push_str(&format!(" | via: {}", credit.via.first().map_or("", |via| via.name.as_str())));
    line.push_str(&format!(" | reason: {}", source.reason.as_ref().map_or("", |reason| reason.class.word())));
    line.push_str(&format!(" | why: {}", source.reason.as_ref().map_or(String::new(), |reason| words(&reason.spans))));
    line.push_str(&format!(" | basis: {}", words(&source.basis)));
    line
}

fn encoded(document: &Document) -> Encoding {
    let mut encoding = Encoding::new(document, Model::embedded());
    while encoding.step(document, Model::embedded(), usize::MAX) < document.tokens.len() {}
    encoding
}

#[test]
fn a_thing_that_the_tagger_doubts_speaks_only_where_the_cue_reports() {
    for (marked, confidence, stays) in [
        ("[S|The 2015 deal] [C|had curbed] [T|the enrichment].", 0.4, false),
        ("[S|The 2015 deal] [C|had curbed] [T|the enrichment].", 0.6, true),
        ("[S|The 2015 deal] [C|says] [T|that enrichment must stop].", 0.4, true),
        ("[S|The 2015 deal] [C|forbids] [T|enrichment].", 0.4, true),
        ("[S|The 2015 deal] [C|held out a promise] [T|of trade].", 0.4, true),
        ("[S|The minister] [C|had curbed] [T|the enrichment].", 0.4, true),
        ("[S|Orvia] [C|had curbed] [T|the enrichment].", 0.4, true),
        (
            "[S|The minister] [C|said] [T|so]. [S|The deal] [C|curbed] [T|it]. [S|A guard] [C|knew] [T|that].",
            0.4,
            false,
        ),
    ] {
        let (text, mut attributions) = read(marked);
        attributions.iter_mut().for_each(|one| one.confidence = confidence);
        let all = attributions.len();
        if all == 3 {
            attributions[2].carried_from = Some(0);
            attributions[1].parent = Some(0);
        }
        let document = Document::new(&text);
        let found = sources(&document, &encoded(&document), &mut attributions, None);
        assert_eq!(attributions.len(), if stays { all } else { all - 1 }, "{marked} {confidence}");
        assert_eq!(found.credits.len(), attributions.len());
        assert!(attributions.iter().all(|one| one.carried_from.is_none_or(|from| from < attributions.len())));
    }
}

#[test]
fn tables() {
    let table: Table = toml::from_str(include_str!("cases/source.toml")).expect("the table is TOML");
    let mut wrong = Vec::new();
    for case in table.case {
        let (text, mut attributions) = read(&case.text);
        let document = Document::new(&text);
        let encoding = encoded(&document);
        let found = sources(&document, &encoding, &mut attributions, None);
        assert_eq!(attributions.len(), case.expect.len(), "{}: {attributions:?}", case.name);
        for (index, expected) in case.expect.iter().enumerate() {
            let line = describe(&document, &attributions[index], &found, index);
            let fields: Vec<&str> = line.split(" | ").collect();
            for (at, field) in expected.split(" | ").enumerate() {
                let holds = match field.split_once(": ") {
                    Some((key @ ("terms" | "via" | "reason" | "why" | "basis"), value)) => {
                        let prefix = format!("{key}: ");
                        let has = fields.iter().find_map(|field| field.strip_prefix(prefix.as_str())).unwrap_or("");
                        if value == "none" { has.is_empty() } else { has == value }
                    }
                    _ => fields.get(at) == Some(&field),
                };
                if !holds {
                    wrong.push(format!("{}: attribution {index}: expected {field:?} in {line:?}", case.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn odd_texts_do_not_fail() {
    for text in [
        "",
        " ",
        "“",
        "’s",
        "A",
        "who",
        "The",
        "of of of",
        "\u{feff}He said",
        "Mr.",
        "—",
        "É. 𝒜 said “",
        "I I I",
        "1 in",
        "the of",
        "both",
    ] {
        let document = Document::new(text);
        let encoding = encoded(&document);
        for span in document.tokens.iter().map(|token| token.span) {
            let mut attributions = vec![Attribution {
                source: vec![span],
                cue: vec![span],
                content: vec![span],
                form: Form::Indirect,
                source_state: SourceState::Expressed,
                carried_from: Some(0),
                parent: Some(0),
                confidence: 1.0,
                reasons: Vec::new(),
            }];
            let _ = sources(&document, &encoding, &mut attributions, Some("x"));
        }
    }
}
