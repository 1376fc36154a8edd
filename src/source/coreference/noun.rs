//! Common noun phrases: who was named or spoken of before, and who is new.

use super::super::lexicon::{Class, kin, singular};
use super::super::mention::{self, Determiner, Form, Phrase, Pronoun};
use super::super::name::{Kind, Name};
use super::super::reader::{Gender, Reader};
use super::modifier::modifier;
use super::office::Office;
use super::rank::{self, Pick, Table};
use super::{Nature, Referent, Resolver, blank};
use crate::case::Lower;
use crate::text::ZoneKind;

/// Words before a noun that tell nobody apart.
const GENERAL: crate::list::List =
    list!("former senior top second first young old older other new current longtime then late presumptive leading");

/// Words after a noun in which "who" tells what somebody does.
const AFTER: usize = 8;

/// Referents of a headline's noun that are looked at.
const HEADED: usize = 12;

/// Names before and after "the 68-year-old" of which one may be hers.
const AGES: usize = 48;

impl Resolver<'_, '_> {
    /// The referent of a common noun phrase: one named or spoken of before, or a new one.
    pub(super) fn noun(&mut self, parsed: &Phrase, hidden: bool) -> usize {
        let reader = self.reader;
        let head = called(reader, parsed.head, parsed.plural || mention::of_several(reader, parsed.first));
        let class = parsed.class;
        let nature = nature(parsed);
        let key = reader.text(parsed.first, parsed.cut).lower();
        let key = key.strip_prefix("the ").unwrap_or(&key);
        let key = key.strip_prefix("some ").unwrap_or(key).to_string();
        // "Ann Day, a lawyer, who said", "Ann Day has been the mayor since": the words after her name are hers.
        let before = self.names.mentions.partition_point(|name| name.first < parsed.first);
        if let Some(name) = self.names.mentions[..before].last().copied()
            && !parsed.plural
            && !reader.capital(parsed.first)
            && name.end + 6 > parsed.first
            && reader.sentence(name.first) == reader.sentence(parsed.first)
            && self.names.entities[name.entity].descriptors.iter().any(|&(first, _)| first == parsed.first)
        {
            return self.entity(name.entity);
        }
        // "The minister, Ann Day, left.", "The minister is Ann Day": so are those before it.
        if let Some(name) = self.names.mentions.get(before).copied().filter(|_| !parsed.plural) {
            let (known, start) = (&self.names.entities[name.entity], name.title);
            let is = reader.is(parsed.cut, list!("is was"))
                && start == parsed.cut + 1
                && known.kind == Kind::Person
                && !reader.genitive(name.end);
            let set_off = |&(first, end): &(usize, usize)| {
                first == parsed.first && end + 1 == start && reader.word(end) == "," && reader.mark(name.end)
            };
            if is || known.descriptors.iter().any(set_off) {
                let found = self.entity(name.entity);
                self.remember(found, parsed, &head, &key);
                return found;
            }
        }
        let owner = self.owner(parsed);
        let definite = match parsed.determiner {
            Determiner::The => true,
            Determiner::Bare => !parsed.plural || class.is(Class::BODY),
            Determiner::Owned => true,
            _ => false,
        };
        let counted =
            matches!(parsed.determiner, Determiner::Count(_)) && reader.is(parsed.first, list!("the those these"));
        let one_person = nature == Nature::Person && !parsed.plural;
        // "Four people with knowledge of it … The sources asked not to be named": those.
        let bare = parsed.determiner == Determiner::The && parsed.cut <= parsed.head + 1;
        if bare && let Some(group) = self.vague_group(parsed) {
            return group;
        }
        if one_person
            && let Some(known) = self
                .nth(parsed, &head)
                .or_else(|| self.of_age(parsed))
                .or_else(|| self.parent(parsed, &head, owner?))
                .or_else(|| self.epithet(parsed, &head, true))
        {
            return known;
        }
        // "Two jurors said … One … The other juror": not somebody else, who was called so.
        if one_person && let Some(pair) = self.pair_before(parsed) {
            let known = self.by_text.get(&key).copied();
            let known = known.filter(|&one| self.chains.referents[one].member_of == Some(pair));
            return known.unwrap_or_else(|| self.fresh(parsed, head, nature, owner, key));
        }
        let specific: Vec<String> = (parsed.first..parsed.head)
            .filter(|&at| reader.people(at).is_some() || !reader.class(at).is(Class::FUNCTION) && !reader.mark(at))
            .map(|at| modifier(reader, at))
            .filter(|word| !GENERAL.contains(&word.as_str()))
            .take(8)
            .collect();
        let two = matches!(parsed.determiner, Determiner::Count(2)) && reader.is(parsed.first, list!("the"))
            || parsed.plural
                && (reader.is(parsed.first, list!("both"))
                    || parsed.first > 0 && reader.is(parsed.first - 1, list!("both")))
                && !(parsed.first..=parsed.end).any(|at| reader.is(at, list!("and")));
        if two && nature == Nature::Group && parsed.cut <= parsed.head + 1 {
            // "Two teachers said … Both teachers"
            let pair = |one: &usize| self.chains.referents[*one].counted() == Some(2);
            let counted = self.by_head.get(&head).and_then(|all| all.iter().rev().copied().find(pair));
            let people = class.is(Class::PERSON);
            if let Some(pair) = counted.or_else(|| self.last_two(parsed.first).filter(|_| people)) {
                return pair;
            }
        }
        if (definite || counted || parsed.plural && parsed.determiner == Determiner::Bare)
            && let Some(known) = self.known(parsed, &head, nature, hidden, owner, &key)
        {
            if one_person {
                let rows = self.noun_rows(parsed, &head, Some(known), &specific, owner, hidden);
                match self.choose_or(parsed, rows, known) {
                    Some(found) => {
                        self.enrich(found, parsed, &head);
                        self.remember(found, parsed, &head, &key);
                        return found;
                    }
                    None => {
                        let known = self.epithet(parsed, &head, false).filter(|_| !hidden);
                        return known.unwrap_or_else(|| self.fresh(parsed, head, nature, owner, key));
                    }
                }
            }
            self.enrich(known, parsed, &head);
            // "Voldex said … The firm said … He said": not Voldex.
            if nature == Nature::Body && self.chains.referents[known].nature == Nature::Thing {
                self.chains.referents[known].nature = nature;
            }
            return known;
        }
        if one_of!(head.as_str(), "couple pair duo twosome")
            && parsed.determiner == Determiner::The
            && parsed.cut <= parsed.head + 1
            && let Some(pair) = self.last_two(parsed.first)
        {
            return pair;
        }
        if one_person
            && let rows = self.noun_rows(parsed, &head, None, &specific, owner, hidden)
            && let Some(found) = self.choose(parsed, rows)
        {
            self.enrich(found, parsed, &head);
            self.remember(found, parsed, &head, &key);
            return found;
        }
        if one_person && let Some(known) = self.epithet(parsed, &head, false).filter(|_| !hidden) {
            return known;
        }
        // "the lawmakers", of whom each was named as one.
        if parsed.plural && parsed.determiner == Determiner::The && !hidden && nature == Nature::Group {
            let all = self.recent(parsed.first, 25).map(|touch| touch.referent).find(|&one| {
                let members = &self.chains.referents[one].members;
                members.len() > 1
                    && members.iter().all(|&one| {
                        self.chains.referents[one].heads.iter().any(|known| kin(&head, known) || *known == head)
                    })
            });
            if let Some(all) = all {
                return all;
            }
        }
        self.fresh(parsed, head, nature, owner, key)
    }

