//! What the net reads of every token besides its word.
//!
//! Quotation state, sentences and paragraphs are worked out here once more, by the trainer's own simple rules, and on purpose not
//! taken from the document: the net has learned what these rules give, faults included. The text stage may then get better
//! without a new model, and without a silent loss here. The same rules stand in `train/reference.py`; a fixture compares them.

use crate::Span;
use crate::model::{Model, WordKey, place_index};
use crate::table::HashMap;
use crate::text::Document;

/// How a token stands to quotation marks: outside, inside, a mark that opens or lies in a quotation, another mark.
pub(crate) const INSIDE: u8 = 1;
const MARK_INSIDE: u8 = 2;
const MARK_OUTSIDE: u8 = 3;

/// A different word of the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub key: WordKey,
    /// Index into the shapes: lower, capitalised, upper, with digits, mark, mixed.
    pub shape: u8,
}

/// Features of every token.
#[derive(Clone, Debug, Default)]
pub(crate) struct Features {
    /// The different words, in order of first occurrence.
    pub words: Vec<Word>,
    /// Index of each token's word.
    pub word: Vec<u32>,
    /// The different inputs: a word, by its index, and its [`place_index`]; in order of first occurrence.
    pub inputs: Vec<(u32, u8)>,
    /// Index of each token's input.
    pub input: Vec<u32>,
    /// Quotation state.
    pub quote: Vec<u8>,
    /// Indices of sentence, paragraph, and stretch inside or outside of quotation marks.
    pub sentence: Vec<u32>,
    pub paragraph: Vec<u32>,
    pub stretch: Vec<u32>,
}

impl Features {
    pub fn new(document: &Document, model: &Model) -> Self {
        let count = document.tokens.len();
        let mut features = Self { quote: quotes(document), ..Self::default() };
        let mut known: HashMap<&str, u32> = HashMap::new();
        let mut inputs: HashMap<u32, u32> = HashMap::new();
        let (mut sentence, mut paragraph, mut stretch) = (0, 0, 0);
        let mut before = 0;
        for index in 0..count {
            let text = document.word(index);
            let word = *known.entry(text).or_insert_with(|| {
                features.words.push(Word { key: model.words.key(model.sections(), text), shape: shape(text) });
                features.words.len() as u32 - 1
            });
            let start = document.tokens[index].span.start as usize;
            let gap = document.text.get(before..start).unwrap_or("");
            before = document.tokens[index].span.end as usize;
            let (mut spacing, mut new_paragraph, mut new_sentence) = (0, index == 0, index == 0);
            if index > 0 {
                spacing = u8::from(!gap.is_empty());
                if gap.contains(['\n']) {
                    (spacing, new_paragraph, new_sentence) = (2, true, true);
                    paragraph += 1;
                    sentence += 1;
                } else if !gap.is_empty() && ends_sentence(document, index) {
                    new_sentence = true;
                    sentence += 1;
                }
                let inside = |quote: u8| quote == INSIDE || quote == MARK_INSIDE;
                stretch += u32::from(inside(features.quote[index]) != inside(features.quote[index - 1]));
            }
            features.word.push(word);
            let place = place_index(features.quote[index], spacing, new_paragraph, new_sentence);
            features.input.push(*inputs.entry(word << 6 | u32::from(place)).or_insert_with(|| {
                features.inputs.push((word, place));
                features.inputs.len() as u32 - 1
            }));
            features.sentence.push(sentence);
            features.paragraph.push(paragraph);
            features.stretch.push(stretch);
        }
        features
    }
}

/// Whether a token starts as speech does: with a capital or an opening mark.
fn opens(word: &str) -> bool {
    word.chars().next().is_some_and(|first| first.is_uppercase() || matches!(first, '"' | '“' | '‘' | '('))
}

const ABBREVIATIONS: [&str; 21] = [
    "Mr", "Mrs", "Ms", "Dr", "Sen", "Rep", "Gov", "St", "Jr", "Gen", "Col", "Lt", "Sept", "Oct", "Nov", "Dec", "Jan",
    "Feb", "Aug", "No", "vs",
];

/// Whether a sentence ends before token `index`, which white space parts from the one before.
fn ends_sentence(document: &Document, index: usize) -> bool {
    let mut last = index - 1;
    while last > 0 && one_of!(document.word(last), "\" ” ’ ) '") {
        last -= 1;
    }
    let mark = document.word(last);
    if !one_of!(mark, ". ! ?") || !opens(document.word(index)) {
        return false;
    }
    let before = if last > 0 { document.word(last - 1) } else { "" };
    let mut letters = before.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    mark != "." || !(initial || ABBREVIATIONS.contains(&before))
}

/// What the trainer's `\w` takes.
fn is_word(character: char) -> bool {
    character == '_' || character.is_alphanumeric()
}

