//! `GET /v1/sources`: sources by name, kind, origin, and whether somebody has looked at them.

use crate::api::page::{Paging, answer};
use crate::api::parameters::Parameters;
use crate::api::{ApiError, State};
use crate::domain::{SourceFilter, SourceKind, SourceOrigin};
use crate::wire::SourceListShape;
use actix_web::{HttpRequest, HttpResponse};

pub(crate) async fn list_sources(state: State, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let mut parameters = Parameters::of(&request)?;
    let paging = Paging::of(&request, &mut parameters)?;
    let filter = SourceFilter {
        words: parameters.search_words("q")?,
        kind: parameters.words("kind", &SourceKind::ALL, SourceKind::as_str)?,
        origin: parameters.words("origin", SourceOrigin::ALL, SourceOrigin::as_str)?,
        looked_at: parameters.choice("looked_at")?,
        merged: parameters.choice("merged")?.unwrap_or(false),
    };
    parameters.finish()?;
    let found = state.sources(filter, paging.page).await?;
    let next = paging.cursor(found.next);
    Ok(answer(&request, &SourceListShape::of(&found.items, next.clone()), next.as_deref()))
}
