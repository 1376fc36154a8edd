//! Set phrases that settle act and side whatever else is said: requests ("asked the court not to sit", "told | to leave"),
//! warnings and interest given as nouns ("conveyed warnings that", "have expressed interest in"), positions told in indirect
//! speech ("she wanted a ballot", "they opposed the sale").
//!
//! Each was kept where at least three of four labelled attributions that hold it carry the act.

use super::reading::{Part, Reading, negates};
use super::trap::Trap;
use super::{Act, Side};
use crate::list::List;

const ASK: List = list!("ask asks asked asking");
const TELL: List = list!("tell tells told telling");
/// Words that open a question that is only reported.
const EMBEDDED: List = list!("whether if how why what about who when where which “ \" ‘ '");
/// Verbs that carry a warning or an interest to somebody.
const CONVEY: List = list!(
    "convey conveys conveyed conveying issue issues issued issuing send sends sent sending deliver \
     delivers delivered delivering repeat repeats repeated repeating give gives gave sound sounds sounded"
);
const EXPRESS: List = list!("express expresses expressed expressing voiced signalled signaled");
const SAY: List = list!("said says say saying told tells tell telling added adds adding");
/// Words of a cue that leave it to the content what the source does.
const SPEAKS: List = list!(
    "said says say saying told tells tell telling added adds adding also has have had is no doubt later then wrote writes that it thought think thinks \
     too early soon to there but"
);
const WITHHOLD: List = list!("give provide offer release go reveal share disclose");

/// Finds the phrase that settles the attribution, if there is one.
pub fn find(reading: &Reading) -> Option<Trap> {
    nobody(reading)
        .or_else(|| request(reading))
        .or_else(|| silence(reading))
        .or_else(|| conveyed(reading))
        .or_else(|| turned(reading))
        .or_else(|| certainty(reading))
        .or_else(|| deed(reading))
        .or_else(|| told(reading))
}

fn word(reading: &Reading, at: usize) -> &str {
    reading.pieces.get(at).map_or("", |piece| piece.word.as_str())
}

fn among(reading: &Reading, at: usize, words: List) -> bool {
    words.contains(&word(reading, at))
}

/// Whether a word in the `reach` pieces before `at` negates.
fn negated(reading: &Reading, at: usize, reach: usize) -> bool {
    (at.saturating_sub(reach)..at).any(|before| negates(&reading.pieces, before))
}

fn part(reading: &Reading, at: usize) -> Option<Part> {
    reading.pieces.get(at).map(|piece| piece.part)
}

fn trap(act: Act, side: Side, first: usize, end: usize) -> Option<Trap> {
    Some(Trap { act, side, first, end, outcome: None })
}

/// "None of the four would agree", "no minister has promised": what nobody does is no position.
fn nobody(reading: &Reading) -> Option<Trap> {
    if part(reading, 0) != Some(Part::Source) || !among(reading, 0, list!("no none neither few nobody")) {
        return None;
    }
    const DO: List = list!(
        "agree agreed promised promise offered offer promises pledged accept accepted support supported back backed volunteered"
    );
    let does = (0..reading.pieces.len()).find(|at| part(reading, *at) == Some(Part::Cue) && among(reading, *at, DO))?;
    trap(Act::State, Side::Neutral, 0, does + 1)
}

/// "asked | the court not to sit", "asked for | time", "was told to | leave": not "asked | whether to sit".
fn request(reading: &Reading) -> Option<Trap> {
    let asks =
        |at: &usize| part(reading, *at) == Some(Part::Cue) && (among(reading, *at, ASK) || among(reading, *at, TELL));
    let at = (0..reading.pieces.len()).rev().find(asks)?;
    let cue_end = (at..reading.pieces.len()).find(|end| part(reading, *end) != Some(Part::Cue))?;
    if negated(reading, at, 3) || (at..cue_end).any(|at| among(reading, at, EMBEDDED)) {
        return None;
    }
    let last = word(reading, cue_end - 1);
    let open = (cue_end..reading.pieces.len()).find(|at| part(reading, *at) == Some(Part::Head))?;
    if open < cue_end || among(reading, open, EMBEDDED) {
        return None;
    }
    // "told | staff to leave" may be told otherwise: only directly behind the verb.
    let reach = if among(reading, at, ASK) { 10 } else { 1 };
    let to = (open..(open + reach).min(reading.pieces.len()))
        .take_while(|at| !one_of!(word(reading, *at), ". ? ! ; , that is are was"))
        .find(|at| word(reading, *at) == "to");
    let asked_for = among(reading, at, ASK) && last == "for" || last == "to";
    (asked_for || to.is_some()).then(|| trap(Act::Urge, Side::For, at, cue_end))?
}

