//! Words on one line, and where words stand in a text.

/// A text on one line, with single spaces and none at its ends. Compiled once: it is asked for in a dozen places.
#[inline(never)]
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        push_word(&mut line, word);
    }
    line
}

/// Adds a word to a line, behind a space unless it is the first.
#[inline(never)]
pub(crate) fn push_word(line: &mut String, word: &str) {
    if !line.is_empty() {
        line.push(' ');
    }
    line.push_str(word);
}

/// Where words stand in a text, overlapping places among them. The standard library's search by substring is made for long texts and
/// takes 2 KB more. `text.contains('x')` would bring it back, as a character that may not be ASCII is searched for as a text;
/// `text.contains(['x'])` does not, which is why it stands everywhere.
pub(crate) fn places(text: &str, words: &str) -> impl DoubleEndedIterator<Item = usize> {
    let end = (text.len() + 1).saturating_sub(words.len());
    (0..end).filter(move |&at| text.as_bytes()[at..].starts_with(words.as_bytes()))
}

/// Where words first stand in a text.
#[inline(never)]
pub(crate) fn place(text: &str, words: &str) -> Option<usize> {
    places(text, words).next()
}

/// Whether a text holds words.
pub(crate) fn holds(text: &str, words: &str) -> bool {
    place(text, words).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_of_any_kind_is_one_space() {
        assert_eq!(one_line(" a\n b\u{a0}\tc "), "a b c");
        assert_eq!(one_line(" \n"), "");
    }

    #[test]
    fn words_are_found_first_and_last() {
        for (text, words, first, last) in [
            ("anan", "an", Some(0), Some(2)),
            ("a’n", "’n", Some(1), Some(1)),
            ("a", "an", None, None),
            ("", "", Some(0), Some(0)),
        ] {
            assert_eq!((place(text, words), places(text, words).next_back()), (first, last), "{words:?} in {text:?}");
            assert_eq!(holds(text, words), text.contains(words));
        }
    }
}
