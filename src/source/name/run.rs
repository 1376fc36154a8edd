//! Runs of capitalised words: where a name may begin and how far it goes.

use super::super::lexicon::{Class, looks_like_person};
use super::super::reader::Reader;
use super::form::{WITHOUT, club, maker, press, rank};
use crate::table::HashSet;

const PARTICLES: crate::list::List = list!("de van von bin ibn al el der den la le du da dos di y af ter ul ur d abu");

/// Whether a particle in small letters is joined to the name at `at + 2`: "al-Amin", "d'Aulne".
fn joined(reader: &Reader, at: usize) -> bool {
    let mark = one_of!(reader.word(at + 1), "- ' ’");
    mark && reader.is(at, PARTICLES) && reader.attached(at + 1) && reader.attached(at + 2) && reader.capital(at + 2)
}

/// Whether the word at `at` is the first of two that a body is for: "the Road and Rail Workers' Union", "the Food and Drug Administration".
fn double(reader: &Reader, at: usize) -> bool {
    let word = reader.word(at);
    let other = Class::PERSON | Class::BODY | Class::OUTLET | Class::OUTLET_NAME | Class::GIVEN | Class::TITLE;
    let plain = !reader.class(at).is(other) && !word.chars().all(char::is_uppercase);
    let mut name = (at + 2..at + 8).take_while(|&at| reader.capital(at) || reader.attached(at));
    reader.is(at.wrapping_sub(1), list!("the"))
        && plain
        && reader.lexicon.place(&reader.small(at)).is_none()
        && name.any(|at| {
            reader.is(
                at,
                list!("union alliance association federation society guild commission administration executive"),
            )
        })
}

