//! `GET /v1/session`: who is signed in, or whose key this is.

use crate::api::ApiError;
use crate::api::access::Identified;
use crate::wire::SessionShape;
use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;

pub(crate) async fn get_session(caller: Identified) -> Result<HttpResponse, ApiError> {
    Ok(HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).json(SessionShape::of(&caller.0)))
}
