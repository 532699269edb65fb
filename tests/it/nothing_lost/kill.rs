//! A process that is killed loses nothing.

use super::ledger::{self, Ledger};
use super::load::{Caller, Load};
use super::{KEY, rounds};
use crate::support::{Dice, RunningBinary};
use std::time::{Duration, Instant};

#[test]
fn no_kill_under_load_loses_what_was_acknowledged_or_leaves_half_an_article() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("claimdesk.db");
    let (ledger, mut dice, start) = (Ledger::default(), Dice(9), Instant::now());
    let load = Load::new(&ledger);
    let cycles = rounds(30, 500);
    let mut since = 0;
    for cycle in 0..cycles {
        let mut running = RunningBinary::start(&database, (cycle == 0).then_some(KEY));
        look(&running, &database, &ledger, &mut since);
        let (acts, microseconds) = (3 + dice.below(15), dice.below(5_000));
        load.while_working(&running.address, || {
            load.wait_for(acts);
            std::thread::sleep(Duration::from_micros(u64::try_from(microseconds).unwrap()));
            running.signal("KILL");
        });
        running.process.wait().unwrap();
    }
    look(&RunningBinary::start(&database, None), &database, &ledger, &mut since);
    assert!(ledger.acknowledged() >= 3 * cycles);
    println!("{cycles} kills, {} acknowledged acts, none lost, in {:?}", ledger.acknowledged(), start.elapsed());
}

/// Looks into the database for everything, and asks the service for one of the articles.
fn look(running: &RunningBinary, database: &std::path::Path, ledger: &Ledger, since: &mut usize) {
    let acts = ledger.acts();
    let connection = rusqlite::Connection::open(database).unwrap();
    ledger::check(&connection, &acts).unwrap();
    let posted = acts[*since..].iter().filter(|act| act.acknowledged).find_map(|act| match &act.thing {
        ledger::Thing::Verdict(claim, _) => act.token.clone().map(|token| (claim.clone(), token)),
        _ => None,
    });
    if let Some((claim, token)) = posted {
        let (status, claim) = Caller::new(&running.address).get(&format!("/v1/claims/{claim}"));
        // Or erased with its article.
        assert!(status == 404 || claim["review"]["reason"] == token, "{status}: {claim}");
    }
    *since = acts.len();
}
