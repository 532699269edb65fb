//! A service that is asked to stop under load drops nothing: what it took on it answers, and what it answered is there.

use super::ledger::{self, Ledger, Thing};
use super::load::{CALLERS, Caller, Load};
use super::{KEY, rounds};
use crate::support::{Dice, RunningBinary};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// What `serve` says that it takes at most, in seconds.
const GRACE: Duration = Duration::from_secs(30);

/// Articles that take a while and wait to be analysed when the service is asked to stop, beside those that are analysed then.
const WAITING: usize = 2;

#[test]
fn a_stop_under_load_drops_no_request_that_was_begun_and_loses_nothing() {
    let (mut dice, mut longest) = (Dice(11), Duration::ZERO);
    let analysts = std::thread::available_parallelism().map_or(2, |cores| cores.get().max(2));
    let long_ones = analysts + WAITING;
    let (mut acts, mut finished) = (0, 0);
    for _ in 0..rounds(3, 50) {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("claimdesk.db");
        let mut running = RunningBinary::start(&database, Some(KEY));
        let ledger = Ledger::default();
        let load = Load::new(&ledger);
        let (answered, address) = (Mutex::new(Vec::new()), running.address.clone());
        let took = std::thread::scope(|scope| {
            load.while_working(&address, || {
                load.wait_for(5 + dice.below(20));
                for number in 0..long_ones {
                    let (ledger, answered, address) = (&ledger, &answered, &address);
                    scope.spawn(move || {
                        let status = post_a_long_one(address, ledger, number);
                        answered.lock().unwrap().push(status);
                    });
                }
                // The callers of the load send articles too, and wait for theirs behind these.
                wait_until_so_many_wait(&address, WAITING + CALLERS);
                let start = Instant::now();
                running.signal("TERM");
                assert!(running.process.wait().unwrap().success());
                start.elapsed()
            })
        });
        assert!(took < GRACE, "it took {took:?}");
        longest = longest.max(took);
        let answered = answered.into_inner().unwrap();
        assert_eq!(answered, vec![Some(201); long_ones], "who was being served has an answer");
        assert!(!database.with_extension("db-wal").exists(), "one clean file is left");
        ledger::check(&rusqlite::Connection::open(&database).unwrap(), &ledger.acts()).unwrap();
        (acts, finished) = (acts + ledger.acknowledged(), finished + long_ones);
    }
    println!("{acts} acknowledged acts, none lost; {finished} requests under way, all answered; the slowest stop took {longest:?}");
}

/// Waits until so many articles were taken on and wait to be analysed.
fn wait_until_so_many_wait(address: &str, count: usize) {
    let (agent, start) = (ureq::agent(), Instant::now());
    loop {
        let mut answer = agent.get(format!("http://{address}/metrics")).header("authorization", format!("Bearer {KEY}")).call().unwrap();
        let text = answer.body_mut().read_to_string().unwrap();
        let waiting = text.lines().find_map(|line| line.strip_prefix("claimdesk_waiting{queue=\"analyses\"} ")).unwrap().parse::<usize>().unwrap();
        if waiting >= count {
            return;
        }
        assert!(start.elapsed() < Duration::from_secs(60), "only {waiting} of {count} articles wait at once");
    }
}

/// Posts an article of two thousand words on a connection of its own, so that all callers have come to wait before it is analysed; the status that came back.
fn post_a_long_one(address: &str, ledger: &Ledger, number: usize) -> Option<u16> {
    let token = ledger.token();
    let act = ledger.begin(Thing::Article(token.clone()), Some(&token));
    let text = format!("The mayor said on Monday that item {token} of list {number} was ready. ").repeat(160);
    let body = serde_json::json!({"outlet": "d", "external_id": token, "body": text});
    let (status, _) = Caller::new(address).ask("POST", "/v1/articles", None, Some(&body))?;
    if status == 201 {
        ledger.acknowledge(act);
    }
    Some(status)
}
