//! Gathering the names of one bearer.

use crate::case::Lower;
use crate::table::HashMap;

use super::super::lexicon::{Class, looks_like_person, singular};
use super::super::reader::Reader;
use super::form::club;
use super::{Entity, Found, Kind, Name, Names};

/// What follows the name of a company.
const COMPANY: crate::list::List = list!(
    "ceo shares stock employees customers shareholders stores headquarters subsidiary executives executive chairman products branches accounts flights players fans defender striker midfielder goalkeeper winger boss researchers engineers workers staff plc factory plant"
);

/// What follows a surname without being one.
const SUFFIXES: crate::list::List = list!("jr sr ii iii iv junior senior kc qc mp msp mep cbe obe mbe");

/// Gathers the names of one bearer.
pub(super) fn cluster(reader: &Reader, found: Vec<Found>) -> Names {
    let parts_of = |name: &Found| -> Vec<String> {
        let words = (name.first..name.end).filter(|&at| !reader.mark(at)).map(|at| reader.small(at).into_owned());
        let mut words: Vec<String> = words.collect();
        // "Harry Day Jr." is Mr. Day.
        while words.len() > 2 && words.last().is_some_and(|last| SUFFIXES.contains(&last.as_str())) {
            words.pop();
        }
        words
    };
    let mut entities: Vec<Entity> = Vec::new();
    let mut by_part: HashMap<String, Vec<usize>> = HashMap::new();
    let mut by_acronym: HashMap<String, usize> = HashMap::new();
    let mut owner: Vec<Option<usize>> = vec![None; found.len()];
    // Names of several words first, so that a short form may come before the full one.
    for pass in 0..2 {
        let mut latest: HashMap<String, (usize, u32)> = HashMap::new();
        let mut lately: HashMap<String, (usize, u32)> = HashMap::new();
        for (index, name) in found.iter().enumerate() {
            let parts = parts_of(name);
            let long = parts.len() > 1;
            if let Some(known) = owner[index] {
                for part in &parts {
                    meant(&mut latest, part, known, reader.paragraph(name.first));
                    alone(&mut lately, part, known, reader.sentence(name.first));
                }
                continue;
            }
            if (pass == 0) != long {
                continue;
            }
            let key = parts.last().cloned().unwrap_or_default();
            let candidates =
                if name.kind == Kind::Person || !long { by_part.get(&key) } else { by_part.get(&parts[0]) };
            let fits = |&&candidate: &&usize| {
                let entity: &Entity = &entities[candidate];
                let gender = name.gender.is_none() || entity.gender.is_none() || entity.gender == name.gender;
                gender
                    && !(name.located && name.kind == Kind::Place && entity.kind != Kind::Place)
                    && (compatible(&entity.parts, &parts, entity.kind, name.kind)
                        || long && !name.sure && firm(reader, entity, &parts))
                    && (long || !elsewhere(reader, &entity.parts, &parts[0]))
            };
            let mut chosen = candidates.into_iter().flatten().rev().take(32).filter(fits).copied().collect::<Vec<_>>();
            if !long
                && chosen.iter().any(|&one| entities[one].kind == Kind::Person)
                && !reader.is(name.first.wrapping_sub(1), list!("the"))
            {
                chosen.retain(|&one| entities[one].kind == Kind::Person);
            }
            // "Mr Day", where one of the Days was called a husband.
            if name.gender.is_some() && chosen.iter().any(|&one| entities[one].gender == name.gender) {
                chosen.retain(|&one| entities[one].gender == name.gender);
            }
            if chosen.len() > 1 {
                // Several bearers: the one last meant, unless another is named far more often.
                // Of two Days, of whom nothing tells which is "Mr Day", the one just named.
                let told = name.gender.is_some() && chosen.iter().all(|&one| entities[one].gender.is_none());
                let near = lately
                    .get(&key)
                    .filter(|(one, at)| told && chosen.contains(one) && at + 2 >= reader.sentence(name.first));
                let near = near.map(|&(one, _)| (one, u32::MAX));
                let last = near.or(latest.get(&key).copied()).filter(|(last, _)| chosen.contains(last));
                let most = chosen.iter().copied().max_by_key(|&one| entities[one].count).unwrap_or(chosen[0]);
                chosen = vec![match last {
                    Some((last, paragraph))
                        if paragraph == reader.paragraph(name.first)
                            || entities[last].count * 3 >= entities[most].count =>
                    {
                        last
                    }
                    _ => most,
                }];
            }
            let acronym = (!long).then(|| by_acronym.get(&key).copied()).flatten();
            let entity = match chosen.first().copied().or(acronym) {
                Some(one) => one,
                None => {
                    let place = name.kind == Kind::Unknown
                        && !long
                        && candidates.into_iter().flatten().any(|&one| elsewhere(reader, &entities[one].parts, &key));
                    let kind = if place { Kind::Place } else { name.kind };
                    entities.push(Entity {
                        kind,
                        gender: name.gender,
                        told: name.gender.is_some(),
                        full: (name.first, name.end),
                        parts: parts.clone(),
                        descriptors: Vec::new(),
                        heads: parts.iter().take(usize::from(name.alias)).cloned().collect(),
                        count: 0,
                        located: 0,
                        inner: 0,
                        sure: name.sure,
                        alias: name.alias,
                        surname: 0,
                    });
                    entities.len() - 1
                }
            };
            owner[index] = Some(entity);
            let known = &mut entities[entity];
            known.count += 1;
            known.gender = known.gender.or(name.gender);
            known.told |= name.gender.is_some();
            if parts.len() > known.parts.len()
                && compatible(&known.parts, &parts, known.kind, name.kind)
                && known.kind == name.kind
            {
                known.full = (name.first, name.end);
                known.parts = parts.clone();
            }
            if name.sure && !known.sure || known.kind == Kind::Unknown && name.kind != Kind::Unknown {
                known.kind = name.kind;
            }
            known.sure |= name.sure;
            known.located += usize::from(name.located);
            known.inner += usize::from(!name.initial);
            // "Alder Rock shares", "Alder Rock CEO Ann Day": a company.
            let owner = reader.genitive(name.end)
                && reader.is(
                    name.end + if reader.word(name.end + 1) == "s" { 2 } else { 1 },
                    list!("ceo chairman shares stock shareholders headquarters subsidiary board"),
                );
            if long && (reader.is(name.end, COMPANY) || owner) && name.title == name.first {
                known.surname -= 1;
            }
            // "Real Valmora have agreed": several, so a club or a firm.
            let opens = reader.initial(name.title)
                || reader.is(name.title - 1, list!("that but while as because where"))
                || reader.word(name.title - 1) == ","
                    && reader.is(reader.sentence_first(name.title), list!("according in after on"));
            // "Harbour England said it would appeal": what has a will and is no person.
            let country = long
                && reader.lexicon.place(&parts[parts.len() - 1]).is_some_and(|(_, demonym)| !demonym)
                && !reader.class(name.first).is(Class::GIVEN);
            if opens && reader.is(name.end, list!("have are were"))
                || !name.sure && (country || wills(reader, name.end))
            {
                known.surname -= 4;
            }
            if !long && known.parts.len() > 1 {
                let one = parts.first();
                known.surname += if known.parts.last() == one {
                    1
                } else if known.parts.first() == one && !reader.class(name.first).is(Class::GIVEN) {
                    -1
                } else {
                    0
                };
            }
            let person = known.kind == Kind::Person;
            for &(a, b) in &name.descriptors {
                known.descriptors.push((a, b));
                let party = match reader.word(a) {
                    "D" => Some("democrat"),
                    "R" => Some("republican"),
                    _ => None,
                };
                let party =
                    party.filter(|&party| reader.word(a + 1) == "-" && !known.heads.iter().any(|head| head == party));
                known.heads.extend(party.map(String::from));
                for at in a..b {
                    let class = reader.class(at);
                    if person && class.is(Class::BODY | Class::OUTLET) && !class.is(Class::PERSON | Class::TITLE) {
                        continue;
                    }
                    if class.is(Class::PERSON | Class::BODY | Class::TITLE | Class::OUTLET)
                        && !class.is(Class::FUNCTION)
                        || looks_like_person(&reader.small(at))
                    {
                        let small = reader.small(at);
                        let one = if reader.plural(at) { singular(&small).into_iter().next() } else { None };
                        let head = one.unwrap_or_else(|| small.into_owned());
                        if !known.heads.contains(&head) && known.heads.len() < 32 {
                            known.heads.push(head);
                        }
                    }
                }
            }
            for part in parts.iter().chain(&known.parts) {
                let list = by_part.entry(part.clone()).or_default();
                if !list.contains(&entity) {
                    list.push(entity);
                }
                meant(&mut latest, part, entity, reader.paragraph(name.first));
                alone(&mut lately, part, entity, reader.sentence(name.first));
            }
            if let Some(at) = name.acronym {
                by_acronym.insert(reader.small(at).into_owned(), entity);
            }
            if long && known.kind == Kind::Body {
                let initials: String = (name.first..name.end)
                    .filter(|&at| reader.capital(at))
                    .filter_map(|at| reader.word(at).chars().next())
                    .collect();
                let every: String = (name.first..name.end)
                    .filter(|&at| !reader.mark(at))
                    .filter_map(|at| reader.word(at).chars().next())
                    .collect();
                if every.chars().count() >= 3 {
                    by_acronym.entry(every.lower()).or_insert(entity);
                }
                if initials.chars().count() >= 2 {
                    by_acronym.entry(initials.lower()).or_insert(entity);
                }
            }
        }
    }
    for index in 0..entities.len() {
        let entity = &entities[index];
        // "Gráinne Mulhall" is none, where there is a Conor Mulhall.
        let kin = |other: &usize| {
            let other = &entities[*other];
            other.kind == Kind::Person
                && other.sure
                && other.parts.len() > 1
                && other.parts.last() == entity.parts.last()
        };
        let named = entity.parts.iter().skip(1).last().and_then(|last| by_part.get(last));
        let surname = || named.is_some_and(|all| all.iter().take(32).any(|other| *other != index && kin(other)));
        if matches!(entity.kind, Kind::Person | Kind::Unknown) && !entity.sure && entity.surname < 0 && !surname() {
            entities[index].kind = Kind::Body;
        }
    }
    let mentions = found.iter().zip(&owner).filter_map(|(name, &entity)| {
        Some(Name { title: name.title, first: name.first, end: name.end, entity: entity? })
    });
    Names { mentions: mentions.collect(), entities }
}

