//! Words before a noun that describe: "American" and "US" are the same.

use super::super::reader::Reader;
use crate::case::Lower;

/// A word that describes, so that "American" and "US" are the same.
pub(super) fn modifier(reader: &Reader, at: usize) -> String {
    reader.people(at).map_or_else(|| reader.small(at).into_owned(), |people| people.lower())
}
