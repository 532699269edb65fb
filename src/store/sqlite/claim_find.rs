//! Which claims a list holds next, found along one index.
//!
//! In: what is asked for, an order and a place. Out: the numbers of claims, in that order, with what each is ordered by.
//! Deliberately absent: the claims themselves (`claim_list`), and words in them (`claim_search`).
//!
//! Every index of claims is ordered by a column and then by time, so that a page is read from where it begins until it is full.
//! What else is asked for is tested on the way: so the index is the one that holds the fewest claims of those that are asked for,
//! as the counters tell. SQLite's own planner knows no counts of single values.

use super::claim_counts::{ALL, Counted, Known, at_most};
use super::claim_filter::Wanted;
use super::conditions::marks;
use crate::domain::Position;
use crate::store::StoreError;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// The order in which claims are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Newest,
    Oldest,
    Updated,
    /// By status as the queue has it, and within each the newest first.
    Urgent,
    /// As they stand in the text.
    Text,
}

/// A claim's number, and what the list is ordered by: a time, its place in the queue, its place in the text.
pub(super) type Found = Position;

/// Statuses in the order of urgency; a claim's place in the queue is its status's place in this, from 1, times 2^60, less the time.
const RANKS: [i64; 6] = [5, 6, 4, 2, 3, 1];

/// A status's part of the place in the queue.
const RANK: i64 = 1 << 60;

/// So many parts of an index are read side by side for several values of a column; for more, another one is taken.
const BRANCHES: usize = 16;

/// How many claims that changed lately are counted before another index is looked for.
const CHANGED: u32 = 2000;

/// The work of sorting a claim, or of looking up its row, in that of a step along an index: 1.2 and 0.15 µs on a machine of 2025.
const SORTED: u64 = 8;

