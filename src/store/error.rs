//! What can go wrong with a store, in words that say what a person can do about it.
//!
//! In: nothing. Out: [`StoreError`].
//! Deliberately absent: HTTP statuses (`api`).

use thiserror::Error;

/// Why a store did not do what it was asked.
#[derive(Debug, Clone, Error)]
pub enum StoreError {
    /// Another program holds it.
    #[error("the database is locked by another program; close that program, or wait until it is done")]
    Locked,
    /// It can be read but not written.
    #[error("the database can't be written: {0}")]
    ReadOnly(String),
    /// The file can't be opened at all.
    #[error("the database can't be opened: {0}")]
    CannotOpen(String),
    /// It was made by another program.
    #[error("this file is not a claimdesk database: {0}")]
    NotOurs(String),
    /// It was made by a later version of this program.
    #[error("the database has schema {found}, and this claimdesk knows schemas up to {known}: it was made by a later version; use that one")]
    Newer {
        /// The schema found.
        found: i64,
        /// The last schema that this version knows.
        known: i64,
    },
    /// The SQLite library has a fault that can lose data.
    #[error("SQLite {0} can lose data in WAL mode; claimdesk needs 3.51.3 or later")]
    OldLibrary(String),
    /// The disk is full, or a quota or limit of the system is reached.
    #[error("the disk that holds the database is full, or takes no more of it: make room, and it goes on")]
    DiskFull,
    /// The disk reports errors.
    #[error("the disk that holds the database reports errors: {0}")]
    DiskFails(String),
    /// More is waiting to be done than can be held.
    #[error("too many requests are waiting for the database")]
    Busy,
    /// It is being closed.
    #[error("the database is closed")]
    Closed,
    /// What it holds can't be understood.
    #[error(
        "the database is damaged, or holds something that claimdesk did not write: {0}; what can be read still is; stop the service and restore a backup"
    )]
    Damaged(String),
    /// Anything else.
    #[error("the database failed: {0}")]
    Failed(String),
}
