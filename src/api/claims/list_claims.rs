//! `GET /v1/claims`: claims by status, source, review, date and words.

use crate::api::claims::read_filter;
use crate::api::page::{Paging, answer};
use crate::api::parameters::Parameters;
use crate::api::{ApiError, State};
use crate::domain::{ClaimFilter, ClaimSort};
use crate::wire::ClaimListShape;
use actix_web::{HttpRequest, HttpResponse};

pub(crate) async fn list_claims(state: State, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let mut parameters = Parameters::of(&request)?;
    let paging = Paging::of(&request, &mut parameters)?;
    let filter = read_filter(parameters, ClaimSort::Newest)?;
    answer_claims(&state, &request, filter, &paging).await
}

/// The page of claims that a filter and a place ask for.
pub(crate) async fn answer_claims(state: &State, request: &HttpRequest, filter: ClaimFilter, paging: &Paging) -> Result<HttpResponse, ApiError> {
    let found = state.claims(filter, paging.page).await?;
    let next = paging.cursor(found.next);
    Ok(answer(request, &ClaimListShape::of(&found.items, next.clone()), next.as_deref()))
}
