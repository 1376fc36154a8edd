//! Clauses that say that, why, and on what terms a source is not named.
//!
//! The tagger gives every word a probability of belonging to such a clause: reporters say it in more ways than lists can hold ("he
//! would rather his wife read it without his name beside it"). A run of likely words is a clause; where the tagger is in doubt, a
//! word of naming (`[naming]` in data/terms.txt) decides. What it keeps back, its words say; whose it is, its grammatical subject.

mod subject;

use std::sync::OnceLock;

use super::lexicon::Class;
use super::reader::Reader;
use super::{ReasonClass, WithheldReason};
use crate::Span;
use crate::encode::Encoding;
use crate::table::HashMap;

/// Least probability of a run's surest word and least number of its words, with a word of naming in it and without. These and the
/// next were chosen on held-out snippets of train/clauses, `passages` and `anonymity`, which hardly tell them apart.
const WITH_NAMING: (f32, usize) = (0.5, 2);
const WITHOUT: (f32, usize) = (0.75, 5);
/// Least probability of a run's other words.
const LIKELY: f32 = 0.3;
/// Unlikely words that may lie inside a run.
const GAP: usize = 2;

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
    /// The words.
    pub span: Span,
    /// Tokens of the words.
    pub tokens: (usize, usize),
    /// The token that the tagger is surest of.
    pub trigger: usize,
    /// Tokens of its subject, where the sentence has one.
    pub subject: Option<(usize, usize)>,
    /// What it says.
    pub sort: Sort,
    /// The reason it gives.
    pub reason: Option<WithheldReason>,
}

impl Clause {
    /// Whether it hangs on a verb of saying nearby ("said on condition of anonymity"), having no subject of its own.
    pub fn hangs(&self) -> bool {
        self.subject.is_none()
    }
}

const SECTIONS: &[&str] = &[
    "naming",
    "part",
    "false",
    "speak",
    "reason_not_authorised",
    "reason_sensitivity",
    "reason_ongoing_talks",
    "reason_safety",
    "reason_job_or_legal",
    "reason_privacy",
    "reason_candour",
    "reason_policy",
];
const NAMING: u32 = 1;
const PART: u32 = 2;
const FALSE: u32 = 4;
const SPEAK: u32 = 8;
const NOT_AUTHORISED: u32 = 16;

/// The words of data/terms.txt and the sections they stand in.
fn words() -> &'static HashMap<&'static str, u32> {
    static WORDS: OnceLock<HashMap<&'static str, u32>> = OnceLock::new();
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
        map
    })
}

fn is(reader: &Reader, at: usize, bit: u32) -> bool {
    words().get(reader.small(at).as_ref()).is_some_and(|bits| bits & bit != 0)
}

