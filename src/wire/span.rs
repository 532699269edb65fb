//! Stretches of a text as the wire has them.
//!
//! In: byte spans and the text's code points. Out: offsets in code points, with the words themselves.
//! Deliberately absent: what the words are (`claim`, `analysis`).

use super::CodePoints;
use crate::domain::{SentHtml, Span};
use serde::Serialize;

/// How many code points of context a claim's span carries on each side, as many as web annotations usually do: enough
/// to find the words again in a text that has moved.
const CONTEXT: usize = 32;

/// A stretch with its words.
#[derive(Debug, Serialize)]
pub struct QuotedSpan<'t> {
    /// Code points before it.
    pub start: usize,
    /// Code points before what follows it.
    pub end: usize,
    /// Its words.
    pub exact: &'t str,
}

impl<'t> QuotedSpan<'t> {
    pub(super) fn of(span: Span, points: &CodePoints<'t>) -> Self {
        Self { start: points.before(span.start), end: points.before(span.end), exact: span.of(points.text()) }
    }

    pub(super) fn all(spans: &[Span], points: &CodePoints<'t>) -> Vec<Self> {
        spans.iter().map(|&span| Self::of(span, points)).collect()
    }
}

/// A stretch with its words and those around it, a text quote selector of the W3C Web Annotation model.
#[derive(Debug, Serialize)]
pub struct AnchoredSpan<'t> {
    /// Code points before it.
    pub start: usize,
    /// Code points before what follows it.
    pub end: usize,
    /// Its words.
    pub exact: &'t str,
    /// Up to 32 code points before it.
    pub prefix: &'t str,
    /// Up to 32 code points after it.
    pub suffix: &'t str,
    /// Where it stands in the HTML that was sent, where the text was read from HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<HtmlPlace>,
}

/// A stretch of HTML as it was sent, with the markup between its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct HtmlPlace {
    /// Code points before it.
    pub start: usize,
    /// Code points before what follows it.
    pub end: usize,
}

/// The HTML that a text was read from, its code points counted once.
#[derive(Debug)]
pub(super) struct HtmlPoints<'h> {
    sent: &'h SentHtml,
    points: CodePoints<'h>,
}

impl<'h> HtmlPoints<'h> {
    pub(super) fn of(sent: &'h SentHtml) -> Self {
        Self { sent, points: CodePoints::of(&sent.html) }
    }

    /// Where a span of the text, in bytes, stands in the HTML.
    fn place(&self, span: Span) -> HtmlPlace {
        let Span { start, end } = self.sent.map.to_sent(span);
        HtmlPlace { start: self.points.before(start), end: self.points.before(end) }
    }
}

impl<'t> AnchoredSpan<'t> {
    pub(super) fn of(span: Span, points: &CodePoints<'t>, html: Option<&HtmlPoints<'_>>) -> Self {
        let text = points.text();
        let (before, after) = (text.get(..span.start).unwrap_or_default(), text.get(span.end..).unwrap_or_default());
        let prefix_start = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
        let suffix_end = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
        Self {
            start: points.before(span.start),
            end: points.before(span.end),
            exact: span.of(text),
            prefix: &before[prefix_start..],
            suffix: &after[..suffix_end],
            html: html.map(|html| html.place(span)),
        }
    }
}

/// Stretches as pairs of offsets in code points.
pub(super) fn pairs(spans: &[Span], points: &CodePoints<'_>) -> Vec<[usize; 2]> {
    spans.iter().map(|span| [points.before(span.start), points.before(span.end)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claims_span_carries_32_code_points_on_each_side() {
        let text = format!("{}“Non”, said Macron.{}", "é".repeat(40), "–".repeat(40));
        let at = text.find("Non").unwrap();
        let points = CodePoints::of(&text);
        let span = AnchoredSpan::of(Span::new(at, at + 3), &points, None);
        assert_eq!((span.start, span.end, span.exact), (41, 44, "Non"));
        assert_eq!(span.prefix, format!("{}“", "é".repeat(31)));
        assert_eq!(span.suffix, format!("”, said Macron.{}", "–".repeat(17)));
    }

    #[test]
    fn at_the_edges_of_the_text_there_is_less_around_it() {
        let points = CodePoints::of("No.");
        let span = AnchoredSpan::of(Span::new(0, 3), &points, None);
        assert_eq!((span.prefix, span.suffix), ("", ""));
    }
}
