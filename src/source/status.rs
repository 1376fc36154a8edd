//! Status: how the article discloses a source.

use std::collections::HashMap;

use super::coreference::{Chains, Nature, Referent};
use super::lexicon::{Class, looks_like_person};
use super::mention::{Determiner, Form, Phrase};
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
    link(reader, attributions, chains, clauses);
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
    wanted.sort_unstable();
    wanted.dedup();
    let start = |index: usize| chains.referents[index].mentions.first().map_or(u32::MAX, |span| span.start);
    wanted.sort_by_key(|&index| start(index));
    let place: HashMap<usize, usize> = wanted.iter().enumerate().map(|(place, &index)| (index, place)).collect();

    for &index in &wanted {
        let judged = judgement(reader, names, chains, clauses, index, 0);
        let one = &chains.referents[index];
        let (name, description) = display(reader, names, chains, index, judged.status);
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

/// Gives clauses that lie in a source, or hang on a verb of saying, to the speaker.
fn link(reader: &Reader, attributions: &[Attribution], chains: &mut Chains, clauses: &[Clause]) {
    let mut by_sentence: HashMap<u32, Vec<usize>> = HashMap::new();
    for (index, attribution) in attributions.iter().enumerate() {
        let mut spans: Vec<Span> = attribution.source.iter().chain(&attribution.cue).copied().collect();
        spans.dedup();
        for span in spans {
            let tokens = reader.document.tokens_in(span);
            if !tokens.is_empty() {
                let list = by_sentence.entry(reader.sentence(tokens.start)).or_default();
                if !list.contains(&index) {
                    list.push(index);
                }
            }
        }
    }
    for (index, clause) in clauses.iter().enumerate() {
        let near = by_sentence.get(&reader.sentence(clause.trigger)).map_or(&[][..], |list| &list[..]);
        let trigger = reader.document.tokens[clause.trigger].span;
        let holder =
            near.iter().copied().find(|&one| attributions[one].source.iter().any(|span| span.contains(trigger)));
        let hidden = |one: &usize| {
            chains.of[*one].is_some_and(|referent| {
                let referent = &chains.referents[referent];
                let people = matches!(referent.nature, Nature::Person | Nature::Group)
                    && !referent.phrase.as_ref().is_some_and(|phrase| {
                        phrase.class.is(Class::BODY | Class::DOCUMENT) && !phrase.class.is(Class::PERSON)
                    });
                referent.entity.is_none() && people
                    || clause.sort == Sort::Pseudonym
                    || clause.sort == Sort::PartialName
            })
        };
        let chosen: Vec<usize> = if let Some(holder) = holder.filter(|holder| hidden(holder)) {
            chains.of[holder].into_iter().collect::<Vec<usize>>()
        } else if clause.adverbial && chains.clause_of[index].is_empty() || clause.adverbial && near.iter().any(&hidden)
        {
            // Nearest speaker before the clause, else after it.
            let at = |one: usize| {
                attributions[one].source.first().or(attributions[one].cue.first()).map_or(0, |span| span.start)
            };
            let near: Vec<usize> = near.iter().copied().filter(&hidden).collect();
            let before = near.iter().copied().filter(|&one| at(one) < trigger.start).max_by_key(|&one| at(one));
            let after = near.iter().copied().filter(|&one| at(one) >= trigger.start).min_by_key(|&one| at(one));
            before.or(after).and_then(|one| chains.of[one]).into_iter().collect()
        } else {
            continue;
        };
        for &old in &chains.clause_of[index] {
            chains.referents[old].clauses.retain(|&one| one != index);
        }
        for &referent in &chosen {
            let list = &mut chains.referents[referent].clauses;
            if !list.contains(&index) {
                list.push(index);
            }
        }
        chains.clause_of[index] = chosen;
    }
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
    own.sort_by_key(|&index| (clauses[index].sort == Sort::NotAuthorised, clauses[index].reason.is_none(), index));
    let open = matches!(status, Status::Unnamed | Status::Vague | Status::Collective)
        || status == Status::Institution && one.phrase.as_ref().is_some_and(|phrase| phrase.class.is(Class::SPOKES));
    let hides = own.iter().copied().find(|&index| match clauses[index].sort {
        Sort::Pseudonym => true,
        Sort::PartialName => open || single(names, one),
        _ => open || single(names, one) && status == Status::Named && false,
    });
    if let Some(found) = hides {
        let partial = clauses[found].sort == Sort::PartialName && status == Status::Named;
        if !partial {
            status = Status::Anonymous;
        }
        evidence = vec![clauses[found].span];
        terms.push(clauses[found].span);
        let further: Vec<Span> =
            own.iter().filter(|&&index| index != found).map(|&index| clauses[index].span).collect();
        terms.extend(further);
        clause = Some(found);
    } else if let (true, Some(phrase)) = (open, &one.phrase) {
        if let Some(at) = adjective(reader, phrase.first, phrase.head) {
            status = Status::Anonymous;
            evidence = vec![reader.span(at, at + 1)];
            terms = evidence.clone();
        }
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
            Kind::Person => Status::Named,
            Kind::Outlet => Status::Outlet,
            Kind::Body | Kind::Place => Status::Institution,
            Kind::Unknown if entity.located * 2 > entity.count && !entity.sure && one.nature != Nature::Person => {
                Status::Institution
            }
            // One bare word that no pronoun, title or given name makes a person: more often a company than a person.
            Kind::Unknown
                if !entity.sure
                    && entity.parts.len() == 1
                    && entity.gender.is_none()
                    && one.nature != Nature::Person =>
            {
                Status::Institution
            }
            Kind::Unknown => Status::Named,
        };
        return (status, vec![reader.span(entity.full.0, entity.full.1)]);
    }
    if !one.members.is_empty() {
        let all: Vec<Status> = if depth > 3 {
            vec![Status::Unnamed]
        } else {
            one.members.iter().map(|&member| plain(reader, names, chains, member, depth + 1).0).collect()
        };
        let same = all.iter().all(|status| *status == all[0]);
        let status = if same { all[0] } else { all.iter().copied().min().unwrap_or(Status::Unnamed) };
        return (status, one.mentions.iter().take(1).copied().collect());
    }
    let Some(phrase) = &one.phrase else { return (Status::Unnamed, Vec::new()) };
    let evidence = vec![phrase.span(reader)];
    if let Some(group) = one.member_of.filter(|_| depth <= 3) {
        if matches!(phrase.form, Form::Part) {
            let (status, _) = plain(reader, names, chains, group, depth + 1);
            let status =
                if one.plural || matches!(status, Status::Unnamed | Status::Vague) { status } else { Status::Unnamed };
            return (status, evidence);
        }
    }
    (by_phrase(reader, names, phrase), evidence)
}