    /// Whom a bare noun of the headline means: the first of that noun who speaks below, else the first spoken of, else somebody new.
    pub(super) fn headed(&mut self, parsed: &Phrase) -> usize {
        let head = called(self.reader, parsed.head, parsed.plural);
        let fits = |one: &&usize| {
            let one = &self.chains.referents[**one];
            // "Two generals" are no three.
            let number = parsed.determiner == Determiner::Bare
                || one.phrase.as_ref().is_some_and(|phrase| phrase.determiner == parsed.determiner);
            one.entity.is_none() && one.nature == nature(parsed) && one.member_of.is_none() && number
        };
        let all = self.by_head.get(&head);
        let mut all = all.into_iter().flatten().take(HEADED).filter(fits);
        let speaks = all.clone().find(|one| self.chains.referents[**one].spoken > 0);
        match speaks.or_else(|| all.next()) {
            Some(&known) => known,
            None => self.fresh(parsed, head.clone(), nature(parsed), None, head),
        }
    }

    /// "The 68-year-old": whose name "68" follows, among those named nearby.
    fn of_age(&mut self, parsed: &Phrase) -> Option<usize> {
        let reader = self.reader;
        let age = |at: &usize| reader.word(*at + 1) == "-" && reader.is(*at + 2, list!("year"));
        let age = reader.word((parsed.first..parsed.end).take(4).find(age)?);
        let middle = self.names.mentions.partition_point(|name| name.first < parsed.first);
        let near = middle.saturating_sub(AGES)..(middle + AGES).min(self.names.mentions.len());
        let aged = |name: &&Name| reader.word(name.end) == "," && reader.word(name.end + 1) == age;
        let found = self.names.mentions[near].iter().find(aged)?.entity;
        (self.names.entities[found].kind == Kind::Person).then(|| self.entity(found))
    }

