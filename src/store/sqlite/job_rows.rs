//! Jobs: what is to be done in the background, kept until it is done.
//!
//! In: jobs. Out: rows; the jobs that wait, in order; how far one is.
//! Deliberately absent: doing them (`service`).

use super::codes::Coded;
use super::values::{identity, micros, offset, sent_html, time, write_map};
use crate::domain::{ArticleId, Job, JobState, JobSubject, JobTask, NewArticle, Stamp, TextFormat};
use crate::store::{EndJob, NewJob, StoreError, WaitingJob};
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

/// Adds jobs, unless more articles than `limit` would wait to be taken in.
pub(super) fn add(connection: &Connection, jobs: &[NewJob], limit: u32) -> Result<bool, StoreError> {
    let coming = jobs.iter().filter(|job| matches!(job.subject, JobSubject::TakeIn(_))).count();
    if coming > 0 {
        let mut statement = connection.prepare_cached("SELECT count(*) FROM jobs WHERE state = 1 AND task = 1")?;
        let waiting: i64 = statement.query_row([], |row| row.get(0))?;
        if waiting.saturating_add(offset(coming)) > i64::from(limit) {
            return Ok(false);
        }
    }
    for job in jobs {
        add_one(connection, job)?;
    }
    Ok(true)
}

fn add_one(connection: &Connection, job: &NewJob) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO jobs (id, task, state, actor, created_at, outlet, external_id, article, format, body, title, url, byline, published_at,
             modified_at, language, original, offset_map)
         VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
    )?;
    let (id, at) = (job.id.as_bytes(), micros(job.stamp.at));
    match &job.subject {
        JobSubject::TakeIn(sent) => statement.execute(params![
            id,
            JobTask::TakeIn.code(),
            job.stamp.by,
            at,
            sent.outlet,
            sent.external_id,
            None::<i64>,
            sent.format.code(),
            sent.body,
            sent.title,
            sent.url,
            sent.byline,
            sent.published_at.map(micros),
            sent.modified_at.map(micros),
            sent.language,
            sent.original.as_ref().map(|sent| sent.html.as_str()),
            sent.original.as_ref().map(|sent| write_map(&sent.map))
        ])?,
        JobSubject::Reanalyse { article, outlet, external_id } => {
            let (none, nothing, text) = (None::<i64>, None::<String>, TextFormat::Text.code());
            let task = JobTask::Reanalyse.code();
            let article = article.0.as_bytes();
            statement.execute(params![
                id,
                task,
                job.stamp.by,
                at,
                outlet,
                external_id,
                article,
                text,
                "",
                nothing,
                nothing,
                nothing,
                none,
                none,
                nothing,
                nothing,
                nothing
            ])?
        }
    };
    Ok(())
}

/// The job of this identity.
pub(super) fn lookup(connection: &Connection, id: Uuid) -> Result<Option<Job>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT task, state, outcome, article, revision, created_at, ended_at FROM jobs WHERE id = ?")?;
    let read = |row: &Row<'_>| {
        let (task, state): (i64, i64) = (row.get(0)?, row.get(1)?);
        let (outcome, article, revision): (_, Option<[u8; 16]>, _) = (row.get(2)?, row.get(3)?, row.get(4)?);
        Ok((task, state, outcome, article, revision, row.get(5)?, row.get::<_, Option<i64>>(6)?))
    };
    let Some((task, state, outcome, article, revision, created_at, ended_at)) = statement.query_row([id.as_bytes()], read).optional()? else {
        return Ok(None);
    };
    Ok(Some(Job {
        id,
        task: Coded::from_code(task)?,
        state: Coded::from_code(state)?,
        outcome,
        article: article.map(|id| identity(&id).map(ArticleId)).transpose()?,
        revision,
        created_at: time(created_at)?,
        ended_at: ended_at.map(time).transpose()?,
    }))
}

/// How many jobs wait.
pub(super) fn count_waiting(connection: &Connection) -> Result<u64, StoreError> {
    let waiting: i64 = connection.prepare_cached("SELECT count(*) FROM jobs WHERE state = 1")?.query_row([], |row| row.get(0))?;
    Ok(u64::try_from(waiting).unwrap_or(0))
}

