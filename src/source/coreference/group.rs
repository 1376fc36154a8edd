//! Groups: those named or speaking side by side, parts of a group and its members, and who is meant by "both" and "all four".

use super::super::lexicon::Class;
use super::super::mention::{self, Determiner, Form, Phrase, phrase};
use super::super::name::Kind;
use super::noun::nature;
use super::{Nature, Referent, Resolver, blank};
use crate::case::Lower;

/// Referents of the same noun that are looked at for a group.
const NEAR: usize = 32;

impl Resolver<'_, '_> {
    /// One, several or all of a group spoken of before: "one of them", "the first", "both".
    pub(super) fn part(&mut self, parsed: &Phrase) -> Option<usize> {
        let whole = self.reader.is(parsed.first, list!("both neither either"));
        let single = !parsed.plural && !whole;
        if let Some(next) = self.next_of_kind(parsed) {
            return Some(next);
        }
        // "The third, who left": none of some documents.
        let who = (parsed.first..parsed.end).take(4).any(|at| self.reader.is(at, list!("who")));
        let group = self.best(
            parsed.first,
            6,
            None,
            |one| {
                one.plural
                    && (one.phrase.is_some() || !one.members.is_empty())
                    && !(who && matches!(one.nature, Nature::Text | Nature::Thing))
            },
            // "Two members had taken fees. Neither replied": those two, and not whoever spoke before.
            |one| {
                let pair = whole && (one.counted() == Some(2) || one.members.len() == 2);
                (if one.spoken > 0 { 1.5 } else { 0.0 }) + if pair { 4.0 } else { 0.0 }
            },
        );
        let whole = whole || !single && self.reader.is(parsed.first, list!("the"));
        // Two who were just named together or side by side, rather than a group spoken of before.
        let two = whole
            && (self.reader.is(parsed.first, list!("both neither either")) && parsed.end == parsed.first + 1
                || self.reader.is(parsed.first + 1, list!("two pair duo")));
        if two {
            let counted = |one: &Referent| one.plural && (one.counted() == Some(2) || one.members.len() == 2);
            let pair = self.best(parsed.first, 3, None, counted, |_| 0.0).or_else(|| self.last_two(parsed.first));
            // Nor are "both" and "neither" a crowd: "Doctors were harsh … Neither replied".
            let crowd = |one: &Phrase| one.determiner == Determiner::Bare;
            let none = || group.is_none_or(|group| self.chains.referents[group].phrase.as_ref().is_some_and(crowd));
            if pair.is_some() || none() {
                return pair;
            }
        }
        // "Four people said … Two of the people said … one of them": of all four.
        let group = group.map(|group| {
            let one = &self.chains.referents[group];
            // "Three officials and a memo … one of them": of the officials.
            let people = one.members.iter().copied().find(|&one| self.chains.referents[one].nature == Nature::Group);
            one.member_of.or(people).unwrap_or(group)
        });
        let Some(group) = group else {
            return if whole { self.last_two(parsed.first) } else { single.then(|| self.member(parsed, None)) };
        };
        // "Two members … A third": none of those two.
        let place = mention::ordinal(self.reader, parsed.first + 1).filter(|place| (2..=4).contains(place));
        if self.chains.referents[group].counted().zip(place).is_some_and(|(count, place)| place > count) {
            return Some(self.another(parsed, group));
        }
        // "the first", who was called so before.
        let key = self.reader.text(parsed.first, parsed.end).lower();
        let again = single && self.reader.is(parsed.first, list!("the"));
        let known = self.by_text.get(&key).copied();
        if let Some(known) = known.filter(|&one| again && self.chains.referents[one].member_of == Some(group)) {
            return Some(known);
        }
        if !single && self.reader.is(parsed.first, list!("both neither the all either these those")) {
            return Some(group);
        }
        let made = self.member(parsed, Some(group));
        if again {
            self.by_text.insert(key, made);
        }
        Some(made)
    }

