//! "In the view of Ann Day, the bridge is unsafe", "in her words", "For Ann Day, it is “a disgrace”": a phrase names whose view a
//! sentence is, without a verb of saying.

use std::ops::Range;

use super::Attribution;
use super::claims::{Claims, is_word, ruled, span, words};
use super::confidence::VIEWPOINT;
use super::grammar::{is_determiner, is_pronoun};
use crate::Span;
use crate::text::{Document, Shape};

/// Most tokens of the name of whoever has the view, with what is told of them.
const NAME: usize = 24;
/// Fewest words of what is said.
const LEAST: usize = 3;

/// Such a phrase: where it stands, and what in it names the view and whose it is.
struct Phrase {
    whole: Range<usize>,
    source: Range<usize>,
    cue: Option<Range<usize>>,
}

/// Adds the sentences with such a phrase that nobody lays claim to.
pub fn add(document: &Document, found: &mut Vec<Attribution>) {
    let claims = Claims::new(document, found);
    let mut added = Vec::new();
    for at in 0..document.sentences.len() {
        let sentence = document.tokens_of_sentence(at);
        let phrase = sentence.clone().find_map(|token| phrase(document, token, &sentence));
        let Some(phrase) = phrase.or_else(|| for_whom(document, &sentence)) else { continue };
        let free = |mut tokens: Range<usize>| tokens.all(|token| claims.any(token).is_none());
        let content = content(document, &phrase.whole, &sentence);
        let said: usize = content.iter().map(|part| words(document, document.tokens_in(*part))).sum();
        if said >= LEAST && free(phrase.whole.clone()) && content.iter().all(|part| free(document.tokens_in(*part))) {
            let source = vec![span(document, phrase.source)];
            added.push(ruled(document, source, phrase.cue, content, VIEWPOINT, "a phrase that names whose view it is"));
        }
    }
    found.extend(added);
}

/// What is said: the sentence without the phrase, its full stop and the commas around it.
fn content(document: &Document, phrase: &Range<usize>, sentence: &Range<usize>) -> Vec<Span> {
    let trimmed = |mut tokens: Range<usize>| {
        let mark = |at: usize| !is_word(document, at) && document.tokens[at].quotation.is_none();
        while !tokens.is_empty() && mark(tokens.start) {
            tokens.start += 1;
        }
        while !tokens.is_empty() && mark(tokens.end - 1) {
            tokens.end -= 1;
        }
        (!tokens.is_empty()).then(|| span(document, tokens))
    };
    [sentence.start..phrase.start, phrase.end..sentence.end].into_iter().filter_map(trimmed).collect()
}

/// Nouns of a view, each with the word before it.
fn is_view(preposition: &str, noun: &str) -> bool {
    match preposition {
        "in" | "In" => one_of!(noun, "view opinion words judgment judgement estimation assessment telling reckoning"),
        "by" | "By" | "on" | "On" => one_of!(noun, "account telling reckoning estimate admission"),
        "from" | "From" => one_of!(noun, "perspective standpoint"),
        _ => false,
    }
}

/// "in the view of Ann Day,", "in Ann Day’s own words,", at the start of its sentence or set off by commas.
fn phrase(document: &Document, at: usize, sentence: &Range<usize>) -> Option<Phrase> {
    let preposition = document.word(at);
    let opens = at == sentence.start || document.word(at - 1) == ",";
    if !opens || document.tokens[at].quotation.is_some() || !one_of!(preposition, "in In by By on On from From") {
        return None;
    }
    let limit = sentence.end.min(at + 8);
    let view = (at + 2..limit).find(|&noun| is_view(preposition, document.word(noun)))?;
    if document.word(at + 1) == "the" && view == at + 2 && document.word_or_empty(view + 1) == "of" {
        let end = name_end(document, view + 2, sentence)?;
        return Some(Phrase { whole: at..end, source: view + 2..end, cue: Some(at..view + 2) });
    }
    let own = view - usize::from(document.word(view - 1) == "own");
    let holder = at + 1..own;
    let possessive = document.word(own - 1) == "s" && holder.len() > 2
        || holder.len() == 1 && one_of!(document.word(at + 1), "his her their its");
    let begins = document.tokens[holder.start].shape != Shape::Lower
        || is_determiner(document.word(holder.start))
        || is_pronoun(document.word(holder.start));
    let ends = view + 1 >= sentence.end || !is_word(document, view + 1) || document.word(view + 1) == "at";
    (possessive && begins && ends).then(|| Phrase { whole: at..view + 1, source: holder, cue: Some(own..view + 1) })
}

/// "For Ann Day, it is “a disgrace”": only at the start, with a name, and where something is quoted.
fn for_whom(document: &Document, sentence: &Range<usize>) -> Option<Phrase> {
    let first = sentence.start;
    if !one_of!(document.word(first), "For To") || sentence.len() < 6 {
        return None;
    }
    let name = first + 1;
    let title = one_of!(document.word(name), "Dr Mr Mrs Ms Prof Professor Sir Dame");
    let person = |at: usize| matches!(document.tokens[at].shape, Shape::Capitalised);
    let two = person(name) && (title || person(name + 1));
    let end = two.then(|| name_end(document, name, sentence)).flatten()?;
    let quoted = (end..sentence.end).any(|at| document.tokens[at].quotation.is_some());
    quoted.then_some(Phrase { whole: first..end, source: name..end, cue: None })
}

/// One past the name that begins at `from`, with what is told of its bearer between commas ("Ann Day, a nurse who left,"): the comma
/// behind it, or the end of the sentence.
fn name_end(document: &Document, from: usize, sentence: &Range<usize>) -> Option<usize> {
    let limit = sentence.end.min(from + NAME);
    let comma = |from: usize| (from..limit).find(|&at| document.word(at) == ",");
    let stop = sentence.end - usize::from(sentence.end > from && !is_word(document, sentence.end - 1));
    let Some(first) = comma(from) else { return (stop < limit).then_some(stop) };
    let told = one_of!(document.word_or_empty(first + 1), "a an who which head chair former director chief");
    Some(comma(first + 1).filter(|_| told).unwrap_or(first))
}
