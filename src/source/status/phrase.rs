//! The status that a common noun phrase gives.

use super::super::Status;
use super::super::lexicon::{Class, looks_like_person};
use super::super::mention::{Determiner, Phrase};
use super::super::name::{Kind, Names};
use super::super::reader::Reader;

/// The status of a common noun phrase.
pub(super) fn by_phrase(reader: &Reader, names: &Names, phrase: &Phrase) -> Status {
    let class = phrase.class;
    let head = reader.small(phrase.head);
    let any = |class: Class| (phrase.first..phrase.head).any(|at| reader.class(at).is(class));
    let generic = reader.is(phrase.first, list!("every any no each"));
    let counted = matches!(phrase.determiner, Determiner::Count(n) if n <= 20);
    if reader.is(phrase.head, list!("you nobody everyone everybody anyone anybody none")) {
        return Status::Collective;
    }
    if (phrase.first..phrase.cut)
        .any(|at| reader.word(at) == "%" || reader.is(at, list!("percent majority percentage")))
        || reader.is(phrase.first, list!("half most")) && phrase.determiner == Determiner::Quantity
    {
        return Status::Collective;
    }
    let share = |at: usize| {
        let number = |at: usize| {
            reader.class(at).is(Class::COUNT)
                || !reader.word(at).is_empty() && reader.word(at).bytes().all(|byte| byte.is_ascii_digit())
        };
        number(at)
            && (reader.is(at + 1, list!("in")) && number(at + 2)
                || reader.is(at + 1, list!("out")) && reader.is(at + 2, list!("of")) && number(at + 3))
    };
    if (phrase.first..phrase.first + 4).any(share)
        || reader.is(phrase.first, list!("much")) && reader.is(phrase.first + 1, list!("of"))
    {
        return Status::Collective;
    }
    if reader.class(phrase.first).is(Class::COUNT)
        && reader.is(phrase.first + 1, list!("in"))
        && (reader.class(phrase.first + 2).is(Class::COUNT)
            || reader.word(phrase.first + 2).bytes().all(|byte| byte.is_ascii_digit()))
    {
        return Status::Collective;
    }
    if class.is(Class::BODY)
        && class.is(Class::DOCUMENT)
        && phrase.determiner == Determiner::A
        && !class.is(Class::PERSON)
    {
        return Status::Document;
    }
    if class.is(Class::SPOKES) {
        return spokesperson(reader, names, phrase);
    }
    let person = class.is(Class::PERSON) || looks_like_person(&head);
    let vague = class.is(Class::VAGUE)
        && (!class.is(Class::OFFICIAL | Class::PARTY | Class::EXPERT) || head.starts_with("insider"));
    if class.is(Class::CLASS) && !phrase.plural && !class.is(Class::BODY | Class::DOCUMENT | Class::OUTLET) && !generic
    {
        return Status::Unnamed;
    }
    if class == Class::QUANTITY
        && reader.is(phrase.head + 1, list!("on involved close inside within present at"))
        && !reader.is(phrase.head + 2, list!("twitter the"))
    {
        return Status::Unnamed;
    }
    if head == "media"
        && phrase.head > phrase.first
        && (reader.is(phrase.head - 1, list!("state official local"))
            || reader.lexicon.place(&reader.small(phrase.head - 1)).is_some())
    {
        return Status::Outlet;
    }
    if reader.lexicon.place(&head).is_some_and(|(_, demonym)| demonym) && phrase.determiner != Determiner::A {
        return Status::Collective;
    }
    if reader.lexicon.people(&head).is_some() {
        return if phrase.determiner == Determiner::The { Status::Institution } else { Status::Collective };
    }
    if vague {
        return vague_status(reader, names, phrase, counted);
    }
    if class.is(Class::MASS) && (!person || phrase.plural) && !class.is(Class::BODY) {
        return Status::Collective;
    }
    if phrase.plural || class.is(Class::CLASS) && phrase.determiner == Determiner::Quantity {
        if counted && (person || class.is(Class::CLASS)) && !class.is(Class::DOCUMENT) {
            return if class.is(Class::BODY) && !person { Status::Collective } else { Status::Unnamed };
        }
        if class.is(Class::BODY) && !person && phrase.determiner == Determiner::The {
            return Status::Institution;
        }
        let senior = matches!(phrase.determiner, Determiner::Quantity | Determiner::Owned | Determiner::The)
            && !reader.is(phrase.first, list!("many most all"))
            && (phrase.first..phrase.head).any(|at| reader.is(at, list!("senior top prominent veteran leading")));
        let behind = reader.is(phrase.head, list!("strategists"))
            && (phrase.determiner == Determiner::Owned || reader.is(phrase.head + 1, list!("for with close in at")));
        let party = reader.is(phrase.head, list!("leaders"))
            && (phrase.first..phrase.head).any(|at| {
                reader.is(
                    at,
                    list!(
                        "party gop democratic republican committee congressional house senate union \
                         labour tory"
                    ),
                )
            });
        if class.is(Class::CLASS) && !party && !senior && !behind {
            return Status::Collective;
        }
        if person {
            let owned = phrase.determiner == Determiner::Owned || any(Class::BODY) || class.is(Class::OFFICIAL);
            let placed = phrase.cut > phrase.head + 1;
            return if class.is(Class::PERSON) || owned || placed { Status::Unnamed } else { Status::Collective };
        }
        if class.is(Class::OUTLET) {
            return Status::Outlet;
        }
        if class.is(Class::DOCUMENT) {
            return Status::Document;
        }
        if class.is(Class::BODY) {
            return if matches!(phrase.determiner, Determiner::The | Determiner::Owned)
                || reader.is(phrase.head, list!("police authorities"))
            {
                Status::Institution
            } else {
                Status::Collective
            };
        }
        return Status::Collective;
    }
    if generic && (person || class.is(Class::BODY)) {
        return Status::Collective;
    }
    if person && (!class.is(Class::BODY) || class.is(Class::OFFICIAL | Class::AFFECTED)) {
        return Status::Unnamed;
    }
    let news = phrase.head > phrase.first && reader.is(phrase.head - 1, list!("news media"));
    if class.is(Class::OUTLET) || news && class.is(Class::BODY) {
        return Status::Outlet;
    }
    if class.is(Class::BODY) {
        return Status::Institution;
    }
    if class.is(Class::DOCUMENT) {
        return Status::Document;
    }
    if class.is(Class::MASS | Class::QUANTITY | Class::CLASS) {
        return Status::Collective;
    }
    // No lexicon has the head: a capital means a name that the index of names passed over.
    if reader.capital(phrase.head) && !reader.initial(phrase.head) {
        if reader.class(phrase.head).is(Class::OUTLET_NAME) {
            return Status::Outlet;
        }
        return if reader.lexicon.place(&head).is_some() { Status::Institution } else { Status::Named };
    }
    if head.ends_with('s') && !head.ends_with("ss") {
        return Status::Collective;
    }
    if head.ends_with("er") || head.ends_with("or") {
        return Status::Unnamed;
    }
    Status::Document
}

