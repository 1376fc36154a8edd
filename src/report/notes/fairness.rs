//! Notes on who is heard: the sides, the accused party's reply, who was asked for comment, how the reporter's verbs colour.

use crate::case::Lower;
use crate::line::holds;
use crate::table::{HashMap, HashSet};

use super::{contents, distinct, ids, note, some_of};
use crate::report::facts::Facts;
use crate::report::types::{Act, Attribution, CommentOutcome, CueColour, Note, RelationKind, Source, Status};
use crate::report::words::{capitalised, counted, outcome, shortened};

pub(super) fn notes(facts: &Facts, notes: &mut Vec<Note>) {
    sides(facts, notes);
    replies(facts, notes);
    asked(facts, notes);
    colour(facts, notes);
}

/// How many statements each camp has, where there are two or more.
fn sides(facts: &Facts, notes: &mut Vec<Note>) {
    let mut camps: HashMap<&str, Vec<&Attribution>> = HashMap::new();
    for found in facts.report.attributions.iter().filter(|found| found.act != Act::NoComment) {
        if let Some(affiliation) = facts.speaker(found).and_then(|source| source.affiliation.as_ref()) {
            camps.entry(&affiliation.value).or_default().push(found);
        }
    }
    if camps.len() < 2 {
        return;
    }
    let mut camps: Vec<(&str, Vec<&Attribution>)> = camps.into_iter().collect();
    crate::order::sort_by(&mut camps, |a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(b.0)));
    let parts = camps.iter().map(|(camp, found)| format!("{camp} {}", found.len())).collect();
    let evidence = camps.iter().flat_map(|(_, found)| ids(found)).collect();
    notes.push(note(
        "sides_heard",
        format!("Statements by whom the speakers belong to: {}.", some_of(parts, 6)),
        evidence,
        Vec::new(),
    ));
}

/// For each accused or denounced party: whether the text holds an answer.
fn replies(facts: &Facts, notes: &mut Vec<Note>) {
    let answered: HashSet<&str> = facts
        .report
        .relations
        .iter()
        .filter(|relation| relation.kind == RelationKind::Replies)
        .map(|relation| relation.a.as_str())
        .collect();
    let asked = facts.report.asked_for_comment.iter();
    let asked: HashMap<&str, CommentOutcome> = asked
        .filter_map(|asked| Some((facts.attribution(&asked.attribution)?.source.as_deref()?, asked.how)))
        .collect();
    let parties = parties(facts);
    let mut told: HashSet<String> = HashSet::new();
    for found in facts.report.attributions.iter().filter(|found| found.act == Act::Accuse) {
        let Some(target) = &found.stance.target else { continue };
        let accused = parties.get(&bare(&target.exact)).filter(|accused| found.source.as_ref() != Some(&accused.id));
        let Some(&accused) = accused else { continue };
        let (label, who) = (facts.label(accused), facts.speaker(found).map(|source| facts.label(source)));
        if !told.insert(accused.id.clone()) {
            continue;
        }
        let speaks = facts.said_by(accused).any(|said| said.act != Act::NoComment);
        let by = who.map_or_else(String::new, |who| format!(" by {who}"));
        let (code, sentence) = if answered.contains(found.id.as_str()) {
            ("reply_given", format!("{label} is accused{by}, and the article gives an answer."))
        } else if speaks {
            ("accused_heard", format!("{label} is accused{by}, and is heard in the article."))
        } else if let Some(&how) = asked.get(accused.id.as_str()) {
            ("reply_asked", format!("{label} is accused{by} and {}.", outcome(how)))
        } else {
            ("reply_missing", format!("{label} is accused{by}; no answer was found in this text."))
        };
        notes.push(note(code, capitalised(&sentence), vec![accused.id.clone(), found.id.clone()], contents(&[found])));
    }
}

