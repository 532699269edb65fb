//! Sources as records, and lists of them.
//!
//! In: slugs; conditions and a place in the list. Out: records, in the order in which they came to be known.
//! Deliberately absent: changing them (`source_changes`, `source_merges`).

use super::codes::Coded;
use super::conditions::Conditions;
use super::source_names;
use super::values::{lines, time};
use crate::domain::{Page, PageRequest, Position, SourceFilter, SourceId, SourceRecord, TaughtSource};
use crate::store::StoreError;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};
use std::collections::{BTreeMap, HashSet};

const SELECT: &str = "SELECT source, slug, coalesce(name, own_name), coalesce(kind, own_kind), nullif(coalesce(parent, own_parent), ''),
        coalesce(aliases, own_aliases), coalesce(spokespersons, own_spokespersons), origin, looked_at, merged_into,
        coalesce((SELECT claims FROM source_totals WHERE source_totals.source = sources.source), 0), version, created_at, updated_at
     FROM sources";

/// The source with this slug.
pub(super) fn lookup(connection: &Connection, id: &SourceId) -> Result<Option<SourceRecord>, StoreError> {
    let Some(number) = source_names::number(connection, id)? else { return Ok(None) };
    read(connection, number).map(Some)
}

/// The source with this number.
pub(super) fn read(connection: &Connection, number: i64) -> Result<SourceRecord, StoreError> {
    let row = connection.prepare_cached(&format!("{SELECT} WHERE source = ?"))?.query_row([number], source_row)?;
    record(connection, row)
}

/// A page of sources.
pub(super) fn list(connection: &Connection, filter: &SourceFilter, page: PageRequest) -> Result<Page<SourceRecord>, StoreError> {
    let mut conditions = Conditions::default();
    conditions.add(if filter.merged { "merged_into IS NOT NULL" } else { "merged_into IS NULL" }, []);
    if !filter.words.is_empty() {
        let words = filter.words.iter().map(|word| format!("\"{}\"*", word.replace('"', "\"\""))).collect::<Vec<_>>().join(" ");
        conditions.add("source IN (SELECT rowid FROM source_words WHERE source_words MATCH ?)", [Value::Text(words)]);
    }
    conditions.one_of("coalesce(kind, own_kind)", &filter.kind.iter().map(|kind| kind.code()).collect::<Vec<_>>());
    conditions.one_of("origin", &filter.origin.iter().map(|origin| origin.code()).collect::<Vec<_>>());
    if let Some(looked_at) = filter.looked_at {
        conditions.one_of("looked_at", &[i64::from(looked_at)]);
    }
    if let Some(after) = page.after {
        conditions.add("source > ?", [after.row.into()]);
    }
    let (condition, parameters) = conditions.finish();
    // One row more than wanted tells whether more follow.
    let sql = format!("{SELECT} WHERE {condition} ORDER BY source LIMIT {}", u64::from(page.limit) + 1);
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query_map(params_from_iter(parameters), source_row)?.collect::<Result<Vec<_>, _>>()?;
    let wanted = usize::try_from(page.limit).unwrap_or(usize::MAX);
    let more = rows.len() > wanted;
    rows.truncate(wanted);
    let next = rows.last().filter(|_| more).map(|row| Position { time: 0, row: row.number });
    Ok(Page { items: rows.into_iter().map(|row| record(connection, row)).collect::<Result<_, _>>()?, next })
}

/// What people taught that an analysis has to know, with the number of the last event that changed it.
pub(super) fn taught(connection: &Connection) -> Result<(i64, Vec<TaughtSource>), StoreError> {
    // First: a change between this and the rest is then taken for news once more, and never missed.
    let last = last_change(connection)?;
    // The target of each merged source, in the order of their numbers.
    let mut merged: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    let mut statement = connection.prepare_cached("SELECT source FROM sources WHERE merged_into IS NOT NULL ORDER BY source")?;
    for source in statement.query_map([], |row| row.get(0))? {
        let source: i64 = source?;
        merged.entry(source_names::settled(connection, source)?).or_default().push(source);
    }
    let mut statement = connection.prepare_cached(
        "SELECT source FROM sources
         WHERE origin = 3 OR name IS NOT NULL OR kind IS NOT NULL OR aliases IS NOT NULL OR spokespersons IS NOT NULL",
    )?;
    let numbers = statement.query_map([], |row| row.get(0))?.collect::<Result<HashSet<i64>, _>>()?;
    let mut numbers: Vec<i64> = numbers.into_iter().chain(merged.keys().copied()).collect();
    numbers.sort_unstable();
    numbers.dedup();

    let mut all = Vec::new();
    for number in numbers {
        let own = read(connection, number)?;
        if own.merged_into.is_some() {
            continue;
        }
        let mut source =
            TaughtSource { id: own.id, name: own.name, kind: own.kind, aliases: own.aliases, spokespersons: own.spokespersons, merged: Vec::new() };
        for &gone in merged.get(&number).into_iter().flatten() {
            let gone = read(connection, gone)?;
            source.merged.push(gone.id);
            source.spokespersons.extend(gone.spokespersons);
        }
        all.push(source);
    }
    Ok((last, all))
}

