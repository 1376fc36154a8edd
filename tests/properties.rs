//! What holds of every report, whatever the text: positions and words agree, identifiers lead somewhere, nothing panics.

use std::collections::HashSet;
use std::fs;

use on_record::render::{Format, render};
use on_record::report::{Quote, Report};
use on_record::{ErrorKind, Model, Offsets, Options, analyze};
use proptest::prelude::*;

const UNITS: [Offsets; 3] = [Offsets::Byte, Offsets::Utf16, Offsets::Codepoint];

fn report(text: &str, unit: Offsets) -> Report {
    analyze(Model::embedded(), text, &Options::new().offsets(unit)).unwrap()
}

/// The slice of a text between two positions of a unit; none where they cut a character or lie outside.
fn slice(text: &str, unit: Offsets, start: usize, end: usize) -> Option<String> {
    match unit {
        Offsets::Byte => text.get(start..end).map(str::to_string),
        Offsets::Codepoint => {
            (end <= text.chars().count() && start <= end).then(|| text.chars().skip(start).take(end - start).collect())
        }
        Offsets::Utf16 => {
            let units: Vec<u16> = text.encode_utf16().collect();
            String::from_utf16(units.get(start..end)?).ok()
        }
    }
}

/// Every stretch of words in a report.
fn quotes(report: &Report) -> Vec<Quote> {
    let mut all = Vec::new();
    for source in &report.sources {
        for list in [&source.status_evidence, &source.terms, &source.basis, &source.mentions] {
            all.extend(list.iter().cloned());
        }
        let valued = [&source.affiliation, &source.role];
        all.extend(valued.into_iter().flatten().flat_map(|value| value.spans.iter().cloned()));
        all.extend(source.reason.iter().flat_map(|reason| reason.spans.iter().cloned()));
    }
    for found in &report.attributions {
        for list in [&found.parts.source, &found.parts.cue, &found.parts.content, &found.stance.evidence] {
            all.extend(list.iter().cloned());
        }
        all.extend(found.via.iter().flat_map(|via| via.spans.iter().cloned()));
        let target = found.stance.target.iter();
        all.extend(target.map(|target| Quote { start: target.start, end: target.end, exact: target.exact.clone() }));
    }
    all.extend(report.topics.iter().flat_map(|topic| topic.spans.iter().cloned()));
    all.extend(report.notes.iter().flat_map(|note| note.spans.iter().cloned()));
    all
}

/// All that must hold of the report of `text`.
fn check(text: &str) {
    let reports = UNITS.map(|unit| report(text, unit));
    for report in &reports {
        let unit = report.offsets;
        assert_eq!(slice(text, unit, 0, report.text.length).as_deref(), Some(text), "the length, {unit:?}");
        for quote in quotes(report) {
            let there = slice(text, unit, quote.start, quote.end);
            assert_eq!(there.as_ref(), Some(&quote.exact), "{unit:?} {}..{}", quote.start, quote.end);
            assert!(!quote.exact.is_empty(), "an empty stretch of words");
        }
        let mut at = 0;
        for zone in &report.text.zones {
            assert!(zone.start >= at && zone.end >= zone.start && zone.end <= report.text.length, "zones in order");
            at = zone.end;
        }
        identifiers(report);
    }
    // The three say the same, and each can be turned into the others.
    for report in &reports {
        for other in &reports {
            assert_eq!(&report.to_offsets(text, other.offsets), other, "{:?} to {:?}", report.offsets, other.offsets);
        }
    }
    for (format, word) in Format::ALL {
        let first = render(&reports[0], text, *format);
        assert!(format == &Format::Brat || !first.is_empty(), "{word} is empty");
        if !matches!(format, Format::Json | Format::Csv) {
            assert_eq!(first, render(&reports[1], text, *format), "{word} depends on the report's unit");
        }
    }
    let report = &reports[0];
    let written = serde_json::to_string(report).unwrap();
    assert_eq!(&serde_json::from_str::<Report>(&written).unwrap(), report, "JSON there and back");
    summary(text, report);
}

