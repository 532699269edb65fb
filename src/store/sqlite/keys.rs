//! Keys: who may call.
//!
//! In: the hash of a key with its name and role. Out: all keys with their hashes.
//! Deliberately absent: keys themselves, which nobody stores, and the comparison (`service`).

use super::codes::Coded;
use super::events::{self, NewEvent};
use super::values::{identity, micros, time};
use crate::domain::{Action, FieldChange, Key, Stamp};
use crate::store::{KeyHash, NewKey, StoreError, StoredKey};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

/// Keys that were made, oldest first: revoked and expired ones too.
pub(super) fn list(connection: &Connection) -> Result<Vec<StoredKey>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT id, name, role, created_at, created_by, expires_at, revoked_at, used_at, hash FROM keys ORDER BY key")?;
    let rows = statement.query_map([], key_row)?;
    rows.map(|row| row?).collect()
}

fn key_row(row: &Row<'_>) -> rusqlite::Result<Result<StoredKey, StoreError>> {
    let (id, name, role): ([u8; 16], _, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let (created_at, created_by): (i64, _) = (row.get(3)?, row.get(4)?);
    let (expires_at, revoked_at, used_at): (Option<i64>, Option<i64>, Option<i64>) = (row.get(5)?, row.get(6)?, row.get(7)?);
    let hash: KeyHash = row.get(8)?;
    let build = || {
        let key = Key {
            id: identity(&id)?,
            name,
            role: Coded::from_code(role)?,
            created_at: time(created_at)?,
            created_by,
            expires_at: expires_at.map(time).transpose()?,
            revoked_at: revoked_at.map(time).transpose()?,
            used_at: used_at.map(time).transpose()?,
        };
        Ok(StoredKey { key, hash })
    };
    Ok(build())
}

/// Adds a key.
pub(super) fn add(connection: &Connection, new: &NewKey, stamp: &Stamp) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT INTO keys (id, name, role, hash, created_at, created_by, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)")?
        .execute(params![new.id.as_bytes(), new.name, new.role.code(), new.hash, micros(stamp.at), stamp.by, new.expires_at.map(micros)])?;
    let changes = vec![
        FieldChange::new("id", None, Some(new.id.to_string())),
        FieldChange::new("role", None, Some(new.role.to_string())),
        FieldChange::new("expires_at", None, new.expires_at.map(|end| end.to_string())),
    ];
    events::add(connection, &NewEvent { subject: Some(&new.name), changes, ..NewEvent::new(stamp, Action::KeyAdded) })?;
    Ok(())
}

/// Revokes a key; false where there is none. One that was revoked before stays as it was.
pub(super) fn revoke(connection: &Connection, id: Uuid, stamp: &Stamp) -> Result<bool, StoreError> {
    let mut find = connection.prepare_cached("SELECT name, revoked_at IS NOT NULL FROM keys WHERE id = ?")?;
    let found: Option<(String, bool)> = find.query_row([id.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((name, revoked)) = found else { return Ok(false) };
    if !revoked {
        connection.prepare_cached("UPDATE keys SET revoked_at = ? WHERE id = ?")?.execute(params![micros(stamp.at), id.as_bytes()])?;
        let changes = vec![FieldChange::new("revoked_at", None, Some(stamp.at.to_string())), FieldChange::new("id", Some(id.to_string()), None)];
        events::add(connection, &NewEvent { subject: Some(&name), changes, ..NewEvent::new(stamp, Action::KeyRevoked) })?;
    }
    Ok(true)
}

/// Notes when keys were last used.
pub(super) fn note_use(connection: &Connection, used: &[(Uuid, Timestamp)]) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached("UPDATE keys SET used_at = max(coalesce(used_at, 0), ?) WHERE id = ?")?;
    for (id, at) in used {
        statement.execute(params![micros(*at), id.as_bytes()])?;
    }
    Ok(())
}
