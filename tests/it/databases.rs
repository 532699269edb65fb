//! What an operator notices about databases and ports that can't be used.

use crate::support::{RunningBinary, TestApp, claimdesk};
use std::path::Path;
use std::process::Output;

const KEY: &str = "cdk_a_key_for_the_tests";

/// Starts the service where it can't start, and gives what it said.
fn fails_to_serve(database: &str, listen: &str) -> String {
    let Output { status, stderr, stdout } =
        claimdesk().args(["serve", "--listen", listen, "--database", database]).env("CLAIMDESK_ADMIN_KEY", KEY).output().unwrap();
    assert_eq!(status.code(), Some(1), "{}", String::from_utf8_lossy(&stdout));
    let said = String::from_utf8(stderr).unwrap();
    assert!(!said.contains("panicked"), "{said}");
    said
}

fn url(path: &Path) -> String {
    format!("sqlite:{}", path.display())
}

#[test]
fn a_port_in_use_is_named() {
    let app = TestApp::start();
    let folder = tempfile::tempdir().unwrap();
    let address = app.url.trim_start_matches("http://");
    let said = fails_to_serve(&url(&folder.path().join("a.db")), address);
    assert!(said.contains(&format!("{address} is in use by another program")), "{said}");
}

#[test]
fn a_file_that_is_not_ours_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("notes.txt");
    std::fs::write(&text, "These are notes, and they are longer than the header of a database file is: 100 bytes, which this is not.").unwrap();
    let said = fails_to_serve(&url(&text), "127.0.0.1:0");
    assert!(said.contains("not a claimdesk database"), "{said}");

    let other = folder.path().join("other.db");
    rusqlite::Connection::open(&other).unwrap().execute_batch("CREATE TABLE recipes (name TEXT)").unwrap();
    let before = std::fs::read(&other).unwrap();
    let said = fails_to_serve(&url(&other), "127.0.0.1:0");
    assert!(said.contains("another program's SQLite database"), "{said}");
    assert_eq!(std::fs::read(&other).unwrap(), before);
}

#[test]
fn a_database_of_a_later_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    drop(RunningBinary::start(&path, Some(KEY)));
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 999).unwrap();
    let said = fails_to_serve(&url(&path), "127.0.0.1:0");
    assert!(said.contains("schema 999") && said.contains("later version"), "{said}");
}

#[test]
fn a_database_of_the_first_schema_is_brought_up_to_date_and_reads_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let first = rusqlite::Connection::open(&path).unwrap();
    first.execute_batch(include_str!("../../schema/sqlite/0001_start.sql")).unwrap();
    first.execute_batch(include_str!("../fixtures/schema_1.sql")).unwrap();
    first.execute_batch("PRAGMA application_id = 0x636c6d64; PRAGMA user_version = 1").unwrap();
    drop(first);

    let running = RunningBinary::start(&path, Some(KEY));
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let get = |path: &str| -> serde_json::Value {
        let mut answer = agent.get(format!("http://{}{path}", running.address)).header("authorization", format!("Bearer {KEY}")).call().unwrap();
        serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap()
    };
    let article = get("/v1/articles/0198c0de-0000-7000-8000-000000000001");
    assert_eq!(article["article"]["body"], "The Kremlin said talks would go on. It rained.");
    let claim = &article["claims"][0];
    assert_eq!(
        (&claim["text"], &claim["source"]["id"], &claim["review"]["state"]),
        (&"talks would go on".into(), &"kremlin".into(), &"pending".into())
    );
    assert_eq!((&claim["attribution"]["confidence"], &claim["first_revision"]), (&0.75.into(), &1.into()));
    assert_eq!(get("/v1/claims?q=rained")["claims"].as_array().unwrap().len(), 1);
    let revisions = get("/v1/articles/0198c0de-0000-7000-8000-000000000001/revisions");
    assert_eq!((&revisions["revisions"][0]["added"], &revisions["revisions"][0]["revision"]), (&2.into(), &1.into()));
    assert_eq!(get("/v1/stats")["claims"], 2);

    // And it goes on from there.
    let body = serde_json::json!({"outlet": "daily-example", "external_id": "1", "body": "The Kremlin said talks would go on. It snowed."});
    let mut answer = agent
        .post(format!("http://{}/v1/articles", running.address))
        .header("authorization", format!("Bearer {KEY}"))
        .header("content-type", "application/json")
        .send(body.to_string())
        .unwrap();
    assert_eq!(answer.status().as_u16(), 201, "{}", answer.body_mut().read_to_string().unwrap());
}

