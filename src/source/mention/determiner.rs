//! Determiners, numbers, pronouns, and who speaks together.

use super::super::lexicon::Class;
use super::super::name::{Kind, Name, Names};
use super::super::reader::Reader;
use super::{Determiner, PREPOSITIONS, Pronoun};

/// Class and number of a pronoun.
pub fn pronoun(reader: &Reader, at: usize) -> Option<(Pronoun, bool)> {
    Some(match reader.small(at).as_ref() {
        "he" | "him" | "his" | "himself" => (Pronoun::He, false),
        "she" | "her" | "hers" | "herself" => (Pronoun::She, false),
        "they" | "them" | "their" | "theirs" | "themselves" => (Pronoun::They, true),
        "it" | "its" | "itself" => (Pronoun::It, false),
        "i" | "me" | "my" | "mine" | "myself" => (Pronoun::I, false),
        "we" | "us" | "our" | "ours" | "ourselves" if reader.word(at) != "US" => (Pronoun::We, true),
        "you" | "your" => (Pronoun::You, true),
        "who" | "whose" | "whom" => (Pronoun::Who, false),
        "which" | "that" => (Pronoun::Which, false),
        _ => return None,
    })
}

/// Whether token `at` is a possessive that takes a noun.
pub fn owned(reader: &Reader, at: usize) -> bool {
    reader.is(at, list!("his her their its my our your whose"))
}

/// The determiner at `first`, and the token after it.
pub(super) fn determiner(reader: &Reader, first: usize, end: usize) -> (Determiner, usize) {
    let small = reader.small(first);
    let mut after = first + 1;
    let found = match small.as_ref() {
        "the" | "this" | "that" | "these" | "those" => {
            if let Some(count) = number(reader, after) {
                return (if count > 1 { Determiner::Count(count) } else { Determiner::The }, after + 1);
            }
            Determiner::The
        }
        "a" | "an" | "one" | "another" | "every" | "each" | "any" | "no" => {
            if reader.is(after, list!("dozen")) {
                return (Determiner::Count(12), after + 1);
            }
            if reader.is(after, list!("few couple handful number group range string pair trio series lot majority"))
                && reader.class(after + 1).is(Class::FUNCTION)
                && reader.is(after + 1, list!("of"))
                && !reader.is(after, list!("group"))
            {
                return (
                    if reader.is(after, list!("couple pair")) {
                        Determiner::Count(2)
                    } else if reader.is(after, list!("trio")) {
                        Determiner::Count(3)
                    } else {
                        Determiner::Quantity
                    },
                    after + 2,
                );
            }
            if reader.is(after, list!("few")) {
                return (Determiner::Quantity, after + 1);
            }
            Determiner::A
        }
        "his" | "her" | "their" | "its" | "my" | "our" | "your" | "whose" => Determiner::Owned,
        "some" | "many" | "most" | "several" | "few" | "all" | "various" | "numerous" | "more" | "fewer" | "both"
        | "multiple" | "other" | "others" | "hundreds" | "thousands" | "dozens" | "scores" | "millions" | "half" => {
            let mut at = after;
            if reader.is(at, list!("of")) {
                at += 1;
            }
            if at > after && reader.is(at, list!("the his her their its those these our my")) {
                at += 1;
            }
            if at > after {
                after = at
            }
            Determiner::Quantity
        }
        _ => {
            if reader.is(first, list!("at more about nearly")) && reader.is(after, list!("least than")) {
                return determiner(reader, (after + 1).min(end.saturating_sub(1)), end);
            }
            if let Some(count) = number(reader, first) {
                if reader.is(after, list!("of")) {
                    after += 1;
                    if reader.is(after, list!("the his her their its")) {
                        after += 1
                    }
                }
                return (if count == 1 { Determiner::A } else { Determiner::Count(count) }, after);
            }
            // A genitive determines too: "Cruz's advisers".
            let mut at = first;
            while at < end
                && at < first + 8
                && (!reader.mark(at) || one_of!(reader.word(at), ". - &"))
                && !PREPOSITIONS.contains(&reader.small(at).as_ref())
            {
                at += 1
            }
            return (
                if at > first && at < end && reader.genitive(at) { Determiner::Owned } else { Determiner::Bare },
                first,
            );
        }
    };
    // "the minister's aide": owned by a noun.
    let mut at = after;
    while at < end && at < after + 6 && !reader.mark(at) && !PREPOSITIONS.contains(&reader.small(at).as_ref()) {
        at += 1
    }
    if found == Determiner::The && at < end && reader.genitive(at) && reader.genitive_has_noun(at) {
        return (Determiner::Owned, first + 1);
    }
    (found, after.min(reader.len()))
}

