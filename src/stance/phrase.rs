//! Phrases: where a noun phrase, a verb phrase or a clause ends, by rule, without a parser.
//!
//! Works on the words of one content; every function takes a place in them and gives a place in them.

use super::reading::Piece;

/// Verb forms that end a noun phrase because they follow a subject: auxiliaries and the commonest verbs of news text.
const FINITE: crate::list::List = list!(
    "is are was were am be been will would can could should shall may might must has have had does do did \
     's 're 'll 'd ought needs need seems seemed appears went goes gave gives made makes took takes got \
     gets came comes says said wants wanted knows knew thinks thought remains became becomes left led \
     lost won let put keeps kept shows showed deserves represents lacks lied cannot won don doesn didn \
     isn wasn aren weren wouldn couldn shouldn hasn haven hadn works looks sounds means threatens fails \
     never not also always just simply only really clearly already still"
);

/// Words that open a subordinate clause and so end any phrase.
const SUBORDINATE: crate::list::List = list!(
    "who whom whose which where when while because after before if unless although though but despite \
     amid since until so than whether as saying adding according following"
);

/// Prepositions that end a phrase which is long enough without what they add.
const OUTER: crate::list::List = list!("in on at by during from with through over within under into without if");

/// Whether a word ends every phrase.
pub fn is_break(word: &str) -> bool {
    matches!(word, "" | "," | "." | ";" | ":" | "?" | "!" | "—" | "–" | "(" | ")" | "…" | "[" | "]" | "\"" | "”" | "“")
}

/// Whether a word is a quotation mark.
pub fn is_quote(word: &str) -> bool {
    one_of!(word, "\" “ ” '' ‘ « » „")
}

/// Skips quotation marks, and "that".
pub fn skip(words: &[&Piece], mut at: usize) -> usize {
    while words
        .get(at)
        .is_some_and(|piece| is_quote(&piece.word) || one_of!(piece.word.as_str(), "' that , well look ..."))
    {
        at += 1;
    }
    at
}

/// Whether the apostrophe at `at` is a possessive or a contraction rather than a mark.
fn joins(words: &[&Piece], at: usize) -> bool {
    words[at].word == "'" && words.get(at + 1).is_some_and(|next| one_of!(next.word.as_str(), "s re ll t d ve"))
}

/// End of the noun phrase that begins at `at`. `named`: tells whether a word is written with a capital.
pub fn noun_end(words: &[&Piece], at: usize, named: impl Fn(&Piece) -> bool) -> usize {
    let starts_with_name = words.get(at).is_some_and(|piece| named(piece));
    let mut end = at;
    while end < words.len() && end - at < 11 {
        let word = words[end].word.as_str();
        let length = end - at;
        if is_break(word) && !(is_quote(word) && length == 0) || SUBORDINATE.contains(&word) {
            break;
        }
        if length > 0 && (FINITE.contains(&word) || matches!(word, "to" | "that")) {
            break;
        }
        if length >= 3 && OUTER.contains(&word) {
            break;
        }
        // "Day's plan is", "Day's wrong": a possessive only before a noun; kept, since the next word decides the end.
        if length > 0 && joins(words, end) && words[end + 1].word != "s" {
            break;
        }
        // A name followed by a plain word: the name is the subject, the word its verb ("Day went too far").
        if starts_with_name && length > 0 && !named(words[end]) && length == named_run(words, at, &named) {
            let goes_on = one_of!(word, "of and for the & - ' ’");
            if !goes_on {
                break;
            }
        }
        if length >= 2 && word.ends_with("ed") && !starts_with_name {
            break;
        }
        end += 1;
    }
    trim(words, at, end)
}

fn named_run(words: &[&Piece], at: usize, named: &impl Fn(&Piece) -> bool) -> usize {
    words[at..].iter().take_while(|piece| named(piece) || piece.word == "." || piece.word == "-").count()
}

/// End of the verb phrase that begins at `at`.
pub fn verb_end(words: &[&Piece], at: usize) -> usize {
    let mut end = at;
    while end < words.len() && end - at < 9 {
        let word = words[end].word.as_str();
        let length = end - at;
        let closes = (is_break(word) && !(is_quote(word) && length < 3)) || SUBORDINATE.contains(&word);
        if length > 0 && closes || length >= 4 && OUTER.contains(&word) {
            break;
        }
        end += 1;
    }
    trim(words, at, end)
}

/// End of the clause that begins at `at`.
pub fn clause_end(words: &[&Piece], at: usize) -> usize {
    let mut end = at;
    while end < words.len() && end - at < 14 {
        let word = words[end].word.as_str();
        if end > at && (is_break(word) || one_of!(word, "because but although while after which")) {
            break;
        }
        end += 1;
    }
    trim(words, at, end)
}

fn trim(words: &[&Piece], at: usize, mut end: usize) -> usize {
    const TAIL: crate::list::List = list!("the a an of and or to in on for with ' - that at by from is");
    while end > at && (is_break(&words[end - 1].word) || TAIL.contains(&words[end - 1].word.as_str())) {
        end -= 1;
    }
    end
}

/// Start of the clause that holds `at`: after the last sentence mark, dash, semicolon or conjunction of clauses before it.
pub fn clause_start(words: &[&Piece], at: usize) -> usize {
    let opens = |place: &usize| {
        let word = words[*place].word.as_str();
        matches!(word, "" | "." | ";" | ":" | "?" | "!" | "—" | "–" | "but" | "because" | "that")
    };
    (0..at).rev().find(opens).map_or(0, |place| place + 1)
}
