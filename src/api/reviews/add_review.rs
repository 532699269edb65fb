//! `POST /v1/claims/{id}/reviews`: a verdict, a correction, taking or releasing a claim, undoing.

use crate::api::access::Identified;
use crate::api::body::read_request;
use crate::api::conditional::{expected_version, tag};
use crate::api::idempotency::About;
use crate::api::{ApiError, State, path};
use crate::domain::ClaimId;
use crate::wire::{FoundClaim, read_review};
use actix_web::http::header::ETAG;
use actix_web::web::Payload;
use actix_web::{HttpRequest, HttpResponse};

/// Bytes of a request: a reason of 5,000 characters and 20 addresses of 2,000, all escaped, have 300,000.
const LIMIT: usize = 400_000;

pub(crate) async fn add_review(state: State, caller: Identified, request: HttpRequest, payload: Payload) -> Result<HttpResponse, ApiError> {
    let claim = ClaimId(path::id(&request, "claim")?);
    let version = expected_version(&request)?;
    let body = read_request(&request, payload, LIMIT).await?;
    let found = state.review(claim, version, read_review(&body)?, &caller.0).await?;
    let mut answer = HttpResponse::Ok().insert_header((ETAG, tag(found.claim.version))).json(FoundClaim::in_context(&found));
    answer.extensions_mut().insert(About(found.claim.article));
    Ok(answer)
}
