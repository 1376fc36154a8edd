//! Vectors of eight 32-bit sums, one implementation a kind of machine.

use super::floats::{Floats, Plain};
use super::quads::Work;
use super::{Gates, Input, Linear, Matrix, Residual, gates, misfit, residual};

/// Eight sums of products of pairs of 16-bit integers.
///
/// # Safety
/// Pointers given to the methods must be good for the 16 bytes (`load`) or 2 integers (`splat`) read, and the machine must have the
/// instructions of the implementation: [`dispatch`] sees to the second.
pub(crate) trait Lanes: Copy {
    /// As many floats.
    type Floats: Floats;
    /// Whether there are registers for two vectors of weights and four of inputs at once.
    const WIDE: bool;
    fn zero() -> Self;
    /// Sixteen weights, as 16-bit integers: a pair for each of eight rows. Kept as bytes, all weights of a layer stay in the
    /// nearest cache; to widen them costs less than to fetch them from the next.
    unsafe fn load(weights: *const i8) -> Self;
    /// One pair of inputs, for all eight rows.
    unsafe fn splat(pair: *const i16) -> Self;
    /// Adds to each sum the two products of its row.
    unsafe fn add_products(self, weights: Self, inputs: Self) -> Self;
    unsafe fn sums(self) -> Self::Floats;

    /// Products of bytes, where [`has_quads`] says so.
    unsafe fn quads(_work: &Work) {
        misfit();
    }

    /// [`Linear::apply_inline`], compiled once for this machine.
    unsafe fn linear(linear: &Linear, input: Input, count: usize, output: &mut [f32]);
    /// [`Matrix::apply_inline`], compiled once for this machine.
    unsafe fn matrix(matrix: &Matrix, input: &[f32], output: &mut [f32]);
    /// [`super::gates`], compiled once for this machine.
    unsafe fn gates(work: Gates);
    /// [`super::residual`], compiled once for this machine.
    unsafe fn residual(work: Residual);
}

