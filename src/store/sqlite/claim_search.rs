//! Which claims with certain words a list holds next.
//!
//! In: words with everything else that is asked for, an order and a place. Out: the numbers of claims in that order, as `claim_find`
//! gives them.
//! Deliberately absent: ranking. A search is a filter like others, and its list has the order of all lists.
//!
//! The index of words gives claims by their number, in either direction. Numbers go by time but for a known disorder
//! (`claim_disorder` in the schema), so that a page by time is whole once what is left can only lie behind it. Where few of the
//! claims with these words match the rest of the filter, all claims that match the rest are gathered first, from an index that
//! holds all that is asked for: a number is then known without its row. And where that would be too many, it goes along the
//! filter's order, and each claim is looked up in the index of words.

use super::claim_filter::Wanted;
use super::claim_find::{Found, Order, by_rank, find, held_by_cheapest_way};
use crate::domain::Position;
use crate::store::StoreError;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Statement, params, params_from_iter};
use std::collections::{BTreeSet, HashMap};

/// Claims with the words that are read before it is asked which way is shorter: some 3 ms. Fewer in tests, which have fewer claims.
const LOOKED_AT: u64 = if cfg!(test) { 20 } else { 1000 };

/// Claims that are gathered at most: they take 2 MB.
const GATHERED: u32 = 60_000;

/// What it costs to read a claim from the index of words and to look whether it was gathered; to look up its row too; to gather
/// a claim; and to look one up in the index of words, where it is a frequent one. In nanoseconds, on a machine of 2025.
const READ: f64 = 300.0;
const ROW: f64 = 2000.0;
const GATHER: f64 = 250.0;
const LOOK_UP: f64 = 200_000.0;

/// At most `limit` claims with the words behind a place, in their order.
pub(super) fn search(
    connection: &Connection,
    wanted: &Wanted,
    words: &str,
    order: Order,
    after: Option<Position>,
    limit: u32,
) -> Result<Vec<Found>, StoreError> {
    if order == Order::Urgent {
        return by_rank(wanted, after, limit, |wanted, after, limit| search(connection, wanted, words, Order::Newest, after, limit));
    }
    let mut best = Best { order, after, limit: usize::try_from(limit).unwrap_or(usize::MAX), found: BTreeSet::new() };
    match by_words(connection, wanted, words, &mut best)? {
        Way::ByWords => Ok(best.found.into_iter().map(|(_, row, time)| Found { time, row }).collect()),
        Way::ByFilter => by_filter(connection, wanted, words, order, after, limit),
    }
}

/// How a search was gone about.
enum Way {
    /// All claims of the page are found.
    ByWords,
    /// It has to go along the order of the filter.
    ByFilter,
}

/// The first claims of the order among those that were seen.
struct Best {
    order: Order,
    after: Option<Position>,
    limit: usize,
    /// The place in the order, the number, and what the list is ordered by.
    found: BTreeSet<(i64, i64, i64)>,
}

impl Best {
    /// A time as a place in the order: the first ones are the lowest.
    fn place(&self, time: i64) -> i64 {
        if matches!(self.order, Order::Oldest | Order::Text) { time } else { time.saturating_neg() }
    }

    fn see(&mut self, claim: i64, time: i64) {
        let place = self.place(time);
        if self.after.is_none_or(|after| (self.place(after.time), after.row) < (place, claim)) {
            self.found.insert((place, claim, time));
            if self.found.len() > self.limit {
                self.found.pop_last();
            }
        }
    }

    /// Whether nothing belongs to the page any more that lies at this place or behind it.
    fn is_whole_before(&self, place: i64) -> bool {
        self.found.len() == self.limit && self.found.last().is_none_or(|last| last.0 < place)
    }
}

