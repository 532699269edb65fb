//! Requests, read strictly: what is not known is refused, so that a misspelt field is never silently lost.
//!
//! In: the bytes of a body. Out: what was sent, or what is wrong with it and where.
//! Deliberately absent: whether the values make sense (`intake`).

use crate::domain::{FieldError, Sample, Submission};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::error::Category;
use thiserror::Error;

/// Why a request could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    /// Its bytes are no text.
    #[error("it is not UTF-8: byte {0} and what follows it are no character")]
    NotUtf8(usize),
    /// It is no JSON.
    #[error("it is not JSON: {0}")]
    NotJson(String),
    /// A field is missing, unknown, twice there or of another type.
    #[error("{}: {}", .0.field, .0.detail)]
    Field(FieldError),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a JSON object")]
struct SubmissionShape {
    outlet: String,
    external_id: String,
    title: Option<String>,
    body: String,
    format: Option<String>,
    url: Option<String>,
    byline: Option<String>,
    published_at: Option<String>,
    modified_at: Option<String>,
    language: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a JSON object")]
struct SampleShape {
    body: String,
    format: Option<String>,
    outlet: Option<String>,
    language: Option<String>,
}

/// Reads an article that is sent.
///
/// # Errors
/// Where the body is not UTF-8, not JSON, or not of the documented form.
pub fn read_submission(body: &[u8]) -> Result<Submission, ReadError> {
    let sent: SubmissionShape = read_strictly(body)?;
    Ok(Submission {
        outlet: sent.outlet,
        external_id: sent.external_id,
        title: sent.title,
        body: sent.body,
        format: sent.format,
        url: sent.url,
        byline: sent.byline,
        published_at: sent.published_at,
        modified_at: sent.modified_at,
        language: sent.language,
    })
}

/// Reads a text that is to be analysed and not kept.
///
/// # Errors
/// As [`read_submission`].
pub fn read_sample(body: &[u8]) -> Result<Sample, ReadError> {
    let sent: SampleShape = read_strictly(body)?;
    Ok(Sample { body: sent.body, format: sent.format, outlet: sent.outlet, language: sent.language })
}

/// A field of a change that may be missing, and where it is there is what it is said to be: null only where that has a meaning.
pub(super) fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(field: D) -> Result<Option<T>, D::Error> {
    T::deserialize(field).map(Some)
}

/// Reads JSON into a shape that knows all of its fields.
pub(super) fn read_strictly<T: DeserializeOwned>(body: &[u8]) -> Result<T, ReadError> {
    let text = std::str::from_utf8(body).map_err(|error| ReadError::NotUtf8(error.valid_up_to()))?;
    check_object(text)?;
    let mut json = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path = error.path().to_string();
        say(error.inner(), &path)
    })?;
    json.end().map_err(|error| say(&error, "."))?;
    Ok(value)
}

/// Refuses JSON that is no object: serde would take an array for the fields in their order.
fn check_object(text: &str) -> Result<(), ReadError> {
    if text.trim_start().starts_with('{') {
        return Ok(());
    }
    match serde_json::from_str::<serde::de::IgnoredAny>(text) {
        Ok(_) => Err(ReadError::Field(FieldError::new("", "expected a JSON object"))),
        Err(error) => Err(say(&error, ".")),
    }
}

fn say(error: &serde_json::Error, path: &str) -> ReadError {
    let message = error.to_string();
    match error.classify() {
        Category::Data => {
            // serde names a missing or unknown field in the message only: missing field `body`
            let named = message
                .split('`')
                .nth(1)
                .filter(|_| ["missing field", "unknown field", "duplicate field"].iter().any(|what| message.starts_with(what)));
            let field = match (path, named) {
                (".", Some(named)) => named.to_owned(),
                (".", None) => String::new(),
                (path, Some(named)) if !path.ends_with(named) => format!("{path}.{named}"),
                (path, _) => path.to_owned(),
            };
            ReadError::Field(FieldError::new(field, message))
        }
        Category::Eof | Category::Syntax | Category::Io => ReadError::NotJson(name_surrogates(message)),
    }
}

/// Says what a surrogate is to those who see one for the first time, usually after cutting a text in the middle of an emoji.
fn name_surrogates(message: String) -> String {
    if message.contains("surrogate") || message.contains("unexpected end of hex escape") {
        format!("a lone surrogate (half of a character, such as `\\ud83d` without its other half): {message}")
    } else {
        message
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(body: &str) -> FieldError {
        match read_submission(body.as_bytes()) {
            Err(ReadError::Field(error)) => error,
            other => panic!("expected a wrong field in {body}, got {other:?}"),
        }
    }

    #[test]
    fn a_wrong_field_is_named() {
        for (body, name, words) in [
            (r#"{"outlet": "d", "external_id": "1"}"#, "body", "missing field"),
            (r#"{"outlet": "d", "external_id": "1", "body": "b", "headline": "h"}"#, "headline", "unknown field"),
            (r#"{"outlet": "d", "outlet": "e", "external_id": "1", "body": "b"}"#, "outlet", "duplicate field"),
            (r#"{"outlet": "d", "external_id": 1, "body": "b"}"#, "external_id", "expected a string"),
            (r#"{"outlet": "d", "external_id": "1", "body": null}"#, "body", "expected a string"),
            (r#"{"outlet": "d", "external_id": "1", "body": ["b"]}"#, "body", "expected a string"),
        ] {
            let error = field(body);
            assert_eq!(error.field, name, "{body}");
            assert!(error.detail.contains(words), "{}", error.detail);
        }
    }

    #[test]
    fn what_is_no_object_is_said_to_be_none() {
        let error = field("[1]");
        assert_eq!(error.field, "");
        assert!(field("\"text\"").detail.contains("expected a JSON object"));
    }

    #[test]
    fn lone_surrogates_are_named() {
        for escape in ["\\ud83d", "\\ude00", "\\ud83d\\u0041", "\\ud83d rest"] {
            let body = format!(r#"{{"outlet": "d", "external_id": "1", "body": "cut {escape}"}}"#);
            match read_submission(body.as_bytes()) {
                Err(ReadError::NotJson(detail)) => assert!(detail.contains("lone surrogate"), "{escape}: {detail}"),
                other => panic!("{escape}: {other:?}"),
            }
        }
        assert!(read_submission(br#"{"outlet": "d", "external_id": "1", "body": "whole \ud83d\ude00"}"#).is_ok());
    }

    #[test]
    fn bytes_that_are_no_text_are_pointed_at() {
        assert_eq!(read_submission(b"{\"body\": \"\xff\"}").unwrap_err(), ReadError::NotUtf8(10));
    }

    #[test]
    fn something_behind_the_object_is_no_json() {
        assert!(matches!(read_sample(br#"{"body": "b"} {}"#), Err(ReadError::NotJson(_))));
    }
}
