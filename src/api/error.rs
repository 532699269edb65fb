//! Every error as problem details, with its status.
//!
//! In: errors of the service, of reading a request, of the framework. Out: `application/problem+json` answers.
//! Deliberately absent: the words for what went wrong inside the service, which the errors bring themselves.

use crate::domain::{FieldError, SourceRefusal, ViewRefusal};
use crate::service::resources::StoreError;
use crate::service::{ReviewRefused, ServiceError};
use crate::wire::{Problem, ReadError, WrongField, to_json};
use actix_web::body::BoxBody;
use actix_web::http::header::{ALLOW, CONTENT_TYPE, HeaderName, RETRY_AFTER, WWW_AUTHENTICATE};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, Responder, ResponseError};
use std::fmt;

/// An error answer.
#[derive(Debug)]
pub struct ApiError(Box<Answer>);

#[derive(Debug)]
struct Answer {
    problem: Problem,
    header: Option<(HeaderName, String)>,
}

/// Seconds after which a full queue is worth another try: what waits in it takes about two.
const RETRY_SECONDS: &str = "2";

/// Seconds after which a database is worth another try that somebody has to help first, such as one on a full disk.
const HELP_SECONDS: &str = "30";

impl ApiError {
    /// An error with this status. `code` is a word for programs, `detail` a sentence for people.
    pub(super) fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        let problem = Problem::new(status.as_u16(), status.canonical_reason().unwrap_or("Error"), code, detail);
        Self(Box::new(Answer { problem, header: None }))
    }

    fn with_header(mut self, name: HeaderName, value: impl Into<String>) -> Self {
        self.0.header = Some((name, value.into()));
        self
    }

    fn with_fields(mut self, fields: Vec<FieldError>) -> Self {
        let wrong = fields.into_iter().map(|FieldError { field, detail }| WrongField { field, detail }).collect();
        self.0.problem = self.0.problem.with_fields(wrong);
        self
    }

    fn about(mut self, article: crate::domain::ArticleId) -> Self {
        self.0.problem.article = Some(article.0);
        self
    }

    /// A source that can't be taught or merged like that.
    fn source_refused(refused: SourceRefusal, detail: String) -> Self {
        let (status, code, field, source) = match refused {
            SourceRefusal::ChangedMeanwhile { id, .. } => (StatusCode::PRECONDITION_FAILED, "changed-meanwhile", None, Some(id)),
            SourceRefusal::NameTaken { field, by, .. } => (StatusCode::CONFLICT, "alias-taken", Some(field), Some(by)),
            SourceRefusal::Known(id) => (StatusCode::CONFLICT, "source-known", None, Some(id)),
            SourceRefusal::Merged { into, .. } => (StatusCode::CONFLICT, "source-merged", None, Some(into)),
            SourceRefusal::Fixed => (StatusCode::CONFLICT, "source-fixed", None, None),
            SourceRefusal::NotMerged(id) => (StatusCode::CONFLICT, "source-not-merged", None, Some(id)),
            SourceRefusal::Unknown | SourceRefusal::Parent(_) | SourceRefusal::Into(_) | SourceRefusal::Merge(_) => {
                (StatusCode::CONFLICT, "merge-refused", None, None)
            }
        };
        let wrong = field.filter(|field| !field.is_empty()).map(|field| FieldError::new(field, detail.clone()));
        let mut error = Self::new(status, code, detail);
        error.0.problem.source = source.map(|source| source.to_string());
        error.with_fields(wrong.into_iter().collect())
    }

    /// A view that is not kept or changed.
    fn view_refused(refused: &ViewRefusal, detail: String) -> Self {
        match refused {
            ViewRefusal::Unknown => Self::not_found("view"),
            ViewRefusal::OfOther(_) => Self::new(StatusCode::FORBIDDEN, "view-of-other", detail),
            ViewRefusal::NameTaken(_) => {
                let field = FieldError::new("name", detail.clone());
                Self::new(StatusCode::CONFLICT, "name-taken", detail).with_fields(vec![field])
            }
            ViewRefusal::TooMany(_) => Self::new(StatusCode::CONFLICT, "too-many-views", detail),
        }
    }

    /// A parameter of the query that is wrong or not known.
    pub(super) fn parameter(name: &str, detail: impl Into<String>) -> Self {
        let wrong = FieldError::new(name, detail);
        Self::new(StatusCode::BAD_REQUEST, "parameter-invalid", format!("the query parameter `{name}` is wrong: {}", wrong.detail))
            .with_fields(vec![wrong])
    }

    /// There is nothing at this path.
    pub(super) fn no_such_path() -> Self {
        Self::new(StatusCode::NOT_FOUND, "path-unknown", "there is nothing at this path; /openapi.yaml lists what there is")
    }

    /// No such thing is stored.
    pub(super) fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", format!("there is no {what} with this id"))
    }

    /// The path is there, but not for this method.
    pub(super) fn method_not_allowed(allowed: &[Method]) -> Self {
        let allowed = allowed.iter().map(Method::as_str).collect::<Vec<_>>().join(", ");
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", format!("this path answers to {allowed} only")).with_header(ALLOW, allowed)
    }

    /// No key, or not one that is known.
    pub(super) fn unauthorized(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "key-required", detail).with_header(WWW_AUTHENTICATE, "Bearer realm=\"claimdesk\"")
    }

    /// A key that is good, but not for this.
    pub(super) fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "role-missing", detail)
    }

    /// Too much at once.
    pub(super) fn busy(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", detail).with_header(RETRY_AFTER, RETRY_SECONDS)
    }

    /// More requests than this caller may make. After so many seconds there is room for one.
    pub(super) fn too_many(detail: impl Into<String>, seconds: u64) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many-requests", detail).with_header(RETRY_AFTER, seconds.to_string())
    }

    /// The store can't do it, and nothing was kept.
    fn unavailable(error: &StoreError) -> Self {
        let (status, code) = match error {
            StoreError::DiskFull => (StatusCode::INSUFFICIENT_STORAGE, "disk-full"),
            StoreError::DiskFails(_) => (StatusCode::SERVICE_UNAVAILABLE, "disk-fails"),
            StoreError::ReadOnly(_) => (StatusCode::SERVICE_UNAVAILABLE, "read-only"),
            StoreError::Damaged(_) => (StatusCode::SERVICE_UNAVAILABLE, "database-damaged"),
            _ => return Self::busy(error.to_string()),
        };
        tracing::error!(code, %error, "the database can't be used");
        Self::new(status, code, error.to_string()).with_header(RETRY_AFTER, HELP_SECONDS)
    }

    /// An error that is ours: logged here, since whoever asked can't do anything about it.
    pub(super) fn internal(code: &'static str, detail: String) -> Self {
        tracing::error!(code, detail, "a request failed");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, code, detail)
    }

    /// What its body says.
    pub(super) fn problem(&self) -> &Problem {
        &self.0.problem
    }

    fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.0.problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn answer(&self) -> HttpResponse {
        let mut answer = HttpResponse::build(self.status());
        answer.insert_header((CONTENT_TYPE, "application/problem+json"));
        if let Some((name, value)) = &self.0.header {
            answer.insert_header((name.clone(), value.as_str()));
        }
        answer.body(to_json(&self.0.problem).unwrap_or_default())
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.problem.detail)
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        self.status()
    }

    fn error_response(&self) -> HttpResponse {
        self.answer()
    }
}

