//! Sources as people look them up and teach them, and requests to do so.
//!
//! In: records and merges; the bytes of requests. Out: their shapes; what was asked for.
//! Deliberately absent: a source as a claim refers to it (`source`).

use super::request::{ReadError, given, read_strictly};
use crate::domain::{Merge, SourceDraft, SourceId, SourceRecord, Unmerged};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A source.
#[derive(Debug, Serialize)]
pub struct SourceRecordShape<'a> {
    /// Its slug.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its kind.
    pub kind: &'static str,
    /// The slug of the source that it belongs to.
    pub parent: Option<&'a str>,
    /// Its other names.
    pub aliases: &'a [String],
    /// The people who speak for it.
    pub spokespersons: &'a [String],
    /// How it came to be known.
    pub origin: &'static str,
    /// Whether a person has looked at it.
    pub looked_at: bool,
    /// The slug of the source into which it was merged.
    pub merged_into: Option<&'a str>,
    /// How many claims stand that it answers for.
    pub claims: u64,
    /// Counts every change of it.
    pub version: u32,
    /// When it came to be known.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

impl<'a> SourceRecordShape<'a> {
    /// The shape of a source.
    #[must_use]
    pub fn of(source: &'a SourceRecord) -> Self {
        Self {
            id: source.id.as_str(),
            name: &source.name,
            kind: source.kind.as_str(),
            parent: source.parent.as_ref().map(SourceId::as_str),
            aliases: &source.aliases,
            spokespersons: &source.spokespersons,
            origin: source.origin.as_str(),
            looked_at: source.looked_at,
            merged_into: source.merged_into.as_ref().map(SourceId::as_str),
            claims: source.claims,
            version: source.version,
            created_at: source.created_at,
            updated_at: source.updated_at,
        }
    }
}

/// A page of sources.
#[derive(Debug, Serialize)]
pub struct SourceListShape<'a> {
    /// The sources.
    pub sources: Vec<SourceRecordShape<'a>>,
    /// The cursor of the next page.
    pub next: Option<String>,
}

impl<'a> SourceListShape<'a> {
    /// The shape of a page.
    #[must_use]
    pub fn of(sources: &'a [SourceRecord], next: Option<String>) -> Self {
        Self { sources: sources.iter().map(SourceRecordShape::of).collect(), next }
    }
}

/// What a merge did, or would do.
#[derive(Debug, Serialize)]
pub struct MergeShape<'a> {
    /// Its identity; null of a preview.
    pub merge: Option<Uuid>,
    /// How many claims move.
    pub claims: u64,
    /// The names that the other source gains.
    pub aliases: &'a [String],
    /// The source that goes, as it is afterwards.
    pub source: SourceRecordShape<'a>,
    /// The one that stays, as it is afterwards.
    pub into: SourceRecordShape<'a>,
}

impl<'a> MergeShape<'a> {
    /// The shape of a merge.
    #[must_use]
    pub fn of(merge: &'a Merge) -> Self {
        let (source, into) = (SourceRecordShape::of(&merge.source), SourceRecordShape::of(&merge.into));
        Self { merge: merge.id, claims: merge.claims, aliases: &merge.aliases, source, into }
    }
}

/// What taking a merge back did.
#[derive(Debug, Serialize)]
pub struct UnmergedShape<'a> {
    /// How many claims went back.
    pub claims: u64,
    /// The source that is itself again.
    pub source: SourceRecordShape<'a>,
}

impl<'a> UnmergedShape<'a> {
    /// The shape of it.
    #[must_use]
    pub fn of(unmerged: &'a Unmerged) -> Self {
        Self { claims: unmerged.claims, source: SourceRecordShape::of(&unmerged.source) }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a JSON object")]
struct NewSourceShape {
    name: String,
    kind: String,
    id: Option<String>,
    parent: Option<String>,
    aliases: Option<Vec<String>>,
    spokespersons: Option<Vec<String>>,
}

/// Reads a source that is to be added.
///
/// # Errors
/// Where the body is not UTF-8, not JSON, or not of the documented form.
pub fn read_new_source(body: &[u8]) -> Result<SourceDraft, ReadError> {
    let sent: NewSourceShape = read_strictly(body)?;
    Ok(SourceDraft {
        id: sent.id,
        name: Some(sent.name),
        kind: Some(sent.kind),
        parent: sent.parent.map(Some),
        aliases: sent.aliases,
        spokespersons: sent.spokespersons,
        looked_at: None,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a JSON object")]
struct SourceChangeShape {
    #[serde(default, deserialize_with = "given")]
    name: Option<String>,
    #[serde(default, deserialize_with = "given")]
    kind: Option<String>,
    // Null takes it away.
    #[serde(default, deserialize_with = "given")]
    parent: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    aliases: Option<Vec<String>>,
    #[serde(default, deserialize_with = "given")]
    spokespersons: Option<Vec<String>>,
    #[serde(default, deserialize_with = "given")]
    looked_at: Option<bool>,
}

/// Reads what is to be changed about a source.
///
/// # Errors
/// As [`read_new_source`].
pub fn read_source_change(body: &[u8]) -> Result<SourceDraft, ReadError> {
    let sent: SourceChangeShape = read_strictly(body)?;
    Ok(SourceDraft {
        id: None,
        name: sent.name,
        kind: sent.kind,
        parent: sent.parent,
        aliases: sent.aliases,
        spokespersons: sent.spokespersons,
        looked_at: sent.looked_at,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a JSON object")]
struct MergeRequestShape {
    into: String,
    preview: Option<bool>,
}

/// Reads into which source one is to be merged, and whether that is only to be looked at.
///
/// # Errors
/// As [`read_new_source`].
pub fn read_merge(body: &[u8]) -> Result<(SourceId, bool), ReadError> {
    let sent: MergeRequestShape = read_strictly(body)?;
    Ok((SourceId::from_slug(sent.into), sent.preview.unwrap_or(false)))
}
