//! The words a model knows, their vectors, and the hashed parts of those it does not know.

use crate::case::Lower;
use std::ops::Range;

use super::format::{Kind, Sections};
use super::sizes::Sizes;
use crate::Error;

/// The row of a word that is not in the vocabulary.
pub(crate) const UNKNOWN: u32 = u32::MAX;

/// Codes a word has, and entries of each of their books (one more: the unknown word's).
const CODES: usize = 8;
const BOOK: usize = 257;
const PART: usize = 12;
/// Rows and width of the tables of hashed word ends and beginnings.
const AFFIX_ROWS: usize = 1024;
const AFFIX_WIDTH: usize = 12;
const BUCKETS: usize = 1 << 16;

/// Vocabulary and tables of vectors, read in place.
///
/// The vocabulary holds 28 bits of the CRC-32 of each word: 16 choose a bucket, 12 are compared. So one unknown word in some
/// 10,000 is taken for a known one, which costs it no more than a wrong vector, and the words take two bytes each.
#[derive(Debug)]
pub(crate) struct Words {
    /// Row of the first word of each bucket.
    first: Vec<u32>,
    low: Range<usize>,
    half: Range<usize>,
    codes: Range<usize>,
    book: Table,
    word: Table,
    suffix: Table,
    prefix: Table,
}

/// What a word is to the net: computed once for every different word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WordKey {
    /// Row of its vector, or [`UNKNOWN`].
    pub row: u32,
    word: u32,
    suffix: u32,
    prefix: u32,
}

impl Words {
    /// Numbers of a word's vector.
    pub const WIDTH: usize = CODES * PART;

    pub(super) fn read(sections: &Sections, sizes: &Sizes) -> Result<Self, Error> {
        let counts = sections.get("vocab.count")?.raw(&[BUCKETS])?;
        let mut first = Vec::with_capacity(BUCKETS + 1);
        let mut row = 0;
        for &count in counts {
            first.push(row);
            row += u32::from(count);
        }
        first.push(row);
        if row as usize != sizes.words {
            return Err(Error::model(format!("its buckets count {row} words, and “config” says {}", sizes.words)));
        }
        Ok(Self {
            first,
            low: sections.place("vocab.low", Kind::U8, &[sizes.words])?,
            half: sections.place("vocab.half", Kind::U8, &[sizes.words.div_ceil(2)])?,
            codes: sections.place("pq.codes", Kind::U8, &[sizes.words, CODES])?,
            book: Table::read(sections, "pq.book", CODES * BOOK, PART)?,
            word: Table::read(sections, "hash.word", sizes.hashes, sizes.hash_width)?,
            suffix: Table::read(sections, "hash.suffix", AFFIX_ROWS, AFFIX_WIDTH)?,
            prefix: Table::read(sections, "hash.prefix", AFFIX_ROWS, AFFIX_WIDTH)?,
        })
    }

    /// The largest size of a number in any table.
    pub fn bound(&self) -> f32 {
        [&self.book, &self.word, &self.suffix, &self.prefix].iter().fold(0.0, |most, table| table.bound.max(most))
    }

    /// Looks up a word. Case does not matter; digits are alike to the hashes, not to the vocabulary.
    pub fn key(&self, sections: &Sections, word: &str) -> WordKey {
        let lower = word.lower();
        let checksum = crc32(lower.as_bytes());
        let alike: Vec<char> = lower.chars().map(|c| if c.is_numeric() { '0' } else { c }).collect();
        let text = |mark: &str, part: &[char]| mark.chars().chain(part.iter().copied()).collect::<String>();
        let hash = |text: String, rows: usize| 1 + crc32(text.as_bytes()) % (rows as u32 - 1);
        WordKey {
            row: self.row(sections, checksum),
            word: hash(text("", &alike), self.word.rows),
            suffix: hash(text("s", &alike[alike.len().saturating_sub(3)..]), AFFIX_ROWS),
            prefix: hash(text("p", &alike[..alike.len().min(3)]), AFFIX_ROWS),
        }
    }

    fn row(&self, sections: &Sections, checksum: u32) -> u32 {
        let bucket = (checksum >> 16) as usize;
        let (low, half) = (sections.bytes(&self.low), sections.bytes(&self.half));
        let wanted = (checksum >> 4 & 0xFFF) as u16;
        (self.first[bucket]..self.first[bucket + 1])
            .find(|&row| {
                let high = half[row as usize / 2] >> (row % 2 * 4) & 15;
                u16::from(low[row as usize]) | u16::from(high) << 8 == wanted
            })
            .unwrap_or(UNKNOWN)
    }

    /// The word's vector.
    pub fn vector(&self, sections: &Sections, row: u32, vector: &mut [f32]) {
        let codes = sections.bytes(&self.codes);
        for (book, part) in vector[..Self::WIDTH].as_chunks_mut::<PART>().0.iter_mut().enumerate() {
            let code = match row {
                UNKNOWN => BOOK - 1,
                row => codes[row as usize * CODES + book] as usize,
            };
            self.book.row(sections, book * BOOK + code, part);
        }
    }

