//! Whose clause of anonymity it is: settled after the grammar of the clause has had its say (`coreference`).
//!
//! Everybody who speaks around a clause, and their groups, are candidates; what is known of each (what the grammar found, where it
//! speaks, number, gender, what it is called) is summed with the weights of `data/clause_weights.txt`, and whoever comes out above
//! nothing is meant: "both" may be two. The weights are fitted on labelled articles by `train/clause_owners.py`.

use std::sync::OnceLock;

use super::super::coreference::{Chains, Nature};
use super::super::feature::{self, features};
use super::super::lexicon::{Class, singular};
use super::super::mention::{Determiner, Phrase, number, ordinal};
use super::super::name::{Kind, Names};
use super::super::reader::{Gender, Reader};
use super::super::terms::{Clause, Sort};
use crate::attribution::Attribution;
use crate::table::{HashMap, HashSet};

/// Words before a clause in which whom it is said of are told one by one.
const FAR: usize = 24;
/// Words between a name and a clause that calls it false.
const BESIDE: usize = 5;
/// Attributions that are looked at before and after a clause.
const NEAR: usize = 24;

features! {
    Always Open Named FalseName Found FoundOther FoundGroup FoundSilent Beside Here Hangs Last Next
    Paragraph ParagraphApart TwoParagraphsApart Within Plural SeveralPlural SinglePlural SameGender OtherGender
    Called Counted Member GroupSpeaks Indefinite
}

/// The features of a candidate: one bit each.
#[derive(Clone, Copy, Default)]
struct Row(u32);

impl Row {
    fn set(&mut self, feature: Feature, value: bool) {
        self.0 |= u32::from(value) << feature as u32;
    }

    fn has(self, feature: Feature) -> bool {
        self.0 >> feature as u32 & 1 != 0
    }

    fn score(self) -> f32 {
        let of = |(bit, weight): (usize, &f32)| if self.0 >> bit & 1 != 0 { *weight } else { 0.0 };
        weights().iter().enumerate().map(of).sum()
    }
}

fn weights() -> &'static [f32] {
    static WEIGHTS: OnceLock<Vec<f32>> = OnceLock::new();
    WEIGHTS.get_or_init(|| feature::weights(data!("../../../data/clause_weights.txt"), NAMES, 0))
}

pub(super) fn attach(
    reader: &Reader,
    names: &Names,
    attributions: &[Attribution],
    chains: &mut Chains,
    clauses: &[Clause],
) {
    let speakers = Speakers::new(reader, attributions, chains);
    let named = chains.referents.iter().enumerate().filter_map(|(index, one)| Some((one.entity?, index)));
    let known: HashMap<usize, usize> = named.collect();
    let of = |(index, clause): (usize, &Clause)| match false_name(reader, names, clause).map(|name| known.get(&name)) {
        Some(whose) => whose.into_iter().copied().collect(),
        None => speakers.of(clause, &chains.clause_of[index]),
    };
    let chosen: Vec<Vec<usize>> = clauses.iter().enumerate().map(of).collect();
    for one in &mut chains.referents {
        one.clauses.clear();
    }
    for (index, chosen) in chosen.into_iter().enumerate() {
        for &referent in &chosen {
            chains.referents[referent].clauses.push(index);
        }
        chains.clause_of[index] = chosen;
    }
    let partial: Vec<usize> = (0..clauses.len()).filter(|&one| clauses[one].sort == Sort::PartialName).collect();
    if !partial.is_empty() {
        partly_named(names, chains, clauses, &partial);
    }
}

/// "Ruth, not her real name, …", "Margaret is not the real name of a clerk": the name just before a clause that calls a name false.
fn false_name(reader: &Reader, names: &Names, clause: &Clause) -> Option<usize> {
    let (first, end) = clause.tokens;
    let real = (first..end).find(|&at| clause.sort == Sort::Pseudonym && reader.is(at, list!("real")))?;
    let from = reader.sentence_first(real).max(real.saturating_sub(BESIDE));
    let beside = names.mentions[names.within(from, real).next_back()?].entity;
    matches!(names.entities[beside].kind, Kind::Person | Kind::Unknown).then_some(beside)
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
    chains: &'a Chains,
    /// First token of each attribution's source, else of its cue, else of its content.
    place: Vec<usize>,
    /// All attributions by that place.
    ordered: Vec<usize>,
    /// Referents that speak, or whose members do.
    speaking: HashSet<usize>,
}

