//! The arithmetic of the net, the same to the bit on every machine.
//!
//! Weights are 8-bit integers with a scale a row; activations are integers too, with a step fixed at load from what the layer
//! before gives ([`Steps`]). Products are summed as 32-bit integers, which no order of summing changes; what is done in floats is
//! done one by one, without fused operations, in an order that is written out. So native and WebAssembly, with or without AVX2 or
//! relaxed SIMD, give the same bytes.

mod floats;
mod lanes;
mod linear;
mod matrix;
#[cfg_attr(not(target_arch = "x86_64"), allow(dead_code))]
mod quads;
mod steps;

pub(crate) use floats::Floats;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub(crate) use lanes::link_relaxed;
pub(crate) use lanes::{Lanes, Task, dispatch};
pub(crate) use linear::{Input, Linear};
pub(crate) use matrix::Matrix;
pub(crate) use steps::Steps;

/// Panics unless numbers and layer fit each other. One function for all, without the numbers: they are a mistake of this program's,
/// never of a text's or a model's, which are checked when read, and every place with a message of its own would be downloaded.
#[inline(always)]
fn fit(holds: bool) {
    if !holds {
        misfit();
    }
}

#[cold]
#[inline(never)]
fn misfit() -> ! {
    panic!("a layer and its numbers do not fit")
}

/// Adding this to a float below 2²² in size rounds it to the nearest integer, which is then in the low bits.
const ROUND: f32 = 12_582_912.0;

/// e to the power `x`; `x` is held within ±87. Within 2 units in the last place; no table, no fused operation.
///
/// Cody-Waite reduction by ln 2 in two parts, then the Taylor polynomial of degree 6 on ±0.35.
#[inline(always)]
pub(crate) fn exp<F: Floats>(x: F) -> F {
    const HIGH: f32 = 0.693_359_4;
    const LOW: f32 = -2.121_944_4e-4;
    let x = F::splat(-87.0).larger(F::splat(87.0).smaller(x));
    let shifted = x.mul(F::splat(std::f32::consts::LOG2_E)).add(F::splat(ROUND));
    let whole = shifted.sub(F::splat(ROUND));
    let r = x.sub(whole.mul(F::splat(HIGH))).sub(whole.mul(F::splat(LOW)));
    let value = F::splat(1.0 / 720.0);
    let value = value.mul(r).add(F::splat(1.0 / 120.0));
    let value = value.mul(r).add(F::splat(1.0 / 24.0));
    let value = value.mul(r).add(F::splat(1.0 / 6.0));
    let value = value.mul(r).add(F::splat(0.5));
    let value = value.mul(r).add(F::splat(1.0));
    let value = value.mul(r).add(F::splat(1.0));
    value.mul(shifted.power())
}

/// 1 / (1 + e⁻ˣ).
#[inline(always)]
fn sigmoid<F: Floats>(x: F) -> F {
    let one = F::splat(1.0);
    one.div(one.add(exp(F::splat(-0.0).sub(x))))
}

/// [`sigmoid`] of one number.
#[inline(always)]
pub(crate) fn sigmoid_of<F: Floats>(x: f32) -> f32 {
    sigmoid(F::splat(x)).numbers()[0]
}

/// Hyperbolic tangent.
#[inline(always)]
fn tanh<F: Floats>(x: F) -> F {
    let (one, two) = (F::splat(1.0), F::splat(2.0));
    one.sub(two.div(exp(two.mul(x)).add(one)))
}

/// Turns the first `count` scores into probabilities, in place; those after them up to a multiple of eight are used up.
#[inline(always)]
pub(crate) fn softmax<F: Floats>(scores: &mut [f32], count: usize) {
    fit(count <= scores.len() && scores.len().is_multiple_of(8));
    let mut top = f32::MIN;
    for &score in &scores[..count] {
        if score > top {
            top = score;
        }
    }
    let mut at = 0;
    while at < count {
        // SAFETY: whole vectors, checked above.
        unsafe {
            let place = scores.as_mut_ptr().add(at);
            exp(F::load(place).sub(F::splat(top))).store(place);
        }
        at += 8;
    }
    let mut sum = 0.0;
    for score in &scores[..count] {
        sum += score;
    }
    for score in &mut scores[..count] {
        *score /= sum;
    }
}

// Counted loops over pointers, not iterators: where the build asks for small code (WebAssembly), an iterator's steps stay calls.

