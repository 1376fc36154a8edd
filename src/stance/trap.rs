//! Traps: idioms that mean other than their words.
//!
//! "Refused to rule out" leaves open, "did not deny" does not affirm, "rejected claims" denies while "rejected the proposal"
//! rejects, "claimed responsibility" affirms, a request for comment may end in three ways.

use super::lexicon::Lexicon;
use super::reading::{Part, Reading, negates};
use super::{Act, CommentOutcome, Side};

/// An idiom that settles act and side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trap {
    /// What it means.
    pub act: Act,
    /// The side it takes.
    pub side: Side,
    /// First piece of the idiom.
    pub first: usize,
    /// One past its last piece.
    pub end: usize,
    /// Set for requests for comment.
    pub outcome: Option<CommentOutcome>,
}

/// Finds the idiom that settles the attribution, if there is one.
pub fn find(reading: &Reading) -> Option<Trap> {
    (0..reading.pieces.len()).find_map(|at| silence(reading, at).or_else(|| idiom(reading, at)))
}

/// How a request for comment ended, from the words read; none where nothing tells that somebody was asked ("did not identify the
/// officer", "has said nothing", "did not agree on the dam").
pub fn outcome(reading: &Reading) -> Option<CommentOutcome> {
    let told = |parts: &[Part], words: crate::list::List| {
        let mut pieces = reading.pieces.iter().filter(|piece| parts.contains(&piece.part));
        pieces.any(|piece| words.contains(&piece.word.as_str()))
    };
    let has = |words: crate::list::List| told(&[Part::Cue, Part::Head, Part::Rest], words);
    let negated =
        (0..reading.pieces.len()).any(|at| reading.pieces[at].part != Part::Between && negates(&reading.pieces, at));
    let refuses =
        told(&[Part::Cue], list!("declined declines declining refused refuses refusing would wouldn won will"));
    if has(list!("unavailable unreachable")) || negated && has(list!("reached contacted located available")) {
        Some(CommentOutcome::Unreachable)
    } else if refuses
        && has(list!("comment discuss elaborate answer interview interviewed interviews question questions"))
    {
        // Not "the sources declined to be identified": they spoke.
        Some(CommentOutcome::Declined)
    } else if has(list!("unanswered"))
        || negated
            && (has(list!("respond responded response reply replied return returned"))
                // not "did not answer a question about the guard"
                || has(list!("answer answered"))
                    && has(list!("call calls email emails messages phone requests questions queries")))
    {
        Some(CommentOutcome::NoResponse)
    } else if negated && (has(list!("drawn")) || told(&[Part::Head, Part::Rest], list!("comment"))) {
        Some(CommentOutcome::Declined)
    } else {
        has(list!("approached contacted")).then_some(CommentOutcome::NoResponse)
    }
}

/// Whether piece `at` is any of `words`.
fn is(reading: &Reading, at: usize, words: crate::list::List) -> bool {
    reading.pieces.get(at).is_some_and(|piece| words.contains(&piece.word.as_str()))
}

/// The place of the first of `words` among the `reach` pieces from `at` on, within the clause.
fn near(reading: &Reading, at: usize, reach: usize, words: crate::list::List) -> Option<usize> {
    let end = (at + reach).min(reading.pieces.len());
    (at..end)
        .take_while(|place| !matches!(reading.pieces[*place].word.as_str(), "" | "." | ";" | "?" | "!" | "but"))
        .find(|place| is(reading, *place, words))
}

