//! `POST /v1/articles`: takes in an article or a revision, and answers with its claims, or with a job.

use crate::api::access::Identified;
use crate::api::body::read_body;
use crate::api::idempotency::About;
use crate::api::{ApiError, State};
use crate::service::{Posted, Taken};
use crate::wire::{ArticleAnswer, JobAnswer, read_submission};
use actix_web::http::header::{HeaderName, LOCATION};
use actix_web::web::Payload;
use actix_web::{HttpRequest, HttpResponse};

const PREFER: HeaderName = HeaderName::from_static("prefer");
const PREFERENCE_APPLIED: HeaderName = HeaderName::from_static("preference-applied");

/// The preference of RFC 7240 for an answer that does not wait for the work.
const RESPOND_ASYNC: &str = "respond-async";

pub(crate) async fn add_article(state: State, caller: Identified, request: HttpRequest, payload: Payload) -> Result<HttpResponse, ApiError> {
    let body = read_body(&request, payload, state.text_limit()).await?;
    let later = prefers_async(&request);
    match state.post_article(read_submission(&body)?, caller.name(), later).await? {
        Posted::Now(taken, found) => {
            let mut answer = match taken {
                Taken::New | Taken::Revised => HttpResponse::Created(),
                Taken::Known => HttpResponse::Ok(),
            };
            let location = format!("/v1/articles/{}", found.article.id.0);
            let mut answer = answer.insert_header((LOCATION, location)).json(ArticleAnswer::of(&found).with_outcome(taken.as_str()));
            answer.extensions_mut().insert(About(found.article.id));
            Ok(answer)
        }
        Posted::Later(job) => {
            let mut answer = HttpResponse::Accepted();
            answer.insert_header((LOCATION, format!("/v1/jobs/{}", job.id)));
            if later {
                answer.insert_header((PREFERENCE_APPLIED, RESPOND_ASYNC));
            }
            Ok(answer.json(JobAnswer::of(&job)))
        }
    }
}

fn prefers_async(request: &HttpRequest) -> bool {
    let lines = request.headers().get_all(PREFER).filter_map(|value| value.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|preference| {
        let name = preference.split([';', '=']).next().unwrap_or_default();
        name.trim().eq_ignore_ascii_case(RESPOND_ASYNC)
    })
}
