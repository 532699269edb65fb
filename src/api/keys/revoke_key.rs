//! `DELETE /v1/keys/{id}`: revokes a key, at once and for good.

use crate::api::access::Identified;
use crate::api::{ApiError, State, path};
use crate::wire::{KeyShape, RevokedKeyShape};
use actix_web::{HttpRequest, HttpResponse};

pub(crate) async fn revoke_key(state: State, caller: Identified, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let key = state.revoke_key(path::id(&request, "key")?, caller.name()).await?;
    Ok(HttpResponse::Ok().json(RevokedKeyShape { key: KeyShape::of(&key) }))
}
