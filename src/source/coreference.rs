//! Coreference: which mentions are one source.
//!
//! One pass over the article in reading order. Names, noun phrases for people and bodies, and the sources of the
//! attributions touch *referents*; pronouns and short forms look back over the last touches, never over the whole text.

use std::collections::HashMap;

use super::lexicon::{Class, singular};
use super::mention::{Determiner, Form, Phrase, Pronoun, phrase};
use super::name::{Kind, Names};
use super::reader::{Gender, Reader};
use super::terms::Clause;
use crate::Span;
use crate::attribution::Attribution;

/// What a referent is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// One person.
    Person,
    /// Several people.
    Group,
    /// An organisation, government or country.
    Body,
    /// A news outlet.
    Outlet,
    /// A text, data, recording.
    Text,
    /// The article's writer.
    Writer,
    /// Something else.
    Thing,
}

/// Somebody or something the article speaks of.
#[derive(Clone, Debug)]
pub struct Referent {
    /// Its name's entity.
    pub entity: Option<usize>,
    /// The fullest noun phrase for it.
    pub phrase: Option<Phrase>,
    /// What it is.
    pub nature: Nature,
    /// Gender that the words tell.
    pub gender: Option<Gender>,
    /// Whether it is plural.
    pub plural: bool,
    /// Head nouns, in small letters and singular.
    pub heads: Vec<String>,
    /// Mentions as a source or by name.
    pub mentions: Vec<Span>,
    /// Joint speakers.
    pub members: Vec<usize>,
    /// The group it belongs to.
    pub member_of: Option<usize>,
    /// Whose it is ("her lawyer"): another referent.
    pub owner: Option<usize>,
    /// Whether it has opened a sentence.
    pub led: bool,
    /// How many attributions it has so far.
    pub spoken: usize,
    /// Clauses that say on what terms it is not named: indices.
    pub clauses: Vec<usize>,
}

/// The referents, and whose each attribution is.
#[derive(Debug, Default)]
pub struct Chains {
    /// Everybody and everything.
    pub referents: Vec<Referent>,
    /// For each attribution its referent.
    pub of: Vec<Option<usize>>,
    /// For each attribution whether its source is the impersonal "it".
    pub impersonal: Vec<bool>,
    /// For each clause of anonymity its referents.
    pub clause_of: Vec<Vec<usize>>,
    /// For each attribution its parsed source.
    pub phrases: Vec<Option<Phrase>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Source(usize),
    Clause(usize),
    Noun(usize, usize),
    Name(usize),
}

#[derive(Clone, Copy, Debug)]
struct Touch {
    referent: usize,
    head: usize,
    quoted: bool,
    at: usize,
    subject: bool,
    source: bool,
}

struct Resolver<'r, 'd> {
    reader: &'r Reader<'d>,
    names: &'r Names,
    chains: Chains,
    touches: Vec<Touch>,
    of_entity: HashMap<usize, usize>,
    by_head: HashMap<String, Vec<usize>>,
    by_text: HashMap<String, usize>,
    writer: Option<usize>,
    /// Token at which each referent was last touched.
    seen: Vec<Option<usize>>,
    /// Contents that hold the place now read: attributions, innermost last.
    within: Vec<usize>,
}