    /// "Derek Pugh … his son, Lee Pugh … His father": Derek, whom the surname shows.
    fn parent(&self, parsed: &Phrase, head: &str, child: usize) -> Option<usize> {
        let one = &self.chains.referents[child];
        let surname = |one: &Referent| self.names.entities[one.entity?].parts.last();
        let parent = |&other: &usize| {
            let named = &self.chains.referents[other];
            let gender = named.gender.is_none() || parsed.gender.is_none() || named.gender == parsed.gender;
            other != child && gender && surname(named).is_some() && surname(named) == surname(one)
        };
        let mut parents = self.recent(parsed.first, 99).map(|touch| touch.referent).filter(parent);
        let told =
            one_of!(head, "father mother") && one.heads.iter().any(|head| one_of!(head.as_str(), "son daughter"));
        parents.next().filter(|found| told && parents.all(|other| other == *found))
    }

    /// "The 68-year-old", "the Austrian", "the banker": by a word that tells of somebody just spoken of, and of nobody new. By a trade
    /// only who alone is, in the last two sentences; `plain` asks for who alone is, in the sentence before.
    fn epithet(&self, parsed: &Phrase, head: &str, plain: bool) -> Option<usize> {
        let (reader, at) = (self.reader, parsed.first);
        let told = reader.is(parsed.head, list!("old")) || reader.people(parsed.head).is_some();
        let trade = parsed.head == at + 1 && rank::is_trade(parsed.class, head) && !self.by_head.contains_key(head);
        let office = Office::of(reader, parsed);
        let person =
            |one: &Referent| one.nature == Nature::Person || one.nature == Nature::Thing && self.may_be_person(one);
        let fits = |one: &Referent| {
            let entity = one.entity.map(|entity| &self.names.entities[entity]);
            one.nature == Nature::Person
                && !one.plural
                && (one.gender.is_none() || parsed.gender.is_none() || one.gender == parsed.gender)
                && one.entity.map_or(told && one.phrase.is_some(), |entity| self.named[entity])
                && !office.excludes(reader, entity, one.phrase.as_ref())
        };
        let placed = parsed.cut > parsed.head + 1 || reader.is(parsed.head + 1, list!("who whose whom"));
        if parsed.determiner != Determiner::The || placed || !told && !trade {
            return None;
        }
        // Who alone was spoken of: in the two sentences before for a trade, in the one before for what tells more.
        if told && !plain {
            return self.best(at, 4, None, fits, |one| if one.entity.is_some() { 1.0 } else { 0.0 });
        }
        let near = self.recent(at, if plain { 1 } else { 2 });
        let mut near = near.filter(|touch| person(&self.chains.referents[touch.referent]));
        let one = near.next().filter(|touch| fits(&self.chains.referents[touch.referent]))?;
        let opens = at == reader.sentence_first(at) && one.subject && !one.quoted;
        let clear = told == plain && (!plain || opens);
        near.all(|other| other.referent == one.referent).then_some(one.referent).filter(|_| clear)
    }

