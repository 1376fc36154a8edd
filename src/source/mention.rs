//! Mentions: what a noun phrase that stands for a source says of it.

mod beside;
mod determiner;
mod edges;
mod phrase;

pub use determiner::{number, ordinal, owned, pronoun};
pub use phrase::{of_several, phrase};

use super::lexicon::Class;
use super::reader::{Gender, Reader};
use crate::Span;

/// What a noun phrase is, by its form.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// A personal, possessive or relative pronoun.
    Pronoun(Pronoun),
    /// A proper name; index of the name in [`Names::mentions`].
    Name(usize),
    /// A common noun, or nothing better known.
    Noun,
    /// "one of whom", "many of them", "the two": part or all of a group named before.
    Part,
    /// Two or more speakers, each a phrase of its own (token ranges).
    Joint(Vec<(usize, usize)>),
}

/// Classes of pronouns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pronoun {
    /// he, him, his
    He,
    /// she, her
    She,
    /// they, them, their
    They,
    /// it, its
    It,
    /// I, me, my
    I,
    /// we, us, our
    We,
    /// you
    You,
    /// who, whose, whom
    Who,
    /// which, that
    Which,
}

/// How a noun phrase is determined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Determiner {
    /// No determiner.
    Bare,
    /// the, this, that, these, those
    The,
    /// a, an, one, another
    A,
    /// his, her, their, its, my, our, or a genitive
    Owned,
    /// some, many, most, several, few, all …
    Quantity,
    /// two, three, a dozen …
    Count(u32),
}

/// A parsed noun phrase.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Token range, marks at the edges left out.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// Its form.
    pub form: Form,
    /// Token of the head noun (the last token of a name).
    pub head: usize,
    /// One past the last token that describes it: relative clauses and what follows a comma are left out.
    pub cut: usize,
    /// How it is determined.
    pub determiner: Determiner,
    /// Whether it is plural.
    pub plural: bool,
    /// Class of the head noun.
    pub class: Class,
    /// Gender that the words tell.
    pub gender: Option<Gender>,
    /// An apposition after a comma that describes it better ("a third person, a lawyer for the bidders").
    pub apposition: Option<(usize, usize)>,
}

impl Phrase {
    /// The phrase with its description kept from `first` on.
    fn shifted(mut self, first: usize) -> Self {
        self.apposition = Some((first, self.cut));
        self
    }

    /// Whether it speaks of some that the text did not tell of before: "a firm", "two firms".
    pub fn indefinite(&self) -> bool {
        matches!(self.determiner, Determiner::A | Determiner::Count(_))
    }

    /// The words that describe it.
    pub fn span(&self, reader: &Reader) -> Span {
        reader.span(self.first, self.cut)
    }
}

/// Nouns that only count what stands after "of".
const PARTITIVES: crate::list::List = list!(
    "number group army crowd handful series string array chorus bunch pair couple trio majority minority \
     lot range host crop band cadre coalition contingent dozens scores hundreds thousands millions \
     collection slew flood mix list percentage share third quarter half most"
);

const PREPOSITIONS: crate::list::List = list!(
    "of in at for from with on to by about near inside within among across against behind including like \
     such around under outside between throughout involved familiar close privy present aware briefed who \
     whose which whom where when as not over after before during there here alike than upon loyal \
     critical known"
);
