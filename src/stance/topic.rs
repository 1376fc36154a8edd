//! Topics: what several stances are about.

use super::{Stance, Topic};
use crate::attribution::Attribution;
use crate::source::Sources;
use crate::text::Document;

/// Gathers the targets into topics and writes their indices into the targets.
pub fn gather(
    _document: &Document,
    _attributions: &[Attribution],
    _sources: &Sources,
    _stances: &mut [Stance],
) -> Vec<Topic> {
    Vec::new()
}
