//! Signing in and who is signed in.
//!
//! In: the bytes of a request; a caller. Out: what the request brings; the caller's shape.
//! Deliberately absent: cookies (`api`).

use super::request::{ReadError, read_strictly};
use crate::domain::{Caller, FieldError};
use serde::{Deserialize, Serialize};

/// What somebody signs in with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignIn {
    /// A key's secret.
    Key(String),
    /// The token of a sign-in link.
    Link(String),
}

/// Who is signed in.
#[derive(Debug, Serialize)]
pub struct SessionShape<'a> {
    /// The name of the key, which stands in every event.
    pub name: &'a str,
    /// What its holder may do.
    pub role: &'static str,
}

impl<'a> SessionShape<'a> {
    /// The shape of a caller.
    #[must_use]
    pub fn of(caller: &'a Caller) -> Self {
        Self { name: &caller.name, role: caller.role.as_str() }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a JSON object")]
struct SignInShape {
    key: Option<String>,
    link: Option<String>,
}

/// Reads a request to sign in.
///
/// # Errors
/// Where the body is not UTF-8, not JSON, or does not hold exactly one of `key` and `link`.
pub fn read_sign_in(body: &[u8]) -> Result<SignIn, ReadError> {
    let SignInShape { key, link } = read_strictly(body)?;
    match (key, link) {
        (Some(key), None) => Ok(SignIn::Key(key)),
        (None, Some(link)) => Ok(SignIn::Link(link)),
        (Some(_), Some(_)) => Err(ReadError::Field(FieldError::new("link", "give either `key` or `link`"))),
        (None, None) => Err(ReadError::Field(FieldError::new("key", "missing field `key`"))),
    }
}
