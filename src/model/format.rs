//! The container: a header, a hash, and named sections, read in place. Described in full at the head of `train/export.py`.

use std::borrow::Cow;
use std::ops::Range;

use crate::Error;
use crate::hash::fnv1a;

const MAGIC: &[u8; 8] = b"ONRECORD";
const VERSION: u32 = 1;
/// 1: GRU tagger with a link head anchored at cues. A larger model of the same format takes another number.
const ARCHITECTURE: u32 = 1;
const HEADER: usize = 32;
const ENTRY: usize = 64;

/// What a section's numbers are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Unsigned bytes.
    U8,
    /// Signed bytes.
    I8,
    /// 32-bit unsigned integers.
    U32,
    /// 32-bit floats.
    F32,
    /// Two values of −7 to 7 a byte, low half first, stored as value + 8.
    I4,
}

impl Kind {
    fn read(code: u32) -> Option<Self> {
        [Self::U8, Self::I8, Self::U32, Self::F32, Self::I4].get(code as usize).copied()
    }

    fn bits(self) -> usize {
        match self {
            Self::I4 => 4,
            Self::U8 | Self::I8 => 8,
            Self::U32 | Self::F32 => 32,
        }
    }
}

#[derive(Debug)]
struct Entry {
    name: String,
    kind: Kind,
    shape: Vec<usize>,
    range: Range<usize>,
}

/// The named arrays of a model file.
#[derive(Debug)]
pub struct Sections {
    bytes: Cow<'static, [u8]>,
    name: String,
    hash: u64,
    entries: Vec<Entry>,
}

/// One named array.
#[derive(Clone, Copy, Debug)]
pub struct Section<'a> {
    entry: &'a Entry,
    bytes: &'a [u8],
}

impl Sections {
    pub(super) fn read(bytes: Cow<'static, [u8]>) -> Result<Self, Error> {
        if bytes.len() < HEADER || &bytes[..8] != MAGIC {
            return Err(Error::model(format!(
                "its {} bytes do not begin with “ONRECORD” and a header of {HEADER} bytes",
                bytes.len()
            )));
        }
        for (what, given, expected) in
            [("format version", word(&bytes, 8), VERSION), ("architecture", word(&bytes, 12), ARCHITECTURE)]
        {
            if given != expected {
                return Err(Error::model(format!("it has {what} {given}, and this version reads {expected}")));
            }
        }
        let hash = u64::from(word(&bytes, 16)) | u64::from(word(&bytes, 20)) << 32;
        let found = fnv1a(&bytes[HEADER..]);
        if found != hash {
            return Err(Error::model(format!(
                "it was damaged on its way: its bytes hash to {found:016x}, and its header says {hash:016x}"
            )));
        }
        let (count, name_length) = (word(&bytes, 24) as usize, word(&bytes, 28) as usize);
        let table = HEADER + name_length.min(bytes.len()).next_multiple_of(16);
        if table.saturating_add(count.saturating_mul(ENTRY)) > bytes.len() {
            return Err(Error::model(format!(
                "its {} bytes cannot hold the {count} sections it announces",
                bytes.len()
            )));
        }
        let name = letters(&bytes[HEADER..HEADER + name_length]);
        let entries =
            (0..count).map(|index| entry(&bytes, table + index * ENTRY)).collect::<Result<Vec<_>, Error>>()?;
        Ok(Self { bytes, name, hash, entries })
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn hash(&self) -> u64 {
        self.hash
    }

    /// The section of that name, if the model has one.
    pub fn find(&self, name: &str) -> Option<Section<'_>> {
        let entry = self.entries.iter().find(|entry| entry.name == name)?;
        Some(Section { entry, bytes: &self.bytes[entry.range.clone()] })
    }

    /// The section of that name.
    ///
    /// # Errors
    /// If the model has none.
    pub fn get(&self, name: &str) -> Result<Section<'_>, Error> {
        self.find(name).ok_or_else(|| Error::model(format!("it has no section “{name}”, and this version needs one")))
    }

    /// Where the bytes of a section stand in the file, once checked to be of that kind and shape.
    pub(super) fn place(&self, name: &str, kind: Kind, shape: &[usize]) -> Result<Range<usize>, Error> {
        self.get(name)?.expect(kind, shape)?;
        let entry = self.entries.iter().find(|entry| entry.name == name);
        Ok(entry.map(|entry| entry.range.clone()).unwrap_or_default())
    }

    pub(super) fn bytes(&self, range: &Range<usize>) -> &[u8] {
        &self.bytes[range.clone()]
    }
}

