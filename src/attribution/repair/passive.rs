//! The passive: who is accused, promised or told something is not who accuses, promises or tells.

use super::ends;
use crate::attribution::claims::span;
use crate::attribution::grammar::{is_adverb, is_auxiliary, is_be, is_determiner};
use crate::attribution::{Attribution, SourceState};
use crate::text::verbs::{self, Frames};
use crate::text::{Document, Shape};

/// Longest name of an agent, in tokens.
const AGENT: usize = 8;

/// "The mayor was accused of …", "Low rang and was told to wait": the subject is spoken of or to. It speaks nowhere; the agent does,
/// if there is one.
pub fn mend(document: &Document, one: &mut Attribution) {
    let ([source], [cue]) = (&one.source[..], &one.cue[..]) else { return };
    let (Some((first, last)), Some((_, end))) = (ends(document, *cue), ends(document, *source)) else { return };
    let before = document.word_or_empty(first.wrapping_sub(1));
    let adjacent = end + 1 == first || end + 2 == first && before == ",";
    let again = end < first && one_of!(before, "and but then who which");
    if !adjacent && !again {
        return;
    }
    let reduced = || is_reduced(document, first, one).then_some(first);
    let Some(verb) = participle(document, first, last).or_else(reduced) else { return };
    let addressed = is_address(document.word(verb));
    if !addressed && !is_spoken_of(document, verb) {
        return;
    }
    let by = (verb + 1..(verb + 4).min(document.tokens.len())).find(|&token| document.word(token) == "by");
    match by.map(|by| (by, agent(document, by, one))) {
        Some((by, Some(end))) if addressed && by == last + 1 => {
            one.cue[0].end = document.tokens[by].span.end;
            one.source = vec![span(document, by + 1..end)];
            one.reasons.push("the agent after “by”".into());
            return;
        }
        Some((_, Some(_))) => return,
        _ => {}
    }
    // Who is told or urged is addressed; who is expected or accused is spoken of, where no other verb stands between.
    if !addressed && adjacent {
        one.content.insert(0, *source);
        crate::order::sort(&mut one.content);
    }
    one.source.clear();
    one.source_state = SourceState::Hearsay;
    one.reasons.push("a passive without an agent: its subject is not the speaker".into());
}

/// "She was cleared of fraud", "a man who was admitted to hospital", "has never been charged": what is done to somebody, or was never
/// done, ascribes nothing to them, unless it is done to their mind ("was surprised").
pub fn is_done_to(document: &Document, one: &Attribution) -> bool {
    let Some((first, last)) = one.cue.first().and_then(|cue| ends(document, *cue)) else { return false };
    let Some(verb) = participle(document, first, last) else { return false };
    let (word, after) = (document.word(verb), document.word_or_empty(last + 1));
    if word == "admitted" {
        return !one_of!(after, "that by");
    }
    let never = (first..verb).any(|at| one_of!(document.word(at), "never not t"));
    if never && one_of!(word, "accused charged convicted suspected implicated blamed asked") && after != "by" {
        return true;
    }
    if document.word(last) == "by" {
        return one_of!(word, "bound drafted written owned");
    }
    let Some((_, end)) = one.source.last().and_then(|source| ends(document, *source)) else { return false };
    let plain = (first..verb).all(|at| is_auxiliary(document.word(at)) || is_adverb(document.word(at)));
    plain
        && end + 1 == first
        && (word.ends_with("ed")
            || one_of!(word, "found given sent shown caught held taken beaten hit chosen stripped"))
        && !is_of_mind(word)
        && !one_of!(after, "by that")
        && !(verb + 1..=last).any(|at| one_of!(document.word(at), "to as by said saying"))
}