/// Gathers mentions into referents.
pub fn resolve(reader: &Reader, names: &Names, attributions: &[Attribution], clauses: &[Clause]) -> Chains {
    let document = reader.document;
    let range = |span: &Span| document.tokens_in(*span);
    let mut events: Vec<(usize, Event)> = Vec::new();
    let mut phrases: Vec<Option<Phrase>> = Vec::new();
    let mut taken: HashMap<usize, usize> = HashMap::new();
    for (index, attribution) in attributions.iter().enumerate() {
        let tokens = attribution.source.iter().map(range).filter(|tokens| !tokens.is_empty());
        let parsed = tokens.clone().filter_map(|tokens| phrase(reader, names, tokens.start, tokens.end));
        let parsed = parsed
            .reduce(|a, b| if matches!(b.form, Form::Name(_)) && !matches!(a.form, Form::Name(_)) { b } else { a });
        if let Some(parsed) = &parsed {
            events.push((parsed.first, Event::Source(index)));
            for at in parsed.first..parsed.end.min(parsed.first + 60) {
                taken.insert(at, index);
            }
        }
        phrases.push(parsed);
    }
    for (index, clause) in clauses.iter().enumerate() {
        if let Some((first, _)) = clause.subject {
            events.push((first, Event::Clause(index)));
        }
    }
    for (index, name) in names.mentions.iter().enumerate() {
        events.push((name.first, Event::Name(index)));
    }
    for (first, head) in nouns(reader, names) {
        events.push((first, Event::Noun(first, head)));
    }
    events.sort_unstable();
    // Contents by start, so that "I" and "he" inside a quotation know whose words they stand in.
    let mut contents: Vec<(usize, usize, usize)> = attributions
        .iter()
        .enumerate()
        .flat_map(|(index, found)| found.content.iter().map(move |span| (range(span), index)))
        .map(|(tokens, index)| (tokens.start, tokens.end, index))
        .collect();
    contents.sort_unstable();

    let mut resolver = Resolver {
        reader,
        names,
        chains: Chains {
            referents: Vec::new(),
            of: vec![None; attributions.len()],
            impersonal: vec![false; attributions.len()],
            clause_of: vec![Vec::new(); clauses.len()],
            phrases: Vec::new(),
        },
        touches: Vec::new(),
        of_entity: HashMap::new(),
        by_head: HashMap::new(),
        by_text: HashMap::new(),
        writer: None,
        seen: Vec::new(),
        within: Vec::new(),
    };
    let mut first_person: Vec<(usize, Option<usize>)> = Vec::new();
    let (mut opened, mut active): (usize, Vec<(usize, usize)>) = (0, Vec::new());
    for (at, event) in events {
        while opened < contents.len() && contents[opened].0 <= at {
            active.push((contents[opened].1, contents[opened].2));
            opened += 1;
        }
        active.retain(|&(end, _)| end > at);
        resolver.within = active.iter().map(|&(_, index)| index).collect();
        match event {
            Event::Source(index) => {
                let Some(parsed) = phrases[index].clone() else { continue };
                let outer = attributions[index]
                    .parent
                    .or_else(|| resolver.within.iter().rev().copied().find(|&one| one != index));
                if matches!(parsed.form, Form::Pronoun(Pronoun::I | Pronoun::We)) {
                    first_person.push((index, outer));
                    continue;
                }
                if matches!(parsed.form, Form::Pronoun(Pronoun::It)) && impersonal(reader, &attributions[index]) {
                    resolver.chains.impersonal[index] = true;
                    continue;
                }
                let clause = parsed.first == reader.sentence_first(parsed.first)
                    || parsed.first > 0 && reader.mark(parsed.first - 1) && reader.word(parsed.first - 1) != ",";
                if matches!(parsed.form, Form::Pronoun(Pronoun::Which)) && clause {
                    resolver.chains.impersonal[index] = true;
                    continue;
                }
                let found = resolver.resolve(&parsed, true, false, outer);
                if let Some(referent) = found {
                    resolver.chains.of[index] = Some(referent);
                    resolver.chains.referents[referent].spoken += 1;
                    let span = reader.span(parsed.first, parsed.cut.max(parsed.first + 1));
                    resolver.chains.referents[referent].mentions.push(span);
                }
            }
            Event::Clause(index) => {
                let Some((first, end)) = clauses[index].subject else { continue };
                if let Some(&source) = taken.get(&first).filter(|_| reader.pronoun_free(first)) {
                    // Inside a source: that source's clause (settled below).
                    if let Some(referent) = resolver.chains.of[source] {
                        resolver.chains.clause_of[index].push(referent);
                        continue;
                    }
                }
                if let Some(parsed) = phrase(reader, names, first, end) {
                    let found = resolver.resolve_clause(&parsed);
                    resolver.chains.clause_of[index].extend(found);
                }
            }
            Event::Name(index) => {
                let name = names.mentions[index];
                let referent = resolver.entity(name.entity);
                let subject = resolver.is_subject(name.title);
                resolver.touch(referent, name.first, name.end - 1, subject, false);
                resolver.conjoined(index);
                let span = reader.span(name.first, name.end);
                resolver.chains.referents[referent].mentions.push(span);
            }
            Event::Noun(first, head) => {
                if taken.get(&head).is_some_and(|&index| {
                    phrases[index]
                        .as_ref()
                        .is_some_and(|p| p.head == head || matches!(p.form, Form::Name(_) | Form::Joint(_)))
                }) {
                    continue;
                }
                if let Some(parsed) = phrase(reader, names, first, head + 1) {
                    if matches!(parsed.form, Form::Noun) {
                        resolver.resolve(&parsed, false, false, None);
                    }
                }
            }
        }
    }
    let Resolver { mut chains, mut writer, .. } = resolver;
    // Carried-over speakers and the first person, now that all others are known. Chains are short; loops end.
    let mut rounds = 0;
    loop {
        let mut changed = false;
        for (index, attribution) in attributions.iter().enumerate() {
            if chains.of[index].is_none() {
                if let Some(from) = attribution.carried_from.filter(|&from| from < attributions.len()) {
                    if let Some(referent) = chains.of[from] {
                        chains.of[index] = Some(referent);
                        chains.impersonal[index] = false;
                        changed = true;
                    }
                }
            }
        }
        for &(index, outer) in &first_person {
            if chains.of[index].is_some() {
                continue;
            }
            let spoken = phrases[index].as_ref().is_some_and(|p| document.tokens[p.first].quotation.is_some());
            match outer {
                Some(outer) if chains.of[outer].is_some() => {
                    chains.of[index] = chains.of[outer];
                    changed = true;
                }
                None if !spoken => {
                    let referent = *writer.get_or_insert_with(|| {
                        chains.referents.push(Referent { nature: Nature::Writer, ..blank() });
                        chains.referents.len() - 1
                    });
                    chains.of[index] = Some(referent);
                    changed = true;
                }
                _ => {}
            }
        }
        rounds += 1;
        if !changed || rounds > 4 {
            break;
        }
    }
    for (index, parsed) in phrases.iter().enumerate() {
        if let (Some(referent), Some(parsed)) = (chains.of[index], parsed) {
            if matches!(parsed.form, Form::Pronoun(Pronoun::I | Pronoun::We)) {
                let span = parsed.span(reader);
                chains.referents[referent].mentions.push(span);
            }
        }
    }
    for (index, referents) in chains.clause_of.iter().enumerate() {
        for &referent in referents {
            chains.referents[referent].clauses.push(index);
        }
    }
    for referent in &mut chains.referents {
        referent.mentions.sort_unstable();
        referent.mentions.dedup();
    }
    chains.phrases = phrases;
    chains
}

