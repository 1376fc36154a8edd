//! Topics: what several stances are about.
//!
//! Two targets are one topic where they name the same entity, or share the head of the phrase (or a near-synonym of it,
//! `data/topic_words.txt`) and neither says anything the other contradicts. Things and claims never share a topic.

use crate::line::one_line;
use crate::table::{HashMap, HashSet};
use std::sync::OnceLock;

use super::reading::plain;
use super::{Stance, TargetKind, Topic};
use crate::Span;
use crate::attribution::Attribution;
use crate::source::Sources;
use crate::text::Document;

/// Most topics kept: a table with more columns is not read.
const MOST: usize = 8;
/// How many of the latest groups with the same head a target is compared with.
const LATEST: usize = 12;

/// What a target names, for comparing.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    kind: TargetKind,
    head: String,
    others: HashSet<String>,
}

struct Group {
    key: Key,
    members: Vec<usize>,
}

/// Gathers the targets into topics and writes their indices into the targets.
pub fn gather(
    document: &Document,
    attributions: &[Attribution],
    sources: &Sources,
    stances: &mut [Stance],
) -> Vec<Topic> {
    let mut groups: Vec<Group> = Vec::new();
    let mut by_head: HashMap<(TargetKind, String), Vec<usize>> = HashMap::new();
    for (index, stance) in stances.iter().enumerate() {
        let Some(target) = &stance.target else { continue };
        let Some(key) = key(document, target.span, target.kind) else { continue };
        let same = by_head.entry((key.kind, key.head.clone())).or_default();
        match same.iter().rev().take(LATEST).find(|group| compatible(&groups[**group].key, &key)) {
            Some(&group) => {
                groups[group].members.push(index);
                if key.others.len() > groups[group].key.others.len() {
                    groups[group].key.others = key.others;
                }
            }
            None => {
                same.push(groups.len());
                groups.push(Group { key, members: vec![index] });
            }
        }
    }
    let speakers = |group: &Group| -> usize {
        let all: HashSet<_> =
            group.members.iter().map(|member| sources.credits.get(*member).and_then(|c| c.source)).collect();
        all.len()
    };
    let mut kept: Vec<(usize, &Group)> =
        groups.iter().filter(|group| group.members.len() > 1).map(|group| (speakers(group), group)).collect();
    crate::order::sort_by_key(&mut kept, |(speakers, group)| {
        (std::cmp::Reverse((*speakers, group.members.len())), group.members[0])
    });
    kept.truncate(MOST);
    let mut topics = Vec::new();
    for (_, group) in kept {
        let spans: Vec<Span> =
            group.members.iter().filter_map(|member| Some(stances[*member].target.as_ref()?.span)).collect();
        topics.push(Topic { label: label(document, &spans), kind: group.key.kind, spans });
        for member in &group.members {
            if let Some(target) = &mut stances[*member].target {
                target.topic = Some(topics.len() - 1);
            }
        }
    }
    debug_assert!(stances.len() == attributions.len());
    topics
}

/// The most frequent wording, the shorter and earlier where several are.
fn label(document: &Document, spans: &[Span]) -> String {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for span in spans {
        *counts.entry(plain(document.slice(*span))).or_default() += 1;
    }
    let best = spans.iter().min_by_key(|span| {
        let words = document.slice(**span).split_whitespace().count();
        (std::cmp::Reverse(counts[&plain(document.slice(**span))]), words == 1, words, span.start)
    });
    best.map(|span| one_line(document.slice(*span))).unwrap_or_default()
}

/// Content words of a stretch, in plain form, near-synonyms replaced by the word that stands for their set.
pub(super) fn content_words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(plain);
    words.filter(|word| !is_empty(word)).map(|word| synonym(&word)).collect()
}

/// Whether a word says nothing of what is talked about. One comparison by length and bytes, not a list walked through.
#[rustfmt::skip]
fn is_empty(word: &str) -> bool {
    one_of!(word, "the a an of to in on for and or his her their its our my your that this these those by with at \
         from be is are was were has have had it he she they we i any not as will would who which mr mrs \
         ms dr sir s t president senator sen gov rep secretary minister former new been being do did does \
         there about what you but said if so no more all than also can")
}

fn synonym(word: &str) -> String {
    static SETS: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    let sets = SETS.get_or_init(|| {
        let lines = data!("../../data/topic_words.txt").lines();
        let pairs = lines.filter_map(|line| Some((line, line.split_whitespace().next()?)));
        pairs.flat_map(|(line, first)| line.split_whitespace().map(move |word| (word, first))).collect()
    });
    let stem = || word.strip_suffix('s').filter(|stem| stem.len() > 3).unwrap_or(word);
    sets.get(word).copied().unwrap_or_else(stem).to_owned()
}

fn key(document: &Document, span: Span, kind: TargetKind) -> Option<Key> {
    let text = document.slice(span);
    // A name goes by its last word; a phrase by the last word before its first preposition.
    let core = text
        .match_indices([' ', '\n'])
        .map(|(at, _)| at)
        .find(|at| {
            let next = text[at + 1..].split_whitespace().next().unwrap_or("");
            one_of!(next, "of on for to in with against from by at over between")
        })
        .map_or(text, |at| &text[..at]);
    let mut words = content_words(core);
    let mut all: HashSet<String> = content_words(text).into_iter().collect();
    let head = words.pop().or_else(|| all.iter().min().cloned())?;
    all.remove(&head);
    Some(Key { kind, head, others: all })
}

/// Whether two keys with one head may name the same: one says all that the other says, or they share what sets them apart.
fn compatible(a: &Key, b: &Key) -> bool {
    let shared = a.others.intersection(&b.others).count();
    shared == a.others.len().min(b.others.len()) || 2 * shared > a.others.len().max(b.others.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        let text = format!("{a}\n{b}");
        let document = Document::new(&text);
        let first = key(&document, Span::new(0, a.len()), TargetKind::Thing).unwrap();
        let second = key(&document, Span::new(a.len() + 1, text.len()), TargetKind::Thing).unwrap();
        first.head == second.head && compatible(&first, &second)
    }

    #[test]
    fn joins_what_names_the_same() {
        for (a, b) in [
            ("the plan", "the harbour proposal"),
            ("Ann Day", "Ms Day"),
            ("the ban on fishing", "a ban on fishing at night"),
            ("the talks", "negotiations"),
        ] {
            assert!(same(a, b), "{a} | {b}");
        }
    }

    #[test]
    fn keeps_apart_what_does_not() {
        for (a, b) in [
            ("the tax plan", "the harbour plan"),
            ("Ann Day", "Bob Hill"),
            ("Ann Day", "Carl Day"),
            ("a ban on fishing", "a ban on smoking"),
        ] {
            assert!(!same(a, b), "{a} | {b}");
        }
    }
}
