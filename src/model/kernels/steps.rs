//! Steps: how activations become integers.

use super::{Floats, ROUND};

/// How numbers become integers: in steps of one size, held within ±`bound`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Steps {
    bound: f32,
    /// The integer of `bound`.
    most: f32,
}

impl Steps {
    /// 127 steps to each side, for what the larger layers read: eight bits, of which machines multiply more at once. Measured: of
    /// 15 bits nothing is gained on any set (docs/SPEED.md).
    pub const fn bytes(bound: f32) -> Self {
        Self { bound, most: 127.0 }
    }

    /// 255 steps from 0 on.
    pub const fn unsigned_bytes(bound: f32) -> Self {
        Self { bound, most: 255.0 }
    }

    /// 32,767 steps to each side.
    pub const fn fine(bound: f32) -> Self {
        Self { bound, most: 32767.0 }
    }

    /// Steps of one: numbers that are integers already, of 15 bits.
    pub const fn integers() -> Self {
        Self::fine(32767.0)
    }

    /// The size of a step.
    pub fn size(self) -> f32 {
        self.bound / self.most
    }

    /// Whether the integers have eight bits.
    pub(super) fn are_bytes(self) -> bool {
        self.most < 128.0
    }

    /// The nearest integers, as floats to which [`ROUND`] is added.
    #[inline(always)]
    pub(super) fn of<F: Floats>(self, x: F) -> F {
        let most = F::splat(self.most);
        let scaled = most.smaller(x.mul(F::splat(self.most / self.bound)));
        F::splat(-self.most).larger(scaled).add(F::splat(ROUND))
    }
}
