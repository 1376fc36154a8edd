//! The report: its types, how it is put together, its notes and its summary.

mod assemble;
mod notes;
mod summary;
mod types;

pub use assemble::{assemble, fnv1a};
pub use types::*;
