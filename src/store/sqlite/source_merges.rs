//! Sources that are one: merges, and taking them back.
//!
//! In: two sources; a source that was merged. Out: claims, names and events moved, each claim noted so that it can be moved back.
//! Deliberately absent: references in analyses, which go on saying what the engine said.

use super::codes::Coded;
use super::events::{self, NewEvent};
use super::references::add_moved;
use super::source_changes::{Outcome, find_changeable};
use super::values::{lines, micros};
use super::{source_names, source_rows};
use crate::domain::{Action, FieldChange, Merge, SourceId, SourceRecord, SourceRef, SourceRefusal, Stamp, Unmerged, name_key};
use crate::store::StoreError;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashSet;
use uuid::Uuid;

/// Merges a source into another one.
pub(super) fn merge(connection: &Connection, merge: Uuid, id: &SourceId, into: &SourceId, stamp: &Stamp) -> Outcome<Merge> {
    let (from, to) = match check(connection, id, into)? {
        Ok(found) => found,
        Err(refused) => return Ok(Err(refused)),
    };
    let aliases = gained_names(connection, &from, &to)?;
    let number = connection
        .prepare_cached("INSERT INTO merges (id, source, into_source, aliases, event, actor, at) VALUES (?, ?, ?, ?, 0, ?, ?)")?
        .insert(params![merge.as_bytes(), from.number, to.number, aliases.join("\n"), stamp.by, micros(stamp.at)])?;
    let claims = move_claims(connection, number, &from, &to, stamp)?;

    let mut all = to.record.aliases.clone();
    all.extend(aliases.iter().cloned());
    if !aliases.is_empty() {
        write_aliases(connection, &to, Some(&all.join("\n")), &all, stamp)?;
    }
    connection.prepare_cached("UPDATE sources SET merged_into = ?, version = version + 1, updated_at = ? WHERE source = ?")?.execute(params![
        to.number,
        micros(stamp.at),
        from.number
    ])?;
    let changes = vec![
        FieldChange::new("merged_into", None, Some(into.to_string())),
        FieldChange::new("claims", None, Some(claims.to_string())),
        FieldChange::new("merge", None, Some(merge.to_string())),
    ];
    let event = events::add(connection, &NewEvent { subject: Some(id.as_str()), changes, ..NewEvent::new(stamp, Action::SourceMerged) })?;
    connection.prepare_cached("UPDATE merges SET event = ? WHERE merge = ?")?.execute([event, number])?;
    let (source, into) = (source_rows::read(connection, from.number)?, source_rows::read(connection, to.number)?);
    Ok(Ok(Merge { id: Some(merge), claims, aliases, source, into }))
}

/// What a merge would do. It is done, looked at and rolled back, so that it can't differ.
pub(super) fn preview(connection: &Connection, id: &SourceId, into: &SourceId, stamp: &Stamp) -> Outcome<Merge> {
    connection.execute_batch("SAVEPOINT preview")?;
    let outcome = merge(connection, Uuid::nil(), id, into, stamp);
    connection.execute_batch("ROLLBACK TO preview; RELEASE preview")?;
    Ok(outcome?.map(|done| Merge { id: None, ..done }))
}