    /// "A neighbour said … Another said", "A second engineer … A third": one more of the kind that spoke just before.
    fn next_of_kind(&mut self, parsed: &Phrase) -> Option<usize> {
        let reader = self.reader;
        let more = reader.is(parsed.first, list!("another"))
            || reader.is(parsed.first, list!("a"))
                && mention::ordinal(reader, parsed.first + 1).is_some_and(|place| place > 1);
        if !more || reader.is(parsed.first + 1, list!("of")) {
            return None;
        }
        let last = self.recent(parsed.first, 3).find(|touch| touch.source && !touch.quoted)?.referent;
        let one = &self.chains.referents[last];
        let indefinite = one.phrase.as_ref().is_some_and(|phrase| phrase.determiner == Determiner::A);
        if !indefinite || one.entity.is_some() || one.nature != Nature::Person || one.member_of.is_some() {
            return None;
        }
        Some(self.another(parsed, last))
    }

    /// Somebody new, who is called what another is called.
    fn another(&mut self, parsed: &Phrase, of: usize) -> usize {
        let heads = self.chains.referents[of].heads.clone();
        let made = self.member(parsed, None);
        self.chains.referents[made].heads.extend(heads);
        made
    }

    /// "Four workers described … Some found …": some of those just counted.
    pub(super) fn some_of(&mut self, parsed: &Phrase) -> Option<usize> {
        let bare =
            parsed.end == parsed.first + 1 && self.reader.is(parsed.first, list!("some others several many most few"));
        let counted = |one: &Referent| one.plural && is_counted_group(one) && one.spoken > 0;
        let group = bare.then(|| self.best(parsed.first, 2, None, counted, |_| 0.0)).flatten()?;
        Some(self.member(&Phrase { form: Form::Part, plural: true, ..parsed.clone() }, Some(group)))
    }

    /// The group spoken of before that somebody new is of, by what he is called: `head`.
    pub(super) fn group_of(&self, parsed: &Phrase, head: &str) -> Option<usize> {
        let reader = self.reader;
        // "One of the officials", "two of the people".
        let some = mention::of_several(reader, parsed.first)
            || reader.is(parsed.first + 1, list!("of")) && matches!(parsed.determiner, Determiner::Count(_));
        let several = || self.called(head, |one| one.plural).or_else(|| self.vague_group(parsed)).filter(|_| some);
        // "A third worker" where four spoke, "one officer" where two did.
        let one = reader.is(parsed.first, list!("one")) && parsed.head == parsed.first + 1;
        let place = || mention::ordinal(reader, parsed.first + 1).filter(|&place| place > 1);
        let counted = || {
            let place = place().or(one.then_some(2)).filter(|_| parsed.determiner == Determiner::A)?;
            self.called(head, |one| one.plural && one.counted().is_some_and(|count| count >= place))
        };
        several().or_else(|| self.pair_before(parsed)).or_else(counted)
    }

    /// The last of those called by a noun that fits.
    fn called(&self, head: &str, fits: impl Fn(&Referent) -> bool) -> Option<usize> {
        let mut last = self.by_head.get(head)?.iter().rev().take(NEAR).copied();
        last.find(|&one| fits(&self.chains.referents[one]))
    }

    /// The people placed by nothing, "four people with knowledge of it", whom "the sources" or "the people" are.
    pub(super) fn vague_group(&self, parsed: &Phrase) -> Option<usize> {
        let vague = |one: &usize| {
            let one = &self.chains.referents[*one];
            let people = one.phrase.as_ref().is_some_and(|phrase| phrase.class.is(Class::VAGUE));
            people && one.plural && one.nature == Nature::Group && one.member_of.is_none() && one.spoken > 0
        };
        let mut lately = self.recent(parsed.first, 9).map(|touch| touch.referent);
        let several = parsed.plural || mention::of_several(self.reader, parsed.first);
        lately.find(vague).filter(|_| several && parsed.class.is(Class::VAGUE))
    }

    /// The people of whom "the other juror" or "the second juror" is one: two, or a few.
    pub(super) fn pair_before(&self, parsed: &Phrase) -> Option<usize> {
        let at = parsed.first + 1;
        let (other, second) = (self.reader.is(at, list!("other")), self.reader.is(at, list!("second")));
        let pair = |one: &usize| {
            let one = &self.chains.referents[*one];
            is_counted_group(one) && one.counted().is_some_and(|count| count == 2 || second && count > 2)
        };
        let mut lately = self.recent(parsed.first, 6).map(|touch| touch.referent);
        let meant = (other || second) && parsed.determiner == Determiner::The && nature(parsed) == Nature::Person;
        lately.find(pair).filter(|_| meant && !parsed.plural)
    }

