//! Vectors of eight floats, one implementation a kind of machine. Each operation rounds as the plain one does, number by number.

use super::ROUND;

/// Eight 32-bit floats.
///
/// # Safety
/// Pointers must be good for eight numbers of their type, aligned or not. As for [`super::Lanes`], the machine must have the
/// instructions of the implementation.
pub(crate) trait Floats: Copy {
    fn splat(number: f32) -> Self;
    unsafe fn load(numbers: *const f32) -> Self;
    unsafe fn store(self, numbers: *mut f32);
    /// Eight 16-bit integers.
    unsafe fn load_integers(integers: *const i16) -> Self;
    /// Eight unsigned bytes.
    unsafe fn load_bytes(bytes: *const u8) -> Self;
    /// Of floats within ±32767 to which [`ROUND`] was added: the integers in their low bits.
    unsafe fn store_integers(self, integers: *mut i16);
    /// As `store_integers`, for 0 to 255.
    unsafe fn store_bytes(self, bytes: *mut u8);
    fn add(self, other: Self) -> Self;
    fn sub(self, other: Self) -> Self;
    fn mul(self, other: Self) -> Self;
    fn div(self, other: Self) -> Self;
    /// Where self is larger self, else the other.
    fn larger(self, other: Self) -> Self;
    /// Where self is smaller self, else the other.
    fn smaller(self, other: Self) -> Self;
    /// Of floats to which [`ROUND`] was added: two to the power of the integers in their low bits (−126 to 127).
    fn power(self) -> Self;

    #[inline(always)]
    fn numbers(self) -> [f32; 8] {
        let mut numbers = [0.0; 8];
        // SAFETY: there is room for eight.
        unsafe { self.store(numbers.as_mut_ptr()) };
        numbers
    }
}

const ROUND_BITS: i32 = ROUND.to_bits() as i32;

/// Plain Rust.
#[derive(Clone, Copy)]
#[cfg_attr(any(target_arch = "x86_64", target_feature = "simd128"), allow(dead_code))]
pub(crate) struct Plain([f32; 8]);

impl Plain {
    #[inline(always)]
    fn with(self, other: Self, of: impl Fn(f32, f32) -> f32) -> Self {
        Self(std::array::from_fn(|at| of(self.0[at], other.0[at])))
    }
}

impl Floats for Plain {
    #[inline(always)]
    fn splat(number: f32) -> Self {
        Self([number; 8])
    }

    #[inline(always)]
    unsafe fn load(numbers: *const f32) -> Self {
        // SAFETY: the caller vouches for eight numbers, here and below.
        Self(unsafe { numbers.cast::<[f32; 8]>().read_unaligned() })
    }

    #[inline(always)]
    unsafe fn store(self, numbers: *mut f32) {
        unsafe { numbers.cast::<[f32; 8]>().write_unaligned(self.0) };
    }

    #[inline(always)]
    unsafe fn load_integers(integers: *const i16) -> Self {
        Self(unsafe { integers.cast::<[i16; 8]>().read_unaligned() }.map(f32::from))
    }

    #[inline(always)]
    unsafe fn load_bytes(bytes: *const u8) -> Self {
        Self(unsafe { bytes.cast::<[u8; 8]>().read_unaligned() }.map(f32::from))
    }

    #[inline(always)]
    unsafe fn store_integers(self, integers: *mut i16) {
        let low = self.0.map(|number| (number.to_bits() as i32).wrapping_sub(ROUND_BITS) as i16);
        unsafe { integers.cast::<[i16; 8]>().write_unaligned(low) };
    }

    #[inline(always)]
    unsafe fn store_bytes(self, bytes: *mut u8) {
        let low = self.0.map(|number| (number.to_bits() as i32).wrapping_sub(ROUND_BITS) as u8);
        unsafe { bytes.cast::<[u8; 8]>().write_unaligned(low) };
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        self.with(other, |a, b| a + b)
    }

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        self.with(other, |a, b| a - b)
    }

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        self.with(other, |a, b| a * b)
    }

    #[inline(always)]
    fn div(self, other: Self) -> Self {
        self.with(other, |a, b| a / b)
    }

    #[inline(always)]
    fn larger(self, other: Self) -> Self {
        self.with(other, |a, b| if a > b { a } else { b })
    }

    #[inline(always)]
    fn smaller(self, other: Self) -> Self {
        self.with(other, |a, b| if a < b { a } else { b })
    }

    #[inline(always)]
    fn power(self) -> Self {
        Self(
            self.0.map(|number| f32::from_bits(number.to_bits().wrapping_sub(ROUND.to_bits()).wrapping_add(127) << 23)),
        )
    }
}

