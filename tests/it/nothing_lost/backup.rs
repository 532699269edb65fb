//! A backup that is made under load is a service's whole state at one moment, and a service goes on from it.

use super::ledger::{self, Act, Ledger};
use super::load::{Caller, Load};
use super::{KEY, rounds};
use crate::support::{RunningBinary, claimdesk};
use rusqlite::Connection;
use std::path::Path;
use std::process::Output;
use std::time::Instant;

/// Backs up, which has to go well; gives what is said of it.
fn back_up(database: &Path, copy: &Path) -> String {
    let Output { status, stdout, stderr } =
        claimdesk().arg("backup").arg(copy).args(["--database", &format!("sqlite:{}", database.display())]).output().unwrap();
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).unwrap()
}

/// All rows of all tables, each as SQL would write it.
fn rows(connection: &Connection) -> Vec<String> {
    let mut found = Vec::new();
    let mut tables =
        connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name").unwrap();
    for table in tables.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap) {
        let mut statement = connection.prepare(&format!("SELECT * FROM \"{table}\"")).unwrap();
        let columns = statement.column_count();
        let line = |row: &rusqlite::Row<'_>| (0..columns).map(|column| row.get::<_, rusqlite::types::Value>(column)).collect::<Result<Vec<_>, _>>();
        found.extend(statement.query_map([], line).unwrap().map(|row| format!("{table}: {:?}", row.unwrap())));
    }
    found
}

/// Everything that was acknowledged by a moment, and whatever was asked for.
fn known_by(moment: &[Act], all: Vec<Act>) -> Vec<Act> {
    let known = |(place, act)| Act { acknowledged: moment.get(place).is_some_and(|act: &Act| act.acknowledged), ..act };
    all.into_iter().enumerate().map(known).collect()
}

#[test]
fn every_backup_under_load_holds_all_that_was_acknowledged_before_and_serves() {
    let folder = tempfile::tempdir().unwrap();
    let (database, start) = (folder.path().join("claimdesk.db"), Instant::now());
    let mut running = RunningBinary::start(&database, Some(KEY));
    let ledger = Ledger::default();
    let load = Load::new(&ledger);
    let backups = rounds(5, 50);
    let mut made = Vec::new();
    load.while_working(&running.address, || {
        for number in 0..backups {
            load.wait_for(5);
            let (copy, before) = (folder.path().join(format!("copy-{number}.db")), ledger.acts());
            back_up(&database, &copy);
            made.push((copy, before));
        }
    });
    let all = ledger.acts();
    for (copy, before) in made {
        // Restored: the copy is put in the database's place.
        let restored = folder.path().join("restored.db");
        std::fs::rename(&copy, &restored).unwrap();
        let serving = RunningBinary::start(&restored, Some(KEY));
        let connection = Connection::open(&restored).unwrap();
        ledger::check(&connection, &known_by(&before, all.clone())).unwrap();
        let (status, _) = Caller::new(&serving.address).post_article("after", "The mayor said on Monday that it goes on.");
        assert_eq!(status, 201);
        let claims: i64 = connection.query_row("SELECT count(*) FROM claims WHERE withdrawn_at IS NULL", [], |row| row.get(0)).unwrap();
        assert_eq!(Caller::new(&serving.address).get("/v1/stats").1["claims"], claims);
        drop((connection, serving));
        for file in ["restored.db", "restored.db-wal", "restored.db-shm"] {
            let _ = std::fs::remove_file(folder.path().join(file));
        }
    }

    // With nobody working, the copy is the database, row by row.
    running.signal("TERM");
    assert!(running.process.wait().unwrap().success());
    let copy = folder.path().join("last.db");
    let said = back_up(&database, &copy);
    assert!(said.ends_with("and is sound\n"), "{said}");
    let (original, copied) = (rows(&Connection::open(&database).unwrap()), rows(&Connection::open(&copy).unwrap()));
    assert!(original.len() > 100 && original == copied, "{} and {} rows", original.len(), copied.len());
    println!("{backups} backups under load, {} acknowledged acts, all whole, in {:?}", ledger.acknowledged(), start.elapsed());
}
