//! What stands before and after a name and says who it is.

use super::super::lexicon::{Class, looks_like_person};
use super::super::reader::Reader;
use super::form::maker;

/// The noun phrase right before a name: "Republican candidate", "her widower,". Token range; its last token is a noun for a
/// person or a body.
pub(super) fn before(reader: &Reader, from: usize) -> Option<(usize, usize)> {
    let first = reader.sentence_first(from);
    let mut end = from;
    let comma = end > first && reader.word(end - 1) == ",";
    if comma {
        end -= 1;
    }
    if comma && end > first && reader.capital(end - 1) {
        // "an attorney for the Days, Ann May": the noun stands before a preposition.
        let from = end.saturating_sub(14).max(first);
        let preposition = (from + 1..end).rev().find(|&at| {
            reader.is(at, list!("for of at to with"))
                && reader.class(at - 1).is(Class::PERSON)
                && !reader.plural(at - 1)
        })?;
        let start = (from..preposition)
            .rev()
            .take_while(|&at| !reader.mark(at))
            .find(|&at| reader.is(at, list!("the a an his her their its")))?;
        return Some((start, end));
    }
    if end <= first
        || reader.mark(end - 1)
        || reader.capital(end - 1) && !reader.class(end - 1).is(Class::PERSON) && !maker(&reader.small(end - 1))
    {
        return None;
    }
    let class = reader.class(end - 1);
    let body = class.is(Class::BODY) && !class.is(Class::PERSON);
    let noun = class.is(Class::PERSON | Class::BODY) || looks_like_person(&reader.small(end - 1));
    if !noun || reader.plural(end - 1) || class.is(Class::FUNCTION) {
        return None;
    }
    let mut start = end - 1;
    let mut determined = false;
    while start > first && end - start < 9 {
        let word = reader.small(start - 1);
        if one_of!(word.as_ref(), "the a an his her their its our my") {
            start -= 1;
            // "The chairman of the council, Bob May"
            if comma && start > first + 1 && office_of(reader, start - 1) {
                continue;
            }
            determined = true;
            break;
        }
        // "Hale's deputy, Ann Day": whose deputy, up to the name.
        determined |= comma && reader.genitive(start - 1);
        // "Mayor Bob May met police chief Ann Day": what one does to the other.
        if reader.capital(start - 1)
            && start > first + 1
            && reader.class(start - 2).is(Class::GIVEN)
            && start + 1 < end
            && !reader.capital(start)
            && reader.class(start).is_empty()
        {
            start += 1;
            break;
        }
        // "have sacked manager Ann Day": what was done to him.
        let done = word.ends_with("ed") && start > first + 1 && reader.is(start - 2, list!("has have had"));
        // "As mayor, Ann Day signed it".
        determined |= comma && word == "as";
        let stop = done
            || reader.mark(start - 1) && !matches!(reader.word(start - 1), "-" | "'" | "’")
            || reader.class(start - 1).is(Class::FUNCTION)
                && !one_of!(word.as_ref(), "and home first then past")
                && !(start > first + 1 && office_of(reader, start - 1));
        if stop {
            break;
        }
        start -= 1;
    }
    let opens = start == first || reader.mark(start - 1);
    (!comma || determined && (opens || !body)).then_some((start, end))
}

/// Whether token `at` is the "of" in "chairman of the council".
pub(super) fn office_of(reader: &Reader, at: usize) -> bool {
    reader.is(at, list!("of")) && reader.class(at - 1).is(Class::PERSON) && !reader.plural(at - 1)
}

/// What a verb right after a person's name says that somebody is: "Ann Day has been the mayor", "Ann Day was elected party leader".
pub(super) fn predicate(reader: &Reader, end: usize) -> Option<(usize, usize)> {
    let verb = end + usize::from(reader.is(end, list!("has had")) && reader.is(end + 1, list!("been")));
    if !reader.is(verb, list!("is was became becomes remains been")) {
        return None;
    }
    let made = reader.is(verb + 1, list!("appointed named elected made reelected installed ordained"));
    let from = verb + 1 + usize::from(made);
    let from = from + usize::from(reader.is(from, list!("as")));
    // "is a wonderful writer" praises.
    let office = made || reader.is(verb, list!("became becomes")) || reader.is(from, list!("the"));
    if !office || reader.is(from, list!("a an")) {
        return None;
    }
    let noun = |at: usize| {
        let class = reader.class(at);
        (class.is(Class::PERSON) || looks_like_person(&reader.small(at)))
            && !class.is(Class::FUNCTION)
            && !reader.plural(at)
    };
    let inside = |&at: &usize| {
        at == from && reader.is(at, list!("the its his her their"))
            || !reader.mark(at) && (noun(at) || !reader.class(at).is(Class::FUNCTION))
    };
    let stop = (from..from + 6).take_while(inside).last()? + 1;
    let head = (from..stop).rev().find(|&at| noun(at))?;
    Some((from, head + 1))
}

