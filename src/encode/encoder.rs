//! The encoder: words → convolutions → bidirectional GRU → states and tags.
//!
//! Works through the text in chunks. The convolutions and the forward GRU run on from chunk to chunk, as if the text were one
//! sequence; the backward GRU starts [`AHEAD`] tokens past each chunk's end, by when it has long forgotten that it started.

use super::Encoding;
use crate::model::kernels::{self, Gates, Input, Lanes, Residual, Task};
use crate::model::{Conv, Gru, Model, STATES, TAGS, Tagger};

/// Tokens a chunk.
pub(super) const CHUNK: usize = 1024;
/// Tokens past the chunk that its backward pass reads.
const AHEAD: usize = 96;
/// Vectors worked on at once, so that what lies between two layers stays in the nearest cache.
const BLOCK: usize = 16;
/// Tokens on each side that the second convolution sees.
const SECOND_REACH: usize = 2;

/// What goes from chunk to chunk, and buffers that are kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Flow {
    inputs: Inputs,
    /// State of the forward GRU after the last chunk.
    forward: Vec<f32>,
    /// Rows of [convolutions' result, forward state, backward state], from the chunk's first token on.
    rows: Vec<i16>,
    /// Tokens of `rows` whose convolutions are done.
    ready: usize,
    second: Vec<i16>,
    scratch: Vec<f32>,
}

impl Flow {
    pub fn new(encoding: &Encoding, model: &Model) -> Self {
        let inputs = kernels::dispatch(ReadInputs { encoding, model });
        Self { inputs, forward: vec![0.0; model.tagger.sizes.hidden], ..Self::default() }
    }
}

/// What depends on a token's word and its place alone: worked out once for every different input.
#[derive(Clone, Debug, Default)]
struct Inputs {
    /// What the first convolution reads.
    rows: Vec<i16>,
    /// What each adds to the convolution's sums: those of the token after it, its own, those of the token before it.
    sums: Vec<f32>,
}

struct ReadInputs<'a> {
    encoding: &'a Encoding,
    model: &'a Model,
}

impl Task for ReadInputs<'_> {
    type Output = Inputs;

    #[inline(always)]
    fn run<L: Lanes>(self) -> Inputs {
        let (tagger, features) = (&self.model.tagger, &self.encoding.features);
        let words = self.words::<L>();
        let (width, conv) = (tagger.sizes.width, &tagger.convs[0]);
        let (gain, bias) = (&tagger.input_norm.gain, &tagger.input_norm.bias);
        let wide = conv.linear.width();
        let mut rows = vec![0; features.inputs.len() * width];
        let mut sums = vec![0.0; features.inputs.len() * wide];
        let mut x = vec![0.0; width];
        for (&(word, place), row) in features.inputs.iter().zip(rows.chunks_exact_mut(width)) {
            x.copy_from_slice(&words[word as usize * width..][..width]);
            kernels::add::<L::Floats>(&mut x, &tagger.place[place as usize * width..][..width]);
            let integers = Some((row, conv.reads));
            kernels::finish::<L>(Residual { x: &mut x, before: None, gain, bias, relu: true, integers });
        }
        for (some, sums) in rows.chunks(BLOCK * width).zip(sums.chunks_mut(BLOCK * wide)) {
            let input = Input { numbers: some, stride: width, dilation: 1 };
            conv.linear.apply::<L>(input, some.len() / width, sums);
        }
        Inputs { rows, sums }
    }
}

impl ReadInputs<'_> {
    /// The input layer, once for every different word.
    #[inline(always)]
    fn words<L: Lanes>(&self) -> Vec<f32> {
        let (tagger, words) = (&self.model.tagger, &self.encoding.features.words);
        let (width, inputs) = (tagger.sizes.width, tagger.input.columns());
        let mut results = vec![0.0; words.len() * width];
        let (mut floats, mut integers) = (vec![0.0f32; inputs], vec![0i16; BLOCK * inputs]);
        for (some, result) in words.chunks(BLOCK).zip(results.chunks_mut(BLOCK * width)) {
            for (word, integers) in some.iter().zip(integers.chunks_exact_mut(inputs)) {
                self.model.words.input(self.model.sections(), word.key, &mut floats);
                kernels::quantise::<L::Floats>(&floats, tagger.input_steps, integers);
            }
            tagger.input.apply::<L>(Input { numbers: &integers, stride: inputs, dilation: 1 }, some.len(), result);
            for (word, result) in some.iter().zip(result.chunks_exact_mut(width)) {
                kernels::add::<L::Floats>(result, &tagger.shape[word.shape as usize * width..][..width]);
            }
        }
        results
    }
}

/// One chunk, from the first token that is not yet done.
pub(super) struct EncodeChunk<'a> {
    pub encoding: &'a mut Encoding,
    pub flow: &'a mut Flow,
    pub tagger: &'a Tagger,
}