/// The nearest integers. A multiple of eight numbers.
#[inline(always)]
pub(crate) fn quantise<F: Floats>(x: &[f32], steps: Steps, integers: &mut [i16]) {
    let count = x.len();
    fit(count.is_multiple_of(8) && integers.len() >= count);
    let mut at = 0;
    while at < count {
        // SAFETY: whole vectors, checked above; so below.
        unsafe { steps.of(F::load(x.as_ptr().add(at))).store_integers(integers.as_mut_ptr().add(at)) };
        at += 8;
    }
}

/// As [`quantise`], for results of 0 to 255.
#[inline(always)]
pub(crate) fn quantise_bytes<F: Floats>(x: &[f32], steps: Steps, bytes: &mut [u8]) {
    let count = x.len();
    fit(count.is_multiple_of(8) && bytes.len() >= count);
    let mut at = 0;
    while at < count {
        unsafe { steps.of(F::load(x.as_ptr().add(at))).store_bytes(bytes.as_mut_ptr().add(at)) };
        at += 8;
    }
}

/// The largest size of a number. A multiple of eight numbers.
#[inline(always)]
pub(crate) fn most<F: Floats>(x: &[f32]) -> f32 {
    fit(x.len().is_multiple_of(8));
    let zero = F::splat(0.0);
    let (mut high, mut at) = (zero, 0);
    while at < x.len() {
        let vector = unsafe { F::load(x.as_ptr().add(at)) };
        high = vector.larger(zero.sub(vector)).larger(high);
        at += 8;
    }
    let mut most = 0.0;
    for number in high.numbers() {
        if number > most {
            most = number;
        }
    }
    most
}

/// `x ← x + more`. A multiple of eight numbers.
#[inline(always)]
pub(crate) fn add<F: Floats>(x: &mut [f32], more: &[f32]) {
    each(x, more, F::add);
}

/// `x ← integers · step`, then all of `more` added in order. A multiple of eight numbers.
#[inline(always)]
pub(crate) fn restore_and_add<F: Floats>(integers: &[i16], step: f32, more: &[&[f32]], x: &mut [f32]) {
    let count = x.len();
    let enough = integers.len() >= count && more.iter().all(|more| more.len() >= count);
    fit(count.is_multiple_of(8) && enough);
    let mut at = 0;
    while at < count {
        unsafe {
            let mut number = F::load_integers(integers.as_ptr().add(at)).mul(F::splat(step));
            let mut next = 0;
            while next < more.len() {
                number = number.add(F::load(more.get_unchecked(next).as_ptr().add(at)));
                next += 1;
            }
            number.store(x.as_mut_ptr().add(at));
        }
        at += 8;
    }
}

/// Bytes as integers. A multiple of eight numbers.
#[inline(always)]
pub(crate) fn widen<F: Floats>(bytes: &[u8], integers: &mut [i16]) {
    let count = bytes.len();
    fit(count.is_multiple_of(8) && integers.len() >= count);
    let mut at = 0;
    while at < count {
        unsafe {
            let vector = F::load_bytes(bytes.as_ptr().add(at)).add(F::splat(ROUND));
            vector.store_integers(integers.as_mut_ptr().add(at));
        }
        at += 8;
    }
}

/// `x ← of(x, more)`. A multiple of eight numbers.
#[inline(always)]
fn each<F: Floats>(x: &mut [f32], more: &[f32], of: impl Fn(F, F) -> F) {
    let count = x.len();
    fit(count.is_multiple_of(8) && more.len() >= count);
    let mut at = 0;
    while at < count {
        unsafe {
            let place = x.as_mut_ptr().add(at);
            of(F::load(place), F::load(more.as_ptr().add(at))).store(place);
        }
        at += 8;
    }
}

/// `x ← x + more · by`. A multiple of eight numbers, here and below.
#[inline(always)]
pub(crate) fn add_scaled<F: Floats>(x: &mut [f32], more: &[f32], by: f32) {
    each(x, more, |x: F, more| x.add(more.mul(F::splat(by))));
}

/// `x ← max(x, more)`.
#[inline(always)]
pub(crate) fn raise<F: Floats>(x: &mut [f32], more: &[f32]) {
    each(x, more, |x: F, more| more.larger(x));
}

/// `x ← max(x, 0) + more`.
#[inline(always)]
pub(crate) fn rectify_and_add<F: Floats>(x: &mut [f32], more: &[f32]) {
    each(x, more, |x: F, more| x.larger(F::splat(0.0)).add(more));
}

