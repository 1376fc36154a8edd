//! A little grammar: verb groups, subjects before them, what they introduce. No parser: closed classes of words and marks.

use std::ops::Range;

use super::claims::is_word;
use crate::text::verbs::{self, Frames};
use crate::text::{Document, Shape};

/// Longest subject, and longest run of auxiliaries and adverbs, in tokens.
const SUBJECT: usize = 14;
const GROUP: usize = 10;

/// Forms of auxiliary verbs, and the pieces a tokeniser leaves of their short forms.
pub fn is_auxiliary(word: &str) -> bool {
    is_be(word)
        || one_of!(
            word,
            "has have had having will would could should may might can must shall did do does not didn \
             doesn don hasn haven hadn won wouldn couldn cannot"
        )
}

/// Forms of "to be".
pub fn is_be(word: &str) -> bool {
    one_of!(word, "is are was were be been being isn aren wasn weren")
}

/// Adverbs that stand between a subject and its verb.
pub fn is_adverb(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ly") && !one_of!(word, "family supply reply July Italy ally rally early")
        || one_of!(
            word,
            "also still now never always already then later just long often once even soon earlier again \
             both all since ever further instead only rather"
        )
}

/// Pronouns of the third person that may be subjects.
pub fn is_pronoun(word: &str) -> bool {
    one_of!(word, "he she they He She They it It who which those some others many")
}

fn is_first_or_second(word: &str) -> bool {
    one_of!(word, "I we We you You")
}

/// Words with which a noun phrase begins.
pub fn is_determiner(word: &str) -> bool {
    one_of!(
        word,
        "the The a A an An his her its their our my your His Her Its Their Our My this This these These \
         that those some Some many Many most Most several Several other Other any no No each every both \
         Both one One two Two three Three few more More"
    )
}

/// Where a subject cannot reach across: conjunctions, relative and question words, prepositions of time.
fn is_boundary(word: &str) -> bool {
    one_of!(
        word,
        "that because if when whether but But while although though after before as As than so where how \
         why what or who which whose until unless to If When And Because While Although That What How Why \
         By In On At For like despite amid by with since then yet"
    )
}

/// A cue: the verb group around a verb, as token indices (end excluded).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerbGroup {
    /// First token: an auxiliary, an adverb or the verb.
    pub first: usize,
    /// The verb.
    pub verb: usize,
    /// What it introduces.
    pub frames: Frames,
    /// Whether a form of "to be" makes a passive of it.
    pub passive: bool,
    /// Whether it is a participle in -ing.
    pub progressive: bool,
}

/// The verb group whose verb is token `verb`; none where the word is no verb of reporting or is plainly a noun there.
pub fn verb_group(document: &Document, verb: usize, floor: usize) -> Option<VerbGroup> {
    let word = document.word(verb);
    let frames = verbs::frames(word)?;
    if document.tokens[verb].shape != Shape::Lower {
        return None;
    }
    let mut first = verb;
    let (mut be, mut any) = (false, false);
    while first > floor && verb - first < GROUP {
        let before = document.word(first - 1);
        let piece = matches!(before, "’" | "'") && first >= floor + 2 && short_form(document, first - 1);
        let tail =
            one_of!(before, "t s d ll ve re") && first >= floor + 2 && matches!(document.word(first - 2), "’" | "'");
        if is_auxiliary(before) || is_adverb(before) || piece || tail && is_short_auxiliary(document, first - 1) {
            be |= is_be(before) || matches!(before, "re");
            any |= is_auxiliary(before) || tail;
            first -= 1;
        } else {
            break;
        }
    }
    let progressive = word.ends_with("ing");
    let passive = be && !progressive;
    let group = VerbGroup { first, verb, frames, passive, progressive };
    let before = if first > floor { document.word(first - 1) } else { "" };
    let noun =
        one_of!(before, "to of for no any in by with on") || !any && is_determiner(before) && !is_pronoun(before);
    let dangling = progressive && !be;
    (!noun && !dangling).then_some(group)
}

/// Whether the apostrophe at `at` belongs to a short form ("didn't", "he'd").
fn short_form(document: &Document, at: usize) -> bool {
    one_of!(document.word_or_empty(at + 1), "t d ll ve re")
}

fn is_short_auxiliary(document: &Document, at: usize) -> bool {
    one_of!(document.word(at), "t d ll ve re")
}

/// The subject that ends right before token `end`: a pronoun, or a noun phrase after the last boundary, not before `floor`.
/// None for first and second persons and for what does not look like a subject.
pub fn subject(document: &Document, end: usize, floor: usize) -> Option<Range<usize>> {
    if end <= floor {
        return None;
    }
    let last = end - 1;
    let word = document.word(last);
    if is_first_or_second(word) || !is_word(document, last) && !one_of!(word, ") ” \" %") {
        return None;
    }
    if is_pronoun(word) {
        return Some(last..end);
    }
    if is_determiner(word) || is_boundary(word) || one_of!(word, "and there There") || is_auxiliary(word) {
        return None;
    }
    let lowest = floor.max(end.saturating_sub(SUBJECT));
    let mut first = end;
    while first > lowest && !stops(document, first - 1, end) {
        first -= 1;
    }
    while first < end
        && (!is_word(document, first)
            || is_adverb(document.word(first))
            || one_of!(document.word(first), "and nor of for"))
    {
        first += 1;
    }
    let range = first..end;
    let begins = document.tokens[range.clone()].first()?;
    let noun_phrase =
        begins.shape != Shape::Lower || is_determiner(document.word(first)) || document.word(last).ends_with('s');
    (first < end && noun_phrase && range.clone().all(|at| !is_first_or_second(document.word(at)))).then_some(range)
}