/// "refused to give any more details", "would not go into specifics".
fn silence(reading: &Reading) -> Option<Trap> {
    let at = (0..reading.pieces.len()).find(|at| {
        part(reading, *at) == Some(Part::Cue)
            && among(reading, *at, list!("declined declines refused refuses declining refusing"))
            && word(reading, at + 1) == "to"
            && among(reading, at + 2, WITHHOLD)
    })?;
    let detail = (at + 3..(at + 8).min(reading.pieces.len()))
        .find(|at| among(reading, *at, list!("details detail specifics particulars information")))?;
    let outcome = Some(super::CommentOutcome::Declined);
    Some(Trap { act: Act::NoComment, side: Side::Neutral, first: at, end: detail + 1, outcome })
}

/// "conveyed “unambiguous” warnings that", "have expressed interest in".
fn conveyed(reading: &Reading) -> Option<Trap> {
    let opening = |at: &usize| matches!(part(reading, *at), Some(Part::Cue | Part::Head));
    (0..reading.pieces.len()).filter(opening).find_map(|at| {
        let near = |words: List| {
            (at + 1..(at + 6).min(reading.pieces.len()))
                .take_while(|at| !one_of!(word(reading, *at), ". , ; that to"))
                .find(|at| among(reading, *at, words))
        };
        if negated(reading, at, 3) {
            return None;
        }
        if among(reading, at, CONVEY) {
            let end = near(list!("warning warnings ultimatum"))?;
            return trap(Act::Warn, Side::Against, at, end + 1);
        }
        if among(reading, at, EXPRESS) {
            let end = near(list!("interest willingness desire")).filter(|at| among(reading, at + 1, list!("in to")))?;
            return trap(Act::Seek, Side::For, at, end + 1);
        }
        None
    })
}

/// "would not hesitate to close it", "I do not blame the crew": the negation of the source's own act turns it round.
fn turned(reading: &Reading) -> Option<Trap> {
    let own = |at: usize| {
        part(reading, at) == Some(Part::Cue)
            || part(reading, at) == Some(Part::Head) && among(reading, at, list!("i we he she they it"))
    };
    (0..reading.pieces.len()).filter(|at| negates(&reading.pieces, *at)).find_map(|at| {
        // "saw nothing wrong with the deal": not "did nothing wrong".
        if word(reading, at) == "nothing"
            && among(
                reading,
                at + 1,
                list!("wrong unusual improper untoward amiss suspicious irregular illegal unlawful"),
            )
            && at > 0
            && among(reading, at - 1, list!("saw see sees seen found find finds is was be"))
        {
            return trap(Act::Support, Side::For, at, at + 2);
        }
        // The subject stands before the auxiliary and the negation: "she | would not", "we | don ' t".
        let from = (at.saturating_sub(4)..at)
            .rev()
            .take_while(|at| !one_of!(word(reading, *at), ". , ; that"))
            .find(|at| own(*at));
        // "refused to | blame the crew".
        if word(reading, at).starts_with("refus")
            && own(at)
            && among(reading, at + 2, list!("blame criticise criticize condemn"))
        {
            return trap(Act::Support, Side::For, at, at + 3);
        }
        let first = from.filter(|_| part(reading, at) != Some(Part::Rest))?;
        let does = |words: List| among(reading, at - 1, words) || word(reading, at) == "t";
        if among(reading, at + 1, list!("blame")) && does(list!("do does did would could can")) {
            return trap(Act::Support, Side::For, first, at + 2);
        }
        // "bears no grudge against", "had no quarrel with the rule": not "no quarrel with the rule, only with", nor a quarrel of others.
        let kind = || {
            among(reading, at + 1, list!("grudge quarrel ill hard objection objections"))
                && among(
                    reading,
                    at - 1,
                    list!("has have had bear bears bore holds held hold felt feel harbours harboured raised raises"),
                )
        };
        if word(reading, at) == "no" && kind() {
            let but =
                (at + 2..reading.pieces.len()).any(|at| among(reading, at, list!("only but plenty except apart")));
            return (!but).then(|| trap(Act::Support, Side::For, first, at + 2))?;
        }
        (among(reading, at + 1, list!("hesitate"))
            && word(reading, at + 2) == "to"
            && !word(reading, at - 1).ends_with("did"))
        .then(|| trap(Act::Commit, Side::For, first, at + 2))?
    })
}

