//! Numbers for an overview.
//!
//! In: counts. Out: their sums by each thing that somebody asks for, as JSON objects whose keys are the words of the API.
//! Deliberately absent: percentages, which a page can make.

use super::SourceShape;
use crate::domain::{ClaimCount, ReviewState, SourceKind, Stats, Status, Verdict};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

type Counts = BTreeMap<&'static str, u64>;

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
    /// Claims by the day on which they were first seen.
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

/// Every word with its number, 0 where there is none.
fn sums<T: Copy + PartialEq>(counts: &[&ClaimCount], all: &[T], word: impl Fn(T) -> &'static str, of: impl Fn(&ClaimCount) -> Option<T>) -> Counts {
    let sum = |value: T| counts.iter().filter(|count| of(count) == Some(value)).map(|count| count.count).sum();
    all.iter().map(|&value| (word(value), sum(value))).collect()
}

fn by_status(counts: &[&ClaimCount]) -> Counts {
    sums(counts, Status::ALL, Status::as_str, |count| Some(count.status))
}

fn by_review(counts: &[&ClaimCount]) -> Counts {
    sums(counts, ReviewState::ALL, ReviewState::as_str, |count| Some(count.review))
}

fn total(counts: &[&ClaimCount]) -> u64 {
    counts.iter().map(|count| count.count).sum()
}

impl<'a> StatsShape<'a> {
    /// The shape of counts.
    #[must_use]
    pub fn of(stats: &'a Stats) -> Self {
        let all: Vec<&ClaimCount> = stats.claims.iter().collect();
        let mut days: BTreeMap<Date, Vec<&ClaimCount>> = BTreeMap::new();
        for &count in &all {
            days.entry(count.day).or_default().push(count);
        }
        let day = |(day, counts): (Date, Vec<&ClaimCount>)| DayShape {
            day,
            claims: total(&counts),
            by_status: by_status(&counts),
            by_review: by_review(&counts),
        };
        let sources = stats.sources.iter().map(|count| SourceCountShape {
            source: SourceShape::of(&count.source),
            claims: count.claims,
            unconfirmed: count.unconfirmed,
            pending: count.pending,
        });
        Self {
            articles: stats.articles,
            claims: total(&all),
            by_status: by_status(&all),
            by_kind: sums(&all, &SourceKind::ALL, SourceKind::as_str, |count| Some(count.kind)),
            by_review: by_review(&all),
            by_verdict: sums(&all, Verdict::ALL, Verdict::as_str, |count| count.verdict),
            by_day: days.into_iter().map(day).collect(),
            by_outlet: stats.outlets.iter().map(|count| OutletCountShape { outlet: &count.outlet, claims: count.claims }).collect(),
            by_source: sources.collect(),
            oldest_pending: stats.oldest_pending,
        }
    }
}
