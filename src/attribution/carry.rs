//! Speakers carried over from a neighbouring attribution.

use super::Attribution;
use crate::text::Document;

/// Fills in `carried_from` where the text shows plainly whose words go on.
pub fn carry(_document: &Document, _found: &mut [Attribution]) {}
