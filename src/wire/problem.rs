//! What is wrong, for programs and people: problem details of RFC 9457.
//!
//! In: a status and words. Out: the shape of an `application/problem+json` body.
//! Deliberately absent: which error has which status (`api`).

use super::{EventShape, FoundClaim};
use crate::domain::{ClaimInContext, Event};
use serde::Serialize;
use serde_json::Value;

/// Problem details.
#[derive(Debug, Clone, Serialize)]
pub struct Problem {
    /// Always `about:blank`: the kind of problem is told by `status` and `code`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The HTTP status in words.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// The kind of problem, a word for programs.
    pub code: &'static str,
    /// What happened this time, and what would help.
    pub detail: String,
    /// The field that is wrong; the first where several are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Every field that is wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<WrongField>,
    /// The article that stands in the way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<uuid::Uuid>,
    /// The claim as it is now, where it changed meanwhile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim: Option<Value>,
    /// What happened to it since the version that was named, oldest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub happened: Option<Value>,
    /// The id of the source that stands in the way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A field that is wrong.
#[derive(Debug, Clone, Serialize)]
pub struct WrongField {
    /// Its path in the request.
    pub field: String,
    /// What is wrong and what would be right.
    pub detail: String,
}

impl Problem {
    /// A problem with nothing but a status, its words, and what happened.
    #[must_use]
    pub fn new(status: u16, title: &'static str, code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            kind: "about:blank",
            title,
            status,
            code,
            detail: detail.into(),
            field: None,
            errors: Vec::new(),
            article: None,
            claim: None,
            happened: None,
            source: None,
        }
    }

    /// The same problem with what became of a claim meanwhile.
    #[must_use]
    pub fn with_changes(mut self, claim: &ClaimInContext, happened: &[Event]) -> Self {
        // Neither shape can fail to serialise.
        self.claim = serde_json::to_value(FoundClaim::in_context(claim)).ok();
        self.happened = serde_json::to_value(EventShape::all(happened)).ok();
        self
    }

    /// The same problem with the fields that are wrong.
    #[must_use]
    pub fn with_fields(mut self, errors: Vec<WrongField>) -> Self {
        self.field = errors.first().map(|first| first.field.clone());
        self.errors = errors;
        self
    }
}

/// How the service is.
#[derive(Debug, Serialize)]
pub struct StateShape {
    /// One word.
    pub status: &'static str,
}