impl<'a> Section<'a> {
    /// Its dimensions.
    pub fn shape(&self) -> &'a [usize] {
        &self.entry.shape
    }

    /// What its numbers are.
    pub fn kind(&self) -> Kind {
        self.entry.kind
    }

    fn expect(&self, kind: Kind, shape: &[usize]) -> Result<(), Error> {
        if (self.entry.kind, self.entry.shape.as_slice()) == (kind, shape) {
            return Ok(());
        }
        Err(Error::model(format!(
            "its section “{}” holds {:?} {:?}, and {kind:?} {shape:?} was expected",
            self.entry.name, self.entry.kind, self.entry.shape
        )))
    }

    /// Its floats.
    ///
    /// # Errors
    /// If it holds anything else than floats of that shape, or a float that is not finite.
    pub fn floats(&self, shape: &[usize]) -> Result<Vec<f32>, Error> {
        self.expect(Kind::F32, shape)?;
        let floats: Vec<f32> = self.words().map(f32::from_bits).collect();
        match floats.iter().all(|float| float.is_finite()) {
            true => Ok(floats),
            false => Err(Error::model(format!("its section “{}” holds a number that is not finite", self.entry.name))),
        }
    }

    /// Its 32-bit integers.
    ///
    /// # Errors
    /// If it holds anything else than integers of that shape.
    pub fn integers(&self, shape: &[usize]) -> Result<Vec<u32>, Error> {
        self.expect(Kind::U32, shape)?;
        Ok(self.words().collect())
    }

    /// Its signed bytes.
    ///
    /// # Errors
    /// If it holds anything else than signed bytes of that shape.
    pub fn signed(&self, shape: &[usize]) -> Result<Vec<i8>, Error> {
        self.expect(Kind::I8, shape)?;
        Ok(self.bytes.iter().map(|&byte| byte as i8).collect())
    }

    /// Its bytes, as they are.
    ///
    /// # Errors
    /// If it holds anything else than bytes of that shape.
    pub fn raw(&self, shape: &[usize]) -> Result<&'a [u8], Error> {
        self.expect(Kind::U8, shape)?;
        Ok(self.bytes)
    }

    fn words(&self) -> impl Iterator<Item = u32> + 'a {
        self.bytes.chunks_exact(4).map(|bytes| word(bytes, 0))
    }
}

/// A name in the file: ASCII, and where it is not, something to show in an error.
fn letters(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

fn entry(bytes: &[u8], at: usize) -> Result<Entry, Error> {
    let raw = &bytes[at..at + 32];
    let length = raw.iter().position(|&byte| byte == 0).unwrap_or(32);
    let name = letters(&raw[..length]);
    let (code, dimensions) = (word(bytes, at + 32), word(bytes, at + 36) as usize);
    let kind = Kind::read(code)
        .ok_or_else(|| Error::model(format!("its section “{name}” is of type {code}, and types 0 to 4 are known")))?;
    let shape: Vec<usize> = (0..dimensions.min(4)).map(|index| word(bytes, at + 40 + 4 * index) as usize).collect();
    let (start, length) = (word(bytes, at + 56) as usize, word(bytes, at + 60) as usize);
    let expected =
        shape.iter().try_fold(kind.bits(), |bits, &size| bits.checked_mul(size)).map(|bits| bits.div_ceil(8));
    if dimensions > 4 || expected != Some(length) || start.saturating_add(length) > bytes.len() {
        return Err(Error::model(format!(
            "its section “{name}” claims {dimensions} dimensions {shape:?} in bytes {start} to {} of {}",
            start.saturating_add(length),
            bytes.len()
        )));
    }
    Ok(Entry { name, kind, shape, range: start..start + length })
}

fn word(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Model;

    static WHOLE: &[u8] = include_bytes!("../../data/model.bin");

    /// A copy changed by `change` whose hash is right again.
    fn changed(change: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
        let mut bytes = WHOLE.to_vec();
        change(&mut bytes);
        if bytes.len() >= HEADER {
            let hash = fnv1a(&bytes[HEADER..]);
            bytes[16..24].copy_from_slice(&hash.to_le_bytes());
        }
        bytes
    }

    fn find(bytes: &[u8], name: &str) -> usize {
        let mut padded = [0u8; 32];
        padded[..name.len()].copy_from_slice(name.as_bytes());
        bytes.windows(32).position(|window| window == padded).expect("the section is there")
    }

    #[test]
    fn says_what_is_wrong_with_a_model() {
        let cases: [(&str, Vec<u8>, &str); 8] = [
            ("empty", Vec::new(), "its 0 bytes"),
            ("other magic", changed(|bytes| bytes[0] = b'X'), "ONRECORD"),
            ("other version", changed(|bytes| bytes[8] = 9), "format version 9, and this version reads 1"),
            ("other architecture", changed(|bytes| bytes[12] = 7), "architecture 7"),
            ("cut short", changed(|bytes| bytes.truncate(100_000)), "in bytes"),
            (
                "one bit",
                {
                    let mut bytes = WHOLE.to_vec();
                    bytes[100_000] ^= 1;
                    bytes
                },
                "damaged",
            ),
            (
                "a section less",
                changed(|bytes| {
                    let at = find(bytes, "out.b");
                    bytes[at] = b'X';
                }),
                "no section “out.b”",
            ),
            (
                "another shape",
                changed(|bytes| {
                    let at = find(bytes, "tag.w");
                    bytes.swap(at + 40, at + 44);
                }),
                "“tag.w” holds I8 [128, 8], and I8 [8, 128] was expected",
            ),
        ];
        for (case, bytes, expected) in cases {
            let error = Model::from_bytes(bytes).expect_err(case).to_string();
            assert!(error.contains(expected), "{case}: {error}");
        }
        assert!(Model::from_bytes(changed(|_| {})).is_ok(), "an unchanged copy is whole");
    }

    #[test]
    fn never_panics_on_damaged_tables() {
        let table = find(WHOLE, "config");
        for at in (HEADER - 8..HEADER).chain((table + 32..table + 64).step_by(3)).chain([table, table + 35]) {
            for value in [0, 0xFF] {
                let _ = Model::from_bytes(changed(|bytes| bytes[at] = value));
            }
        }
    }
}