/// All clauses of anonymity of the article, in order.
pub fn clauses(reader: &Reader, encoding: &Encoding) -> Vec<Clause> {
    let chance = |at: usize| encoding.tags(at).withheld;
    let (mut found, mut at, count) = (Vec::new(), 0, reader.len().min(encoding.tokens()));
    while at < count {
        if chance(at) < LIKELY {
            // "The Herald is not naming the man.", "who goes by the name of Fox"
            if at > 1 && object(reader, at) == Some(true) && reader.is(at - 1, list!("not")) && chance(at + 2) < LIKELY
            {
                found.push(clause(reader, at - 1, at + 3, at));
            } else if let Some(end) = certain(reader, at) {
                found.push(clause(reader, at, end, at));
            }
            at += 1;
            continue;
        }
        let (mut start, mut end, mut surest) = (at, at + 1, at);
        let limit = reader.sentence_end(at).min(count);
        while at < limit && at <= end + GAP {
            if chance(at) >= LIKELY {
                end = at + 1;
                if chance(at) > chance(surest) {
                    surest = at;
                }
            }
            at += 1;
        }
        at = end;
        let edge = |at: usize| reader.mark(at) && !one_of!(reader.word(at), "“ ” \" ’ ‘");
        while start < end && (edge(start) || reader.is(start, list!("and but or"))) {
            start += 1;
        }
        while end > start && edge(end - 1) {
            end -= 1;
        }
        // "fears being | blacklisted"
        while end < limit
            && !reader.mark(end)
            && reader.is(end - 1, list!("being be been to of the a an her his their"))
        {
            end += 1;
        }
        if end - start > 3 && reader.is(start, list!("he she they who")) && !reader.mark(start + 1) {
            // "(She) asked not to be named", "(who) declined to be named": the verb begins the clause.
            start += 1;
        } else if start == reader.sentence_first(start) + 1
            && reader.is(start - 1, list!("the a an one both all neither none"))
        {
            start -= 1;
        }
        let has = |bit: u32| (start..end).any(|one| is(reader, one, bit));
        let (sure, least) = if has(NAMING) { WITH_NAMING } else { WITHOUT };
        // "not authorised to sign cheques", "asked if he wanted the post" are no clauses of this kind.
        let works = reader.is(start, list!("asked")) && reader.is(start + 1, list!("if whether about why how what"))
            || has(NOT_AUTHORISED) && !has(NAMING | SPEAK)
            // "neither could be reached for comment"
            || !has(NAMING) && (start..end).any(|at| reader.is(at, list!("reached")) && reader.is(at + 1, list!("for")))
            // "asked not to be disturbed"
            || !has(NAMING)
                && (start..end).any(|at| reader.is(at, list!("not")) && reader.is(at + 1, list!("to")) && reader.is(at + 2, list!("be")))
            // "is not naming the school", "did not name the firm"
            || (start..end).any(|at| object(reader, at) == Some(false) || gives(reader, at, end));
        if !works && (start..end).filter(|&one| !reader.mark(one)).count() >= least && chance(surest) >= sure {
            found.push(clause(reader, start, end, surest.clamp(start, end - 1)));
        } else if let Some((at, end)) = (start..end).find_map(|at| Some((at, certain(reader, at)?))) {
            found.push(clause(reader, at, end, at));
        }
    }
    found
}

/// Whether a verb of naming has a noun for its object, and that is one for a person; of "did not name the man" nothing is known.
fn object(reader: &Reader, at: usize) -> Option<bool> {
    let class = reader.class(at + 2);
    if reader.is(at, list!("name identify")) && reader.is(at + 1, list!("the any")) {
        return (!class.is(Class::PERSON)).then_some(false);
    }
    let names = reader.is(at, list!("naming identifying")) && reader.is(at + 1, list!("the"));
    names.then(|| class.is(Class::PERSON) || class.is_empty() && reader.class(at + 3).is(Class::PERSON))
}

/// Words that mean the opposite: "whom she identified as Dale Hutchins", "agreed to be named".
fn gives(reader: &Reader, at: usize, end: usize) -> bool {
    if reader.is(at, list!("identified identifies identify named")) && reader.is(at + 1, list!("as")) {
        return reader.capital(at + 2) && reader.capital(at + 3) && !reader.mark(at + 3);
    }
    let refused =
        (at.saturating_sub(8)..at).any(|at| reader.is(at, list!("not t never no nobody none neither nor only if un")));
    let willing = reader.is(at, list!("agreed agrees agreeing consented consents willing happy content prepared"))
        && reader.is(at + 1, list!("to"))
        && reader.is(at + 2, list!("be"))
        && reader.is(at + 3, list!("named identified quoted"));
    let by_name = reader.is(at + 4, list!("by")) && reader.is(at + 5, list!("name"));
    let stop = if by_name { at + 6 } else { at + 4 };
    let names = by_name || !reader.is(at + 3, list!("quoted"));
    willing && names && !refused && (stop >= end || reader.mark(stop) || reader.is(stop, list!("and but in for")))
}

/// The end of words that keep a name back whatever the tagger thinks: "spoke anonymously", "who goes by the name of Fox".
fn certain(reader: &Reader, at: usize) -> Option<usize> {
    // "who spoke anonymously"
    if reader.is(at, list!("spoke speaking talked talking")) && reader.is(at + 1, list!("anonymously")) {
        return Some(at + 2);
    }
    // "would only speak off the record", "wished to remain anonymous"
    let off = reader.is(at, list!("off")) && reader.is(at + 1, list!("the")) && reader.is(at + 2, list!("record"));
    let remain = reader.is(at, list!("to"))
        && reader.is(at + 1, list!("remain stay"))
        && reader.is(at + 2, list!("anonymous nameless unnamed"));
    if off || remain {
        return Some(at + 3);
    }
    // "Ruth (not her real name)", "Margaret is not the real name of a clerk"
    if reader.is(at, list!("not"))
        && reader.is(at + 1, list!("his her their the"))
        && reader.is(at + 2, list!("real"))
        && reader.is(at + 3, list!("name names"))
    {
        return Some(at + 4);
    }
    let by = reader.is(at, list!("goes go went going"))
        && reader.is(at + 1, list!("by"))
        && reader.is(at.wrapping_sub(1), list!("who and he she"));
    let name =
        (at + 2..at + 6).find(|&at| reader.is(at, list!("name nickname alias pseudonym moniker"))).filter(|_| by)?;
    let name = if reader.is(name + 1, list!("of")) { name + 2 } else { name + 1 };
    reader.capital(name).then_some(name + 1)
}

