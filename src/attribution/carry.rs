//! Speakers carried over from a neighbouring attribution.

use super::{Attribution, headline, nested, quoted};
use crate::text::Document;

/// Adds the quotations that no cue introduces, with `carried_from` where the text shows plainly whose words go on.
pub fn carry(document: &Document, found: &mut Vec<Attribution>) {
    quoted::uncued(document, found);
    headline::add(document, found);
    nested::add(document, found);
}
