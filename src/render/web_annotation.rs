//! W3C Web Annotation Data Model (Recommendation, 23 February 2017): an annotation for every attribution.
//!
//! A target is a part of the content, found by its position in code points or, where the text has moved, by its words with
//! what stands before and after them.

use super::json::{Json, object};
use super::{Index, position};
use crate::report::words::form;
use crate::report::{Attribution, Quote};
use crate::{Offsets, Report};

/// Code points of context before and after a quotation.
const CONTEXT: usize = 32;

/// An `AnnotationPage`, indented.
pub(super) fn web_annotation(report: &Report, text: &str) -> String {
    let bytes = report.to_offsets(text, Offsets::Byte);
    let points = report.to_offsets(text, Offsets::Codepoint);
    let article = format!("urn:on-record:{}", report.text.hash);
    let index = Index::new(&points);
    let items: Vec<Json> = points
        .attributions
        .iter()
        .zip(&bytes.attributions)
        .map(|(found, in_bytes)| {
            let parts = found.parts.content.iter().zip(&in_bytes.parts.content);
            let targets: Vec<Json> = parts.map(|(part, at)| target(&article, text, part, at)).collect();
            object([
                ("id", format!("{article}#{}", found.id).into()),
                ("type", "Annotation".into()),
                ("motivation", "describing".into()),
                ("body", bodies(&index, found).into()),
                ("target", targets.into()),
            ])
        })
        .collect();
    let page = object([
        ("@context", "http://www.w3.org/ns/anno.jsonld".into()),
        ("id", format!("{article}#annotations").into()),
        ("type", "AnnotationPage".into()),
        ("items", items.into()),
    ]);
    page.indented()
}

fn target(article: &str, text: &str, part: &Quote, bytes: &Quote) -> Json {
    let before = text.get(..bytes.start).unwrap_or_default();
    let after = text.get(bytes.end..).unwrap_or_default();
    let prefix = before.char_indices().rev().take(CONTEXT).last().map_or("", |(at, _)| &before[at..]);
    let suffix = after.char_indices().nth(CONTEXT).map_or(after, |(at, _)| &after[..at]);
    let place =
        object([("type", "TextPositionSelector".into()), ("start", part.start.into()), ("end", part.end.into())]);
    let words = object([
        ("type", "TextQuoteSelector".into()),
        ("exact", part.exact.as_str().into()),
        ("prefix", prefix.into()),
        ("suffix", suffix.into()),
    ]);
    object([("source", article.into()), ("selector", vec![place, words].into())])
}

fn bodies(index: &Index, found: &Attribution) -> Vec<Json> {
    let stance = position(found).map_or_else(String::new, |position| format!("; {position}"));
    let tag = |value: String| {
        object([("type", "TextualBody".into()), ("purpose", "tagging".into()), ("value", value.into())])
    };
    let mut bodies = vec![
        object([
            ("type", "TextualBody".into()),
            ("purpose", "describing".into()),
            ("format", "text/plain".into()),
            ("language", "en".into()),
            ("value", format!("{}: {}{stance}", index.who(found), form(found.form)).into()),
        ]),
        tag(format!("form:{}", found.form.word())),
        tag(format!("act:{}", found.act.word())),
        tag(format!("side:{}", found.stance.side.word())),
    ];
    if index.edited(found) {
        bodies.push(tag("edited".into()));
    }
    bodies.extend(index.speaker(found).map(|source| tag(format!("status:{}", source.status.word()))));
    bodies
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::render::fixture::fixture;

    #[test]
    fn selectors_find_the_words() {
        let (report, text) = fixture();
        for unit in [Offsets::Byte, Offsets::Utf16, Offsets::Codepoint] {
            let page: Value = serde_json::from_str(&web_annotation(&report.to_offsets(text, unit), text)).unwrap();
            let points: Vec<char> = text.chars().collect();
            let items = page["items"].as_array().unwrap();
            assert_eq!(items.len(), 3);
            for item in items {
                for target in item["target"].as_array().unwrap() {
                    let at = |key: &str| target["selector"][0][key].as_u64().unwrap() as usize;
                    let quote = &target["selector"][1];
                    let exact: String = points[at("start")..at("end")].iter().collect();
                    assert_eq!(quote["exact"].as_str().unwrap(), exact, "{unit:?}");
                    let whole = ["prefix", "exact", "suffix"].map(|key| quote[key].as_str().unwrap()).concat();
                    assert!(text.contains(&whole));
                }
            }
        }
    }
}
