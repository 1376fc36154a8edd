//! Things that do something rather than say it: "the 2015 deal had curbed Iran's nuclear activity".
//!
//! The tagger takes some subjects of strong verbs for speakers. Of persons and bodies that is right as often as not; a text or a
//! thing of which the words report nothing is no source.

use super::mention::{Form, phrase};
use super::name::Names;
use super::reader::Reader;
use super::status::by_phrase;
use crate::attribution::Attribution;
use crate::labels::Status;
use crate::text::verbs::{frames, is_cue_noun};

/// From here on the tagger's word is taken.
const SURE: f32 = 0.5;

/// Takes out the attributions whose source is a text or a thing and whose cue, which the tagger doubts, reports nothing.
pub fn leave_out(reader: &Reader, names: &Names, attributions: &mut Vec<Attribution>) {
    let mut left = 0;
    let places: Vec<Option<usize>> = attributions
        .iter()
        .map(|one| {
            let stays = one.confidence >= SURE || reports(reader, one) || !thing(reader, names, one);
            left += usize::from(stays);
            stays.then(|| left - 1)
        })
        .collect();
    if left == attributions.len() {
        return;
    }
    let mut stays = places.iter().map(Option::is_some);
    attributions.retain(|_| stays.next().unwrap_or(true));
    for one in attributions {
        one.parent = one.parent.and_then(|parent| places[parent]);
        one.carried_from = one.carried_from.and_then(|from| places[from]);
    }
}

/// A source of which only the title was taken, "Mr.", is read with the name that follows.
pub fn take_names(reader: &Reader, names: &Names, attributions: &mut [Attribution]) {
    for one in attributions {
        for at in 0..one.source.len() {
            let tokens = reader.document.tokens_in(one.source[at]);
            if !tokens.is_empty()
                && reader.title_alone(tokens.start, tokens.end)
                && let Some(name) = names.covering(tokens.start)
            {
                let whole = reader.span(tokens.start, name.end.max(tokens.end));
                if !one.cue.iter().chain(&one.content).any(|part| part.start < whole.end && whole.start < part.end) {
                    one.source[at] = whole;
                }
            }
        }
    }
}

/// Whether there is no cue, or a verb or noun in it with which texts tell something.
fn reports(reader: &Reader, one: &Attribution) -> bool {
    one.cue.is_empty() || one.cue.iter().flat_map(|&span| reader.document.tokens_in(span)).any(|at| {
        let word = reader.small(at);
        frames(&word).is_some()
            || is_cue_noun(&word)
            || one_of!(
                word.as_ref(),
                "according : reads read lists listed features featured cites cited refers referred referenced mentions \
                     mentioned requires required forbids bans bars allows backs"
            )
    })
}

fn thing(reader: &Reader, names: &Names, one: &Attribution) -> bool {
    !one.source.is_empty()
        && one.source.iter().all(|&span| {
            let tokens = reader.document.tokens_in(span);
            let parsed = phrase(reader, names, tokens.start, tokens.end);
            parsed.is_some_and(|parsed| {
                parsed.form == Form::Noun && by_phrase(reader, names, &parsed) == Status::Document
            })
        })
}
