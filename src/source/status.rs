//! Status: how the article discloses a source.

use super::coreference::Chain;
use super::{Credit, Source, Sources, Status, Voice};
use crate::attribution::Attribution;
use crate::text::Document;

/// Gives every chain its status.
pub fn judge(document: &Document, attributions: &[Attribution], chains: Vec<Chain>) -> Sources {
    let nobody = Credit { source: None, via: Vec::new(), voice: Voice::Unstated };
    let mut sources = Sources { list: Vec::new(), credits: vec![nobody; attributions.len()] };
    for chain in chains {
        let words = document.slice(chain.mentions[0].span).to_string();
        for mention in &chain.mentions {
            sources.credits[mention.attribution].source = Some(sources.list.len());
        }
        sources.list.push(Source {
            name: None,
            description: Some(words),
            status: Status::Unnamed,
            status_evidence: vec![chain.mentions[0].span],
            members: Vec::new(),
            member_of: None,
            affiliation: None,
            role: None,
            count: None,
            specificity: 1,
            terms: Vec::new(),
            reason: None,
            basis: Vec::new(),
            mentions: chain.mentions.iter().map(|mention| mention.span).collect(),
        });
    }
    sources
}