fn blank() -> Referent {
    Referent {
        entity: None,
        phrase: None,
        nature: Nature::Thing,
        gender: None,
        plural: false,
        heads: Vec::new(),
        mentions: Vec::new(),
        members: Vec::new(),
        member_of: None,
        owner: None,
        led: false,
        spoken: 0,

        clauses: Vec::new(),
    }
}

/// "It emerged", "it is unclear": nobody.
fn impersonal(reader: &Reader, attribution: &Attribution) -> bool {
    const WORDS: &[&str] = &[
        "unclear",
        "clear",
        "emerged",
        "emerges",
        "seems",
        "seemed",
        "appears",
        "appeared",
        "thought",
        "believed",
        "reported",
        "understood",
        "feared",
        "hoped",
        "expected",
        "known",
        "alleged",
        "rumoured",
        "rumored",
        "noted",
        "said",
        "claimed",
        "possible",
        "likely",
        "unlikely",
        "obvious",
        "turned",
        "uncertain",
        "assumed",
        "estimated",
        "suggested",
        "revealed",
        "transpired",
        "remains",
    ];
    const FORMS: &[&str] = &["is", "was", "been", "be", "isn", "wasn", "being", "has"];
    let tokens: Vec<usize> = attribution.cue.iter().flat_map(|span| reader.document.tokens_in(*span)).collect();
    let any = |words: &[&str]| tokens.iter().any(|&at| reader.is(at, words));
    any(&["emerged", "emerges", "seems", "seemed", "appears", "appeared", "transpired", "remains", "unclear"])
        || any(WORDS)
            && any(FORMS)
            && !tokens.last().is_some_and(|&at| {
                reader.is(at, &["said", "claimed", "reported", "noted"]) && !any(&["is", "was", "be", "been"])
            })
}

/// Noun phrases for people and bodies that may be spoken of again: (first token, head).
fn nouns(reader: &Reader, names: &Names) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for head in 0..reader.len() {
        let class = reader.class(head);
        if !class.is(Class::PERSON | Class::BODY | Class::OUTLET | Class::VAGUE | Class::CLASS | Class::DOCUMENT)
            || class.is(Class::FUNCTION)
            || names.at(head).is_some()
        {
            continue;
        }
        let next = reader.class(head + 1);
        if !reader.mark(head + 1) && next.is(Class::PERSON | Class::BODY | Class::DOCUMENT) && !next.is(Class::FUNCTION)
            || reader.genitive(head + 1) && !reader.plural(head)
        {
            continue;
        }
        let sentence = reader.sentence_first(head);
        let mut first = head;
        let mut determined = false;
        while first > sentence && head - first < 6 {
            let word = reader.small(first - 1);
            if matches!(
                word.as_ref(),
                "the"
                    | "a"
                    | "an"
                    | "his"
                    | "her"
                    | "their"
                    | "its"
                    | "one"
                    | "two"
                    | "three"
                    | "four"
                    | "another"
                    | "several"
                    | "some"
                    | "many"
                    | "my"
                    | "our"
            ) {
                first -= 1;
                determined = true;
                break;
            }
            if reader.mark(first - 1) && !matches!(reader.word(first - 1), "-" | "’" | "'")
                || reader.class(first - 1).is(Class::FUNCTION)
                    && !matches!(
                        word.as_ref(),
                        "first" | "second" | "third" | "last" | "next" | "other" | "new" | "old" | "own" | "such"
                    )
                || word.ends_with("ed")
                || word.ends_with("ing")
                || word.ends_with("ly")
            {
                break;
            }
            first -= 1;
        }
        if determined || (reader.plural(head) || first == sentence) && !class.is(Class::DOCUMENT) {
            found.push((first, head));
        }
    }
    found
}

impl Reader<'_> {
    /// Whether token `at` is no pronoun.
    fn pronoun_free(&self, at: usize) -> bool {
        super::mention::pronoun(self, at).is_none()
    }
}

impl Resolver<'_, '_> {
    fn touch(&mut self, referent: usize, at: usize, head: usize, subject: bool, source: bool) {
        let quoted = self.reader.document.tokens[at].quotation.is_some();
        self.touches.push(Touch { referent, head, quoted, at, subject, source });
        if self.seen.len() <= referent {
            self.seen.resize(referent + 1, None);
        }
        self.seen[referent] = Some(at);
        self.chains.referents[referent].led |= subject;
    }

