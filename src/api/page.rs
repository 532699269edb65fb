//! Pages of a list: `limit`, `cursor` and the link to the next page.
//!
//! In: the parameters of a request; where the next page starts. Out: the page that is wanted; an answer with its `Link`.
//! Deliberately absent: how a cursor is written (`wire`).

use super::ApiError;
use super::parameters::Parameters;
use crate::domain::{PageRequest, Position};
use crate::wire::{read_cursor, write_cursor};
use actix_web::http::header::LINK;
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

const DEFAULT_LIMIT: u32 = 50;
const HIGHEST_LIMIT: u32 = 200;

/// The page that a request asks for, and what is needed to point to the next one.
pub(super) struct Paging {
    question: String,
    pub(super) page: PageRequest,
}

impl Paging {
    /// Reads `limit` and `cursor`. To be called before other parameters are: they say which list it is.
    pub(super) fn of(request: &HttpRequest, parameters: &mut Parameters) -> Result<Self, ApiError> {
        let question = parameters.question(request.path());
        let limit = read_limit(parameters)?;
        let after = match parameters.once("cursor")? {
            None => None,
            Some(cursor) => Some(read_cursor(&cursor, &question).map_err(|error| ApiError::parameter("cursor", error.to_string()))?),
        };
        Ok(Self { question, page: PageRequest { after, limit } })
    }

    /// The cursor of the next page.
    pub(super) fn cursor(&self, next: Option<Position>) -> Option<String> {
        next.map(|position| write_cursor(position, &self.question))
    }
}

/// How many rows a request asks for at most.
pub(super) fn read_limit(parameters: &mut Parameters) -> Result<u32, ApiError> {
    Ok(parameters.number("limit", 1..=HIGHEST_LIMIT)?.unwrap_or(DEFAULT_LIMIT))
}

/// A page as an answer, with a link to the next one where there is one.
pub(super) fn answer(request: &HttpRequest, page: &impl Serialize, next: Option<&str>) -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    if let Some(cursor) = next {
        let others = request.query_string().split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("cursor="));
        let query = others.map(str::to_owned).chain([format!("cursor={cursor}")]).collect::<Vec<_>>().join("&");
        answer.insert_header((LINK, format!("<{}?{query}>; rel=\"next\"", request.path())));
    }
    answer.json(page)
}