/// A number from one to a hundred.
pub fn number(reader: &Reader, at: usize) -> Option<u32> {
    const WORDS: &[&str] =
        &["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    // "The 96-page report" is one.
    if reader.word(at + 1) == "-" && reader.attached(at + 1) && reader.attached(at + 2) {
        return None;
    }
    let small = reader.small(at);
    if let Some(found) = WORDS.iter().position(|&word| word == small) {
        return Some(found as u32);
    }
    small.parse::<u32>().ok().filter(|_| !reader.figure(at + 1)).filter(|&count| {
        (1..=99).contains(&count) && reader.word(at + 1) != "%" && !reader.is(at + 1, list!("percent per in"))
    })
}

/// The place that a word tells, up to the fifth: 1 for "first".
pub fn ordinal(reader: &Reader, at: usize) -> Option<u32> {
    const WORDS: &[&str] = &["first", "second", "third", "fourth", "fifth"];
    let small = reader.small(at);
    WORDS.iter().position(|&word| word == small).map(|place| place as u32 + 1)
}

/// "one of whom", "many of them", "the two", "all three", "neither", "some of those".
pub(super) fn part(reader: &Reader, first: usize, end: usize) -> bool {
    let quantity = |at: usize| {
        reader.class(at).is(Class::QUANTITY | Class::COUNT)
            || reader.is(at, list!("one each either neither another both all"))
    };
    if quantity(first) && reader.is(first + 1, list!("of")) && first + 2 < end {
        let third = first + 2;
        return reader.is(third, list!("whom them which us"))
            || reader.is(third, list!("the those these"))
                && (end == third + 2
                    && (reader.class(third + 1).is(Class::COUNT)
                        || reader.is(third + 1, list!("pair trio duo couple")))
                    || end == third + 1)
            || reader.is(third, list!("the"))
                && reader.class(third + 1).is(Class::COUNT)
                && matches!(reader.word(third + 2), "," | "");
    }
    let length = end - first;
    which(reader, first, end)
        || length == 1 && reader.is(first, list!("both neither either"))
        // "one", "another, who left in May": one of those spoken of, or nobody has heard of yet; "one in five" is a share.
        || reader.is(first, list!("one another"))
            && (length == 1 || reader.word(first + 1) == "," || reader.is(first + 1, list!("who whose from at with")))
        // "the three, two of whom have left"
        || (length == 2 || reader.word(first + 2) == ",")
            && reader.is(first, list!("the all these those"))
            && reader.class(first + 1).is(Class::COUNT)
        || length == 2 && reader.is(first, list!("the")) && reader.is(first + 1, list!("pair trio duo"))
}

/// "the first", "a second", "the other", "the younger one", "the elder of the two": which of those spoken of before.
pub(super) fn which(reader: &Reader, first: usize, end: usize) -> bool {
    const PLACES: crate::list::List = list!(
        "first second third fourth fifth sixth last other former latter elder eldest older oldest younger youngest taller senior junior"
    );
    let mut at = first + 1;
    if !reader.is(first, list!("the a another")) || at >= end || !reader.is(at, PLACES) {
        return false;
    }
    at += 1;
    if at < end && reader.is(at, list!("one")) {
        at += 1;
    }
    at >= end
        || reader.word(at) == ","
        || reader.is(at, list!("of")) && reader.is(at + 1, list!("the them these those"))
}

/// "A and B": the phrases that speak together, if the conjunction stands on the top level.
pub(super) fn joint(reader: &Reader, names: &Names, first: usize, end: usize) -> Option<Vec<(usize, usize)>> {
    let speaker = |from: usize| -> Option<usize> {
        // A name (with title) or a pronoun at `from`: where it ends.
        if let Some((pronoun, _)) = pronoun(reader, from) {
            return matches!(pronoun, Pronoun::He | Pronoun::She | Pronoun::I | Pronoun::They)
                .then_some(from + 1)
                .filter(|&stop| !owned(reader, from) || reader.is(stop, list!("and")))
                .or_else(|| (owned(reader, from) && from > first && from + 1 < end).then_some(end));
        }
        let range = names.within(from, (from + 9).min(end));
        let name = range.clone().next().map(|index| names.mentions[index])?;
        let lead = (from..name.first)
            .all(|at| !PREPOSITIONS.contains(&reader.small(at).as_ref()) && !one_of!(reader.word(at), ", ’ ' and"));
        (lead && !reader.genitive(name.end)).then_some(name.end)
    };
    let mut members = Vec::new();
    let mut at = first;
    let mut conjoined = false;
    loop {
        let stop = speaker(at)?;
        // An apposition in commas may follow the name.
        let mut next = stop;
        members.push((at, stop));
        if next >= end {
            break;
        }
        if reader.is(next, &["and", "or", "nor"]) || reader.word(next) == "&" {
            // "Day and other ministers", "Day and his allies": whoever else speaks is no name.
            let rest = next + 1;
            let others =
                reader.is(rest, &["other", "others", "several", "some", "two", "three", "his", "her", "many", "top"]);
            if others
                && rest < end
                && names.within(rest, end).is_empty()
                && !(rest..end).any(|at| reader.word(at) == ",")
            {
                members.push((rest, end));
                return Some(members);
            }
            conjoined = true;
            at = next + 1;
            continue;
        }
        if reader.word(next) == "," || reader.word(next) == "(" || reader.is(next, list!("of")) {
            // Skip to ", and" or to the next name after a comma.
            let mut depth = 0usize;
            let mut found = None;
            next += 1;
            if reader.word(stop) == ","
                && speaker(next).is_some_and(|stop| stop >= end || matches!(reader.word(stop), "," | "and"))
                && (next..end).any(|at| reader.is(at, list!("and")))
            {
                at = next;
                continue;
            }
            // "Chief economist at Fact and Opinion Research": one name, of a firm.
            let firm = |and: usize| {
                let before = names
                    .at(and - 1)
                    .is_some_and(|name| reader.is(name.title.wrapping_sub(1), list!("at for with from")));
                let person =
                    |name: &Name| names.entities[name.entity].kind == Kind::Person && names.entities[name.entity].sure;
                before && !names.covering(and + 1).is_some_and(person)
            };
            while next < end && depth < 40 {
                if reader.is(next, list!("and"))
                    && !firm(next)
                    && speaker(next + 1).is_some_and(|stop| stop >= end || one_of!(reader.word(stop), ", of ( and"))
                    && (reader.word(next - 1) == ","
                        || !names.within(stop, next).is_empty()
                        || reader.is(stop, list!("of")))
                {
                    found = Some(next + 1);
                    break;
                }
                next += 1;
                depth += 1;
            }
            match found {
                Some(next) => {
                    conjoined = true;
                    at = next;
                    continue;
                }
                None => break,
            }
        }
        break;
    }
    (conjoined && members.len() > 1).then_some(members)
}