/// The status of a common noun phrase.
fn by_phrase(reader: &Reader, names: &Names, phrase: &Phrase) -> Status {
    let class = phrase.class;
    let head = reader.small(phrase.head);
    let any = |class: Class| (phrase.first..phrase.head).any(|at| reader.class(at).is(class));
    let generic = reader.is(phrase.first, &["every", "any", "no", "each"]);
    let counted = matches!(phrase.determiner, Determiner::Count(n) if n <= 20);
    if reader.is(phrase.head, &["you", "nobody", "everyone", "everybody", "anyone", "anybody", "none"]) {
        return Status::Collective;
    }
    if (phrase.first..phrase.cut)
        .any(|at| reader.word(at) == "%" || reader.is(at, &["percent", "majority", "percentage"]))
        || reader.is(phrase.first, &["half", "most"]) && phrase.determiner == Determiner::Quantity
    {
        return Status::Collective;
    }
    let share = |at: usize| {
        let number = |at: usize| {
            reader.class(at).is(Class::COUNT)
                || !reader.word(at).is_empty() && reader.word(at).bytes().all(|byte| byte.is_ascii_digit())
        };
        number(at)
            && (reader.is(at + 1, &["in"]) && number(at + 2)
                || reader.is(at + 1, &["out"]) && reader.is(at + 2, &["of"]) && number(at + 3))
    };
    if (phrase.first..phrase.first + 4).any(share)
        || reader.is(phrase.first, &["much"]) && reader.is(phrase.first + 1, &["of"])
    {
        return Status::Collective;
    }
    if reader.class(phrase.first).is(Class::COUNT)
        && reader.is(phrase.first + 1, &["in"])
        && (reader.class(phrase.first + 2).is(Class::COUNT)
            || reader.word(phrase.first + 2).bytes().all(|byte| byte.is_ascii_digit()))
    {
        return Status::Collective;
    }
    if class.is(Class::BODY)
        && class.is(Class::DOCUMENT)
        && phrase.determiner == Determiner::A
        && !class.is(Class::PERSON)
    {
        return Status::Document;
    }
    if class.is(Class::SPOKES) {
        return spokesperson(reader, names, phrase);
    }
    let person = class.is(Class::PERSON) || looks_like_person(&head);
    let vague = class.is(Class::VAGUE)
        && (!class.is(Class::OFFICIAL | Class::PARTY | Class::EXPERT) || head.starts_with("insider"));
    if class.is(Class::CLASS) && !phrase.plural && !class.is(Class::BODY | Class::DOCUMENT | Class::OUTLET) && !generic
    {
        return Status::Unnamed;
    }
    if class == Class::QUANTITY
        && reader.is(phrase.head + 1, &["on", "involved", "close", "inside", "within", "present", "at"])
        && !reader.is(phrase.head + 2, &["twitter", "the"])
    {
        return Status::Unnamed;
    }
    if head == "media"
        && phrase.head > phrase.first
        && (reader.is(phrase.head - 1, &["state", "official", "local"])
            || reader.lexicon.place(&reader.small(phrase.head - 1)).is_some())
    {
        return Status::Outlet;
    }
    if reader.lexicon.place(&head).is_some_and(|(_, demonym)| demonym) && phrase.determiner != Determiner::A {
        return Status::Collective;
    }
    if reader.lexicon.people(&head).is_some() {
        return if phrase.determiner == Determiner::The { Status::Institution } else { Status::Collective };
    }
    if vague {
        return vague_status(reader, names, phrase, counted);
    }
    if class.is(Class::MASS) && !(person && !phrase.plural) && !class.is(Class::BODY) {
        return Status::Collective;
    }
    if phrase.plural || class.is(Class::CLASS) && phrase.determiner == Determiner::Quantity {
        if counted && (person || class.is(Class::CLASS)) && !class.is(Class::DOCUMENT) {
            return if class.is(Class::BODY) && !person { Status::Collective } else { Status::Unnamed };
        }
        if class.is(Class::BODY) && !person && phrase.determiner == Determiner::The {
            return Status::Institution;
        }
        let senior = matches!(phrase.determiner, Determiner::Quantity | Determiner::Owned | Determiner::The)
            && !reader.is(phrase.first, &["many", "most", "all"])
            && (phrase.first..phrase.head)
                .any(|at| reader.is(at, &["senior", "top", "prominent", "veteran", "leading"]));
        let behind = reader.is(phrase.head, &["strategists"])
            && (phrase.determiner == Determiner::Owned
                || reader.is(phrase.head + 1, &["for", "with", "close", "in", "at"]));
        let party = reader.is(phrase.head, &["leaders"])
            && (phrase.first..phrase.head).any(|at| {
                reader.is(
                    at,
                    &[
                        "party",
                        "gop",
                        "democratic",
                        "republican",
                        "committee",
                        "congressional",
                        "house",
                        "senate",
                        "union",
                        "labour",
                        "tory",
                    ],
                )
            });
        if class.is(Class::CLASS) && !party && !senior && !behind {
            return Status::Collective;
        }
        if person {
            let owned = phrase.determiner == Determiner::Owned || any(Class::BODY) || class.is(Class::OFFICIAL);
            let placed = phrase.cut > phrase.head + 1;
            return if class.is(Class::PERSON) || owned || placed { Status::Unnamed } else { Status::Collective };
        }
        if class.is(Class::OUTLET) {
            return Status::Outlet;
        }
        if class.is(Class::DOCUMENT) {
            return Status::Document;
        }
        if class.is(Class::BODY) {
            return if matches!(phrase.determiner, Determiner::The | Determiner::Owned)
                || reader.is(phrase.head, &["police", "authorities"])
            {
                Status::Institution
            } else {
                Status::Collective
            };
        }
        return Status::Collective;
    }
    if generic && (person || class.is(Class::BODY)) {
        return Status::Collective;
    }
    if person && !(class.is(Class::BODY) && !class.is(Class::OFFICIAL | Class::AFFECTED)) {
        return Status::Unnamed;
    }
    let news = phrase.head > phrase.first && reader.is(phrase.head - 1, &["news", "media"]);
    if class.is(Class::OUTLET) || news && class.is(Class::BODY) {
        return Status::Outlet;
    }
    if class.is(Class::BODY) {
        return Status::Institution;
    }
    if class.is(Class::DOCUMENT) {
        return Status::Document;
    }
    if class.is(Class::MASS | Class::QUANTITY | Class::CLASS) {
        return Status::Collective;
    }
    // No lexicon has the head: a capital means a name that the index of names passed over.
    if reader.capital(phrase.head) && !reader.initial(phrase.head) {
        if reader.class(phrase.head).is(Class::OUTLET_NAME) {
            return Status::Outlet;
        }
        return if reader.lexicon.place(&head).is_some() { Status::Institution } else { Status::Named };
    }
    if head.ends_with('s') && !head.ends_with("ss") {
        return Status::Collective;
    }
    if head.ends_with("er") || head.ends_with("or") {
        return Status::Unnamed;
    }
    Status::Document
}

