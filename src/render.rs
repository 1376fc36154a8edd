//! Renderers: from the report to other forms. They read the report and nothing else.

use crate::Report;

/// An export format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// The report, indented.
    Json,
}

impl Format {
    /// Every format, with the word that names it everywhere.
    pub const ALL: &'static [(Format, &'static str)] = &[(Format::Json, "json")];

    /// The format that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(format, _)| *format)
    }
}

/// Renders a report. `text` is the article it was made from.
pub fn render(report: &Report, _text: &str, format: Format) -> String {
    match format {
        Format::Json => serde_json::to_string_pretty(report).expect("a report is plain data") + "\n",
    }
}
