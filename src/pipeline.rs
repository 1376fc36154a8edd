//! The pipeline: text → document → encoding → attributions → sources → stances → report.

use crate::attribution::attributions;
use crate::encode::Encoding;
use crate::model::Model;
use crate::report::{Report, assemble};
use crate::source::sources;
use crate::stance::stances;
use crate::text::Document;
use crate::{Error, Options};

/// Analyses an article.
///
/// # Errors
/// If the text is longer than the limits of `options`.
pub fn analyze(model: &Model, text: &str, options: &Options) -> Result<Report, Error> {
    let mut analysis = Analysis::new(model, text, options.clone())?;
    while !analysis.step(usize::MAX).done() {}
    Ok(analysis.finish())
}

/// How far an analysis has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Tokens encoded.
    pub tokens_done: usize,
    /// Tokens in all.
    pub tokens: usize,
}

impl Progress {
    /// Whether only [`Analysis::finish`] is left.
    pub fn done(&self) -> bool {
        self.tokens_done >= self.tokens
    }
}

/// An analysis in steps, so that a caller can report progress and cancel between them.
#[derive(Debug)]
pub struct Analysis<'a> {
    model: &'a Model,
    options: Options,
    document: Document<'a>,
    encoding: Encoding,
}

impl<'a> Analysis<'a> {
    /// Reads the text (no learned work yet).
    ///
    /// # Errors
    /// If the text is longer than the limits of `options`.
    pub fn new(model: &'a Model, text: &'a str, options: Options) -> Result<Self, Error> {
        if text.len() > options.max_bytes {
            return Err(Error::too_long("bytes", text.len(), options.max_bytes));
        }
        let document = Document::new(text);
        if document.words() > options.max_words {
            return Err(Error::too_long("words", document.words(), options.max_words));
        }
        let encoding = Encoding::new(&document, model);
        Ok(Self { model, options, document, encoding })
    }

    /// Encodes about `tokens` further tokens.
    pub fn step(&mut self, tokens: usize) -> Progress {
        let tokens_done = self.encoding.step(&self.document, self.model, tokens);
        Progress { tokens_done, tokens: self.document.tokens.len() }
    }

    /// Does what is left and gives the report.
    pub fn finish(mut self) -> Report {
        while !self.step(usize::MAX).done() {}
        let Self { model, options, document, encoding } = self;
        let mut attributions = attributions(&document, model, &encoding);
        let sources = sources(&document, &encoding, &mut attributions, options.outlet.as_deref());
        let stances = stances(&document, model, &encoding, &attributions, &sources);
        assemble(&document, model, &options, &attributions, &sources, &stances)
    }
}
