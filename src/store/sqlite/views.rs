//! Saved views.
//!
//! In: views with their owners. Out: those that somebody sees, or why one is not kept.
//! Deliberately absent: what a query means.

use super::events::{self, NewEvent};
use super::values::{identity, micros, time};
use crate::domain::{Action, FieldChange, Stamp, View, ViewChange, ViewRefusal};
use crate::store::StoreError;
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

/// Views that one person keeps at the most: what a list can show.
const MOST: u32 = 100;

const COLUMNS: &str = "id, name, query, shared, owner, created_at, updated_at";

/// Somebody's own views and those that others share, by name.
pub(super) fn list(connection: &Connection, owner: &str) -> Result<Vec<View>, StoreError> {
    let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM views WHERE owner = ?1 OR shared = 1 ORDER BY name, view"))?;
    let rows = statement.query_map([owner], view_row)?;
    rows.map(|row| row?).collect()
}

fn view_row(row: &Row<'_>) -> rusqlite::Result<Result<View, StoreError>> {
    let id: [u8; 16] = row.get(0)?;
    let (name, query, shared, owner) = (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
    let (created_at, updated_at): (i64, i64) = (row.get(5)?, row.get(6)?);
    let build = || Ok(View { id: identity(&id)?, name, query, shared, owner, created_at: time(created_at)?, updated_at: time(updated_at)? });
    Ok(build())
}

fn lookup(connection: &Connection, id: Uuid) -> Result<Option<View>, StoreError> {
    let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM views WHERE id = ?"))?;
    statement.query_row([id.as_bytes()], view_row).optional()?.transpose()
}

/// Whether this person has a view of this name, other than one.
fn is_taken(connection: &Connection, owner: &str, name: &str, but: Uuid) -> Result<bool, StoreError> {
    let mut statement = connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM views WHERE owner = ? AND name = ? AND id <> ?)")?;
    Ok(statement.query_row(params![owner, name, but.as_bytes()], |row| row.get(0))?)
}

/// Keeps a view.
pub(super) fn add(connection: &Connection, view: &View, stamp: &Stamp) -> Result<Result<(), ViewRefusal>, StoreError> {
    if is_taken(connection, &view.owner, &view.name, view.id)? {
        return Ok(Err(ViewRefusal::NameTaken(view.name.clone())));
    }
    let kept: u32 = connection.prepare_cached("SELECT count(*) FROM views WHERE owner = ?")?.query_row([&view.owner], |row| row.get(0))?;
    if kept >= MOST {
        return Ok(Err(ViewRefusal::TooMany(MOST)));
    }
    connection
        .prepare_cached("INSERT INTO views (id, name, query, shared, owner, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)")?
        .execute(params![view.id.as_bytes(), view.name, view.query, view.shared, view.owner, micros(view.created_at), micros(view.updated_at)])?;
    tell(connection, Action::ViewAdded, None, Some(view), stamp)?;
    Ok(Ok(()))
}

/// Changes a view of the one who asks.
pub(super) fn change(connection: &Connection, id: Uuid, change: &ViewChange, stamp: &Stamp) -> Result<Result<View, ViewRefusal>, StoreError> {
    let before = match own(connection, id, false, stamp)? {
        Ok(view) => view,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let mut after = before.clone();
    after.name = change.name.clone().unwrap_or(after.name);
    after.query = change.query.clone().unwrap_or(after.query);
    after.shared = change.shared.unwrap_or(after.shared);
    if after == before {
        return Ok(Ok(before));
    }
    if is_taken(connection, &after.owner, &after.name, id)? {
        return Ok(Err(ViewRefusal::NameTaken(after.name)));
    }
    after.updated_at = stamp.at;
    connection.prepare_cached("UPDATE views SET name = ?, query = ?, shared = ?, updated_at = ? WHERE id = ?")?.execute(params![
        after.name,
        after.query,
        after.shared,
        micros(stamp.at),
        id.as_bytes()
    ])?;
    tell(connection, Action::ViewChanged, Some(&before), Some(&after), stamp)?;
    Ok(Ok(after))
}

/// Takes a view away; of other people's, only where `shared_too` is set, and only a shared one.
pub(super) fn remove(connection: &Connection, id: Uuid, shared_too: bool, stamp: &Stamp) -> Result<Result<(), ViewRefusal>, StoreError> {
    let view = match own(connection, id, shared_too, stamp)? {
        Ok(view) => view,
        Err(refusal) => return Ok(Err(refusal)),
    };
    connection.prepare_cached("DELETE FROM views WHERE id = ?")?.execute([id.as_bytes()])?;
    tell(connection, Action::ViewRemoved, Some(&view), None, stamp)?;
    Ok(Ok(()))
}

/// The view, where the one who asks may change it. That somebody else keeps one for themselves is told to nobody.
fn own(connection: &Connection, id: Uuid, shared_too: bool, stamp: &Stamp) -> Result<Result<View, ViewRefusal>, StoreError> {
    Ok(match lookup(connection, id)? {
        Some(view) if view.owner == stamp.by || (shared_too && view.shared) => Ok(view),
        Some(view) if view.shared => Err(ViewRefusal::OfOther(view.owner)),
        _ => Err(ViewRefusal::Unknown),
    })
}

/// Writes the event. What a view is called and what is in it is told only where the newsroom sees it: events reach everybody.
fn tell(connection: &Connection, action: Action, before: Option<&View>, after: Option<&View>, stamp: &Stamp) -> Result<(), StoreError> {
    let (before, after) = (before.filter(|view| view.shared), after.filter(|view| view.shared));
    let mut changes = Vec::new();
    for (field, value) in [("name", (|view: &View| view.name.clone()) as fn(&View) -> String), ("query", |view: &View| view.query.clone())] {
        let (before, after) = (before.map(value), after.map(value));
        if before != after {
            changes.push(FieldChange::new(field, before, after));
        }
    }
    let subject = after.or(before).map(|view| view.name.as_str());
    events::add(connection, &NewEvent { subject, changes, ..NewEvent::new(stamp, action) })?;
    Ok(())
}
