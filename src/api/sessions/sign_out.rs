//! `DELETE /v1/session`: ends the session of the cookie. Done twice, it is as if done once.

use super::cookie;
use crate::api::{ApiError, State};
use actix_web::http::header::SET_COOKIE;
use actix_web::{HttpRequest, HttpResponse};

pub(crate) async fn sign_out(state: State, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    cookie::check_origin(request.method(), request.headers())?;
    if let Some(token) = cookie::token(request.headers()) {
        state.sign_out(token);
    }
    Ok(HttpResponse::NoContent().insert_header((SET_COOKIE, cookie::forget(&request))).finish())
}
