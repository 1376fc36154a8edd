//! What else the text says of a source: affiliation, role, count, basis, how closely the words place it.

use super::coreference::{Chains, Nature};
use super::lexicon::Class;
use super::mention::{Determiner, Phrase};
use super::name::{Kind, Names};
use super::reader::Reader;
use super::{Evidenced, Sources, Status};
use crate::line::one_line;

/// Completes the sources; `referents` holds for each source the referent it was made from.
pub fn complete(reader: &Reader, names: &Names, chains: &Chains, referents: &[usize], sources: &mut Sources) {
    for (source, &index) in sources.list.iter_mut().zip(referents) {
        let one = &chains.referents[index];
        let described: Vec<(usize, usize)> = match (&one.entity, &one.phrase) {
            (Some(entity), _) => {
                let known = &names.entities[*entity];
                let mut ranges = known.descriptors.clone();
                crate::order::sort_by_key(&mut ranges, |&(a, b)| std::cmp::Reverse(b - a));
                ranges.truncate(8);
                ranges
            }
            (None, Some(phrase)) => vec![(phrase.first, phrase.end.min(phrase.first + 40))],
            _ => Vec::new(),
        };
        source.role = described.iter().find_map(|&(a, b)| role(reader, a, b));
        source.affiliation = described.iter().find_map(|&(a, b)| affiliation(reader, names, a, b)).or_else(|| {
            let entity = one.entity.map(|entity| &names.entities[entity])?;
            let place = reader.lexicon.place(&entity.parts.join(" "))?;
            (entity.kind == Kind::Place).then(|| Evidenced {
                value: place.0.to_string(),
                spans: vec![reader.span(entity.full.0, entity.full.1)],
            })
        });
        if let Some(phrase) = &one.phrase {
            source.count = match phrase.determiner {
                Determiner::Count(count) => Some(count),
                Determiner::A if one.nature == Nature::Person => Some(1),
                _ => None,
            };
            // "who never saw our notebook, and whose name is left out": words of terms tell nothing of what is known.
            source.basis = basis(reader, phrase)
                .into_iter()
                .filter(|basis| !source.terms.iter().any(|terms| terms.overlaps(*basis)))
                .collect();
        }
        if one.members.len() > 1 {
            source.count = Some(one.members.len() as u32);
        }
        source.specificity = specificity(reader, source.status, &described, !source.basis.is_empty());
    }
    group(reader, chains, referents, sources);
}

/// official, party, expert, media or affected: the class of the last noun for a person.
fn role(reader: &Reader, first: usize, end: usize) -> Option<Evidenced> {
    let stop = (first..end).find(|&at| reader.is(at, list!("who of for at")) || reader.word(at) == ",").unwrap_or(end);
    let head =
        (first..stop).rev().find(|&at| reader.class(at).is(Class::PERSON) && !reader.class(at).is(Class::FUNCTION))?;
    let class = reader.class(head);
    let value = [
        (Class::OFFICIAL, "official"),
        (Class::MEDIA, "media"),
        (Class::PARTY, "party"),
        (Class::EXPERT, "expert"),
        (Class::AFFECTED, if class.is(Class::VAGUE) { "other" } else { "affected" }),
    ]
    .into_iter()
    .find(|(one, _)| class.is(*one))
    .map_or("other", |(_, word)| word);
    Some(Evidenced { value: value.into(), spans: vec![reader.span(head, head + 1)] })
}

/// The country or body that a description names.
fn affiliation(reader: &Reader, names: &Names, first: usize, end: usize) -> Option<Evidenced> {
    let range = names.within(first, end);
    for at in first..end {
        let small = reader.small(at);
        let two = format!("{small} {}", reader.small(at + 1));
        let (place, width) = match reader.lexicon.place(&two) {
            Some((place, _)) if at + 1 < end => (Some(place), 2),
            _ => (reader.lexicon.place(&small).filter(|_| reader.capital(at)).map(|(place, _)| place), 1),
        };
        if let Some(place) = place {
            return Some(Evidenced { value: place.into(), spans: vec![reader.span(at, at + width)] });
        }
        if let Some(name) = range.clone().map(|index| names.mentions[index]).find(|name| name.first == at) {
            let entity = &names.entities[name.entity];
            if matches!(entity.kind, Kind::Body | Kind::Outlet) {
                let value = one_line(reader.text(entity.full.0, entity.full.1));
                return Some(Evidenced {
                    value,
                    spans: vec![reader.span(name.first, name.end.min(end).max(name.first + 1))],
                });
            }
        }
    }
    None
}

