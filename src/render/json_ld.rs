//! schema.org JSON-LD: `Quotation` where the words are quoted, `Claim` where they are reported.
//!
//! Never `ClaimReview`: that rates a claim, and nothing here is rated.

use serde_json::{Map, Value, json};

use super::{EDITED, Index, content, label, one_line};
use crate::Report;
use crate::report::words::badge;
use crate::report::{Act, Form, Source, Status};

/// A graph: the article, its sources, and what they say.
pub(super) fn json_ld(report: &Report) -> String {
    let article = format!("urn:on-record:{}", report.text.hash);
    let mut graph = vec![json!({ "@type": "NewsArticle", "@id": article, "wordCount": report.text.words })];
    graph.extend(report.sources.iter().map(|source| entity(&article, source)));
    let index = Index::new(report);
    for found in report.attributions.iter().filter(|found| found.act != Act::NoComment) {
        let mut node = Map::new();
        node.insert("@id".into(), format!("{article}#{}", found.id).into());
        node.insert("text".into(), content(found).into());
        let speaker = index.speaker(found);
        let by = speaker.map(|source| json!({ "@id": format!("{article}#{}", source.id) }));
        if found.form == Form::Direct {
            node.insert("@type".into(), "Quotation".into());
            node.insert("isPartOf".into(), json!({ "@id": article }));
        } else {
            node.insert("@type".into(), "Claim".into());
            node.insert("appearance".into(), json!({ "@id": article }));
        }
        if let (Some(by), Some(source)) = (by, speaker) {
            // An author is a person or an organisation; a text is what the words are based on.
            let role = if source.status == Status::Document { "isBasedOn" } else { "author" };
            node.insert(role.into(), by);
        }
        if index.edited(found) {
            node.insert("creativeWorkStatus".into(), EDITED.into());
        }
        if let Some(target) = &found.stance.target {
            node.insert("about".into(), json!({ "@type": "Thing", "name": one_line(&target.exact) }));
        }
        graph.push(Value::Object(node));
    }
    let document = json!({ "@context": "https://schema.org", "@graph": graph });
    serde_json::to_string_pretty(&document).expect("a graph is plain data") + "\n"
}

fn entity(article: &str, source: &Source) -> Value {
    let kind = match source.status {
        Status::Institution => "Organization",
        Status::Outlet => "NewsMediaOrganization",
        Status::Document => "CreativeWork",
        _ => "Person",
    };
    let mut node = Map::new();
    node.insert("@type".into(), kind.into());
    node.insert("@id".into(), format!("{article}#{}", source.id).into());
    // Only what the article gives as a name is a name.
    match &source.name {
        Some(name) => node.insert("name".into(), one_line(name).into()),
        None => node.insert("description".into(), label(source).into()),
    };
    if let (Some(_), Some(description)) = (&source.name, &source.description) {
        node.insert("description".into(), one_line(description).into());
    }
    if let (Some(affiliation), "Person") = (&source.affiliation, kind) {
        node.insert("affiliation".into(), json!({ "@type": "Organization", "name": one_line(&affiliation.value) }));
    }
    node.insert("disambiguatingDescription".into(), badge(source.status).into());
    Value::Object(node)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture::fixture;

    #[test]
    fn quotations_and_claims_and_never_a_rating() {
        let (report, _) = fixture();
        let written = json_ld(&report);
        let document: Value = serde_json::from_str(&written).unwrap();
        let kinds: Vec<&str> =
            document["@graph"].as_array().unwrap().iter().map(|node| node["@type"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["NewsArticle", "Person", "Person", "Quotation", "Claim", "Claim"]);
        assert!(!written.contains("ClaimReview") && !written.contains("Rating"));
        let nodes = document["@graph"].as_array().unwrap();
        assert_eq!(nodes[2]["description"], "An aide");
        assert!(nodes[2].get("name").is_none(), "who is not named has no name");
        assert!(nodes[5].get("author").is_none(), "hearsay has no author");
        // Every @id that is pointed to is there.
        let ids: Vec<&str> = nodes.iter().map(|node| node["@id"].as_str().unwrap()).collect();
        for node in nodes {
            for key in ["author", "isPartOf", "appearance"] {
                if let Some(id) = node.get(key).and_then(|to| to["@id"].as_str()) {
                    assert!(ids.contains(&id), "{id}");
                }
            }
        }
    }
}
