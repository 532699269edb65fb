//! Why a use case did not do what it was asked.
//!
//! In: errors of intake and store. Out: [`ServiceError`].
//! Deliberately absent: HTTP statuses (`api`).

use crate::domain::{ArticleId, ClaimInContext, Event, FieldError, SourceRefusal, ViewRefusal};
use crate::intake::IntakeError;
use crate::store::{ReviewRefused, StoreError};
use thiserror::Error;

/// Why a use case did not do what it was asked.
#[derive(Debug, Clone, Error)]
pub enum ServiceError {
    /// Fields are wrong.
    #[error("{}", name(.0))]
    Fields(Vec<FieldError>),
    /// The text is too long.
    #[error("the text has {found} bytes, and at most {limit} are taken in")]
    TooLarge {
        /// Its size in bytes.
        found: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// There is no such thing.
    #[error("there is no {0} with this id")]
    NotFound(&'static str),
    /// The article was modified after what was sent.
    #[error("what was sent is older than what is stored: `modified_at` lies before the stored one")]
    Older(ArticleId),
    /// Somebody was faster.
    #[error("this claim is at version {}, and the review is for version {expected}; {}", claim.claim.version, tell(happened))]
    ChangedMeanwhile {
        /// The claim as it is now.
        claim: Box<ClaimInContext>,
        /// What happened to it since, oldest first.
        happened: Vec<Event>,
        /// The version that the reviewer saw.
        expected: u32,
    },
    /// The claim does not stand where this could be done.
    #[error(transparent)]
    ReviewRefused(ReviewRefused),
    /// A source can't be taught or merged like that.
    #[error("{0}")]
    SourceRefused(SourceRefusal),
    /// A view is not kept or changed.
    #[error(transparent)]
    ViewRefused(ViewRefusal),
    /// Nobody could make keys any more.
    #[error("this is the last good key of an administrator: make another one first")]
    LastAdminKey,
    /// Too many texts are waiting.
    #[error("too many texts are waiting to be analysed")]
    Busy,
    /// Too many articles are waiting to be taken in.
    #[error("{0} articles are waiting to be taken in, and no more can wait")]
    QueueFull(u32),
    /// The analysis panicked.
    #[error("the analysis of this text failed; nothing was stored")]
    AnalysisFailed,
    /// The store can't do it now, but may soon.
    #[error("{0}")]
    Unavailable(StoreError),
    /// The store failed.
    #[error("{0}")]
    StoreFailed(StoreError),
}

/// Wrong fields in words; what is wrong with a request as a whole has no name.
fn name(fields: &[FieldError]) -> String {
    let named = |wrong: &FieldError| if wrong.field.is_empty() { wrong.detail.clone() } else { format!("{}: {}", wrong.field, wrong.detail) };
    fields.iter().map(named).collect::<Vec<_>>().join("; ")
}

/// The last of some events, in words.
fn tell(happened: &[Event]) -> String {
    match happened {
        [] => "it never had that one".to_owned(),
        [.., last] => format!("{} event(s) happened since, the last is `{}` by {} at {}", happened.len(), last.action, last.actor, last.at),
    }
}

impl From<StoreError> for ServiceError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Locked
            | StoreError::Busy
            | StoreError::Closed
            | StoreError::DiskFull
            | StoreError::DiskFails(_)
            | StoreError::ReadOnly(_) => Self::Unavailable(error),
            _ => Self::StoreFailed(error),
        }
    }
}

impl From<IntakeError> for ServiceError {
    fn from(error: IntakeError) -> Self {
        match error {
            IntakeError::Fields(fields) => Self::Fields(fields),
            IntakeError::TooLarge { found, limit } => Self::TooLarge { found, limit },
        }
    }
}
