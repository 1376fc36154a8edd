//! Who said what in a news article, on the record or anonymously, and where each of them stands.
//!
//! The crate reads a text and gives a [`Report`]: the *sources* with the way the article discloses each (named, an
//! organisation, not named, name withheld …), the *attributions* (source, cue and content, each a list of spans), the
//! *stance* each takes, and notes and a summary in the article's own words. It reports what the text says about its
//! sources, never whether they are right. English only; another language is recognised and said.
//!
//! ```
//! use on_record::{Model, Offsets, Options, analyze, labels::Status};
//!
//! let text = "Ann Day told reporters that the bridge will open in May. \
//!             “It is not ready,” an engineer said on condition of anonymity.";
//! let options = Options::new().offsets(Offsets::Codepoint);
//! let report = analyze(Model::embedded(), text, &options)?;
//! assert_eq!(report.attributions.len(), 2);
//! assert_eq!(report.sources[0].name.as_deref(), Some("Ann Day"));
//! assert_eq!(report.sources[1].status, Status::Anonymous);
//! # Ok::<(), on_record::Error>(())
//! ```
//!
//! # How it works
//! text → [`text::Document`] → [`encode::Encoding`] → [`attribution`]s → [`source`]s → [`stance`]s → [`Report`] →
//! [`render`]. Each stage is a function from the values before it to the next; positions are bytes ([`Span`]) until the
//! report is put together in the unit the caller asks for.
//!
//! # Long texts
//! [`Analysis`] does the same in steps, so that a caller can report progress and stop between them.
//!
//! # Errors
//! Text never fails; odd text gives fewer findings and a note. The only [`Error`]s: bytes that are no model, a text over
//! the limits of [`Options`] (8 MB or 1,000,000 words by default), a cancelled analysis.
//!
//! # Features
//! `cli` builds the tool `on-record`; `schema` the generator of the report's JSON Schema; `bindgen` the bindings tool of
//! the WebAssembly build.
#![warn(missing_docs)]

#[macro_use]
mod data;
#[macro_use]
mod list;

mod case;
mod error;
mod hash;
mod line;
mod options;
mod order;
mod pipeline;
mod span;
mod table;

pub mod attribution;
pub mod encode;
pub mod labels;
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
