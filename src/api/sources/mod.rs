//! `/v1/sources`: one file for each endpoint.

mod add_source;
mod change_source;
mod get_source;
mod list_sources;
mod merge_source;
mod unmerge_source;

pub(super) use add_source::add_source;
pub(super) use change_source::change_source;
pub(super) use get_source::get_source;
pub(super) use list_sources::list_sources;
pub(super) use merge_source::merge_source;
pub(super) use unmerge_source::unmerge_source;

/// Bytes of names that a request may carry unescaped: 200 names of 200 characters with four bytes each.
const LONGEST_NAMES: usize = 160_000;
