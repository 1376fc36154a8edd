//! The text as the later stages see it: tokens, sentences, paragraphs, quotations, zones, language.
//!
//! Everything here is by rule and needs no model.

mod document;
mod language;
mod offsets;
mod quotation;
mod sentence;
mod token;
mod zone;

pub use document::{Document, Paragraph, Sentence};
pub use language::Language;
pub use offsets::OffsetMap;
pub use quotation::{Quotation, QuotationKind};
pub use token::{Shape, Spacing, Token};
pub use zone::Zone;
