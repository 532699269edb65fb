//! Keys: who is let in, to what, and for how long.

use crate::support::{ARTICLE, TestApp};
use claimdesk::api::Access;
use claimdesk::domain::Role;
use serde_json::{Value, json};

/// The secret of a new key with this role.
fn make(app: &TestApp, role: &str) -> (String, String) {
    let made = app.post("/v1/keys", &json!({"name": format!("a {role}"), "role": role})).expect(201);
    (made.body["key"]["id"].as_str().unwrap().to_owned(), made.body["secret"].as_str().unwrap().to_owned())
}

fn get_with(app: &TestApp, secret: &str, path: &str) -> crate::support::Answer {
    app.request("GET", path, &[("authorization", &format!("Bearer {secret}"))], b"")
}

#[test]
fn every_route_lets_in_the_roles_that_the_description_names_and_nobody_else() {
    let app = TestApp::start();
    let secrets: Vec<(Role, String)> = Role::ALL.iter().map(|&role| (role, make(&app, role.as_str()).1)).collect();
    for (method, path, access) in claimdesk::api::routes().list() {
        let Access::Roles(allowed) = access else { continue };
        // No such article, claim or key: what a caller who is let in is told.
        let called = path.replace("{id}", "01a20bc8-7999-7317-8055-af6c26b1c258");
        let call = |headers: &[(&str, &str)]| app.request(method.as_str(), &called, headers, b"");
        call(&[]).problem(401, "key-required");
        call(&[("authorization", "Bearer cdk_a_key_that_nobody_made")]).problem(401, "key-required");
        for (role, secret) in &secrets {
            let status = call(&[("authorization", &format!("Bearer {secret}"))]).status;
            assert_eq!(status != 401 && status != 403, allowed.contains(role), "{method} {path} as {role}: {status}");
        }
    }
}

#[test]
fn a_revoked_key_opens_nothing_from_then_on() {
    let app = TestApp::start();
    let (id, secret) = make(&app, "editor");
    get_with(&app, &secret, "/v1/claims").expect(200);
    let revoked = app.request("DELETE", &format!("/v1/keys/{id}"), &[TestApp::key()], b"").expect(200);
    assert!(revoked.body["key"]["revoked_at"].is_string());
    let problem = get_with(&app, &secret, "/v1/claims").problem(401, "key-required");
    assert_eq!(problem["detail"], "this key was revoked");
    let listed = app.get("/v1/keys").expect(200);
    let key = listed.body["keys"].as_array().unwrap().iter().find(|key| key["id"] == id.as_str()).unwrap().clone();
    assert!(key["revoked_at"].is_string() && key["used_at"].is_string(), "{key}");
    assert!(!listed.text.contains(&secret), "a secret is shown once");
}

#[test]
fn the_last_key_of_an_administrator_cannot_be_revoked() {
    let app = TestApp::start();
    let first = app.get("/v1/keys").expect(200).body["keys"][0]["id"].as_str().unwrap().to_owned();
    let revoke = |id: &str, secret: &str| app.request("DELETE", &format!("/v1/keys/{id}"), &[("authorization", &format!("Bearer {secret}"))], b"");
    app.request("DELETE", &format!("/v1/keys/{first}"), &[TestApp::key()], b"").problem(409, "last-admin-key");
    let (second, secret) = make(&app, "admin");
    revoke(&first, &secret).expect(200);
    revoke(&second, &secret).problem(409, "last-admin-key");
}

