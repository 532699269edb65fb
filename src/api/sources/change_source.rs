//! `PATCH /v1/sources/{id}`: what a person teaches about a source.

use super::LONGEST_NAMES;
use crate::api::access::Identified;
use crate::api::body::read_body;
use crate::api::conditional::{expected_version, tag};
use crate::api::{ApiError, State, path};
use crate::wire::{SourceRecordShape, read_source_change};
use actix_web::http::header::ETAG;
use actix_web::web::Payload;
use actix_web::{HttpRequest, HttpResponse};

pub(crate) async fn change_source(state: State, caller: Identified, request: HttpRequest, payload: Payload) -> Result<HttpResponse, ApiError> {
    let body = read_body(&request, payload, LONGEST_NAMES).await?;
    let (id, version) = (path::source(&request)?, expected_version(&request)?);
    let changed = state.change_source(id, version, read_source_change(&body)?, caller.name()).await?;
    Ok(HttpResponse::Ok().insert_header((ETAG, tag(changed.version))).json(SourceRecordShape::of(&changed)))
}
