//! `POST /v1/reviews`: several reviews at once, each done or refused by itself.

use crate::api::access::Identified;
use crate::api::body::read_request;
use crate::api::idempotency::KeptBody;
use crate::api::{ApiError, State};
use crate::wire::{ReviewResultShape, ReviewResultsShape, read_reviews, to_json};
use actix_web::web::Payload;
use actix_web::{HttpRequest, HttpResponse};

/// Bytes of a request: 200 reviews of 10,000 each.
const LIMIT: usize = 2_000_000;

pub(crate) async fn add_reviews(state: State, caller: Identified, request: HttpRequest, payload: Payload) -> Result<HttpResponse, ApiError> {
    let sent = read_reviews(&read_request(&request, payload, LIMIT).await?)?;
    let shape = |claim, result| match result {
        Ok(found) => ReviewResultShape::done(&found),
        Err(error) => ReviewResultShape::refused(claim, ApiError::from(error).problem()),
    };
    let results = state.review_all(sent, &caller.0, shape).await?;
    let results = results.into_iter().collect::<Result<_, _>>().map_err(|error| ApiError::internal("shape-failed", error.to_string()))?;
    let shape = ReviewResultsShape { results };
    let mut answer = HttpResponse::Ok().json(&shape);
    // The claims of many articles stand in it: when one of those is erased, no stored answer may hold its words.
    answer.extensions_mut().insert(KeptBody(to_json(&shape.without_bodies()).unwrap_or_default().into()));
    Ok(answer)
}
