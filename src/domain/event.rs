//! What happened: the history of a claim, the audit log and the change feed are lists of these.
//!
//! In: nothing. Out: events, which are only ever added.
//! Deliberately absent: undoing. That is an event of its own.

use super::words::words;
use super::{ArticleId, ClaimId};
use jiff::Timestamp;

words! {
    /// What was done.
    Action {
        /// An article was taken in.
        ArticleAdded = "article-added",
        /// A new revision of an article was taken in.
        ArticleRevised = "article-revised",
        /// Title, byline, address, dates or language changed.
        DetailsChanged = "details-changed",
        /// An article was analysed again.
        ArticleReanalysed = "article-reanalysed",
        /// An article was erased for good.
        ArticleErased = "article-erased",
        /// The claim stands in a new revision or a new analysis.
        Kept = "kept",
        /// A revision came that does not have the claim.
        Withdrawn = "withdrawn",
        /// A reviewer took the claim.
        Taken = "taken",
        /// A reviewer took the claim over from another.
        TakenOver = "taken-over",
        /// A reviewer gave the claim back.
        Released = "released",
        /// The time for which the claim was taken ran out.
        LeaseExpired = "lease-expired",
        /// A reviewer gave a verdict.
        Decided = "decided",
        /// A reviewer took the verdict away.
        Reopened = "reopened",
        /// A reviewer corrected source or status.
        Corrected = "corrected",
        /// A reviewer undid the last event of the claim.
        Undone = "undone",
        /// The claim moved with its source into another one, or back.
        SourceMoved = "source-moved",
        /// A source was added.
        SourceAdded = "source-added",
        /// A source was changed.
        SourceChanged = "source-changed",
        /// A source was merged into another.
        SourceMerged = "source-merged",
        /// A merge was undone.
        MergeUndone = "merge-undone",
        /// A key was made.
        KeyAdded = "key-added",
        /// A key was revoked.
        KeyRevoked = "key-revoked",
        /// A view was saved.
        ViewAdded = "view-added",
        /// A view was changed.
        ViewChanged = "view-changed",
        /// A view was taken away.
        ViewRemoved = "view-removed",
    }
}

/// Who does something, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The name of the key, or `claimdesk` for what the service does by itself.
    pub by: String,
    /// The time of it.
    pub at: Timestamp,
}

/// One field that an event changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The field's name, as the API has it.
    pub field: String,
    /// Its value before; none where it had none.
    pub before: Option<String>,
    /// Its value after; none where it has none.
    pub after: Option<String>,
}

impl FieldChange {
    /// A change of this field.
    #[must_use]
    pub fn new(field: &str, before: Option<String>, after: Option<String>) -> Self {
        Self { field: field.to_owned(), before, after }
    }
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its number: later events have higher ones.
    pub number: i64,
    /// When.
    pub at: Timestamp,
    /// Who: the name of a key, or `claimdesk`.
    pub actor: String,
    /// What was done.
    pub action: Action,
    /// The article that it happened to, where that still exists.
    pub article: Option<ArticleId>,
    /// The claim that it happened to, where that still exists.
    pub claim: Option<ClaimId>,
    /// The claim's version after it.
    pub version: Option<u32>,
    /// A source's slug, a key's name, a shared view's name, an erased article's outlet and external id.
    pub subject: Option<String>,
    /// What it changed.
    pub changes: Vec<FieldChange>,
}

/// Which events are wanted, oldest first; empty lists and fields ask for nothing in particular.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventFilter {
    /// Of this claim.
    pub claim: Option<ClaimId>,
    /// Of this article and its claims.
    pub article: Option<ArticleId>,
    /// By these.
    pub actor: Vec<String>,
    /// Of these sorts.
    pub action: Vec<Action>,
    /// At this time or later.
    pub since: Option<Timestamp>,
    /// Before this time.
    pub until: Option<Timestamp>,
    /// With a higher number.
    pub after: i64,
}