fn clause(reader: &Reader, start: usize, end: usize, surest: usize) -> Clause {
    let sort = sort(reader, start, end);
    let subject = subject::subject(reader, start, end);
    Clause {
        span: reader.span(start, end),
        tokens: (start, end),
        trigger: surest,
        subject,
        sort,
        reason: reason(reader, start, end, sort),
    }
}

/// What it keeps back, by the words about names in it.
fn sort(reader: &Reader, start: usize, end: usize) -> Sort {
    let has = |bit: u32| (start..end).any(|at| is(reader, at, bit));
    let name = (start..end).any(|at| reader.is(at, list!("name names")));
    let told = |words: crate::list::List| (start..end).any(|at| reader.is(at, words));
    if has(FALSE) || name && told(list!("real change changed changing altered")) {
        Sort::Pseudonym
    } else if has(PART)
        || name && told(list!("first last full family middle"))
        // "gave his name only as Jay"
        || name && (start..end).any(|at| reader.is(at, list!("only")) && reader.is(at + 1, list!("as")))
    {
        Sort::PartialName
    } else if has(NOT_AUTHORISED) && !has(NAMING) {
        Sort::NotAuthorised
    } else {
        Sort::Hidden
    }
}

/// The reason that a clause gives: from the words that open one ("because", "for fear of", "to speak freely") to its end; all of a
/// clause that is nothing but a reason ("is barred by contract from talking to the press").
fn reason(reader: &Reader, start: usize, end: usize, sort: Sort) -> Option<WithheldReason> {
    let naming = (start..end).find(|&at| is(reader, at, NAMING));
    let from = match (start..end).find(|&at| opens(reader, at, start, end, naming)) {
        _ if sort == Sort::NotAuthorised => start,
        Some(from) => from,
        None => obliged(reader, start, naming.unwrap_or(end)).then_some(start)?,
    };
    // "cited personnel rules in asking for anonymity"
    let asks = |&at: &usize| {
        reader.is(at, list!("in when")) && reader.is(at + 1, list!("asking requesting declining refusing insisting"))
    };
    let end = (from + 1..end).find(asks).unwrap_or(end);
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
    let table = words();
    let mut votes = [0u32; 8];
    for at in from..end {
        if let Some(bits) = table.get(reader.small(at).as_ref()) {
            for (index, vote) in votes.iter_mut().enumerate() {
                *vote += u32::from(bits & (NOT_AUTHORISED << index) != 0) * if index == 0 { 2 } else { 1 };
            }
        }
    }
    let best = votes.iter().enumerate().max_by_key(|&(index, &vote)| (vote, std::cmp::Reverse(index)));
    let class = best.filter(|&(_, &vote)| vote > 0).map_or(ReasonClass::Other, |(index, _)| classes[index]);
    let words = (from..end).filter(|&at| !reader.mark(at)).count();
    let told = |words: crate::list::List| (from..end).any(|at| reader.is(at, words));
    let formulaic = match class {
        ReasonClass::NotAuthorised => words <= 14,
        ReasonClass::Candour => words <= 6,
        // A contract or a secret vote is a reason of its own.
        ReasonClass::Sensitivity => {
            words <= 9 && !told(list!("agreement agreements contract clause undertaking oath supposed"))
        }
        ReasonClass::Policy => words <= 8 && naming.is_some(),
        _ => false,
    };
    Some(WithheldReason { class, formulaic, spans: vec![reader.span(from, end)] })
}

/// Whether a reason may class words among the `reach` tokens from `at` on.
fn reasons(reader: &Reader, at: usize, end: usize, reach: usize) -> bool {
    (at..end.min(at + reach)).any(|at| is(reader, at, !(NAMING | PART | FALSE | SPEAK)))
}

