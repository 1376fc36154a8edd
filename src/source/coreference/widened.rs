//! Sources of which the tagger found only a part.

use std::ops::Range;

use super::super::lexicon::Class;
use super::super::reader::Reader;
use crate::attribution::Attribution;

/// The tokens of a source with the words that belong to it: "people" + "familiar with the matter", "minutes seen by" + "the
/// Herald".
pub(super) fn widened(reader: &Reader, attribution: &Attribution, tokens: Range<usize>) -> Range<usize> {
    let Range { start, end } = tokens;
    let first = reader.sentence_first(start);
    // "Nurses Strike in Ohio, Saying …"
    if reader.shouted(start)
        && end == start + 2
        && reader.plural(start)
        && reader.class(start).is(Class::PERSON | Class::CLASS)
        && reader.class(start + 1).is_empty()
    {
        return start..start + 1;
    }
    // Whoever saw a text does not speak in it.
    if start > first + 2
        && reader.is(start - 1, list!("by with to"))
        && reader.is(
            start - 2,
            list!("seen obtained reviewed viewed examined leaked shared shown provided released published"),
        )
    {
        let noun =
            (first.max(start.saturating_sub(7))..start - 2).rev().find(|&at| reader.class(at).is(Class::DOCUMENT));
        if let Some(noun) = noun.filter(|&noun| (noun + 1..start - 2).all(|at| !reader.mark(at))) {
            let mut from = noun;
            while from > first
                && noun - from < 4
                && !reader.mark(from - 1)
                && !reader.class(from - 1).is(Class::FUNCTION)
            {
                from -= 1;
            }
            return from..end;
        }
    }
    // "(people familiar with) her thinking", where only the end was taken for the source.
    if start > first + 2
        && reader.is(start - 1, list!("with to on of"))
        && reader.is(start - 2, list!("familiar close briefed knowledge privy aware acquainted"))
        && let Some(noun) = (first.max(start.saturating_sub(7))..start - 2)
            .rev()
            .find(|&at| reader.class(at).is(Class::PERSON | Class::VAGUE))
        && (noun + 1..start - 2).all(|at| !reader.mark(at))
    {
        let mut from = noun;
        while from > first
            && noun - from < 4
            && !reader.mark(from - 1)
            && reader.class(from - 1).is(Class::COUNT | Class::QUANTITY)
        {
            from -= 1;
        }
        return from..end;
    }
    // Vague people are placed by what follows them.
    let last = end - 1;
    if reader.class(last).is(Class::VAGUE)
        && reader.is(
            end,
            list!("close familiar briefed with privy aware inside at in from near involved who knowledgeable acquainted within"),
        )
        && reader.sentence(end) == reader.sentence(last)
    {
        let taken = |at: usize| {
            let span = reader.document.tokens[at].span;
            attribution.cue.iter().chain(&attribution.content).any(|part| part.contains(span))
        };
        let stop = (end..reader.sentence_end(last).min(end + 12))
            .find(|&at| taken(at) || reader.mark(at) && !matches!(reader.word(at), "’" | "'" | "-"));
        let stop = stop.unwrap_or(end);
        if stop > end + 1 {
            return start..stop;
        }
    }
    start..end
}
