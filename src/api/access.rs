//! Who may call.
//!
//! In: a request with a key or a session's cookie, and the roles that its method asks for. Out: the same request with its caller, or 401 or 403.
//! Deliberately absent: which call asks for which role (`api`).

use super::routes::Access;
use super::sessions;
use super::{ApiError, State};
use crate::domain::Caller;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header::AUTHORIZATION;
use actix_web::middleware::Next;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use std::future::{Ready, ready};
use uuid::Uuid;

/// Who a request says that it comes from, looked at once for all who ask.
#[derive(Debug, Clone)]
pub(super) enum Who {
    /// The holder of a good key.
    Caller(Caller),
    /// Nobody: there is neither a key nor a session.
    Nobody,
    /// Somebody whose key or session is not good.
    Refused(String),
    /// Another site's page, with the session of the desk.
    OtherOrigin,
}

impl Who {
    /// Who sends a request.
    pub(super) fn sends(request: &ServiceRequest) -> Self {
        let Some(state) = request.app_data::<State>() else { return Self::Refused("no keys are known".to_owned()) };
        // A key that is sent is the caller's word on who calls, whatever the browser adds.
        match (bearer(request), sessions::token(request.headers())) {
            (Some(secret), _) => state.caller(secret).map_or_else(|refused| Self::Refused(refused.to_string()), Self::Caller),
            (None, Some(_)) if sessions::check_origin(request.method(), request.headers()).is_err() => Self::OtherOrigin,
            (None, Some(token)) => state.session_caller(token).map_or_else(|refused| Self::Refused(refused.to_string()), Self::Caller),
            (None, None) => Self::Nobody,
        }
    }

    /// The key of a caller.
    pub(super) fn key(&self) -> Option<Uuid> {
        if let Self::Caller(caller) = self { Some(caller.key) } else { None }
    }
}

/// Lets a request through whose key is good for it.
pub(super) async fn check_access<B: MessageBody + 'static>(
    access: Access,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let plain = request.request().clone();
    let answer = match allowed_caller(access, &request) {
        Ok(caller) => {
            if let Some(caller) = caller {
                request.extensions_mut().insert(Identified(caller));
            }
            next.call(request).await
        }
        Err(error) => {
            drop(request);
            Err(error.into())
        }
    };
    // An answer, whatever happened: those around it add their headers to errors as well.
    Ok(answer.map_or_else(|error| ServiceResponse::new(plain, error.error_response()), ServiceResponse::map_into_boxed_body))
}

/// The caller of a request, where its method asks for one.
fn allowed_caller(access: Access, request: &ServiceRequest) -> Result<Option<Caller>, ApiError> {
    let Access::Roles(roles) = access else { return Ok(None) };
    let known = request.extensions().get::<Who>().cloned();
    match known.unwrap_or_else(|| Who::sends(request)) {
        Who::Caller(caller) if roles.contains(&caller.role) => Ok(Some(caller)),
        Who::Caller(caller) => {
            let needed = roles.iter().map(|role| format!("`{role}`")).collect::<Vec<_>>().join(" or ");
            Err(ApiError::forbidden(format!("this takes a key with the role {needed}; yours has `{}`", caller.role)))
        }
        Who::Nobody => Err(ApiError::unauthorized("a key is needed, in the header `Authorization: Bearer KEY`")),
        Who::Refused(why) => Err(ApiError::unauthorized(why)),
        Who::OtherOrigin => Err(sessions::other_origin()),
    }
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