#[cfg(target_arch = "x86_64")]
pub(crate) mod x86 {
    use super::{Floats, ROUND_BITS};
    use std::arch::x86_64::*;

    #[derive(Clone, Copy)]
    pub(crate) struct Wide(pub __m256);

    // SAFETY of all methods: only made where AVX2 was found; the caller vouches for pointers.
    impl Floats for Wide {
        #[inline(always)]
        fn splat(number: f32) -> Self {
            Self(unsafe { _mm256_set1_ps(number) })
        }

        #[inline(always)]
        unsafe fn load(numbers: *const f32) -> Self {
            Self(unsafe { _mm256_loadu_ps(numbers) })
        }

        #[inline(always)]
        unsafe fn store(self, numbers: *mut f32) {
            unsafe { _mm256_storeu_ps(numbers, self.0) };
        }

        #[inline(always)]
        unsafe fn load_integers(integers: *const i16) -> Self {
            unsafe { Self(_mm256_cvtepi32_ps(_mm256_cvtepi16_epi32(_mm_loadu_si128(integers.cast())))) }
        }

        #[inline(always)]
        unsafe fn load_bytes(bytes: *const u8) -> Self {
            unsafe { Self(_mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(_mm_loadl_epi64(bytes.cast())))) }
        }

        #[inline(always)]
        unsafe fn store_integers(self, integers: *mut i16) {
            unsafe { _mm_storeu_si128(integers.cast(), self.narrow()) };
        }

        #[inline(always)]
        unsafe fn store_bytes(self, bytes: *mut u8) {
            unsafe {
                let narrow = self.narrow();
                _mm_storel_epi64(bytes.cast(), _mm_packus_epi16(narrow, narrow));
            }
        }

        #[inline(always)]
        fn add(self, other: Self) -> Self {
            Self(unsafe { _mm256_add_ps(self.0, other.0) })
        }

        #[inline(always)]
        fn sub(self, other: Self) -> Self {
            Self(unsafe { _mm256_sub_ps(self.0, other.0) })
        }

        #[inline(always)]
        fn mul(self, other: Self) -> Self {
            Self(unsafe { _mm256_mul_ps(self.0, other.0) })
        }

        #[inline(always)]
        fn div(self, other: Self) -> Self {
            Self(unsafe { _mm256_div_ps(self.0, other.0) })
        }

        #[inline(always)]
        fn larger(self, other: Self) -> Self {
            Self(unsafe { _mm256_max_ps(self.0, other.0) })
        }

        #[inline(always)]
        fn smaller(self, other: Self) -> Self {
            Self(unsafe { _mm256_min_ps(self.0, other.0) })
        }

