//! `POST /v1/sources/{id}/unmerge`: takes a merge back. A body has nothing to say, and is not read.

use crate::api::access::Identified;
use crate::api::{ApiError, State, path};
use crate::wire::UnmergedShape;
use actix_web::{HttpRequest, HttpResponse};

pub(crate) async fn unmerge_source(state: State, caller: Identified, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let done = state.unmerge_source(path::source(&request)?, caller.name()).await?;
    Ok(HttpResponse::Ok().json(UnmergedShape::of(&done)))
}
