//! Matrices of 8-bit weights times vectors of 16-bit activations, or of bytes where both fit and the machine multiplies bytes.

use std::mem::MaybeUninit;

use super::lanes::has_quads;
use super::quads::{self, MIDDLE, Work};
use super::{Floats, Lanes, Steps, fit};
use crate::Error;
use crate::model::Sections;

/// Rows that one vector of sums holds.
const PANEL: usize = 8;

/// A layer `y = W x + b` over `taps` neighbouring vectors (one: a plain layer; three: a convolution).
///
/// Weights lie in panels of eight rows: for every pair of inputs (or four, see `quads.rs`) its weights of the eight rows, side by
/// side, so that no sum has to be gathered from a vector's lanes.
#[derive(Debug)]
pub(crate) struct Linear {
    /// Numbers a tap.
    columns: usize,
    taps: usize,
    panels: Vec<i8>,
    /// Whether fours lie together, each with [`MIDDLE`] added.
    quads: bool,
    /// What an integer sum is worth, a row; zero for rows that only fill a panel.
    scale: Vec<f32>,
    bias: Vec<f32>,
}

/// Vectors of activations, one after the other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Input<'a> {
    pub numbers: &'a [i16],
    /// From one vector to the next.
    pub stride: usize,
    /// Vectors between the taps of a convolution.
    pub dilation: usize,
}

impl Linear {
    /// Reads `NAME.w` (8 bits, [rows, columns] or [rows, taps, columns]), `NAME.w.scale` and `NAME.b`. `reads`: in what steps its
    /// inputs come.
    pub fn read(
        sections: &Sections,
        name: &str,
        (rows, taps, columns): (usize, usize, usize),
        reads: Steps,
    ) -> Result<Self, Error> {
        let weights = format!("{name}.w");
        let dimensions = if taps == 1 { vec![rows, columns] } else { vec![rows, taps, columns] };
        let integers = sections.get(&weights)?.signed(&dimensions)?;
        let scales = sections.get(&format!("{weights}.scale"))?.floats(&[rows])?;
        let biases = sections.get(&format!("{name}.b"))?.floats(&[rows])?;
        Self::new(name, &integers, &scales, &biases, (rows, taps, columns), reads)
    }

    /// As [`Linear::read`], a plain layer as two whose outputs add up to it: the first and the second part of its inputs, each of so
    /// many numbers that come in such steps.
    pub fn read_in_two(
        sections: &Sections,
        name: &str,
        rows: usize,
        [(first, reads), (second, also_reads)]: [(usize, Steps); 2],
    ) -> Result<[Self; 2], Error> {
        let columns = first + second;
        let integers = sections.get(&format!("{name}.w"))?.signed(&[rows, columns])?;
        let scales = sections.get(&format!("{name}.w.scale"))?.floats(&[rows])?;
        let biases = sections.get(&format!("{name}.b"))?.floats(&[rows])?;
        let part = |from: usize, to: usize| -> Vec<i8> {
            integers.chunks_exact(columns).flat_map(|row| &row[from..to]).copied().collect()
        };
        let none = vec![0.0; rows];
        Ok([
            Self::new(name, &part(0, first), &scales, &biases, (rows, 1, first), reads)?,
            Self::new(name, &part(first, columns), &scales, &none, (rows, 1, second), also_reads)?,
        ])
    }

    /// The same from numbers: `integers` row by row, a scale and a bias a row.
    pub fn new(
        name: &str,
        integers: &[i8],
        scales: &[f32],
        biases: &[f32],
        shape: (usize, usize, usize),
        reads: Steps,
    ) -> Result<Self, Error> {
        Self::laid_out(name, integers, scales, biases, shape, reads, has_quads())
    }

