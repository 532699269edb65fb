//! The log, as somebody reads it who looks for what happened: one line for each request, whatever the request is.

use crate::support::{RunningBinary, claimdesk};
use serde_json::{Value, json};
use std::fs::File;
use std::path::Path;

const KEY: &str = "cdk_a_key_for_the_tests";

/// Runs a service with these settings while `talk` talks to it, and gives its log.
fn log_of(settings: &[(&str, &str)], talk: impl FnOnce(&RunningBinary)) -> String {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let mut command = claimdesk();
    command.envs(settings.iter().copied()).stderr(File::create(&log).unwrap());
    let mut running = RunningBinary::run(command, &folder.path().join("a.db"), Some(KEY));
    talk(&running);
    // Told to stop, it has written all of its lines.
    std::process::Command::new("kill").args(["-TERM", &running.process.id().to_string()]).status().unwrap();
    running.process.wait().unwrap();
    read(&log)
}

fn read(log: &Path) -> String {
    String::from_utf8(std::fs::read(log).unwrap()).expect("a log is text")
}

fn post(running: &RunningBinary, path: &str, headers: &str, body: &str) -> String {
    let request = format!(
        "POST {path} HTTP/1.1\r\nhost: desk\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {}\r\n{headers}\r\n{body}",
        body.len()
    );
    running.exchange(request.as_bytes(), std::time::Duration::from_secs(60))
}

#[test]
fn hostile_requests_give_one_json_line_each_without_secrets_or_forged_lines() {
    let secret = "cdk_0123456789abcdef_secret";
    let bearer = format!("authorization: Bearer {secret}\r\n");
    let forged = "{\\\"level\\\":\\\"INFO\\\",\\\"message\\\":\\\"forged\\\"}";
    let mut sent = 0;
    let log = log_of(&[("CLAIMDESK_LOG_FORMAT", "json"), ("CLAIMDESK_LOG", "debug,actix_http=info,mio=info")], |running| {
        let mut send = |answer: String| {
            assert!(answer.starts_with("HTTP/1.1 "), "{answer}");
            // What is no HTTP is answered by the HTTP library, and is no request.
            sent += usize::from(answer.contains("\r\nx-request-id: "));
        };
        for path in [
            format!("/v1/claims?key={secret}"),
            format!("/v1/claims/{secret}"),
            format!("/{secret}"),
            "/v1/claims/%0A%7B%22level%22%3A%22INFO%22%2C%22message%22%3A%22forged%22%7D".to_owned(),
            "/%1b%5b31mred%1b%5b0m%0d%0aforged".to_owned(),
            "/v1/claims?q=%00%ff%0a".to_owned(),
            "/v1/sources/%7f%1b".to_owned(),
            format!("/{}", "a".repeat(8000)),
        ] {
            send(running.get(&path, &bearer));
        }
        for headers in [
            format!("x-request-id: {secret}\r\n"),
            "x-request-id: \u{1b}[31m\r\n".to_owned(),
            "x-request-id: a\"}{\"forged\":\"\r\n".to_owned(),
            format!("cookie: claimdesk_session={secret}\r\n"),
            format!("authorization: Basic {secret}\r\nuser-agent: \u{1b}]0;forged\u{7}\r\n"),
            format!("authorization: Bearer {KEY}\r\nreferer: http://a/?key={secret}\r\n"),
        ] {
            send(running.get("/v1/claims", &headers));
        }
        let good = format!("authorization: Bearer {KEY}\r\n");
        for body in [
            json!({"outlet": "a\n{\"forged\":1}", "external_id": forged, "body": secret}).to_string(),
            format!("{{\"{secret}\": \"\\u001b[31m\\nforged\"}}"),
            json!({"outlet": "d", "external_id": "\u{2028}\u{85}forged", "body": format!("It rained. {secret}")}).to_string(),
        ] {
            send(post(running, "/v1/articles", &good, &body));
            send(post(running, "/v1/articles", &format!("{good}idempotency-key: {secret}\r\n"), &body));
        }
        send(post(running, "/v1/session", "", &json!({"key": secret}).to_string()));
        send(running.exchange(b"FORGED\xe2 / HTTP/1.1\r\n\r\n", std::time::Duration::from_secs(5)));
        let custom = format!("PURGE_{} / HTTP/1.1\r\nhost: desk\r\nconnection: close\r\n\r\n", "forged".to_uppercase());
        send(running.exchange(custom.as_bytes(), std::time::Duration::from_secs(5)));
    });
    let mut requests = 0;
    for line in log.lines() {
        let line: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        assert!(line["level"].is_string() && line["timestamp"].is_string() && line["target"].is_string(), "{line}");
        assert_ne!(line["message"], "forged");
        if line["message"] == "request" {
            requests += 1;
            assert!(line["route"].is_string() && line["status"].is_u64() && line["milliseconds"].is_u64(), "{line}");
            assert!(!line["request_id"].as_str().unwrap().is_empty());
            assert!(["GET", "POST", "other"].contains(&line["method"].as_str().unwrap()), "{line}");
        }
    }
    assert!(requests == sent && sent > 15, "{requests} lines for {sent} requests:\n{log}");
    for hidden in [secret, KEY, "\u{1b}", "forged", "FORGED", "\u{7f}"] {
        assert!(!log.contains(hidden), "{hidden:?} is in the log:\n{log}");
    }
}

#[test]
fn a_request_is_found_again_by_its_identity_and_its_key() {
    let log = log_of(&[("CLAIMDESK_LOG_FORMAT", "json")], |running| {
        let answer = running.get("/v1/articles", &format!("authorization: Bearer {KEY}\r\nx-request-id: from-the-proxy:1\r\n"));
        assert!(answer.contains("x-request-id: from-the-proxy:1\r\n"), "{answer}");
        let answer = running.get("/v1/claims/01a20bc8-7999-7317-8055-af6c26b1c258", "x-request-id: no good\r\n");
        let made = answer.lines().find_map(|line| line.strip_prefix("x-request-id: ")).unwrap();
        assert_eq!(made.len(), 36, "{made}");
    });
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).filter(|line: &Value| line["message"] == "request").collect();
    assert_eq!(lines.len(), 2);
    assert_eq!((&lines[0]["request_id"], &lines[0]["route"], &lines[0]["status"]), (&json!("from-the-proxy:1"), &json!("/v1/articles"), &json!(200)));
    assert_eq!(lines[0]["key"].as_str().unwrap().len(), 36, "the key's id, by which `claimdesk keys list` knows it");
    assert_eq!((&lines[1]["route"], &lines[1]["status"]), (&json!("/v1/claims/{id}"), &json!(401)));
    assert_eq!((&lines[1]["id"], &lines[1]["key"]), (&json!("01a20bc8-7999-7317-8055-af6c26b1c258"), &Value::Null));
}

#[test]
fn the_log_for_people_has_a_line_for_each_request_too() {
    let log = log_of(&[], |running| {
        running.get("/%1b[31m%0aforged", "x-request-id: \u{1b}[31m\r\n");
        post(running, "/v1/articles", &format!("authorization: Bearer {KEY}\r\n"), "{\"\\u001b[31m\\nforged\": 1}");
    });
    assert_eq!(log.lines().filter(|line| line.contains(" request ")).count(), 2, "{log}");
    assert!(!log.contains("forged") && !log.contains('\u{1b}'), "{log}");
}
