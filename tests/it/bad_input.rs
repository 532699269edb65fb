//! What comes in when something went wrong on the way: each has an answer that names the matter, and nothing is lost.

use crate::support::{Reporter, TestApp};
use serde_json::json;

fn article(body: &str) -> serde_json::Value {
    json!({"outlet": "daily-example", "external_id": "1", "body": body})
}

#[test]
fn an_empty_body_and_white_space_are_no_article() {
    let app = TestApp::start();
    for body in ["", " ", "\n\t\r\n", "\u{a0}\u{2003}\u{feff}\u{200b}"] {
        let problem = app.post("/v1/articles", &article(body)).problem(422, "field-invalid");
        assert_eq!((&problem["field"], &problem["errors"][0]["detail"]), (&json!("body"), &json!("it is empty")));
        app.post("/v1/analyze", &json!({"body": body})).problem(422, "field-invalid");
    }
}

#[test]
fn a_text_over_the_limit_is_refused_and_one_at_the_limit_is_taken() {
    let app = TestApp::start_with(Box::new(Reporter), 10_000);
    let text = |bytes: usize| "é".repeat(bytes / 2);
    let problem = app.post("/v1/articles", &article(&text(10_002))).problem(413, "too-large");
    assert_eq!(problem["field"], "body");
    assert!(problem["detail"].as_str().unwrap().contains("at most 10000"));
    app.post("/v1/articles", &article(&text(10_000))).expect(201);
    // At the limit with every character written as an escape of six bytes.
    let escaped = format!(r#"{{"outlet": "d", "external_id": "2", "body": "{}"}}"#, "\\u0041".repeat(10_000));
    app.post_bytes("/v1/articles", escaped.as_bytes()).expect(201);
    // Far over it: the service does not read to the end.
    app.post("/v1/articles", &article(&text(1_000_000))).problem(413, "too-large");
}

#[test]
fn a_body_that_is_no_text_or_no_json_is_refused_where_it_breaks() {
    let app = TestApp::start();
    for (body, code, words) in [
        (&b"{\"outlet\": \"d\", \"external_id\": \"1\", \"body\": \"caf\xe9\"}"[..], "not-utf8", "byte 48"),
        (b"{\"outlet\": \"d\", \"external_id\": \"1\", \"body\": \"cut \\ud83d\"}", "not-json", "lone surrogate"),
        (b"{\"outlet\": \"d\", \"external_id\": \"1\", \"body\": \"cut \\ude00 off\"}", "not-json", "lone surrogate"),
        (b"{\"outlet\": \"d\",", "not-json", "line 1"),
        (b"not json", "not-json", "line 1"),
        (b"{} {}", "field-invalid", "missing field"),
        (b"\xef\xbb\xbf{}", "not-json", "line 1"),
    ] {
        let status = if code == "field-invalid" { 422 } else { 400 };
        let problem = app.post_bytes("/v1/articles", body).problem(status, code);
        assert!(problem["detail"].as_str().unwrap().contains(words), "{problem}");
    }
    app.request("POST", "/v1/articles", &[("authorization", "Bearer cdk_a_key_for_the_tests"), ("content-type", "application/json")], b"")
        .problem(400, "not-json");
}

#[test]
fn a_null_byte_is_refused_with_its_place() {
    let app = TestApp::start();
    let problem = app.post("/v1/articles", &article("It ra\0ined.")).problem(422, "field-invalid");
    assert_eq!((&problem["field"], &problem["errors"][0]["detail"]), (&json!("body"), &json!("it holds a null byte, at character 5")));
}

#[test]
fn fields_that_are_missing_unknown_or_of_another_type_are_named() {
    let app = TestApp::start();
    for (body, field) in [
        (json!({"outlet": "d", "external_id": "1"}), "body"),
        (json!({"outlet": "d", "body": "It rained."}), "external_id"),
        (json!({"external_id": "1", "body": "It rained."}), "outlet"),
        (json!({"outlet": "d", "external_id": "1", "body": "It rained.", "headline": "Rain"}), "headline"),
        (json!({"outlet": "d", "external_id": 1, "body": "It rained."}), "external_id"),
        (json!({"outlet": "d", "external_id": "1", "body": ["It rained."]}), "body"),
        (json!({"outlet": "d", "external_id": "1", "body": "It rained.", "title": {"en": "Rain"}}), "title"),
        (json!({"outlet": "d", "external_id": "1", "body": "It rained.", "published_at": "today"}), "published_at"),
        (json!({"outlet": "d", "external_id": "1", "body": "It rained.", "url": "ftp://example.org"}), "url"),
        (json!({"outlet": "d", "external_id": "1", "body": "It rained.", "language": "e"}), "language"),
        (json!({"outlet": "d\n", "external_id": "1", "body": "It rained."}), "outlet"),
        (json!({"outlet": "d", "external_id": "1", "body": "It rained.", "format": "markdown"}), "format"),
    ] {
        let problem = app.post("/v1/articles", &body).problem(422, "field-invalid");
        assert_eq!(problem["field"], field, "{body}");
    }
    for body in [json!([]), json!("text"), json!(null), json!(1)] {
        app.post("/v1/articles", &body).problem(422, "field-invalid");
    }
    let twice = app.post_bytes("/v1/articles", br#"{"outlet": "d", "outlet": "e", "external_id": "1", "body": "It rained."}"#);
    assert_eq!(twice.problem(422, "field-invalid")["field"], "outlet");
    assert_eq!(app.get("/v1/articles").body["articles"], json!([]));
}

#[test]
fn any_script_is_counted_in_code_points() {
    let app = TestApp::start();
    for (number, text) in
        ["השר said שלום לכולם.", "👩‍👩‍👧 said 🇵🇹 won e\u{301}t\u{e9}.", "外交部 said 会谈.", "وزير said \u{202b}قال\u{202c} نعم."].iter().enumerate()
    {
        let answer = app.post("/v1/articles", &json!({"outlet": "d", "external_id": number.to_string(), "body": text})).expect(201);
        let code_points: Vec<char> = text.chars().collect();
        for claim in answer.body["claims"].as_array().unwrap() {
            let span = &claim["spans"][0];
            let at = |end: &str| usize::try_from(span[end].as_u64().unwrap()).unwrap();
            let exact: String = code_points[at("start")..at("end")].iter().collect();
            assert_eq!(span["exact"], exact);
        }
        assert_eq!(answer.body["claims"].as_array().unwrap().len(), 1, "{text}");
    }
}

#[test]
fn a_megabyte_is_taken_and_its_claims_come_back_in_pages() {
    let app = TestApp::start();
    let sentence = "The Kremlin said the café would open – soon. ";
    let count = 1_000_000 / sentence.len();
    let text = sentence.repeat(count);
    let started = std::time::Instant::now();
    app.post_and_wait(&article(&text));
    let id = app.get("/v1/articles").expect(200).body["articles"][0]["id"].as_str().unwrap().to_owned();
    let answer = app.get(&format!("/v1/articles/{id}")).expect(200);
    assert_eq!(answer.body["claims"].as_array().unwrap().len(), count);
    assert_eq!(app.claim_texts("/v1/claims?limit=200&q=cafe").len(), 200);
    // A quadratic index of code points alone would take minutes.
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
