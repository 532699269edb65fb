//! `POST /v1/sources/{id}/merge`: makes two sources one, or shows what that would do.

use crate::api::access::Identified;
use crate::api::body::read_body;
use crate::api::{ApiError, State, path};
use crate::wire::{MergeShape, read_merge};
use actix_web::web::Payload;
use actix_web::{HttpRequest, HttpResponse};

pub(crate) async fn merge_source(state: State, caller: Identified, request: HttpRequest, payload: Payload) -> Result<HttpResponse, ApiError> {
    let body = read_body(&request, payload, 0).await?;
    let (into, preview) = read_merge(&body)?;
    let done = state.merge_source(path::source(&request)?, into, preview, caller.name()).await?;
    Ok(HttpResponse::Ok().json(MergeShape::of(&done)))
}
