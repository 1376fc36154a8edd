//! Side: for, against or neither.

use super::Stance;
use crate::attribution::Attribution;
use crate::text::Document;

/// Settles the side where the act or the words decide it.
pub fn settle(_document: &Document, _attribution: &Attribution, _stance: &mut Stance) {}
