//! Whether the service says truly that it can work.

use crate::support::{ARTICLE, TestApp};
use rusqlite::{Connection, TransactionBehavior};

#[test]
fn the_service_is_ready_while_its_database_takes_writes_and_says_why_when_it_does_not() {
    let app = TestApp::start();
    app.request("GET", "/readyz", &[], b"").expect(200);
    app.post_article("1", ARTICLE).expect(201);

    // Another program that holds the database is what a full or read-only disk is too: reads go on, writes don't.
    let mut other = Connection::open(app.database()).unwrap();
    let held = other.transaction_with_behavior(TransactionBehavior::Immediate).unwrap();
    app.clock.pass(1);
    let problem = app.request("GET", "/readyz", &[], b"").problem(503, "not-ready");
    assert!(problem["detail"].as_str().unwrap().contains("it can't be written: the database is locked by another program"), "{problem}");
    app.get("/v1/claims").expect(200);
    app.request("GET", "/healthz", &[], b"").expect(200);

    drop(held);
    app.clock.pass(1);
    app.request("GET", "/readyz", &[], b"").expect(200);
}

#[test]
fn asking_often_whether_it_is_ready_costs_no_write_each_time() {
    let app = TestApp::start();
    let writes = || {
        let metrics = app.get("/metrics").expect(200).text;
        let line = metrics.lines().find(|line| line.starts_with("claimdesk_commit_writes_sum ")).unwrap();
        line.rsplit(' ').next().unwrap().parse::<f64>().unwrap()
    };
    app.request("GET", "/readyz", &[], b"").expect(200);
    let (before, start) = (writes(), std::time::Instant::now());
    for _ in 0..100 {
        app.request("GET", "/readyz", &[], b"").expect(200);
    }
    // One for each second, and what the service does by itself.
    let allowed = start.elapsed().as_secs_f64().ceil() * 3.0 + 3.0;
    assert!(writes() - before <= allowed.min(50.0), "{} writes", writes() - before);
}
