//! How many claims there are, from the counters that triggers keep.
//!
//! In: values of columns. Out: numbers of claims that stand.
//! Deliberately absent: counting rows of claims.

use super::claim_filter::Wanted;
use super::conditions::Conditions;
use crate::store::StoreError;
use rusqlite::{Connection, Row, params_from_iter};
use std::collections::BTreeMap;
use std::ops::AddAssign;

/// The columns of the counters, in the order of the statuses' numbers.
pub(super) const STATUSES: &str = "confirmed, attributed, asserted, unconfirmed, disputed, denied";

/// All outlets, or all kinds.
pub(super) const ALL: i64 = 0;

/// All days.
pub(super) const ALL_DAYS: i64 = -1;

/// A day in microseconds.
pub(super) const DAY: i64 = 86_400_000_000;

/// Claims that are alike but for their status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct ByStatus([u64; 6]);

impl ByStatus {
    /// From six columns of a row, the first of which is this one.
    pub(super) fn read(row: &Row<'_>, first: usize) -> rusqlite::Result<Self> {
        let mut counts = [0; 6];
        for (at, count) in counts.iter_mut().enumerate() {
            // A counter below zero would be a mistake of ours, which the tests look for.
            *count = u64::try_from(row.get::<_, i64>(first + at)?).unwrap_or(0);
        }
        Ok(Self(counts))
    }

    /// So many of the status with this number.
    pub(super) fn of(status: i64, count: u64) -> Self {
        Self([count; 6]).only(&[status])
    }

    /// Those with one of these statuses; all of them where none is named.
    pub(super) fn only(self, statuses: &[i64]) -> Self {
        if statuses.is_empty() {
            return self;
        }
        let keep = |at: usize| i64::try_from(at + 1).is_ok_and(|status| statuses.contains(&status));
        Self(std::array::from_fn(|at| if keep(at) { self.0[at] } else { 0 }))
    }

    /// Of each status, in the order of their numbers.
    pub(super) fn each(self) -> [u64; 6] {
        self.0
    }

    pub(super) fn sum(self) -> u64 {
        self.0.iter().sum()
    }
}

impl AddAssign for ByStatus {
    fn add_assign(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(sum, count)| *sum += count);
    }
}

/// Where a review stands and what it found, 0 for nothing, of the number that counters have for both: 1 pending, 2 taken, 3 and the
/// number of the verdict.
pub(super) fn review_and_verdict(state: i64) -> (i64, i64) {
    if state > 3 { (3, state - 3) } else { (state, 0) }
}

/// Whether a state is one that is asked for.
pub(super) fn fits(state: i64, review: &[i64], verdict: &[i64]) -> bool {
    let (stands, found) = review_and_verdict(state);
    (review.is_empty() || review.contains(&stands)) && (verdict.is_empty() || verdict.contains(&found))
}

/// Days that counters have a row for as a whole.
const TOGETHER: i64 = 32;

/// Days from the first to before the last, in days since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) first: i64,
    pub(super) end: i64,
}

impl Days {
    /// The days from one to before another; none where neither is said, which asks for all claims.
    pub(super) fn between(first: Option<i64>, end: Option<i64>) -> Option<Self> {
        // No claim is as old as the numbers that stand for several days.
        (first.is_some() || end.is_some()).then(|| Self { first: first.unwrap_or(0).max(0), end: end.unwrap_or(i64::MAX) })
    }

    /// The rows of counters that make up these days, or all days: from one number to before another.
    fn rows(days: Option<Self>) -> Vec<(i64, i64)> {
        let Some(Self { first, end }) = days else { return vec![(ALL_DAYS, ALL_DAYS + 1)] };
        let (whole, behind) = (first / TOGETHER + i64::from(first % TOGETHER != 0), end / TOGETHER);
        if whole >= behind {
            return vec![(first, end)];
        }
        // Those that stand for several days go downwards.
        vec![(first, whole * TOGETHER), (ALL_DAYS - behind, ALL_DAYS - whole), (behind * TOGETHER, end)]
    }
}

/// The columns of these statuses added up, of all where none is named, as SQL has it.
pub(super) fn sum_of(statuses: &[i64]) -> String {
    let names = (1..).zip(STATUSES.split(", ")).filter(|(status, _)| statuses.is_empty() || statuses.contains(status));
    format!("sum({})", names.map(|(_, name)| name).collect::<Vec<_>>().join(" + "))
}

/// The states that are asked for, as SQL has a list.
pub(super) fn states_of(review: &[i64], verdict: &[i64]) -> String {
    (1..=7).filter(|&state| fits(state, review, verdict)).map(|state: i64| state.to_string()).collect::<Vec<_>>().join(", ")
}

/// Claims by state and status: of an outlet or [`ALL`], of a kind or [`ALL`].
#[derive(Debug, Clone, Default)]
pub(super) struct Counted(Vec<(i64, ByStatus)>);

impl Counted {
    /// Of all claims of this outlet and kind.
    pub(super) fn of(connection: &Connection, outlet: i64, kind: i64) -> Result<Self, StoreError> {
        Self::of_days(connection, outlet, kind, None)
    }

