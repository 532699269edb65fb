//! Rows that many others point to: outlets, versions, sources and references to sources.
//!
//! In: a value. Out: the number of its row, made where there was none; and the value of a number.
//! Deliberately absent: changing or removing them.

use super::codes::Coded;
use super::source_names;
use crate::domain::{SourceId, SourceOrigin, SourceRef, Versions};
use crate::store::StoreError;
use rusqlite::{Connection, OptionalExtension, Params, params};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Finds a row's number by its key, or adds the row.
fn find_or_add(connection: &Connection, find: &str, add: &str, key: impl Params + Clone) -> Result<i64, StoreError> {
    let found = connection.prepare_cached(find)?.query_row(key.clone(), |row| row.get(0)).optional()?;
    match found {
        Some(number) => Ok(number),
        None => Ok(connection.prepare_cached(add)?.insert(key)?),
    }
}

pub(super) fn add_outlet(connection: &Connection, name: &str) -> Result<i64, StoreError> {
    find_or_add(connection, "SELECT outlet FROM outlets WHERE name = ?", "INSERT INTO outlets (name) VALUES (?)", [name])
}

pub(super) fn add_versions(connection: &Connection, versions: &Versions) -> Result<i64, StoreError> {
    find_or_add(
        connection,
        "SELECT version FROM versions WHERE engine = ? AND model = ? AND registry = ?",
        "INSERT INTO versions (engine, model, registry) VALUES (?, ?, ?)",
        [&versions.engine, &versions.model, &versions.registry],
    )
}

pub(super) fn versions(connection: &Connection, number: i64) -> Result<Versions, StoreError> {
    let mut statement = connection.prepare_cached("SELECT engine, model, registry FROM versions WHERE version = ?")?;
    Ok(statement.query_row([number], |row| Ok(Versions { engine: row.get(0)?, model: row.get(1)?, registry: row.get(2)? }))?)
}

/// The numbers of a source and of a reference to it, with the kind that counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reference {
    pub(super) source: i64,
    pub(super) reference: i64,
    /// The kind that people taught, where they did, else the reference's own.
    pub(super) kind: i64,
}

/// Finds or adds a source and this reference to it. A source that was merged into another is that other one: an analysis may have
/// begun before the merge.
pub(super) fn add_reference(connection: &Connection, source: &SourceRef) -> Result<Reference, StoreError> {
    let mut find = connection.prepare_cached("SELECT source, merged_into, kind FROM sources WHERE slug = ?")?;
    let found: Option<(i64, Option<i64>, Option<i64>)> =
        find.query_row([source.id.as_str()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
    let (number, kind) = match found {
        Some((_, Some(into), _)) => return add_moved(connection, source_names::settled(connection, into)?, source),
        Some((number, None, kind)) => (number, kind),
        None => (add_source(connection, source)?, None),
    };
    let reference = find_or_add_reference(connection, number, &source.name, source.kind.code(), source)?;
    Ok(Reference { source: number, reference, kind: kind.unwrap_or(source.kind.code()) })
}

/// The same words as a reference to the source with this number, under that one's name and kind.
pub(super) fn add_moved(connection: &Connection, into: i64, source: &SourceRef) -> Result<Reference, StoreError> {
    let mut find = connection.prepare_cached("SELECT coalesce(name, own_name), coalesce(kind, own_kind) FROM sources WHERE source = ?")?;
    let (name, kind): (String, i64) = find.query_row([into], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let reference = find_or_add_reference(connection, into, &name, kind, source)?;
    Ok(Reference { source: into, reference, kind })
}

fn find_or_add_reference(connection: &Connection, number: i64, name: &str, kind: i64, source: &SourceRef) -> Result<i64, StoreError> {
    find_or_add(
        connection,
        "SELECT reference FROM source_references WHERE source = ? AND name = ? AND kind = ? AND speaker = ? AND known = ?",
        "INSERT INTO source_references (source, name, kind, speaker, known) VALUES (?, ?, ?, ?, ?)",
        params![number, name, kind, source.speaker.as_deref().unwrap_or_default(), source.known],
    )
}

/// Adds a source that an article brought up. It came with the revision that is being written.
fn add_source(connection: &Connection, source: &SourceRef) -> Result<i64, StoreError> {
    let origin = if source.known { SourceOrigin::Shipped } else { SourceOrigin::Discovered };
    let number = connection
        .prepare_cached(
            "INSERT INTO sources (slug, own_name, own_kind, origin, looked_at, created_at, updated_at)
             SELECT ?1, ?2, ?3, ?4, ?5, at, at FROM (SELECT coalesce((SELECT created_at FROM revisions ORDER BY revision DESC LIMIT 1), 0) AS at)",
        )?
        .insert(params![source.id.as_str(), source.name, source.kind.code(), origin.code(), source.known])?;
    source_names::write(connection, number, [source.name.as_str()], [])?;
    Ok(number)
}

/// The source that a reference names, under the name and kind that people taught, where they did.
pub(super) fn reference(connection: &Connection, number: i64) -> Result<SourceRef, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT slug, coalesce(sources.name, source_references.name), coalesce(sources.kind, source_references.kind), speaker,
             known = 1 OR origin = 3
         FROM source_references JOIN sources USING (source) WHERE reference = ?",
    )?;
    let (slug, name, kind, speaker, known): (String, String, i64, String, bool) =
        statement.query_row([number], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))?;
    let speaker = (!speaker.is_empty()).then_some(speaker);
    Ok(SourceRef { id: SourceId::from_slug(slug), name, kind: Coded::from_code(kind)?, speaker, known })
}