/// An unnamed spokesperson is the voice of a body; that of a private person is a person not named.
fn spokesperson(reader: &Reader, names: &Names, phrase: &Phrase) -> Status {
    let range = names.within(phrase.head + 1, phrase.cut);
    let behind = range.into_iter().map(|index| names.entities[names.mentions[index].entity].kind).next();
    let body = (phrase.head + 1..phrase.cut).any(|at| reader.class(at).is(Class::BODY));
    let pronoun = (phrase.head + 1..phrase.cut).any(|at| reader.is(at, &["him", "her", "them"]));
    if (behind == Some(Kind::Person) || pronoun) && !body {
        return Status::Unnamed;
    }
    let mine = names
        .within(phrase.first, phrase.head)
        .map(|index| names.mentions[index])
        .find(|name| reader.genitive(name.end));
    if mine.is_some_and(|name| names.entities[name.entity].kind == Kind::Person)
        && head_is_representative(reader, phrase)
    {
        return Status::Unnamed;
    }
    let personal = (phrase.head + 1..phrase.cut).any(|at| {
        reader.is(at, &["family", "couple", "actor", "actress", "singer", "player", "victim", "man", "woman"])
    });
    if personal { Status::Unnamed } else { Status::Institution }
}

fn head_is_representative(reader: &Reader, phrase: &Phrase) -> bool {
    reader.is(phrase.head, &["representative", "representatives"])
}