/// The apposition right after a name: ", a lawyer for the family,". Token range and its head noun.
pub(super) fn after(reader: &Reader, end: usize) -> Option<(usize, usize, usize)> {
    if !one_of!(reader.word(end), ", ( — –") {
        return None;
    }
    let from = end + 1;
    let limit = reader.sentence_end(end).min(from + 24);
    if matches!(reader.word(end), ",") && located(reader, end) {
        return None;
    }
    if from >= limit || reader.sentence(from) != reader.sentence(end) {
        return None;
    }
    // ", according to the official" tells who says so, not who that is; ", nor its lawyer" is somebody else.
    if reader.is(from, list!("according nor and or")) {
        return None;
    }
    let starts =
        one_of!(reader.small(from).as_ref(), "a an the his her its their one another then now also former who");
    let mut head = None;
    let mut stop = limit;
    for at in from..limit {
        let word = reader.word(at);
        if one_of!(word, ", ; ) — – “ \" : .")
            // "the U.N. envoy": a full stop inside a sentence is an abbreviation's.
            && !(word == "." && reader.attached(at) && at + 1 < limit && (!reader.mark(at + 1) || reader.word(at + 1) == ","))
            || matches!(word, "who" | "and") && head.is_some()
        {
            stop = at;
            break;
        }
        if head.is_some() && reader.is(at, list!("said says told also has had was is were will would did added warned"))
        {
            return None;
        }
        let class = reader.class(at);
        // "former White House press secretary": the last noun is the head.
        let later = class.is(Class::BODY)
            && !class.is(Class::PERSON)
            && (at + 1..(at + 5).min(limit))
                .take_while(|&one| !reader.mark(one) && !reader.class(one).is(Class::FUNCTION))
                .any(|one| reader.class(one).is(Class::PERSON));
        let ahead = later
            || !reader.mark(at + 1)
                && reader.class(at + 1).is(Class::PERSON | Class::BODY)
                && !reader.class(at + 1).is(Class::FUNCTION);
        if head.is_none()
            && ((class.is(Class::PERSON | Class::BODY) || looks_like_person(&reader.small(at)))
                && !class.is(Class::FUNCTION)
                && !ahead
                || aged(reader, at))
            && !reader.genitive(at + 1)
        {
            head = Some(at);
        }
        if head.is_none()
            && (class.is(Class::FUNCTION) && at > from + 1 && !one_of!(word, "of and the for at")
                || one_of!(word, "said says told"))
        {
            return None;
        }
    }
    let head = head?;
    let plain = starts
        || reader.class(head).is(Class::PERSON)
            && head - from < 4
            && !reader.plural(head)
            && names_nobody(reader, head + 1);
    plain.then_some((from, stop, head))
}

/// "a quiet 34-year-old who rows"
pub(super) fn aged(reader: &Reader, at: usize) -> bool {
    reader.is(at, list!("old"))
        && reader.is(at.wrapping_sub(2), list!("year"))
        && (reader.mark(at + 1) || reader.is(at + 1, list!("who from of in with living")))
}

/// Whether the phrase that ends before `end` hangs on "in", "at" and the like.
fn located(reader: &Reader, end: usize) -> bool {
    let first = reader.sentence_first(end.saturating_sub(1));
    let mut at = end;
    while at > first
        && (reader.capital(at - 1)
            || reader.mark(at - 1) && reader.word(at - 1) != ","
            || reader.is(at - 1, list!("the")))
    {
        at -= 1;
    }
    at > first && reader.is(at - 1, list!("in near outside across around into throughout"))
}

/// Whether no name begins at `at` ("…, President Ann Day" is another person, "…, president of the club" is not).
fn names_nobody(reader: &Reader, at: usize) -> bool {
    !reader.capital(at)
}