/// What rows of one answer refer to, each looked up once.
pub(super) struct Referred<'c> {
    connection: &'c Connection,
    references: HashMap<i64, SourceRef>,
}

impl<'c> Referred<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        Self { connection, references: HashMap::new() }
    }

    /// As [`reference`].
    pub(super) fn reference(&mut self, number: i64) -> Result<SourceRef, StoreError> {
        match self.references.entry(number) {
            Entry::Occupied(found) => Ok(found.get().clone()),
            Entry::Vacant(place) => Ok(place.insert(reference(self.connection, number)?).clone()),
        }
    }
}

/// The reference that stands for this one today: the same, or one to the source into which its source was merged.
pub(super) fn standing(connection: &Connection, number: i64) -> Result<Reference, StoreError> {
    let mut find = connection.prepare_cached(
        "SELECT source, coalesce(sources.kind, source_references.kind) FROM source_references JOIN sources USING (source) WHERE reference = ?",
    )?;
    let (source, kind) = find.query_row([number], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let target = source_names::settled(connection, source)?;
    if target == source {
        return Ok(Reference { source, reference: number, kind });
    }
    bare_reference(connection, target, None)?.ok_or_else(|| StoreError::Damaged(format!("the source {target} has no name")))
}

/// A reference to the source with this slug, or to the one into which it was merged, without a speaker; none where nobody
/// knows such a source. `shipped` is the source as the registry has it, where it does.
pub(super) fn find_source(connection: &Connection, slug: &SourceId, shipped: Option<&SourceRef>) -> Result<Option<Reference>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT source FROM sources WHERE slug = ?")?;
    match statement.query_row([slug.as_str()], |row| row.get(0)).optional()? {
        Some(source) => bare_reference(connection, source_names::settled(connection, source)?, shipped.filter(|shipped| shipped.id == *slug)),
        None => shipped.map(|shipped| add_reference(connection, shipped)).transpose(),
    }
}

/// A reference to a source without a speaker, under the name that people taught, the registry ships or an article last called it.
fn bare_reference(connection: &Connection, source: i64, shipped: Option<&SourceRef>) -> Result<Option<Reference>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT slug, coalesce(sources.name, source_references.name), coalesce(sources.kind, source_references.kind), coalesce(known, 1)
         FROM sources LEFT JOIN source_references USING (source) WHERE source = ? ORDER BY known DESC, reference DESC LIMIT 1",
    )?;
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
    let (slug, name, kind, known): (String, Option<String>, Option<i64>, bool) = statement.query_row([source], row)?;
    let named = match (name, kind) {
        (Some(name), Some(kind)) => SourceRef { id: SourceId::from_slug(slug), name, kind: Coded::from_code(kind)?, speaker: None, known },
        _ => match shipped {
            Some(shipped) => shipped.clone(),
            None => return Ok(None),
        },
    };
    add_reference(connection, &named).map(Some)
}

/// A source under the name that an article last called it, without a speaker.
pub(super) fn newest_reference(connection: &Connection, source: i64) -> Result<SourceRef, StoreError> {
    let mut statement = connection.prepare_cached("SELECT max(reference) FROM source_references WHERE source = ?")?;
    let newest = statement.query_row([source], |row| row.get(0))?;
    Ok(SourceRef { speaker: None, ..reference(connection, newest)? })
}