impl<'a, 'd> Speakers<'a, 'd> {
    fn new(reader: &'a Reader<'d>, attributions: &[Attribution], chains: &'a Chains) -> Self {
        let first = |one: &Attribution| {
            let first = one.source.first().or(one.cue.first()).or(one.content.first());
            first.map_or(0, |span| reader.document.tokens_in(*span).start)
        };
        let place: Vec<usize> = attributions.iter().map(first).collect();
        let mut ordered: Vec<usize> = (0..place.len()).collect();
        crate::order::sort_by_key(&mut ordered, |&one| place[one]);
        let speaking = chains.of.iter().flatten().flat_map(|&one| whole(chains, one)).collect();
        Self { reader, chains, place, ordered, speaking }
    }

    /// The referents that a clause speaks of.
    fn of(&self, clause: &Clause, found: &[usize]) -> Vec<usize> {
        let told = Told::new(self.reader, clause);
        // "One said …, another that … The third would not be named": neither of those, if nothing is told of the third.
        if let (&[one], Some((first, _))) = (found, clause.subject)
            && self.chains.referents[one].member_of.is_some()
            && !self.speaking.contains(&one)
            && (ordinal(self.reader, first + 1).is_some() || self.reader.is(first + 1, list!("other")))
        {
            return vec![one];
        }
        // "She met a nurse who asked not to be named": the nurse, who speaks in the next paragraph.
        let introduced = clause.subject.is_some_and(|(first, _)| self.reader.is(first, list!("a an")));
        if let (&[one], true) = (found, told.relative || introduced)
            && self.speaking.contains(&one)
            && self.chains.referents[one].may_hide()
        {
            return vec![one];
        }
        let rows = self.rows(clause, &told, found);
        #[cfg(feature = "trace")]
        self.trace(clause, &rows);
        // "Neither woman": where just so many are left, all of them.
        let within = rows.iter().filter(|(_, row)| row.has(Feature::Within)).count();
        let just = told.exact && within == told.number;
        let meant = |row: &Row| match told.listed {
            true => row.has(Feature::Called),
            false => row.score() > 0.0 || just && row.has(Feature::Within),
        };
        let mut all: Vec<usize> = rows.iter().filter(|(_, row)| meant(row)).map(|(one, _)| *one).collect();
        crate::order::sort(&mut all);
        all
    }

