//! The text stage: the tables of `cases/document.toml`, and what must hold of any text.

use std::time::{Duration, Instant};

use on_record::text::{Document, QuotationKind};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Cases {
    quotation: Vec<Case>,
    zone: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    text: String,
    found: Vec<String>,
}

fn cases() -> Cases {
    toml::from_str(include_str!("cases/document.toml"))
        .expect("cases/document.toml is TOML of the shape its head describes")
}

#[track_caller]
fn check_all(cases: &[Case], read: impl Fn(&Document) -> Vec<String>) {
    let failures: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let found = read(&Document::new(&case.text));
            (found != case.found).then(|| format!("{:?}\n expected {:?}\n found    {found:?}", case.text, case.found))
        })
        .collect();
    assert!(failures.is_empty(), "{} of {} cases fail\n{}", failures.len(), cases.len(), failures.join("\n"));
}

#[test]
fn quotations_are_paired_and_told_apart() {
    check_all(&cases().quotation, |document| {
        let line = |quotation: &on_record::text::Quotation| {
            let kind = match quotation.kind {
                QuotationKind::Speech => "speech",
                QuotationKind::Scare => "scare",
                QuotationKind::Title => "title",
                QuotationKind::Nickname => "nickname",
            };
            let open = if quotation.closed { "" } else { " open" };
            let continues = if quotation.continues.is_some() { " continues" } else { "" };
            let parent = quotation.parent.map_or(String::new(), |parent| format!(" in {parent}"));
            format!("{kind}{open}{continues}{parent}: {}", document.slice(quotation.span))
        };
        document.quotations.iter().map(line).collect()
    });
}

#[test]
fn zones_are_told_apart() {
    check_all(&cases().zone, |document| {
        document.zones.iter().map(|zone| format!("{}: {}", zone.kind.word(), document.slice(zone.span))).collect()
    });
}

/// What every later stage relies on.
fn check_document(text: &str) {
    let document = Document::new(text);
    let mut end = 0;
    for (index, token) in document.tokens.iter().enumerate() {
        assert!(token.span.start >= end && token.span.end > token.span.start, "tokens are in order and not empty");
        end = token.span.end;
        assert!(!document.word(index).is_empty());
        let sentence = &document.sentences[token.sentence as usize];
        assert!((sentence.first as usize..sentence.end as usize).contains(&index));
        assert_eq!(sentence.paragraph, token.paragraph);
        if let Some(quotation) = token.quotation {
            assert!(document.quotations[quotation as usize].span.contains(token.span));
        }
    }
    for (before, after) in document.sentences.iter().zip(document.sentences.iter().skip(1)) {
        assert_eq!(before.end, after.first, "sentences follow one another");
    }
    for (index, quotation) in document.quotations.iter().enumerate() {
        assert!(quotation.span.contains(quotation.inner));
        assert!(text.get(quotation.inner.range()).is_some() && text.get(quotation.span.range()).is_some());
        if let Some(parent) = quotation.parent {
            assert!((parent as usize) < index && document.quotations[parent as usize].span.contains(quotation.span));
        }
        assert!(quotation.continues.is_none_or(|earlier| (earlier as usize) < index));
    }
    for (before, after) in document.zones.iter().zip(document.zones.iter().skip(1)) {
        assert!(before.span.end <= after.span.start, "zones are in order");
    }
    for token in &document.tokens {
        assert!(document.zones.iter().any(|zone| zone.span.contains(token.span)), "every token lies in a zone");
    }
    on_record::text::own_outlet(&document);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_gives_a_document(text in "\\PC{0,200}") {
        check_document(&text);
    }

    #[test]
    fn any_text_of_marks_gives_a_document(
        text in proptest::collection::vec(
            proptest::sample::select(vec![
                "\"", "'", "“", "”", "‘", "’", "«", "»", "„", "‹", "›", "「", "」", "\n", "\r\n", "\n\n", " ", "\u{a0}", "\u{200f}", "(",
                ")", "—", "-", ".", "?", "…", ":", "a", "Ann", "Day", "said", "s", "n", "in", "90s", "6", "é", "😀", "AP", "By", "©", "<p>",
            ]),
            0..60,
        )
    ) {
        check_document(&text.concat());
    }
}

/// Time for one million bytes of a pattern may be a few times that for a quarter of it, not its square.
#[test]
fn time_grows_with_length_alone() {
    for pattern in [
        "\"", "“", "“a", "'", "‘a’ ", "\n", "a\n", ". ", "A", "«»", "(", "\u{200f}", "Q: a\n", "- a\n", "a' 'a ", "<",
        ") ) ) ",
    ] {
        let time = |bytes: usize| {
            let text = pattern.repeat(bytes / pattern.len());
            let start = Instant::now();
            Document::new(&text);
            start.elapsed()
        };
        let (short, long) = (time(250_000), time(1_000_000));
        assert!(
            long < short * 12 + Duration::from_millis(500),
            "{pattern:?}: {short:?} for a quarter, {long:?} for all"
        );
    }
}
