//! The stance heads: act, side and target of one attribution from the tagger's states of its words.
//!
//! Shapes (T tokens, d the width of a token here): every token is the sum of its state times a matrix, eight rows chosen by
//! the codes of its word, and rows for role, place and quotation state, normalised; then separable convolutions of three with
//! residuals. Pooled by attention, means and a maximum, and with the sums of hashed words and pairs of words, these give act
//! and side; start and end of the target are read off the tokens. `train/stance_heads.py` puts the sections `stance.*` into
//! the model file and describes them.

use super::Model;
use super::format::{Kind, Sections};
use super::kernels::{self, Lanes, Linear, Matrix, Residual, Task};
use super::vocabulary::{crc32, crc32_from};
use crate::Error;
use crate::case::Lower;

/// Acts and sides the heads tell apart, in the order of the trainer: acts as in `Act::ALL`, sides neutral, for, against.
const ACTS: usize = 16;
const SIDES: usize = 3;
/// Longest target, in tokens.
const LONGEST: usize = 16;
/// Rows of the table of codes: eight books of 257.
const BOOK: usize = 257;

/// Whose word a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Role {
    Outside = 0,
    Source = 1,
    Cue = 2,
    Content = 3,
}

/// A token of the sequence the heads read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Input {
    /// Index of the token in the document.
    pub token: usize,
    pub role: Role,
    /// Bucket of its place within its part, 0 to 11.
    pub place: u8,
    /// Quotation state, 0 to 3.
    pub quote: u8,
    /// CRC-32 of the word, and of it with the next one.
    pub hashes: [u32; 2],
}

/// What the heads say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Output {
    /// Log-probabilities of the acts.
    pub act: [f32; ACTS],
    /// Log-probabilities of neutral, for, against.
    pub side: [f32; SIDES],
    /// First and last place of the best target in the sequence.
    pub target: (usize, usize),
    /// How much better it is than none.
    pub margin: f32,
}

#[derive(Debug)]
struct Layer {
    /// For the token before, the token itself and the one after, by channel.
    kernel: [Vec<f32>; 3],
    bias: Vec<f32>,
    mix: Matrix,
    gain: Vec<f32>,
    shift: Vec<f32>,
}

/// The heads' weights.
#[derive(Debug)]
pub(crate) struct Heads {
    width: usize,
    /// From a token's state in bytes; its scale and the bias come after.
    state: Linear,
    state_bias: Vec<f32>,
    role: Vec<f32>,
    place: Vec<f32>,
    quote: Vec<f32>,
    codes: Vec<f32>,
    gain: Vec<f32>,
    shift: Vec<f32>,
    layers: Vec<Layer>,
    /// Scores of attention, then of being the first and last word of the target.
    marks: Matrix,
    attended: usize,
    /// Hashed words and pairs, summed into the pooled vector: rows of the width of the bag.
    bag: Option<(Vec<f32>, usize)>,
    /// Hashed words and pairs, straight to act and side: rows of [`LEXICAL`].
    lexical: Option<Vec<f32>>,
    hide: Matrix,
    act: Matrix,
    side: Matrix,
    edge_by: Matrix,
    null: Matrix,
    /// The margin above which a target is given.
    pub threshold: f32,
}

/// Numbers of a row of hashed words (16 acts, 3 sides and one that is not used), in the file and here.
const LEXICAL_READ: usize = 20;
const LEXICAL: usize = 24;

/// Tokens whose states are read at once.
const BLOCK: usize = 16;

