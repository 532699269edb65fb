//! Entity tags.
//!
//! In: a version and a request. Out: the tag, and whether the caller has that version already.

use actix_web::HttpRequest;
use actix_web::http::header::IF_NONE_MATCH;

/// The tag of a version.
pub(super) fn tag(version: u32) -> String {
    format!("\"{version}\"")
}

/// Whether the request's `If-None-Match` names this tag.
pub(super) fn is_known(request: &HttpRequest, tag: &str) -> bool {
    let known = request.headers().get(IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    known.split(',').map(|one| one.trim().trim_start_matches("W/")).any(|one| one == tag || one == "*")
}
