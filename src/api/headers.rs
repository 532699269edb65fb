//! Headers that every answer has, whoever makes it.
//!
//! In: an answer. Out: the same, with what keeps browsers and caches from doing more with it than they should.
//! Deliberately absent: what the desk's own files may do, which they say themselves (`web`); and answers to what is no HTTP,
//! which the HTTP library gives before any of this runs.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, ETAG, HeaderName, HeaderValue, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use actix_web::middleware::Next;

const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// What an answer says unless it says something else: that it is data, for this site alone, and nothing to run, guess at or frame.
const UNLESS_SAID: [(HeaderName, &str); 6] = [
    (CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "no-referrer"),
    (OPENER, "same-origin"),
    (RESOURCE, "same-origin"),
];

/// A year, as browsers' lists ask for.
const TLS_ONLY: &str = "max-age=31536000";

/// Adds the headers.
///
/// # Errors
/// Those of the handler, unchanged.
pub async fn add_headers<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, actix_web::Error> {
    let speaks_tls = request.app_config().secure();
    let mut answer = next.call(request).await?;
    let headers = answer.headers_mut();
    for (name, value) in UNLESS_SAID {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    if !headers.contains_key(CACHE_CONTROL) {
        // What has a tag is asked for again each time, and answered with 304; everything else is kept nowhere.
        let value = if headers.contains_key(ETAG) { "private, no-cache" } else { "no-store" };
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(value));
    }
    if speaks_tls {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(TLS_ONLY));
    }
    Ok(answer)
}
