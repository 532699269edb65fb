//! Taking in articles and their revisions, and analysing texts that are not kept.
//!
//! In: what a newsroom sent. Out: the stored article with its claims, and what became of it; or a job for later.
//! Deliberately absent: which claims of a revision stood before (`alignment`), and doing jobs (`jobs`).

use super::alignment::align;
use super::{Service, ServiceError};
use crate::domain::{
    Alignment, Analysis, ArticleId, ArticleWithClaims, Claim, ClaimId, FateCounts, Job, JobSubject, NewArticle, Revision, Sample, SentHtml,
    Submission,
};
use crate::engine::Context;
use crate::intake::{CheckedSample, check_article, check_sample};
use crate::store::{AddArticle, AddRevision, Added, Latest, Revised};
use uuid::Uuid;

/// The longest text whose sender waits for the answer, in bytes: its analysis takes some three seconds.
const LONGEST_AT_ONCE: usize = 50 * 1024;

/// How often a revision is compared again because another one came in between. Each time somebody got through.
const TRIES: usize = 20;

/// What became of an article that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It was new.
    New,
    /// It was known with other content, and has a new revision.
    Revised,
    /// Its content was known; what was said beside it (title, byline, dates, address, language) is now as sent.
    Known,
}

/// The analysis of a text that is not kept.
#[derive(Debug, Clone, PartialEq)]
pub struct AnalysedSample {
    /// The text that was analysed.
    pub text: String,
    /// What it was read from, where HTML was sent.
    pub html: Option<SentHtml>,
    /// What was found in it.
    pub analysis: Analysis,
}

impl Taken {
    /// The word used in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Revised => "revised",
            Self::Known => "known",
        }
    }
}

/// The answer to an article that was sent.
#[derive(Debug, Clone)]
pub enum Posted {
    /// It was taken in.
    Now(Taken, Box<ArticleWithClaims>),
    /// It is kept, and will be taken in.
    Later(Job),
}

/// What became of an article that was analysed again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reanalysed {
    /// The same was found by the same versions: nothing was kept.
    Unchanged,
    /// The new analysis is kept.
    Done(FateCounts),
}

impl Service {
    /// Takes in an article: checks it, analyses it, and keeps it with its claims; or keeps it for later where that takes long,
    /// where the sender asks for it, or where an earlier version of it still waits.
    ///
    /// The same content again changes nothing but the details beside it, so that a retry is always safe.
    ///
    /// # Errors
    /// Where it is wrong, too long, known in a later state, or can't be analysed or kept now.
    pub async fn post_article(&self, sent: Submission, by: &str, later: bool) -> Result<Posted, ServiceError> {
        let article = check_article(sent, self.text_limit)?;
        if later || article.body.len() > LONGEST_AT_ONCE || self.store.has_waiting_job(&article.outlet, &article.external_id).await? {
            return self.queue(JobSubject::TakeIn(Box::new(article)), by).await.map(Posted::Later);
        }
        let (taken, id) = self.take_in(article, by, None).await?;
        Ok(Posted::Now(taken, Box::new(self.article(id).await?)))
    }

    /// Takes in an article as [`Service::post_article`] does, now, and without reading it back.
    ///
    /// # Errors
    /// As there.
    pub async fn import_article(&self, sent: Submission, by: &str) -> Result<Taken, ServiceError> {
        let article = check_article(sent, self.text_limit)?;
        Ok(self.take_in(article, by, None).await?.0)
    }

    /// Takes in a checked article; `job` is the job that does it.
    pub(super) async fn take_in(&self, mut article: NewArticle, by: &str, job: Option<Uuid>) -> Result<(Taken, ArticleId), ServiceError> {
        let mut analysis: Option<Analysis> = None;
        for _ in 0..TRIES {
            let known = self.store.find_article(&article.outlet, &article.external_id).await?;
            if let Some(known) = &known {
                if same_content(&known.sent, &article) {
                    // What is kept stays, also where an earlier version led back to the HTML on other ways.
                    article.original.clone_from(&known.sent.original);
                    if known.sent != article && !self.store.update_details(known.id, article.clone(), self.stamp(by)).await? {
                        return Err(ServiceError::Older(known.id));
                    }
                    return Ok((Taken::Known, known.id));
                }
                // Said before the analysis, which would be for nothing; the store looks again when it keeps the revision.
                if known.sent.modified_at.is_some_and(|stored| article.modified_at.is_some_and(|sent| sent < stored)) {
                    return Err(ServiceError::Older(known.id));
                }
            }
            let found = match analysis.take() {
                Some(found) => found,
                None => self.analyse_body(&mut article).await?,
            };
            analysis = Some(found.clone());
            let Some(known) = known else {
                let id = ArticleId(self.clock.new_id());
                let claim_ids = self.claim_ids(&found.claims);
                let new = AddArticle { id, claim_ids, sent: article.clone(), analysis: found, stamp: self.stamp(by), job };
                match self.store.add_article(new).await? {
                    Added::New => return Ok((Taken::New, id)),
                    Added::JobEnded => return Err(ServiceError::NotFound("job")),
                    // Somebody sent it while it was analysed: what they sent decides.
                    Added::AlreadyThere => continue,
                }
            };
            let Some(latest) = self.store.lookup_latest(known.id).await? else { continue };
            if same_content(&latest.sent, &article) {
                continue;
            }
            let after = Next { sent: Some(article.clone()), analysis: found, by, job };
            match self.keep_after(latest, after).await? {
                Revised::Done(_) => return Ok((Taken::Revised, known.id)),
                Revised::Older => return Err(ServiceError::Older(known.id)),
                Revised::JobEnded => return Err(ServiceError::NotFound("job")),
                Revised::Changed | Revised::Gone => {}
            }
        }
        Err(ServiceError::Busy)
    }