/// How the source knows: "who was briefed on the talks", "familiar with the matter".
fn basis(reader: &Reader, phrase: &Phrase) -> Option<crate::Span> {
    const KNOWING: crate::list::List = list!(
        "familiar privy briefed aware knowledge informed involved present attended participated witnessed \
         saw seen heard worked works close acquainted took attending overheard reviewed"
    );
    let end = phrase.end.min(phrase.first + 40);
    let mut at = phrase.head + 1;
    let from = loop {
        if at >= end || at > phrase.head + 20 {
            return None;
        }
        if reader.is(at, KNOWING) {
            break at;
        }
        at += 1;
    };
    let mut start = from;
    while start > phrase.head + 1 && !matches!(reader.word(start - 1), ",") && from - start < 5 {
        start -= 1;
        if reader.is(start, list!("who with")) {
            break;
        }
    }
    let start = if reader.is(start, list!("who with")) { start } else { from };
    let mut stop = from + 1;
    while stop < end
        && reader.word(stop) != ","
        && !reader.is(stop, list!("but"))
        && !(reader.is(stop, list!("and"))
            && reader.is(stop + 1, list!("spoke asked declined requested was who wasn fears feared insisted agreed wished wanted did does would could")))
    {
        stop += 1;
    }
    // "who took no part in either study"
    let denied = (start..stop).any(|at| reader.is(at, list!("no not never neither nor without t hardly")));
    (!denied).then(|| reader.span(start, stop))
}

/// 0 "sources", 1 "an official", 2 "a senior US official", 3 "a diplomat who attended the talks".
fn specificity(reader: &Reader, status: Status, described: &[(usize, usize)], basis: bool) -> u8 {
    if matches!(status, Status::Named) {
        return 3;
    }
    let Some(&(first, end)) = described.first() else { return u8::from(status != Status::Vague) };
    let placing = (first..end).filter(|&at| {
        !reader.class(at).is(Class::FUNCTION | Class::COUNT | Class::QUANTITY | Class::VAGUE) && !reader.mark(at)
    });
    let words = placing.count();
    let level = match words {
        0 => 0,
        1 => 1,
        2 | 3 => 2,
        _ => 3,
    };
    match status {
        Status::Vague => level.min(1).min(u8::from(basis)),
        _ if basis => level.max(2),
        _ => level,
    }
}

/// A source belongs to a group that stands before it and has the same noun and no other camp.
fn group(reader: &Reader, chains: &Chains, referents: &[usize], sources: &mut Sources) {
    let mut groups: crate::table::HashMap<&str, Vec<usize>> = crate::table::HashMap::new();
    for (at, &index) in referents.iter().enumerate() {
        let one = &chains.referents[index];
        if one.entity.is_some() {
            continue;
        }
        let Some(head) = one.heads.first() else { continue };
        let hidden = |status: Status| matches!(status, Status::Unnamed | Status::Anonymous);
        if one.plural && one.members.is_empty() {
            groups.entry(head).or_default().push(at);
        } else if hidden(sources.list[at].status) && sources.list[at].member_of.is_none() {
            let camp = sources.list[at].affiliation.as_ref().map(|camp| camp.value.clone());
            let found = groups.get(head.as_str()).into_iter().flatten().rev().take(8).find(|&&group| {
                let other = sources.list[group].affiliation.as_ref().map(|camp| camp.value.clone());
                other.is_some() && other == camp
            });
            sources.list[at].member_of = found.copied();
        }
    }
    let _ = reader;
}