fn shape(word: &str) -> u8 {
    let Some(first) = word.chars().next() else { return 4 };
    if !is_word(first) {
        return 4;
    }
    if word.chars().any(char::is_numeric) {
        return 3;
    }
    let (upper, lower) = (word.chars().any(char::is_uppercase), word.chars().any(char::is_lowercase));
    match (upper, lower) {
        (false, true) => 0,
        (true, false) if word.chars().nth(1).is_some() => 2,
        _ if first.is_uppercase() => 1,
        _ => 5,
    }
}

/// Quotation state of every token. Straight and curly double marks, and curly single ones that are no apostrophes; a quotation
/// still open at the end of a paragraph ends there.
fn quotes(document: &Document) -> Vec<u8> {
    let mut quote = vec![0u8; document.tokens.len()];
    let mut mark = |span: std::ops::Range<usize>| {
        quote[document.tokens_in(Span::new(span.start, span.end))].fill(INSIDE);
    };
    let (mut double, mut single): (Option<usize>, Option<usize>) = (None, None);
    let mut before = ' ';
    let mut characters = document.text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let end = at + character.len_utf8();
        let next = characters.peek().map_or(' ', |&(_, next)| next);
        match (character, double, single) {
            ('“', None, _) | ('"', None, _) => double = Some(at),
            ('"' | '”', Some(open), _) => {
                mark(open..end);
                double = None;
            }
            ('‘', _, _) if !before.is_alphanumeric() => single = Some(at),
            ('’', _, Some(open)) if !next.is_alphanumeric() => {
                mark(open..end);
                single = None;
            }
            _ => {}
        }
        before = character;
        if ends_line(character) && !(character == '\r' && next == '\n') {
            if let Some(open) = double.take() {
                mark(open..end);
            }
            single = None;
            before = ' ';
        }
    }
    if let Some(open) = double {
        mark(open..document.text.len());
    }
    for (index, quote) in quote.iter_mut().enumerate() {
        if one_of!(document.word(index), "\" “ ”") {
            *quote = if *quote == INSIDE { MARK_INSIDE } else { MARK_OUTSIDE };
        }
    }
    quote
}

/// What ends a line for the trainer (Python's `splitlines`).
fn ends_line(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn features(text: &str) -> Features {
        Features::new(&Document::new(text), Model::embedded())
    }

    #[test]
    fn quotation_states() {
        for (text, expected) in [
            ("He said \"no\" twice", vec![0, 0, 2, 1, 2, 0]),
            ("He said “no” twice", vec![0, 0, 2, 1, 2, 0]),
            ("a ” b", vec![0, 3, 0]),
            ("“open\nnext", vec![2, 1, 0]),
            ("the ‘new deal’ now", vec![0, 1, 1, 1, 1, 0]),
            ("dogs’ and ‘it’s", vec![0, 0, 0, 0, 0, 0, 0]),
            ("“outer “inner” rest” x", vec![2, 1, 2, 1, 2, 0, 3, 0]),
            ("", vec![]),
        ] {
            assert_eq!(features(text).quote, expected, "{text:?}");
        }
    }

    #[test]
    fn sentences_and_paragraphs() {
        for (text, sentences, paragraphs) in [
            ("One. Two", vec![0, 0, 1], vec![0, 0, 0]),
            ("One. two", vec![0, 0, 0], vec![0, 0, 0]),
            ("Mr. Two", vec![0, 0, 0], vec![0, 0, 0]),
            ("J. Two", vec![0, 0, 0], vec![0, 0, 0]),
            ("No! Two", vec![0, 0, 1], vec![0, 0, 0]),
            ("One.” “Two", vec![0, 0, 0, 1, 1], vec![0, 0, 0, 0, 0]),
            ("One.\nTwo", vec![0, 0, 1], vec![0, 0, 1]),
            ("One\n\n\nTwo", vec![0, 1], vec![0, 1]),
            ("3.5", vec![0, 0, 0], vec![0, 0, 0]),
        ] {
            let found = features(text);
            assert_eq!((found.sentence, found.paragraph), (sentences, paragraphs), "{text:?}");
        }
    }

    #[test]
    fn shapes() {
        for (word, expected) in [("of", 0), ("Of", 1), ("A", 1), ("UN", 2), ("G7", 3), ("—", 4), ("eBay", 5), ("_", 5)]
        {
            assert_eq!(shape(word), expected, "{word}");
        }
    }

    #[test]
    fn odd_texts_have_features_too() {
        for text in ["\u{feff}", "😀😀 😀", "\r\n\r\n", "“”‘’\"'", "\u{301}e\u{301}", "a\u{85}b\u{2028}c"]
        {
            let found = features(text);
            assert_eq!(found.word.len(), found.input.len());
        }
    }
}
