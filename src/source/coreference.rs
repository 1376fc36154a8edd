//! Coreference: which mentions are one source.

use super::mention::Mention;
use crate::attribution::Attribution;
use crate::text::Document;

/// A chain of mentions of one source.
#[derive(Clone, Debug)]
pub struct Chain {
    /// Its mentions, in order.
    pub mentions: Vec<Mention>,
}

/// Gathers the mentions into chains.
pub fn resolve(document: &Document, _attributions: &[Attribution], mentions: Vec<Mention>) -> Vec<Chain> {
    let mut chains: Vec<Chain> = Vec::new();
    for mention in mentions {
        let same = |chain: &&mut Chain| document.slice(chain.mentions[0].span) == document.slice(mention.span);
        match chains.iter_mut().find(same) {
            Some(chain) => chain.mentions.push(mention),
            None => chains.push(Chain { mentions: vec![mention] }),
        }
    }
    chains
}
