//! The document with the lexicons' classes of every token: what the rules of this stage read.

use crate::case::Lower;
use crate::table::HashSet;
use std::borrow::Cow;

use super::lexicon::{Class, Lexicon};
use crate::Span;
use crate::text::{Document, Shape, Spacing, ZoneKind};

/// What the words say of somebody's gender; never inferred from a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// she
    Female,
    /// he
    Male,
}

/// A document and the classes of its tokens. Built once, in linear time.
#[derive(Debug)]
pub struct Reader<'d> {
    /// The document.
    pub document: &'d Document<'d>,
    /// The lexicons.
    pub lexicon: &'static Lexicon,
    class: Vec<Class>,
    plural: Vec<bool>,
    seen_small: HashSet<&'d str>,
    /// Words with a capital inside a sentence, in small letters.
    seen_capital: HashSet<String>,
    /// Per sentence: whether it is set in capitals throughout, or in the capitals of a headline.
    shouted: Vec<bool>,
}

impl<'d> Reader<'d> {
    /// Looks up every token.
    pub fn new(document: &'d Document<'d>) -> Self {
        let lexicon = Lexicon::get();
        let (mut class, mut plural) = (Vec::new(), Vec::new());
        let mut seen_small = HashSet::new();
        let mut seen_capital = HashSet::new();
        let mut before = None;
        for token in &document.tokens {
            let word = token.span.of(document.text);
            let inside = before.is_some_and(|(sentence, shape)| sentence == token.sentence && shape != Shape::Mark);
            if token.shape == Shape::Capitalised && inside {
                seen_capital.insert(word.lower());
            }
            before = Some((token.sentence, token.shape));
            if token.shape == Shape::Lower {
                seen_small.insert(word);
            }
            let (found, many) = if matches!(token.shape, Shape::Mark | Shape::Digits) {
                (Class::default(), false)
            } else {
                lexicon.noun(&small(word, token.shape))
            };
            class.push(found);
            plural.push(many);
        }
        let shouted = document.sentences.iter().map(|sentence| {
            let words = &document.tokens[sentence.first as usize..sentence.end as usize];
            let count = |shape: fn(Shape) -> bool| words.iter().filter(|token| shape(token.shape)).count();
            let all = count(|shape| !matches!(shape, Shape::Mark | Shape::Digits));
            let (upper, lower) = (count(|shape| shape == Shape::Upper), count(|shape| shape == Shape::Lower));
            let ends = words.last().is_some_and(|token| one_of!(token.span.of(document.text), ". ! ? ” \" ’"));
            // "Assistant Chief Constable Ann Day apologised." is a sentence.
            let told = words.len() > 2 && words[words.len() - 2].shape == Shape::Lower && ends;
            all >= 4
                && (all >= 5 && lower * 10 < all * 3 && !told
                    || upper * 10 >= all * 6
                    || (!ends && lower * 10 < all * 5 && all >= 5))
        });
        let shouted = shouted.collect();
        Self { document, lexicon, class, plural, seen_small, seen_capital, shouted }
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.class.len()
    }

    /// Class of token `at`; nothing past the end.
    pub fn class(&self, at: usize) -> Class {
        self.class.get(at).copied().unwrap_or_default()
    }

    /// Whether token `at` is the plural of a noun of the lexicons.
    pub fn plural(&self, at: usize) -> bool {
        self.plural.get(at).copied().unwrap_or(false)
    }

