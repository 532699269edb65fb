//! Sources as people look them up and teach them.
//!
//! In: what the registry ships, what articles brought up, what people taught. Out: records, changes, and why a change is refused.
//! Deliberately absent: how an article's words lead to a source (`engine::sources`), and the checks of single fields (`intake`).

use super::words::words;
use super::{SourceId, SourceKind};
use jiff::Timestamp;
use std::fmt;
use uuid::Uuid;

words! {
    /// How a source came to be known.
    SourceOrigin {
        /// It ships with the registry, or follows from its rules.
        Shipped = "shipped",
        /// An article brought it up.
        Discovered = "discovered",
        /// A person added it.
        Taught = "taught",
    }
}

/// A source as the product ships it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShippedSource {
    /// Its slug.
    pub id: SourceId,
    /// Its usual English name.
    pub name: String,
    /// Its kind.
    pub kind: SourceKind,
    /// The source that it belongs to.
    pub parent: Option<SourceId>,
    /// Its other names.
    pub aliases: Vec<String>,
    /// The people who speak for it.
    pub spokespersons: Vec<String>,
}

/// A source about which people taught something that the analysis has to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaughtSource {
    /// Its slug.
    pub id: SourceId,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: SourceKind,
    /// All of its other names; a shipped one that is not here was taken away.
    pub aliases: Vec<String>,
    /// All people who speak for it; as with the aliases.
    pub spokespersons: Vec<String>,
    /// The sources that were merged into it, directly or by way of others.
    pub merged: Vec<SourceId>,
}

/// A source with everything that is known about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRecord {
    /// Its slug.
    pub id: SourceId,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: SourceKind,
    /// The source that it belongs to.
    pub parent: Option<SourceId>,
    /// Its other names.
    pub aliases: Vec<String>,
    /// The people who speak for it.
    pub spokespersons: Vec<String>,
    /// How it came to be known.
    pub origin: SourceOrigin,
    /// Whether a person has looked at it; shipped and taught ones need no look.
    pub looked_at: bool,
    /// The source into which it was merged.
    pub merged_into: Option<SourceId>,
    /// How many claims stand that it answers for.
    pub claims: u64,
    /// Counts every change of what people or the registry say about it, from 1.
    pub version: u32,
    /// When it came to be known.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// A source that a person adds, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSource {
    /// Its slug.
    pub id: SourceId,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: SourceKind,
    /// The source that it belongs to.
    pub parent: Option<SourceId>,
    /// Its other names.
    pub aliases: Vec<String>,
    /// The people who speak for it.
    pub spokespersons: Vec<String>,
}

/// What a person changes about a source, checked; what is none stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceChange {
    /// Its name.
    pub name: Option<String>,
    /// Its kind.
    pub kind: Option<SourceKind>,
    /// The source that it belongs to; an inner none takes the parent away.
    pub parent: Option<Option<SourceId>>,
    /// All of its other names.
    pub aliases: Option<Vec<String>>,
    /// All people who speak for it.
    pub spokespersons: Option<Vec<String>>,
    /// Whether a person has looked at it.
    pub looked_at: Option<bool>,
}

/// A source as a person sent it, not yet checked. Of a change, every field may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceDraft {
    /// The slug that is wished for.
    pub id: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Its kind.
    pub kind: Option<String>,
    /// The slug of the source that it belongs to; an inner none takes the parent away.
    pub parent: Option<Option<String>>,
    /// Its other names.
    pub aliases: Option<Vec<String>>,
    /// The people who speak for it.
    pub spokespersons: Option<Vec<String>>,
    /// Whether a person has looked at it.
    pub looked_at: Option<bool>,
}

/// What a merge does, or would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// Its identity; none of a preview.
    pub id: Option<Uuid>,
    /// How many claims move, withdrawn ones included.
    pub claims: u64,
    /// The names that the other source gains.
    pub aliases: Vec<String>,
    /// The source that goes, as it is afterwards.
    pub source: SourceRecord,
    /// The one that stays, as it is afterwards.
    pub into: SourceRecord,
}

/// What taking a merge back did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmerged {
    /// How many claims went back.
    pub claims: u64,
    /// The source that is itself again.
    pub source: SourceRecord,
}

/// Which sources are wanted; read as [`ClaimFilter`](super::ClaimFilter) is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceFilter {
    /// Beginnings of words that all have to stand in its names.
    pub words: Vec<String>,
    /// Kinds.
    pub kind: Vec<SourceKind>,
    /// How they came to be known.
    pub origin: Vec<SourceOrigin>,
    /// Whether a person has looked at them.
    pub looked_at: Option<bool>,
    /// Those that were merged into others, instead of those that were not.
    pub merged: bool,
}

/// Why a change of sources is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceRefusal {
    /// There is no such source.
    Unknown,
    /// It was changed since the version that the caller had seen.
    ChangedMeanwhile {
        /// The source.
        id: SourceId,
        /// Its version now.
        version: u32,
    },
    /// Another source has this name.
    NameTaken {
        /// Where the name stands in the request.
        field: String,
        /// The name.
        name: String,
        /// Who has it.
        by: SourceId,
    },
    /// There is a source with this slug.
    Known(SourceId),
    /// The parent can't be one.
    Parent(String),
    /// It was merged into another one.
    Merged {
        /// The source.
        id: SourceId,
        /// Where it went.
        into: SourceId,
    },
    /// The article's own voice stays what it is.
    Fixed,
    /// The other source of a merge can't be one.
    Into(String),
    /// The merge makes no sense.
    Merge(String),
    /// It was not merged.
    NotMerged(SourceId),
}

impl fmt::Display for SourceRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => write!(f, "there is no source with this id"),
            Self::ChangedMeanwhile { id, version } => {
                write!(f, "`{id}` was changed meanwhile: it has version {version} now; read it again, and see whether your change still fits")
            }
            Self::NameTaken { name, by, .. } => {
                write!(f, "“{name}” is a name of the source `{by}`; take it away there first, or merge the two sources")
            }
            Self::Known(id) => write!(f, "there is a source `{id}` already"),
            Self::Parent(detail) | Self::Into(detail) | Self::Merge(detail) => f.write_str(detail),
            Self::Merged { id, into } => write!(f, "`{id}` was merged into `{into}`: change that one, or undo the merge first"),
            Self::Fixed => write!(f, "`newsroom` is the article's own voice; it can't be changed or merged"),
            Self::NotMerged(id) => write!(f, "`{id}` was not merged into another source"),
        }
    }
}
