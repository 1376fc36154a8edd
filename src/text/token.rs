//! Tokens: runs of word characters, and every other visible character by itself.
//!
//! Invisible characters (soft hyphens, joiners, direction marks, byte-order marks) are no tokens; inside a word they do not
//! part it.

use crate::Span;

/// A word or a mark. Holds no text: ask [`Span::of`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// How it is written.
    pub shape: Shape,
    /// What parts it from the token before.
    pub spacing: Spacing,
    /// Index of its sentence.
    pub sentence: u32,
    /// Index of its paragraph.
    pub paragraph: u32,
    /// Index of the innermost quotation it lies in (marks included), if any.
    pub quotation: Option<u32>,
}

/// How a token is written. The order is the tagger's feature order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Shape {
    /// officials
    Lower = 0,
    /// Tehran
    Capitalised = 1,
    /// IAEA
    Upper = 2,
    /// 2015, 60th
    Digits = 3,
    /// a mark
    Mark = 4,
    /// eBay
    Mixed = 5,
}

/// What parts a token from the one before it. The order is the tagger's feature order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Spacing {
    /// Nothing.
    None = 0,
    /// White space.
    Space = 1,
    /// A line break that ends a paragraph.
    Line = 2,
}

/// Whether a character belongs to a word: letters, digits, underscore.
pub fn is_word(character: char) -> bool {
    character == '_' || character.is_alphanumeric()
}

/// Whether a character ends a line.
pub fn is_line_break(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Characters that show nothing and part nothing: soft hyphen, joiners, direction marks, variation selectors.
fn joins(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}')
}

/// Accents written as characters of their own.
fn is_accent(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

/// Splits a text into tokens; sentence, paragraph and quotation are filled in by the later steps.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let mut characters = text.char_indices().peekable();
    let mut spacing = Spacing::None;
    while let Some((start, first)) = characters.next() {
        if first.is_whitespace() {
            spacing = if is_line_break(first) || spacing == Spacing::Line { Spacing::Line } else { Spacing::Space };
            continue;
        }
        if joins(first) || matches!(first, '\u{200b}' | '\u{feff}') {
            continue;
        }
        let mut end = start + first.len_utf8();
        if is_word(first) {
            while let Some(&(at, next)) = characters.peek() {
                if is_word(next) || is_accent(next) {
                    end = at + next.len_utf8();
                } else if !joins(next) {
                    break;
                }
                characters.next();
            }
        }
        let span = Span::new(start, end);
        tokens.push(Token { span, shape: shape(span.of(text)), spacing, sentence: 0, paragraph: 0, quotation: None });
        spacing = Spacing::None;
    }
    tokens
}

fn shape(word: &str) -> Shape {
    let Some(first) = word.chars().next() else { return Shape::Mark };
    if !is_word(first) {
        return Shape::Mark;
    }
    if word.chars().any(char::is_numeric) {
        return Shape::Digits;
    }
    let upper = word.chars().any(char::is_uppercase);
    let lower = word.chars().any(char::is_lowercase);
    match (upper, lower) {
        (false, true) => Shape::Lower,
        (true, false) if word.chars().count() > 1 => Shape::Upper,
        _ if first.is_uppercase() => Shape::Capitalised,
        _ => Shape::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_words_and_marks() {
        for (text, words) in [
            ("He said: “No.”", vec!["He", "said", ":", "“", "No", ".", "”"]),
            ("it’s 60%", vec!["it", "’", "s", "60", "%"]),
            ("naïve_x", vec!["naïve_x"]),
            ("", vec![]),
            (" \n\t", vec![]),
            ("\u{feff}co\u{ad}op \u{200f}(x)\u{200f}", vec!["co\u{ad}op", "(", "x", ")"]),
            ("cafe\u{301} o\u{200b}k", vec!["cafe\u{301}", "o", "k"]),
        ] {
            let found: Vec<_> = tokens(text).iter().map(|token| token.span.of(text)).collect();
            assert_eq!(found, words, "{text:?}");
        }
    }

    #[test]
    fn knows_shapes() {
        for (word, expected) in [
            ("officials", Shape::Lower),
            ("Tehran", Shape::Capitalised),
            ("IAEA", Shape::Upper),
            ("A", Shape::Capitalised),
            ("60th", Shape::Digits),
            ("eBay", Shape::Mixed),
            ("—", Shape::Mark),
        ] {
            assert_eq!(shape(word), expected, "{word}");
        }
    }
}
