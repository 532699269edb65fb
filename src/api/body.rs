//! The body of a request.
//!
//! In: a request. Out: its bytes, if they are announced as JSON, not compressed, not too many, and come in time.
//! Deliberately absent: reading them as JSON (`wire`).
//!
//! The framework's own readers inflate compressed bodies before they check a limit, and wait for slow ones for ever.

use super::ApiError;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use actix_web::web::{Bytes, Payload};
use actix_web::{HttpRequest, rt};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// How long a body may take to arrive.
#[derive(Debug, Clone, Copy)]
pub struct BodyPatience(pub Duration);

/// The places for large bodies that arrive at a time, shared by all workers: they bound the memory that bodies can take.
#[derive(Clone)]
pub struct LargeBodies(Arc<Semaphore>);

/// Large bodies that arrive at a time: 200 MB where each has the default limit.
const LARGE_AT_A_TIME: usize = 32;

/// Bytes up to which a body takes no place: 8,000 connections with such bodies take 500 MB, and a usual article is smaller.
const SMALL: usize = 64 * 1024;

impl Default for LargeBodies {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(LARGE_AT_A_TIME)))
    }
}

/// How long it may take where nobody says: 6 MB at 200 kB a second.
const PATIENCE: Duration = Duration::from_secs(30);

/// Bytes of JSON that a byte of text can take, written as an escape: `\u0001`.
const LONGEST_ESCAPE: usize = 6;

/// Bytes for everything in a request but the text: the longest that the other fields can be, all escaped, is about this.
const OTHER_FIELDS: usize = 64 * 1024;

/// The body of a request that carries a text of at most `text_limit` bytes.
pub(super) async fn read_body(request: &HttpRequest, payload: Payload, text_limit: usize) -> Result<Bytes, ApiError> {
    let limit = text_limit.saturating_mul(LONGEST_ESCAPE).saturating_add(OTHER_FIELDS);
    read_at_most(request, payload, limit, format!("the request is too large: a text may have {text_limit} bytes")).await
}

/// The body of a request that carries no article: it may have this many bytes.
pub(super) async fn read_request(request: &HttpRequest, payload: Payload, limit: usize) -> Result<Bytes, ApiError> {
    read_at_most(request, payload, limit, format!("the request is too large: it may have {limit} bytes")).await
}

async fn read_at_most(request: &HttpRequest, payload: Payload, limit: usize, detail: String) -> Result<Bytes, ApiError> {
    check_headers(request)?;
    let too_large = || ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", detail);
    let announced = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()).and_then(|value| value.parse::<usize>().ok());
    if announced.is_some_and(|bytes| bytes > limit) {
        return Err(too_large());
    }
    let _place = match request.app_data::<LargeBodies>().filter(|_| announced.is_none_or(|bytes| bytes > SMALL) && limit > SMALL) {
        Some(places) => Some(places.0.try_acquire().map_err(|_| ApiError::busy("too many large requests are arriving"))?),
        None => None,
    };
    let patience = request.app_data::<BodyPatience>().map_or(PATIENCE, |patience| patience.0);
    match rt::time::timeout(patience, payload.to_bytes_limited(limit)).await {
        Ok(Ok(Ok(bytes))) => Ok(bytes),
        Ok(Ok(Err(error))) => Err(ApiError::new(StatusCode::BAD_REQUEST, "body-broken", format!("the body can't be read: {error}"))),
        Ok(Err(_)) => Err(too_large()),
        Err(_) => Err(ApiError::new(StatusCode::REQUEST_TIMEOUT, "body-slow", format!("the body took longer than {} seconds", patience.as_secs()))),
    }
}

fn check_headers(request: &HttpRequest) -> Result<(), ApiError> {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let unsupported = |detail: String| ApiError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not-json", detail);
    let kind = header(CONTENT_TYPE);
    let essence = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if essence != "application/json" {
        return Err(unsupported(format!("the body must be sent as `Content-Type: application/json`, not as `{kind}`")));
    }
    let encoding = header(CONTENT_ENCODING);
    if !encoding.is_empty() && !encoding.eq_ignore_ascii_case("identity") {
        return Err(unsupported(format!("the body must not be compressed (`Content-Encoding: {encoding}`)")));
    }
    Ok(())
}
