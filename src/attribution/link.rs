//! What belongs to each cue: its source and its content.

use super::cue::Cue;
use super::{Attribution, Form, SourceState};
use crate::Span;
use crate::encode::{Encoding, Linker};
use crate::model::Model;
use crate::text::{Document, QuotationKind};

/// Content of which one token in the middle is missing is one run.
const GAP: usize = 1;
/// A run of content with less than this share of the mass of the cue's largest run is dropped.
const LEAST_SHARE: f32 = 0.05;
/// The same for runs of up to three tokens after the cue; before it they open sentences ("But", "Today").
const CRUMB: usize = 3;
const CRUMB_SHARE: f32 = 0.15;

/// Least chance of being content that one cue gives the words of another which it tells of.
const NESTED: f32 = 0.5;

/// What the net says of one cue, as far as it may matter: tokens from `start` on, [source, content] each.
struct Claim {
    start: usize,
    chances: Vec<[f32; 2]>,
}

impl Claim {
    fn content(&self, token: usize) -> f32 {
        token.checked_sub(self.start).and_then(|at| self.chances.get(at)).map_or(0.0, |chance| chance[1])
    }
}

/// Finds source and content of every cue.
///
/// Each token of content goes to the cue that claims it most, and to others that claim it where one tells of the other ("she said he
/// had promised to pay": the promise is told by both); one-token gaps are filled and small runs dropped; the source is the
/// best run of tokens outside the content. Confidence is p(cue) × mean p(content), then calibrated. Linear in the text: each cue
/// sees a window of bounded length.
pub fn link(document: &Document, model: &Model, encoding: &Encoding, cues: &[Cue]) -> Vec<Attribution> {
    let thresholds = &model.tagger.thresholds;
    let mut linker = Linker::default();
    let claims: Vec<Claim> = cues.iter().map(|cue| claim(&mut linker, encoding, model, cue)).collect();
    let mut owner = vec![(thresholds.content, usize::MAX); encoding.tokens()];
    for (index, (claim, cue)) in claims.iter().zip(cues).enumerate() {
        for (at, &[_, content]) in claim.chances.iter().enumerate() {
            let token = claim.start + at;
            if content > owner[token].0 && !(cue.first..=cue.last).contains(&token) {
                owner[token] = (content, index);
            }
        }
    }
    let tells =
        |one: usize, of: usize| (cues[of].first..=cues[of].last).all(|token| claims[one].content(token) > NESTED);
    let nested = |a: usize, b: usize| tells(a, b) != tells(b, a);
    let mut found = Vec::new();
    for (index, (claim, cue)) in claims.iter().zip(cues).enumerate() {
        let owned = (claim.start..claim.start + claim.chances.len()).filter(|&token| {
            let (_, owner) = owner[token];
            let mine = owner == index;
            mine || owner != usize::MAX && claim.content(token) > thresholds.content && nested(owner, index)
        });
        let content = content_tokens(owned, claim, cue);
        let words = content.iter().copied().filter(|&token| is_word(document, token));
        let (count, sum) = words.fold((0u32, 0.0f32), |(count, sum), token| (count + 1, sum + claim.content(token)));
        if count == 0 {
            continue;
        }
        let raw = cue.score * (sum / count as f32);
        if raw < thresholds.attribution {
            continue;
        }
        let source = source_tokens(claim, thresholds.source, &content);
        let source_state = if source.is_empty() { SourceState::Hearsay } else { SourceState::Expressed };
        found.push(Attribution {
            source: spans(document, &source),
            cue: vec![document.tokens[cue.first].span.cover(document.tokens[cue.last].span)],
            form: form(document, &content),
            content: spans(document, &content),
            source_state,
            carried_from: None,
            parent: None,
            confidence: model.calibrated(raw),
            reasons: Vec::new(),
        });
    }
    crate::order::sort_by_key(&mut found, |one| one.source.iter().chain(&one.cue).chain(&one.content).min().copied());
    found
}

/// Asks the net, and keeps what lies between the first and last token that may matter.
fn claim(linker: &mut Linker, encoding: &Encoding, model: &Model, cue: &Cue) -> Claim {
    let thresholds = &model.tagger.thresholds;
    let (start, chances) = linker.belongs(encoding, model, cue.first, cue.last);
    let matters = |chance: &[f32; 3]| chance[1] > thresholds.source || chance[2] > thresholds.content;
    let first = chances.iter().position(matters).unwrap_or(0);
    let end = chances.iter().rposition(matters).map_or(0, |last| last + 1);
    let chances = chances[first.min(end)..end].iter().map(|&[_, source, content]| [source, content]).collect();
    Claim { start: start + first, chances }
}

/// The tokens of the content: the cue's own, with gaps filled and small runs dropped.
fn content_tokens(owned: impl Iterator<Item = usize>, claim: &Claim, cue: &Cue) -> Vec<usize> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for token in owned {
        match runs.last_mut() {
            Some((_, last)) if token - *last <= GAP + 1 => *last = token,
            _ => runs.push((token, token)),
        }
    }
    let mass = |&(first, last): &(usize, usize)| (first..=last).map(|token| claim.content(token)).sum::<f32>();
    let most = runs.iter().map(mass).fold(0.0, f32::max);
    let crumb = |run: &(usize, usize)| run.1 - run.0 < CRUMB && run.0 > cue.last;
    runs.retain(|run| mass(run) >= if crumb(run) { CRUMB_SHARE } else { LEAST_SHARE } * most);
    let tokens = runs.iter().flat_map(|&(first, last)| first..=last);
    tokens.filter(|token| !(cue.first..=cue.last).contains(token)).collect()
}

