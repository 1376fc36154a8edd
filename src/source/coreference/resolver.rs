//! Names and pronouns, and whose clause of anonymity is whose.

use super::super::feature::flag;
use super::super::lexicon::Class;
use super::super::mention::{Determiner, Form, Phrase, Pronoun, phrase};
use super::super::name::Kind;
use super::super::reader::Gender;
use super::super::terms::Sort;
use super::rank::{self, Feature, Pick, Table};
use super::{Nature, Referent, Resolver, Touch, blank};

/// The kin of whom somebody is a child.
const ELDERS: crate::list::List = list!("father mother");

impl Resolver<'_, '_> {
    pub(super) fn touch(&mut self, referent: usize, at: usize, head: usize, subject: bool, source: bool) {
        let quoted = self.reader.document.tokens[at].quotation.is_some();
        self.touches.push(Touch { referent, head, quoted, at, subject, source });
        if self.seen.len() <= referent {
            self.seen.resize(referent + 1, None);
        }
        self.seen[referent] = Some(at);
        self.chains.referents[referent].led |= subject;
    }

    pub(super) fn push(&mut self, referent: Referent) -> usize {
        let index = self.chains.referents.len();
        for head in &referent.heads {
            self.by_head.entry(head.clone()).or_default().push(index);
        }
        self.chains.referents.push(referent);
        index
    }

    /// Whether the phrase at `at` opens its sentence, but for a word or an introductory phrase.
    pub(super) fn is_subject(&self, at: usize) -> bool {
        let first = self.reader.sentence_first(at);
        // "In the hall, parent Ann Day": the noun before the name.
        let noun =
            at > first && self.reader.class(at - 1).is(Class::PERSON) && !self.reader.class(at - 1).is(Class::FUNCTION);
        let at = at - usize::from(noun);
        at <= first + 2 || at > 0 && matches!(self.reader.word(at - 1), "," | "where") && at < first + 14
    }

    pub(super) fn entity(&mut self, entity: usize) -> usize {
        if let Some(&referent) = self.of_entity.get(&entity) {
            return referent;
        }
        let known = &self.names.entities[entity];
        let nature = match known.kind {
            Kind::Person => Nature::Person,
            Kind::Body | Kind::Place => Nature::Body,
            Kind::Outlet => Nature::Outlet,
            Kind::Unknown => Nature::Thing,
        };
        let heads: Vec<String> =
            known.heads.iter().chain(if nature == Nature::Body { &known.parts[..] } else { &[] }).cloned().collect();
        let referent = self.push(Referent {
            entity: Some(entity),
            alias: known.alias,
            nature,
            gender: known.gender,
            heads,
            ..blank()
        });
        self.of_entity.insert(entity, referent);
        referent
    }

    /// The referent of a phrase; touches it.
    pub(super) fn resolve(
        &mut self,
        parsed: &Phrase,
        source: bool,
        hidden: bool,
        outer: Option<usize>,
    ) -> Option<usize> {
        let subject = self.is_subject(parsed.first) || source;
        let found = match &parsed.form {
            Form::Name(index) => Some(self.named(self.names.mentions[*index].entity, parsed)),
            Form::Pronoun(pronoun) => self.pronoun(*pronoun, parsed, outer),
            Form::Part => self.part(parsed),
            Form::Joint(ranges) => self.joint(ranges.clone(), parsed),
            Form::Noun => Some(self.some_of(parsed).unwrap_or_else(|| self.noun(parsed, hidden))),
        }?;
        let referent = &mut self.chains.referents[found];
        referent.gender = referent.gender.or(parsed.gender);
        self.touch(found, parsed.first, parsed.head, subject, source);
        Some(found)
    }

