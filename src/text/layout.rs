//! Paragraphs: what line breaks part, and line breaks that part nothing (soft-wrapped text).

use std::ops::Range;

use super::token::{Spacing, Token, is_line_break};

/// Columns between which the lines of a text broken by a program end.
const WRAPPED_COLUMNS: Range<usize> = 50..100;
/// Fewest line breaks inside paragraphs before a text may count as wrapped.
const FEWEST_BREAKS: usize = 3;

/// Token ranges of the paragraphs, in order. In a soft-wrapped text single line breaks become plain spaces
/// ([`Spacing::Space`]) and only blank lines and indented lines begin a paragraph.
pub fn paragraphs(text: &str, tokens: &mut [Token]) -> Vec<Range<usize>> {
    if is_wrapped(text) {
        for index in 1..tokens.len() {
            if tokens[index].spacing == Spacing::Line {
                let gap = &text[tokens[index - 1].span.end as usize..tokens[index].span.start as usize];
                if breaks(gap) < 2 && !is_indented(gap) {
                    tokens[index].spacing = Spacing::Space;
                }
            }
        }
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    for (index, token) in tokens.iter_mut().enumerate() {
        match found.last_mut() {
            Some(last) if token.spacing != Spacing::Line => last.end = index + 1,
            _ => found.push(index..index + 1),
        }
        token.paragraph = found.len() as u32 - 1;
    }
    found
}

/// Line breaks of a gap; CR LF is one.
fn breaks(gap: &str) -> usize {
    let all = gap.chars().filter(|&c| is_line_break(c)).count();
    all - gap.as_bytes().windows(2).filter(|pair| *pair == b"\r\n").count()
}

fn is_indented(gap: &str) -> bool {
    let after = gap.rsplit(is_line_break).next().unwrap_or("");
    after.contains(['\t']) || after.chars().count() >= 2
}

/// Whether a program has broken the lines: almost every line that another follows directly is about a column wide,
/// none is much longer, and most end in mid-sentence.
fn is_wrapped(text: &str) -> bool {
    let (mut inner, mut full, mut open) = (0usize, 0usize, 0usize);
    let mut before: Option<&str> = None;
    for line in text.split('\n') {
        let line = line.trim_end();
        if line.len() > 4 * WRAPPED_COLUMNS.end {
            return false;
        }
        if let Some(earlier) = before.filter(|_| !line.trim_start().is_empty()) {
            let width = earlier.chars().count();
            if width > WRAPPED_COLUMNS.end {
                return false;
            }
            inner += 1;
            full += usize::from(WRAPPED_COLUMNS.contains(&width));
            open += usize::from(!earlier.ends_with(['.', '!', '?', '"', '”', ':', '…']));
        }
        before = (!line.is_empty()).then_some(line);
    }
    inner >= FEWEST_BREAKS && full * 5 >= inner * 4 && open * 2 >= inner
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    fn counted(text: &str) -> usize {
        paragraphs(text, &mut tokens(text)).len()
    }

    const WRAPPED: &str = "The harbour council met on Monday evening to hear what the divers had\nfound under the old pier, and \
        several of those who came had waited for\nthe best part of a year to hear it. Nobody left before the end, and few\nspoke.\n\n\
        The next meeting is in May.\n";

    #[test]
    fn blank_lines_part_wrapped_text() {
        assert_eq!(counted(WRAPPED), 2);
        assert_eq!(counted(&WRAPPED.replace('\n', "\r\n")), 2);
    }

    #[test]
    fn single_breaks_part_plain_text() {
        for (text, expected) in [
            ("One.\nTwo.\nThree.\nFour.\nFive.", 5),
            ("One.\r\n\r\nTwo.", 2),
            ("One.\rTwo.", 2),
            ("One.\u{2029}Two.", 2),
            ("", 0),
            ("\n\n\n", 0),
        ] {
            assert_eq!(counted(text), expected, "{text:?}");
        }
        let lines = "A sentence that is about as wide as the column of a mail programme is.\n".repeat(6);
        assert_eq!(counted(&lines), 6, "whole sentences of equal width");
    }
}
