//! Learned states of every token.
//!
//! A 128-wide state a token, the probabilities of being a cue, source or content, and for a given cue what belongs to it
//! ([`Linker`]). Same arithmetic, and same result to the bit, on every machine.

mod encoder;
mod features;
mod linker;

use crate::model::kernels::{self, Lanes, Steps};
use crate::model::{Model, TAGS, Words};
use crate::text::Document;
use encoder::{EncodeChunk, Flow};
use features::Features;
pub use linker::Linker;

/// The least that a token's largest number is taken for, so that steps have a size.
const LEAST: f32 = 1e-30;

/// What the tagger knows of every token; filled in steps.
#[derive(Clone, Debug, Default)]
pub struct Encoding {
    pub(crate) features: Features,
    flow: Flow,
    done: usize,
    /// States, one byte a number with a scale a token (they are never negative).
    states: Vec<u8>,
    state_scales: Vec<f32>,
    /// What the link head adds up for each token, before it knows the cue.
    links: Vec<i16>,
    link_scales: Vec<f32>,
    tags: Vec<Tags>,
}

/// What a token may be, seen by itself (probabilities; what is left is "none of these").
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tags {
    /// First word of a cue.
    pub cue_begins: f32,
    /// Word of a cue, the first or a later one.
    pub cue: f32,
    /// Word of a source.
    pub source: f32,
    /// Word of a content.
    pub content: f32,
    /// Word of a clause that says on what terms a name is kept back; told apart from the rest, which it may be as well.
    pub withheld: f32,
}

impl Encoding {
    /// An encoding of nothing yet: reads the words, does no learned work but once for every different word.
    pub fn new(document: &Document, model: &Model) -> Self {
        let mut encoding = Self { features: Features::new(document, model), ..Self::default() };
        encoding.flow = Flow::new(&encoding, model);
        let tokens = document.tokens.len();
        encoding.states.reserve_exact(tokens * model.tagger.sizes.state);
        encoding.links.reserve_exact(tokens * model.tagger.sizes.link);
        encoding
    }

    /// Encodes about `tokens` further tokens (whole chunks of 1024); returns how many tokens are done in all.
    ///
    /// The result does not depend on how the steps were cut. `document` and `model` must be those of [`Encoding::new`].
    pub fn step(&mut self, document: &Document, model: &Model, tokens: usize) -> usize {
        let goal = self.done.saturating_add(tokens.max(1)).min(document.tokens.len().min(self.features.word.len()));
        let mut flow = std::mem::take(&mut self.flow);
        while self.done < goal {
            kernels::dispatch(EncodeChunk { encoding: self, flow: &mut flow, tagger: &model.tagger });
        }
        self.flow = flow;
        self.done
    }

    /// Number of tokens encoded.
    pub fn tokens(&self) -> usize {
        self.done
    }

    /// Numbers of a token's state (128 in the model of this version).
    pub fn width(&self) -> usize {
        self.states.len().checked_div(self.done).unwrap_or(0)
    }

    /// Writes the state of token `index` into `state`: [`Encoding::width`] numbers, none negative, exact to 1/255 of the largest.
    ///
    /// # Panics
    /// If the token is not encoded, or `state` is shorter.
    pub fn state(&self, index: usize, state: &mut [f32]) {
        let width = self.width();
        let scale = self.state_scales[index];
        for (number, &byte) in state[..width].iter_mut().zip(&self.states[index * width..][..width]) {
            *number = f32::from(byte) * scale;
        }
    }

    /// The state of token `index` as it is kept: bytes, and what they are to be multiplied by.
    pub(crate) fn state_bytes(&self, index: usize) -> (&[u8], f32) {
        let width = self.width();
        (&self.states[index * width..][..width], self.state_scales[index])
    }

    /// What token `index` may be.
    ///
    /// # Panics
    /// If the token is not encoded.
    pub fn tags(&self, index: usize) -> Tags {
        self.tags[index]
    }

    /// Numbers of a word's vector: 96.
    pub const WORD_WIDTH: usize = Words::WIDTH;

    /// Writes the vector of the word of token `index`: compressed from a public encoder, the same for every occurrence of the
    /// word, one and the same for all unknown words. Known from [`Encoding::new`] on.
    ///
    /// # Panics
    /// If there is no such token, or `vector` is shorter than [`Encoding::WORD_WIDTH`].
    pub fn word_vector(&self, model: &Model, index: usize, vector: &mut [f32]) {
        let word = self.features.words[self.features.word[index] as usize];
        model.words.vector(model.sections(), word.key.row, vector);
    }

