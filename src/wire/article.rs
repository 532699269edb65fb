//! An article with its claims, and lists of articles.
//!
//! In: an article as the store keeps it. Out: its JSON shapes.
//! Deliberately absent: how a claim looks (`claim`).

use super::analysis::{AttributionShape, EngineVersions, FurnitureShape, NoteShape};
use super::{CodePoints, FoundClaim, HtmlPoints};
use crate::domain::{Article, ArticleSummary, ArticleWithClaims, StoredClaim};
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

/// An article.
#[derive(Debug, Serialize)]
pub struct ArticleShape<'a> {
    /// Its identity.
    pub id: Uuid,
    /// Who publishes it.
    pub outlet: &'a str,
    /// The newsroom's own identifier.
    pub external_id: &'a str,
    /// The headline.
    pub title: Option<&'a str>,
    /// Where it is published.
    pub url: Option<&'a str>,
    /// Who wrote it.
    pub byline: Option<&'a str>,
    /// When it was published.
    pub published_at: Option<Timestamp>,
    /// When the newsroom last changed it.
    pub modified_at: Option<Timestamp>,
    /// Its language.
    pub language: Option<&'a str>,
    /// How it was sent.
    pub format: &'static str,
    /// The number of its latest revision.
    pub revision: u32,
    /// When it was first taken in.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// The text that all offsets count in.
    pub body: &'a str,
    /// What belongs to the page and not to the story.
    pub furniture: Vec<FurnitureShape<'a>>,
    /// The limits of the analysis on this text.
    pub notes: Vec<NoteShape<'a>>,
    /// What made the analysis.
    pub engine: EngineVersions<'a>,
}

impl<'a> ArticleShape<'a> {
    fn of(article: &'a Article, points: &CodePoints<'a>) -> Self {
        let sent = &article.sent;
        Self {
            id: article.id.0,
            outlet: &sent.outlet,
            external_id: &sent.external_id,
            title: sent.title.as_deref(),
            url: sent.url.as_deref(),
            byline: sent.byline.as_deref(),
            published_at: sent.published_at,
            modified_at: sent.modified_at,
            language: sent.language.as_deref(),
            format: sent.format.as_str(),
            revision: article.revision,
            created_at: article.created_at,
            updated_at: article.updated_at,
            body: &sent.body,
            furniture: FurnitureShape::all(&article.analysis.furniture, points),
            notes: NoteShape::all(&article.analysis.notes),
            engine: EngineVersions::of(&article.analysis.versions),
        }
    }
}

/// The answer that carries an article.
#[derive(Debug, Serialize)]
pub struct ArticleAnswer<'a> {
    /// What became of the article that was sent: `new`, `revised` or `known`. Only where one was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<&'static str>,
    /// The article.
    pub article: ArticleShape<'a>,
    /// Its claims, in the order of the text.
    pub claims: Vec<FoundClaim<'a>>,
    /// Who said what in it.
    pub attributions: Vec<AttributionShape<'a>>,
}

impl<'a> ArticleAnswer<'a> {
    /// The shape of an article with its claims.
    #[must_use]
    pub fn of(found: &'a ArticleWithClaims) -> Self {
        let article = &found.article;
        let points = CodePoints::of(&article.sent.body);
        let html = article.sent.original.as_ref().map(HtmlPoints::of);
        let attributions = &article.analysis.attributions;
        let claim = |claim: &'a StoredClaim| FoundClaim::of(claim, claim.attribution.and_then(|at| attributions.get(at)), &points, html.as_ref());
        Self {
            outcome: None,
            article: ArticleShape::of(article, &points),
            claims: found.claims.iter().map(claim).collect(),
            attributions: AttributionShape::all(attributions, &points),
        }
    }

    /// The same, as the answer to an article that was sent.
    #[must_use]
    pub fn with_outcome(self, outcome: &'static str) -> Self {
        Self { outcome: Some(outcome), ..self }
    }
}

/// An article in a list.
#[derive(Debug, Serialize)]
pub struct ArticleSummaryShape<'a> {
    /// Its identity.
    pub id: Uuid,
    /// Who publishes it.
    pub outlet: &'a str,
    /// The newsroom's own identifier.
    pub external_id: &'a str,
    /// The headline.
    pub title: Option<&'a str>,
    /// Where it is published.
    pub url: Option<&'a str>,
    /// Who wrote it.
    pub byline: Option<&'a str>,
    /// When it was published.
    pub published_at: Option<Timestamp>,
    /// When the newsroom last changed it.
    pub modified_at: Option<Timestamp>,
    /// Its language.
    pub language: Option<&'a str>,
    /// The number of its latest revision.
    pub revision: u32,
    /// How many claims it has.
    pub claims: u32,
    /// When it was first taken in.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// A page of articles.
#[derive(Debug, Serialize)]
pub struct ArticleListShape<'a> {
    /// The articles.
    pub articles: Vec<ArticleSummaryShape<'a>>,
    /// The cursor of the next page; null at the end.
    pub next: Option<String>,
}

impl<'a> ArticleListShape<'a> {
    /// The shape of a page.
    #[must_use]
    pub fn of(articles: &'a [ArticleSummary], next: Option<String>) -> Self {
        let summary = |article: &'a ArticleSummary| ArticleSummaryShape {
            id: article.id.0,
            outlet: &article.outlet,
            external_id: &article.external_id,
            title: article.title.as_deref(),
            url: article.url.as_deref(),
            byline: article.byline.as_deref(),
            published_at: article.published_at,
            modified_at: article.modified_at,
            language: article.language.as_deref(),
            revision: article.revision,
            claims: article.claims,
            created_at: article.created_at,
            updated_at: article.updated_at,
        };
        Self { articles: articles.iter().map(summary).collect(), next }
    }
}