    /// The referent of a name; "the Asturian" may be somebody named before.
    pub(super) fn named(&mut self, entity: usize, parsed: &Phrase) -> usize {
        let known = &self.names.entities[entity];
        // "the Days": those of that surname.
        if let [only] = &known.parts[..]
            && known.kind != Kind::Person
            && let Some(surname) = only.strip_suffix('s').filter(|_| parsed.determiner == Determiner::The)
        {
            let family: Vec<usize> = (0..self.names.entities.len())
                .filter(|&one| {
                    let other = &self.names.entities[one];
                    other.kind == Kind::Person
                        && other.parts.len() > 1
                        && other.parts.last().is_some_and(|last| last == surname)
                })
                .take(4)
                .collect();
            if family.len() > 1 {
                let members: Vec<usize> = family.into_iter().map(|one| self.entity(one)).collect();
                return self.pair(members);
            }
        }
        // "Lewis Day … his father, Alan, said … Mr Day": the father. "Joe Day's brother, Sam … the younger Day": the brother.
        let title = |at: usize| self.reader.class(at).is(Class::TITLE_M | Class::TITLE_F);
        let surname = self.names.at(parsed.head).is_some_and(|name| name.first == parsed.head);
        let heard = self.of_entity.get(&entity).is_some_and(|&one| self.chains.referents[one].spoken > 0);
        let before = known.descriptors.iter().any(|&(at, _)| at < parsed.first && title(at));
        let called = title(parsed.first) && !heard && !before;
        let age = parsed.head.wrapping_sub(1);
        let (younger, elder) = (self.reader.is(age, list!("younger")), self.reader.is(age, list!("elder older")));
        if surname && known.parts.len() > 1 && (called || younger || elder) {
            let kin = |one: &Referent| {
                let Some(named) = one.entity.map(|entity| &self.names.entities[entity]) else { return false };
                // "Munn's wife, Ann" is no Mrs Day.
                let other = |at: usize| self.names.at(at).is_some_and(|name| name.entity != entity);
                let other = named.descriptors.iter().any(|&(first, end)| (first.saturating_sub(3)..end).any(other));
                let any = |kin: crate::list::List| one.heads.iter().any(|head| kin.contains(&head.as_str()));
                let kin = called && (any(list!("husband wife widow widower")) || one.spoken > 0 && any(ELDERS))
                    || younger && any(list!("brother sister son daughter nephew niece"))
                    || elder && any(ELDERS);
                named.parts.len() == 1
                    && kin
                    && !other
                    && one.gender.is_none_or(|gender| parsed.gender.is_none_or(|said| said == gender))
            };
            let lately = self.recent(parsed.first, 12).map(|touch| touch.referent);
            if let Some(found) = { lately }.find(|&one| kin(&self.chains.referents[one])) {
                return found;
            }
        }
        let word = known.parts.first().map_or("", |part| part.as_str());
        let people = ["an", "ese", "ish", "er", "ite"].iter().any(|ending| word.ends_with(ending));
        if parsed.determiner == Determiner::The && known.parts.len() == 1 && !known.sure && people && known.count == 1 {
            let person = |one: &Referent| {
                one.nature == Nature::Person
                    || one.nature == Nature::Thing && self.may_be_person(one) && one.entity != Some(entity)
            };
            if let Some(found) = self.best(parsed.first, 3, None, person, |_| 0.0) {
                return found;
            }
        }
        self.entity(entity)
    }

    /// Touches before the token `at`, the latest first: bounded in number and sentences.
    pub(super) fn recent(&self, at: usize, sentences: u32) -> impl Iterator<Item = &Touch> {
        let here = self.reader.sentence(at);
        self.touches
            .iter()
            .rev()
            .take(80)
            .take_while(move |touch| self.reader.sentence(touch.at) + sentences >= here)
            .filter(move |touch| touch.at < at)
    }

