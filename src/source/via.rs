//! Through whom an attribution reached the article, and in what voice it was given.

use super::coreference::{Chains, Nature};
use super::lexicon::Class;
use super::name::{Kind, Names};
use super::reader::Reader;
use super::{Sources, Status, Via, ViaKind, Voice};
use crate::attribution::{Attribution, Form};
use crate::case::Lower;
use crate::labels::ZoneKind;
use crate::line::{one_line, places};

/// Fills in the channels and voices.
pub fn complete(
    reader: &Reader,
    names: &Names,
    chains: &Chains,
    attributions: &[Attribution],
    sources: &mut Sources,
    outlet: Option<&str>,
) {
    let own = own_outlet(reader, outlet);
    let mut found: Vec<Vec<Via>> = Vec::with_capacity(attributions.len());
    let mut interview = vec![false; attributions.len()];
    for (index, attribution) in attributions.iter().enumerate() {
        let mut via = Vec::new();
        if let Some(told) = channel(reader, names, attribution) {
            interview[index] = true;
            let name = one_line(reader.text(told.0, told.1));
            // A letter "seen by the Gazette", "obtained by this newspaper": what an article says so of is as a rule its own outlet.
            let at = told.0.saturating_sub(1);
            let seen = reader.is(at, list!("by with"))
                && (at.saturating_sub(2)..at)
                    .any(|at| reader.is(at, list!("seen obtained reviewed viewed shared examined")));
            let kind = if seen || reader.is(told.0, list!("this our")) || own.iter().any(|own| same_outlet(own, &name))
            {
                ViaKind::ThisOutlet
            } else if told.2 {
                ViaKind::Outlet
            } else {
                ViaKind::Person
            };
            via.push(Via { name, kind, spans: vec![reader.span(told.0, told.1)] });
        }
        if let Some(parent) = attribution.parent.filter(|&parent| parent != index && parent < attributions.len())
            && let Some(teller) = sources.credits[parent].source
            && sources.credits[index].source != Some(teller)
        {
            via.extend(relay(reader, names, chains, sources, teller, attributions, parent));
        }
        found.push(via);
    }
    spread(reader, sources, attributions, &interview, &mut found);
    for (index, via) in found.into_iter().enumerate() {
        sources.credits[index].via = via;
        sources.credits[index].voice = voice(reader, chains, attributions, sources, index, interview[index]);
    }
}

/// The teller of a nested attribution, by its name or fullest mention.
fn relay(
    reader: &Reader,
    names: &Names,
    chains: &Chains,
    sources: &Sources,
    teller: usize,
    attributions: &[Attribution],
    parent: usize,
) -> Option<Via> {
    let source = &sources.list[teller];
    if matches!(source.status, Status::Author | Status::Hearsay) {
        return None;
    }
    let kind = if source.status == Status::Outlet { ViaKind::Outlet } else { ViaKind::Person };
    let referent = chains.of[parent]?;
    let one = &chains.referents[referent];
    let span = match (one.entity, &one.phrase) {
        (Some(entity), _) => {
            let known = &names.entities[entity];
            reader.span(known.full.0, known.full.1)
        }
        (None, Some(phrase)) => phrase.span(reader),
        _ => *attributions[parent].source.first()?,
    };
    let name = source.name.clone().or_else(|| source.description.clone())?;
    Some(Via { name, kind, spans: vec![span] })
}

/// "told CNN", "in an interview with the Gazette", "on state radio": first token, end, whether it is an outlet.
fn channel(reader: &Reader, names: &Names, attribution: &Attribution) -> Option<(usize, usize, bool)> {
    let document = reader.document;
    let anchor = attribution.cue.first().or(attribution.source.first())?;
    let at = document.tokens_in(*anchor).start.min(reader.len().saturating_sub(1));
    let (first, end) = (reader.sentence_first(at), reader.sentence_end(at));
    let inside = |at: usize| {
        let span = document.tokens[at].span;
        attribution.content.iter().any(|part| part.contains(span))
    };
    let mut best = None;
    for at in first.max(at.saturating_sub(60))..end.min(at + 80) {
        if inside(at) {
            continue;
        }
        let lead = reader
            .is(at, list!("told tells telling informed assured confided intimated with to on in by for from via of"));
        if !lead || at + 1 >= end || inside(at + 1) {
            continue;
        }
        let prep = reader.small(at).into_owned();
        let Some((a, b, outlet)) = outlet_phrase(reader, names, at + 1, end) else { continue };
        let near = |words: crate::list::List| (at.saturating_sub(6).max(first)..at).any(|one| reader.is(one, words));
        let plausible = match prep.as_str() {
            "with" => {
                near(list!("interview speaking spoke conversation chat talking discussion talk sitdown interviews"))
            }
            "for" => near(list!("interview")),
            "to" => near(list!(
                "interview speaking spoke confided statement told said intimated interviews comments \
                 talking explained confirmed gave talked"
            )),
            "by" => near(list!("quoted interviewed reported cited asked obtained published broadcast seen")),
            "on" => true,
            "in" => near(list!("interview quoted reported published comments said")) && outlet,
            "of" => near(list!("broadcast episode edition airing interview instalment installment")),
            "from" => near(list!("question questions")),
            "via" => true,
            _ => true,
        };
        if plausible {
            best = Some((a, b, outlet));
            break;
        }
    }
    // "The paper quoted an aide as saying".
    if best.is_none() {
        let quoted = attribution
            .cue
            .iter()
            .flat_map(|span| document.tokens_in(*span))
            .find(|&at| reader.is(at, list!("quoted quotes quoting cited citing")));
        if let Some(cue) = quoted {
            let before = names
                .within(first, cue)
                .rev()
                .map(|index| names.mentions[index])
                .find(|name| !inside(name.first) && names.entities[name.entity].kind == Kind::Outlet);
            best = before.map(|name| (name.first, name.end, true));
        }
    }
    best
}

