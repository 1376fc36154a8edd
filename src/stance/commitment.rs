//! Commitment: how sure the source says it is, and on what condition.

use super::Stance;
use crate::attribution::Attribution;
use crate::text::Document;

/// Marks commitment and condition.
pub fn mark(_document: &Document, _attribution: &Attribution, _stance: &mut Stance) {}
