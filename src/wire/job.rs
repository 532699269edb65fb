//! Jobs, and the request to analyse stored articles again.
//!
//! In: a job; the bytes of a request. Out: their JSON shapes; which articles are chosen.
//! Deliberately absent: the text that a job works on.

use super::request::{ReadError, read_strictly};
use crate::domain::{ArticleId, FieldError, Job};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A job.
#[derive(Debug, Serialize)]
pub struct JobShape<'a> {
    /// Its identity.
    pub id: Uuid,
    /// What is to be done.
    pub task: &'static str,
    /// How far it is.
    pub state: &'static str,
    /// What came of it, or why nothing did.
    pub outcome: Option<&'a str>,
    /// The article, once that is known.
    pub article: Option<Uuid>,
    /// The article's revision after it.
    pub revision: Option<u32>,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

/// The answer that carries a job.
#[derive(Debug, Serialize)]
pub struct JobAnswer<'a> {
    /// The job.
    pub job: JobShape<'a>,
}

impl<'a> JobAnswer<'a> {
    /// The shape of a job.
    #[must_use]
    pub fn of(job: &'a Job) -> Self {
        Self {
            job: JobShape {
                id: job.id,
                task: job.task.as_str(),
                state: job.state.as_str(),
                outcome: job.outcome.as_deref(),
                article: job.article.map(|article| article.0),
                revision: job.revision,
                created_at: job.created_at,
                ended_at: job.ended_at,
            },
        }
    }
}

/// The answer to a request that queued jobs.
#[derive(Debug, Serialize)]
pub struct QueuedShape {
    /// How many.
    pub queued: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a JSON object")]
struct ReanalysesShape {
    #[serde(default)]
    outlet: Vec<String>,
    #[serde(default)]
    article: Vec<String>,
}

/// Reads which articles are to be analysed again: outlets, and articles.
///
/// # Errors
/// Where the body is not UTF-8, not JSON, or not of the documented form.
pub fn read_reanalyses(body: &[u8]) -> Result<(Vec<String>, Vec<ArticleId>), ReadError> {
    let sent: ReanalysesShape = read_strictly(body)?;
    let read = |(place, id): (usize, &String)| {
        let wrong = || ReadError::Field(FieldError::new(format!("article[{place}]"), format!("`{id}` is not a UUID")));
        Uuid::try_parse(id).map(ArticleId).map_err(|_| wrong())
    };
    let articles = sent.article.iter().enumerate().map(read).collect::<Result<_, _>>()?;
    Ok((sent.outlet, articles))
}
