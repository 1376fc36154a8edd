//! Whose clause of anonymity it is: settled after the grammar of the clause has had its say (`coreference`).
//!
//! A clause inside a source is that source's; one that hangs on a verb of saying is the speaker's. Where the grammar found nobody
//! who speaks, it is whoever speaks nearest without a name.

use super::super::coreference::{Chains, Nature};
use super::super::lexicon::{Class, singular};
use super::super::name::Names;
use super::super::reader::Reader;
use super::super::terms::{Clause, Sort};
use crate::attribution::Attribution;
use crate::table::HashMap;

/// Paragraphs between a clause and the one it speaks of, where the grammar does not tell.
const APART: u32 = 1;
/// Attributions that are looked at before and after such a clause.
const NEAR: usize = 24;

pub(super) fn attach(
    reader: &Reader,
    names: &Names,
    attributions: &[Attribution],
    chains: &mut Chains,
    clauses: &[Clause],
) {
    let speakers = Speakers::new(reader, attributions, chains);
    let chosen: Vec<Option<Vec<usize>>> =
        clauses.iter().enumerate().map(|(index, clause)| speakers.of(clause, &chains.clause_of[index])).collect();
    for (index, chosen) in chosen.into_iter().enumerate() {
        let Some(chosen) = chosen else { continue };
        for &old in &chains.clause_of[index] {
            chains.referents[old].clauses.retain(|&one| one != index);
        }
        for &referent in &chosen {
            let list = &mut chains.referents[referent].clauses;
            if !list.contains(&index) {
                list.push(index);
            }
        }
        chains.clause_of[index] = chosen;
    }
    let partial: Vec<usize> = (0..clauses.len()).filter(|&one| clauses[one].sort == Sort::PartialName).collect();
    if !partial.is_empty() {
        partly_named(names, chains, clauses, &partial);
    }
}

/// "One member, who gave only her first name, Ana": the name that the clause gives, or that follows it, is the source's, and so is what
/// was said under that name elsewhere.
fn partly_named(names: &Names, chains: &mut Chains, clauses: &[Clause], partial: &[usize]) {
    let named = chains.referents.iter().enumerate().filter_map(|(index, one)| Some((one.entity?, index)));
    let known: HashMap<usize, usize> = named.collect();
    let mut moved: HashMap<usize, usize> = HashMap::new();
    for &index in partial {
        let (first, end) = clauses[index].tokens;
        let mut near = names.mentions[names.within(first, end + 2)].iter().map(|name| name.entity);
        let &[one] = &chains.clause_of[index][..] else { continue };
        let Some(entity) = near.find(|&entity| names.entities[entity].parts.len() == 1) else { continue };
        let referent = &chains.referents[one];
        if referent.entity.is_some() || referent.plural || referent.nature != Nature::Person {
            continue;
        }
        chains.referents[one].entity = Some(entity);
        if let Some(&other) = known.get(&entity).filter(|other| !moved.contains_key(*other)) {
            let mentions = std::mem::take(&mut chains.referents[other].mentions);
            chains.referents[other].entity = None;
            chains.referents[one].mentions.extend(mentions);
            moved.insert(other, one);
        }
    }
    for of in chains.of.iter_mut().flatten() {
        *of = moved.get(of).copied().unwrap_or(*of);
    }
}

/// Where each attribution's speaker stands.
struct Speakers<'a, 'd> {
    reader: &'a Reader<'d>,
    attributions: &'a [Attribution],
    chains: &'a Chains,
    /// Attributions with source or cue in a sentence.
    by_sentence: HashMap<u32, Vec<usize>>,
    /// One attribution of each referent that speaks, or whose members do.
    speaking: HashMap<usize, usize>,
    /// First token of each attribution's source, else of its cue, else of its content.
    place: Vec<usize>,
    /// All attributions by that place.
    ordered: Vec<usize>,
}

impl<'a, 'd> Speakers<'a, 'd> {
    fn new(reader: &'a Reader<'d>, attributions: &'a [Attribution], chains: &'a Chains) -> Self {
        let mut by_sentence: HashMap<u32, Vec<usize>> = HashMap::new();
        let mut speaking = HashMap::new();
        let mut place = Vec::with_capacity(attributions.len());
        for (index, attribution) in attributions.iter().enumerate() {
            let first = attribution.source.first().or(attribution.cue.first()).or(attribution.content.first());
            let first = first.map_or(0, |span| reader.document.tokens_in(*span).start);
            place.push(first);
            if let Some(referent) = chains.of[index] {
                let group = chains.referents[referent].member_of;
                std::iter::once(referent).chain(group).for_each(|one| *speaking.entry(one).or_default() = index);
            }
            for span in attribution.source.iter().chain(&attribution.cue) {
                let tokens = reader.document.tokens_in(*span);
                if !tokens.is_empty() {
                    let list = by_sentence.entry(reader.sentence(tokens.start)).or_default();
                    if !list.contains(&index) {
                        list.push(index);
                    }
                }
            }
        }
        let mut ordered: Vec<usize> = (0..place.len()).collect();
        crate::order::sort_by_key(&mut ordered, |&one| place[one]);
        Self { reader, attributions, chains, by_sentence, speaking, place, ordered }
    }