/// `x ← x · by`.
#[inline(always)]
pub(crate) fn scale<F: Floats>(x: &mut [f32], by: f32) {
    fit(x.len().is_multiple_of(8));
    let mut at = 0;
    while at < x.len() {
        unsafe {
            let place = x.as_mut_ptr().add(at);
            F::load(place).mul(F::splat(by)).store(place);
        }
        at += 8;
    }
}

/// `x ← x · by`, then all of `more` added in order.
#[inline(always)]
pub(crate) fn scale_and_add<F: Floats>(x: &mut [f32], by: f32, more: &[&[f32]]) {
    let count = x.len();
    fit(count.is_multiple_of(8) && more.iter().all(|more| more.len() >= count));
    let mut at = 0;
    while at < count {
        unsafe {
            let mut number = F::load(x.as_ptr().add(at)).mul(F::splat(by));
            let mut next = 0;
            while next < more.len() {
                number = number.add(F::load(more.get_unchecked(next).as_ptr().add(at)));
                next += 1;
            }
            number.store(x.as_mut_ptr().add(at));
        }
        at += 8;
    }
}

/// A convolution over three rows that keeps the channels apart: `out ← bias + Σ row · kernel`.
#[inline(always)]
pub(crate) fn convolve_channels<F: Floats>(rows: &[f32], kernel: &[Vec<f32>; 3], bias: &[f32], out: &mut [f32]) {
    let count = out.len();
    let enough = kernel.iter().all(|tap| tap.len() >= count) && bias.len() >= count && rows.len() >= 3 * count;
    fit(count.is_multiple_of(8) && enough);
    let [before, own, after] = kernel;
    let mut at = 0;
    while at < count {
        unsafe {
            let x = rows.as_ptr().add(at);
            let sum = F::load(bias.as_ptr().add(at)).add(F::load(x).mul(F::load(before.as_ptr().add(at))));
            let sum = sum.add(F::load(x.add(count)).mul(F::load(own.as_ptr().add(at))));
            let sum = sum.add(F::load(x.add(2 * count)).mul(F::load(after.as_ptr().add(at))));
            sum.store(out.as_mut_ptr().add(at));
        }
        at += 8;
    }
}

/// The sum of products, in eight running parts.
#[inline(always)]
pub(crate) fn dot<F: Floats>(a: &[f32], b: &[f32]) -> f32 {
    let count = a.len();
    fit(count.is_multiple_of(8) && b.len() >= count);
    let (mut parts, mut at) = (F::splat(0.0), 0);
    while at < count {
        unsafe { parts = parts.add(F::load(a.as_ptr().add(at)).mul(F::load(b.as_ptr().add(at)))) };
        at += 8;
    }
    halves(parts)
}

