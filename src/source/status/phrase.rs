//! The status that a common noun phrase gives.

use super::super::Status;
use super::super::lexicon::{Class, looks_like_person};
use super::super::mention::{Determiner, Form, Phrase};
use super::super::name::{Kind, Names};
use super::super::reader::Reader;

/// The status of a common noun phrase.
pub(in super::super) fn by_phrase(reader: &Reader, names: &Names, phrase: &Phrase) -> Status {
    let class = phrase.class;
    let head = reader.small(phrase.head);
    let any = |class: Class| (phrase.first..phrase.head).any(|at| reader.class(at).is(class));
    let generic = reader.is(phrase.first, list!("every any no each"));
    let counted = matches!(phrase.determiner, Determiner::Count(n) if n <= 20);
    // "one", "a second", "the last of them", where no group is known.
    if phrase.form == Form::Part && !phrase.plural {
        return Status::Unnamed;
    }
    // "The family said": so many people, whoever they are.
    if reader.is(phrase.head, list!("family families household")) && phrase.determiner != Determiner::Bare && !generic {
        return Status::Unnamed;
    }
    if reader.is(phrase.head, list!("you nobody everyone everybody anyone anybody none")) {
        return Status::Collective;
    }
    if (phrase.first..phrase.cut)
        .any(|at| reader.word(at) == "%" || reader.is(at, list!("percent majority percentage")))
        || reader.is(phrase.first, list!("half most")) && phrase.determiner == Determiner::Quantity
    {
        return Status::Collective;
    }
    // "about a quarter", "a third of voters", never "a third man".
    let fraction = (phrase.first + 1..phrase.first + 4).any(|at| {
        reader.is(at, list!("quarter quarters third thirds fifth fifths tenth half"))
            && (reader.is(at - 1, list!("a one two three"))
                || reader.class(at - 1).is(Class::COUNT)
                || reader.word(at - 1) == "-")
            && (at + 1 >= phrase.cut || reader.is(at + 1, list!("of")) || reader.mark(at + 1))
    });
    let official = class.is(Class::OFFICIAL)
        || (phrase.first..phrase.cut).any(|at| reader.is(at, list!("surveyed senators lawmakers")));
    if fraction && !official {
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
        // "the EU", "the UK" are bodies, "the British" a people.
        let letters = reader.word(phrase.head).len() <= 3 && reader.word(phrase.head).chars().all(char::is_uppercase);
        return if letters { Status::Institution } else { Status::Collective };
    }
    // British parties go by the plural of their members.
    if phrase.determiner == Determiner::The
        && reader.capital(phrase.head)
        && reader.is(phrase.head, list!("conservatives tories greens democrats"))
        && (reader.is(phrase.head, list!("conservatives tories greens"))
            || reader.is(phrase.head - 1, list!("liberal lib")))
        && phrase.cut <= phrase.head + 1
    {
        return Status::Institution;
    }
    // An outlet's own work is the outlet's word: "a Harbour Post analysis", "the paper's editorial board".
    let outlet = |at: usize| {
        reader.class(at).is(Class::OUTLET) && !reader.class(at).is(Class::DOCUMENT)
            || names.at(at).is_some_and(|name| names.entities[name.entity].kind == Kind::Outlet)
    };
    let work = [
        "analysis",
        "review",
        "report",
        "investigation",
        "article",
        "story",
        "editorial",
        "op-ed",
        "headline",
        "tally",
        "exclusive",
        "page",
        "pages",
        "board",
        "column",
        "unit",
        "desk",
        "interview",
        "dispatch",
        "account",
        "newsroom",
    ];
    if reader.is(phrase.head, &work)
        && ((phrase.first..phrase.head).any(outlet)
            || phrase.head > phrase.first && reader.is(phrase.head - 1, list!("news media press editorial newspaper"))
            || reader.is(phrase.head + 1, list!("in by from"))
                && (phrase.head + 2..phrase.cut.min(phrase.head + 8)).any(outlet))
        || reader.is(phrase.head, list!("editorial editorials newsroom"))
    {
        return Status::Outlet;
    }
    if head == "reports"
        && (phrase.determiner == Determiner::Bare || phrase.determiner == Determiner::Quantity)
        && (phrase.cut <= phrase.head + 1
            || !(phrase.head + 1..phrase.cut).any(|at| reader.is(at, list!("by from of"))))
        && (phrase.first..phrase.head).all(|at| {
            reader.class(at).is(Class::QUANTITY | Class::FUNCTION | Class::BODY | Class::OUTLET)
                || reader.is(
                    at,
                    list!("news media press multiple local initial recent early several published unconfirmed various numerous"),
                )
        })
    {
        return Status::Outlet;
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
        let senior = !matches!(phrase.determiner, Determiner::A)
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
        if senior && !class.is(Class::BODY | Class::DOCUMENT) {
            return Status::Unnamed;
        }
        // "Fishermen", "Underwriters": a trade and nothing more; "aides", "officials", "friends" are somebody's.
        let trade = class.is(Class::AFFECTED | Class::EXPERT)
            && !class.is(Class::OFFICIAL | Class::PARTY)
            && phrase.determiner == Determiner::Bare
            && phrase.cut <= phrase.head + 1
            && phrase.head == phrase.first
            && !reader.is(phrase.head, list!("friends allies organisers organizers witnesses callers colleagues relatives researchers investigators guests hosts"));
        if trade {
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
    // In an article on research "the paper" is that of the researchers.
    if head == "paper"
        && reader.seen_small("journal") | reader.seen_small("researchers")
        && !reader.seen_small("newspaper")
    {
        return Status::Document;
    }
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
    // "DailyLark.com"
    if head == "com" && reader.word(phrase.head - 1) == "." {
        return Status::Outlet;
    }
    // No lexicon has the head: a capital means a name that the index of names passed over.
    if reader.capital(phrase.head) && !reader.initial(phrase.head) {
        if reader.class(phrase.head).is(Class::OUTLET_NAME) {
            return Status::Outlet;
        }
        // "the WHO", where a lexicon has "who".
        let letters = reader.word(phrase.head).len() > 1 && reader.word(phrase.head).chars().all(char::is_uppercase);
        let body = reader.lexicon.place(&head).is_some() || letters && phrase.determiner == Determiner::The;
        return if body { Status::Institution } else { Status::Named };
    }
    if head.ends_with('s') && !head.ends_with("ss") {
        return Status::Collective;
    }
    // "a former soigneur": of whom one says so is a person.
    let aged = (phrase.first..phrase.head)
        .any(|at| reader.is(at, list!("former retired veteran ex young elderly junior senior trainee apprentice")));
    if aged || head.ends_with("er") || head.ends_with("or") {
        return Status::Unnamed;
    }
    // Something of which no list knows what it is: what texts do not do, a body does.
    let acts = list!(
        "said told denied declined refused accused apologised apologized announced insisted promised pledged vowed wants hopes plans urged criticised criticized"
    );
    let does = phrase.determiner != Determiner::A && !phrase.plural && reader.is(phrase.end, acts);
    if does { Status::Institution } else { Status::Document }
}

/// An unnamed spokesperson is the voice of a body; that of a private person is a person not named.
fn spokesperson(reader: &Reader, names: &Names, phrase: &Phrase) -> Status {
    let range = names.within(phrase.head + 1, phrase.cut);
    // A name of two words that nothing shows to be a person's may be a company's: "a spokesman for Alder River".
    let behind = range
        .into_iter()
        .map(|index| &names.entities[names.mentions[index].entity])
        .map(
            |entity| {
                if entity.sure || entity.gender.is_some() || entity.surname > 0 { entity.kind } else { Kind::Unknown }
            },
        )
        .next();
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
        reader.is(
            at,
            list!("familiar privy briefed aware knowledge informed acquainted knowledgeable close apprised conversant versed abreast insight sight understanding know knowing updated advised"),
        )
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
                || reader.is(at, list!("him her them board council"))
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
        let after = phrase.head + 1;
        let took_part = reader.is(
            after,
            list!("interviewed attending attached surveyed contacted reached quoted listening queuing waiting watching"),
        ) || reader.is(after, list!("in at inside from within aboard on"))
            && (after + 1..phrase.cut.min(after + 5)).any(|at| {
                reader.is(
                    at,
                    list!("attendance room meeting meetings talks building office campaign administration scene hall call ship plane bus train camp facility plant factory ward unit"),
                )
            })
            || reader.is(after, list!("who that"))
                && reader.is(
                    after + 1,
                    list!("attended witnessed saw heard met worked spoke participated took reviewed read helped visited escaped fled survived lived knew have had were"),
                )
                && (!reader.is(after + 1, list!("have had were"))
                    || reader.is(
                        after + 2,
                        list!("seen reviewed read attended spoken worked met heard there present inside in on"),
                    ));
        let those_who = took_part
            || placed && reader.is(phrase.head + 1, list!("present involved close"))
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
