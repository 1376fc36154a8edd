//! A report after its sources or attributions were corrected by hand: what follows from them is worked out again.

use super::facts::Facts;
use super::notes::notes;
use super::summary::summary;
use super::types::Report;
use crate::Offsets;
use crate::text::Document;

impl Report {
    /// The report with the lists and numbers of its sources, its summary and its notes made again. `text` is the article
    /// it was made from; positions stay in the report's unit.
    pub fn renewed(&self, text: &str) -> Report {
        let unit = self.offsets;
        let mut report = self.to_offsets(text, Offsets::Byte);
        for source in &mut report.sources {
            let said = self.attributions.iter().filter(|found| found.source.as_deref() == Some(&source.id));
            source.attributions = said.map(|found| found.id.clone()).collect();
        }
        let document = Document::new(text);
        let words: Vec<usize> = {
            let facts = Facts::new(&document, &report);
            let of = |source| facts.said_by(source).map(|found| facts.words_quoted(found)).sum();
            report.sources.iter().map(of).collect()
        };
        for (source, words) in report.sources.iter_mut().zip(words) {
            source.words_quoted = words;
        }
        report.summary = summary(&document, &report);
        report.notes = notes(&document, &report);
        report.into_offsets(text, unit)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Model, Offsets, Options, analyze};

    const TEXT: &str = "“It holds — for now,” said Ann Marsh. The mayor, Bo Lind, denied that the dyke was unsafe.\n";

    #[test]
    fn a_report_nobody_touched_stays_as_it_is() {
        for unit in [Offsets::Utf16, Offsets::Codepoint, Offsets::Byte] {
            let report = analyze(Model::embedded(), TEXT, &Options::new().offsets(unit)).unwrap();
            assert_eq!(report.renewed(TEXT), report);
        }
    }

    #[test]
    fn a_removed_attribution_leaves_every_number_and_sentence() {
        let mut report = analyze(Model::embedded(), TEXT, &Options::new().offsets(Offsets::Utf16)).unwrap();
        if report.attributions.is_empty() {
            return;
        }
        let gone = report.attributions.remove(0);
        let renewed = report.renewed(TEXT);
        assert_eq!(renewed.summary.counts.attributions, report.attributions.len());
        assert!(renewed.sources.iter().all(|source| !source.attributions.contains(&gone.id)));
        assert!(renewed.summary.sentences.iter().all(|sentence| !sentence.attributions.contains(&gone.id)));
    }
}