impl Task for EncodeChunk<'_> {
    type Output = ();

    #[inline(always)]
    fn run<L: Lanes>(self) {
        let Self { encoding, flow, tagger } = self;
        let (start, tokens) = (encoding.done, encoding.features.word.len());
        let end = (start + CHUNK).min(tokens);
        let front = (end + AHEAD).min(tokens);
        let stride = row_width(tagger);
        flow.rows.resize((front - start) * stride, 0);
        convolve::<L>(encoding, flow, tagger, start, front);
        flow.ready = front - start;
        recur_forward::<L>(flow, tagger, end - start);
        recur_backward::<L>(flow, tagger, front - start);
        finish::<L>(encoding, flow, tagger, end - start);
        // What was convolved ahead is the head of the next chunk.
        flow.rows.copy_within((end - start) * stride.., 0);
        flow.ready = front - end;
        encoding.done = end;
    }
}

/// Numbers of a row of [`Flow::rows`].
#[inline(always)]
fn row_width(tagger: &Tagger) -> usize {
    tagger.sizes.width + 2 * tagger.sizes.hidden
}

/// Fills the convolutions' part of the rows that are not ready, up to token `front`.
#[inline(always)]
fn convolve<L: Lanes>(encoding: &Encoding, flow: &mut Flow, tagger: &Tagger, start: usize, front: usize) {
    let from = start + flow.ready;
    if from == front {
        return;
    }
    let width = tagger.sizes.width;
    let features = &encoding.features;
    let tokens = features.input.len();
    let count = front - from;
    // Row i is token from − 2 + i; what lies outside the text stays zero.
    let rows = count + 2 * SECOND_REACH;
    flow.second.clear();
    flow.second.resize(rows * width, 0);
    flow.scratch.resize(BLOCK * width.max(tagger.sizes.hidden * 3).max(tagger.sizes.state), 0.0);
    let scratch = &mut flow.scratch[..BLOCK * width];
    let [first, second] = &tagger.convs;
    let wide = first.linear.width();
    let part =
        |token: usize, part: usize| &flow.inputs.sums[features.input[token] as usize * wide + part * width..][..width];
    for row in 0..rows {
        let Some(token) = (from + row).checked_sub(SECOND_REACH).filter(|&token| token < tokens) else { continue };
        let x = &mut scratch[..width];
        x.copy_from_slice(part(token, 1));
        if token > 0 {
            kernels::add::<L::Floats>(x, part(token - 1, 0));
        }
        if token + 1 < tokens {
            kernels::add::<L::Floats>(x, part(token + 1, 2));
        }
        kernels::finish::<L>(Residual {
            x,
            before: Some((&flow.inputs.rows[features.input[token] as usize * width..][..width], first.reads.size())),
            gain: &first.norm.gain,
            bias: &first.norm.bias,
            relu: false,
            integers: Some((&mut flow.second[row * width..][..width], first.gives)),
        });
    }
    let stride = row_width(tagger);
    let rows = &mut flow.rows[(from - start) * stride..];
    convolve_rows::<L>(second, width, &flow.second, rows, stride, count, scratch);
}

/// `norm(x + relu(W x + b))` for `count` vectors; `x` has as many more in front and behind as the convolution sees.
#[inline(always)]
pub(super) fn convolve_rows<L: Lanes>(
    conv: &Conv,
    width: usize,
    x: &[i16],
    y: &mut [i16],
    stride: usize,
    count: usize,
    scratch: &mut [f32],
) {
    let centre = conv.reach();
    let step = conv.reads.size();
    let mut done = 0;
    while done < count {
        let some = BLOCK.min(count - done);
        let input = Input { numbers: &x[done * width..], stride: width, dilation: conv.dilation };
        conv.linear.apply::<L>(input, some, scratch);
        for n in 0..some {
            kernels::finish::<L>(Residual {
                x: &mut scratch[n * width..][..width],
                before: Some((&x[(done + n + centre) * width..][..width], step)),
                gain: &conv.norm.gain,
                bias: &conv.norm.bias,
                relu: false,
                integers: Some((&mut y[(done + n) * stride..][..width], conv.gives)),
            });
        }
        done += some;
    }
}

#[inline(always)]
fn recur_forward<L: Lanes>(flow: &mut Flow, tagger: &Tagger, count: usize) {
    let mut state = std::mem::take(&mut flow.forward);
    let mut cell = Cell::new::<L>(&tagger.forward, tagger, &state);
    let mut done = 0;
    while done < count {
        let some = BLOCK.min(count - done);
        cell.read::<L>(&flow.rows, done, some);
        for n in 0..some {
            cell.step::<L>(&mut state, n, &mut flow.rows, done + n, tagger.sizes.width);
        }
        done += some;
    }
    flow.forward = state;
}