    /// "The first official": of those of that noun who are not named, the first who spoke; "the second" is the next.
    fn nth(&self, parsed: &Phrase, head: &str) -> Option<usize> {
        let place = mention::ordinal(self.reader, parsed.first + 1).filter(|&place| place < 3)? as usize - 1;
        let unnamed = |one: &&usize| {
            let one = &self.chains.referents[**one];
            one.entity.is_none() && one.nature == Nature::Person && !one.plural && one.spoken > 0
        };
        let all: Vec<usize> = self.by_head.get(head)?.iter().filter(unnamed).copied().take(3).collect();
        let bare = parsed.determiner == Determiner::The && parsed.head == parsed.first + 2;
        all.get(place).copied().filter(|_| bare && all.len() > 1)
    }

    /// Whoever was once called "the prime minister" is so again.
    fn remember(&mut self, found: usize, parsed: &Phrase, head: &str, key: &str) {
        let referent = &mut self.chains.referents[found];
        if referent.entity.is_none() || parsed.determiner != Determiner::The || parsed.cut > parsed.head + 1 {
            return;
        }
        self.by_text.entry(key.to_string()).or_insert(found);
        if !referent.heads.iter().any(|one| one == head) && referent.heads.len() < 16 {
            referent.heads.push(head.to_string());
            self.by_head.entry(head.to_string()).or_default().push(found);
        }
    }

    /// A referent of its own.
    fn fresh(&mut self, parsed: &Phrase, head: String, nature: Nature, owner: Option<usize>, key: String) -> usize {
        let mut heads = vec![head];
        if parsed.class.is(Class::SPOKES) {
            heads.push("spokesperson".into())
        }
        heads.extend(self.doer(parsed));
        let group = self.group_of(parsed, &heads[0]);
        let made = self.push(Referent {
            phrase: Some(parsed.clone()),
            nature,
            gender: parsed.gender,
            plural: parsed.plural,
            heads,
            owner,
            member_of: group,
            ..blank()
        });
        if parsed.determiner != Determiner::A && !matches!(parsed.determiner, Determiner::Count(_)) {
            self.by_text.insert(key, made);
        }
        made
    }

    /// "Another, who advises the sellers": an adviser.
    pub(super) fn doer(&self, parsed: &Phrase) -> Option<String> {
        let reader = self.reader;
        let who = (parsed.head + 1..parsed.end).take(AFTER).find(|&at| reader.is(at, list!("who")))?;
        let verb = reader.small(who + 1);
        let stem = verb.strip_suffix('s')?;
        let doer = |stem: &str| format!("{stem}{}", if stem.ends_with('e') { "r" } else { "er" });
        let known = |noun: &String| reader.lexicon.class(noun).is(Class::PERSON);
        [Some(stem), stem.strip_suffix('e')].into_iter().flatten().map(doer).find(known)
    }

    /// The scorer's choice where the rules know nobody.
    fn choose(&mut self, parsed: &Phrase, rows: Vec<(Pick, rank::Row)>) -> Option<usize> {
        rank::trace("noun", self.current, self.reader.text(parsed.first, parsed.cut), &rows);
        if !rank::ready(Table::Noun) {
            return None;
        }
        let pick = rank::best(Table::Noun, &rows)?;
        self.take(pick)
    }

    /// The scorer's choice where the rules know `rule`.
    fn choose_or(&mut self, parsed: &Phrase, rows: Vec<(Pick, rank::Row)>, rule: usize) -> Option<usize> {
        rank::trace("noun", self.current, self.reader.text(parsed.first, parsed.cut), &rows);
        if !rank::ready(Table::Noun) {
            return Some(rule);
        }
        let pick = rank::best(Table::Noun, &rows)?;
        self.take(pick)
    }

    /// Keeps the fuller of two descriptions.
    pub(super) fn enrich(&mut self, known: usize, parsed: &Phrase, head: &str) {
        let referent = &mut self.chains.referents[known];
        if let (None, true, Some(old)) = (referent.entity, parsed.plural, &referent.phrase)
            && matches!(old.form, Form::Noun)
            && old.determiner == Determiner::Bare
            && old.cut - old.first < 3
            && parsed.cut - parsed.first - usize::from(parsed.determiner == Determiner::The) > old.cut - old.first
            && parsed.cut - parsed.first < 12
        {
            referent.phrase = Some(parsed.clone());
        }
        if referent.entity.is_none() && !referent.heads.iter().any(|one| one == head) && referent.heads.len() < 16 {
            referent.heads.push(head.to_string());
            self.by_head.entry(head.to_string()).or_default().push(known);
        }
    }

