//! Nouns for whoever is spoken of without speaking.

use super::super::lexicon::Class;
use super::super::name::Names;
use super::super::reader::Reader;

/// Noun phrases for people and bodies that may be spoken of again: (first token, head).
pub(super) fn nouns(reader: &Reader, names: &Names) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for head in 0..reader.len() {
        let class = reader.class(head);
        // "A Swede sat in the bar."
        let people = || reader.people(head).is_some() && reader.is(head.wrapping_sub(1), list!("a an"));
        let alone = || reader.mark(head + 1) || reader.class(head + 1).is(Class::FUNCTION);
        let noun =
            class.is(Class::PERSON | Class::BODY | Class::OUTLET | Class::VAGUE | Class::CLASS | Class::DOCUMENT);
        if !(noun || people() && alone()) || class.is(Class::FUNCTION) || names.at(head).is_some() {
            continue;
        }
        let next = reader.class(head + 1);
        if !reader.mark(head + 1) && next.is(Class::PERSON | Class::BODY | Class::DOCUMENT) && !next.is(Class::FUNCTION)
            || reader.genitive(head + 1) && !reader.plural(head)
        {
            continue;
        }
        let sentence = reader.sentence_first(head);
        let mut first = head;
        let mut determined = false;
        while first > sentence && head - first < 6 {
            let word = reader.small(first - 1);
            if one_of!(word.as_ref(), "the a an his her their its one two three four another several some many my our")
            {
                first -= 1;
                determined = true;
                break;
            }
            if reader.mark(first - 1) && !one_of!(reader.word(first - 1), "- ’ '")
                || reader.class(first - 1).is(Class::FUNCTION)
                    && !one_of!(word.as_ref(), "first second third last next other new old own such")
                // "A serving officer" serves, "seeing officers" sees them.
                || ["ed", "ing", "ly"].iter().any(|end| word.ends_with(end))
                    && !(class.is(Class::PERSON) && reader.is(first.wrapping_sub(2), list!("the a an")))
                || one_of!(word.as_ref(), "became become becomes")
            {
                break;
            }
            first -= 1;
        }
        // "Minister Ann Day left": the name tells who.
        let named = || names.covering(head + 1).is_some_and(|name| name.title <= head + 1);
        if determined || (reader.plural(head) || first == sentence && !named()) && !class.is(Class::DOCUMENT) {
            found.push((first, head));
        }
    }
    found
}
