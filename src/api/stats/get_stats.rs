//! `GET /v1/stats`: how much there is of everything, from counters.

use crate::api::parameters::Parameters;
use crate::api::{ApiError, State};
use crate::domain::{ReviewState, SourceKind, StatsFilter, Status, Verdict};
use crate::wire::StatsShape;
use actix_web::{HttpRequest, HttpResponse};

pub(crate) async fn get_stats(state: State, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let mut parameters = Parameters::of(&request)?;
    let filter = StatsFilter {
        since: parameters.day("since")?,
        until: parameters.day("until")?,
        outlet: parameters.all("outlet"),
        source: parameters.all("source"),
        status: parameters.words("status", Status::ALL, Status::as_str)?,
        kind: parameters.words("kind", &SourceKind::ALL, SourceKind::as_str)?,
        review: parameters.words("review", ReviewState::ALL, ReviewState::as_str)?,
        verdict: parameters.words("verdict", Verdict::ALL, Verdict::as_str)?,
    };
    parameters.finish()?;
    let stats = state.stats(filter).await?;
    Ok(HttpResponse::Ok().json(StatsShape::of(&stats)))
}
