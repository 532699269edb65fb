//! `/v1/jobs` and `/v1/reanalyses`: work that goes on in the background.

mod add_reanalyses;
mod get_job;

pub(super) use add_reanalyses::add_reanalyses;
pub(super) use get_job::get_job;
