//! Numbers for an overview, from counters that triggers keep.
//!
//! In: days, outlets and sources. Out: counts.
//! Deliberately absent: counting rows of claims, of which there may be a million; but for those of a source that is asked for.

use super::claim_counts::{ALL, ByStatus, Counted, DAY, Days, STATUSES, by_outlet, fits, one_or_all, review_and_verdict};
use super::claim_filter::{Wanted, codes};
use super::codes::Coded;
use super::conditions::marks;
use super::references::newest_reference;
use super::values::time;
use crate::domain::{ClaimFilter, Counts, DayCount, OutletCount, SourceCount, SourceKind, Stats, StatsFilter, Status};
use crate::store::StoreError;
use jiff::civil::{Date, date};
use jiff::{ToSpan, Unit};
use rusqlite::{Connection, params_from_iter};
use std::collections::BTreeMap;

/// Sources that are listed: as many as a person looks at.
const SOURCES: u32 = 20;

/// Outlets that are listed: as many as a newsroom has, and more.
const OUTLETS: usize = 50;

/// Days that are listed, the latest ones that have claims: a year of them, so that an answer does not grow for as long as a newsroom
/// works.
const DAYS: usize = 366;

/// The day that days are counted from.
const EPOCH: Date = date(1970, 1, 1);

pub(super) fn read(connection: &Connection, filter: &StatsFilter) -> Result<Stats, StoreError> {
    let figures = if filter.source.is_empty() { Asked::of(connection, filter)?.figures(connection)? } else { of_sources(connection, filter)? };
    let kinds = SourceKind::ALL.into_iter().filter(|kind| filter.kind.is_empty() || filter.kind.contains(kind));
    let day = |(day, sums): (i64, Sums)| Ok(DayCount { day: day_of(day)?, by_status: sums.by_status()?, by_review: sums.by_review()? });
    Ok(Stats {
        articles: articles(connection, filter)?,
        by_status: figures.all.by_status()?,
        by_kind: kinds.map(|kind| (kind, figures.by_kind.get(&kind.code()).copied().unwrap_or(0))).collect(),
        by_review: figures.all.by_review()?,
        by_verdict: figures.all.by_verdict()?,
        by_day: figures.by_day.into_iter().map(day).collect::<Result<_, StoreError>>()?,
        outlets: outlets(connection, &figures.by_outlet)?,
        sources: sources(connection)?,
        oldest_pending: oldest_pending(connection)?,
    })
}

/// Claims that stand and match, added up.
#[derive(Default)]
struct Figures {
    all: Sums,
    /// The latest days that have any.
    by_day: BTreeMap<i64, Sums>,
    by_kind: BTreeMap<i64, u64>,
    by_outlet: BTreeMap<i64, i64>,
}

