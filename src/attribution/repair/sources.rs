//! Where a source begins and ends.

use super::{CLAUSE, ends, is_past};
use crate::Span;
use crate::attribution::claims::{is_word, span};
use crate::attribution::grammar::{is_adverb, is_determiner, subject};
use crate::attribution::{Attribution, SourceState};
use crate::text::{Document, Shape, ZoneKind};

/// "an account the owner called absurd": the noun that a clause without a pronoun belongs to is not who speaks in it.
pub(super) fn drop_antecedent(document: &Document, one: &mut Attribution) {
    let Some(part) = one.source.first_mut() else { return };
    let Some((first, last)) = ends(document, *part) else { return };
    let noun = document.tokens[first].shape == Shape::Lower && !is_determiner(document.word(first));
    if noun
        && first > 0
        && first < last
        && one_of!(document.word(first - 1), "a an the this that")
        && one_of!(document.word(first + 1), "a an the its his her their our")
    {
        part.start = document.tokens[first + 1].span.start;
    }
}

/// A source does not begin with what belongs to another clause.
pub(super) fn begin_source(document: &Document, one: &mut Attribution) {
    let Some(part) = one.source.first_mut() else { return };
    let Some((first, last)) = ends(document, *part).filter(|(first, last)| first < last) else { return };
    // "nowhere near the 27bn | Ann Day says she owes": a sum does not speak.
    let before = document.word(last - 1);
    let sum = before.starts_with(|c: char| c.is_ascii_digit()) && before.ends_with(['n', 'm']);
    if is_capital(document, last) && sum {
        part.start = document.tokens[last].span.start;
        return;
    }
    // "Peso slides as | governor hints": in a headline without a capital for every word.
    let joins = (first + 1..last)
        .rev()
        .find(|&at| document.word(at) == "as")
        .filter(|_| document.zone_at(part.start) == ZoneKind::Headline);
    if let Some(at) = joins {
        part.start = document.tokens[at + 1].span.start;
        return;
    }
    // "some of what | researchers say"; "yet admitted | several pilots said": the verb is another's.
    let counted = one_of!(document.word(first + 1), "many some most several the a an his her its their");
    let verb = counted && document.tokens[first].shape == Shape::Lower && is_past(document, first);
    if document.word(first) == "what" || verb {
        part.start = document.tokens[first + 1].span.start;
    }
}

/// A source that begins in the paragraph before ("Minister Ann Day // Ms Day told") begins in the cue's.
pub(super) fn stay_in_paragraph(document: &Document, one: &mut Attribution) {
    let Some(part) = one.source.last_mut() else { return };
    let Some((first, last)) = ends(document, *part) else { return };
    let paragraph = |at: usize| document.sentences[document.tokens[at].sentence as usize].paragraph;
    if let Some(at) = (first..last).rev().find(|&at| paragraph(at) != paragraph(last)) {
        part.start = document.tokens[at + 1].span.start;
    }
}

/// "A clerk who asked not to be identified because she feared reprisals said": a source that begins inside a relative clause is all
/// of it, with the noun that it belongs to.
pub(super) fn with_its_noun(document: &Document, one: &mut Attribution) {
    let Some(part) = one.source.first_mut() else { return };
    let Some((first, _)) = ends(document, *part) else { return };
    // "The minister, who was told in May, according to the | emails, has ordered a review": the minister.
    let told = first > 1
        && document.word(first - 1) == "to"
        && document.word(first - 2) == "according"
        && one.cue.first().is_some_and(|cue| cue.start > part.end);
    if !told && !one_of!(document.word(first), "because since as that while identified named quoted used published") {
        return;
    }
    let floor = document.tokens_of_sentence(document.tokens[first].sentence as usize).start;
    let before = (floor..first).rev().take(CLAUSE);
    let mut before = before.take_while(|&token| !one_of!(document.word(token), "“ ” \" ; :"));
    let relative = |word: &str| word == "who" || told && one_of!(word, "which whose");
    let Some(who) = before.find(|&token| relative(document.word(token))) else { return };
    let end = who - usize::from(who > floor && document.word(who - 1) == ",");
    if let Some(noun) = subject(document, end, floor) {
        let noun = span(document, noun);
        part.start = noun.start;
        if told {
            part.end = noun.end;
        }
    }
}

