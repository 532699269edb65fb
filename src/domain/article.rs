//! Articles and claims as the store keeps them.
//!
//! In: what a newsroom sent, and the engine's analysis of it. Out: records with identities and times.
//! Deliberately absent: how they are stored, and how they look in JSON.

use super::{Analysis, Attribution, Basis, Decision, Lease, ReplacedClaim, ReviewState, SentHtml, SourceRef, Span, Status, Versions};
use jiff::Timestamp;
use std::sync::Arc;
use uuid::Uuid;

/// The identity of an article: a UUIDv7.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ArticleId(pub Uuid);

/// The identity of a claim: a UUIDv7.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClaimId(pub Uuid);

/// How an article was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextFormat {
    /// As plain text.
    Text,
    /// As HTML, from which its text was read.
    Html,
}

impl TextFormat {
    /// The word used in JSON and SQL.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
        }
    }
}

/// An article as a newsroom sent it, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewArticle {
    /// Who publishes it; with `external_id` the article's identity for the newsroom.
    pub outlet: String,
    /// The newsroom's own identifier.
    pub external_id: String,
    /// The headline.
    pub title: Option<String>,
    /// The text that a reader sees, which all spans point into.
    pub body: String,
    /// How it was sent.
    pub format: TextFormat,
    /// What the text was read from, where HTML was sent; none of plain text.
    pub original: Option<SentHtml>,
    /// Where it is published.
    pub url: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When it was published.
    pub published_at: Option<Timestamp>,
    /// When the newsroom last changed it.
    pub modified_at: Option<Timestamp>,
    /// Its language, a BCP 47 tag.
    pub language: Option<String>,
}

/// A stored article with its latest analysis.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Its identity.
    pub id: ArticleId,
    /// What was sent.
    pub sent: NewArticle,
    /// The number of its latest revision, from 1.
    pub revision: u32,
    /// When it was first taken in.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// The analysis of the latest revision; its claims are stored apart as [`StoredClaim`]s, so that `claims` is empty here.
    pub analysis: Analysis,
}

/// An article with all of its claims, in the order of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleWithClaims {
    /// The article.
    pub article: Article,
    /// Its claims.
    pub claims: Vec<StoredClaim>,
}

/// An article as lists show it: without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleSummary {
    /// Its identity.
    pub id: ArticleId,
    /// Who publishes it.
    pub outlet: String,
    /// The newsroom's own identifier.
    pub external_id: String,
    /// The headline.
    pub title: Option<String>,
    /// Where it is published.
    pub url: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When it was published.
    pub published_at: Option<Timestamp>,
    /// When the newsroom last changed it.
    pub modified_at: Option<Timestamp>,
    /// Its language, a BCP 47 tag.
    pub language: Option<String>,
    /// The number of its latest revision, from 1.
    pub revision: u32,
    /// How many claims it has.
    pub claims: u32,
    /// When it was first taken in.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// A claim with its identity, its place and its review.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredClaim {
    /// Its identity.
    pub id: ClaimId,
    /// The article it stands in.
    pub article: ArticleId,
    /// The article's outlet.
    pub outlet: String,
    /// The revision in which it stands.
    pub revision: u32,
    /// Its place among the article's claims, from 1.
    pub ordinal: u32,
    /// Its words, stretches joined by one space.
    pub text: String,
    /// Where it stands, in bytes of the article's text.
    pub spans: Vec<Span>,
    /// Who answers for it: the effective word (a reviewer's correction over the engine's).
    pub source: SourceRef,
    /// Index into the article's attributions.
    pub attribution: Option<usize>,
    /// The effective status.
    pub status: Status,
    /// Why the engine gave its status.
    pub basis: Vec<Basis>,
    /// The engine's own source.
    pub engine_source: SourceRef,
    /// The engine's own status.
    pub engine_status: Status,
    /// What made the analysis.
    pub versions: Versions,
    /// Whether a reviewer corrected the source.
    pub source_corrected: bool,
    /// Whether a reviewer corrected the status.
    pub status_corrected: bool,
    /// Where the review stands.
    pub review: ReviewState,
    /// Who works on it.
    pub lease: Option<Lease>,
    /// What a reviewer found.
    pub decision: Option<Decision>,
    /// Whether the status changed under the verdict, because other words of the article did.
    pub recheck: bool,
    /// When a revision came that does not have it; none while it stands.
    pub withdrawn_at: Option<Timestamp>,
    /// The claim whose words were changed into these.
    pub replaces: Option<ReplacedClaim>,
    /// The claim into whose words these were changed.
    pub replaced_by: Option<ClaimId>,
    /// The revision in which it was first seen.
    pub first_revision: u32,
    /// Counts every change, from 1; the ETag.
    pub version: u32,
    /// When it was first seen.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// An article as the heading of its claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleHeading {
    /// Its identity.
    pub id: ArticleId,
    /// The outlet.
    pub outlet: String,
    /// The newsroom's own identifier.
    pub external_id: String,
    /// Its headline.
    pub title: Option<String>,
}

/// A claim together with what is needed to show it: the words around it and who said it how.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimInContext {
    /// The claim.
    pub claim: StoredClaim,
    /// Its attribution; none for the newsroom's own voice.
    pub attribution: Option<Attribution>,
    /// The text that the claim's and the attribution's spans point into, shared by the claims of an article.
    pub text: Arc<str>,
    /// What that text was read from, where HTML was sent; shared too.
    pub html: Option<Arc<SentHtml>>,
    /// The article, shared too.
    pub article: Arc<ArticleHeading>,
}
