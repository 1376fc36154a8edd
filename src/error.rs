//! The only things that can go wrong. Odd text never does: it gives fewer findings and a note.

use std::fmt;

/// Why an analysis gave no report: a sentence with what was given, what was expected and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(ErrorKind);

/// What kind of error it is, for programs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The bytes are not a model this version can read.
    Model(String),
    /// The text is longer than the limit.
    TooLong {
        /// What was measured: `bytes` or `words`.
        unit: &'static str,
        /// How many the text has.
        given: usize,
        /// How many are allowed.
        limit: usize,
    },
    /// The caller asked to stop.
    Cancelled,
}

impl Error {
    pub(crate) fn model(why: impl Into<String>) -> Self {
        Self(ErrorKind::Model(why.into()))
    }

    pub(crate) fn too_long(unit: &'static str, given: usize, limit: usize) -> Self {
        Self(ErrorKind::TooLong { unit, given, limit })
    }

    /// The error of an analysis that the caller cancelled.
    pub fn cancelled() -> Self {
        Self(ErrorKind::Cancelled)
    }

    /// What kind of error it is.
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    /// A short stable code: `model`, `too_long` or `cancelled`.
    pub fn code(&self) -> &'static str {
        match self.0 {
            ErrorKind::Model(_) => "model",
            ErrorKind::TooLong { .. } => "too_long",
            ErrorKind::Cancelled => "cancelled",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            ErrorKind::Model(why) => {
                write!(f, "the model cannot be used: {why}; use the model that came with this version")
            }
            ErrorKind::TooLong { unit, given, limit } => write!(
                f,
                "the text has {given} {unit}, and at most {limit} are analysed at once; split it, or raise the limit in the options"
            ),
            ErrorKind::Cancelled => {
                f.write_str("the analysis was cancelled before it ended; start it again to get a report")
            }
        }
    }
}

impl std::error::Error for Error {}
