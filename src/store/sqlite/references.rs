//! Rows that many others point to: outlets, versions, sources and references to sources.
//!
//! In: a value. Out: the number of its row, made where there was none; and the value of a number.
//! Deliberately absent: changing or removing them.

use super::codes::Coded;
use crate::domain::{SourceId, SourceRef, Versions};
use crate::store::StoreError;
use rusqlite::{Connection, OptionalExtension, Params, params};

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

/// The numbers of a source and of this reference to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reference {
    pub(super) source: i64,
    pub(super) reference: i64,
}

pub(super) fn add_reference(connection: &Connection, source: &SourceRef) -> Result<Reference, StoreError> {
    let slug = source.id.as_str();
    let number = find_or_add(connection, "SELECT source FROM sources WHERE slug = ?", "INSERT INTO sources (slug) VALUES (?)", [slug])?;
    let speaker = source.speaker.as_deref().unwrap_or_default();
    let reference = find_or_add(
        connection,
        "SELECT reference FROM source_references WHERE source = ? AND name = ? AND kind = ? AND speaker = ? AND known = ?",
        "INSERT INTO source_references (source, name, kind, speaker, known) VALUES (?, ?, ?, ?, ?)",
        params![number, source.name, source.kind.code(), speaker, source.known],
    )?;
    Ok(Reference { source: number, reference })
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

/// A source under the name that an article last called it, without a speaker.
pub(super) fn newest_reference(connection: &Connection, source: i64) -> Result<SourceRef, StoreError> {
    let mut statement = connection.prepare_cached("SELECT max(reference) FROM source_references WHERE source = ?")?;
    let newest = statement.query_row([source], |row| row.get(0))?;
    Ok(SourceRef { speaker: None, ..reference(connection, newest)? })
}
