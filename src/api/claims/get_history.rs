//! `GET /v1/claims/{id}/history`: what happened to a claim, oldest first.

use crate::api::page::read_limit;
use crate::api::parameters::Parameters;
use crate::api::{ApiError, State, path};
use crate::domain::ClaimId;
use crate::wire::EventListShape;
use actix_web::http::header::LINK;
use actix_web::{HttpRequest, HttpResponse};

pub(crate) async fn get_history(state: State, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let claim = ClaimId(path::id(&request, "claim")?);
    let mut parameters = Parameters::of(&request)?;
    let limit = read_limit(&mut parameters)?;
    let after = parameters.number("after", 0..=i64::MAX)?.unwrap_or(0);
    parameters.finish()?;
    let (events, more) = state.history(claim, after, limit).await?;
    let shape = EventListShape::of(&events, more);
    let mut answer = HttpResponse::Ok();
    if let Some(next) = shape.next {
        answer.insert_header((LINK, format!("<{}?limit={limit}&after={next}>; rel=\"next\"", request.path())));
    }
    Ok(answer.json(shape))
}
