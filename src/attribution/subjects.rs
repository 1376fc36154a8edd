//! Whose words they are, where the tagger took the wrong subject or none: subjects shared by several verbs ("said … and
//! warned"), clauses that come before their subject ("After arguing that …, the mayor said"), agents ("asked by Low whether"),
//! and verbs and nouns that give nobody's view ("seems to", "faced criticism for").

use super::grammar::{is_adverb, is_be};
use super::repair::ends;
use super::{Attribution, SourceState, claims};
use crate::Span;
use crate::text::verbs;
use crate::text::{Document, Shape};

/// Attributions looked at on each side for one whose subject is shared.
const NEIGHBOURS: usize = 4;
/// Tokens before a participle that opens a sentence ("After", "While still").
const OPENING: usize = 3;
/// Longest name of an agent, in tokens.
const AGENT: usize = 10;

/// Mends sources in place.
pub fn mend(document: &Document, found: &mut [Attribution]) {
    for one in found.iter_mut() {
        impression(document, one);
        received(document, one);
        nominal(document, one);
        questioned(document, one);
        agent(document, one);
    }
    for index in 0..found.len() {
        if found[index].source.is_empty() && found[index].reasons.is_empty() {
            let shared = coordinated(document, found, index).or_else(|| ahead(document, found, index));
            if let Some(source) = shared {
                let one = &mut found[index];
                one.source = source;
                one.source_state = SourceState::Expressed;
                one.reasons.push("the subject of a neighbouring verb".into());
            }
        }
    }
}

fn words<'t>(document: &Document<'t>, span: Span) -> impl Iterator<Item = &'t str> + use<'t> {
    let tokens = document.tokens_in(span);
    let words: Vec<&'t str> = tokens.map(|token| document.word(token)).collect();
    words.into_iter()
}

/// A participle whose subject shows nowhere ("fueling worries"), and what the reader is told to do ("Don't forget that"): nobody is
/// said to say it.
pub fn is_unsaid(document: &Document, one: &Attribution) -> bool {
    let [cue] = one.cue[..] else { return false };
    let Some((first, last)) = ends(document, cue).filter(|_| one.source.is_empty() && one.reasons.is_empty()) else {
        return false;
    };
    let opens = document.tokens_of_sentence(document.tokens[first].sentence as usize).start == first;
    let word = document.word(first);
    let told = one_of!(word, "Don Let Tell Ask Imagine Consider Remember Say Think Note tell don");
    let being = (first..=last).any(|token| is_be(document.word(token)));
    word.ends_with("ing") && !being || opens && told
}

/// Takes the source away: nobody is said to speak.
fn silence(one: &mut Attribution, reason: &str) {
    one.source.clear();
    one.source_state = SourceState::Hearsay;
    one.reasons.push(reason.into());
}

/// "The council seems to have …": the writer's impression of the subject, which is part of what is said.
fn impression(document: &Document, one: &mut Attribution) {
    let ([source], [cue]) = (&one.source[..], &one.cue[..]) else { return };
    let (Some((_, end)), Some((first, _))) = (ends(document, *source), ends(document, *cue)) else { return };
    let mut cue = words(document, *cue).skip_while(|word| is_adverb(word) || *word == "sometimes");
    let seems = cue.next().is_some_and(|word| one_of!(word, "seem seems seemed appear appears appeared"));
    // "seemed to suggest": the subject does say something.
    let seems = seems && cue.all(|word| word != "to" && verbs::frames(word).is_none());
    let adjacent = end + 1 == first || end + 2 == first && document.word(end + 1) == ",";
    if seems && adjacent && !one_of!(document.word(end), "I we We") {
        one.content.insert(0, *source);
        crate::order::sort(&mut one.content);
        silence(one, "how its subject seems: nobody in the article says so");
    }
}

/// "The plan faced criticism for …", "the ad stoked fears that …": whoever criticises or fears is not named.
fn received(document: &Document, one: &mut Attribution) {
    let ([_], [cue]) = (&one.source[..], &one.cue[..]) else { return };
    let mut gets = false;
    let other = words(document, *cue).any(|word| {
        gets |= one_of!(
            word,
            "face faces faced facing draw draws drew drawn drawing under dogged stoke stokes stoked fuel \
             fuels fueled fuelled spark sparks sparked prompt prompts prompted quash quashes quashed met"
        );
        gets && one_of!(
            word,
            "criticism criticisms accusations allegations charges speculation rumours rumors complaints \
             fears concerns calls claims suspicions backlash"
        )
    });
    let agent = words(document, *cue).last().is_some_and(|word| matches!(word, "from" | "by"));
    if other && !agent {
        silence(one, "its subject is spoken of, and nobody is named who speaks");
    }
}

