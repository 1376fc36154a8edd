//! "The Herald quoted Ann Day as saying …", "Ann Day was quoted by the Herald as saying …": the words are hers, whoever quotes them.

use std::ops::Range;

use super::Attribution;
use super::claims::{is_word, ruled, span};
use super::confidence::QUOTING;
use super::grammar::{is_be, subject};
use super::repair::ends;
use crate::Span;
use crate::table::HashMap;
use crate::text::Document;

/// Most tokens between "quoted" and "as saying", and of who quotes.
const REACH: usize = 16;

/// What such a clause tells.
struct Quoting {
    /// The token "quoted".
    quoted: usize,
    speaker: Range<usize>,
    /// All of the clause but what is said.
    whole: Range<usize>,
    /// First token behind it.
    after: usize,
}

/// Puts one attribution in the place of what was found in each such clause.
pub fn mend(document: &Document, found: &mut Vec<Attribution>) {
    let all: Vec<Quoting> = (1..document.tokens.len()).filter_map(|at| quoting(document, at)).collect();
    if all.is_empty() {
        return;
    }
    let clause_at: HashMap<usize, usize> =
        all.iter().enumerate().flat_map(|(index, one)| one.whole.clone().map(move |at| (at, index))).collect();
    let clause_of = |other: &Attribution| {
        let (first, _) = ends(document, *other.cue.first()?)?;
        clause_at.get(&first).copied()
    };
    // "“It is late,” the Herald quoted her as saying.": what stands before the clause, as the tagger found it.
    let mut before: Vec<Vec<Span>> = vec![Vec::new(); all.len()];
    for other in found.iter() {
        let Some(index) = clause_of(other) else { continue };
        let begin = all[index].whole.start;
        let parts = other.content.iter().map(|part| document.tokens_in(*part)).filter(|part| part.start < begin);
        before[index]
            .extend(parts.map(|part| span(document, part.start..last_word(document, part.start..part.end.min(begin)))));
    }
    let made: Vec<Option<Attribution>> =
        all.iter().zip(before).map(|(one, before)| attribution(document, one, before)).collect();
    found.retain(|other| clause_of(other).is_none_or(|index| made[index].is_none()));
    found.extend(made.into_iter().flatten());
}

/// What the clause ascribes: the words behind it, else those `before` it; none where there are neither.
fn attribution(document: &Document, one: &Quoting, before: Vec<Span>) -> Option<Attribution> {
    let sentence = document.tokens_of_sentence(document.tokens[one.quoted].sentence as usize);
    let begin = one.whole.start;
    let mut content = before;
    if (one.after..sentence.end).any(|at| is_word(document, at)) {
        // A quotation that begins here is told to its end.
        let within = (one.after..sentence.end).find_map(|at| document.tokens[at].quotation);
        let whole = within.map(|index| document.quotations[index as usize].span);
        let end = whole.map_or(0, |whole| document.tokens_in(whole).end).max(sentence.end);
        let first = (one.after..end).find(|&at| is_word(document, at) || document.tokens[at].quotation.is_some())?;
        content = vec![span(document, first..last_word(document, first..end))];
    } else if content.is_empty() && begin > sentence.start + 1 && document.word(begin - 1) == "," {
        content.push(span(document, sentence.start..begin - 1));
    }
    content.dedup();
    if content.is_empty() {
        return None;
    }
    let speaker = vec![span(document, one.speaker.clone())];
    let mut made = ruled(document, speaker, None, content, QUOTING, "quoted as saying");
    // The cue is all of the clause but those who quote and are quoted.
    let first = one.quoted - usize::from(is_be(document.word(one.quoted - 1)));
    let saying = one.whole.end - 2..one.whole.end;
    made.cue = if one.quoted + 1 == saying.start {
        vec![span(document, first..saying.end)]
    } else {
        [first..one.quoted + 1, saying].map(|cue| span(document, cue)).into()
    };
    Some(made)
}

/// Reads the clause around a token, if it is "quoted" or the like and "as saying" follows.
fn quoting(document: &Document, quoted: usize) -> Option<Quoting> {
    if !one_of!(document.word(quoted), "quoted quotes quoting cited cites citing") {
        return None;
    }
    let sentence = document.tokens_of_sentence(document.tokens[quoted].sentence as usize);
    let limit = sentence.end.min(quoted + REACH);
    let saying = (quoted + 2..limit).find(|&at| {
        document.word(at - 1) == "as" && one_of!(document.word(at), "saying telling writing calling warning")
    })?;
    let passive = is_be(document.word(quoted - 1));
    let first = if passive { quoted - 1 } else { quoted };
    // "The mayor, Ann Day, was quoted"
    let end = first - usize::from(passive && document.word(first.saturating_sub(1)) == ",");
    let subject = subject(document, end, sentence.start).filter(|_| passive || document.word(quoted) != "quoting");
    let speaker = if passive { subject.clone()? } else { quoted + 1..saying - 1 };
    if speaker.is_empty() || speaker.len() > REACH || document.word(saying) == "telling" && saying + 1 >= sentence.end {
        return None;
    }
    // "was quoted as saying by the Herald that"
    let mut after = saying + 1;
    if passive && after + 1 < sentence.end && document.word(after) == "by" {
        let stop = (after + 1..limit.max(after + 2)).find(|&at| !is_word(document, at) || document.word(at) == "that");
        after = stop.unwrap_or(sentence.end);
    }
    let whole = subject.map_or(first, |subject| subject.start)..saying + 1;
    Some(Quoting { quoted, speaker, whole, after })
}

/// One past the last word or closing mark of a range.
fn last_word(document: &Document, range: Range<usize>) -> usize {
    let closes = |at: &usize| is_word(document, *at) || one_of!(document.word(*at), "\" ”");
    range.clone().rev().find(closes).map_or(range.end, |at| at + 1)
}
