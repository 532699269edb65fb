//! From an empty file, or any earlier schema, to the current one.
//!
//! In: a connection. Out: the same database with the current schema, or an error and nothing changed.
//! Deliberately absent: what is in the schema (`schema/sqlite`).

use crate::store::StoreError;
use rusqlite::{Connection, TransactionBehavior};

/// Marks a file as claimdesk's: "clmd" in ASCII.
const APPLICATION_ID: i64 = 0x636c_6d64;

/// Every migration in order; its place in the list, from 1, is the number in its file's name and in `user_version`.
const MIGRATIONS: &[&str] = &[
    include_str!("../../../schema/sqlite/0001_start.sql"),
    include_str!("../../../schema/sqlite/0002_reviews.sql"),
    include_str!("../../../schema/sqlite/0003_views.sql"),
    include_str!("../../../schema/sqlite/0004_scale.sql"),
];

/// The number of the schema that all databases have once they are open.
#[expect(clippy::cast_possible_truncation, reason = "there are not that many migrations")]
pub(super) const SCHEMA: u32 = MIGRATIONS.len() as u32;

/// Refuses a file that another program or a later version made, before anything in it is touched.
pub(super) fn check_ours(connection: &Connection) -> Result<(), StoreError> {
    schema_version(connection).map(|_| ())
}

/// Brings the database up to date, all steps in one transaction.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    if schema_version(connection)? == known {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Read again: another process may have migrated while this one waited for the lock.
    let found = schema_version(&transaction)?;
    for migration in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or(0)) {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", known)?;
    Ok(transaction.commit()?)
}

/// The schema of the database, 0 for an empty file.
///
/// # Errors
/// Where it is not ours, or of a later version.
fn schema_version(connection: &Connection) -> Result<i64, StoreError> {
    let number = |pragma| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let (application, version) = (number("application_id")?, number("user_version")?);
    if application != APPLICATION_ID {
        let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        if application != 0 || version != 0 || tables != 0 {
            return Err(StoreError::NotOurs("it is another program's SQLite database".to_owned()));
        }
        return Ok(0);
    }
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    if version > known { Err(StoreError::Newer { found: version, known }) } else { Ok(version) }
}

/// A database in memory, with the schema and nothing else.
#[cfg(test)]
pub(super) fn empty_database() -> Connection {
    let mut connection = Connection::open_in_memory().unwrap();
    migrate(&mut connection).unwrap();
    connection
}
