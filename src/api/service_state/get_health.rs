//! `GET /healthz`: the process lives.

use crate::wire::StateShape;
use actix_web::{HttpResponse, Responder};

pub(crate) async fn get_health() -> impl Responder {
    HttpResponse::Ok().json(StateShape { status: "alive" })
}
