//! What goes in and out of a store when an article is revised or analysed again.
//!
//! In: nothing. Out: the latest analysis as it is compared, and the next one as it is kept.
//! Deliberately absent: the comparison (`service`).

use crate::domain::{Alignment, Analysis, ArticleId, ClaimId, FateCounts, KnownClaim, NewArticle, Stamp, Versions};
use uuid::Uuid;

/// The latest analysis of an article, as far as the next one is compared with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Latest {
    /// The article.
    pub article: ArticleId,
    /// The number of the analysis: one that is kept after it names it.
    pub analysis: u32,
    /// What made it.
    pub versions: Versions,
    /// What was sent.
    pub sent: NewArticle,
    /// The claims, in the order of the text.
    pub claims: Vec<KnownClaim>,
}

/// An analysis that is to be kept after another.
#[derive(Debug, Clone)]
pub struct AddRevision {
    /// The article.
    pub article: ArticleId,
    /// The number of the analysis that it was compared with.
    pub after: u32,
    /// What was sent; none where the text is the same and only its analysis is new.
    pub sent: Option<NewArticle>,
    /// What the engine found; its spans point into the text that was sent, or into the one that is kept.
    pub analysis: Analysis,
    /// The fates of all claims.
    pub alignment: Alignment,
    /// The identities of its claims, one for each; those of kept ones are not used.
    pub claim_ids: Vec<ClaimId>,
    /// Who does it, and when.
    pub stamp: Stamp,
    /// The job that this does, which ends with it.
    pub job: Option<Uuid>,
}

/// What became of an analysis that was to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Revised {
    /// It is kept.
    Done(FateCounts),
    /// Nothing was done: another one was kept after the comparison.
    Changed,
    /// Nothing was done: what is kept was modified later than what was sent.
    Older,
    /// Nothing was done: the article is gone.
    Gone,
    /// Nothing was done: the job waits no longer.
    JobEnded,
}
