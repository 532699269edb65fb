//! What a newsroom's program notices about articles that are taken in later.

use crate::support::{Answer, Gate, RunningBinary, TestApp};
use claimdesk::service::Analyse;
use serde_json::{Value, json};
use std::time::Duration;

const ASYNC: (&str, &str) = ("prefer", "respond-async, wait=1");
const JSON: (&str, &str) = ("content-type", "application/json");

fn article(external_id: &str, body: &str) -> Vec<u8> {
    json!({"outlet": "daily-example", "external_id": external_id, "body": body}).to_string().into_bytes()
}

fn post_later(app: &TestApp, external_id: &str, body: &str) -> Answer {
    app.request("POST", "/v1/articles", &[TestApp::key(), JSON, ASYNC], &article(external_id, body))
}

/// The job, once it has ended.
fn ended(app: &TestApp, location: &str) -> Value {
    for _ in 0..500 {
        let job = app.get(location).expect(200).body["job"].clone();
        if job["state"] != "waiting" {
            return job;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("{location} never ended");
}

#[test]
fn a_long_article_is_answered_at_once_and_can_be_watched() {
    let app = TestApp::start();
    let long = "The Kremlin said talks would go on. ".repeat(1500);
    let answer = app.post_article("1", &long).expect(202);
    assert_eq!(answer.header("preference-applied"), "", "nobody preferred anything");
    let job = ended(&app, answer.header("location"));
    assert_eq!((&job["state"], &job["outcome"], &job["revision"], &job["task"]), (&json!("done"), &json!("new"), &json!(1), &json!("take-in")));
    let found = app.get(&format!("/v1/articles/{}", job["article"].as_str().unwrap())).expect(200);
    assert_eq!(found.body["claims"].as_array().unwrap().len(), 1500);
    let left: i64 =
        rusqlite::Connection::open(app.database()).unwrap().query_row("SELECT sum(length(body)) FROM jobs", [], |row| row.get(0)).unwrap();
    assert_eq!(left, 0, "the text is not kept twice");
}

#[test]
fn who_prefers_not_to_wait_does_not_and_versions_are_taken_in_as_they_came() {
    let gate = Gate::default();
    let app = TestApp::start_with(gate.for_another_thread(), 10_000);
    let first = post_later(&app, "1", "It rained at noon.").expect(202);
    assert_eq!(first.header("preference-applied"), "respond-async");
    assert_eq!(first.body["job"]["state"], "waiting");
    // Sent the usual way, but an earlier version still waits.
    let second = app.post_article("1", "It rained at noon. It snowed at six.").expect(202);
    let third = post_later(&app, "1", "It snowed at six.").expect(202);
    gate.open();
    let outcomes = [first, second, third].map(|answer| ended(&app, answer.header("location"))["outcome"].clone());
    assert_eq!(outcomes, [json!("new"), json!("revised"), json!("revised")]);
    let articles = app.get("/v1/articles").body["articles"].clone();
    assert_eq!(articles[0]["revision"], 3);
    assert_eq!(app.claim_texts("/v1/claims"), ["It snowed at six"]);
    assert_eq!(ended(&app, post_later(&app, "1", "It snowed at six.").header("location"))["outcome"], "known");
}

#[test]
fn a_job_that_fails_says_why_and_what_is_wrong_is_said_at_once() {
    let gate = Gate::default();
    gate.open();
    let app = TestApp::start_with(gate.for_another_thread(), 10_000);
    let job = ended(&app, post_later(&app, "1", "PANIC").expect(202).header("location"));
    assert_eq!(job["state"], "failed");
    assert!(job["outcome"].as_str().unwrap().contains("analysis of this text failed"), "{job}");
    assert_eq!(post_later(&app, "", "It rained.").problem(422, "field-invalid")["field"], "external_id");
    app.get("/v1/jobs/01a20bc8-7999-7317-8055-af6c26b1c258").problem(404, "not-found");
}

#[test]
fn when_too_many_articles_wait_the_next_is_refused() {
    let gate = Gate::default();
    let app = TestApp::start_with(gate.for_another_thread(), 10_000);
    let database = rusqlite::Connection::open(app.database()).unwrap();
    database
        .execute_batch(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
             INSERT INTO jobs (id, task, state, actor, outlet, external_id, format, body, created_at)
             SELECT randomblob(16), 1, 1, 'a test', 'other', 'j' || i, 1, 'It rained.', 0 FROM n",
        )
        .unwrap();
    let full = post_later(&app, "1", "It rained.");
    assert_ne!(full.header("retry-after"), "");
    full.problem(503, "busy");
    gate.open();
}

#[test]
fn articles_that_wait_survive_a_kill_and_come_out_once() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("claimdesk.db");
    let key = "cdk_a_key_for_the_tests";
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let call = |address: &str, path: &str, body: Option<&Value>| -> (u16, Value) {
        let url = format!("http://{address}{path}");
        let mut answer = match body {
            Some(body) => agent
                .post(url)
                .header("authorization", format!("Bearer {key}"))
                .header("content-type", "application/json")
                .header("prefer", "respond-async")
                .send(body.to_string())
                .unwrap(),
            None => agent.get(url).header("authorization", format!("Bearer {key}")).call().unwrap(),
        };
        (answer.status().as_u16(), serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap())
    };
    let mut running = RunningBinary::start(&database, Some(key));
    let text = |number: usize| "The mayor of Lindholm said the bridge would reopen in June. ".repeat(10 + number);
    let jobs: Vec<_> = (0..8)
        .map(|number| {
            let (status, answer) =
                call(&running.address, "/v1/articles", Some(&json!({"outlet": "d", "external_id": number.to_string(), "body": text(number)})));
            assert_eq!(status, 202);
            answer["job"]["id"].as_str().unwrap().to_owned()
        })
        .collect();
    std::thread::sleep(Duration::from_millis(400));
    std::process::Command::new("kill").args(["-9", &running.process.id().to_string()]).status().unwrap();
    running.process.wait().unwrap();

    let again = RunningBinary::start(&database, Some(key));
    for job in jobs {
        let mut found = Value::Null;
        for _ in 0..1000 {
            found = call(&again.address, &format!("/v1/jobs/{job}"), None).1["job"].clone();
            if found["state"] != "waiting" {
                break;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        assert_eq!((&found["state"], &found["outcome"]), (&json!("done"), &json!("new")), "{found}");
    }
    let articles = call(&again.address, "/v1/articles", None).1["articles"].clone();
    assert_eq!(articles.as_array().unwrap().len(), 8);
    assert!(articles.as_array().unwrap().iter().all(|article| article["revision"] == 1));
}
