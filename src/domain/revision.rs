//! What becomes of an article's claims when a new revision or a new analysis comes.
//!
//! In: nothing. Out: a claim as it is compared, its fate, and what a revision did to the claims before it.
//! Deliberately absent: the comparison itself (`service::alignment`).

use super::{ClaimId, SourceId, Span, Versions};
use jiff::Timestamp;

/// A stored claim, as far as it is compared with the claims of a new analysis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownClaim {
    /// Its identity.
    pub id: ClaimId,
    /// Its words, stretches joined by one space.
    pub text: String,
    /// Where it stands, in bytes of the article's latest text.
    pub spans: Vec<Span>,
    /// The source that the engine gave it.
    pub engine_source: SourceId,
    /// The same source after all merges.
    pub merged_source: SourceId,
}

/// What a claim of a new analysis is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// This known claim, which keeps its identity and its review.
    Kept(ClaimId),
    /// Another claim.
    New {
        /// The known claim whose words were changed into these, where that is plain. Only a link.
        replaces: Option<ClaimId>,
    },
}

/// The fates of all claims, old and new.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alignment {
    /// One for each claim of the new analysis, in its order.
    pub fates: Vec<Fate>,
    /// The known claims that stand no longer, in the order of their text.
    pub withdrawn: Vec<ClaimId>,
}

/// How many claims met which fate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FateCounts {
    /// Claims that went on.
    pub kept: u32,
    /// Claims that are new.
    pub added: u32,
    /// Claims that ended.
    pub withdrawn: u32,
}

/// One analysis of one text of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Counts the article's texts, from 1.
    pub number: u32,
    /// Counts its analyses, from 1: the same text may be analysed again.
    pub analysis: u32,
    /// When it was made.
    pub created_at: Timestamp,
    /// What made it.
    pub versions: Versions,
    /// What it did to the claims of the analysis before.
    pub counts: FateCounts,
    /// The text, where it was asked for.
    pub body: Option<String>,
    /// The HTML that the text was read from, where it was asked for and HTML was sent.
    pub original: Option<String>,
}
