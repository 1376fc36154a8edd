//! Labels of speakers at the start of a paragraph: "Q:", "INTERVIEWER:", "Ann Day:", "From Chairwoman Low:".

use super::token::Shape;
use super::{Document, Paragraph, QuotationKind};
use crate::Span;
use crate::case::Lower;

/// Most tokens of a label.
const LONGEST: usize = 8;

/// Words before a colon that name no speaker.
const NO_SPEAKERS: crate::list::List = list!(data!("../../data/labels.txt"));

/// A label and what it introduces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// The words before the colon: the speaker.
    pub speaker: Span,
    /// First token after the colon.
    pub after: usize,
}

/// The speaker's label at the start of a paragraph, if it has one: up to a few words, each capitalised but the small ones,
/// and a colon followed by text on the same line.
pub fn label(document: &Document, paragraph: &Paragraph) -> Option<Label> {
    let start = document.sentences[paragraph.first as usize].first as usize;
    let first = start + usize::from(one_of!(document.word(start), "\" “ ” - – —"));
    let end = document.sentences[paragraph.end as usize - 1].end as usize;
    let colon = (first..end.min(first + LONGEST + 1)).find(|&at| document.word(at) == ":")?;
    if colon == first || colon + 1 >= end || document.tokens[colon + 1].spacing == super::Spacing::None {
        return None;
    }
    let mut capitals = 0;
    for at in first..colon {
        let word = document.word(at);
        match document.tokens[at].shape {
            Shape::Capitalised | Shape::Upper | Shape::Mixed => capitals += 1,
            Shape::Lower if one_of!(word, "of the de van von der for and s") => {}
            Shape::Mark if one_of!(word, ". , - ’ ' ( )") => {}
            _ => return None,
        }
    }
    let mut words = document.tokens[first..colon].iter().filter(|token| token.shape != Shape::Mark);
    let known = words.any(|token| NO_SPEAKERS.contains(&token.span.of(document.text).lower().as_str()));
    let from = document.word(first) == "From" && capitals > 1;
    let start = first + usize::from(from);
    let speaker = document.tokens[start].span.cover(document.tokens[colon - 1].span);
    (capitals > 0 && !known).then_some(Label { speaker, after: colon + 1 })
}

/// Whether the words after a label stand in quotation marks from first to last.
pub fn is_quoted(document: &Document, label: &Label) -> bool {
    let quotation = document.tokens.get(label.after).and_then(|token| token.quotation);
    quotation.is_some_and(|index| {
        let quotation = &document.quotations[index as usize];
        quotation.kind == QuotationKind::Speech && quotation.span.start == document.tokens[label.after].span.start
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_labels_and_sentences_are_not() {
        for (text, expected) in [
            ("Q: Why now?", Some("Q")),
            ("INTERVIEWER: Why now?", Some("INTERVIEWER")),
            ("Ann Day: It is time.", Some("Ann Day")),
            ("From Chairwoman Low: We met on Monday.", Some("Chairwoman Low")),
            ("Dr. Low: It is time.", Some("Dr. Low")),
            ("He had one wish: to leave.", None),
            ("\"DAY: It is time.", Some("DAY")),
            ("Update: It rained.", None),
            ("Ann Day:", None),
            ("At 10:30 it rained.", None),
            ("https://example.org", None),
        ] {
            let document = Document::new(text);
            let found = document.paragraphs.first().and_then(|paragraph| label(&document, paragraph));
            let words = found.map(|label| label.speaker.of(text));
            assert_eq!(words, expected, "{text}");
        }
    }
}
