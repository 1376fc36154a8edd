//! Which tokens the attributions found so far lay claim to.

use std::ops::Range;

use super::{Attribution, Form, SourceState};
use crate::Span;
use crate::text::{Document, Shape};

/// No attribution.
const NONE: u32 = u32::MAX;

/// For every token, the attribution whose content, cue or source it belongs to. Of nested contents the innermost counts.
pub struct Claims {
    content: Vec<u32>,
    cue: Vec<u32>,
    source: Vec<u32>,
}

impl Claims {
    /// Marks the tokens of all attributions. Linear in the length of their parts.
    pub fn new(document: &Document, found: &[Attribution]) -> Self {
        let empty = || vec![NONE; document.tokens.len()];
        let mut claims = Self { content: empty(), cue: empty(), source: empty() };
        for (index, one) in found.iter().enumerate() {
            claims.add(document, one, index);
        }
        claims
    }

    /// Marks the tokens of one more attribution.
    pub fn add(&mut self, document: &Document, one: &Attribution, index: usize) {
        let parts = [(&mut self.content, &one.content), (&mut self.cue, &one.cue), (&mut self.source, &one.source)];
        for (marks, spans) in parts {
            for span in spans {
                marks[document.tokens_in(*span)].fill(index as u32);
            }
        }
    }

    /// Marks the content alone of one more attribution.
    pub fn add_content(&mut self, document: &Document, one: &Attribution, index: usize) {
        for span in &one.content {
            self.content[document.tokens_in(*span)].fill(index as u32);
        }
    }

    /// The attribution whose content the token belongs to.
    pub fn content(&self, token: usize) -> Option<usize> {
        self.content.get(token).filter(|&&index| index != NONE).map(|&index| index as usize)
    }

    /// The attribution whose cue the token belongs to.
    pub fn cue(&self, token: usize) -> Option<usize> {
        self.cue.get(token).filter(|&&index| index != NONE).map(|&index| index as usize)
    }

    /// The attribution whose source the token belongs to.
    pub fn source(&self, token: usize) -> Option<usize> {
        self.source.get(token).filter(|&&index| index != NONE).map(|&index| index as usize)
    }

    /// The attribution that has some part in the token: its cue, its source or its content.
    pub fn any(&self, token: usize) -> Option<usize> {
        self.cue(token).or(self.source(token)).or(self.content(token))
    }

    /// The attribution that most of the words of a range belong to as content, and how many of them.
    pub fn holder(&self, document: &Document, tokens: Range<usize>) -> (Option<usize>, usize) {
        let mut best = (None, 0);
        let mut run = (None, 0);
        for token in tokens.filter(|&token| is_word(document, token)) {
            let holder = self.content(token);
            run = if holder == run.0 { (holder, run.1 + 1) } else { (holder, 1) };
            if holder.is_some() && run.1 > best.1 {
                best = run;
            }
        }
        best
    }
}

/// Whether the tagger sees any sign of a cue among some tokens: one is part of one with probability `least` or more. Where it was
/// not asked (`chances` is short), the words decide.
pub fn hinted(chances: &[f32], mut tokens: Range<usize>, least: f32) -> bool {
    tokens.any(|token| chances.get(token).is_none_or(|&chance| chance >= least))
}

/// Whether a token is a word.
pub fn is_word(document: &Document, token: usize) -> bool {
    document.tokens[token].shape != Shape::Mark
}

/// An attribution that a rule adds: its source as words of the text (none: hearsay), its cue if there is one, its content, how often
/// such are right, and why it was found.
pub fn ruled(
    document: &Document,
    source: Vec<Span>,
    cue: Option<Range<usize>>,
    content: Vec<Span>,
    confidence: f32,
    reason: &str,
) -> Attribution {
    Attribution {
        source_state: if source.is_empty() { SourceState::Hearsay } else { SourceState::Expressed },
        source,
        cue: cue.map(|cue| span(document, cue)).into_iter().collect(),
        form: form(document, &content),
        content,
        carried_from: None,
        parent: None,
        confidence,
        reasons: vec![reason.into()],
    }
}

/// Number of words in a range of tokens.
pub fn words(document: &Document, tokens: Range<usize>) -> usize {
    document.tokens[tokens].iter().filter(|token| token.shape != Shape::Mark).count()
}

/// The span of a range of tokens that is not empty.
pub fn span(document: &Document, tokens: Range<usize>) -> Span {
    document.tokens[tokens.start].span.cover(document.tokens[tokens.end - 1].span)
}

/// How much of a content stands in quotation marks.
pub fn form(document: &Document, content: &[Span]) -> Form {
    let (mut quoted, mut plain) = (false, false);
    for token in content.iter().flat_map(|span| document.tokens_in(*span)) {
        if is_word(document, token) {
            match document.tokens[token].quotation {
                Some(_) => quoted = true,
                None => plain = true,
            }
        }
    }
    match (quoted, plain) {
        (true, false) => Form::Direct,
        (true, true) => Form::Mixed,
        _ => Form::Indirect,
    }
}
