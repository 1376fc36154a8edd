//! Positions in other units: UTF-16 units, code points, bytes.

use crate::Offsets;

/// Converts byte positions of a text into another unit: built once, then every question is a table look-up and a short scan.
#[derive(Clone, Debug)]
pub struct OffsetMap<'t> {
    text: &'t str,
    unit: Offsets,
    /// Units before every block of `BLOCK` bytes.
    blocks: Vec<u32>,
}

const BLOCK: usize = 256;

impl<'t> OffsetMap<'t> {
    /// Reads the text once.
    pub fn new(text: &'t str, unit: Offsets) -> Self {
        let mut blocks = Vec::new();
        if unit != Offsets::Byte && !text.is_ascii() {
            let mut units = 0u32;
            for (at, byte) in text.bytes().enumerate() {
                if at % BLOCK == 0 {
                    blocks.push(units);
                }
                units += units_of(byte, unit);
            }
            if text.len().is_multiple_of(BLOCK) {
                blocks.push(units);
            }
        }
        Self { text, unit, blocks }
    }

    /// The position of byte `at` in the unit.
    pub fn at(&self, at: usize) -> usize {
        if self.blocks.is_empty() {
            return at;
        }
        let block = at / BLOCK;
        let rest = self.text.as_bytes()[block * BLOCK..at].iter().map(|&byte| units_of(byte, self.unit));
        (self.blocks[block] + rest.sum::<u32>()) as usize
    }
}

/// Units that a byte adds: counted at the first byte of each character.
fn units_of(byte: u8, unit: Offsets) -> u32 {
    let continuation = byte & 0xC0 == 0x80;
    match unit {
        Offsets::Byte => 1,
        _ if continuation => 0,
        Offsets::Utf16 if byte >= 0xF0 => 2,
        Offsets::Utf16 | Offsets::Codepoint => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_like_the_standard_library() {
        let text = "aé“—😀\r\n\u{a0}\u{200f}z".repeat(100);
        for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let before = &text[..at];
            assert_eq!(OffsetMap::new(&text, Offsets::Utf16).at(at), before.encode_utf16().count());
            assert_eq!(OffsetMap::new(&text, Offsets::Codepoint).at(at), before.chars().count());
            assert_eq!(OffsetMap::new(&text, Offsets::Byte).at(at), at);
        }
    }
}
