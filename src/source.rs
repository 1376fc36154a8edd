//! Sources: who is behind the attributions, on what terms.

mod coreference;
mod feature;
mod gender;
mod lexicon;
mod mention;
mod name;
mod profile;
mod reader;
mod status;
mod terms;
mod thing;
mod via;

use crate::Span;
use crate::attribution::Attribution;
use crate::encode::Encoding;
pub use crate::labels::{ReasonClass, Status, ViaKind, Voice};
use crate::text::Document;

/// Whether a word in small letters is a noun for several people, and no party's: "ministers", "campaigners".
pub fn means_people(word: &str) -> bool {
    let (class, plural) = lexicon::Lexicon::get().noun(word);
    plural && class.is(lexicon::Class::PERSON) && !class.is(lexicon::Class::PARTY)
}

/// A value of the product's own and the words of the article that show it.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidenced {
    /// The value.
    pub value: String,
    /// The words that show it.
    pub spans: Vec<Span>,
}

/// The person, people, body, outlet or text behind one or more mentions.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The fullest name the article gives.
    pub name: Option<String>,
    /// The fullest description the article gives.
    pub description: Option<String>,
    /// How the article discloses it.
    pub status: Status,
    /// The words that show the status.
    pub status_evidence: Vec<Span>,
    /// Joint speakers: indices of those who speak together.
    pub members: Vec<usize>,
    /// Index of the group this source belongs to.
    pub member_of: Option<usize>,
    /// Country or organisation: the camp.
    pub affiliation: Option<Evidenced>,
    /// official, party, expert, affected, media or other.
    pub role: Option<Evidenced>,
    /// How many the article says they are.
    pub count: Option<u32>,
    /// How closely the words place the source, 0 to 3.
    pub specificity: u8,
    /// The words that state on what terms it is not named; the main clause first.
    pub terms: Vec<Span>,
    /// Why it is not named.
    pub reason: Option<WithheldReason>,
    /// The words that say how the source knows.
    pub basis: Vec<Span>,
    /// Every mention, in order of position.
    pub mentions: Vec<Span>,
}

/// Why a source is not named.
#[derive(Clone, Debug, PartialEq)]
pub struct WithheldReason {
    /// The class of the reason.
    pub class: ReasonClass,
    /// Whether it is a formula that explains nothing.
    pub formulaic: bool,
    /// The words.
    pub spans: Vec<Span>,
}

/// A channel through which an attribution reached the article.
#[derive(Clone, Debug, PartialEq)]
pub struct Via {
    /// Its name, in the article's words.
    pub name: String,
    /// What it is.
    pub kind: ViaKind,
    /// The words; the first span names it.
    pub spans: Vec<Span>,
}

/// What is known of one attribution's source.
#[derive(Clone, Debug, PartialEq)]
pub struct Credit {
    /// Index of the source; none for hearsay and for the unresolved.
    pub source: Option<usize>,
    /// Through whom it came; nearest the source first.
    pub via: Vec<Via>,
    /// In what voice.
    pub voice: Voice,
}

/// The sources of an article, in order of first mention, and whose each attribution is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sources {
    /// The sources.
    pub list: Vec<Source>,
    /// One for each attribution, in the same order.
    pub credits: Vec<Credit>,
}

/// Finds the sources of the attributions. `outlet`: the article's own outlet, where the caller knows it.
///
/// May change an attribution's `source_state` (an impersonal source is hearsay, a pronoun that leads nowhere is unresolved), and take
/// out what is nobody's words.
pub fn sources(
    document: &Document,
    encoding: &Encoding,
    attributions: &mut Vec<Attribution>,
    outlet: Option<&str>,
) -> Sources {
    let reader = reader::Reader::new(document);
    let mut names = name::names(&reader);
    gender::bind(&reader, &mut names);
    thing::take_names(&reader, &names, attributions);
    thing::leave_out(&reader, &names, attributions);
    let clauses = terms::clauses(&reader, encoding);
    #[cfg(feature = "trace")]
    for clause in &clauses {
        let words = document.slice(clause.span).replace(['\n', '\t'], " ");
        eprintln!("CLAUSE\t{:?}\t{:?}\t{words}", clause.sort, clause.subject.map(|(a, b)| reader.text(a, b)));
    }
    let mut chains = coreference::resolve(&reader, &names, attributions, &clauses);
    let (mut sources, referents) = status::judge(&reader, &names, attributions, &mut chains, &clauses);
    profile::complete(&reader, &names, &chains, &referents, &mut sources);
    via::complete(&reader, &names, &chains, attributions, &mut sources, outlet);
    sources
}
