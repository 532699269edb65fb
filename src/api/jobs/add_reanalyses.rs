//! `POST /v1/reanalyses`: queues stored articles to be analysed again.

use crate::api::access::Identified;
use crate::api::body::read_body;
use crate::api::{ApiError, State};
use crate::service::ArticleChoice;
use crate::wire::{QueuedShape, read_reanalyses};
use actix_web::web::Payload;
use actix_web::{HttpRequest, HttpResponse};

pub(crate) async fn add_reanalyses(state: State, caller: Identified, request: HttpRequest, payload: Payload) -> Result<HttpResponse, ApiError> {
    let body = read_body(&request, payload, state.text_limit()).await?;
    let (outlet, article) = read_reanalyses(&body)?;
    let queued = state.queue_reanalyses(ArticleChoice { outlet, article }, caller.name()).await?;
    Ok(HttpResponse::Accepted().json(QueuedShape { queued }))
}