/// The larger pieces of work as functions of their own, so that they are in the program once. `$feature` are the instructions they may use.
macro_rules! pieces {
    ($($feature:literal)?) => {
        #[inline(never)]
        $(#[target_feature(enable = $feature)])?
        unsafe fn linear(linear: &Linear, input: Input, count: usize, output: &mut [f32]) {
            linear.apply_inline::<Self>(input, count, output);
        }

        #[inline(never)]
        $(#[target_feature(enable = $feature)])?
        unsafe fn matrix(matrix: &Matrix, input: &[f32], output: &mut [f32]) {
            matrix.apply_inline::<Self::Floats>(input, output);
        }

        #[inline(never)]
        $(#[target_feature(enable = $feature)])?
        unsafe fn gates(work: Gates) {
            gates::<Self::Floats>(work);
        }

        #[inline(never)]
        $(#[target_feature(enable = $feature)])?
        unsafe fn residual(work: Residual) {
            residual::<Self::Floats>(work);
        }
    };
}

/// Work that is compiled once for every kind of machine. `run` must be `#[inline(always)]`.
pub(crate) trait Task {
    type Output;
    fn run<L: Lanes>(self) -> Self::Output;
}

/// Whether this machine multiplies bytes, so that layers that can be are laid out for [`Lanes::quads`].
pub(super) fn has_quads() -> bool {
    #[cfg(target_arch = "x86_64")]
    return x86::has_avx2();
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    return wasm::has_relaxed();
    #[cfg(not(any(target_arch = "x86_64", all(target_arch = "wasm32", target_feature = "simd128"))))]
    false
}

/// Runs a task with the best instructions of this machine. The result is the same with all of them.
pub(crate) fn dispatch<T: Task>(task: T) -> T::Output {
    #[cfg(target_arch = "x86_64")]
    {
        if x86::has_avx2() {
            // SAFETY: AVX2 was just found.
            return unsafe { x86::with_avx2(task) };
        }
        task.run::<x86::Sse2>()
    }
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    {
        task.run::<wasm::Simd128>()
    }
    #[cfg(not(any(target_arch = "x86_64", all(target_arch = "wasm32", target_feature = "simd128"))))]
    {
        task.run::<Portable>()
    }
}

/// Plain Rust, for machines without an implementation of their own (and to test the others against).
#[derive(Clone, Copy)]
#[cfg_attr(any(target_arch = "x86_64", target_feature = "simd128"), allow(dead_code))]
pub(crate) enum Portable {
    Sums([i32; 8]),
    Pairs([[i16; 2]; 8]),
}

impl Lanes for Portable {
    type Floats = Plain;
    const WIDE: bool = false;

    #[inline(always)]
    fn zero() -> Self {
        Self::Sums([0; 8])
    }

    #[inline(always)]
    unsafe fn load(weights: *const i8) -> Self {
        // SAFETY: the caller vouches for 16 bytes.
        Self::Pairs(unsafe { weights.cast::<[[i8; 2]; 8]>().read_unaligned() }.map(|pair| pair.map(i16::from)))
    }

    #[inline(always)]
    unsafe fn splat(pair: *const i16) -> Self {
        // SAFETY: the caller vouches for 2 integers.
        Self::Pairs([unsafe { pair.cast::<[i16; 2]>().read_unaligned() }; 8])
    }

    #[inline(always)]
    unsafe fn add_products(self, weights: Self, inputs: Self) -> Self {
        let (Self::Sums(mut sums), Self::Pairs(w), Self::Pairs(x)) = (self, weights, inputs) else { return self };
        for row in 0..8 {
            sums[row] += i32::from(w[row][0]) * i32::from(x[row][0]) + i32::from(w[row][1]) * i32::from(x[row][1]);
        }
        Self::Sums(sums)
    }

    #[inline(always)]
    unsafe fn sums(self) -> Plain {
        let Self::Sums(sums) = self else { return Plain::splat(0.0) };
        // SAFETY: an array of eight.
        unsafe { Plain::load(sums.map(|sum| sum as f32).as_ptr()) }
    }

    pieces!();
}

#[cfg(target_arch = "x86_64")]
pub(crate) mod x86 {
    use super::super::Floats;
    use super::super::floats::x86::{Narrow, Wide};
    use super::super::quads::{Quads, Work, multiply};
    use super::{Gates, Input, Lanes, Linear, Matrix, Residual, Task, gates, residual};
    use std::arch::x86_64::*;
    use std::sync::OnceLock;

    /// Whether to use AVX2. `ON_RECORD_KERNELS=baseline` in the environment says no, to measure or test the other path.
    pub(super) fn has_avx2() -> bool {
        static AVX2: OnceLock<bool> = OnceLock::new();
        let wanted = || std::env::var_os("ON_RECORD_KERNELS").is_none_or(|kernels| kernels != "baseline");
        *AVX2.get_or_init(|| std::arch::is_x86_feature_detected!("avx2") && wanted())
    }

    #[target_feature(enable = "avx2")]
    pub(super) fn with_avx2<T: Task>(task: T) -> T::Output {
        task.run::<Avx2>()
    }

    #[derive(Clone, Copy)]
    pub(crate) struct Avx2(__m256i);

    impl Lanes for Avx2 {
        type Floats = Wide;
        const WIDE: bool = true;

        #[inline(always)]
        fn zero() -> Self {
            // SAFETY: only made where AVX2 was found.
            Self(unsafe { _mm256_setzero_si256() })
        }

        #[inline(always)]
        unsafe fn load(weights: *const i8) -> Self {
            Self(unsafe { _mm256_cvtepi8_epi16(_mm_loadu_si128(weights.cast())) })
        }

        #[inline(always)]
        unsafe fn splat(pair: *const i16) -> Self {
            Self(unsafe { _mm256_set1_epi32(pair.cast::<i32>().read_unaligned()) })
        }

        #[inline(always)]
        unsafe fn add_products(self, weights: Self, inputs: Self) -> Self {
            Self(unsafe { _mm256_add_epi32(self.0, _mm256_madd_epi16(weights.0, inputs.0)) })
        }

        #[inline(always)]
        unsafe fn sums(self) -> Wide {
            Wide(unsafe { _mm256_cvtepi32_ps(self.0) })
        }

        #[target_feature(enable = "avx2")]
        unsafe fn quads(work: &Work) {
            unsafe { multiply::<Self>(work) }
        }

        pieces!("avx2");
    }

    impl Quads for Avx2 {
        type Bytes = __m256i;
        const PANELS: usize = 2;

        #[inline(always)]
        unsafe fn write_bytes(numbers: *const i16, count: usize, bytes: *mut i8) -> i32 {
            unsafe {
                let mut total = _mm_setzero_si128();
                let mut at = 0;
                while at < count {
                    let eight = _mm_loadu_si128(numbers.add(at).cast());
                    total = _mm_add_epi32(total, _mm_madd_epi16(eight, _mm_set1_epi16(1)));
                    _mm_storel_epi64(bytes.add(at).cast(), _mm_packs_epi16(eight, eight));
                    at += 8;
                }
                let halves = _mm_add_epi32(total, _mm_unpackhi_epi64(total, total));
                _mm_cvtsi128_si32(_mm_add_epi32(halves, _mm_shuffle_epi32::<1>(halves)))
            }
        }

        #[inline(always)]
        fn zero() -> Self {
            <Self as Lanes>::zero()
        }

        #[inline(always)]
        unsafe fn load(weights: *const u8) -> __m256i {
            unsafe { _mm256_loadu_si256(weights.cast()) }
        }

        #[inline(always)]
        unsafe fn splat(inputs: *const i8) -> __m256i {
            unsafe { _mm256_set1_epi32(inputs.cast::<i32>().read_unaligned()) }
        }

        #[inline(always)]
        unsafe fn add_products(self, weights: [__m256i; 2], inputs: [__m256i; 2]) -> Self {
            unsafe {
                let first = _mm256_maddubs_epi16(weights[0], inputs[0]);
                let pairs = _mm256_add_epi16(first, _mm256_maddubs_epi16(weights[1], inputs[1]));
                Self(_mm256_add_epi32(self.0, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1))))
            }
        }

        #[inline(always)]
        unsafe fn put(self, less: i32, scale: *const f32, bias: *const f32, output: *mut f32) {
            unsafe {
                let sums = Wide(_mm256_cvtepi32_ps(_mm256_sub_epi32(self.0, _mm256_set1_epi32(less))));
                sums.mul(Wide::load(scale)).add(Wide::load(bias)).store(output);
            }
        }
    }

    /// Part of every x86-64 machine.
    #[derive(Clone, Copy)]
    pub(crate) struct Sse2(__m128i, __m128i);

    impl Lanes for Sse2 {
        type Floats = Narrow;
        const WIDE: bool = false;

        #[inline(always)]
        fn zero() -> Self {
            let zero = unsafe { _mm_setzero_si128() };
            Self(zero, zero)
        }

        #[inline(always)]
        unsafe fn load(weights: *const i8) -> Self {
            unsafe {
                let bytes = _mm_loadu_si128(weights.cast());
                let low = _mm_srai_epi16::<8>(_mm_unpacklo_epi8(bytes, bytes));
                Self(low, _mm_srai_epi16::<8>(_mm_unpackhi_epi8(bytes, bytes)))
            }
        }

        #[inline(always)]
        unsafe fn splat(pair: *const i16) -> Self {
            let pair = unsafe { _mm_set1_epi32(pair.cast::<i32>().read_unaligned()) };
            Self(pair, pair)
        }

        #[inline(always)]
        unsafe fn add_products(self, weights: Self, inputs: Self) -> Self {
            unsafe {
                Self(
                    _mm_add_epi32(self.0, _mm_madd_epi16(weights.0, inputs.0)),
                    _mm_add_epi32(self.1, _mm_madd_epi16(weights.1, inputs.1)),
                )
            }
        }

        #[inline(always)]
        unsafe fn sums(self) -> Narrow {
            unsafe { Narrow(_mm_cvtepi32_ps(self.0), _mm_cvtepi32_ps(self.1)) }
        }

        pieces!();
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub(crate) use wasm::link_relaxed;

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wasm {
    use super::super::floats::wasm::Pair;
    use super::super::quads::Work;
    use super::{Gates, Input, Lanes, Linear, Matrix, Residual, gates, residual};
    use std::arch::wasm32::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Where in the table of functions `run` of the module of relaxed SIMD stands; 0: the engine does not know its instructions.
    static RELAXED: AtomicUsize = AtomicUsize::new(0);

    pub(super) fn has_relaxed() -> bool {
        RELAXED.load(Ordering::Relaxed) != 0
    }

    /// Says where `run` of the module of relaxed SIMD stands. To be called before a model is read, or never.
    ///
    /// # Safety
    /// It must stand there.
    pub(crate) unsafe fn link_relaxed(place: u32) {
        RELAXED.store(place as usize, Ordering::Relaxed);
    }

    #[derive(Clone, Copy)]
    pub(super) struct Simd128(v128, v128);

    impl Lanes for Simd128 {
        type Floats = Pair;
        const WIDE: bool = false;

        #[inline(always)]
        fn zero() -> Self {
            Self(i32x4_splat(0), i32x4_splat(0))
        }

        #[inline(always)]
        unsafe fn load(weights: *const i8) -> Self {
            unsafe { Self(i16x8_load_extend_i8x8(weights), i16x8_load_extend_i8x8(weights.add(8))) }
        }

        #[inline(always)]
        unsafe fn splat(pair: *const i16) -> Self {
            let pair = unsafe { v128_load32_splat(pair.cast()) };
            Self(pair, pair)
        }

        #[inline(always)]
        unsafe fn add_products(self, weights: Self, inputs: Self) -> Self {
            Self(
                i32x4_add(self.0, i32x4_dot_i16x8(weights.0, inputs.0)),
                i32x4_add(self.1, i32x4_dot_i16x8(weights.1, inputs.1)),
            )
        }

        #[inline(always)]
        unsafe fn sums(self) -> Pair {
            Pair(f32x4_convert_i32x4(self.0), f32x4_convert_i32x4(self.1))
        }

        unsafe fn quads(work: &Work) {
            // SAFETY: in WebAssembly a pointer to a function is its place in the table, and layers are only laid out for this where it
            // is known.
            unsafe {
                let run: unsafe extern "C" fn(*const Work) = std::mem::transmute(RELAXED.load(Ordering::Relaxed));
                run(work);
            }
        }

        pieces!();
    }
}
