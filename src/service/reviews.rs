//! Reviewing claims.
//!
//! In: reviews as they were sent, with who sends them. Out: the claims as they are then, or why nothing was done.
//! Deliberately absent: the rules of what a review changes (`store`).

use super::resources::shipped_source;
use super::{ITSELF, Service, ServiceError};
use crate::domain::{Caller, ClaimId, ClaimInContext, Correction, Event, EventFilter, FieldError, ReviewRequest, Role, SentReview, SentReviewOf};
use crate::intake::check_review;
use crate::store::{Review, ReviewOutcome};
use jiff::SignedDuration;

/// How long a claim is taken, from the last time that its holder acted on it.
const LEASE: SignedDuration = SignedDuration::from_mins(30);

/// Reviews that may be sent together.
const MOST_REVIEWS: usize = 200;

/// Reviews that share a transaction: their claims come with the texts of their articles, of a megabyte each at the worst.
const BATCH: usize = 20;

impl Service {
    /// Reviews a claim, of which the caller saw this version.
    ///
    /// # Errors
    /// Where the review is wrong, the claim has another version or does not stand where this could be done, or the store fails.
    pub async fn review(&self, claim: ClaimId, version: u32, review: SentReview, by: &Caller) -> Result<ClaimInContext, ServiceError> {
        let asked = self.read(SentReviewOf { claim, version, review }, by)?;
        let version = asked.expected;
        match self.store.review(vec![asked]).await?.pop() {
            Some(outcome) => told(outcome, version),
            None => Err(ServiceError::NotFound("claim")),
        }
    }

    /// Does reviews one after the other, each by itself. `shape` makes something of what became of each, so that the texts of
    /// the claims' articles need not be held until the last is done.
    ///
    /// # Errors
    /// Where there are too many, or the store fails.
    pub async fn review_all<T>(
        &self,
        mut sent: Vec<SentReviewOf>,
        by: &Caller,
        shape: impl Fn(ClaimId, Result<ClaimInContext, ServiceError>) -> T,
    ) -> Result<Vec<T>, ServiceError> {
        if sent.len() > MOST_REVIEWS {
            let detail = format!("there are {}; {MOST_REVIEWS} are taken at once", sent.len());
            return Err(ServiceError::Fields(vec![FieldError::new("reviews", detail)]));
        }
        let mut shapes = Vec::with_capacity(sent.len());
        while !sent.is_empty() {
            let batch: Vec<_> = sent.drain(..sent.len().min(BATCH)).map(|one| (one.claim, one.version, self.read(one, by))).collect();
            let good = batch.iter().filter_map(|(_, _, read)| read.as_ref().ok().cloned()).collect();
            let mut outcomes = self.store.review(good).await?.into_iter();
            for (claim, version, read) in batch {
                let result = read.and_then(|_| outcomes.next().map_or(Err(ServiceError::NotFound("claim")), |outcome| told(outcome, version)));
                shapes.push(shape(claim, result));
            }
        }
        Ok(shapes)
    }

    /// What a review asks of the store.
    fn read(&self, sent: SentReviewOf, by: &Caller) -> Result<Review, ServiceError> {
        let request = check_review(sent.review)?;
        let shipped = match &request {
            ReviewRequest::Correct { source: Some(Correction::Set(slug)), .. } => shipped_source(slug),
            _ => None,
        };
        let stamp = self.stamp(&by.name);
        let until = stamp.at.saturating_add(LEASE).unwrap_or(stamp.at);
        let may_release_others = by.role == Role::Admin;
        Ok(Review { claim: sent.claim, expected: sent.version, request, until, may_release_others, shipped, stamp })
    }

    /// What happened to a claim, oldest first, behind the event with this number, and whether more follows.
    ///
    /// # Errors
    /// Where there is no such claim, or the store fails.
    pub async fn history(&self, claim: ClaimId, after: i64, limit: u32) -> Result<(Vec<Event>, bool), ServiceError> {
        self.claim(claim).await?;
        let filter = EventFilter { claim: Some(claim), after, ..EventFilter::default() };
        self.events(filter, limit).await
    }

    /// Makes claims pending whose lease ran out.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn expire_leases(&self) -> Result<(), ServiceError> {
        self.store.expire_leases(self.stamp(ITSELF)).await?;
        Ok(())
    }
}

/// What became of a review, in the words of use cases.
fn told(outcome: ReviewOutcome, expected: u32) -> Result<ClaimInContext, ServiceError> {
    match outcome {
        ReviewOutcome::Done(claim) => Ok(*claim),
        ReviewOutcome::Changed { claim, happened } => Err(ServiceError::ChangedMeanwhile { claim, happened, expected }),
        ReviewOutcome::NotFound => Err(ServiceError::NotFound("claim")),
        ReviewOutcome::UnknownSource => {
            let detail = "there is no source with this id; POST /v1/sources makes one";
            Err(ServiceError::Fields(vec![FieldError::new("correct.source", detail)]))
        }
        ReviewOutcome::Refused(refused) => Err(ServiceError::ReviewRefused(refused)),
    }
}
