//! `openapi.yaml` is true: every route is in it, every operation in it is called, and every answer is as it says.

use crate::support::{ARTICLE, Gate, TestApp};
use claimdesk::api::Access;
use claimdesk::service::Analyse;
use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const KEY: (&str, &str) = ("authorization", "Bearer cdk_a_key_for_the_tests");
const JSON: (&str, &str) = ("content-type", "application/json");

/// Method, path as described, path as called, headers, body, and the status that is expected.
type Call<'a> = (&'a str, &'a str, String, Vec<(&'a str, &'a str)>, String, u16);

fn document() -> Value {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.yaml")).unwrap();
    serde_saphyr::from_str(&text).expect("openapi.yaml is YAML")
}

/// The value that a local reference leads to, or the value itself.
fn resolve<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    match value["$ref"].as_str() {
        Some(reference) => document.pointer(reference.trim_start_matches('#')).unwrap_or_else(|| panic!("{reference} leads nowhere")),
        None => value,
    }
}

/// Every operation: method, path, what it says.
fn operations(document: &Value) -> Vec<(String, String, &Value)> {
    let mut all = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            all.push((method.to_uppercase(), path.clone(), operation));
        }
    }
    all
}

fn schema(document: &Value, schema: &Value) -> Validator {
    let mut root = json!({"$schema": "https://json-schema.org/draft/2020-12/schema", "components": document["components"], "allOf": [schema]});
    root["unevaluatedProperties"] = json!(true);
    jsonschema::options().should_validate_formats(true).build(&root).expect("the schema is one")
}

#[test]
fn every_route_is_described_and_every_description_is_a_route() {
    let document = document();
    assert_eq!(document["openapi"], "3.1.0");
    let described: BTreeSet<_> = operations(&document).into_iter().map(|(method, path, _)| format!("{method} {path}")).collect();
    let served: BTreeSet<_> = claimdesk::api::routes().list().into_iter().map(|(method, path, _)| format!("{method} {path}")).collect();
    assert_eq!(described, served);
}

#[test]
fn every_description_names_the_roles_that_are_let_in() {
    let document = document();
    for (method, path, access) in claimdesk::api::routes().list() {
        let security = &document["paths"][path][method.as_str().to_lowercase()]["security"];
        let described = match access {
            Access::Everybody => json!([]),
            Access::Roles(roles) => json!([{"key": roles.iter().map(|role| role.as_str()).collect::<Vec<_>>()}]),
        };
        assert_eq!(*security, described, "{method} {path}");
    }
}

