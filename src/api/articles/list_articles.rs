//! `GET /v1/articles`: articles, last added first.

use crate::api::page::{Paging, answer};
use crate::api::parameters::Parameters;
use crate::api::{ApiError, State};
use crate::domain::ArticleFilter;
use crate::wire::ArticleListShape;
use actix_web::{HttpRequest, HttpResponse};

pub(crate) async fn list_articles(state: State, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let mut parameters = Parameters::of(&request)?;
    let paging = Paging::of(&request, &mut parameters)?;
    let filter = ArticleFilter { outlet: parameters.all("outlet"), external_id: parameters.all("external_id") };
    parameters.finish()?;
    let found = state.articles(filter, paging.page).await?;
    let next = paging.cursor(found.next);
    Ok(answer(&request, &ArticleListShape::of(&found.items, next.clone()), next.as_deref()))
}
