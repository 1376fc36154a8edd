//! The stance stage: the table of `cases/stance.toml`, one attribution a case, its parts given.

use on_record::attribution::{Attribution, Form, SourceState};
use on_record::encode::Encoding;
use on_record::source::sources;
use on_record::stance::{Stance, stances};
use on_record::text::Document;
use on_record::{Model, Span};
use serde::Deserialize;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    text: String,
    source: Option<String>,
    cue: Option<String>,
    content: String,
    act: Option<String>,
    side: Option<String>,
    commitment: Option<String>,
    conditional: Option<bool>,
    colour: Option<String>,
    outcome: Option<String>,
    target: Option<String>,
}

fn read(case: &Case) -> Stance {
    let span = |part: &str| {
        let start = case.text.find(part).unwrap_or_else(|| panic!("{part:?} stands in {:?}", case.text));
        Span::new(start, start + part.len())
    };
    let part = |part: &Option<String>| part.iter().map(|part| span(part)).collect();
    let mut attributions = vec![Attribution {
        source: part(&case.source),
        cue: part(&case.cue),
        content: vec![span(&case.content)],
        form: Form::Indirect,
        source_state: SourceState::Expressed,
        carried_from: None,
        parent: None,
        confidence: 1.0,
        reasons: Vec::new(),
    }];
    let (document, model) = (Document::new(&case.text), Model::embedded());
    let mut encoding = Encoding::new(&document, model);
    while encoding.step(&document, model, usize::MAX) < document.tokens.len() {}
    let sources = sources(&document, &encoding, &mut attributions, None);
    stances(&document, model, &encoding, &attributions, &sources).list.remove(0)
}

#[test]
fn stances_are_read_from_the_words() {
    let cases: Cases =
        toml::from_str(include_str!("cases/stance.toml")).expect("the table has the shape its head describes");
    let mut failures = Vec::new();
    for case in &cases.case {
        let stance = read(case);
        let target = stance.target.as_ref().map_or("", |target| target.span.of(&case.text));
        let pairs = [
            (case.act.as_deref(), stance.act.word()),
            (case.side.as_deref(), stance.side.word()),
            (case.commitment.as_deref(), stance.commitment.word()),
            (case.colour.as_deref(), stance.cue_colour.word()),
            (case.outcome.as_deref(), stance.no_comment.map_or("", |outcome| outcome.word())),
            (case.target.as_deref(), target),
        ];
        for (expected, found) in pairs {
            if expected.is_some_and(|expected| expected != found) {
                failures.push(format!("{:?}: expected {:?}, found {found:?}", case.text, expected.unwrap_or_default()));
            }
        }
        if case.conditional.is_some_and(|expected| expected != stance.conditional) {
            failures.push(format!("{:?}: conditional is {}", case.text, stance.conditional));
        }
        assert!(!stance.evidence.is_empty(), "{:?} has no evidence", case.text);
    }
    assert!(failures.is_empty(), "{} fail\n{}", failures.len(), failures.join("\n"));
}
