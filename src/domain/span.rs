//! A stretch of a text.
//!
//! In: byte offsets. Out: a half-open range that can look its own text up.
//! Deliberately absent: Unicode code points, which only `wire` counts.

/// A half-open stretch `start..end` of a text, in UTF-8 bytes, both ends on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Byte offset of the first character.
    pub start: usize,
    /// Byte offset behind the last character; never before `start`.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`; where `end` lies before `start`, the span is empty at `start`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds no character.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte offset lies inside.
    #[must_use]
    pub fn holds(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The words it spans; empty where it does not lie on the text's character boundaries.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn a_span_looks_its_words_up_and_never_cuts_a_character() {
        let text = "Kyjiw – said";
        assert_eq!(Span::new(0, 5).of(text), "Kyjiw");
        assert_eq!(Span::new(6, 7).of(text), "", "inside the dash");
    }

    #[test]
    fn spans_that_only_touch_do_not_overlap() {
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
        assert!(Span::new(0, 4).overlaps(Span::new(3, 5)));
    }
}
