//! Cue colour: how the reporter colours the cue, apart from what the source does, by `data/cue_colour.txt`.

use std::sync::OnceLock;

use super::CueColour;
use super::lexicon::Lexicon;
use super::reading::{Part, Reading, negates};

/// The colour of the cue; where several entries match, the last word's, since it is the head of most cues.
pub fn colour(reading: &Reading) -> CueColour {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    let lexicon = LEXICON.get_or_init(|| Lexicon::parse(data!("../../data/cue_colour.txt")));
    let words: Vec<&str> = reading.pieces.iter().map(|piece| piece.word.as_str()).collect();
    let cue = (0..words.len()).rev().filter(|at| reading.pieces[*at].part == Part::Cue);
    // "could not confirm", "declined to confirm": nothing is confirmed.
    const REFUSE: crate::list::List = list!("declined declines declining refused refuses refusing");
    if cue.clone().any(|at| negates(&reading.pieces, at) || REFUSE.contains(&words[at])) {
        return CueColour::Neutral;
    }
    let found = cue.flat_map(|at| lexicon.matches(&words, at)).next();
    found.and_then(|hit| CueColour::from_word(&lexicon.groups[hit.group].name)).unwrap_or(CueColour::Neutral)
}
