//! Who said what in a news article, on the record or anonymously, and where each of them stands.
#![warn(missing_docs)]

mod error;
mod options;
mod pipeline;
mod span;

pub mod attribution;
pub mod encode;
pub mod model;
pub mod render;
pub mod report;
pub mod source;
pub mod stance;
pub mod text;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use error::{Error, ErrorKind};
pub use model::Model;
pub use options::{Offsets, Options};
pub use pipeline::{Analysis, Progress, analyze};
pub use report::Report;
pub use span::Span;