/// Numbers of a section, and its columns: bytes with a scale a row, packed halves with a scale a block of rows, or floats.
fn table(sections: &Sections, name: &str) -> Result<(Vec<f32>, usize), Error> {
    let name = format!("stance.{name}");
    let section = sections.get(&name)?;
    let shape = section.shape();
    let columns = shape.last().copied().unwrap_or(0);
    if section.kind() == Kind::F32 {
        return Ok((section.floats(shape)?, columns));
    }
    let scales = sections.get(&format!("{name}.scale"))?;
    let scales = scales.floats(scales.shape())?;
    let (numbers, columns): (Vec<f32>, usize) = if section.kind() == Kind::I8 {
        (section.signed(shape)?.into_iter().map(f32::from).collect(), columns)
    } else {
        let halves = section.raw(shape)?.iter().flat_map(|&byte| [byte & 15, byte >> 4]);
        (halves.map(|half| f32::from(half) - 8.0).collect(), 2 * columns)
    };
    let rows = numbers.len().checked_div(columns).unwrap_or(0);
    if rows == 0 || scales.is_empty() {
        return Err(misfit(&name, 0, columns));
    }
    let block = rows.div_ceil(scales.len());
    let scaled = numbers.iter().enumerate().map(|(at, number)| number * scales[at / columns / block]);
    Ok((scaled.collect(), columns))
}

/// The error of a section of another size than expected.
#[cold]
#[inline(never)]
fn misfit(name: &str, given: usize, expected: usize) -> Error {
    Error::model(format!("its heads of stance have {given} numbers or rows at “{name}”, and {expected} were expected"))
}

/// A layer of `rows` times `columns`.
fn matrix(sections: &Sections, name: &str, rows: usize, columns: usize) -> Result<Matrix, Error> {
    let (weight, given) = table(sections, &format!("{name}.weight"))?;
    let bias = table(sections, &format!("{name}.bias"))?.0;
    if (bias.len(), given, weight.len()) == (rows, columns, rows * columns) {
        return Ok(Matrix::new(&weight, &bias));
    }
    let (given, expected) = if bias.len() == rows { (given, columns) } else { (bias.len(), rows) };
    Err(misfit(name, given, expected))
}

/// Rows of a section.
fn rows(sections: &Sections, name: &str) -> usize {
    sections.find(&format!("stance.{name}.bias")).and_then(|section| section.shape().first().copied()).unwrap_or(0)
}

