//! `POST /v1/articles`: takes in an article, and answers with its claims.

use crate::api::access::Identified;
use crate::api::body::read_body;
use crate::api::idempotency::About;
use crate::api::{ApiError, State};
use crate::service::Taken;
use crate::wire::{ArticleAnswer, read_submission};
use actix_web::http::header::LOCATION;
use actix_web::web::Payload;
use actix_web::{HttpRequest, HttpResponse};

pub(crate) async fn add_article(state: State, caller: Identified, request: HttpRequest, payload: Payload) -> Result<HttpResponse, ApiError> {
    let body = read_body(&request, payload, state.text_limit()).await?;
    let (taken, found) = state.add_article(read_submission(&body)?, caller.name()).await?;
    let mut answer = match taken {
        Taken::New => HttpResponse::Created(),
        Taken::Known => HttpResponse::Ok(),
    };
    let location = format!("/v1/articles/{}", found.article.id.0);
    let mut answer = answer.insert_header((LOCATION, location)).json(ArticleAnswer::of(&found));
    answer.extensions_mut().insert(About(found.article.id));
    Ok(answer)
}
