//! `/v1/views`: one file for each endpoint.

mod add_view;
mod change_view;
mod list_views;
mod remove_view;

pub(super) use add_view::add_view;
pub(super) use change_view::change_view;
pub(super) use list_views::list_views;
pub(super) use remove_view::remove_view;
