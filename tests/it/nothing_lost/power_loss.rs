//! A loss of power loses nothing, at whatever moment it comes.
//!
//! A service under load is recorded ([`super::shim`]); then the power goes at moments drawn by lot ([`super::replay`]), and
//! what is left on the disk is opened and compared with what had been acknowledged by then: what the service had begun to
//! send. The control is the same service with `synchronous=NORMAL`, which has to fail.

use super::ledger::{self, Act, Ledger};
use super::load::Load;
use super::replay::{Disk, Record, mark, read};
use super::{KEY, rounds, shim};
use crate::support::{Dice, Reporter, RunningBinary, claimdesk, serve_on};
use claimdesk::config::Typed;
use claimdesk::service::clock::SystemClock;
use claimdesk::store::{Location, open, open_without_waiting_for_the_disk};
use std::collections::{BTreeSet, HashMap};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Instant;

/// What became of a crash at each of many moments.
#[derive(Default)]
struct Outcome {
    crashes: usize,
    /// Acknowledged acts that were looked for, over all crashes.
    looked_for: usize,
    lost: Vec<String>,
}

/// Runs a service under load, recorded: what was asked of it, and the record.
fn record(mut command: Command, folder: &Path, trace: &Path, acts: usize) -> (Vec<Act>, Vec<u8>) {
    shim::record(command.stderr(Stdio::null()), folder, trace);
    let mut running = RunningBinary::launch(&mut command).unwrap();
    let ledger = Ledger::default();
    let marks = OpenOptions::new().append(true).open(trace).unwrap();
    // What is erased has no word in its answer: the one who asked notes it.
    let note = |act: usize| (&marks).write_all(&mark(&silent(act))).unwrap();
    let load = Load::new(&ledger).telling(&note);
    load.while_working(&running.address, || load.wait_for(acts));
    running.signal("TERM");
    running.process.wait().unwrap();
    (ledger.acts(), std::fs::read(trace).unwrap())
}

/// The word for an act whose answer holds none.
fn silent(act: usize) -> String {
    format!("act{act}done")
}

/// For each act, the number of the record after which it counts as acknowledged.
fn acknowledgements(acts: &[Act], records: &[Record<'_>]) -> Vec<Option<usize>> {
    let mut sent: HashMap<&str, usize> = HashMap::new();
    for (number, record) in records.iter().enumerate().filter(|(_, record)| matches!(record.kind, b'N' | b'M')) {
        let Ok(text) = std::str::from_utf8(record.data) else { continue };
        for token in text.split(|letter: char| !letter.is_ascii_alphanumeric()) {
            sent.entry(token).or_insert(number);
        }
    }
    let mut found = Vec::with_capacity(acts.len());
    for (number, act) in acts.iter().enumerate() {
        let token = act.token.clone().unwrap_or_else(|| silent(number));
        let at = act.acknowledged.then(|| *sent.get(token.as_str()).unwrap_or_else(|| panic!("nobody was told of {act:?}")));
        found.push(at);
    }
    found
}

/// Lets the power go at `count` moments.
fn crash(acts: &[Act], trace: &[u8], count: usize) -> Outcome {
    let records = read(trace);
    let acknowledged = acknowledgements(acts, &records);
    let mut dice = Dice(77);
    let mut moments = BTreeSet::new();
    while moments.len() < count.min(records.len()) {
        moments.insert(dice.below(records.len()));
    }
    let (mut outcome, mut disk, mut gone) = (Outcome::default(), Disk::default(), 0);
    for moment in moments {
        records[gone..moment].iter().for_each(|record| disk.go_on(record));
        gone = moment;
        let known: Vec<Act> =
            acts.iter().zip(&acknowledged).map(|(act, at)| Act { acknowledged: at.is_some_and(|at| at < moment), ..act.clone() }).collect();
        let folder = tempfile::tempdir().unwrap();
        disk.lose_power(&mut dice, folder.path());
        outcome.crashes += 1;
        outcome.looked_for += known.iter().filter(|act| act.acknowledged).count();
        if let Err(lost) = look(&folder.path().join("claimdesk.db"), &known) {
            outcome.lost.push(format!("at record {moment}: {lost}"));
        }
    }
    outcome
}

/// Opens what is left as the service does, and looks for everything.
fn look(database: &Path, acts: &[Act]) -> Result<(), String> {
    open(&Location::Sqlite(database.to_owned())).map_err(|error| error.to_string())?.close();
    ledger::check(&rusqlite::Connection::open(database).unwrap(), acts)
}

#[test]
fn no_loss_of_power_loses_what_was_acknowledged() {
    let (folder, start) = (tempfile::tempdir().unwrap(), Instant::now());
    let trace = folder.path().join("trace");
    let files = folder.path().join("files");
    std::fs::create_dir(&files).unwrap();
    let mut command = claimdesk();
    serve_on(&mut command, &files.join("claimdesk.db"));
    command.env("CLAIMDESK_ADMIN_KEY", KEY);
    let (acts, trace) = record(command, &files, &trace, rounds(250, 2_000));
    let outcome = crash(&acts, &trace, rounds(100, 1_000));
    let (crashes, lost) = (outcome.crashes, outcome.lost.len());
    println!(
        "{crashes} losses of power in {} acts, {} looks for an acknowledged one, {lost} lost, in {:?}",
        acts.len(),
        outcome.looked_for,
        start.elapsed()
    );
    assert!(outcome.lost.is_empty(), "the first of {lost}: {}", outcome.lost[0]);
    assert!(outcome.looked_for > crashes * 20, "most crashes came after some acts: {}", outcome.looked_for);
}

#[test]
fn the_test_of_power_notices_a_store_that_does_not_wait_for_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let trace = folder.path().join("trace");
    let files = folder.path().join("files");
    std::fs::create_dir(&files).unwrap();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "nothing_lost::power_loss::serves_without_waiting_for_the_disk", "--ignored", "--nocapture"]);
    command.env("CLAIMDESK_TEST_DATABASE", files.join("claimdesk.db"));
    let (acts, trace) = record(command, &files, &trace, rounds(250, 2_000));
    let outcome = crash(&acts, &trace, rounds(100, 1_000));
    println!("{} of {} losses of power lost something", outcome.lost.len(), outcome.crashes);
    assert!(outcome.lost.len() > outcome.crashes / 4, "it lost something in {} of {} crashes only", outcome.lost.len(), outcome.crashes);
    // It keeps its file sound: what is missing are the last acts, as SQLite's documentation says.
    assert!(outcome.lost.iter().all(|lost| !lost.contains("not sound")), "{:#?}", outcome.lost);
}

#[test]
#[ignore = "a service for the test above, in a process of its own"]
fn serves_without_waiting_for_the_disk() {
    let database = std::env::var("CLAIMDESK_TEST_DATABASE").expect("the test above says where");
    let typed = Typed {
        listen: "127.0.0.1:0".into(),
        database: format!("sqlite:{database}"),
        admin_key: Some(KEY.into()),
        requests_per_second: 0,
        ..Typed::default()
    };
    let settings = typed.check().unwrap();
    actix_web::rt::System::new().block_on(async {
        let store = open_without_waiting_for_the_disk(&settings.database).unwrap();
        let built = claimdesk::server::build_on(store, &settings, &Reporter, Arc::new(SystemClock::default())).await.unwrap();
        println!("\nclaimdesk listens on http://{}", built.addresses[0]);
        // Until the test above is done with it: the signal ends the process as it is.
        built.server.await.unwrap();
    });
}
