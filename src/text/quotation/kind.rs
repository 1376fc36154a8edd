//! What quotation marks mean: speech, scare quotes, the title of a work, a nickname.

use crate::case::Lower;
use std::ops::Range;

use super::{Quotation, QuotationKind};
use crate::text::token::{Shape, Spacing};
use crate::text::{Sentence, Token, Zone, ZoneKind, verbs};

/// Most words of scare quotes and nicknames.
const FEW: usize = 3;
/// Most words of a title.
const TITLE: usize = 10;

/// Words that say that a work's title stands next to them.
const WORKS: crate::list::List = list!(data!("../../../data/works.txt"));

/// Words that need no capital inside a title.
const SMALL: crate::list::List =
    list!("a an and as at but by de des du for from in into la le of on or s t the to with");

/// Tells the kinds apart, once sentences and zones are known. In a headline, marks ascribe: no scare quotes there.
pub fn mark_kinds(text: &str, tokens: &[Token], sentences: &[Sentence], zones: &[Zone], quotations: &mut [Quotation]) {
    let mut reported = reported_sentences(text, tokens, sentences);
    for zone in zones.iter().filter(|zone| zone.kind == ZoneKind::Headline) {
        let first = sentences.partition_point(|sentence| sentence.span.start < zone.span.start);
        let inside = reported[first..].iter_mut().zip(&sentences[first..]);
        inside.take_while(|(_, sentence)| sentence.span.end <= zone.span.end).for_each(|(flag, _)| *flag = true);
    }
    let mut first = 0;
    for quotation in quotations.iter_mut() {
        first += tokens[first..].partition_point(|token| token.span.start < quotation.span.start);
        let inside = first..first + tokens[first..].partition_point(|token| token.span.start < quotation.span.end);
        let reading = Reading { text, tokens, inside };
        let sentence = tokens[reading.inside.start].sentence as usize;
        quotation.kind = reading.kind(quotation, reported[sentence], &sentences[sentence]);
    }
}

/// For every sentence, whether a verb of reporting stands in it outside quotation marks.
fn reported_sentences(text: &str, tokens: &[Token], sentences: &[Sentence]) -> Vec<bool> {
    let mut reported = vec![false; sentences.len()];
    for (index, token) in tokens.iter().enumerate() {
        if token.quotation.is_some() || token.shape == Shape::Mark {
            continue;
        }
        let word = token.span.of(text);
        let so_called = word == "called" && index > 0 && tokens[index - 1].span.of(text) == "-";
        if so_called {
            continue;
        }
        if verbs::frames(word).is_some() || word == "according" {
            reported[token.sentence as usize] = true;
        }
    }
    reported
}

struct Reading<'t> {
    text: &'t str,
    tokens: &'t [Token],
    /// Tokens of the quotation, marks included.
    inside: Range<usize>,
}

impl Reading<'_> {
    fn kind(&self, quotation: &Quotation, reported: bool, sentence: &Sentence) -> QuotationKind {
        let words = self.tokens[self.inside.clone()].iter().filter(|token| token.shape != Shape::Mark);
        let count = words.clone().take(TITLE + 1).count();
        if !quotation.closed || quotation.continues.is_some() || count == 0 {
            return QuotationKind::Speech;
        }
        let capitals = words
            .filter(|token| matches!(token.shape, Shape::Capitalised | Shape::Upper | Shape::Mixed | Shape::Digits))
            .count();
        if count <= FEW && capitals > 0 && self.in_a_name() {
            return QuotationKind::Nickname;
        }
        let title_case = count <= TITLE && self.is_title_case();
        if title_case && (self.near_a_work() || capitals >= 2 && !reported && !self.ends_like_a_sentence()) {
            return QuotationKind::Title;
        }
        let whole = self.inside.start == sentence.first as usize && self.inside.end >= sentence.end as usize;
        if count <= FEW && !reported && !whole && !self.ends_like_a_sentence() && !self.after_colon() {
            return QuotationKind::Scare;
        }
        QuotationKind::Speech
    }

    fn word(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| token.span.of(self.text))
    }

    /// Dwayne "The Rock" Johnson: capitalised words directly before and after.
    fn in_a_name(&self) -> bool {
        let Some(before) = self.inside.start.checked_sub(1) else { return false };
        let after = self.inside.end;
        let name = |at: usize| {
            self.tokens.get(at).is_some_and(|token| token.shape == Shape::Capitalised)
                && !SMALL.contains(&self.word(at).lower().as_str())
        };
        name(before)
            && name(after)
            && self.tokens[after].spacing == Spacing::Space
            && self.tokens[self.inside.start].spacing == Spacing::Space
            && self.tokens[before].sentence == self.tokens[after].sentence
            && verbs::frames(self.word(before)).is_none()
    }

    /// Every word capitalised but the small ones, and the first one too.
    fn is_title_case(&self) -> bool {
        let mut words = self.tokens[self.inside.clone()].iter().filter(|token| token.shape != Shape::Mark).peekable();
        let capital = |token: &Token| !matches!(token.shape, Shape::Lower | Shape::Mark);
        words.peek().is_some_and(|first| capital(first))
            && words.all(|token| capital(token) || SMALL.contains(&token.span.of(self.text)))
    }

    /// A word for a kind of work within three tokens before, or directly after.
    fn near_a_work(&self) -> bool {
        let before = self.inside.start.saturating_sub(3)..self.inside.start;
        let after = self.inside.end..(self.inside.end + 1).min(self.tokens.len());
        before.chain(after).any(|at| WORKS.contains(&self.word(at)))
    }

    fn ends_like_a_sentence(&self) -> bool {
        let last = self.inside.end.saturating_sub(2).max(self.inside.start);
        one_of!(self.word(last), ". ? ! …")
    }

    fn after_colon(&self) -> bool {
        self.inside.start > 0 && self.word(self.inside.start - 1) == ":"
    }
}