/// A source does not end inside a clause about it, nor in a verb, nor does it begin with what others do.
pub(super) fn end_source(document: &Document, one: &mut Attribution) {
    let Attribution { source, cue, content, .. } = one;
    let ([source], [cue]) = (&mut source[..], &cue[..]) else { return };
    let (Some((first, last)), Some((verb, by))) = (ends(document, *source), ends(document, *cue)) else { return };
    if let Some(at) = named_as(document, first, last).filter(|_| document.word(by) == "by") {
        content.push(Span { start: document.tokens[at].span.start, end: source.end });
        source.end = document.tokens[at - 1].span.end;
    } else if let Some(at) = meanwhile(document, first, last).filter(|_| verb == last + 1) {
        source.start = document.tokens[at + 1].span.start;
    } else if verb == last + 2 && document.word(last + 1) == "," && has_own_verb(document, first, last) {
        source.end = document.tokens[last - 1].span.end;
    } else if let Some(end) =
        does_else(document, first, last).filter(|_| verb == last + 1 && document.word(verb).ends_with("ing"))
    {
        source.end = document.tokens[end - 1].span.end;
    } else if let Some(end) = clause_end(document, first, last, verb) {
        source.end = document.tokens[end - 1].span.end;
    }
}

/// "He was identified by police | as Dale Harmon": where it is told as whom.
fn named_as(document: &Document, first: usize, last: usize) -> Option<usize> {
    (first + 1..last).find(|&at| document.word(at) == "as" && document.tokens[at + 1].shape != Shape::Lower)
}

/// "Survivors wept as Ada Munn | read out": the word before who reads.
fn meanwhile(document: &Document, first: usize, last: usize) -> Option<usize> {
    let joins = (first + 2..last).find(|&at| one_of!(document.word(at), "as while when"));
    joins.filter(|&at| {
        document.tokens[at - 1].shape == Shape::Lower
            && !one_of!(document.word(at - 1), "known such same well far soon long much")
            && (at + 1..=last).all(|at| is_capital(document, at))
    })
}

/// "Chancellor Ada Munn disagreed, saying".
fn has_own_verb(document: &Document, first: usize, last: usize) -> bool {
    let named = last > first + 1 && is_capital(document, last - 1);
    named && document.tokens[last].shape == Shape::Lower && is_past(document, last)
}

/// "The senator emailed supporters | saying": one past the last token of whoever does what he does by saying so.
fn does_else(document: &Document, first: usize, last: usize) -> Option<usize> {
    let end = (first + 1..=last).find(|&at| is_past(document, at))?;
    let plain = |at: usize| {
        is_word(document, at) && !one_of!(document.word(at), "of for to in on at by with from who which that")
    };
    (end > first + 1 && end + 1 < first + CLAUSE && (first..=last).all(plain)).then_some(end)
}

/// "The mill, which buys oats for | export, said", "The doctor, whom the paper has agreed not | to name, said": one past the last token of
/// a relative clause in which the source breaks off.
fn clause_end(document: &Document, first: usize, last: usize, verb: usize) -> Option<usize> {
    if last + 2 >= verb || verb > last + CLAUSE || document.word(verb - 1) != "," {
        return None;
    }
    let relative = (first + 1..=last)
        .any(|at| one_of!(document.word(at), "who whom") || document.word(at) == "which" && verb <= last + 5);
    let between = last + 1..verb - 1;
    let plain = |at: usize| is_word(document, at) && document.tokens[at].quotation.is_none();
    let same = document.tokens[last].sentence == document.tokens[verb].sentence;
    // What else it tells of him weighs nothing in what is said.
    let withheld =
        |at: usize| one_of!(document.word(at), "not named name identified anonymity granted authorised authorized");
    let cut = one_of!(document.word(last), "for of to in on at by with from") || between.clone().any(withheld);
    if !(relative && same && cut && between.clone().all(plain)) {
        return None;
    }
    // Why somebody is not named tells nothing of what is said: "who asked not to be named | for fear of the police".
    let why = |&at: &usize| one_of!(document.word(at), "because for as since fearing lest given due in citing");
    Some(between.clone().find(why).unwrap_or(between.end))
}

/// "The report, published on Monday, criticises the prison": what is told of a source between commas is no part of what it says.
pub(super) fn set_off(document: &Document, one: &mut Attribution) {
    let ([source], [cue], [aside, _, ..]) = (&mut one.source[..], &one.cue[..], &one.content[..]) else { return };
    let (Some((first, _)), Some((verb, _))) = (ends(document, *aside), ends(document, *cue)) else { return };
    let parted = first > 0 && verb > 0 && document.word(first - 1) == "," && document.word(verb - 1) == ",";
    if parted && source.end <= aside.start && aside.end <= cue.start && is_past(document, first) {
        source.end = document.tokens[verb - 1].span.end;
        one.content.remove(0);
    }
}

