//! The report: its types, how it is put together, its notes and its summary.

mod assemble;
mod facts;
mod notes;
mod positions;
#[cfg(any(test, target_arch = "wasm32"))]
pub(crate) mod read;
mod renew;
mod summary;
#[cfg(test)]
pub(crate) mod testing;
mod types;
pub(crate) mod words;

pub use assemble::{assemble, text_hash};
pub use types::*;
