//! schema.org JSON-LD: `Quotation` where the words are quoted, `Claim` where they are reported.
//!
//! Never `ClaimReview`: that rates a claim, and nothing here is rated.

use super::json::{Json, object};
use super::{EDITED, Index, content, label, one_line};
use crate::Report;
use crate::report::words::badge;
use crate::report::{Act, Form, Source, Status};

/// A graph: the article, its sources, and what they say.
pub(super) fn json_ld(report: &Report) -> String {
    let article = format!("urn:on-record:{}", report.text.hash);
    let mut graph = vec![object([
        ("@type", "NewsArticle".into()),
        ("@id", article.as_str().into()),
        ("wordCount", report.text.words.into()),
    ])];
    graph.extend(report.sources.iter().map(|source| entity(&article, source)));
    let index = Index::new(report);
    for found in report.attributions.iter().filter(|found| found.act != Act::NoComment) {
        let reference = |id: String| object([("@id", id.into())]);
        let (kind, within) =
            if found.form == Form::Direct { ("Quotation", "isPartOf") } else { ("Claim", "appearance") };
        let mut node = vec![
            ("@type", kind.into()),
            ("@id", format!("{article}#{}", found.id).into()),
            ("text", content(found).into()),
            (within, reference(article.clone())),
        ];
        if let Some(source) = index.speaker(found) {
            // An author is a person or an organisation; a text is what the words are based on.
            let role = if source.status == Status::Document { "isBasedOn" } else { "author" };
            node.push((role, reference(format!("{article}#{}", source.id))));
        }
        if index.edited(found) {
            node.push(("creativeWorkStatus", EDITED.into()));
        }
        if let Some(target) = &found.stance.target {
            node.push(("about", object([("@type", "Thing".into()), ("name", one_line(&target.exact).into())])));
        }
        graph.push(Json::Object(node));
    }
    object([("@context", "https://schema.org".into()), ("@graph", graph.into())]).indented()
}

fn entity(article: &str, source: &Source) -> Json {
    let kind = match source.status {
        Status::Institution => "Organization",
        Status::Outlet => "NewsMediaOrganization",
        Status::Document => "CreativeWork",
        _ => "Person",
    };
    let mut node = vec![("@type", kind.into()), ("@id", format!("{article}#{}", source.id).into())];
    // Only what the article gives as a name is a name.
    match &source.name {
        Some(name) => node.push(("name", one_line(name).into())),
        None => node.push(("description", label(source).into())),
    };
    if let (Some(_), Some(description)) = (&source.name, &source.description) {
        node.push(("description", one_line(description).into()));
    }
    if let (Some(affiliation), "Person") = (&source.affiliation, kind) {
        let body = object([("@type", "Organization".into()), ("name", one_line(&affiliation.value).into())]);
        node.push(("affiliation", body));
    }
    node.push(("disambiguatingDescription", badge(source.status).into()));
    Json::Object(node)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

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
