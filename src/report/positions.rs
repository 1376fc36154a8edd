//! A report's positions in another unit.
//!
//! The report is put together in bytes, as everything inside the crate is. Its positions become the caller's unit here, in
//! one pass at the very end; renderers come back the same way when a format counts otherwise than the report they read.

use super::types::{Quote, Report};
use crate::Offsets;
use crate::text::OffsetMap;

impl Report {
    /// The same report with positions in `unit`. `text` is the article it was made from; where it is another text, ends
    /// of spans may shift to the next character boundary, and no position leaves the text.
    pub fn to_offsets(&self, text: &str, unit: Offsets) -> Report {
        let mut report = self.clone();
        if report.offsets != unit {
            let bytes = ByteMap::new(text, report.offsets);
            let units = OffsetMap::new(text, unit);
            report.map_positions(|at| units.at(bytes.at(at)));
            report.offsets = unit;
        }
        report
    }

    /// Converts a report in bytes.
    pub(super) fn into_offsets(mut self, text: &str, unit: Offsets) -> Report {
        debug_assert_eq!(self.offsets, Offsets::Byte);
        if unit != Offsets::Byte {
            let units = OffsetMap::new(text, unit);
            self.map_positions(|at| units.at(at));
            self.offsets = unit;
        }
        self
    }

    /// Visits every position of the report, the text's length among them.
    fn map_positions(&mut self, map: impl Fn(usize) -> usize) {
        let quotes = |quotes: &mut Vec<Quote>| {
            for quote in quotes {
                (quote.start, quote.end) = (map(quote.start), map(quote.end));
            }
        };
        self.text.length = map(self.text.length);
        for zone in &mut self.text.zones {
            (zone.start, zone.end) = (map(zone.start), map(zone.end));
        }
        for source in &mut self.sources {
            for list in [&mut source.status_evidence, &mut source.terms, &mut source.basis, &mut source.mentions] {
                quotes(list);
            }
            for value in [&mut source.affiliation, &mut source.role].into_iter().flatten() {
                quotes(&mut value.spans);
            }
            if let Some(reason) = &mut source.reason {
                quotes(&mut reason.spans);
            }
        }
        for attribution in &mut self.attributions {
            let parts = &mut attribution.parts;
            for list in [&mut parts.source, &mut parts.cue, &mut parts.content, &mut attribution.stance.evidence] {
                quotes(list);
            }
            attribution.via.iter_mut().for_each(|via| quotes(&mut via.spans));
            if let Some(target) = &mut attribution.stance.target {
                (target.start, target.end) = (map(target.start), map(target.end));
            }
        }
        self.topics.iter_mut().for_each(|topic| quotes(&mut topic.spans));
        self.notes.iter_mut().for_each(|note| quotes(&mut note.spans));
    }
}

/// From a unit back to bytes: the inverse of [`OffsetMap`].
struct ByteMap<'t> {
    text: &'t str,
    unit: Offsets,
    /// Units before every block of about `BLOCK` bytes, and the byte where it begins.
    blocks: Vec<(usize, usize)>,
}

const BLOCK: usize = 256;

impl<'t> ByteMap<'t> {
    fn new(text: &'t str, unit: Offsets) -> Self {
        let mut blocks = Vec::new();
        if unit != Offsets::Byte && !text.is_ascii() {
            let mut units = 0;
            for (at, character) in text.char_indices() {
                if blocks.last().is_none_or(|&(_, begin)| at >= begin + BLOCK) {
                    blocks.push((units, at));
                }
                units += width(character, unit);
            }
        }
        Self { text, unit, blocks }
    }

    /// The byte at position `at`, a character boundary of the text whatever `at` is.
    fn at(&self, at: usize) -> usize {
        if self.blocks.is_empty() {
            let at = at.min(self.text.len());
            return (at..=self.text.len()).find(|&at| self.text.is_char_boundary(at)).unwrap_or(self.text.len());
        }
        let block = self.blocks.partition_point(|&(units, _)| units <= at).saturating_sub(1);
        let (mut units, begin) = self.blocks[block];
        for (ahead, character) in self.text[begin..].char_indices() {
            if units >= at {
                return begin + ahead;
            }
            units += width(character, self.unit);
        }
        self.text.len()
    }
}

fn width(character: char, unit: Offsets) -> usize {
    match unit {
        Offsets::Utf16 => character.len_utf16(),
        Offsets::Codepoint => 1,
        Offsets::Byte => character.len_utf8(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_to_bytes() {
        let text = "aé“—😀\r\n\u{a0}\u{200f}z".repeat(100);
        for unit in [Offsets::Utf16, Offsets::Codepoint, Offsets::Byte] {
            let (there, back) = (OffsetMap::new(&text, unit), ByteMap::new(&text, unit));
            for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                assert_eq!(back.at(there.at(at)), at, "{unit:?}");
            }
        }
    }

    #[test]
    fn a_position_outside_the_text_is_its_end() {
        for unit in [Offsets::Utf16, Offsets::Codepoint, Offsets::Byte] {
            assert_eq!(ByteMap::new("aé", unit).at(99), 3);
            assert_eq!(ByteMap::new("", unit).at(7), 0);
        }
        // Inside a character: its end.
        assert_eq!(ByteMap::new("é", Offsets::Byte).at(1), 2);
        assert_eq!(ByteMap::new("😀a", Offsets::Utf16).at(1), 4);
    }
}
