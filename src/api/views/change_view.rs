//! `PATCH /v1/views/{id}`: another name, other filters, shared or not. The caller's own views only, so that no version is asked for.

use crate::api::access::Identified;
use crate::api::body::read_body;
use crate::api::{ApiError, State, path};
use crate::wire::{ViewShape, read_view_change};
use actix_web::web::Payload;
use actix_web::{HttpRequest, HttpResponse};

pub(crate) async fn change_view(state: State, caller: Identified, request: HttpRequest, payload: Payload) -> Result<HttpResponse, ApiError> {
    let body = read_body(&request, payload, 0).await?;
    let view = state.change_view(path::id(&request, "view")?, read_view_change(&body)?, &caller.0).await?;
    Ok(HttpResponse::Ok().json(ViewShape::of(&view)))
}
