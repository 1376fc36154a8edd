//! The headline sentence: how many sources, how many named, how many not, and who stands where.

use super::position::position;
use super::verb::verb;
use super::voice::{camp, label, weight};
use crate::report::facts::{Facts, not_named};
use crate::report::types::{Act, Attribution, Counts, Form, Side, Source, Status, ZoneKind};
use crate::report::words::{capitalised, counted, is_plural, listed, number, word_count};

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
    let people = sources.iter().filter(|source| source.status == Status::Named || not_named(source.status)).count();
    let named = match named {
        0 if people == 0 => "no person among them".to_string(),
        0 => "none of them a named person".to_string(),
        n if n == counts.sources && n > 1 => "all named".to_string(),
        1 if counts.sources == 1 => "named".to_string(),
        n => format!("{} named", number(n)),
    };
    let mut headline = format!("{}, {named}", capitalised(&many));
    let withheld: Vec<&Source> = sources.iter().copied().filter(|source| source.status == Status::Anonymous).collect();
    let others: Vec<&Source> =
        sources.iter().copied().filter(|source| matches!(source.status, Status::Unnamed | Status::Vague)).collect();
    let mut left = Vec::new();
    match withheld.as_slice() {
        [] => {}
        [one] if brief(&facts.label(one)) && !is_plural(&facts.label(one)) => {
            left.push(format!("the name of {} is withheld", facts.label(one)));
        }
        [one] if brief(&facts.label(one)) => {
            left.push(format!("the names of {} are withheld", facts.label(one)));
        }
        several if several.len() == 1 => left.push("one name is withheld".into()),
        several => left.push(format!("the names of {} are withheld", number(several.len()))),
    }
    match others.as_slice() {
        [] => {}
        few if few.len() <= 2 && few.iter().all(|source| brief(&facts.label(source))) => {
            let names: Vec<String> = few.iter().map(|source| facts.label(source)).collect();
            let verb = if few.len() > 1 || is_plural(&names[0]) { "are" } else { "is" };
            left.push(format!("{} {verb} not named", listed(&names)));
        }
        several => {
            let verb = if several.len() == 1 { "is" } else { "are" };
            left.push(format!("{} {verb} not named", number(several.len())));
        }
    }
    if !left.is_empty() {
        headline += &format!("; {}", left.join(", and "));
    }
    headline + "."
}

/// Whether a word of the article shows the position: a plain verb of speech alone ("asserted", "maintained") takes no side.
fn shown_by_words(found: &Attribution) -> bool {
    const PLAIN: &[&str] = &[
        "say", "tell", "add", "assert", "maintain", "insist", "claim", "report", "state", "note", "explain", "argue",
        "believe", "think", "write", "announce", "describe", "call", "suggest", "continue", "convince", "know",
    ];
    let in_cue = |start: usize, end: usize| found.parts.cue.iter().any(|cue| cue.start <= start && end <= cue.end);
    let outside = found.stance.evidence.iter().any(|words| !in_cue(words.start, words.end));
    let verbs = found.parts.cue.iter().flat_map(|cue| cue.exact.split_whitespace()).filter_map(verb);
    let (mut spoken, mut plain) = (false, true);
    for found in verbs {
        (spoken, plain) = (true, plain && PLAIN.contains(&found.base));
    }
    outside || spoken && !plain
}

fn brief(label: &str) -> bool {
    word_count(label) <= 7 && !label.contains([',', '“', '”', '"'])
}

/// "Union officials want a ballot", "the mill denies having planned to close": two of them, of two camps.
fn positions(facts: &Facts) -> Vec<String> {
    let mut candidates: Vec<(f32, &Attribution, &Source, String)> = facts
        .report
        .attributions
        .iter()
        .filter(|found| found.stance.side != Side::Neutral && found.act != Act::NoComment)
        .filter(|found| facts.zone(Facts::start(found)) == ZoneKind::Body)
        // What a quotation is for or against is seldom a phrase that stands by itself.
        .filter(|found| found.form != Form::Direct)
        .filter(|found| shown_by_words(found))
        .filter_map(|found| {
            let source = facts.speaker(found).filter(|source| source.status != Status::Author)?;
            let label = label(facts, source, found, true);
            Some((weight(facts, found), found, source, position(facts, found, &label)?))
        })
        .collect();
    crate::order::sort_by(&mut candidates, |a, b| b.0.total_cmp(&a.0));
    candidates.truncate(200);
    let Some((_, first, speaker, text)) = candidates.first() else { return Vec::new() };
    let mut positions = vec![(Facts::start(first), text.clone())];
    let camp_of = |source: &Source| camp(source).unwrap_or_else(|| source.id.clone());
    let contrast = |found: &Attribution| {
        let related = facts.report.relations.iter().any(|relation| {
            (relation.a == first.id && relation.b == found.id) || (relation.b == first.id && relation.a == found.id)
        });
        let same_topic = match (&first.stance.target, &found.stance.target) {
            (Some(a), Some(b)) => a.topic.is_some() && a.topic == b.topic,
            _ => false,
        };
        f32::from(u8::from(related)) * 2.0
            + f32::from(u8::from(same_topic && first.stance.side != found.stance.side)) * 1.5
    };
    let second = candidates[1..]
        .iter()
        .filter(|(_, _, source, _)| source.id != speaker.id && camp_of(source) != camp_of(speaker))
        .filter(|(_, _, source, _)| {
            source.member_of.as_deref() != Some(&speaker.id) && speaker.member_of.as_deref() != Some(&source.id)
        })
        .max_by(|a, b| (a.0 + contrast(a.1)).total_cmp(&(b.0 + contrast(b.1))));
    if let Some((_, found, _, text)) = second {
        positions.push((Facts::start(found), text.clone()));
    }
    crate::order::sort_by_key(&mut positions, |(at, _)| *at);
    positions.into_iter().map(|(_, text)| text).collect()
}