/// Reads the claims with the words by number, from the end that the order begins with.
fn by_words(connection: &Connection, wanted: &Wanted, words: &str, best: &mut Best) -> Result<Way, StoreError> {
    let behind: i64 = connection.prepare_cached("SELECT behind FROM claim_disorder")?.query_row([], |row| row.get(0))?;
    let range = range(connection, wanted, best, behind)?;
    let (backwards, by_time) = (best.order != Order::Oldest, matches!(best.order, Order::Newest | Order::Oldest));
    let direction = if backwards { "DESC" } else { "ASC" };
    let sql = format!("SELECT rowid FROM claim_words WHERE claim_words MATCH ? AND rowid >= ? AND rowid <= ? ORDER BY rowid {direction}");
    let mut with_words = connection.prepare_cached(&sql)?;
    let mut rows = with_words.query(params![words, range.0, range.1])?;
    let mut test = Test::new(connection, wanted, best.order)?;
    let mut gathered: Option<HashMap<i64, i64>> = None;
    let (mut seen, mut fitting) = (0, 0);
    while let Some(row) = rows.next()? {
        let claim: i64 = row.get(0)?;
        let (latest, fits) = match &gathered {
            // What is gathered by time tells when it was seen; of others nothing has to be known.
            Some(gathered) => gathered.get(&claim).map_or((None, None), |&time| (by_time.then_some(time), Some(time))),
            None => test.look_at(claim)?,
        };
        if let Some(time) = fits {
            fitting += 1;
            best.see(claim, time);
        }
        if let Some(created_at) = latest {
            // What is left was seen at this time at the latest, or at the earliest, but for the disorder.
            let left = if backwards { created_at.saturating_add(behind) } else { created_at.saturating_sub(behind) };
            if by_time && best.is_whole_before(best.place(left)) {
                return Ok(Way::ByWords);
            }
        }
        seen += 1;
        if seen == LOOKED_AT {
            let passed = (range.1 - claim, claim - range.0);
            let (read, left) = if backwards { passed } else { (passed.1, passed.0) };
            let read = Read { seen, fitting, read, left, limit: best.limit, by_time };
            match read.shortest_way(held_by_cheapest_way(connection, wanted, best.order)?) {
                Rest::AsBefore => {}
                Rest::Gather => {
                    let all = find(connection, wanted, best.order, None, GATHERED)?;
                    // There may be more than the counters could tell.
                    let whole = all.len() < usize::try_from(GATHERED).unwrap_or(usize::MAX);
                    gathered = whole.then(|| all.into_iter().map(|claim| (claim.row, claim.time)).collect());
                }
                Rest::ByFilter => return Ok(Way::ByFilter),
            }
        }
    }
    Ok(Way::ByWords)
}

/// Looks at claims one by one, whether the rest of the filter fits them.
struct Test<'c> {
    statement: rusqlite::CachedStatement<'c>,
    values: Vec<Value>,
}

impl<'c> Test<'c> {
    fn new(connection: &'c Connection, wanted: &Wanted, order: Order) -> Result<Self, StoreError> {
        let column = match order {
            Order::Updated => "updated_at",
            Order::Text => "ordinal",
            _ => "created_at",
        };
        let stands = if wanted.withdrawn { "TRUE" } else { "claims.withdrawn_at IS NULL" };
        let (condition, values) = wanted.conditions().finish();
        let sql = format!("SELECT created_at, {column}, {stands} AND {condition} FROM claims WHERE claim = ?");
        Ok(Self { statement: connection.prepare_cached(&sql)?, values })
    }

    /// When a claim was first seen; and what it is ordered by, where the filter fits it.
    fn look_at(&mut self, claim: i64) -> Result<(Option<i64>, Option<i64>), StoreError> {
        let statement: &mut Statement<'_> = &mut self.statement;
        let parameters = self.values.iter().cloned().chain([claim.into()]);
        // A NULL in a condition is no.
        let tested = statement.query_row(params_from_iter(parameters), |row| {
            Ok((Some(row.get(0)?), Some(row.get(1)?).filter(|_| row.get::<_, Option<bool>>(2).is_ok_and(|fits| fits == Some(true)))))
        });
        Ok(tested.optional()?.unwrap_or_default())
    }
}

/// What was read of the claims with the words, and what is left.
struct Read {
    seen: u64,
    fitting: u64,
    /// Numbers of claims, whatever their words, that were passed, and that are left.
    read: i64,
    left: i64,
    limit: usize,
    by_time: bool,
}

/// How to go on.
enum Rest {
    AsBefore,
    Gather,
    ByFilter,
}

impl Read {
    /// Every way is judged as if what is left were like what was read. `held` is how many claims the filter's index holds.
    #[expect(clippy::cast_precision_loss, reason = "estimates")]
    fn shortest_way(&self, held: u64) -> Rest {
        let (seen, limit) = (self.seen as f64, self.limit as f64);
        // The share of all claims that has these words.
        let share = (seen / (self.read as f64).max(1.0)).min(1.0);
        let all_left = (self.left as f64).max(0.0) * share;
        let left = if self.by_time && self.fitting > 0 { (limit * seen / self.fitting as f64).min(all_left) } else { all_left };
        let as_before = left * ROW;
        let gather = if held < u64::from(GATHERED) { held as f64 * GATHER + left * READ } else { f64::MAX };
        let by_filter = limit / share * LOOK_UP;
        if by_filter < gather.min(as_before) {
            Rest::ByFilter
        } else if gather < as_before {
            Rest::Gather
        } else {
            Rest::AsBefore
        }
    }
}

