//! `POST /v1/session`: exchanges a key or a sign-in link for a session, whose token goes into a cookie and nowhere else.

use super::cookie;
use crate::api::body::read_body;
use crate::api::{ApiError, State};
use crate::wire::{SessionShape, SignIn, read_sign_in};
use actix_web::http::header::{CACHE_CONTROL, SET_COOKIE};
use actix_web::web::Payload;
use actix_web::{HttpRequest, HttpResponse};

pub(crate) async fn sign_in(state: State, request: HttpRequest, payload: Payload) -> Result<HttpResponse, ApiError> {
    let body = read_body(&request, payload, 0).await?;
    let opened = match read_sign_in(&body)? {
        SignIn::Key(secret) => state.sign_in(secret.trim()),
        SignIn::Link(token) => state.sign_in_by_link(&token),
    };
    let (token, caller) = opened.map_err(|refused| ApiError::unauthorized(refused.to_string()))?;
    // Whoever was signed in in this browser before is not any more.
    if let Some(earlier) = cookie::token(request.headers()) {
        state.sign_out(earlier);
    }
    Ok(HttpResponse::Ok()
        .insert_header((SET_COOKIE, cookie::set(&request, &token)))
        .insert_header((CACHE_CONTROL, "no-store"))
        .json(SessionShape::of(&caller)))
}