    fn push(&mut self, referent: Referent) -> usize {
        let index = self.chains.referents.len();
        for head in &referent.heads {
            self.by_head.entry(head.clone()).or_default().push(index);
        }
        self.chains.referents.push(referent);
        index
    }

    /// Whether the phrase at `at` opens its sentence, but for a word or an introductory phrase.
    fn is_subject(&self, at: usize) -> bool {
        let first = self.reader.sentence_first(at);
        at <= first + 2 || at > 0 && matches!(self.reader.word(at - 1), ",") && at < first + 14
    }

    fn entity(&mut self, entity: usize) -> usize {
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
        let referent = self.push(Referent { entity: Some(entity), nature, gender: known.gender, heads, ..blank() });
        self.of_entity.insert(entity, referent);
        referent
    }

    /// The referent of a phrase; touches it.
    fn resolve(&mut self, parsed: &Phrase, source: bool, hidden: bool, outer: Option<usize>) -> Option<usize> {
        let subject = self.is_subject(parsed.first) || source;
        let found = match &parsed.form {
            Form::Name(index) => Some(self.named(self.names.mentions[*index].entity, parsed)),
            Form::Pronoun(pronoun) => self.pronoun(*pronoun, parsed, outer),
            Form::Part => self.part(parsed),
            Form::Joint(ranges) => self.joint(ranges.clone(), parsed),
            Form::Noun => Some(self.noun(parsed, hidden)),
        }?;
        let referent = &mut self.chains.referents[found];
        if referent.nature == Nature::Thing && source && referent.entity.is_some() {
            // An unknown single name that speaks: settled by the status stage.
        }
        referent.gender = referent.gender.or(parsed.gender);
        self.touch(found, parsed.first, parsed.head, subject, source);
        Some(found)
    }

