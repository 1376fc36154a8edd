//! Shortens a target to the words that name it: not the time, not a further clause, and of a demand what is to be done rather
//! than who is asked to do it. What is left and names nothing is none.

use super::reading::plain;
use super::{Act, TargetKind};
use crate::Span;
use crate::case::Lower;
use crate::text::Document;

/// Words that open a further clause or a time.
const FURTHER: crate::list::List = list!(
    "since after before while who which when because if unless during until including following although \
     whose where whom despite amid"
);
/// Verbs before which a clause's subject ends.
pub const FINITE: crate::list::List = list!(
    "is are was were has have had will would could can cannot does did do may might must isn aren wasn weren hasn haven hadn won wouldn couldn"
);
/// Verbs whose object is asked to do something.
const ASKS: &[&str] = &[
    "urge", "ask", "tell", "told", "order", "press", "encourag", "implor", "beg", "exhort", "advis", "invit",
    "challeng", "call", "push", "plead", "appeal", "lobb", "demand",
];
/// Words before a verb that say that it is to be done.
const DUTY: crate::list::List = list!("should must needs need has have ought to");
/// How far before a target the verb of asking may stand, and most words of what is to be done.
const NEAR: usize = 6;
const MOST: usize = 6;

/// How far behind a target the mark may stand that closes a quotation opened in it, and how far before it one that opens it.
const CLOSE: usize = 12;
const OPEN: usize = 5;

/// The words of `span` that name the target, if they name something.
pub fn shorten(document: &Document, span: Span, act: Act) -> Option<Span> {
    let span = short(document, span, act);
    let tokens = document.tokens_in(span);
    let (start, end) = whole(document, tokens.start, tokens.end)?;
    let tokens = document.tokens_in(trimmed(document, start, end)?);
    let (start, end) = quoted_whole(document, tokens.start, tokens.end)?;
    let span = document.tokens.get(start)?.span.cover(document.tokens.get(end.checked_sub(1)?)?.span);
    (!is_scrap(document, span, kind(act) == TargetKind::Claim)).then_some(span)
}

/// Some tokens up to the end of their sentence, and no number cut at its comma: "4,500".
fn whole(document: &Document, start: usize, mut end: usize) -> Option<(usize, usize)> {
    let sentence = document.tokens.get(start)?.sentence;
    while end > start + 1 && document.tokens[end - 1].sentence != sentence {
        end -= 1;
    }
    while in_number(document, end) {
        end += 2;
    }
    Some((start, end + usize::from(document.tokens.get(end).is_some_and(|token| token.span.of(document.text) == "%"))))
}

/// Whether a mark stands inside a number.
fn in_number(document: &Document, at: usize) -> bool {
    let word = |at: usize| document.tokens.get(at).map_or("", |token| token.span.of(document.text));
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let glued = at > 0
        && document
            .tokens
            .get(at + 1)
            .is_some_and(|next| next.span.start as usize == document.tokens[at - 1].span.end as usize + word(at).len());
    glued && one_of!(word(at), ", .") && digit(word(at - 1).chars().next_back()) && digit(word(at + 1).chars().next())
}

/// Some tokens with the whole of a quotation that they open, and the word it belongs to ("a “toxic” culture"), or without
/// the mark that opens it.
fn quoted_whole(document: &Document, start: usize, end: usize) -> Option<(usize, usize)> {
    let word = |at: usize| document.tokens.get(at).map_or("", |token| token.span.of(document.text));
    let spaced = |at: usize| at == 0 || document.tokens[at - 1].span.end < document.tokens[at].span.start;
    let (mut open, mut from) = (None, start);
    for at in start..end {
        match word(at) {
            "\"" if open.is_none() && spaced(at) => open = Some(at),
            "“" => open = Some(at),
            // "Stand firm” campaign": the words before it too.
            "”" | "\"" if open.is_none() => {
                from = (start.saturating_sub(OPEN)..start).rev().find(|&at| one_of!(word(at), "“ \""))?;
            }
            "”" | "\"" => open = None,
            _ => {}
        }
    }
    let Some(open) = open else { return Some((from, end)) };
    if open == start {
        return Some((start + 1, end));
    }
    let sentence = document.tokens[open].sentence;
    let near =
        (end..(end + CLOSE).min(document.tokens.len())).take_while(|&at| document.tokens[at].sentence == sentence);
    let close = near.into_iter().find(|&at| one_of!(word(at), "” \""))?;
    // Behind the mark only the word that the quoted one describes.
    let goes_on = close < open + 4 && is_word(word(close + 1)) && !SMALL.contains(&word(close + 1));
    Some((from, close + 1 + usize::from(goes_on)))
}

fn is_word(word: &str) -> bool {
    word.chars().all(char::is_lowercase) && !word.is_empty()
}

