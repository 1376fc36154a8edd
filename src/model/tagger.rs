//! What the tagger needs of a model: sizes, layers, small tables, thresholds.
//!
//! Every layer knows in what steps its inputs come: word tables hold what they hold; of a normalised vector numbers within
//! [`SPREAD`] · gain + bias are told apart; a GRU's state lies within 1.

use super::format::Sections;
use super::kernels::{Linear, Steps};
use super::sizes::Sizes;
use super::vocabulary::Words;
use crate::Error;

/// Thresholds of decoding, tuned on held-out articles: section `thresholds`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Thresholds {
    /// Least probability of a cue.
    pub cue: f32,
    /// Least probability of a word of content.
    pub content: f32,
    /// Least probability of a word of a source.
    pub source: f32,
    /// Least confidence of an attribution.
    pub attribution: f32,
}

/// Gain and bias of a layer normalisation.
#[derive(Debug)]
pub(crate) struct Norm {
    pub gain: Vec<f32>,
    pub bias: Vec<f32>,
}

impl Norm {
    pub(crate) fn read(sections: &Sections, name: &str, width: usize) -> Result<Self, Error> {
        Ok(Self {
            gain: sections.get(&format!("{name}.gain"))?.floats(&[width])?,
            bias: sections.get(&format!("{name}.bias"))?.floats(&[width])?,
        })
    }

    /// In what steps the numbers that it gives are read.
    pub(crate) fn steps(&self) -> Steps {
        let of = |(gain, bias): (&f32, &f32)| gain.abs() * SPREAD + bias.abs();
        Steps::bytes(self.gain.iter().zip(&self.bias).map(of).fold(0.0, f32::max))
    }
}

/// Standard deviations of a normalised vector that are told apart: with 3.5, 6 or all, sets lose by some tenths (docs/SPEED.md).
const SPREAD: f32 = 4.5;

/// Tokens that a convolution of the encoder sees.
const TAPS: usize = 3;

/// A convolution over three tokens (or more in the link head) with its normalisation: `x ← norm(x + relu(W x + b))`.
#[derive(Debug)]
pub(crate) struct Conv {
    /// One layer over all taps; or, where the same inputs come again and again, a plain one that gives what an input adds to the
    /// output after it, to its own and to the one before it, one after the other.
    pub linear: Linear,
    pub norm: Norm,
    pub dilation: usize,
    pub reads: Steps,
    pub gives: Steps,
}

impl Conv {
    fn read(
        sections: &Sections,
        name: &str,
        (width, taps, dilation): (usize, usize, usize),
        reads: Steps,
    ) -> Result<Self, Error> {
        let norm = Norm::read(sections, &format!("{name}.norm"), width)?;
        let linear = Linear::read(sections, name, (width, taps, width), reads)?;
        let gives = norm.steps();
        Ok(Self { linear, norm, dilation, reads, gives })
    }

    /// The first convolution, which sees three tokens. An input is a word and how it stands, and a text has far fewer of these than tokens.
    fn read_by_input(sections: &Sections, name: &str, width: usize, reads: Steps) -> Result<Self, Error> {
        let norm = Norm::read(sections, &format!("{name}.norm"), width)?;
        let weights = sections.get(&format!("{name}.w"))?.signed(&[width, TAPS, width])?;
        let scales = sections.get(&format!("{name}.w.scale"))?.floats(&[width])?;
        let mut biases = vec![0.0; TAPS * width];
        biases[width..2 * width].copy_from_slice(&sections.get(&format!("{name}.b"))?.floats(&[width])?);
        let rows = (0..TAPS).flat_map(|tap| (0..width).map(move |row| row * TAPS + tap));
        let weights: Vec<i8> = rows.flat_map(|row| &weights[row * width..][..width]).copied().collect();
        let linear = Linear::new(name, &weights, &scales.repeat(TAPS), &biases, (TAPS * width, 1, width), reads)?;
        let gives = norm.steps();
        Ok(Self { linear, norm, dilation: 1, reads, gives })
    }

    /// Tokens it sees on each side.
    pub fn reach(&self) -> usize {
        self.linear.taps() / 2 * self.dilation
    }
}

/// Steps of a GRU's states.
pub(crate) const STATES: Steps = Steps::bytes(1.0);

/// One direction of the GRU.
#[derive(Debug)]
pub(crate) struct Gru {
    /// From the inputs to the three gates: reset, update, new.
    pub input: Linear,
    /// From the state before.
    pub state: Linear,
}

/// The layers in the order they are used.
#[derive(Debug)]
pub(crate) struct Tagger {
    pub sizes: Sizes,
    pub thresholds: Thresholds,
    pub input: Linear,
    pub input_steps: Steps,
    pub input_norm: Norm,
    /// By [`place_index`]: what quotation state, spacing and starts of sentence and paragraph add to the input.
    pub place: Vec<f32>,
    /// By shape.
    pub shape: Vec<f32>,
    pub convs: [Conv; 2],
    pub forward: Gru,
    pub backward: Gru,
    /// What the last convolution and the states of the GRU add to a token's state: their numbers come in different steps.
    pub output: [Linear; 2],
    pub output_norm: Norm,
    /// Of a token's state.
    pub state_steps: Steps,
    pub tag: Linear,
    pub link: LinkHead,
}