    /// Whose the phrase is: "her lawyer", "Cruz's advisers".
    pub(super) fn owner(&mut self, parsed: &Phrase) -> Option<usize> {
        let at = parsed.first;
        if let Some((pronoun, plural)) = mention::pronoun(self.reader, at).filter(|_| mention::owned(self.reader, at)) {
            let gender = match pronoun {
                Pronoun::He => Some(Gender::Male),
                Pronoun::She => Some(Gender::Female),
                _ => None,
            };
            let inner = Phrase {
                form: Form::Pronoun(pronoun),
                first: at,
                end: at + 1,
                cut: at + 1,
                head: at,
                plural,
                gender,
                ..parsed.clone()
            };
            return match pronoun {
                Pronoun::I | Pronoun::We | Pronoun::You | Pronoun::Who | Pronoun::Which => None,
                _ => self.pronoun(pronoun, &inner, None),
            };
        }
        if parsed.determiner == Determiner::Owned {
            let name = self
                .names
                .within(parsed.first, parsed.head)
                .map(|index| self.names.mentions[index])
                .find(|name| self.reader.genitive(name.end))?;
            return (name.title <= parsed.first + 1).then(|| self.entity(name.entity));
        }
        // "a spokesman for him"
        let last = parsed.cut.checked_sub(1).filter(|&last| last > parsed.head + 1)?;
        let gender = match self.reader.small(last).as_ref() {
            "him" => Some(Gender::Male),
            "her" => Some(Gender::Female),
            _ => return None,
        };
        let pronoun = if gender == Some(Gender::Male) { Pronoun::He } else { Pronoun::She };
        let inner = Phrase {
            form: Form::Pronoun(pronoun),
            first: last,
            end: last + 1,
            cut: last + 1,
            head: last,
            plural: false,
            gender,
            ..parsed.clone()
        };
        self.pronoun(pronoun, &inner, None)
    }
}

/// The noun by which a referent is found again: in small letters, in the singular if it is said of several.
fn called(reader: &Reader, at: usize, several: bool) -> String {
    let small = reader.small(at);
    if several { singular(&small).into_iter().next() } else { None }.unwrap_or(small.into_owned())
}

/// What a noun phrase stands for, by its head.
pub(super) fn nature(parsed: &Phrase) -> Nature {
    let class = parsed.class;
    if class.is(Class::PERSON)
        && (!class.is(Class::BODY | Class::DOCUMENT) || class.is(Class::OFFICIAL | Class::AFFECTED))
        || class.is(Class::VAGUE)
    {
        if parsed.plural { Nature::Group } else { Nature::Person }
    } else if class.is(Class::OUTLET) {
        Nature::Outlet
    } else if class.is(Class::BODY) && !(parsed.plural && class.is(Class::CLASS)) {
        Nature::Body
    } else if class.is(Class::DOCUMENT) {
        Nature::Text
    } else if class.is(Class::CLASS) && !parsed.plural && !class.is(Class::MASS | Class::QUANTITY) {
        Nature::Person
    } else if class.is(Class::CLASS | Class::MASS | Class::QUANTITY)
        || parsed.plural
        || matches!(parsed.determiner, Determiner::Quantity | Determiner::Count(_))
    {
        Nature::Group
    } else {
        Nature::Thing
    }
}

/// "Officials", "two generals", "documents" in a headline: a bare noun for several or for texts, which the text below tells more of.
pub(super) fn titled(reader: &Reader, parsed: &Phrase) -> bool {
    let at = reader.document.tokens[parsed.first].span.start;
    parsed.form == Form::Noun
        && (parsed.first == parsed.head
            || parsed.first + 1 == parsed.head && matches!(parsed.determiner, Determiner::Count(_)))
        && parsed.cut <= parsed.head + 1
        && (parsed.plural || parsed.class.is(Class::DOCUMENT) && !parsed.class.is(Class::PERSON | Class::BODY))
        && reader.document.zone_at(at) == ZoneKind::Headline
}