    fn laid_out(
        name: &str,
        integers: &[i8],
        scales: &[f32],
        biases: &[f32],
        (rows, taps, columns): (usize, usize, usize),
        reads: Steps,
        has_quads: bool,
    ) -> Result<Self, Error> {
        if !columns.is_multiple_of(2) {
            return Err(Error::model(format!("layer “{name}” has {columns} inputs, and an even number is needed")));
        }
        let (depth, padded) = (taps * columns, rows.next_multiple_of(PANEL));
        let small = integers.iter().all(|weight| i32::from(weight.unsigned_abs()) < MIDDLE);
        let quads = has_quads && small && reads.are_bytes() && columns.is_multiple_of(quads::STEP);
        let mut panels = vec![if quads { MIDDLE as i8 } else { 0 }; padded * depth];
        for (row, weights) in integers.chunks_exact(depth).enumerate() {
            let sum: i32 = weights.iter().map(|&weight| i32::from(weight).abs()).sum();
            if sum > i32::from(u16::MAX) {
                return Err(Error::model(format!(
                    "row {row} of layer “{name}” has weights of {sum} in all, and 32-bit sums hold 65535"
                )));
            }
            let panel = row / PANEL * PANEL * depth + row % PANEL * 2;
            for (input, &weight) in weights.iter().enumerate() {
                if quads {
                    panels[quads::place(row, input, depth)] += weight;
                } else {
                    panels[panel + input / 2 * PANEL * 2 + input % 2] = weight;
                }
            }
        }
        let fill = |numbers: &[f32], times: f32| -> Vec<f32> {
            numbers.iter().map(|number| number * times).chain(std::iter::repeat(0.0)).take(padded).collect()
        };
        let (scale, bias) = (fill(scales, reads.size()), fill(biases, 1.0));
        Ok(Self { columns, taps, panels, quads, scale, bias })
    }

    /// Numbers that a vector of outputs takes: the rows, filled up to a multiple of 8.
    pub fn width(&self) -> usize {
        self.scale.len()
    }

    /// Numbers of one input vector.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Input vectors that an output sees.
    pub fn taps(&self) -> usize {
        self.taps
    }

    /// Outputs of `count` vectors; output `n` sees input vectors `n`, `n + dilation`, … `n + (taps − 1) · dilation`.
    #[inline(always)]
    pub fn apply<L: Lanes>(&self, input: Input, count: usize, output: &mut [f32]) {
        // SAFETY: whoever names `L` runs under `dispatch`, which chose it for this machine.
        unsafe { L::linear(self, input, count, output) }
    }

    #[inline(always)]
    pub(super) fn apply_inline<L: Lanes>(&self, input: Input, count: usize, output: &mut [f32]) {
        let Input { numbers, stride, dilation } = input;
        if count == 0 {
            return;
        }
        let last = (count - 1 + (self.taps - 1) * dilation) * stride + self.columns;
        fit(numbers.len() >= last);
        fit(output.len() >= count * self.width());
        if self.quads {
            return self.by_quads::<L>(input, count, output);
        }
        let mut done = 0;
        while done < count {
            let some = if done + 4 <= count { 4 } else { 1 };
            // SAFETY: inputs and outputs were checked just now; a panel holds as many weights as are read.
            unsafe {
                let numbers = numbers.as_ptr().add(done * stride);
                let output = output.as_mut_ptr().add(done * self.width());
                match (some, L::WIDE) {
                    (4, false) => self.four::<L>(input, numbers, output),
                    (_, false) => self.one::<L>(input, numbers, output),
                    (4, true) => self.vectors::<L, 3, 4>(input, numbers, output),
                    (_, true) => self.vectors::<L, 6, 1>(input, numbers, output),
                }
            }
            done += some;
        }
    }

    /// Products of bytes: the vectors and the sums of their numbers are written out first, some at a time.
    fn by_quads<L: Lanes>(&self, input: Input, count: usize, output: &mut [f32]) {
        let mut bytes = MaybeUninit::<[i8; quads::BYTES]>::uninit();
        let mut totals = MaybeUninit::<[i32; quads::VECTORS]>::uninit();
        let vectors = count + (self.taps - 1) * input.dilation;
        fit(vectors <= quads::VECTORS && vectors * self.columns <= quads::BYTES);
        let work = Work {
            weights: self.panels.as_ptr().cast(),
            scale: self.scale.as_ptr(),
            bias: self.bias.as_ptr(),
            panels: self.width() / PANEL,
            taps: self.taps,
            columns: self.columns,
            numbers: input.numbers.as_ptr(),
            stride: input.stride,
            dilation: input.dilation,
            count,
            output: output.as_mut_ptr(),
            bytes: bytes.as_mut_ptr().cast(),
            totals: totals.as_mut_ptr().cast(),
        };
        // SAFETY: `apply_inline` checked inputs and outputs, the lines above the room; `has_quads` said that the machine can.
        unsafe { L::quads(&work) };
    }

