//! The evidence lexicon, `data/stance.txt`: words that show what a source does and where it stands.
//!
//! Parsed once into patterns indexed by their first word. Matching is linear in the words given: the patterns that begin
//! with a word are few and short.

use crate::table::HashMap;
use std::sync::OnceLock;

use super::inflect;
use super::{Act, Side};

/// Longest gap that a `*` stands for, in words.
const GAP: usize = 3;

/// Where the target of a deciding word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// What the words govern: the next phrase or clause.
    Object,
    /// What they are said of: the phrase before them.
    Subject,
    /// The proposition itself.
    Clause,
    /// Nowhere.
    None,
}

/// A group of entries that show the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its name, and that of its features.
    pub name: String,
    /// The act its words show, if one.
    pub act: Option<Act>,
    /// The side its words show, if one.
    pub side: Option<Side>,
    /// Where the target stands.
    pub place: Where,
    /// 1 a hint, 2 plain, 3 decisive.
    pub strength: u8,
}

#[derive(Clone, Debug)]
enum Word {
    Gap,
    Literal(String),
    Forms(Vec<String>),
}

impl Word {
    fn is(&self, word: &str) -> bool {
        match self {
            Word::Gap => false,
            Word::Literal(literal) => literal == word,
            Word::Forms(forms) => forms.iter().any(|form| form == word),
        }
    }
}

#[derive(Clone, Debug)]
struct Pattern {
    group: usize,
    words: Vec<Word>,
}

/// The parsed lexicon.
#[derive(Debug)]
pub struct Lexicon {
    /// The groups, in the file's order.
    pub groups: Vec<Group>,
    patterns: Vec<Pattern>,
    by_first: HashMap<String, Vec<usize>>,
}

/// A place where an entry of a group stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Index of the group.
    pub group: usize,
    /// One past the last word, counted in the words given.
    pub end: usize,
}

impl Lexicon {
    /// The lexicon of the crate.
    pub fn embedded() -> &'static Lexicon {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| Lexicon::parse(data!("../../data/stance.txt")))
    }

    /// Reads the format described at the head of the file. Lines that fit nothing are passed over.
    pub fn parse(file: &str) -> Lexicon {
        let mut lexicon = Lexicon { groups: Vec::new(), patterns: Vec::new(), by_first: HashMap::new() };
        for line in file.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(head) = line.strip_prefix("== ") {
                lexicon.groups.extend(group(head));
            } else if let Some(last) = lexicon.groups.len().checked_sub(1) {
                line.split(',').for_each(|entry| lexicon.add(last, entry.trim()));
            }
        }
        lexicon
    }

    /// Index of the group of that name.
    pub fn group(&self, name: &str) -> Option<usize> {
        self.groups.iter().position(|group| group.name == name)
    }

    fn add(&mut self, group: usize, entry: &str) {
        let mut words = Vec::new();
        for part in entry.split_whitespace() {
            if part == "*" {
                words.push(Word::Gap);
            } else if let Some(verb) = part.strip_prefix('~') {
                words.push(Word::Forms(inflect::verb_forms(verb)));
            } else if let Some(noun) = part.strip_prefix('+') {
                words.push(Word::Forms(vec![noun.to_owned(), inflect::plural(noun)]));
            } else {
                words.extend(split(part).map(|word| Word::Literal(word.to_owned())));
            }
        }
        let firsts: Vec<String> = match words.first() {
            Some(Word::Literal(word)) => vec![word.clone()],
            Some(Word::Forms(forms)) => forms.clone(),
            _ => return,
        };
        let index = self.patterns.len();
        self.patterns.push(Pattern { group, words });
        for first in firsts {
            self.by_first.entry(first).or_default().push(index);
        }
    }

    /// The longest match of each group that begins at word `at` of `words` (in lower case, apostrophes plain).
    pub fn matches<W: AsRef<str>>(&self, words: &[W], at: usize) -> Vec<Match> {
        let mut found: Vec<Match> = Vec::new();
        let Some(candidates) = words.get(at).and_then(|word| self.by_first.get(word.as_ref())) else { return found };
        for &candidate in candidates {
            let pattern = &self.patterns[candidate];
            let Some(end) = extent(&pattern.words[1..], words, at + 1) else { continue };
            match found.iter_mut().find(|other| other.group == pattern.group) {
                Some(other) => other.end = other.end.max(end),
                None => found.push(Match { group: pattern.group, end }),
            }
        }
        found
    }
}

/// Splits as the tokens of a document are split: runs of word characters, every other character by itself.
fn split(part: &str) -> impl Iterator<Item = &str> {
    let mut rest = part;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let run = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(if run == 0 { first.len_utf8() } else { run });
        rest = after;
        Some(word)
    })
}

/// Where `pattern` ends if it fits `words` from `at`.
fn extent<W: AsRef<str>>(pattern: &[Word], words: &[W], at: usize) -> Option<usize> {
    match pattern {
        [] => Some(at),
        [Word::Gap, rest @ ..] => (0..=GAP).find_map(|skipped| extent(rest, words, at + skipped)),
        [word, rest @ ..] => {
            words.get(at).filter(|found| word.is(found.as_ref())).and_then(|_| extent(rest, words, at + 1))
        }
    }
}

fn group(head: &str) -> Option<Group> {
    let mut fields = head.split_whitespace();
    let name = fields.next()?.to_owned();
    let act = fields.next().and_then(Act::from_word);
    let side = fields.next().and_then(Side::from_word);
    let place = match fields.next() {
        Some("object") => Where::Object,
        Some("subject") => Where::Subject,
        Some("clause") => Where::Clause,
        _ => Where::None,
    };
    let strength = fields.next().and_then(|field| field.parse().ok()).unwrap_or(1);
    Some(Group { name, act, side, place, strength })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(text: &str) -> Vec<String> {
        let lexicon = Lexicon::parse(
            "== a deny against clause 3\n~deny, ~dismiss * claims\n== b reject against object 3\n~dismiss, won't\n",
        );
        let words: Vec<&str> = text.split(' ').flat_map(split).collect();
        let mut found = Vec::new();
        for at in 0..words.len() {
            for hit in lexicon.matches(&words, at) {
                found.push(format!("{}:{at}-{}", lexicon.groups[hit.group].name, hit.end));
            }
        }
        found
    }

    #[test]
    fn matches_patterns_and_nothing_else() {
        for (text, expected) in [
            ("denied", vec!["a:0-1"]),
            ("denim", vec![]),
            ("dismissed such wild claims", vec!["a:0-4", "b:0-1"]),
            ("dismissed the envoy who later claims", vec!["b:0-1"]),
            ("won't", vec!["b:0-3"]),
            ("won", vec![]),
        ] {
            let mut found = groups(text);
            crate::order::sort(&mut found);
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn the_embedded_file_is_sound() {
        let lexicon = Lexicon::embedded();
        assert!(lexicon.groups.len() > 30);
        for group in &lexicon.groups {
            assert!((1..=3).contains(&group.strength), "{}", group.name);
            assert_eq!(lexicon.groups.iter().filter(|other| other.name == group.name).count(), 1, "{}", group.name);
        }
    }
}