    pub(super) fn pronoun(&mut self, pronoun: Pronoun, parsed: &Phrase, outer: Option<usize>) -> Option<usize> {
        let at = parsed.first;
        match pronoun {
            Pronoun::He | Pronoun::She => {
                let gender = if pronoun == Pronoun::He { Gender::Male } else { Gender::Female };
                // "he said, on condition of anonymity": nobody who is named, if somebody is not.
                let withheld = self.hides(at)
                    && self.recent(at, 9).any(|touch| {
                        let one = &self.chains.referents[touch.referent];
                        one.entity.is_none()
                            && one.nature == Nature::Person
                            && one.gender.is_none_or(|known| known == gender)
                    });
                let mut others = self.addressed();
                others.extend(self.interrupted(at));
                let fits = |one: &Referent| {
                    (one.nature == Nature::Person || one.nature == Nature::Thing && self.may_be_person(one))
                        && !one.plural
                        && !others.iter().any(|&other| std::ptr::eq(one, &self.chains.referents[other]))
                        && one.gender.is_none_or(|known| known == gender || !self.told(one))
                        && !(withheld && one.entity.is_some())
                };
                let strict = |one: &Referent| fits(one) && one.gender.is_none_or(|known| known == gender);
                let rule = self.best(at, 9, outer, strict, |one| if one.gender == Some(gender) { 1.5 } else { 0.0 });
                let rows = self.pronoun_rows(at, outer, Some(gender), rule, &fits);
                rank::trace("person", self.current, self.reader.word(at), &rows);
                let found = match (
                    self.just_spoke(at, &fits).or_else(|| self.just_acted(at, &fits)),
                    rank::best(Table::Person, &rows),
                ) {
                    (Some(found), _) => found,
                    (None, Some(Pick::Referent(found))) if rank::ready(Table::Person) => found,
                    _ => rule?,
                };
                if self.chains.referents[found].entity.is_none() {
                    self.chains.referents[found].gender.get_or_insert(gender);
                }
                if self.chains.referents[found].nature == Nature::Thing {
                    self.chains.referents[found].nature = Nature::Person;
                }
                Some(found)
            }
            Pronoun::They => {
                // "They said there was no money", said by one of the engineers: not those who told the reporter.
                let quoted = self.reader.document.tokens[at].quotation.is_some();
                // Nor people whom the article only counts: "14 people were hurt".
                let counted = |one: &Referent| one.is_figure(self.reader);
                // Nor those of whom the speaker is one.
                let speaker = outer.and_then(|outer| self.chains.of[outer]);
                let own = speaker.and_then(|one| self.chains.referents[one].member_of);
                let own = own.map(|own| &self.chains.referents[own]);
                let teller = |one: &Referent| {
                    let own = own.is_some_and(|own| std::ptr::eq(own, one));
                    one.spoken > 0 && one.may_hide() || counted(one) || own
                };
                let fits = |one: &Referent| {
                    (one.plural || matches!(one.nature, Nature::Group | Nature::Body | Nature::Outlet))
                        && !(quoted && (teller(one) || matches!(one.nature, Nature::Text | Nature::Outlet)))
                };
                let rule = self.best(at, 5, outer, fits, |one| if one.plural { 2.5 } else { 0.0 });
                let mut rows = self.pronoun_rows(at, outer, None, rule, &fits);
                for (pick, row) in &mut rows {
                    // Number stands in the place of gender.
                    if let Pick::Referent(one) = *pick {
                        row[Feature::Gender] = flag(self.chains.referents[one].plural);
                    }
                }
                rank::trace("plural", self.current, self.reader.word(at), &rows);
                match rank::best(Table::Plural, &rows) {
                    Some(Pick::Referent(found)) if rank::ready(Table::Plural) => Some(found),
                    _ => rule,
                }
            }
            Pronoun::It => {
                // "It concluded": a report, where one was spoken of.
                let told = (at + 1..at + 3).any(|at| {
                    self.reader.is(at, list!("warns concluded concludes found finds recommended recommends estimated lists cites describes details reads shows"))
                });
                // "In a statement sent at night, it said": not the statement.
                let mut texts =
                    self.recent(at, 0).filter(|touch| self.reader.is(touch.at.wrapping_sub(1), list!("in")));
                let medium = texts.next().map(|touch| touch.referent);
                let medium = medium.filter(|&one| self.chains.referents[one].nature == Nature::Text);
                self.best(
                    at,
                    4,
                    outer,
                    |one| {
                        (matches!(one.nature, Nature::Body | Nature::Outlet | Nature::Text) && !one.plural
                            || one.nature == Nature::Thing)
                            && !medium.is_some_and(|text| std::ptr::eq(one, &self.chains.referents[text]))
                    },
                    |one| match one.nature {
                        Nature::Thing => -2.0,
                        // "The government is considering it, officials told the Herald, as it seeks a deal."
                        Nature::Outlet if one.spoken == 0 && !one.led => -2.0,
                        Nature::Text if told => 2.5,
                        Nature::Text => -0.7,
                        _ => 0.0,
                    },
                )
            }
            Pronoun::Who | Pronoun::Which => self.antecedent(at, pronoun),
            Pronoun::You => Some(self.text_referent("you", parsed, Nature::Group)),
            Pronoun::I | Pronoun::We => None,
        }
    }
    /// Whether words of the text tell the gender of a referent, rather than pronouns nearby.
    fn told(&self, one: &Referent) -> bool {
        one.entity.is_none_or(|entity| self.names.entities[entity].told)
    }

