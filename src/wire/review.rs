//! Reviews: requests, and the answers to several of them at once.
//!
//! In: the bytes of a body; what became of each review. Out: what was sent; the shape of the answer.
//! Deliberately absent: whether a review makes sense (`intake`).

use super::request::{ReadError, read_strictly};
use super::{FoundClaim, Problem};
use crate::domain::{ClaimId, ClaimInContext, Correction, SentCorrections, SentReview, SentReviewOf};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use uuid::Uuid;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a JSON object")]
struct ReviewBody {
    verdict: Option<String>,
    action: Option<String>,
    correct: Option<CorrectBody>,
    reason: Option<String>,
    evidence: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a JSON object")]
struct CorrectBody {
    #[serde(default, deserialize_with = "correction")]
    source: Option<Correction<String>>,
    #[serde(default, deserialize_with = "correction")]
    status: Option<Correction<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a JSON object")]
struct ReviewsBody {
    reviews: Vec<ReviewOfBody>,
}

// The fields of `ReviewBody` once more: serde can't refuse unknown fields of a shape that is flattened into another.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a JSON object")]
struct ReviewOfBody {
    claim: Uuid,
    version: u32,
    verdict: Option<String>,
    action: Option<String>,
    correct: Option<CorrectBody>,
    reason: Option<String>,
    evidence: Option<Vec<String>>,
}

/// A correction that is there: null takes an earlier one back.
fn correction<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Correction<String>>, D::Error> {
    let value: Option<String> = Deserialize::deserialize(deserializer)?;
    Ok(Some(value.map_or(Correction::Withdraw, Correction::Set)))
}

impl From<CorrectBody> for SentCorrections {
    fn from(CorrectBody { source, status }: CorrectBody) -> Self {
        Self { source, status }
    }
}

/// Reads a review.
///
/// # Errors
/// Where the body is not UTF-8, not JSON, or not of the documented form.
pub fn read_review(body: &[u8]) -> Result<SentReview, ReadError> {
    let ReviewBody { verdict, action, correct, reason, evidence } = read_strictly(body)?;
    Ok(SentReview { verdict, action, correct: correct.map(SentCorrections::from), reason, evidence })
}

/// Reads several reviews.
///
/// # Errors
/// As [`read_review`].
pub fn read_reviews(body: &[u8]) -> Result<Vec<SentReviewOf>, ReadError> {
    let sent: ReviewsBody = read_strictly(body)?;
    let read = |ReviewOfBody { claim, version, verdict, action, correct, reason, evidence }| {
        let review = SentReview { verdict, action, correct: correct.map(SentCorrections::from), reason, evidence };
        SentReviewOf { claim: ClaimId(claim), version, review }
    };
    Ok(sent.reviews.into_iter().map(read).collect())
}

/// What became of several reviews, in their order.
#[derive(Debug, Serialize)]
pub struct ReviewResultsShape {
    /// One for each.
    pub results: Vec<ReviewResultShape>,
}

/// What became of one of several reviews.
#[derive(Debug, Serialize)]
pub struct ReviewResultShape {
    /// The claim's identity.
    pub claim: Uuid,
    /// The status that the same review would have been answered with by itself.
    pub status: u16,
    /// The claim as it is now, or the problem; null in an answer that is repeated from storage.
    pub body: Value,
}

impl ReviewResultShape {
    /// A review that is done.
    ///
    /// # Errors
    /// Never, as [`super::to_json`].
    pub fn done(claim: &ClaimInContext) -> Result<Self, serde_json::Error> {
        Ok(Self { claim: claim.claim.id.0, status: 200, body: serde_json::to_value(FoundClaim::in_context(claim))? })
    }

    /// A review that was refused.
    ///
    /// # Errors
    /// Never, as [`super::to_json`].
    pub fn refused(claim: ClaimId, problem: &Problem) -> Result<Self, serde_json::Error> {
        Ok(Self { claim: claim.0, status: problem.status, body: serde_json::to_value(problem)? })
    }
}

impl ReviewResultsShape {
    /// The same without the bodies, which hold articles' words: what may be stored after the articles are erased.
    #[must_use]
    pub fn without_bodies(&self) -> Self {
        let bare = |result: &ReviewResultShape| ReviewResultShape { claim: result.claim, status: result.status, body: Value::Null };
        Self { results: self.results.iter().map(bare).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_null_takes_a_correction_back_and_a_missing_one_leaves_it() {
        let correct = |body: &str| read_review(body.as_bytes()).unwrap().correct.unwrap();
        assert_eq!(correct(r#"{"correct": {"source": null}}"#), SentCorrections { source: Some(Correction::Withdraw), status: None });
        assert_eq!(correct(r#"{"correct": {"status": "denied"}}"#).status, Some(Correction::Set("denied".into())));
        assert_eq!(correct(r#"{"correct": {}}"#), SentCorrections::default());
    }

    #[test]
    fn a_wrong_field_of_one_of_several_is_named_with_its_place() {
        let error =
            read_reviews(br#"{"reviews": [{"claim": "01a20bc8-7999-7317-8055-af6c26b1c258", "version": 1, "action": "take"}, {"claim": "4711"}]}"#);
        match error {
            Err(ReadError::Field(wrong)) => assert_eq!(wrong.field, "reviews[1].claim"),
            other => panic!("{other:?}"),
        }
    }
}