/// An outlet, programme or reporter at token `at`.
fn outlet_phrase(reader: &Reader, names: &Names, at: usize, end: usize) -> Option<(usize, usize, bool)> {
    let limit = end.min(at + 9);
    let at = if one_of!(reader.word(at), "“ \" ‘") { at + 1 } else { at };
    let mut one = at;
    let lead = reader.is(at, list!("the a an this our"));
    if lead {
        one += 1;
    }
    let range = names.within(at, limit);
    if let Some(name) = range.clone().next().map(|index| names.mentions[index])
        && let kind = names.entities[name.entity].kind
        // "the Spanish newspaper Marca"
        && let called = (kind == Kind::Outlet && name.title > one && reader.class(name.title - 1).is(Class::OUTLET))
        && name.title <= one + 1 + 2 * usize::from(called)
    {
        let genitive = reader.genitive(name.end);
        if kind == Kind::Outlet {
            // "CNN's Ann Day", "Fox News host Ann Day": the whole phrase.
            let mut stop = name.end;
            if genitive || reader.class(stop).is(Class::MEDIA) || reader.class(stop).is(Class::OUTLET) {
                if let Some(next) = names.within(stop, (stop + 6).min(limit)).next().map(|index| names.mentions[index])
                {
                    if next.first <= stop + 4 && (genitive || reader.class(stop).is(Class::MEDIA)) {
                        stop = next.end;
                    }
                } else if reader.class(stop).is(Class::OUTLET)
                    && !reader.is(stop, list!("show shows report reports post posts record records"))
                {
                    stop += 1;
                }
            }
            // "the Fenwick news agency": without the noun the article stands before a name that has none.
            let noun = list!("news agency newspaper magazine website broadcaster");
            while lead && stop < limit && reader.is(stop, noun) {
                stop += 1;
            }
            let start = if lead && !called && reader.is(at, list!("the")) { at } else { name.title };
            return Some((start, stop, true));
        }
        let tells = reader.is(name.end, list!("show shows report reports post posts")) && !reader.capital(name.end);
        if reader.class(name.end).is(Class::OUTLET)
            && !tells
            && !reader.is(name.end, list!("program programme show site page channel"))
            || (name.first..name.end).any(|at| reader.class(at).is(Class::OUTLET) && at > name.first)
        {
            let stop = if reader.class(name.end).is(Class::OUTLET) { name.end + 1 } else { name.end };
            return Some((if lead { at } else { name.first }, stop, true));
        }
    }
    // "state radio", "a US television programme", "this reporter".
    let mut noun = one;
    while noun < limit && !reader.mark(noun) {
        let class = reader.class(noun);
        if class.is(Class::OUTLET)
            && reader.is(
                noun,
                list!(
                    "radio television tv newspaper paper magazine newsletter podcast station tabloid \
                     daily weekly broadcaster programme program network channel website"
                ),
            )
        {
            let mut stop = noun + 1;
            while stop < limit && reader.class(stop).is(Class::OUTLET) {
                stop += 1
            }
            // "the radio station Onda Lis"
            if let Some(name) = names.within(stop, limit).next().map(|index| names.mentions[index])
                && name.first == stop
            {
                stop = name.end;
            }
            let adverb = reader.is(at, list!("national television")) && noun == at;
            return (!adverb && (noun > at)).then_some((at, stop, true));
        }
        if class.is(Class::FUNCTION) || noun > one + 3 {
            break;
        }
        noun += 1;
    }
    None
}