    /// Whether a phrase says of itself that the name is kept back: "the council member, who asked not to be identified".
    pub(super) fn hides_itself(&self, parsed: &Phrase) -> bool {
        let next = self.clauses.partition_point(|clause| clause.trigger < parsed.head);
        let clause = self.clauses.get(next).filter(|clause| clause.trigger < parsed.end);
        clause.is_some_and(|clause| matches!(clause.sort, Sort::Hidden | Sort::NotAuthorised))
            && parsed.form == Form::Noun
    }

    /// Whether a clause of anonymity hangs on the pronoun at `at`: right behind it in its sentence.
    fn hides(&self, at: usize) -> bool {
        let next = self.clauses.partition_point(|clause| clause.trigger <= at);
        self.clauses.get(next).is_some_and(|clause| {
            clause.trigger < at + 12
                && clause.hangs()
                && self.reader.sentence(clause.trigger) == self.reader.sentence(at)
                && !matches!(clause.sort, Sort::PartialName)
                && (at + 1..clause.tokens.0).all(|one| !matches!(self.reader.word(one), "“" | "”" | "\""))
        })
    }

    /// Whether a name of which the text does not tell what it names may be a person's.
    pub(super) fn may_be_person(&self, one: &Referent) -> bool {
        one.entity.is_some_and(|entity| {
            let known = &self.names.entities[entity];
            known.located * 2 <= known.count && (known.sure || known.inner > 0 || known.count == 1)
        })
    }

    /// The best referent by recency, role in the sentence and number of mentions.
    pub(super) fn best(
        &self,
        at: usize,
        sentences: u32,
        outer: Option<usize>,
        fits: impl Fn(&Referent) -> bool,
        bonus: impl Fn(&Referent) -> f32,
    ) -> Option<usize> {
        self.best_of(at, sentences, outer, &fits, &bonus)
    }