/// "sources", "people familiar with the matter" against "a government source" and "people in the room".
fn vague_status(reader: &Reader, names: &Names, phrase: &Phrase, counted: bool) -> Status {
    let head = reader.small(phrase.head);
    if phrase.determiner == Determiner::Owned && head == "people" {
        return Status::Unnamed;
    }
    let person_word = matches!(
        head.as_ref(),
        "people" | "person" | "persons" | "individuals" | "individual" | "those" | "someone" | "somebody" | "ones"
    );
    let knows = (phrase.head + 1..phrase.end.min(phrase.head + 4)).any(|at| {
        reader.is(
            at,
            &["familiar", "privy", "briefed", "aware", "knowledge", "informed", "acquainted", "knowledgeable", "close"],
        )
    });
    let neutral = |at: usize| {
        reader.class(at).is(Class::FUNCTION | Class::QUANTITY | Class::COUNT)
            || reader.mark(at)
            || reader.is(
                at,
                &[
                    "separate",
                    "inside",
                    "multiple",
                    "single",
                    "reliable",
                    "informed",
                    "placed",
                    "senior",
                    "high",
                    "level",
                    "key",
                    "top",
                    "additional",
                    "unnamed",
                    "anonymous",
                    "fourth",
                    "fifth",
                    "various",
                    "numerous",
                    "well",
                    "knowledgeable",
                    "different",
                    "certain",
                    "least",
                    "dozen",
                ],
            )
    };
    let modified = (phrase.first..phrase.head).any(|at| !neutral(at));
    let close = reader.is(phrase.head + 1, &["close"])
        && (phrase.head + 2..phrase.cut).any(|at| {
            reader.capital(at)
                || reader.class(at).is(Class::PERSON | Class::BODY)
                    && !reader.class(at).is(Class::FUNCTION | Class::DOCUMENT)
                || reader.is(at, &["him", "her", "them"])
        });
    let placed = phrase.head + 1 < phrase.cut
        && (close
            || reader.is(
                phrase.head + 1,
                &[
                    "within", "in", "inside", "at", "from", "on", "involved", "who", "present", "there", "here", "of",
                    "near", "working", "outside",
                ],
            ));
    let _ = names;
    if modified && !person_word {
        return Status::Unnamed;
    }
    if person_word && phrase.plural && !knows && !counted {
        let those_who = placed && reader.is(phrase.head + 1, &["present", "involved", "close"])
            || phrase.cut > phrase.head + 1
                && reader.is(phrase.head + 1, &["in"])
                && reader.is(phrase.head + 2, &["attendance"]);
        return if those_who { Status::Unnamed } else { Status::Collective };
    }
    if placed && !(knows && !close) || modified && !knows {
        return Status::Unnamed;
    }
    Status::Vague
}