/// Whether a reason begins at a token: a word that can begin one and, where it often begins something else ("to reporters", "out of
/// print", "under her first name"), words behind it that do.
fn opens(reader: &Reader, at: usize, start: usize, end: usize, naming: Option<usize>) -> bool {
    let before = |words: crate::list::List| at > 0 && reader.is(at - 1, words);
    let next = |words: crate::list::List| at + 1 < end && reader.is(at + 1, words);
    let named = naming.is_some_and(|naming| naming < at);
    let any = |reach: usize, words: crate::list::List| (at + 1..end.min(at + 1 + reach)).any(|at| reader.is(at, words));
    match reader.small(at).as_ref() {
        "because" | "since" | "lest" | "fearing" | "citing" | "cites" | "cited" => {
            at + 1 < end && !next(list!("without by as only in")) && !before(list!("be is are was were been being"))
        }
        "fear" | "fears" | "feared" | "afraid" | "frightened" => {
            !before(list!("not never no t a the of for their his her"))
        }
        "having" | "lacking" | "wanting" | "explaining" | "reasoning" => at == start || before(list!("not ,")),
        "while" => named,
        "owing" | "due" => next(list!("to")),
        "out" => next(list!("of")) && any(2, list!("fear concern respect worry caution loyalty")),
        "so" => next(list!("as that")),
        "in" => next(list!("order keeping line accordance fear view")),
        "for" => {
            !next(list!("that this"))
                && any(4, list!("fear fears reason reasons safety security protection privacy sake"))
        }
        "given" => next(list!("the that how")) && !before(list!("be is are was were been being not has have had")),
        "over" => any(3, list!("fear fears concern concerns")) || reasons(reader, at, end, 5),
        "under" | "per" => reasons(reader, at, end, 6) && !any(4, list!("condition name names")),
        // "as she is still employed there", not "as a doctor"
        "as" if named && !before(list!("long far much well same")) || at == start => {
            next(list!("he she they it we i is this that these there doing"))
                || next(list!("the his her their its"))
                    && any(9, list!("is are was were has had have could may might would will"))
        }
        "to" => {
            let shields = next(list!("protect avoid preserve safeguard shield spare"));
            let speaks = at + 1 < end
                && is(reader, at + 1, SPEAK)
                && !next(list!("media press reporters journalists newspapers outsiders"))
                || next(list!("be")) && any(2, list!("candid frank open honest blunt"));
            // "anonymity to describe the talks", not "asked us not to describe the post", "allowed to speak"
            let free = is(reader, at - 1, NAMING) || !reader.small(at - 1).ends_with("ed");
            named
                && at - naming.unwrap_or(at) <= 6
                && (shields || speaks && free)
                && !before(list!("not us me him her them it people you able free willing want asked"))
        }
        // "was not authorised to speak and would not be named", "neither of whom was free to discuss it"
        "not" | "t" | "never" | "neither" | "no" => {
            let may =
                |at: usize| is(reader, at, NOT_AUTHORISED) || reader.is(at, list!("free clearance mandate position"));
            (at + 1..end.min(at + 6)).any(may) && (at + 1..end.min(at + 9)).any(|at| is(reader, at, SPEAK))
        }
        "barred" | "banned" | "forbidden" | "prohibited" | "bound" => next(list!("by from to")),
        _ => false,
    }
}

/// Whether a clause tells, before its first word of naming, what forbids its subject to speak.
fn obliged(reader: &Reader, start: usize, end: usize) -> bool {
    const BY: crate::list::List = list!(
        "barred banned bound forbidden forbids forbid prohibited prohibits prevented offence offense crime \
         contract contracts clause gag gagging sacked fired dismissed sacking disciplinary prosecuted prosecution secrecy confidential \
         confidentiality non-disclosure oath prison jail arrest arrested reprisals retaliation threatened policy rules law statute \
         fined lose"
    );
    !reader.is(start, list!("asked asking spoke speaking agreed agreeing insisted insisting requested on under with"))
        && (start..end).any(|at| reader.is(at, BY))
}

/// Words in the noun phrase itself that say so: "an unnamed official", "one anonymous aide".
pub fn adjective(reader: &Reader, first: usize, head: usize) -> Option<usize> {
    (first..head).find(|&at| {
        reader.is(at, list!("anonymous unnamed unidentified nameless")) && !reader.class(at).is(Class::TITLE)
    })
}
