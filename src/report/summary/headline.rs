//! The headline sentence: how many sources, how many named, how many not, and who stands where.

use super::position::{Position, position};
use super::voice::{camp, label, weight};
use crate::report::facts::{Facts, not_named};
use crate::report::types::{Act, Attribution, Counts, Side, Source, Status, ZoneKind};
use crate::report::words::{capitalised, counted, is_plural, listed, number, word_count};
use crate::table::HashMap;

/// Fewest words of what is said in a position: "the plan" alone says little in a headline.
const FEWEST: usize = 3;
/// Most words of all positions where a third is told.
const LONGEST: usize = 58;

/// The headline of a report: a sentence or two.
pub(super) fn headline(facts: &Facts, counts: &Counts) -> String {
    if counts.attributions == 0 {
        return "No statement is ascribed to anyone in this text.".into();
    }
    let mut headline = numbers(facts, counts);
    let positions = positions(facts);
    if !positions.is_empty() {
        headline += &format!(" {}.", capitalised(&positions.join("; ")));
    }
    headline
}

/// "Five or six sources, one named; the name of a senior US official is withheld."
fn numbers(facts: &Facts, counts: &Counts) -> String {
    let sources = facts.counted();
    if sources.is_empty() {
        return "No source is given for what this text reports.".into();
    }
    let many = if counts.sources_at_least < counts.sources {
        format!("{} or {} sources", number(counts.sources_at_least), number(counts.sources))
    } else {
        counted(counts.sources, "source", "sources")
    };
    let named = counts.by_status.get(&Status::Named).copied().unwrap_or(0);
    let persons = sources.iter().any(|source| source.status == Status::Named || not_named(source.status));
    let named = match named {
        0 if !persons => "no person among them".to_string(),
        0 => "none of them a named person".to_string(),
        n if n == counts.sources && n > 1 => "all named".to_string(),
        1 if counts.sources == 1 => "named".to_string(),
        n => format!("{} named", number(n)),
    };
    let mut headline = format!("{}, {named}", capitalised(&many));
    // One of three aides is no fourth.
    let groups: HashMap<&str, Status> = sources
        .iter()
        .filter(|source| source.count.is_some())
        .map(|source| (source.id.as_str(), source.status))
        .collect();
    let told = |member: &Source| {
        let group = member.member_of.as_ref().and_then(|group| groups.get(group.as_str()));
        group.is_some_and(|&group| group == Status::Anonymous || member.status != Status::Anonymous)
    };
    let (withheld, others): (Vec<&Source>, Vec<&Source>) = sources
        .iter()
        .copied()
        .filter(|source| not_named(source.status) && !told(source))
        .partition(|source| source.status == Status::Anonymous);
    let mut left = Vec::new();
    match withheld.as_slice() {
        [] => {}
        [one] if brief(&facts.label(one)) && !is_plural(&facts.label(one)) => {
            left.push(format!("the name of {} is withheld", facts.label(one)));
        }
        [one] if brief(&facts.label(one)) => {
            left.push(format!("the names of {} are withheld", facts.label(one)));
        }
        [one] if one.count.is_none_or(|count| count == 1) => left.push("one name is withheld".into()),
        several => left.push(format!("the names of {} are withheld", people(several))),
    }
    match others.as_slice() {
        [] => {}
        few if few.len() <= 2 && few.iter().all(|source| brief(&facts.label(source))) => {
            let names: Vec<String> = few.iter().map(|source| facts.label(source)).collect();
            let verb = if few.len() > 1 || is_plural(&names[0]) { "are" } else { "is" };
            left.push(format!("{} {verb} not named", listed(&names)));
        }
        several => {
            let verb = if several.len() == 1 && several[0].count.is_none_or(|count| count == 1) { "is" } else { "are" };
            left.push(format!("{} {verb} not named", people(several)));
        }
    }
    if !left.is_empty() {
        headline += &format!("; {}", left.join(", and "));
    }
    headline + "."
}