/// Jobs that wait: those that take in articles first, each article's in the order of their arrival.
pub(super) fn waiting(connection: &Connection, limit: u32) -> Result<Vec<WaitingJob>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, actor, task, article, outlet, external_id, title, body, format, url, byline, published_at, modified_at, language, original, offset_map
         FROM jobs
         WHERE state = 1 AND NOT EXISTS (SELECT 1 FROM jobs AS earlier WHERE earlier.state = 1 AND earlier.outlet = jobs.outlet
             AND earlier.external_id = jobs.external_id AND (earlier.task, earlier.job) < (jobs.task, jobs.job))
         ORDER BY task, job LIMIT ?",
    )?;
    let rows = statement.query_map([limit], |row| {
        let sent = NewArticle {
            outlet: row.get(4)?,
            external_id: row.get(5)?,
            title: row.get(6)?,
            body: row.get(7)?,
            format: TextFormat::Text,
            original: None,
            url: row.get(9)?,
            byline: row.get(10)?,
            published_at: None,
            modified_at: None,
            language: row.get(13)?,
        };
        let times: (Option<i64>, Option<i64>) = (row.get(11)?, row.get(12)?);
        let html: (Option<String>, Option<String>) = (row.get(14)?, row.get(15)?);
        Ok((row.get::<_, [u8; 16]>(0)?, row.get(1)?, row.get(2)?, row.get::<_, Option<[u8; 16]>>(3)?, row.get(8)?, sent, times, html))
    })?;
    rows.map(|row| {
        let (id, by, task, article, format, sent, (published_at, modified_at), (original, offset_map)) = row?;
        let subject = match JobTask::from_code(task)? {
            JobTask::TakeIn => JobSubject::TakeIn(Box::new(NewArticle {
                format: Coded::from_code(format)?,
                original: sent_html(original, offset_map.as_deref())?,
                published_at: published_at.map(time).transpose()?,
                modified_at: modified_at.map(time).transpose()?,
                ..sent
            })),
            JobTask::Reanalyse => {
                let article = article.ok_or_else(|| StoreError::Damaged("a job about no article".to_owned()))?;
                JobSubject::Reanalyse { article: ArticleId(identity(&article)?), outlet: sent.outlet, external_id: sent.external_id }
            }
        };
        Ok(WaitingJob { id: identity(&id)?, by, subject })
    })
    .collect()
}

/// Whether a job that takes in waits for this article.
pub(super) fn waits_for(connection: &Connection, outlet: &str, external_id: &str) -> Result<bool, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM jobs WHERE state = 1 AND task = 1 AND outlet = ? AND external_id = ?)")?;
    Ok(statement.query_row([outlet, external_id], |row| row.get(0))?)
}

/// Ends a job, and takes what was sent out of it; false where it waits no longer.
pub(super) fn end(connection: &Connection, end: &EndJob) -> Result<bool, StoreError> {
    let revision: Option<u32> = match end.article {
        Some(article) => {
            connection.prepare_cached("SELECT revision FROM articles WHERE id = ?")?.query_row([article.0.as_bytes()], |row| row.get(0)).optional()?
        }
        None => None,
    };
    let ended = connection
        .prepare_cached(
            "UPDATE jobs SET state = ?2, outcome = ?3, article = coalesce(?4, article), revision = ?5, ended_at = ?6, body = '', original = NULL,
                 offset_map = NULL, title = NULL, url = NULL, byline = NULL
             WHERE id = ?1 AND state = 1",
        )?
        .execute(params![
            end.id.as_bytes(),
            end.state.code(),
            end.outcome,
            end.article.map(|id| id.0.as_bytes().to_vec()),
            revision,
            micros(end.at)
        ])?;
    Ok(ended > 0)
}

/// Ends a job in the transaction that does it.
pub(super) fn end_with(
    connection: &Connection,
    job: Uuid,
    outcome: &str,
    article: ArticleId,
    revision: u32,
    stamp: &Stamp,
) -> Result<bool, StoreError> {
    let done = EndJob { id: job, state: JobState::Done, outcome: outcome.to_owned(), article: Some(article), at: stamp.at };
    let ended = end(connection, &done)?;
    connection.prepare_cached("UPDATE jobs SET revision = ? WHERE id = ?")?.execute(params![revision, job.as_bytes()])?;
    Ok(ended)
}