/// At most `limit` claims behind a place, in their order.
pub(super) fn find(connection: &Connection, wanted: &Wanted, order: Order, after: Option<Position>, limit: u32) -> Result<Vec<Found>, StoreError> {
    if order == Order::Urgent {
        return by_rank(wanted, after, limit, |wanted, after, limit| find(connection, wanted, Order::Newest, after, limit));
    }
    let Some((sql, parameters)) = statement(connection, wanted, order, after, limit)? else { return Ok(Vec::new()) };
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(parameters), |row| Ok(Found { row: row.get(0)?, time: row.get(1)? }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Goes through the statuses in the order of urgency, in each by time, until there are enough.
pub(super) fn by_rank(
    wanted: &Wanted,
    after: Option<Position>,
    limit: u32,
    mut newest: impl FnMut(&Wanted, Option<Position>, u32) -> Result<Vec<Found>, StoreError>,
) -> Result<Vec<Found>, StoreError> {
    // The rank that the place lies in: times are above 0 and below 2^60.
    let begin = after.map_or(1, |place| place.time.saturating_add(RANK - 1).div_euclid(RANK));
    let mut all = Vec::new();
    for (rank, status) in (1..).zip(RANKS) {
        let left = limit.saturating_sub(u32::try_from(all.len()).unwrap_or(u32::MAX));
        if rank < begin || left == 0 || !(wanted.status.is_empty() || wanted.status.contains(&status)) {
            continue;
        }
        let after = after.filter(|_| rank == begin).map(|place| Position { time: rank * RANK - place.time, ..place });
        let found = newest(&Wanted { status: vec![status], ..wanted.clone() }, after, left)?;
        all.extend(found.into_iter().map(|claim| Found { time: rank * RANK - claim.time, ..claim }));
    }
    Ok(all)
}

/// An index with the parts of it that hold what is asked for.
#[derive(Debug)]
struct Way {
    index: &'static str,
    /// What makes each part; one that is empty for the whole.
    parts: Vec<(&'static str, Option<Value>)>,
    /// Claims in these parts, roughly.
    claims: u64,
    /// Whether its order is the one that is asked for.
    ordered: bool,
}

impl Way {
    /// What it costs to read a page of so many, of a list of about `matching`, in steps along an index.
    fn cost(&self, limit: u64, matching: u64) -> u64 {
        let parts = u64::try_from(self.parts.len()).unwrap_or(u64::MAX);
        if self.ordered {
            let steps = self.claims.saturating_mul(limit) / matching.max(1);
            steps.min(self.claims).saturating_mul(parts)
        } else {
            self.claims.saturating_mul(SORTED)
        }
    }
}

/// The statement that finds them; none where counters say that there are none.
fn statement(
    connection: &Connection,
    wanted: &Wanted,
    order: Order,
    after: Option<Position>,
    limit: u32,
) -> Result<Option<(String, Vec<Value>)>, StoreError> {
    let (column, direction, comparison) = match order {
        Order::Newest | Order::Urgent => ("claims.created_at", "DESC", "<"),
        Order::Oldest => ("claims.created_at", "ASC", ">"),
        Order::Updated => ("claims.updated_at", "DESC", "<"),
        Order::Text => ("claims.ordinal", "ASC", ">"),
    };
    let mut parts: Vec<(&str, Option<Value>, &str, &str)> = Vec::new();
    if let Some(way) = cheapest_way(connection, wanted, order, limit)? {
        let stands = if way.index == OF_ARTICLE && wanted.withdrawn { "" } else { "claims.withdrawn_at IS NULL" };
        parts.extend(way.parts.into_iter().map(|(part, value)| (part, value, way.index, stands)));
    }
    if wanted.withdrawn && wanted.article.is_empty() {
        parts.push(("", None, "claims_withdrawn", "claims.withdrawn_at IS NOT NULL"));
    }
    if parts.is_empty() {
        return Ok(None);
    }
    let (branches, mut parameters) = (parts.len(), Vec::new());
    let mut sqls = Vec::new();
    for (part, value, index, stands) in parts {
        let mut conditions = wanted.conditions();
        if let Some(Position { time, row }) = after {
            // The first part says what the second implies, in a form that an index can use.
            let clause = format!("{column} {comparison}= ? AND ({column} {comparison} ? OR claims.claim > ?)");
            conditions.add(clause, [time.into(), time.into(), row.into()]);
        }
        for clause in [stands, part] {
            if !clause.is_empty() {
                conditions.add(clause, value.clone().filter(|_| clause == part));
            }
        }
        let (condition, values) = conditions.finish();
        parameters.extend(values);
        sqls.push(format!(
            "SELECT claims.claim AS claim, {column} AS place FROM claims INDEXED BY {index} WHERE {condition}
             ORDER BY {column} {direction}, claims.claim LIMIT {limit}"
        ));
    }
    let sql = match sqls.pop() {
        Some(only) if branches == 1 => only,
        last => {
            sqls.extend(last);
            let all = sqls.iter().map(|sql| format!("SELECT claim, place FROM ({sql})")).collect::<Vec<_>>().join(" UNION ALL ");
            format!("SELECT claim, place FROM ({all}) ORDER BY place {direction}, claim LIMIT {limit}")
        }
    };
    Ok(Some((sql, parameters)))
}

/// The index of an article's claims: a few dozen, whether they stand or not.
const OF_ARTICLE: &str = "claims_of_article";

/// The way that costs least; none where nothing stands that is asked for.
fn cheapest_way(connection: &Connection, wanted: &Wanted, order: Order, limit: u32) -> Result<Option<Way>, StoreError> {
    if !wanted.article.is_empty() {
        let parts = wanted.article.iter().map(|&article| ("claims.article = ?", Some(article.into()))).collect::<Vec<_>>();
        // SQLite takes any number of parts at once where they are sorted anyway.
        let parts = if parts.len() > BRANCHES { vec![("", None)] } else { parts };
        return Ok(Some(Way { index: OF_ARTICLE, parts, claims: 0, ordered: false }));
    }
    let all = Counted::of(connection, ALL, ALL)?;
    let matching = match at_most(connection, wanted)? {
        Known::AtMost(counted) if counted.sum() == 0 => return Ok(None),
        Known::AtMost(counted) => Some(counted.sum()),
        Known::Nothing => None,
    };
    let ways = ways(connection, wanted, order, &all)?;
    // Where several outlets and sources meet nobody has counted: some claims of the rarer ones at least.
    let matching = matching.unwrap_or_else(|| ways.iter().map(|way| way.claims).min().unwrap_or(0) / 16);
    Ok(ways.into_iter().min_by_key(|way| way.cost(u64::from(limit), matching)))
}

/// How many claims the parts of an index hold, roughly, along which a list is found: those that do not match as well.
pub(super) fn held_by_cheapest_way(connection: &Connection, wanted: &Wanted, order: Order) -> Result<u64, StoreError> {
    let held = cheapest_way(connection, wanted, order, u32::MAX)?.map_or(0, |way| way.claims);
    // Withdrawn claims are not counted; whoever wants them too is taken to want many.
    Ok(if wanted.withdrawn { u64::MAX } else { held })
}

/// Every index that could serve. Those by time come last: of two that cost the same, the first one is taken.
fn ways(connection: &Connection, wanted: &Wanted, order: Order, all: &Counted) -> Result<Vec<Way>, StoreError> {
    let ordered = matches!(order, Order::Newest | Order::Oldest);
    let mut ways = Vec::new();
    let mut add = |index, parts: Vec<(&'static str, Option<Value>)>, claims, ordered| {
        if (1..=BRANCHES).contains(&parts.len()) {
            ways.push(Way { index, parts, claims, ordered });
        }
    };
    if wanted.recheck {
        add("claims_to_recheck", vec![("", None)], 1, ordered);
    }
    if wanted.review == [1] {
        let statuses = if wanted.status.is_empty() { (1..=6).collect() } else { wanted.status.clone() };
        let parts = statuses.iter().map(|status| ("claims.status = ?", Some((*status).into()))).collect();
        add("claims_pending", parts, all.with(&[1], &[], &wanted.status), ordered);
    }
    if wanted.review == [2] || !wanted.taken_by.is_empty() {
        add("claims_held", vec![("", None)], all.with(&[2], &[], &[]), ordered);
    }
    if !wanted.decided_by.is_empty() {
        let parts = wanted.decided_by.iter().map(|name| ("claims.decided_by = ?", Some(Value::Text(name.clone())))).collect();
        // Reviewers are not counted one by one: each of four does a quarter.
        add("claims_found_by", parts, all.with(&[3], &[], &[]) / 4, ordered);
    }
    if !wanted.verdict.is_empty() {
        let parts = wanted.verdict.iter().map(|verdict| ("claims.verdict = ?", Some((*verdict).into()))).collect();
        add("claims_found", parts, all.with(&[], &wanted.verdict, &[]), ordered);
    }
    if wanted.review == [3] {
        let claims = all.with(&[3], &[], &[]);
        if order == Order::Updated {
            add("claims_decided_by_change", vec![("", None)], claims, true);
        }
        add("claims_decided", vec![("", None)], claims, ordered);
    }
    let each = |clause: &'static str, numbers: &[i64]| numbers.iter().map(|&number| (clause, Some(number.into()))).collect::<Vec<_>>();
    if !wanted.source.is_empty() {
        let sum = "SELECT coalesce(sum(claims), 0) FROM source_totals WHERE source IN";
        let mut count = connection.prepare_cached(&format!("{sum} ({})", marks(wanted.source.len())))?;
        let claims: i64 = count.query_row(params_from_iter(&wanted.source), |row| row.get(0))?;
        add("claims_by_source", each("claims.source = ?", &wanted.source), u64::try_from(claims).unwrap_or(0), ordered);
    }
    if !wanted.outlet.is_empty() {
        let mut claims = 0;
        for &outlet in &wanted.outlet {
            claims += Counted::of(connection, outlet, ALL)?.sum();
        }
        add("claims_by_outlet", each("claims.outlet = ?", &wanted.outlet), claims, ordered);
    }
    if !wanted.kind.is_empty() {
        let mut claims = 0;
        for &kind in &wanted.kind {
            claims += Counted::of(connection, ALL, kind)?.sum();
        }
        add("claims_by_kind", each("claims.kind = ?", &wanted.kind), claims, ordered);
    }
    if !wanted.status.is_empty() {
        add("claims_by_status", each("claims.status = ?", &wanted.status), all.with(&[], &[], &wanted.status), ordered);
    }
    if let Some(since) = wanted.updated_since {
        let few = format!("SELECT 1 FROM claims INDEXED BY claims_by_change WHERE withdrawn_at IS NULL AND updated_at >= ? LIMIT {CHANGED}");
        let claims: u32 = connection.prepare_cached(&format!("SELECT count(*) FROM ({few})"))?.query_row([since], |row| row.get(0))?;
        if claims < CHANGED {
            add("claims_by_change", vec![("", None)], u64::from(claims), order == Order::Updated);
        }
    }
    let whole = if order == Order::Updated { "claims_by_change" } else { "claims_by_time" };
    add(whole, vec![("", None)], all.sum(), ordered || order == Order::Updated);
    Ok(ways)
}

/// How SQLite goes about a page.
#[cfg(test)]
pub(super) fn plan(connection: &Connection, wanted: &Wanted, order: Order) -> Result<Vec<String>, StoreError> {
    let Some((sql, parameters)) = statement(connection, wanted, order, None, 51)? else { return Ok(Vec::new()) };
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
    let steps = statement.query_map(params_from_iter(parameters), |row| row.get(3))?;
    Ok(steps.collect::<Result<_, _>>()?)
}
