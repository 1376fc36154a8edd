//! The stance heads: act, side and target of one attribution from the tagger's states of its words.
//!
//! Shapes (T tokens, d the width of a token here): every token is the sum of its state times a matrix, eight rows chosen by
//! the codes of its word, and rows for role, place and quotation state, normalised; then separable convolutions of three with
//! residuals. Pooled by attention, means and a maximum, and with the sums of hashed words and pairs of words, these give act
//! and side; start and end of the target are read off the tokens. `train/stance_heads.py` puts the sections `stance.*` into
//! the model file and describes them.

use super::Model;
use super::format::{Kind, Sections};
use super::kernels;
use super::vocabulary::crc32;
use crate::Error;

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
struct Linear {
    columns: usize,
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Linear {
    fn read(sections: &Sections, name: &str) -> Result<Self, Error> {
        let (weight, columns) = table(sections, &format!("{name}.weight"))?;
        let bias = table(sections, &format!("{name}.bias"))?.0;
        if columns == 0 || weight.len() != columns * bias.len() {
            return Err(Error::model(format!("its section “stance.{name}.weight” does not go with its bias")));
        }
        Ok(Self { columns, weight, bias })
    }

    fn apply(&self, input: &[f32]) -> Vec<f32> {
        self.weight.chunks_exact(self.columns).zip(&self.bias).map(|(row, bias)| bias + dot(row, input)).collect()
    }

    fn expect(&self, rows: usize, columns: usize, name: &str) -> Result<(), Error> {
        if (self.bias.len(), self.columns) == (rows, columns) {
            return Ok(());
        }
        Err(Error::model(format!(
            "its section “stance.{name}” has {} rows of {}, and {rows} of {columns} were expected",
            self.bias.len(),
            self.columns
        )))
    }
}

/// A sum of products in eight running sums, the same on every machine.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut parts = [0.0f32; 8];
    let (left, left_rest) = a.as_chunks::<8>();
    let (right, right_rest) = b.as_chunks::<8>();
    // Counted, not zipped: where the build asks for small code (WebAssembly), an iterator's steps stay calls.
    for at in 0..left.len().min(right.len()) {
        let (x, y) = (&left[at], &right[at]);
        for lane in 0..8 {
            parts[lane] += x[lane] * y[lane];
        }
    }
    let rest: f32 = left_rest.iter().zip(right_rest).map(|(x, y)| x * y).sum();
    parts.iter().sum::<f32>() + rest
}

#[derive(Debug)]
struct Layer {
    kernel: Vec<f32>,
    bias: Vec<f32>,
    mix: Linear,
    gain: Vec<f32>,
    shift: Vec<f32>,
}

/// The heads' weights.
#[derive(Debug)]
pub(crate) struct Heads {
    width: usize,
    state: Linear,
    role: Vec<f32>,
    place: Vec<f32>,
    quote: Vec<f32>,
    codes: Vec<f32>,
    gain: Vec<f32>,
    shift: Vec<f32>,
    layers: Vec<Layer>,
    attend: Linear,
    /// Hashed words and pairs, summed into the pooled vector: rows of the width of the bag.
    bag: Option<(Vec<f32>, usize)>,
    /// Hashed words and pairs, straight to act and side: rows of 20.
    lexical: Option<(Vec<f32>, usize)>,
    hide: Linear,
    act: Linear,
    side: Linear,
    edge: Linear,
    edge_by: Linear,
    null: Linear,
    /// The margin above which a target is given.
    pub threshold: f32,
}

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
        return Err(Error::model(format!("its section “{name}” is empty")));
    }
    let block = rows.div_ceil(scales.len());
    let scaled = numbers.iter().enumerate().map(|(at, number)| number * scales[at / columns / block]);
    Ok((scaled.collect(), columns))
}

