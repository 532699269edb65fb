//! How much there is of everything.
//!
//! In: counters that a store keeps. Out: numbers for an overview.
//! Deliberately absent: single claims.

use super::{ReviewState, SourceKind, SourceRef, Status, Verdict};
use jiff::Timestamp;
use jiff::civil::Date;

/// Which claims are counted: those that stand, first seen on these days, of these outlets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StatsFilter {
    /// The first day, in UTC.
    pub since: Option<Date>,
    /// The day after the last, in UTC.
    pub until: Option<Date>,
    /// Names of outlets.
    pub outlet: Vec<String>,
    /// Slugs of effective sources.
    pub source: Vec<String>,
    /// Effective statuses.
    pub status: Vec<Status>,
    /// Kinds of effective sources.
    pub kind: Vec<SourceKind>,
    /// Where the review stands.
    pub review: Vec<ReviewState>,
    /// What the reviewer found.
    pub verdict: Vec<Verdict>,
}

/// Numbers of claims by what tells them apart; whatever is not named has none.
pub type Counts<T> = Vec<(T, u64)>;

/// The claims that were first seen on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayCount {
    /// The day, in UTC.
    pub day: Date,
    /// By status.
    pub by_status: Counts<Status>,
    /// By where their review stands.
    pub by_review: Counts<ReviewState>,
}

/// The claims of one source, whatever the filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceCount {
    /// The source.
    pub source: SourceRef,
    /// Claims that stand.
    pub claims: u64,
    /// Those of them that are unconfirmed.
    pub unconfirmed: u64,
    /// Those of them that nobody has worked on.
    pub pending: u64,
}

/// The claims of one outlet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutletCount {
    /// Its name.
    pub outlet: String,
    /// Claims that stand and match.
    pub claims: u64,
}

/// How much there is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stats {
    /// Articles of the outlets asked for, whatever the days.
    pub articles: u64,
    /// Claims by status.
    pub by_status: Counts<Status>,
    /// Claims by the kind of their sources.
    pub by_kind: Counts<SourceKind>,
    /// Claims by where their review stands.
    pub by_review: Counts<ReviewState>,
    /// Decided claims by what was found.
    pub by_verdict: Counts<Verdict>,
    /// The latest 366 days with claims, the first one first.
    pub by_day: Vec<DayCount>,
    /// The outlets with most of the claims, the most first.
    pub outlets: Vec<OutletCount>,
    /// The sources that most unconfirmed claims rest on, the most first; of all outlets and days.
    pub sources: Vec<SourceCount>,
    /// When the oldest claim that is pending was first seen; of all outlets and days.
    pub oldest_pending: Option<Timestamp>,
}