    /// The referents that a clause speaks of; none where what the grammar found stays.
    fn of(&self, clause: &Clause, found: &[usize]) -> Option<Vec<usize>> {
        if let Some(named) = self.not_to_name(clause) {
            return Some(named);
        }
        let near = self.by_sentence.get(&self.reader.sentence(clause.trigger)).map_or(&[][..], |list| &list[..]);
        let trigger = self.reader.document.tokens[clause.trigger].span;
        let open = |one: &usize| self.open(clause, *one);
        let inside = |one: &usize| self.attributions[*one].source.iter().any(|span| span.contains(trigger));
        if let Some(holder) = near.iter().copied().find(inside).filter(open) {
            return Some(self.chains.of[holder].into_iter().collect());
        }
        let settled = found.iter().any(|&one| self.speaks(clause, one));
        let hangs = clause.hangs() && (found.is_empty() || near.iter().any(open));
        if !hangs && settled {
            return None;
        }
        let one = self.nearest(clause, near.iter().copied().filter(open));
        if let Some(one) = one {
            return Some(self.chains.of[one].into_iter().collect());
        }
        if settled { None } else { self.around(clause) }
    }

    /// "The paper is not naming the nurse", "would not name the buyer": whom a verb of naming has for its object, if they speak, and
    /// nobody else. None where no person is its object.
    fn not_to_name(&self, clause: &Clause) -> Option<Vec<usize>> {
        let reader = self.reader;
        let (first, end) = clause.tokens;
        let verb = (first..end).find(|&at| {
            reader.is(at, list!("name naming identify identifying"))
                && reader.is(at + 1, list!("the a an any either both"))
        })?;
        let noun = (verb + 2..end.min(verb + 6)).find(|&at| reader.class(at).is(Class::PERSON))?;
        let small = reader.small(noun);
        let heads = if reader.plural(noun) { singular(&small) } else { vec![small.into_owned()] };
        let called = |one: &usize| self.chains.referents[*one].heads.iter().any(|head| heads.contains(head));
        let mut all: Vec<usize> =
            self.near(clause).iter().filter_map(|&one| self.chains.of[one]).filter(called).collect();
        crate::order::sort(&mut all);
        all.dedup();
        Some(all)
    }

    /// The attributions that stand around a clause.
    fn near(&self, clause: &Clause) -> &[usize] {
        let at = self.ordered.partition_point(|&one| self.place[one] < clause.trigger);
        &self.ordered[at.saturating_sub(NEAR)..(at + NEAR).min(self.ordered.len())]
    }

    /// Of some attributions the last whose speaker stands before the clause, else the first behind it.
    fn nearest(&self, clause: &Clause, some: impl Iterator<Item = usize> + Clone) -> Option<usize> {
        let before = some.clone().filter(|&one| self.place[one] < clause.trigger).max_by_key(|&one| self.place[one]);
        before.or_else(|| some.filter(|&one| self.place[one] >= clause.trigger).min_by_key(|&one| self.place[one]))
    }

    /// Who speaks around a clause without a name: one, or with "both", "neither", "they" all of them.
    fn around(&self, clause: &Clause) -> Option<Vec<usize>> {
        let paragraph = self.reader.paragraph(clause.trigger);
        let (first, end) = clause.subject.unwrap_or(clause.tokens);
        let several = (first..end.max(first + 1)).any(|at| {
            self.reader.is(at, list!("both neither all none each they their them theirs pair names identities"))
        });
        let around = self.near(clause);
        for far in 0..=APART {
            let apart = |one: usize| self.reader.paragraph(self.place[one]).abs_diff(paragraph);
            let some = around.iter().copied().filter(|&one| apart(one) == far && self.open(clause, one));
            let one = self.nearest(clause, some.clone());
            if let Some(one) = one {
                let mut all: Vec<usize> = if several {
                    some.filter(|&other| self.place[other] < clause.trigger || other == one)
                        .filter_map(|other| self.chains.of[other])
                        .collect()
                } else {
                    self.chains.of[one].into_iter().collect()
                };
                crate::order::sort(&mut all);
                all.dedup();
                return Some(all);
            }
        }
        None
    }

    /// Whether an attribution's speaker may be whom a clause speaks of.
    fn open(&self, clause: &Clause, attribution: usize) -> bool {
        self.chains.of[attribution].is_some_and(|referent| {
            let referent = &self.chains.referents[referent];
            let body = referent.phrase.as_ref().is_some_and(|phrase| {
                phrase.class.is(Class::BODY | Class::DOCUMENT) && !phrase.class.is(Class::PERSON)
            });
            referent.may_hide() && !body || matches!(clause.sort, Sort::Pseudonym | Sort::PartialName)
        })
    }

    /// Whether a referent, one of its members, or one of the group that it is speaks and may be whom a clause speaks of.
    fn speaks(&self, clause: &Clause, referent: usize) -> bool {
        let members = self.chains.referents[referent].members.iter();
        let mut speaking = std::iter::once(&referent).chain(members).filter_map(|one| self.speaking.get(one));
        speaking.any(|&one| self.open(clause, one))
    }
}