/// "declined to comment", "did not respond", "could not be reached".
fn silence(reading: &Reading, at: usize) -> Option<Trap> {
    let kept =
        |end: usize, outcome| Some(Trap { act: Act::NoComment, side: Side::Neutral, first: at, end: end + 1, outcome });
    let made = |end: usize, outcome| kept(end, Some(outcome));
    // What a source says of others' silence ("said the minister declined to comment") is not its own.
    if !matches!(reading.pieces[at].part, Part::Cue) {
        return None;
    }
    const SPEAK: crate::list::List =
        list!("comment elaborate discuss answer say speak confirm specify disclose talk drawn");
    if is(reading, at, list!("declined declines refused refuses declining refusing")) {
        if let Some(end) = near(reading, at + 1, 3, SPEAK) {
            if let Some(deny) = near(reading, end, 4, list!("deny")) {
                return Some(Trap { act: Act::Doubt, side: Side::Neutral, first: at, end: deny + 1, outcome: None });
            }
            // "declined to confirm the figure", "to say how": asked for that, not for a comment.
            let outcome =
                (!is(reading, end, list!("confirm specify disclose say"))).then_some(CommentOutcome::Declined);
            return kept(end, outcome);
        }
        if let Some(end) = near(reading, at + 1, 5, list!("comment interview")) {
            return made(end, CommentOutcome::Declined);
        }
    }
    // "offered no evidence": that is no denial.
    if is(reading, at, list!("offered offers offer gave gives produced provided presented"))
        && is(reading, at + 1, list!("no"))
        && let Some(end) = near(reading, at + 2, 3, list!("evidence proof"))
    {
        return Some(Trap { act: Act::State, side: Side::Neutral, first: at, end: end + 1, outcome: None });
    }
    if is(reading, at, list!("no")) {
        if is(reading, at + 1, list!("comment")) {
            let makes = at > 0 && is(reading, at - 1, list!("made makes make making"));
            return kept(at + 1, (!makes).then_some(CommentOutcome::Declined));
        }
        if let Some(end) = near(reading, at + 1, 3, list!("response reply")) {
            return made(end, CommentOutcome::NoResponse);
        }
    }
    // "has approached the ministry for comment", "was asked to comment", and no answer is told.
    if (is(reading, at, list!("approached contacted"))
        || is(reading, at, list!("asked"))
            && (is(reading, at + 1, list!("for"))
                || (at.saturating_sub(3)..at).any(|at| is(reading, at, list!("was were been being")))))
        && let Some(end) = near(reading, at + 1, 8, list!("comment response"))
        && !(at.saturating_sub(4)..at).any(|at| negates(&reading.pieces, at))
    {
        return made(end, CommentOutcome::NoResponse);
    }
    // "has said nothing about it", not "said nothing would change"
    if is(reading, at, list!("said says"))
        && is(reading, at + 1, list!("nothing"))
        && (at + 2 >= reading.pieces.len()
            || is(reading, at + 2, list!("about on of more further publicly in since as when")))
    {
        return kept(at + 1, None);
    }
    if negates(&reading.pieces, at) {
        let speaks = near(reading, at + 1, 4, list!("respond reply return responded replied returned"));
        // "did not rule out | a return": not what is said.
        if let Some(end) = speaks.filter(|end| reading.pieces[*end].part == Part::Cue) {
            // "did not respond to the union's letter": of no request is told.
            const REQUESTS: crate::list::List = list!(
                "comment comments question questions request requests query queries call calls message messages email emails e-mail \
                 e-mails texts inquiry inquiries enquiry enquiries phone"
            );
            let asked = !is(reading, end + 1, list!("to")) || near(reading, end + 2, 10, REQUESTS).is_some();
            return kept(end, asked.then_some(CommentOutcome::NoResponse));
        }
        let available = near(reading, at + 1, 2, list!("available")).is_some();
        if let Some(end) = near(reading, at + 1, 3, list!("comment commented drawn")).filter(|_| !available) {
            // "has not commented" does not tell that somebody asked.
            let refuses = is(reading, end, list!("drawn"))
                || at > 0 && is(reading, at - 1, list!("would will"))
                || at > 1 && is(reading, at - 2, list!("wouldn won"));
            return kept(end, refuses.then_some(CommentOutcome::Declined));
        }
        if (is(reading, at + 1, list!("be")) || is(reading, at + 1, list!("immediately")))
            && let Some(end) = near(reading, at + 1, 4, list!("reached contacted located"))
        {
            return made(end, CommentOutcome::Unreachable);
        }
    }
    // "referred questions to the department"
    if is(reading, at, list!("referred refers referring directed redirected"))
        && let Some(end) =
            near(reading, at + 1, 3, list!("questions queries inquiries enquiries calls requests reporters"))
    {
        return made(end, CommentOutcome::Declined);
    }
    if is(reading, at, list!("unanswered")) {
        return made(at, CommentOutcome::NoResponse);
    }
    if is(reading, at, list!("unavailable unreachable")) {
        return made(at, CommentOutcome::Unreachable);
    }
    None
}