/// The lowest and the highest number that a claim can have, as the times say that are asked for.
fn range(connection: &Connection, wanted: &Wanted, best: &Best, behind: i64) -> Result<(i64, i64), StoreError> {
    let (mut earliest, mut latest) = (wanted.since, wanted.until.map(|until| until.saturating_sub(1)));
    if let Some(after) = best.after {
        match best.order {
            Order::Newest => latest = Some(latest.map_or(after.time, |latest| latest.min(after.time))),
            Order::Oldest => earliest = Some(earliest.map_or(after.time, |earliest| earliest.max(after.time))),
            _ => {}
        }
    }
    let first = |sql: &str, time: i64| connection.prepare_cached(sql)?.query_row([time], |row| row.get::<_, i64>(0)).optional();
    let (mut lowest, mut highest) = (0, i64::MAX);
    if let Some(earliest) = earliest {
        let before = "SELECT claim FROM claims WHERE withdrawn_at IS NULL AND created_at < ? ORDER BY created_at DESC, claim DESC LIMIT 1";
        lowest = first(before, earliest.saturating_sub(behind))?.unwrap_or(0);
    }
    if let Some(latest) = latest {
        let behind_it = "SELECT claim FROM claims WHERE withdrawn_at IS NULL AND created_at > ? ORDER BY created_at, claim LIMIT 1";
        highest = first(behind_it, latest.saturating_add(behind))?.unwrap_or(i64::MAX);
    }
    if highest == i64::MAX {
        highest = connection.prepare_cached("SELECT coalesce(max(claim), 0) FROM claims")?.query_row([], |row| row.get(0))?;
    }
    Ok((lowest, highest))
}

