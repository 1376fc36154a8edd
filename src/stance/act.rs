//! Act: what the source does.

use super::{Act, Commitment, CueColour, Side, Stance};
use crate::attribution::Attribution;
use crate::encode::Encoding;
use crate::model::Model;
use crate::text::Document;

/// The act, side and evidence of one attribution.
pub fn stance(_document: &Document, _model: &Model, _encoding: &Encoding, attribution: &Attribution) -> Stance {
    Stance {
        act: Act::State,
        cue_colour: CueColour::Neutral,
        side: Side::Neutral,
        target: None,
        commitment: Commitment::Certain,
        conditional: false,
        evidence: attribution.cue.clone(),
        no_comment: None,
    }
}
