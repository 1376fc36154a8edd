//! The link head: which tokens around a cue are its source, which its content.

use std::ops::Range;

use super::Encoding;
use super::encoder::convolve_rows;
use crate::model::kernels::{self, Input, Lanes, Residual, Task};
use crate::model::{Conv, Model};

const BLOCK: usize = 16;

/// Buffers of the link head, kept from cue to cue.
#[derive(Clone, Debug, Default)]
pub struct Linker {
    one: Vec<i16>,
    two: Vec<i16>,
    scratch: Vec<f32>,
    /// What the cue's own states add to every token.
    cue: Vec<f32>,
    /// [other, source, content] of every token of the window.
    chances: Vec<[f32; 3]>,
}

/// Tokens before and after the cue that are always asked about, and how many more at a time.
const FIRST_LEFT: usize = 24;
const FIRST_RIGHT: usize = 24;
const MORE: usize = 16;
/// Asking goes on in a direction while one of this many outermost tokens may belong to the cue …
const RIM: usize = 12;
/// … that is, while its probability of not belonging is below this.
const SURE: f32 = 0.98;

impl Linker {
    /// What belongs to the cue made of tokens `first` to `last` (both included): the index of the first token asked about, and for
    /// it and those after it the probabilities of being neither, source and content, which add up to 1.
    ///
    /// The window reaches from 90 tokens before the cue's first token to 120 after it (the model's `config` says), or to the ends
    /// of the text; of it, asking goes outwards from the cue and stops where nothing has belonged for 12 tokens. Values do not
    /// depend on where it stops. Costs 9,700 multiply-adds a token.
    ///
    /// # Panics
    /// If the cue does not lie in what is encoded.
    pub fn belongs(&mut self, encoding: &Encoding, model: &Model, first: usize, last: usize) -> (usize, &[[f32; 3]]) {
        assert!(first <= last && last < encoding.tokens(), "cue {first}..={last} of {} tokens", encoding.tokens());
        let sizes = &model.tagger.sizes;
        let window = first.saturating_sub(sizes.left)..(first + sizes.right + 1).min(encoding.tokens());
        let start = kernels::dispatch(LinkCue { linker: self, encoding, model, window, first, last });
        (start, &self.chances)
    }
}

struct LinkCue<'a> {
    linker: &'a mut Linker,
    encoding: &'a Encoding,
    model: &'a Model,
    window: Range<usize>,
    first: usize,
    last: usize,
}

impl Task for LinkCue<'_> {
    type Output = usize;

    #[inline(always)]
    fn run<L: Lanes>(mut self) -> usize {
        self.read_cue::<L>();
        let window = self.window.clone();
        let mut start = self.first.saturating_sub(FIRST_LEFT).max(window.start);
        let mut end = (self.last + 1 + FIRST_RIGHT).min(window.end);
        self.linker.chances.clear();
        self.ask::<L>(start..end);
        let open = |rim: &[[f32; 3]]| rim.iter().any(|chance| chance[0] < SURE);
        while end < window.end && open(&self.linker.chances[(end - start).saturating_sub(RIM)..]) {
            let more = end..(end + MORE).min(window.end);
            end = more.end;
            self.ask::<L>(more);
        }
        while start > window.start && open(&self.linker.chances[..RIM.min(end - start)]) {
            let more = start.saturating_sub(MORE).max(window.start)..start;
            let (asked, new) = (end - start, more.len());
            start = more.start;
            self.ask::<L>(more);
            debug_assert_eq!(self.linker.chances.len(), asked + new);
            self.linker.chances.rotate_right(new);
        }
        start
    }
}

impl LinkCue<'_> {
    /// The cue's own part: its first and last state.
    #[inline(always)]
    fn read_cue<L: Lanes>(&mut self) {
        let tagger = &self.model.tagger;
        let state = tagger.sizes.state;
        let linker = &mut *self.linker;
        linker.cue.resize(tagger.sizes.link, 0.0);
        linker.scratch.resize(2 * state, 0.0);
        linker.one.resize(2 * state, 0);
        let (floats, integers) = (&mut linker.scratch[..2 * state], &mut linker.one[..2 * state]);
        self.encoding.state(self.first, &mut floats[..state]);
        self.encoding.state(self.last, &mut floats[state..]);
        kernels::quantise::<L::Floats>(floats, tagger.state_steps, integers);
        let input = Input { numbers: integers, stride: 2 * state, dilation: 1 };
        tagger.link.cue.apply::<L>(input, 1, &mut linker.cue);
    }

    /// Adds the chances of some tokens of the window. As if the whole window were asked about at once: the convolutions see as many
    /// tokens on each side as they reach, and zeros beyond the window.
    #[inline(always)]
    fn ask<L: Lanes>(&mut self, tokens: Range<usize>) {
        let Self { linker, encoding, model, window, first, last } = self;
        let (tagger, head) = (&model.tagger, &model.tagger.link);
        let width = tagger.sizes.link;
        let mut reach: usize = head.convs.iter().map(Conv::reach).sum();
        // Row r of the buffers is token tokens.start − margin + r.
        let margin = reach;
        let rows = tokens.len() + 2 * margin;
        for buffer in [&mut linker.one, &mut linker.two] {
            buffer.clear();
            buffer.resize(rows * width, 0);
        }
        linker.scratch.resize(BLOCK * width.max(head.output.width()), 0.0);
        let part =
            |reach: usize| tokens.start.saturating_sub(reach).max(window.start)..(tokens.end + reach).min(window.end);
        let row = |token: usize| token + margin - tokens.start;
        let reads = head.convs.first().map_or(head.norm.steps(), |conv| conv.reads);
        let features = &encoding.features;
        let (first, last) = (*first, *last);
        for token in part(reach) {
            let x = &mut linker.scratch[..width];
            let sentences = difference(features.sentence[token], features.sentence[first], 2);
            let paragraphs = difference(features.paragraph[token], features.paragraph[first], 1);
            let same = usize::from(features.stretch[token] == features.stretch[first]);
            let within = usize::from((first..=last).contains(&token));
            let place = ((sentences * 3 + paragraphs) * 2 + same) * 2 + within;
            let distance = &head.distance[bucket(token, first, last) * width..][..width];
            let more = [&linker.cue[..], distance, &head.place[place * width..][..width]];
            encoding.link_row::<L>(token, &more, x);
            let integers = Some((&mut linker.one[row(token) * width..][..width], reads));
            let (gain, bias) = (&head.norm.gain, &head.norm.bias);
            kernels::finish::<L>(Residual { x, before: None, gain, bias, relu: true, integers });
        }
        for conv in &head.convs {
            reach -= conv.reach();
            let part = part(reach);
            let x = &linker.one[(row(part.start) - conv.reach()) * width..];
            let y = &mut linker.two[row(part.start) * width..];
            convolve_rows::<L>(conv, width, x, y, width, part.len(), &mut linker.scratch);
            // What lies beyond the window was never written and is still zero in both.
            std::mem::swap(&mut linker.one, &mut linker.two);
        }
        let wide = head.output.width();
        let mut done = 0;
        while done < tokens.len() {
            let some = BLOCK.min(tokens.len() - done);
            let input = Input { numbers: &linker.one[(margin + done) * width..], stride: width, dilation: 1 };
            head.output.apply::<L>(input, some, &mut linker.scratch);
            for n in 0..some {
                let scores = &mut linker.scratch[n * wide..][..wide];
                kernels::softmax::<L::Floats>(scores, 3);
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
