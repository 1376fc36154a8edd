//! Speakers that layout names: labels before a colon (headlines, interviews, transcripts) and signatures after a dash.

use crate::table::HashMap;
use std::ops::Range;

use super::Attribution;
use super::claims::{Claims, is_word, ruled, span, words};
use super::confidence::{LABELLED, PULLED, SIGNED};
use super::grammar::is_auxiliary;
use crate::Span;
use crate::text::label::label;
use crate::text::verbs;
use crate::text::{Document, Shape, Spacing, ZoneKind};

/// Most words of a signature.
const SIGNATURE: usize = 12;

/// Adds what labels and signatures ascribe, where no attribution covers it.
pub fn add(document: &Document, found: &mut Vec<Attribution>) {
    let claims = Claims::new(document, found);
    let mut added = Vec::new();
    let labelled: Vec<Option<(Span, usize)>> = document
        .paragraphs
        .iter()
        .map(|paragraph| label(document, paragraph).map(|label| (label.speaker, label.after)))
        .collect();
    let several = several(document, &labelled);
    for index in 0..document.paragraphs.len() {
        let tokens = document.tokens_of_paragraph(index);
        if let Some((speaker, after)) = labelled[index] {
            let headline = document.zone_at(tokens_start(document, tokens.start)) == ZoneKind::Headline;
            let content = without_marks(document, after..tokens.end);
            if (headline || several[index] || starts_quoted(document, after))
                && is_free(document, &claims, content.clone())
            {
                added.push(ascribed(document, vec![speaker], content, LABELLED, "a speaker's label"));
            }
        } else if let Some((content, speaker)) = signature(document, tokens.clone())
            && is_free(document, &claims, content.clone())
        {
            added.push(ascribed(document, vec![speaker], content, SIGNED, "a name that signs the words above it"));
        }
    }
    found.extend(added);
    pull_quotes(document, found);
}

/// A paragraph whose last line is only a name, perhaps with a role: the words before are that person's.
fn pull_quotes(document: &Document, found: &mut Vec<Attribution>) {
    let claims = Claims::new(document, found);
    let mut added = Vec::new();
    for (index, paragraph) in document.paragraphs.iter().enumerate() {
        let tokens = document.tokens_of_paragraph(index);
        if paragraph.end - paragraph.first < 2 {
            continue;
        }
        let name = document.tokens_of_sentence(paragraph.end as usize - 1);
        let content = without_marks(document, tokens.start..name.start);
        let outside = |token: usize| claims.cue(token).or(claims.content(token)).is_some();
        if words(document, content.clone()) < 6 || name.clone().any(outside) || !is_full_name(document, name.clone()) {
            continue;
        }
        let end = name.clone().find(|&at| document.word(at) == ",").unwrap_or(name.end);
        added.push(ascribed(
            document,
            vec![span(document, name.start..end)],
            content,
            PULLED,
            "a name below the words it signs",
        ));
    }
    found.extend(added);
}

/// "Ann Day", "Ann Day, head of the harbour": two to four capitalised words, then at most a role, and no verb.
fn is_full_name(document: &Document, tokens: Range<usize>) -> bool {
    let end = tokens.clone().find(|&at| document.word(at) == ",").unwrap_or(tokens.end);
    let name = tokens.start..end;
    let capital = |at: usize| matches!(document.tokens[at].shape, Shape::Capitalised | Shape::Upper | Shape::Mixed);
    let plain = name.clone().all(|at| capital(at) || one_of!(document.word(at), "- . ’ '"));
    let verb = tokens.clone().any(|at| is_auxiliary(document.word(at)) || verbs::frames(document.word(at)).is_some());
    (2..=4).contains(&words(document, name)) && plain && !verb && tokens.len() <= SIGNATURE && is_name(document, tokens)
}

/// Which labels are a speaker's: those that come again, and those like "Q" or in capitals where there are others like them.
fn several(document: &Document, labelled: &[Option<(Span, usize)>]) -> Vec<bool> {
    let mut times: HashMap<&str, usize> = HashMap::new();
    for (speaker, _) in labelled.iter().flatten() {
        *times.entry(document.slice(*speaker)).or_default() += 1;
    }
    let upper = |words: &str| !words.chars().any(char::is_lowercase);
    let uppers = times.keys().filter(|words| upper(words)).count();
    let is_one = |words: &str| times[words] > 1 || upper(words) && uppers > 1;
    labelled.iter().map(|label| label.is_some_and(|(speaker, _)| is_one(document.slice(speaker)))).collect()
}

fn tokens_start(document: &Document, token: usize) -> u32 {
    document.tokens[token].span.start
}

fn starts_quoted(document: &Document, token: usize) -> bool {
    one_of!(document.word_or_empty(token), "“ ” \" ‘ ' « „")
}

/// The tokens without a full stop at the end.
fn without_marks(document: &Document, tokens: Range<usize>) -> Range<usize> {
    let stop = tokens.len() > 1 && document.word(tokens.end - 1) == ".";
    tokens.start..tokens.end - usize::from(stop)
}

/// Whether there are words, and attributions claim less than a third of them.
fn is_free(document: &Document, claims: &Claims, tokens: Range<usize>) -> bool {
    let count = words(document, tokens.clone());
    let claimed = tokens.filter(|&token| is_word(document, token) && claims.content(token).is_some()).count();
    count > 0 && claimed * 3 <= count
}

fn ascribed(
    document: &Document,
    source: Vec<Span>,
    content: Range<usize>,
    confidence: f32,
    reason: &str,
) -> Attribution {
    ruled(document, source, None, vec![span(document, content)], confidence, reason)
}

/// A paragraph that ends "… ― Ann Day, Leeds", or whose last line is only a dash and a name: its words, and the name.
fn signature(document: &Document, tokens: Range<usize>) -> Option<(Range<usize>, Span)> {
    let tokens = without_marks(document, tokens);
    let from = tokens.end.saturating_sub(SIGNATURE + 4).max(tokens.start);
    let dash = (from..tokens.end).rev().find(|&at| one_of!(document.word(at), "― — –"))?;
    if dash == tokens.start
        || dash + 1 == tokens.end
        || document.tokens[dash].spacing == Spacing::None && !closes(document, dash)
    {
        return None;
    }
    let before = document.word(dash - 1);
    // A title in a list of references has no full stop inside its marks.
    let inner = if closes(document, dash) { document.word_or_empty(dash.wrapping_sub(2)) } else { before };
    let quoted = one_of!(inner, ". ! ? … ’ '");
    let content = tokens.start..dash;
    if !quoted || !starts_quoted(document, content.start) && before != "." || !is_name(document, dash + 1..tokens.end) {
        return None;
    }
    let end = (dash + 1..tokens.end).find(|&at| document.word(at) == ",").unwrap_or(tokens.end);
    (words(document, content.clone()) > 3).then(|| (content, span(document, dash + 1..end)))
}

fn closes(document: &Document, token: usize) -> bool {
    one_of!(document.word(token - 1), "” \" ’ ' »")
}

/// A few capitalised words at the start, no full stop, no verb-like run of small words.
fn is_name(document: &Document, tokens: Range<usize>) -> bool {
    let name = |at: usize| matches!(document.tokens[at].shape, Shape::Capitalised | Shape::Upper | Shape::Mixed);
    let small = tokens.clone().filter(|&at| document.tokens[at].shape == Shape::Lower).count();
    !tokens.is_empty()
        && tokens.len() <= SIGNATURE + 3
        && name(tokens.start)
        && small <= 5
        && document.word(tokens.end - 1) != "."
}