/// The number of the last event that changed what people taught; 0 where there is none.
pub(super) fn last_change(connection: &Connection) -> Result<i64, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT coalesce(max(event), 0) FROM events
         WHERE claim IS NULL AND action IN ('source-added', 'source-changed', 'source-merged', 'merge-undone')",
    )?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// The number of a source's parent, which is another one where it was merged; none where the source would be its own.
pub(super) fn parent(connection: &Connection, number: i64, slug: Option<&str>) -> Result<Option<i64>, StoreError> {
    let Some(slug) = slug else { return Ok(None) };
    let Some(parent) = source_names::number(connection, &SourceId::from_slug(slug))? else { return Ok(None) };
    let parent = source_names::settled(connection, parent)?;
    Ok(Some(parent).filter(|&parent| parent != number))
}

/// Whether a source is another one, or belongs to it, directly or by way of others.
pub(super) fn belongs_to(connection: &Connection, source: i64, other: i64) -> Result<bool, StoreError> {
    let mut find = connection.prepare_cached("SELECT nullif(coalesce(parent, own_parent), '') FROM sources WHERE source = ?")?;
    let (mut at, mut seen) = (Some(source), HashSet::new());
    while let Some(number) = at.filter(|&number| seen.insert(number)) {
        if number == other {
            return Ok(true);
        }
        let slug: Option<String> = find.query_row([number], |row| row.get(0))?;
        at = parent(connection, number, slug.as_deref())?;
    }
    Ok(false)
}

struct SourceRow {
    number: i64,
    slug: String,
    name: String,
    kind: i64,
    parent: Option<String>,
    aliases: String,
    spokespersons: String,
    origin: i64,
    looked_at: bool,
    merged_into: Option<i64>,
    claims: i64,
    version: u32,
    created_at: i64,
    updated_at: i64,
}

fn source_row(row: &Row<'_>) -> rusqlite::Result<SourceRow> {
    Ok(SourceRow {
        number: row.get(0)?,
        slug: row.get(1)?,
        name: row.get(2)?,
        kind: row.get(3)?,
        parent: row.get(4)?,
        aliases: row.get(5)?,
        spokespersons: row.get(6)?,
        origin: row.get(7)?,
        looked_at: row.get(8)?,
        merged_into: row.get(9)?,
        claims: row.get(10)?,
        version: row.get(11)?,
        created_at: row.get(12)?,
        updated_at: row.get(13)?,
    })
}

fn record(connection: &Connection, row: SourceRow) -> Result<SourceRecord, StoreError> {
    let parent = parent(connection, row.number, row.parent.as_deref())?;
    Ok(SourceRecord {
        id: SourceId::from_slug(row.slug),
        name: row.name,
        kind: Coded::from_code(row.kind)?,
        parent: parent.map(|parent| source_names::slug(connection, parent)).transpose()?,
        aliases: lines(&row.aliases),
        spokespersons: lines(&row.spokespersons),
        origin: Coded::from_code(row.origin)?,
        looked_at: row.looked_at,
        merged_into: row.merged_into.map(|into| source_names::slug(connection, into)).transpose()?,
        claims: u64::try_from(row.claims).unwrap_or(0),
        version: row.version,
        created_at: time(row.created_at)?,
        updated_at: time(row.updated_at)?,
    })
}

/// Whether a registry's sources were taken in last.
pub(super) fn is_taken_in(connection: &Connection, version: &str) -> Result<bool, StoreError> {
    let mut last = connection.prepare_cached("SELECT version FROM registries ORDER BY registry DESC LIMIT 1")?;
    Ok(last.query_row([], |row| row.get::<_, String>(0)).optional()?.is_some_and(|last| last == version))
}