/// The tokens of the best run that may be the source: the one with the surest token, longer ones preferred a little.
fn source_tokens(claim: &Claim, least: f32, content: &[usize]) -> Vec<usize> {
    let mut best: Option<(f32, usize, usize)> = None;
    let mut at = 0;
    while at < claim.chances.len() {
        let run = claim.chances[at..].iter().take_while(|chance| chance[0] > least);
        let (length, most, sum) = run.fold((0, 0.0f32, 0.0f32), |(length, most, sum), chance| {
            (length + 1, most.max(chance[0]), sum + chance[0])
        });
        let weight = most + 0.01 * sum;
        if length > 0 && best.is_none_or(|(known, ..)| weight > known) {
            best = Some((weight, claim.start + at, length));
        }
        at += length + 1;
    }
    let Some((_, first, length)) = best else { return Vec::new() };
    (first..first + length).filter(|token| content.binary_search(token).is_err()).collect()
}

fn is_word(document: &Document, token: usize) -> bool {
    document.word(token).chars().next().is_some_and(|first| first == '_' || first.is_alphanumeric())
}

/// Spans of runs of tokens.
fn spans(document: &Document, tokens: &[usize]) -> Vec<Span> {
    let runs = tokens.chunk_by(|before, after| before + 1 == *after);
    runs.map(|run| document.tokens[run[0]].span.cover(document.tokens[run[run.len() - 1]].span)).collect()
}

/// How much of the content lies in quotation marks that mean speech.
fn form(document: &Document, content: &[usize]) -> Form {
    let spoken = |token: usize| {
        let mut quotation = document.tokens[token].quotation;
        while let Some(found) = quotation.and_then(|index| document.quotations.get(index as usize)) {
            if found.kind == QuotationKind::Speech {
                return true;
            }
            quotation = found.parent;
        }
        false
    };
    let words = || content.iter().copied().filter(|&token| is_word(document, token));
    match (words().any(spoken), words().all(spoken)) {
        (true, true) => Form::Direct,
        (true, false) => Form::Mixed,
        (false, _) => Form::Indirect,
    }
}

#[cfg(test)]
mod tests {
    use super::super::cue::cues;
    use super::*;

    fn found(text: &str) -> Vec<(Vec<&str>, Vec<&str>, Form, SourceState)> {
        let (document, model) = (Document::new(text), Model::embedded());
        let mut encoding = Encoding::new(&document, model);
        while encoding.step(&document, model, usize::MAX) < document.tokens.len() {}
        let words = |spans: &[Span]| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>();
        link(&document, model, &encoding, &cues(&document, model, &encoding))
            .iter()
            .map(|one| (words(&one.source), words(&one.content), one.form, one.source_state))
            .collect()
    }

    #[test]
    fn links_what_belongs_and_nothing_where_nothing_does() {
        let expressed = SourceState::Expressed;
        for (text, expected) in [
            (
                "The minister said the northern road would be closed for a week.",
                vec![(
                    vec!["The minister"],
                    vec!["the northern road would be closed for a week"],
                    Form::Indirect,
                    expressed,
                )],
            ),
            (
                "“We are ready for the storm,” Ms. Halloran told reporters.",
                vec![(vec!["Ms. Halloran"], vec!["“We are ready for the storm,”"], Form::Direct, expressed)],
            ),
            (
                "The mayor said the plan was “a gift to the rich” and would fail.",
                vec![(
                    vec!["The mayor"],
                    vec!["the plan was “a gift to the rich” and would fail"],
                    Form::Mixed,
                    expressed,
                )],
            ),
            ("The northern road was closed for a week.", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn small_runs_fall_away_and_gaps_close() {
        let claim = Claim { start: 10, chances: [0.9, 0.9, 0.3, 0.9, 0.0, 0.0, 0.0, 0.5].map(|p| [0.0, p]).to_vec() };
        let cue = Cue { first: 11, last: 11, score: 1.0 };
        let tokens = |owned: &[usize]| content_tokens(owned.iter().copied(), &claim, &cue);
        assert_eq!(tokens(&[10, 13]), [10, 13], "two tokens are missing between: no gap is filled");
        assert_eq!(tokens(&[10, 12, 13]), [10, 12, 13], "the cue is no part of what fills a gap");
        assert_eq!(tokens(&[12, 13, 17]), [12, 13, 17], "a run of a third of the mass stays");
        assert_eq!(tokens(&[10, 11, 13, 17]), [10, 12, 13, 17]);
        let heavy = [vec![0.9; 12], vec![0.0; 3], vec![0.5]].concat();
        let heavy = Claim { start: 10, chances: heavy.into_iter().map(|p| [0.0, p]).collect() };
        let cue = Cue { first: 30, last: 30, score: 1.0 };
        let whole: Vec<usize> = (10..22).collect();
        assert_eq!(content_tokens((10..22).chain([25]), &heavy, &cue), whole, "a crumb falls");
    }

    #[test]
    fn the_surest_run_is_the_source() {
        let claim = Claim { start: 5, chances: [0.6, 0.0, 0.9, 0.5, 0.0, 0.89].map(|p| [p, 0.0]).to_vec() };
        assert_eq!(source_tokens(&claim, 0.15, &[]), [7, 8]);
        assert_eq!(source_tokens(&claim, 0.15, &[7]), [8], "content is no source");
        assert_eq!(source_tokens(&claim, 0.95, &[]), Vec::<usize>::new());
    }
}
