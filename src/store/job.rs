//! Jobs as a store keeps them.
//!
//! In: nothing. Out: a job that is new, one that waits, and the end of one.
//! Deliberately absent: doing them (`service`).

use crate::domain::{ArticleId, JobState, JobSubject, Stamp};
use jiff::Timestamp;
use uuid::Uuid;

/// A job that is to be kept.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// Its identity.
    pub id: Uuid,
    /// What it is about.
    pub subject: JobSubject,
    /// Who asked for it, and when.
    pub stamp: Stamp,
}

/// A job that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingJob {
    /// Its identity.
    pub id: Uuid,
    /// Who asked for it.
    pub by: String,
    /// What it is about.
    pub subject: JobSubject,
}

/// The end of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndJob {
    /// Its identity.
    pub id: Uuid,
    /// How it ended.
    pub state: JobState,
    /// What came of it, or why nothing did.
    pub outcome: String,
    /// The article, where there is one.
    pub article: Option<ArticleId>,
    /// When.
    pub at: Timestamp,
}