    /// Analyses a stored article again: reviews and corrections stay with the claims that stand in the new analysis too.
    ///
    /// # Errors
    /// Where there is no such article, or it can't be analysed or kept now.
    pub async fn reanalyse(&self, id: ArticleId, by: &str, job: Option<Uuid>) -> Result<Reanalysed, ServiceError> {
        for _ in 0..TRIES {
            let latest = self.store.lookup_latest(id).await?.ok_or(ServiceError::NotFound("article"))?;
            let mut article = latest.sent.clone();
            let analysis = self.analyse_body(&mut article).await?;
            if latest.versions == analysis.versions && same_findings(&self.article(id).await?, &analysis) {
                return Ok(Reanalysed::Unchanged);
            }
            match self.keep_after(latest, Next { sent: None, analysis, by, job }).await? {
                Revised::Done(counts) => return Ok(Reanalysed::Done(counts)),
                Revised::JobEnded => return Err(ServiceError::NotFound("job")),
                Revised::Gone => return Err(ServiceError::NotFound("article")),
                Revised::Older | Revised::Changed => {}
            }
        }
        Err(ServiceError::Busy)
    }

    /// Compares an analysis with the latest one and keeps it after that.
    async fn keep_after(&self, latest: Latest, next: Next<'_>) -> Result<Revised, ServiceError> {
        let Next { sent, analysis, by, job } = next;
        let (article, after) = (latest.article, latest.analysis);
        let text = sent.as_ref().map_or_else(|| latest.sent.body.clone(), |sent| sent.body.clone());
        let (alignment, analysis) = compare(latest, text, analysis).await?;
        let claim_ids = self.claim_ids(&analysis.claims);
        Ok(self.store.add_revision(AddRevision { article, after, sent, analysis, alignment, claim_ids, stamp: self.stamp(by), job }).await?)
    }

    async fn analyse_body(&self, article: &mut NewArticle) -> Result<Analysis, ServiceError> {
        let context = Context { outlet: Some(article.outlet.clone()), language: article.language.clone(), registry: None };
        let (body, analysis) = self.analysts.analyse(std::mem::take(&mut article.body), context).await?;
        article.body = body;
        Ok(analysis)
    }

    fn claim_ids(&self, claims: &[Claim]) -> Vec<ClaimId> {
        claims.iter().map(|_| ClaimId(self.clock.new_id())).collect()
    }

    /// The article of this identity with its claims.
    ///
    /// # Errors
    /// Where there is none, or the store fails.
    pub async fn article(&self, id: ArticleId) -> Result<ArticleWithClaims, ServiceError> {
        self.store.lookup_article(id).await?.ok_or(ServiceError::NotFound("article"))
    }

    /// Every analysis of an article, first one first.
    ///
    /// # Errors
    /// Where there is no such article, or the store fails.
    pub async fn revisions(&self, id: ArticleId, bodies: bool) -> Result<Vec<Revision>, ServiceError> {
        self.store.list_revisions(id, bodies).await?.ok_or(ServiceError::NotFound("article"))
    }

    /// Erases an article for good.
    ///
    /// # Errors
    /// Where there is none, or the store fails.
    pub async fn erase_article(&self, id: ArticleId, reason: String, by: &str) -> Result<(), ServiceError> {
        if self.store.erase_article(id, reason, self.stamp(by)).await? { Ok(()) } else { Err(ServiceError::NotFound("article")) }
    }

    /// Analyses a text without keeping it.
    ///
    /// # Errors
    /// Where the text is wrong or too long, or can't be analysed now.
    pub async fn analyse(&self, sent: Sample) -> Result<AnalysedSample, ServiceError> {
        let CheckedSample { body, html, outlet, language } = check_sample(sent, self.text_limit)?;
        let (text, analysis) = self.analysts.analyse(body, Context { outlet, language, registry: None }).await?;
        Ok(AnalysedSample { text, html, analysis })
    }
}

/// An analysis that is to be kept after the latest one.
struct Next<'a> {
    sent: Option<NewArticle>,
    analysis: Analysis,
    by: &'a str,
    job: Option<Uuid>,
}

/// Whether the same text was sent: everything else about an article makes no revision.
///
/// Of HTML, both the HTML and what a reader sees of it have to be the same: spans lead into the one, claims stand in the other.
fn same_content(one: &NewArticle, other: &NewArticle) -> bool {
    fn sent(article: &NewArticle) -> Option<&str> {
        article.original.as_ref().map(|original| original.html.as_str())
    }
    (one.format, &one.body, sent(one)) == (other.format, &other.body, sent(other))
}

/// Whether an analysis found exactly what is stored.
fn same_findings(stored: &ArticleWithClaims, found: &Analysis) -> bool {
    let analysis = &stored.article.analysis;
    let same_claim = |(stored, found): (&crate::domain::StoredClaim, &Claim)| {
        stored.spans == found.spans
            && stored.attribution == found.attribution
            && stored.engine_source == found.source
            && stored.engine_status == found.status
            && stored.basis == found.basis
    };
    analysis.attributions == found.attributions
        && analysis.furniture == found.furniture
        && analysis.notes == found.notes
        && stored.claims.len() == found.claims.len()
        && stored.claims.iter().zip(&found.claims).all(same_claim)
}

/// Compares on a thread that may take its time: a megabyte of text takes a tenth of a second.
async fn compare(latest: Latest, text: String, analysis: Analysis) -> Result<(Alignment, Analysis), ServiceError> {
    let compared = tokio::task::spawn_blocking(move || {
        let alignment = align(&latest.sent.body, &latest.claims, &text, &analysis.claims);
        (alignment, analysis)
    });
    compared.await.map_err(|_| ServiceError::AnalysisFailed)
}
