//! Status: how the article discloses a source.

mod attach;
mod display;
mod phrase;

use crate::table::HashMap;

use attach::attach;
use display::display;
pub(super) use phrase::by_phrase;

use super::coreference::{Chains, Nature, Referent};
use super::lexicon::Class;
use super::mention::{Form, Phrase};
use super::name::{Kind, Names};
use super::reader::Reader;
use super::terms::{Clause, Sort, adjective};
use super::{Credit, Source, Sources, Status, Voice};
use crate::Span;
use crate::attribution::{Attribution, SourceState};

/// Gives every referent that speaks its status. Returns the sources, and for each the referent it was made from.
pub fn judge(
    reader: &Reader,
    names: &Names,
    attributions: &mut [Attribution],
    chains: &mut Chains,
    clauses: &[Clause],
) -> (Sources, Vec<usize>) {
    attach(reader, names, attributions, chains, clauses);
    let nobody = Credit { source: None, via: Vec::new(), voice: Voice::Unstated };
    let mut sources = Sources { list: Vec::new(), credits: vec![nobody; attributions.len()] };
    // Who speaks, and whom those belong to or consist of.
    let mut wanted: Vec<usize> = chains.of.iter().flatten().copied().collect();
    let mut at = 0;
    while at < wanted.len() {
        let one = &chains.referents[wanted[at]];
        wanted.extend(one.members.iter().copied());
        at += 1;
    }
    crate::order::sort(&mut wanted);
    wanted.dedup();
    let start = |index: usize| chains.referents[index].mentions.first().map_or(u32::MAX, |span| span.start);
    crate::order::sort_by_key(&mut wanted, |&index| start(index));
    let place: HashMap<usize, usize> = wanted.iter().enumerate().map(|(place, &index)| (index, place)).collect();

    #[cfg(feature = "trace")]
    for index in 0..chains.referents.len() {
        let (name, description) = display(reader, names, chains, clauses, index, Status::Unnamed);
        eprintln!("REFERENT\tr{index}\t{}\t{}", name.unwrap_or_default(), description.unwrap_or_default());
    }
    #[cfg(feature = "trace")]
    for (index, entity) in names.entities.iter().enumerate() {
        eprintln!("REFERENT\te{index}\t{}\t", reader.text(entity.full.0, entity.full.1).replace(['\n', '\t'], " "));
    }
    for &index in &wanted {
        let judged = judgement(reader, names, chains, clauses, index, 0);
        let one = &chains.referents[index];
        let (name, description) = display(reader, names, chains, clauses, index, judged.status);
        sources.list.push(Source {
            name,
            description,
            status: judged.status,
            status_evidence: judged.evidence,
            members: one.members.iter().filter_map(|member| place.get(member).copied()).collect(),
            member_of: one.member_of.and_then(|group| place.get(&group).copied()),
            affiliation: None,
            role: None,
            count: None,
            specificity: 0,
            terms: judged.terms,
            reason: judged.clause.and_then(|clause| clauses[clause].reason.clone()),
            basis: Vec::new(),
            mentions: one.mentions.clone(),
        });
    }
    for (index, attribution) in attributions.iter_mut().enumerate() {
        match chains.of[index].and_then(|referent| place.get(&referent)) {
            Some(&source) => sources.credits[index].source = Some(source),
            None if chains.impersonal[index] => attribution.source_state = SourceState::Hearsay,
            None if !attribution.source.is_empty() => attribution.source_state = SourceState::Unresolved,
            None => {}
        }
    }
    (sources, wanted)
}

struct Judgement {
    status: Status,
    evidence: Vec<Span>,
    terms: Vec<Span>,
    clause: Option<usize>,
}

