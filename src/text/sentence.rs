//! Sentences and paragraphs.

use super::token::{Spacing, Token};
use super::{Paragraph, Sentence};

/// Splits into sentences and paragraphs, and writes their indices into the tokens.
pub fn sentences(text: &str, tokens: &mut [Token]) -> (Vec<Sentence>, Vec<Paragraph>) {
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for index in 0..tokens.len() {
        let span = tokens[index].span;
        let new_paragraph = index == 0 || tokens[index].spacing == Spacing::Line;
        if new_paragraph {
            let first = sentences.len() as u32;
            paragraphs.push(Paragraph { span, first, end: first });
        }
        let paragraph = paragraphs.len() as u32 - 1;
        if new_paragraph || starts_sentence(text, tokens, index) {
            let first = index as u32;
            sentences.push(Sentence { span, first, end: first, paragraph });
        }
        let (sentence, within) = (sentences.len() - 1, paragraphs.len() - 1);
        sentences[sentence].end = index as u32 + 1;
        sentences[sentence].span = sentences[sentence].span.cover(span);
        paragraphs[within].end = sentences.len() as u32;
        paragraphs[within].span = paragraphs[within].span.cover(span);
        tokens[index].sentence = sentence as u32;
        tokens[index].paragraph = paragraph;
    }
    (sentences, paragraphs)
}

fn starts_sentence(text: &str, tokens: &[Token], index: usize) -> bool {
    let word = |at: usize| tokens[at].span.of(text);
    if tokens[index].spacing == Spacing::None {
        return false;
    }
    let opens = word(index).chars().next().is_some_and(|c| c.is_uppercase() || "\"“‘(".contains(c));
    let mut last = index - 1;
    while last > 0 && matches!(word(last), "\"" | "”" | "’" | ")" | "'") {
        last -= 1;
    }
    let before = if last > 0 { word(last - 1) } else { "" };
    opens && matches!(word(last), "." | "!" | "?") && !(word(last) == "." && is_abbreviation(before))
}

const ABBREVIATIONS: &[&str] = &[
    "Mr", "Mrs", "Ms", "Dr", "Sen", "Rep", "Gov", "St", "Jr", "Gen", "Col", "Lt", "Sept", "Oct", "Nov", "Dec", "Jan",
    "Feb", "Aug", "No", "vs",
];

fn is_abbreviation(word: &str) -> bool {
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    initial || ABBREVIATIONS.contains(&word)
}
