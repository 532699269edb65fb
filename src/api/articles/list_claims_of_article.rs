//! `GET /v1/articles/{id}/claims`: an article's claims, page by page, in the order of the text.

use crate::api::claims::{answer_claims, read_filter};
use crate::api::page::Paging;
use crate::api::parameters::Parameters;
use crate::api::{ApiError, State, path};
use crate::domain::{ArticleId, ClaimFilter, ClaimSort};
use actix_web::{HttpRequest, HttpResponse};

pub(crate) async fn list_claims_of_article(state: State, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let id = ArticleId(path::id(&request, "article")?);
    let mut parameters = Parameters::of(&request)?;
    let paging = Paging::of(&request, &mut parameters)?;
    let filter = read_filter(parameters, ClaimSort::Text)?;
    if !filter.article.is_empty() {
        return Err(ApiError::parameter("article", "the path names the article already"));
    }
    // An article without claims has an empty list; one that is not there has none.
    state.article_exists(id).await?;
    answer_claims(&state, &request, ClaimFilter { article: vec![id], ..filter }, &paging).await
}