/// "The march came amid claims that", "initial reports of": a noun, and nobody is named whose it is.
fn nominal(document: &Document, one: &mut Attribution) {
    let ([source], [cue]) = (&one.source[..], &one.cue[..]) else { return };
    let (Some((from, to)), Some((first, last))) = (ends(document, *source), ends(document, *cue)) else { return };
    let quality = from == to
        && (one_of!(
            document.word(from),
            "initial Initial previous Previous earlier Earlier early Early prior Prior further Further recent Recent"
        ) || document.tokens[from].shape == Shape::Lower && document.word(from).ends_with("ly"));
    let before = |back: usize| document.word_or_empty(first.wrapping_sub(back));
    let led = |word: &str| one_of!(word, "amid after despite following over");
    let claims = one_of!(document.word(first), "claims reports rumours rumors allegations suggestions fears")
        && (led(before(1)) || led(before(2)) && one_of!(before(1), "growing fresh new persistent widespread repeated"));
    if first == last && claims || quality {
        silence(one, "a noun: nobody is named whose it is");
    }
}

/// "Asked whether …, Low said", "when asked about": who was asked is not who asks.
fn questioned(document: &Document, one: &mut Attribution) {
    let ([_], [cue]) = (&one.source[..], &one.cue[..]) else { return };
    let Some((first, last)) = ends(document, *cue) else { return };
    let opens = document.tokens_of_sentence(document.tokens[first].sentence as usize).start == first;
    let reduced = match document.word(first) {
        "Asked" | "Pressed" | "Questioned" => opens,
        "asked" | "pressed" | "questioned" => first > 0 && one_of!(document.word(first - 1), "when When if If"),
        _ => false,
    };
    let by = document.word(last) == "by" || document.word_or_empty(last + 1) == "by";
    if reduced && !by {
        silence(one, "a passive without an agent: its subject is not the speaker");
    }
}

/// "Asked by Low whether …": the agent stands after the cue, and the tagger took it for content.
fn agent(document: &Document, one: &mut Attribution) {
    let [cue] = one.cue[..] else { return };
    let Some((_, last)) = ends(document, cue) else { return };
    let Some(part) = one.content.first().copied().filter(|part| one.source.is_empty() && part.start >= cue.end) else {
        return;
    };
    let tokens = document.tokens_in(part);
    if document.word(last) != "by" || tokens.start != last + 1 {
        return;
    }
    let opens =
        |token: usize| one_of!(document.word(token), "if whether about why how what where that to when who of for ,");
    let reach = tokens.start..tokens.end.min(tokens.start + AGENT);
    let Some(end) = reach.clone().find(|&token| opens(token)).filter(|&end| end > reach.start) else { return };
    let named =
        document.tokens[reach.start].shape != Shape::Lower || super::grammar::is_determiner(document.word(reach.start));
    let after = end + usize::from(document.word(end) == ",");
    if named && after < tokens.end {
        one.source = vec![claims::span(document, reach.start..end)];
        one.source_state = SourceState::Expressed;
        one.content[0].start = document.tokens[after].span.start;
        one.reasons.push("the agent after “by”".into());
    }
}

/// "Low said … and warned …": the subject of the verb before, in the same sentence.
fn coordinated(document: &Document, found: &[Attribution], index: usize) -> Option<Vec<Span>> {
    let (mut first, last) = ends(document, *found[index].cue.first()?)?;
    let start = document.tokens_of_sentence(document.tokens[first].sentence as usize).start;
    let verb = (first..=last).find(|&token| verbs::frames(document.word(token)).is_some());
    if is_be(document.word(first)) || verb.is_some_and(|verb| document.word(verb).ends_with("ing")) {
        return None;
    }
    let before = |token: usize| document.word_or_empty(token.wrapping_sub(1));
    while first > start && (is_adverb(before(first)) || one_of!(before(first), "most recently at first")) {
        first -= 1;
    }
    if first <= start || !one_of!(before(first), "and but or ,") {
        return None;
    }
    let sentence = document.tokens[first].sentence;
    let nearby = found[index.saturating_sub(NEIGHBOURS)..index].iter().rev();
    let before = nearby.filter(|other| !other.source.is_empty() && !other.cue.is_empty()).find(|other| {
        ends(document, other.cue[0])
            .is_some_and(|(cue, _)| cue < first && cue >= start && document.tokens[cue].sentence == sentence)
    })?;
    let points = before.source.iter().all(|span| one_of!(document.slice(*span), "It it There there"));
    (!points).then(|| before.source.clone())
}

/// "After arguing that …, the mayor said": the participle's subject comes with the verb that follows.
fn ahead(document: &Document, found: &[Attribution], index: usize) -> Option<Vec<Span>> {
    let (first, last) = ends(document, *found[index].cue.first()?)?;
    let sentence = document.tokens[first].sentence;
    let start = document.tokens_of_sentence(sentence as usize).start;
    if first > start + OPENING {
        return None;
    }
    let participle = (first..=last).any(|token| {
        let word = document.word(token);
        word.ends_with("ing") && (token == first || verbs::frames(word).is_some())
    });
    let opens = (start..first).all(|token| !super::grammar::is_determiner(document.word(token)));
    if !participle || !opens {
        return None;
    }
    let after = found.get(index + 1..)?.iter().take(NEIGHBOURS).find(|other| {
        let own = other.source.first().and_then(|span| ends(document, *span));
        own.is_some_and(|(source, _)| source > last && document.tokens[source].sentence == sentence)
    })?;
    Some(after.source.clone())
}
