//! Identities in paths.
//!
//! In: the `{id}` of a path. Out: an identity; what is no UUID is the identity of nothing. And the path of a source.

use super::ApiError;
use crate::domain::SourceId;
use actix_web::HttpRequest;
use std::fmt::Write as _;
use uuid::Uuid;

/// The `{id}` of a request's path. `what` names the thing for the error.
pub(super) fn id(request: &HttpRequest, what: &str) -> Result<Uuid, ApiError> {
    request.match_info().get("id").and_then(|word| Uuid::try_parse(word).ok()).ok_or_else(|| ApiError::not_found(what))
}

/// The slug in a request's path.
pub(super) fn source(request: &HttpRequest) -> Result<SourceId, ApiError> {
    let slug: String = request.match_info().load().map_err(|_| ApiError::not_found("source"))?;
    Ok(SourceId::from_slug(slug))
}

/// The path of a source: slugs hold letters of all scripts, and a path ASCII.
pub(super) fn of_source(id: &SourceId) -> String {
    let mut path = "/v1/sources/".to_owned();
    for byte in id.as_str().bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'-' {
            path.push(char::from(byte));
        } else {
            // Writing to a String can't fail.
            let _ = write!(path, "%{byte:02X}");
        }
    }
    path
}