fn judgement(
    reader: &Reader,
    names: &Names,
    chains: &Chains,
    clauses: &[Clause],
    index: usize,
    depth: usize,
) -> Judgement {
    let one = &chains.referents[index];
    let (mut status, mut evidence) = plain(reader, names, chains, index, depth);
    let mut terms = Vec::new();
    let mut clause = None;
    let mut own = one.clauses.clone();
    if let Some(group) = one.member_of.filter(|_| own.is_empty()) {
        own = chains.referents[group].clauses.clone();
    }
    // "Three officials and a memo", of whom the officials are not to be named.
    let people = |&&one: &&usize| {
        let one = &chains.referents[one];
        one.entity.is_none() && matches!(one.nature, Nature::Group | Nature::Person)
    };
    if let Some(&people) = one.members.iter().find(people).filter(|_| own.is_empty()) {
        own = chains.referents[people].clauses.clone();
    }
    crate::order::sort_by_key(&mut own, |&index| {
        (clauses[index].sort == Sort::NotAuthorised, clauses[index].reason.is_none(), index)
    });
    if status == Status::Anonymous {
        // "Witness C": a code name says so by itself.
        terms = evidence.clone();
    }
    let phrase = one.phrase.as_ref();
    // "Any other player" is nobody whose name could be kept back.
    let general = phrase.is_some_and(|phrase| reader.is(phrase.first, list!("any each every no")));
    let people = matches!(status, Status::Anonymous | Status::Unnamed | Status::Vague | Status::Collective) && !general;
    let voice = status == Status::Institution && phrase.is_some_and(|phrase| phrase.class.is(Class::SPOKES));
    let some = status == Status::Institution && phrase.is_some_and(Phrase::indefinite);
    let open = people || voice || some || status == Status::Document && one.unknown_noun() && !general;
    let hides = own.iter().copied().find(|&index| match clauses[index].sort {
        Sort::Pseudonym => true,
        Sort::PartialName => open || single(names, one),
        _ => open,
    });
    if let Some(found) = hides {
        let partial = clauses[found].sort == Sort::PartialName && status == Status::Named;
        if !partial {
            status = Status::Anonymous;
        }
        evidence = vec![clauses[found].span];
        terms = evidence.clone();
        let further: Vec<Span> =
            own.iter().filter(|&&index| index != found).map(|&index| clauses[index].span).collect();
        terms.extend(further);
        clause = Some(found);
    } else if let (true, Some(phrase)) = (people || voice, phrase)
        && let Some(at) = adjective(reader, phrase.first, phrase.head)
    {
        status = Status::Anonymous;
        evidence = vec![reader.span(at, at + 1)];
        terms = evidence.clone();
    }
    Judgement { status, evidence, terms, clause }
}

fn single(names: &Names, one: &Referent) -> bool {
    one.entity.is_some_and(|entity| names.entities[entity].parts.len() == 1)
}

/// The status that name or phrase give, before clauses of anonymity.
fn plain(reader: &Reader, names: &Names, chains: &Chains, index: usize, depth: usize) -> (Status, Vec<Span>) {
    let one = &chains.referents[index];
    if one.nature == Nature::Writer {
        return (Status::Author, one.mentions.iter().take(1).copied().collect());
    }
    if let Some(entity) = one.entity {
        let entity = &names.entities[entity];
        let status = match entity.kind {
            Kind::Person if entity.alias => Status::Anonymous,
            Kind::Person => Status::Named,
            Kind::Outlet => Status::Outlet,
            Kind::Body | Kind::Place => Status::Institution,
            Kind::Unknown if entity.located * 2 > entity.count && !entity.sure && one.nature != Nature::Person => {
                Status::Institution
            }
            // One bare word that no pronoun, title or given name makes a person: more often a company than a person.
            Kind::Unknown if entity.is_bare() && one.nature != Nature::Person => Status::Institution,
            Kind::Unknown => Status::Named,
        };
        // "a broker identified in court papers only as Individual-2"
        let first = (entity.full.0.saturating_sub(8)..entity.full.0)
            .rev()
            .take_while(|&at| !reader.mark(at))
            .find(|&at| entity.alias && reader.is(at, list!("known identified named called referred described")));
        return (status, vec![reader.span(first.unwrap_or(entity.full.0), entity.full.1)]);
    }
    if !one.members.is_empty() {
        let all: Vec<Status> = if depth > 3 {
            vec![Status::Unnamed]
        } else {
            one.members.iter().map(|&member| plain(reader, names, chains, member, depth + 1).0).collect()
        };
        // "Three officials and a memo": the people's.
        let people = all.iter().copied().filter(|&status| status != Status::Document);
        let status = people.min().unwrap_or(all[0]);
        return (status, one.mentions.iter().take(1).copied().collect());
    }
    let Some(phrase) = &one.phrase else { return (Status::Unnamed, Vec::new()) };
    let evidence = vec![phrase.span(reader)];
    if let Some(group) = one.member_of.filter(|_| depth <= 3)
        && matches!(phrase.form, Form::Part)
    {
        let (status, _) = plain(reader, names, chains, group, depth + 1);
        // One of several named people or of a class is one person not named; one of several texts is a text.
        let placed = phrase.apposition.is_some() && status == Status::Vague;
        let single = !one.plural && matches!(status, Status::Named | Status::Collective);
        let status = if single || placed { Status::Unnamed } else { status };
        return (status, evidence);
    }
    // "One of the people", where "two people familiar with the matter" are placed nowhere.
    if let Some(group) = one.member_of.filter(|_| depth <= 3 && phrase.class.is(Class::VAGUE)) {
        return (plain(reader, names, chains, group, depth + 1).0, evidence);
    }
    (by_phrase(reader, names, phrase), evidence)
}