#[test]
fn a_database_of_the_second_schema_is_brought_up_to_date_and_reads_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let second = rusqlite::Connection::open(&path).unwrap();
    second.execute_batch(include_str!("../../schema/sqlite/0001_start.sql")).unwrap();
    second.execute_batch(include_str!("../fixtures/schema_1.sql")).unwrap();
    second.execute_batch(include_str!("../../schema/sqlite/0002_reviews.sql")).unwrap();
    let decided = "UPDATE claims SET review = 3, verdict = 1, decided_by = 'Ada', decided_at = created_at WHERE claim = 1";
    second.execute_batch(decided).unwrap();
    second.execute_batch("PRAGMA application_id = 0x636c6d64; PRAGMA user_version = 2").unwrap();
    drop(second);

    let running = RunningBinary::start(&path, Some(KEY));
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let get = |path: &str| -> serde_json::Value {
        let mut answer = agent.get(format!("http://{}{path}", running.address)).header("authorization", format!("Bearer {KEY}")).call().unwrap();
        serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap()
    };
    let by_ada = get("/v1/claims?decided_by=Ada");
    assert_eq!((&by_ada["claims"].as_array().unwrap().len(), &by_ada["claims"][0]["review"]["verdict"]), (&1, &"verified".into()));
    assert_eq!(get("/v1/claims?sort=urgent")["claims"].as_array().unwrap().len(), 2);
    assert_eq!(get("/v1/views")["views"], serde_json::json!([]));
}

#[test]
fn a_database_of_the_third_schema_is_brought_up_to_date_with_its_lists_and_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let third = rusqlite::Connection::open(&path).unwrap();
    for sql in [
        include_str!("../../schema/sqlite/0001_start.sql"),
        include_str!("../../schema/sqlite/0002_reviews.sql"),
        include_str!("../../schema/sqlite/0003_views.sql"),
        include_str!("../fixtures/schema_3.sql"),
        "PRAGMA application_id = 0x636c6d64; PRAGMA user_version = 3",
    ] {
        third.execute_batch(sql).unwrap();
    }
    drop(third);

    let running = RunningBinary::start(&path, Some(KEY));
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let get = |path: &str| -> serde_json::Value {
        let mut answer = agent.get(format!("http://{}{path}", running.address)).header("authorization", format!("Bearer {KEY}")).call().unwrap();
        serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap()
    };
    let texts = |query: &str| -> Vec<String> {
        let found = get(&format!("/v1/claims?{query}"));
        found["claims"].as_array().unwrap().iter().map(|claim| claim["text"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(texts("sort=urgent"), ["the quay was closed", "talks would go on", "the port was open", "It rained in Lind"]);
    assert_eq!(texts("status=denied&review=decided"), ["talks would go on"]);
    assert_eq!(texts("source=lind-port-authority"), ["the quay was closed"]);
    assert_eq!(texts("q=was&sort=oldest"), ["the port was open", "the quay was closed"]);
    let stats = get("/v1/stats");
    assert_eq!(stats["by_status"], serde_json::json!({"confirmed": 0, "attributed": 1, "asserted": 1, "unconfirmed": 0, "disputed": 0, "denied": 2}));
    assert_eq!(stats["by_verdict"], serde_json::json!({"verified": 0, "refuted": 1, "misattributed": 0, "unverifiable": 0}));
    assert_eq!(get("/v1/sources/lind-port-authority")["claims"], 1);
    assert_eq!(get("/v1/views")["views"][0]["name"], "What was denied");
}

#[test]
fn a_folder_and_a_path_that_leads_nowhere_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let said = fails_to_serve(&url(folder.path()), "127.0.0.1:0");
    assert!(said.contains("is a folder"), "{said}");
    let said = fails_to_serve(&url(&folder.path().join("no/such/a.db")), "127.0.0.1:0");
    assert!(said.contains("there is no folder"), "{said}");
}

#[test]
fn a_read_only_database_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    drop(RunningBinary::start(&path, Some(KEY)));
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    let said = fails_to_serve(&url(&path), "127.0.0.1:0");
    assert!(said.contains("marked read-only"), "{said}");
}

#[test]
fn a_locked_database_is_named_at_the_start_and_at_work_and_serves_again_afterwards() {
    let app = TestApp::start();
    app.post_article("1", "It rained.").expect(201);
    let other = rusqlite::Connection::open(app.database()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();

    let answer = app.post_article("2", "It rained again.");
    assert_eq!(answer.header("retry-after"), "2");
    let problem = answer.problem(503, "busy");
    assert!(problem["detail"].as_str().unwrap().contains("locked by another program"));
    assert_eq!(app.claim_texts("/v1/claims"), ["It rained"], "reading goes on");

    // The chosen key is another one, which has to be written.
    let said = {
        let database = url(&app.database());
        let Output { status, stderr, .. } = claimdesk()
            .args(["serve", "--listen", "127.0.0.1:0", "--database", &database])
            .env("CLAIMDESK_ADMIN_KEY", "cdk_another_key_for_the_tests")
            .output()
            .unwrap();
        assert_eq!(status.code(), Some(1));
        String::from_utf8(stderr).unwrap()
    };
    assert!(said.contains("locked by another program"), "{said}");

    other.execute_batch("ROLLBACK").unwrap();
    app.post_article("2", "It rained again.").expect(201);
}

#[test]
fn wrong_settings_are_named() {
    for (arguments, words) in [
        (["--database", "postgres://localhost/claims"], "must start with `sqlite:`"),
        (["--listen", "8080"], "an address and a port"),
        (["--max-text-bytes", "0"], "from 1 to"),
        (["--model", "/no/such/folder"], "model"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let Output { status, stderr, .. } = claimdesk().current_dir(folder.path()).arg("serve").args(arguments).output().unwrap();
        let said = String::from_utf8(stderr).unwrap();
        assert_eq!(status.code(), Some(1), "{said}");
        assert!(said.contains(words), "{said}");
    }
}
