//! What else the text says of a source: affiliation, role, terms, basis, channel.

use super::Sources;
use crate::attribution::Attribution;
use crate::text::Document;

/// Completes the sources.
pub fn complete(
    _document: &Document,
    _attributions: &mut [Attribution],
    _sources: &mut Sources,
    _outlet: Option<&str>,
) {
}