/// Whether the subject that ends before `end` cannot contain token `at`.
fn stops(document: &Document, at: usize, end: usize) -> bool {
    let word = document.word(at);
    match document.tokens[at].shape {
        Shape::Mark => !one_of!(word, "’ ' - . & % $ £ € /"),
        Shape::Lower if word == "and" => {
            let capital = |at: usize| {
                document.tokens.get(at).is_some_and(|token| !matches!(token.shape, Shape::Lower | Shape::Mark))
            };
            !(at > 0 && at + 1 < end && capital(at - 1) && capital(at + 1))
        }
        Shape::Lower => is_boundary(word) || is_auxiliary(word) || is_finite_verb(document, at),
        _ => is_boundary(word) && at + 1 < end,
    }
}

/// Whether a lower-case word is plainly a verb of reporting in a finite form ("said", "wants").
fn is_finite_verb(document: &Document, at: usize) -> bool {
    let word = document.word(at);
    verbs::frames(word).is_some() && (word.ends_with("ed") || one_of!(word, "said says told thinks wants thought knew"))
}

/// What a verb group introduces, from the token after it: the content, ending no later than `end`; and the words of the cue
/// that lie between (a person told, "to").
pub fn complement(document: &Document, group: &VerbGroup, end: usize) -> Option<Range<usize>> {
    let frames = group.frames;
    let mut at = group.verb + 1;
    if frames.has(Frames::PERSON) && !frames_open(document, at) {
        // "told reporters on Monday that": the clause begins after "that", or with the quotation.
        let reach = (at + 12).min(end);
        at =
            (at..reach).find(|&token| frames_open(document, token) && !one_of!(document.word(token), "if what how"))?;
    }
    if frames.has(Frames::CLAUSE) && one_of!(document.word_or_empty(at), "on in at during under") {
        // "said on condition of anonymity that", "said in a statement that".
        let that = (at + 2..(at + 10).min(end)).find(|&token| document.word(token) == "that");
        let plain = |token: usize| document.tokens[token].shape != Shape::Mark;
        at = that.filter(|&that| (at..that).all(plain)).unwrap_or(at);
    }
    let word = if at < end { document.word(at) } else { return None };
    let next = document.word_or_empty(at + 1);
    let content = match word {
        "that" if frames.has(Frames::CLAUSE) && at + 2 < end => at..end,
        "to" if frames.has(Frames::INFINITIVE) && at + 1 < end => at..end,
        "whether" | "if" | "how" | "why" | "what" | "where" if frames.has(Frames::QUESTION) => at..end,
        "“" | "\"" | "‘" | "'" if frames.has(Frames::QUOTE) => at..end,
        ":" | "," if frames.has(Frames::QUOTE) && one_of!(next, "“ \" ‘ '") => at + 1..end,
        _ if frames.has(Frames::CLAUSE) && begins_clause(document, at, end) => at..end,
        _ if frames.has(Frames::NOUN) && !group.passive && begins_phrase(document, at) => at..end,
        _ => return None,
    };
    (content.len() > 1).then_some(content)
}

fn frames_open(document: &Document, at: usize) -> bool {
    one_of!(document.word_or_empty(at), "that “ \" ‘ whether if how why what to")
}

/// Whether a noun phrase begins here.
fn begins_phrase(document: &Document, at: usize) -> bool {
    let word = document.word_or_empty(at);
    is_determiner(word)
        || document.tokens.get(at).is_some_and(|token| !matches!(token.shape, Shape::Lower | Shape::Mark))
}

/// Whether a clause without "that" begins here: a subject, and a finite verb within a few tokens.
fn begins_clause(document: &Document, at: usize, end: usize) -> bool {
    let word = document.word_or_empty(at);
    let starts = is_pronoun(word)
        || is_first_or_second(word)
        || begins_phrase(document, at)
        || word.ends_with('s')
        || word == "there";
    starts
        && (at + 1..(at + 10).min(end)).any(|token| {
            let word = document.word(token);
            is_auxiliary(word) && word != "not"
                || matches!(word, "’" | "'") && one_of!(document.word_or_empty(token + 1), "s re ll d ve")
                || word.len() > 4 && word.ends_with("ed")
                || document.tokens[token].shape == Shape::Lower && verbs::frames(word).is_some()
        })
}

/// "the mayor's claim that …": the owner of a noun of reporting at `noun` and what the noun introduces, up to `end`.
pub fn owned_noun(document: &Document, noun: usize, floor: usize, end: usize) -> Option<(Range<usize>, Range<usize>)> {
    let content = noun + 1..end;
    if !verbs::is_cue_noun(document.word(noun))
        || !matches!(document.word_or_empty(noun + 1), "that" | "to")
        || content.len() < 3
    {
        return None;
    }
    let before = noun.checked_sub(1).filter(|&before| before >= floor)?;
    if one_of!(document.word(before), "his her their His Her Their") {
        return Some((before..noun, content));
    }
    // "mayor's": the word, the apostrophe, the s; "officials'": the word and the apostrophe.
    let apostrophe = if document.word(before) == "s" { before.checked_sub(1)? } else { before };
    if apostrophe <= floor || !matches!(document.word(apostrophe), "’" | "'") {
        return None;
    }
    subject(document, apostrophe, floor).map(|owner| (owner, content))
}
