//! Words on one line.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_of_any_kind_is_one_space() {
        assert_eq!(one_line(" a\n b\u{a0}\tc "), "a b c");
        assert_eq!(one_line(" \n"), "");
    }
}
