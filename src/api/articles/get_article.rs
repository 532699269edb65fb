//! `GET /v1/articles/{id}`: an article with its claims.

use crate::api::{ApiError, State, path};
use crate::domain::ArticleId;
use crate::wire::ArticleAnswer;
use actix_web::{HttpRequest, HttpResponse};

pub(crate) async fn get_article(state: State, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let found = state.article(ArticleId(path::id(&request, "article")?)).await?;
    Ok(HttpResponse::Ok().json(ArticleAnswer::of(&found)))
}
