//! Attributions whose source stands elsewhere in the sentence, and those that have none whatever the tagger found.

use super::super::reader::Reader;
use crate::attribution::Attribution;

/// Whether the cue names nobody: "seems", "is expected to", "was asked"; its subject is spoken of and does not speak.
pub(super) fn impersonal(reader: &Reader, attribution: &Attribution) -> bool {
    const SEEMING: crate::list::List =
        list!("seem seems seemed seemingly appears appear appeared reportedly purportedly");
    const PASSIVE: crate::list::List = list!(
        "expected known seen considered thought believed viewed regarded reported alleged rumoured rumored deemed understood feared asked supposed reputed said tipped perceived estimated assumed presumed hailed touted billed criticized criticised accused"
    );
    const BE: crate::list::List = list!("is are was were be been being");
    let Some(cue) = attribution.cue.first() else { return false };
    let tokens = reader.document.tokens_in(*cue);
    if tokens.is_empty() || attribution.source.iter().any(|source| source.start >= cue.end) {
        return false;
    }
    if tokens.clone().any(|at| reader.is(at, list!("by who saying"))) {
        return false;
    }
    let first = |words: crate::list::List| tokens.clone().find(|&at| reader.is(at, words));
    if let Some(seems) = first(SEEMING) {
        // "appears set to veto" has a verb of its own.
        let alone = |at: usize| at <= seems || reader.is(at, list!("to have has be been that as like if not a the"));
        let adverb = reader.small(seems).ends_with("ly");
        return attribution.cue.len() == 1
            && tokens.len() <= 5
            && tokens.clone().all(alone)
            && !(adverb && tokens.len() > 1);
    }
    // The auxiliary may stand just before the cue.
    let from = tokens.start.saturating_sub(2);
    let Some(participle) = first(PASSIVE) else { return false };
    // "has been asked to comment": who is asked is who has not spoken.
    if reader.is(participle, list!("asked")) && reader.is(participle + 2, list!("comment")) {
        return false;
    }
    let auxiliary = (from..participle).rev().take(4).find(|&at| reader.is(at, BE));
    let adverb = |at: usize| {
        reader.small(at).ends_with("ly")
            || reader
                .is(at, list!("also not never still now long been being once often even then best better well n t"))
    };
    auxiliary.is_some_and(|be| (be + 1..participle).all(adverb)) && !reader.is(participle + 1, list!("by"))
}

/// The attribution whose source a participle or a second verb goes on from: "Noting that …, Day added", "… and bragged".
pub(super) fn goes_on(reader: &Reader, attributions: &[Attribution], index: usize) -> Option<usize> {
    let one = &attributions[index];
    if !one.source.is_empty() {
        return None;
    }
    let tokens = reader.document.tokens_in(*one.cue.first()?);
    let mut at = tokens.start;
    while at < tokens.end && (reader.small(at).ends_with("ly") || reader.is(at, list!("even also then while and just")))
    {
        at += 1;
    }
    let word = reader.small(at);
    let participle = word.ends_with("ing") && !reader.is(at, list!("according including nothing something being"));
    let joined = tokens.start > 0
        && reader.is(tokens.start - 1, list!("and but or"))
        && (word.ends_with("ed") || reader.is(at, list!("said told wrote called says spoke thought argues hopes")));
    if !participle && !joined {
        return None;
    }
    let sentence = reader.sentence(at);
    let place = |other: &Attribution| {
        let source = reader.document.tokens_in(*other.source.first()?);
        let quoted = reader.document.tokens.get(source.start)?.quotation != reader.document.tokens.get(at)?.quotation;
        (reader.sentence(source.start) == sentence && !quoted).then_some(source.start)
    };
    let mut before = None;
    let mut after = None;
    let low = index.saturating_sub(12);
    for (other, found) in attributions.iter().enumerate().take(index + 13).skip(low) {
        if other == index || found.source.is_empty() {
            continue;
        }
        match place(found) {
            Some(start) if start < at && before.is_none_or(|(known, _)| start > known) => before = Some((start, other)),
            Some(start) if start >= at && after.is_none_or(|(known, _)| start < known) => after = Some((start, other)),
            _ => {}
        }
    }
    let opens = at <= reader.sentence_first(at) + 2;
    let chosen = if opens && participle {
        after.or(before)
    } else if joined {
        before
    } else {
        before.or(after)
    };
    chosen.map(|(_, other)| other)
}
