//! The model file.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::Error;

/// A model: `model.bin`, checked and read in place.
#[derive(Debug)]
pub struct Model {
    bytes: Cow<'static, [u8]>,
}

impl Model {
    /// Reads a model.
    ///
    /// # Errors
    /// If the bytes are not a model of this version.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, Error> {
        Ok(Self { bytes: bytes.into() })
    }

    /// The model inside this library.
    pub fn embedded() -> &'static Self {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| Self::from_bytes(&[][..]).expect("the model of this build is whole"))
    }

    /// The model's name.
    pub fn name(&self) -> &str {
        "none"
    }

    /// Hash of the model's bytes: FNV-1a, 16 hexadecimal digits.
    pub fn hash(&self) -> String {
        crate::report::fnv1a(&self.bytes)
    }
}
