//! Numbers for an overview, from counters that triggers keep.
//!
//! In: days and outlets. Out: counts.
//! Deliberately absent: counting rows of claims, of which there may be a million.

use super::codes::Coded;
use super::conditions::{Conditions, marks};
use super::references::newest_reference;
use super::values::time;
use crate::domain::{ClaimCount, OutletCount, SourceCount, Stats, StatsFilter, Status};
use crate::store::StoreError;
use jiff::civil::{Date, date};
use jiff::{ToSpan, Unit};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// Sources that are listed: as many as a person looks at.
const SOURCES: u32 = 20;

/// Outlets that are listed: as many as a newsroom has, and more.
const OUTLETS: u32 = 50;

/// The day that days are counted from.
const EPOCH: Date = date(1970, 1, 1);

pub(super) fn read(connection: &Connection, filter: &StatsFilter) -> Result<Stats, StoreError> {
    Ok(Stats {
        articles: articles(connection, filter)?,
        claims: claims(connection, filter)?,
        outlets: outlets(connection, filter)?,
        sources: sources(connection)?,
        oldest_pending: oldest_pending(connection)?,
    })
}

/// The counters that a filter asks for.
fn conditions(filter: &StatsFilter) -> (String, Vec<Value>) {
    let mut conditions = Conditions::default();
    for (clause, day) in [("day >= ?", filter.since), ("day < ?", filter.until)] {
        if let Some(day) = day {
            conditions.add(clause, [days_since_epoch(day).into()]);
        }
    }
    if !filter.outlet.is_empty() {
        let names = filter.outlet.iter().cloned().map(Value::Text);
        conditions.add(format!("outlet IN (SELECT outlet FROM outlets WHERE name IN ({}))", marks(filter.outlet.len())), names);
    }
    conditions.one_of("status", &codes(&filter.status));
    conditions.one_of("kind", &codes(&filter.kind));
    conditions.one_of("review", &codes(&filter.review));
    conditions.one_of("verdict", &codes(&filter.verdict));
    conditions.finish()
}

fn claims(connection: &Connection, filter: &StatsFilter) -> Result<Vec<ClaimCount>, StoreError> {
    let (condition, parameters) = conditions(filter);
    let sql = format!(
        "SELECT day, status, kind, review, verdict, sum(count) FROM claim_counts WHERE {condition} GROUP BY 1, 2, 3, 4, 5 HAVING sum(count) > 0"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(parameters), |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?, row.get::<_, i64>(3)?, row.get::<_, i64>(4)?, row.get::<_, i64>(5)?))
    })?;
    rows.map(|row| {
        let (day, status, kind, review, verdict, count) = row?;
        Ok(ClaimCount {
            day: day_of(day)?,
            status: Coded::from_code(status)?,
            kind: Coded::from_code(kind)?,
            review: Coded::from_code(review)?,
            verdict: (verdict != 0).then(|| Coded::from_code(verdict)).transpose()?,
            count: whole(count),
        })
    })
    .collect()
}

/// The outlets with most of the claims.
fn outlets(connection: &Connection, filter: &StatsFilter) -> Result<Vec<OutletCount>, StoreError> {
    let (condition, parameters) = conditions(filter);
    let sql = format!(
        "SELECT outlets.name, counted.claims FROM outlets
         JOIN (SELECT outlet, sum(count) AS claims FROM claim_counts WHERE {condition} GROUP BY outlet HAVING sum(count) > 0) AS counted USING (outlet)
         ORDER BY 2 DESC, 1 LIMIT {OUTLETS}"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(parameters), |row| Ok(OutletCount { outlet: row.get(0)?, claims: whole(row.get(1)?) }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn codes<T: Coded>(values: &[T]) -> Vec<i64> {
    values.iter().map(|value| value.code()).collect()
}

fn articles(connection: &Connection, filter: &StatsFilter) -> Result<u64, StoreError> {
    let condition = if filter.outlet.is_empty() {
        "TRUE".to_owned()
    } else {
        format!("outlet IN (SELECT outlet FROM outlets WHERE name IN ({}))", marks(filter.outlet.len()))
    };
    let mut statement = connection.prepare_cached(&format!("SELECT count(*) FROM articles WHERE {condition}"))?;
    Ok(whole(statement.query_row(params_from_iter(&filter.outlet), |row| row.get(0))?))
}

/// The sources that most unconfirmed claims rest on.
fn sources(connection: &Connection) -> Result<Vec<SourceCount>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT source, sum(count), sum(count) FILTER (WHERE status = ?1), sum(count) FILTER (WHERE review = 1)
         FROM source_counts GROUP BY source HAVING sum(count) > 0 ORDER BY 3 DESC NULLS LAST, 2 DESC, 1 LIMIT ?2",
    )?;
    let rows = statement.query_map([Status::Unconfirmed.code(), i64::from(SOURCES)], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, Option<i64>>(2)?, row.get::<_, Option<i64>>(3)?))
    })?;
    rows.map(|row| {
        let (source, claims, unconfirmed, pending) = row?;
        let source = newest_reference(connection, source)?;
        Ok(SourceCount { source, claims: whole(claims), unconfirmed: whole(unconfirmed.unwrap_or(0)), pending: whole(pending.unwrap_or(0)) })
    })
    .collect()
}

fn oldest_pending(connection: &Connection) -> Result<Option<jiff::Timestamp>, StoreError> {
    // One step into the index for each status.
    let each = Status::ALL.iter().map(|status| {
        format!("SELECT min(created_at) AS first FROM claims WHERE status = {} AND review = 1 AND withdrawn_at IS NULL", status.code())
    });
    let sql = format!("SELECT min(first) FROM ({})", each.collect::<Vec<_>>().join(" UNION ALL "));
    let first: Option<i64> = connection.prepare_cached(&sql)?.query_row([], |row| row.get(0))?;
    first.map(time).transpose()
}

fn days_since_epoch(day: Date) -> i64 {
    day.since((Unit::Day, EPOCH)).map_or(0, |span| i64::from(span.get_days()))
}

fn day_of(days: i64) -> Result<Date, StoreError> {
    EPOCH.checked_add(days.days()).map_err(|error| StoreError::Damaged(error.to_string()))
}

fn whole(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_come_back_as_they_went_in() {
        for day in [date(1969, 12, 31), EPOCH, date(2023, 3, 17)] {
            assert_eq!(day_of(days_since_epoch(day)).unwrap(), day);
        }
        assert_eq!(days_since_epoch(date(1971, 1, 1)), 365);
    }
}
