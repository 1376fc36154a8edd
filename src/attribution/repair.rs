//! Repairs of what the tagger found: impersonal and passive subjects taken for sources, relative pronouns, contents that run
//! into the next sentence.

use super::claims::{Claims, is_word, span};
use super::grammar::{is_adverb, is_be, subject};
use super::{Attribution, SourceState};
use crate::Span;
use crate::text::Document;
use crate::text::verbs::{self, Frames};

/// Mends sources and contents in place.
pub fn mend(document: &Document, found: &mut [Attribution]) {
    let claims = Claims::new(document, found);
    for (index, one) in found.iter_mut().enumerate() {
        stay_in_sentence(document, one);
        impersonal(document, one);
        passive(document, one);
        relative(document, &claims, index, one);
    }
}

/// First and last token of a span.
fn ends(document: &Document, span: Span) -> Option<(usize, usize)> {
    let tokens = document.tokens_in(span);
    (!tokens.is_empty()).then(|| (tokens.start, tokens.end - 1))
}

/// Unquoted content stays in the cue's sentence, where it has words there.
fn stay_in_sentence(document: &Document, one: &mut Attribution) {
    let Some((cue, _)) = one.cue.first().and_then(|span| ends(document, *span)) else { return };
    let sentence = document.tokens[cue].sentence;
    let kept: Vec<Span> = one
        .content
        .iter()
        .flat_map(|part| {
            let tokens = document.tokens_in(*part);
            let stays = |&token: &usize| {
                document.tokens[token].sentence == sentence || document.tokens[token].quotation.is_some()
            };
            let kept: Vec<usize> = tokens.filter(stays).collect();
            let runs = kept.chunk_by(|before, after| before + 1 == *after);
            runs.map(|run| span(document, run[0]..run[run.len() - 1] + 1)).collect::<Vec<Span>>()
        })
        .filter(|part| document.tokens_in(*part).any(|token| is_word(document, token)))
        .collect();
    if !kept.is_empty() {
        one.content = kept;
    }
}

/// "It was announced that …", "there are fears that …": nobody speaks.
fn impersonal(document: &Document, one: &mut Attribution) {
    let [source] = one.source[..] else { return };
    let word = document.slice(source);
    let Some((cue, last)) = one.cue.first().and_then(|span| ends(document, *span)) else { return };
    let group: Vec<&str> = (cue..=last).map(|token| document.word(token)).collect();
    let no_speaker = match word {
        "It" | "it" => group
            .iter()
            .any(|word| is_be(word) || matches!(*word, "seems" | "seemed" | "appears" | "appeared" | "emerged")),
        "There" | "there" => true,
        _ => false,
    };
    if no_speaker {
        one.source.clear();
        one.source_state = SourceState::Hearsay;
        one.reasons.push("an impersonal subject speaks for nobody".into());
    }
}

/// "The mayor was accused of …", "he is expected to …": the subject is part of what is said, and nobody says it.
fn passive(document: &Document, one: &mut Attribution) {
    let ([source], [cue]) = (&one.source[..], &one.cue[..]) else { return };
    let (Some((first, last)), Some((_, end))) = (ends(document, *cue), ends(document, *source)) else { return };
    if end + 1 != first {
        return;
    }
    let Some(verb) = passive_verb(document, first, last) else { return };
    let by = (verb + 1..(verb + 4).min(document.tokens.len())).any(|token| document.word(token) == "by");
    let agent = by || verb < last && document.word(last) == "by";
    if agent || !is_reporting_passive(document.word(verb)) {
        return;
    }
    one.content.insert(0, *source);
    one.content.sort();
    one.source.clear();
    one.source_state = SourceState::Hearsay;
    one.reasons.push("a passive without an agent: its subject is not the speaker".into());
}

/// The participle of a passive verb group within the cue ("was widely reported to"), if it is one.
fn passive_verb(document: &Document, first: usize, last: usize) -> Option<usize> {
    let be = (first..=last).find(|&token| is_be(document.word(token)))?;
    let after = be + 1..=last;
    after.clone().find(|&token| {
        !is_adverb(document.word(token)) && !is_be(document.word(token)) && document.word(token) != "not"
    })
}

/// Participles whose passive subject is spoken of rather than speaks.
fn is_reporting_passive(word: &str) -> bool {
    verbs::frames(word).is_some_and(|frames| frames.has(Frames::PASSIVE)) && !word.ends_with("ing")
        || matches!(
            word,
            "seen"
                | "considered"
                | "described"
                | "accused"
                | "deemed"
                | "known"
                | "rumoured"
                | "rumored"
                | "tipped"
                | "suspected"
                | "blamed"
                | "charged"
                | "believed"
                | "projected"
                | "billed"
                | "criticised"
                | "criticized"
                | "urged"
                | "encouraged"
                | "advised"
                | "warned"
                | "told"
                | "asked"
                | "regarded"
                | "viewed"
                | "credited"
                | "praised"
                | "hailed"
                | "labelled"
                | "labeled"
        )
}

/// "…, who said": the words before the relative pronoun name the source; they join it.
fn relative(document: &Document, claims: &Claims, index: usize, one: &mut Attribution) {
    let [source] = one.source[..] else { return };
    if !matches!(document.slice(source), "who" | "which") {
        return;
    }
    let Some((pronoun, _)) = ends(document, source) else { return };
    let floor = document.tokens_of_sentence(document.tokens[pronoun].sentence as usize).start;
    let end = pronoun - usize::from(pronoun > floor && document.word(pronoun - 1) == ",");
    let Some(named) = subject(document, end, floor) else { return };
    if named.clone().any(|token| claims.content(token) == Some(index) || claims.cue(token) == Some(index)) {
        return;
    }
    one.source.insert(0, span(document, named));
    one.reasons.push("a relative pronoun, with the words it stands for".into());
}
