//! A report put together by hand, with text that is awkward on purpose: what the renderers' tests read.

use crate::table::BTreeMap;

use crate::report::{testing, *};
use crate::{Offsets, Report};

/// Two sources, three attributions, over text with markup, a formula, an emoji and two line breaks.
pub(crate) fn fixture() -> (Report, &'static str) {
    let text = "=Ada Munk <b> said: “Tea & \"toast\" 😀, no\nmore.” An aide added that\n\nit was late. Reportedly, \u{1}it rained.";
    let quote = |exact: &str| {
        let start = text.find(exact).unwrap_or_else(|| panic!("{exact:?} is not in the fixture"));
        Quote { start, end: start + exact.len(), exact: exact.into() }
    };
    let source = |id: &str, name: Option<&str>, description: Option<&str>, status, attributions: &[&str]| Source {
        id: id.into(),
        mentions: vec![quote(name.unwrap_or("An aide"))],
        attributions: attributions.iter().map(|id| id.to_string()).collect(),
        ..testing::source(name, description, status)
    };
    let attribution = |id: &str, source: Option<&str>, form, act, parts: [&[&str]; 3]| Attribution {
        id: id.into(),
        source: source.map(str::to_string),
        source_state: if source.is_some() { SourceState::Expressed } else { SourceState::Hearsay },
        parent: None,
        via: Vec::new(),
        form,
        act,
        cue_colour: CueColour::Neutral,
        parts: Parts {
            source: parts[0].iter().map(|exact| quote(exact)).collect(),
            cue: parts[1].iter().map(|exact| quote(exact)).collect(),
            content: parts[2].iter().map(|exact| quote(exact)).collect(),
        },
        stance: Stance {
            side: Side::Against,
            target: Some(Target {
                start: quote("Tea").start,
                end: quote("Tea").end,
                exact: "Tea".into(),
                kind: TargetKind::Thing,
                topic: None,
            }),
            commitment: Commitment::Certain,
            conditional: false,
            evidence: Vec::new(),
        },
        voice: Voice::Unstated,
        confidence: 0.75,
        reasons: vec!["a cue of saying".into()],
        edited: false,
    };
    let report = Report {
        schema: "on-record/1".into(),
        tool: Tool { version: "0".into(), model: "none".into(), model_hash: "0".into() },
        offsets: Offsets::Byte,
        text: TextInfo {
            length: text.len(),
            hash: text_hash(text),
            words: 17,
            sentences: 4,
            paragraphs: 2,
            language: Some("en".into()),
            zones: Vec::new(),
        },
        sources: vec![
            source("s1", Some("=Ada Munk <b>"), None, Status::Named, &["a1"]),
            source("s2", None, Some("An aide"), Status::Unnamed, &["a2"]),
        ],
        attributions: vec![
            attribution(
                "a1",
                Some("s1"),
                Form::Direct,
                Act::Reject,
                [&["=Ada Munk <b>"], &["said"], &["“Tea & \"toast\" 😀, no\nmore.”"]],
            ),
            attribution(
                "a2",
                Some("s2"),
                Form::Indirect,
                Act::State,
                [&["An aide"], &["added"], &["that\n\nit was late"]],
            ),
            attribution("a3", None, Form::Indirect, Act::State, [&[], &["Reportedly"], &["\u{1}it rained"]]),
        ],
        topics: Vec::new(),
        relations: vec![Relation {
            kind: RelationKind::Replies,
            a: "a1".into(),
            b: "a2".into(),
            why: "it answers".into(),
        }],
        asked_for_comment: Vec::new(),
        notes: vec![Note {
            code: "test".into(),
            sentence: "A note <b>.".into(),
            evidence: vec!["a1".into()],
            spans: vec![quote("said")],
        }],
        summary: Summary {
            headline: "Two sources, one named.".into(),
            sentences: vec![SummarySentence { text: "Ada *Munk* said.".into(), attributions: vec!["a1".into()] }],
            counts: Counts {
                sources: 2,
                sources_at_least: 2,
                attributions: 3,
                by_status: BTreeMap::new(),
                ..Counts::default()
            },
        },
    };
    (report, text)
}
