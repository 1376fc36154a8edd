//! Target: what a stance is about.

use super::{Stance, Target};
use crate::attribution::Attribution;
use crate::encode::Encoding;
use crate::model::Model;
use crate::text::Document;

/// The target, or none: it is never guessed.
pub fn target(
    _document: &Document,
    _model: &Model,
    _encoding: &Encoding,
    _attribution: &Attribution,
    _stance: &Stance,
) -> Option<Target> {
    None
}
