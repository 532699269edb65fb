//! The demo data: articles of invented outlets, taken in as if newsrooms had posted them over the last days.
//!
//! In: an empty database. Out: the same with articles, claims, reviews, and a reviewer's key.
//! Deliberately absent: anything that the service itself would not do: the data comes in by the use cases that newsrooms and
//! reviewers use, only the clock is another.

mod files;
mod past;

use super::clock::{Clock, SystemClock};
use super::{Analyse, Analysts, ITSELF, Posted, Service, ServiceError};
use crate::domain::{Caller, Role, SentKey, SentReview, StoredClaim};
use crate::engine::sources::Registry;
use crate::store::{Store, StoreError};
use files::{ARTICLES, DemoArticle};
use jiff::SignedDuration;
use past::PastClock;
use std::collections::HashSet;
use std::sync::Arc;

/// The outlets' program, in whose name the articles stand.
const NEWSROOM: &str = "demo-newsroom";

/// How long after an article came out its demo reviews were given.
const REVIEWED_AFTER: SignedDuration = SignedDuration::from_mins(1);

/// Fills an empty database; one that holds an article is left as it is. Gives the secret of the reviewer's key that was made.
///
/// # Errors
/// Where the store fails or a text can't be analysed.
pub async fn fill(store: Arc<dyn Store>, analyst: &dyn Analyse, registry: Arc<Registry>, reviewer: &str) -> Result<Option<String>, ServiceError> {
    if store.check().await?.articles > 0 {
        return Ok(None);
    }
    let now = SystemClock::default().now();
    let clock = Arc::new(PastClock::starting(now));
    let analysts = Analysts::start(analyst, 1).map_err(|error| StoreError::Failed(error.to_string()))?;
    let service = Service::new(Arc::clone(&store), analysts, clock.clone(), super::DEFAULT_TEXT_LIMIT);
    service.open_sources(registry).await?;
    let articles = ARTICLES.iter().filter_map(|text| DemoArticle::read(text));
    let mut dated: Vec<_> = articles.map(|article| (article.published(now), article)).collect();
    dated.sort_by_key(|(published, _)| *published);
    for (published, article) in dated {
        clock.set(published);
        // All of them are short enough to be taken in at once.
        let Posted::Now(_, taken) = service.post_article(article.submission(published), NEWSROOM, false).await? else { continue };
        let mut reviewed = HashSet::new();
        for review in &article.reviews {
            clock.set(published.saturating_add(REVIEWED_AFTER).unwrap_or(published));
            let fits = |claim: &&StoredClaim| claim.text.contains(review.words) && !reviewed.contains(&claim.id);
            // Words that the engine put into no claim, after a change of its rules, are reviewed by nobody.
            let Some(claim) = taken.claims.iter().find(fits) else { continue };
            reviewed.insert(claim.id);
            let by = Caller { key: clock.new_id(), name: review.by.to_owned(), role: Role::Reviewer };
            let sent = SentReview { verdict: Some(review.verdict.to_owned()), reason: review.reason.map(str::to_owned), ..SentReview::default() };
            service.review(claim.id, claim.version, sent, &by).await?;
        }
    }
    clock.set(now);
    let request = SentKey { name: reviewer.to_owned(), role: Role::Reviewer.as_str().to_owned(), expires_at: None };
    let (_, secret) = service.add_key(request, ITSELF).await?;
    Ok(Some(secret))
}
