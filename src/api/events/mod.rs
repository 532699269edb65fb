//! `/v1/events`: one file for each endpoint.

mod follow_events;

pub(super) use follow_events::follow_events;
