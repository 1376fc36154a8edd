//! The sizes of a model, which its tables and its layers are checked against.

use super::format::Sections;
use crate::Error;

/// The sizes of a model: section `config`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sizes {
    /// Width of the convolutions.
    pub width: usize,
    /// Width of the GRU, one direction.
    pub hidden: usize,
    /// Width of a token's state.
    pub state: usize,
    /// Width of the link head.
    pub link: usize,
    pub link_layers: usize,
    pub link_kernel: usize,
    /// Words in the vocabulary.
    pub words: usize,
    /// Rows and width of the table of hashed words.
    pub hashes: usize,
    pub hash_width: usize,
    /// Tokens before and after the first of a cue that the link head sees.
    pub left: usize,
    pub right: usize,
}

impl Sizes {
    pub(super) fn read(sections: &Sections) -> Result<Self, Error> {
        let numbers = sections.get("config")?.integers(&[11])?;
        if let Some(number) = numbers.iter().find(|&&number| number > 1 << 20) {
            return Err(Error::model(format!("its “config” holds {number}, and sizes are below a million")));
        }
        let at = |index: usize| numbers[index] as usize;
        let sizes = Self {
            width: at(0),
            hidden: at(1),
            state: at(2),
            link: at(3),
            link_layers: at(4),
            link_kernel: at(5),
            words: at(6),
            hashes: at(7),
            hash_width: at(8),
            left: at(9),
            right: at(10),
        };
        for (what, size) in [
            ("width of convolutions", sizes.width),
            ("width of the GRU", sizes.hidden),
            ("width of states", sizes.state),
            ("width of the link head", sizes.link),
        ] {
            if size == 0 || !size.is_multiple_of(8) {
                return Err(Error::model(format!("its {what} is {size}, and a multiple of 8 is needed")));
            }
        }
        if sizes.link_kernel.is_multiple_of(2) || sizes.left.max(sizes.right) > 1000 || sizes.link_layers > 8 {
            return Err(Error::model(format!(
                "its link head has {} layers over {} tokens in a window of −{} to +{}",
                sizes.link_layers, sizes.link_kernel, sizes.left, sizes.right
            )));
        }
        Ok(sizes)
    }
}
