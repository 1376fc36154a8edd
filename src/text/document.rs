//! The document: what the text rules know of an article.

use super::{Language, Oddity, Quotation, Token, Zone, language, layout, oddity, quotation, sentence, token, zone};
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

/// A paragraph: what stands between line breaks (between blank lines, where the text is wrapped to a column).
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
    /// Headline, bullets, dateline, byline, body, credit, in order; every token lies in one.
    pub zones: Vec<Zone>,
    /// The language the text seems to be in.
    pub language: Language,
    /// What is unusual about the text as a whole: page source, binary, a transcript.
    pub oddities: Vec<Oddity>,
}

impl<'t> Document<'t> {
    /// Reads a text. Never fails: odd text gives an odd document.
    pub fn new(text: &'t str) -> Self {
        let mut tokens = token::tokens(text);
        let ranges = layout::paragraphs(text, &mut tokens);
        let mut quotations = quotation::quotations(text, &mut tokens, &ranges);
        let (sentences, paragraphs) = sentence::sentences(text, &mut tokens, &ranges);
        let zones = zone::zones(text, &tokens, &sentences, &paragraphs);
        quotation::mark_kinds(text, &tokens, &sentences, &zones, &mut quotations);
        let language = language::language(text, &tokens);
        let oddities = Vec::new();
        let mut document = Self { text, tokens, sentences, paragraphs, quotations, zones, language, oddities };
        document.oddities = oddity::oddities(&document);
        document
    }

    /// The words of a span.
    pub fn slice(&self, span: Span) -> &'t str {
        span.of(self.text)
    }

    /// The words of token `index`.
    pub fn word(&self, index: usize) -> &'t str {
        self.tokens[index].span.of(self.text)
    }

    /// The words of token `index`, or nothing where there is no such token.
    pub fn word_or_empty(&self, index: usize) -> &'t str {
        self.tokens.get(index).map_or("", |token| token.span.of(self.text))
    }

    /// Indices of the tokens of sentence `index`, as a range.
    pub fn tokens_of_sentence(&self, index: usize) -> std::ops::Range<usize> {
        self.sentences[index].first as usize..self.sentences[index].end as usize
    }

    /// Indices of the tokens of paragraph `index`, as a range.
    pub fn tokens_of_paragraph(&self, index: usize) -> std::ops::Range<usize> {
        let paragraph = &self.paragraphs[index];
        let (first, last) = (paragraph.first as usize, paragraph.end as usize - 1);
        self.sentences[first].first as usize..self.sentences[last].end as usize
    }

    /// The zone that holds a position; the body where none does.
    pub fn zone_at(&self, position: u32) -> super::ZoneKind {
        let after = self.zones.partition_point(|zone| zone.span.start <= position);
        after.checked_sub(1).map_or(super::ZoneKind::Body, |index| self.zones[index].kind)
    }

    /// Indices of the tokens that begin inside `span`, as a range.
    pub fn tokens_in(&self, span: Span) -> std::ops::Range<usize> {
        self.tokens_before(span.start)..self.tokens_before(span.end)
    }

    /// Number of tokens that begin before a position. A loop of its own: the library's calls a function for every step, where code is
    /// small, and no question is asked more often.
    fn tokens_before(&self, position: u32) -> usize {
        let (mut low, mut high) = (0, self.tokens.len());
        while low < high {
            let middle = (low + high) / 2;
            if self.tokens[middle].span.start < position {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Number of words: tokens that are not marks.
    pub fn words(&self) -> usize {
        self.tokens.iter().filter(|token| token.shape != super::Shape::Mark).count()
    }
}
