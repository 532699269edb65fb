//! `GET /v1/audit`: every write there ever was, oldest first, as a list or as lines to keep elsewhere.

use crate::api::parameters::Parameters;
use crate::api::{ApiError, State};
use crate::domain::{Action, ArticleId, ClaimId, EventFilter};
use crate::wire::{EventListShape, EventShape, to_json};
use actix_web::http::header::LINK;
use actix_web::{HttpRequest, HttpResponse};

const DEFAULT_LIMIT: u32 = 100;
/// As many as go into a few megabytes.
const HIGHEST_LIMIT: u32 = 10_000;

pub(crate) async fn list_audit(state: State, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let mut parameters = Parameters::of(&request)?;
    let limit = parameters.number("limit", 1..=HIGHEST_LIMIT)?.unwrap_or(DEFAULT_LIMIT);
    let lines = match parameters.once("format")?.as_deref() {
        None | Some("json") => false,
        Some("ndjson") => true,
        Some(other) => return Err(ApiError::parameter("format", format!("`{other}` must be `json` or `ndjson`"))),
    };
    let filter = EventFilter {
        claim: parameters.id("claim")?.map(ClaimId),
        article: parameters.id("article")?.map(ArticleId),
        actor: parameters.all("actor"),
        action: parameters.words("action", Action::ALL, Action::as_str)?,
        since: parameters.time("since")?,
        until: parameters.time("until")?,
        after: parameters.number("after", 0..=i64::MAX)?.unwrap_or(0),
    };
    parameters.finish()?;
    let (events, more) = state.events(filter, limit).await?;
    let mut answer = HttpResponse::Ok();
    if let Some(last) = events.last().filter(|_| more) {
        let others = request.query_string().split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("after="));
        let query = others.map(str::to_owned).chain([format!("after={}", last.number)]).collect::<Vec<_>>().join("&");
        answer.insert_header((LINK, format!("<{}?{query}>; rel=\"next\"", request.path())));
    }
    if !lines {
        return Ok(answer.json(EventListShape::of(&events, more)));
    }
    let mut text = String::new();
    for event in &events {
        text += &to_json(&EventShape::of(event)).unwrap_or_default();
        text.push('\n');
    }
    Ok(answer.content_type("application/x-ndjson").body(text))
}
