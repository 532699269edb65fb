//! Work that goes on in the background: articles that are taken in later, and stored ones that are analysed again.
//!
//! In: what is to be done, kept durably before anybody is told so. Out: jobs, done one after the other; what became of each.
//! Deliberately absent: how an article is taken in (`articles`).
//!
//! A job ends in the transaction that does its work, so that one that was cut off is done once when the service starts again.

use super::{Reanalysed, Service, ServiceError};
use crate::domain::{ArticleFilter, ArticleId, FieldError, Job, JobState, JobSubject, JobTask, PageRequest};
use crate::store::{EndJob, NewJob, WaitingJob};
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;
use uuid::Uuid;

/// Articles that may wait to be taken in: 1 GB at the very most, and an hour of work for two cores at 50 KB each.
const LONGEST_QUEUE: u32 = 1_000;

/// How long to leave a job alone that can't be done now, because the analysts or the database are busy.
const PAUSE: Duration = Duration::from_secs(1);

/// How often to look for jobs that another program queued.
const ROUND: Duration = Duration::from_secs(5);

/// Articles that are read at once to be queued.
const PAGE: u32 = 200;

/// Which articles are to be analysed again; of several values of one list any may hold, of both lists both have to hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticleChoice {
    /// Names of outlets; of any where there are none.
    pub outlet: Vec<String>,
    /// Articles; any where there are none.
    pub article: Vec<ArticleId>,
}

/// An article that was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenArticle {
    /// Its identity.
    pub id: ArticleId,
    /// Its outlet.
    pub outlet: String,
    /// Its identifier in its newsroom.
    pub external_id: String,
}

impl Service {
    /// Keeps a job.
    pub(super) async fn queue(&self, subject: JobSubject, by: &str) -> Result<Job, ServiceError> {
        let new = NewJob { id: self.clock.new_id(), subject, stamp: self.stamp(by) };
        let task = match new.subject {
            JobSubject::TakeIn(_) => JobTask::TakeIn,
            JobSubject::Reanalyse { .. } => JobTask::Reanalyse,
        };
        let (id, created_at) = (new.id, new.stamp.at);
        if !self.store.add_jobs(vec![new], LONGEST_QUEUE).await? {
            return Err(ServiceError::QueueFull(LONGEST_QUEUE));
        }
        self.job_added.notify_one();
        Ok(Job { id, task, state: JobState::Waiting, outcome: None, article: None, revision: None, created_at, ended_at: None })
    }

    /// The job of this identity.
    ///
    /// # Errors
    /// Where there is none, or the store fails.
    pub async fn job(&self, id: Uuid) -> Result<Job, ServiceError> {
        self.store.lookup_job(id).await?.ok_or(ServiceError::NotFound("job"))
    }

    /// Queues the chosen articles to be analysed again, and says how many those are.
    ///
    /// # Errors
    /// Where an article is not there, or the store fails.
    pub async fn queue_reanalyses(&self, choice: ArticleChoice, by: &str) -> Result<usize, ServiceError> {
        let chosen = self.choose_articles(choice).await?;
        for articles in chosen.chunks(LONGEST_QUEUE as usize) {
            let job = |chosen: &ChosenArticle| {
                let ChosenArticle { id, outlet, external_id } = chosen.clone();
                NewJob { id: self.clock.new_id(), subject: JobSubject::Reanalyse { article: id, outlet, external_id }, stamp: self.stamp(by) }
            };
            self.store.add_jobs(articles.iter().map(job).collect(), LONGEST_QUEUE).await?;
        }
        self.job_added.notify_one();
        Ok(chosen.len())
    }

    /// The chosen articles, last added first.
    ///
    /// # Errors
    /// Where an article is not there, or the store fails.
    pub async fn choose_articles(&self, choice: ArticleChoice) -> Result<Vec<ChosenArticle>, ServiceError> {
        let mut chosen = Vec::new();
        for (place, id) in choice.article.iter().enumerate() {
            let Some(found) = self.store.lookup_latest(*id).await? else {
                let wrong = FieldError::new(format!("article[{place}]"), "there is no article with this id");
                return Err(ServiceError::Fields(vec![wrong]));
            };
            if choice.outlet.is_empty() || choice.outlet.contains(&found.sent.outlet) {
                chosen.push(ChosenArticle { id: *id, outlet: found.sent.outlet, external_id: found.sent.external_id });
            }
        }
        if !choice.article.is_empty() {
            return Ok(chosen);
        }
        let filter = ArticleFilter { outlet: choice.outlet, external_id: Vec::new() };
        let mut after = None;
        loop {
            let page = self.store.list_articles(filter.clone(), PageRequest { after, limit: PAGE }).await?;
            let found = page.items.into_iter();
            chosen.extend(found.map(|article| ChosenArticle { id: article.id, outlet: article.outlet, external_id: article.external_id }));
            after = page.next;
            if after.is_none() {
                return Ok(chosen);
            }
        }
    }

    /// Does jobs for as long as it is polled, at most so many at once, so that analysts are left for those who wait for an answer.
    pub async fn work_off_jobs(self: Arc<Self>, at_once: usize) {
        let mut tasks: JoinSet<Uuid> = JoinSet::new();
        let mut under_way: HashSet<Uuid> = HashSet::new();
        loop {
            // Those under way still wait as the store has it: behind them there are as many again.
            let limit = u32::try_from(at_once * 2).unwrap_or(u32::MAX);
            match self.store.list_waiting_jobs(limit).await {
                Ok(waiting) => {
                    for job in waiting {
                        if under_way.len() < at_once && under_way.insert(job.id) {
                            let service = Arc::clone(&self);
                            tasks.spawn(async move { service.do_job(job).await });
                        }
                    }
                }
                Err(error) => tracing::warn!(%error, "jobs can't be read"),
            }
            tokio::select! {
                Some(done) = tasks.join_next() => match done {
                    Ok(id) => drop(under_way.remove(&id)),
                    // Nobody knows which one it was: all are cut off, and begun again.
                    Err(error) => {
                        tracing::error!(%error, "a job was cut off");
                        tasks.shutdown().await;
                        under_way.clear();
                    }
                },
                () = self.job_added.notified() => {}
                () = tokio::time::sleep(ROUND) => {}
            }
        }
    }

    /// Does one job, and gives its identity back.
    async fn do_job(&self, job: WaitingJob) -> Uuid {
        let WaitingJob { id, by, subject } = job;
        let done = match subject {
            JobSubject::TakeIn(article) => self.take_in(*article, &by, Some(id)).await.map(|(taken, article)| (taken.as_str(), article)),
            JobSubject::Reanalyse { article, .. } => self.reanalyse(article, &by, Some(id)).await.map(|done| match done {
                Reanalysed::Unchanged => ("unchanged", article),
                Reanalysed::Done(_) => ("reanalysed", article),
            }),
        };
        let at = self.clock.now();
        let end = match done {
            Ok((outcome, article)) => EndJob { id, state: JobState::Done, outcome: outcome.to_owned(), article: Some(article), at },
            Err(ServiceError::Busy | ServiceError::Unavailable(_)) => {
                tokio::time::sleep(PAUSE).await;
                return id;
            }
            Err(error) => {
                let article = if let ServiceError::Older(article) = error { Some(article) } else { None };
                EndJob { id, state: JobState::Failed, outcome: error.to_string(), article, at }
            }
        };
        if let Err(error) = self.store.end_job(end).await {
            tracing::warn!(%error, job = %id, "a job can't be ended, and will be looked at again");
            tokio::time::sleep(PAUSE).await;
        }
        id
    }
}
