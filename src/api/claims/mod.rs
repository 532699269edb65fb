//! `/v1/claims`: one file for each endpoint, and the filters that several share.

mod filter;
mod get_claim;
mod get_history;
mod list_claims;
mod list_groups;

pub(super) use filter::read_filter;
pub(super) use get_claim::get_claim;
pub(super) use get_history::get_history;
pub(super) use list_claims::{answer_claims, list_claims};
pub(super) use list_groups::list_groups;
