//! Whose clause of anonymity it is: settled after the grammar of the clause has had its say (`coreference`).
//!
//! Everybody who speaks around a clause, and their groups, are candidates; what is known of each (what the grammar found, where it
//! speaks, number, gender, what it is called) is summed with the weights of `data/clause_weights.txt`, and whoever comes out above
//! nothing is meant: "both" may be two. The weights are fitted on labelled articles by `train/clause_owners.py`.

use std::sync::OnceLock;

use super::super::coreference::{Chains, Nature};
use super::super::lexicon::{Class, singular};
use super::super::mention::{Determiner, number};
use super::super::name::Names;
use super::super::reader::{Gender, Reader};
use super::super::terms::{Clause, Sort};
use super::{Status, by_phrase};
use crate::attribution::Attribution;
use crate::table::HashMap;

/// Attributions that are looked at before and after a clause.
const NEAR: usize = 24;

/// The features, in the order of the weights.
const NAMES: &str = "always open named false_name found found_named found_none found_other found_group found_member \
     inside here here_after hangs last second_last third_last earlier next later only_next paragraph \
     paragraph_apart far within beyond plural several_plural several_single single_plural same_gender \
     other_gender called called_otherwise counted member group_speaks collective vague body indefinite \
     found_silent plural_last plural_next several_plural_last introduced introduced_here within_after other_clause single_last single_last_gender \
     relative_found relative_other relative_silent several_after hangs_apart \
     two_paragraphs_apart";
const FEATURES: usize = 57;
type Row = [f32; FEATURES];
const ALWAYS: usize = 0;
const OPEN: usize = 1;
const NAMED: usize = 2;
const FALSE_NAME: usize = 3;
const FOUND: usize = 4;
const FOUND_NAMED: usize = 5;
const FOUND_NONE: usize = 6;
const FOUND_OTHER: usize = 7;
const FOUND_GROUP: usize = 8;
const FOUND_MEMBER: usize = 9;
const INSIDE: usize = 10;
const HERE: usize = 11;
const HERE_AFTER: usize = 12;
const HANGS: usize = 13;
const LAST: usize = 14;
const NEXT: usize = 18;
const ONLY_NEXT: usize = 20;
const PARAGRAPH: usize = 21;
const PARAGRAPH_APART: usize = 22;
const FAR: usize = 23;
const WITHIN: usize = 24;
const BEYOND: usize = 25;
const PLURAL: usize = 26;
const SEVERAL_PLURAL: usize = 27;
const SEVERAL_SINGLE: usize = 28;
const SINGLE_PLURAL: usize = 29;
const SAME_GENDER: usize = 30;
const OTHER_GENDER: usize = 31;
const CALLED: usize = 32;
const CALLED_OTHERWISE: usize = 33;
const COUNTED: usize = 34;
const MEMBER: usize = 35;
const GROUP_SPEAKS: usize = 36;
const COLLECTIVE: usize = 37;
const VAGUE: usize = 38;
const BODY: usize = 39;
const INDEFINITE: usize = 40;
const FOUND_SILENT: usize = 41;
const PLURAL_LAST: usize = 42;
const PLURAL_NEXT: usize = 43;
const SEVERAL_PLURAL_LAST: usize = 44;
const INTRODUCED: usize = 45;
const INTRODUCED_HERE: usize = 46;
const WITHIN_AFTER: usize = 47;
const OTHER_CLAUSE: usize = 48;
const SINGLE_LAST: usize = 49;
const SINGLE_LAST_GENDER: usize = 50;
const RELATIVE_FOUND: usize = 51;
const RELATIVE_OTHER: usize = 52;
const RELATIVE_SILENT: usize = 53;
const SEVERAL_AFTER: usize = 54;
const HANGS_APART: usize = 55;
const TWO_PARAGRAPHS_APART: usize = 56;

fn weights() -> &'static Row {
    static WEIGHTS: OnceLock<Row> = OnceLock::new();
    WEIGHTS.get_or_init(|| {
        let mut weights = [0.0; FEATURES];
        for line in data!("../../../data/clause_weights.txt").lines() {
            if let Some((name, weight)) = line.split_once(' ')
                && let Some(index) = NAMES.split(' ').position(|known| known == name)
            {
                weights[index] = weight.parse::<i32>().map_or(0.0, |weight| weight as f32 / 100.0);
            }
        }
        weights
    })
}

