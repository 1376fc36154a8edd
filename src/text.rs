//! The text as the later stages see it: tokens, sentences, paragraphs, quotations, zones, language.
//!
//! Everything here is by rule and needs no model.

mod document;
pub mod label;
mod language;
mod layout;
mod oddity;
mod offsets;
mod outlet;
mod quotation;
mod sentence;
mod token;
pub mod verbs;
mod zone;

pub use document::{Document, Paragraph, Sentence};
pub use language::Language;
pub use oddity::Oddity;
pub use offsets::OffsetMap;
pub use outlet::{Outlet, own_outlet};
pub use quotation::{Quotation, QuotationKind};
pub use token::{Shape, Spacing, Token};
pub use zone::{Zone, ZoneKind};
