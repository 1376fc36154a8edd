//! Clauses that say that, why, and on what terms a source is not named.
//!
//! A clause is found by a word of naming ("anonymity", "named", "name", "surname", "authorised") together with words that
//! keep the name back, so that wordings no list has are found too. Whose clause it is, its grammatical subject says.

mod trigger;

use crate::table::HashMap;
use std::sync::OnceLock;

use trigger::trigger;

use super::lexicon::Class;
use super::reader::Reader;
use super::{ReasonClass, WithheldReason};
use crate::Span;

/// What kind of withholding a clause states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// The name is kept back.
    Hidden,
    /// Not authorised to speak.
    NotAuthorised,
    /// A real first name, or part of a name, is given.
    PartialName,
    /// A false name, a call sign or a changed name is given.
    Pseudonym,
}

/// A clause of anonymity.
#[derive(Clone, Debug)]
pub struct Clause {
    /// The words, from the verb that withholds to the end of the reason.
    pub span: Span,
    /// Tokens of the words.
    pub tokens: (usize, usize),
    /// The word that gave it away.
    pub trigger: usize,
    /// Tokens of its subject, where the sentence has one.
    pub subject: Option<(usize, usize)>,
    /// Whether it hangs on a verb of saying nearby ("said on condition of anonymity").
    pub adverbial: bool,
    /// What it says.
    pub sort: Sort,
    /// The reason it gives.
    pub reason: Option<WithheldReason>,
}

struct Words(HashMap<&'static str, u32>);

const SECTIONS: &[&str] = &[
    "verb",
    "withhold",
    "speak",
    "allow",
    "reason_not_authorised",
    "reason_sensitivity",
    "reason_ongoing_talks",
    "reason_safety",
    "reason_job_or_legal",
    "reason_privacy",
    "reason_candour",
    "reason_policy",
];
const VERB: u32 = 1;
const WITHHOLD: u32 = 2;
const SPEAK: u32 = 4;
const ALLOW: u32 = 8;

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut map: HashMap<&'static str, u32> = HashMap::new();
        let mut bit = 0;
        for line in data!("../../data/terms.txt").lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[') {
                let name = name.trim_end_matches(']');
                bit = SECTIONS.iter().position(|&section| section == name).map_or(0, |at| 1 << at);
                continue;
            }
            line.split_whitespace().for_each(|word| *map.entry(word).or_default() |= bit);
        }
        Words(map)
    })
}

fn is(reader: &Reader, at: usize, bit: u32) -> bool {
    words().0.get(reader.small(at).as_ref()).is_some_and(|bits| bits & bit != 0)
}

/// Whether token `at` negates: not, n't, never, cannot, no.
fn negates(reader: &Reader, at: usize) -> bool {
    reader.is(at, list!("not never cannot no nor neither nobody without lacked lacks lacking"))
        || reader.word(at) == "t" && at > 0 && matches!(reader.word(at - 1), "'" | "’")
}

/// All clauses of anonymity of the article, in order.
pub fn clauses(reader: &Reader) -> Vec<Clause> {
    let mut found: Vec<Clause> = Vec::new();
    let mut at = 0;
    while at < reader.len() {
        if let Some((sort, adverbial, start)) = trigger(reader, at) {
            let clause = clause(reader, at, sort, adverbial, start);
            match found.last_mut() {
                // Two triggers of one clause: "declined to be identified by name".
                Some(last) if last.tokens.1 > at && last.tokens.0 <= at => {
                    if matches!(sort, Sort::PartialName | Sort::Pseudonym) && last.sort == Sort::Hidden {
                        last.sort = sort
                    }
                }
                _ => found.push(clause),
            }
        }
        at += 1;
    }
    found
}

const SAYING: crate::list::List = list!("said says told added adding confirmed explained warned claimed");

