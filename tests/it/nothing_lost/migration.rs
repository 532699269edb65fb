//! Every schema that was ever released is brought up to date, also where that is cut off at any moment: by the end of the
//! process, or by a loss of power.

use super::ledger::check_sound;
use super::replay::{Disk, read};
use super::{KEY, rounds, shim};
use crate::support::{Dice, RunningBinary, claimdesk, serve_on};
use claimdesk::store::{Location, open};
use rusqlite::Connection;
use std::path::Path;
use std::process::Stdio;

/// The migrations, as they were released.
const MIGRATIONS: &[&str] = &[
    include_str!("../../../schema/sqlite/0001_start.sql"),
    include_str!("../../../schema/sqlite/0002_reviews.sql"),
    include_str!("../../../schema/sqlite/0003_views.sql"),
];

/// What was in a database of each released schema, the first one first.
const RELEASED: &[&str] =
    &[include_str!("../../fixtures/schema_1.sql"), include_str!("../../fixtures/schema_2.sql"), include_str!("../../fixtures/schema_3.sql")];

/// What has to be there afterwards, whatever the schema: each asks for the same of every database.
const CONTENT: &[&str] = &[
    "SELECT external_id FROM articles ORDER BY article",
    "SELECT body FROM revisions ORDER BY revision",
    "SELECT text FROM claim_texts ORDER BY claim",
    "SELECT hex(id) || status || source || review || version FROM claims ORDER BY claim",
    "SELECT slug FROM sources WHERE source IN (SELECT source FROM source_references) ORDER BY source",
    "SELECT hex(hash) FROM keys WHERE key = 1",
    "SELECT rowid FROM claim_words WHERE claim_words MATCH 'rained' ORDER BY rowid",
];

fn content(connection: &Connection) -> Vec<Vec<String>> {
    let ask = |sql: &&str| {
        let mut statement = connection.prepare(sql).unwrap();
        statement.query_map([], |row| row.get::<_, rusqlite::types::Value>(0)).unwrap().map(|value| format!("{:?}", value.unwrap())).collect()
    };
    CONTENT.iter().map(ask).collect()
}

/// A database of this released schema, closed.
fn make(path: &Path, number: usize) -> Vec<Vec<String>> {
    let connection = Connection::open(path).unwrap();
    MIGRATIONS[..number].iter().for_each(|migration| connection.execute_batch(migration).unwrap());
    connection.execute_batch(RELEASED[number - 1]).unwrap();
    connection.execute_batch(&format!("PRAGMA application_id = 0x636c6d64; PRAGMA user_version = {number}")).unwrap();
    content(&connection)
}

/// Opens what is there, as a service does at its start, and looks whether all of it is as it was, in the current schema.
fn check(database: &Path, before: &[Vec<String>], what: &str) {
    open(&Location::Sqlite(database.to_owned())).unwrap_or_else(|error| panic!("{what}: {error}")).close();
    let connection = Connection::open(database).unwrap();
    let found = content(&connection);
    assert_eq!(found, before, "{what}");
    let ask = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, rusqlite::types::Value>(0)).unwrap();
    assert_eq!(ask("PRAGMA integrity_check"), "ok".to_owned().into(), "{what}");
    assert_eq!(ask("PRAGMA user_version"), i64::try_from(schemas()).unwrap().into(), "{what}");
    assert_eq!(ask("SELECT count(*) FROM pragma_foreign_key_check"), 0.into(), "{what}");
}

/// How many schemas there are.
fn schemas() -> usize {
    std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/sqlite")).unwrap().count()
}

#[test]
fn every_schema_but_the_current_one_has_a_database_here() {
    assert_eq!(RELEASED.len() + 1, schemas(), "a schema was released: its predecessor needs rows in tests/fixtures");
}

#[test]
fn an_upgrade_that_is_killed_or_loses_power_at_any_moment_is_done_at_the_next_start() {
    for number in 1..=RELEASED.len() {
        let folder = tempfile::tempdir().unwrap();
        let (files, trace) = (folder.path().join("files"), folder.path().join("trace"));
        std::fs::create_dir(&files).unwrap();
        let database = files.join("claimdesk.db");
        let before = make(&database, number);
        let start = std::fs::read(&database).unwrap();
        let mut command = claimdesk();
        serve_on(&mut command, &database);
        let running = shim::record(&mut command, &files, &trace).env("CLAIMDESK_ADMIN_KEY", KEY).stderr(Stdio::null());
        // Killed when it listens: the upgrade is over by then, and nothing tidied it up.
        drop(RunningBinary::launch(running).unwrap());
        let trace = std::fs::read(&trace).unwrap();
        let records = read(&trace);
        let mut dice = Dice(41);
        let (mut disk, mut crashes) = (Disk::with("claimdesk.db", start), 0);
        for (moment, record) in records.iter().enumerate() {
            for _ in 0..rounds(usize::from(moment % 8 == 0), 4) {
                let left = tempfile::tempdir().unwrap();
                disk.lose_power(&mut dice, left.path());
                check(&left.path().join("claimdesk.db"), &before, &format!("schema {number}, record {moment} of {}", records.len()));
                crashes += 1;
            }
            // A killed process leaves all that it wrote.
            if moment % rounds(16, 1) == 0 {
                let left = tempfile::tempdir().unwrap();
                disk.keep_all(left.path());
                check(&left.path().join("claimdesk.db"), &before, &format!("schema {number}, killed after record {moment} of {}", records.len()));
                crashes += 1;
            }
            disk.go_on(record);
        }
        assert!(crashes > 20);
        println!("schema {number}: {crashes} upgrades cut off among {} steps, each done at the next start", records.len());
    }
}

#[test]
fn what_every_schema_held_is_whole_in_the_current_one() {
    for number in 1..=RELEASED.len() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("claimdesk.db");
        let before = make(&database, number);
        check(&database, &before, &format!("schema {number}"));
        let connection = Connection::open(&database).unwrap();
        // Events are younger than the first schema: what it held has none of its coming.
        let found = check_sound(&connection);
        assert!(number == 1 || found.is_ok(), "schema {number}: {found:?}");
    }
}