    /// All rows of four vectors, a panel at a time. Written out, not looped over: where the build asks for small code
    /// (WebAssembly), sums in an array would live in memory.
    #[inline(always)]
    unsafe fn four<L: Lanes>(&self, input: Input, numbers: *const i16, output: *mut f32) {
        let (stride, width) = (input.stride, self.width());
        let mut panel = 0;
        // SAFETY: as the caller vouches for.
        unsafe {
            let mut weights = self.panels.as_ptr();
            while panel < width {
                let (mut a, mut b, mut c, mut d) = (L::zero(), L::zero(), L::zero(), L::zero());
                let mut tap = 0;
                while tap < self.taps {
                    // A pointer a vector: what is read then lies at fixed places from it.
                    let mut x = numbers.add(tap * input.dilation * stride);
                    let (mut y, mut z, mut w) = (x.add(stride), x.add(2 * stride), x.add(3 * stride));
                    let end = x.add(self.columns);
                    macro_rules! pair {
                        ($at:literal) => {
                            let rows = L::load(weights.add($at * 2 * PANEL));
                            a = a.add_products(rows, L::splat(x.add($at * 2)));
                            b = b.add_products(rows, L::splat(y.add($at * 2)));
                            c = c.add_products(rows, L::splat(z.add($at * 2)));
                            d = d.add_products(rows, L::splat(w.add($at * 2)));
                        };
                    }
                    let most = x.add(self.columns / 8 * 8);
                    while x < most {
                        pair!(0);
                        pair!(1);
                        pair!(2);
                        pair!(3);
                        weights = weights.add(8 * PANEL);
                        (x, y, z, w) = (x.add(8), y.add(8), z.add(8), w.add(8));
                    }
                    while x < end {
                        pair!(0);
                        weights = weights.add(2 * PANEL);
                        (x, y, z, w) = (x.add(2), y.add(2), z.add(2), w.add(2));
                    }
                    tap += 1;
                }
                let output = output.add(panel);
                self.put(panel, a, output);
                self.put(panel, b, output.add(width));
                self.put(panel, c, output.add(2 * width));
                self.put(panel, d, output.add(3 * width));
                panel += PANEL;
            }
        }
    }

    /// All rows of one vector, three panels at a time.
    #[inline(always)]
    unsafe fn one<L: Lanes>(&self, input: Input, numbers: *const i16, output: *mut f32) {
        let depth = self.taps * self.columns * PANEL;
        let mut panel = 0;
        // SAFETY: as the caller vouches for.
        unsafe {
            while panel < self.width() {
                // Where fewer than three are left, the last is read more than once.
                let left = self.width() - panel;
                let second = if left > PANEL { depth } else { 0 };
                let third = if left > 2 * PANEL { 2 * depth } else { 0 };
                let (mut a, mut b, mut c) = (L::zero(), L::zero(), L::zero());
                let mut weights = self.panels.as_ptr().add(panel / PANEL * depth);
                let mut tap = 0;
                while tap < self.taps {
                    let mut x = numbers.add(tap * input.dilation * input.stride);
                    let end = x.add(self.columns);
                    macro_rules! pair {
                        ($at:literal) => {
                            let pair = L::splat(x.add($at * 2));
                            a = a.add_products(L::load(weights.add($at * 2 * PANEL)), pair);
                            b = b.add_products(L::load(weights.add(second + $at * 2 * PANEL)), pair);
                            c = c.add_products(L::load(weights.add(third + $at * 2 * PANEL)), pair);
                        };
                    }
                    let most = x.add(self.columns / 8 * 8);
                    while x < most {
                        pair!(0);
                        pair!(1);
                        pair!(2);
                        pair!(3);
                        weights = weights.add(8 * PANEL);
                        x = x.add(8);
                    }
                    while x < end {
                        pair!(0);
                        weights = weights.add(2 * PANEL);
                        x = x.add(2);
                    }
                    tap += 1;
                }
                self.put(panel, a, output.add(panel));
                if second > 0 {
                    self.put(panel + PANEL, b, output.add(panel + PANEL));
                }
                if third > 0 {
                    self.put(panel + 2 * PANEL, c, output.add(panel + 2 * PANEL));
                }
                panel += 3 * PANEL;
            }
        }
    }

