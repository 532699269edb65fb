//! `/v1/reviews` and the reviews of one claim: one file for each endpoint.

mod add_review;
mod add_reviews;

pub(super) use add_review::add_review;
pub(super) use add_reviews::add_reviews;
