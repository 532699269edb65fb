//! What somebody asks of the stored articles and claims.
//!
//! In: conditions that `api` has read from a request. Out: the questions that a store answers, page by page.
//! Deliberately absent: how they are spelled in a URL (`api`) or in SQL (`store`), and how a position becomes a cursor (`wire`).

use super::{ArticleHeading, ArticleId, ReviewState, SourceKind, SourceRef, Status, Verdict};
use jiff::Timestamp;

/// Which claims are wanted. An empty list asks for nothing in particular; of several values of one list, any may hold;
/// of several lists, all have to hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClaimFilter {
    /// Effective statuses.
    pub status: Vec<Status>,
    /// Slugs of effective sources.
    pub source: Vec<String>,
    /// Kinds of effective sources.
    pub kind: Vec<SourceKind>,
    /// Names of outlets.
    pub outlet: Vec<String>,
    /// Articles.
    pub article: Vec<ArticleId>,
    /// Where the review stands.
    pub review: Vec<ReviewState>,
    /// What the reviewer found.
    pub verdict: Vec<Verdict>,
    /// Names of the people who have taken the claim.
    pub taken_by: Vec<String>,
    /// Names of the people who gave the verdict.
    pub decided_by: Vec<String>,
    /// First seen at this time or later.
    pub since: Option<Timestamp>,
    /// First seen before this time.
    pub until: Option<Timestamp>,
    /// Changed at this time or later.
    pub updated_since: Option<Timestamp>,
    /// Whether withdrawn claims are wanted as well.
    pub withdrawn: bool,
    /// Only those whose status changed under the verdict.
    pub recheck: bool,
    /// Words that all have to stand in the claim's own words.
    pub words: Vec<String>,
    /// The order.
    pub sort: ClaimSort,
}

/// The orders in which claims can be listed. Claims of one moment (those of one article) follow the text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum ClaimSort {
    /// Last seen for the first time first.
    #[default]
    Newest,
    /// First seen first.
    Oldest,
    /// Last changed first.
    Updated,
    /// Disputed, denied, unconfirmed, then the others, of each the last seen first. For claims that stand.
    Urgent,
    /// As they stand in the text; for the claims of one article.
    Text,
}

impl ClaimSort {
    /// Every order, in the order of the documentation.
    pub const ALL: [Self; 4] = [Self::Newest, Self::Oldest, Self::Updated, Self::Urgent];

    /// The word used in a URL.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Updated => "updated",
            Self::Urgent => "urgent",
            Self::Text => "text",
        }
    }
}

/// What the claims of a list are put together by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupBy {
    /// The article that they stand in.
    Article,
    /// Their effective source.
    Source,
    /// The article's outlet.
    Outlet,
    /// Their effective status.
    Status,
    /// The kind of their effective source.
    Kind,
    /// Where the review stands.
    Review,
    /// What the reviewer found; claims without a verdict are in no group.
    Verdict,
}

impl GroupBy {
    /// Everything that claims are put together by, in the order of the documentation.
    pub const ALL: [Self; 7] = [Self::Article, Self::Source, Self::Outlet, Self::Status, Self::Kind, Self::Review, Self::Verdict];

    /// The word used in a URL.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Source => "source",
            Self::Outlet => "outlet",
            Self::Status => "status",
            Self::Kind => "kind",
            Self::Review => "review",
            Self::Verdict => "verdict",
        }
    }
}

/// What a group of claims has in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroupedBy {
    /// The article that they stand in.
    Article(ArticleHeading),
    /// Their effective source.
    Source(SourceRef),
    /// The outlet's name, or the word of their status, kind, review or verdict.
    Word(String),
}

/// The claims of a list that have something in common, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimGroup {
    /// What they have in common.
    pub by: GroupedBy,
    /// How many of them match.
    pub claims: u64,
}

/// Which articles are wanted; read as [`ClaimFilter`] is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticleFilter {
    /// Names of outlets.
    pub outlet: Vec<String>,
    /// The newsrooms' own identifiers.
    pub external_id: Vec<String>,
}

/// A place in a list: behind the row that had these keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// What the list is ordered by: a time in microseconds since 1970, or the store's own measure of urgency.
    pub time: i64,
    /// The store's own number of the row.
    pub row: i64,
}

/// Which part of a list is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageRequest {
    /// Behind this place; from the start where there is none.
    pub after: Option<Position>,
    /// At most so many rows, at least 1.
    pub limit: u32,
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows, in order; there may be fewer than asked for although more follow.
    pub items: Vec<T>,
    /// Where the next part starts; none at the end.
    pub next: Option<Position>,
}