impl Heads {
    /// Reads the heads, if the model has them.
    pub fn read(sections: &Sections) -> Result<Option<Self>, Error> {
        if sections.find("stance.limits").is_none() {
            return Ok(None);
        }
        let limits = table(sections, "limits")?.0;
        let state = Linear::read(sections, "from_state")?;
        let width = state.bias.len();
        let of_width = |name: &str| -> Result<Vec<f32>, Error> {
            let (numbers, columns) = table(sections, name)?;
            match columns == width {
                true => Ok(numbers),
                false => Err(Error::model(format!("its section “stance.{name}” has rows of {columns}, not {width}"))),
            }
        };
        let mut layers = Vec::new();
        while sections.find(&format!("stance.convs.{}.weight", layers.len())).is_some() {
            let k = layers.len();
            let layer = Layer {
                kernel: table(sections, &format!("convs.{k}.weight"))?.0,
                bias: of_width(&format!("convs.{k}.bias"))?,
                mix: Linear::read(sections, &format!("mixes.{k}"))?,
                gain: of_width(&format!("norms.{k}.weight"))?,
                shift: of_width(&format!("norms.{k}.bias"))?,
            };
            layer.mix.expect(width, width, "mixes")?;
            if layer.kernel.len() != 3 * width {
                return Err(Error::model(format!("its convolution {k} has {} weights", layer.kernel.len())));
            }
            layers.push(layer);
        }
        let hashed = |name: &str| -> Result<Option<(Vec<f32>, usize)>, Error> {
            sections
                .find(&format!("stance.{name}.weight"))
                .map(|_| table(sections, &format!("{name}.weight")))
                .transpose()
        };
        let heads = Self {
            width,
            state,
            role: of_width("role.weight")?,
            place: of_width("place.weight")?,
            quote: of_width("quoted.weight")?,
            codes: of_width("codes.weight")?,
            gain: of_width("norm.weight")?,
            shift: of_width("norm.bias")?,
            layers,
            attend: Linear::read(sections, "attend")?,
            bag: hashed("table")?,
            lexical: hashed("lexical")?,
            hide: Linear::read(sections, "hide")?,
            act: Linear::read(sections, "act")?,
            side: Linear::read(sections, "side")?,
            edge: Linear::read(sections, "edge")?,
            edge_by: Linear::read(sections, "edge_by")?,
            null: Linear::read(sections, "null")?,
            threshold: limits.first().copied().unwrap_or(0.0),
        };
        heads.check()?;
        Ok(Some(heads))
    }

    fn check(&self) -> Result<(), Error> {
        let (d, hidden) = (self.width, self.hide.bias.len());
        let bag = self.bag.as_ref().map_or(0, |bag| bag.1);
        self.attend.expect(self.attend.bias.len(), d, "attend")?;
        self.hide.expect(hidden, d * (self.attend.bias.len() + 5) + 2 * bag, "hide")?;
        self.act.expect(ACTS, hidden, "act")?;
        self.side.expect(SIDES, hidden, "side")?;
        self.edge.expect(2, d, "edge")?;
        self.edge_by.expect(2 * d, hidden, "edge_by")?;
        self.null.expect(1, hidden, "null")?;
        let rows = [
            (&self.role, 4),
            (&self.place, 12),
            (&self.quote, 4),
            (&self.codes, 8 * BOOK),
            (&self.gain, 1),
            (&self.shift, 1),
        ];
        let whole = rows.iter().all(|(table, rows)| table.len() == rows * d)
            && d.is_multiple_of(8)
            && self.lexical.as_ref().is_none_or(|(table, columns)| *columns == 20 && table.len() >= 80);
        match whole {
            true => Ok(()),
            false => Err(Error::model("its stance heads have tables of other sizes than their width asks for")),
        }
    }

