//! The way from a text back to what it was made from.
//!
//! In: stretches, in the order of the text. Out: for a span of the text, where it came from.
//! Deliberately absent: how the text was made (`intake`).

use super::Span;

/// For each stretch of a text the stretch of what was sent that it came from. Memory grows with the number of changes.
///
/// Both sides are in bytes of UTF-8, and every stretch lies on character boundaries on both sides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    stretches: Vec<Stretch>,
}

/// HTML as it was sent, beside the text that was read from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentHtml {
    /// The HTML.
    pub html: String,
    /// Where in it each stretch of the text stands.
    pub map: OffsetMap,
}

/// A stretch of the text and where it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Where it stands in the text; never empty.
    pub text: Span,
    /// What it came from; empty where nothing was sent for it.
    pub sent: Span,
    /// Whether both are the same bytes. Otherwise the one stands for the other as a whole.
    pub copied: bool,
}

impl OffsetMap {
    /// Adds the next stretch. Copied ones that follow each other on both sides become one.
    pub fn push(&mut self, next: Stretch) {
        match self.stretches.last_mut() {
            Some(last) if last.copied && next.copied && last.text.end == next.text.start && last.sent.end == next.sent.start => {
                last.text.end = next.text.end;
                last.sent.end = next.sent.end;
            }
            _ => self.stretches.push(next),
        }
    }

    /// All stretches, in the order of the text, without gaps.
    #[must_use]
    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// The one stretch of what was sent that holds everything that a span of the text came from, markup between included.
    /// An empty span is a place: the start of what follows it.
    #[must_use]
    pub fn to_sent(&self, span: Span) -> Span {
        let from = self.pieces_of(span);
        match (from.first(), from.last()) {
            (Some(first), Some(last)) => first.cover(*last),
            _ => {
                let at = self.stretches.partition_point(|stretch| stretch.text.end <= span.start);
                let start = match self.stretches.get(at) {
                    Some(stretch) if stretch.copied => stretch.sent.start + (span.start - stretch.text.start),
                    Some(stretch) => stretch.sent.start,
                    None => self.stretches.last().map_or(0, |last| last.sent.end),
                };
                Span::new(start, start)
            }
        }
    }

    /// What a span of the text came from, piece by piece, in order, markup between left out.
    #[must_use]
    pub fn pieces_of(&self, span: Span) -> Vec<Span> {
        let first = self.stretches.partition_point(|stretch| stretch.text.end <= span.start);
        let mut pieces: Vec<Span> = Vec::new();
        for stretch in self.stretches[first..].iter().take_while(|stretch| stretch.text.start < span.end) {
            let piece = if stretch.copied {
                let start = stretch.text.start.max(span.start) - stretch.text.start;
                let end = stretch.text.end.min(span.end) - stretch.text.start;
                Span::new(stretch.sent.start + start, stretch.sent.start + end)
            } else {
                stretch.sent
            };
            match pieces.last_mut() {
                Some(last) if last.end == piece.start => last.end = piece.end,
                _ => pieces.push(piece),
            }
        }
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "a&amp;b<i>c</i>" -> "a&bc"
    fn map() -> OffsetMap {
        let mut map = OffsetMap::default();
        for (text, sent, copied) in [((0, 1), (0, 1), true), ((1, 2), (1, 6), false), ((2, 3), (6, 7), true), ((3, 4), (10, 11), true)] {
            map.push(Stretch { text: Span::new(text.0, text.1), sent: Span::new(sent.0, sent.1), copied });
        }
        map
    }

    #[test]
    fn what_stands_for_another_is_found_as_a_whole() {
        assert_eq!(map().to_sent(Span::new(1, 2)), Span::new(1, 6));
        assert_eq!(map().to_sent(Span::new(0, 3)), Span::new(0, 7));
    }

    #[test]
    fn markup_between_is_in_the_whole_and_not_in_the_pieces() {
        assert_eq!(map().to_sent(Span::new(2, 4)), Span::new(6, 11));
        assert_eq!(map().pieces_of(Span::new(2, 4)), [Span::new(6, 7), Span::new(10, 11)]);
    }

    #[test]
    fn an_empty_span_is_a_place() {
        assert_eq!(map().to_sent(Span::new(3, 3)), Span::new(10, 10));
        assert_eq!(map().to_sent(Span::new(4, 4)), Span::new(11, 11));
        assert_eq!(OffsetMap::default().to_sent(Span::new(0, 0)), Span::new(0, 0));
    }
}
