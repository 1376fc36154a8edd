//! Verbs that ascribe: said, told, vowed …, with the constructions in which they do so (`data/cues.txt`).

use crate::table::HashMap;
use std::sync::OnceLock;

/// The constructions in which a verb ascribes something, as a set of bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frames(u8);

impl Frames {
    /// "…", she said.
    pub const QUOTE: Frames = Frames(1);
    /// She said that …
    pub const CLAUSE: Frames = Frames(2);
    /// She told reporters …
    pub const PERSON: Frames = Frames(4);
    /// She vowed to …
    pub const INFINITIVE: Frames = Frames(8);
    /// She denied the charge.
    pub const NOUN: Frames = Frames(16);
    /// She asked whether …
    pub const QUESTION: Frames = Frames(32);
    /// It was reported to have …
    pub const PASSIVE: Frames = Frames(64);

    /// Whether the verb is used in `frame`.
    pub fn has(self, frame: Frames) -> bool {
        self.0 & frame.0 != 0
    }

    fn of(letters: &str) -> Self {
        let bit = |letter: char| match letter {
            'q' => Self::QUOTE.0,
            't' => Self::CLAUSE.0,
            'o' => Self::PERSON.0,
            'i' => Self::INFINITIVE.0,
            'n' => Self::NOUN.0,
            'w' => Self::QUESTION.0,
            'p' => Self::PASSIVE.0,
            _ => 0,
        };
        Self(letters.chars().map(bit).fold(0, |all, one| all | one))
    }
}

/// The longest form of the list, in bytes: longer words need no look-up.
const LONGEST: usize = 14;

/// The frames of a verb form, whatever its case; none where the word is no verb of the list.
pub fn frames(word: &str) -> Option<Frames> {
    static TABLE: OnceLock<HashMap<&'static str, Frames>> = OnceLock::new();
    if word.len() < 3 || word.len() > LONGEST || !word.is_ascii() {
        return None;
    }
    let table = TABLE.get_or_init(|| read(data!("../../data/cues.txt")));
    if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return table.get(word.to_ascii_lowercase().as_str()).copied();
    }
    table.get(word).copied()
}

/// Whether the word is a form of a verb that goes with a quotation ("said", "asked").
pub fn quotes(word: &str) -> bool {
    frames(word).is_some_and(|frames| frames.has(Frames::QUOTE))
}

/// Whether the word is a noun that ascribes a clause to its owner ("claim", "promise").
pub fn is_cue_noun(word: &str) -> bool {
    static NOUNS: OnceLock<Vec<&'static str>> = OnceLock::new();
    let nouns = NOUNS.get_or_init(|| {
        let lines = data!("../../data/cue-nouns.txt").lines().filter(|line| !line.starts_with('#'));
        let mut nouns: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
        crate::order::sort(&mut nouns);
        nouns
    });
    nouns.binary_search(&word).is_ok()
}

fn read(list: &'static str) -> HashMap<&'static str, Frames> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let entries = lines.filter_map(|line| line.split_once(':'));
    entries.flat_map(|(forms, letters)| forms.split_whitespace().map(move |form| (form, Frames::of(letters)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_forms_and_frames() {
        for (word, frame, expected) in [
            ("said", Frames::QUOTE, true),
            ("Says", Frames::CLAUSE, true),
            ("vowed", Frames::INFINITIVE, true),
            ("walked", Frames::QUOTE, false),
            ("told", Frames::PERSON, true),
            ("denied", Frames::QUOTE, false),
            ("emphasising", Frames::CLAUSE, true),
        ] {
            assert_eq!(frames(word).is_some_and(|found| found.has(frame)), expected, "{word}");
        }
    }

    #[test]
    fn knows_nouns() {
        assert!(is_cue_noun("claim") && is_cue_noun("willingness"));
        assert!(!is_cue_noun("pier") && !is_cue_noun("#"));
    }

    #[test]
    fn no_form_is_longer_than_the_bound() {
        assert!(read(data!("../../data/cues.txt")).keys().all(|form| form.len() <= LONGEST));
    }
}
