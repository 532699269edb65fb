//! A source as a claim or an attribution refers to it.
//!
//! In: a [`SourceRef`]. Out: its shape.
//! Deliberately absent: the source's own record.

use crate::domain::SourceRef;
use serde::Serialize;

/// A reference to a source.
#[derive(Debug, Serialize)]
pub struct SourceShape<'a> {
    /// Its slug.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its kind.
    pub kind: &'static str,
    /// Who speaks for it.
    pub speaker: Option<&'a str>,
}

impl<'a> SourceShape<'a> {
    pub(super) fn of(source: &'a SourceRef) -> Self {
        Self { id: source.id.as_str(), name: &source.name, kind: source.kind.as_str(), speaker: source.speaker.as_deref() }
    }

    pub(super) fn all(sources: &'a [SourceRef]) -> Vec<Self> {
        sources.iter().map(Self::of).collect()
    }
}