    /// What the heads say of a sequence. `state`: writes the state of a token; none where the sequence is empty.
    pub fn read_stance(
        &self,
        model: &Model,
        inputs: &[Input],
        words: &[u32],
        state: impl Fn(usize, &mut [f32]),
    ) -> Option<Output> {
        if inputs.is_empty() {
            return None;
        }
        let d = self.width;
        let mut x = vec![0.0f32; inputs.len() * d];
        let mut buffer = vec![0.0f32; self.state.columns];
        for ((row, input), &word) in x.chunks_exact_mut(d).zip(inputs).zip(words) {
            state(input.token, &mut buffer);
            row.copy_from_slice(&self.state.apply(&buffer));
            let tables = [
                (&self.role, input.role as usize),
                (&self.place, input.place as usize),
                (&self.quote, input.quote as usize),
            ];
            for (table, at) in tables {
                add(row, &table[at * d..][..d]);
            }
            for (book, code) in model.words.codes(model.sections(), word).into_iter().enumerate() {
                add(row, &self.codes[(book * BOOK + code) * d..][..d]);
            }
            kernels::normalise(row, &self.gain, &self.shift);
            row.iter_mut().for_each(|number| *number = number.max(0.0));
        }
        for layer in &self.layers {
            x = layer.apply(&x, d);
        }
        let hidden: Vec<f32> =
            self.hide.apply(&self.pool(&x, inputs)).into_iter().map(|number| number.max(0.0)).collect();
        let (mut act, mut side) = (self.act.apply(&hidden), self.side.apply(&hidden));
        if let Some((table, _)) = &self.lexical {
            let total = lexical(table, inputs);
            add(&mut act, &total[..ACTS]);
            add(&mut side, &total[ACTS..ACTS + SIDES]);
        }
        let (target, margin) = self.target(&x, &hidden);
        let mut output = Output { act: [0.0; ACTS], side: [0.0; SIDES], target, margin };
        output.act.copy_from_slice(&log_softmax(&act));
        output.side.copy_from_slice(&log_softmax(&side));
        Some(output)
    }

    /// Attention, mean and maximum of the content, means of cue, source and all, hashed words of content and cue.
    fn pool(&self, x: &[f32], inputs: &[Input]) -> Vec<f32> {
        let d = self.width;
        let mut pooled = Vec::with_capacity(self.hide.columns);
        let scores: Vec<Vec<f32>> = x.chunks_exact(d).map(|row| self.attend.apply(row)).collect();
        for head in 0..self.attend.bias.len() {
            let mut weights: Vec<f32> = scores.iter().map(|score| score[head]).collect();
            kernels::softmax(&mut weights);
            pooled.extend(weighted(x, d, &weights));
        }
        for role in [Some(Role::Content), Some(Role::Cue), Some(Role::Source), None] {
            let here: Vec<f32> =
                inputs.iter().map(|input| f32::from(role.is_none_or(|role| input.role == role))).collect();
            let share = 1.0 / here.iter().sum::<f32>().max(1.0);
            pooled.extend(weighted(x, d, &here).into_iter().map(|number| number * share));
            if role == Some(Role::Content) {
                let mut most = vec![-20.0f32; d];
                for (row, _) in x.chunks_exact(d).zip(&here).filter(|(_, here)| **here > 0.0) {
                    most.iter_mut().zip(row).for_each(|(most, number)| *most = most.max(*number));
                }
                pooled.extend(most);
            }
        }
        if let Some((table, width)) = &self.bag {
            let rows = table.len() / width / 2;
            for role in [Role::Content, Role::Cue] {
                let mut sum = vec![0.0f32; *width];
                let mut count = 1.0f32;
                for input in inputs.iter().filter(|input| input.role == role) {
                    for (half, hash) in input.hashes.iter().enumerate() {
                        add(&mut sum, &table[(half * rows + *hash as usize % rows) * width..][..*width]);
                    }
                    count += 1.0;
                }
                let share = 1.0 / count.sqrt();
                pooled.extend(sum.into_iter().map(|number| number * share));
            }
        }
        pooled
    }