impl Responder for ApiError {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        self.answer()
    }
}

impl From<ReadError> for ApiError {
    fn from(error: ReadError) -> Self {
        let detail = format!("the body can't be read: {error}");
        match error {
            ReadError::NotUtf8(_) => Self::new(StatusCode::BAD_REQUEST, "not-utf8", detail),
            ReadError::NotJson(_) => Self::new(StatusCode::BAD_REQUEST, "not-json", detail),
            ReadError::Field(field) => Self::new(StatusCode::UNPROCESSABLE_ENTITY, "field-invalid", detail).with_fields(vec![field]),
        }
    }
}

impl From<ServiceError> for ApiError {
    fn from(error: ServiceError) -> Self {
        let detail = error.to_string();
        match error {
            ServiceError::Fields(fields) => Self::new(StatusCode::UNPROCESSABLE_ENTITY, "field-invalid", detail).with_fields(fields),
            ServiceError::TooLarge { .. } => {
                let field = FieldError::new("body", detail.clone());
                Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", detail).with_fields(vec![field])
            }
            ServiceError::NotFound(what) => Self::not_found(what),
            ServiceError::Older(article) => Self::new(StatusCode::CONFLICT, "older", detail).about(article),
            ServiceError::ChangedMeanwhile { claim, happened, .. } => {
                let mut error = Self::new(StatusCode::PRECONDITION_FAILED, "changed-meanwhile", detail);
                error.0.problem = error.0.problem.with_changes(&claim, &happened);
                error
            }
            ServiceError::ReviewRefused(refused) => Self::new(StatusCode::CONFLICT, refused_code(&refused), detail),
            ServiceError::SourceRefused(refused) => Self::source_refused(refused, detail),
            ServiceError::ViewRefused(refused) => Self::view_refused(&refused, detail),
            ServiceError::LastAdminKey => Self::new(StatusCode::CONFLICT, "last-admin-key", detail),
            ServiceError::Busy | ServiceError::QueueFull(_) => Self::busy(detail),
            ServiceError::AnalysisFailed => Self::internal("analysis-failed", detail),
            ServiceError::Unavailable(error) | ServiceError::StoreFailed(error @ StoreError::Damaged(_)) => Self::unavailable(&error),
            ServiceError::StoreFailed(_) => Self::internal("store-failed", detail),
        }
    }
}

fn refused_code(refused: &ReviewRefused) -> &'static str {
    match refused {
        ReviewRefused::Withdrawn => "claim-withdrawn",
        ReviewRefused::NotTaken => "not-taken",
        ReviewRefused::TakenByOther { .. } => "taken-by-other",
        ReviewRefused::Decided => "decided",
        ReviewRefused::NotDecided => "not-decided",
        ReviewRefused::NothingToUndo(_) => "nothing-to-undo",
        ReviewRefused::NothingToChange => "nothing-to-change",
    }
}
