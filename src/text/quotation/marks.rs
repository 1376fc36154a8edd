//! What a quotation mark may be where it stands: opening, closing, or an apostrophe, a possessive, a measure.

use crate::case::Lower;
use std::ops::Range;

use crate::text::Token;
use crate::text::token::{Shape, Spacing};

/// The kinds of marks that go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pair {
    /// " "
    Straight,
    /// “ ” (and ” ”)
    Curly,
    /// „ “ and „ ”
    Low,
    /// « »
    Guillemet,
    /// » «
    Reversed,
    /// ‹ ›
    Angle,
    /// ' ' and ‘ ’
    Single,
    /// ‚ ‘ and ‚ ’
    LowSingle,
    /// 「 」
    Corner,
    /// 『 』
    WhiteCorner,
}

impl Pair {
    /// Whether these are single marks, which may be apostrophes.
    pub fn is_single(self) -> bool {
        matches!(self, Pair::Single | Pair::LowSingle)
    }

    /// Whether a paragraph that begins with `mark` may continue a quotation in these marks.
    pub fn opens_with(self, mark: &str) -> bool {
        match self {
            Pair::Straight => mark == "\"",
            Pair::Curly => mark == "“",
            Pair::Low => mark == "„",
            Pair::Guillemet => matches!(mark, "«" | "»"),
            Pair::Reversed => mark == "»",
            Pair::Angle => mark == "‹",
            Pair::Single => matches!(mark, "‘" | "'"),
            Pair::LowSingle => mark == "‚",
            Pair::Corner => mark == "「",
            Pair::WhiteCorner => mark == "『",
        }
    }
}

/// What a mark does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Begins a quotation.
    Open(Pair),
    /// Ends the innermost quotation of the pair.
    Close(Pair),
    /// Neither: apostrophe, possessive, feet, inches, stray.
    Other,
}

/// How surely a single mark closes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Closing {
    No,
    /// It may as well be a plural possessive or a dropped letter.
    Maybe,
    Yes,
}

/// A single mark of the paragraph with what follows it.
struct Single {
    token: usize,
    opens: bool,
    closing: Closing,
    /// A mark that may close stands further on, before the next one that may open.
    close_ahead: bool,
    /// The same, and it surely closes.
    sure_ahead: bool,
}

/// The marks of one paragraph.
pub struct Marks<'t> {
    text: &'t str,
    tokens: &'t [Token],
    range: Range<usize>,
    singles: Vec<Single>,
    /// Next of `singles`.
    next: usize,
    /// Straight double marks (and ”) not yet read.
    straight_left: usize,
    right_left: usize,
    pending: Option<Pair>,
    /// Whether a single mark at the start of the paragraph goes on from, or into, a neighbouring paragraph.
    single_runs_on: bool,
}

impl<'t> Marks<'t> {
    /// Looks the paragraph `range` over once.
    pub fn new(
        text: &'t str,
        tokens: &'t [Token],
        range: Range<usize>,
        pending: Option<Pair>,
        following: Option<&str>,
    ) -> Self {
        let count = |mark: &str| tokens[range.clone()].iter().filter(|token| token.span.of(text) == mark).count();
        let first = tokens[range.start].span.of(text);
        let single_runs_on = matches!(first, "'" | "‘") && (pending == Some(Pair::Single) || following == Some(first));
        let (straight_left, right_left) = (count("\""), count("”"));
        let mut marks = Self {
            text,
            tokens,
            range,
            singles: Vec::new(),
            next: 0,
            straight_left,
            right_left,
            pending,
            single_runs_on,
        };
        marks.singles = marks.singles();
        marks
    }

