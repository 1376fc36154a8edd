//! Commitment: how sure the source says it is, and on what condition.

use super::reading::{Part, Reading};
use super::{Act, Commitment};

const POSSIBLE: crate::list::List = list!("may might could perhaps maybe possibly possible conceivably potentially");
const LIKELY: crate::list::List = list!(
    "likely probably probable presumably apparently seems seemed appears appeared should expects expected \
     expect predicts predicted think thinks thought believe believes believed suspect suspects suspected \
     suggests suggested reckons guess assume"
);
const CONDITION: crate::list::List = list!("if unless provided assuming otherwise");

/// Commitment and condition of an attribution whose act is known.
pub fn commitment(reading: &Reading, act: Act, asks: bool) -> (Commitment, bool) {
    let content = |piece: &&super::reading::Piece| matches!(piece.part, Part::Head | Part::Rest | Part::Cue);
    let head = |piece: &&super::reading::Piece| matches!(piece.part, Part::Head | Part::Cue);
    let words =
        |set: crate::list::List| reading.pieces.iter().filter(head).any(|piece| set.contains(&piece.word.as_str()));
    let conditional = conditional(reading);
    let commitment = match act {
        Act::NoComment => Commitment::None,
        Act::Doubt if asks => Commitment::None,
        _ if words(POSSIBLE) => Commitment::Possible,
        Act::Expect => Commitment::Likely,
        _ if words(LIKELY) => Commitment::Likely,
        Act::Doubt => Commitment::Possible,
        _ if !reading.pieces.iter().any(|piece| content(&piece)) => Commitment::None,
        _ => Commitment::Certain,
    };
    (commitment, conditional)
}

/// Whether a condition governs what is said: "if", "unless", "on condition that", "provided that"; not "asked if", "as if",
/// "even if", "what if", nor the clause of anonymity, which is no part of the content.
fn conditional(reading: &Reading) -> bool {
    (0..reading.pieces.len()).any(|at| {
        let piece = &reading.pieces[at];
        if !matches!(piece.part, Part::Head | Part::Rest) {
            return false;
        }
        let before =
            at.checked_sub(1).map(|before| (reading.pieces[before].word.as_str(), reading.pieces[before].part));
        let after = reading.pieces.get(at + 1).map_or("", |piece| piece.word.as_str());
        match piece.word.as_str() {
            "if" => {
                // "asked | if ..." and "know if" embed a question.
                let embeds = before.is_some_and(|(word, part)| {
                    part == Part::Cue
                        || one_of!(word, "as even what know ask asked asking wonder wondered see sure only")
                });
                !embeds && !matches!(after, "only" | "not")
            }
            "condition" => after == "that" && before.is_some_and(|(word, _)| word == "on"),
            "provided" | "providing" => after == "that",
            word => CONDITION.contains(&word),
        }
    })
}
