//! `DELETE /v1/views/{id}`: takes a view away.

use crate::api::access::Identified;
use crate::api::{ApiError, State, path};
use actix_web::{HttpRequest, HttpResponse};

pub(crate) async fn remove_view(state: State, caller: Identified, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    state.remove_view(path::id(&request, "view")?, &caller.0).await?;
    Ok(HttpResponse::NoContent().finish())
}
