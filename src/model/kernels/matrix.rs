//! Matrices of floats times vectors of floats: small layers whose inputs have no known bound.

use super::{Floats, Lanes, fit};

/// Rows that one vector of sums holds.
const PANEL: usize = 8;

/// A layer `y = W x + b`.
///
/// Weights lie in panels of eight rows, a column of eight after the other; sums run over the columns in order, from the bias on.
#[derive(Debug)]
pub(crate) struct Matrix {
    rows: usize,
    columns: usize,
    panels: Vec<f32>,
    /// Filled up with zeros to whole panels.
    bias: Vec<f32>,
}

impl Matrix {
    /// `weights`: rows of `weights.len() / bias.len()`, one a number of `bias`.
    pub fn new(weights: &[f32], bias: &[f32]) -> Self {
        let (rows, padded) = (bias.len(), bias.len().next_multiple_of(PANEL));
        let columns = weights.len().checked_div(rows).unwrap_or(0);
        let mut filled = bias.to_vec();
        filled.resize(padded, 0.0);
        let mut matrix = Self { rows, columns, panels: vec![0.0; padded * columns], bias: filled };
        for (at, &weight) in weights.iter().enumerate() {
            let place = matrix.place(at / columns, at % columns);
            matrix.panels[place] = weight;
        }
        matrix
    }

    /// This layer's rows and then another's, of the same inputs.
    pub fn and(&self, other: &Self) -> Self {
        let rows = || (0..self.rows).map(|row| (self, row)).chain((0..other.rows).map(|row| (other, row)));
        let weights: Vec<f32> =
            rows().flat_map(|(of, row)| (0..of.columns).map(move |column| of.panels[of.place(row, column)])).collect();
        let bias: Vec<f32> = rows().map(|(of, row)| of.bias[row]).collect();
        Self::new(&weights, &bias)
    }

    fn place(&self, row: usize, column: usize) -> usize {
        (row / PANEL * self.columns + column) * PANEL + row % PANEL
    }

    /// Numbers that an output takes: the rows, filled up to a multiple of 8.
    pub fn width(&self) -> usize {
        self.bias.len()
    }

    /// Numbers of an input.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Writes the [`Matrix::width`] outputs of an input of [`Matrix::columns`].
    #[inline(always)]
    pub fn apply<L: Lanes>(&self, input: &[f32], output: &mut [f32]) {
        // SAFETY: whoever names `L` runs under `dispatch`, which chose it for this machine.
        unsafe { L::matrix(self, input, output) }
    }

    #[inline(always)]
    pub(super) fn apply_inline<F: Floats>(&self, input: &[f32], output: &mut [f32]) {
        fit(input.len() >= self.columns && output.len() >= self.width());
        let panels = self.width() / PANEL;
        let mut panel = 0;
        // SAFETY: the inputs and outputs were checked; a panel holds `columns` columns.
        unsafe {
            while panel + 4 <= panels {
                self.four::<F>(panel, input.as_ptr(), output.as_mut_ptr());
                panel += 4;
            }
            while panel < panels {
                self.one::<F>(panel, input.as_ptr(), output.as_mut_ptr());
                panel += 1;
            }
        }
    }

    // Written out, not looped over: where the build asks for small code, sums in an array would live in memory.
    #[inline(always)]
    unsafe fn four<F: Floats>(&self, panel: usize, mut input: *const f32, output: *mut f32) {
        unsafe {
            let (bias, next) = (self.bias.as_ptr().add(panel * PANEL), self.columns * PANEL);
            let (mut a, mut b) = (F::load(bias), F::load(bias.add(PANEL)));
            let (mut c, mut d) = (F::load(bias.add(2 * PANEL)), F::load(bias.add(3 * PANEL)));
            let mut weights = self.panels.as_ptr().add(panel * next);
            let end = input.add(self.columns);
            while input < end {
                let x = F::splat(*input);
                a = a.add(F::load(weights).mul(x));
                b = b.add(F::load(weights.add(next)).mul(x));
                c = c.add(F::load(weights.add(2 * next)).mul(x));
                d = d.add(F::load(weights.add(3 * next)).mul(x));
                weights = weights.add(PANEL);
                input = input.add(1);
            }
            let output = output.add(panel * PANEL);
            a.store(output);
            b.store(output.add(PANEL));
            c.store(output.add(2 * PANEL));
            d.store(output.add(3 * PANEL));
        }
    }

    #[inline(always)]
    unsafe fn one<F: Floats>(&self, panel: usize, mut input: *const f32, output: *mut f32) {
        unsafe {
            let mut sum = F::load(self.bias.as_ptr().add(panel * PANEL));
            let mut weights = self.panels.as_ptr().add(panel * self.columns * PANEL);
            let end = input.add(self.columns);
            while input < end {
                sum = sum.add(F::load(weights).mul(F::splat(*input)));
                weights = weights.add(PANEL);
                input = input.add(1);
            }
            sum.store(output.add(panel * PANEL));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Task, dispatch};
    use super::*;

    struct Apply<'a>(&'a Matrix, &'a [f32]);

    impl Task for Apply<'_> {
        type Output = Vec<f32>;

        #[inline(always)]
        fn run<L: Lanes>(self) -> Vec<f32> {
            let mut output = vec![0.0; self.0.width()];
            self.0.apply::<L>(self.1, &mut output);
            output
        }
    }

    #[test]
    fn sums_run_in_order() {
        for (rows, columns) in [(1, 1), (3, 20), (40, 7), (64, 288)] {
            let number = |n: usize| (n * 7919 % 1000) as f32 / 250.0 - 2.0;
            let weights: Vec<f32> = (0..rows * columns).map(number).collect();
            let bias: Vec<f32> = (0..rows).map(|row| number(row + 3)).collect();
            let input: Vec<f32> = (0..columns).map(|column| number(column + 5)).collect();
            let matrix = Matrix::new(&weights, &bias);
            assert_eq!((matrix.rows, matrix.columns(), matrix.width()), (rows, columns, rows.next_multiple_of(8)));
            let twice = dispatch(Apply(&matrix.and(&matrix), &input));
            let output = dispatch(Apply(&matrix, &input));
            for row in 0..rows {
                let weights = &weights[row * columns..][..columns];
                let exact = weights.iter().zip(&input).fold(bias[row], |sum, (weight, x)| sum + weight * x);
                assert_eq!(output[row], exact, "row {row} of {rows} × {columns}");
                assert_eq!((twice[row], twice[rows + row]), (exact, exact), "row {row} of two layers");
            }
        }
    }
}