/// Whose name or mention some words are: the first source for each.
fn parties<'a>(facts: &Facts<'a>) -> HashMap<String, &'a Source> {
    let mut parties = HashMap::new();
    for source in facts.report.sources.iter().filter(|source| source.status != Status::Author) {
        for words in source.name.iter().chain(source.mentions.iter().map(|mention| &mention.exact)) {
            parties.entry(bare(words)).or_insert(source);
        }
    }
    for pronoun in ["", "he", "she", "it", "they", "him", "her", "them", "i", "we", "us", "you", "who", "which"] {
        parties.remove(pronoun);
    }
    parties
}

/// Words without article and possessive, small.
fn bare(words: &str) -> String {
    let words = words.trim();
    let words = words.strip_suffix("’s").or(words.strip_suffix("'s")).unwrap_or(words).lower();
    words.strip_prefix("the ").map(str::to_string).unwrap_or(words)
}

fn asked(facts: &Facts, notes: &mut Vec<Note>) {
    let who = |id: &str| facts.attribution(id).and_then(|found| facts.speaker(found)).map(|source| facts.label(source));
    let parts = facts.report.asked_for_comment.iter();
    let parts =
        distinct(parts.filter_map(|asked| Some(format!("{} {}", who(&asked.attribution)?, outcome(asked.how)))));
    if parts.is_empty() {
        return;
    }
    let found: Vec<&Attribution> =
        facts.report.asked_for_comment.iter().filter_map(|asked| facts.attribution(&asked.attribution)).collect();
    notes.push(note(
        "asked_for_comment",
        format!("Asked for comment: {}.", some_of(parts, 5)),
        ids(&found),
        contents(&found),
    ));
}

/// The reporter's verbs that are not neutral.
fn colour(facts: &Facts, notes: &mut Vec<Note>) {
    for (colour, how) in [
        (CueColour::Distancing, "keep a distance from what is said"),
        (CueColour::Endorsing, "take what is said as so"),
        (CueColour::Conceding, "present it as a concession"),
        (CueColour::Insisting, "present it as insistence"),
        (CueColour::Charged, "are charged"),
    ] {
        let coloured: Vec<&Attribution> = facts
            .report
            .attributions
            .iter()
            .filter(|found| found.cue_colour == colour && !found.parts.cue.is_empty() && !negated(found))
            .collect();
        if coloured.is_empty() {
            continue;
        }
        let words = distinct(coloured.iter().map(|found| {
            let who = facts.speaker(found).map(|source| format!(" of {}", facts.label(source))).unwrap_or_default();
            format!("“{}”{who}", shortened(&cue_of(found), 5))
        }));
        let (verb, how) = match coloured.len() {
            1 => ("reporting verb", singular(how)),
            _ => ("reporting verbs", how.to_string()),
        };
        let sentence = format!("{} {how}: {}.", capitalised(&counted(coloured.len(), verb, verb)), some_of(words, 4));
        let spans = coloured.iter().flat_map(|found| found.parts.cue.iter().cloned()).collect();
        notes.push(note(&format!("cue_{}", colour.word()), sentence, ids(&coloured), spans));
    }
}

/// The words of a cue.
fn cue_of(found: &Attribution) -> String {
    found.parts.cue.iter().map(|cue| cue.exact.as_str()).collect::<Vec<_>>().join(" ")
}

/// Whether a cue says that somebody did not: "would not confirm" colours nothing.
fn negated(found: &Attribution) -> bool {
    let cue = cue_of(found).lower();
    holds(&cue, "n't")
        || holds(&cue, "n’t")
        || cue.split_whitespace().any(|word| one_of!(word, "not never neither nor no"))
}

/// "keep a distance" of one verb: "keeps a distance".
fn singular(how: &str) -> String {
    match how.split_once(' ') {
        Some(("are", rest)) => format!("is {rest}"),
        Some((verb, rest)) => format!("{verb}s {rest}"),
        None => how.to_string(),
    }
}