/// How sure a source is: "too early to say", "would be surprised if it passed", "never say never", "no doubt that", "nobody will be charged".
fn certainty(reading: &Reading) -> Option<Trap> {
    const TELL_OF: List =
        list!("say tell know call speak talk put judge draw predict conclude point comment give be discuss");
    let told = |at: &usize| matches!(part(reading, *at), Some(Part::Cue | Part::Head));
    if (0..reading.pieces.len()).any(|at| part(reading, at) == Some(Part::Cue) && !SPEAKS.contains(&word(reading, at)))
    {
        return None;
    }
    let head = |at: usize| part(reading, at) == Some(Part::Head);
    // "should have", "should not have"
    let have = |at: usize| at + 1 + usize::from(word(reading, at + 1) == "not");
    let opens =
        |at: usize| head(at) && !(0..at).any(|before| head(before) && !one_of!(word(reading, before), "that “ \" ‘ '"));
    (0..reading.pieces.len()).filter(told).find_map(|at| {
        let near = |words: List, reach: usize| {
            (at + 1..at + reach)
                .take_while(|at| !one_of!(word(reading, *at), ". ;"))
                .find(|at| among(reading, *at, words))
        };
        match word(reading, at) {
            "believe" if at > 0 && negates(&reading.pieces, at - 1) => {
                let account = near(list!("account accounts version story explanation word figures report reports"), 6)?;
                trap(Act::Doubt, Side::Against, at, account + 1)
            }
            "recognise" | "recognize" if at > 0 && negates(&reading.pieces, at - 1) => {
                let claim = near(list!("claim claims figure figures account description picture allegation allegations"), 4)?;
                trap(Act::Deny, Side::Against, at, claim + 1)
            }
            "too" if among(reading, at + 1, list!("early soon")) => {
                let to = near(list!("to"), 8).filter(|to| among(reading, to + 1, TELL_OF))?;
                trap(Act::Doubt, Side::Neutral, at, to + 2)
            }
            "be" if word(reading, at + 1) == "surprised"
                && word(reading, at + 2) == "if"
                && !negated(reading, at, 2) =>
            {
                trap(Act::Doubt, Side::Against, at, at + 3)
            }
            "never" if word(reading, at + 1) == "say" && word(reading, at + 2) == "never" => {
                trap(Act::Doubt, Side::Neutral, at, at + 3)
            }
            "no" if word(reading, at + 1) == "doubt"
                && at > 0
                && among(reading, at - 1, list!("has have had is was s")) =>
            {
                trap(Act::Affirm, Side::For, at, at + 2)
            }
            // "the mayor should have acted": not "should have the nerve"; of oneself a regret, and of "he" one cannot tell.
            "should" if head(at) && at > 0 && word(reading, have(at)) == "have" => {
                let done = word(reading, have(at) + 1);
                let acted = done.ends_with("ed") && done != "need" || one_of!(done, "done known gone told said seen come");
                match word(reading, at - 1) {
                    _ if !acted => None,
                    "i" | "we" => trap(Act::Admit, Side::Neutral, at, at + 3),
                    "he" | "she" | "they" | "it" | "you" | "" => None,
                    _ => trap(Act::Criticise, Side::Against, at, at + 3),
                }
            }
            "no" | "little"
                if at > 0
                    && among(reading, at + 1, list!("choice alternative"))
                    && among(reading, at - 1, list!("with had have has was is")) =>
            {
                trap(Act::Support, Side::For, at, at + 2)
            }
            // "no school will be closed": a promise.
            "no" | "nobody" | "none" if opens(at) => {
                let will = near(list!("will would"), 6).filter(|will| word(reading, will + 1) == "be")?;
                // What would hurt: "no claim will be paid" refuses.
                const HARM: List = list!(
                    "closed charged forced punished harmed sacked fired dismissed turned evicted hurt lost sold cut left arrested \
                     detained prosecuted abandoned sent removed displaced demolished killed laid excused shielded spared"
                );
                let promised = among(reading, will + 2, HARM);
                promised.then(|| trap(Act::Commit, Side::Against, at, will + 2))?
            }
            _ => None,
        }
    })
}

/// What a source does, or says that it does: "lifted its ban", "said | it would halt its tests if", "vowed to retaliate", "recalled its
/// envoy", "insisted | that the money be returned", "said | he had been naive".
fn deed(reading: &Reading) -> Option<Trap> {
    let first = |one: Part| (0..reading.pieces.len()).find(|at| part(reading, *at) == Some(one));
    // "said | his forces would retaliate": its own as well.
    let own = |at: &usize| says(reading) && among(reading, *at, list!("his her its their our"));
    let will = || {
        let head = first(Part::Head).filter(own)?;
        (head + 1..head + 5).find(|at| one_of!(word(reading, *at), "would will"))
    };
    let from = opening(reading).map(|open| open + 1).or_else(will).or_else(|| first(Part::Cue))?;
    let at = verb(reading, from)?;
    let would = (from..at).any(|at| one_of!(word(reading, at), "would will"));
    if would && among(reading, at, REVENGE) {
        return trap(Act::Warn, Side::Against, at, at + 1);
    }
    if among(reading, at, list!("insist insists insisted insisting")) {
        // "that the money be returned": not "would be", "to be".
        let be = (at + 1..at + 14).find(|at| word(reading, *at) == "be")?;
        let finite = list!("to will would could can may might must should shall cannot not never t ll d also soon");
        return (part(reading, be) == Some(Part::Head) && !among(reading, be - 1, finite))
            .then(|| trap(Act::Urge, Side::For, at, be + 1))?;
    }
    let (_, objects, act, side) = DEEDS.iter().copied().find(|(verbs, ..)| among(reading, at, *verbs))?;
    let end = (at + 1..at + 6)
        .take_while(|at| !one_of!(word(reading, *at), ". , ;"))
        .find(|at| among(reading, *at, objects))?;
    trap(if would { Act::Commit } else { act }, side, at, end + 1)
}