/// The claims of sources, counted one by one along an index that holds all that they are told apart by: no counter knows a source's
/// days and outlets.
fn of_sources(connection: &Connection, filter: &StatsFilter) -> Result<Figures, StoreError> {
    let named = ClaimFilter {
        source: filter.source.clone(),
        outlet: filter.outlet.clone(),
        status: filter.status.clone(),
        kind: filter.kind.clone(),
        review: filter.review.clone(),
        verdict: filter.verdict.clone(),
        ..ClaimFilter::default()
    };
    let mut figures = Figures::default();
    let Some(mut wanted) = Wanted::of(connection, &named)? else { return Ok(figures) };
    let start = |day: Option<Date>| day.map(|day| days_since_epoch(day) * DAY);
    (wanted.since, wanted.until) = (start(filter.since), start(filter.until));
    let (condition, parameters) = wanted.all_conditions().finish();
    let sql = format!(
        "SELECT claims.created_at / {DAY}, claims.review + coalesce(claims.verdict, 0), claims.status, claims.kind, claims.outlet, count(*)
         FROM claims INDEXED BY claims_by_source WHERE {condition} GROUP BY 1, 2, 3, 4, 5"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(parameters))?;
    while let Some(row) = rows.next()? {
        let (state, claims): (i64, i64) = (row.get(1)?, row.get(5)?);
        let counts = ByStatus::of(row.get(2)?, whole(claims));
        figures.all.count(state, counts);
        figures.by_day.entry(row.get(0)?).or_default().count(state, counts);
        *figures.by_kind.entry(row.get(3)?).or_default() += whole(claims);
        *figures.by_outlet.entry(row.get(4)?).or_default() += claims;
    }
    keep_latest(&mut figures.by_day);
    Ok(figures)
}

/// A filter in the numbers of rows.
struct Asked {
    /// Those whose claims are counted; [`ALL`] for all.
    outlets: Vec<i64>,
    /// The same of kinds.
    kinds: Vec<i64>,
    days: Option<Days>,
    status: Vec<i64>,
    review: Vec<i64>,
    verdict: Vec<i64>,
}

impl Asked {
    fn of(connection: &Connection, filter: &StatsFilter) -> Result<Self, StoreError> {
        let outlets = if filter.outlet.is_empty() {
            vec![ALL]
        } else {
            let mut statement =
                connection.prepare_cached(&format!("SELECT outlet FROM outlets WHERE name IN ({}) ORDER BY 1", marks(filter.outlet.len())))?;
            statement.query_map(params_from_iter(&filter.outlet), |row| row.get(0))?.collect::<Result<_, _>>()?
        };
        Ok(Self {
            outlets,
            kinds: one_or_all(&codes(&filter.kind)).to_vec(),
            days: Days::between(filter.since.map(days_since_epoch), filter.until.map(days_since_epoch)),
            status: codes(&filter.status),
            review: codes(&filter.review),
            verdict: codes(&filter.verdict),
        })
    }

    /// Adds what the filter asks for, of this kind alone where one is named.
    fn each(&self, connection: &Connection, kind: Option<i64>, sums: &mut Sums) -> Result<(), StoreError> {
        for &outlet in &self.outlets {
            for kind in kind.map_or(self.kinds.clone(), |kind| vec![kind]) {
                for &(state, counts) in Counted::of_days(connection, outlet, kind, self.days)?.states() {
                    self.count(state, counts, sums);
                }
            }
        }
        Ok(())
    }

    fn count(&self, state: i64, counts: ByStatus, sums: &mut Sums) {
        if fits(state, &self.review, &self.verdict) {
            sums.count(state, counts.only(&self.status));
        }
    }

    /// The sums of the latest days that have any.
    fn by_day(&self, connection: &Connection) -> Result<BTreeMap<i64, Sums>, StoreError> {
        let Days { first, end } = self.days.unwrap_or(Days { first: 0, end: i64::MAX });
        let mut all: BTreeMap<i64, Sums> = BTreeMap::new();
        let sql = format!("SELECT day, state, {STATUSES} FROM claim_counts WHERE outlet = ? AND kind = ? AND day >= ? AND day < ? ORDER BY day DESC");
        let mut statement = connection.prepare_cached(&sql)?;
        for &outlet in &self.outlets {
            for &kind in &self.kinds {
                let mut rows = statement.query([outlet, kind, first, end])?;
                // Whatever is among the latest days of all is among the latest of its outlet and kind.
                let (mut days, mut last) = (0, None);
                while let Some(row) = rows.next()? {
                    let (day, mut sums) = (row.get(0)?, Sums::default());
                    self.count(row.get(1)?, ByStatus::read(row, 2)?, &mut sums);
                    if sums.by_status.sum() == 0 {
                        continue;
                    }
                    if last != Some(day) {
                        if days == DAYS {
                            break;
                        }
                        (days, last) = (days + 1, Some(day));
                    }
                    all.entry(day).or_default().add(&sums);
                }
            }
        }
        keep_latest(&mut all);
        Ok(all)
    }

    /// How many claims each outlet has.
    fn by_outlet(&self, connection: &Connection) -> Result<BTreeMap<i64, i64>, StoreError> {
        if self.outlets.is_empty() {
            return Ok(BTreeMap::new());
        }
        let named = |numbers: &[i64]| if numbers == [ALL] { Vec::new() } else { numbers.to_vec() };
        let wanted = Wanted {
            outlet: named(&self.outlets),
            kind: named(&self.kinds),
            status: self.status.clone(),
            review: self.review.clone(),
            verdict: self.verdict.clone(),
            ..Wanted::default()
        };
        by_outlet(connection, &wanted, self.days)
    }

    fn figures(&self, connection: &Connection) -> Result<Figures, StoreError> {
        let by_day = self.by_day(connection)?;
        let mut all = Sums::default();
        self.each(connection, None, &mut all)?;
        let mut by_kind = BTreeMap::new();
        for kind in SourceKind::ALL.map(Coded::code).into_iter().filter(|kind| self.kinds == [ALL] || self.kinds.contains(kind)) {
            let mut sums = Sums::default();
            self.each(connection, Some(kind), &mut sums)?;
            by_kind.insert(kind, sums.by_status.sum());
        }
        Ok(Figures { all, by_day, by_kind, by_outlet: self.by_outlet(connection)? })
    }
}

/// Leaves the latest days.
fn keep_latest(by_day: &mut BTreeMap<i64, Sums>) {
    while by_day.len() > DAYS {
        by_day.pop_first();
    }
}

/// The outlets with most of the claims.
fn outlets(connection: &Connection, counts: &BTreeMap<i64, i64>) -> Result<Vec<OutletCount>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT outlet, name FROM outlets")?;
    let names = statement.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
    let mut all = Vec::new();
    for name in names {
        let (outlet, name) = name?;
        all.push(OutletCount { outlet: name, claims: counts.get(&outlet).copied().map_or(0, whole) });
    }
    all.retain(|outlet| outlet.claims > 0);
    all.sort_by(|one, other| other.claims.cmp(&one.claims).then_with(|| one.outlet.cmp(&other.outlet)));
    all.truncate(OUTLETS);
    Ok(all)
}

/// Claims, added up by what tells them apart.
#[derive(Clone, Copy, Default)]
struct Sums {
    by_status: ByStatus,
    /// By the number of the state, which is less than 8.
    by_state: [u64; 8],
}