        #[inline(always)]
        fn power(self) -> Self {
            unsafe {
                let power = _mm256_sub_epi32(_mm256_castps_si256(self.0), _mm256_set1_epi32(ROUND_BITS - 127));
                Self(_mm256_castsi256_ps(_mm256_slli_epi32::<23>(power)))
            }
        }
    }

    impl Wide {
        #[inline(always)]
        unsafe fn narrow(self) -> __m128i {
            unsafe {
                let low = _mm256_sub_epi32(_mm256_castps_si256(self.0), _mm256_set1_epi32(ROUND_BITS));
                _mm_packs_epi32(_mm256_castsi256_si128(low), _mm256_extracti128_si256::<1>(low))
            }
        }
    }

    #[derive(Clone, Copy)]
    pub(crate) struct Narrow(pub __m128, pub __m128);

    impl Narrow {
        #[inline(always)]
        fn each(self, other: Self, of: impl Fn(__m128, __m128) -> __m128) -> Self {
            Self(of(self.0, other.0), of(self.1, other.1))
        }

        #[inline(always)]
        unsafe fn narrow(self) -> __m128i {
            unsafe {
                let low = |number| _mm_sub_epi32(_mm_castps_si128(number), _mm_set1_epi32(ROUND_BITS));
                _mm_packs_epi32(low(self.0), low(self.1))
            }
        }
    }

    // SAFETY of all methods: SSE2 is part of every x86-64 machine; the caller vouches for pointers.
    impl Floats for Narrow {
        #[inline(always)]
        fn splat(number: f32) -> Self {
            let splat = unsafe { _mm_set1_ps(number) };
            Self(splat, splat)
        }

        #[inline(always)]
        unsafe fn load(numbers: *const f32) -> Self {
            unsafe { Self(_mm_loadu_ps(numbers), _mm_loadu_ps(numbers.add(4))) }
        }

        #[inline(always)]
        unsafe fn store(self, numbers: *mut f32) {
            unsafe {
                _mm_storeu_ps(numbers, self.0);
                _mm_storeu_ps(numbers.add(4), self.1);
            }
        }

        #[inline(always)]
        unsafe fn load_integers(integers: *const i16) -> Self {
            unsafe {
                let both = _mm_loadu_si128(integers.cast());
                let float = |pairs| _mm_cvtepi32_ps(_mm_srai_epi32::<16>(pairs));
                Self(float(_mm_unpacklo_epi16(both, both)), float(_mm_unpackhi_epi16(both, both)))
            }
        }

        #[inline(always)]
        unsafe fn load_bytes(bytes: *const u8) -> Self {
            unsafe {
                let zero = _mm_setzero_si128();
                let wide = _mm_unpacklo_epi8(_mm_loadl_epi64(bytes.cast()), zero);
                Self(_mm_cvtepi32_ps(_mm_unpacklo_epi16(wide, zero)), _mm_cvtepi32_ps(_mm_unpackhi_epi16(wide, zero)))
            }
        }

        #[inline(always)]
        unsafe fn store_integers(self, integers: *mut i16) {
            unsafe { _mm_storeu_si128(integers.cast(), self.narrow()) };
        }

        #[inline(always)]
        unsafe fn store_bytes(self, bytes: *mut u8) {
            unsafe {
                let narrow = self.narrow();
                _mm_storel_epi64(bytes.cast(), _mm_packus_epi16(narrow, narrow));
            }
        }

        #[inline(always)]
        fn add(self, other: Self) -> Self {
            self.each(other, |a, b| unsafe { _mm_add_ps(a, b) })
        }

        #[inline(always)]
        fn sub(self, other: Self) -> Self {
            self.each(other, |a, b| unsafe { _mm_sub_ps(a, b) })
        }

        #[inline(always)]
        fn mul(self, other: Self) -> Self {
            self.each(other, |a, b| unsafe { _mm_mul_ps(a, b) })
        }

        #[inline(always)]
        fn div(self, other: Self) -> Self {
            self.each(other, |a, b| unsafe { _mm_div_ps(a, b) })
        }

        #[inline(always)]
        fn larger(self, other: Self) -> Self {
            self.each(other, |a, b| unsafe { _mm_max_ps(a, b) })
        }

        #[inline(always)]
        fn smaller(self, other: Self) -> Self {
            self.each(other, |a, b| unsafe { _mm_min_ps(a, b) })
        }

        #[inline(always)]
        fn power(self) -> Self {
            self.each(self, |number, _| unsafe {
                let power = _mm_sub_epi32(_mm_castps_si128(number), _mm_set1_epi32(ROUND_BITS - 127));
                _mm_castsi128_ps(_mm_slli_epi32::<23>(power))
            })
        }
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub(crate) mod wasm {
    use super::{Floats, ROUND_BITS};
    use std::arch::wasm32::*;

    #[derive(Clone, Copy)]
    pub(crate) struct Pair(pub v128, pub v128);

    impl Pair {
        #[inline(always)]
        fn narrow(self) -> v128 {
            let round = i32x4_splat(ROUND_BITS);
            i16x8_narrow_i32x4(i32x4_sub(self.0, round), i32x4_sub(self.1, round))
        }
    }

    // SAFETY of all methods: the caller vouches for pointers.
    impl Floats for Pair {
        #[inline(always)]
        fn splat(number: f32) -> Self {
            let splat = f32x4_splat(number);
            Self(splat, splat)
        }

        #[inline(always)]
        unsafe fn load(numbers: *const f32) -> Self {
            unsafe { Self(v128_load(numbers.cast()), v128_load(numbers.add(4).cast())) }
        }

        #[inline(always)]
        unsafe fn store(self, numbers: *mut f32) {
            unsafe {
                v128_store(numbers.cast(), self.0);
                v128_store(numbers.add(4).cast(), self.1);
            }
        }

        #[inline(always)]
        unsafe fn load_integers(integers: *const i16) -> Self {
            unsafe {
                Self(
                    f32x4_convert_i32x4(i32x4_load_extend_i16x4(integers)),
                    f32x4_convert_i32x4(i32x4_load_extend_i16x4(integers.add(4))),
                )
            }
        }

        #[inline(always)]
        unsafe fn load_bytes(bytes: *const u8) -> Self {
            let wide = unsafe { i16x8_load_extend_u8x8(bytes) };
            Self(f32x4_convert_i32x4(i32x4_extend_low_i16x8(wide)), f32x4_convert_i32x4(i32x4_extend_high_i16x8(wide)))
        }

        #[inline(always)]
        unsafe fn store_integers(self, integers: *mut i16) {
            unsafe { v128_store(integers.cast(), self.narrow()) };
        }

        #[inline(always)]
        unsafe fn store_bytes(self, bytes: *mut u8) {
            let narrow = self.narrow();
            unsafe { v128_store64_lane::<0>(u8x16_narrow_i16x8(narrow, narrow), bytes.cast()) };
        }

        #[inline(always)]
        fn add(self, other: Self) -> Self {
            Self(f32x4_add(self.0, other.0), f32x4_add(self.1, other.1))
        }

        #[inline(always)]
        fn sub(self, other: Self) -> Self {
            Self(f32x4_sub(self.0, other.0), f32x4_sub(self.1, other.1))
        }

        #[inline(always)]
        fn mul(self, other: Self) -> Self {
            Self(f32x4_mul(self.0, other.0), f32x4_mul(self.1, other.1))
        }

        #[inline(always)]
        fn div(self, other: Self) -> Self {
            Self(f32x4_div(self.0, other.0), f32x4_div(self.1, other.1))
        }

        // `pmax(a, b)` is b where a < b, else a: one instruction, and exactly what is asked for with the two exchanged.
        #[inline(always)]
        fn larger(self, other: Self) -> Self {
            Self(f32x4_pmax(other.0, self.0), f32x4_pmax(other.1, self.1))
        }

        #[inline(always)]
        fn smaller(self, other: Self) -> Self {
            Self(f32x4_pmin(other.0, self.0), f32x4_pmin(other.1, self.1))
        }

        #[inline(always)]
        fn power(self) -> Self {
            let round = i32x4_splat(ROUND_BITS - 127);
            Self(i32x4_shl(i32x4_sub(self.0, round), 23), i32x4_shl(i32x4_sub(self.1, round), 23))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything a vector can do, as numbers and integers.
    fn all<F: Floats>(a: &[f32; 8], b: &[f32; 8]) -> Vec<u32> {
        // SAFETY: every buffer holds eight numbers; on x86-64 `F` is what every machine has, or was found.
        unsafe {
            let (x, y) = (F::load(a.as_ptr()), F::load(b.as_ptr()));
            let mut integers = [0i16; 8];
            let round = F::splat(ROUND);
            x.add(round).store_integers(integers.as_mut_ptr());
            let mut bytes = [0u8; 8];
            F::splat(0.0).larger(x).add(round).store_bytes(bytes.as_mut_ptr());
            let power = F::splat(9.0).smaller(x).add(round).power();
            let back = [F::load_integers(integers.as_ptr()), F::load_bytes(bytes.as_ptr()), power];
            let two = [x.add(y), x.sub(y), x.mul(y), x.div(y), x.larger(y), x.smaller(y)];
            let floats = two.into_iter().chain(back).flat_map(|vector| vector.numbers().map(f32::to_bits));
            floats.chain(integers.map(|n| n as u32)).chain(bytes.map(u32::from)).collect()
        }
    }

    #[test]
    fn every_kind_of_machine_gives_the_same_bits() {
        let a = [0.0, -0.0, 1.5, -2.5, 100.4, 254.6, -7.0, 3.25];
        let b = [-0.0, 0.0, 2.5, 1e-3, -8.5, 3.0, -7.0, 1e9];
        let plain = all::<Plain>(&a, &b);
        #[cfg(target_arch = "x86_64")]
        {
            assert_eq!(all::<x86::Narrow>(&a, &b), plain);
            #[target_feature(enable = "avx2")]
            fn wide(a: &[f32; 8], b: &[f32; 8]) -> Vec<u32> {
                all::<x86::Wide>(a, b)
            }
            if std::arch::is_x86_feature_detected!("avx2") {
                // SAFETY: AVX2 was just found.
                assert_eq!(unsafe { wide(&a, &b) }, plain);
            }
        }
        assert_eq!(f32::from_bits(plain[6 * 8 + 2]), 2.0, "1.5 rounds to the even 2");
    }
}