/// What a normalised layer ends with.
pub(crate) struct Residual<'a> {
    /// The layer's sums, in place. A multiple of eight numbers, as in all that follows.
    pub x: &'a mut [f32],
    /// What the layer read, and the step of it: `x ← relu(x) + before · step` comes first.
    pub before: Option<(&'a [i16], f32)>,
    pub gain: &'a [f32],
    pub bias: &'a [f32],
    /// Whether negative results become zero.
    pub relu: bool,
    /// Where the results go as integers.
    pub integers: Option<(&'a mut [i16], Steps)>,
}

/// Layer normalisation in place: mean 0, variance 1 (plus 10⁻⁵), then gain and bias. Sums in eight running parts, then by halves:
/// an order that vectors of any width keep.
#[inline(always)]
pub(crate) fn residual<F: Floats>(work: Residual) {
    let Residual { x, before, gain, bias, relu, integers } = work;
    let (count, zero) = (x.len(), F::splat(0.0));
    fit(count.is_multiple_of(8) && gain.len() == count && bias.len() == count);
    let place = x.as_mut_ptr();
    let (mut total, mut at) = (zero, 0);
    // SAFETY: whole vectors of slices that were checked to be long enough.
    unsafe {
        if let Some((before, step)) = before {
            fit(before.len() >= count);
            let step = F::splat(step);
            while at < count {
                let more = F::load_integers(before.as_ptr().add(at)).mul(step);
                let number = F::load(place.add(at)).larger(zero).add(more);
                number.store(place.add(at));
                total = total.add(number);
                at += 8;
            }
        } else {
            while at < count {
                total = total.add(F::load(place.add(at)));
                at += 8;
            }
        }
        let share = 1.0 / count as f32;
        let mean = F::splat(halves(total) * share);
        (total, at) = (zero, 0);
        while at < count {
            let apart = F::load(place.add(at)).sub(mean);
            total = total.add(apart.mul(apart));
            at += 8;
        }
        let scale = F::splat(1.0 / (halves(total) * share + 1e-5).sqrt());
        let least = if relu { zero } else { F::splat(f32::MIN) };
        // No closure: it would stay a call.
        macro_rules! normal {
            () => {{
                let number = F::load(place.add(at)).sub(mean).mul(scale).mul(F::load(gain.as_ptr().add(at)));
                number.add(F::load(bias.as_ptr().add(at))).larger(least)
            }};
        }
        at = 0;
        if let Some((integers, steps)) = integers {
            fit(integers.len() >= count);
            while at < count {
                let number = normal!();
                number.store(place.add(at));
                steps.of(number).store_integers(integers.as_mut_ptr().add(at));
                at += 8;
            }
        } else {
            while at < count {
                normal!().store(place.add(at));
                at += 8;
            }
        }
    }
}

/// [`residual`] with this machine's instructions.
#[inline(always)]
pub(crate) fn finish<L: Lanes>(work: Residual) {
    // SAFETY: whoever names `L` runs under `dispatch`, which chose it for this machine.
    unsafe { L::residual(work) }
}

#[inline(always)]
fn halves<F: Floats>(parts: F) -> f32 {
    let [a, b, c, d, e, f, g, h] = parts.numbers();
    ((a + e) + (c + g)) + ((b + f) + (d + h))
}

/// One step of a GRU: r = σ(xᵣ + hᵣ), z = σ(x_z + h_z), n = tanh(xₙ + r hₙ), h ← (1 − z) n + z h.
pub(crate) struct Gates<'a> {
    /// The gates' sums (reset, update, new) from the input, and from the state before.
    pub inputs: &'a [f32],
    pub states: &'a [f32],
    /// h, in place. A multiple of eight numbers.
    pub state: &'a mut [f32],
    /// Where it goes as bytes, for the next step and for the next layer.
    pub integers: &'a mut [i16],
    pub row: &'a mut [i16],
}

/// Does such a step.
#[inline(always)]
pub(crate) fn gates<F: Floats>(work: Gates) {
    let Gates { inputs, states, state, integers, row } = work;
    let hidden = state.len();
    fit(hidden.is_multiple_of(8) && inputs.len().min(states.len()) >= 3 * hidden);
    fit(integers.len() >= hidden && row.len() >= hidden);
    let (one, steps) = (F::splat(1.0), Steps::bytes(1.0));
    let mut at = 0;
    while at < hidden {
        // SAFETY: whole vectors of slices that were checked to be long enough.
        unsafe {
            let (x, h, place) = (inputs.as_ptr().add(at), states.as_ptr().add(at), state.as_mut_ptr().add(at));
            let reset = sigmoid(F::load(h).add(F::load(x)));
            let update = sigmoid(F::load(h.add(hidden)).add(F::load(x.add(hidden))));
            let new = tanh(F::load(x.add(2 * hidden)).add(reset.mul(F::load(h.add(2 * hidden)))));
            let next = one.sub(update).mul(new).add(update.mul(F::load(place)));
            next.store(place);
            let rounded = steps.of(next);
            rounded.store_integers(integers.as_mut_ptr().add(at));
            rounded.store_integers(row.as_mut_ptr().add(at));
        }
        at += 8;
    }
}

#[cfg(test)]
mod tests {
    use super::floats::Plain;
    use super::*;

    fn one(function: impl Fn(Plain) -> Plain, x: f32) -> f32 {
        function(Plain::splat(x)).numbers()[0]
    }

    #[test]
    fn functions_agree_with_the_standard_library() {
        for step in -3000..=3000 {
            let x = step as f32 * 0.01;
            let (given, exact) = (one(exp, x), f64::from(x).exp());
            assert!((f64::from(given) - exact).abs() <= exact * 4e-7, "exp({x}) = {given}, not {exact}");
            assert!((f64::from(one(tanh, x)) - f64::from(x).tanh()).abs() < 3e-7, "tanh({x})");
            let exact = 1.0 / (1.0 + (-f64::from(x)).exp());
            assert!((f64::from(one(sigmoid, x)) - exact).abs() < 3e-7, "sigmoid({x})");
        }
        assert!(one(exp, f32::MAX).is_finite() && one(exp, f32::MIN) >= 0.0);
    }

