//! `DELETE /v1/articles/{id}`: erases an article for good.

use crate::api::access::Identified;
use crate::api::parameters::Parameters;
use crate::api::{ApiError, State, path};
use crate::domain::ArticleId;
use actix_web::{HttpRequest, HttpResponse};

/// Characters that a reason may have: some three hundred words.
const LONGEST_REASON: usize = 2_000;

pub(crate) async fn erase_article(state: State, caller: Identified, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let id = ArticleId(path::id(&request, "article")?);
    let mut parameters = Parameters::of(&request)?;
    let reason = parameters.once("reason")?.unwrap_or_default().trim().to_owned();
    parameters.finish()?;
    if reason.is_empty() {
        return Err(ApiError::parameter("reason", "an erasure can't be undone: say why, since only that stays"));
    }
    if reason.chars().count() > LONGEST_REASON || reason.contains(char::is_control) {
        return Err(ApiError::parameter("reason", format!("it must have at most {LONGEST_REASON} characters, none of them a control character")));
    }
    state.erase_article(id, reason, caller.name()).await?;
    Ok(HttpResponse::NoContent().finish())
}
