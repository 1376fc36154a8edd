//! What stands at the edges of a phrase and is none of its words: marks, brackets, adverbs, conjunctions, when somebody speaks.

use super::super::name::Names;
use super::super::reader::Reader;

/// The tokens of a phrase without what stands at its edges; empty where nothing is left.
pub(super) fn edges(reader: &Reader, names: &Names, mut first: usize, mut end: usize) -> (usize, usize) {
    let edge = |at: usize| reader.mark(at) && !one_of!(reader.word(at), "$ @ # %");
    while first < end && edge(first) {
        first += 1;
    }
    while end > first
        && edge(end - 1)
        && !(reader.word(end - 1) == "." && reader.word(end.wrapping_sub(2)).chars().count() == 1)
    {
        end -= 1;
    }
    // "Senator Ann Day (D-Ohio)": what stands in brackets at the end is not the noun nor the name.
    if reader.word(end) == ")"
        && let Some(opens) = (first + 1..end).rev().find(|&at| matches!(reader.word(at), "(" | ")"))
        && reader.word(opens) == "("
    {
        end = opens;
    }
    // "Day however": an adverb at the end is none of its words.
    while end - first > 1
        && reader.is(
            end - 1,
            list!("however meanwhile though too also yesterday instead then again nevertheless nonetheless recently later still now once himself herself who whose whom which and or"),
        )
        && !reader.capital(end - 1)
        // "one of whom"
        && !reader.is(end - 2, list!("of to with for from by"))
    {
        end -= 1;
        while end > first + 1 && edge(end - 1) {
            end -= 1;
        }
    }
    if end - first > 1 && reader.word(end - 1) == "s" && matches!(reader.word(end - 2), "'" | "’") {
        end -= 2;
    }
    while first + 1 < end
        && reader.is(
            first,
            list!("even but and while according both only just not then by to neither yet also from as virtually hardly amid within among including likewise"),
        )
        && !reader.is(first + 1, list!("of"))
    {
        first += 1;
    }
    // "Day ahead of the match", "Day a month ago": when somebody speaks is none of the name.
    if let Some(name) = names.at(first).filter(|name| name.end + 1 < end)
        && reader.is(name.end, list!("ahead a after before earlier later this last during following"))
    {
        end = name.end;
    }
    (first, end)
}
