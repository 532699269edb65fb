//! `GET /v1/claims/{id}`: a claim, with its version as entity tag.

use crate::api::conditional::{is_known, tag};
use crate::api::{ApiError, State, path};
use crate::domain::ClaimId;
use crate::wire::FoundClaim;
use actix_web::http::header::ETAG;
use actix_web::{HttpRequest, HttpResponse};

pub(crate) async fn get_claim(state: State, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let found = state.claim(ClaimId(path::id(&request, "claim")?)).await?;
    let tag = tag(found.claim.version);
    if is_known(&request, &tag) {
        return Ok(HttpResponse::NotModified().insert_header((ETAG, tag)).finish());
    }
    Ok(HttpResponse::Ok().insert_header((ETAG, tag)).json(FoundClaim::in_context(&found)))
}
