//! `POST /v1/sources`: a source that a person teaches.

use super::LONGEST_NAMES;
use crate::api::access::Identified;
use crate::api::body::read_body;
use crate::api::conditional::tag;
use crate::api::{ApiError, State};
use crate::wire::{SourceRecordShape, read_new_source};
use actix_web::http::header::{ETAG, LOCATION};
use actix_web::web::Payload;
use actix_web::{HttpRequest, HttpResponse};

pub(crate) async fn add_source(state: State, caller: Identified, request: HttpRequest, payload: Payload) -> Result<HttpResponse, ApiError> {
    let body = read_body(&request, payload, LONGEST_NAMES).await?;
    let added = state.add_source(read_new_source(&body)?, caller.name()).await?;
    let location = crate::api::path::of_source(&added.id);
    Ok(HttpResponse::Created().insert_header((LOCATION, location)).insert_header((ETAG, tag(added.version))).json(SourceRecordShape::of(&added)))
}
