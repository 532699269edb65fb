//! Entity tags.
//!
//! In: a version and a request. Out: the tag, whether the caller has that version already, and the version that a change is for.

use super::ApiError;
use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::http::header::{IF_MATCH, IF_NONE_MATCH};

/// The tag of a version.
pub(super) fn tag(version: u32) -> String {
    format!("\"{version}\"")
}

/// Whether the request's `If-None-Match` names this tag.
pub(super) fn is_known(request: &HttpRequest, tag: &str) -> bool {
    let known = request.headers().get(IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    known.split(',').map(|one| one.trim().trim_start_matches("W/")).any(|one| one == tag || one == "*")
}

/// The version that a request is for, from `If-Match: "VERSION"`.
///
/// A weak tag is taken as a strong one: proxies that compress make tags weak, and a version is the same whatever its encoding.
///
/// # Errors
/// Where the header is missing, or is not one version.
pub(super) fn expected_version(request: &HttpRequest) -> Result<u32, ApiError> {
    let mut given = request.headers().get_all(IF_MATCH);
    let Some(value) = given.next() else {
        let detail = "the header `If-Match` is missing: it says which version you saw, as `ETag` and `version` give it, such as `If-Match: \"3\"`";
        return Err(ApiError::new(StatusCode::PRECONDITION_REQUIRED, "precondition-required", detail));
    };
    let text = value.to_str().unwrap_or_default().trim();
    let invalid = |detail: String| Err(ApiError::new(StatusCode::BAD_REQUEST, "precondition-invalid", detail));
    if text == "*" {
        return invalid("`If-Match: *` would overwrite what you have not seen; name the version that you saw, such as `If-Match: \"3\"`".to_owned());
    }
    let version = text.strip_prefix("W/").unwrap_or(text).strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let version = version.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_digit())).and_then(|digits| digits.parse().ok());
    match version {
        Some(version) if given.next().is_none() => Ok(version),
        _ => invalid(format!("`If-Match` must be one version in quotation marks, such as `If-Match: \"3\"`, not `{text}`")),
    }
}
