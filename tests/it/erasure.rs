//! What is left of an article that was erased: that it was, by whom, and why.

use crate::support::{Gate, TestApp};
use claimdesk::service::Analyse;
use serde_json::json;

const WORDS: &[&str] = &["Zyxwolen", "zyxwolen", "Quambleford", "quambleford", "Vimmerlund", "because-of-vimmer", "Plonkwitz"];

fn erase(app: &TestApp, path: &str, reason: &str) -> crate::support::Answer {
    app.request("DELETE", &format!("{path}?reason={reason}"), &[TestApp::key()], b"")
}

/// Those of the words that stand anywhere in the files of the database.
fn found_in_files(app: &TestApp) -> Vec<String> {
    let folder = app.database().parent().unwrap().to_owned();
    let mut found = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let holds = |word: &&&str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
        found.extend(WORDS.iter().filter(holds).map(|word| format!("{word} in {}", path.display())));
    }
    found
}

#[test]
fn no_byte_of_an_erased_article_is_left_and_a_tombstone_says_so() {
    let app = TestApp::start();
    let other = app.post_article("2", "The Kremlin said talks would go on.").expect(201);
    let body = |end: &str| format!("Zyxwolen said the dam would open. Snow fell in Quambleford, media reports say. {end}.").repeat(3);
    let send = |end: &str| json!({"outlet": "daily-example", "external_id": "1", "body": body(end), "title": "Plonkwitz", "byline": "Plonkwitz"});
    let headers = [TestApp::key(), ("content-type", "application/json"), ("idempotency-key", "once")];
    let posted = app.request("POST", "/v1/articles", &headers, send("It rained").to_string().as_bytes()).expect(201);
    rusqlite::Connection::open(app.database())
        .unwrap()
        .execute_batch("UPDATE claims SET review = 3, verdict = 2, decided_by = 'R', decided_at = 1, reason = 'because-of-vimmer'")
        .unwrap();
    app.post("/v1/articles", &send("It rained in Vimmerlund")).expect(201);
    assert!(found_in_files(&app).len() >= WORDS.len(), "the test would find them");

    let path = posted.header("location").to_owned();
    erase(&app, &path, "").problem(400, "parameter-invalid");
    erase(&app, &path, "a%20court%20order").expect(204);
    // The other article's verdict has the same reason, which is not this article's.
    let left: Vec<_> = found_in_files(&app).into_iter().filter(|found| !found.starts_with("because-of-vimmer")).collect();
    assert_eq!(left, Vec::<String>::new());

    app.get(&path).problem(404, "not-found");
    erase(&app, &path, "again").problem(404, "not-found");
    assert_eq!(app.claim_texts("/v1/claims?withdrawn=true"), ["talks would go on"]);
    let sources = app.get("/v1/claims?source=zyxwolen").body["claims"].clone();
    assert_eq!(sources, json!([]));
    assert_eq!(app.get("/v1/stats").body["claims"], 1);
    let tombstone = app.get("/v1/audit?action=article-erased").expect(200).body["events"][0].clone();
    assert_eq!((&tombstone["subject"], &tombstone["actor"]), (&json!("daily-example 1"), &json!("admin")));
    assert_eq!(tombstone["changes"], json!([{"field": "reason", "before": null, "after": "a court order"}]));

    let again = app.post("/v1/articles", &send("It rained")).expect(201);
    assert_eq!((&again.body["outcome"], &again.body["article"]["revision"]), (&json!("new"), &json!(1)));
    let events = app.get(&format!("/v1/audit?article={}", again.body["article"]["id"].as_str().unwrap())).body["events"].clone();
    assert_eq!(events.as_array().unwrap().len(), 1, "nothing of the erased one belongs to it: {events}");
    app.get(other.header("location")).expect(200);
}

#[test]
fn the_html_of_an_erased_article_goes_with_it_comments_and_all() {
    let app = TestApp::start();
    let send = |end: &str| {
        let body = format!("<!-- Quambleford --><p title=Plonkwitz>It rained in <i>Zyxwolen</i>.</p><p hidden>Vimmerlund</p><p>{end}.</p>").repeat(3);
        json!({"outlet": "daily-example", "external_id": "1", "body": body, "format": "html"})
    };
    let posted = app.post("/v1/articles", &send("It snowed")).expect(201);
    app.post("/v1/articles", &send("It hailed")).expect(201);
    assert!(found_in_files(&app).len() >= 4, "the test would find them");
    erase(&app, posted.header("location"), "an+order").expect(204);
    assert_eq!(found_in_files(&app), Vec::<String>::new());
}

#[test]
fn an_article_that_waits_is_erased_with_the_one_that_stands() {
    let gate = Gate::default();
    gate.open();
    let app = TestApp::start_with(gate.for_another_thread(), 10_000);
    let posted = app.post_article("1", "It rained in Quambleford.").expect(201);
    rusqlite::Connection::open(app.database())
        .unwrap()
        .execute_batch(
            "INSERT INTO jobs (id, task, state, actor, outlet, external_id, format, body, original, created_at)
             VALUES (x'01a20bc8799973178055af6c26b1c258', 1, 2, 'a test', 'daily-example', '1', 2, 'Zyxwolen', '<i title=Plonkwitz>Zyxwolen', 0)",
        )
        .unwrap();
    erase(&app, posted.header("location"), "an+order").expect(204);
    assert_eq!(found_in_files(&app), Vec::<String>::new());
}
