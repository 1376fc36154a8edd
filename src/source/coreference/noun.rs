//! Common noun phrases: who was named or spoken of before, and who is new.

use super::super::lexicon::{Class, Lexicon, singular};
use super::super::mention::{self, Determiner, Form, Phrase, Pronoun};
use super::super::name::Kind;
use super::super::reader::{Gender, Reader};
use super::{Nature, Referent, Resolver, blank};
use crate::case::Lower;

/// The country whose people a word names: "Iranian", "US" (never the pronoun "us").
fn people_of(reader: &Reader, at: usize) -> Option<&'static str> {
    let (country, demonym) = Lexicon::get().place(&reader.small(at))?;
    (demonym && reader.capital(at) && (reader.small(at) != "us" || reader.word(at) == "US")).then_some(country)
}

/// A word that describes, so that "American" and "US" are the same.
fn modifier(reader: &Reader, at: usize) -> String {
    people_of(reader, at).map_or_else(|| reader.small(at).into_owned(), Lower::lower)
}

impl Resolver<'_, '_> {
    /// The referent of a common noun phrase: one named or spoken of before, or a new one.
    pub(super) fn noun(&mut self, parsed: &Phrase, hidden: bool) -> usize {
        let reader = self.reader;
        let small = reader.small(parsed.head).into_owned();
        let head =
            if parsed.plural { singular(&small).into_iter().next().unwrap_or(small.clone()) } else { small.clone() };
        let class = parsed.class;
        let nature = nature(parsed);
        let key = reader.text(parsed.first, parsed.cut).lower();
        let key = key.trim_start_matches("the ").trim_start_matches("some ").to_string();
        let owner = self.owner(parsed);
        let definite = match parsed.determiner {
            Determiner::The => true,
            Determiner::Bare => !parsed.plural || class.is(Class::BODY),
            Determiner::Owned => true,
            _ => false,
        };
        let counted =
            matches!(parsed.determiner, Determiner::Count(_)) && reader.is(parsed.first, list!("the those these"));
        if (definite || counted || parsed.plural && parsed.determiner == Determiner::Bare)
            && let Some(known) = self.known(parsed, &head, nature, hidden, owner, &key)
        {
            self.enrich(known, parsed, &head);
            return known;
        }
        let two = matches!(parsed.determiner, Determiner::Count(2)) && reader.is(parsed.first, list!("the"))
            || parsed.determiner == Determiner::Quantity
                && (reader.is(parsed.first, list!("both"))
                    || parsed.first > 0 && reader.is(parsed.first - 1, list!("both")));
        if two
            && nature == Nature::Group
            && parsed.cut <= parsed.head + 1
            && let Some(pair) = self.last_two(parsed.first)
        {
            return pair;
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

    pub(super) fn known(
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
            .filter(|&at| people_of(reader, at).is_some() || !reader.class(at).is(Class::FUNCTION) && !reader.mark(at))
            .map(|at| modifier(reader, at))
            .collect();
        let specific = modifiers
            .iter()
            .any(|word| !one_of!(word.as_ref(), "former senior top second first young old older other"));
        if parsed.determiner == Determiner::Owned {
            // "its chairman" is the named chairman if only one is described so.
            let mut all = self
                .by_head
                .get(head)
                .into_iter()
                .flatten()
                .copied()
                .filter(|&one| fits(one) && referents[one].entity.is_some() && nature == Nature::Person);
            let synonyms: &[&str] =
                if one_of!(head, "lawyer attorney counsel") { &["lawyer", "attorney", "counsel"] } else { &[] };
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
            let common = one_of!(
                head,
                "lawyer attorney aide adviser friend spokesman spokeswoman spokesperson ally official \
                 supporter"
            );
            return only.filter(|_| !common && all.next().is_none());
        }
        if parsed.plural
            && parsed.determiner == Determiner::Bare
            && (head == "person" || parsed.class.is(Class::CLASS) || specific || parsed.cut > parsed.head + 1)
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
                            || entity.descriptors.iter().any(|&(a, b)| (a..b).any(|at| modifier(reader, at) == **word))
                    }
                    (None, Some(phrase)) => (phrase.first..phrase.end).any(|at| modifier(reader, at) == **word),
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
        let generic = one_of!(
            head,
            "official source person individual man woman aide staffer lawmaker insider employee worker \
             diplomat adviser executive spokesman spokeswoman spokesperson politician officer"
        );
        if nature == Nature::Person {
            if generic && !specific && parsed.cut <= parsed.head + 1 {
                let bare_hidden = one_of!(
                    head,
                    "official source person individual insider aide staffer employee worker diplomat \
                     adviser executive officer"
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
            let former = reader.is(parsed.first + 1, list!("former ex"));
            let relational = parsed.class.is(Class::FEMALE | Class::MALE)
                && one_of!(head, "mother father wife husband son daughter brother sister mum dad mom")
                || one_of!(
                    head,
                    "narrator victim suspect witness defendant caller customer patient owner driver \
                     reader user buyer seller voter guest survivor plaintiff"
                );
            let badge = (parsed.first..parsed.head).any(|at| reader.capital(at) && !reader.initial(at));
            let office = parsed.class.is(Class::OFFICIAL | Class::SPOKES)
                && !former
                && !(badge
                    && one_of!(
                        head,
                        "senator governor congressman congresswoman lawmaker minister leader chairman \
                         chief boss mayor premier president"
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
                && one_of!(
                    head,
                    "senator governor mayor president premier chancellor minister secretary chairman \
                     chairwoman congressman congresswoman leader lawmaker representative"
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
                    || one_of!(head, "candidate nominee contender frontrunner runner challenger incumbent"))
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
                || one_of!(
                    head,
                    "company firm group organisation organization agency bank body charity regulator \
                     union club party department ministry team band airline carrier retailer manufacturer \
                     corporation business university institute"
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
}

/// What a noun phrase stands for, by its head.
fn nature(parsed: &Phrase) -> Nature {
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