/// Small words, which no noun is.
const SMALL: crate::list::List = list!(
    "the a an its his her their and or but as than that to in on at by of for from with over about into is are was were has have had will would could \
     should may might must when while because before after since who which"
);

/// Whether words name nothing: "every", "nine", "suspended", "been closed", of a thing also a clause of its own ("they listened").
fn is_scrap(document: &Document, span: Span, claim: bool) -> bool {
    const ALONE: crate::list::List = list!(
        "every each all some many more most several few one two three four five six seven eight nine ten further another both \
         either neither none nothing enough little less much others any yes no"
    );
    let words = document.slice(span);
    let first = words.split_whitespace().next().unwrap_or_default();
    let last = words.split_whitespace().next_back().unwrap_or_default().lower();
    let small = plain(first);
    let alone = first.len() == words.len();
    const ANSWER: crate::list::List = list!("response responses reaction reactions reply answer welcome");
    let day = small.len() > 2
        && last.starts_with(|c: char| c.is_ascii_digit())
        && one_of!(small.get(..3).unwrap_or_default(), "jan feb mar apr may jun jul aug sep oct nov dec");
    day || ANSWER.contains(&last.as_str())
        || alone
            && (ALONE.contains(&small.as_str())
                || words.chars().all(|c| c.is_ascii_digit())
                || is_word(first) && first.ends_with("ed"))
        || one_of!(small.as_str(), "been and but or")
        || !claim && small == "be"
        || one_of!(last.as_str(), "had was were is are has have would will be been")
        || !claim
            && one_of!(small.as_str(), "i we they he she it you there if what how why who them him us me")
            && words.split_whitespace().nth(1) != Some("and")
}

/// The words of `span` without time and further clauses.
fn short(document: &Document, span: Span, act: Act) -> Span {
    let tokens = document.tokens_in(span);
    let (mut start, end) = (tokens.start, tokens.end);
    // "would not hesitate to | close it", "not blame | them", "glad | that it closed".
    start += match document.tokens.get(start).map(|_| document.word(start)) {
        Some("hesitate") if start + 2 < end => 2,
        Some("that") if start + 2 < end => 1,
        Some("blame") if start + 1 < end => 1,
        _ => 0,
    };
    if start >= end {
        return span;
    }
    if act == Act::Urge
        && let Some(done) = to_be_done(document, start, end)
    {
        return done;
    }
    let word = |at: usize| document.tokens.get(at).map_or(String::new(), |token| plain(token.span.of(document.text)));
    let claim = kind(act) == TargetKind::Claim;
    // Praise and blame fall on who or what: "her employer | had told her to".
    let of_whom = matches!(act, Act::Criticise | Act::Accuse | Act::Support | Act::Warn);
    let cut = (start + 1..end).find(|&at| {
        let one = word(at);
        let pronoun = one_of!(one.as_str(), "i we you he she they it") && at + 1 < end;
        // "thanked them | for their patience".
        let why =
            one == "for" && (one_of!(word(at + 1).as_str(), "his her their its") || word(at + 1).ends_with("ing"));
        of_whom && (why || FINITE.contains(&one.as_str()) || pronoun && FINITE.contains(&word(at + 1).as_str()))
            || !claim && FURTHER.contains(&one.as_str())
            || !claim && at >= start + 2 && one_of!(one.as_str(), ", — – ; : “ ” \" (") && !in_number(document, at)
            || is_time(&one, || word(at + 1), || word(at + 2), at + 1 < end)
    });
    trimmed(document, start, cut.unwrap_or(end)).unwrap_or(span)
}

/// "in the coming days", "last week", "on Monday".
fn is_time(word: &str, next: impl Fn() -> String, after: impl Fn() -> String, goes_on: bool) -> bool {
    const SPAN: crate::list::List = list!("coming recent next last past future");
    const UNIT: crate::list::List = list!("week month year weekend night season summer");
    const DAY: crate::list::List = list!("monday tuesday wednesday thursday friday saturday sunday");
    goes_on
        && match word {
            "in" | "over" => {
                let next = next();
                SPAN.contains(&next.as_str()) || next == "the" && SPAN.contains(&after().as_str())
            }
            "last" | "next" | "this" => UNIT.contains(&next().as_str()),
            "on" => DAY.contains(&next().as_str()),
            _ => false,
        }
}