/// An unnamed spokesperson is the voice of a body; that of a private person is a person not named.
fn spokesperson(reader: &Reader, names: &Names, phrase: &Phrase) -> Status {
    let range = names.within(phrase.head + 1, phrase.cut);
    let behind = range.into_iter().map(|index| names.entities[names.mentions[index].entity].kind).next();
    let body = (phrase.head + 1..phrase.cut).any(|at| reader.class(at).is(Class::BODY));
    let pronoun = (phrase.head + 1..phrase.cut).any(|at| reader.is(at, list!("him her them")));
    if (behind == Some(Kind::Person) || pronoun) && !body {
        return Status::Unnamed;
    }
    let mine = names
        .within(phrase.first, phrase.head)
        .map(|index| names.mentions[index])
        .find(|name| reader.genitive(name.end));
    if mine.is_some_and(|name| names.entities[name.entity].kind == Kind::Person)
        && head_is_representative(reader, phrase)
    {
        return Status::Unnamed;
    }
    let personal = (phrase.head + 1..phrase.cut)
        .any(|at| reader.is(at, list!("family couple actor actress singer player victim man woman")));
    if personal { Status::Unnamed } else { Status::Institution }
}

fn head_is_representative(reader: &Reader, phrase: &Phrase) -> bool {
    reader.is(phrase.head, list!("representative representatives"))
}

/// "sources", "people familiar with the matter" against "a government source" and "people in the room".
fn vague_status(reader: &Reader, names: &Names, phrase: &Phrase, counted: bool) -> Status {
    let head = reader.small(phrase.head);
    if phrase.determiner == Determiner::Owned && head == "people" {
        return Status::Unnamed;
    }
    let person_word =
        one_of!(head.as_ref(), "people person persons individuals individual those someone somebody ones");
    let knows = (phrase.head + 1..phrase.end.min(phrase.head + 4)).any(|at| {
        reader.is(at, list!("familiar privy briefed aware knowledge informed acquainted knowledgeable close"))
    });
    let neutral = |at: usize| {
        reader.class(at).is(Class::FUNCTION | Class::QUANTITY | Class::COUNT)
            || reader.mark(at)
            || reader.is(
                at,
                list!(
                    "separate inside multiple single reliable informed placed senior high level key top \
                     additional unnamed anonymous fourth fifth various numerous well knowledgeable \
                     different certain least dozen"
                ),
            )
    };
    let modified = (phrase.first..phrase.head).any(|at| !neutral(at));
    let close = reader.is(phrase.head + 1, list!("close"))
        && (phrase.head + 2..phrase.cut).any(|at| {
            reader.capital(at)
                || reader.class(at).is(Class::PERSON | Class::BODY)
                    && !reader.class(at).is(Class::FUNCTION | Class::DOCUMENT)
                || reader.is(at, list!("him her them"))
        });
    let placed = phrase.head + 1 < phrase.cut
        && (close
            || reader.is(
                phrase.head + 1,
                list!("within in inside at from on involved who present there here of near working outside"),
            ));
    let _ = names;
    if modified && !person_word {
        return Status::Unnamed;
    }
    if person_word && phrase.plural && !knows && !counted {
        let those_who = placed && reader.is(phrase.head + 1, list!("present involved close"))
            || phrase.cut > phrase.head + 1
                && reader.is(phrase.head + 1, list!("in"))
                && reader.is(phrase.head + 2, list!("attendance"));
        return if those_who { Status::Unnamed } else { Status::Collective };
    }
    if placed && (!knows || close) || modified && !knows {
        return Status::Unnamed;
    }
    Status::Vague
}