    /// Who may be meant by a clause, with what speaks for each: those who speak around it, and their groups.
    fn rows(&self, clause: &Clause, told: &Told, found: &[usize]) -> Vec<(usize, Row)> {
        let (reader, chains) = (self.reader, self.chains);
        let middle = self.ordered.partition_point(|&one| self.place[one] < clause.trigger);
        let range = middle.saturating_sub(NEAR)..(middle + NEAR).min(self.ordered.len());
        let (sentence, paragraph) = (reader.sentence(clause.trigger), reader.paragraph(clause.trigger));
        let mut rows: Vec<(usize, Row)> = Vec::new();
        // Speakers before and behind it that may be meant, so far; and those of them that are one person.
        let (mut ahead, mut behind, mut singles) = (0, 0, 0);
        // The last one first, then those behind.
        for at in (range.start..middle).rev().chain(middle..range.end) {
            let index = self.ordered[at];
            let Some(speaker) = chains.of[index] else { continue };
            for one in whole(chains, speaker) {
                let itself = one == speaker;
                let known = rows.iter().position(|(known, _)| *known == one).unwrap_or_else(|| {
                    let mut row = self.known(one, told, clause, found);
                    if itself && row.has(Feature::Open) {
                        singles += usize::from(!row.has(Feature::Plural));
                        let within_number = told.several && !row.has(Feature::Plural) && singles <= told.number;
                        if at < middle {
                            row.set(Feature::Last, ahead == 0);
                            row.set(Feature::Within, within_number);
                            ahead += 1;
                        } else {
                            row.set(Feature::Next, behind == 0);
                            behind += 1;
                        }
                    }
                    rows.push((one, row));
                    rows.len() - 1
                });
                let row = &mut rows[known].1;
                let same = reader.sentence(self.place[index]) == sentence;
                let apart = reader.paragraph(self.place[index]).abs_diff(paragraph);
                row.set(Feature::GroupSpeaks, !itself);
                row.set(Feature::Beside, same);
                row.set(Feature::Here, same && at < middle);
                row.set(Feature::Hangs, same && clause.hangs());
                row.set(Feature::Paragraph, apart == 0);
                row.set(Feature::ParagraphApart, apart == 1);
                row.set(Feature::TwoParagraphsApart, apart == 2);
            }
        }
        // "Neither" are the two people who spoke last, or a pair spoken of last with those it consists of; nobody else.
        let singles = |end: usize| rows[..=end].iter().filter(|(_, row)| row.has(Feature::Within)).count();
        let met = |at: &usize| rows[*at].1.has(Feature::Counted) || singles(*at) == told.number;
        let last = (0..rows.len()).find(met).filter(|_| told.exact);
        let pair = last.map(|at| rows[at]).filter(|(_, row)| row.has(Feature::Counted)).map(|(one, _)| one);
        // "All asked not to be named": those of this paragraph, if several speak in it.
        let here = |(_, row): &(usize, Row)| row.has(Feature::Paragraph) && row.has(Feature::Open);
        let all = told.number == usize::MAX
            && (rows.iter().filter(|row| here(row)).count() > 1
                || rows.iter().any(|row| here(row) && row.1.has(Feature::Plural)));
        // "Both" are the two who spoke last, rather than two of others who spoke long before.
        let theirs = |last: usize, one: usize| {
            rows[..=last].iter().any(|(member, _)| chains.referents[*member].member_of == Some(one))
        };
        let two = |at: usize| pair.is_none() && last.is_some_and(|last| at > last && !theirs(last, rows[at].0));
        let late: Vec<bool> = (0..rows.len()).map(two).collect();
        let mut late = late.into_iter();
        let mut passed = false;
        // Only whom grammar or words point to is meant far off, behind a relative pronoun, or where another says it on such terms.
        let held = clause.hangs()
            && !told.several
            && rows.iter().any(|(_, row)| row.has(Feature::Here) && row.has(Feature::Open));
        rows.retain(|(one, row)| {
            let pointed = row.has(Feature::Found) || row.has(Feature::FoundGroup) || row.has(Feature::Called);
            let near =
                row.has(Feature::Paragraph) || row.has(Feature::ParagraphApart) || row.has(Feature::TwoParagraphsApart);
            let this = pair == Some(*one);
            passed |= this;
            let more = match pair {
                Some(_) if row.has(Feature::Within) && !passed => false,
                Some(_) => !this && chains.referents[*one].member_of != pair,
                None => last.is_some() && !row.has(Feature::Within) && !row.has(Feature::Counted),
            };
            // "Six spoke on condition …" is not said of all eleven.
            let of_more = chains.referents[*one].counted().is_some_and(|count| count as usize > told.number);
            // "A man who declined to give his name" is not both of them.
            let of_one = told.relative && told.single && row.has(Feature::Plural) && !row.has(Feature::Found);
            let late = late.next().unwrap_or(false) && row.has(Feature::Counted);
            if told.exact && of_more || of_one || late || all && !row.has(Feature::Paragraph) {
                return false;
            }
            let other = more
                || told.relative && row.has(Feature::FoundOther)
                || (told.relative || held) && !row.has(Feature::Beside);
            (pointed && pair.is_none() || (near || row.has(Feature::Counted)) && !other)
                && (!told.object || row.has(Feature::Called))
        });
        rows
    }

