//! Zones: headline, bullets, dateline, byline, body, credit.

use super::outlet::dateline_end;
use super::token::{Shape, Spacing};
use super::{Paragraph, Sentence, Token};
use crate::Span;
use crate::case::Lower;
pub use crate::labels::ZoneKind;

/// A part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone {
    /// What it is.
    pub kind: ZoneKind,
    /// Where it stands.
    pub span: Span,
}

/// Most words of a headline, of a standfirst below it, of a heading between paragraphs, and of a byline.
const HEADLINE: usize = 24;
const STANDFIRST: usize = 40;
const SUBHEAD: usize = 10;
const BYLINE: usize = 16;
/// Paragraphs at the top in which datelines and bylines stand.
const TOP: usize = 6;
/// How much longer than a heading the paragraph below it must be, in words.
const LONGER: usize = 4;

/// Finds the zones: in order, covering every paragraph; neighbours of one kind are one zone, headings stay apart.
pub fn zones(text: &str, tokens: &[Token], sentences: &[Sentence], paragraphs: &[Paragraph]) -> Vec<Zone> {
    let lines: Vec<Line> = paragraphs.iter().map(|paragraph| Line::new(text, tokens, sentences, paragraph)).collect();
    let bullets = bullets(&lines);
    let mut zones: Vec<Zone> = Vec::new();
    let mut heading = true;
    for (index, line) in lines.iter().enumerate() {
        let kind = kind(&lines, index, &bullets, heading);
        heading &= matches!(kind, ZoneKind::Headline | ZoneKind::Byline | ZoneKind::Dateline);
        let mut span = paragraphs[index].span;
        if kind == ZoneKind::Body
            && index < TOP
            && let Some(end) = dateline_end(text, &tokens[line.first..line.end])
        {
            let body = line.first + end;
            zones.push(Zone { kind: ZoneKind::Dateline, span: tokens[line.first].span.cover(tokens[body - 1].span) });
            if body == line.end {
                continue;
            }
            span = tokens[body].span.cover(span).cover(tokens[line.end - 1].span);
            span.start = tokens[body].span.start;
        }
        match zones.last_mut() {
            Some(last) if last.kind == kind && kind != ZoneKind::Headline => last.span = last.span.cover(span),
            _ => zones.push(Zone { kind, span }),
        }
    }
    zones
}

/// A paragraph, as the zones see it.
struct Line<'t> {
    text: &'t str,
    tokens: &'t [Token],
    first: usize,
    end: usize,
    words: usize,
    /// Whether it ends as a sentence does.
    stopped: bool,
}

impl<'t> Line<'t> {
    fn new(text: &'t str, tokens: &'t [Token], sentences: &[Sentence], paragraph: &Paragraph) -> Self {
        let first = sentences[paragraph.first as usize].first as usize;
        let end = sentences[paragraph.end as usize - 1].end as usize;
        let words = tokens[first..end].iter().filter(|token| token.shape != Shape::Mark).count();
        let mut last = end - 1;
        while last > first && end - last < 4 && one_of!(tokens[last].span.of(text), "\" ” ’ ' )") {
            last -= 1;
        }
        let stopped = one_of!(tokens[last].span.of(text), ". ! ? … : ; ,");
        Self { text, tokens, first, end, words, stopped }
    }

    fn word(&self, at: usize) -> &'t str {
        let index = self.first + at;
        if index < self.end { self.tokens[index].span.of(self.text) } else { "" }
    }

    fn shape(&self, at: usize) -> Option<Shape> {
        (self.first + at < self.end).then(|| self.tokens[self.first + at].shape)
    }

    /// The start of the paragraph in lower case: enough for the phrases below.
    fn opening(&self) -> String {
        let start = self.tokens[self.first].span.start as usize;
        let line = &self.text[start..self.tokens[self.end - 1].span.end as usize];
        line.chars().take(60).map(crate::case::small).collect()
    }

    fn starts_high(&self) -> bool {
        let word = (0..3).map(|at| self.word(at)).find(|word| word.chars().next().is_some_and(char::is_alphanumeric));
        word.is_some_and(|word| word.chars().next().is_some_and(|first| !first.is_lowercase()))
    }

    fn is_bullet(&self) -> bool {
        let spaced = self.first + 1 < self.end && self.tokens[self.first + 1].spacing == Spacing::Space;
        one_of!(self.word(0), "• ‣ ▪ ◦ ● ■ ·") && self.words > 0 || spaced && self.is_dash()
    }

    fn is_dash(&self) -> bool {
        one_of!(self.word(0), "- * – —") && self.words > 0
    }
}

