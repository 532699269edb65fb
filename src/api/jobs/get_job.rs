//! `GET /v1/jobs/{id}`: how far a job is.

use crate::api::{ApiError, State, path};
use crate::wire::JobAnswer;
use actix_web::{HttpRequest, HttpResponse};

pub(crate) async fn get_job(state: State, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let job = state.job(path::id(&request, "job")?).await?;
    Ok(HttpResponse::Ok().json(JobAnswer::of(&job)))
}
