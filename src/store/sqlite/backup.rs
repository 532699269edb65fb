//! Copies of the database, made while others work with it.
//!
//! In: the database's file and the name of a new one. Out: a copy of one moment, looked over.
//! Deliberately absent: copying files. A copy of the file alone lacks what is still in the write-ahead log.

use super::{WRITER_CACHE, article_rows, check_file, connect, migrations};
use crate::store::{Holdings, StoreError};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use std::fs::OpenOptions;
use std::path::Path;

/// Pages between two reports: 4 MB.
const PAGES: i32 = 1_000;

/// Tables whose rows are counted on both sides.
const COUNTED: &[&str] = &["articles", "revisions", "claims", "claim_texts", "attributions", "sources", "keys", "events", "event_changes", "jobs"];

/// Copies the database into a new file.
pub(in crate::store) fn back_up(path: &Path, target: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<Holdings, StoreError> {
    check_file(path)?;
    if !path.exists() {
        return Err(StoreError::CannotOpen(format!("there is no file {}", path.display())));
    }
    let source = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX, WRITER_CACHE)?;
    migrations::check_ours(&source)?;
    // Made here and now, so that nothing that exists is ever written over.
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(target)
        .map_err(|error| StoreError::CannotOpen(format!("{} can't be made: {error}", target.display())))?;
    let done = copy(&source, target, progress);
    if done.is_err() {
        // Half a copy is worse than none. Where it can't be removed either, the error that is told says that there is none.
        let _ = std::fs::remove_file(target);
    }
    done
}

fn copy(source: &Connection, target: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<Holdings, StoreError> {
    // One snapshot for the counts and the copy: whatever is written meanwhile belongs to the next backup.
    let snapshot = source.unchecked_transaction()?;
    let before = counts(&snapshot)?;
    let mut copy = connect(target, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX, WRITER_CACHE)?;
    {
        let backup = Backup::new(&snapshot, &mut copy)?;
        loop {
            let step = backup.step(PAGES)?;
            let told = backup.progress();
            let pages = |count: i32| u64::try_from(count).unwrap_or(0);
            progress(pages(told.pagecount - told.remaining), pages(told.pagecount));
            match step {
                StepResult::Done => break,
                StepResult::More => {}
                _ => return Err(StoreError::Locked),
            }
        }
    }
    let sound: String = copy.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    if sound != "ok" {
        return Err(StoreError::Damaged(sound));
    }
    if counts(&copy)? != before {
        return Err(StoreError::Failed("the copy has other numbers of rows".to_owned()));
    }
    // One file, and nothing beside it.
    copy.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    article_rows::count(&copy)
}

/// Rows of the tables that hold people's work.
fn counts(connection: &Connection) -> Result<Vec<i64>, StoreError> {
    COUNTED.iter().map(|table| Ok(connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?)).collect()
}
