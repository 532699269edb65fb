//! Third stage: who said what, as spans.
//!
//! In: the text and its tagging. Out: [`Draft`]s, in order of their first span.
//! Deliberately absent: who the source is (`sources`), and whether the content is a claim (`claims`).

use crate::domain::{QuoteKind, Span};

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
