//! What the model's heads say of an attribution: the sequence of words they read, as in training.

use super::weights::{ACTS, SIDES};
use crate::Span;
use crate::attribution::Attribution;
use crate::encode::Encoding;
use crate::model::{HeadInput, HeadRole, Model, head_hashes};
use crate::text::Document;

/// Most tokens read of an attribution; of the text before and after it; and of a gap between its parts.
const LONGEST: usize = 64;
const BEFORE: usize = 8;
const AFTER: usize = 4;
const GAP: usize = 8;

/// What the heads say of an attribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Learned {
    /// Log-probabilities of the acts, in the order of [`Act::ALL`].
    pub act: [f32; ACTS],
    /// Log-probabilities of the sides, in the order of [`Side::ALL`].
    pub side: [f32; SIDES],
    /// The stretch that names the target best.
    pub target: Option<Span>,
    /// How far above the limit for giving a target it is.
    pub margin: f32,
}

/// Asks the heads. None where the model has none.
pub fn learned(document: &Document, model: &Model, encoding: &Encoding, attribution: &Attribution) -> Option<Learned> {
    let heads = model.heads.as_ref()?;
    let inputs = sequence(document, encoding, attribution);
    let words: Vec<u32> = inputs.iter().map(|input| encoding.word_row(input.token)).collect();
    let output = heads.read_stance(model, &inputs, &words, |token| encoding.state_bytes(token))?;
    // The heads' sides are neutral, for, against; the report's for, against, neutral.
    let side = [output.side[1], output.side[2], output.side[0]];
    let (first, last) = (inputs.get(output.target.0)?.token, inputs.get(output.target.1)?.token);
    let spans = document.tokens.get(first..=last)?;
    let target = spans.first().zip(spans.last()).map(|(first, last)| first.span.cover(last.span));
    Some(Learned { act: output.act, side, target, margin: output.margin - heads.threshold })
}

/// The tokens of source, cue and content with a few around and between them: the cue first, then the source, then the content
/// from its start, then the context nearest first, until [`LONGEST`] are chosen; in order of position.
fn sequence(document: &Document, encoding: &Encoding, attribution: &Attribution) -> Vec<HeadInput> {
    let touching = |span: &Span| document.tokens_touching(*span).take(4 * LONGEST);
    // Where parts overlap, the cue's word is the cue's, then the source's.
    let mut roles: Vec<(usize, HeadRole)> = Vec::new();
    let parts = [
        (&attribution.cue, HeadRole::Cue),
        (&attribution.source, HeadRole::Source),
        (&attribution.content, HeadRole::Content),
    ];
    for (spans, role) in parts {
        roles.extend(spans.iter().flat_map(touching).map(|token| (token, role)));
    }
    crate::order::sort_by_key(&mut roles, |&(token, _)| token);
    roles.dedup_by_key(|&mut (token, _)| token);
    let role_of = |token: usize| {
        let at = roles.binary_search_by_key(&token, |&(token, _)| token);
        at.map_or(HeadRole::Outside, |at| roles[at].1)
    };
    let inside: Vec<usize> = roles.iter().map(|&(token, _)| token).collect();
    let (Some(&first), Some(&last)) = (inside.first(), inside.last()) else { return Vec::new() };
    let mut ranked: Vec<(usize, usize)> = Vec::new();
    let mut seen = 0;
    for &(token, role) in &roles {
        let rank = match role {
            HeadRole::Content => {
                seen += 1;
                99 + seen
            }
            HeadRole::Cue => 0,
            _ => 1,
        };
        ranked.push((rank, token));
    }
    for pair in inside.windows(2).filter(|pair| pair[1] - pair[0] - 1 <= GAP) {
        ranked.extend((pair[0] + 1..pair[1]).map(|token| (140, token)));
    }
    let paragraph = |token: usize| encoding.paragraph(token);
    let before = (1..=BEFORE).filter_map(|distance| Some((120 + distance, first.checked_sub(distance)?)));
    ranked.extend(before.filter(|(_, token)| paragraph(*token) == paragraph(first)));
    let after = (1..=AFTER).map(|distance| (120 + distance, last + distance));
    ranked.extend(after.filter(|(_, token)| *token < document.tokens.len() && paragraph(*token) == paragraph(last)));
    // Where there is room for all, no rank decides.
    if ranked.len() > LONGEST {
        crate::order::sort(&mut ranked);
        ranked.truncate(LONGEST);
    }
    let mut kept: Vec<usize> = ranked.into_iter().map(|(_, token)| token).collect();
    crate::order::sort(&mut kept);
    let (mut content, mut cue) = (0usize, 0u8);
    kept.into_iter()
        .map(|token| {
            let role = role_of(token);
            let place = match role {
                HeadRole::Content => {
                    content += 1;
                    match content - 1 {
                        at @ 0..4 => at as u8 + 1,
                        4..8 => 5,
                        8..16 => 6,
                        16..32 => 7,
                        _ => 8,
                    }
                }
                HeadRole::Cue => {
                    cue = (cue + 1).min(3);
                    8 + cue
                }
                _ => 0,
            };
            let next = (token + 1 < document.tokens.len()).then(|| document.word(token + 1));
            let hashes = head_hashes(document.word(token), next);
            HeadInput { token, role, place, quote: encoding.quote_state(token), hashes }
        })
        .collect()
}
