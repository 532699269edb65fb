//! `POST /v1/views`: keeps a view.

use crate::api::access::Identified;
use crate::api::body::read_body;
use crate::api::{ApiError, State};
use crate::wire::{ViewShape, read_view};
use actix_web::http::header::LOCATION;
use actix_web::web::Payload;
use actix_web::{HttpRequest, HttpResponse};

pub(crate) async fn add_view(state: State, caller: Identified, request: HttpRequest, payload: Payload) -> Result<HttpResponse, ApiError> {
    let body = read_body(&request, payload, 0).await?;
    let view = state.add_view(read_view(&body)?, &caller.0).await?;
    Ok(HttpResponse::Created().insert_header((LOCATION, format!("/v1/views/{}", view.id))).json(ViewShape::of(&view)))
}
