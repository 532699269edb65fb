//! Taking in articles, and analysing texts that are not kept.
//!
//! In: what a newsroom sent. Out: the stored article with its claims, and whether it is new.
//! Deliberately absent: revisions. Other content under a known outlet and external id is refused until they are built.

use super::{Service, ServiceError};
use crate::domain::{Analysis, ArticleId, ArticleWithClaims, ClaimId, NewArticle, Sample, SentHtml, Submission};
use crate::engine::Context;
use crate::intake::{CheckedSample, check_article, check_sample};
use crate::store::{AddArticle, Added};

/// What became of an article that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It was new.
    New,
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

impl Service {
    /// Takes in an article: checks it, analyses it, and keeps it with its claims.
    ///
    /// The same content again changes nothing but the details beside it, so that a retry is always safe.
    ///
    /// # Errors
    /// Where it is wrong, too long, known with other content or in a later state, or can't be analysed or kept now.
    pub async fn add_article(&self, sent: Submission, by: &str) -> Result<(Taken, ArticleWithClaims), ServiceError> {
        let mut article = check_article(sent, self.text_limit)?;
        if let Some(known) = self.find_known(&article, by).await? {
            return Ok((Taken::Known, known));
        }
        let context = Context { outlet: Some(article.outlet.clone()), language: article.language.clone() };
        let (body, analysis) = self.analysts.analyse(std::mem::take(&mut article.body), context).await?;
        article.body = body;

        let id = ArticleId(self.clock.new_id());
        let claim_ids = analysis.claims.iter().map(|_| ClaimId(self.clock.new_id())).collect();
        let new = AddArticle { id, claim_ids, sent: article.clone(), analysis, stamp: self.stamp(by) };
        match self.store.add_article(new).await? {
            Added::New => Ok((Taken::New, self.article(id).await?)),
            // Somebody sent it while it was analysed: what they sent decides.
            Added::AlreadyThere => match self.find_known(&article, by).await? {
                Some(known) => Ok((Taken::Known, known)),
                None => Err(ServiceError::NotFound("article")),
            },
        }
    }

    /// The article that is known by the same outlet and external id, with its details brought up to date.
    async fn find_known(&self, sent: &NewArticle, by: &str) -> Result<Option<ArticleWithClaims>, ServiceError> {
        let Some(known) = self.store.find_article(&sent.outlet, &sent.external_id).await? else { return Ok(None) };
        if (known.sent.format, &known.sent.body) != (sent.format, &sent.body) {
            return Err(ServiceError::OtherContent(known.id));
        }
        if known.sent != *sent && !self.store.update_details(known.id, sent.clone(), self.stamp(by)).await? {
            return Err(ServiceError::Older(known.id));
        }
        self.article(known.id).await.map(Some)
    }

    /// The article of this identity with its claims.
    ///
    /// # Errors
    /// Where there is none, or the store fails.
    pub async fn article(&self, id: ArticleId) -> Result<ArticleWithClaims, ServiceError> {
        self.store.lookup_article(id).await?.ok_or(ServiceError::NotFound("article"))
    }

    /// Analyses a text without keeping it.
    ///
    /// # Errors
    /// Where the text is wrong or too long, or can't be analysed now.
    pub async fn analyse(&self, sent: Sample) -> Result<AnalysedSample, ServiceError> {
        let CheckedSample { body, html, outlet, language } = check_sample(sent, self.text_limit)?;
        let (text, analysis) = self.analysts.analyse(body, Context { outlet, language }).await?;
        Ok(AnalysedSample { text, html, analysis })
    }
}