    #[test]
    fn quantises_to_the_nearest_and_never_wraps() {
        for (x, expected) in [(0.0, 0), (1.4, 1), (-1.6, -2), (2.5, 2), (1e9, 32767), (-1e9, -32767)] {
            let mut integers = [0; 8];
            quantise::<Plain>(&[x; 8], Steps::integers(), &mut integers);
            assert_eq!(integers, [expected; 8], "{x}");
        }
        assert_eq!(most::<Plain>(&[0.0, -3.0, 2.0, 0.0, 0.0, 0.0, 0.0, 1.0]), 3.0);
    }

    #[test]
    fn normalises_and_weighs() {
        let mut x: Vec<f32> = (0..16).map(|n| n as f32).collect();
        let (gain, bias) = ([1.0; 16], [0.5; 16]);
        let work = Residual { x: &mut x, before: None, gain: &gain, bias: &bias, relu: false, integers: None };
        residual::<Plain>(work);
        assert!((x.iter().sum::<f32>() - 8.0).abs() < 1e-4);
        let mut integers = [7; 16];
        let out = Some((integers.as_mut_slice(), Steps::fine(32.767)));
        residual::<Plain>(Residual { x: &mut x, before: None, gain: &gain, bias: &bias, relu: true, integers: out });
        assert!(x[0] == 0.0 && integers[0] == 0 && integers[15] > 2000, "{x:?} {integers:?}");
        let mut scores = [1.0, 1.0, -50.0, 0.0, 0.0, 0.0, 0.0, 0.0];
        softmax::<Plain>(&mut scores, 3);
        assert!((scores[0] - 0.5).abs() < 1e-6 && scores[2] < 1e-20);
    }

    /// A step of the GRU, a normalised layer and what surrounds them, the same bits on every kind of machine.
    #[test]
    fn every_kind_of_machine_gives_the_same_bits() {
        fn work<F: Floats>() -> Vec<u32> {
            let numbers = |seed: u32, count: usize| -> Vec<f32> {
                (0..count as u32).map(|n| (n.wrapping_mul(2_654_435_761) ^ seed) as i32 as f32 / 1e9).collect()
            };
            let (inputs, states, mut state) = (numbers(1, 72), numbers(2, 72), numbers(3, 24));
            let (mut integers, mut row) = ([0; 24], [0; 24]);
            gates::<F>(Gates {
                inputs: &inputs,
                states: &states,
                state: &mut state,
                integers: &mut integers,
                row: &mut row,
            });
            let (mut x, gain, bias, mut out) = (numbers(4, 24), numbers(5, 24), numbers(6, 24), [0; 24]);
            residual::<F>(Residual {
                x: &mut x,
                before: Some((&integers, 1e-4)),
                gain: &gain,
                bias: &bias,
                relu: true,
                integers: Some((&mut out, Steps::bytes(3.0))),
            });
            let mut scores = numbers(7, 16);
            softmax::<F>(&mut scores, 11);
            restore_and_add::<F>(&integers, 0.3, &[&inputs, &states], &mut x);
            scale_and_add::<F>(&mut x, 1.7, &[&bias]);
            let kernel = [numbers(8, 8), numbers(9, 8), numbers(10, 8)];
            let (rows, mut channels) = (numbers(11, 24), [0.0; 8]);
            convolve_channels::<F>(&rows, &kernel, &bias, &mut channels);
            raise::<F>(&mut x, &states);
            add_scaled::<F>(&mut x, &channels.repeat(3), dot::<F>(&rows, &gain));
            let floats = state.iter().chain(&x).chain(&scores[..11]).map(|number| number.to_bits());
            let integers = integers.iter().chain(&row).chain(&out).map(|&integer| integer as u32);
            floats.chain(integers).chain([most::<F>(&bias).to_bits()]).collect()
        }
        let plain = work::<Plain>();
        #[cfg(target_arch = "x86_64")]
        {
            assert_eq!(work::<floats::x86::Narrow>(), plain);
            #[target_feature(enable = "avx2")]
            fn wide() -> Vec<u32> {
                work::<floats::x86::Wide>()
            }
            if std::arch::is_x86_feature_detected!("avx2") {
                // SAFETY: AVX2 was just found.
                assert_eq!(unsafe { wide() }, plain);
            }
        }
        assert!(plain.len() > 100);
    }
}
