//! Who may call.
//!
//! In: a request with a key or a session's cookie, and the roles that its method asks for. Out: the same request with its caller, or 401 or 403.
//! Deliberately absent: which call asks for which role (`api`).

use super::routes::Access;
use super::sessions;
use super::{ApiError, State};
use crate::domain::Caller;
use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header::AUTHORIZATION;
use actix_web::middleware::Next;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use std::future::{Ready, ready};

/// Lets a request through whose key is good for it.
pub(super) async fn check_access<B: MessageBody>(
    access: Access,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let Access::Roles(roles) = access else { return next.call(request).await };
    let caller = {
        let state = request.app_data::<State>().ok_or_else(|| ApiError::unauthorized("no keys are known"))?;
        // A key that is sent is the caller's word on who calls, whatever the browser adds.
        match (bearer(&request), sessions::token(request.headers())) {
            (Some(secret), _) => state.caller(secret).map_err(|refused| ApiError::unauthorized(refused.to_string()))?,
            (None, Some(token)) => {
                sessions::check_origin(request.method(), request.headers())?;
                state.session_caller(token).map_err(|refused| ApiError::unauthorized(refused.to_string()))?
            }
            (None, None) => return Err(ApiError::unauthorized("a key is needed, in the header `Authorization: Bearer KEY`").into()),
        }
    };
    if !roles.contains(&caller.role) {
        let needed = roles.iter().map(|role| format!("`{role}`")).collect::<Vec<_>>().join(" or ");
        return Err(ApiError::forbidden(format!("this takes a key with the role {needed}; yours has `{}`", caller.role)).into());
    }
    request.extensions_mut().insert(Identified(caller));
    next.call(request).await
}

/// The key of `Authorization: Bearer KEY`; the scheme's name is written in any case.
fn bearer(request: &ServiceRequest) -> Option<&str> {
    let (scheme, key) = request.headers().get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| key.trim())
}

/// The caller of a request, for its handler.
#[derive(Debug, Clone)]
pub(super) struct Identified(pub(super) Caller);

impl Identified {
    /// The name that stands in events.
    pub(super) fn name(&self) -> &str {
        &self.0.name
    }
}

impl FromRequest for Identified {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        // Routes for everybody have no caller, and no handler of theirs asks for one.
        ready(request.extensions().get::<Self>().cloned().ok_or_else(|| ApiError::unauthorized("a key is needed")))
    }
}