/// "Outside court he declined to comment", "In a short statement the club thanked him": where or when somebody speaks is no part of
/// who.
pub(super) fn lone_subject(document: &Document, one: &mut Attribution) {
    if one.source.len() > 1 {
        one.source.retain(|part| !one_of!(document.slice(*part), "the The a A an An"));
    }
    let [source] = &mut one.source[..] else { return };
    let Some((first, last)) = ends(document, *source) else { return };
    let leads = one_of!(
        document.word(first),
        "Outside Inside In At On After Before During Earlier Later Speaking Afterwards Then Yesterday Today"
    );
    let joined = (first..last).any(|at| one_of!(document.word(at), "and or nor"));
    let fronted = one_of!(
        document.word_or_empty(first.wrapping_sub(1)),
        "in under at on after during to with from of In Under At On After During"
    );
    if first < last && (leads || fronted) && !joined && one_of!(document.word(last), "he she they it") {
        source.start = document.tokens[last].span.start;
        return;
    }
    // "The | corporation plans to": all of it. "Came the reply": nobody.
    if first == last && one_of!(document.word(first), "the The a A an An") {
        let verb = one.cue.first().and_then(|cue| ends(document, *cue)).map_or(0, |(verb, _)| verb);
        let noun = (first + 1..verb).take_while(|&at| is_word(document, at) && !is_adverb(document.word(at)));
        match noun.last() {
            Some(noun) if verb < first + 5 => source.end = document.tokens[noun].span.end,
            _ => {
                one.source.clear();
                one.source_state = SourceState::Hearsay;
            }
        }
        return;
    }
    let floor = document.tokens_of_sentence(document.tokens[first].sentence as usize).start;
    let within = leads || fronted || document.word(floor) == "In" && first - floor < 3;
    // "Under cross-examination the teenager": one bare noun before whoever speaks.
    let bare = fronted && first == floor + 1;
    let means = |at: usize| {
        (one_of!(document.word(at), "statement interview letter email speech message post tweet memo")
            || bare
                && (first..=at)
                    .all(|at| document.tokens[at].shape != Shape::Capitalised && !is_determiner(document.word(at))))
            && is_determiner(document.word(at + 1))
    };
    if let Some(at) = (first..last).find(|&at| means(at)).filter(|_| within && !joined) {
        source.start = document.tokens[at + 1].span.start;
    }
    if let Some(at) = placed(document, first, last).filter(|_| !joined) {
        source.start = document.tokens[at].span.start;
    }
    if let Some(end) = titled(document, last) {
        source.end = document.tokens[end - 1].span.end;
    }
}

/// "In the hills above Porto, | Ann Day", "in Norway, Maine, | Ann Day": the town is where she is. So is "for the Medical Council, | Ann
/// Day" not the council.
fn placed(document: &Document, first: usize, last: usize) -> Option<usize> {
    let the = usize::from(document.word(first) == "the");
    let comma = (first + the..last)
        .find(|&at| !is_capital(document, at))
        .filter(|&at| at > first && document.word(at) == ",")?;
    // "in St. Clair, | Ohio, 62-year-old Ann Day"
    let comma_before = first > 2 && document.word(first - 1) == ",";
    let town = |&at: &usize| {
        let capital = is_capital(document, at) && !one_of!(document.word(at), "In At Near From Outside");
        comma_before && (capital || document.word(at) == ".")
    };
    let lead = first.wrapping_sub(if comma_before { 2 } else { 1 });
    let lead = (lead.saturating_sub(4)..=lead.min(first)).rev().find(|at| !town(at)).unwrap_or(lead);
    let placed =
        one_of!(document.word_or_empty(lead), "in at near above of from outside across for In At Near Outside For");
    (placed && is_capital(document, comma + 1)).then_some(comma + 1)
}

/// "said the Rev. | Ann Day": a title's full stop ends no source, but the name behind it does; one past its last token.
fn titled(document: &Document, last: usize) -> Option<usize> {
    let goes_on =
        |at: usize| at < document.tokens.len() && document.tokens[at].sentence == document.tokens[last].sentence;
    let title = is_capital(document, last) && document.word_or_empty(last + 1) == ".";
    let name = |at: usize| goes_on(at) && is_capital(document, at);
    (title && name(last + 2)).then(|| (last + 2..).find(|&at| !name(at)).unwrap_or(last + 3))
}

fn is_capital(document: &Document, token: usize) -> bool {
    !matches!(document.tokens[token].shape, Shape::Lower | Shape::Mark)
}