/// Whether the verb behind a name tells what "it" does by its own will: "said (that) it had received", "announced it would review".
fn wills(reader: &Reader, at: usize) -> bool {
    let verb = at + usize::from(reader.is(at, list!("has have also")));
    let it = verb + 1 + usize::from(reader.is(verb + 1, list!("that")));
    let does = it + 1 + usize::from(reader.is(it + 1, list!("would will had has was is did does")));
    let does = does + usize::from(reader.is(does, list!("not also already now still")));
    reader.is(verb, list!("said says added announced confirmed insisted stressed warned promised revealed"))
        && reader.is(it, list!("it"))
        && reader.is(
            does,
            list!(
                "received review reviewing consider considering considered trial appeal appealing investigate investigating launch launched plans planned planning hopes hoped wants wanted intends intended declined cooperate cooperating aware committed pleased disappointed looking working offer offered sell buy agreed decided welcomed supports supported opposes opposed expects continue comply complied"
            ),
        )
}

/// Notes who is meant by a part of a name from here on: the first of its bearers in the paragraph.
fn meant(latest: &mut HashMap<String, (usize, u32)>, part: &str, entity: usize, paragraph: u32) {
    if latest.get(part).is_none_or(|known| known.1 != paragraph) {
        latest.insert(part.to_string(), (entity, paragraph));
    }
}