impl Heads {
    /// Reads the heads, if the model has them.
    pub fn read(sections: &Sections) -> Result<Option<Self>, Error> {
        if sections.find("stance.limits").is_none() {
            return Ok(None);
        }
        let limits = table(sections, "limits")?.0;
        let state_bias = table(sections, "from_state.bias")?.0;
        let width = state_bias.len();
        let state = {
            let section = sections.get("stance.from_state.weight")?;
            let columns = section.shape().last().copied().unwrap_or(0);
            let integers = section.signed(&[width, columns])?;
            let scales = sections.get("stance.from_state.weight.scale")?;
            let scales = scales.floats(scales.shape())?;
            if scales.len() != width || !columns.is_multiple_of(8) {
                return Err(misfit("from_state.weight.scale", scales.len(), width));
            }
            let none = vec![0.0; width];
            Linear::new(
                "stance.from_state",
                &integers,
                &scales,
                &none,
                (width, 1, columns),
                kernels::Steps::integers(),
            )?
        };
        let of_width = |name: &str| -> Result<Vec<f32>, Error> {
            let (numbers, columns) = table(sections, name)?;
            match columns == width {
                true => Ok(numbers),
                false => Err(misfit(name, columns, width)),
            }
        };
        let mut layers = Vec::new();
        while sections.find(&format!("stance.convs.{}.weight", layers.len())).is_some() {
            let k = layers.len();
            let kernel = table(sections, &format!("convs.{k}.weight"))?.0;
            if kernel.len() != 3 * width {
                return Err(misfit("convs", kernel.len(), 3 * width));
            }
            let tap = |offset: usize| (0..width).map(|channel| kernel[channel * 3 + offset]).collect();
            let layer = Layer {
                kernel: [tap(0), tap(1), tap(2)],
                bias: of_width(&format!("convs.{k}.bias"))?,
                mix: matrix(sections, &format!("mixes.{k}"), width, width)?,
                gain: of_width(&format!("norms.{k}.weight"))?,
                shift: of_width(&format!("norms.{k}.bias"))?,
            };
            layers.push(layer);
        }
        let hashed = |name: &str| -> Result<Option<(Vec<f32>, usize)>, Error> {
            sections
                .find(&format!("stance.{name}.weight"))
                .map(|_| table(sections, &format!("{name}.weight")))
                .transpose()
        };
        let bag = hashed("table")?;
        let lexical = hashed("lexical")?
            .map(|(table, columns)| match columns == LEXICAL_READ && table.len() >= 4 * LEXICAL_READ {
                true => Ok(padded(&table)),
                false => Err(misfit("lexical", columns, LEXICAL_READ)),
            })
            .transpose()?;
        let (hidden, attended) = (rows(sections, "hide"), rows(sections, "attend"));
        let pooled = width * (attended + 5) + 2 * bag.as_ref().map_or(0, |bag| bag.1);
        let heads = Self {
            width,
            state,
            state_bias,
            role: of_width("role.weight")?,
            place: of_width("place.weight")?,
            quote: of_width("quoted.weight")?,
            codes: of_width("codes.weight")?,
            gain: of_width("norm.weight")?,
            shift: of_width("norm.bias")?,
            layers,
            marks: matrix(sections, "attend", attended, width)?.and(&matrix(sections, "edge", 2, width)?),
            attended,
            bag,
            lexical,
            hide: matrix(sections, "hide", hidden, pooled)?,
            act: matrix(sections, "act", ACTS, hidden)?,
            side: matrix(sections, "side", SIDES, hidden)?,
            edge_by: matrix(sections, "edge_by", 2 * width, hidden)?,
            null: matrix(sections, "null", 1, hidden)?,
            threshold: limits.first().copied().unwrap_or(0.0),
        };
        heads.check()?;
        Ok(Some(heads))
    }

    fn check(&self) -> Result<(), Error> {
        let d = self.width;
        let tables = [
            (&self.role, 4),
            (&self.place, 12),
            (&self.quote, 4),
            (&self.codes, 8 * BOOK),
            (&self.gain, 1),
            (&self.shift, 1),
        ];
        let layers =
            self.layers.iter().all(|layer| [&layer.bias, &layer.gain, &layer.shift].iter().all(|one| one.len() == d));
        let bag = self.bag.as_ref().is_none_or(|(table, width)| width.is_multiple_of(8) && table.len() >= 2 * width);
        let whole = tables.iter().all(|(table, rows)| table.len() == rows * d);
        match whole && layers && bag && d.is_multiple_of(8) {
            true => Ok(()),
            false => Err(Error::model("its stance heads have tables of other sizes than their width asks for")),
        }
    }

    /// What the heads say of a sequence. `state`: the state of a token, in bytes with their scale; none where the sequence is
    /// empty.
    pub fn read_stance<'s>(
        &self,
        model: &Model,
        inputs: &[Input],
        words: &[u32],
        state: impl Fn(usize) -> (&'s [u8], f32),
    ) -> Option<Output> {
        if inputs.is_empty() {
            return None;
        }
        let states: Vec<(&[u8], f32)> = inputs.iter().map(|input| state(input.token)).collect();
        Some(kernels::dispatch(Read { heads: self, model, inputs, words, states: &states }))
    }
}

/// Rows of [`LEXICAL_READ`] as rows of [`LEXICAL`].
fn padded(table: &[f32]) -> Vec<f32> {
    let mut out = Vec::with_capacity(table.len() / LEXICAL_READ * LEXICAL);
    for row in table.chunks_exact(LEXICAL_READ) {
        out.extend_from_slice(row);
        out.resize(out.len() + LEXICAL - LEXICAL_READ, 0.0);
    }
    out
}