/// Which paragraphs are items of a list: a bullet mark, or a dash with another item next to it.
fn bullets(lines: &[Line]) -> Vec<bool> {
    let marked: Vec<bool> = lines.iter().map(Line::is_bullet).collect();
    let near = |index: usize| index > 0 && marked[index - 1] || marked.get(index + 1) == Some(&true);
    (0..lines.len()).map(|index| marked[index] && (!lines[index].is_dash() || near(index))).collect()
}

fn kind(lines: &[Line], index: usize, bullets: &[bool], heading: bool) -> ZoneKind {
    let line = &lines[index];
    if bullets[index] {
        return ZoneKind::Bullets;
    }
    if is_credit(line) {
        return ZoneKind::Credit;
    }
    if index < TOP && line.words <= BYLINE && is_date(line) {
        return ZoneKind::Dateline;
    }
    if index < TOP && line.words <= BYLINE && is_byline(line) {
        return ZoneKind::Byline;
    }
    let longer_below = lines.get(index + 1).is_some_and(|next| next.words >= HEADLINE / 2);
    if heading && (1..3).contains(&index) && is_bare_name(line) && longer_below && lines[0].words > 3 {
        return ZoneKind::Byline;
    }
    if index > 0 && index < TOP && dateline_end(line.text, &line.tokens[line.first..line.end]).is_some() {
        return ZoneKind::Body;
    }
    let below = lines[index + 1..].iter().take(3).map(|next| next.words).max().unwrap_or(0);
    let labelled = (1..=4).any(|at| line.word(at) == ":") && line.words > SUBHEAD && line.stopped;
    if heading && !line.stopped && line.starts_high() && !labelled {
        let most = if index == 0 { HEADLINE } else { STANDFIRST };
        let alone = lines.len() == 1 && line.words >= 3;
        if line.words <= most && line.words > 0 && (alone || below >= line.words + LONGER || below > HEADLINE) {
            return ZoneKind::Headline;
        }
    }
    // A headline that asks: one short sentence, and the text below is longer.
    if heading
        && index == 0
        && line.words <= HEADLINE
        && line.word(line.end - line.first - 1) == "?"
        && below > HEADLINE
    {
        return ZoneKind::Headline;
    }
    let longer = |next: Option<&Line>| next.is_some_and(|next| next.words >= line.words + LONGER);
    let between =
        index > 0 && longer(lines.get(index + 1)) && (lines[index - 1].stopped || longer(lines.get(index - 1)));
    if between && !line.stopped && line.words > 0 && line.words <= SUBHEAD && line.starts_high() {
        return ZoneKind::Headline;
    }
    ZoneKind::Body
}

/// "(Reporting by …", "© 2020 …", "… contributed to this report."
fn is_credit(line: &Line) -> bool {
    const OPENINGS: &[&str] = &[
        "reporting by",
        "additional reporting",
        "editing by",
        "writing by",
        "compiled by",
        "©",
        "copyright ",
        "(c) ",
        "photograph:",
        "photo:",
        "photo by",
        "photo credit",
        "image credit",
        "image:",
        "picture:",
        "source: ",
        "our standards:",
        "with reporting by",
        "with files from",
        "all rights reserved",
        "this article was originally",
        "this story was originally",
        "this article originally appeared",
        "getty images",
        "follow us on",
        "follow him on",
        "follow her on",
    ];
    let opening = line.opening();
    let bare = opening.trim_start_matches(['(', '[', '—', '-', '–', '_', ' ', '*']);
    let words = &line.tokens[line.first..line.end];
    let contributed = words.len() < 60
        && (0..words.len()).rev().take(8).any(|at| {
            line.word(at) == "contributed"
                && line.word(at + 1) == "to"
                && matches!(line.word(at + 2), "this" | "the")
                && one_of!(line.word(at + 3), "report story article")
        });
    OPENINGS.iter().any(|start| bare.starts_with(start)) || contributed
}

