//! Saved views: a set of filters of the queue under a name.
//!
//! In: nothing. Out: views, what somebody asks for, and why it is refused.
//! Deliberately absent: what the filters mean (`api` and the desk).

use jiff::Timestamp;
use thiserror::Error;
use uuid::Uuid;

/// A saved view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Its identity.
    pub id: Uuid,
    /// What its owner calls it.
    pub name: String,
    /// The filters, as the query of the desk's address has them: `status=denied&review=any`.
    pub query: String,
    /// Whether the whole newsroom sees it.
    pub shared: bool,
    /// Whose it is: the name of a key, so that another key of the same person finds it.
    pub owner: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// A view that somebody asks for, not yet checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SentView {
    /// Its name.
    pub name: String,
    /// Its filters.
    pub query: String,
    /// Whether the whole newsroom is to see it.
    pub shared: bool,
}

/// What is to change about a view; what is none stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ViewChange {
    /// Another name.
    pub name: Option<String>,
    /// Other filters.
    pub query: Option<String>,
    /// Whether the whole newsroom is to see it.
    pub shared: Option<bool>,
}

/// Why a view is not kept, changed or taken away.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ViewRefusal {
    /// There is none of this identity that the caller may see.
    #[error("there is no view with this id")]
    Unknown,
    /// It is shared, and somebody else's.
    #[error("this view is {0}'s: save one of your own instead")]
    OfOther(String),
    /// The caller has one of this name.
    #[error("you have a view with the name `{0}` already")]
    NameTaken(String),
    /// The caller has as many as are kept.
    #[error("you have {0} views, and no more are kept: take one away first")]
    TooMany(u32),
}
