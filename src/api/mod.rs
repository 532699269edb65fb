//! The HTTP interface: every route that there is.
//!
//! In: requests. Out: answers, documented in `openapi.yaml`.
//! Deliberately absent: decisions. A handler reads its request, calls one method of the service, and shapes the answer.

mod access;
mod analyses;
mod articles;
mod audit;
mod body;
mod claims;
mod conditional;
mod error;
mod events;
mod headers;
mod idempotency;
mod jobs;
mod keys;
mod log;
mod metrics;
mod page;
mod parameters;
mod path;
mod rate;
mod request_id;
mod reviews;
mod routes;
mod service_state;
mod sessions;
mod sources;
mod state;
mod stats;
mod views;

pub use body::{BodyPatience, LargeBodies};
pub use error::ApiError;
pub use headers::add_headers;
pub use log::log_request;
pub use metrics::Metrics;
pub use rate::{RateLimits, limit_rate};
pub use routes::{Access, Routes};
pub use state::State;

use crate::domain::Role::{Admin, Cms, Editor, Reviewer};
use routes::Access::{Everybody, Roles};

/// Whoever has a key.
const ANYBODY_WITH_A_KEY: Access = Roles(&[Cms, Editor, Reviewer, Admin]);
/// Programs that send articles.
const POSTING: Access = Roles(&[Cms, Admin]);
/// People who review claims and teach sources.
const REVIEWING: Access = Roles(&[Reviewer, Admin]);
/// People who work at the desk.
const AT_THE_DESK: Access = Roles(&[Editor, Reviewer, Admin]);
/// People who run the service.
const ADMINISTERING: Access = Roles(&[Admin]);

/// All routes. `openapi.yaml` describes each, and a test compares the two.
#[must_use]
pub fn routes() -> Routes {
    Routes::default()
        .get("/healthz", Everybody, service_state::get_health)
        .get("/readyz", Everybody, service_state::get_readiness)
        .get("/openapi.yaml", Everybody, service_state::get_openapi)
        .get("/metrics", ANYBODY_WITH_A_KEY, metrics::get_metrics)
        // Paths are compared in this order: single claims are asked for most.
        .get("/v1/claims", ANYBODY_WITH_A_KEY, claims::list_claims)
        // Before the claim, whose identity is any other word.
        .get("/v1/claims/groups", ANYBODY_WITH_A_KEY, claims::list_groups)
        .get("/v1/claims/{id}", ANYBODY_WITH_A_KEY, claims::get_claim)
        .get("/v1/claims/{id}/history", ANYBODY_WITH_A_KEY, claims::get_history)
        .post("/v1/claims/{id}/reviews", REVIEWING, reviews::add_review)
        .post("/v1/articles", POSTING, articles::add_article)
        .get("/v1/articles", ANYBODY_WITH_A_KEY, articles::list_articles)
        .get("/v1/articles/{id}", ANYBODY_WITH_A_KEY, articles::get_article)
        .delete("/v1/articles/{id}", ADMINISTERING, articles::erase_article)
        .get("/v1/articles/{id}/revisions", ANYBODY_WITH_A_KEY, articles::list_revisions)
        .get("/v1/articles/{id}/claims", ANYBODY_WITH_A_KEY, articles::list_claims_of_article)
        .get("/v1/jobs/{id}", ANYBODY_WITH_A_KEY, jobs::get_job)
        .post("/v1/reanalyses", ADMINISTERING, jobs::add_reanalyses)
        .post("/v1/analyze", ANYBODY_WITH_A_KEY, analyses::analyze_text)
        .post("/v1/reviews", REVIEWING, reviews::add_reviews)
        .get("/v1/sources", ANYBODY_WITH_A_KEY, sources::list_sources)
        .post("/v1/sources", REVIEWING, sources::add_source)
        .get("/v1/sources/{id}", ANYBODY_WITH_A_KEY, sources::get_source)
        .patch("/v1/sources/{id}", REVIEWING, sources::change_source)
        .post("/v1/sources/{id}/merge", ADMINISTERING, sources::merge_source)
        .post("/v1/sources/{id}/unmerge", ADMINISTERING, sources::unmerge_source)
        .get("/v1/stats", ANYBODY_WITH_A_KEY, stats::get_stats)
        .get("/v1/views", AT_THE_DESK, views::list_views)
        .post("/v1/views", AT_THE_DESK, views::add_view)
        .patch("/v1/views/{id}", AT_THE_DESK, views::change_view)
        .delete("/v1/views/{id}", AT_THE_DESK, views::remove_view)
        .get("/v1/audit", ADMINISTERING, audit::list_audit)
        .get("/v1/events", ANYBODY_WITH_A_KEY, events::follow_events)
        .post("/v1/session", Everybody, sessions::sign_in)
        .get("/v1/session", ANYBODY_WITH_A_KEY, sessions::get_session)
        .delete("/v1/session", Everybody, sessions::sign_out)
        .get("/v1/keys", ADMINISTERING, keys::list_keys)
        .post("/v1/keys", ADMINISTERING, keys::add_key)
        .delete("/v1/keys/{id}", ADMINISTERING, keys::revoke_key)
}
