//! Words that the summary, the notes and the renderers share: numbers, badges, small matters of grammar.

use super::types::{Act, CommentOutcome, Form, Side, Status, StatusGroup};
use crate::case::Lower;

const NUMBERS: [&str; 13] =
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// A number as running text has it: words up to twelve, "no" for 0.
pub(crate) fn number(n: usize) -> String {
    NUMBERS.get(n).map_or_else(|| n.to_string(), |word| (*word).to_string())
}

/// The number and its noun: "one source", "three sources".
pub(crate) fn counted(n: usize, singular: &str, plural: &str) -> String {
    format!("{} {}", number(n), if n == 1 { singular } else { plural })
}

/// The same text with its first letter a capital.
pub(crate) fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map_or_else(String::new, |first| std::iter::once(crate::case::capital(first)).chain(characters).collect())
}

/// "a", "a and b", "a, b and c".
pub(crate) fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Words of a text: what white space parts and holds a letter or a digit.
pub(crate) fn word_count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// The first `words` words, with an ellipsis where some were left out.
pub(crate) fn shortened(text: &str, words: usize) -> String {
    let text: Vec<&str> = text.split_whitespace().collect();
    if text.len() <= words {
        return text.join(" ");
    }
    format!("{} …", text[..words].join(" "))
}

/// The words a reader sees for a status.
pub(crate) fn badge(status: Status) -> &'static str {
    match status {
        Status::Named => "Named",
        Status::Institution => "Organisation or government",
        Status::Outlet => "News outlet",
        Status::Document => "Document or data",
        Status::Unnamed => "Not named",
        Status::Anonymous => "Name withheld",
        Status::Vague => "Not identified",
        Status::Collective => "Group in general",
        Status::Hearsay => "No source given",
        Status::Author => "The writer",
    }
}

/// The heading under which a status is listed.
pub(crate) fn heading(status: Status) -> &'static str {
    match (status, status.group()) {
        (Status::Named, _) => "On record: named people",
        (_, StatusGroup::OnRecord) => "On record: organisations, outlets, documents",
        (_, StatusGroup::NotNamed) => "Anonymous: not named",
        (Status::Hearsay, _) => "No source given (not counted as sources)",
        (_, StatusGroup::Diffuse) => "Groups in general",
        (_, StatusGroup::Author) => "The writer (not counted)",
    }
}

/// What a source does, as a verb with its object to follow: "denies", "warns against".
pub(crate) fn act_verb(act: Act, side: Side) -> &'static str {
    match (act, side) {
        (Act::State, Side::For) => "speaks for",
        (Act::State, Side::Against) => "speaks against",
        (Act::State, Side::Neutral) => "states",
        (Act::Affirm, _) => "confirms",
        (Act::Admit, _) => "admits",
        (Act::Deny, _) => "denies",
        (Act::Doubt, _) => "doubts",
        (Act::Support, _) => "supports",
        (Act::Seek, Side::Against) => "wants to stop",
        (Act::Seek, _) => "wants",
        (Act::Commit, Side::Against) => "is committed against",
        (Act::Commit, _) => "promises",
        (Act::Urge, Side::Against) => "urges against",
        (Act::Urge, _) => "calls for",
        (Act::Criticise, _) => "criticises",
        (Act::Accuse, _) => "accuses",
        (Act::Reject, _) => "rejects",
        (Act::Warn, Side::For) => "warns for",
        (Act::Warn, _) => "warns against",
        (Act::Expect, _) => "expects",
        (Act::Decide, Side::Against) => "decides against",
        (Act::Decide, _) => "decides for",
        (Act::NoComment, _) => "gives no comment",
    }
}

/// The words a reader sees for how a request for comment ended. None imputes a motive.
pub(crate) fn outcome(how: CommentOutcome) -> &'static str {
    match how {
        CommentOutcome::Declined => "declined to comment",
        CommentOutcome::NoResponse => "has no answer in this text",
        CommentOutcome::Unreachable => "could not be reached",
    }
}

/// The words a reader sees for a form.
pub(crate) fn form(form: Form) -> &'static str {
    match form {
        Form::Direct => "quoted",
        Form::Mixed => "partly quoted",
        Form::Indirect => "reported",
    }
}

/// Whether a description of people or things is plural: "two aides", "people familiar with the matter".
///
/// The head noun is the word before the first preposition, participle or relative that may follow a noun.
pub(crate) fn is_plural(description: &str) -> bool {
    const AFTER_HEAD: crate::list::List = list!(
        "of in at with from for on to by who whose which that familiar close briefed involved and or \
         speaking inside near within here there present not"
    );
    const PLURALS: crate::list::List = list!("people police men women others some many both two three they mps");
    const SINGULARS: crate::list::List = list!("news series press congress boss times politics us gas");
    let words: Vec<String> =
        description.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).lower()).collect();
    let first = words.first().map(String::as_str).unwrap_or_default();
    if one_of!(first, "a an one another this each every") {
        // "a group of professors"
        const MANY: crate::list::List = list!("group number handful couple pair dozen trio majority");
        let word = |at: usize| words.get(at).map_or("", String::as_str);
        return MANY.contains(&word(1)) && word(2) == "of";
    }
    if one_of!(first, "two three four five six seven eight several both these many") {
        return true;
    }
    let end =
        words.iter().skip(1).position(|word| AFTER_HEAD.contains(&word.as_str())).map_or(words.len(), |at| at + 1);
    if words.get(end).is_some_and(|word| word == "and") {
        return true;
    }
    let comma = description.split(',').next().map_or(end, |before| before.split_whitespace().count()).max(1);
    let Some(head) = words[..end.min(comma)].last() else { return false };
    PLURALS.contains(&head.as_str())
        || head.len() > 3 && head.ends_with('s') && !head.ends_with("ss") && !SINGULARS.contains(&head.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plural_descriptions_and_their_twins() {
        for plural in [
            "American officials",
            "two people briefed on the draft",
            "sources close to Mrs Garside",
            "people familiar with the matter",
            "police",
            "Kestrian diplomats, who were more cautious",
            "the prosecutor and her deputy",
            "a group of tenured professors",
        ] {
            assert!(is_plural(plural), "{plural}");
        }
        for singular in [
            "a senior US official",
            "a group for landlords",
            "one of the officials",
            "an aide to two ministers",
            "the boss",
            "a man in his sixties",
            "the head of the pension funds",
            "a diplomat, one of two in the talks",
            "",
        ] {
            assert!(!is_plural(singular), "{singular}");
        }
    }

    #[test]
    fn numbers_and_lists() {
        assert_eq!(counted(1, "source", "sources"), "one source");
        assert_eq!(counted(13, "source", "sources"), "13 sources");
        assert_eq!(listed(&["a".into(), "b".into(), "c".into()]), "a, b and c");
        assert_eq!(shortened("one two three", 2), "one two …");
        assert_eq!(shortened("one two", 2), "one two");
    }
}