/// Name and description of a referent, for the reader.
pub fn display(
    reader: &Reader,
    names: &Names,
    chains: &Chains,
    index: usize,
    status: Status,
) -> (Option<String>, Option<String>) {
    shown(reader, names, chains, index, status, 0)
}

fn shown(
    reader: &Reader,
    names: &Names,
    chains: &Chains,
    index: usize,
    status: Status,
    depth: usize,
) -> (Option<String>, Option<String>) {
    let one = &chains.referents[index];
    if depth > 3 {
        return (None, None);
    }
    if status == Status::Author && one.nature == Nature::Writer {
        return (None, None);
    }
    if let Some(entity) = one.entity {
        let known = &names.entities[entity];
        let name = clean(reader.text(known.full.0, known.full.1));
        let description = known
            .descriptors
            .iter()
            .copied()
            .max_by_key(|&(a, b)| (b - a).min(8))
            .map(|(a, b)| clean(reader.text(a, b)));
        return (Some(name), description.filter(|description| !description.is_empty()));
    }
    if !one.members.is_empty() {
        let all: Vec<String> = one
            .members
            .iter()
            .filter_map(|&member| {
                let (name, description) = shown(reader, names, chains, member, Status::Named, depth + 1);
                name.or(description)
            })
            .collect();
        let joined = match all.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            Some((last, _)) => last.clone(),
            None => return (None, None),
        };
        return if status == Status::Named { (Some(joined), None) } else { (None, Some(joined)) };
    }
    let Some(phrase) = &one.phrase else { return (None, None) };
    let mut words = clean(reader.text(phrase.first, phrase.cut));
    if let (Some((a, b)), true) = (
        phrase.apposition,
        phrase.class.is(Class::VAGUE) || phrase.apposition.is_some_and(|(a, _)| a > phrase.first && a <= phrase.head),
    ) {
        words = clean(reader.text(a, b));
    }
    let whose = |owner: usize| {
        let (name, description) = shown(reader, names, chains, owner, Status::Named, depth + 1);
        name.or(description)
    };
    if let Some(owner) = one.owner.and_then(whose) {
        let object = words.rsplit_once(' ').filter(|(_, last)| matches!(*last, "him" | "her"));
        let genitive = (phrase.first..phrase.head).find(|&at| reader.genitive(at));
        let pronoun = super::mention::owned(reader, phrase.first);
        if let Some((rest, _)) = object {
            words = format!("{rest} {owner}");
        } else if let (true, Some((_, rest))) = (pronoun, words.split_once(' ')) {
            words = format!("{owner}’s {rest}");
        } else if let Some(at) = genitive {
            let from = if reader.word(at + 1) == "s" && reader.attached(at + 1) { at + 2 } else { at + 1 };
            if from <= phrase.head {
                words = format!("{owner}’s {}", clean(reader.text(from, phrase.cut)));
            }
        }
    }
    if matches!(phrase.form, Form::Part) {
        if let Some(group) = one.member_of.and_then(whose) {
            let (head, _) = words.split_once(" of ").unwrap_or((&words, ""));
            words = format!("{head} of {group}");
        }
    }
    (None, Some(words))
}

/// Words on one line, without marks at the edges.
fn clean(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    words.trim_matches(|c: char| matches!(c, ',' | ';' | ':' | '—' | '–' | '“' | '”' | '"' | ' ' | '-')).to_string()
}