    /// Of the claims of this outlet and kind that were first seen on these days.
    pub(super) fn of_days(connection: &Connection, outlet: i64, kind: i64, days: Option<Days>) -> Result<Self, StoreError> {
        let mut statement = connection.prepare_cached(
            "SELECT state, sum(confirmed), sum(attributed), sum(asserted), sum(unconfirmed), sum(disputed), sum(denied)
             FROM claim_counts WHERE outlet = ? AND kind = ? AND day >= ? AND day < ? GROUP BY state",
        )?;
        let mut all = Vec::new();
        for (first, end) in Days::rows(days) {
            let rows = statement.query_map([outlet, kind, first, end], |row| Ok((row.get(0)?, ByStatus::read(row, 1)?)))?;
            for row in rows {
                all.push(row?);
            }
        }
        Ok(Self(all))
    }

    /// Of all claims of this source, of one of these kinds where some are named.
    pub(super) fn of_source(connection: &Connection, source: i64, kinds: &[i64]) -> Result<Self, StoreError> {
        let mut statement = connection.prepare_cached(&format!("SELECT kind, state, {STATUSES} FROM source_counts WHERE source = ?"))?;
        let rows = statement.query_map([source], |row| Ok((row.get::<_, i64>(0)?, (row.get(1)?, ByStatus::read(row, 2)?))))?;
        let all = rows.collect::<Result<Vec<_>, _>>()?;
        Ok(Self(all.into_iter().filter(|(kind, _)| kinds.is_empty() || kinds.contains(kind)).map(|(_, counts)| counts).collect()))
    }

    /// Those that a filter asks for by status, review and verdict, by state.
    pub(super) fn only(&self, wanted: &Wanted) -> Self {
        let fitting = self.0.iter().filter(|(state, _)| fits(*state, &wanted.review, &wanted.verdict));
        Self(fitting.map(|&(state, counts)| (state, counts.only(&wanted.status))).collect())
    }

    /// Adds others.
    pub(super) fn add(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// Each state, maybe several times, with its claims.
    pub(super) fn states(&self) -> &[(i64, ByStatus)] {
        &self.0
    }

    pub(super) fn sum(&self) -> u64 {
        self.0.iter().map(|(_, counts)| counts.sum()).sum()
    }

    /// Those in these states and of this status.
    pub(super) fn with(&self, review: &[i64], verdict: &[i64], status: &[i64]) -> u64 {
        self.0.iter().filter(|(state, _)| fits(*state, review, verdict)).map(|(_, counts)| counts.only(status).sum()).sum()
    }
}

/// How many claims of each outlet there are, of these outlets and kinds where some are named, as the filter asks by status,
/// review and verdict.
pub(super) fn by_outlet(connection: &Connection, wanted: &Wanted, days: Option<Days>) -> Result<BTreeMap<i64, i64>, StoreError> {
    let (sum, states) = (sum_of(&wanted.status), states_of(&wanted.review, &wanted.verdict));
    let mut all = BTreeMap::new();
    for (first, end) in Days::rows(days) {
        let mut conditions = Conditions::default();
        conditions.one_of("kind", one_or_all(&wanted.kind));
        conditions.one_of_many("outlets.outlet", &wanted.outlet);
        conditions.add(format!("state IN ({states}) AND day >= ? AND day < ?"), [first.into(), end.into()]);
        let (condition, parameters) = conditions.finish();
        let sql = format!("SELECT outlets.outlet, {sum} FROM outlets CROSS JOIN claim_counts USING (outlet) WHERE {condition} GROUP BY 1");
        let mut statement = connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(parameters), |row| Ok((row.get(0)?, row.get::<_, i64>(1)?)))?;
        for row in rows {
            let (outlet, claims) = row?;
            *all.entry(outlet).or_default() += claims;
        }
    }
    Ok(all)
}

/// What counters know of a filter that asks for claims that stand.
pub(super) enum Known {
    /// Exactly so many match, not looking at days and names.
    AtMost(Counted),
    /// They can't tell: outlets and sources are not counted together.
    Nothing,
}

/// How many claims match what the counters tell apart of a filter: an upper limit for the whole filter.
pub(super) fn at_most(connection: &Connection, wanted: &Wanted) -> Result<Known, StoreError> {
    let mut all = Counted::default();
    match (wanted.source.is_empty(), wanted.outlet.is_empty()) {
        (false, false) => return Ok(Known::Nothing),
        (false, true) => {
            for &source in &wanted.source {
                all.add(Counted::of_source(connection, source, &wanted.kind)?.only(wanted));
            }
        }
        _ => {
            for &outlet in one_or_all(&wanted.outlet) {
                for &kind in one_or_all(&wanted.kind) {
                    all.add(Counted::of(connection, outlet, kind)?.only(wanted));
                }
            }
        }
    }
    Ok(Known::AtMost(all))
}

/// The numbers, or the one that stands for all where there are none.
pub(super) fn one_or_all(numbers: &[i64]) -> &[i64] {
    if numbers.is_empty() { &[ALL] } else { numbers }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_days_are_made_up_of_single_ones_and_of_whole_stretches() {
        for (first, end) in [(0, 1), (31, 33), (32, 64), (0, 64), (5, 200), (33, 1000), (64, 64), (95, 97)] {
            let mut days = Vec::new();
            for (from, before) in Days::rows(Some(Days { first, end })) {
                for row in from..before {
                    match row {
                        ..=-2 => days.extend((-2 - row) * TOGETHER..(-1 - row) * TOGETHER),
                        _ => days.push(row),
                    }
                }
            }
            days.sort_unstable();
            assert_eq!(days, (first..end).collect::<Vec<_>>(), "{first} to {end}");
        }
    }
}
