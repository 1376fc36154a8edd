//! The learned weights, read in place from one file.

mod format;

pub use format::Model;
