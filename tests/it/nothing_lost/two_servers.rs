//! Two services on one file: both write, nothing is lost, and one goes on when the other is killed.

use super::ledger::{self, Ledger};
use super::load::Load;
use super::{KEY, rounds};
use crate::support::RunningBinary;
use std::time::Instant;

#[test]
fn two_services_on_one_database_lose_nothing_of_each_others_and_survive_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let (database, start) = (folder.path().join("claimdesk.db"), Instant::now());
    let mut first = RunningBinary::start(&database, Some(KEY));
    let mut second = RunningBinary::start(&database, Some(KEY));
    let ledger = Ledger::default();
    let (load, other) = (Load::new(&ledger), Load::new(&ledger));
    let acts = rounds(120, 3_000);
    load.while_working(&first.address, || {
        other.while_working(&second.address, || {
            load.wait_for(acts);
            second.signal("KILL");
        });
        second.process.wait().unwrap();
        load.wait_for(acts / 4);
    });
    first.signal("TERM");
    assert!(first.process.wait().unwrap().success());
    ledger::check(&rusqlite::Connection::open(&database).unwrap(), &ledger.acts()).unwrap();
    println!("{} acts on two services, none lost, in {:?}", ledger.acknowledged(), start.elapsed());
}