/// One sequence at work.
struct Read<'a> {
    heads: &'a Heads,
    model: &'a Model,
    inputs: &'a [Input],
    words: &'a [u32],
    states: &'a [(&'a [u8], f32)],
}

impl Task for Read<'_> {
    type Output = Output;

    #[inline(always)]
    fn run<L: Lanes>(self) -> Output {
        let (heads, d) = (self.heads, self.heads.width);
        let mut x = self.embed::<L>();
        let (mut next, mut sum) = (vec![0.0f32; x.len()], vec![0.0f32; d]);
        for layer in &heads.layers {
            layer.apply::<L>(&x, &mut next, &mut sum);
            std::mem::swap(&mut x, &mut next);
        }
        let x = &x[d..x.len() - d];
        let marks = self.marks::<L>(x);
        let mut hidden = vec![0.0f32; heads.hide.width()];
        heads.hide.apply::<L>(&self.pool::<L>(x, &marks), &mut hidden);
        hidden.iter_mut().for_each(|number| *number = if *number > 0.0 { *number } else { 0.0 });
        let (mut act, mut side) = ([0.0f32; ACTS], [0.0f32; 8]);
        heads.act.apply::<L>(&hidden, &mut act);
        heads.side.apply::<L>(&hidden, &mut side);
        if let Some(table) = &heads.lexical {
            let total = lexical::<L>(table, self.inputs);
            kernels::add::<L::Floats>(&mut act, &total);
            for (side, more) in side.iter_mut().zip(&total[ACTS..ACTS + SIDES]) {
                *side += more;
            }
        }
        let (target, margin) = self.target::<L>(x, &marks, &hidden);
        let side = log_softmax::<L>(&mut side, SIDES);
        let mut output = Output { act: [0.0; ACTS], side: [0.0; SIDES], target, margin };
        output.act.copy_from_slice(log_softmax::<L>(&mut act, ACTS));
        output.side.copy_from_slice(side);
        output
    }
}

