//! The revisions of an article.
//!
//! In: revisions as the store keeps them. Out: their JSON shapes.
//! Deliberately absent: their claims.

use super::EngineVersions;
use crate::domain::Revision;
use jiff::Timestamp;
use serde::Serialize;

/// One analysis of one text of an article.
#[derive(Debug, Serialize)]
pub struct RevisionShape<'a> {
    /// Counts the article's texts, from 1.
    pub revision: u32,
    /// Counts its analyses, from 1.
    pub analysis: u32,
    /// When it was made.
    pub created_at: Timestamp,
    /// What made it.
    pub engine: EngineVersions<'a>,
    /// Claims that went on from the analysis before.
    pub kept: u32,
    /// Claims that are new in it.
    pub added: u32,
    /// Claims that ended with it.
    pub withdrawn: u32,
    /// The text, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<&'a str>,
    /// The HTML that the text was read from, where it was asked for and HTML was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original: Option<&'a str>,
}

/// All of them, first one first.
#[derive(Debug, Serialize)]
pub struct RevisionListShape<'a> {
    /// The revisions.
    pub revisions: Vec<RevisionShape<'a>>,
}

impl<'a> RevisionListShape<'a> {
    /// The shape of a list.
    #[must_use]
    pub fn of(revisions: &'a [Revision]) -> Self {
        let shape = |revision: &'a Revision| RevisionShape {
            revision: revision.number,
            analysis: revision.analysis,
            created_at: revision.created_at,
            engine: EngineVersions::of(&revision.versions),
            kept: revision.counts.kept,
            added: revision.counts.added,
            withdrawn: revision.counts.withdrawn,
            body: revision.body.as_deref(),
            original: revision.original.as_deref(),
        };
        Self { revisions: revisions.iter().map(shape).collect() }
    }
}
