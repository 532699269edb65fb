//! Saved views, and requests to keep or change one.
//!
//! In: views; the bytes of a request. Out: their shapes; what was asked for.
//! Deliberately absent: whether the fields are right (`intake`).

use super::request::{ReadError, given, read_strictly};
use crate::domain::{SentView, View, ViewChange};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A view.
#[derive(Debug, Serialize)]
pub struct ViewShape<'a> {
    /// Its identity.
    pub id: Uuid,
    /// Its name.
    pub name: &'a str,
    /// Its filters.
    pub query: &'a str,
    /// Whether the whole newsroom sees it.
    pub shared: bool,
    /// Whose it is.
    pub owner: &'a str,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

impl<'a> ViewShape<'a> {
    /// The shape of a view.
    #[must_use]
    pub fn of(view: &'a View) -> Self {
        Self {
            id: view.id,
            name: &view.name,
            query: &view.query,
            shared: view.shared,
            owner: &view.owner,
            created_at: view.created_at,
            updated_at: view.updated_at,
        }
    }
}

/// Every view that somebody sees.
#[derive(Debug, Serialize)]
pub struct ViewListShape<'a> {
    /// The views, by name.
    pub views: Vec<ViewShape<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a JSON object")]
struct NewViewShape {
    name: String,
    query: String,
    #[serde(default)]
    shared: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a JSON object")]
struct ViewChangeShape {
    #[serde(default, deserialize_with = "given")]
    name: Option<String>,
    #[serde(default, deserialize_with = "given")]
    query: Option<String>,
    #[serde(default, deserialize_with = "given")]
    shared: Option<bool>,
}

/// Reads a request for a view.
///
/// # Errors
/// Where the body is not UTF-8, not JSON, or not of the documented form.
pub fn read_view(body: &[u8]) -> Result<SentView, ReadError> {
    let NewViewShape { name, query, shared } = read_strictly(body)?;
    Ok(SentView { name, query, shared })
}

/// Reads a request for a change of a view.
///
/// # Errors
/// Where the body is not UTF-8, not JSON, or not of the documented form.
pub fn read_view_change(body: &[u8]) -> Result<ViewChange, ReadError> {
    let ViewChangeShape { name, query, shared } = read_strictly(body)?;
    Ok(ViewChange { name, query, shared })
}
