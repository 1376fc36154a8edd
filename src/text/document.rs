//! The document: what the text rules know of an article.

use super::{Language, Quotation, Token, Zone, language, quotation, sentence, token, zone};
use crate::Span;

/// A sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without the white space around it.
    pub span: Span,
    /// Index of its first token.
    pub first: u32,
    /// One past the index of its last token.
    pub end: u32,
    /// Index of its paragraph.
    pub paragraph: u32,
}

/// A paragraph: what stands between line breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands, without the white space around it.
    pub span: Span,
    /// Index of its first sentence.
    pub first: u32,
    /// One past the index of its last sentence.
    pub end: u32,
}

/// An article, read by rule: the value every later stage starts from.
#[derive(Clone, Debug)]
pub struct Document<'t> {
    /// The article.
    pub text: &'t str,
    /// Words and marks, in order.
    pub tokens: Vec<Token>,
    /// Sentences, in order.
    pub sentences: Vec<Sentence>,
    /// Paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
    /// Quotations, in order of their opening marks; nested ones follow the one that holds them.
    pub quotations: Vec<Quotation>,
    /// Headline, dateline, byline, body, credit, in order and without gaps between paragraphs.
    pub zones: Vec<Zone>,
    /// The language the text seems to be in.
    pub language: Language,
}

impl<'t> Document<'t> {
    /// Reads a text. Never fails: odd text gives an odd document.
    pub fn new(text: &'t str) -> Self {
        let mut tokens = token::tokens(text);
        let quotations = quotation::quotations(text, &mut tokens);
        let (sentences, paragraphs) = sentence::sentences(text, &mut tokens);
        let zones = zone::zones(text, &tokens, &sentences, &paragraphs);
        let language = language::language(text, &tokens);
        Self { text, tokens, sentences, paragraphs, quotations, zones, language }
    }

    /// The words of a span.
    pub fn slice(&self, span: Span) -> &'t str {
        span.of(self.text)
    }

    /// The words of token `index`.
    pub fn word(&self, index: usize) -> &'t str {
        self.tokens[index].span.of(self.text)
    }

    /// Indices of the tokens that begin inside `span`, as a range.
    pub fn tokens_in(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.tokens.partition_point(|token| token.span.start < span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        first..end
    }

    /// Number of words: tokens that are not marks.
    pub fn words(&self) -> usize {
        self.tokens.iter().filter(|token| token.shape != super::Shape::Mark).count()
    }
}
