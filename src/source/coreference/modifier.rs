//! Words before a noun that describe: "American" and "US" are the same.

use super::super::lexicon::Lexicon;
use super::super::reader::Reader;
use crate::case::Lower;

/// The country whose people a word names: "Iranian", "US" (never the pronoun "us").
pub(super) fn people_of(reader: &Reader, at: usize) -> Option<&'static str> {
    let (country, demonym) = Lexicon::get().place(&reader.small(at))?;
    (demonym && reader.capital(at) && (reader.small(at) != "us" || reader.word(at) == "US")).then_some(country)
}

/// A word that describes, so that "American" and "US" are the same.
pub(super) fn modifier(reader: &Reader, at: usize) -> String {
    people_of(reader, at).map_or_else(|| reader.small(at).into_owned(), |people| people.lower())
}
