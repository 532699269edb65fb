//! Fourth stage: content and the newsroom's own sentences split into claims.
//!
//! In: text, syntax and attributions. Out: [`ClaimDraft`]s in order of their first span.
//! Deliberately absent: who answers for them (`sources`), how well they are confirmed (`status`).

use crate::domain::Span;

/// A claim as spans of the normalised text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimDraft {
    /// Its words, in order, trimmed, never empty.
    pub spans: Vec<Span>,
    /// Index of its attribution (the innermost that has it as content); none for the newsroom's own voice.
    pub attribution: Option<usize>,
}
