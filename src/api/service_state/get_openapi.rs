//! `GET /openapi.yaml`: the description of this interface.

use actix_web::{HttpResponse, Responder};

/// The description, as it stands in the repository.
const DESCRIPTION: &str = include_str!("../../../openapi.yaml");

pub(crate) async fn get_openapi() -> impl Responder {
    HttpResponse::Ok().content_type("application/yaml").body(DESCRIPTION)
}
