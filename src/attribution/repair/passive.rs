//! The passive: who is accused, promised or told something is not who accuses, promises or tells.

use super::ends;
use crate::attribution::claims::span;
use crate::attribution::grammar::{is_adverb, is_auxiliary, is_be, is_determiner};
use crate::attribution::{Attribution, SourceState};
use crate::text::verbs::{self, Frames};
use crate::text::{Document, Shape, ZoneKind};

/// Longest name of an agent, in tokens.
const AGENT: usize = 8;

/// "The mayor was accused of …", "Low rang and was told to wait": the subject is spoken of or to. It speaks nowhere; the agent does,
/// if there is one.
pub fn mend(document: &Document, one: &mut Attribution) {
    let ([source], [cue]) = (&one.source[..], &one.cue[..]) else { return };
    let (Some((first, last)), Some((_, end))) = (ends(document, *cue), ends(document, *source)) else { return };
    // "Bank “hid losses”, court told": by somebody.
    let lone = first == last && document.word(first) == "told" && end + 1 == first;
    if lone && document.tokens.get(last + 1).is_none_or(|next| next.paragraph != document.tokens[last].paragraph) {
        one.source.clear();
        one.source_state = SourceState::Hearsay;
        one.reasons.push("who was told is not who tells".into());
        return;
    }
    let before = document.word_or_empty(first.wrapping_sub(1));
    let adjacent = end + 1 == first || end + 2 == first && before == ",";
    let again = end < first && one_of!(before, "and but then who which");
    if !adjacent && !again {
        return;
    }
    let reduced = || is_reduced(document, first, last, one).then_some(first);
    let Some(verb) = participle(document, first, last).or_else(reduced) else { return };
    let addressed = is_address(document.word(verb));
    // "has been asked to | comment": whoever is asked is who has not spoken.
    let asked = document.word(verb) == "asked" && document.word_or_empty(verb + 2) == "comment";
    if asked || is_sentence(document.word(verb)) {
        return;
    }
    if !addressed && !is_spoken_of(document, verb) && !is_followed(document, verb) {
        return;
    }
    let by = (verb + 1..(verb + 4).min(document.tokens.len())).find(|&token| document.word(token) == "by");
    if let Some((by, end)) = by.filter(|&by| by <= last + 1).and_then(|by| Some((by, agent(document, by, one)?))) {
        let (subject, agent) = (*source, span(document, by + 1..end));
        one.cue[0].end = one.cue[0].end.max(document.tokens[by].span.end);
        one.source = vec![agent];
        for part in one.content.iter_mut().filter(|part| part.contains(agent)) {
            part.start = document.tokens[end].span.start.min(part.end);
        }
        if !addressed && adjacent {
            one.content.insert(0, subject);
        }
        one.reasons.push("the agent after “by”".into());
        return;
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
    let reduced = || is_followed(document, first).then_some(first);
    let Some(verb) = participle(document, first, last).or_else(reduced) else { return false };
    let (word, after) = (document.word(verb), document.word_or_empty(last + 1));
    if is_sentence(word) && is_followed(document, verb) && document.word(last) != "by" {
        return true;
    }
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

/// "a man thought to be …", "Mayor accused of lying": a participle alone, and after it what no active verb has there.
fn is_reduced(document: &Document, first: usize, last: usize, one: &Attribution) -> bool {
    if first + 1 >= last && is_followed(document, first) {
        return true;
    }
    let bare = one_of!(
        document.word(first),
        "thought considered believed said alleged expected understood reported rumoured rumored feared \
         suspected tipped known deemed"
    );
    let after = one.cue.last().and_then(|cue| ends(document, *cue)).map_or(first, |(_, last)| last);
    let to = if document.word(after) == "to" { after } else { after + 1 };
    bare && document.word_or_empty(to) == "to" && matches!(document.word_or_empty(to + 1), "be" | "have")
}

/// Whether a participle is followed by what its active form never has: "accused of", "blamed for", "urged to", "criticised by".
fn is_followed(document: &Document, verb: usize) -> bool {
    let word = document.word(verb);
    match document.word_or_empty(verb + 1) {
        "of" => one_of!(word, "accused suspected convicted acquitted cleared"),
        "for" => one_of!(word, "blamed criticised criticized praised slammed condemned jailed fined arrested sacked"),
        "over" => {
            one_of!(word, "criticised criticized quizzed grilled slammed condemned sacked arrested")
                || word == "warned" && document.zone_at(document.tokens[verb].span.start) == ZoneKind::Headline
        }
        "by" => {
            one_of!(word, "criticised criticized praised accused warned urged told blamed condemned backed slammed")
        }
        "to" => one_of!(word, "told urged ordered"),
        "with" => word == "charged",
        _ => false,
    }
}

/// What a court or an employer does to somebody.
fn is_sentence(word: &str) -> bool {
    one_of!(word, "cleared acquitted convicted jailed fined sacked arrested")
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
    let stops = |&at: &usize| {
        document.tokens[at].shape == Shape::Mark
            || one_of!(document.word(at), "of as for that to over in on at with and who")
    };
    let limit = document.tokens.len().min(by + 2 + AGENT);
    let content =
        one.content.iter().filter_map(|part| ends(document, *part)).map(|(first, _)| first).find(|&at| at > by + 1);
    let end = (by + 2..limit).find(stops)?.min(content.unwrap_or(limit));
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
