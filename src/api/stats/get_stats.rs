//! `GET /v1/stats`: how much there is of everything, from counters.

use crate::api::parameters::Parameters;
use crate::api::{ApiError, State};
use crate::domain::StatsFilter;
use crate::wire::StatsShape;
use actix_web::{HttpRequest, HttpResponse};

pub(crate) async fn get_stats(state: State, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let mut parameters = Parameters::of(&request)?;
    let filter = StatsFilter { since: parameters.day("since")?, until: parameters.day("until")?, outlet: parameters.all("outlet") };
    parameters.finish()?;
    let stats = state.stats(filter).await?;
    Ok(HttpResponse::Ok().json(StatsShape::of(&stats)))
}