    /// What the mark at token `index` does, given the quotations now open. To be asked in order.
    pub fn read(&mut self, index: usize, stack: &[(Pair, usize)]) -> Mark {
        let open = |pair: Pair| stack.iter().any(|&(one, _)| one == pair);
        match self.word(index) {
            "\"" => {
                self.straight_left -= 1;
                self.straight(index, &open)
            }
            "“" if open(Pair::Low) && !self.can_open(index) => Mark::Close(Pair::Low),
            "“" if open(Pair::Curly) && !self.can_open(index) && !self.tight_after(index) => Mark::Close(Pair::Curly),
            "“" => Mark::Open(Pair::Curly),
            "”" => {
                self.right_left -= 1;
                let nearest =
                    stack.iter().rev().find(|(pair, _)| matches!(pair, Pair::Curly | Pair::Low | Pair::Straight));
                match nearest {
                    Some(&(pair, _)) => Mark::Close(pair),
                    None if self.can_open(index) && self.right_left > 0 && self.pending.is_none() => {
                        Mark::Open(Pair::Curly)
                    }
                    None => Mark::Close(self.pending.unwrap_or(Pair::Curly)),
                }
            }
            "„" => Mark::Open(Pair::Low),
            "«" if open(Pair::Reversed) => Mark::Close(Pair::Reversed),
            "«" => Mark::Open(Pair::Guillemet),
            "»" if open(Pair::Guillemet) || !self.can_open(index) => Mark::Close(Pair::Guillemet),
            "»" if self.pending == Some(Pair::Guillemet) && index == self.range.start => Mark::Open(Pair::Guillemet),
            "»" => Mark::Open(Pair::Reversed),
            "‹" => Mark::Open(Pair::Angle),
            "›" => Mark::Close(Pair::Angle),
            "「" => Mark::Open(Pair::Corner),
            "」" => Mark::Close(Pair::Corner),
            "『" => Mark::Open(Pair::WhiteCorner),
            "』" => Mark::Close(Pair::WhiteCorner),
            "‚" if self.can_open(index) => Mark::Open(Pair::LowSingle),
            "'" | "‘" | "’" => self.single(index, stack),
            _ => Mark::Other,
        }
    }

    fn straight(&self, index: usize, open: &dyn Fn(Pair) -> bool) -> Mark {
        let (opens, closes) = (self.can_open(index), self.tight_before(index));
        if open(Pair::Straight) {
            return match (opens, closes) {
                _ if self.is_inches(index) => Mark::Other,
                (true, false) => Mark::Open(Pair::Straight),
                _ => Mark::Close(Pair::Straight),
            };
        }
        if open(Pair::Low) && closes && !opens {
            return Mark::Close(Pair::Low);
        }
        if open(Pair::Curly) && closes && !opens && self.right_left == 0 {
            return Mark::Close(Pair::Curly);
        }
        let after_digit = closes && self.tokens[index - 1].shape == Shape::Digits;
        if opens {
            Mark::Open(Pair::Straight)
        } else if self.pending == Some(Pair::Straight) && closes && !self.tight_after(index) {
            Mark::Close(Pair::Straight)
        } else if after_digit || self.straight_left == 0 {
            Mark::Other
        } else {
            Mark::Open(Pair::Straight)
        }
    }

    /// 6'2": the mark after feet and inches.
    fn is_inches(&self, index: usize) -> bool {
        let at = |back: usize| index.checked_sub(back).filter(|&at| at >= self.range.start);
        let (Some(number), Some(feet), Some(before)) = (at(1), at(2), at(3)) else { return false };
        self.tokens[number].shape == Shape::Digits
            && one_of!(self.word(feet), "' ’ ′")
            && self.tokens[before].shape == Shape::Digits
            && self.tight_before(index)
    }

    fn single(&mut self, index: usize, stack: &[(Pair, usize)]) -> Mark {
        while self.singles.get(self.next).is_some_and(|single| single.token < index) {
            self.next += 1;
        }
        let Some(single) = self.singles.get(self.next).filter(|single| single.token == index) else {
            return Mark::Other;
        };
        let innermost = stack.last().map(|&(pair, _)| pair);
        let sure = single.closing == Closing::Yes || single.closing == Closing::Maybe && !single.sure_ahead;
        match innermost {
            Some(pair @ (Pair::Single | Pair::LowSingle)) if sure => Mark::Close(pair),
            Some(Pair::Single | Pair::LowSingle) => Mark::Other,
            _ if single.opens && (single.close_ahead || single.token == self.range.start && self.single_runs_on) => {
                Mark::Open(Pair::Single)
            }
            _ if self.word(index) == "‘" && index == self.range.start => Mark::Open(Pair::Single),
            None if single.closing == Closing::Yes && self.pending == Some(Pair::Single) => Mark::Close(Pair::Single),
            _ => Mark::Other,
        }
    }

