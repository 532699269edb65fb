//! `GET /v1/claims/groups`: how many claims of a filter stand in each article, come from each source, or have each status.

use crate::api::claims::read_filter;
use crate::api::page::{Paging, answer};
use crate::api::parameters::Parameters;
use crate::api::{ApiError, State};
use crate::domain::{ClaimSort, GroupBy};
use crate::wire::ClaimGroupListShape;
use actix_web::{HttpRequest, HttpResponse};

pub(crate) async fn list_groups(state: State, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let mut parameters = Parameters::of(&request)?;
    let paging = Paging::of(&request, &mut parameters)?;
    let by = match parameters.words("by", &GroupBy::ALL, GroupBy::as_str)?.as_slice() {
        [by] => *by,
        _ => {
            return Err(ApiError::parameter(
                "by",
                "say once what to group by: `article`, `source`, `outlet`, `status`, `kind`, `review` or `verdict`",
            ));
        }
    };
    if parameters.once("sort")?.is_some() {
        return Err(ApiError::parameter("sort", "groups have an order of their own"));
    }
    let filter = read_filter(parameters, ClaimSort::Newest)?;
    let found = state.claim_groups(filter, by, paging.page).await?;
    let next = paging.cursor(found.next);
    Ok(answer(&request, &ClaimGroupListShape::of(&found.items, next.clone()), next.as_deref()))
}