const REVENGE: List = list!("retaliate retaliation avenge revenge punish");
const ENVOY: List = list!("ambassador ambassadors envoy envoys diplomat diplomats");
/// Verbs with what follows them soon, and what is done so.
const DEEDS: &[(List, List, Act, Side)] = &[
    // What hurts others as long as it lasts.
    (
        list!(
            "lift lifts lifted lifting ease eases eased ended drop dropped scrap scrapped remove removed suspend suspends suspended \
             halt halts halted pause paused"
        ),
        list!(
            "ban bans veto sanctions embargo blockade siege curfew restrictions tariffs tests drills exercises attacks strike strikes offensive \
             bombing shelling hostilities"
        ),
        Act::Decide,
        Side::For,
    ),
    (
        list!("granted grants"),
        list!("asylum injunction permission bail leave visas licence access request"),
        Act::Decide,
        Side::For,
    ),
    (list!("vow vows vowed vowing promised pledged swore"), REVENGE, Act::Warn, Side::Against),
    (list!("recalled recalls"), ENVOY, Act::Decide, Side::Against),
    (list!("summoned summons called"), ENVOY, Act::Criticise, Side::Against),
];
/// What a source says that it does, without more.
const SAID: &[(List, Act, Side)] = &[
    (list!("want wants wanted hope hopes hoped wish wishes wished intend intends intended"), Act::Seek, Side::For),
    (list!("support supports supported endorse endorses endorsed welcomed welcomes"), Act::Support, Side::For),
    (list!("oppose opposes opposed reject rejects rejected"), Act::Reject, Side::Against),
    (list!("condemn condemns condemned protested deplored"), Act::Criticise, Side::Against),
    (list!("underestimated misjudged misread mishandled"), Act::Admit, Side::Neutral),
];

/// The verb at `from`, behind auxiliaries and adverbs.
fn verb(reading: &Reading, from: usize) -> Option<usize> {
    const BEFORE: List = list!("has had have is was were are been be would will also now still");
    (from..from + 4).find(|at| !among(reading, *at, BEFORE) && !word(reading, *at).ends_with("ly"))
}

/// The pronoun that opens what is told: "said | that she".
fn opening(reading: &Reading) -> Option<usize> {
    let mut open = (0..reading.pieces.len()).find(|at| part(reading, *at) == Some(Part::Head))?;
    if word(reading, open) == "that" {
        open += 1;
    }
    (says(reading) && among(reading, open, list!("he she they it"))).then_some(open)
}

/// Whether the cue says, and no more: "denied | it intended to leave" has a verb of its own that comes first.
fn says(reading: &Reading) -> bool {
    let cue = || (0..reading.pieces.len()).filter(|at| part(reading, *at) == Some(Part::Cue));
    cue().any(|at| among(reading, at, SAY)) && !cue().any(|at| negates(&reading.pieces, at))
}

/// "said | she wanted a ballot", "said | they opposed the sale": the first verb after the pronoun that opens what is told.
fn told(reading: &Reading) -> Option<Trap> {
    let open = opening(reading)?;
    let at = verb(reading, open + 1)?;
    let before = word(reading, at - 1);
    if before == "been" && among(reading, at, list!("naive foolish mistaken careless complacent")) {
        return trap(Act::Admit, Side::Neutral, at, at + 1);
    }
    // "had no plans", "saw no point".
    let no = at + usize::from(word(reading, at) != "no");
    if word(reading, no) == "no" && among(reading, no + 1, list!("plans intention wish desire interest point need")) {
        return trap(Act::Reject, Side::Against, no, no + 2);
    }
    let (_, act, side) = SAID.iter().copied().find(|(verbs, ..)| among(reading, at, *verbs))?;
    // "It had been rejected": by others; "would support": a promise.
    if one_of!(before, "is was were are been be would will") {
        return None;
    }
    // "said she wanted no part": what is wanted is that it be not.
    let turned = (at + 1..at + 4).any(|at| at < reading.pieces.len() && negates(&reading.pieces, at));
    // "they rejected claims that" denies.
    let claims = (at + 1..at + 5)
        .any(|at| among(reading, at, list!("claim claims allegation allegations accusation accusations suggestion")));
    (!turned && !claims).then(|| trap(act, side, at, at + 1))?
}
