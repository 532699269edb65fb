//! `Idempotency-Key`: a request that is repeated is done once, and answered as the first time.
//!
//! In: a POST with the header. Out: its answer, kept for a day; or the kept one; or why the key can't be used.
//! As draft-ietf-httpapi-idempotency-key-header has it: 400 for a malformed key, 409 while the first request is under way,
//! 422 for a key that came with another request before.
//! Deliberately absent: requests without the header, which pass through untouched, and answers that a second try may change (5xx).

use super::access::Identified;
use super::body::read_body;
use super::{ApiError, State};
use crate::domain::ArticleId;
use crate::service::{AnswerToKeep, Begun, FirstTry};
use actix_web::body::{BoxBody, MessageBody, to_bytes};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, ETAG, HeaderName, HeaderValue, LOCATION};
use actix_web::middleware::Next;
use actix_web::web::{self, Bytes};
use actix_web::{HttpMessage, HttpResponse};

const HEADER: &str = "idempotency-key";

/// Says that an answer is a kept one.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// The longest key: as long as four UUIDs and more than anybody sends.
const LONGEST: usize = 255;

/// The headers that are kept with an answer.
const KEPT: [HeaderName; 3] = [CONTENT_TYPE, LOCATION, ETAG];

/// A handler's word on what is kept of its answer, where that is not all of it: a secret is never stored.
#[derive(Clone)]
pub(super) struct KeptBody(pub(super) Bytes);

/// A handler's word on whose text stands in its answer: it is erased with the article.
#[derive(Clone, Copy)]
pub(super) struct About(pub(super) ArticleId);

/// Does a request once, whatever number of times it comes.
pub(super) async fn do_once<B: MessageBody + 'static>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let Some(value) = request.headers().get(HEADER) else { return Ok(next.call(request).await?.map_into_boxed_body()) };
    let token = read_token(value)?;
    let caller = request.extensions().get::<Identified>().cloned();
    let (Some(caller), Some(state)) = (caller, request.app_data::<State>().cloned()) else {
        return Err(ApiError::unauthorized("a key is needed").into());
    };
    let payload = request.extract::<web::Payload>().await?;
    let body = read_body(request.request(), payload, state.text_limit()).await?;
    let what = format!("{} {}", request.method(), request.uri());
    let first = match state.begin_answer(caller.0.key, &token, &what, &body).await.map_err(ApiError::from)? {
        Begun::First(first) => first,
        Begun::Kept(kept) => {
            let mut answer = HttpResponse::build(StatusCode::from_u16(kept.status).unwrap_or(StatusCode::OK));
            for (name, value) in kept.headers {
                answer.insert_header((name, value));
            }
            return Ok(request.into_response(answer.insert_header((REPLAYED, "true")).body(kept.body)));
        }
        Begun::UnderWay => {
            let detail = "the first request with this Idempotency-Key is still under way; ask again in a moment";
            return Err(ApiError::new(StatusCode::CONFLICT, "request-under-way", detail).into());
        }
        Begun::OtherRequest => {
            let detail = "this Idempotency-Key came with another request before; a new request needs a new key";
            return Err(ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency-key-reused", detail).into());
        }
    };
    request.set_payload(Payload::from(body));
    let plain = request.request().clone();
    let answer = match next.call(request).await {
        Ok(answer) => answer.map_into_boxed_body(),
        Err(error) => ServiceResponse::new(plain, error.error_response()),
    };
    keep(&state, first, answer).await
}

/// Keeps an answer that a second try would not change, and gives it on.
async fn keep(state: &State, first: FirstTry, answer: ServiceResponse<BoxBody>) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let status = answer.status();
    if status.is_server_error() || matches!(status, StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS) {
        return Ok(answer);
    }
    let (request, answer) = answer.into_parts();
    let (kept_body, about) = {
        let extensions = answer.extensions();
        (extensions.get::<KeptBody>().cloned(), extensions.get::<About>().copied())
    };
    let (head, body) = answer.into_parts();
    let body = to_bytes(body).await.map_err(|_| ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, "answer-broken", "the answer broke off"))?;
    let header = |name: &HeaderName| Some((name.to_string(), head.headers().get(name)?.to_str().ok()?.to_owned()));
    let to_keep = AnswerToKeep {
        status: status.as_u16(),
        headers: KEPT.iter().filter_map(header).collect(),
        body: kept_body.map_or_else(|| body.clone(), |kept| kept.0).to_vec(),
        article: about.map(|about| about.0),
    };
    if let Err(error) = state.keep_answer(first, to_keep).await {
        // The work is done and durable: the caller is told so, and a repetition meets the request's own protection.
        tracing::warn!(%error, "an answer was not kept");
    }
    Ok(ServiceResponse::new(request, head.set_body(BoxBody::new(body))))
}

/// The key: visible ASCII, with or without the quotation marks of a structured field.
fn read_token(value: &HeaderValue) -> Result<String, ApiError> {
    let text = value.to_str().unwrap_or_default().trim();
    let bare = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
    if bare.is_empty() || bare.len() > LONGEST || !bare.bytes().all(|byte| byte.is_ascii_graphic()) {
        let detail = format!("the Idempotency-Key must have 1 to {LONGEST} visible ASCII characters, such as a UUID");
        return Err(ApiError::new(StatusCode::BAD_REQUEST, "idempotency-key-invalid", detail));
    }
    Ok(bare.to_owned())
}
