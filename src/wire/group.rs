//! Groups of claims: what they have in common, and how many there are.
//!
//! In: counted groups. Out: their shapes.
//! Deliberately absent: the claims themselves, which the same filters list.

use super::SourceShape;
use crate::domain::{ArticleHeading, ClaimGroup, GroupedBy};
use serde::Serialize;
use uuid::Uuid;

/// A page of groups.
#[derive(Debug, Serialize)]
pub struct ClaimGroupListShape<'a> {
    /// The groups.
    pub groups: Vec<ClaimGroupShape<'a>>,
    /// The cursor of the next page.
    pub next: Option<String>,
}

/// A group of claims.
#[derive(Debug, Serialize)]
pub struct ClaimGroupShape<'a> {
    /// The article that they stand in, where they are grouped by it.
    pub article: Option<ArticleHeadingShape<'a>>,
    /// Their source, where they are grouped by it.
    pub source: Option<SourceShape<'a>>,
    /// The outlet's name, or the word of their status, kind, review or verdict, where they are grouped by that.
    pub word: Option<&'a str>,
    /// How many of them match the filters.
    pub claims: u64,
}

/// An article as the heading of its claims.
#[derive(Debug, Serialize)]
pub struct ArticleHeadingShape<'a> {
    /// Its identity.
    pub id: Uuid,
    /// The outlet.
    pub outlet: &'a str,
    /// The newsroom's own identifier.
    pub external_id: &'a str,
    /// Its headline.
    pub title: Option<&'a str>,
}

impl<'a> ArticleHeadingShape<'a> {
    pub(super) fn of(article: &'a ArticleHeading) -> Self {
        Self { id: article.id.0, outlet: &article.outlet, external_id: &article.external_id, title: article.title.as_deref() }
    }
}

impl<'a> ClaimGroupListShape<'a> {
    /// The shape of a page.
    #[must_use]
    pub fn of(groups: &'a [ClaimGroup], next: Option<String>) -> Self {
        Self { groups: groups.iter().map(ClaimGroupShape::of).collect(), next }
    }
}

impl<'a> ClaimGroupShape<'a> {
    fn of(group: &'a ClaimGroup) -> Self {
        let (article, source, word) = match &group.by {
            GroupedBy::Article(article) => (Some(ArticleHeadingShape::of(article)), None, None),
            GroupedBy::Source(source) => (None, Some(SourceShape::of(source)), None),
            GroupedBy::Word(word) => (None, None, Some(word.as_str())),
        };
        Self { article, source, word, claims: group.claims }
    }
}