#[test]
fn every_operation_answers_as_it_is_described() {
    let document = document();
    let gate = Gate::default();
    gate.open();
    let app = TestApp::start_with(gate.for_another_thread(), 10_000);
    let posted = app.post_article("1", ARTICLE).expect(201);
    let article = posted.body["article"]["id"].as_str().unwrap().to_owned();
    let claim = posted.body["claims"][1]["id"].as_str().unwrap().to_owned();
    let erased = app.post_article("2", ARTICLE).expect(201).header("location").to_owned();
    let later = app.request(
        "POST",
        "/v1/articles",
        &[KEY, JSON, ("prefer", "respond-async")],
        json!({"outlet": "d", "external_id": "l", "body": "It rained."}).to_string().as_bytes(),
    );
    let job = later.expect(202).header("location").to_owned();

    let new = |external_id: &str, body: &str| json!({"outlet": "d", "external_id": external_id, "body": body}).to_string();
    let example = document.pointer("/paths/~1v1~1articles/post/requestBody/content/application~1json/example").unwrap().to_string();
    let sample = document.pointer("/paths/~1v1~1analyze/post/requestBody/content/application~1json/example").unwrap().to_string();
    let long = new("3", &"a".repeat(10_001));
    let nobody = "01a20bc8-7999-7317-8055-af6c26b1c258";
    let review_claim = format!("/v1/claims/{}", posted.body["claims"][2]["id"].as_str().unwrap());
    let example_of = |operation: &str| document.pointer(&format!("{operation}/requestBody/content/application~1json/example")).unwrap().to_string();
    let (get_article, get_claim) = (format!("/v1/articles/{article}"), format!("/v1/claims/{claim}"));

    let mut calls: Vec<Call> = Vec::new();
    for (path, good, other) in [("/v1/articles", example.as_str(), new("1", ARTICLE)), ("/v1/analyze", &sample, sample.clone())] {
        let mut call = |headers: &[(&'static str, &'static str)], body: &str, status| {
            calls.push(("POST", path, path.to_owned(), headers.to_vec(), body.to_owned(), status))
        };
        if path == "/v1/articles" {
            call(&[KEY, JSON], good, 201);
            call(&[KEY, JSON], good, 200);
            call(&[KEY, JSON], &other, 201);
            call(&[KEY, JSON, ("prefer", "respond-async")], &new("later", "It rained."), 202);
            call(&[KEY, JSON], &json!({"outlet": "d", "external_id": "page", "body": "<p>It <b>rained</b>.", "format": "html"}).to_string(), 201);
            let dated = |day: &str| json!({"outlet": "d", "external_id": "dated", "body": day, "modified_at": day}).to_string();
            call(&[KEY, JSON], &dated("2023-03-17T00:00:00Z"), 201);
            call(&[KEY, JSON], &dated("2023-03-16T00:00:00Z"), 409);
        } else {
            call(&[KEY, JSON], good, 200);
            call(&[KEY, JSON], r#"{"body": "<p>The <b>mayor</b> said so.", "format": "html"}"#, 200);
        }
        call(&[KEY, JSON], "{", 400);
        call(&[JSON], good, 401);
        call(&[KEY, JSON], &if path == "/v1/articles" { long.clone() } else { json!({"body": "a".repeat(10_001)}).to_string() }, 413);
        call(&[KEY], good, 415);
        call(&[KEY, JSON], "{}", 422);
        call(&[KEY, JSON], &if path == "/v1/articles" { new("9", "PANIC") } else { json!({"body": "PANIC"}).to_string() }, 500);
    }
    for (described, path, unknown) in [
        ("/v1/articles", "/v1/articles".to_owned(), None),
        ("/v1/articles/{id}", get_article.clone(), Some(format!("/v1/articles/{nobody}"))),
        ("/v1/articles/{id}/claims", format!("{get_article}/claims"), Some(format!("/v1/articles/{nobody}/claims"))),
        ("/v1/articles/{id}/revisions", format!("{get_article}/revisions"), Some(format!("/v1/articles/{nobody}/revisions"))),
        ("/v1/jobs/{id}", job, Some(format!("/v1/jobs/{nobody}"))),
        ("/v1/claims", "/v1/claims".to_owned(), None),
        ("/v1/claims/groups", "/v1/claims/groups?by=article".to_owned(), None),
        ("/v1/claims/{id}", get_claim.clone(), Some(format!("/v1/claims/{nobody}"))),
        ("/v1/claims/{id}/history", format!("{get_claim}/history"), Some(format!("/v1/claims/{nobody}/history"))),
        ("/v1/stats", "/v1/stats".to_owned(), None),
        ("/v1/sources", "/v1/sources".to_owned(), None),
        ("/v1/sources/{id}", "/v1/sources/kremlin".to_owned(), Some("/v1/sources/nobody".to_owned())),
        ("/v1/events", "/v1/events".to_owned(), None),
        ("/v1/session", "/v1/session".to_owned(), None),
        ("/metrics", "/metrics".to_owned(), None),
        ("/healthz", "/healthz".to_owned(), None),
        ("/readyz", "/readyz".to_owned(), None),
        ("/openapi.yaml", "/openapi.yaml".to_owned(), None),
    ] {
        let operation = &document["paths"][described]["get"];
        calls.push(("GET", described, path.clone(), vec![KEY], String::new(), 200));
        if operation["responses"].get("401").is_some() {
            calls.push(("GET", described, path.clone(), vec![], String::new(), 401));
        }
        if operation["responses"].get("400").is_some() {
            let paged = operation["responses"]["200"]["headers"].get("Link").is_some();
            let separator = if path.contains('?') { '&' } else { '?' };
            calls.push(("GET", described, format!("{path}{separator}{}", if paged { "limit=1" } else { "" }), vec![KEY], String::new(), 200));
            calls.push(("GET", described, format!("{path}{separator}nonsense=1"), vec![KEY], String::new(), 400));
        }
        if let Some(unknown) = unknown {
            calls.push(("GET", described, unknown, vec![KEY], String::new(), 404));
        }
    }
    calls.push(("GET", "/v1/claims/{id}", get_claim, vec![KEY, ("if-none-match", "\"1\"")], String::new(), 304));

    let made = app.post("/v1/keys", &json!({"name": "an editor", "role": "editor"})).expect(201);
    let editor: &'static str = format!("Bearer {}", made.body["secret"].as_str().unwrap()).leak();
    let editor = ("authorization", editor);
    let revoked = format!("/v1/keys/{}", made.body["key"]["id"].as_str().unwrap());
    let first = format!("/v1/keys/{}", app.get("/v1/keys").body["keys"][0]["id"].as_str().unwrap());
    let key_example = document.pointer("/paths/~1v1~1keys/post/requestBody/content/application~1json/example").unwrap().to_string();
    calls.push(("POST", "/v1/articles", "/v1/articles".into(), vec![editor, JSON], example.clone(), 403));
    for (headers, body, status) in [
        (vec![KEY, JSON], key_example.as_str(), 201),
        (vec![KEY, JSON], "{", 400),
        (vec![JSON], "{}", 401),
        (vec![editor, JSON], "{}", 403),
        (vec![KEY, JSON], &*format!("{{\"name\": \"{}\"}}", "a".repeat(70_000)), 413),
        (vec![KEY], "{}", 415),
        (vec![KEY, JSON], "{}", 422),
    ] {
        calls.push(("POST", "/v1/keys", "/v1/keys".into(), headers, body.to_owned(), status));
    }
    for (headers, path, status) in
        [(vec![], first.clone(), 401), (vec![editor], first.clone(), 403), (vec![KEY], format!("/v1/keys/{nobody}"), 404), (vec![KEY], first, 409)]
    {
        calls.push(("DELETE", "/v1/keys/{id}", path, headers, String::new(), status));
    }
    for (headers, query, status) in [(vec![KEY], "", 200), (vec![KEY], "?nonsense=1", 400), (vec![], "", 401), (vec![editor], "", 403)] {
        calls.push(("GET", "/v1/audit", format!("/v1/audit{query}"), headers, String::new(), status));
    }
    for (headers, status) in [(vec![KEY], 200), (vec![], 401), (vec![editor], 403)] {
        calls.push(("GET", "/v1/keys", "/v1/keys".into(), headers, String::new(), status));
    }
    for (headers, body, status) in [
        (vec![KEY, JSON], "{\"outlet\": [\"nobody\"]}", 202),
        (vec![KEY, JSON], "{", 400),
        (vec![JSON], "{}", 401),
        (vec![editor, JSON], "{}", 403),
        (vec![KEY, JSON], &*format!("{{\"outlet\": [\"{}\"]}}", "a".repeat(130_000)), 413),
        (vec![KEY], "{}", 415),
        (vec![KEY, JSON], "{\"article\": [\"1\"]}", 422),
    ] {
        calls.push(("POST", "/v1/reanalyses", "/v1/reanalyses".into(), headers, body.to_owned(), status));
    }
    for (headers, path, status) in [
        (vec![KEY], format!("{erased}?reason=test"), 204),
        (vec![KEY], erased.clone(), 400),
        (vec![], erased.clone(), 401),
        (vec![editor], erased.clone(), 403),
        (vec![KEY], format!("{erased}?reason=test"), 404),
    ] {
        calls.push(("DELETE", "/v1/articles/{id}", path, headers, String::new(), status));
    }
    let review_path = format!("{}/reviews", review_claim);
    let long_reason = json!({"verdict": "refuted", "reason": "a".repeat(400_001)}).to_string();
    let (first_tag, second_tag) = (("if-match", "\"1\""), ("if-match", "\"2\""));
    for (headers, body, status) in [
        (vec![KEY, JSON, first_tag], example_of("/paths/~1v1~1claims~1{id}~1reviews/post"), 200),
        (vec![KEY, JSON, ("if-match", "*")], "{}".to_owned(), 400),
        (vec![JSON, first_tag], "{}".to_owned(), 401),
        (vec![editor, JSON, first_tag], "{}".to_owned(), 403),
        (vec![KEY, JSON, second_tag], r#"{"action": "release"}"#.to_owned(), 409),
        (vec![KEY, JSON, first_tag], r#"{"action": "reopen"}"#.to_owned(), 412),
        (vec![KEY, JSON, second_tag], long_reason.clone(), 413),
        (vec![KEY, second_tag], "{}".to_owned(), 415),
        (vec![KEY, JSON, second_tag], "{}".to_owned(), 422),
        (vec![KEY, JSON], "{}".to_owned(), 428),
    ] {
        calls.push(("POST", "/v1/claims/{id}/reviews", review_path.clone(), headers, body, status));
    }
    calls.push((
        "POST",
        "/v1/claims/{id}/reviews",
        format!("/v1/claims/{nobody}/reviews"),
        vec![KEY, JSON, first_tag],
        r#"{"action": "take"}"#.into(),
        404,
    ));
    calls.push(("GET", "/v1/claims/{id}/history", format!("{review_claim}/history"), vec![KEY], String::new(), 200));
    let id = review_claim.trim_start_matches("/v1/claims/");
    let mixed = json!({"reviews": [
        {"claim": id, "version": 2, "correct": {"status": "denied"}},
        {"claim": id, "version": 1, "action": "undo"},
        {"claim": id, "version": 3, "verdict": "maybe"},
        {"claim": nobody, "version": 1, "action": "take"},
    ]});
    for (headers, body, status) in [
        (vec![KEY, JSON], mixed.to_string(), 200),
        (vec![KEY, JSON], example_of("/paths/~1v1~1reviews/post"), 200),
        (vec![KEY, JSON], "{".to_owned(), 400),
        (vec![JSON], "{}".to_owned(), 401),
        (vec![editor, JSON], "{}".to_owned(), 403),
        (vec![KEY, JSON], json!({"reviews": [], "a": "a".repeat(2_000_001)}).to_string(), 413),
        (vec![KEY], "{}".to_owned(), 415),
        (vec![KEY, JSON], "{}".to_owned(), 422),
    ] {
        calls.push(("POST", "/v1/reviews", "/v1/reviews".into(), headers, body, status));
    }
    let source_example = document.pointer("/paths/~1v1~1sources/post/requestBody/content/application~1json/example").unwrap().to_string();
    let long_names = json!({"name": "a".repeat(1_100_000)}).to_string();
    for (headers, body, status) in [
        (vec![KEY, JSON], source_example.as_str(), 201),
        (vec![KEY, JSON], &source_example, 409),
        (vec![KEY, JSON], "{", 400),
        (vec![JSON], "{}", 401),
        (vec![editor, JSON], "{}", 403),
        (vec![KEY, JSON], &long_names, 413),
        (vec![KEY], "{}", 415),
        (vec![KEY, JSON], "{}", 422),
    ] {
        calls.push(("POST", "/v1/sources", "/v1/sources".into(), headers, body.to_owned(), status));
    }
    let (seen_version, other_version) = (("if-match", "\"1\""), ("if-match", "\"7\""));
    for (path, headers, body, status) in [
        ("kremlin", vec![KEY, JSON, seen_version], "{\"spokespersons\": []}", 200),
        ("kremlin", vec![KEY, JSON, ("if-match", "*")], "{}", 400),
        ("kremlin", vec![JSON, seen_version], "{}", 401),
        ("kremlin", vec![editor, JSON, seen_version], "{}", 403),
        ("nobody", vec![KEY, JSON, seen_version], "{}", 404),
        ("newsroom", vec![KEY, JSON, seen_version], "{}", 409),
        ("kremlin", vec![KEY, JSON, other_version], "{}", 412),
        ("kremlin", vec![KEY, JSON, seen_version], &long_names, 413),
        ("kremlin", vec![KEY, seen_version], "{}", 415),
        ("kremlin", vec![KEY, JSON, seen_version], "{\"name\": 1}", 422),
        ("kremlin", vec![KEY, JSON], "{}", 428),
    ] {
        calls.push(("PATCH", "/v1/sources/{id}", format!("/v1/sources/{path}"), headers, body.to_owned(), status));
    }
    let merge_example = document.pointer("/paths/~1v1~1sources~1{id}~1merge/post/requestBody/content/application~1json/example").unwrap().to_string();
    for (path, headers, body, status) in [
        ("harbour-authority", vec![KEY, JSON], merge_example.as_str(), 200),
        ("harbour-authority", vec![KEY, JSON], "{\"into\": \"kremlin\"}", 200),
        ("harbour-authority", vec![KEY, JSON], "[", 400),
        ("harbour-authority", vec![JSON], "{}", 401),
        ("harbour-authority", vec![editor, JSON], "{}", 403),
        ("nobody", vec![KEY, JSON], "{\"into\": \"kremlin\"}", 404),
        ("kremlin", vec![KEY, JSON], "{\"into\": \"kremlin\"}", 409),
        ("kremlin", vec![KEY, JSON], &long_names, 413),
        ("kremlin", vec![KEY], "{}", 415),
        ("kremlin", vec![KEY, JSON], "{\"into\": \"nobody\"}", 422),
    ] {
        calls.push(("POST", "/v1/sources/{id}/merge", format!("/v1/sources/{path}/merge"), headers, body.to_owned(), status));
    }
    for (path, headers, status) in [
        ("harbour-authority", vec![KEY], 200),
        ("harbour-authority", vec![], 401),
        ("harbour-authority", vec![editor], 403),
        ("nobody", vec![KEY], 404),
        ("harbour-authority", vec![KEY], 409),
    ] {
        calls.push(("POST", "/v1/sources/{id}/unmerge", format!("/v1/sources/{path}/unmerge"), headers, String::new(), status));
    }
    for (headers, body, status) in [
        (vec![JSON], example_of("/paths/~1v1~1session/post"), 200),
        (vec![JSON], "{".to_owned(), 400),
        (vec![JSON], r#"{"link": "1"}"#.to_owned(), 401),
        (vec![JSON], json!({"key": "a".repeat(70_000)}).to_string(), 413),
        (vec![], "{}".to_owned(), 415),
        (vec![JSON], "{}".to_owned(), 422),
    ] {
        calls.push(("POST", "/v1/session", "/v1/session".into(), headers, body, status));
    }
    for (headers, status) in [(vec![("sec-fetch-site", "same-origin")], 204), (vec![("sec-fetch-site", "cross-site")], 403)] {
        calls.push(("DELETE", "/v1/session", "/v1/session".into(), headers, String::new(), status));
    }
    let cms = app.post("/v1/keys", &json!({"name": "a program", "role": "cms"})).expect(201);
    let cms: &'static str = format!("Bearer {}", cms.body["secret"].as_str().unwrap()).leak();
    let cms = ("authorization", cms);
    let view = |name: &str, shared: bool| json!({"name": name, "query": "", "shared": shared}).to_string();
    let kept = |name: &str, shared: bool| {
        let made = app.request("POST", "/v1/views", &[KEY, JSON], view(name, shared).as_bytes()).expect(201);
        made.header("location").to_owned()
    };
    let (mine, shared) = (kept("Mine", false), kept("Ours", true));
    let no_view = format!("/v1/views/{nobody}");
    for (headers, status) in [(vec![KEY], 200), (vec![], 401), (vec![cms], 403)] {
        calls.push(("GET", "/v1/views", "/v1/views".into(), headers, String::new(), status));
    }
    let (view_example, change_example) = (example_of("/paths/~1v1~1views/post"), example_of("/paths/~1v1~1views~1{id}/patch"));
    let long_view = view(&"a".repeat(70_000), false);
    for (headers, body, status) in [
        (vec![KEY, JSON], view_example.as_str(), 201),
        (vec![KEY, JSON], "{", 400),
        (vec![JSON], "{}", 401),
        (vec![cms, JSON], "{}", 403),
        (vec![KEY, JSON], &view_example, 409),
        (vec![KEY, JSON], &long_view, 413),
        (vec![KEY], "{}", 415),
        (vec![KEY, JSON], "{}", 422),
    ] {
        calls.push(("POST", "/v1/views", "/v1/views".into(), headers, body.to_owned(), status));
    }
    for (path, headers, body, status) in [
        (&mine, vec![KEY, JSON], change_example.as_str(), 200),
        (&mine, vec![KEY, JSON], "{", 400),
        (&mine, vec![JSON], "{}", 401),
        (&shared, vec![editor, JSON], "{}", 403),
        (&no_view, vec![KEY, JSON], "{}", 404),
        (&mine, vec![KEY, JSON], "{\"name\": \"ours\"}", 409),
        (&mine, vec![KEY, JSON], &long_view, 413),
        (&mine, vec![KEY], "{}", 415),
        (&mine, vec![KEY, JSON], "{\"query\": \"#\"}", 422),
    ] {
        calls.push(("PATCH", "/v1/views/{id}", path.clone(), headers, body.to_owned(), status));
    }
    for (path, headers, status) in [(&mine, vec![KEY], 204), (&mine, vec![], 401), (&shared, vec![editor], 403), (&no_view, vec![KEY], 404)] {
        calls.push(("DELETE", "/v1/views/{id}", path.clone(), headers, String::new(), status));
    }
    // Last, since the editor's key is no good afterwards.
    calls.push(("DELETE", "/v1/keys/{id}", revoked, vec![KEY], String::new(), 200));

    let mut seen = BTreeSet::new();
    for (method, described, path, headers, body, status) in calls {
        let answer = app.request(method, &path, &headers, body.as_bytes()).expect(status);
        check_answer(&document, method, described, &answer);
        seen.insert(format!("{method} {described} {status}"));
    }

    // 503 takes a service that is busy, or a database that is locked: `articles.rs` and `databases.rs` bring them about.
    let mut described = BTreeSet::new();
    for (method, path, operation) in operations(&document) {
        for status in operation["responses"].as_object().unwrap().keys().filter(|status| *status != "default" && *status != "503") {
            described.insert(format!("{method} {path} {status}"));
        }
    }
    let never: Vec<_> = described.difference(&seen).collect();
    assert!(never.is_empty(), "answers that are described and were never seen: {never:?}");
}

#[track_caller]
fn check_answer(document: &Value, method: &str, path: &str, answer: &crate::support::Answer) {
    let responses = &document["paths"][path][method.to_lowercase()]["responses"];
    let response = responses.get(answer.status.to_string()).or_else(|| responses.get("default"));
    let response = resolve(document, response.unwrap_or_else(|| panic!("{method} {path} answers {}, which is not described", answer.status)));
    if let Some(headers) = response["headers"].as_object() {
        for name in headers.keys().filter(|name| *name != "Link") {
            assert_ne!(answer.header(name), "", "{method} {path} {}: {name} is described and not sent", answer.status);
        }
    }
    let Some(content) = response["content"].as_object() else {
        assert_eq!(answer.text, "", "{method} {path} {} has a body that is not described", answer.status);
        return;
    };
    let kind = answer.header("content-type");
    let described = content.get(kind).unwrap_or_else(|| panic!("{method} {path} {} is {kind}, described are {:?}", answer.status, content.keys()));
    let body = if kind.ends_with("json") { answer.body.clone() } else { json!(answer.text) };
    let errors: Vec<_> = schema(document, &described["schema"]).iter_errors(&body).map(|error| format!("{}: {error}", error.instance_path)).collect();
    assert!(errors.is_empty(), "{method} {path} {}: {errors:#?}\n{}", answer.status, answer.text);
}

#[test]
fn requests_in_the_description_are_as_it_says() {
    let document = document();
    for (method, path, operation) in operations(&document) {
        let Some(content) = operation.pointer("/requestBody/content/application~1json") else { continue };
        assert!(schema(&document, &content["schema"]).is_valid(&content["example"]), "{method} {path}");
    }
}

#[test]
fn parameters_in_the_description_are_taken_and_no_others() {
    let document = document();
    let app = TestApp::start();
    let posted = app.post_article("1", ARTICLE).expect(201).body;
    let (article, claim) = (posted["article"]["id"].as_str().unwrap().to_owned(), posted["claims"][0]["id"].as_str().unwrap().to_owned());
    for (method, path, operation) in operations(&document) {
        let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
        for parameter in parameters {
            let parameter = resolve(&document, &parameter);
            // What erases is called once, elsewhere.
            if parameter["in"] != "query" || parameter["name"] == "cursor" || method == "DELETE" {
                continue;
            }
            let example = resolve(&document, &parameter["schema"]["items"])["enum"][0].as_str().map(str::to_owned);
            let value = example.unwrap_or_else(|| match parameter["name"].as_str().unwrap() {
                "since" | "until" | "updated_since" => "2023-03-17".into(),
                "article" | "claim" => article.clone(),
                "after" => "0".into(),
                "format" => "ndjson".into(),
                "limit" => "1".into(),
                "withdrawn" | "recheck" | "looked_at" | "merged" | "body" => "true".into(),
                "sort" => "oldest".into(),
                "by" => "source".into(),
                _ => "word".into(),
            });
            let thing = if path.starts_with("/v1/claims/") { &claim } else { &article };
            // Groups have to be told by what.
            let needed = if path == "/v1/claims/groups" && parameter["name"] != "by" { "by=article&" } else { "" };
            let url = format!("{}?{needed}{}={value}", path.replace("{id}", thing), parameter["name"].as_str().unwrap());
            app.request(&method, &url, &[KEY], b"").expect(200);
        }
    }
}
