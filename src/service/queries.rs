//! Questions about what is stored.
//!
//! In: filters and places in lists. Out: pages and single records.
//! Deliberately absent: anything that changes something.

use super::{Service, ServiceError};
use crate::domain::{
    ArticleFilter, ArticleId, ArticleSummary, ClaimFilter, ClaimGroup, ClaimId, ClaimInContext, Event, EventFilter, GroupBy, Page, PageRequest,
    Stats, StatsFilter,
};

impl Service {
    /// Articles, last added first.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn articles(&self, filter: ArticleFilter, page: PageRequest) -> Result<Page<ArticleSummary>, ServiceError> {
        Ok(self.store.list_articles(filter, page).await?)
    }

    /// Claims, in the filter's order.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn claims(&self, filter: ClaimFilter, page: PageRequest) -> Result<Page<ClaimInContext>, ServiceError> {
        Ok(self.store.list_claims(filter, page).await?)
    }

    /// Claims, counted by what they have in common.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn claim_groups(&self, filter: ClaimFilter, by: GroupBy, page: PageRequest) -> Result<Page<ClaimGroup>, ServiceError> {
        Ok(self.store.group_claims(filter, by, page).await?)
    }

    /// Makes sure that there is an article of this identity.
    ///
    /// # Errors
    /// Where there is none, or the store fails.
    pub async fn article_exists(&self, id: ArticleId) -> Result<(), ServiceError> {
        if self.store.has_article(id).await? { Ok(()) } else { Err(ServiceError::NotFound("article")) }
    }

    /// The claim of this identity.
    ///
    /// # Errors
    /// Where there is none, or the store fails.
    pub async fn claim(&self, id: ClaimId) -> Result<ClaimInContext, ServiceError> {
        self.store.lookup_claim(id).await?.ok_or(ServiceError::NotFound("claim"))
    }

    /// Events, oldest first, at most `limit`, and whether more follow.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn events(&self, filter: EventFilter, limit: u32) -> Result<(Vec<Event>, bool), ServiceError> {
        let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
        let mut events = self.store.list_events(filter, limit.saturating_add(1)).await?;
        let more = events.len() > wanted;
        events.truncate(wanted);
        Ok((events, more))
    }

    /// How much there is of everything.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn stats(&self, filter: StatsFilter) -> Result<Stats, ServiceError> {
        Ok(self.store.stats(filter).await?)
    }
}
