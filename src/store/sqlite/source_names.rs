//! Names of sources in the form in which they are compared, and where merged sources went.
//!
//! In: names; numbers of sources. Out: who has a name; the source that answers for another.
//! Deliberately absent: how names are folded (`domain`), and search (the database's own index).

use super::values::lines;
use crate::domain::{SourceId, name_key};
use crate::store::StoreError;
use rusqlite::{Connection, OptionalExtension, params};

/// Merges, one into the next, that are followed: far more than people make, and done in milliseconds.
const LONGEST_WAY: usize = 1000;

/// Adds names of a source, and of people who speak for it.
pub(super) fn write<'n>(
    connection: &Connection,
    source: i64,
    names: impl IntoIterator<Item = &'n str>,
    speakers: impl IntoIterator<Item = &'n str>,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached("INSERT OR IGNORE INTO source_names (form, speaks, source) VALUES (?, ?, ?)")?;
    let all = names.into_iter().map(|name| (name, false)).chain(speakers.into_iter().map(|name| (name, true)));
    for (name, speaks) in all.filter(|(name, _)| !name.is_empty()) {
        statement.execute(params![name_key(name), speaks, source])?;
    }
    Ok(())
}

/// Brings the names of a source in step with its row.
pub(super) fn rewrite(connection: &Connection, source: i64) -> Result<(), StoreError> {
    connection.prepare_cached("DELETE FROM source_names WHERE source = ?")?.execute([source])?;
    let mut find = connection.prepare_cached(
        "SELECT own_name, coalesce(name, ''), coalesce(aliases, own_aliases), coalesce(spokespersons, own_spokespersons) FROM sources WHERE source = ?",
    )?;
    let (own, name, aliases, speakers): (String, String, String, String) =
        find.query_row([source], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    let (aliases, speakers) = (lines(&aliases), lines(&speakers));
    write(
        connection,
        source,
        [own.as_str(), name.as_str()].into_iter().chain(aliases.iter().map(String::as_str)),
        speakers.iter().map(String::as_str),
    )
}

/// Whether the source with this number has this name.
pub(super) fn has(connection: &Connection, source: i64, name: &str, speaks: bool) -> Result<bool, StoreError> {
    let mut find = connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM source_names WHERE form = ? AND speaks = ? AND source = ?)")?;
    Ok(find.query_row(params![name_key(name), speaks, source], |row| row.get(0))?)
}

/// Who else has this name, of the sources that were not merged. `except` is the number of the one that wants it.
pub(super) fn bearer(connection: &Connection, name: &str, speaks: bool, except: &[i64]) -> Result<Option<SourceId>, StoreError> {
    let mut find = connection.prepare_cached(
        "SELECT source, slug FROM source_names JOIN sources USING (source) WHERE form = ? AND speaks = ? AND merged_into IS NULL ORDER BY source",
    )?;
    let bearers = find.query_map(params![name_key(name), speaks], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
    for bearer in bearers {
        let (source, slug) = bearer?;
        if !except.contains(&source) {
            return Ok(Some(SourceId::from_slug(slug)));
        }
    }
    Ok(None)
}

/// The number of the source with this slug.
pub(super) fn number(connection: &Connection, id: &SourceId) -> Result<Option<i64>, StoreError> {
    Ok(connection.prepare_cached("SELECT source FROM sources WHERE slug = ?")?.query_row([id.as_str()], |row| row.get(0)).optional()?)
}

/// The slug of the source with this number.
pub(super) fn slug(connection: &Connection, source: i64) -> Result<SourceId, StoreError> {
    let slug: String = connection.prepare_cached("SELECT slug FROM sources WHERE source = ?")?.query_row([source], |row| row.get(0))?;
    Ok(SourceId::from_slug(slug))
}

/// The source that a source was merged into, directly or by way of others; itself where it was not merged.
pub(super) fn settled(connection: &Connection, source: i64) -> Result<i64, StoreError> {
    let mut find = connection.prepare_cached("SELECT merged_into FROM sources WHERE source = ?")?;
    let mut at = source;
    // A merge never makes a ring: only sources that were not merged are merged into. In a damaged file nobody waits for its end.
    for _ in 0..=LONGEST_WAY {
        match find.query_row([at], |row| row.get::<_, Option<i64>>(0))? {
            Some(into) => at = into,
            None => return Ok(at),
        }
    }
    Err(StoreError::Damaged(format!("the merges of source {source} do not end")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_of_merges_is_damage_and_a_chain_leads_to_its_end() {
        let connection = super::super::migrations::empty_database();
        connection
            .execute_batch(
                "WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 500)
                 INSERT INTO sources (source, slug) SELECT value, 's' || value FROM n;
                 UPDATE sources SET merged_into = source + 1 WHERE source < 500;",
            )
            .unwrap();
        assert_eq!(settled(&connection, 1).unwrap(), 500);
        assert_eq!(settled(&connection, 500).unwrap(), 500);
        connection.execute("UPDATE sources SET merged_into = 1 WHERE source = 500", []).unwrap();
        assert!(matches!(settled(&connection, 1), Err(StoreError::Damaged(_))));
    }
}
