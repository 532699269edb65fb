//! Third stage: who said what, as spans.
//!
//! In: the text and its tagging. Out: [`Draft`]s: those with a cue in order, then those nested in them, then what runs on.
//! Deliberately absent: who the source is (`sources`), and whether the content is a claim (`claims`).

mod assemble;
mod continuation;
mod nesting;

use super::tagger::Tagging;
use super::text::Text;
use crate::domain::{QuoteKind, Span};
use assemble::{Group, assemble};

/// An attribution as spans of the normalised text, its source not yet resolved.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The words that name the source; empty where there are none.
    pub mention: Vec<Span>,
    /// The words that link; empty where an earlier attribution runs on.
    pub cue: Vec<Span>,
    /// What is attributed, in order, never empty.
    pub content: Vec<Span>,
    /// How much of it is quoted.
    pub quote: QuoteKind,
    /// Index of the earlier attribution that this one runs on from without naming the source again.
    pub continues: Option<usize>,
    /// Index of the attribution in whose content this one stands.
    pub inside: Option<usize>,
    /// Probability that who-said-what is right.
    pub confidence: f32,
}

/// Finds who said what in a tagged text.
#[must_use]
pub fn find_attributions(text: &Text, tagging: &Tagging) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = assemble(text, tagging).iter().map(|group| draft(text, tagging, group)).collect();
    let nested = nesting::find_nested(text, &tagging.syntax, &drafts);
    let continued = continuation::find_continuations(text, &tagging.syntax, &drafts);
    drafts.extend(nested);
    drafts.extend(continued);
    drafts
}

fn draft(text: &Text, tagging: &Tagging, group: &Group) -> Draft {
    let span = |labelled: &super::tagger::LabelledSpan| tagging.span_of(&labelled.pieces);
    let content: Vec<Span> = group.contents.iter().map(span).collect();
    Draft {
        mention: group.source.iter().map(span).collect(),
        cue: group.cue.iter().map(span).collect(),
        quote: quote_kind(text, &content),
        content,
        continues: None,
        inside: None,
        confidence: confidence(group),
    }
}

/// How much of the content stands in quotation marks, by its words.
fn quote_kind(text: &Text, content: &[Span]) -> QuoteKind {
    let (mut inside, mut outside) = (false, false);
    for span in content {
        for (at, _) in span.of(&text.normal).char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            let at = span.start + at;
            let after = text.quotes.partition_point(|quote| quote.inner.start <= at);
            if text.quotes[..after].iter().rev().take(8).any(|quote| quote.inner.holds(at)) {
                inside = true;
            } else {
                outside = true;
            }
        }
    }
    match (inside, outside) {
        (true, false) => QuoteKind::Direct,
        (true, true) => QuoteKind::Mixed,
        _ => QuoteKind::Indirect,
    }
}

/// The product of what the network believed of each part; the weakest content speaks for all.
fn confidence(group: &Group) -> f32 {
    let contents = group.contents.iter().map(|content| content.certainty).fold(1.0, f32::min);
    let source = group.source.as_ref().map_or(1.0, |source| source.certainty);
    let cue = group.cue.as_ref().map_or(0.5, |cue| cue.certainty);
    (contents * source * cue * group.content_link.max(-3.0).exp().max(0.05) * group.source_link.max(-3.0).exp().max(0.05)).clamp(0.01, 0.99)
}
