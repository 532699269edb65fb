//! `/v1/stats`.

mod get_stats;

pub(super) use get_stats::get_stats;
