//! The module of WebAssembly with relaxed SIMD: [`quads`] and nothing else. Compiled by `build.rs` apart from the library, carried in it
//! as bytes, and linked at run time where the engine knows its instructions (`wasm.rs`). It works in the library's memory.
//!
//! Of the relaxed instructions it uses the product of signed by 7-bit bytes, whose result is the same everywhere where the second lies
//! within 0 to 127, as the weights do.
#![no_std]

use core::arch::wasm32::*;

#[path = "quads.rs"]
mod quads;
use quads::{Quads, Work, multiply};

#[derive(Clone, Copy)]
struct Relaxed(v128, v128);

impl Quads for Relaxed {
    type Bytes = (v128, v128);
    const PANELS: usize = 1;

    #[inline(always)]
    unsafe fn write_bytes(numbers: *const i16, count: usize, bytes: *mut i8) -> i32 {
        let mut total = i32x4_splat(0);
        let mut at = 0;
        while at < count {
            unsafe {
                let eight = v128_load(numbers.add(at).cast());
                total = i32x4_add(total, i32x4_extadd_pairwise_i16x8(eight));
                v128_store64_lane::<0>(i8x16_narrow_i16x8(eight, eight), bytes.add(at).cast());
            }
            at += 8;
        }
        i32x4_extract_lane::<0>(total)
            + i32x4_extract_lane::<1>(total)
            + i32x4_extract_lane::<2>(total)
            + i32x4_extract_lane::<3>(total)
    }

    #[inline(always)]
    fn zero() -> Self {
        Self(i32x4_splat(0), i32x4_splat(0))
    }

    #[inline(always)]
    unsafe fn load(weights: *const u8) -> Self::Bytes {
        unsafe { (v128_load(weights.cast()), v128_load(weights.add(16).cast())) }
    }

    #[inline(always)]
    unsafe fn splat(inputs: *const i8) -> Self::Bytes {
        let quad = unsafe { v128_load32_splat(inputs.cast()) };
        (quad, quad)
    }

    #[inline(always)]
    unsafe fn add_products(self, weights: [Self::Bytes; 2], inputs: [Self::Bytes; 2]) -> Self {
        unsafe {
            let two = |of: fn(&Self::Bytes) -> v128| -> v128 {
                let first = i16x8_relaxed_dot_i8x16_i7x16(of(&inputs[0]), of(&weights[0]));
                let pairs = i16x8_add(first, i16x8_relaxed_dot_i8x16_i7x16(of(&inputs[1]), of(&weights[1])));
                i32x4_extadd_pairwise_i16x8(pairs)
            };
            Self(i32x4_add(self.0, two(|pair| pair.0)), i32x4_add(self.1, two(|pair| pair.1)))
        }
    }

    #[inline(always)]
    unsafe fn put(self, less: i32, scale: *const f32, bias: *const f32, output: *mut f32) {
        let less = i32x4_splat(less);
        let half = |sums: v128, at: usize| unsafe {
            let scaled = f32x4_mul(f32x4_convert_i32x4(i32x4_sub(sums, less)), v128_load(scale.add(at).cast()));
            v128_store(output.add(at).cast(), f32x4_add(scaled, v128_load(bias.add(at).cast())));
        };
        half(self.0, 0);
        half(self.1, 4);
    }
}

/// Does the work that lies at `work`.
///
/// # Safety
/// As [`multiply`].
#[unsafe(no_mangle)]
#[target_feature(enable = "simd128,relaxed-simd")]
pub unsafe extern "C" fn run(work: *const Work) {
    unsafe { multiply::<Relaxed>(&*work) }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}
