//! Lists of claims, and single ones, with the words around them.
//!
//! In: conditions, an order and a place in the list. Out: a page of claims in context.
//! Deliberately absent: what a claim's row looks like (`claim_rows`).

use super::analysis_rows::read_attribution;
use super::claim_rows::{ClaimRow, claim_row, select, stored_claim};
use super::codes::Coded;
use super::conditions::{Conditions, marks};
use super::values::{micros, sent_html};
use crate::domain::{ClaimFilter, ClaimId, ClaimInContext, ClaimSort, Page, PageRequest, Position, SentHtml};
use crate::store::StoreError;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use std::collections::HashMap;
use std::sync::Arc;

/// Text that one page may draw in, 8 MB: a page of 200 claims from usual articles of 5 KB needs one.
/// Where articles are long, the page ends early and the next one goes on from there.
const PAGE_TEXT: usize = 8_000_000;

pub(super) fn lookup(connection: &Connection, id: ClaimId) -> Result<Option<ClaimInContext>, StoreError> {
    let mut statement = connection.prepare_cached(&select("claims.id = ?"))?;
    let Some(row) = statement.query_row([id.0.as_bytes()], claim_row).optional()? else { return Ok(None) };
    Texts::default().in_context(connection, row).map(Some)
}

pub(super) fn list(connection: &Connection, filter: &ClaimFilter, page: PageRequest) -> Result<Page<ClaimInContext>, StoreError> {
    let Some((sql, parameters)) = statement(connection, filter, page)? else { return Ok(Page { items: Vec::new(), next: None }) };
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query_map(params_from_iter(parameters), claim_row)?;

    let mut texts = Texts::default();
    let mut items = Vec::new();
    let mut last = None;
    let wanted = usize::try_from(page.limit).unwrap_or(usize::MAX);
    while let Some(row) = rows.next().transpose()? {
        if items.len() == wanted || (texts.size > PAGE_TEXT && !texts.holds(row.revision)) {
            return Ok(Page { items, next: last });
        }
        let time = match order_of(filter) {
            ClaimSort::Newest | ClaimSort::Oldest => row.created_at,
            ClaimSort::Updated => row.updated_at,
            ClaimSort::Urgent => row.urgency,
            ClaimSort::Text => i64::from(row.ordinal),
        };
        last = Some(Position { time, row: row.claim });
        items.push(texts.in_context(connection, row)?);
    }
    Ok(Page { items, next: None })
}

/// The statement that finds a page and one row more, which tells whether more follow; none where nothing can match.
fn statement(connection: &Connection, filter: &ClaimFilter, page: PageRequest) -> Result<Option<(String, Vec<Value>)>, StoreError> {
    let Some(mut conditions) = conditions(connection, filter)? else { return Ok(None) };
    // Claims of one moment are those of one article: they follow its text whatever the order.
    let (column, direction, comparison) = match order_of(filter) {
        ClaimSort::Newest => ("claims.created_at", "DESC", "<"),
        ClaimSort::Oldest => ("claims.created_at", "ASC", ">"),
        ClaimSort::Updated => ("claims.updated_at", "DESC", "<"),
        ClaimSort::Urgent => ("claims.urgency", "ASC", ">"),
        ClaimSort::Text => ("claims.ordinal", "ASC", ">"),
    };
    if let Some(Position { time, row }) = page.after {
        // The first part says what the second implies, in a form that an index can use.
        conditions.add(format!("{column} {comparison}= ? AND ({column} {comparison} ? OR claims.claim > ?)"), [time.into(), time.into(), row.into()]);
    }
    let (condition, parameters) = conditions.finish();
    let sql = select(&format!("{condition} ORDER BY {column} {direction}, claims.claim LIMIT {}", u64::from(page.limit) + 1));
    Ok(Some((sql, parameters)))
}

/// The order that is read. Within one status, urgency goes by the time alone, for which each status has an index.
fn order_of(filter: &ClaimFilter) -> ClaimSort {
    if filter.sort == ClaimSort::Urgent && filter.status.len() == 1 { ClaimSort::Newest } else { filter.sort }
}

/// How SQLite goes about the first page of a filter.
#[cfg(test)]
pub(super) fn plan(connection: &Connection, filter: &ClaimFilter) -> Result<Vec<String>, StoreError> {
    let Some((sql, parameters)) = statement(connection, filter, PageRequest { after: None, limit: 50 })? else { return Ok(Vec::new()) };
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
    let steps = statement.query_map(params_from_iter(parameters), |row| row.get(3))?;
    Ok(steps.collect::<Result<_, _>>()?)
}