    /// The best stretch of at most [`LONGEST`] tokens, and how much better it is than none.
    fn target(&self, x: &[f32], hidden: &[f32]) -> ((usize, usize), f32) {
        let d = self.width;
        let by = self.edge_by.apply(hidden);
        let share = 1.0 / (d as f32).sqrt();
        let edges: Vec<[f32; 2]> = x
            .chunks_exact(d)
            .map(|row| {
                let edge = self.edge.apply(row);
                [edge[0] + dot(&by[..d], row) * share, edge[1] + dot(&by[d..], row) * share]
            })
            .collect();
        let mut best = ((0, 0), f32::MIN);
        for (first, start) in edges.iter().enumerate() {
            for (last, end) in edges.iter().enumerate().skip(first).take(LONGEST) {
                if start[0] + end[1] > best.1 {
                    best = ((first, last), start[0] + end[1]);
                }
            }
        }
        (best.0, best.1 - 2.0 * self.null.apply(hidden)[0])
    }
}

impl Layer {
    /// x + ReLU(mix(conv3 by channel)), normalised.
    fn apply(&self, x: &[f32], d: usize) -> Vec<f32> {
        let tokens = x.len() / d;
        let mut out = Vec::with_capacity(x.len());
        let mut sum = vec![0.0f32; d];
        for token in 0..tokens {
            sum.copy_from_slice(&self.bias);
            for offset in 0..3 {
                if let Some(near) = (token + offset).checked_sub(1).filter(|near| *near < tokens) {
                    for (channel, sum) in sum.iter_mut().enumerate() {
                        *sum += x[near * d + channel] * self.kernel[channel * 3 + offset];
                    }
                }
            }
            let mut row = self.mix.apply(&sum);
            for (number, &before) in row.iter_mut().zip(&x[token * d..]) {
                *number = number.max(0.0) + before;
            }
            kernels::normalise(&mut row, &self.gain, &self.shift);
            out.extend(row);
        }
        out
    }
}

fn lexical(table: &[f32], inputs: &[Input]) -> Vec<f32> {
    let size = table.len() / 20 / 4;
    let mut total = vec![0.0f32; 20];
    for (part, role) in [Role::Cue, Role::Content].into_iter().enumerate() {
        let (mut sum, mut count) = (vec![0.0f32; 20], 1.0f32);
        for input in inputs.iter().filter(|input| input.role == role) {
            for (half, hash) in input.hashes.iter().enumerate() {
                add(&mut sum, &table[((2 * part + half) * size + *hash as usize % size) * 20..][..20]);
            }
            count += 1.0;
        }
        let share = 1.0 / count.sqrt();
        total.iter_mut().zip(sum).for_each(|(total, sum)| *total += sum * share);
    }
    total
}

fn add(row: &mut [f32], other: &[f32]) {
    row.iter_mut().zip(other).for_each(|(number, other)| *number += other);
}

fn weighted(x: &[f32], d: usize, weights: &[f32]) -> Vec<f32> {
    let mut sum = vec![0.0f32; d];
    for (row, weight) in x.chunks_exact(d).zip(weights) {
        sum.iter_mut().zip(row).for_each(|(sum, number)| *sum += weight * number);
    }
    sum
}

/// Logarithms of the softmax, none below −9.2 (a ten-thousandth).
fn log_softmax(scores: &[f32]) -> Vec<f32> {
    let mut chances = scores.to_vec();
    kernels::softmax(&mut chances);
    chances.into_iter().map(|chance| chance.max(1e-4).ln()).collect()
}

/// The two hashes of a word: by itself, and with the next (`</s>` after the last). Case and digits do not matter.
pub(crate) fn hashes(word: &str, next: Option<&str>) -> [u32; 2] {
    let alike = |word: &str| -> String {
        word.chars().flat_map(char::to_lowercase).map(|c| if c.is_numeric() { '0' } else { c }).collect()
    };
    let (word, next) = (alike(word), next.map_or_else(|| "</s>".to_owned(), alike));
    [crc32(word.as_bytes()), crc32(format!("{word} {next}").as_bytes())]
}