fn flag(value: bool) -> f32 {
    if value { 1.0 } else { 0.0 }
}

pub(super) fn attach(
    reader: &Reader,
    names: &Names,
    attributions: &[Attribution],
    chains: &mut Chains,
    clauses: &[Clause],
) {
    let speakers = Speakers::new(reader, names, attributions, chains, clauses);
    let chosen: Vec<Vec<usize>> =
        clauses.iter().enumerate().map(|(index, clause)| speakers.of(clause, &chains.clause_of[index])).collect();
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
    names: &'a Names,
    attributions: &'a [Attribution],
    chains: &'a Chains,
    clauses: &'a [Clause],
    /// First token of each attribution's source, else of its cue, else of its content.
    place: Vec<usize>,
    /// All attributions by that place.
    ordered: Vec<usize>,
    /// The first attribution of each referent that speaks, or whose members do.
    first: HashMap<usize, usize>,
}

impl<'a, 'd> Speakers<'a, 'd> {
    fn new(
        reader: &'a Reader<'d>,
        names: &'a Names,
        attributions: &'a [Attribution],
        chains: &'a Chains,
        clauses: &'a [Clause],
    ) -> Self {
        let first = |one: &Attribution| {
            let first = one.source.first().or(one.cue.first()).or(one.content.first());
            first.map_or(0, |span| reader.document.tokens_in(*span).start)
        };
        let place: Vec<usize> = attributions.iter().map(first).collect();
        let mut ordered: Vec<usize> = (0..place.len()).collect();
        crate::order::sort_by_key(&mut ordered, |&one| place[one]);
        let mut first = HashMap::new();
        for &index in ordered.iter().rev() {
            let Some(speaker) = chains.of[index] else { continue };
            let group = chains.referents[speaker].member_of;
            std::iter::once(speaker).chain(group).for_each(|one| *first.entry(one).or_default() = index);
        }
        Self { reader, names, attributions, chains, clauses, place, ordered, first }
    }

    /// The referents that a clause speaks of.
    fn of(&self, clause: &Clause, found: &[usize]) -> Vec<usize> {
        let weights = weights();
        let likely = |row: &Row| row.iter().zip(weights).map(|(value, weight)| value * weight).sum::<f32>() > 0.0;
        let rows = self.rows(clause, found);
        #[cfg(feature = "trace")]
        self.trace(clause, &rows);
        let mut all: Vec<usize> = rows.into_iter().filter(|(_, row)| likely(row)).map(|(one, _)| one).collect();
        crate::order::sort(&mut all);
        all
    }