    /// Writes what the scorer saw, for `train/clause_owners.py`: the clause, and for every candidate the places of its attributions.
    #[cfg(feature = "trace")]
    fn trace(&self, clause: &Clause, rows: &[(usize, Row)]) {
        let words = clause.span.of(self.reader.document.text).replace(['\t', '\n'], " ");
        for (one, row) in rows {
            let whose = |of: Option<usize>| {
                of == Some(*one) || of.is_some_and(|of| self.chains.referents[of].member_of == Some(*one))
            };
            let mine = (0..self.place.len()).filter(|&index| whose(self.chains.of[index]));
            let mine: Vec<String> = mine.map(|index| index.to_string()).collect();
            let row: Vec<String> = (0..u32::BITS).map(|bit| (row.0 >> bit & 1).to_string()).collect();
            eprintln!("OWNER\t{words}\t{}\t{}", mine.join(","), row.join(" "));
        }
    }

    /// What is known of a referent apart from where it speaks.
    fn known(&self, referent: usize, told: &Told, clause: &Clause, found: &[usize]) -> Row {
        let one = &self.chains.referents[referent];
        let phrase = one.phrase.as_ref();
        let mut row = Row::default();
        let body = phrase.is_some_and(|phrase| {
            phrase.class.is(Class::BODY | Class::DOCUMENT) && !phrase.class.is(Class::PERSON) && !phrase.indefinite()
        });
        let false_name = matches!(clause.sort, Sort::Pseudonym | Sort::PartialName);
        let heard = found.iter().any(|one| self.speaking.contains(one));
        let count = phrase.map(|phrase| phrase.determiner);
        row.set(Feature::Always, true);
        row.set(Feature::Open, one.may_hide() && !body);
        row.set(Feature::Named, one.entity.is_some() && !one.alias);
        row.set(Feature::FalseName, one.entity.is_some() && false_name);
        row.set(Feature::Found, found.contains(&referent));
        row.set(Feature::FoundOther, heard && !found.contains(&referent));
        row.set(Feature::FoundGroup, one.member_of.is_some_and(|group| found.contains(&group)));
        row.set(Feature::FoundSilent, !found.is_empty() && !heard);
        row.set(Feature::Plural, one.plural);
        row.set(Feature::SeveralPlural, told.several && one.plural);
        row.set(Feature::SinglePlural, told.single && one.plural);
        row.set(Feature::SameGender, told.gender.is_some() && one.gender == told.gender);
        let known = told.gender.is_some() && one.gender.is_some();
        row.set(Feature::OtherGender, known && one.gender != told.gender);
        row.set(Feature::Called, told.nouns.iter().any(|noun| one.heads.contains(noun)));
        row.set(Feature::Counted, told.several && count == Some(Determiner::Count(told.number as u32)));
        row.set(Feature::Member, one.member_of.is_some());
        row.set(Feature::Indefinite, phrase.is_some_and(Phrase::indefinite));
        row
    }
}

/// A speaker, its group, and the people not named who speak in it: "three officials and a memo".
fn whole(chains: &Chains, speaker: usize) -> impl Iterator<Item = usize> + '_ {
    let one = &chains.referents[speaker];
    let hidden = |one: &usize| chains.referents[*one].nature != Nature::Thing && chains.referents[*one].may_hide();
    std::iter::once(speaker).chain(one.member_of).chain(one.members.iter().copied().filter(hidden))
}

/// What the words of a clause tell of whom it is said.
struct Told {
    /// Of several: "both", "neither", "their names".
    several: bool,
    /// Of how many, if of several.
    number: usize,
    /// Whether that many are told: "both", "all three".
    exact: bool,
    /// Of one: "she", "his name".
    single: bool,
    gender: Option<Gender>,
    /// Of whoever stands before it: "who", "whose".
    relative: bool,
    /// Whether those are whom a verb of naming has for its object.
    object: bool,
    /// Whether they are told one by one: "two of them, a nurse and a cook, asked not to be named".
    listed: bool,
    /// What they are called in it: "the nurse cannot be identified".
    nouns: Vec<String>,
}

