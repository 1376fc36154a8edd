//! Coreference: which mentions are one source.
//!
//! One pass over the article in reading order. Names, noun phrases for people and bodies, and the sources of the
//! attributions touch *referents*; pronouns and short forms look back over the last touches, never over the whole text.

mod absent;
mod group;
mod inserted;
mod modifier;
mod noun;
mod office;
mod rank;
mod recall;
mod resolver;
mod spoken;
mod widened;

use noun::titled;
use spoken::nouns;
use widened::widened;

use crate::table::HashMap;

use super::lexicon::Class;
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
    /// Whether that is a code name.
    pub alias: bool,
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
    /// Whose each possessive before a name is: "its director, Ann Day"; by its token.
    pub whose: HashMap<usize, usize>,
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
    /// Entities of which a name has been read.
    named: Vec<bool>,
    /// Token at which each referent was last touched.
    seen: Vec<Option<usize>>,
    /// Contents that hold the place now read: attributions, innermost last.
    within: Vec<usize>,
    /// The attribution whose source is read.
    current: Option<usize>,
    attributions: &'r [Attribution],
    clauses: &'r [Clause],
    /// Mentions of the person named most often.
    main: usize,
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
        let tokens = tokens.map(|tokens| widened(reader, attribution, tokens));
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
        // Nobody is spoken of in a dateline: "the authority" is not the town before the dash.
        if !reader.dateline(name.first) {
            events.push((name.first, Event::Name(index)));
        }
    }
    for (first, head) in nouns(reader, names) {
        events.push((first, Event::Noun(first, head)));
    }
    crate::order::sort(&mut events);
    // Contents by start, so that "I" and "he" inside a quotation know whose words they stand in.
    let mut contents: Vec<(usize, usize, usize)> = attributions
        .iter()
        .enumerate()
        .flat_map(|(index, found)| found.content.iter().map(move |span| (range(span), index)))
        .map(|(tokens, index)| (tokens.start, tokens.end, index))
        .collect();
    crate::order::sort(&mut contents);

    let mut resolver = Resolver {
        reader,
        names,
        chains: Chains {
            referents: Vec::new(),
            of: vec![None; attributions.len()],
            impersonal: vec![false; attributions.len()],
            clause_of: vec![Vec::new(); clauses.len()],
            whose: HashMap::new(),
            phrases: Vec::new(),
        },
        touches: Vec::new(),
        of_entity: HashMap::new(),
        by_head: HashMap::new(),
        by_text: HashMap::new(),
        writer: None,
        named: vec![false; names.entities.len()],
        seen: Vec::new(),
        within: Vec::new(),
        current: None,
        attributions,
        clauses,
        main: names.entities.iter().filter(|one| one.kind == Kind::Person).map(|one| one.count).max().unwrap_or(0),
    };
    let mut first_person: Vec<(usize, Option<usize>)> = Vec::new();
    let mut headline: Vec<usize> = Vec::new();
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
                if absent::impersonal(reader, &attributions[index]) {
                    resolver.chains.impersonal[index] = true;
                    continue;
                }
                let clause = parsed.first == reader.sentence_first(parsed.first)
                    || parsed.first > 0 && reader.mark(parsed.first - 1) && reader.word(parsed.first - 1) != ",";
                if matches!(parsed.form, Form::Pronoun(Pronoun::Which)) && clause {
                    resolver.chains.impersonal[index] = true;
                    continue;
                }
                if titled(reader, &parsed) {
                    headline.push(index);
                    continue;
                }
                // "A nurse, asking not to be named, said …": the same words, read once for each of what they say.
                let again = matches!(parsed.form, Form::Noun | Form::Part | Form::Pronoun(_))
                    .then(|| {
                        resolver.touches.iter().rev().take(8).find(|touch| touch.head == parsed.head && touch.source)
                    })
                    .flatten()
                    .map(|touch| touch.referent);
                resolver.current = Some(index);
                let hidden = resolver.hides_itself(&parsed);
                if matches!(parsed.form, Form::Name(_))
                    && super::mention::owned(reader, parsed.first)
                    && let Some(owner) = resolver.owner(&parsed)
                {
                    resolver.chains.whose.insert(parsed.first, owner);
                }
                let found = again.or_else(|| resolver.resolve(&parsed, true, hidden, outer));
                resolver.current = None;
                if let Some(referent) = found {
                    // "Two people who said they saw it told …": the longer of the two tells more.
                    let kept = &mut resolver.chains.referents[referent].phrase;
                    if let Some(old) = kept
                        && old.head == parsed.head
                        && reader.is(old.end, list!("who that"))
                        && old.cut == old.end
                        && parsed.end > old.end + 1
                    {
                        *kept = Some(parsed.clone());
                    }
                    resolver.chains.of[index] = Some(referent);
                    resolver.speaks(referent);
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
                resolver.named[name.entity] = true;
                let referent = resolver.entity(name.entity);
                // "Rowan's mother said": not Rowan.
                let owner = names.kind(index) == Kind::Person && reader.genitive(name.end);
                let subject = resolver.is_subject(name.title) && !owner;
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
                // A clause of anonymity has read it already.
                if resolver.touches.iter().rev().take(6).any(|touch| touch.head == head) {
                    continue;
                }
                if let Some(parsed) = phrase(reader, names, first, head + 1)
                    && matches!(parsed.form, Form::Noun)
                {
                    resolver.resolve(&parsed, false, false, None);
                }
            }
        }
    }
    // "Officials say" above a text in which three officials do.
    for index in headline {
        let Some(parsed) = &phrases[index] else { continue };
        let referent = resolver.headed(parsed);
        resolver.chains.of[index] = Some(referent);
        resolver.speaks(referent);
        resolver.chains.referents[referent].mentions.push(parsed.span(reader));
    }
    let Resolver { mut chains, mut writer, .. } = resolver;
    // Carried-over speakers and the first person, now that all others are known. Chains are short; loops end.
    let mut rounds = 0;
    loop {
        let mut changed = false;
        for (index, attribution) in attributions.iter().enumerate() {
            if chains.of[index].is_none()
                && !chains.impersonal[index]
                && let Some(from) = attribution
                    .carried_from
                    .filter(|&from| from < attributions.len())
                    .or_else(|| absent::goes_on(reader, attributions, index))
                && let Some(referent) = chains.of[from]
            {
                chains.of[index] = Some(referent);
                chains.impersonal[index] = false;
                changed = true;
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
        if let (Some(referent), Some(parsed)) = (chains.of[index], parsed)
            && matches!(parsed.form, Form::Pronoun(Pronoun::I | Pronoun::We))
        {
            let span = parsed.span(reader);
            chains.referents[referent].mentions.push(span);
        }
    }
    for (index, referents) in chains.clause_of.iter().enumerate() {
        for &referent in referents {
            chains.referents[referent].clauses.push(index);
        }
    }
    for referent in &mut chains.referents {
        crate::order::sort(&mut referent.mentions);
        referent.mentions.dedup();
    }
    chains.phrases = phrases;
    chains
}

impl Referent {
    /// Whether it may be somebody whose name is kept back: people not named, or a noun that no lexicon has ("the soigneur").
    pub fn may_hide(&self) -> bool {
        (self.entity.is_none() || self.alias)
            && match self.nature {
                Nature::Person | Nature::Group => true,
                Nature::Thing => self.unknown_noun(),
                // "Two operators, speaking on condition of anonymity": firms, if not those of the text.
                Nature::Body => self.phrase.as_ref().is_some_and(Phrase::indefinite),
                _ => false,
            }
    }

    /// How many they are, where they were counted: "two aides".
    pub fn counted(&self) -> Option<u32> {
        match self.phrase.as_ref()?.determiner {
            Determiner::Count(count) => Some(count),
            _ => None,
        }
    }

    /// Whether they are people of whom a figure tells how many: "212 passengers".
    fn is_figure(&self, reader: &Reader) -> bool {
        let phrase = self.phrase.as_ref().filter(|_| self.nature == Nature::Group);
        phrase.is_some_and(|phrase| reader.word(phrase.first).starts_with(|c: char| c.is_ascii_digit()))
    }

    /// Whether it is spoken of by a noun that no lexicon has.
    pub fn unknown_noun(&self) -> bool {
        self.phrase
            .as_ref()
            // "A sultan" has a title for a noun.
            .is_some_and(|phrase| {
                let unknown = phrase.class.is_empty() || phrase.class.is(Class::TITLE);
                unknown && matches!(phrase.form, Form::Noun | Form::Part)
            })
    }
}

fn blank() -> Referent {
    Referent {
        entity: None,
        alias: false,
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
    const WORDS: crate::list::List = list!(
        "unclear clear emerged emerges seems seemed appears appeared thought believed reported understood \
         feared hoped expected known alleged rumoured rumored noted said claimed possible likely unlikely \
         obvious turned uncertain assumed estimated suggested revealed transpired remains"
    );
    const FORMS: crate::list::List = list!("is was been be isn wasn being has");
    let tokens: Vec<usize> = attribution.cue.iter().flat_map(|span| reader.document.tokens_in(*span)).collect();
    let any = |words: crate::list::List| tokens.iter().any(|&at| reader.is(at, words));
    any(list!("emerged emerges seems seemed appears appeared transpired remains unclear"))
        || any(WORDS)
            && any(FORMS)
            && !tokens
                .last()
                .is_some_and(|&at| reader.is(at, list!("said claimed reported noted")) && !any(list!("is was be been")))
}

impl Reader<'_> {
    /// Whether token `at` is no pronoun.
    fn pronoun_free(&self, at: usize) -> bool {
        super::mention::pronoun(self, at).is_none()
    }
}