    /// Writes the outputs of one panel, from row `row` on.
    #[inline(always)]
    unsafe fn put<L: Lanes>(&self, row: usize, sums: L, output: *mut f32) {
        // SAFETY: as the caller vouches for.
        unsafe {
            let scaled = sums.sums().mul(L::Floats::load(self.scale.as_ptr().add(row)));
            scaled.add(L::Floats::load(self.bias.as_ptr().add(row))).store(output);
        }
    }

    /// All rows of `T` vectors, `P` panels at a time.
    #[inline(always)]
    unsafe fn vectors<L: Lanes, const P: usize, const T: usize>(
        &self,
        input: Input,
        numbers: *const i16,
        output: *mut f32,
    ) {
        let panels = self.width() / PANEL;
        let mut panel = 0;
        // SAFETY: as the caller vouches for.
        unsafe {
            while panel + P <= panels {
                self.block::<L, P, T>(panel, input, numbers, output);
                panel += P;
            }
            if panel + 2 <= panels {
                self.block::<L, 2, T>(panel, input, numbers, output);
                panel += 2;
            }
            while panel < panels {
                self.block::<L, 1, T>(panel, input, numbers, output);
                panel += 1;
            }
        }
    }

    #[allow(clippy::needless_range_loop)]
    #[inline(always)]
    unsafe fn block<L: Lanes, const P: usize, const T: usize>(
        &self,
        panel: usize,
        input: Input,
        numbers: *const i16,
        output: *mut f32,
    ) {
        let depth = self.taps * self.columns * PANEL;
        let mut sums = [[L::zero(); P]; T];
        // SAFETY: as the caller vouches for.
        unsafe {
            let mut weights = self.panels.as_ptr().add(panel * depth);
            for tap in 0..self.taps {
                let mut inputs = numbers.add(tap * input.dilation * input.stride);
                for _ in 0..self.columns / 2 {
                    let mut rows = [L::zero(); P];
                    for p in 0..P {
                        rows[p] = L::load(weights.add(p * depth));
                    }
                    for t in 0..T {
                        let pair = L::splat(inputs.add(t * input.stride));
                        for p in 0..P {
                            sums[t][p] = sums[t][p].add_products(rows[p], pair);
                        }
                    }
                    weights = weights.add(PANEL * 2);
                    inputs = inputs.add(2);
                }
            }
            for t in 0..T {
                for p in 0..P {
                    let row = (panel + p) * PANEL;
                    self.put(row, sums[t][p], output.add(t * self.width() + row));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::lanes::{Portable, Task, dispatch};
    use super::*;

    fn numbers(seed: u32, count: usize) -> impl Iterator<Item = i32> {
        let mut state = seed;
        (0..count).map(move |_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as i32
        })
    }

    struct Apply<'a>(&'a Linear, Input<'a>, usize);

    impl Task for Apply<'_> {
        type Output = Vec<f32>;

        #[inline(always)]
        fn run<L: Lanes>(self) -> Vec<f32> {
            let mut output = vec![0.0; self.2 * self.0.width()];
            self.0.apply::<L>(self.1, self.2, &mut output);
            output
        }
    }

    #[test]
    fn bytes_give_what_pairs_give() {
        for (rows, taps, columns, dilation, count) in [
            (7, 1, 16, 1, 5),
            (40, 3, 40, 2, 9),
            (240, 1, 80, 1, 1),
            (96, 3, 96, 1, 6),
            (8, 1, 8, 1, 16),
            (8, 1, 8, 1, 0),
        ] {
            // The largest there are, and everything else.
            let held = |n: i32, most: i32| if n % 3 == 0 { n.signum() * most } else { n % (most + 1) };
            let weights: Vec<i8> =
                numbers(3, rows * taps * columns).map(|n| held(n - (1 << 23), MIDDLE - 1) as i8).collect();
            let stride = columns + 2;
            let inputs: Vec<i16> =
                numbers(4, (count + (taps - 1) * dilation) * stride).map(|n| held(n - (1 << 23), 127) as i16).collect();
            let (scales, biases) = (vec![0.01; rows], vec![0.5; rows]);
            let linear = |has_quads: bool| {
                let shape = (rows, taps, columns);
                Linear::laid_out("test", &weights, &scales, &biases, shape, Steps::bytes(3.0), has_quads).expect("fits")
            };
            let input = Input { numbers: &inputs, stride, dilation };
            let (pairs, quads) = (linear(false), linear(has_quads()));
            assert_eq!((pairs.quads, quads.quads), (false, has_quads()));
            assert_eq!(dispatch(Apply(&quads, input, count)), Apply(&pairs, input, count).run::<Portable>());
        }
    }

    #[test]
    fn what_has_more_than_its_bits_stays_in_pairs() {
        let quads = |weight: i8, columns: usize, reads: Steps| {
            let weights = vec![weight; columns];
            Linear::laid_out("test", &weights, &[1.0], &[0.0], (1, 1, columns), reads, true).expect("fits").quads
        };
        assert!(quads(-31, 16, Steps::bytes(1.0)));
        assert!(!quads(32, 16, Steps::bytes(1.0)));
        assert!(!quads(31, 12, Steps::bytes(1.0)));
        assert!(!quads(31, 16, Steps::fine(1.0)));
    }

    #[test]
    fn every_kind_of_machine_gives_the_same_bits() {
        for (rows, taps, columns, dilation, count) in [
            (7, 1, 16, 1, 5),
            (40, 3, 40, 2, 9),
            (240, 1, 80, 1, 1),
            (96, 3, 96, 1, 6),
            (1, 1, 2, 1, 1),
            (8, 1, 8, 1, 0),
        ] {
            let depth = taps * columns;
            let weights: Vec<i8> = numbers(1, rows * depth).map(|n| (n % 255 - 127) as i8).collect();
            let scales: Vec<f32> = (0..rows).map(|row| 0.001 + row as f32 * 1e-5).collect();
            let linear =
                Linear::new("test", &weights, &scales, &vec![0.5; rows], (rows, taps, columns), Steps::fine(3.0))
                    .expect("fits");
            let stride = columns + 2;
            let vectors = count + (taps - 1) * dilation;
            let inputs: Vec<i16> = numbers(2, vectors * stride).map(|n| (n % 65535 - 32767) as i16).collect();
            let input = Input { numbers: &inputs, stride, dilation };
            let fast = dispatch(Apply(&linear, input, count));
            let plain = Apply(&linear, input, count).run::<Portable>();
            let bits = |floats: &[f32]| floats.iter().map(|float| float.to_bits()).collect::<Vec<_>>();
            assert_eq!(bits(&fast), bits(&plain));
            #[cfg(target_arch = "x86_64")]
            {
                let narrow = Apply(&linear, input, count).run::<super::super::lanes::x86::Sse2>();
                assert_eq!(bits(&narrow), bits(&plain));
            }
            for n in 0..count {
                for row in 0..rows {
                    let exact: i64 = (0..depth)
                        .map(|at| {
                            let x = inputs[(n + at / columns * dilation) * stride + at % columns];
                            i64::from(weights[row * depth + at]) * i64::from(x)
                        })
                        .sum();
                    let exact = exact as f32 * (scales[row] * (3.0 / 32767.0)) + 0.5;
                    assert_eq!(fast[n * linear.width() + row], exact, "vector {n}, row {row}");
                }
            }
        }
    }

    #[test]
    fn refuses_what_its_sums_cannot_hold() {
        let weights = vec![127i8; 600];
        let error =
            Linear::new("wide", &weights, &[1.0], &[0.0], (1, 1, 600), Steps::fine(1.0)).unwrap_err().to_string();
        assert!(error.contains("row 0 of layer “wide” has weights of 76200"), "{error}");
        assert!(Linear::new("wide", &weights[..500], &[1.0], &[0.0], (1, 1, 500), Steps::fine(1.0)).is_ok());
        assert!(Linear::new("odd", &weights[..3], &[1.0], &[0.0], (1, 1, 3), Steps::fine(1.0)).is_err());
    }
}
