//! `GET /v1/views`: the caller's own views and those that others share.

use crate::api::access::Identified;
use crate::api::{ApiError, State};
use crate::wire::{ViewListShape, ViewShape};
use actix_web::HttpResponse;

pub(crate) async fn list_views(state: State, caller: Identified) -> Result<HttpResponse, ApiError> {
    let views = state.views(&caller.0).await?;
    Ok(HttpResponse::Ok().json(ViewListShape { views: views.iter().map(ViewShape::of).collect() }))
}
