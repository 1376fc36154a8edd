//! Parsing a noun phrase: its head, what describes it, what determines it.

use super::super::lexicon::{Class, looks_like_person};
use super::super::name::{Kind, Names};
use super::super::reader::{Gender, Reader};
use super::beside::people_and_text;
use super::determiner::{determiner, joint, number, owned, part, pronoun, which};
use super::edges::edges;
use super::{Determiner, Form, PARTITIVES, PREPOSITIONS, Phrase, Pronoun};
use crate::text::Shape;

/// Parses the tokens `first..end` as a noun phrase; none where there is no word.
pub fn phrase(reader: &Reader, names: &Names, first: usize, end: usize) -> Option<Phrase> {
    let start = first;
    let (first, end) = edges(reader, names, first, end);
    if first >= end || reader.title_alone(first, end) {
        return None;
    }
    let length = end - first;
    let base = Phrase {
        first,
        end,
        form: Form::Noun,
        head: first,
        cut: end,
        determiner: Determiner::Bare,
        plural: false,
        class: Class::default(),
        gender: None,
        apposition: None,
    };
    if let Some((pronoun, plural)) = pronoun(reader, first) {
        let follows_noun = length > 1
            && matches!(pronoun, Pronoun::He | Pronoun::She | Pronoun::They | Pronoun::It | Pronoun::I | Pronoun::We)
            && owned(reader, first)
            && !reader.mark(first + 1)
            && !reader.is(first + 1, list!("himself herself itself themselves and who also too both all alone"));
        let that_noun = pronoun == Pronoun::Which && length > 1;
        if let Some(members) = joint(reader, names, first, end) {
            return Some(Phrase { form: Form::Joint(members), plural: true, ..base });
        }
        if !follows_noun && !that_noun {
            let gender = match pronoun {
                Pronoun::He => Some(Gender::Male),
                Pronoun::She => Some(Gender::Female),
                _ => None,
            };
            return Some(Phrase { form: Form::Pronoun(pronoun), plural, gender, cut: first + 1, ..base });
        }
    }
    if let Some(members) = joint(reader, names, first, end) {
        return Some(Phrase { form: Form::Joint(members), plural: true, cut: end, ..base });
    }
    if part(reader, first, end) {
        // "A third, Ann Day of the council,", "one of them, a fitter called Day,": is named.
        let comma = (first + 1..end.min(first + 6)).find(|&at| reader.word(at) == ",");
        let named = comma
            .filter(|&comma| !names.within(comma, end).is_empty() && !part(reader, comma + 1, end))
            .filter(|&comma| !reader.is(comma + 1, list!("who whose whom")))
            .and_then(|comma| phrase(reader, names, comma + 1, end))
            .filter(|inner| matches!(inner.form, Form::Name(index) if names.kind(index) != Kind::Place));
        if let Some(inner) = named {
            return Some(Phrase { first, end, ..inner });
        }
        let plural = !reader.is(first, list!("one another each neither either")) && !which(reader, first, end);
        let whole = Phrase { form: Form::Part, plural, determiner: determiner(reader, first, end).0, ..base };
        // "One, an executive with another club,": what he is called from then on.
        let called = comma
            .filter(|&comma| !plural && reader.is(comma + 1, list!("a an the")))
            .and_then(|comma| phrase(reader, names, comma + 1, end))
            .filter(|inner| inner.form == Form::Noun && !inner.plural);
        return Some(called.map_or(whole.clone(), |inner| Phrase {
            head: inner.head,
            class: inner.class,
            gender: inner.gender,
            apposition: Some((inner.first, inner.cut)),
            ..whole
        }));
    }
    // "those who voted", "anyone with a ticket": what follows describes them.
    if reader.is(first, list!("those anyone everyone someone somebody anybody everybody"))
        && (first + 1 == end
            || reader.mark(first + 1)
            || PREPOSITIONS.contains(&reader.small(first + 1).as_ref())
            || reader.small(first + 1).ends_with("ing")
            || reader.small(first + 1).ends_with("ed") && !reader.class(first + 1).is(Class::PERSON))
    {
        let stop = (first + 1..end).find(|&at| reader.word(at) == ",").unwrap_or(end);
        let plural = reader.is(first, list!("those"));
        let class = if plural { Class::VAGUE | Class::CLASS } else { reader.class(first) };
        return Some(Phrase { cut: stop, plural, class, ..base });
    }
    if let Some(members) = people_and_text(reader, first, end) {
        return Some(Phrase { form: Form::Joint(members), plural: true, ..base });
    }
    let (determiner, after) = determiner(reader, first, end);
    // "others on the board", "some in Geneva", "no one".
    if determiner == Determiner::Quantity && (after >= end || PREPOSITIONS.contains(&reader.small(after).as_ref()))
        || reader.is(first, list!("no")) && reader.is(first + 1, list!("one"))
    {
        return Some(Phrase {
            form: Form::Noun,
            head: first,
            cut: until(reader, first + 1, end, list!(", who — –")),
            determiner: Determiner::Bare,
            plural: true,
            class: Class::QUANTITY,
            gender: None,
            ..base
        });
    }
    // The chunk: up to the first comma, preposition, relative, or participle after a noun.
    let mut chunk = after;
    let mut noun: Option<usize> = None;
    while chunk < end {
        let word = reader.word(chunk);
        let inside_name = names.covering(chunk).is_some_and(|name| name.title <= chunk);
        let small = reader.small(chunk);
        if chunk > after && !inside_name {
            let attached_point = one_of!(word, ". ' ’ - & /") && reader.attached(chunk) || reader.figure(chunk);
            if matches!(word, "“" | "\"")
                && noun.is_some_and(|noun| reader.class(noun).is(Class::DOCUMENT | Class::OUTLET))
            {
                break;
            }
            let close_by = word == "close" && !reader.is(chunk + 1, list!("to"));
            if reader.mark(chunk) && !attached_point && word != "%" && word != "“" && word != "\"" && word != "”"
                || PREPOSITIONS.contains(&small.as_ref()) && !close_by
                || word == "that"
            {
                break;
            }
            let verbal = small.len() > 4
                && (small.ends_with("ing")
                    || small.ends_with("ed") && (!small.ends_with("eed") || small.ends_with("greed")))
                && !reader.capital(chunk);
            let ahead = !reader.mark(chunk + 1)
                && reader.class(chunk + 1).is(Class::PERSON | Class::BODY | Class::MASS | Class::CLASS)
                && !reader.class(chunk + 1).is(Class::FUNCTION);
            if verbal
                && !ahead
                && noun.is_some()
                && !reader.class(chunk).is(Class::PERSON | Class::DOCUMENT | Class::BODY)
            {
                break;
            }
        }
        let class = reader.class(chunk);
        if (class.is(Class::PERSON
            | Class::BODY
            | Class::OUTLET
            | Class::DOCUMENT
            | Class::VAGUE
            | Class::CLASS
            | Class::MASS
            | Class::QUANTITY)
            && !class.is(Class::FUNCTION | Class::COUNT)
            || looks_like_person(&small)
            || small.ends_with('s') && looks_like_person(small.trim_end_matches('s')))
            && !reader.genitive(chunk + 1)
        {
            noun = Some(chunk);
        }
        chunk += 1;
    }
    let chunk = chunk.max(first + 1);
    let mut last = chunk - 1;
    while last > first
        && (reader.mark(last)
            || reader.is(last, list!("himself herself itself themselves alone also today now all both s"))
                && noun != Some(last))
    {
        last -= 1;
    }
    let noun_found = noun;
    // "Lord of the Isles director Ann Day": a noun for a person and a name close the whole phrase.
    if let Some(name) = names.at(end - 1).filter(|name| name.end >= end && name.title > first) {
        let index = names.mentions.partition_point(|one| one.first < name.first);
        let lead = name.title - 1;
        let noun =
            reader.class(lead).is(Class::PERSON) && !reader.plural(lead) && !reader.class(lead).is(Class::FUNCTION);
        let told = noun_found.is_none_or(|found| {
            found == lead || !reader.class(found).is(Class::PERSON | Class::DOCUMENT | Class::VAGUE)
        });
        let between = (first..lead).all(|at| {
            !reader.is(at, list!("by with from to led who like including about and")) && reader.word(at) != ","
        });
        if noun && told && between && names.entities[name.entity].kind == Kind::Person {
            return Some(Phrase {
                form: Form::Name(index),
                head: end - 1,
                determiner,
                gender: names.entities[name.entity].gender,
                ..base
            });
        }
    }
    // "a welder named Sam": the name is given after its description.
    let naming = (first + 1..end).find(|&at| reader.is(at, list!("named called")) && !reader.mark(at - 1));
    // "The witness, known as Witness C,"
    let known = (first + 2..end).find(|&at| {
        reader.is(at, list!("as")) && names.at(at + 1).is_some_and(|name| names.entities[name.entity].alias)
    });
    if let Some(at) = known.or(naming)
        && let Some(name) = names.at(at + 1).filter(|name| name.title == at + 1)
        && (known.is_some() || (first..at).all(|one| !reader.mark(one) || reader.word(one) == "-"))
    {
        let index = names.mentions.partition_point(|one| one.first < name.first);
        let gender = names.entities[name.entity].gender;
        return Some(Phrase { form: Form::Name(index), head: name.end - 1, determiner, gender, ..base });
    }
    // "former secretary of state Ann Day": an office of several words before the name.
    let office = noun_found.or((chunk > first).then(|| chunk - 1)).filter(|&noun| {
        reader.is(noun + 1, list!("of"))
            && (reader.class(noun).is(Class::PERSON | Class::TITLE) || looks_like_person(&reader.small(noun)))
            && !reader.is(noun, list!("member friend supporter wife husband critic fan opponent half relative"))
            && !reader.plural(noun)
    });
    if let Some(noun) = office {
        let mut next = noun + 2;
        while next < end && next < noun + 5 && !reader.capital(next) && !reader.mark(next) {
            next += 1;
        }
        let lower = next > noun + 2 && !reader.class(next - 1).is(Class::PERSON | Class::FUNCTION);
        let named = names.at(next).filter(|name| lower && name.first == next && name.title == next);
        // "Mayor of London Sadiq Khan"
        let placed = names.at(noun + 3).filter(|name| name.title == noun + 3 && reader.capital(noun + 2));
        if let Some(name) = named.or(placed) {
            let entity = &names.entities[name.entity];
            if entity.kind == Kind::Person && !reader.genitive(name.end) {
                let index = names.mentions.partition_point(|one| one.first < name.first);
                return Some(Phrase {
                    form: Form::Name(index),
                    head: name.end - 1,
                    determiner,
                    gender: entity.gender,
                    ..base
                });
            }
        }
    }
    // A name closes the chunk: "President Ann Day", "the finance minister, Lou Jiwei".
    let closing = names.at(last).filter(|name| {
        name.end > last && !(reader.word(name.end) == "-" && reader.attached(name.end) && !reader.capital(name.end + 1))
    });
    let name_index = |at: usize| {
        let index = names.mentions.partition_point(|name| name.first <= at);
        index.checked_sub(1)
    };
    let bare_name = |at: usize| {
        names.at(at).is_some_and(|name| {
            name.title <= after.max(first)
                || names.entities[name.entity].kind == Kind::Person
                // "the Spanish newspaper Marca"
                || names.entities[name.entity].kind == Kind::Outlet
                    && reader.class(name.title.wrapping_sub(1)).is(Class::OUTLET | Class::BODY)
                // "the opposition Homeland Union"
                || names.entities[name.entity].kind == Kind::Body && name.end > name.first + 1
                || reader.class(at).is_empty()
        })
    };
    // "One Rohingya, Muhammad Amin", "another Rohingya": the first is no name.
    let person = |at: usize| names.at(at).is_some_and(|name| names.entities[name.entity].kind == Kind::Person);
    let one_of_them = reader.is(first, list!("one another")) && last == first + 1
        || reader.is(first, list!("a an")) && reader.word(chunk) == "," && person(chunk + 1);
    let closing = closing.filter(|_| !one_of_them);
    if closing.is_some() && bare_name(last) && (noun.is_none_or(|noun| noun < last || names.at(noun).is_some())) {
        let index = name_index(last).unwrap_or(0);
        let entity = &names.entities[names.mentions[index].entity];
        // "Republican Senator Day"
        return Some(Phrase {
            form: Form::Name(index),
            head: last,
            cut: chunk,
            determiner,
            gender: entity.gender,
            ..base
        });
    }
    // "The finance minister, Lou Jiwei," and "The director of the centre, Ina Day,": the name after a comma.
    let single = noun.is_none_or(|noun| !reader.plural(noun) || reader.is(first, list!("one")))
        && !matches!(determiner, Determiner::Count(_) | Determiner::Quantity);
    // "Two objectors, Ann Day and Bob May,": those named after the comma are meant.
    if !single {
        let parts =
            |at: &usize| one_of!(reader.word(*at), ", — – :") || reader.word(*at) == "-" && !reader.attached(*at);
        // "Lawyers for Day, Munn and Low" are none of them.
        let person =
            |comma: usize| names.at(comma - 1).is_some_and(|name| names.entities[name.entity].kind == Kind::Person);
        let apart = |comma: &usize| matches!(determiner, Determiner::Count(_)) || !person(*comma);
        let listed = (chunk..end.min(chunk + 16)).find(parts).filter(apart).and_then(|comma| {
            let next = (comma + 1..end).find(|&at| !reader.mark(at))?;
            joint(reader, names, next, end)
        });
        if let Some(members) = listed {
            return Some(Phrase { form: Form::Joint(members), plural: true, cut: end, ..base });
        }
    }
    if single {
        let parts =
            |at: &usize| one_of!(reader.word(*at), ", — – :") || reader.word(*at) == "-" && !reader.attached(*at);
        for comma in (chunk..end.min(chunk + 24)).filter(parts) {
            let next = comma + 1 + usize::from(reader.is(comma + 1, list!("the state")));
            let mut next = (next..end).find(|&at| !reader.mark(at)).unwrap_or(next);
            let Some(mut index) = names.within(next, end).next() else { break };
            let mut name = names.mentions[index];
            // "Its maker, Finland's Kolvo,"
            if let Some(owned) = names.mentions.get(index + 1).filter(|owned| owned.end <= end)
                && name.title == next
                && reader.genitive(name.end)
                && (name.end + 1..name.end + 3).contains(&owned.title)
            {
                (index, name, next) = (index + 1, *owned, owned.title);
            }
            let entity = &names.entities[name.entity];
            // "A diary kept by one of the accused, Ann Day,": the diary.
            let text = noun
                .is_some_and(|noun| reader.class(noun).is(Class::DOCUMENT) && !reader.class(noun).is(Class::PERSON));
            if text && entity.kind == Kind::Person {
                break;
            }
            // "the judge, radio host Ann Day,": a role in small letters before the name.
            let role = name.title;
            let role = role > next
                && role - next <= 5
                && match entity.kind {
                    Kind::Person => reader.class(role - 1).is(Class::PERSON),
                    // "its largest shareholder, the pension fund Norpens,"
                    Kind::Body | Kind::Unknown => reader.class(role - 1).is(Class::BODY),
                    _ => false,
                }
                && !reader.plural(role - 1)
                && (next..role).all(|at| {
                    !reader.mark(at) && !reader.class(at).is(Class::FUNCTION) || reader.is(at, list!("former"))
                });
            let closes = name.end >= end
                || one_of!(reader.word(name.end), ", ( — – who")
                || entity.kind == Kind::Person && reader.is(name.end, list!("of"));
            if (name.title <= next || role)
                && closes
                && entity.kind != Kind::Place
                // "A rival union, the Clerks' Alliance, said"
                && (determiner != Determiner::A
                    || entity.kind == Kind::Person
                    || entity.kind == Kind::Body && noun.is_some_and(|noun| noun + 1 == comma && reader.class(noun).is(Class::BODY)))
            {
                // "Rowan's mother, Jill,"
                let gender = entity.gender.or_else(|| noun.and_then(|noun| reader.noun_gender(noun)));
                return Some(Phrase {
                    form: Form::Name(index),
                    head: name.end - 1,
                    cut: end,
                    determiner,
                    gender: gender.filter(|_| entity.kind == Kind::Person),
                    ..base
                });
            }
            if reader.is(comma + 1, list!("who whose a an")) {
                break;
            }
        }
    }
    let mut determiner = determiner;
    // "an army of workers", "a number of Democrats": the noun after "of" counts.
    if let Some(noun) = noun.or((last >= first).then_some(last)).filter(|&noun| {
        noun >= first && reader.is(noun, PARTITIVES) && reader.is(noun + 1, list!("of")) && noun + 2 < end
    }) {
        let inner =
            (noun + 2..end.min(noun + 9)).take_while(|&at| !reader.mark(at) || reader.word(at) == "-").find(|&at| {
                let class = reader.class(at);
                reader.plural(at)
                    && class.is(Class::PERSON
                        | Class::CLASS
                        | Class::BODY
                        | Class::DOCUMENT
                        | Class::OUTLET
                        | Class::VAGUE)
                    && !(reader.plural(at + 1) && reader.class(at + 1).is(Class::PERSON))
            });
        if let Some(inner) = inner {
            determiner = match determiner {
                Determiner::Count(count) => Determiner::Count(count),
                _ => {
                    (noun + 2..inner).find_map(|at| number(reader, at)).map_or(Determiner::Quantity, Determiner::Count)
                }
            };
            let class = reader.class(inner);
            return Some(Phrase {
                form: Form::Noun,
                head: inner,
                cut: until(reader, inner + 1, end, list!(", who which — –")),
                determiner,
                plural: true,
                class,
                gender: None,
                ..base
            });
        }
    }
    // A text by its title in quotation marks.
    if first > start && matches!(reader.word(first - 1), "“" | "\"") && names.at(first).is_some() && end - first > 2 {
        return Some(Phrase {
            form: Form::Noun,
            head: last,
            cut: end,
            determiner: Determiner::The,
            plural: false,
            class: Class::DOCUMENT,
            gender: None,
            ..base
        });
    }
    let head = noun.filter(|&noun| noun >= after).unwrap_or(last);
    let mut class = reader.class(head);
    let before = |at: usize, words: crate::list::List| at > first && reader.is(at - 1, words);
    if reader.is(head, list!("figure figures"))
        && (before(
            head,
            list!(
                "top senior leading public key political opposition establishment prominent party religious military industry community movement national business union cultural literary media underworld underground media church royal sporting entertainment parental father mother authority hollywood conservative liberal republican democratic"
            ),
        ) || head > first && reader.class(head - 1).is(Class::CLASS)
            || before(head, list!("gop tory labour"))
            // "a boardroom figure", never "a record figure".
            || determiner == Determiner::A
                && head > after
                && reader.is(head, list!("figure"))
                && !before(head, list!("record high low new final total similar exact provisional official latest ballpark single")))
    {
        class = Class::OFFICIAL | Class::CLASS;
    }
    if reader.is(head, list!("maker makers goer goers"))
        && head > first + 1
        && reader.word(head - 1) == "-"
        && reader.is(head - 2, list!("film policy movie home peace party theatre cinema festival church concert"))
    {
        class = if reader.is(head - 2, list!("film movie")) { Class::AFFECTED } else { Class::AFFECTED | Class::CLASS };
    }
    // "The Austrian denied it"; "the British", "the French" are peoples.
    let people =
        || reader.people(head).is_some() && !["sh", "ch", "ese"].iter().any(|end| reader.small(head).ends_with(end));
    if class.is_empty()
        && matches!(determiner, Determiner::The | Determiner::A)
        && reader.document.tokens[head].shape == Shape::Capitalised
        && people()
    {
        class = Class::CLASS;
    }
    // "Court papers", "papers released on Monday": no newspapers.
    let kept = list!(
        "court leaked cabinet legal internal secret confidential classified discussion working research charge divorce"
    );
    if reader.is(head, list!("paper papers"))
        && (reader.is(head + 1, list!("seen obtained reviewed released filed lodged leaked submitted"))
            || (first..head).any(|at| reader.is(at, kept)))
    {
        class = Class::DOCUMENT;
    }
    if reader.is(head, list!("old olds")) && reader.is(head.saturating_sub(2), list!("year")) {
        class = Class::AFFECTED;
    }
    let plural = reader.plural(head) && !of_several(reader, first)
        || matches!(determiner, Determiner::Count(n) if n > 1)
        || determiner == Determiner::Quantity && !reader.is(first, list!("one each every any no"));
    // What describes it: to the first comma or relative clause, unless nothing else does.
    let mut cut = chunk;
    let mut brackets = 0;
    while cut < end {
        let word = reader.word(cut);
        if word == "(" {
            brackets += 1
        }
        if word == ")" {
            brackets -= 1
        }
        let relative = one_of!(word, "who whose which whom")
            || word == "," && !reader.figure(cut)
            || one_of!(word, "— – ;")
            || word == "-" && !reader.attached(cut);
        let clause = cut > head && reader.is(cut, list!("not speaking granted asking requesting declining insisting"));
        if (relative || clause) && brackets <= 0 {
            break;
        }
        cut += 1;
    }
    let thin = class.is(Class::VAGUE) && !class.is(Class::OFFICIAL) && cut <= head + 1;
    if thin && cut < end && reader.is(cut, list!("who whose")) {
        let mut stop = cut;
        while stop < end && reader.word(stop) != "," {
            stop += 1
        }
        cut = stop;
    }
    let mut apposition = None;
    if cut < end && reader.word(cut) == "," && reader.is(cut + 1, list!("a an one the both all")) {
        let mut stop = cut + 2;
        while stop < end && reader.word(stop) != "," && !reader.is(stop, list!("who whose")) {
            stop += 1
        }
        // "A third person, a lawyer for the bidders": the apposition says who.
        if class.is(Class::VAGUE)
            && !class.is(Class::OFFICIAL)
            && !plural
            && cut <= head + 1
            && let Some(better) = phrase(reader, names, cut + 1, stop).filter(|better| better.form == Form::Noun)
        {
            return Some(Phrase { first, end, ..better.shifted(cut + 1) });
        }
        apposition = Some((cut + 1, stop));
    }
    Some(Phrase {
        form: Form::Noun,
        head,
        cut: cut.max(head + 1).min(end),
        determiner,
        plural,
        class,
        gender: reader
            .noun_gender(head)
            .or_else(|| {
                // "The other witness, a man who …".
                let noun = (head + 1..end)
                    .find(|&at| reader.word(at) == ",")
                    .filter(|&at| reader.is(at + 1, list!("a an")))?;
                (noun + 2..(noun + 5).min(end)).find_map(|at| reader.noun_gender(at))
            })
            .or_else(|| {
                // "A nurse who gave only her first name".
                let who = (head + 1..end.min(head + 3)).find(|&at| reader.is(at, list!("who"))).filter(|_| !plural)?;
                let own = (who + 2..end.min(who + 6))
                    .take_while(|&at| !reader.mark(at) && !reader.class(at).is(Class::PERSON));
                own.filter(|&at| owned(reader, at)).find_map(|at| reader.pronoun_gender(at))
            }),
        apposition,
        ..base
    })
}

/// The first of some words from token `from` on, or `end`.
fn until(reader: &Reader, from: usize, end: usize, words: crate::list::List) -> usize {
    (from..end).find(|&at| words.contains(&reader.word(at))).unwrap_or(end.max(from))
}

/// "One of the officials": one of several, whom its noun names.
pub fn of_several(reader: &Reader, first: usize) -> bool {
    reader.is(first, list!("one another")) && reader.is(first + 1, list!("of"))
}
