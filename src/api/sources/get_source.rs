//! `GET /v1/sources/{id}`: a source, with its version as entity tag.
//!
//! `If-None-Match` is not answered with 304: the number of claims changes without the version.

use crate::api::conditional::tag;
use crate::api::{ApiError, State, path};
use crate::wire::SourceRecordShape;
use actix_web::http::header::ETAG;
use actix_web::{HttpRequest, HttpResponse};

pub(crate) async fn get_source(state: State, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let found = state.source(path::source(&request)?).await?;
    Ok(HttpResponse::Ok().insert_header((ETAG, tag(found.version))).json(SourceRecordShape::of(&found)))
}