    /// Somebody new, of a group if there is one.
    fn member(&mut self, parsed: &Phrase, group: Option<usize>) -> usize {
        let plural = parsed.plural;
        let mut heads = group.map_or_else(Vec::new, |group| self.chains.referents[group].heads.clone());
        if parsed.apposition.is_some() {
            heads.insert(0, self.reader.small(parsed.head).into_owned());
        }
        heads.extend(self.doer(parsed));
        self.push(Referent {
            phrase: Some(parsed.clone()),
            nature: if plural { Nature::Group } else { Nature::Person },
            plural,
            gender: parsed.gender,
            heads,
            member_of: group,
            ..blank()
        })
    }

    pub(super) fn joint(&mut self, ranges: Vec<(usize, usize)>, whole: &Phrase) -> Option<usize> {
        let mut members = Vec::new();
        for (first, end) in ranges {
            let parsed = phrase(self.reader, self.names, first, end)?;
            let member = match parsed.form {
                Form::Joint(_) => return None,
                _ => self.resolve(&parsed, false, false, None)?,
            };
            if !members.contains(&member) {
                members.push(member);
            }
        }
        if members.len() < 2 {
            return members.first().copied();
        }
        let known = self.together(&members);
        Some(known.unwrap_or_else(|| {
            self.push(Referent { phrase: Some(whole.clone()), nature: Nature::Group, plural: true, members, ..blank() })
        }))
    }

    /// "A and B" anywhere in the text: the two may be "they" later on.
    pub(super) fn conjoined(&mut self, index: usize) {
        let Some(first) = index.checked_sub(1).map(|before| self.names.mentions[before]) else { return };
        let second = self.names.mentions[index];
        let person = |one: usize| matches!(self.names.entities[one].kind, Kind::Person);
        if self.reader.is(first.end, list!("and"))
            && second.title == first.end + 1
            && person(first.entity)
            && person(second.entity)
            && first.entity != second.entity
        {
            let members = vec![self.entity(first.entity), self.entity(second.entity)];
            let pair = self.pair(members);
            let subject = self.is_subject(first.title);
            self.touch(pair, first.first, second.end - 1, subject, false);
        }
    }

    /// The latest referent that has just these members, among those lately spoken of.
    fn together(&self, members: &[usize]) -> Option<usize> {
        let mut lately = self.touches.iter().rev().take(200).map(|touch| touch.referent);
        lately.find(|&one| self.chains.referents[one].members == members)
    }

    /// Counts one more attribution of a referent, and of those not named who speak in it.
    pub(super) fn speaks(&mut self, referent: usize) {
        let members = self.chains.referents[referent].members.clone();
        for one in std::iter::once(referent).chain(members) {
            let known = &mut self.chains.referents[one];
            known.spoken += usize::from(one == referent || known.entity.is_none());
        }
    }

    /// The referent of those who speak together.
    pub(super) fn pair(&mut self, members: Vec<usize>) -> usize {
        let known = self.together(&members);
        known.unwrap_or_else(|| self.push(Referent { nature: Nature::Group, plural: true, members, ..blank() }))
    }

    /// The two people named last, for "the two men" and "both".
    pub(super) fn last_two(&mut self, at: usize) -> Option<usize> {
        let mut two: Vec<usize> = Vec::new();
        let gender = (at..(at + 4).min(self.reader.len())).find_map(|at| self.reader.noun_gender(at));
        for touch in self.recent(at, 3).filter(|touch| !touch.quoted) {
            let one = &self.chains.referents[touch.referent];
            if one.members.len() == 2
                && one.members.iter().all(|&one| self.chains.referents[one].nature == Nature::Person)
            {
                return Some(touch.referent);
            }
            if gender.is_some() && one.gender.is_some() && one.gender != gender {
                continue;
            }
            if one.entity.is_some() && one.nature == Nature::Person && !two.contains(&touch.referent) {
                two.push(touch.referent);
            }
        }
        if two.len() != 2 {
            // Two named side by side some way back.
            return self.recent(at, 14).map(|touch| touch.referent).find(|&one| {
                let members = &self.chains.referents[one].members;
                members.len() == 2 && members.iter().all(|&one| self.chains.referents[one].nature == Nature::Person)
            });
        }
        two.reverse();
        Some(self.pair(two))
    }
}

/// "Four workers": people who were counted.
fn is_counted_group(one: &Referent) -> bool {
    one.nature == Nature::Group && one.counted().is_some()
}