    /// Token `at` as written; empty past the end.
    pub fn word(&self, at: usize) -> &'d str {
        if at < self.len() { self.document.tokens[at].span.of(self.document.text) } else { "" }
    }

    /// Token `at` in small letters; empty past the end.
    pub fn small(&self, at: usize) -> Cow<'d, str> {
        if at < self.len() { small(self.word(at), self.document.tokens[at].shape) } else { Cow::Borrowed("") }
    }

    /// Whether token `at` is one of these words, in any letters.
    pub fn is(&self, at: usize, words: impl crate::list::Words) -> bool {
        words.hold(&self.small(at))
    }

    /// Whether token `at` begins with a capital letter.
    pub fn capital(&self, at: usize) -> bool {
        at < self.len() && matches!(self.document.tokens[at].shape, Shape::Capitalised | Shape::Upper | Shape::Mixed)
    }

    /// The country whose people token `at` names: "Iranian", "US" (never the pronoun "us").
    pub fn people(&self, at: usize) -> Option<&'static str> {
        let small = self.small(at);
        let (country, demonym) = self.lexicon.place(&small)?;
        (demonym && self.capital(at) && (small != "us" || self.word(at) == "US")).then_some(country)
    }

    /// Whether token `at` is a mark.
    pub fn mark(&self, at: usize) -> bool {
        at >= self.len() || self.document.tokens[at].shape == Shape::Mark
    }

    /// Whether the word occurs in small letters anywhere.
    pub fn seen_small(&self, word: &str) -> bool {
        self.seen_small.contains(word)
    }

    /// Whether the word (in small letters) occurs with a capital inside a sentence.
    pub fn seen_capital(&self, word: &str) -> bool {
        self.seen_capital.contains(word)
    }

    /// Whether the sentence of token `at` is in capitals throughout, or capitalised like a headline.
    pub fn shouted(&self, at: usize) -> bool {
        self.shouted[self.document.tokens[at].sentence as usize]
    }

    /// Whether the tokens `first..end` are a title and no name: "Mr.".
    pub fn title_alone(&self, first: usize, end: usize) -> bool {
        (first..end).all(|at| {
            self.mark(at)
                || self
                    .is(at, list!("mr mrs ms mx miss sir dame dr prof sen rep gov gen col capt sgt lt maj rev hon mme"))
        })
    }

    /// Whether `at` is the comma inside a number: "4,000".
    pub fn figure(&self, at: usize) -> bool {
        let digits = |at: usize| self.attached(at) && self.word(at).bytes().all(|byte| byte.is_ascii_digit());
        at > 0
            && self.word(at) == ","
            && self.attached(at)
            && digits(at + 1)
            && self.word(at - 1).bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Whether nothing parts token `at` from the one before.
    pub fn attached(&self, at: usize) -> bool {
        at < self.len() && self.document.tokens[at].spacing == Spacing::None
    }

    /// Index of the sentence of token `at`.
    pub fn sentence(&self, at: usize) -> u32 {
        self.document.tokens[at.min(self.len().saturating_sub(1))].sentence
    }

    /// Whether token `at` stands in a dateline.
    #[inline(never)]
    pub fn dateline(&self, at: usize) -> bool {
        self.document.zone_at(self.document.tokens[at].span.start) == ZoneKind::Dateline
    }

    /// Index of the paragraph of token `at`.
    pub fn paragraph(&self, at: usize) -> u32 {
        self.document.tokens[at.min(self.len().saturating_sub(1))].paragraph
    }

    /// First token of the sentence of token `at`.
    pub fn sentence_first(&self, at: usize) -> usize {
        self.document.sentences[self.sentence(at) as usize].first as usize
    }

    /// One past the last token of the sentence of token `at`.
    pub fn sentence_end(&self, at: usize) -> usize {
        self.document.sentences[self.sentence(at) as usize].end as usize
    }

    /// Whether token `at` begins its sentence, a quotation, or follows a colon or dash.
    pub fn initial(&self, at: usize) -> bool {
        at == self.sentence_first(at) || at > 0 && self.mark(at - 1) && !one_of!(self.word(at - 1), ", - ' ’ . & ) /")
    }

    /// Whether token `at` is an apostrophe with the "s" of a genitive, or the bare apostrophe after a plural.
    pub fn genitive(&self, at: usize) -> bool {
        matches!(self.word(at), "'" | "’")
            && self.attached(at)
            && ((self.word(at + 1) == "s" && self.attached(at + 1))
                || (self.word(at.wrapping_sub(1)).ends_with('s') && !self.attached(at + 1)))
    }

    /// Whether a word follows the genitive at token `at`.
    pub fn genitive_has_noun(&self, at: usize) -> bool {
        let next = if self.word(at + 1) == "s" && self.attached(at + 1) { at + 2 } else { at + 1 };
        !self.mark(next)
    }

    /// The span of the tokens `first..end`.
    pub fn span(&self, first: usize, end: usize) -> Span {
        let tokens = &self.document.tokens;
        tokens[first].span.cover(tokens[end.max(first + 1) - 1].span)
    }

    /// The words of the tokens `first..end`.
    pub fn text(&self, first: usize, end: usize) -> &'d str {
        self.document.slice(self.span(first, end))
    }

    /// Gender that the noun at `at` tells by itself.
    pub fn noun_gender(&self, at: usize) -> Option<Gender> {
        gender_of(self.class(at))
    }

    /// Gender of the pronoun at `at`.
    pub fn pronoun_gender(&self, at: usize) -> Option<Gender> {
        match self.small(at).as_ref() {
            "she" | "her" | "herself" | "hers" => Some(Gender::Female),
            "he" | "him" | "his" | "himself" => Some(Gender::Male),
            _ => None,
        }
    }
}

/// Gender that a class tells.
pub fn gender_of(class: Class) -> Option<Gender> {
    match (class.is(Class::FEMALE | Class::TITLE_F), class.is(Class::MALE | Class::TITLE_M)) {
        (true, false) => Some(Gender::Female),
        (false, true) => Some(Gender::Male),
        _ => None,
    }
}

fn small(word: &str, shape: Shape) -> Cow<'_, str> {
    if shape == Shape::Lower { Cow::Borrowed(word) } else { Cow::Owned(word.lower()) }
}