    /// The referent of a name; "the Asturian" may be somebody named before.
    fn named(&mut self, entity: usize, parsed: &Phrase) -> usize {
        let known = &self.names.entities[entity];
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
    fn recent(&self, at: usize, sentences: u32) -> impl Iterator<Item = &Touch> {
        let here = self.reader.sentence(at);
        self.touches
            .iter()
            .rev()
            .take(80)
            .take_while(move |touch| self.reader.sentence(touch.at) + sentences >= here)
            .filter(move |touch| touch.at < at)
    }

    fn pronoun(&mut self, pronoun: Pronoun, parsed: &Phrase, outer: Option<usize>) -> Option<usize> {
        let at = parsed.first;
        match pronoun {
            Pronoun::He | Pronoun::She => {
                let gender = if pronoun == Pronoun::He { Gender::Male } else { Gender::Female };
                let found = self.best(
                    at,
                    9,
                    outer,
                    |one| {
                        (one.nature == Nature::Person || one.nature == Nature::Thing && self.may_be_person(one))
                            && !one.plural
                            && one.gender.is_none_or(|known| known == gender)
                    },
                    |one| if one.gender == Some(gender) { 1.5 } else { 0.0 },
                )?;
                if self.chains.referents[found].entity.is_none() {
                    self.chains.referents[found].gender.get_or_insert(gender);
                }
                if self.chains.referents[found].nature == Nature::Thing {
                    self.chains.referents[found].nature = Nature::Person;
                }
                Some(found)
            }
            Pronoun::They => self.best(
                at,
                5,
                outer,
                |one| one.plural || matches!(one.nature, Nature::Group | Nature::Body | Nature::Outlet),
                |one| if one.plural { 2.5 } else { 0.0 },
            ),
            Pronoun::It => self.best(
                at,
                4,
                outer,
                |one| {
                    matches!(one.nature, Nature::Body | Nature::Outlet | Nature::Text) && !one.plural
                        || one.nature == Nature::Thing
                },
                |one| match one.nature {
                    Nature::Thing => -2.0,
                    Nature::Text => -0.7,
                    _ => 0.0,
                },
            ),
            Pronoun::Who | Pronoun::Which => self.antecedent(at, pronoun),
            Pronoun::You => Some(self.text_referent("you", parsed, Nature::Group)),
            Pronoun::I | Pronoun::We => None,
        }
    }
    /// Whether a name of which the text does not tell what it names may be a person's.
    fn may_be_person(&self, one: &Referent) -> bool {
        one.entity.is_some_and(|entity| {
            let known = &self.names.entities[entity];
            known.located * 2 <= known.count && (known.sure || known.inner > 0)
        })
    }

    /// The best referent by recency, role in the sentence and number of mentions.
    fn best(
        &self,
        at: usize,
        sentences: u32,
        outer: Option<usize>,
        fits: impl Fn(&Referent) -> bool,
        bonus: impl Fn(&Referent) -> f32,
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
    fn antecedent(&mut self, at: usize, pronoun: Pronoun) -> Option<usize> {
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

    fn part(&mut self, parsed: &Phrase) -> Option<usize> {
        let single = self.reader.is(parsed.first, &["one", "another", "each"]);
        let group = self.best(
            parsed.first,
            6,
            None,
            |one| one.plural && (one.phrase.is_some() || !one.members.is_empty()),
            |one| if one.spoken > 0 { 1.5 } else { 0.0 },
        );
        let whole = !single && self.reader.is(parsed.first, &["both", "neither", "the", "either"]);
        let group = match group {
            Some(group) => group,
            None if whole => return self.last_two(parsed.first),
            None => return None,
        };
        if !single && self.reader.is(parsed.first, &["both", "neither", "the", "all", "either", "these", "those"]) {
            return Some(group);
        }
        let owner = self.chains.referents[group].clone();
        let plural = !single;
        let made = Referent {
            phrase: Some(parsed.clone()),
            nature: if plural { Nature::Group } else { Nature::Person },
            plural,
            heads: owner.heads,
            member_of: Some(group),
            ..blank()
        };
        Some(self.push(made))
    }

    fn joint(&mut self, ranges: Vec<(usize, usize)>, whole: &Phrase) -> Option<usize> {
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
        let known = self
            .touches
            .iter()
            .rev()
            .take(200)
            .map(|touch| touch.referent)
            .find(|&one| self.chains.referents[one].members == members);
        Some(known.unwrap_or_else(|| {
            self.push(Referent { phrase: Some(whole.clone()), nature: Nature::Group, plural: true, members, ..blank() })
        }))
    }

    /// "A and B" anywhere in the text: the two may be "they" later on.
    fn conjoined(&mut self, index: usize) {
        let Some(first) = index.checked_sub(1).map(|before| self.names.mentions[before]) else { return };
        let second = self.names.mentions[index];
        let person = |one: usize| matches!(self.names.entities[one].kind, Kind::Person);
        if self.reader.is(first.end, &["and"])
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

    /// The referent of those who speak together.
    fn pair(&mut self, members: Vec<usize>) -> usize {
        let known = self
            .touches
            .iter()
            .rev()
            .take(200)
            .map(|touch| touch.referent)
            .find(|&one| self.chains.referents[one].members == members);
        known.unwrap_or_else(|| self.push(Referent { nature: Nature::Group, plural: true, members, ..blank() }))
    }

    /// The two people named last, for "the two men" and "both".
    fn last_two(&mut self, at: usize) -> Option<usize> {
        let mut two: Vec<usize> = Vec::new();
        for touch in self.recent(at, 3).filter(|touch| !touch.quoted) {
            let one = &self.chains.referents[touch.referent];
            if one.entity.is_some() && one.nature == Nature::Person && !two.contains(&touch.referent) {
                two.push(touch.referent);
            }
        }
        if two.len() != 2 {
            return None;
        }
        two.reverse();
        Some(self.pair(two))
    }

    fn text_referent(&mut self, key: &str, parsed: &Phrase, nature: Nature) -> usize {
        if let Some(&known) = self.by_text.get(key) {
            return known;
        }
        let made = self.push(Referent { phrase: Some(parsed.clone()), nature, plural: parsed.plural, ..blank() });
        self.by_text.insert(key.to_string(), made);
        made
    }

    /// The referent of a common noun phrase: one named or spoken of before, or a new one.
    fn noun(&mut self, parsed: &Phrase, hidden: bool) -> usize {
        let reader = self.reader;
        let small = reader.small(parsed.head).into_owned();
        let head =
            if parsed.plural { singular(&small).into_iter().next().unwrap_or(small.clone()) } else { small.clone() };
        let class = parsed.class;
        let nature = nature(parsed);
        let key = reader.text(parsed.first, parsed.cut).to_lowercase();
        let key = key.trim_start_matches("the ").trim_start_matches("some ").to_string();
        let owner = self.owner(parsed);
        let definite = match parsed.determiner {
            Determiner::The => true,
            Determiner::Bare => !parsed.plural || class.is(Class::BODY),
            Determiner::Owned => true,
            _ => false,
        };
        let counted =
            matches!(parsed.determiner, Determiner::Count(_)) && reader.is(parsed.first, &["the", "those", "these"]);
        if definite || counted || parsed.plural && parsed.determiner == Determiner::Bare {
            if let Some(known) = self.known(parsed, &head, nature, hidden, owner, &key) {
                self.enrich(known, parsed, &head);
                return known;
            }
        }
        let two = matches!(parsed.determiner, Determiner::Count(2)) && reader.is(parsed.first, &["the"])
            || parsed.determiner == Determiner::Quantity
                && (reader.is(parsed.first, &["both"]) || parsed.first > 0 && reader.is(parsed.first - 1, &["both"]));
        if two && nature == Nature::Group && parsed.cut <= parsed.head + 1 {
            if let Some(pair) = self.last_two(parsed.first) {
                return pair;
            }
        }
        let mut heads = vec![head];
        if class.is(Class::SPOKES) {
            heads.push("spokesperson".into())
        }
        let made = self.push(Referent {
            phrase: Some(parsed.clone()),
            nature,
            gender: parsed.gender,
            plural: parsed.plural,
            heads,
            owner,
            ..blank()
        });
        if parsed.determiner != Determiner::A && !matches!(parsed.determiner, Determiner::Count(_)) {
            self.by_text.insert(key, made);
        }
        made
    }

    /// Keeps the fuller of two descriptions.
    fn enrich(&mut self, known: usize, parsed: &Phrase, head: &str) {
        let referent = &mut self.chains.referents[known];
        if let (None, true, Some(old)) = (referent.entity, parsed.plural, &referent.phrase) {
            if matches!(old.form, Form::Noun)
                && old.determiner == Determiner::Bare
                && old.cut - old.first < 3
                && parsed.cut - parsed.first > old.cut - old.first
                && parsed.cut - parsed.first < 12
            {
                referent.phrase = Some(parsed.clone());
            }
        }
        if referent.entity.is_none() && !referent.heads.iter().any(|one| one == head) && referent.heads.len() < 16 {
            referent.heads.push(head.to_string());
            self.by_head.entry(head.to_string()).or_default().push(known);
        }
    }

    /// Whose the phrase is: "her lawyer", "Cruz's advisers".
    fn owner(&mut self, parsed: &Phrase) -> Option<usize> {
        let at = parsed.first;
        if let Some((pronoun, plural)) =
            super::mention::pronoun(self.reader, at).filter(|_| super::mention::owned(self.reader, at))
        {
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
            return (name.title.min(name.first) <= parsed.first + 1).then(|| self.entity(name.entity));
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

    fn known(
        &self,
        parsed: &Phrase,
        head: &str,
        nature: Nature,
        hidden: bool,
        owner: Option<usize>,
        key: &str,
    ) -> Option<usize> {
        let reader = self.reader;
        let referents = &self.chains.referents;
        let fits = |index: usize| {
            let one = &referents[index];
            let number = one.plural == parsed.plural || one.entity.is_some() && !parsed.plural && !one.plural;
            let gender = one.gender.is_none() || parsed.gender.is_none() || one.gender == parsed.gender;
            let secret = !hidden || one.entity.is_none() || !matches!(one.nature, Nature::Person);
            let sort = one.nature == nature
                || one.nature == Nature::Thing
                || one.entity.is_some() && nature == Nature::Person && one.nature == Nature::Person
                || matches!((one.nature, nature), (Nature::Body, Nature::Outlet) | (Nature::Outlet, Nature::Body));
            number && gender && secret && sort
        };
        let same_owner = |index: usize| {
            owner.is_none()
                || referents[index].owner == owner
                || referents[index].owner.is_none() && parsed.determiner != Determiner::Owned
        };
        let last = |index: usize| self.seen.get(index).copied().flatten();
        // The same words.
        if let Some(&known) = self.by_text.get(key) {
            if fits(known)
                && same_owner(known)
                && (parsed.plural || parsed.determiner != Determiner::Owned || owner.is_some() || !key.contains(' '))
            {
                return Some(known);
            }
            if fits(known) && owner.is_none() {
                return Some(known);
            }
        }
        // The same head noun, or a noun of its description; the latest.
        let modifiers: Vec<String> = (parsed.first..parsed.head)
            .filter(|&at| !reader.class(at).is(Class::FUNCTION) && !reader.mark(at))
            .map(|at| reader.small(at).into_owned())
            .collect();
        let specific = modifiers.iter().any(|word| {
            !matches!(
                word.as_ref(),
                "former" | "senior" | "top" | "second" | "first" | "young" | "old" | "older" | "other"
            )
        });
        if parsed.determiner == Determiner::Owned {
            // "its chairman" is the named chairman if only one is described so.
            let mut all = self
                .by_head
                .get(head)
                .into_iter()
                .flatten()
                .copied()
                .filter(|&one| fits(one) && referents[one].entity.is_some() && nature == Nature::Person);
            let synonyms: &[&str] = if matches!(head, "lawyer" | "attorney" | "counsel") {
                &["lawyer", "attorney", "counsel"]
            } else {
                &[]
            };
            let whose = owner.and_then(|owner| referents[owner].entity).map(|entity| &self.names.entities[entity]);
            if let Some(whose) = whose {
                // "his lawyer" is "Ann Day, a lawyer for Bob May".
                let heads = synonyms.iter().copied().chain(std::iter::once(head));
                let described = heads
                    .filter(|_| nature == Nature::Person)
                    .flat_map(|head| self.by_head.get(head).into_iter().flatten().copied())
                    .find(|&one| {
                        let Some(entity) = referents[one].entity.map(|entity| &self.names.entities[entity]) else {
                            return false;
                        };
                        entity.kind == Kind::Person
                            && entity.descriptors.iter().any(|&(a, b)| {
                                (a..b)
                                    .any(|at| whose.parts.last().is_some_and(|part| reader.small(at) == part.as_str()))
                            })
                    });
                if described.is_some() {
                    return described;
                }
            }
            let only = all.next();
            let common = matches!(
                head,
                "lawyer"
                    | "attorney"
                    | "aide"
                    | "adviser"
                    | "friend"
                    | "spokesman"
                    | "spokeswoman"
                    | "spokesperson"
                    | "ally"
                    | "official"
                    | "supporter"
            );
            return only.filter(|_| !common && all.next().is_none());
        }
        if parsed.plural
            && parsed.determiner == Determiner::Bare
            && (head == "person" || specific || parsed.cut > parsed.head + 1)
        {
            return None;
        }
        let limit = if parsed.plural { 40 } else { 400 };
        let candidates = self.by_head.get(head).into_iter().flatten().rev().take(24).copied().filter(|&one| fits(one));
        let agreeing = candidates.filter_map(|one| {
            let at = last(one)?;
            let far = reader.sentence(parsed.first) - reader.sentence(at);
            let entity = referents[one].entity.map(|entity| &self.names.entities[entity]);
            let matching = modifiers
                .iter()
                .filter(|word| match (&entity, &referents[one].phrase) {
                    (Some(entity), _) => {
                        entity.heads.contains(word)
                            || entity.parts.contains(word)
                            || entity
                                .descriptors
                                .iter()
                                .any(|&(a, b)| (a..b).any(|at| reader.small(at) == word.as_str()))
                    }
                    (None, Some(phrase)) => (phrase.first..phrase.end).any(|at| reader.small(at) == word.as_str()),
                    _ => false,
                })
                .count();
            let clash = specific && matching == 0 && !(entity.is_some() && nature == Nature::Body);
            (far <= limit && !clash).then_some((matching, at, one))
        });
        if let Some((_, _, one)) = agreeing.max() {
            return Some(one);
        }
        if parsed.plural {
            return None;
        }
        let generic = matches!(
            head,
            "official"
                | "source"
                | "person"
                | "individual"
                | "man"
                | "woman"
                | "aide"
                | "staffer"
                | "lawmaker"
                | "insider"
                | "employee"
                | "worker"
                | "diplomat"
                | "adviser"
                | "executive"
                | "spokesman"
                | "spokeswoman"
                | "spokesperson"
                | "politician"
                | "officer"
        );
        if nature == Nature::Person {
            if generic && !specific && parsed.cut <= parsed.head + 1 {
                let bare_hidden = matches!(
                    head,
                    "official"
                        | "source"
                        | "person"
                        | "individual"
                        | "insider"
                        | "aide"
                        | "staffer"
                        | "employee"
                        | "worker"
                        | "diplomat"
                        | "adviser"
                        | "executive"
                        | "officer"
                );
                let found = self.best(
                    parsed.first,
                    8,
                    None,
                    |one| {
                        let index_ok = one.nature == Nature::Person
                            && !one.plural
                            && (one.gender.is_none() || parsed.gender.is_none() || one.gender == parsed.gender);
                        index_ok
                            && (one.entity.is_none() || !hidden && !bare_hidden)
                            && (one.entity.is_none() || !hidden)
                            && (one.spoken > 0 || hidden || one.led || !one.clauses.is_empty())
                    },
                    |one| {
                        (if one.entity.is_none() { 2.0 } else { 0.0 })
                            + (if one.spoken > 0 { 1.5 } else { 0.0 })
                            + (if one.gender.is_some() && one.gender == parsed.gender { 2.0 } else { 0.0 })
                    },
                );
                if found.is_some() {
                    return found;
                }
            }
            let former = reader.is(parsed.first + 1, &["former", "ex"]);
            let relational = parsed.class.is(Class::FEMALE | Class::MALE)
                && matches!(
                    head,
                    "mother"
                        | "father"
                        | "wife"
                        | "husband"
                        | "son"
                        | "daughter"
                        | "brother"
                        | "sister"
                        | "mum"
                        | "dad"
                        | "mom"
                )
                || matches!(
                    head,
                    "narrator"
                        | "victim"
                        | "suspect"
                        | "witness"
                        | "defendant"
                        | "caller"
                        | "customer"
                        | "patient"
                        | "owner"
                        | "driver"
                        | "reader"
                        | "user"
                        | "buyer"
                        | "seller"
                        | "voter"
                        | "guest"
                        | "survivor"
                        | "plaintiff"
                );
            let badge = (parsed.first..parsed.head).any(|at| reader.capital(at) && !reader.initial(at));
            let office = parsed.class.is(Class::OFFICIAL | Class::SPOKES)
                && !former
                && !(badge
                    && matches!(
                        head,
                        "senator"
                            | "governor"
                            | "congressman"
                            | "congresswoman"
                            | "lawmaker"
                            | "minister"
                            | "leader"
                            | "chairman"
                            | "chief"
                            | "boss"
                            | "mayor"
                            | "premier"
                            | "president"
                    ));
            let lead = reader.sentence(parsed.first) == 1
                && parsed.first == reader.sentence_first(parsed.first)
                && office
                && parsed.cut <= parsed.head + 1;
            if lead && !hidden && parsed.determiner == Determiner::The {
                // The headline names whom the first sentence calls by the office.
                let first = self
                    .names
                    .mentions
                    .first()
                    .filter(|name| reader.sentence(name.first) == 0 && name.title == 0)
                    .map(|name| name.entity);
                let known = first
                    .filter(|&entity| self.names.entities[entity].count >= 2)
                    .and_then(|entity| self.of_entity.get(&entity).copied());
                if known.is_some() {
                    return known;
                }
            }
            // An office nobody in the text is said to hold: whoever was just spoken of without one.
            let vacant = office
                && parsed.determiner == Determiner::The
                && !hidden
                && parsed.cut <= parsed.head + 1
                && matches!(
                    head,
                    "senator"
                        | "governor"
                        | "mayor"
                        | "president"
                        | "premier"
                        | "chancellor"
                        | "minister"
                        | "secretary"
                        | "chairman"
                        | "chairwoman"
                        | "congressman"
                        | "congresswoman"
                        | "leader"
                        | "lawmaker"
                        | "representative"
                );
            if vacant {
                let found = self.best(
                    parsed.first,
                    3,
                    None,
                    |one| {
                        let entity = one.entity.map(|entity| &self.names.entities[entity]);
                        let free = entity.is_some_and(|entity| {
                            entity.count >= 3
                                && !entity.heads.iter().any(|head| reader.lexicon.class(head).is(Class::OFFICIAL))
                        });
                        free && one.nature == Nature::Person
                            && (one.gender.is_none() || parsed.gender.is_none() || one.gender == parsed.gender)
                    },
                    |_| 0.0,
                );
                if found.is_some() {
                    return found;
                }
            }
            if !hidden
                && !office
                && !relational
                && !parsed.class.is(Class::VAGUE)
                && parsed.determiner == Determiner::The
                && (specific
                    || !parsed.class.is(Class::EXPERT | Class::MEDIA | Class::PARTY)
                    || matches!(
                        head,
                        "candidate" | "nominee" | "contender" | "frontrunner" | "runner" | "challenger" | "incumbent"
                    ))
                && (parsed.cut <= parsed.head + 1 || former)
            {
                return self.best(
                    parsed.first,
                    3,
                    None,
                    |one| {
                        one.nature == Nature::Person
                            && !one.plural
                            && one.entity.is_some()
                            && (one.gender.is_none() || parsed.gender.is_none() || one.gender == parsed.gender)
                    },
                    |_| 0.0,
                );
            }
        }
        if matches!(nature, Nature::Body | Nature::Outlet) && !specific {
            let outlet = nature == Nature::Outlet;
            let generic = outlet
                || matches!(
                    head,
                    "company"
                        | "firm"
                        | "group"
                        | "organisation"
                        | "organization"
                        | "agency"
                        | "bank"
                        | "body"
                        | "charity"
                        | "regulator"
                        | "union"
                        | "club"
                        | "party"
                        | "department"
                        | "ministry"
                        | "team"
                        | "band"
                        | "airline"
                        | "carrier"
                        | "retailer"
                        | "manufacturer"
                        | "corporation"
                        | "business"
                        | "university"
                        | "institute"
                );
            if generic {
                return self.best(
                    parsed.first,
                    5,
                    None,
                    |one| {
                        one.nature == nature
                            && one.entity.is_some_and(|entity| self.names.entities[entity].kind != Kind::Place)
                    },
                    |_| 0.0,
                );
            }
        }
        None
    }

    /// Whose identity a clause withholds.
    fn resolve_clause(&mut self, parsed: &Phrase) -> Vec<usize> {
        let reader = self.reader;
        let hidden = |one: &Referent| {
            one.entity.is_none() && matches!(one.nature, Nature::Person | Nature::Group) && one.phrase.is_some()
        };
        let found = match &parsed.form {
            Form::Name(index) => Some(self.entity(self.names.mentions[*index].entity)),
            Form::Pronoun(Pronoun::Who) => self.antecedent(parsed.first, Pronoun::Who),
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
            Form::Part => {
                let all = reader.is(parsed.first, &["all", "both"]) && reader.is(parsed.first + 1, &["of"]);
                let here = reader.sentence(parsed.first);
                if all {
                    let mut every: Vec<usize> = self
                        .recent(parsed.first, 4)
                        .filter(|touch| touch.source && reader.sentence(touch.at) <= here)
                        .map(|touch| touch.referent)
                        .filter(|&one| hidden(&self.chains.referents[one]))
                        .collect();
                    every.sort_unstable();
                    every.dedup();
                    if !every.is_empty() {
                        return every;
                    }
                }
                let single = reader.is(parsed.first, &["one", "another", "each"]);
                let group = self.best(parsed.first, 6, None, |one| one.plural && hidden(one), |one| one.spoken as f32);
                if single { self.part(parsed) } else { group }
            }
            Form::Noun => Some(self.noun(parsed, true)),
            _ => None,
        };
        if let Some(found) = found {
            self.touch(found, parsed.first, parsed.head, true, false);
        }
        found.into_iter().collect()
    }
}

/// What a noun phrase stands for, by its head.
fn nature(parsed: &Phrase) -> Nature {
    let class = parsed.class;
    if class.is(Class::PERSON)
        && !(class.is(Class::BODY | Class::DOCUMENT) && !parsed.class.is(Class::OFFICIAL | Class::AFFECTED))
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
    } else if !class.is_empty() {
        Nature::Thing
    } else {
        Nature::Thing
    }
}
