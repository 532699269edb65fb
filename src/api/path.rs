//! Identities in paths.
//!
//! In: the `{id}` of a path. Out: an identity; what is no UUID is the identity of nothing.

use super::ApiError;
use actix_web::HttpRequest;
use uuid::Uuid;

/// The `{id}` of a request's path. `what` names the thing for the error.
pub(super) fn id(request: &HttpRequest, what: &str) -> Result<Uuid, ApiError> {
    request.match_info().get("id").and_then(|word| Uuid::try_parse(word).ok()).ok_or_else(|| ApiError::not_found(what))
}
