//! The arithmetic of the net, the same to the bit on every machine.
//!
//! Weights are 8-bit integers with a scale a row, activations 15-bit integers with a step fixed at load from what the layer
//! before can give at most. Products are summed as 32-bit integers, which no order of summing changes; what is done in floats is
//! done one by one, without fused operations, in an order that is written out. So native and WebAssembly, with or without AVX2,
//! give the same bytes.

mod lanes;
mod linear;

pub(crate) use lanes::{Lanes, Task, dispatch};
pub(crate) use linear::{Input, Linear};

/// The largest integer of a quantised activation.
pub(crate) const TOP: f32 = 32767.0;
/// Adding this to a float below 2²² in size rounds it to the nearest integer, which is then in the low bits.
const ROUND: f32 = 12_582_912.0;

/// e to the power `x`; `x` is held within ±87. Within 2 units in the last place; no table, no fused operation.
///
/// Cody-Waite reduction by ln 2 in two parts, then the Taylor polynomial of degree 6 on ±0.35.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    const HIGH: f32 = 0.693_359_4;
    const LOW: f32 = -2.121_944_4e-4;
    let x = if x > 87.0 { 87.0 } else { x };
    let x = if x < -87.0 { -87.0 } else { x };
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let whole = shifted - ROUND;
    let r = (x - whole * HIGH) - whole * LOW;
    let mut value = 1.0 / 720.0;
    value = value * r + 1.0 / 120.0;
    value = value * r + 1.0 / 24.0;
    value = value * r + 1.0 / 6.0;
    value = value * r + 0.5;
    value = value * r + 1.0;
    value = value * r + 1.0;
    let power = shifted.to_bits().wrapping_sub(ROUND.to_bits()).wrapping_add(127) << 23;
    value * f32::from_bits(power)
}

/// 1 / (1 + e⁻ˣ).
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// Hyperbolic tangent.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    1.0 - 2.0 / (exp(2.0 * x) + 1.0)
}

/// Turns scores into probabilities, in place.
#[inline(always)]
pub fn softmax(scores: &mut [f32]) {
    let top = scores.iter().fold(f32::MIN, |top, &score| if score > top { score } else { top });
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = exp(*score - top);
        sum += *score;
    }
    for score in scores.iter_mut() {
        *score /= sum;
    }
}

/// The nearest 16-bit integer of `x / step`, given as `x · inverse`; held within ±32767.
#[inline(always)]
pub fn quantise(x: f32, inverse: f32) -> i16 {
    let scaled = x * inverse;
    let scaled = if scaled > TOP { TOP } else { scaled };
    let scaled = if scaled < -TOP { -TOP } else { scaled };
    (scaled + ROUND).to_bits().wrapping_sub(ROUND.to_bits()) as i32 as i16
}

// Counted loops, not iterators: where the build asks for small code (WebAssembly), an iterator's steps stay calls.

/// Sum in eight running parts, then by halves: an order that SIMD of any width keeps. `x` has a multiple of 8 numbers.
#[inline(always)]
fn sum(x: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut parts = [0.0f32; 8];
    for eight in x.as_chunks::<8>().0 {
        for lane in 0..8 {
            parts[lane] += of(eight[lane]);
        }
    }
    let [a, b, c, d, e, f, g, h] = parts;
    ((a + e) + (c + g)) + ((b + f) + (d + h))
}

/// Layer normalisation in place: mean 0, variance 1 (plus 10⁻⁵), then gain and bias. A multiple of 8 numbers.
#[inline(always)]
pub fn normalise(x: &mut [f32], gain: &[f32], bias: &[f32]) {
    let share = 1.0 / x.len() as f32;
    let mean = sum(x, |number| number) * share;
    let variance = sum(x, |number| (number - mean) * (number - mean)) * share;
    let scale = 1.0 / (variance + 1e-5).sqrt();
    let count = x.len();
    let (gain, bias) = (&gain[..count], &bias[..count]);
    for at in 0..count {
        x[at] = (x[at] - mean) * scale * gain[at] + bias[at];
    }
}

/// [`normalise`] with this machine's instructions.
#[inline(always)]
pub(crate) fn normalise_row<L: Lanes>(x: &mut [f32], gain: &[f32], bias: &[f32]) {
    // SAFETY: whoever names `L` runs under `dispatch`, which chose it for this machine.
    unsafe { L::normalise(x, gain, bias) }
}

/// One step of a GRU, in place: r = σ(xᵣ + hᵣ), z = σ(x_z + h_z), n = tanh(xₙ + r hₙ), h ← (1 − z) n + z h.
///
/// `inputs` and `states` hold the gates' sums (reset, update, new) from the input and from the state before; `states` is used up.
/// In three passes over few slices each, which the compiler turns into vectors where it gives up on one pass over seven.
#[inline(always)]
pub(crate) fn gates(inputs: &[f32], states: &mut [f32], state: &mut [f32]) {
    let hidden = state.len();
    let (both, new) = states.split_at_mut(2 * hidden);
    let (first, last) = (&inputs[..2 * hidden], &inputs[2 * hidden..3 * hidden]);
    for at in 0..2 * hidden {
        both[at] = sigmoid(both[at] + first[at]);
    }
    let (reset, update) = both.split_at(hidden);
    let new = &mut new[..hidden];
    for at in 0..hidden {
        new[at] = tanh(last[at] + reset[at] * new[at]);
    }
    for at in 0..hidden {
        state[at] = (1.0 - update[at]) * new[at] + update[at] * state[at];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_agree_with_the_standard_library() {
        for step in -3000..=3000 {
            let x = step as f32 * 0.01;
            let (given, exact) = (exp(x), f64::from(x).exp());
            assert!((f64::from(given) - exact).abs() <= exact * 4e-7, "exp({x}) = {given}, not {exact}");
            assert!((f64::from(tanh(x)) - f64::from(x).tanh()).abs() < 3e-7, "tanh({x})");
            let exact = 1.0 / (1.0 + (-f64::from(x)).exp());
            assert!((f64::from(sigmoid(x)) - exact).abs() < 3e-7, "sigmoid({x})");
        }
        assert!(exp(f32::MAX).is_finite() && exp(f32::MIN) >= 0.0);
    }

    #[test]
    fn quantises_to_the_nearest_and_never_wraps() {
        for (x, expected) in [(0.0, 0), (1.4, 1), (-1.6, -2), (2.5, 2), (1e9, 32767), (-1e9, -32767)] {
            assert_eq!(quantise(x, 1.0), expected, "{x}");
        }
    }

    #[test]
    fn normalises_and_weighs() {
        let mut x: Vec<f32> = (0..16).map(|n| n as f32).collect();
        normalise(&mut x, &[1.0; 16], &[0.5; 16]);
        assert!((x.iter().sum::<f32>() - 8.0).abs() < 1e-4);
        let mut scores = [1.0, 1.0, -50.0];
        softmax(&mut scores);
        assert!((scores[0] - 0.5).abs() < 1e-6 && scores[2] < 1e-20);
    }
}
