//! A database file that is damaged, wherever that is: the service says so, reads what can be read, and never panics.

use super::ledger::Ledger;
use super::load::{Caller, Load};
use super::{KEY, rounds};
use crate::support::{Dice, RunningBinary, claimdesk, serve_on};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

/// The size of a page of the database, in bytes.
const PAGE: usize = 4096;

/// What a service holds after some work, as the bytes of its file; with paths that read all of it.
fn sound_database(folder: &Path) -> (Vec<u8>, Vec<String>) {
    let database = folder.join("sound.db");
    let mut running = RunningBinary::start(&database, Some(KEY));
    let ledger = Ledger::default();
    let load = Load::new(&ledger);
    load.while_working(&running.address, || load.wait_for(80));
    running.signal("TERM");
    running.process.wait().unwrap();
    let connection = rusqlite::Connection::open(&database).unwrap();
    let ids = |table: &str| -> Vec<String> {
        let mut statement = connection.prepare(&format!("SELECT id FROM {table}")).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(|id| uuid::Uuid::from_bytes(id.unwrap()).to_string()).collect()
    };
    let mut paths: Vec<String> = ["/v1/claims?limit=200", "/v1/claims?q=mayor", "/v1/claims?sort=urgent&review=pending", "/v1/articles?limit=200"]
        .into_iter()
        .chain(["/v1/stats", "/v1/sources?limit=200", "/v1/sources?q=board", "/v1/audit?limit=1000", "/v1/keys", "/readyz", "/metrics"])
        .map(str::to_owned)
        .collect();
    paths.extend(ids("articles").into_iter().flat_map(|id| [format!("/v1/articles/{id}"), format!("/v1/articles/{id}/revisions?body=true")]));
    paths.extend(ids("claims").into_iter().map(|id| format!("/v1/claims/{id}/history")));
    drop(connection);
    (std::fs::read(&database).unwrap(), paths)
}

/// Damages the file somehow, and says how.
fn damage(file: &mut Vec<u8>, dice: &mut Dice) -> String {
    let pages = file.len() / PAGE;
    let page = dice.below(pages);
    match dice.below(7) {
        0 => {
            let at = dice.below(file.len());
            file[at] ^= 1 << dice.below(8);
            format!("one bit at {at}")
        }
        1 => {
            for _ in 0..64 {
                let at = dice.below(file.len());
                file[at] ^= 1 << dice.below(8);
            }
            "64 bits".to_owned()
        }
        2 => {
            file[page * PAGE..(page + 1) * PAGE].fill(0);
            format!("page {page} empty")
        }
        3 => {
            for _ in 0..8 {
                let at = page * PAGE + dice.below(24);
                file[at] = u8::try_from(dice.below(256)).unwrap();
            }
            format!("the head of page {page}")
        }
        4 => {
            file.truncate(dice.below(file.len()));
            format!("cut to {} bytes", file.len())
        }
        5 => {
            let other = dice.below(pages);
            let copy = file[other * PAGE..(other + 1) * PAGE].to_vec();
            file[page * PAGE..(page + 1) * PAGE].copy_from_slice(&copy);
            format!("page {other} in the place of page {page}")
        }
        _ => {
            let at = dice.below(100);
            file[at] = u8::try_from(dice.below(256)).unwrap();
            format!("byte {at} of the file's head")
        }
    }
}

#[test]
fn wherever_the_file_is_damaged_the_service_says_so_and_reads_what_it_can() {
    let folder = tempfile::tempdir().unwrap();
    let (sound, paths) = sound_database(folder.path());
    let mut dice = Dice(5);
    let (mut refused, mut seen) = (0, BTreeMap::<String, usize>::new());
    let cases = rounds(12, 300);
    for case in 0..cases {
        let database = folder.path().join(format!("damaged-{case}.db"));
        let mut file = sound.clone();
        let how = damage(&mut file, &mut dice);
        std::fs::write(&database, file).unwrap();
        let log = folder.path().join(format!("log-{case}"));
        let mut command = claimdesk();
        serve_on(&mut command, &database);
        let started = RunningBinary::launch(command.env("CLAIMDESK_ADMIN_KEY", KEY).stderr(File::create(&log).unwrap()));
        let served = started.is_ok();
        match started {
            Err(status) => {
                assert_eq!(status.code(), Some(1), "{how}");
                refused += 1;
            }
            Ok(mut running) => {
                ask_everything(&running, &paths, &how, &mut seen);
                assert!(running.process.try_wait().unwrap().is_none(), "{how}: it ended");
                running.signal("TERM");
                assert!(running.process.wait().unwrap().code().is_some(), "{how}");
            }
        }
        let said = std::fs::read_to_string(&log).unwrap();
        assert!(!said.contains("panicked"), "{how}: {said}");
        let told = ["the database is damaged", "not a claimdesk database", "later version", "reports errors"];
        assert!(served || told.iter().any(|words| said.contains(words)), "{how}: {said}");
    }
    println!("{cases} damaged files: {refused} refused with a reason at the start; answers of the others: {seen:?}");
    assert!(refused < cases, "some were served");
}

/// Reads everything and writes something.
fn ask_everything(running: &RunningBinary, paths: &[String], how: &str, seen: &mut BTreeMap<String, usize>) {
    let caller = Caller::new(&running.address);
    let mut note = |what: &str, status: u16, body: &serde_json::Value| {
        // What is damaged may be missing, and what is read of it may be wrong; but the service knows no other failure.
        let fine = status < 500 || (status == 503 && !body["detail"].as_str().unwrap_or_default().is_empty());
        assert!(fine, "{how}: {what}: {status}: {body}");
        *seen.entry(format!("{status} {}", body["code"].as_str().unwrap_or_default())).or_default() += 1;
    };
    for path in paths {
        let (status, body) = caller.get(path);
        note(path, status, &body);
    }
    for number in 0..3 {
        let (status, body) = caller.post_article(&format!("new {number}"), "The mayor said on Monday that the bridge was ready.");
        note("POST /v1/articles", status, &body);
    }
    let (status, body) = caller.ask("POST", "/v1/sources", None, Some(&json!({"name": "Board of Tests", "kind": "official"}))).unwrap();
    note("POST /v1/sources", status, &body);
}