/// Carries the channel of an interview over to its speaker's other quotations next to it: what is told of the speaker without quoting
/// ("rejected the report") may have been said elsewhere.
fn spread(
    reader: &Reader,
    sources: &Sources,
    attributions: &[Attribution],
    interview: &[bool],
    found: &mut [Vec<Via>],
) {
    let paragraph = |index: usize| {
        let span =
            attributions[index].source.iter().chain(&attributions[index].cue).chain(&attributions[index].content).min();
        span.map_or(0, |span| reader.paragraph(reader.document.tokens_in(*span).start))
    };
    let speaker = |index: usize| sources.credits[index].source;
    let further = |index: usize| {
        let cue = attributions[index].cue.iter().flat_map(|span| reader.document.tokens_in(*span));
        attributions[index].form != Form::Indirect
            || cue.into_iter().any(|at| reader.is(at, list!("added adds adding continued went")))
    };
    for forward in [true, false] {
        let mut last: Option<(usize, Via)> = None;
        let order: Vec<usize> =
            if forward { (0..attributions.len()).collect() } else { (0..attributions.len()).rev().collect() };
        for index in order {
            if attributions[index].parent.is_some() {
                continue;
            }
            if interview[index] {
                last = found[index].first().cloned().map(|via| (index, via));
                continue;
            }
            let Some((from, via)) = &last else { continue };
            let gap = paragraph(index).abs_diff(paragraph(*from));
            // Quotations lead up to who is told them; a part of a sentence in marks may be from elsewhere.
            let reach = match attributions[index].form {
                _ if forward => 4,
                Form::Direct => 1,
                _ => 0,
            };
            if speaker(index).is_none() || speaker(index) != speaker(*from) || gap > reach {
                if speaker(index).is_some() && speaker(index) != speaker(*from) || gap > reach {
                    last = None;
                }
                continue;
            }
            if found[index].is_empty() && (further(index) || forward && gap == 0) {
                let via = via.clone();
                found[index].push(via.clone());
                last = Some((index, via));
            }
        }
    }
}

/// Names of the article's own outlet: the caller's, and those of dateline, byline and credit.
fn own_outlet(reader: &Reader, outlet: Option<&str>) -> Vec<String> {
    let mut own: Vec<String> = outlet.map(Lower::lower).into_iter().collect();
    for zone in &reader.document.zones {
        if matches!(zone.kind, ZoneKind::Dateline | ZoneKind::Byline | ZoneKind::Credit) {
            own.push(reader.document.slice(zone.span).lower());
        }
    }
    own
}

fn same_outlet(own: &str, name: &str) -> bool {
    let name = name.lower();
    let name = name.strip_prefix("the ").unwrap_or(&name).trim();
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    name.len() >= 2
        && places(own, name)
            .any(|at| edge(own[..at].chars().next_back()) && edge(own[at + name.len()..].chars().next()))
}

fn voice(
    reader: &Reader,
    chains: &Chains,
    attributions: &[Attribution],
    sources: &Sources,
    index: usize,
    interview: bool,
) -> Voice {
    const WRITTEN: crate::list::List =
        list!("wrote tweeted posted statement writes emailed letter speech testified announced declared tweet");
    const BELIEF: crate::list::List = list!(
        "believe believes believed think thinks thought hope hopes hoped want wants wanted fear fears \
         feared feel feels felt expect expects intend intends plan plans doubt doubts wish considers know \
         knows"
    );
    let attribution = &attributions[index];
    let cue: Vec<usize> = attribution.cue.iter().flat_map(|span| reader.document.tokens_in(*span)).collect();
    let cue_has = |words: crate::list::List| cue.iter().any(|&at| reader.is(at, words));
    if interview {
        return Voice::Interview;
    }
    if cue_has(BELIEF) {
        return Voice::Belief;
    }
    let around = cue.first().is_some_and(|&at| {
        let (first, end) = (reader.sentence_first(at), reader.sentence_end(at));
        (first.max(at.saturating_sub(12))..end.min(at + 14)).any(|one| {
            reader.is(one, list!("statement tweet speech letter"))
                && (one < 2
                    || reader.is(one - 1, list!("a written emailed joint the"))
                    || reader.is(one - 2, list!("a in")))
        })
    });
    if cue_has(WRITTEN) || around {
        return Voice::Statement;
    }
    let Some(source) = sources.credits[index].source else { return Voice::Unstated };
    let spokes = chains.phrases[index].as_ref().is_some_and(|phrase| phrase.class.is(Class::SPOKES));
    if spokes {
        return Voice::Spokesperson;
    }
    let body = chains.of[index].is_some_and(|one| matches!(chains.referents[one].nature, Nature::Body));
    if sources.list[source].status == Status::Institution && body { Voice::Body } else { Voice::Unstated }
}