/// How many people some sources are: three aides are three, and are called people where they are more than sources.
fn people(sources: &[&Source]) -> String {
    let many = sources.iter().map(|source| source.count.map_or(1, |count| count as usize)).sum();
    format!("{}{}", number(many), if many > sources.len() { " people" } else { "" })
}

fn brief(label: &str) -> bool {
    word_count(label) <= 7 && !label.contains([',', '“', '”', '"'])
}

/// A position that can be said, and what is known of it.
struct Candidate<'a> {
    weight: f32,
    found: &'a Attribution,
    source: &'a Source,
    said: Position,
}

/// "Union officials want a ballot", "the mill denies having planned to close": two of them, of two camps, and what one of them
/// says in the other direction.
fn positions(facts: &Facts) -> Vec<String> {
    let mut candidates: Vec<Candidate> = facts
        .report
        .attributions
        .iter()
        .filter(|found| found.stance.side != Side::Neutral && found.act != Act::NoComment)
        .filter(|found| facts.zone(Facts::start(found)) == ZoneKind::Body)
        .filter_map(|found| {
            let source = facts.speaker(found).filter(|source| source.status != Status::Author)?;
            let label = label(facts, source, found, true);
            let said = position(facts, found, &label, FEWEST)?;
            Some(Candidate { weight: weight(facts, found), found, source, said })
        })
        .collect();
    crate::order::sort_by(&mut candidates, |a, b| b.weight.total_cmp(&a.weight));
    candidates.truncate(200);
    let Some(first) = candidates.first() else { return Vec::new() };
    let camp_of = |source: &Source| camp(source).unwrap_or_else(|| source.id.clone());
    let contrast = |found: &Attribution| {
        let related = facts.report.relations.iter().any(|relation| {
            (relation.a == first.found.id && relation.b == found.id)
                || (relation.b == first.found.id && relation.a == found.id)
        });
        let same_topic = match (&first.found.stance.target, &found.stance.target) {
            (Some(a), Some(b)) => a.topic.is_some() && a.topic == b.topic,
            _ => false,
        };
        f32::from(u8::from(related)) * 2.0
            + f32::from(u8::from(same_topic && first.found.stance.side != found.stance.side)) * 1.5
    };
    let second = candidates[1..]
        .iter()
        .filter(|other| other.source.id != first.source.id && camp_of(other.source) != camp_of(first.source))
        .filter(|other| {
            other.source.member_of.as_deref() != Some(&first.source.id)
                && first.source.member_of.as_deref() != Some(&other.source.id)
        })
        .max_by(|a, b| (a.weight + contrast(a.found)).total_cmp(&(b.weight + contrast(b.found))));
    let mut chosen: Vec<&Candidate> = std::iter::once(first).chain(second).collect();
    // What one of the two says for one thing and against another belongs together.
    let words: usize = chosen.iter().map(|one| word_count(&one.said.text)).sum();
    let other_side = candidates[1..].iter().find(|other| {
        let same = |one: &&&Candidate| one.source.id == other.source.id && one.found.id != other.found.id;
        word_count(&other.said.text) + words <= LONGEST
            && chosen.iter().filter(same).any(|one| one.found.stance.side != other.found.stance.side)
    });
    chosen.extend(other_side);
    crate::order::sort_by_key(&mut chosen, |one| Facts::start(one.found));
    let mut said: Vec<(&Candidate, String)> = Vec::new();
    for one in chosen {
        let plain = |text: &str| !text.contains([':', '“', '"']);
        match said.iter_mut().find(|(first, _)| first.source.id == one.source.id) {
            Some((first, text)) if first.said.subject() == one.said.subject() && plain(&first.said.text) => {
                *text += &format!(", and{}", one.said.predicate());
            }
            // The same subject twice reads badly.
            Some(_) => {}
            None => said.push((one, one.said.text.clone())),
        }
    }
    said.into_iter().map(|(_, text)| facts.lowered(&text)).collect()
}
