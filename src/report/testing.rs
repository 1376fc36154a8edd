//! Reports for tests of the summary and the notes, from a text that carries its own labels.
//!
//! `{s1|Ann Day} {c1|denied} {q1|that {t1|the dyke} leaks}.`: source, cue, content and target of attribution 1. Sources are
//! told by [`who`]; the rest (form, positions) follows from the text. No model is asked.

use std::collections::BTreeMap;

use super::facts::Facts;
use super::notes::notes;
use super::summary::summary;
use super::types::*;
use crate::Offsets;
use crate::text::Document;

/// A source and the numbers of its attributions.
pub(super) struct Who {
    pub source: Source,
    pub numbers: Vec<usize>,
}

/// A named source where `name` begins without an article, else one with a description only.
pub(super) fn who(label: &str, status: Status, numbers: &[usize]) -> Who {
    let named = matches!(status, Status::Named | Status::Institution | Status::Outlet | Status::Document);
    let source = source(named.then_some(label), (!named).then_some(label), status);
    Who { source, numbers: numbers.to_vec() }
}

/// A source of which nothing is known but its name or description and its status.
pub(crate) fn source(name: Option<&str>, description: Option<&str>, status: Status) -> Source {
    Source {
        id: String::new(),
        name: name.map(str::to_string),
        description: description.map(str::to_string),
        status,
        status_evidence: Vec::new(),
        members: Vec::new(),
        member_of: None,
        affiliation: None,
        role: None,
        count: None,
        edited: false,
        specificity: 1,
        terms: Vec::new(),
        reason: None,
        basis: Vec::new(),
        mentions: Vec::new(),
        attributions: Vec::new(),
        words_quoted: 0,
    }
}

/// What an attribution does, by number: (number, act, side).
pub(super) type Acts<'a> = &'a [(usize, Act, Side)];

/// The plain text and the finished report, positions in bytes.
pub(super) fn report(marked: &str, whos: Vec<Who>, acts: Acts) -> (String, Report) {
    let (text, parts) = unmarked(marked);
    let document = Document::new(&text);
    let quote = |range: &std::ops::Range<usize>| Quote {
        start: range.start,
        end: range.end,
        exact: text[range.clone()].into(),
    };
    let numbers: Vec<usize> = {
        let mut numbers: Vec<usize> = parts.keys().map(|(_, number)| *number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    };
    let get = |kind: char, number: usize| -> Vec<Quote> {
        parts.get(&(kind, number)).map_or_else(Vec::new, |ranges| ranges.iter().map(quote).collect())
    };
    let attributions = numbers.iter().map(|&number| {
        let (act, side) = acts
            .iter()
            .find(|(of, ..)| *of == number)
            .map_or((Act::State, Side::Neutral), |(_, act, side)| (*act, *side));
        let whose = whos.iter().position(|who| who.numbers.contains(&number));
        let content = get('q', number);
        let words = content.iter().flat_map(|part| &document.tokens[document.tokens_in(Facts::span(part))]);
        let quoted: Vec<bool> = words
            .filter(|token| token.shape != crate::text::Shape::Mark)
            .map(|token| token.quotation.is_some())
            .collect();
        let form = match (quoted.contains(&true), quoted.contains(&false)) {
            (true, false) => Form::Direct,
            (true, true) => Form::Mixed,
            _ => Form::Indirect,
        };
        Attribution {
            id: format!("a{number}"),
            source: whose.map(|index| format!("s{index}")),
            source_state: if whose.is_some() { SourceState::Expressed } else { SourceState::Hearsay },
            parent: None,
            via: get('v', number)
                .into_iter()
                .map(|span| Via { name: span.exact.clone(), kind: ViaKind::Outlet, spans: vec![span] })
                .collect(),
            form,
            act,
            cue_colour: CueColour::Neutral,
            parts: Parts { source: get('s', number), cue: get('c', number), content },
            stance: Stance {
                side,
                target: get('t', number).into_iter().next().map(|span| Target {
                    start: span.start,
                    end: span.end,
                    exact: span.exact,
                    kind: TargetKind::Thing,
                    topic: None,
                }),
                commitment: Commitment::Certain,
                conditional: false,
                evidence: Vec::new(),
            },
            voice: Voice::Unstated,
            confidence: 0.9,
            reasons: Vec::new(),
            edited: false,
        }
    });
    let attributions: Vec<Attribution> = attributions.collect();
    let sources = whos.into_iter().enumerate().map(|(index, mut who)| {
        who.source.id = format!("s{index}");
        who.source.attributions = who.numbers.iter().map(|number| format!("a{number}")).collect();
        who.source.mentions = who.numbers.iter().flat_map(|&number| get('s', number)).collect();
        who.source
    });
    let mut report = Report {
        schema: "on-record/1".into(),
        tool: Tool { version: "0".into(), model: "none".into(), model_hash: "0".into() },
        offsets: Offsets::Byte,
        text: TextInfo {
            length: text.len(),
            hash: "0".into(),
            words: document.words(),
            sentences: document.sentences.len(),
            paragraphs: document.paragraphs.len(),
            language: None,
            zones: Vec::new(),
        },
        sources: sources.collect(),
        attributions,
        topics: Vec::new(),
        relations: Vec::new(),
        asked_for_comment: Vec::new(),
        notes: Vec::new(),
        summary: Summary { headline: String::new(), sentences: Vec::new(), counts: Counts::default() },
    };
    report.summary = summary(&document, &report);
    report.notes = notes(&document, &report);
    (text, report)
}

/// Works out summary and notes again, after a test changed the report by hand.
pub(super) fn again(text: &str, mut report: Report) -> Report {
    let document = Document::new(text);
    report.summary = summary(&document, &report);
    report.notes = notes(&document, &report);
    report
}

type Labelled = BTreeMap<(char, usize), Vec<std::ops::Range<usize>>>;

/// The text without its labels, and where each labelled part stands. Labels nest.
fn unmarked(marked: &str) -> (String, Labelled) {
    let (mut text, mut parts): (String, Labelled) = Default::default();
    let mut open: Vec<(char, usize, usize)> = Vec::new();
    let mut rest = marked;
    while let Some(next) = rest.chars().next() {
        let label = rest.strip_prefix('{').and_then(|label| {
            let (head, after) = label.split_once('|')?;
            Some((head.chars().next()?, head[1..].parse::<usize>().ok()?, after))
        });
        match (label, next) {
            (Some((kind, number, after)), _) => {
                open.push((kind, number, text.len()));
                rest = after;
            }
            (None, '}') => {
                let (kind, number, start) = open.pop().expect("a label is closed that was opened");
                parts.entry((kind, number)).or_default().push(start..text.len());
                rest = &rest[1..];
            }
            _ => {
                text.push(next);
                rest = &rest[next.len_utf8()..];
            }
        }
    }
    assert!(open.is_empty(), "a label is left open in {marked}");
    (text, parts)
}
