//! `POST /v1/keys`: makes a key, and shows its secret this once.

use crate::api::access::Identified;
use crate::api::body::read_body;
use crate::api::idempotency::KeptBody;
use crate::api::{ApiError, State};
use crate::wire::{KeyShape, MadeKeyShape, read_key_request, to_json};
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::web::Payload;
use actix_web::{HttpRequest, HttpResponse};

pub(crate) async fn add_key(state: State, caller: Identified, request: HttpRequest, payload: Payload) -> Result<HttpResponse, ApiError> {
    let body = read_body(&request, payload, 0).await?;
    let (key, secret) = state.add_key(read_key_request(&body)?, caller.name()).await?;
    let answer = |secret| MadeKeyShape { key: KeyShape::of(&key), secret };
    let location = format!("/v1/keys/{}", key.id);
    let mut made = HttpResponse::Created().insert_header((LOCATION, location)).insert_header((CACHE_CONTROL, "no-store")).json(answer(Some(&secret)));
    // A repeated request learns that the key was made, and not what it is: secrets are not stored.
    made.extensions_mut().insert(KeptBody(to_json(&answer(None)).unwrap_or_default().into()));
    Ok(made)
}
