//! Who may call.
//!
//! In: a request. Out: the same request, or 401.
//! Deliberately absent: roles; there is one key, the administrator's.

use super::{ApiError, State};
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::AUTHORIZATION;
use actix_web::middleware::Next;

/// Lets a request through that carries a key that is known.
pub(super) async fn require_key<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, actix_web::Error> {
    let admitted = match (bearer(&request), request.app_data::<State>()) {
        (Some(key), Some(state)) => state.admits(key),
        (None, _) => {
            return Err(ApiError::unauthorized("a key is needed, in the header `Authorization: Bearer KEY`").into());
        }
        (_, None) => false,
    };
    if admitted { next.call(request).await } else { Err(ApiError::unauthorized("this key is not known").into()) }
}

/// The key of `Authorization: Bearer KEY`; the scheme's name is written in any case.
fn bearer(request: &ServiceRequest) -> Option<&str> {
    let (scheme, key) = request.headers().get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| key.trim())
}
