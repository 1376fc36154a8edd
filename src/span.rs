//! A stretch of the article, in UTF-8 bytes.
//!
//! Inside the crate every position is a byte offset into the article's text. Positions leave the crate in the unit the
//! caller asks for ([`Offsets`](crate::Offsets)); the conversion happens once, in `report::assemble`.

use std::ops::Range;

/// A half-open byte range of the article's text; both ends lie on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to, not including, `end` (bytes).
    ///
    /// # Panics
    /// If an end does not fit 32 bits; the limit on the input's size keeps that from happening.
    pub fn new(start: usize, end: usize) -> Self {
        let fits = |at: usize| u32::try_from(at).expect("texts are shorter than 4 GiB");
        debug_assert!(start <= end, "span {start}..{end} ends before it starts");
        Self { start: fits(start), end: fits(end) }
    }

    /// The words of the span.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.range()]
    }

    /// The span as a range of bytes.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds nothing.
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(&self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(&self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(&self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}
