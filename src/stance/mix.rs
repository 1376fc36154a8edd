//! Mixing: how lexicon and heads are weighed against each other, and what the other attributions of an article say.
//!
//! A source that criticises in one place seldom praises in the next: what it does elsewhere in the article, and the side of
//! the attribution before, count a little. All are log-linear: `data/stance_mix.txt` holds one weight for each term, fitted by
//! `train/stance_mix.py`.

use std::sync::OnceLock;

use super::learned::Learned;
use super::weights::{ACTS, PAIRS, SIDES, Scores, pairs, softmax};

/// The weights of the terms.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mix {
    /// Of the lexicon's scores, and of the heads' log-probabilities of act and side.
    lexicon: f32,
    head_act: f32,
    head_side: f32,
    /// Of what the same source does, and on which side it is, elsewhere in the article.
    same_act: f32,
    same_side: f32,
    /// Of what all others do in the article, and of the side of the attribution before.
    others_act: f32,
    before_side: f32,
    /// Added to each act.
    act: [f32; ACTS],
    /// How often each act and side is found in an article.
    act_share: [f32; ACTS],
    side_share: [f32; SIDES],
}

impl Mix {
    /// The weights of the crate.
    pub fn embedded() -> &'static Mix {
        static MIX: OnceLock<Mix> = OnceLock::new();
        MIX.get_or_init(|| Mix::parse(data!("../../data/stance_mix.txt")))
    }

    /// Reads lines of a term's name and its numbers, in thousandths. What cannot be read is passed over.
    pub fn parse(file: &str) -> Mix {
        let mut mix = Mix::default();
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split_whitespace();
            let name = fields.next().unwrap_or_default();
            let numbers: Vec<f32> =
                fields.filter_map(|field| Some(field.parse::<i32>().ok()? as f32 / 1000.0)).collect();
            let Some(&first) = numbers.first() else { continue };
            match name {
                "lexicon" => mix.lexicon = first,
                "head.act" => mix.head_act = first,
                "head.side" => mix.head_side = first,
                "same.act" => mix.same_act = first,
                "same.side" => mix.same_side = first,
                "others.act" => mix.others_act = first,
                "before.side" => mix.before_side = first,
                "act" => fill(&mut mix.act, &numbers),
                "act.share" => fill(&mut mix.act_share, &numbers),
                "side.share" => fill(&mut mix.side_share, &numbers),
                _ => {}
            }
        }
        mix
    }

    /// What one attribution says by itself.
    pub fn alone(&self, lexicon: &Scores, learned: Option<&Learned>) -> Scores {
        let mut scores = *lexicon;
        for (score, (act, side)) in scores.iter_mut().zip(pairs()) {
            *score = self.lexicon * *score + self.act[act as usize];
            if let Some(learned) = learned {
                *score += self.head_act * learned.act[act as usize] + self.head_side * learned.side[side as usize];
            }
        }
        scores
    }

    /// Adds to the scores of all attributions of an article what the others say. `source`: who speaks in each.
    pub fn together(&self, scores: &mut [Scores], source: impl Fn(usize) -> Option<usize>) {
        let shares: Vec<Shares> = scores.iter().map(Shares::of).collect();
        let mut all = Shares::default();
        let mut by_source: Vec<Shares> = Vec::new();
        for (index, one) in shares.iter().enumerate() {
            all.add(one, 1.0);
            if let Some(source) = source(index) {
                if by_source.len() <= source {
                    by_source.resize(source + 1, Shares::default());
                }
                by_source[source].add(one, 1.0);
            }
        }
        for (index, scores) in scores.iter_mut().enumerate() {
            let mut same = source(index).map(|source| by_source[source].clone()).unwrap_or_default();
            let mut others = all.clone();
            if same.number > 0.0 {
                same.add(&shares[index], -1.0);
            }
            others.add(&shares[index], -1.0);
            let before = index.checked_sub(1).map(|before| shares[before].clone()).unwrap_or_default();
            for (score, (act, side)) in scores.iter_mut().zip(pairs()) {
                let (act, side) = (act as usize, side as usize);
                *score += self.same_act * leaning(&same.act, &self.act_share, act, same.number, 1.0)
                    + self.same_side * leaning(&same.side, &self.side_share, side, same.number, 1.0)
                    + self.others_act * leaning(&others.act, &self.act_share, act, others.number, 3.0)
                    + self.before_side * leaning(&before.side, &self.side_share, side, before.number, 1.0);
            }
        }
    }
}

fn fill(target: &mut [f32], numbers: &[f32]) {
    for (target, number) in target.iter_mut().zip(numbers) {
        *target = *number;
    }
}

/// How much more often than usual something was found: the logarithm of the ratio, smoothed by `least` usual cases.
fn leaning(found: &[f32], usual: &[f32], at: usize, number: f32, least: f32) -> f32 {
    if usual[at] <= 0.0 {
        return 0.0;
    }
    ((found[at].max(0.0) + least * usual[at]) / (number + least) / usual[at]).ln()
}

/// Sums of probabilities over some attributions.
#[derive(Clone, Debug, Default)]
struct Shares {
    number: f32,
    act: [f32; ACTS],
    side: [f32; SIDES],
}

impl Shares {
    fn of(scores: &Scores) -> Shares {
        let mut likely: [f32; PAIRS] = *scores;
        softmax(&mut likely);
        let mut shares = Shares { number: 1.0, ..Shares::default() };
        for (share, (act, side)) in likely.iter().zip(pairs()) {
            shares.act[act as usize] += share;
            shares.side[side as usize] += share;
        }
        shares
    }

    fn add(&mut self, other: &Shares, times: f32) {
        self.number += times * other.number;
        for (sum, one) in self.act.iter_mut().zip(&other.act).chain(self.side.iter_mut().zip(&other.side)) {
            *sum += times * one;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stance::{Act, Side};

    fn at(act: Act, side: Side) -> usize {
        pairs().position(|pair| pair == (act, side)).unwrap()
    }

    #[test]
    fn the_file_is_whole() {
        let mix = Mix::embedded();
        assert!(mix.lexicon > 0.0 && mix.head_act > 0.0);
        assert!((mix.act_share.iter().sum::<f32>() - 1.0).abs() < 0.02);
        assert!((mix.side_share.iter().sum::<f32>() - 1.0).abs() < 0.02);
    }

    #[test]
    fn a_source_is_like_itself() {
        let mix = Mix::parse("same.side 1000\nside.share 300 400 300\nact.share 500\n");
        let (criticise, support) = (at(Act::Criticise, Side::Against), at(Act::Support, Side::For));
        let mut sure = [0.0; PAIRS];
        sure[criticise] = 9.0;
        let even = [0.0; PAIRS];
        let mut scores = [sure, even, even];
        mix.together(&mut scores, |index| Some(index / 2));
        // The second speaks with the first's voice, the third does not.
        assert!(scores[1][criticise] > scores[1][support] + 0.5);
        assert!((scores[2][criticise] - scores[2][support]).abs() < 0.2, "{:?}", scores[2]);
        // Nobody has a source: nothing changes.
        let mut alone = [sure, even];
        mix.together(&mut alone, |_| None);
        assert_eq!(alone[1], even);
    }
}
