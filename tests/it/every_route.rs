//! Every method of every path, as `openapi.yaml` describes them, with every kind of caller.

use crate::support::TestApp;
use claimdesk::api::Access;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Whoever may or may not come.
struct Visitor {
    what: String,
    /// Their role, where their key is good.
    role: Option<String>,
    /// Whether it is another site's page, which may change nothing with the desk's session.
    is_elsewhere: bool,
    headers: Vec<(&'static str, String)>,
}

fn document() -> Value {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.yaml")).unwrap();
    serde_saphyr::from_str(&text).expect("openapi.yaml is YAML")
}

/// The roles of an operation, none where everybody may call it.
fn roles(operation: &Value, what: &str) -> Option<BTreeSet<String>> {
    let security = operation["security"].as_array().unwrap_or_else(|| panic!("{what} does not say who may call it"));
    let named = security.iter().map(|one| one["key"].as_array().unwrap_or_else(|| panic!("{what} names no roles")));
    let roles: BTreeSet<String> = named.flatten().map(|role| role.as_str().unwrap().to_owned()).collect();
    assert!(security.is_empty() || !roles.is_empty(), "{what} lets nobody in");
    (!security.is_empty()).then_some(roles)
}

fn visitors(app: &TestApp) -> Vec<Visitor> {
    let bearer = |secret: &str| vec![("authorization", format!("Bearer {secret}"))];
    let make = |name: &str, role: &str, expires_at: Option<&str>| {
        let made = app.post("/v1/keys", &json!({"name": name, "role": role, "expires_at": expires_at})).expect(201).body;
        (made["key"]["id"].as_str().unwrap().to_owned(), made["secret"].as_str().unwrap().to_owned())
    };
    let session = |secret: &str| {
        let body = json!({"key": secret}).to_string();
        let answer = app.request("POST", "/v1/session", &[("content-type", "application/json")], body.as_bytes()).expect(200);
        let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
        vec![("cookie", cookie), ("sec-fetch-site", "same-origin".to_owned())]
    };
    let soon = (claimdesk::service::clock::Clock::now(app.clock.as_ref()) + jiff::SignedDuration::from_mins(5)).to_string();
    let mut all = vec![
        Visitor { what: "nobody".into(), role: None, is_elsewhere: false, headers: Vec::new() },
        Visitor { what: "an unknown key".into(), role: None, is_elsewhere: false, headers: bearer("cdk_nobody_made_this_one") },
        Visitor { what: "an empty key".into(), role: None, is_elsewhere: false, headers: bearer("") },
        Visitor {
            what: "an unknown session".into(),
            role: None,
            is_elsewhere: false,
            headers: vec![("cookie", "claimdesk_session=0".into()), ("sec-fetch-site", "same-origin".into())],
        },
    ];
    for role in ["cms", "editor", "reviewer", "admin"] {
        let (_, good) = make(role, role, None);
        all.push(Visitor { what: role.into(), role: Some(role.into()), is_elsewhere: false, headers: bearer(&good) });
        let here = session(&good);
        let elsewhere = vec![here[0].clone(), ("sec-fetch-site", "cross-site".to_owned())];
        all.push(Visitor { what: format!("{role} by session"), role: Some(role.into()), is_elsewhere: false, headers: here });
        all.push(Visitor { what: format!("{role} from elsewhere"), role: Some(role.into()), is_elsewhere: true, headers: elsewhere });
        let (id, revoked) = make(&format!("{role} revoked"), role, None);
        let its_session = session(&revoked);
        app.request("DELETE", &format!("/v1/keys/{id}"), &[TestApp::key()], b"").expect(200);
        all.push(Visitor { what: format!("{role} revoked"), role: None, is_elsewhere: false, headers: bearer(&revoked) });
        all.push(Visitor { what: format!("{role} revoked, by session"), role: None, is_elsewhere: false, headers: its_session });
        let (_, expired) = make(&format!("{role} expired"), role, Some(&soon));
        let its_session = session(&expired);
        all.push(Visitor { what: format!("{role} expired"), role: None, is_elsewhere: false, headers: bearer(&expired) });
        all.push(Visitor { what: format!("{role} expired, by session"), role: None, is_elsewhere: false, headers: its_session });
    }
    app.clock.pass(10);
    all
}

#[test]
fn every_method_of_every_path_lets_in_whom_the_description_names_and_nobody_else() {
    let app = TestApp::start();
    let document = document();
    let visitors = visitors(&app);
    let (mut let_in, mut kept_out) = (0, 0);
    for (path, methods) in document["paths"].as_object().unwrap() {
        // No such article, claim or key: what a caller who is let in is told, and nothing is changed.
        let called = path.replace("{id}", "01a20bc8-7999-7317-8055-af6c26b1c258");
        for (method, operation) in methods.as_object().unwrap() {
            let what = format!("{} {path}", method.to_uppercase());
            let allowed = roles(operation, &what);
            let mut ways = vec![method.to_uppercase()];
            if method == "get" {
                ways.push("HEAD".into());
            }
            for (way, visitor) in ways.iter().flat_map(|way| visitors.iter().map(move |visitor| (way, visitor))) {
                // It would end the visitor's own session.
                if path == "/v1/session" && way == "DELETE" {
                    continue;
                }
                let headers: Vec<(&str, &str)> = visitor.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
                let status = app.request(way, &called, &headers, b"").status;
                let expected = match (&allowed, &visitor.role) {
                    (None, _) => None,
                    (Some(_), Some(_)) if visitor.is_elsewhere && !["GET", "HEAD"].contains(&way.as_str()) => Some(403),
                    (Some(roles), Some(role)) => (!roles.contains(role)).then_some(403),
                    (Some(_), None) => Some(401),
                };
                match expected {
                    Some(refusal) => {
                        assert_eq!(status, refusal, "{way} {path} by {}", visitor.what);
                        kept_out += 1;
                    }
                    None => {
                        assert!(status != 401 && status != 403 && status < 500, "{way} {path} by {}: {status}", visitor.what);
                        let_in += 1;
                    }
                }
            }
        }
        // What is not described is not there, whoever asks.
        for way in ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"] {
            if methods.get(way.to_lowercase()).is_none() && way != "CONNECT" {
                let status = app.request(way, &called, &[TestApp::key()], b"").status;
                assert_eq!(status, 405, "{way} {path}");
            }
        }
    }
    assert!(let_in > 200 && kept_out > 300, "{let_in} let in, {kept_out} kept out");
}

#[test]
fn every_route_says_in_the_code_who_may_call_it_as_the_description_does() {
    let document = document();
    // `Routes` takes no route without an `Access`; here the two are held together.
    for (method, path, access) in claimdesk::api::routes().list() {
        let what = format!("{method} {path}");
        let described = roles(&document["paths"][path][method.as_str().to_lowercase()], &what);
        let coded = match access {
            Access::Everybody => None,
            Access::Roles(roles) => Some(roles.iter().map(|role| role.as_str().to_owned()).collect()),
        };
        assert_eq!(described, coded, "{what}");
    }
}
