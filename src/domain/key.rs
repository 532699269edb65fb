//! Who may call, and what they may do.
//!
//! In: nothing. Out: roles and keys.
//! Deliberately absent: the key itself, which is shown once and kept nowhere, and its hash (`store`).

use super::words::words;
use jiff::Timestamp;
use uuid::Uuid;

words! {
    /// What the holder of a key may do.
    Role {
        /// A program that posts articles and reads.
        Cms = "cms",
        /// A person who reads.
        Editor = "editor",
        /// A person who reads, reviews and teaches sources.
        Reviewer = "reviewer",
        /// A person who may do everything.
        Admin = "admin",
    }
}

/// A key, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Its identity.
    pub id: Uuid,
    /// The person's or program's name, which stands in every event.
    pub name: String,
    /// What its holder may do.
    pub role: Role,
    /// When it was made.
    pub created_at: Timestamp,
    /// Who made it.
    pub created_by: String,
    /// When it stops to be good; never where there is none.
    pub expires_at: Option<Timestamp>,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// When it was last used, within a minute or so.
    pub used_at: Option<Timestamp>,
}

impl Key {
    /// Whether it is good at this time.
    #[must_use]
    pub fn is_good(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|end| now < end)
    }
}

/// Who calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The identity of the key.
    pub key: Uuid,
    /// The name of the key.
    pub name: String,
    /// What the caller may do.
    pub role: Role,
}

/// A key that somebody asks for, not yet checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SentKey {
    /// The person's or program's name.
    pub name: String,
    /// What its holder may do: the word of a [`Role`].
    pub role: String,
    /// When it stops to be good, RFC 3339.
    pub expires_at: Option<String>,
}

/// A key that is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRequest {
    /// The person's or program's name.
    pub name: String,
    /// What its holder may do.
    pub role: Role,
    /// When it stops to be good.
    pub expires_at: Option<Timestamp>,
}