#[test]
fn every_wrong_field_of_a_new_key_is_named() {
    let app = TestApp::start();
    let fields = |body: &Value| -> Vec<String> {
        let problem = app.post("/v1/keys", body).problem(422, "field-invalid");
        problem["errors"].as_array().unwrap().iter().map(|error| error["field"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(fields(&json!({"name": " ", "role": "boss", "expires_at": "2001-01-01T00:00:00Z"})), ["name", "role", "expires_at"]);
    assert_eq!(fields(&json!({"name": "claimdesk", "role": "cms"})), ["name"]);
    assert_eq!(fields(&json!({"name": "a", "role": "cms", "expires_at": "tomorrow"})), ["expires_at"]);
    assert_eq!(fields(&json!({"name": "a"})), ["role"]);
    assert_eq!(fields(&json!({"name": 1, "role": "cms"})), ["name"]);
    assert_eq!(fields(&json!({"name": "a", "role": "cms", "password": "b"})), ["password"]);
}

#[test]
fn a_repeated_request_is_done_once_and_answered_as_the_first_time() {
    let app = TestApp::start();
    let post = |path: &str, token: &str, body: &Value| {
        let headers = [TestApp::key(), ("content-type", "application/json"), ("idempotency-key", token)];
        app.request("POST", path, &headers, body.to_string().as_bytes())
    };
    let article = json!({"outlet": "d", "external_id": "1", "body": ARTICLE});
    let first = post("/v1/articles", "\"8e03978e\"", &article).expect(201);
    let again = post("/v1/articles", "8e03978e", &article).expect(201);
    assert_eq!(
        (again.body.clone(), again.header("idempotency-replayed"), again.header("location")),
        (first.body.clone(), "true", first.header("location"))
    );
    assert_eq!(first.header("idempotency-replayed"), "");

    let other = json!({"outlet": "d", "external_id": "2", "body": ARTICLE});
    post("/v1/articles", "8e03978e", &other).problem(422, "idempotency-key-reused");
    post("/v1/articles", "", &other).problem(400, "idempotency-key-invalid");
    post("/v1/articles", &"k".repeat(256), &other).problem(400, "idempotency-key-invalid");
    post("/v1/articles", "two words", &other).problem(400, "idempotency-key-invalid");

    // A refusal is an answer too: what is repeated must not suddenly be done.
    let wrong = json!({"outlet": "d", "external_id": "3"});
    post("/v1/articles", "wrong", &wrong).problem(422, "field-invalid");
    assert_eq!(post("/v1/articles", "wrong", &wrong).expect(422).header("idempotency-replayed"), "true");

    // Another caller's word is another word.
    let (_, secret) = make(&app, "cms");
    let headers = [("authorization", &*format!("Bearer {secret}")), ("content-type", "application/json"), ("idempotency-key", "8e03978e")];
    app.request("POST", "/v1/articles", &headers, other.to_string().as_bytes()).expect(201);
}

#[test]
fn the_secret_of_a_key_is_not_kept_for_a_repeated_request() {
    let app = TestApp::start();
    let headers = [TestApp::key(), ("content-type", "application/json"), ("idempotency-key", "once")];
    let body = json!({"name": "wire", "role": "cms"}).to_string();
    let first = app.request("POST", "/v1/keys", &headers, body.as_bytes()).expect(201);
    let again = app.request("POST", "/v1/keys", &headers, body.as_bytes()).expect(201);
    assert!(first.body["secret"].is_string() && again.body["secret"].is_null());
    assert_eq!(first.body["key"]["id"], again.body["key"]["id"]);
    assert_eq!(app.get("/v1/keys").body["keys"].as_array().unwrap().len(), 2);
}

#[test]
fn numbers_agree_with_the_lists() {
    let app = TestApp::start();
    app.post_article("1", ARTICLE).expect(201);
    app.post_article("2", ARTICLE).expect(201);
    let claims = app.get("/v1/claims?limit=200").expect(200).body["claims"].as_array().unwrap().clone();
    let stats = app.get("/v1/stats").expect(200).body;
    assert_eq!((&stats["articles"], &stats["claims"]), (&json!(2), &json!(claims.len())));
    for (status, count) in stats["by_status"].as_object().unwrap() {
        assert_eq!(*count, json!(claims.iter().filter(|claim| claim["status"] == status.as_str()).count()), "{status}");
    }
    assert_eq!(stats["by_review"]["pending"], json!(claims.len()));
    assert_eq!(stats["by_day"].as_array().unwrap().len(), 1);
    assert!(stats["oldest_pending"].is_string());
    let by_source: u64 = stats["by_source"].as_array().unwrap().iter().map(|source| source["claims"].as_u64().unwrap()).sum();
    assert_eq!(by_source, claims.len() as u64);
    assert_eq!(app.get("/v1/stats?outlet=nobody").expect(200).body["claims"], 0);
    assert_eq!(app.get("/v1/stats?until=2001-01-01").expect(200).body["claims"], 0);
    app.get("/v1/stats?since=yesterday").problem(400, "parameter-invalid");

    let metrics = app.get("/metrics").expect(200).text;
    assert!(metrics.contains("claimdesk_stored{state=\"stored\",thing=\"article\"} 2"), "{metrics}");
    assert!(metrics.contains("claimdesk_http_request_duration_seconds_count{method=\"POST\",route=\"/v1/articles\",status=\"201\"} 2"), "{metrics}");
}

#[test]
fn every_write_is_in_the_audit_log_with_who_and_what() {
    let app = TestApp::start();
    let article = app.post_article("1", ARTICLE).expect(201).body["article"]["id"].as_str().unwrap().to_owned();
    let renamed = json!({"outlet": "daily-example", "external_id": "1", "body": ARTICLE, "title": "A headline"});
    app.post("/v1/articles", &renamed).expect(200);
    let (key, _) = make(&app, "cms");
    app.request("DELETE", &format!("/v1/keys/{key}"), &[TestApp::key()], b"").expect(200);

    let events = app.get("/v1/audit").expect(200).body["events"].as_array().unwrap().clone();
    let actions: Vec<_> = events.iter().map(|event| event["action"].as_str().unwrap()).collect();
    assert_eq!(actions, ["key-added", "article-added", "details-changed", "key-added", "key-revoked"]);
    assert_eq!((&events[1]["actor"], &events[1]["article"]), (&json!("admin"), &json!(article)));
    assert_eq!(events[2]["changes"], json!([{"field": "title", "before": null, "after": "A headline"}]));

    let of_article = app.get(&format!("/v1/audit?article={article}")).expect(200).body["events"].as_array().unwrap().len();
    assert_eq!(of_article, 2);
    assert_eq!(app.get("/v1/audit?action=key-added&action=key-revoked").expect(200).body["events"].as_array().unwrap().len(), 3);
    assert_eq!(app.get("/v1/audit?actor=nobody").expect(200).body["events"], json!([]));
    app.get("/v1/audit?action=danced").problem(400, "parameter-invalid");
    app.get("/v1/audit?after=-1").problem(400, "parameter-invalid");

    // Page by page, as lines: nothing is missing and nothing is twice.
    let (mut path, mut lines) = ("/v1/audit?format=ndjson&limit=2".to_owned(), Vec::new());
    loop {
        let page = app.get(&path).expect(200);
        lines.extend(page.text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["event"].as_i64().unwrap()));
        let Some((next, _)) = page.header("link").split_once('>') else { break };
        path = next.trim_start_matches('<').to_owned();
    }
    assert_eq!(lines, [1, 2, 3, 4, 5]);
}

#[test]
fn a_key_is_good_from_the_answer_that_makes_it_on_whatever_upkeep_does_meanwhile() {
    let app = TestApp::start();
    // Upkeep reads all keys every five seconds: long enough to meet it once.
    let started = std::time::Instant::now();
    while started.elapsed() < std::time::Duration::from_secs(6) {
        let (id, secret) = make(&app, "editor");
        get_with(&app, &secret, "/v1/session").expect(200);
        app.request("DELETE", &format!("/v1/keys/{id}"), &[TestApp::key()], b"").expect(200);
        get_with(&app, &secret, "/v1/session").problem(401, "key-required");
    }
}