fn clause(reader: &Reader, at: usize, sort: Sort, adverbial: bool, latest: usize) -> Clause {
    let first = reader.sentence_first(at);
    let sentence_end = reader.sentence_end(at);
    let mut start = latest;
    let mut subject = None;
    // Back to the start of the clause: a comma, a relative pronoun, a conjunction, a verb of saying.
    let mut bound = latest;
    let mut relative = None;
    let mut joined = false;
    while bound > first && latest - bound < 24 {
        let one = bound - 1;
        let word = reader.word(one);
        if word == "," && one > first && reader.is(one - 1, list!("who")) {
            relative = Some(one - 1);
            break;
        }
        if one_of!(word, "“ ” \" ; : — – (") || word == "," || word == "-" && !reader.attached(one) {
            break;
        }
        if reader.is(one, list!("who whose whom")) {
            relative = Some(one);
            break;
        }
        if reader.is(one, list!("because which while although though so since where when"))
            || reader.is(one, SAYING) && !adverbial
        {
            break;
        }
        if reader.is(one, list!("and but")) && !joined && !adverbial {
            joined = true;
            if (bound..latest + 1).any(|one| is(reader, one, VERB)) {
                start = start.min((bound..=latest).find(|&one| is(reader, one, VERB)).unwrap_or(latest));
            }
        }
        bound = one;
    }
    let verb = (bound..=latest).find(|&one| is(reader, one, VERB) && !(reader.is(one, list!("without"))));
    if adverbial {
        // "The official spoke on condition of anonymity": the subject, if no attribution is near.
        let verb = (bound..latest).find(|&one| {
            reader.is(
                one,
                list!(
                    "spoke speaking talked talking was were agreed speak discussed briefed said told \
                     described insisted confirmed like who"
                ),
            )
        });
        if let Some(verb) = verb.filter(|&verb| verb > bound) {
            subject = Some((bound, verb));
        }
        if reader.is(start.wrapping_sub(1), list!("speaking spoke talking"))
            && start > 0
            && relative.is_none()
            && reader.is(start - 1, list!("speaking"))
        {
            start -= 1;
        }
    } else if let Some(verb) = verb {
        if !joined || start == latest {
            start = start.min(verb);
        }
        if verb > bound {
            subject = Some((bound, verb));
        }
    }
    // "who, like many others, asked not to be named": the relative pronoun stands before the comparison.
    if let Some((a, _)) = subject
        && reader.is(a, &["like", "unlike", "as"])
        && a > first + 1
        && reader.word(a - 1) == ","
        && reader.is(a - 2, &["who"])
    {
        relative = Some(a - 2);
        subject = Some((a - 2, a - 1));
    }
    if let Some(relative) = relative {
        subject = if reader.is(relative, list!("whose")) || subject.is_none() || bound == relative + 1 {
            Some((relative, relative + 1))
        } else {
            subject
        };
        if reader.is(relative, list!("whose")) {
            start = start.min(bound)
        }
    }
    // "The official, who briefed reporters, was granted anonymity": the subject stands before the clause in commas.
    if subject.is_none() && !adverbial && bound > first && reader.word(bound - 1) == "," {
        let comma = (first..bound - 1).find(|&one| reader.word(one) == ",");
        if let Some(comma) = comma.filter(|&comma| {
            comma > first && comma - first < 8 && reader.is(comma + 1, list!("who which a an one like"))
        }) {
            subject = Some((first, comma));
        }
    }
    // "Fearing retaliation, they gave no names": the reason stands before.
    if let Some((a, b)) = subject {
        let lead = a > first
            && reader.word(a - 1) == ","
            && b - a == 1
            && reader.is(a, list!("he she they i"))
            && a - first < 14;
        let reason = reader.small(first).ends_with("ing")
            || reader.is(first, list!("in under because as given for out like due"));
        if lead && reason && !(first..a).any(|one| reader.document.tokens[one].quotation.is_some()) {
            start = first;
        }
        if b - a == 1 && reader.is(a, list!("there")) {
            subject = None
        }
    }
    // "He is still wanted, and so his name stays out of print": the owner of the name is meant.
    if let Some(possessive) = (start..=at).find(|&one| reader.is(one, list!("his her their"))) {
        let own = subject.is_none();
        if own {
            subject = Some((possessive, possessive + 1));
            let lead = bound > first && reader.is(bound - 1, list!("so"));
            if lead && bound - first < 16 {
                start = first
            }
        }
    }
    // On to the end of the reason.
    let mut end = at + 1;
    while end < sentence_end {
        let word = reader.word(end);
        if one_of!(word, "“ ” \" ; — – ) :")
            || word == "-" && !reader.attached(end)
            || word == "‘" && !reader.attached(end + 1)
        {
            break;
        }
        if word == "," {
            let goes_on = reader.is(
                end + 1,
                list!("citing because as since for fearing having due given out under saying lest owing per"),
            ) || reader.is(end - 1, list!("sign name pseudonym")) && reader.capital(end + 1);
            if !goes_on {
                break;
            }
        }
        if reader.is(end, SAYING) && (relative.is_some() || end > at + 1) && !reader.is(end, list!("saying")) {
            break;
        }
        if word == "." && !(reader.attached(end) && end + 1 < sentence_end) {
            break;
        }
        end += 1;
    }
    while end > at + 1 && reader.is(end - 1, &["has", "have", "had", "also", "is", "was", "and"]) {
        end -= 1;
    }
    let end = end.max(at + 1);
    let start = start.min(at);
    Clause {
        span: reader.span(start, end),
        tokens: (start, end),
        trigger: at,
        subject,
        adverbial,
        sort,
        reason: reason(reader, start, end, sort),
    }
}