fn identifiers(report: &Report) {
    let mut ids = HashSet::new();
    let sources = report.sources.iter().map(|source| &source.id);
    let topics = report.topics.iter().map(|topic| &topic.id);
    for id in report.attributions.iter().map(|found| &found.id).chain(sources).chain(topics) {
        assert!(ids.insert(id.as_str()), "{id} stands twice");
    }
    let exists = |id: &str| assert!(ids.contains(id), "{id} leads nowhere");
    for source in &report.sources {
        source.members.iter().chain(&source.member_of).chain(&source.attributions).for_each(|id| exists(id));
    }
    for found in &report.attributions {
        found.source.iter().chain(&found.parent).for_each(|id| exists(id));
        found.stance.target.iter().filter_map(|target| target.topic.as_ref()).for_each(|id| exists(id));
        assert!(!found.parts.content.is_empty(), "{} has no content", found.id);
        assert!((0.0..=1.0).contains(&found.confidence), "{}: confidence {}", found.id, found.confidence);
        if let Some(id) = &found.source {
            let source = report.sources.iter().find(|source| &source.id == id).unwrap();
            assert!(source.attributions.contains(&found.id), "{} is not listed with {id}", found.id);
        }
    }
    report.relations.iter().flat_map(|relation| [&relation.a, &relation.b]).for_each(|id| exists(id));
    report.asked_for_comment.iter().for_each(|asked| exists(&asked.attribution));
    report.notes.iter().flat_map(|note| &note.evidence).for_each(|id| exists(id));
    report.summary.sentences.iter().flat_map(|sentence| &sentence.attributions).for_each(|id| exists(id));
}

/// Of the summary: quotation marks hold only words that stand so in the text.
fn summary(text: &str, report: &Report) {
    assert!(!report.summary.headline.is_empty());
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = plain(text);
    assert!(report.summary.sentences.len() <= 6);
    for sentence in &report.summary.sentences {
        assert!(!sentence.attributions.is_empty(), "{}", sentence.text);
        for quoted in sentence.text.split('“').skip(1).filter_map(|rest| rest.split_once('”')) {
            let words = quoted.0.trim_end_matches(" …");
            assert!(text.contains(words), "“{words}” does not stand in the text");
        }
    }
    let counts = &report.summary.counts;
    assert!(counts.sources_at_least <= counts.sources && counts.sources <= report.sources.len());
    assert_eq!(counts.attributions, report.attributions.len());
}

#[test]
fn every_article() {
    for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/articles")).unwrap() {
        if let Ok(text) = fs::read_to_string(entry.unwrap().path().join("article.txt")) {
            check(&text);
            check(&text.replace('\n', "\r\n"));
        }
    }
}

#[test]
fn odd_texts() {
    let long = "said ".repeat(2000);
    for text in [
        "",
        " ",
        "\n\n\n",
        "\u{feff}",
        "said",
        "“",
        "”“”“",
        "‘ ‘ ’ \" '",
        "“He said “that “she said “no",
        "Ada Munk ” : “ ) ( , denied",
        "a\u{0}b\u{1}c",
        "\u{202e}He said no.\u{202c}",
        "😀 said: “😀😀”, the 👩‍👩‍👧 added.",
        "Ada Munk said that Ada Munk said that Ada Munk said that it rained.",
        "- He\r\r\nsaid\r\n\u{2028}“x”\u{85}",
        "<p>“Go,” he said.</p>",
        "ﬁne, İstanbul said, ẞ",
        &long,
    ] {
        check(text);
    }
}

#[test]
fn a_text_over_the_limit_is_refused_with_its_numbers() {
    let text = "word ".repeat(1_800_000);
    let error = analyze(Model::embedded(), &text, &Options::new()).unwrap_err();
    assert_eq!(error.kind(), &ErrorKind::TooLong { unit: "bytes", given: 9_000_000, limit: 8_000_000 });
    let message = error.to_string();
    assert!(message.contains("9000000") && message.contains("8000000"), "{message}");
    let error = analyze(Model::embedded(), "one two three", &Options::new().limits(100, 2)).unwrap_err();
    assert_eq!(error.kind(), &ErrorKind::TooLong { unit: "words", given: 3, limit: 2 });
}

#[test]
fn the_same_text_gives_the_same_report() {
    let text = include_str!("articles/quarry-row/article.txt");
    assert_eq!(report(text, Offsets::Byte), report(text, Offsets::Byte));
}

/// Words and marks that a news text is made of, so that random texts reach the later stages.
fn newsy() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "“",
        "”",
        "\"",
        "‘",
        "’",
        "'",
        ",",
        ".",
        "?",
        "!",
        ":",
        "—",
        "(",
        ")",
        "\n",
        "\n\n",
        "\r\n",
        "said",
        "told",
        "denied",
        "that",
        "according to",
        "the official",
        "Ada Munk",
        "she",
        "he",
        "they",
        "on condition of anonymity",
        "who",
        "A senior aide",
        "sources",
        "reportedly",
        "would",
        "not",
        "the plan",
        "the ministry",
        "Tehran",
        "is",
        "and",
        "but",
        "declined to comment",
        "😀",
        "é",
        "\u{a0}",
        "\u{200f}",
        "3",
        "U.S.",
        "Mr.",
        "I",
        "we",
        "accused",
        "of",
        "lying",
        "the Post reported",
        "claims",
        "if",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_news(text in newsy()) {
        check(&text);
    }

    #[test]
    fn random_unicode(text in any::<String>()) {
        check(&text);
    }
}