    /// [`Self::best`], compiled once for all that ask.
    fn best_of(
        &self,
        at: usize,
        sentences: u32,
        outer: Option<usize>,
        fits: &dyn Fn(&Referent) -> bool,
        bonus: &dyn Fn(&Referent) -> f32,
    ) -> Option<usize> {
        let here = self.reader.sentence(at);
        let quoted = self.reader.document.tokens[at].quotation.is_some();
        let speaker = outer.and_then(|outer| self.chains.of[outer]);
        let mut scores: Vec<(usize, f32)> = Vec::new();
        for (age, touch) in self.recent(at, sentences).enumerate() {
            let one = &self.chains.referents[touch.referent];
            if !fits(one) || quoted && speaker == Some(touch.referent) {
                continue;
            }
            let distance = (here - self.reader.sentence(touch.at)) as f32;
            let mut score = -1.2 * distance - 0.06 * age as f32;
            if touch.subject {
                score += 1.4
            }
            if touch.quoted && !quoted && !touch.source {
                score -= 1.5;
            }
            if touch.source {
                score += 2.0
            }
            score += bonus(one);
            if !quoted && speaker == Some(touch.referent) {
                score += 2.5
            }
            match scores.iter_mut().find(|(known, _)| *known == touch.referent) {
                Some((_, best)) => *best = best.max(score) + 0.35,
                None => scores.push((touch.referent, score)),
            }
        }
        scores.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(referent, _)| referent)
    }

    /// What "who" or "which" at `at` stands for: the phrase right before it.
    pub(super) fn antecedent(&mut self, at: usize, pronoun: Pronoun) -> Option<usize> {
        let sentence = self.reader.sentence_first(at);
        let mut before = at;
        while before > sentence && self.reader.mark(before - 1) {
            before -= 1;
        }
        if before <= sentence {
            return None;
        }
        let person = pronoun == Pronoun::Who;
        let fits = |one: &Referent| {
            person == matches!(one.nature, Nature::Person | Nature::Group) || one.nature == Nature::Thing
        };
        let near = self
            .touches
            .iter()
            .rev()
            .take(14)
            .filter(|touch| touch.at < at && touch.at >= sentence && at - touch.head.min(at) < 16);
        let direct = near
            .filter(|touch| touch.head < before && fits(&self.chains.referents[touch.referent]))
            .max_by_key(|touch| (touch.head, touch.at))
            .map(|touch| (touch.referent, touch.head));
        if let Some((referent, head)) = direct.filter(|&(_, head)| head + 1 == before) {
            let _ = head;
            return Some(referent);
        }
        if let Some(name) = self.names.at(before - 1) {
            let referent = self.of_entity.get(&name.entity).copied();
            if referent.is_some_and(|one| fits(&self.chains.referents[one])) {
                return referent;
            }
        }
        if let Some((referent, _)) = direct {
            return Some(referent);
        }
        // A noun no lexicon has: the words back to the determiner.
        let mut first = before - 1;
        while first > sentence
            && before - first < 6
            && !self.reader.mark(first - 1)
            && !self.reader.class(first).is(Class::FUNCTION)
        {
            first -= 1;
        }
        let parsed = phrase(self.reader, self.names, first, before)?;
        matches!(parsed.form, Form::Noun).then(|| self.noun(&parsed, false))
    }

    pub(super) fn text_referent(&mut self, key: &str, parsed: &Phrase, nature: Nature) -> usize {
        if let Some(&known) = self.by_text.get(key) {
            return known;
        }
        let made = self.push(Referent { phrase: Some(parsed.clone()), nature, plural: parsed.plural, ..blank() });
        self.by_text.insert(key.to_string(), made);
        made
    }

    /// Whose identity a clause withholds.
    pub(super) fn resolve_clause(&mut self, parsed: &Phrase) -> Option<usize> {
        let reader = self.reader;
        let hidden = |one: &Referent| one.may_hide() && one.phrase.is_some();
        let found = match &parsed.form {
            Form::Name(index) => Some(self.entity(self.names.mentions[*index].entity)),
            Form::Pronoun(Pronoun::Who) => {
                // "an adviser to Ann Day, who asked not to be named": the adviser, whose phrase the name only closes.
                let found = self.antecedent(parsed.first, Pronoun::Who);
                let sentence = reader.sentence_first(parsed.first);
                let near = self.touches.iter().rev().take(10).filter(|touch| {
                    touch.at < parsed.first && touch.at >= sentence && parsed.first - touch.head.min(parsed.first) < 16
                });
                let person = near.map(|touch| touch.referent).find(|&one| {
                    let one = &self.chains.referents[one];
                    hidden(one)
                        && one.phrase.as_ref().is_some_and(|phrase| !phrase.class.is(Class::BODY | Class::DOCUMENT))
                });
                match (found, person) {
                    (Some(found), Some(person)) if self.chains.referents[found].entity.is_some() => Some(person),
                    _ => found.or(person),
                }
            }
            Form::Pronoun(Pronoun::They) => self
                .best(parsed.first, 4, None, |one| one.plural && hidden(one), |one| one.spoken as f32)
                .or_else(|| self.best(parsed.first, 4, None, hidden, |one| one.spoken as f32)),
            Form::Pronoun(Pronoun::He | Pronoun::She) => {
                let fits = |one: &Referent| {
                    !one.plural
                        && matches!(one.nature, Nature::Person)
                        && (one.gender.is_none() || one.gender == parsed.gender)
                };
                self.best(
                    parsed.first,
                    5,
                    None,
                    |one| fits(one),
                    |one| (if hidden(one) { 2.0 } else { 0.0 }) + one.spoken.min(2) as f32,
                )
            }
            // Of several: whoever speaks around it will show.
            Form::Part | Form::Noun if reader.is(parsed.first, list!("both neither either all none")) => None,
            Form::Part if !parsed.plural => self.part(parsed),
            Form::Part => self.best(parsed.first, 6, None, |one| one.plural && hidden(one), |one| one.spoken as f32),
            Form::Noun => Some(self.noun(parsed, true)),
            _ => None,
        };
        if let Some(found) = found {
            self.touch(found, parsed.first, parsed.head, true, false);
        }
        found
    }
}
