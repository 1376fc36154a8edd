//! Texts that are not plain running prose: page source, binary, transcripts.

use super::{Document, label};

/// Something the reader should be told about the text as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oddity {
    /// The source of a web page, tags and all.
    HtmlSource,
    /// Control characters, or bytes that are no text.
    Binary,
    /// Speakers' labels begin many paragraphs.
    Transcript,
    /// Questions and answers with their labels ("Q:", "A:").
    QuestionsAndAnswers,
}

/// Fewest tags before a text may be page source.
const TAGS: usize = 4;
/// Fewest labels of a transcript.
const LABELS: usize = 3;

/// Finds the oddities, each at most once.
pub fn oddities(document: &Document) -> Vec<Oddity> {
    let mut found = Vec::new();
    if is_html(document.text) {
        found.push(Oddity::HtmlSource);
    }
    if is_binary(document.text) {
        found.push(Oddity::Binary);
    }
    let labels = document.paragraphs.iter().filter_map(|paragraph| label::label(document, paragraph));
    let (mut all, mut questions) = (0, 0);
    for label in labels {
        all += 1;
        questions += usize::from(one_of!(document.slice(label.speaker), "Q A Question Answer QUESTION ANSWER"));
    }
    let many = |count: usize| count >= LABELS && count * 4 >= document.paragraphs.len();
    if many(questions) {
        found.push(Oddity::QuestionsAndAnswers);
    } else if many(all) {
        found.push(Oddity::Transcript);
    }
    found
}

/// Tags that are more than an aside, or a document that begins as a page does.
fn is_html(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(15).map(crate::case::small).collect();
    if head.starts_with("<!doctype html") || head.starts_with("<html") {
        return true;
    }
    let after = text.split('<').skip(1);
    let tags = after.filter(|rest| {
        let name = rest.strip_prefix('/').unwrap_or(rest);
        let length = name.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
        let next = name.as_bytes().get(length);
        length > 0 && name.as_bytes()[0].is_ascii_alphabetic() && matches!(next, Some(b'>' | b' ' | b'/' | b'\n'))
    });
    let tags = tags.count();
    tags >= TAGS && tags * 400 >= text.len()
}

/// A zero byte's character, or more than one control or replacement character in fifty.
fn is_binary(text: &str) -> bool {
    let (mut all, mut odd) = (0usize, 0usize);
    for character in text.chars() {
        all += 1;
        let control = character.is_control() && !character.is_whitespace();
        odd += usize::from(control || character == '\u{fffd}');
    }
    odd * 50 > all || text.contains(['\0'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn oddities_have_twins_that_are_none() {
        use Oddity::*;
        for (text, expected) in [
            ("<!DOCTYPE html><html><body><p>Rain</p></body></html>", vec![HtmlSource]),
            ("<div class=\"a\"><p>Rain fell.</p><p>It stopped.</p></div>", vec![HtmlSource]),
            ("Rain fell where 1 < 2 and 3 > 2, she <sighs> said.", vec![]),
            ("PK\u{3}\u{4}\u{0}\u{0}\u{fffd}\u{fffd}x", vec![Binary]),
            ("Rain\tfell.\r\nIt stopped.", vec![]),
            ("Q: Why?\nA: It rained.\nQ: Still?\nA: No.", vec![QuestionsAndAnswers]),
            ("ANN DAY: Why?\nBOB LOW: It rained.\nANN DAY: Still?", vec![Transcript]),
            ("Ann Day: it rained.\nThe pier is shut.\nNobody came.\nIt is late.\nThe end came soon.", vec![]),
        ] {
            assert_eq!(oddities(&Document::new(text)), expected, "{text}");
        }
    }
}
