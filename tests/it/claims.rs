//! What an editor notices who asks for claims.

use crate::support::TestApp;
use serde_json::{Value, json};

/// Three articles of two outlets.
fn desk() -> TestApp {
    let app = TestApp::start();
    app.post_article("1", "The Kremlin said the leaders would meet on Monday. Mr Xi will telephone Kyiv, media reports say.").expect(201);
    app.post_article("2", "Nicolás Maduro spokesman said the café had \"no limits\". It rained in Lisbon.").expect(201);
    app.post("/v1/articles", &json!({"outlet": "evening-example", "external_id": "1", "body": "A call to Kyiv is planned, media reports say."}))
        .expect(201);
    app
}

#[test]
fn filters_find_what_they_name_and_nothing_else() {
    let app = desk();
    let all = [
        "A call to Kyiv is planned",
        "the café had \"no limits\"",
        "It rained in Lisbon",
        "the leaders would meet on Monday",
        "Mr Xi will telephone Kyiv",
    ];
    for (query, expected) in [
        ("", &[0, 1, 2, 3, 4][..]),
        ("?sort=oldest", &[3, 4, 1, 2, 0]),
        ("?status=unconfirmed", &[0, 4]),
        ("?status=unconfirmed&status=asserted", &[0, 2, 4]),
        ("?status=denied", &[]),
        ("?source=media-reports", &[0, 4]),
        ("?source=media-reports&source=kremlin", &[0, 3, 4]),
        ("?source=nobody", &[]),
        ("?kind=official", &[1, 3]),
        ("?kind=newsroom&kind=media", &[0, 2, 4]),
        ("?outlet=evening-example", &[0]),
        ("?outlet=evening-example&outlet=daily-example&status=unconfirmed", &[0, 4]),
        ("?source=media-reports&outlet=daily-example", &[4]),
        ("?review=pending&status=attributed", &[1, 3]),
        ("?review=decided", &[]),
        ("?verdict=refuted", &[]),
        ("?taken_by=anna", &[]),
        ("?decided_by=anna", &[]),
        ("?withdrawn=true", &[0, 1, 2, 3, 4]),
        ("?since=2020-01-01", &[0, 1, 2, 3, 4]),
        ("?until=2020-01-01T00:00:00Z", &[]),
        ("?updated_since=2999-01-01", &[]),
        ("?q=kyiv", &[0, 4]),
        ("?q=kyiv+telephone", &[4]),
        ("?q=kyiv&q=telephone", &[4]),
        ("?q=cafe", &[1]),
        ("?q=LIMITS%22", &[1]),
        ("?q=telephone+OR+lisbon", &[]),
        ("?q=tele*", &[]),
        ("?q=NEAR(kyiv+call)", &[]),
        ("?q=text:kyiv", &[]),
        ("?q=%22", &[]),
    ] {
        if query == "?q=%22" {
            app.get(&format!("/v1/claims{query}")).problem(400, "parameter-invalid");
            continue;
        }
        let expected: Vec<_> = expected.iter().map(|&index: &usize| all[index]).collect();
        assert_eq!(app.claim_texts(&format!("/v1/claims{query}")), expected, "{query}");
    }
}

#[test]
fn a_claim_is_found_from_the_moment_it_was_first_seen_on() {
    let app = desk();
    let newest = app.get("/v1/claims?limit=1").body["claims"][0].clone();
    let at = newest["created_at"].as_str().unwrap();
    assert_eq!(app.claim_texts(&format!("/v1/claims?since={at}")).len(), 1);
    assert_eq!(app.claim_texts(&format!("/v1/claims?until={at}")).len(), 4);
    assert_eq!(app.claim_texts(&format!("/v1/claims?updated_since={at}&sort=updated")).len(), 1);
}

#[test]
fn pages_hold_every_claim_once_in_every_order() {
    let app = desk();
    for sort in ["newest", "oldest", "updated"] {
        for limit in 1..=6 {
            let mut path = format!("/v1/claims?sort={sort}&limit={limit}");
            let mut found = Vec::new();
            loop {
                found.extend(app.claim_texts(&path));
                let answer = app.get(&path);
                let Some(next) = answer.header("link").strip_prefix('<') else { break };
                path = next.strip_suffix(">; rel=\"next\"").unwrap().to_owned();
            }
            assert_eq!(found, app.claim_texts(&format!("/v1/claims?sort={sort}")), "{sort}, {limit} a page");
        }
    }
}

