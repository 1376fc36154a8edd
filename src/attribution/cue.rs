//! Cues: the words that ascribe.

use crate::encode::Encoding;
use crate::model::Model;
use crate::text::Document;

/// A candidate cue: token indices, both included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cue {
    /// First token.
    pub first: usize,
    /// Last token.
    pub last: usize,
    /// Probability of being a cue: that of its surest token.
    pub score: f32,
}

/// A token that is less likely part of a cue than this ends one. Lower values run neighbouring cues together.
const EDGE: f32 = 0.15;
/// A token more likely than this to begin a cue begins a new one.
const BEGINS: f32 = 0.5;

/// Finds the candidate cues: runs of likely tokens whose surest reaches the model's threshold. In order, without overlaps.
pub fn cues(document: &Document, model: &Model, encoding: &Encoding) -> Vec<Cue> {
    let mut found = Vec::new();
    let mut current: Option<Cue> = None;
    for index in 0..document.tokens.len().min(encoding.tokens()) {
        let tags = encoding.tags(index);
        let part = tags.cue > EDGE;
        match &mut current {
            Some(cue) if part && tags.cue_begins <= BEGINS => {
                cue.last = index;
                cue.score = cue.score.max(tags.cue);
            }
            _ => {
                found.extend(current.take());
                current = part.then_some(Cue { first: index, last: index, score: tags.cue });
            }
        }
    }
    found.extend(current);
    found.retain(|cue| cue.score >= model.tagger.thresholds.cue);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue_words(text: &str) -> Vec<&str> {
        let (document, model) = (Document::new(text), Model::embedded());
        let mut encoding = Encoding::new(&document, model);
        while encoding.step(&document, model, usize::MAX) < document.tokens.len() {}
        let over = |cue: &Cue| document.tokens[cue.first].span.cover(document.tokens[cue.last].span).of(text);
        cues(&document, model, &encoding).iter().map(over).collect()
    }

    #[test]
    fn finds_cues_and_not_their_twins() {
        for (text, expected) in [
            ("The minister said the road would be closed.", vec!["said"]),
            ("The minister crossed the road.", vec![]),
            ("According to two officials, the road was closed.", vec!["According to"]),
            ("In accordance with two rules, the road was closed.", vec![]),
            ("“We are ready,” Ms. Halloran told reporters.", vec!["told"]),
            ("", vec![]),
        ] {
            assert_eq!(cue_words(text), expected, "{text}");
        }
    }
}
