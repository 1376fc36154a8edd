//! Lists of words in code, as small to download as they can be: `["of", "at"]` costs eight bytes of addresses a word and `matches!` the
//! code of a comparison a word; here a list is one run of bytes that one function reads.

/// Words, laid out shortest first, each behind a byte with its length. Made by [`list!`] while compiling.
#[derive(Clone, Copy)]
pub(crate) struct List(pub &'static [u8]);

impl List {
    /// Whether a text is one of the words. Time: a step a word that is no longer than the text, and most lists are short.
    #[inline(never)]
    pub(crate) fn contains(self, text: &&str) -> bool {
        let (mut rest, text) = (self.0, text.as_bytes());
        while let Some((&length, after)) = rest.split_first() {
            if usize::from(length) > text.len() {
                return false;
            }
            let Some((word, next)) = after.split_at_checked(usize::from(length)) else { return false };
            if word == text {
                return true;
            }
            rest = next;
        }
        false
    }
}

/// A set of words that may be asked for one: a [`List`], or words as the language writes them.
pub(crate) trait Words {
    /// Whether a text is one of them.
    fn hold(&self, text: &str) -> bool;
}

impl Words for List {
    fn hold(&self, text: &str) -> bool {
        self.contains(&text)
    }
}

impl<const N: usize> Words for &[&str; N] {
    fn hold(&self, text: &str) -> bool {
        self.contains(&text)
    }
}

/// Whether a byte parts words: a space, or the end of a line where the list is a file of `data/`.
const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n')
}

/// Where the next word at or after a place begins and ends; (length, length) behind the last.
const fn next_word(text: &[u8], mut at: usize) -> (usize, usize) {
    while at < text.len() && is_space(text[at]) {
        at += 1;
    }
    let begin = at;
    while at < text.len() && !is_space(text[at]) {
        at += 1;
    }
    (begin, at)
}

/// Bytes that a list takes: a byte and its own for every word.
pub(crate) const fn size(words: &str) -> usize {
    let text = words.as_bytes();
    let (mut size, mut at) = (0, 0);
    while at < text.len() {
        let (begin, end) = next_word(text, at);
        if begin < end {
            size += 1 + end - begin;
        }
        at = end;
    }
    size
}

/// Lays out a list.
pub(crate) const fn pack<const SIZE: usize>(words: &str) -> [u8; SIZE] {
    let text = words.as_bytes();
    let mut bytes = [0; SIZE];
    let (mut filled, mut length) = (0, 1);
    while filled < SIZE {
        let mut at = 0;
        while at < text.len() {
            let (begin, end) = next_word(text, at);
            at = end;
            if end - begin == length {
                bytes[filled] = length as u8;
                filled += 1;
                let mut place = begin;
                while place < end {
                    bytes[filled] = text[place];
                    filled += 1;
                    place += 1;
                }
            }
        }
        length += 1;
        assert!(length < 256, "a word of a list has at most 254 bytes");
    }
    bytes
}

/// A [`List`](crate::list::List) of the words of a string literal, which spaces part.
macro_rules! list {
    ($words:expr) => {{
        const BYTES: [u8; $crate::list::size($words)] = $crate::list::pack($words);
        $crate::list::List(&BYTES)
    }};
}

/// `matches!` for many words: whether a text is one of the words of a string literal.
macro_rules! one_of {
    ($text:expr, $words:expr $(,)?) => {
        list!($words).contains(&$text)
    };
}

#[cfg(test)]
mod tests {
    use super::List;

    #[test]
    fn a_list_holds_its_words_and_no_others() {
        const LIST: List = list!(
            "under of at \
                                  été  to "
        );
        for word in ["under", "of", "at", "été", "to"] {
            assert!(LIST.contains(&word), "{word}");
        }
        for word in ["", " ", "o", "a", "un", "unde", "undery", "ofat", "of at", "ete", "\u{2}of", "of\u{2}at"] {
            assert!(!LIST.contains(&word), "{word}");
        }
        assert!(one_of!("a", "b a") && !one_of!("c", "b a"));
        let word = String::from("b");
        assert!(one_of!(word.as_str(), "b a") && !list!("").contains(&"b"));
    }
}
