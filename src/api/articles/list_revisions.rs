//! `GET /v1/articles/{id}/revisions`: every analysis of an article, first one first.

use crate::api::parameters::Parameters;
use crate::api::{ApiError, State, path};
use crate::domain::ArticleId;
use crate::wire::RevisionListShape;
use actix_web::{HttpRequest, HttpResponse};

pub(crate) async fn list_revisions(state: State, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let id = ArticleId(path::id(&request, "article")?);
    let mut parameters = Parameters::of(&request)?;
    let bodies = parameters.flag("body")?;
    parameters.finish()?;
    let found = state.revisions(id, bodies).await?;
    Ok(HttpResponse::Ok().json(RevisionListShape::of(&found)))
}
