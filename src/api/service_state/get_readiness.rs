//! `GET /readyz`: requests can be served, which takes a database that can be written and read.

use crate::api::{ApiError, State};
use crate::wire::StateShape;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;

pub(crate) async fn get_readiness(state: State) -> Result<HttpResponse, ApiError> {
    match state.check_ready().await {
        Ok(()) => Ok(HttpResponse::Ok().json(StateShape { status: "ready" })),
        Err(reason) => Err(ApiError::new(StatusCode::SERVICE_UNAVAILABLE, "not-ready", reason)),
    }
}
