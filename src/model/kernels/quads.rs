//! Products of 6-bit weights and 8-bit activations, four at a time: half the instructions that pairs of 16 bits take.
//!
//! This file needs nothing but `core`: it is compiled twice, as part of the library and, for WebAssembly, as a module of its own
//! (`relaxed.rs`), since a module with such instructions is refused as a whole where they are unknown.
//!
//! Machines multiply unsigned by signed bytes, so weights are kept with [`MIDDLE`] added and the sum of the inputs, times that, is taken
//! off at the end. Two neighbouring products lie within 2 · 63 · 127, and two such sums still fit 16 bits; all is exact, and equal to what
//! pairs give.

/// Rows that a panel holds.
pub const ROWS: usize = 8;
/// Inputs that a step takes: two quads.
pub const STEP: usize = 8;
/// What is added to weights, which lie within ±31, so that none is negative.
pub const MIDDLE: i32 = 32;
/// Most vectors that the outputs of one piece of work see, and most bytes of these.
pub const VECTORS: usize = 32;
pub const BYTES: usize = 4096;

/// One layer, some vectors. Pointers only: it passes from one WebAssembly module to another.
#[repr(C)]
#[derive(Debug)]
pub struct Work {
    /// For every panel of eight rows and every step of eight inputs: of the first quad four weights a row, row by row; of the second
    /// the same.
    pub weights: *const u8,
    /// A number a row.
    pub scale: *const f32,
    pub bias: *const f32,
    pub panels: usize,
    pub taps: usize,
    /// Numbers of a vector: a multiple of [`STEP`].
    pub columns: usize,
    /// Vectors, within ±127.
    pub numbers: *const i16,
    pub stride: usize,
    pub dilation: usize,
    /// Outputs, `panels · ROWS` numbers each.
    pub count: usize,
    pub output: *mut f32,
    /// Room for the vectors as bytes and for the sum of each.
    pub bytes: *mut i8,
    pub totals: *mut i32,
}

/// Where the weight of a row and an input stands among a layer's, of `depth` inputs over all taps.
pub const fn place(row: usize, input: usize, depth: usize) -> usize {
    let panel = row / ROWS * ROWS * depth;
    panel + input / STEP * STEP * ROWS + input % STEP / 4 * 4 * ROWS + row % ROWS * 4 + input % 4
}

/// Eight sums a vector, one implementation a kind of machine.
///
/// # Safety
/// Pointers must be good for what is read, and the machine must have the instructions.
pub trait Quads: Copy {
    /// Eight rows of four weights, and four inputs for all of them.
    type Bytes: Copy;
    /// Panels at a time, for four vectors and for one: as many as there are registers for.
    const PANELS: usize;
    /// Writes numbers, a multiple of [`STEP`] of them, as bytes; gives their sum.
    unsafe fn write_bytes(numbers: *const i16, count: usize, bytes: *mut i8) -> i32;
    fn zero() -> Self;
    unsafe fn load(weights: *const u8) -> Self::Bytes;
    unsafe fn splat(inputs: *const i8) -> Self::Bytes;
    /// Adds to each sum the products of its row: of two quads.
    unsafe fn add_products(self, weights: [Self::Bytes; 2], inputs: [Self::Bytes; 2]) -> Self;
    /// `(sums − less) · scale + bias`.
    unsafe fn put(self, less: i32, scale: *const f32, bias: *const f32, output: *mut f32);
}

/// Does the work.
///
/// # Safety
/// As the fields of [`Work`] say: `weights` good for `panels · ROWS · taps · columns`, `numbers` for all vectors, `output` for
/// `count · panels · ROWS`, `bytes` for [`BYTES`], `totals` for [`VECTORS`]; `columns` a multiple of [`STEP`].
#[inline(always)]
pub unsafe fn multiply<Q: Quads>(work: &Work) {
    let vectors = work.count + (work.taps - 1) * work.dilation;
    for vector in 0..vectors {
        // SAFETY: as the caller vouches for, here and below.
        unsafe {
            let (from, to) = (work.numbers.add(vector * work.stride), work.bytes.add(vector * work.columns));
            *work.totals.add(vector) = Q::write_bytes(from, work.columns, to);
        }
    }
    let mut done = 0;
    while done < work.count {
        // SAFETY: all of these vectors are left, and all of these panels.
        unsafe {
            if done + 4 <= work.count {
                panels::<Q, 4>(work, done);
                done += 4;
            } else {
                panels::<Q, 1>(work, done);
                done += 1;
            }
        }
    }
}

/// All rows of `T` vectors from `first` on.
#[inline(always)]
unsafe fn panels<Q: Quads, const T: usize>(work: &Work, first: usize) {
    let mut panel = 0;
    unsafe {
        if Q::PANELS > 1 || T == 1 {
            while panel + 2 <= work.panels {
                block::<Q, 2, T>(work, first, panel);
                panel += 2;
            }
        }
        while panel < work.panels {
            block::<Q, 1, T>(work, first, panel);
            panel += 1;
        }
    }
}

#[allow(clippy::needless_range_loop)]
#[inline(always)]
unsafe fn block<Q: Quads, const P: usize, const T: usize>(work: &Work, first: usize, panel: usize) {
    let depth = work.taps * work.columns * ROWS;
    let mut sums = [[Q::zero(); P]; T];
    let mut less = [0; T];
    unsafe {
        let mut weights = work.weights.add(panel * depth);
        for tap in 0..work.taps {
            let vector = first + tap * work.dilation;
            let mut inputs = work.bytes.add(vector * work.columns);
            for t in 0..T {
                less[t] += *work.totals.add(vector + t);
            }
            let end = inputs.add(work.columns);
            while inputs < end {
                let mut rows = [[Q::load(weights); 2]; P];
                for p in 0..P {
                    let weights = weights.add(p * depth);
                    rows[p] = [Q::load(weights), Q::load(weights.add(4 * ROWS))];
                }
                for t in 0..T {
                    let inputs = inputs.add(t * work.columns);
                    let quads = [Q::splat(inputs), Q::splat(inputs.add(4))];
                    for p in 0..P {
                        sums[t][p] = sums[t][p].add_products(rows[p], quads);
                    }
                }
                weights = weights.add(STEP * ROWS);
                inputs = inputs.add(STEP);
            }
        }
        for t in 0..T {
            for p in 0..P {
                let row = (panel + p) * ROWS;
                let output = work.output.add((first + t) * work.panels * ROWS + row);
                sums[t][p].put(less[t] * MIDDLE, work.scale.add(row), work.bias.add(row), output);
            }
        }
    }
}
