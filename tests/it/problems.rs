//! Every error is a problem that names the matter, those of the framework included.

use crate::support::TestApp;
use serde_json::json;

const KEY: (&str, &str) = ("authorization", "Bearer cdk_a_key_for_the_tests");
const JSON: (&str, &str) = ("content-type", "application/json");

#[test]
fn what_is_not_there_is_said_not_to_be_there() {
    let app = TestApp::start();
    for path in ["/desk", "/v1", "/v1/article", "/v1/claims/", "/v2/claims"] {
        app.get(path).problem(404, "path-unknown");
    }
    let nobody = "01a20bc8-7999-7317-8055-af6c26b1c258";
    for path in ["/v1/claims/4711", "/v1/articles/4711", "/v1/articles/4711/claims"] {
        app.get(path).problem(404, "not-found");
        app.get(&path.replace("4711", nobody)).problem(404, "not-found");
    }
}

#[test]
fn a_method_that_a_path_does_not_have_is_refused_with_those_it_has() {
    let app = TestApp::start();
    for (method, path, allowed) in [
        ("DELETE", "/v1/articles", "POST, GET, HEAD"),
        ("POST", "/v1/claims", "GET, HEAD"),
        ("GET", "/v1/analyze", "POST"),
        ("PUT", "/healthz", "GET, HEAD"),
        ("PATCH", "/v1/claims/4711", "GET, HEAD"),
    ] {
        let answer = app.request(method, path, &[KEY], b"");
        assert_eq!(answer.header("allow"), allowed, "{method} {path}");
        answer.problem(405, "method-not-allowed");
    }
}

#[test]
fn without_a_known_key_nothing_is_answered_but_how_the_service_is() {
    let app = TestApp::start();
    for path in ["/v1/claims", "/v1/articles", "/v1/articles/4711", "/v1/claims/4711"] {
        for headers in [
            &[][..],
            &[("authorization", "Bearer cdk_another_key_than_that")],
            &[("authorization", "Bearer ")],
            &[("authorization", "Basic Y2RrX2Ffa2V5X2Zvcl90aGVfdGVzdHM6")],
            &[("authorization", "cdk_a_key_for_the_tests")],
        ] {
            let answer = app.request("GET", path, headers, b"");
            assert_eq!(answer.header("www-authenticate"), "Bearer realm=\"claimdesk\"");
            answer.problem(401, "key-required");
        }
    }
    app.request("POST", "/v1/articles", &[JSON], b"{}").problem(401, "key-required");
    app.request("GET", "/v1/claims", &[("authorization", "bearer cdk_a_key_for_the_tests")], b"").expect(200);
    for path in ["/healthz", "/readyz", "/openapi.yaml"] {
        app.request("GET", path, &[], b"").expect(200);
    }
}

#[test]
fn a_body_that_is_not_announced_as_plain_json_is_refused() {
    let app = TestApp::start();
    let body = json!({"body": "It rained."}).to_string();
    for headers in [
        &[KEY][..],
        &[KEY, ("content-type", "text/plain")],
        &[KEY, ("content-type", "application/x-www-form-urlencoded")],
        &[KEY, JSON, ("content-encoding", "gzip")],
    ] {
        app.request("POST", "/v1/analyze", headers, body.as_bytes()).problem(415, "not-json");
    }
    app.request("POST", "/v1/analyze", &[KEY, ("content-type", "Application/JSON; charset=utf-8")], body.as_bytes()).expect(200);
}

#[test]
fn answers_are_compressed_for_those_who_ask() {
    let app = TestApp::start();
    let answer = app.request("GET", "/openapi.yaml", &[("accept-encoding", "identity")], b"").expect(200);
    assert!(answer.text.starts_with("openapi: 3.1.0"));
    assert_eq!(answer.header("content-encoding"), "");
}
