//! The HTTP interface: every route that there is.
//!
//! In: requests. Out: answers, documented in `openapi.yaml`.
//! Deliberately absent: decisions. A handler reads its request, calls one method of the service, and shapes the answer.

mod access;
mod analyses;
mod articles;
mod body;
mod claims;
mod conditional;
mod error;
mod log;
mod page;
mod parameters;
mod path;
mod routes;
mod service_state;
mod state;

pub use error::ApiError;
pub use log::log_request;
pub use routes::Routes;
pub use state::State;

use routes::Access::{Everybody, KeyHolders};

/// All routes. `openapi.yaml` describes each, and a test compares the two.
#[must_use]
pub fn routes() -> Routes {
    Routes::default()
        .get("/healthz", Everybody, service_state::get_health)
        .get("/readyz", Everybody, service_state::get_readiness)
        .get("/openapi.yaml", Everybody, service_state::get_openapi)
        .post("/v1/articles", KeyHolders, articles::add_article)
        .get("/v1/articles", KeyHolders, articles::list_articles)
        .get("/v1/articles/{id}", KeyHolders, articles::get_article)
        .get("/v1/articles/{id}/claims", KeyHolders, articles::list_claims_of_article)
        .post("/v1/analyze", KeyHolders, analyses::analyze_text)
        .get("/v1/claims", KeyHolders, claims::list_claims)
        .get("/v1/claims/{id}", KeyHolders, claims::get_claim)
}
