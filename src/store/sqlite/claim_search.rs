//! Which claims with certain words a list holds next.
//!
//! In: words with everything else that is asked for, an order and a place. Out: the numbers of claims in that order, as `claim_find`
//! gives them.
//! Deliberately absent: ranking. A search is a filter like others, and its list has the order of all lists.
//!
//! The index of words gives claims by their number, in either direction. Numbers go by time but for a known disorder
//! (`claim_disorder` in the schema), so that a page by time is whole once what is left can only lie behind it. Where few of the
//! claims with these words match the rest of the filter, it goes the other way round: along the filter's index, and
//! each claim is looked up in the index of words.

use super::claim_filter::Wanted;
use super::claim_find::{Found, Order, by_rank, find};
use crate::domain::Position;
use crate::store::StoreError;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};
use std::collections::BTreeSet;

/// Claims with the words that are read before it is asked which way is shorter: some 5 ms.
const LOOKED_AT: u64 = 3000;

/// What it costs to look a claim up in the index of words, in claims that are read from it: 12 and 1.5 µs on a machine of 2025.
const LOOK_UP: f64 = 8.0;

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
        Way::Done => Ok(best.found.into_iter().map(|(_, row, time)| Found { time, row }).collect()),
        Way::ByFilter => by_filter(connection, wanted, words, order, after, limit),
    }
}

/// How a search goes on.
enum Way {
    /// It does not have to.
    Done,
    /// Along the index of the filter.
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
        if matches!(self.order, Order::Oldest | Order::Text) { time } else { -time }
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
    let backwards = best.order != Order::Oldest;
    let column = match best.order {
        Order::Updated => "updated_at",
        Order::Text => "ordinal",
        _ => "created_at",
    };
    let by_time = matches!(best.order, Order::Newest | Order::Oldest);
    let stands = if wanted.withdrawn { "TRUE" } else { "claims.withdrawn_at IS NULL" };
    let (condition, values) = wanted.conditions().finish();
    let mut test = connection.prepare_cached(&format!("SELECT created_at, {column}, {stands} AND {condition} FROM claims WHERE claim = ?"))?;
    let direction = if backwards { "DESC" } else { "ASC" };
    let sql = format!("SELECT rowid FROM claim_words WHERE claim_words MATCH ? AND rowid >= ? AND rowid <= ? ORDER BY rowid {direction}");
    let mut with_words = connection.prepare_cached(&sql)?;
    let mut rows = with_words.query(params![words, range.0, range.1])?;
    let (mut seen, mut fitting) = (0, 0);
    while let Some(row) = rows.next()? {
        let claim: i64 = row.get(0)?;
        let parameters = values.iter().cloned().chain([claim.into()]);
        let tested = test.query_row(params_from_iter(parameters), |row| Ok((row.get::<_, i64>(0)?, row.get(1)?, row.get::<_, Option<bool>>(2)?)));
        let Some((created_at, time, fits)) = tested.optional()? else { continue };
        // A NULL in a condition is no.
        if fits == Some(true) {
            fitting += 1;
            best.see(claim, time);
        }
        // What is left was seen at this time at the latest, or at the earliest, but for the disorder.
        let left = if backwards { created_at.saturating_add(behind) } else { created_at.saturating_sub(behind) };
        if by_time && best.is_whole_before(best.place(left)) {
            return Ok(Way::Done);
        }
        seen += 1;
        if seen == LOOKED_AT {
            let read = if backwards { range.1.saturating_sub(claim) } else { claim.saturating_sub(range.0) };
            let left = if backwards { claim.saturating_sub(range.0) } else { range.1.saturating_sub(claim) };
            if filter_is_shorter(seen, fitting, read, left, best.limit, by_time) {
                return Ok(Way::ByFilter);
            }
        }
    }
    Ok(Way::Done)
}

/// Whether the rest is found sooner along the filter's index. Both ways are judged as if what is left were like what was read.
#[expect(clippy::cast_precision_loss, reason = "estimates")]
fn filter_is_shorter(seen: u64, fitting: u64, read: i64, left: i64, limit: usize, by_time: bool) -> bool {
    let (seen, read, left, limit) = (seen as f64, (read as f64).max(1.0), (left as f64).max(0.0), limit as f64);
    let of_words = (seen / read).min(1.0);
    let all_left = left * of_words;
    let by_words = if by_time && fitting > 0 { (limit * seen / fitting as f64).min(all_left) } else { all_left };
    // Of the claims along the filter's index as many have the words as of all claims.
    let by_filter = limit / of_words * LOOK_UP;
    by_filter < by_words
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