/// The layers that find what belongs to a cue.
#[derive(Debug)]
pub(crate) struct LinkHead {
    pub token: Linear,
    pub cue: Linear,
    /// By distance bucket, by place (see `encode::linker`), by quotation state.
    pub distance: Vec<f32>,
    pub place: Vec<f32>,
    pub quote: Vec<f32>,
    pub norm: Norm,
    pub convs: Vec<Conv>,
    pub output: Linear,
}

/// Distance buckets and places of the link head.
const DISTANCES: usize = 31;
const PLACES: usize = 60;
/// Classes of the tag head: other; then first and later words of cue, source and content.
pub(crate) const TAGS: usize = 7;
/// Rows of the tag head: the classes, then, apart from them, whether the word says on what terms a name is kept back.
const TAG_ROWS: usize = TAGS + 1;

/// Index into [`Tagger::place`].
pub(crate) fn place_index(quote: u8, spacing: u8, starts_paragraph: bool, starts_sentence: bool) -> u8 {
    quote | spacing << 2 | u8::from(starts_paragraph) << 4 | u8::from(starts_sentence) << 5
}

impl Tagger {
    pub(super) fn read(sections: &Sections, sizes: &Sizes, input_bound: f32) -> Result<Self, Error> {
        let (width, hidden, state) = (sizes.width, sizes.hidden, sizes.state);
        let thresholds = sections.get("thresholds")?.floats(&[4])?;
        let input_norm = Norm::read(sections, "in.norm", width)?;
        let first = Conv::read_by_input(sections, "conv0", width, input_norm.steps())?;
        let second = Conv::read(sections, "conv1", (width, TAPS, 2), first.gives)?;
        let input_steps = Steps::fine(input_bound);
        let gru = |name: &str| -> Result<Gru, Error> {
            Ok(Gru {
                input: Linear::read(sections, &format!("{name}.in"), (3 * hidden, 1, width), second.gives)?,
                state: Linear::read(sections, &format!("{name}.state"), (3 * hidden, 1, hidden), STATES)?,
            })
        };
        let output_norm = Norm::read(sections, "out.norm", state)?;
        let state_steps = output_norm.steps();
        Ok(Self {
            sizes: *sizes,
            thresholds: Thresholds {
                cue: thresholds[0],
                content: thresholds[1],
                source: thresholds[2],
                attribution: thresholds[3],
            },
            input: Linear::read(sections, "in", (width, 1, Words::input_width(sizes)), input_steps)?,
            input_steps,
            place: places(sections, width)?,
            shape: rows(sections, "in.shape", 6, width)?,
            forward: gru("gru.forward")?,
            backward: gru("gru.backward")?,
            output: Linear::read_in_two(sections, "out", state, [(width, second.gives), (2 * hidden, STATES)])?,
            tag: Linear::read(sections, "tag", (TAG_ROWS, 1, state), state_steps)?,
            link: LinkHead::read(sections, sizes, state_steps)?,
            convs: [first, second],
            input_norm,
            output_norm,
            state_steps,
        })
    }
}

impl LinkHead {
    fn read(sections: &Sections, sizes: &Sizes, states: Steps) -> Result<Self, Error> {
        let width = sizes.link;
        let norm = Norm::read(sections, "link.norm", width)?;
        let mut convs: Vec<Conv> = Vec::with_capacity(sizes.link_layers);
        for layer in 0..sizes.link_layers {
            let reads = convs.last().map_or(norm.steps(), |conv| conv.gives);
            let shape = (width, sizes.link_kernel, 1 + layer % 2);
            convs.push(Conv::read(sections, &format!("link.conv{layer}"), shape, reads)?);
        }
        let last = convs.last().map_or(norm.steps(), |conv| conv.gives);
        Ok(Self {
            token: Linear::read(sections, "link.token", (width, 1, sizes.state), states)?,
            cue: Linear::read(sections, "link.cue", (width, 1, 2 * sizes.state), states)?,
            distance: rows(sections, "link.distance", DISTANCES, width)?,
            place: rows(sections, "link.place", PLACES, width)?,
            quote: rows(sections, "link.quote", 4, width)?,
            output: Linear::read(sections, "link.out", (3, 1, width), last)?,
            norm,
            convs,
        })
    }
}

/// A small table of 8-bit rows, as floats.
fn rows(sections: &Sections, name: &str, count: usize, width: usize) -> Result<Vec<f32>, Error> {
    let integers = sections.get(name)?.signed(&[count, width])?;
    let scales = sections.get(&format!("{name}.scale"))?.floats(&[count])?;
    Ok(integers
        .chunks_exact(width)
        .zip(scales)
        .flat_map(|(row, scale)| row.iter().map(move |&n| f32::from(n) * scale))
        .collect())
}

/// The sums of the rows for quotation state, spacing and starts, for every combination.
fn places(sections: &Sections, width: usize) -> Result<Vec<f32>, Error> {
    let quote = rows(sections, "in.quote", 4, width)?;
    let spacing = rows(sections, "in.spacing", 3, width)?;
    let start = rows(sections, "in.start", 4, width)?;
    let mut sums = vec![0.0; 64 * width];
    for (index, sum) in sums.chunks_exact_mut(width).enumerate() {
        let (a, b, c) = (index & 3, (index >> 2 & 3).min(2), index >> 4);
        for (at, number) in sum.iter_mut().enumerate() {
            *number = quote[a * width + at] + spacing[b * width + at] + start[c * width + at];
        }
    }
    Ok(sums)
}