impl Read<'_> {
    /// What is known of every token by itself, between two rows of zeros.
    #[inline(always)]
    fn embed<L: Lanes>(&self) -> Vec<f32> {
        let (heads, d, wide) = (self.heads, self.heads.width, self.heads.state.columns());
        let mut x = vec![0.0f32; (self.inputs.len() + 2) * d];
        let mut integers = vec![0i16; BLOCK * wide];
        let mut done = 0;
        while done < self.inputs.len() {
            let some = BLOCK.min(self.inputs.len() - done);
            for n in 0..some {
                kernels::widen::<L::Floats>(self.states[done + n].0, &mut integers[n * wide..][..wide]);
            }
            let input = kernels::Input { numbers: &integers, stride: wide, dilation: 1 };
            heads.state.apply::<L>(input, some, &mut x[(done + 1) * d..]);
            done += some;
        }
        for at in 0..self.inputs.len() {
            let (row, input) = (&mut x[(at + 1) * d..][..d], &self.inputs[at]);
            let codes = self.model.words.codes(self.model.sections(), self.words[at]);
            let code = |book: usize| &heads.codes[(book * BOOK + codes[book]) * d..][..d];
            let more = [
                &heads.state_bias[..],
                &heads.role[input.role as usize * d..][..d],
                &heads.place[input.place as usize * d..][..d],
                &heads.quote[input.quote as usize * d..][..d],
                code(0),
                code(1),
                code(2),
                code(3),
                code(4),
                code(5),
                code(6),
                code(7),
            ];
            kernels::scale_and_add::<L::Floats>(row, self.states[at].1, &more);
            let (gain, bias) = (&heads.gain, &heads.shift);
            kernels::finish::<L>(Residual { x: row, before: None, gain, bias, relu: true, integers: None });
        }
        x
    }

    /// Scores of every token for attention and for the ends of the target.
    #[inline(always)]
    fn marks<L: Lanes>(&self, x: &[f32]) -> Vec<f32> {
        let (heads, d, wide) = (self.heads, self.heads.width, self.heads.marks.width());
        let mut marks = vec![0.0f32; self.inputs.len() * wide];
        for at in 0..self.inputs.len() {
            heads.marks.apply::<L>(&x[at * d..][..d], &mut marks[at * wide..][..wide]);
        }
        marks
    }

    /// Attention, mean and maximum of the content, means of cue, source and all, hashed words of content and cue.
    #[inline(always)]
    fn pool<L: Lanes>(&self, x: &[f32], marks: &[f32]) -> Vec<f32> {
        let (heads, inputs, d, tokens) = (self.heads, self.inputs, self.heads.width, self.inputs.len());
        let (attended, wide) = (heads.attended, heads.marks.width());
        let mut pooled = vec![0.0f32; heads.hide.columns()];
        let mut weights = vec![0.0f32; tokens.next_multiple_of(8)];
        for head in 0..attended {
            for at in 0..tokens {
                weights[at] = marks[at * wide + head];
            }
            kernels::softmax::<L::Floats>(&mut weights, tokens);
            let sum = &mut pooled[head * d..][..d];
            for at in 0..tokens {
                kernels::add_scaled::<L::Floats>(sum, &x[at * d..][..d], weights[at]);
            }
        }
        // Content, its maximum, cue, source, all.
        let (_, rest) = pooled.split_at_mut(attended * d);
        let (parts, bags) = rest.split_at_mut(5 * d);
        parts[d..2 * d].fill(-20.0);
        let mut counts = [0.0f32; 5];
        for at in 0..tokens {
            let row = &x[at * d..][..d];
            let part = match inputs[at].role {
                Role::Content => 0,
                Role::Cue => 2,
                Role::Source => 3,
                Role::Outside => 4,
            };
            for part in [part, 4] {
                kernels::add::<L::Floats>(&mut parts[part * d..][..d], row);
                counts[part] += 1.0;
                if part == 4 {
                    break;
                }
            }
            if part == 0 {
                kernels::raise::<L::Floats>(&mut parts[d..2 * d], row);
            }
        }
        for part in [0, 2, 3, 4] {
            let count = if counts[part] > 1.0 { counts[part] } else { 1.0 };
            kernels::scale::<L::Floats>(&mut parts[part * d..][..d], 1.0 / count);
        }
        if let Some((table, width)) = &heads.bag {
            let rows = table.len() / width / 2;
            for (role, sum) in [Role::Content, Role::Cue].into_iter().zip(bags.chunks_exact_mut(*width)) {
                let mut count = 1.0f32;
                for input in inputs.iter().filter(|input| input.role == role) {
                    for (half, hash) in input.hashes.iter().enumerate() {
                        let row = &table[(half * rows + *hash as usize % rows) * width..][..*width];
                        kernels::add::<L::Floats>(sum, row);
                    }
                    count += 1.0;
                }
                kernels::scale::<L::Floats>(sum, 1.0 / count.sqrt());
            }
        }
        pooled
    }

    /// The best stretch of at most [`LONGEST`] tokens, and how much better it is than none.
    #[inline(always)]
    fn target<L: Lanes>(&self, x: &[f32], marks: &[f32], hidden: &[f32]) -> ((usize, usize), f32) {
        let (wide, edge) = (self.heads.marks.width(), self.heads.attended);
        let (heads, d, tokens) = (self.heads, self.heads.width, self.inputs.len());
        let mut by = vec![0.0f32; heads.edge_by.width()];
        heads.edge_by.apply::<L>(hidden, &mut by);
        let share = 1.0 / (d as f32).sqrt();
        let mut edges = vec![[0.0f32; 2]; tokens];
        for at in 0..tokens {
            let row = &x[at * d..][..d];
            edges[at][0] = marks[at * wide + edge] + kernels::dot::<L::Floats>(&by[..d], row) * share;
            edges[at][1] = marks[at * wide + edge + 1] + kernels::dot::<L::Floats>(&by[d..2 * d], row) * share;
        }
        let mut best = ((0, 0), f32::MIN);
        for first in 0..tokens {
            let start = edges[first][0];
            let mut last = first;
            while last < tokens && last < first + LONGEST {
                if start + edges[last][1] > best.1 {
                    best = ((first, last), start + edges[last][1]);
                }
                last += 1;
            }
        }
        let mut null = [0.0f32; 8];
        heads.null.apply::<L>(hidden, &mut null);
        (best.0, best.1 - 2.0 * null[0])
    }
}