/// The conditions of a filter; none where nothing can match.
pub(super) fn conditions(connection: &Connection, filter: &ClaimFilter) -> Result<Option<Conditions>, StoreError> {
    let mut conditions = Conditions::default();
    if !filter.withdrawn {
        conditions.add("claims.withdrawn_at IS NULL", []);
    }
    if filter.recheck {
        conditions.add("claims.recheck = 1", []);
    }
    if !filter.taken_by.is_empty() {
        // Only what is taken has a name; said once more, an index can be used.
        conditions.add(
            format!("claims.review = 2 AND claims.taken_by IN ({})", marks(filter.taken_by.len())),
            filter.taken_by.iter().cloned().map(Value::Text),
        );
    }
    if !filter.decided_by.is_empty() {
        conditions.add(format!("claims.decided_by IN ({})", marks(filter.decided_by.len())), filter.decided_by.iter().cloned().map(Value::Text));
    }
    let articles: Vec<Value> = filter.article.iter().map(|id| Value::Blob(id.0.as_bytes().to_vec())).collect();
    for (column, table, key, values) in [
        ("claims.source", "source FROM sources", "slug", texts(&filter.source)),
        ("claims.outlet", "outlet FROM outlets", "name", texts(&filter.outlet)),
        ("claims.article", "article FROM articles", "id", articles),
    ] {
        if !values.is_empty() {
            let numbers = numbers(connection, table, key, values)?;
            if numbers.is_empty() {
                return Ok(None);
            }
            conditions.one_of(column, &numbers);
        }
    }
    // Half of all claims may have one of these: where the urgent ones are wanted, they are tested along its index, which a plus
    // says to SQLite, and not collected and sorted for each page.
    let [status, kind, verdict] = match order_of(filter) {
        ClaimSort::Urgent => ["+claims.status", "+claims.kind", "+claims.verdict"],
        _ => ["claims.status", "claims.kind", "claims.verdict"],
    };
    conditions.one_of(status, &codes(&filter.status));
    conditions.one_of(kind, &codes(&filter.kind));
    conditions.one_of("claims.review", &codes(&filter.review));
    conditions.one_of(verdict, &codes(&filter.verdict));
    for (clause, time) in
        [("claims.created_at >= ?", filter.since), ("claims.created_at < ?", filter.until), ("claims.updated_at >= ?", filter.updated_since)]
    {
        if let Some(time) = time {
            conditions.add(clause, [micros(time).into()]);
        }
    }
    if !filter.words.is_empty() {
        conditions.add("claims.claim IN (SELECT rowid FROM claim_words WHERE claim_words MATCH ?)", [Value::Text(literal_words(&filter.words))]);
    }
    Ok(Some(conditions))
}

fn codes<T: Coded>(values: &[T]) -> Vec<i64> {
    values.iter().map(|value| value.code()).collect()
}

fn texts(values: &[String]) -> Vec<Value> {
    values.iter().cloned().map(Value::Text).collect()
}

/// The numbers of the rows with these keys. `table` and `key` are ours, the values are parameters.
fn numbers(connection: &Connection, table: &str, key: &str, values: Vec<Value>) -> Result<Vec<i64>, StoreError> {
    let mut statement = connection.prepare_cached(&format!("SELECT {table} WHERE {key} IN ({}) ORDER BY 1", marks(values.len())))?;
    let rows = statement.query_map(params_from_iter(values), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Words for FTS5, each a string in quotation marks: in those nothing has a meaning but the quotation mark, which is doubled.
fn literal_words(words: &[String]) -> String {
    words.iter().map(|word| format!("\"{}\"", word.replace('"', "\"\""))).collect::<Vec<_>>().join(" ")
}

/// The texts that a page's claims stand in, each read once.
#[derive(Default)]
struct Texts {
    by_revision: HashMap<i64, SharedText>,
    size: usize,
}

/// A text, and the HTML that it was read from.
#[derive(Clone)]
struct SharedText {
    text: Arc<str>,
    html: Option<Arc<SentHtml>>,
}

impl Texts {
    fn holds(&self, revision: i64) -> bool {
        self.by_revision.contains_key(&revision)
    }

    fn in_context(&mut self, connection: &Connection, row: ClaimRow) -> Result<ClaimInContext, StoreError> {
        let SharedText { text, html } = self.text(connection, row.revision)?;
        let attribution = row.attribution.map(|place| read_attribution(connection, row.revision, place)).transpose()?;
        Ok(ClaimInContext { claim: stored_claim(connection, row)?, attribution, text, html })
    }

    fn text(&mut self, connection: &Connection, revision: i64) -> Result<SharedText, StoreError> {
        if let Some(shared) = self.by_revision.get(&revision) {
            return Ok(shared.clone());
        }
        let (body, original, map): (String, Option<String>, Option<String>) = connection
            .prepare_cached(
                "SELECT body, original, offset_map FROM revisions
                 WHERE revision = (SELECT coalesce(body_of, revision) FROM revisions WHERE revision = ?)",
            )?
            .query_row([revision], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        self.size += body.len() + original.as_ref().map_or(0, String::len);
        let html = sent_html(original, map.as_deref())?.map(Arc::new);
        let shared = SharedText { text: body.into(), html };
        self.by_revision.insert(revision, shared.clone());
        Ok(shared)
    }
}
