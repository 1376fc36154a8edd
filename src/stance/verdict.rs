//! Verbs that settle the act by themselves: who "denied" denies, whatever was denied.
//!
//! The fitted weights see a verb beside all other words; these few words are right four times in five alone, most of them nine in ten, and a reader who
//! sees "denied" in the text expects nothing else on the badge.

use crate::table::HashMap;
use std::sync::OnceLock;

use super::Act;
use super::lexicon::{Lexicon, Where};
use super::reading::{Part, Reading, negates};

/// The act that the cue's verb settles, if it does: the last verb of the cue that is in the table, neither negated nor passive.
pub fn verdict(reading: &Reading) -> Option<Act> {
    let cue = |at: &usize| reading.pieces[*at].part == Part::Cue;
    let at = (0..reading.pieces.len()).filter(cue).rev().find(|at| table().contains_key(&reading.pieces[*at].word))?;
    let before = |reach: usize| (at.saturating_sub(reach)..at).filter(cue);
    let negated = before(3).any(|before| negates(&reading.pieces, before));
    let passive = before(2).any(|before| is_be(&reading.pieces[before].word));
    // "scrapped plans", "dismissed the warning": the verb before a noun says what becomes of it.
    let lexicon = Lexicon::embedded();
    let undone = reading.hits.iter().any(|hit| {
        let refuses =
            matches!(lexicon.groups[hit.group].act, Some(Act::Reject | Act::Deny | Act::Doubt | Act::NoComment));
        hit.part == Part::Cue && hit.end <= at && refuses && lexicon.groups[hit.group].place != Where::None
    });
    // "denied bail": a decision, not a denial.
    const KEPT: crate::list::List = list!("bail parole asylum entry access permission citizenship");
    let act = table()[&reading.pieces[at].word];
    let kept =
        act == Act::Deny && reading.pieces[at + 1..].iter().take(3).any(|piece| KEPT.contains(&piece.word.as_str()));
    (!negated && !passive && !undone).then_some(if kept { Act::Decide } else { act })
}

fn is_be(word: &str) -> bool {
    one_of!(word, "is are was were be been being get got")
}

fn table() -> &'static HashMap<String, Act> {
    static TABLE: OnceLock<HashMap<String, Act>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let lines = data!("../../data/cue_acts.txt").lines().filter(|line| !line.starts_with('#'));
        let verbs = lines.filter_map(|line| {
            let (act, forms) = line.split_once(':')?;
            Some((Act::from_word(act)?, forms))
        });
        verbs.flat_map(|(act, forms)| forms.split_whitespace().map(move |form| (form.to_string(), act))).collect()
    })
}