/// "By Ann Day", "Written by Bob Low", "Ann Day and Bob Low in Vienna", "Ann Day, political editor", "BBC News", "Updated …".
fn is_byline(line: &Line) -> bool {
    if line.stopped {
        return false;
    }
    let opening = line.opening();
    if ["updated ", "published ", "posted ", "last updated", "last modified", "first published"]
        .iter()
        .any(|start| opening.starts_with(start))
    {
        return true;
    }
    let by = match (line.word(0), line.word(1)) {
        ("By" | "BY" | "by", _) => 1,
        ("Written" | "Words", "by") => 2,
        ("Words", ":") => 2,
        _ => 0,
    };
    let name = |at: usize| matches!(line.shape(at), Some(Shape::Capitalised | Shape::Upper | Shape::Mixed));
    if by > 0 {
        return name(by)
            && (line.end - line.first <= 3 + by || (0..line.words).all(|at| may_stand_in_byline(line, by + at)));
    }
    if matches!(opening.as_str(), "bbc news" | "reuters" | "associated press" | "the associated press" | "afp" | "ap") {
        return true;
    }
    let tail = (2..line.end - line.first).find(|&at| one_of!(line.word(at), "in , | and – -"));
    let Some(tail) = tail.filter(|&at| at <= 4 && (0..at).all(|at| name(at) || line.word(at) == ".")) else {
        return false;
    };
    let rest = tail + 1..line.end - line.first;
    let placed = line.word(tail) == "in"
        && name(tail + 1)
        && rest.clone().all(|at| name(at) || matches!(line.word(at), "and" | ","));
    let joined = line.word(tail) == "and"
        && name(tail + 1)
        && name(tail + 2)
        && rest.clone().all(|at| name(at) || one_of!(line.word(at), "in , and ."));
    const JOBS: crate::list::List =
        list!("correspondent reporter editor writer columnist journalist news staff reuters agencies");
    let titled = rest.clone().any(|at| JOBS.contains(&line.word(at).lower().as_str()));
    placed || joined || titled
}

/// Two or three capitalised words and nothing else: a writer's name alone on its line.
fn is_bare_name(line: &Line) -> bool {
    let length = line.end - line.first;
    let name = |at: usize| matches!(line.shape(at), Some(Shape::Capitalised | Shape::Mixed));
    (2..=4).contains(&length) && line.words >= 2 && (0..length).all(|at| name(at) || one_of!(line.word(at), ". - ’ '"))
}

fn may_stand_in_byline(line: &Line, at: usize) -> bool {
    const SMALL: crate::list::List = list!("and in for of the at de van von political business economics");
    match line.shape(at) {
        None => true,
        Some(Shape::Lower) => {
            let word = line.word(at);
            SMALL.contains(&word) || ["editor", "correspondent", "reporter", "writer", "staff"].contains(&word)
        }
        Some(_) => true,
    }
}

/// A paragraph that is a date and nothing else: "Monday, September 29, 2008".
fn is_date(line: &Line) -> bool {
    const NAMES: crate::list::List = list!(
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june \
         july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
    );
    const SMALL: crate::list::List = list!("of at am pm gmt bst est utc et edt cet updated");
    let mut named = false;
    let plain = (0..line.end - line.first).all(|at| {
        let word = line.word(at).lower();
        named |= NAMES.contains(&word.as_str());
        let known = NAMES.contains(&word.as_str()) || SMALL.contains(&word.as_str());
        known || matches!(line.shape(at), Some(Shape::Digits | Shape::Mark))
    });
    plain && named && (0..line.end - line.first).any(|at| line.shape(at) == Some(Shape::Digits))
}