#[inline(always)]
fn recur_backward<L: Lanes>(flow: &mut Flow, tagger: &Tagger, count: usize) {
    let mut state = vec![0.0; tagger.sizes.hidden];
    let mut cell = Cell::new::<L>(&tagger.backward, tagger, &state);
    let mut left = count;
    while left > 0 {
        let some = BLOCK.min(left);
        cell.read::<L>(&flow.rows, left - some, some);
        for n in (0..some).rev() {
            let column = tagger.sizes.width + tagger.sizes.hidden;
            cell.step::<L>(&mut state, n, &mut flow.rows, left - some + n, column);
        }
        left -= some;
    }
}

/// One direction of the GRU at work.
struct Cell<'a> {
    gru: &'a Gru,
    stride: usize,
    hidden: usize,
    /// Gates of a block as far as the inputs go, and of one token as far as the state goes.
    inputs: Vec<f32>,
    states: Vec<f32>,
    /// The state.
    integers: Vec<i16>,
}

impl<'a> Cell<'a> {
    #[inline(always)]
    fn new<L: Lanes>(gru: &'a Gru, tagger: &Tagger, state: &[f32]) -> Self {
        let hidden = tagger.sizes.hidden;
        let mut integers = vec![0; hidden];
        kernels::quantise::<L::Floats>(state, STATES, &mut integers);
        Self {
            gru,
            stride: row_width(tagger),
            hidden,
            inputs: vec![0.0; BLOCK * 3 * hidden],
            states: vec![0.0; 3 * hidden],
            integers,
        }
    }

    #[inline(always)]
    fn read<L: Lanes>(&mut self, rows: &[i16], from: usize, count: usize) {
        let input = Input { numbers: &rows[from * self.stride..], stride: self.stride, dilation: 1 };
        self.gru.input.apply::<L>(input, count, &mut self.inputs);
    }

    /// Goes on to row `token`: from input `n` of the block to a new state, written into the row from `column` on.
    #[inline(always)]
    fn step<L: Lanes>(&mut self, state: &mut [f32], n: usize, rows: &mut [i16], token: usize, column: usize) {
        let hidden = self.hidden;
        let input = Input { numbers: &self.integers, stride: hidden, dilation: 1 };
        self.gru.state.apply::<L>(input, 1, &mut self.states);
        let work = Gates {
            inputs: &self.inputs[n * 3 * hidden..][..3 * hidden],
            states: &self.states,
            state,
            integers: &mut self.integers,
            row: &mut rows[token * self.stride + column..][..hidden],
        };
        // SAFETY: `L` was chosen by `dispatch` for this machine.
        unsafe { L::gates(work) };
    }
}

/// States, tags and what the link head needs of each token.
#[inline(always)]
fn finish<L: Lanes>(encoding: &mut Encoding, flow: &mut Flow, tagger: &Tagger, count: usize) {
    let (width, link) = (tagger.sizes.state, tagger.sizes.link);
    let stride = row_width(tagger);
    let (mut states, mut more) = (vec![0.0f32; BLOCK * width], vec![0.0f32; BLOCK * width]);
    let mut integers = vec![0i16; BLOCK * width];
    let mut tags = vec![0.0f32; BLOCK * tagger.tag.width()];
    let mut links = vec![0.0f32; BLOCK * link];
    let mut done = 0;
    while done < count {
        let some = BLOCK.min(count - done);
        let [of_words, of_states] = &tagger.output;
        let rows = &flow.rows[done * stride..];
        of_words.apply::<L>(Input { numbers: rows, stride, dilation: 1 }, some, &mut states);
        let rows = &rows[of_words.columns()..];
        of_states.apply::<L>(Input { numbers: rows, stride, dilation: 1 }, some, &mut more);
        kernels::add::<L::Floats>(&mut states[..some * width], &more);
        for n in 0..some {
            kernels::finish::<L>(Residual {
                x: &mut states[n * width..][..width],
                before: None,
                gain: &tagger.output_norm.gain,
                bias: &tagger.output_norm.bias,
                relu: true,
                integers: Some((&mut integers[n * width..][..width], tagger.state_steps)),
            });
        }
        let input = Input { numbers: &integers, stride: width, dilation: 1 };
        tagger.tag.apply::<L>(input, some, &mut tags);
        tagger.link.token.apply::<L>(input, some, &mut links);
        for n in 0..some {
            let quote = encoding.features.quote[encoding.done + done + n] as usize;
            let link_row = &mut links[n * link..][..link];
            kernels::add::<L::Floats>(link_row, &tagger.link.quote[quote * link..][..link]);
            let tag_row = &mut tags[n * tagger.tag.width()..][..tagger.tag.width()];
            let withheld = kernels::sigmoid_of::<L::Floats>(tag_row[TAGS]);
            kernels::softmax::<L::Floats>(tag_row, TAGS);
            encoding.store::<L>(&states[n * width..][..width], tag_row, withheld, link_row);
        }
        done += some;
    }
}
