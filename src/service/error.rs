//! Why a use case did not do what it was asked.
//!
//! In: errors of intake and store. Out: [`ServiceError`].
//! Deliberately absent: HTTP statuses (`api`).

use crate::domain::{ArticleId, FieldError, SourceRefusal};
use crate::intake::IntakeError;
use crate::store::StoreError;
use thiserror::Error;

/// Why a use case did not do what it was asked.
#[derive(Debug, Clone, Error)]
pub enum ServiceError {
    /// Fields are wrong.
    #[error("{}", .0.iter().map(|wrong| format!("{}: {}", wrong.field, wrong.detail)).collect::<Vec<_>>().join("; "))]
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
    /// The article is known with other content.
    #[error("an article with this outlet and external id is stored already, with other content; revisions are not taken in yet")]
    OtherContent(ArticleId),
    /// The article was modified after what was sent.
    #[error("what was sent is older than what is stored: `modified_at` lies before the stored one")]
    Older(ArticleId),
    /// A source can't be taught or merged like that.
    #[error("{0}")]
    SourceRefused(SourceRefusal),
    /// Nobody could make keys any more.
    #[error("this is the last good key of an administrator: make another one first")]
    LastAdminKey,
    /// Too many texts are waiting.
    #[error("too many texts are waiting to be analysed")]
    Busy,
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

impl From<StoreError> for ServiceError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Locked | StoreError::Busy | StoreError::Closed | StoreError::DiskFull | StoreError::ReadOnly(_) => Self::Unavailable(error),
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
