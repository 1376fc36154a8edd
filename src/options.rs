//! What a caller may ask for.

use serde::{Deserialize, Serialize};

/// The unit of every position in a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Offsets {
    /// UTF-16 code units, as JavaScript counts.
    Utf16,
    /// Unicode code points, as Python and Web Annotation count.
    Codepoint,
    /// UTF-8 bytes, as Rust counts.
    #[default]
    Byte,
}

/// Options of an analysis; `Options::default()` suits most callers.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Options {
    /// Unit of the report's positions.
    pub offsets: Offsets,
    /// Most bytes of text accepted. Default 8,000,000.
    pub max_bytes: usize,
    /// Most words of text accepted. Default 1,000,000.
    pub max_words: usize,
    /// The article's own outlet, where the caller knows it (a site's name); else it is read from dateline, byline and credit.
    pub outlet: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { offsets: Offsets::default(), max_bytes: 8_000_000, max_words: 1_000_000, outlet: None }
    }
}

impl Options {
    /// The default options.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the unit of positions.
    pub fn offsets(mut self, offsets: Offsets) -> Self {
        self.offsets = offsets;
        self
    }

    /// Sets the most bytes and words accepted.
    pub fn limits(mut self, max_bytes: usize, max_words: usize) -> Self {
        (self.max_bytes, self.max_words) = (max_bytes, max_words);
        self
    }

    /// Names the article's own outlet.
    pub fn outlet(mut self, name: impl Into<String>) -> Self {
        self.outlet = Some(name.into());
        self
    }
}
