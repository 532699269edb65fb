//! `POST /v1/analyze`: the analysis of a text that is not kept.

use crate::api::body::read_body;
use crate::api::{ApiError, State};
use crate::wire::{AnalysisShape, read_sample};
use actix_web::web::Payload;
use actix_web::{HttpRequest, HttpResponse};

pub(crate) async fn analyze_text(state: State, request: HttpRequest, payload: Payload) -> Result<HttpResponse, ApiError> {
    let body = read_body(&request, payload, state.text_limit()).await?;
    let analysed = state.analyse(read_sample(&body)?).await?;
    Ok(HttpResponse::Ok().json(AnalysisShape::of(&analysed.analysis, &analysed.text, analysed.html.as_ref())))
}