/// A run of capitalised words from token `at` on.
pub(super) fn run(reader: &Reader, at: usize, surnames: &HashSet<String>) -> Option<(usize, usize)> {
    if !reader.capital(at) && !joined(reader, at) {
        return None;
    }
    if reader.shouted(at) {
        // A headline sets every word in capitals: only names known from the text.
        return surnames.contains(reader.small(at).as_ref()).then_some((at, at + 1));
    }
    let class = reader.class(at);
    // "Rovers" opens a sentence where the article has a Harchester Rovers.
    let club = club(&reader.small(at)) && reader.seen_capital(&reader.small(at));
    let next_capital =
        reader.capital(at + 1) && !reader.attached(at + 1) && reader.sentence(at + 1) == reader.sentence(at)
            || reader.word(at + 1) == "."
                && reader.attached(at + 1)
                && reader.capital(at + 2)
                && reader.word(at).chars().count() <= 4;
    let small = reader.small(at);
    let dated = next_capital && reader.class(at + 1).is(Class::OUTLET_NAME);
    let newer = next_capital && reader.word(at) == "New" && !reader.class(at + 1).is(Class::FUNCTION);
    let given = next_capital && class.is(Class::GIVEN) && !reader.initial(at);
    // "the newspaper As"
    let called = press(reader, at) && !reader.is(at, list!("i a"));
    let small_next = !reader.mark(at + 1) && !next_capital;
    // "Western diplomats", "Carmakers want": no names.
    if small_next && reader.is(at, list!("western eastern northern southern"))
        || small_next
            && reader.initial(at)
            && small.strip_suffix('s').is_some_and(looks_like_person)
            && !reader.seen_capital(&small)
    {
        return None;
    }
    // "May said", where the text has a Bob May.
    let speaks = surnames.contains(small.as_ref())
        && reader.is(at + 1, list!("said says told added warned insisted denied urged"));
    if class.is(Class::FUNCTION) && !newer && !dated && !given && !called && !speaks {
        return None;
    }
    if next_capital && maker(&small) {
        return None;
    }
    if reader.initial(at) && !club {
        let known = reader.seen_small(&small);
        let inner = reader.seen_capital(&small) || surnames.contains(small.as_ref());
        let surname = surnames.contains(small.as_ref());
        let common = !surname && known && !inner && !class.is(Class::GIVEN | Class::TITLE)
            || !surname
                && class.is(Class::PERSON
                    | Class::CLASS
                    | Class::DOCUMENT
                    | Class::VAGUE
                    | Class::BODY
                    | Class::OUTLET
                    | Class::QUANTITY)
                && !class.is(Class::TITLE | Class::GIVEN);
        // "Downing Street" begins with no participle.
        let seat = || reader.lexicon.place(&[&small, " ", &*reader.small(at + 1)].concat()).is_some();
        let verbal = small.len() > 4
            && (small.ends_with("ed") || small.ends_with("ing") || small.ends_with("ly"))
            && !(next_capital && seat());
        if (common || verbal && !inner && !class.is(Class::GIVEN)) && !next_capital
            || (next_capital
                && !inner
                && (known || verbal)
                && !class.is(Class::GIVEN | Class::TITLE | Class::PERSON | Class::BODY))
        {
            return None;
        }
    }
    let sentence = reader.sentence(at);
    let inside = |at: usize| at < reader.len() && reader.sentence(at) == sentence;
    let mut last = at;
    let mut body =
        class.is(Class::BODY) || class.is(Class::TITLE) && reader.is(at, list!("secretary minister attorney"));
    let mut opened = false;
    loop {
        let next = last + 1;
        if !inside(next) {
            break;
        }
        let step = if reader.capital(next) && reader.is(next, WITHOUT) && inside(next + 1) && reader.capital(next + 1) {
            2
        } else if reader.capital(next) && !reader.attached(next) {
            let surname = reader.class(last).is(Class::GIVEN | Class::TITLE_M | Class::TITLE_F)
                && !reader.is(next, list!("the i"));
            // "Water Now", "Children First"
            let surname = surname || reader.is(next, list!("now first")) && !reader.initial(next);
            if reader.class(next).is(Class::FUNCTION) && !reader.class(next).is(Class::GIVEN) && !surname {
                break;
            }
            1
        } else if reader.attached(next)
            && inside(next + 1)
            && reader.attached(next + 1)
            && reader.capital(next + 1)
            && one_of!(reader.word(next), "- ' ’ / & –")
        {
            2
        } else if one_of!(reader.word(next), "' ’")
            && reader.attached(next)
            && reader.word(last).ends_with('s')
            && inside(next + 1)
            && !reader.attached(next + 1)
            && reader.capital(next + 1)
            && reader.class(next + 1).is(Class::BODY)
        {
            // "the Transport Workers' Alliance"
            2
        } else if one_of!(reader.word(next), "' ’")
            && (reader.word(last).ends_with("men")
                || reader.is(last, list!("people children king queen"))
                || last > at && reader.is(last - 1 - usize::from(reader.word(last - 1) == "."), list!("st saint")))
            && reader.word(next + 1) == "s"
            && inside(next + 2)
            && reader.capital(next + 2)
            && (next + 2..next + 4).any(|at| reader.capital(at) && reader.class(at).is(Class::BODY))
        {
            // "the Fishermen's League", "the Women's Tennis Association", "St Anne's Hospital"
            3
        } else if reader.word(next) == "." && reader.attached(next) {
            let short = reader.word(last);
            let abbreviation = short.chars().count() == 1
                || (reader.class(last).is(Class::TITLE) || rank(reader, last)) && short.len() <= 5;
            if abbreviation
                && inside(next + 1)
                && reader.capital(next + 1)
                && (!reader.class(next + 1).is(Class::FUNCTION)
                    || reader.word(next + 1).len() == 1 && short.len() == 1 && reader.attached(next + 1))
            {
                2
            } else {
                if one_of!(short, "Jr Sr Inc Co Corp Ltd") || short.chars().count() == 1 && last > at {
                    last = next;
                }
                break;
            }
        } else if reader.capital(next + 1)
            && (reader.word(next) == "&" && inside(next + 1)
                || reader.is(next, PARTICLES) && !reader.class(last).is(Class::BODY))
        {
            2
        } else if (reader.is(next, PARTICLES) && reader.is(next + 1, PARTICLES) && reader.capital(next + 2)
            || joined(reader, next) && inside(next + 2))
            && !reader.class(last).is(Class::BODY)
        {
            3
        } else if one_of!(reader.word(next), "of for on") && body {
            let skip = if reader.is(next + 1, list!("the a")) { 2 } else { 1 };
            if !(inside(next + skip) && reader.capital(next + skip)) || reader.class(next + skip).is(Class::FUNCTION) {
                break;
            }
            opened = true;
            skip + 1
        } else if reader.word(next) == "and"
            && (opened || next == at + 1 && double(reader, at))
            && inside(next + 1)
            && reader.capital(next + 1)
            && !reader.class(next + 1).is(Class::GIVEN | Class::TITLE | Class::FUNCTION)
            && (!opened || reader.word(last) != reader.word(at))
        {
            2
        } else {
            break;
        };
        last += step;
        body = body || reader.class(last).is(Class::BODY) || reader.is(last, list!("secretary minister attorney"));
    }
    Some((at, last + 1))
}
