//! Weights: how much each feature of a reading speaks for each act and side, `data/stance_weights.txt`.
//!
//! Log-linear: the score of an act is the sum of the weights of the features that hold, the probability its softmax. The
//! weights are fitted on labelled attributions by `train/stance_lexicon.py`; the features are the lexicon's groups by place.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::{Act, Side};

/// Number of acts.
pub const ACTS: usize = 16;
/// Number of sides.
pub const SIDES: usize = 3;

/// Scores of the acts, in the order of [`Act::ALL`], then of the sides, in the order of [`Side::ALL`].
pub type Scores = [f32; ACTS + SIDES];

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

    /// Reads lines of a feature and pairs of an act or side and its weight in hundredths: `cue.reject reject 120 against 90`.
    /// What cannot be read is passed over.
    pub fn parse(file: &str) -> Weights {
        let mut rows = HashMap::new();
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split_whitespace();
            let Some(name) = fields.next() else { continue };
            let mut row = Vec::new();
            while let (Some(output), Some(weight)) = (fields.next(), fields.next()) {
                let act = Act::ALL.iter().position(|act| act.word() == output);
                let side = Side::ALL.iter().position(|side| side.word() == output).map(|at| ACTS + at);
                if let (Some(at), Ok(weight)) = (act.or(side), weight.parse::<i32>()) {
                    row.push((at as u8, weight as f32 / 100.0));
                }
            }
            rows.insert(name.to_owned(), row);
        }
        Weights { rows }
    }

    /// The sums of the weights of `features`.
    pub fn scores<'f>(&self, features: impl IntoIterator<Item = &'f str>) -> Scores {
        let mut scores = [0.0; ACTS + SIDES];
        for feature in features {
            for &(output, weight) in self.rows.get(feature).into_iter().flatten() {
                scores[output as usize] += weight;
            }
        }
        scores
    }

    /// What one feature says of one output.
    pub fn of(&self, feature: &str, output: usize) -> f32 {
        let row = self.rows.get(feature).into_iter().flatten();
        row.filter(|(at, _)| *at as usize == output).map(|(_, weight)| weight).sum()
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
        let weights = Weights::parse("# a note\na reject 100 against 50\nb reject -25 nonsense 3 state x\n");
        let reject = Act::ALL.iter().position(|act| *act == Act::Reject).unwrap();
        assert_eq!(weights.scores(["a", "b", "c"])[reject], 0.75);
        assert_eq!(weights.scores(["c"])[reject], 0.0);
        assert_eq!(weights.of("a", reject), 1.0);
    }

    #[test]
    fn every_output_has_its_place() {
        assert_eq!((Act::ALL.len(), Side::ALL.len()), (ACTS, SIDES));
        let mut scores = [1.0, 1.0, -90.0];
        softmax(&mut scores);
        assert!((scores[0] - 0.5).abs() < 1e-6 && scores[2] >= 0.0);
    }
}
