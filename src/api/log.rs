//! One line of log and one count for each request.
//!
//! In: a request. Out: its answer, with the identity of the request.
//! Deliberately absent: addresses as they were sent, queries, headers and bodies, which may hold what nobody should read in
//! a log. Of the path, the pattern of the route stands there, and an `{id}` that is a UUID.

use super::access::Who;
use super::routes::Matched;
use super::{Metrics, State, request_id};
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::HeaderValue;
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpRequest, web};
use std::borrow::Cow;
use std::time::Instant;
use tracing::Instrument;
use uuid::Uuid;

/// The methods that a line names; whatever else somebody sends is `other`.
const METHODS: [Method; 7] = [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS];

/// Logs method, route, status, duration and the caller's key, under the request's identity.
///
/// # Errors
/// Those of the handler, unchanged.
pub async fn log_request<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, actix_web::Error> {
    let start = Instant::now();
    let method = request.method().clone();
    let metrics = request.app_data::<web::Data<Metrics>>().cloned();
    let made = || request.app_data::<State>().map_or_else(String::new, |state| state.new_id().to_string());
    let id = request_id::sent(request.headers()).unwrap_or_else(made);
    // Whatever is logged while the request is worked on bears its identity.
    let span = tracing::info_span!("request", request_id = id);
    let mut answer = next.call(request).instrument(span).await;
    let status = match &answer {
        Ok(answer) => answer.status(),
        Err(error) => error.as_response_error().status_code(),
    };
    let took = start.elapsed();
    let route = answer.as_ref().ok().and_then(|answer| pattern(answer.request()));
    if let Some(metrics) = metrics {
        metrics.count(&method, route.as_deref(), status, took);
    }
    let key = answer.as_ref().ok().and_then(|answer| answer.request().extensions().get::<Who>().and_then(Who::key)).map(|key| key.to_string());
    let thing = answer.as_ref().ok().and_then(|answer| Uuid::try_parse(answer.request().match_info().get("id")?).ok()).map(|id| id.to_string());
    let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    let method = if METHODS.contains(&method) { method.as_str() } else { "other" };
    let route = route.as_deref().unwrap_or("none");
    tracing::info!(request_id = id, method, route, id = thing, status = status.as_u16(), milliseconds, key, "request");
    if let (Ok(answer), Ok(id)) = (&mut answer, HeaderValue::try_from(id)) {
        answer.headers_mut().insert(request_id::HEADER, id);
    }
    answer
}

/// The pattern of a request's path; none for errors that are no answers, which nothing here makes. To look for it costs as much as
/// to find the route, which was done already for most.
fn pattern(request: &HttpRequest) -> Option<Cow<'static, str>> {
    let matched = request.extensions().get::<Matched>().map(|matched| Cow::Borrowed(matched.0));
    matched.or_else(|| request.match_pattern().map(Cow::Owned))
}
