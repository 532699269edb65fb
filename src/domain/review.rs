//! What reviewers do to claims.
//!
//! In: what somebody asked for, checked. Out: leases, decisions, corrections, and the changes that are asked for.
//! Deliberately absent: how a change is applied (`store`), and who may ask for it (`api`).

use super::{ClaimId, SourceId, Status, Verdict};
use jiff::Timestamp;

/// Who works on a claim, and until when others leave it alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// The person.
    pub by: String,
    /// The end, unless the person acts on the claim again.
    pub until: Timestamp,
}

/// What a reviewer found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The finding.
    pub verdict: Verdict,
    /// Who found it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Why; obligatory for all verdicts but `verified`.
    pub reason: Option<String>,
    /// Web addresses.
    pub evidence: Vec<String>,
}

/// A claim that another one replaced, with the verdict that it had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplacedClaim {
    /// Its identity.
    pub id: ClaimId,
    /// Its words.
    pub text: String,
    /// What was found about it.
    pub decision: Option<Decision>,
}

/// What a reviewer asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewRequest {
    /// To work on the claim, or to go on with it for another while; takes it over where another person has it.
    Take,
    /// To give it back.
    Release,
    /// To take the verdict away.
    Reopen,
    /// To undo the last event of the claim, where that was a reviewer's.
    Undo,
    /// To give a verdict.
    Decide {
        /// The finding.
        verdict: Verdict,
        /// Why.
        reason: Option<String>,
        /// Web addresses.
        evidence: Vec<String>,
    },
    /// To correct the engine's word. At least one of the two is there.
    Correct {
        /// The right source.
        source: Option<Correction<SourceId>>,
        /// The right status.
        status: Option<Correction<Status>>,
        /// Why.
        reason: Option<String>,
    },
}

/// A correction of one of the engine's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correction<T> {
    /// This is right.
    Set(T),
    /// The engine was right after all.
    Withdraw,
}

/// A review as it was sent, unchecked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SentReview {
    /// The finding.
    pub verdict: Option<String>,
    /// What is to be done.
    pub action: Option<String>,
    /// What the engine got wrong.
    pub correct: Option<SentCorrections>,
    /// Why.
    pub reason: Option<String>,
    /// Web addresses.
    pub evidence: Option<Vec<String>>,
}

/// Corrections as they were sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SentCorrections {
    /// A source's slug.
    pub source: Option<Correction<String>>,
    /// A status.
    pub status: Option<Correction<String>>,
}

/// One of several reviews that were sent together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentReviewOf {
    /// The claim.
    pub claim: ClaimId,
    /// The version that the reviewer saw.
    pub version: u32,
    /// The review.
    pub review: SentReview,
}