impl Sums {
    fn count(&mut self, state: i64, counts: ByStatus) {
        self.by_status += counts;
        if let Some(sum) = usize::try_from(state).ok().and_then(|state| self.by_state.get_mut(state)) {
            *sum += counts.sum();
        }
    }

    fn add(&mut self, other: &Self) {
        self.by_status += other.by_status;
        self.by_state.iter_mut().zip(other.by_state).for_each(|(sum, count)| *sum += count);
    }

    /// Each state with its claims.
    fn states(&self) -> impl Iterator<Item = (i64, u64)> {
        (0..).zip(self.by_state).skip(1)
    }

    fn by_status(&self) -> Result<Counts<Status>, StoreError> {
        (1..).zip(self.by_status.each()).map(|(status, count)| Ok((Coded::from_code(status)?, count))).collect()
    }

    fn by_review<T: Coded>(&self) -> Result<Counts<T>, StoreError> {
        let mut all: BTreeMap<i64, u64> = BTreeMap::new();
        for (state, count) in self.states() {
            *all.entry(review_and_verdict(state).0).or_default() += count;
        }
        all.into_iter().map(|(review, count)| Ok((Coded::from_code(review)?, count))).collect()
    }

    fn by_verdict<T: Coded>(&self) -> Result<Counts<T>, StoreError> {
        let found = self.states().map(|(state, count)| (review_and_verdict(state).1, count)).filter(|(verdict, _)| *verdict != 0);
        found.map(|(verdict, count)| Ok((Coded::from_code(verdict)?, count))).collect()
    }
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
        "SELECT source, claims, unconfirmed, pending FROM source_totals WHERE claims > 0 ORDER BY unconfirmed DESC, claims DESC, source LIMIT ?",
    )?;
    let rows = statement.query_map([SOURCES], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    rows.map(|row| {
        let (source, claims, unconfirmed, pending) = row?;
        let source = newest_reference(connection, source)?;
        Ok(SourceCount { source, claims: whole(claims), unconfirmed: whole(unconfirmed), pending: whole(pending) })
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
    use crate::domain::ReviewState;

    #[test]
    fn days_come_back_as_they_went_in() {
        for day in [date(1969, 12, 31), EPOCH, date(2023, 3, 17)] {
            assert_eq!(day_of(days_since_epoch(day)).unwrap(), day);
        }
        assert_eq!(days_since_epoch(date(1971, 1, 1)), 365);
    }

    #[test]
    fn a_year_of_days_is_listed_and_all_days_are_counted() {
        let connection = super::super::migrations::empty_database();
        connection
            .execute_batch(
                "INSERT INTO outlets VALUES (1, 'One'), (2, 'Two'); INSERT INTO sources (source, slug) VALUES (1, 'kremlin');
                 INSERT INTO source_references (source, name, kind, speaker, known) VALUES (1, 'Kremlin', 1, '', 1);
                 -- Every third day of the one, every fifth of the other, all of them attributed and every second one pending.
                 INSERT INTO counting SELECT 1, 1, 1, 1, 19000 + 3 * value, 2, 1 + value % 2
                 FROM (WITH RECURSIVE n (value) AS (SELECT 0 UNION ALL SELECT value + 1 FROM n WHERE value < 800) SELECT value FROM n);
                 INSERT INTO counting SELECT 1, 2, 1, 1, 19000 + 5 * value, 2, 1
                 FROM (WITH RECURSIVE n (value) AS (SELECT 0 UNION ALL SELECT value + 1 FROM n WHERE value < 480) SELECT value FROM n);",
            )
            .unwrap();
        for (outlet, review, claims) in [
            (vec![], vec![], 1282),
            (vec!["One"], vec![], 801),
            (vec!["Two", "One"], vec![ReviewState::Taken], 400),
            (vec!["Two", "One"], vec![ReviewState::Pending], 882),
        ] {
            let outlet: Vec<String> = outlet.into_iter().map(str::to_owned).collect();
            let mut filter = StatsFilter { outlet, review, ..StatsFilter::default() };
            let sum = |stats: &Stats| stats.by_status.iter().map(|count| count.1).sum::<u64>();
            let whole = read(&connection, &filter).unwrap();
            assert_eq!(sum(&whole), claims, "{filter:?}");
            // One answer after the other, each of what was before the last one's first day, has every claim once.
            let (mut seen, mut answer) = (0, whole);
            while let Some(first) = answer.by_day.first().map(|day| day.day) {
                assert!(answer.by_day.len() == 366 || sum(&answer) == listed(&answer), "{filter:?}");
                assert!(answer.by_day.is_sorted_by_key(|day| day.day));
                seen += listed(&answer);
                filter.until = Some(first);
                answer = read(&connection, &filter).unwrap();
                assert_eq!(sum(&answer), claims - seen, "{filter:?}");
            }
            assert_eq!(seen, claims);
        }
    }

    fn listed(stats: &Stats) -> u64 {
        stats.by_day.iter().flat_map(|day| &day.by_status).map(|count| count.1).sum()
    }
}
