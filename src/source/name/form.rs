//! Words that tell what a name is: code names, clubs, ranks, nouns for makers, papers and those who preside.

use super::super::lexicon::Class;
use super::super::reader::Reader;
use super::{Found, Kind};
use crate::text::Shape;

/// A noun for a person and a letter or number that stands for the name kept back: "Witness C", "Individual-2".
pub(super) fn alias(reader: &Reader, first: usize) -> Option<Found> {
    let known = |at: usize| {
        reader.capital(at)
            && !reader.shouted(at)
            && !reader.plural(at)
            && (reader.class(at).is(Class::PERSON | Class::VAGUE | Class::TITLE_M | Class::TITLE_F)
                || reader.is(at, list!("dr")))
            && !reader.is(at, list!("model star general major commodore guide host king queen prince pope champion"))
    };
    let letter = |at: usize| {
        let word = reader.word(at).as_bytes();
        word.len() <= 3
            && word.first().is_some_and(|one| one.is_ascii_digit() || one.is_ascii_uppercase() && *one != b'I')
            && word.iter().skip(1).all(u8::is_ascii_digit)
    };
    let dashed = usize::from(reader.word(first + 1) == "-" && reader.attached(first + 1));
    let end = first + dashed + 2;
    // "Resident A. Munn", "Captain 1, 200" are none.
    let goes_on = reader.capital(end)
        || one_of!(reader.word(end), ". , - ’ '")
            && reader.attached(end)
            && !reader.genitive(end)
            && reader.document.tokens.get(end + 1).is_some_and(|next| next.shape != Shape::Lower)
            && (reader.attached(end + 1) || reader.word(end) == ".");
    let inside = end <= reader.len() && reader.sentence(end - 1) == reader.sentence(first);
    let goes_on = goes_on && end < reader.len() && reader.sentence(end) == reader.sentence(first);
    // "Number 10": who governs Britain.
    let seat = matches!(reader.word(first), "Number" | "No") && reader.word(end - 1) == "10" && !reader.genitive(end);
    let kind = if seat { Kind::Place } else { Kind::Person };
    (seat || known(first) && inside && letter(end - 1) && !goes_on).then(|| Found {
        title: first,
        first,
        end,
        kind,
        gender: None,
        descriptors: Vec::new(),
        acronym: None,
        sure: true,
        located: false,
        initial: reader.initial(first),
        alias: !seat,
    })
}

/// What joins the words of a body's name, "Doctors Without Borders", where it has a capital.
pub(super) const WITHOUT: crate::list::List = list!("without sans");

/// What says that somebody or something is no longer, or for now, what it is called.
pub(super) const FORMER: crate::list::List = list!("former ex then acting");

/// Whether a word in small letters names a sports club where it stands alone with a capital.
pub(super) fn club(word: &str) -> bool {
    one_of!(word, "rovers rangers wanderers united city athletic albion hotspur argyle orient")
}

/// Whether a word in small letters names where people post: "In a Facebook post he wrote" names no person.
pub(super) fn platform(word: &str) -> bool {
    one_of!(word, "facebook twitter instagram tiktok telegram whatsapp snapchat youtube linkedin bluesky reddit")
}

/// Whether a name that opens so is a body's: "the United Steelworkers".
pub(super) fn united(reader: &Reader, at: usize) -> bool {
    reader.is(at, list!("united amalgamated"))
}

/// A rank of the British police that is no title elsewhere: "Det Con", "Ch Supt", "DI".
pub(super) fn rank(reader: &Reader, at: usize) -> bool {
    one_of!(reader.word(at), "DS DI DCI")
        || reader.is(at, list!("con")) && reader.is(at.wrapping_sub(1), list!("det temp"))
        || reader.is(at, list!("ch")) && reader.is(at + 1, list!("supt insp"))
}

/// Whether a noun in small letters is for a firm by what it makes, "chipmaker", rather than for a person by trade.
pub(super) fn maker(word: &str) -> bool {
    word.strip_suffix("maker").is_some_and(|thing| {
        thing.len() > 2
            && !one_of!(
                thing,
                "law policy film movie peace trouble mischief merry home holiday match king rain noise play map dress shoe lace \
                 cabinet wig wine cheese clock tool boiler sign speech basket candle sail rope dance"
            )
    })
}

/// Whether a noun for an outlet stands right before `at`: "the newspaper Marca", "the radio station Sol".
pub(super) fn press(reader: &Reader, at: usize) -> bool {
    let before = |at: usize, words: crate::list::List| reader.is(at, words) && !reader.capital(at);
    at > 0 && before(at - 1, list!("newspaper daily tabloid weekly magazine journal broadsheet newswire broadcaster"))
        || at > 1
            && before(at - 1, list!("station channel network agency site website"))
            && before(at - 2, list!("radio tv television news"))
}

/// The noun for a person in "Leader of the Opposition", where the body's name stands at `at`.
pub(super) fn presides(reader: &Reader, at: usize) -> Option<usize> {
    let office = reader.is(at, list!("opposition house board senate assembly council congress parliament"))
        && at > 2
        && reader.is(at - 1, list!("the"))
        && reader.is(at - 2, list!("of"))
        && reader.class(at - 3).is(Class::PERSON)
        && !reader.plural(at - 3);
    office.then(|| at - 3)
}

/// Whether a word may be part of a person's name: no noun of the lexicons.
pub(super) fn names_person(reader: &Reader, at: usize) -> bool {
    let class = reader.class(at);
    class.is_empty() || class.is(Class::GIVEN) || reader.word(at).chars().count() == 1
}
