//! The learned weights: one file, checked when it is loaded, its tables read in place.
//!
//! [`format`](self) knows the container (header, hash, named sections), `tagger` what this version needs in it, `vocabulary`
//! the words and their vectors, `kernels` the arithmetic. Matrices are rewritten once at load into the order that SIMD reads;
//! word codes, hash tables and the vocabulary stay where they are in the file.

mod format;
mod heads;
pub mod kernels;
mod sizes;
mod tagger;
mod vocabulary;

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::Error;
pub use format::{Kind, Section, Sections};
pub(crate) use heads::{Heads, Input as HeadInput, Role as HeadRole, hashes as head_hashes};
pub(crate) use tagger::{Conv, Gru, STATES, TAGS, Tagger, place_index};
pub(crate) use vocabulary::{WordKey, Words};

/// A model: `model.bin`, checked and read in place.
#[derive(Debug)]
pub struct Model {
    sections: Sections,
    pub(crate) tagger: Tagger,
    pub(crate) words: Words,
    pub(crate) heads: Option<Heads>,
    calibration: Vec<(f32, f32)>,
}

impl Model {
    /// Reads a model.
    ///
    /// # Errors
    /// If the bytes are not a model of this version and architecture, if they were damaged (hash), or if a section is missing or
    /// has another type or shape than the sizes in `config` ask for. The message says what was given and what was expected.
    ///
    /// ```
    /// let error = on_record::Model::from_bytes(&b"not a model"[..]).unwrap_err();
    /// assert_eq!(error.code(), "model");
    /// ```
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, Error> {
        let sections = Sections::read(bytes.into())?;
        let sizes = sizes::Sizes::read(&sections)?;
        let words = Words::read(&sections, &sizes)?;
        let tagger = Tagger::read(&sections, &sizes, words.bound())?;
        let heads = Heads::read(&sections)?;
        let calibration = calibration(&sections)?;
        Ok(Self { sections, tagger, words, heads, calibration })
    }

    /// The model inside this library.
    pub fn embedded() -> &'static Self {
        static MODEL: OnceLock<Model> = OnceLock::new();
        static BYTES: &[u8] = include_bytes!("../data/model.bin");
        MODEL.get_or_init(|| Self::from_bytes(BYTES).expect("the model of this build is whole: a test loads it"))
    }

    /// The model's name.
    pub fn name(&self) -> &str {
        self.sections.name()
    }

    /// Hash of the model's bytes after the header's first 32: FNV-1a, 16 hexadecimal digits.
    pub fn hash(&self) -> String {
        format!("{:016x}", self.sections.hash())
    }

    /// Everything the file holds, for stages with weights of their own.
    pub fn sections(&self) -> &Sections {
        &self.sections
    }

    /// The probability that an attribution of this raw confidence is right: straight lines between the points of the
    /// section `calibration`; the raw value where the model has none.
    pub fn calibrated(&self, raw: f32) -> f32 {
        let table = &self.calibration;
        let after = table.partition_point(|&(from, _)| from <= raw);
        match (after.checked_sub(1).map(|before| table[before]), table.get(after)) {
            (Some((a, low)), Some(&(b, high))) => low + (high - low) * (raw - a) / (b - a),
            (Some((_, last)), None) => last,
            (None, Some(&(_, first))) => first,
            (None, None) => raw,
        }
    }
}

/// Reads `calibration`: [raw, calibrated] points, both rising.
fn calibration(sections: &Sections) -> Result<Vec<(f32, f32)>, Error> {
    let Some(section) = sections.find("calibration") else { return Ok(Vec::new()) };
    let points = section.floats(&[section.shape().first().copied().unwrap_or(0), 2])?;
    let table: Vec<(f32, f32)> = points.chunks_exact(2).map(|point| (point[0], point[1])).collect();
    let rising = table.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 <= pair[1].1);
    if !rising || table.iter().any(|point| !(0.0..=1.0).contains(&point.1)) {
        return Err(Error::model("its section “calibration” does not rise within 0 to 1"));
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_model_is_whole() {
        let model = Model::embedded();
        assert!(!model.name().is_empty());
        assert_eq!(model.hash().len(), 16);
    }

    #[test]
    fn calibration_draws_straight_lines_between_its_points() {
        let mut model = Model::from_bytes(include_bytes!("../data/model.bin").as_slice()).unwrap();
        model.calibration = vec![(0.25, 0.5), (0.75, 0.9)];
        for (raw, expected) in [(0.0, 0.5), (0.25, 0.5), (0.5, 0.7), (0.75, 0.9), (1.0, 0.9)] {
            assert!((model.calibrated(raw) - expected).abs() < 1e-6, "{raw}");
        }
        model.calibration.clear();
        assert_eq!(model.calibrated(0.3), 0.3);
    }
}
