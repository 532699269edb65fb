//! `GET /v1/keys`: every key, without its secret.

use crate::api::{ApiError, State};
use crate::wire::{KeyListShape, KeyShape};
use actix_web::HttpResponse;

pub(crate) async fn list_keys(state: State) -> Result<HttpResponse, ApiError> {
    let keys = state.keys().await?;
    Ok(HttpResponse::Ok().json(KeyListShape { keys: keys.iter().map(KeyShape::of).collect() }))
}