    fn singles(&self) -> Vec<Single> {
        let marks = self.range.clone().filter(|&at| one_of!(self.word(at), "' ‘ ’"));
        let mut singles: Vec<Single> = marks
            .map(|token| {
                let (opens, closing) = (self.single_opens(token), self.single_closes(token));
                Single { token, opens, closing, close_ahead: false, sure_ahead: false }
            })
            .collect();
        let (mut close, mut sure) = (false, false);
        for single in singles.iter_mut().rev() {
            (single.close_ahead, single.sure_ahead) = (close, sure);
            if single.opens {
                (close, sure) = (false, false);
            }
            close |= single.closing != Closing::No;
            sure |= single.closing == Closing::Yes;
        }
        singles
    }

    fn single_opens(&self, index: usize) -> bool {
        if self.word(index) == "’" || !self.can_open(index) {
            return false;
        }
        let next = self.word(index + 1);
        !is_clipped(next) && (self.tokens[index + 1].shape != Shape::Mark || one_of!(next, "\" “ ‘ $ £ € [ ( … ."))
    }

    fn single_closes(&self, index: usize) -> Closing {
        if self.word(index) == "‘" || !self.tight_before(index) || self.followed_by_word(index) {
            return Closing::No;
        }
        let (before, shape) = (self.word(index - 1), self.tokens[index - 1].shape);
        let word_next = index + 1 < self.range.end && self.tokens[index + 1].shape != Shape::Mark;
        let digit_next = index + 1 < self.range.end && self.tokens[index + 1].shape == Shape::Digits;
        match shape {
            Shape::Mark if one_of!(before, "( [ “ - – — /") => Closing::No,
            Shape::Mark => Closing::Yes,
            Shape::Digits if digit_next => Closing::No,
            Shape::Digits if word_next && !before.ends_with('s') => Closing::Maybe,
            _ if word_next && may_drop_a_letter(before) => Closing::Maybe,
            _ => Closing::Yes,
        }
    }

    /// Whether a sentence has ended just before, and white space follows it.
    pub fn begins_sentence(&self, index: usize) -> bool {
        index > self.range.start
            && self.tokens[index].spacing != Spacing::None
            && one_of!(self.word(index - 1), ". ? ! …")
    }

    fn word(&self, index: usize) -> &'t str {
        self.tokens.get(index).map_or("", |token| token.span.of(self.text))
    }

    /// Whether nothing parts the mark from the token before it in the paragraph.
    fn tight_before(&self, index: usize) -> bool {
        index > self.range.start && self.tokens[index].spacing == Spacing::None
    }

    /// Whether nothing parts the mark from the token after it in the paragraph.
    fn tight_after(&self, index: usize) -> bool {
        index + 1 < self.range.end && self.tokens[index + 1].spacing == Spacing::None
    }

    fn followed_by_word(&self, index: usize) -> bool {
        self.tight_after(index) && self.tokens[index + 1].shape != Shape::Mark
    }

    /// Free to the left (white space, bracket, dash, another opening mark) and bound to the right.
    fn can_open(&self, index: usize) -> bool {
        let before = if self.tight_before(index) { self.word(index - 1) } else { "" };
        let free = !self.tight_before(index)
            || one_of!(before, "( [ { - – — / “ ‘ \" ' « „ … *")
            || one_of!(before, ", : ;") && self.followed_by_word(index);
        let after = self.word(index + 1);
        let ends = self.tokens.get(index + 1).is_some_and(|token| token.shape == Shape::Mark)
            && one_of!(after, ", : ; ! ? ) ] ” »")
            || after == "." && self.word(index + 2) != ".";
        free && self.tight_after(index) && !ends
    }
}

/// Words written with an apostrophe in front: 'tis, rock 'n' roll, '90s, class of '98.
fn is_clipped(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let decade = digits == 2 && matches!(&word[digits..], "" | "s" | "S");
    let lower = word.lower();
    decade || one_of!(lower.as_str(), "tis twas twere twill em til cos cause bout n")
}

/// Whether the mark after this word may be a plural possessive (dogs' bowls) or a dropped letter (goin' home).
fn may_drop_a_letter(word: &str) -> bool {
    let lower = word.lower();
    lower.ends_with(['s', 'z', 'x'])
        || lower.len() > 3 && lower.ends_with("in")
        || one_of!(lower.as_str(), "n o an th wi ol lil mo")
}