/// The reason that a clause gives, by the words after "because", "for fear of", "to speak freely" …
fn reason(reader: &Reader, start: usize, end: usize, sort: Sort) -> Option<WithheldReason> {
    const MARKS: crate::list::List =
        list!("because since as for citing fearing due given under having lest owing out to in per so");
    let table = &words().0;
    let classes = [
        ReasonClass::NotAuthorised,
        ReasonClass::Sensitivity,
        ReasonClass::OngoingTalks,
        ReasonClass::Safety,
        ReasonClass::JobOrLegal,
        ReasonClass::Privacy,
        ReasonClass::Candour,
        ReasonClass::Policy,
    ];
    let from = if sort == Sort::NotAuthorised {
        start
    } else {
        let after = (start..end)
            .find(|&at| {
                one_of!(
                    reader.small(at).as_ref(),
                    "anonymity anonymously named identified name names anonymous nameless unnamed surname"
                )
            })
            .unwrap_or(start);
        let leading = (start..after).find(|&at| {
            at == start
                && (reader.small(at).ends_with("ing")
                    && !reader.is(at, list!("speaking asking requesting declining refusing insisting talking"))
                    || reader.is(at, list!("because in under as there")))
        });
        leading.or_else(|| {
            (after + 1..end).find(|&at| {
                reader.is(at, MARKS)
                    && !(reader.is(at, list!("to")) && reader.is(at - 1, list!("name names")))
                    && !(reader.is(at, list!("in")) && reader.is(at + 1, list!("this print")))
            })
        })?
    };
    let mut votes = [0u32; 8];
    for at in from..end {
        if let Some(bits) = table.get(reader.small(at).as_ref()) {
            for (index, vote) in votes.iter_mut().enumerate() {
                *vote += u32::from(bits & (1 << (index + 4)) != 0) * if index == 0 { 2 } else { 1 };
            }
        }
    }
    let best = votes.iter().enumerate().max_by_key(|&(index, &vote)| (vote, std::cmp::Reverse(index)));
    let class = best.filter(|&(_, &vote)| vote > 0).map_or(ReasonClass::Other, |(index, _)| classes[index]);
    let words = (from..end).filter(|&at| !reader.mark(at)).count();
    let formulaic = match class {
        ReasonClass::NotAuthorised => words <= 14,
        ReasonClass::Candour => words <= 6,
        ReasonClass::Sensitivity => words <= 9,
        ReasonClass::Policy => words <= 8,
        _ => false,
    };
    Some(WithheldReason { class, formulaic, spans: vec![reader.span(from, end)] })
}

/// Words in the noun phrase itself that say so: "an unnamed official", "one anonymous aide".
pub fn adjective(reader: &Reader, first: usize, head: usize) -> Option<usize> {
    (first..head).find(|&at| {
        reader.is(at, list!("anonymous unnamed unidentified nameless")) && !reader.class(at).is(Class::TITLE)
    })
}