impl Told {
    fn new(reader: &Reader, clause: &Clause) -> Self {
        let (first, end) = clause.subject.unwrap_or(clause.tokens);
        let (first, end) = (first.min(clause.tokens.0), end.max(clause.tokens.1));
        let any = |words: crate::list::List| (first..end).any(|at| reader.is(at, words));
        // "The two", "all three women" are those meant; "because she has two children" tells of others.
        let counts = |at: usize| {
            clause.subject.is_some_and(|(first, end)| (first..end).contains(&at))
                || at == reader.sentence_first(at)
                || reader.is(at.saturating_sub(1), list!("the all these those"))
        };
        // "neither he nor his firm", "both his name and his rank" are one man's.
        let pair = (first..end).any(|at| {
            reader.is(at, list!("both neither either")) && reader.pronoun_gender(at + 1).is_none()
                || reader.is(at, list!("pair two")) && counts(at)
        });
        let told = (first..end).filter(|&at| counts(at)).find_map(|at| number(reader, at));
        let told = told.filter(|&told| told > 1);
        let relative = clause.subject.is_some_and(|(first, _)| reader.is(first, list!("who whose whom")));
        // "The diplomat was not authorised to discuss them": one, whatever else is several.
        let one = clause.subject.is_some_and(|(first, end)| {
            reader.is(first, list!("the this that a an"))
                && !reader.plural(end - 1)
                && reader.class(end - 1).is(Class::PERSON)
        });
        let several = !one
            && (pair
                || told.is_some()
                || any(list!("all none each they their them theirs names identities"))
                || (first..end).any(|at| reader.is(at, list!("women men")) && counts(at)));
        // "All four" are four, "all of them" any number; "they" are mostly two.
        let many = if any(list!("all none each")) { usize::MAX } else { 2 };
        let gender = (first..end).find_map(|at| reader.noun_gender(at).or_else(|| reader.pronoun_gender(at)));
        let single = !several && (gender.is_some() || any(list!("name")));
        let named = |at: &usize| {
            reader.class(*at).is(Class::PERSON)
                && at
                    .checked_sub(1)
                    .is_some_and(|at| reader.is(at, list!("the a an any both neither either two three")))
        };
        let nouns = (first..end).filter(named).flat_map(|at| {
            let small = reader.small(at);
            if reader.plural(at) { singular(&small) } else { vec![small.into_owned()] }
        });
        // "Two of them, a nurse and a cook, asked …": those are meant.
        let begin = reader.sentence_first(clause.tokens.0);
        let each = |at: &usize| reader.class(*at).is(Class::PERSON) && reader.is(*at - 1, list!("a an"));
        let each: Vec<usize> = (begin + 1..clause.trigger.min(begin + FAR)).filter(each).collect();
        let listed = each.len() > 1 && number(reader, begin) == Some(each.len() as u32);
        let nouns: Vec<String> =
            if listed { each.iter().map(|&at| reader.small(at).into_owned()).collect() } else { nouns.collect() };
        let object = !nouns.is_empty()
            && (first..end).any(|at| {
                reader.is(at, list!("name naming identify identifying"))
                    && reader.is(at + 1, list!("the a an any either both"))
            });
        let exact = pair || told.is_some();
        let number = if pair { 2 } else { told.map_or(many, |told| told as usize) };
        Self { several, number, exact, single, gender, relative, object, listed, nouns }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_has_its_feature_and_features_fit_their_bits() {
        let listed = data!("../../../data/clause_weights.txt").lines().filter(|line| !line.starts_with('#'));
        let listed: Vec<&str> = listed.filter_map(|line| line.split_whitespace().next()).collect();
        assert_eq!(listed, NAMES.split_whitespace().collect::<Vec<_>>());
        assert!(FEATURES <= 32 && weights().iter().any(|weight| *weight != 0.0));
    }
}
