//! Keys, without their secrets, and requests for new ones.
//!
//! In: a [`Key`]; the bytes of a request. Out: its shape; what was asked for.
//! Deliberately absent: hashes, which nobody outside the store needs.

use super::request::{ReadError, read_strictly};
use crate::domain::{Key, SentKey};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A key.
#[derive(Debug, Serialize)]
pub struct KeyShape<'a> {
    /// Its identity.
    pub id: Uuid,
    /// The person's or program's name.
    pub name: &'a str,
    /// What its holder may do.
    pub role: &'static str,
    /// When it was made.
    pub created_at: Timestamp,
    /// Who made it.
    pub created_by: &'a str,
    /// When it stops to be good.
    pub expires_at: Option<Timestamp>,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
}

impl<'a> KeyShape<'a> {
    /// The shape of a key.
    #[must_use]
    pub fn of(key: &'a Key) -> Self {
        Self {
            id: key.id,
            name: &key.name,
            role: key.role.as_str(),
            created_at: key.created_at,
            created_by: &key.created_by,
            expires_at: key.expires_at,
            revoked_at: key.revoked_at,
            used_at: key.used_at,
        }
    }
}

/// Every key.
#[derive(Debug, Serialize)]
pub struct KeyListShape<'a> {
    /// The keys, oldest first.
    pub keys: Vec<KeyShape<'a>>,
}

/// A key that was just made, with its secret.
#[derive(Debug, Serialize)]
pub struct MadeKeyShape<'a> {
    /// The key.
    pub key: KeyShape<'a>,
    /// What its holder sends. It is shown this once; null in the answer to a repeated request.
    pub secret: Option<&'a str>,
}

/// A key that was revoked.
#[derive(Debug, Serialize)]
pub struct RevokedKeyShape<'a> {
    /// The key.
    pub key: KeyShape<'a>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a JSON object")]
struct KeyRequestShape {
    name: String,
    role: String,
    expires_at: Option<String>,
}

/// Reads a request for a key.
///
/// # Errors
/// Where the body is not UTF-8, not JSON, or not of the documented form.
pub fn read_key_request(body: &[u8]) -> Result<SentKey, ReadError> {
    let sent: KeyRequestShape = read_strictly(body)?;
    Ok(SentKey { name: sent.name, role: sent.role, expires_at: sent.expires_at })
}