/// Notes who alone of the bearers of a part of a name is named in the sentence.
fn alone(lately: &mut HashMap<String, (usize, u32)>, part: &str, entity: usize, sentence: u32) {
    let other = |known: &&(usize, u32)| known.1 == sentence && known.0 != entity;
    let entity = lately.get(part).filter(other).map_or(entity, |_| usize::MAX);
    lately.insert(part.to_string(), (entity, sentence));
}

/// Whether a name of several words is the short form of a firm's: "Terra Nova" of Terra Nova Minerals.
fn firm(reader: &Reader, known: &Entity, parts: &[String]) -> bool {
    let closed = known.parts.last().is_some_and(|last| reader.lexicon.class(last).is(Class::BODY_NAME));
    known.kind == Kind::Body && closed && known.parts.starts_with(parts)
}

/// Whether a word that opens the name of an outlet or a public body names the place rather than it: "Somerset" is not Somerset
/// Council, but "Barclays" is Barclays Bank and "Fox" is Fox News.
fn elsewhere(reader: &Reader, known: &[String], word: &str) -> bool {
    let [first, .., last] = known else { return false };
    let class = |word: &str| reader.lexicon.class(word);
    first == word
        && !class(word).is(Class::OUTLET_NAME)
        && (class(last).is(Class::OUTLET_NAME)
            || one_of!(
                last.as_str(),
                "ministry department government administration agency authority authorities council committee commission \
                 cabinet parliament senate house assembly court police army navy embassy treasury university college school \
                 hospital clinic city town village county borough state province district museum airport port diocese"
            ))
}

/// Whether two names (parts in small letters) may have one bearer.
fn compatible(known: &[String], new: &[String], known_kind: Kind, new_kind: Kind) -> bool {
    let person = |kind| matches!(kind, Kind::Person | Kind::Unknown);
    if known == new {
        return true;
    }
    let (short, long) = if known.len() <= new.len() { (known, new) } else { (new, known) };
    if short.is_empty() {
        return false;
    }
    if person(known_kind) && person(new_kind) {
        if short.len() == 1 {
            return long.last() == short.first() || long.first() == short.first() && long.len() <= 3;
        }
        if short.last() != long.last() {
            return false;
        }
        let (a, b) = (&short[0], &long[0]);
        return a == b || long.contains(a) || a.starts_with(b.as_str()) || b.starts_with(a.as_str());
    }
    if known_kind == Kind::Person && new_kind == Kind::Place && short.len() == 1 && long.len() > 1 {
        return long.last() == short.first();
    }
    if known_kind == Kind::Place || new_kind == Kind::Place {
        return false;
    }
    if person(known_kind) != person(new_kind) && short.len() > 1 {
        return false;
    }
    if new_kind == Kind::Person || known_kind == Kind::Person {
        return false;
    }
    // "Torvald Foods" and "Torvald", "the Post" and "the Washington Post".
    // "Rovers" and "Harchester Rovers".
    long.starts_with(short) && short.len() < long.len()
        || (known_kind == Kind::Outlet || short.len() == 1 && club(&short[0])) && long.ends_with(short)
}
