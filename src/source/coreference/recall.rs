//! Whom a noun phrase recalls, by rule: the same words, the same head noun, the holder of an office, the body just spoken of.
//! The scorer of [`super::rank`] takes this as one of its features.

use super::super::lexicon::Class;
use super::super::mention::{Determiner, Phrase};
use super::super::name::{Entity, Kind};
use super::modifier::modifier;
use super::office::Office;
use super::{Nature, Referent, Resolver};

impl Resolver<'_, '_> {
    /// The referent that a phrase recalls, if the rules know one.
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
            // "Passengers described a bang": some of the 212 whom the text counted, and not those.
            let counted = parsed.determiner == Determiner::Bare && one.spoken == 0 && one.is_figure(reader);
            number && gender && secret && sort && !counted
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
                && (parsed.plural || parsed.determiner != Determiner::Owned || owner.is_some() || !key.contains([' ']))
            {
                return Some(known);
            }
            if fits(known) && owner.is_none() {
                return Some(known);
            }
        }
        let held = Office::of(reader, parsed);
        // The same head noun, or a noun of its description; the latest.
        let modifiers: Vec<String> = (parsed.first..parsed.head)
            .filter(|&at| reader.people(at).is_some() || !reader.class(at).is(Class::FUNCTION) && !reader.mark(at))
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
            let common = one_of!(
                head,
                "lawyer attorney aide adviser friend spokesman spokeswoman spokesperson ally official supporter"
            );
            return only.filter(|_| !common && all.next().is_none());
        }
        if parsed.plural
            && parsed.determiner == Determiner::Bare
            && (head == "person"
                || parsed.class.is(Class::CLASS)
                || !modifiers.is_empty()
                || parsed.cut > parsed.head + 1)
        {
            return None;
        }
        let limit = if parsed.plural { 40 } else { 400 };
        let candidates = self.by_head.get(head).into_iter().flatten().rev().take(24).copied().filter(|&one| fits(one));
        // "the state" is not "a state" of which something general was said.
        let general = |one: usize| {
            let one = &referents[one];
            nature == Nature::Body
                && one.entity.is_none()
                && one.spoken == 0
                && one.phrase.as_ref().is_some_and(|phrase| phrase.determiner == Determiner::A)
        };
        let agreeing = candidates.filter(|&one| !general(one)).filter_map(|one| {
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
            // "The Russian federation" is no other, whatever "the new ministry" may be.
            let national = (parsed.first..parsed.head).any(|at| reader.people(at).is_some());
            let clash = specific && matching == 0 && (national || !(entity.is_some() && nature == Nature::Body));
            let other = held.excludes(reader, entity, referents[one].phrase.as_ref());
            (far <= limit && !clash && !other).then_some((matching, at, one))
        });
        if let Some((_, _, one)) = agreeing.max() {
            return Some(one);
        }
        if parsed.plural {
            return None;
        }
        let generic = one_of!(
            head,
            "official source person individual man woman aide staffer lawmaker insider employee worker diplomat adviser executive spokesman spokeswoman spokesperson politician officer"
        );
        if nature == Nature::Person {
            if generic && !specific && parsed.cut <= parsed.head + 1 {
                let bare_hidden = one_of!(
                    head,
                    "official source person individual insider aide staffer employee worker diplomat adviser executive officer"
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
                    "narrator victim suspect witness defendant caller customer patient owner driver reader user buyer seller voter guest survivor plaintiff"
                );
            let badge = (parsed.first..parsed.head).any(|at| reader.capital(at) && !reader.initial(at));
            let office = parsed.class.is(Class::OFFICIAL | Class::SPOKES)
                && !former
                && !(badge
                    && one_of!(
                        head,
                        "senator governor congressman congresswoman lawmaker minister leader chairman chief boss mayor premier president"
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
                    "senator governor mayor president premier chancellor minister secretary chairman chairwoman congressman congresswoman leader lawmaker representative"
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
                        let entity = one.entity.map(|entity| &self.names.entities[entity]);
                        one.nature == Nature::Person
                            && !one.plural
                            && entity.is_some()
                            && (one.gender.is_none() || parsed.gender.is_none() || one.gender == parsed.gender)
                            && !held.excludes(reader, entity, None)
                    },
                    |_| 0.0,
                );
            }
        }
        if nature == Nature::Body
            && !specific
            && parsed.cut <= parsed.head + 1
            && one_of!(head, "state country nation city town province kingdom republic county")
        {
            let found = self.best(
                parsed.first,
                3,
                None,
                |one| one.entity.is_some_and(|entity| self.names.entities[entity].kind == Kind::Place),
                |_| 0.0,
            );
            if found.is_some() {
                return found;
            }
        }
        // "Researchers at Delft University found … The team warned": those, and not the university.
        if head == "team" && !specific && parsed.cut <= parsed.head + 1 {
            let researchers = |one: &Referent| {
                one.plural && one.heads.iter().any(|head| reader.lexicon.class(head).is(Class::EXPERT))
            };
            let found = self.best(parsed.first, 4, None, researchers, |one| if one.spoken > 0 { 1.0 } else { 0.0 });
            if found.is_some() {
                return found;
            }
        }
        // "The rights group" is Amnesty, of which the text need not say that it is one.
        let cause = one_of!(head, "group organisation organization charity")
            && modifiers
                .iter()
                .all(|word| one_of!(word.as_str(), "rights human aid advocacy campaign lobby environmental"));
        if matches!(nature, Nature::Body | Nature::Outlet) && (!specific || cause) {
            let outlet = nature == Nature::Outlet;
            let generic = outlet
                || one_of!(
                    head,
                    "company firm group organisation organization agency bank body charity regulator union club party department ministry team band airline carrier retailer manufacturer corporation business university institute"
                );
            if generic {
                return self.best(
                    parsed.first,
                    5,
                    None,
                    |one| {
                        one.entity.is_some_and(|entity| {
                            let entity = &self.names.entities[entity];
                            // One bare word that spoke and that nothing makes a person's.
                            let bare = entity.is_bare() && one.spoken > 0 && one.nature != Nature::Person;
                            (one.nature == nature || bare && nature == Nature::Body)
                                && entity.kind != Kind::Place
                                && !self.is_another_body(head, entity)
                        })
                    },
                    // "The union" is rather the Dockers' Alliance than the company it disputes with.
                    |one| {
                        let parts = one.entity.map_or(&[][..], |entity| &self.names.entities[entity].parts);
                        let workers = |part: &String| {
                            one_of!(
                                part.as_str(),
                                "union workers alliance federation association guild brotherhood congress"
                            )
                        };
                        if head == "union" && parts.iter().any(workers) { 3.0 } else { 0.0 }
                    },
                );
            }
        }
        None
    }

    /// Whether a name says that it is of another kind of body than a noun: "the company" is no Environment Agency.
    fn is_another_body(&self, head: &str, entity: &Entity) -> bool {
        let Some(last) = entity.parts.last() else { return false };
        let society = one_of!(
            last.as_str(),
            "association union league federation university institute party club team charity alliance festival museum gallery"
        );
        let office = one_of!(
            last.as_str(),
            "agency council ministry department authority court police commission committee government board congress parliament assembly office bureau service"
        );
        let business =
            one_of!(head, "company firm airline carrier retailer manufacturer corporation business bank band team");
        let state = one_of!(head, "agency regulator department ministry");
        let cause = one_of!(head, "group organisation organization charity");
        last != head && (business && (society || office) || state && society || cause && office)
    }
}
