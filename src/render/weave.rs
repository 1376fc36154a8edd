//! Elements round stretches of text that may nest, overlap and run over lines: what HTML and TEI need.
//!
//! A tree cannot hold overlapping elements, so an element that another one's end would cut is closed there and opened again
//! behind it.

use std::ops::Range;

/// A stretch of one line and the index of what it belongs to.
struct Piece {
    range: Range<usize>,
    of: usize,
}

/// The lines of a text that hold more than white space, each with its elements woven in.
///
/// `spans`: byte ranges on character boundaries and what each belongs to. `open` gives the start tag of a fragment:
/// its index, and how many fragments of the same index were opened before.
pub(super) fn lines(
    text: &str,
    spans: impl Iterator<Item = (Range<usize>, usize)>,
    mut open: impl FnMut(usize, usize) -> String,
    close: &str,
    escaped: impl Fn(&str) -> String,
) -> Vec<String> {
    let mut pieces = pieces(text, spans);
    crate::order::sort_by(&mut pieces, |a, b| {
        (a.range.start, b.range.end, a.of).cmp(&(b.range.start, a.range.end, b.of))
    });
    let mut opened: Vec<usize> = Vec::new();
    let mut start_tag = |of: usize| {
        if opened.len() <= of {
            opened.resize(of + 1, 0);
        }
        opened[of] += 1;
        open(of, opened[of] - 1)
    };
    let mut woven = Vec::new();
    let mut next = 0;
    let mut at = 0;
    for line in text.split('\n') {
        let end = at + line.len();
        let mut out = String::new();
        let mut stack: Vec<&Piece> = Vec::new();
        let mut done = at;
        loop {
            let begins = pieces.get(next).filter(|piece| piece.range.start <= end).map(|piece| piece.range.start);
            let ends = stack.iter().map(|piece| piece.range.end).min();
            match (begins, ends) {
                (_, Some(stop)) if begins.is_none_or(|start| stop <= start) => {
                    out += &escaped(&text[done..stop]);
                    done = stop;
                    let lowest = stack.iter().position(|piece| piece.range.end == stop).unwrap_or(0);
                    let above = stack.split_off(lowest);
                    above.iter().for_each(|_| out += close);
                    for piece in above.into_iter().filter(|piece| piece.range.end > stop) {
                        out += &start_tag(piece.of);
                        stack.push(piece);
                    }
                }
                (Some(start), _) => {
                    out += &escaped(&text[done..start]);
                    done = start;
                    out += &start_tag(pieces[next].of);
                    stack.push(&pieces[next]);
                    next += 1;
                }
                (None, None) => break,
                (None, Some(_)) => unreachable!("an end without a start before it was taken above"),
            }
        }
        out += &escaped(&text[done..end]);
        if !line.trim().is_empty() {
            woven.push(out);
        }
        at = end + 1;
    }
    woven
}

/// The spans cut at line breaks, empty ones left out.
fn pieces(text: &str, spans: impl Iterator<Item = (Range<usize>, usize)>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (range, of) in spans {
        let Some(words) = text.get(range.clone()) else { continue };
        let mut at = range.start;
        for line in words.split('\n') {
            if !line.trim().is_empty() {
                pieces.push(Piece { range: at..at + line.len(), of });
            }
            at += line.len() + 1;
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn woven(text: &str, spans: &[(Range<usize>, usize)]) -> Vec<String> {
        lines(text, spans.iter().cloned(), |of, before| format!("<{of}.{before}>"), "</>", str::to_string)
    }

    #[test]
    fn nested_overlapping_and_over_lines() {
        assert_eq!(woven("abcdef", &[(0..6, 0), (2..4, 1)]), ["<0.0>ab<1.0>cd</>ef</>"]);
        assert_eq!(woven("abcdef", &[(0..4, 0), (2..6, 1)]), ["<0.0>ab<1.0>cd</></><1.1>ef</>"]);
        assert_eq!(woven("ab\n\ncd", &[(1..5, 0)]), ["a<0.0>b</>", "<0.1>c</>d"]);
        assert_eq!(woven("abc", &[(0..3, 0), (0..3, 1)]), ["<0.0><1.0>abc</></>"]);
        assert_eq!(woven("ab\ncd", &[(3..5, 0)]), ["ab", "<0.0>cd</>"]);
        assert_eq!(woven("abcd", &[(0..2, 0), (2..4, 1)]), ["<0.0>ab</><1.0>cd</>"]);
    }

    #[test]
    fn odd_spans_are_left_out() {
        assert_eq!(woven("ab", &[(1..1, 0), (5..9, 1)]), ["ab"]);
        assert_eq!(woven("é", &[(1..2, 0)]), ["é"]);
        assert!(woven("", &[(0..0, 0)]).is_empty());
    }
}
