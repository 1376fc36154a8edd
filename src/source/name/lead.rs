//! What stands at the head of a run of capitals and is no part of the name: titles, offices, their places.

use super::super::lexicon::Class;
use super::super::reader::{Gender, Reader, gender_of};
use super::form::{FORMER, club, names_person, presides, rank, united};
use super::small_line;
use crate::table::HashSet;

/// Titles and roles at the head of a run: the first token of the name, the gender they tell, whether there are any. None
/// where the run is no name at all ("Prime Minister", "Senate Republicans").
pub(super) fn lead(
    reader: &Reader,
    from: usize,
    end: usize,
    surnames: &HashSet<String>,
) -> Option<(usize, Option<Gender>, bool)> {
    let words: Vec<usize> = (from..end).filter(|&at| !reader.mark(at)).collect();
    let (&last, count) = (words.last()?, words.len());
    let class = reader.class(last);
    let titled = from > 0 && reader.class(from - 1).is(Class::TITLE_M | Class::TITLE_F);
    if count == 1 && surnames.contains(reader.small(last).as_ref()) {
        return Some((from, None, false));
    }
    // "The Independent reported", "told the Economist": no person is meant.
    let spoken = reader.is(end, list!("reported reports revealed"))
        || from > 1 && reader.is(from - 2, list!("told tells")) && !reader.is(end, list!("who"));
    if class.is(Class::OUTLET_NAME) && from > 0 && reader.is(from - 1, list!("the")) && spoken {
        return Some((from, None, false));
    }
    let group = count < 6
        && !(count > 1 && united(reader, from))
        && !(club(&reader.small(last)) && (count == 1 || !reader.initial(from)))
        && !(class.is(Class::BODY_NAME) && count > 1)
        // "Joe Banks", "Maya Sellers"; "Georgia Democrats" are many.
        && !(count > 1
            && if class.is(Class::BODY) {
                names_person(reader, words[count - 2])
            } else {
                reader.class(words[count - 2]).is(Class::GIVEN)
                    && !reader.is(last, list!("democrats republicans conservatives liberals socialists greens"))
            })
        && !(from..end).any(|at| reader.word(at) == "&")
        && reader.plural(last)
        && class.is(Class::PERSON | Class::CLASS)
        || reader.lexicon.people(&reader.small(last)).is_some();
    if group
        || count == 1 && class.is(Class::PERSON | Class::CLASS | Class::TITLE) && !class.is(Class::GIVEN) && !titled
    {
        return None;
    }
    // "the Utah Republican": a place and a noun for a person, no name.
    if count <= 4
        && class.is(Class::PERSON | Class::CLASS)
        && !class.is(Class::GIVEN | Class::BODY | Class::OUTLET)
        && !surnames.contains(reader.small(last).as_ref())
    {
        let place = small_line(reader, &words[..count - 1]);
        if reader.lexicon.place(&place).is_some() {
            return None;
        }
    }
    // "the president of Finland Alexander Stubb", "Mayor of Springfield Tom Ames": the place is no part of the name.
    let office = |at: usize| reader.class(at).is(Class::OFFICIAL | Class::TITLE) && !reader.plural(at);
    if count > 2
        && from > 1
        && reader.is(from - 1, list!("of"))
        && (reader.lexicon.place(&reader.small(from)).is_some()
            || office(from - 2) && !reader.class(from).is(Class::GIVEN) && reader.class(words[1]).is(Class::GIVEN))
    {
        return Some((words[1], None, true));
    }
    // "Leader of the Opposition S. Teal": so is the body.
    if count > 2 && presides(reader, from).is_some() && words[1..].iter().all(|&at| names_person(reader, at)) {
        return Some((words[1], None, true));
    }
    let given = reader.class(from).is(Class::GIVEN) && !reader.class(from).is(Class::TITLE);
    // "Incumbent Sara Mills": a surname that is a noun for bodies too.
    let surname = count == 3
        && reader.plural(last)
        && reader.class(from).is(Class::PERSON | Class::TITLE)
        && !reader.class(from).is(Class::BODY)
        && names_person(reader, words[1]);
    if given || !surname && count > 1 && class.is(Class::BODY | Class::OUTLET) && !class.is(Class::PERSON) {
        return Some((from, None, false));
    }
    let title = |at: usize| {
        let class = reader.class(at);
        // "St. Clair" is no saint.
        class.is(Class::TITLE) && !reader.is(at, list!("st"))
            || class.is(Class::PERSON | Class::CLASS) && !class.is(Class::BODY) && !reader.plural(at)
            || rank(reader, at)
            || reader.is(at, list!("executive")) && reader.is(at.wrapping_sub(1), list!("chief"))
    };
    let leading = words[..count - 1].iter().copied().filter(|&at| title(at)).collect::<Vec<_>>();
    let Some(&role) = leading.last() else {
        // "Ada Fisher" is a name, "Majority Leader" is none.
        let before = words.get(count.wrapping_sub(2)).copied();
        let surname = before.is_none_or(|at| reader.class(at).is_empty() && !reader.seen_small(&reader.small(at)));
        let given = before.is_some_and(|at| reader.class(at).is(Class::GIVEN));
        let surname = surname || given;
        let office = !given && class.is(Class::OFFICIAL | Class::TITLE) && class.is(Class::PERSON | Class::TITLE);
        return (!title(last) || surname && !office).then_some((from, None, false));
    };
    // "Former Rovers striker Ann Day": nobody is called so.
    if leading.iter().all(|&at| reader.is(at, FORMER)) && words.len() == leading.len() + 1 {
        return Some((role + 1, None, false));
    }
    // "General Electric" is no general.
    let company = reader.is(role, list!("general major marshal justice judge master duke count baron"))
        && reader.is(
            role + 1,
            list!(
                "electric motors dynamics mills assembly hospital council atomics foods energy department league stores"
            ),
        );
    if company {
        return Some((from, None, false));
    }
    let gender = leading.iter().find_map(|&at| gender_of(reader.class(at)));
    let mut first = role + 1;
    while first < end && reader.mark(first) && reader.word(first) != "&" {
        first += 1;
    }
    if reader.is(first, list!("of for")) {
        // "Secretary of State Ann Day": the name follows the place or office.
        let office = if reader.is(first + 1, list!("the")) { first + 2 } else { first + 1 };
        let rest = (office..end).filter(|&at| !reader.mark(at)).count();
        if rest <= 2 {
            return None;
        }
        first = office + 1;
    }
    let formal = leading.iter().any(|&at| reader.class(at).is(Class::TITLE_M | Class::TITLE_F));
    if first >= end || !formal && class.is(Class::OFFICIAL) && !class.is(Class::GIVEN) && title(last) {
        return None;
    }
    Some((first, gender, true))
}
