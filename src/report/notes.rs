//! Sourcing notes: checkable sentences with evidence.

use super::types::{Note, Report};

/// The notes of a report whose sources, attributions and summary are filled in.
pub fn notes(_report: &Report) -> Vec<Note> {
    Vec::new()
}