/// The participle of a passive verb group within the cue ("was widely reported to"), if it is one.
fn participle(document: &Document, first: usize, last: usize) -> Option<usize> {
    let short = |token: usize| {
        document.word(token) == "s" && matches!(document.word_or_empty(token.wrapping_sub(1)), "’" | "'")
    };
    let be = (first..=last).find(|&token| is_be(document.word(token)) || short(token))?;
    let small = |word: &str| is_adverb(word) || is_be(word) || one_of!(word, "not t ’ '");
    let verb = (be + 1..=last).find(|&token| !small(document.word(token)))?;
    // "’s called for" has called, "was called a liar" was.
    (!short(be) || !one_of!(document.word(verb), "called promised ordered offered")).then_some(verb)
}

/// "a man thought to be …": a participle alone, and "to be" or "to have" after it.
fn is_reduced(document: &Document, first: usize, one: &Attribution) -> bool {
    let bare = one_of!(
        document.word(first),
        "thought considered believed said alleged expected understood reported rumoured rumored feared \
         suspected tipped known deemed"
    );
    let after = one.cue.last().and_then(|cue| ends(document, *cue)).map_or(first, |(_, last)| last);
    let to = if document.word(after) == "to" { after } else { after + 1 };
    bare && document.word_or_empty(to) == "to" && matches!(document.word_or_empty(to + 1), "be" | "have")
}

/// One past the name of whoever does it, after "by"; none for a means ("by telephone").
fn agent(document: &Document, by: usize, one: &Attribution) -> Option<usize> {
    let begins = document.tokens.get(by + 1)?;
    let (word, plural) = (document.word(by + 1), document.word_or_empty(by + 1).ends_with('s'));
    if begins.shape == Shape::Lower && !is_determiner(word) && !plural && !one_of!(word, "police someone her his their")
        || one_of!(word, "means")
    {
        return None;
    }
    let content =
        one.content.iter().filter_map(|part| ends(document, *part)).map(|(first, _)| first).find(|&at| at > by);
    let end = content.unwrap_or(by + 2);
    (end > by + 1 && end <= by + 1 + AGENT).then_some(end)
}

/// Participles whose passive subject is the one spoken to.
fn is_address(word: &str) -> bool {
    one_of!(
        word,
        "told asked urged encouraged advised warned informed reminded assured promised ordered notified instructed \
         cautioned briefed"
    )
}

/// Participles whose passive subject is spoken of rather than speaks.
fn is_spoken_of(document: &Document, verb: usize) -> bool {
    let word = document.word(verb);
    verbs::frames(word).is_some_and(|frames| frames.has(Frames::PASSIVE)) && !word.ends_with("ing")
        || word == "called" && !one_of!(document.word_or_empty(verb + 1), "for on in up to off upon into")
        || one_of!(
            word,
            "seen considered described accused deemed known rumoured rumored tipped suspected blamed \
             charged believed projected billed criticised criticized regarded viewed credited praised hailed labelled labeled \
             castigated lambasted condemned dubbed mocked derided denounced branded attributed likened"
        )
}

/// Participles after "to be" whose subject thinks, feels or means to do something, or that do not tell who speaks.
fn is_of_mind(word: &str) -> bool {
    one_of!(
        word,
        "concerned worried convinced delighted surprised determined interested impressed divided pleased prepared opposed \
         committed disappointed inclined undecided outraged united excited frustrated puzzled intrigued alarmed thrilled shocked \
         stunned saddened disgusted dismayed appalled horrified angered annoyed relieved reassured satisfied heartened \
         embarrassed tempted resigned scared frightened terrified tired troubled moved honored honoured touched humbled poised pledged \
         braced agreed startled baffled bemused amused confused irritated infuriated incensed devastated minded persuaded \
         obliged quoted cited aligned focused dedicated devoted engaged supposed unconvinced unimpressed unmoved undaunted \
         ashamed perplexed bewildered mystified exasperated enraged aggrieved offended flattered overjoyed encouraged \
         embittered miffed peeved approached contacted reached filed raised expressed voiced fascinated struck bored \
         gratified unperturbed unconcerned unfazed undeterred mistaken reserved mixed agitated"
    )
}
