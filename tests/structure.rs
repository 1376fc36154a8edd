//! What structure adds to the tagger's findings: the table of `cases/structure.toml`.

use std::time::{Duration, Instant};

use on_record::Span;
use on_record::attribution::{Attribution, Form, SourceState, complete};
use on_record::text::Document;
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    why: String,
    text: String,
    tagger: Vec<[String; 3]>,
    found: Vec<String>,
}

fn cases() -> Vec<Case> {
    let cases: Cases =
        toml::from_str(include_str!("cases/structure.toml")).expect("cases/structure.toml is TOML of its head's shape");
    cases.case
}

/// The tagger's finding with these words.
fn given(text: &str, [source, cue, content]: &[String; 3]) -> Attribution {
    let place = |words: &str| {
        let start = text.find(words).unwrap_or_else(|| panic!("{words:?} stands in {text:?}"));
        Span::new(start, start + words.len())
    };
    let spans = |words: &str| words.split(" … ").filter(|words| !words.is_empty()).map(place).collect::<Vec<Span>>();
    Attribution {
        source: spans(source),
        cue: spans(cue),
        content: spans(content),
        form: Form::Indirect,
        source_state: if source.is_empty() { SourceState::Hearsay } else { SourceState::Expressed },
        carried_from: None,
        parent: None,
        confidence: 0.9,
        reasons: Vec::new(),
    }
}

fn line(document: &Document, one: &Attribution) -> String {
    let words = |spans: &[Span]| spans.iter().map(|span| document.slice(*span)).collect::<Vec<_>>().join(" … ");
    let state = match one.source_state {
        SourceState::Expressed => String::new(),
        state => format!(" ({})", state.word()),
    };
    let parent = one.parent.map_or(String::new(), |parent| format!(" in {parent}"));
    format!("{} | {} | {}{state}{parent}", words(&one.source), words(&one.cue), words(&one.content))
}

#[test]
fn structure_adds_and_mends() {
    let cases = cases();
    let failures: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let document = Document::new(&case.text);
            let tagger = case.tagger.iter().map(|parts| given(&case.text, parts)).collect();
            let found: Vec<String> = complete(&document, tagger, &[]).iter().map(|one| line(&document, one)).collect();
            let why = &case.why;
            (found != case.found).then(|| format!("{why}\n expected {:#?}\n found    {found:#?}", case.found))
        })
        .collect();
    assert!(failures.is_empty(), "{} of {} cases fail\n{}", failures.len(), cases.len(), failures.join("\n"));
}

#[test]
fn links_point_back_and_parts_lie_in_the_text() {
    for case in cases() {
        let document = Document::new(&case.text);
        let tagger = case.tagger.iter().map(|parts| given(&case.text, parts)).collect();
        let found = complete(&document, tagger, &[]);
        check(&case.text, &found);
    }
}

/// Parts in order, apart from each other, on character boundaries and not empty; links that lead somewhere.
fn check(text: &str, found: &[Attribution]) {
    for (index, one) in found.iter().enumerate() {
        assert!(!one.content.is_empty());
        for spans in [&one.source, &one.cue, &one.content] {
            assert!(spans.iter().all(|span| !span.is_empty() && text.get(span.range()).is_some()), "{one:?}");
            assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{one:?}");
        }
        let apart = |a: &[Span], b: &[Span]| a.iter().all(|one| b.iter().all(|other| !one.overlaps(*other)));
        assert!(apart(&one.content, &one.cue) && apart(&one.content, &one.source), "{one:?}");
        assert!(one.carried_from.is_none_or(|from| from < index));
        assert!(one.parent.is_none_or(|parent| parent != index && parent < found.len()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_findings_in_any_text_are_completed(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "\"", "'", "“", "”", "‘", "’", "«", "\n", "\n\n", ", ", ". ", "? ", ": ", "— ", "Ann ", "Day ", "said ", "says ", "that ", "was ",
                "told ", "is ", "expected ", "to ", "who ", "which ", "It ", "There ", "saying ", "reportedly ", "did ", "not ", "return ",
                "calls ", "the ", "pier ", "He ", "I ", "and ", "by ", "é ", "😀 ", "Q", "A", "(", ") ", "- ",
            ]),
            0..50,
        ),
        findings in proptest::collection::vec((0usize..60, 0usize..4, 0usize..60, 0usize..3, 0usize..60, 1usize..12), 0..5),
    ) {
        let text = words.concat();
        let document = Document::new(&text);
        let count = document.tokens.len();
        let spans = |at: usize, length: usize| -> Vec<Span> {
            if length == 0 || at >= count {
                return Vec::new();
            }
            vec![document.tokens[at].span.cover(document.tokens[(at + length).min(count) - 1].span)]
        };
        let findings = findings.into_iter().map(|(source, s, cue, c, content, l)| Attribution {
            source: spans(source, s),
            cue: spans(cue, c),
            content: spans(content, l),
            form: Form::Indirect,
            source_state: SourceState::Expressed,
            carried_from: None,
            parent: None,
            confidence: 0.5,
            reasons: Vec::new(),
        });
        let findings = findings.filter(|one| !one.content.is_empty()).collect();
        check(&text, &complete(&document, findings, &[]));
    }
}

/// Ten times the text may take some ten times as long, not a hundred times.
#[test]
fn time_grows_with_length_alone() {
    for pattern in [
        "\"It rained here all day.\"\n",
        "Ann Day said that Bob Low said that Cy Orr said it rained. ",
        "Ann Day: it rained.\n",
        "“It rained on us.” ― Ann\n",
        "said said said ",
        "Ann Day and Bob Low and ",
        "reportedly ",
        "would reportedly ",
        "It rained, saying ",
        "“It rained. ",
        "\"It rained here. \"It rained. ",
        "Ann Day's claim that ",
    ] {
        let time = |times: usize| {
            let text = pattern.repeat(times);
            let document = Document::new(&text);
            // The best of three: other work on the machine must not count.
            let once = || {
                let start = Instant::now();
                complete(&document, Vec::new(), &[]);
                start.elapsed()
            };
            (0..3).map(|_| once()).min().unwrap_or_default()
        };
        let (short, long) = (time(1_000), time(10_000));
        assert!(long < short * 30 + Duration::from_millis(300), "{pattern:?}: {short:?}, ten times as long {long:?}");
    }
}