    /// Whether the tagger took token `index` for quoted (by the trainer's simple rules, not the document's).
    ///
    /// # Panics
    /// If there is no such token.
    pub fn quoted(&self, index: usize) -> bool {
        self.features.quote[index] == features::INSIDE
    }

    /// Row of the word of token `index` in the vocabulary.
    pub(crate) fn word_row(&self, index: usize) -> u32 {
        self.features.words[self.features.word[index] as usize].key.row
    }

    /// Quotation state of token `index`, by the trainer's simple rules: 0 outside, 1 inside, 2 and 3 marks.
    pub(crate) fn quote_state(&self, index: usize) -> u8 {
        self.features.quote[index]
    }

    /// Paragraph of token `index`, by the trainer's simple rules.
    pub(crate) fn paragraph(&self, index: usize) -> u32 {
        self.features.paragraph[index]
    }

    #[inline(always)]
    fn store<L: Lanes>(&mut self, state: &[f32], tags: &[f32], withheld: f32, link: &[f32]) {
        let most = kernels::most::<L::Floats>(state);
        let steps = Steps::unsigned_bytes(most.max(LEAST));
        self.state_scales.push(steps.size());
        let place = self.states.len();
        self.states.resize(place + state.len(), 0);
        kernels::quantise_bytes::<L::Floats>(state, steps, &mut self.states[place..]);
        let most = kernels::most::<L::Floats>(link);
        let steps = Steps::fine(most.max(LEAST));
        self.link_scales.push(steps.size());
        let place = self.links.len();
        self.links.resize(place + link.len(), 0);
        kernels::quantise::<L::Floats>(link, steps, &mut self.links[place..]);
        let &[_, cue, cue_on, source, source_on, content, content_on] = tags.first_chunk::<TAGS>().expect("seven tags");
        self.tags.push(Tags {
            cue_begins: cue,
            cue: cue + cue_on,
            source: source + source_on,
            content: content + content_on,
            withheld,
        });
    }

    /// What the link head adds up for a token, and more besides.
    #[inline(always)]
    fn link_row<L: Lanes>(&self, token: usize, more: &[&[f32]], row: &mut [f32]) {
        let width = row.len();
        let integers = &self.links[token * width..][..width];
        kernels::restore_and_add::<L::Floats>(integers, self.link_scales[token], more, row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encode(text: &str, step: usize) -> Encoding {
        let (document, model) = (Document::new(text), Model::embedded());
        let mut encoding = Encoding::new(&document, model);
        while encoding.step(&document, model, step) < document.tokens.len() {}
        encoding
    }

    #[test]
    fn steps_of_any_size_give_the_same() {
        let text = "The mayor said the bridge would open in May. Critics called that a dream.\n".repeat(180);
        let (whole, steps) = (encode(&text, usize::MAX), encode(&text, 1));
        assert_eq!(whole.tags, steps.tags);
        assert_eq!(whole.states, steps.states);
        assert_eq!(whole.links, steps.links);
    }

    #[test]
    fn knows_a_plain_cue() {
        let text = "The mayor of Ostrava said on Monday that the old bridge would reopen in May.";
        let (document, encoding) = (Document::new(text), encode(text, usize::MAX));
        for index in 0..document.tokens.len() {
            let cue = encoding.tags(index).cue;
            assert_eq!(cue > 0.5, document.word(index) == "said", "{}: {cue}", document.word(index));
        }
    }

    #[test]
    fn links_source_and_content_of_a_cue() {
        let text = "The mayor of Ostrava said on Monday that the old bridge would reopen in May.";
        let encoding = encode(text, usize::MAX);
        let mut linker = Linker::default();
        let (start, chances) = linker.belongs(&encoding, Model::embedded(), 4, 4);
        assert_eq!((start, chances.len()), (0, encoding.tokens()));
        assert!(chances[1][1] > 0.5, "“mayor” is of the source: {:?}", chances[1]);
        assert!(chances[10][2] > 0.5, "“bridge” is of the content: {:?}", chances[10]);
        assert!(chances.iter().all(|chance| (chance.iter().sum::<f32>() - 1.0).abs() < 1e-5));
    }

    #[test]
    fn odd_texts_are_encoded_too() {
        for text in ["", "x", "\u{feff}", "“”", "😀", "a\n\n\nb"] {
            let encoding = encode(text, usize::MAX);
            assert_eq!(encoding.tokens(), Document::new(text).tokens.len());
            let mut state = vec![0.0; 128];
            (0..encoding.tokens()).for_each(|index| encoding.state(index, &mut state));
        }
    }
}