#[test]
fn a_cursor_of_another_question_is_refused() {
    let app = desk();
    let cursor = app.get("/v1/claims?status=unconfirmed&limit=1").body["next"].as_str().unwrap().to_owned();
    for path in ["/v1/claims?limit=1", "/v1/claims?status=attributed", "/v1/claims?status=unconfirmed&sort=oldest", "/v1/articles?limit=1"] {
        let separator = if path.contains('?') { '&' } else { '?' };
        let problem = app.get(&format!("{path}{separator}cursor={cursor}")).problem(400, "parameter-invalid");
        assert_eq!(problem["field"], "cursor");
    }
    // Another page size is the same question.
    assert_eq!(app.claim_texts(&format!("/v1/claims?limit=9&status=unconfirmed&cursor={cursor}")), ["Mr Xi will telephone Kyiv"]);
}

#[test]
fn parameters_that_are_not_understood_are_named() {
    let app = TestApp::start();
    for (query, field, words) in [
        ("statu=denied", "statu", "no such parameter"),
        ("status=maybe", "status", "`confirmed`, `attributed`"),
        ("status=", "status", "must be one of"),
        ("kind=press", "kind", "`official`"),
        ("review=done", "review", "`pending`"),
        ("verdict=true", "verdict", "`verified`"),
        ("article=4711", "article", "not a UUID"),
        ("since=yesterday", "since", "2023-03-17T09:00:00Z"),
        ("since=2023-03-17T09:00:00", "since", "must be a time"),
        ("since=2023-01-01&since=2024-01-01", "since", "once only"),
        ("until=2023-02-30", "until", "must be a time"),
        ("withdrawn=yes", "withdrawn", "`true` or `false`"),
        ("sort=random", "sort", "`newest`"),
        ("sort=newest&sort=oldest", "sort", "once only"),
        ("limit=0", "limit", "from 1 to 200"),
        ("limit=201", "limit", "from 1 to 200"),
        ("limit=ten", "limit", "from 1 to 200"),
        ("cursor=abc", "cursor", "not a cursor"),
        ("q=", "q", "no word"),
        ("q=%E2%80%94", "q", "no word"),
    ] {
        let problem = app.get(&format!("/v1/claims?{query}")).problem(400, "parameter-invalid");
        assert_eq!(problem["field"], field, "{query}");
        assert!(problem["detail"].as_str().unwrap().contains(words), "{query}: {problem}");
    }
    let article = app.post_article("1", "It rained.").expect(201);
    let path = format!("{}/claims?article={}", article.header("location"), article.body["article"]["id"].as_str().unwrap());
    assert_eq!(app.get(&path).problem(400, "parameter-invalid")["field"], "article");
}

#[test]
fn a_claim_is_read_by_its_id_and_not_sent_again_to_those_who_have_it() {
    let app = desk();
    let listed = app.get("/v1/claims?status=unconfirmed&outlet=daily-example").body["claims"][0].clone();
    let path = format!("/v1/claims/{}", listed["id"].as_str().unwrap());
    let answer = app.get(&path).expect(200);
    assert_eq!(answer.body, listed);
    assert_eq!(answer.header("etag"), "\"1\"");
    let conditional = |tag| app.request("GET", &path, &[("authorization", "Bearer cdk_a_key_for_the_tests"), ("if-none-match", tag)], b"");
    for known in ["\"1\"", "W/\"1\"", "\"7\", \"1\"", "*"] {
        assert_eq!(conditional(known).expect(304).text, "");
    }
    conditional("\"2\"").expect(200);
    let head = app.request("HEAD", &path, &[("authorization", "Bearer cdk_a_key_for_the_tests")], b"").expect(200);
    assert_eq!((head.text.as_str(), head.header("etag")), ("", "\"1\""));
}

#[test]
fn a_page_of_long_articles_ends_early_and_goes_on() {
    let app = TestApp::start();
    // Twelve articles of 0.9 MB: a page draws in 8 MB of text.
    let filler = "x".repeat(900_000);
    for number in 0..12 {
        let body = format!("The Kremlin said item {number}. {filler}");
        app.post_and_wait(&json!({"outlet": "daily-example", "external_id": number.to_string(), "body": body}));
    }
    let (mut path, mut found, mut pages) = ("/v1/claims?source=kremlin".to_owned(), Vec::new(), 0);
    loop {
        let answer = app.get(&path).expect(200);
        found.extend(answer.body["claims"].as_array().unwrap().iter().map(|claim| claim["text"].clone()));
        pages += 1;
        let Some(next) = answer.header("link").strip_prefix('<') else { break };
        path = next.strip_suffix(">; rel=\"next\"").unwrap().to_owned();
    }
    let expected: Vec<Value> = (0..12).rev().map(|number| json!(format!("item {number}"))).collect();
    assert_eq!((found, pages), (expected, 2));
}