/// What is to be done, where the target is who is to do it: "the council | to open the gates", "the council | should act".
fn to_be_done(document: &Document, start: usize, end: usize) -> Option<Span> {
    let word = |at: usize| if at < document.tokens.len() { plain(document.word(at)) } else { String::new() };
    let asked =
        || (start.saturating_sub(NEAR)..start).map(word).any(|word| ASKS.iter().any(|verb| word.starts_with(verb)));
    let duty = (start + 1..=end).find(|&at| {
        let one = word(at);
        match one.as_str() {
            "should" | "must" => true,
            "to" => asked() || word(at - 1).ends_with("ed") || word(at - 1) == "told",
            "needs" | "need" | "has" | "have" | "ought" => word(at + 1) == "to",
            _ => false,
        }
    })?;
    let mut first = duty + 1;
    while DUTY.contains(&word(first).as_str()) || one_of!(word(first).as_str(), "not be also now") {
        first += 1;
    }
    const OUTER: crate::list::List = list!("in on at by during from with through over within under into and as to for");
    // "The shares to be suspended", "the gates should be opened": what is done is done to them.
    let (from, done) = (if word(first - 1) == "be" { start } else { first }, first);
    let last = (from..done + MOST)
        .take_while(|&at| {
            let one = word(at);
            let mark = !one.chars().any(char::is_alphanumeric) && !one_of!(one.as_str(), "“ \"");
            !((mark || FURTHER.contains(&one.as_str())) && at > done || at >= done + 3 && OUTER.contains(&one.as_str()))
        })
        .last()?;
    trimmed(document, from, last + 1)
}

/// The words from `start` up to `end` without marks and small words at the end; none where nothing is left.
fn trimmed(document: &Document, start: usize, mut end: usize) -> Option<Span> {
    const TAIL: crate::list::List = list!("the a an of to and but in for on or by with at from as if not also that");
    while end > start {
        let last = plain(document.tokens.get(end - 1).map(|token| token.span.of(document.text))?);
        if last.chars().any(char::is_alphanumeric) && !TAIL.contains(&last.as_str()) {
            break;
        }
        end -= 1;
    }
    let (first, last) = (document.tokens.get(start)?, document.tokens.get(end.checked_sub(1)?)?);
    (end > start).then(|| first.span.cover(last.span))
}

/// What a target of that act is.
pub fn kind(act: Act) -> TargetKind {
    match act {
        Act::Deny | Act::Affirm | Act::Doubt | Act::Expect | Act::Admit => TargetKind::Claim,
        _ => TargetKind::Thing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(text: &str, target: &str, act: Act) -> String {
        let document = Document::new(text);
        let at = text.find(target).unwrap();
        shorten(&document, Span::new(at, at + target.len()), act).map_or("", |span| span.of(text)).to_string()
    }

    #[test]
    fn targets_and_their_twins() {
        for (text, target, act, expected) in [
            ("They urged the council to open the gates.", "the council", Act::Urge, "open the gates"),
            ("The council should open the gates.", "The council", Act::Urge, "open the gates"),
            ("She called for a plan to open the gates.", "plan", Act::Criticise, "plan"),
            ("They urged restraint.", "restraint", Act::Urge, "restraint"),
            ("He backed the talks in the coming weeks.", "the talks in the coming weeks", Act::Support, "the talks"),
            ("He backed talks in the valley.", "talks in the valley", Act::Support, "talks in the valley"),
            ("He blamed the mayor, who left.", "the mayor, who left", Act::Accuse, "the mayor"),
            ("He blamed the mayor who left.", "the mayor who left", Act::Accuse, "the mayor"),
            ("He denied that she left before noon.", "she left before noon", Act::Deny, "she left before noon"),
            ("They urged the shares to be suspended.", "the shares", Act::Urge, "the shares to be suspended"),
            (
                "Clubs which cheat should be suspended.",
                "Clubs which cheat should",
                Act::Urge,
                "Clubs which cheat should be suspended",
            ),
            // Not beyond a sentence, a quotation whole or not opened, a number whole.
            ("He scorned the plan. It failed.", "the plan. It failed", Act::Criticise, "the plan"),
            ("He scorned a “silly” plan for it.", "a “silly", Act::Criticise, "a “silly” plan"),
            ("He scorned a “silly” and old plan.", "a “silly", Act::Criticise, "a “silly”"),
            ("He scorned “silly plans” in it.", "“silly plans", Act::Criticise, "silly plans"),
            ("He scorned the “stand firm” talk.", "firm” talk", Act::Criticise, "“stand firm” talk"),
            ("He said she was told to leave the house.", "she was told to leave", Act::Urge, "leave the house"),
            ("He scorned the cost of 4,500 crowns.", "the cost of 4", Act::Criticise, "the cost of 4,500"),
            // What names nothing, and its twins.
            ("He scorned every plan.", "every", Act::Criticise, ""),
            ("He scorned every plan.", "every plan", Act::Criticise, "every plan"),
            ("It should have been closed.", "been closed", Act::Criticise, ""),
            ("He scorned that they listened.", "they listened", Act::Criticise, ""),
            ("He denied that they listened.", "they listened", Act::Deny, "they listened"),
            ("He scorned the closed road.", "closed", Act::Criticise, ""),
            ("He scorned the closed road.", "closed road", Act::Criticise, "closed road"),
        ] {
            assert_eq!(short(text, target, act), expected, "{text}");
        }
    }
}
