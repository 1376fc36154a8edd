//! Notes on the text itself: what a reader must know before believing the rest.

use super::{note, quote};
use crate::Span;
use crate::report::facts::Facts;
use crate::report::types::Note;
use crate::report::words::counted;

/// Fewer words are a headline or a fragment.
const FRAGMENT: usize = 40;

pub(super) fn notes(facts: &Facts, notes: &mut Vec<Note>) {
    let text = facts.document.text;
    let words = facts.document.words();
    if text.trim().is_empty() {
        notes.push(note("empty", "The text is empty: there is nothing to find.".into(), Vec::new(), Vec::new()));
        return;
    }
    if !facts.document.language.is_english()
        && let Some(code) = facts.document.language.code
    {
        let sentence =
            format!("This looks like {}; only English is read, so findings will be few.", language_name(code));
        notes.push(note("language", sentence, Vec::new(), Vec::new()));
    }
    if let Some(first) = markup(text) {
        let sentence =
            "This looks like the source of a web page (HTML), not its text: copy the words from the page itself.";
        notes.push(note("html", sentence.into(), Vec::new(), vec![quote(facts, first)]));
    }
    let unreadable =
        text.chars().filter(|&c| c == '\u{fffd}' || c.is_control() && !matches!(c, '\n' | '\r' | '\t')).count();
    if unreadable > 0 && unreadable * 200 > text.chars().count() {
        let sentence = format!(
            "The text holds {}: it may have been copied in another encoding, or be no text at all.",
            counted(unreadable, "unreadable character", "unreadable characters")
        );
        notes.push(note("unreadable", sentence, Vec::new(), Vec::new()));
    }
    if words < FRAGMENT {
        let what = if facts.document.sentences.len() <= 1 { "a headline or one sentence" } else { "a fragment" };
        let sentence = format!(
            "The text has only {}: {what}, which shows little of its sources.",
            counted(words, "word", "words")
        );
        notes.push(note("fragment", sentence, Vec::new(), Vec::new()));
    }
    if facts.report.attributions.is_empty() {
        let sentence = "Nothing was found: no words here were read as somebody's statement, belief or wish.";
        notes.push(note("nothing_found", sentence.into(), Vec::new(), Vec::new()));
    }
}

/// The first of at least four tags that no article's words hold.
fn markup(text: &str) -> Option<Span> {
    const TAGS: crate::list::List = list!("p div span a html head body script style li ul br img h1 h2 meta td");
    let mut first = None;
    let mut found = 0;
    for (at, _) in text.match_indices('<') {
        let rest = text[at + 1..].trim_start_matches('/');
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        if TAGS.contains(&name.as_str()) && rest[end..].starts_with(['>', ' ', '/', '\n']) {
            first.get_or_insert(Span::new(at, at + 1 + (text.len() - at - 1 - rest.len()) + end));
            found += 1;
            if found >= 4 {
                return first;
            }
        }
    }
    None
}

/// The English name of a language.
fn language_name(code: &str) -> &str {
    match code {
        "fr" => "French",
        "de" => "German",
        "es" => "Spanish",
        "it" => "Italian",
        "pt" => "Portuguese",
        "nl" => "Dutch",
        "sv" => "Swedish",
        "no" | "nb" | "nn" => "Norwegian",
        "da" => "Danish",
        "fi" => "Finnish",
        "pl" => "Polish",
        "cs" => "Czech",
        "ro" => "Romanian",
        "hu" => "Hungarian",
        "tr" => "Turkish",
        "ru" => "Russian",
        "uk" => "Ukrainian",
        "bg" => "Bulgarian",
        "sr" => "Serbian",
        "el" => "Greek",
        "ar" => "Arabic",
        "fa" => "Persian",
        "he" => "Hebrew",
        "hi" => "Hindi",
        "zh" => "Chinese",
        "ja" => "Japanese",
        "ko" => "Korean",
        "id" => "Indonesian",
        "vi" => "Vietnamese",
        _ => "another language than English",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Model, Options, analyze};

    fn codes(text: &str) -> Vec<String> {
        let report = analyze(Model::embedded(), text, &Options::new()).unwrap();
        report.notes.into_iter().map(|note| note.code).collect()
    }

    #[test]
    fn odd_texts_are_told_apart() {
        assert_eq!(codes(""), ["empty"]);
        assert_eq!(codes(" \n\t "), ["empty"]);
        assert!(codes("Talks collapse over fishing rights").contains(&"fragment".to_string()));
        let html = "<html><body><p>The mayor spoke.</p><p>Then he left.</p></body></html>";
        assert!(codes(html).contains(&"html".to_string()));
        assert!(codes(&"\u{fffd}\u{0}ab ".repeat(50)).contains(&"unreadable".to_string()));
    }

    #[test]
    fn and_an_article_is_none_of_them() {
        let article =
            "The bridge over the Aune was closed on Monday. Engineers had measured a < b and x > y in the pier. "
                .repeat(5);
        let found = codes(&article);
        for code in ["empty", "fragment", "html", "unreadable", "language"] {
            assert!(!found.contains(&code.to_string()), "{code}");
        }
        assert_eq!(markup("if a <b and c <d or p <p"), None, "three at most, and only one is a tag");
    }
}
