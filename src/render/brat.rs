//! brat standoff (brat.nlplab.org/standoff.html), positions in code points.
//!
//! Text-bound annotations `Source`, `Cue`, `Content` and `Target`; relations from the content to the other three; attributes
//! `Status` of a source, `Form`, `Act` and `Side` of a content; the report's id as a note. brat's spans stay inside a line.

use crate::table::HashMap;

use super::{Index, one_line};
use crate::report::Quote;
use crate::{Offsets, Report};

/// The `.ann` file that stands beside the article's `.txt`.
pub(super) fn brat(report: &Report, text: &str) -> String {
    let report = report.to_offsets(text, Offsets::Codepoint);
    let index = Index::new(&report);
    let mut ann = Annotations::default();
    for found in &report.attributions {
        let parts = &found.parts;
        let Some(content) = ann.text_bound("Content", &parts.content) else { continue };
        if let Some(source) = ann.text_bound("Source", &parts.source) {
            ann.relation("SaidBy", &content, &source);
            if let Some(entity) = index.speaker(found) {
                ann.attribute("Status", &source, entity.status.word());
            }
        }
        if let Some(cue) = ann.text_bound("Cue", &parts.cue) {
            ann.relation("CuedBy", &content, &cue);
        }
        if let Some(target) = &found.stance.target {
            let quote = Quote { start: target.start, end: target.end, exact: target.exact.clone() };
            if let Some(target) = ann.text_bound("Target", &[quote]) {
                ann.relation("About", &content, &target);
            }
        }
        ann.attribute("Form", &content, found.form.word());
        ann.attribute("Act", &content, found.act.word());
        ann.attribute("Side", &content, found.stance.side.word());
        if index.edited(found) {
            ann.attribute("Edited", &content, "yes");
        }
        ann.note(&content, &found.id);
    }
    ann.out
}

#[derive(Default)]
struct Annotations {
    out: String,
    counts: [usize; 4],
    /// A source or cue that several attributions share is written once.
    known: HashMap<(&'static str, String), String>,
}

impl Annotations {
    fn id(&mut self, kind: usize) -> String {
        self.counts[kind] += 1;
        format!("{}{}", ["T", "R", "A", "#"][kind], self.counts[kind])
    }

    fn text_bound(&mut self, kind: &'static str, quotes: &[Quote]) -> Option<String> {
        let pieces: Vec<(usize, usize, &str)> = quotes.iter().flat_map(within_lines).collect();
        if pieces.is_empty() {
            return None;
        }
        let spans: Vec<String> = pieces.iter().map(|(start, end, _)| format!("{start} {end}")).collect();
        let words: Vec<&str> = pieces.iter().map(|(_, _, words)| *words).collect();
        let (spans, words) = (spans.join(";"), words.join(" "));
        if let Some(id) = self.known.get(&(kind, spans.clone())) {
            return Some(id.clone());
        }
        let id = self.id(0);
        self.out += &format!("{id}\t{kind} {spans}\t{words}\n");
        self.known.insert((kind, spans), id.clone());
        Some(id)
    }

    fn relation(&mut self, kind: &str, from: &str, to: &str) {
        let id = self.id(1);
        self.out += &format!("{id}\t{kind} Arg1:{from} Arg2:{to}\n");
    }

    fn attribute(&mut self, kind: &str, of: &str, value: &str) {
        let id = self.id(2);
        self.out += &format!("{id}\t{kind} {of} {value}\n");
    }

    fn note(&mut self, of: &str, words: &str) {
        let id = self.id(3);
        self.out += &format!("{id}\tAnnotatorNotes {of}\t{}\n", one_line(words));
    }
}

/// The pieces of a quotation between line breaks, without the white space round them.
fn within_lines(quote: &Quote) -> Vec<(usize, usize, &str)> {
    let mut at = quote.start;
    let mut pieces = Vec::new();
    for line in quote.exact.split(['\n', '\r']) {
        let words = line.trim();
        if !words.is_empty() {
            let start = at + line[..line.len() - line.trim_start().len()].chars().count();
            pieces.push((start, start + words.chars().count(), words));
        }
        at += line.chars().count() + 1;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture::fixture;

    #[test]
    fn spans_hold_their_words_and_no_line_break() {
        let (report, text) = fixture();
        let points: Vec<char> = text.chars().collect();
        let ann = brat(&report, text);
        for line in ann.lines().filter(|line| line.starts_with('T')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let (_, spans) = columns[1].split_once(' ').unwrap();
            let pieces = spans.split(';').map(|span| {
                let (start, end) = span.split_once(' ').unwrap();
                points[start.parse::<usize>().unwrap()..end.parse::<usize>().unwrap()].iter().collect::<String>()
            });
            assert_eq!(pieces.collect::<Vec<_>>().join(" "), columns[2]);
        }
        assert!(ann.contains("Status T2 named"), "{ann}");
        assert!(ann.contains("\tAnnotatorNotes T1\ta1\n"), "{ann}");
        assert_eq!(ann.matches("\tTarget ").count(), 1, "one target, three times");
    }
}