/// Goes along the filter's index, and looks each claim up in the index of words.
fn by_filter(
    connection: &Connection,
    wanted: &Wanted,
    words: &str,
    order: Order,
    after: Option<Position>,
    limit: u32,
) -> Result<Vec<Found>, StoreError> {
    let mut has_words = connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM claim_words WHERE claim_words MATCH ? AND rowid = ?)")?;
    let wanted_number = usize::try_from(limit).unwrap_or(usize::MAX);
    let (mut all, mut after, mut chunk) = (Vec::new(), after, limit.max(64));
    loop {
        let candidates = find(connection, wanted, order, after, chunk)?;
        for candidate in &candidates {
            let words = Value::Text(words.to_owned());
            if has_words.query_row(params![words, candidate.row], |row| row.get(0))? {
                all.push(*candidate);
                if all.len() == wanted_number {
                    return Ok(all);
                }
            }
        }
        if candidates.len() < usize::try_from(chunk).unwrap_or(usize::MAX) {
            return Ok(all);
        }
        after = candidates.last().copied();
        chunk = chunk.saturating_mul(2).min(4096);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ClaimFilter, ClaimSort, ReviewState, SourceKind, Status, Verdict};
    use crate::store::sqlite::claim_list::order_of;
    use crate::store::sqlite::{Durability, SqliteStore};

    /// Numbers that look drawn by lot.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, limit: i64) -> i64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            i64::try_from(self.0 >> 33).unwrap() % limit
        }

        fn some<T: Copy>(&mut self, all: &[T]) -> Vec<T> {
            let chosen = all.iter().copied().filter(|_| self.below(4) == 0);
            chosen.collect()
        }
    }

    /// Claims as columns have them, some seen later than others of higher numbers. Nothing that they refer to is there.
    fn fill(connection: &Connection, dice: &mut Dice) {
        connection.execute_batch("PRAGMA foreign_keys = OFF; BEGIN").unwrap();
        for number in 1..=9 {
            connection.execute("INSERT INTO outlets VALUES (?, ?)", params![number, format!("outlet {number}")]).unwrap();
            connection.execute("INSERT INTO sources (source, slug) VALUES (?1, 'source-' || ?1)", [number]).unwrap();
        }
        for number in 1..=3000_i64 {
            let created_at = number / 3 * 40_000_000_000 - if dice.below(50) == 0 { dice.below(400_000_000_000) } else { 0 };
            let review = 1 + dice.below(3);
            let verdict = (review == 3).then(|| 1 + dice.below(4));
            let withdrawn_at = (dice.below(10) == 0).then_some(created_at);
            connection
                .execute(
                    "INSERT INTO claims (claim, id, article, revision, ordinal, outlet, source, kind, reference, status, engine_reference,
                         engine_status, review, verdict, version, created_at, updated_at, taken_by, decided_by, withdrawn_at)
                     VALUES (?1, randomblob(16), ?1 / 30, 1, ?1 % 30, ?2, ?3, ?4, 1, ?5, 1, 1, ?6, ?7, 1, ?8, ?9, ?10, ?11, ?12)",
                    params![
                        number,
                        1 + dice.below(4) * dice.below(3),
                        1 + dice.below(3) * dice.below(5),
                        1 + dice.below(8),
                        1 + dice.below(6),
                        review,
                        verdict,
                        created_at.max(0),
                        created_at.max(0) + dice.below(90_000_000_000),
                        (review == 2).then_some("Ada"),
                        verdict.map(|found| if found == 1 { "Ada" } else { "Ben" }),
                        withdrawn_at,
                    ],
                )
                .unwrap();
            let text = format!("often{}{}", if number % 5 == 0 { " sometimes" } else { "" }, if number % 400 == 0 { " seldom" } else { "" });
            connection.execute("INSERT INTO claim_texts VALUES (?, '', ?)", params![number, text]).unwrap();
            connection.execute("INSERT INTO claim_words (rowid, text) VALUES (?, ?)", params![number, text]).unwrap();
        }
        connection.execute_batch("COMMIT").unwrap();
    }

    fn draw(dice: &mut Dice) -> ClaimFilter {
        let names = |dice: &mut Dice, word: &str| (1..=9).filter(|_| dice.below(6) == 0).map(|number| format!("{word}{number}")).collect();
        let time = |dice: &mut Dice| (dice.below(3) == 0).then(|| jiff::Timestamp::from_microsecond(dice.below(1000) * 40_000_000_000).unwrap());
        let mut filter = ClaimFilter {
            status: if dice.below(2) == 0 { dice.some(Status::ALL) } else { Vec::new() },
            kind: if dice.below(3) == 0 { dice.some(&SourceKind::ALL) } else { Vec::new() },
            review: if dice.below(2) == 0 { dice.some(ReviewState::ALL) } else { Vec::new() },
            verdict: if dice.below(5) == 0 { dice.some(Verdict::ALL) } else { Vec::new() },
            outlet: if dice.below(3) == 0 { names(dice, "outlet ") } else { Vec::new() },
            source: if dice.below(3) == 0 { names(dice, "source-") } else { Vec::new() },
            decided_by: if dice.below(8) == 0 { vec!["Ada".to_owned()] } else { Vec::new() },
            since: time(dice),
            until: time(dice),
            withdrawn: dice.below(6) == 0,
            sort: ClaimSort::ALL[usize::try_from(dice.below(4)).unwrap()],
            ..ClaimFilter::default()
        };
        if filter.withdrawn && filter.sort == ClaimSort::Urgent {
            filter.sort = ClaimSort::Newest;
        }
        filter.words = ["often", "sometimes", "seldom"].into_iter().filter(|_| dice.below(3) == 0).map(str::to_owned).collect();
        filter
    }

    #[test]
    fn whichever_way_is_taken_a_list_has_what_matches_in_its_order() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("a.db"), Durability::Power).unwrap();
        drop(store);
        let connection = Connection::open(folder.path().join("a.db")).unwrap();
        let mut dice = Dice(7);
        fill(&connection, &mut dice);
        let disorder: i64 = connection.query_row("SELECT behind FROM claim_disorder", [], |row| row.get(0)).unwrap();
        assert!(disorder > 0);
        let mut matched = 0;
        for _ in 0..1500 {
            let filter = draw(&mut dice);
            let order = order_of(&filter);
            let Some(wanted) = Wanted::of(&connection, &filter).unwrap() else { continue };
            let (condition, parameters) = wanted.all_conditions().finish();
            let by = match order {
                Order::Newest => "claims.created_at DESC",
                Order::Oldest => "claims.created_at",
                Order::Updated => "claims.updated_at DESC",
                Order::Text => "claims.ordinal",
                Order::Urgent => {
                    "CASE claims.status WHEN 5 THEN 1 WHEN 6 THEN 2 WHEN 4 THEN 3 WHEN 2 THEN 4 WHEN 3 THEN 5 ELSE 6 END, claims.created_at DESC"
                }
            };
            let mut statement =
                connection.prepare(&format!("SELECT claims.claim FROM claims WHERE {condition} ORDER BY {by}, claims.claim")).unwrap();
            let all: Vec<i64> = statement.query_map(params_from_iter(parameters), |row| row.get(0)).unwrap().map(Result::unwrap).collect();
            matched += all.len();
            let limit = 1 + usize::try_from(dice.below(40)).unwrap();
            let (mut found, mut after): (Vec<i64>, Option<Position>) = (Vec::new(), None);
            // Some pages; of short lists all.
            for _ in 0..8 {
                let count = u32::try_from(limit).unwrap();
                let page = match &wanted.words {
                    Some(words) => search(&connection, &wanted, words, order, after, count),
                    None => find(&connection, &wanted, order, after, count),
                };
                let page = page.unwrap();
                found.extend(page.iter().map(|found| found.row));
                after = page.last().copied();
                if page.len() < limit {
                    break;
                }
            }
            assert_eq!(found, all[..all.len().min(8 * limit)], "{filter:?}");
        }
        assert!(matched > 10_000, "{matched}");
    }
}
