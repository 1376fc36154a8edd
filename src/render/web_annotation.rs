//! W3C Web Annotation Data Model (Recommendation, 23 February 2017): an annotation for every attribution.
//!
//! A target is a part of the content, found by its position in code points or, where the text has moved, by its words with
//! what stands before and after them.

use serde_json::{Value, json};

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
    let items: Vec<Value> = points
        .attributions
        .iter()
        .zip(&bytes.attributions)
        .map(|(found, in_bytes)| {
            let parts = found.parts.content.iter().zip(&in_bytes.parts.content);
            let targets: Vec<Value> = parts.map(|(part, at)| target(&article, text, part, at)).collect();
            json!({
                "id": format!("{article}#{}", found.id),
                "type": "Annotation",
                "motivation": "describing",
                "body": bodies(&index, found),
                "target": targets,
            })
        })
        .collect();
    let page = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("{article}#annotations"),
        "type": "AnnotationPage",
        "items": items,
    });
    serde_json::to_string_pretty(&page).expect("annotations are plain data") + "\n"
}

fn target(article: &str, text: &str, part: &Quote, bytes: &Quote) -> Value {
    let before = text.get(..bytes.start).unwrap_or_default();
    let after = text.get(bytes.end..).unwrap_or_default();
    let prefix = before.char_indices().rev().take(CONTEXT).last().map_or("", |(at, _)| &before[at..]);
    let suffix = after.char_indices().nth(CONTEXT).map_or(after, |(at, _)| &after[..at]);
    json!({
        "source": article,
        "selector": [
            { "type": "TextPositionSelector", "start": part.start, "end": part.end },
            { "type": "TextQuoteSelector", "exact": part.exact, "prefix": prefix, "suffix": suffix },
        ],
    })
}

fn bodies(index: &Index, found: &Attribution) -> Vec<Value> {
    let stance = position(found).map_or_else(String::new, |position| format!("; {position}"));
    let tag = |value: String| json!({ "type": "TextualBody", "purpose": "tagging", "value": value });
    let mut bodies = vec![
        json!({
            "type": "TextualBody",
            "purpose": "describing",
            "format": "text/plain",
            "language": "en",
            "value": format!("{}: {}{stance}", index.who(found), form(found.form)),
        }),
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
