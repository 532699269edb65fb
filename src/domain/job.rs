//! Work that goes on in the background.
//!
//! In: nothing. Out: a job as its caller may watch it.
//! Deliberately absent: the text that it works on.

use super::words::words;
use super::{ArticleId, NewArticle};
use jiff::Timestamp;
use uuid::Uuid;

words! {
    /// What is to be done.
    JobTask {
        /// To take in an article or a revision.
        TakeIn = "take-in",
        /// To analyse a stored article again.
        Reanalyse = "reanalyse",
    }
}

words! {
    /// How far it is.
    JobState {
        /// It waits, or is being done.
        Waiting = "waiting",
        /// It is done.
        Done = "done",
        /// It can't be done; the outcome says why.
        Failed = "failed",
    }
}

/// A job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its identity.
    pub id: Uuid,
    /// What is to be done.
    pub task: JobTask,
    /// How far it is.
    pub state: JobState,
    /// `new`, `revised`, `known`, `reanalysed` or `unchanged` where it is done; why, where it failed.
    pub outcome: Option<String>,
    /// The article that it is about, once that is known.
    pub article: Option<ArticleId>,
    /// The article's revision after it.
    pub revision: Option<u32>,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

/// What a job is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobSubject {
    /// An article to take in, checked.
    TakeIn(Box<NewArticle>),
    /// A stored article to analyse again.
    Reanalyse {
        /// The article.
        article: ArticleId,
        /// Its outlet.
        outlet: String,
        /// Its identifier in its newsroom.
        external_id: String,
    },
}