    /// The codes of a word's vector, one of each book: 0 to 255, or 256 for the unknown word.
    pub fn codes(&self, sections: &Sections, row: u32) -> [usize; CODES] {
        let codes = sections.bytes(&self.codes);
        std::array::from_fn(|book| match row {
            UNKNOWN => BOOK - 1,
            row => usize::from(codes[row as usize * CODES + book]),
        })
    }

    /// What the net reads of a word: hashed word, suffix, prefix, then the vector.
    pub fn input(&self, sections: &Sections, key: WordKey, input: &mut [f32]) {
        let (hashed, rest) = input.split_at_mut(self.word.width);
        self.word.row(sections, key.word as usize, hashed);
        let (suffix, rest) = rest.split_at_mut(AFFIX_WIDTH);
        self.suffix.row(sections, key.suffix as usize, suffix);
        let (prefix, vector) = rest.split_at_mut(AFFIX_WIDTH);
        self.prefix.row(sections, key.prefix as usize, prefix);
        self.vector(sections, key.row, vector);
    }

    /// Numbers that [`Words::input`] writes.
    pub fn input_width(sizes: &Sizes) -> usize {
        sizes.hash_width + 2 * AFFIX_WIDTH + Self::WIDTH
    }
}

/// A table of small integers, of 8 bits with one scale or of 4 bits with a step a row.
#[derive(Debug)]
struct Table {
    rows: usize,
    width: usize,
    numbers: Range<usize>,
    /// Steps of the rows; none where the integers have 8 bits.
    steps: Option<Range<usize>>,
    scale: f32,
    bound: f32,
}

impl Table {
    fn read(sections: &Sections, name: &str, rows: usize, width: usize) -> Result<Self, Error> {
        let scale = sections.get(&format!("{name}.scale"))?.floats(&[1])?[0];
        if rows < 2 || !(scale > 0.0 && scale < 1e6) {
            // In thousandths: to write one number with a point costs 5 KB of WebAssembly.
            let scale = (scale * 1000.0) as i32;
            return Err(Error::model(format!("its table “{name}” has {rows} rows and a scale of {scale} thousandths")));
        }
        if sections.get(name)?.kind() == Kind::I4 {
            if !width.is_multiple_of(2) {
                return Err(Error::model(format!("its table “{name}” of 4-bit numbers has the odd width {width}")));
            }
            let numbers = sections.place(name, Kind::I4, &[rows, width])?;
            let steps = Some(sections.place(&format!("{name}.step"), Kind::U8, &[rows])?);
            return Ok(Self { rows, width, numbers, steps, scale, bound: scale * 255.0 * 8.0 });
        }
        let numbers = sections.place(name, Kind::I8, &[rows, width])?;
        Ok(Self { rows, width, numbers, steps: None, scale, bound: scale * 128.0 })
    }

    fn row(&self, sections: &Sections, row: usize, out: &mut [f32]) {
        let numbers = sections.bytes(&self.numbers);
        match &self.steps {
            None => {
                let bytes = &numbers[row * self.width..][..self.width];
                for (number, &byte) in out.iter_mut().zip(bytes) {
                    *number = f32::from(byte as i8) * self.scale;
                }
            }
            Some(steps) => {
                let scale = f32::from(sections.bytes(steps)[row]) * self.scale;
                let bytes = &numbers[row * self.width / 2..][..self.width / 2];
                for (pair, &byte) in out.as_chunks_mut::<2>().0.iter_mut().zip(bytes) {
                    *pair = [f32::from((byte & 15) as i8 - 8) * scale, f32::from((byte >> 4) as i8 - 8) * scale];
                }
            }
        }
    }
}

/// CRC-32 (ISO-HDLC, as in zip files).
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    crc32_from(0, bytes)
}

/// Goes on with the checksum of what stands before.
pub(crate) fn crc32_from(checksum: u32, bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = {
        let mut table = [0u32; 256];
        let mut byte = 0;
        while byte < 256 {
            let (mut value, mut bit) = (byte as u32, 0);
            while bit < 8 {
                value = if value & 1 == 1 { value >> 1 ^ 0xEDB8_8320 } else { value >> 1 };
                bit += 1;
            }
            table[byte] = value;
            byte += 1;
        }
        table
    };
    let mut value = !checksum;
    for &byte in bytes {
        value = value >> 8 ^ TABLE[(value as u8 ^ byte) as usize];
    }
    !value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Model;

    #[test]
    fn checksums_are_those_of_the_standard() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    fn knows_common_words_and_not_invented_ones() {
        let model = Model::embedded();
        let key = |word: &str| model.words.key(&model.sections, word);
        for known in ["said", "Said", "SAID", "officials", "according", "“", "."] {
            assert_ne!(key(known).row, UNKNOWN, "{known}");
        }
        for unknown in ["zorblattery", "quxington", ""] {
            assert_eq!(key(unknown).row, UNKNOWN, "{unknown}");
        }
        assert_eq!(key("Said"), key("said"));
        assert_eq!(key("zq2017x").word, key("zq3184x").word, "digits are alike to the hashes");
        assert_ne!(key("zqabcdx").word, key("zqefghx").word);
    }
}
