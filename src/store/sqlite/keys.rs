//! Keys: who may call.
//!
//! In: the hash of a key. Out: the hash that is stored.
//! Deliberately absent: keys themselves, which nobody stores, and the comparison (`service`).

use super::values::micros;
use crate::store::{KeyHash, StoreError};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

/// The name and role of the one key that there is.
const ADMIN: &str = "admin";

pub(super) fn find_admin(connection: &Connection) -> Result<Option<KeyHash>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT hash FROM keys WHERE name = ?")?;
    Ok(statement.query_row([ADMIN], |row| row.get(0)).optional()?)
}

pub(super) fn set_admin(connection: &Connection, hash: &KeyHash, at: Timestamp) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO keys (name, role, hash, created_at) VALUES (?1, ?1, ?2, ?3) ON CONFLICT (name) DO UPDATE SET hash = ?2, created_at = ?3",
        )?
        .execute(params![ADMIN, hash, micros(at)])?;
    Ok(())
}
