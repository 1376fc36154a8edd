//! Whose clause of anonymity it is, by its grammar.

use super::super::reader::Reader;

/// Whose clause it is: the relative pronoun it hangs on, the words between it and the mark or conjunction before, what it opens
/// with, or a pronoun in it. None where it says nothing of that ("on the understanding that …").
pub(super) fn subject(reader: &Reader, start: usize, end: usize) -> Option<(usize, usize)> {
    let relative = |at: usize| reader.is(at, list!("who whose whom"));
    // "on condition of anonymity", "asking not to be named": hangs on whoever speaks.
    let hangs = reader.is(start, list!("on under upon with without in for from not anonymously by as"))
        || reader.small(start).ends_with("ing");
    let first = reader.sentence_first(start);
    if relative(start) {
        return Some((start, start + 1));
    }
    // Back to the start of the clause it stands in.
    let mut bound = start;
    while bound > first && start - bound < 12 {
        let one = bound - 1;
        if relative(one) {
            return Some((one, one + 1));
        }
        if reader.mark(one) && !reader.genitive(one) && !(reader.word(one) == "-" && reader.attached(one))
            || reader.is(one, list!("because which while although though so since where when and but"))
        {
            break;
        }
        bound = one;
    }
    if hangs {
        return None;
    }
    if bound < start {
        return Some((bound, start));
    }
    let personal = |at: usize| reader.is(at, list!("he she they him her them his their hers theirs"));
    // "Both women would rather …", "The adviser’s name cannot be given": what a sentence opens with.
    if start == first && reader.is(start, list!("both neither none the all each either this that one a an")) {
        let stop = (start + 1..end.min(start + 8)).find(|&at| {
            reader.genitive(at)
                || reader.mark(at)
                || reader.is(
                    at,
                    list!(
                        "is are was were be has have had do does did will would can cannot could may might must \
                         shall should asked wanted wished insisted agreed spoke preferred declined refused feared still \
                         who whose gave kept"
                    ),
                )
        });
        if let Some(stop) = stop.filter(|&stop| stop > start) {
            return Some((start, stop));
        }
    }
    (start..end).find(|&at| personal(at)).map(|at| (at, at + 1))
}