/// "did not deny", "refused to rule out", "ruled out", "rejected claims", "claimed responsibility", "had not endorsed".
fn idiom(reading: &Reading, at: usize) -> Option<Trap> {
    let trap = |act, side, end: usize| Some(Trap { act, side, first: at, end: end + 1, outcome: None });
    if reading.pieces[at].part != Part::Cue {
        return None;
    }
    let refuses = is(reading, at, list!("refused refuses refusing declined declines declining"));
    if refuses || negates(&reading.pieces, at) {
        if let Some(end) = near(reading, at + 1, 4, list!("deny denied denying denies dispute disputed")) {
            return trap(Act::Doubt, Side::Neutral, end);
        }
        // Who did not agree on a thing, or reach a deal, has not said no to it.
        if let Some(end) = near(reading, at + 1, 2, list!("agree agreed reach reached"))
            && (is(reading, end + 1, list!("on"))
                || near(reading, end + 1, 4, list!("agreement deal accord consensus compromise settlement verdict"))
                    .is_some())
        {
            return trap(Act::State, Side::Neutral, end);
        }
        // Who cannot confirm a thing does not keep it back.
        let able = is(reading, at, list!("cannot")) || at > 0 && is(reading, at - 1, list!("could can"));
        if let Some(end) = near(reading, at + 1, 3, list!("confirm verify")).filter(|_| able) {
            return trap(Act::Doubt, Side::Neutral, end);
        }
        if let Some(rule) = near(reading, at + 1, 4, list!("rule ruled ruling exclude excluded")) {
            let out = if is(reading, rule, list!("rule ruled ruling")) {
                near(reading, rule + 1, 3, list!("out"))
            } else {
                Some(rule)
            };
            if let Some(end) = out {
                return trap(Act::Doubt, Side::Neutral, end);
            }
        }
        const BACK: crate::list::List = list!(
            "endorse endorsed support supported back backed approve approved apologise apologize \
             apologised apologized"
        );
        if let Some(end) = near(reading, at + 1, 3, BACK) {
            return trap(Act::Reject, Side::Against, end);
        }
    }
    if is(reading, at, list!("rule rules ruled ruling")) && is(reading, at + 1, list!("out")) {
        return trap(Act::Reject, Side::Against, at + 1);
    }
    // "stopped short of calling him a liar": neither said nor refused.
    if is(reading, at, list!("stop stops stopped stopping"))
        && is(reading, at + 1, list!("short"))
        && is(
            reading,
            at + 3,
            list!("accusing calling blaming condemning criticising criticizing saying denying naming"),
        )
    {
        return trap(Act::State, Side::Neutral, at + 3);
    }
    // "withdrew her support for the bill"
    if is(reading, at, list!("withdraw withdraws withdrew withdrawn withdrawing"))
        && let Some(end) = near(reading, at + 1, 3, list!("support backing endorsement"))
    {
        return trap(Act::Reject, Side::Against, end);
    }
    if is(reading, at, list!("claimed claims claim claiming")) && is(reading, at + 1, list!("responsibility")) {
        return trap(Act::Affirm, Side::Neutral, at + 1);
    }
    const REJECT: crate::list::List = list!("reject rejects rejected rejecting dismiss dismisses dismissed dismissing");
    if is(reading, at, REJECT) && !reading.hits.iter().any(|hit| hit.first == at && hit.negated) {
        let accusation = Lexicon::embedded().group("accusation")?;
        let claim = reading.hits.iter().find(|hit| {
            hit.group == accusation
                && (at + 1..at + 6).contains(&hit.first)
                && reading.pieces[at + 1..hit.first]
                    .iter()
                    .all(|piece| !matches!(piece.word.as_str(), "" | "," | "." | "for" | "to" | "as"))
        });
        if let Some(claim) = claim {
            return trap(Act::Deny, Side::Against, claim.end - 1);
        }
    }
    None
}