impl Layer {
    /// x + ReLU(mix(conv3 by channel)), normalised.
    #[inline(always)]
    fn apply<L: Lanes>(&self, x: &[f32], out: &mut [f32], sum: &mut [f32]) {
        let d = sum.len();
        // Without the rows of zeros at both ends, which stay what they are.
        for token in 1..x.len() / d - 1 {
            kernels::convolve_channels::<L::Floats>(&x[(token - 1) * d..][..3 * d], &self.kernel, &self.bias, sum);
            let row = &mut out[token * d..][..d];
            self.mix.apply::<L>(sum, row);
            kernels::rectify_and_add::<L::Floats>(row, &x[token * d..][..d]);
            let (gain, bias) = (&self.gain, &self.shift);
            kernels::finish::<L>(Residual { x: row, before: None, gain, bias, relu: false, integers: None });
        }
    }
}

#[inline(always)]
fn lexical<L: Lanes>(table: &[f32], inputs: &[Input]) -> [f32; LEXICAL] {
    let size = table.len() / LEXICAL / 4;
    let mut total = [0.0f32; LEXICAL];
    for (part, role) in [Role::Cue, Role::Content].into_iter().enumerate() {
        let (mut sum, mut count) = ([0.0f32; LEXICAL], 1.0f32);
        for input in inputs.iter().filter(|input| input.role == role) {
            for (half, hash) in input.hashes.iter().enumerate() {
                let row = &table[((2 * part + half) * size + *hash as usize % size) * LEXICAL..][..LEXICAL];
                kernels::add::<L::Floats>(&mut sum, row);
            }
            count += 1.0;
        }
        kernels::add_scaled::<L::Floats>(&mut total, &sum, 1.0 / count.sqrt());
    }
    total
}

/// Logarithms of the softmax of the first `count` scores, none below −9.2 (a ten-thousandth).
#[inline(always)]
fn log_softmax<L: Lanes>(scores: &mut [f32], count: usize) -> &[f32] {
    kernels::softmax::<L::Floats>(scores, count);
    for score in &mut scores[..count] {
        *score = if *score > 1e-4 { *score } else { 1e-4f32 }.ln();
    }
    &scores[..count]
}

/// The two hashes of a word: by itself, and with the next (`</s>` after the last). Case and digits do not matter.
pub(crate) fn hashes(word: &str, next: Option<&str>) -> [u32; 2] {
    let own = alike(crc32(b""), word);
    let pair = crc32_from(own, b" ");
    [own, next.map_or_else(|| crc32_from(pair, b"</s>"), |next| alike(pair, next))]
}

/// Goes on with a checksum over a word, in small letters and with all digits as 0.
fn alike(mut checksum: u32, word: &str) -> u32 {
    for character in word.chars() {
        if character.is_ascii() {
            let byte = if character.is_ascii_digit() { b'0' } else { character.to_ascii_lowercase() as u8 };
            checksum = crc32_from(checksum, &[byte]);
            continue;
        }
        for lower in character.encode_utf8(&mut [0; 4]).lower().chars() {
            let lower = if lower.is_numeric() { '0' } else { lower };
            checksum = crc32_from(checksum, lower.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
    checksum
}
