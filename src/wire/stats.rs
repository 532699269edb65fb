//! Numbers for an overview.
//!
//! In: counts. Out: their sums by each thing that somebody asks for, as JSON objects whose keys are the words of the API.
//! Deliberately absent: percentages, which a page can make.

use super::SourceShape;
use crate::domain::{DayCount, ReviewState, SourceKind, Stats, Status, Verdict};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// Every word with its number, 0 where there is none: an object in the order of the documentation.
#[derive(Debug)]
pub struct Counts(Vec<(&'static str, u64)>);

impl Counts {
    fn of<T: Copy + PartialEq>(counts: &[(T, u64)], all: &[T], word: impl Fn(T) -> &'static str) -> Self {
        let number = |value: T| counts.iter().filter(|count| count.0 == value).map(|count| count.1).sum();
        Self(all.iter().map(|&value| (word(value), number(value))).collect())
    }

    fn by_status(counts: &[(Status, u64)]) -> Self {
        Self::of(counts, Status::ALL, Status::as_str)
    }

    fn by_review(counts: &[(ReviewState, u64)]) -> Self {
        Self::of(counts, ReviewState::ALL, ReviewState::as_str)
    }

    fn sum(&self) -> u64 {
        self.0.iter().map(|count| count.1).sum()
    }
}

impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

/// How much there is.
#[derive(Debug, Serialize)]
pub struct StatsShape<'a> {
    /// Articles.
    pub articles: u64,
    /// Claims that stand.
    pub claims: u64,
    /// Claims by status.
    pub by_status: Counts,
    /// Claims by the kind of their sources.
    pub by_kind: Counts,
    /// Claims by where their review stands.
    pub by_review: Counts,
    /// Decided claims by verdict.
    pub by_verdict: Counts,
    /// Claims by the day on which they were first seen: the latest 366 that have any.
    pub by_day: Vec<DayShape>,
    /// The outlets with most of the claims.
    pub by_outlet: Vec<OutletCountShape<'a>>,
    /// The sources that most unconfirmed claims rest on.
    pub by_source: Vec<SourceCountShape<'a>>,
    /// When the oldest pending claim was first seen.
    pub oldest_pending: Option<Timestamp>,
}

/// The claims that were first seen on a day.
#[derive(Debug, Serialize)]
pub struct DayShape {
    /// The day, in UTC.
    pub day: Date,
    /// Claims.
    pub claims: u64,
    /// Claims by status.
    pub by_status: Counts,
    /// Claims by where their review stands.
    pub by_review: Counts,
}

/// The claims of an outlet.
#[derive(Debug, Serialize)]
pub struct OutletCountShape<'a> {
    /// Its name.
    pub outlet: &'a str,
    /// Claims that stand and match.
    pub claims: u64,
}

/// The claims of a source.
#[derive(Debug, Serialize)]
pub struct SourceCountShape<'a> {
    /// The source.
    pub source: SourceShape<'a>,
    /// Claims that stand.
    pub claims: u64,
    /// Those that are unconfirmed.
    pub unconfirmed: u64,
    /// Those that nobody has worked on.
    pub pending: u64,
}

impl<'a> StatsShape<'a> {
    /// The shape of counts.
    #[must_use]
    pub fn of(stats: &'a Stats) -> Self {
        let day = |count: &DayCount| {
            let by_status = Counts::by_status(&count.by_status);
            DayShape { day: count.day, claims: by_status.sum(), by_status, by_review: Counts::by_review(&count.by_review) }
        };
        let by_status = Counts::by_status(&stats.by_status);
        let sources = stats.sources.iter().map(|count| SourceCountShape {
            source: SourceShape::of(&count.source),
            claims: count.claims,
            unconfirmed: count.unconfirmed,
            pending: count.pending,
        });
        Self {
            articles: stats.articles,
            claims: by_status.sum(),
            by_status,
            by_kind: Counts::of(&stats.by_kind, &SourceKind::ALL, SourceKind::as_str),
            by_review: Counts::by_review(&stats.by_review),
            by_verdict: Counts::of(&stats.by_verdict, Verdict::ALL, Verdict::as_str),
            by_day: stats.by_day.iter().map(day).collect(),
            by_outlet: stats.outlets.iter().map(|count| OutletCountShape { outlet: &count.outlet, claims: count.claims }).collect(),
            by_source: sources.collect(),
            oldest_pending: stats.oldest_pending,
        }
    }
}