    /// Who may be meant by a clause, with what speaks for each: those who speak around it, and their groups.
    fn rows(&self, clause: &Clause, found: &[usize]) -> Vec<(usize, Row)> {
        let (reader, chains) = (self.reader, self.chains);
        let middle = self.ordered.partition_point(|&one| self.place[one] < clause.trigger);
        let before = self.ordered[middle.saturating_sub(NEAR)..middle].iter().rev();
        let after = &self.ordered[middle..(middle + NEAR).min(self.ordered.len())];
        let told = Told::new(reader, clause);
        let (sentence, paragraph) = (reader.sentence(clause.trigger), reader.paragraph(clause.trigger));
        let trigger = reader.document.tokens[clause.trigger].span;
        let mut rows: Vec<(usize, Row)> = Vec::new();
        // Speakers before it, and those that may be meant, single or several, so far.
        let (mut rank, mut singles, mut several, mut open_after) = (0, 0, 0, 0);
        for (&index, ahead) in before.map(|one| (one, true)).chain(after.iter().map(|one| (one, false))) {
            let Some(speaker) = chains.of[index] else { continue };
            let group = chains.referents[speaker].member_of;
            for (one, itself) in [(Some(speaker), true), (group, false)] {
                let Some(one) = one else { continue };
                let at = rows.iter().position(|(known, _)| *known == one).unwrap_or_else(|| {
                    let mut row = self.known(one, &told, clause, found);
                    let open = row[OPEN] > 0.0;
                    let plural = chains.referents[one].plural;
                    if itself && ahead && open {
                        row[LAST + rank.min(3)] = 1.0;
                        row[SINGLE_LAST] = flag(told.single && rank == 0);
                        row[SINGLE_LAST_GENDER] = row[SINGLE_LAST] * row[SAME_GENDER];
                        rank += 1;
                        if plural {
                            row[PLURAL_LAST] = flag(several == 0);
                            row[SEVERAL_PLURAL_LAST] = flag(several == 0 && told.several);
                            several += 1;
                        } else {
                            singles += 1;
                            row[WITHIN] = flag(told.several && singles <= told.number);
                            row[BEYOND] = flag(told.several && singles > told.number);
                        }
                    } else if itself && open {
                        row[NEXT + usize::from(open_after > 0)] = 1.0;
                        row[ONLY_NEXT] = flag(rank == 0 && open_after == 0);
                        open_after += 1;
                        if plural {
                            row[PLURAL_NEXT] = flag(several == 0);
                            several += 1;
                        } else {
                            singles += 1;
                            row[WITHIN_AFTER] = flag(told.several && singles <= told.number);
                        }
                        row[SEVERAL_AFTER] = flag(told.several && rank > 0);
                    }
                    rows.push((one, row));
                    rows.len() - 1
                });
                let row = &mut rows[at].1;
                let mut set = |name: usize, value: bool| row[name] = row[name].max(flag(value));
                set(GROUP_SPEAKS, !itself);
                set(INSIDE, self.attributions[index].source.iter().any(|span| span.contains(trigger)));
                let here = reader.sentence(self.place[index]) == sentence;
                set(HERE, here && ahead);
                set(HERE_AFTER, here && !ahead);
                set(HANGS, here && clause.hangs());
                let apart = reader.paragraph(self.place[index]).abs_diff(paragraph);
                set(PARAGRAPH, apart == 0);
                let introduced = self.first.get(&one) == Some(&index);
                set(INTRODUCED, introduced && apart == 0);
                set(INTRODUCED_HERE, introduced && here);
                set(PARAGRAPH_APART, apart == 1);
                set(TWO_PARAGRAPHS_APART, apart == 2);
            }
        }
        for (_, row) in &mut rows {
            row[FAR] = flag(row[PARAGRAPH] + row[PARAGRAPH_APART] + row[TWO_PARAGRAPHS_APART] == 0.0);
            let elsewhere = row[HERE] + row[HERE_AFTER] == 0.0;
            row[HANGS_APART] = flag(clause.hangs() && elsewhere);
        }
        // Far off, behind a relative pronoun, and beside one who says it on such terms, only whom grammar or words point to; "not naming the nurse": whoever is called so.
        let held = clause.hangs() && !told.several && rows.iter().any(|(_, row)| row[HERE] * row[OPEN] > 0.0);
        rows.retain(|(_, row)| {
            let elsewhere = row[HERE] + row[HERE_AFTER] == 0.0;
            let pointed = row[FOUND] + row[FOUND_GROUP] + row[CALLED] > 0.0;
            let near = row[FAR] == 0.0 || row[COUNTED] > 0.0;
            let unsaid = row[RELATIVE_OTHER] == 0.0 && !elsewhere;
            (pointed || near && (!told.relative || unsaid) && !(held && elsewhere))
                && (!told.object || row[CALLED] > 0.0)
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
            let mine = (0..self.attributions.len()).filter(|&index| whose(self.chains.of[index]));
            let mine: Vec<String> = mine.map(|index| index.to_string()).collect();
            let row: Vec<String> = row.iter().map(|value| value.to_string()).collect();
            eprintln!("OWNER\t{words}\t{}\t{}", mine.join(","), row.join(" "));
        }
    }

    /// What is known of a referent apart from where it speaks.
    fn known(&self, referent: usize, told: &Told, clause: &Clause, found: &[usize]) -> Row {
        let one = &self.chains.referents[referent];
        let phrase = one.phrase.as_ref();
        let mut row = [0.0; FEATURES];
        let mut set = |name: usize, value: bool| row[name] = flag(value);
        let body = phrase
            .is_some_and(|phrase| phrase.class.is(Class::BODY | Class::DOCUMENT) && !phrase.class.is(Class::PERSON));
        let open = one.may_hide() && !body;
        let false_name = matches!(clause.sort, Sort::Pseudonym | Sort::PartialName);
        set(ALWAYS, true);
        set(OPEN, open);
        set(NAMED, one.entity.is_some());
        set(FALSE_NAME, one.entity.is_some() && false_name);
        set(FOUND, found.contains(&referent));
        set(FOUND_NAMED, found.contains(&referent) && one.entity.is_some());
        set(FOUND_NONE, found.is_empty());
        let heard = found.iter().any(|one| self.first.contains_key(one));
        set(FOUND_OTHER, heard && !found.contains(&referent));
        set(FOUND_SILENT, !found.is_empty() && !heard);
        set(RELATIVE_FOUND, told.relative && found.contains(&referent));
        set(RELATIVE_OTHER, told.relative && heard && !found.contains(&referent));
        set(RELATIVE_SILENT, told.relative && !found.is_empty() && !heard);
        set(OTHER_CLAUSE, one.clauses.iter().any(|&other| !std::ptr::eq(&self.clauses[other], clause)));
        set(FOUND_GROUP, one.member_of.is_some_and(|group| found.contains(&group)));
        set(FOUND_MEMBER, found.iter().any(|&one| self.chains.referents[one].member_of == Some(referent)));
        set(PLURAL, one.plural);
        set(SEVERAL_PLURAL, told.several && one.plural);
        set(SEVERAL_SINGLE, told.several && !one.plural);
        set(SINGLE_PLURAL, told.single && one.plural);
        set(SAME_GENDER, told.gender.is_some() && one.gender == told.gender);
        set(OTHER_GENDER, told.gender.is_some() && one.gender.is_some() && one.gender != told.gender);
        let called = told.nouns.iter().any(|noun| one.heads.contains(noun));
        set(CALLED, called);
        set(CALLED_OTHERWISE, !called && !told.nouns.is_empty());
        let count = phrase.map(|phrase| phrase.determiner);
        set(COUNTED, matches!(count, Some(Determiner::Count(count)) if told.several && count as usize == told.number));
        set(MEMBER, one.member_of.is_some());
        let status = phrase.filter(|_| one.entity.is_none()).map(|phrase| by_phrase(self.reader, self.names, phrase));
        set(COLLECTIVE, status == Some(Status::Collective));
        set(VAGUE, status == Some(Status::Vague));
        set(BODY, matches!(status, Some(Status::Institution | Status::Document | Status::Outlet)));
        set(INDEFINITE, phrase.is_some_and(|phrase| matches!(phrase.determiner, Determiner::A | Determiner::Count(_))));
        row
    }
}

/// What the words of a clause tell of whom it is said.
struct Told {
    /// Of several: "both", "neither", "their names".
    several: bool,
    /// Of how many, if of several.
    number: usize,
    /// Of one: "she", "his name".
    single: bool,
    gender: Option<Gender>,
    /// Of whoever stands before it: "who", "whose".
    relative: bool,
    /// Whether those are whom a verb of naming has for its object.
    object: bool,
    /// What they are called in it: "the nurse cannot be identified".
    nouns: Vec<String>,
}

impl Told {
    fn new(reader: &Reader, clause: &Clause) -> Self {
        let (first, end) = clause.subject.unwrap_or(clause.tokens);
        let (first, end) = (first.min(clause.tokens.0), end.max(clause.tokens.1));
        let any = |words: crate::list::List| (first..end).any(|at| reader.is(at, words));
        // "neither he nor his firm", "both his name and his rank" are one man's.
        let pair = (first..end).any(|at| {
            reader.is(at, list!("both neither either")) && reader.pronoun_gender(at + 1).is_none()
                || reader.is(at, list!("pair two"))
        });
        let number = (first..end).find_map(|at| number(reader, at)).filter(|&number| number > 1);
        let relative = clause.subject.is_some_and(|(first, _)| reader.is(first, list!("who whose whom")));
        // "The diplomat was not authorised to discuss them": one, whatever else is several.
        let one = clause.subject.is_some_and(|(first, end)| {
            reader.is(first, list!("the this that a an"))
                && !reader.plural(end - 1)
                && reader.class(end - 1).is(Class::PERSON)
        });
        let several = !one
            && (pair
                || number.is_some()
                || any(list!("all none each they their them theirs names identities women men")));
        // "All four" are four, "all of them" any number; "they" are mostly two.
        let many = if any(list!("all none each")) { usize::MAX } else { 2 };
        let number = if pair { 2 } else { number.map_or(many, |number| number as usize) };
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
        let nouns: Vec<String> = nouns.collect();
        let object = !nouns.is_empty()
            && (first..end).any(|at| {
                reader.is(at, list!("name naming identify identifying"))
                    && reader.is(at + 1, list!("the a an any either both"))
            });
        Self { several, number, single, gender, relative, object, nouns }
    }
}
