//! Shortens a target to the words that name it: not the time, not a further clause, and of a demand what is to be done rather
//! than who is asked to do it.

use super::reading::plain;
use super::{Act, TargetKind};
use crate::Span;
use crate::text::Document;

/// Words that open a further clause or a time.
const FURTHER: crate::list::List = list!(
    "since after before while who which when because if unless during until including following although \
     whose where whom despite amid"
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

/// The words of `span` that name the target.
pub fn shorten(document: &Document, span: Span, act: Act) -> Span {
    let tokens = document.tokens_in(span);
    let (start, end) = (tokens.start, tokens.end);
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
    let cut = (start + 1..end).find(|&at| {
        let one = word(at);
        !claim && FURTHER.contains(&one.as_str())
            || !claim && at >= start + 2 && one_of!(one.as_str(), ", — – ; : “ ” \" (")
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
            "to" => asked(),
            "needs" | "need" | "has" | "have" | "ought" => word(at + 1) == "to",
            _ => false,
        }
    })?;
    let mut first = duty + 1;
    while DUTY.contains(&word(first).as_str()) || one_of!(word(first).as_str(), "not be also now") {
        first += 1;
    }
    const OUTER: crate::list::List = list!("in on at by during from with through over within under into and as to for");
    let last = (first..first + MOST)
        .take_while(|&at| {
            let one = word(at);
            let breaks = !one.chars().any(char::is_alphanumeric) || FURTHER.contains(&one.as_str());
            !(breaks && at > first || at >= first + 3 && OUTER.contains(&one.as_str()))
        })
        .last()?;
    trimmed(document, first, last + 1)
}

/// The words from `start` up to `end` without marks and small words at the end; none where nothing is left.
fn trimmed(document: &Document, start: usize, mut end: usize) -> Option<Span> {
    const TAIL: crate::list::List = list!("the a an of to and in for on or by with at not also that");
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
        shorten(&document, Span::new(at, at + target.len()), act).of(text).to_string()
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
        ] {
            assert_eq!(short(text, target, act), expected, "{text}");
        }
    }
}
