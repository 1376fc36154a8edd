//! The link head: which tokens around a cue are its source, which its content.

use super::Encoding;
use super::encoder::{add, convolve_rows, quantise, relu};
use crate::model::kernels::{self, Input, Lanes, Task};
use crate::model::{Model, inverse};

const BLOCK: usize = 16;

/// Buffers of the link head, kept from cue to cue.
#[derive(Clone, Debug, Default)]
pub struct Linker {
    one: Vec<i16>,
    two: Vec<i16>,
    scratch: Vec<f32>,
    /// [other, source, content] of every token of the window.
    chances: Vec<[f32; 3]>,
}

impl Linker {
    /// What belongs to the cue made of tokens `first` to `last` (both included): the index of the window's first token, and for
    /// each token of the window the probabilities of being neither, source and content, which add up to 1.
    ///
    /// The window reaches from 90 tokens before the cue's first token to 120 after it (the model's `config` says), or to the ends
    /// of the text. Costs some two million multiply-adds.
    ///
    /// # Panics
    /// If the cue does not lie in what is encoded.
    pub fn belongs(&mut self, encoding: &Encoding, model: &Model, first: usize, last: usize) -> (usize, &[[f32; 3]]) {
        assert!(first <= last && last < encoding.tokens(), "cue {first}..={last} of {} tokens", encoding.tokens());
        let sizes = &model.tagger.sizes;
        let window = first.saturating_sub(sizes.left)..(first + sizes.right + 1).min(encoding.tokens());
        let start = window.start;
        kernels::dispatch(LinkCue { linker: self, encoding, model, window, first, last });
        (start, &self.chances)
    }
}

struct LinkCue<'a> {
    linker: &'a mut Linker,
    encoding: &'a Encoding,
    model: &'a Model,
    window: std::ops::Range<usize>,
    first: usize,
    last: usize,
}

impl Task for LinkCue<'_> {
    type Output = ();

    #[inline(always)]
    fn run<L: Lanes>(self) {
        let Self { linker, encoding, model, window, first, last } = self;
        let (tagger, head) = (&model.tagger, &model.tagger.link);
        let width = tagger.sizes.link;
        let pad = tagger.sizes.link_kernel / 2 * 2;
        let count = window.len();
        let scratch_size = BLOCK * width.max(head.output.width()).max(2 * tagger.sizes.state);
        linker.scratch.resize(scratch_size, 0.0);
        for buffer in [&mut linker.one, &mut linker.two] {
            buffer.clear();
            buffer.resize(((count + 2 * pad) * width).max(2 * tagger.sizes.state), 0);
        }
        // The cue's own part: its first and last state.
        let mut cue = vec![0.0f32; width];
        {
            let states = 2 * tagger.sizes.state;
            let (floats, integers) = (&mut linker.scratch[..states], &mut linker.one[..states]);
            encoding.state(first, &mut floats[..states / 2]);
            encoding.state(last, &mut floats[states / 2..]);
            quantise(floats, inverse(tagger.state_bound), integers);
            head.cue.apply::<L>(Input { numbers: integers, stride: states, dilation: 1 }, 1, &mut cue);
            integers.fill(0);
        }
        let reads = head.convs.first().map_or(head.norm.bound(), |conv| conv.reads);
        let features = &encoding.features;
        for (row, token) in window.clone().enumerate() {
            let x = &mut linker.scratch[..width];
            encoding.link_row(token, x);
            add(x, &cue);
            add(x, &head.distance[bucket(token, first, last) * width..][..width]);
            let sentences = difference(features.sentence[token], features.sentence[first], 2);
            let paragraphs = difference(features.paragraph[token], features.paragraph[first], 1);
            let same = usize::from(features.stretch[token] == features.stretch[first]);
            let within = usize::from((first..=last).contains(&token));
            let place = ((sentences * 3 + paragraphs) * 2 + same) * 2 + within;
            add(x, &head.place[place * width..][..width]);
            kernels::normalise(x, &head.norm.gain, &head.norm.bias);
            relu(x);
            quantise(x, inverse(reads), &mut linker.one[(pad + row) * width..][..width]);
        }
        for conv in &head.convs {
            let reach = conv.linear.taps() / 2 * conv.dilation;
            let x = &linker.one[(pad - reach) * width..];
            convolve_rows::<L>(conv, width, x, &mut linker.two[pad * width..], width, count, &mut linker.scratch);
            std::mem::swap(&mut linker.one, &mut linker.two);
        }
        linker.chances.clear();
        let wide = head.output.width();
        let mut done = 0;
        while done < count {
            let some = BLOCK.min(count - done);
            let input = Input { numbers: &linker.one[(pad + done) * width..], stride: width, dilation: 1 };
            head.output.apply::<L>(input, some, &mut linker.scratch);
            for scores in linker.scratch.chunks_exact_mut(wide).take(some) {
                kernels::softmax(&mut scores[..3]);
                linker.chances.push([scores[0], scores[1], scores[2]]);
            }
            done += some;
        }
    }
}

/// Difference of two indices, held within ±`most`, counted from 0.
#[inline(always)]
fn difference(a: u32, b: u32, most: i64) -> usize {
    ((i64::from(a) - i64::from(b)).clamp(-most, most) + most) as usize
}

/// Distance from the cue as one of 31 buckets: 0 for the cue itself, exact to 7 tokens, then by half powers of two up to 91 and
/// more; 1 to 15 after the cue, 16 to 30 before it.
#[inline(always)]
fn bucket(token: usize, first: usize, last: usize) -> usize {
    const FROM: [usize; 8] = [8, 12, 16, 23, 32, 46, 64, 91];
    let bucket = |distance: usize| match distance {
        0..8 => distance,
        _ => 7 + FROM.partition_point(|&from| from <= distance),
    };
    if token < first { bucket(first - token) + 15 } else { bucket(token.saturating_sub(last)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_are_those_of_the_trainer() {
        for distance in 1..300usize {
            let exact = match distance {
                0..8 => distance,
                _ => (8.0 + ((distance as f64 / 8.0).log2() * 2.0).floor()).min(15.0) as usize,
            };
            assert_eq!(bucket(1000 + distance, 999, 1000), exact, "{distance} after");
            assert_eq!(bucket(1000 - distance, 1000, 1001), exact + 15, "{distance} before");
        }
        assert_eq!(bucket(5, 4, 6), 0);
    }
}