/// Takes the merge of a source back: what it moved and nobody changed since goes back, and so do the names.
pub(super) fn unmerge(connection: &Connection, id: &SourceId, stamp: &Stamp) -> Outcome<Unmerged> {
    let Some(from) = source_names::number(connection, id)? else { return Ok(Err(SourceRefusal::Unknown)) };
    let mut find = connection
        .prepare_cached("SELECT merge, into_source, aliases FROM merges WHERE source = ? AND undone_at IS NULL ORDER BY merge DESC LIMIT 1")?;
    let found: Option<(i64, i64, String)> = find.query_row([from], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
    let Some((merge, to, aliases)) = found else { return Ok(Err(SourceRefusal::NotMerged(id.clone()))) };
    let (from, to) =
        (Party { number: from, record: source_rows::read(connection, from)? }, Party { number: to, record: source_rows::read(connection, to)? });
    if let Some(refused) = refuse_unmerge(connection, &from, &to)? {
        return Ok(Err(refused));
    }
    let claims = move_back(connection, merge, &from, &to, stamp)?;

    let lost: HashSet<String> = lines(&aliases).iter().map(|alias| name_key(alias)).collect();
    let kept: Vec<String> = to.record.aliases.iter().filter(|alias| !lost.contains(&name_key(alias))).cloned().collect();
    if kept != to.record.aliases {
        let own: String = connection.prepare_cached("SELECT own_aliases FROM sources WHERE source = ?")?.query_row([to.number], |row| row.get(0))?;
        let all = kept.join("\n");
        // What is as it ships was not taught.
        write_aliases(connection, &to, Some(all.as_str()).filter(|all| *all != own), &kept, stamp)?;
    }
    connection
        .prepare_cached("UPDATE sources SET merged_into = NULL, version = version + 1, updated_at = ? WHERE source = ?")?
        .execute(params![micros(stamp.at), from.number])?;
    connection.prepare_cached("UPDATE merges SET undone_at = ? WHERE merge = ?")?.execute(params![micros(stamp.at), merge])?;
    let mut changes =
        vec![FieldChange::new("merged_into", Some(to.record.id.to_string()), None), FieldChange::new("claims", None, Some(claims.to_string()))];
    // Parents that were given meanwhile may have made a ring with the one that it had.
    let parent = source_rows::parent(connection, from.number, from.record.parent.as_ref().map(SourceId::as_str))?;
    if let Some(parent) = parent
        && source_rows::belongs_to(connection, parent, from.number)?
    {
        connection.prepare_cached("UPDATE sources SET parent = '' WHERE source = ?")?.execute([from.number])?;
        changes.push(FieldChange::new("parent", from.record.parent.as_ref().map(SourceId::to_string), None));
    }
    events::add(connection, &NewEvent { subject: Some(id.as_str()), changes, ..NewEvent::new(stamp, Action::MergeUndone) })?;
    Ok(Ok(Unmerged { claims, source: source_rows::read(connection, from.number)? }))
}

/// One side of a merge.
struct Party {
    number: i64,
    record: SourceRecord,
}

fn check(connection: &Connection, id: &SourceId, into: &SourceId) -> Outcome<(Party, Party)> {
    let from = match find_changeable(connection, id)? {
        Ok((number, record)) => Party { number, record },
        Err(refused) => return Ok(Err(refused)),
    };
    if id == into {
        return Ok(Err(SourceRefusal::Merge("a source can't be merged into itself".to_owned())));
    }
    let to = match find_changeable(connection, into)? {
        Ok((number, record)) => Party { number, record },
        Err(SourceRefusal::Unknown) => return Ok(Err(SourceRefusal::Into(format!("there is no source `{into}`")))),
        Err(SourceRefusal::Merged { id, into }) => {
            return Ok(Err(SourceRefusal::Merge(format!("`{id}` was itself merged into `{into}`: name that one"))));
        }
        Err(refused) => return Ok(Err(refused)),
    };
    if source_rows::belongs_to(connection, to.number, from.number)? {
        let detail = format!("`{into}` belongs to `{id}`, and would belong to itself: give it another parent first, or merge the other way round");
        return Ok(Err(SourceRefusal::Merge(detail)));
    }
    Ok(Ok((from, to)))
}

/// The names of one source that the other does not have yet, and that no third one has.
fn gained_names(connection: &Connection, from: &Party, to: &Party) -> Result<Vec<String>, StoreError> {
    let own: String = connection.prepare_cached("SELECT own_name FROM sources WHERE source = ?")?.query_row([from.number], |row| row.get(0))?;
    let mut seen = HashSet::new();
    let mut gained = Vec::new();
    for name in [&from.record.name, &own].into_iter().chain(&from.record.aliases).filter(|name| !name.is_empty()) {
        let is_new = !source_names::has(connection, to.number, name, false)?
            && source_names::bearer(connection, name, false, &[from.number, to.number])?.is_none();
        if is_new && seen.insert(name_key(name)) {
            gained.push(name.clone());
        }
    }
    Ok(gained)
}

/// Moves all claims, withdrawn ones included; gives their number.
fn move_claims(connection: &Connection, merge: i64, from: &Party, to: &Party, stamp: &Stamp) -> Result<u64, StoreError> {
    let mut statement = connection.prepare_cached("SELECT DISTINCT reference FROM claims WHERE source = ?")?;
    let references = statement.query_map([from.number], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    let mut words = connection.prepare_cached("SELECT speaker, known FROM source_references WHERE reference = ?")?;
    for reference in references {
        let (speaker, known): (String, bool) = words.query_row([reference], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let source = SourceRef {
            id: to.record.id.clone(),
            name: to.record.name.clone(),
            kind: to.record.kind,
            speaker: Some(speaker).filter(|speaker| !speaker.is_empty()),
            known,
        };
        let moved = add_moved(connection, to.number, &source)?;
        connection
            .prepare_cached(
                "INSERT INTO merged_claims (merge, claim, reference, kind, moved)
                 SELECT ?, claim, reference, kind, ? FROM claims WHERE source = ? AND reference = ?",
            )?
            .execute(params![merge, moved.reference, from.number, reference])?;
    }
    add_moved_events(connection, "SELECT claim FROM merged_claims WHERE merge = ?1", merge, from, to, stamp)?;
    let count = connection
        .prepare_cached(
            "UPDATE claims SET source = ?1, kind = ?2, reference = moved, version = version + 1, updated_at = ?3
             FROM merged_claims WHERE merged_claims.claim = claims.claim AND merge = ?4",
        )?
        .execute(params![to.number, to.record.kind.code(), micros(stamp.at), merge])?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// The claims that a merge moved, and whose source nobody touched since. ?2 is the last event of the merge.
const UNTOUCHED: &str = "SELECT merged_claims.claim FROM merged_claims JOIN claims USING (claim)
     WHERE merge = ?1 AND claims.reference = moved AND NOT EXISTS (
         SELECT 1 FROM events JOIN event_changes USING (event)
         WHERE events.claim = claims.claim AND events.event > (SELECT merges.event FROM merges WHERE merges.merge = ?1)
             AND field = 'source' AND action <> 'source-moved')";

fn move_back(connection: &Connection, merge: i64, from: &Party, to: &Party, stamp: &Stamp) -> Result<u64, StoreError> {
    // Decided once: the events of moving back must not be taken for a change.
    let claims = connection.prepare_cached(UNTOUCHED)?.query_map([merge], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    add_moved_events(connection, UNTOUCHED, merge, to, from, stamp)?;
    let taught: Option<i64> = connection.prepare_cached("SELECT kind FROM sources WHERE source = ?")?.query_row([from.number], |row| row.get(0))?;
    let mut update = connection.prepare_cached(
        "UPDATE claims SET source = ?1, kind = coalesce(?2, merged_claims.kind), reference = merged_claims.reference, version = version + 1, updated_at = ?3
         FROM merged_claims WHERE merged_claims.claim = claims.claim AND merge = ?4 AND claims.claim = ?5",
    )?;
    for claim in &claims {
        update.execute(params![from.number, taught, micros(stamp.at), merge, claim])?;
    }
    Ok(u64::try_from(claims.len()).unwrap_or(u64::MAX))
}

/// An event for each claim that `which` selects, before it is moved.
fn add_moved_events(connection: &Connection, which: &str, merge: i64, from: &Party, to: &Party, stamp: &Stamp) -> Result<(), StoreError> {
    let last = events::last(connection)?;
    connection
        .prepare_cached(&format!(
            "INSERT INTO events (at, actor, action, article, claim, version, subject)
             SELECT ?2, ?3, ?4, article, claim, version + 1, ?5 FROM claims WHERE claim IN ({which}) ORDER BY claim"
        ))?
        .execute(params![merge, micros(stamp.at), stamp.by, Action::SourceMoved.as_str(), to.record.id.as_str()])?;
    connection
        .prepare_cached("INSERT INTO event_changes (event, place, field, before, after) SELECT event, 0, 'source', ?, ? FROM events WHERE event > ?")?
        .execute(params![from.record.id.as_str(), to.record.id.as_str(), last])?;
    Ok(())
}

/// Gives the source that stays other names than it had.
fn write_aliases(connection: &Connection, source: &Party, taught: Option<&str>, all: &[String], stamp: &Stamp) -> Result<(), StoreError> {
    connection.prepare_cached("UPDATE sources SET aliases = ?, version = version + 1, updated_at = ? WHERE source = ?")?.execute(params![
        taught,
        micros(stamp.at),
        source.number
    ])?;
    source_names::rewrite(connection, source.number)?;
    let list = |aliases: &[String]| Some(aliases.join("; ")).filter(|list| !list.is_empty());
    let changes = vec![FieldChange::new("aliases", list(&source.record.aliases), list(all))];
    events::add(connection, &NewEvent { subject: Some(source.record.id.as_str()), changes, ..NewEvent::new(stamp, Action::SourceChanged) })?;
    Ok(())
}

/// Why a merge can't be taken back as things stand now.
fn refuse_unmerge(connection: &Connection, from: &Party, to: &Party) -> Result<Option<SourceRefusal>, StoreError> {
    if let Some(further) = &to.record.merged_into {
        let detail = format!("`{}` was merged into `{further}` since: undo that merge first", to.record.id);
        return Ok(Some(SourceRefusal::Merge(detail)));
    }
    // A name that a third source was given meanwhile.
    for name in [&from.record.name].into_iter().chain(&from.record.aliases) {
        let Some(by) = source_names::bearer(connection, name, false, &[from.number, to.number])? else { continue };
        let shipped: bool = connection
            .prepare_cached("SELECT instr(char(10) || own_name || char(10) || own_aliases || char(10), char(10) || ? || char(10)) > 0 FROM sources WHERE slug = ?")?
            .query_row(params![name, by.as_str()], |row| row.get(0))?;
        if !shipped {
            return Ok(Some(SourceRefusal::NameTaken { field: String::new(), name: name.clone(), by }));
        }
    }
    Ok(None)
}
