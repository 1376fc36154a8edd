//! Weights: how much each feature of a reading speaks for each act and side, `data/stance_weights.txt`.
//!
//! Log-linear: the score of an act is the sum of the weights of the features that hold, the probability its softmax. The
//! weights are fitted on labelled attributions by `train/stance_lexicon.py`; the features are the lexicon's groups by place.

use crate::table::HashMap;
use std::sync::OnceLock;

use super::{Act, Side};

/// Number of acts.
pub const ACTS: usize = 16;
/// Number of sides.
pub const SIDES: usize = 3;

/// The sides each act can take, by what the words mean: a denial is against, a statement takes none.
const FITS: [(Act, &[Side]); ACTS] = {
    use Side::{Against, For, Neutral};
    [
        (Act::State, &[Neutral]),
        (Act::Affirm, &[For, Neutral]),
        (Act::Admit, &[Against, Neutral]),
        (Act::Deny, &[Against]),
        (Act::Doubt, &[Against, Neutral]),
        (Act::Support, &[For]),
        (Act::Seek, &[For, Against]),
        (Act::Commit, &[For, Against]),
        (Act::Urge, &[For, Against]),
        (Act::Criticise, &[Against]),
        (Act::Accuse, &[Against]),
        (Act::Reject, &[Against]),
        (Act::Warn, &[Against]),
        (Act::Expect, &[For, Against, Neutral]),
        (Act::Decide, &[For, Against, Neutral]),
        (Act::NoComment, &[Neutral]),
    ]
};

/// Number of pairs of an act and a side that fit.
pub const PAIRS: usize = 26;

/// A score of every pair, in the order of [`pairs`].
pub type Scores = [f32; PAIRS];

/// The pairs of an act and a side that fit each other, by act.
pub fn pairs() -> impl Iterator<Item = (Act, Side)> {
    FITS.iter().flat_map(|(act, sides)| sides.iter().map(move |side| (*act, *side)))
}

/// The parsed weights.
#[derive(Debug, Default)]
pub struct Weights {
    rows: HashMap<String, Vec<(u8, f32)>>,
}

impl Weights {
    /// The weights of the crate.
    pub fn embedded() -> &'static Weights {
        static WEIGHTS: OnceLock<Weights> = OnceLock::new();
        WEIGHTS.get_or_init(|| Weights::parse(include_str!("../../data/stance_weights.txt")))
    }

    /// Reads lines of a feature and its weights in tenths, each behind the letter of its pair, `a` the first of [`pairs`]:
    /// `cue.reject r120 a-90`. What cannot be read is passed over.
    pub fn parse(file: &str) -> Weights {
        let mut rows = HashMap::new();
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split_whitespace();
            let Some(name) = fields.next() else { continue };
            let weight = |field: &str| {
                let at = field.bytes().next()?.checked_sub(b'a').filter(|at| usize::from(*at) < PAIRS)?;
                Some((at, field.get(1..)?.parse::<i32>().ok()? as f32 / 10.0))
            };
            rows.insert(name.to_owned(), fields.filter_map(weight).collect());
        }
        Weights { rows }
    }

    /// The sums of the weights of `features`.
    pub fn scores<'f>(&self, features: impl IntoIterator<Item = &'f str>) -> Scores {
        let mut scores = [0.0; PAIRS];
        for feature in features {
            for &(output, weight) in self.rows.get(feature).into_iter().flatten() {
                scores[output as usize] += weight;
            }
        }
        scores
    }

    /// What one feature says of one pair.
    pub fn of(&self, feature: &str, pair: usize) -> f32 {
        let row = self.rows.get(feature).into_iter().flatten();
        row.filter(|(at, _)| *at as usize == pair).map(|(_, weight)| weight).sum()
    }
}

/// Turns scores into probabilities, in place.
pub fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - most).exp();
        sum += *score;
    }
    scores.iter_mut().for_each(|score| *score /= sum);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_what_it_knows() {
        let weights = Weights::parse("# a note\na r10 s5\nb r-5 ~3 a state\n");
        let reject = pairs().position(|pair| pair == (Act::Reject, Side::Against)).unwrap();
        assert_eq!(weights.scores(["a", "b", "c"])[reject], 0.5);
        assert_eq!(weights.scores(["c"])[reject], 0.0);
        assert_eq!(weights.of("a", reject), 1.0);
        assert_eq!(weights.scores(["b"]).iter().sum::<f32>(), -0.5);
    }

    #[test]
    fn every_pair_has_its_place() {
        assert_eq!((Act::ALL.len(), Side::ALL.len(), pairs().count()), (ACTS, SIDES, PAIRS));
        assert!(FITS.iter().map(|row| row.0).eq(Act::ALL.iter().copied()));
        let mut scores = [1.0, 1.0, -90.0];
        softmax(&mut scores);
        assert!((scores[0] - 0.5).abs() < 1e-6 && scores[2] >= 0.0);
    }
}
