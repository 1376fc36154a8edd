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
    /// For every block of the text, how many tokens begin before it: no question is asked more often than where a span's tokens are.
    blocks: Vec<u32>,
}

/// Bytes of text a block.
const BLOCK: usize = 32;

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
        let (oddities, blocks) = (Vec::new(), blocks(text, &tokens));
        let mut document = Self { text, tokens, sentences, paragraphs, quotations, zones, language, oddities, blocks };
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

    /// Indices of the tokens that lie in `span` with a part of themselves at least, as a range.
    pub fn tokens_touching(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.tokens_before(span.start);
        let reaches = |before: &usize| self.tokens[*before].span.end > span.start;
        first.checked_sub(1).filter(reaches).unwrap_or(first)..self.tokens_before(span.end)
    }

    /// Number of tokens that begin before a position: from the place its block of text tells, onwards.
    fn tokens_before(&self, position: u32) -> usize {
        let block = position as usize / BLOCK;
        let Some(&first) = self.blocks.get(block) else { return self.tokens.len() };
        let mut before = first as usize;
        while self.tokens.get(before).is_some_and(|token| token.span.start < position) {
            before += 1;
        }
        before
    }

    /// Number of words: tokens that are not marks.
    pub fn words(&self) -> usize {
        self.tokens.iter().filter(|token| token.shape != super::Shape::Mark).count()
    }
}

/// [`Document::blocks`], the end of the text included.
fn blocks(text: &str, tokens: &[Token]) -> Vec<u32> {
    let mut blocks = Vec::with_capacity(text.len() / BLOCK + 1);
    let mut before = 0;
    for block in 0..=text.len() / BLOCK {
        while before < tokens.len() && (tokens[before].span.start as usize) < block * BLOCK {
            before += 1;
        }
        blocks.push(before as u32);
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_tokens_of_any_span() {
        for text in [
            "",
            "a",
            "The mayor — a doctor — said “no”, twice; a-very-long-word-that-fills-more-than-one-block-of-text, then.",
        ] {
            let document = Document::new(text);
            let length = text.len() as u32;
            for position in 0..=length + BLOCK as u32 {
                let before = document.tokens.iter().filter(|token| token.span.start < position).count();
                assert_eq!(document.tokens_before(position), before, "{position} of “{text}”");
            }
        }
    }
}
