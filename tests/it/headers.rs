//! Headers that keep browsers and caches from doing more with an answer than they should.

use crate::support::{ARTICLE, Answer, TestApp};

/// What every answer has to have.
#[track_caller]
fn check(answer: &Answer, what: &str) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), value, "{what}: {name}");
    }
    assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{what}");
    assert!(!answer.header("content-security-policy").contains("unsafe"), "{what}");
    assert!(["no-store", "no-cache", "private, no-cache"].contains(&answer.header("cache-control")), "{what}: {}", answer.header("cache-control"));
    assert!(!answer.header("x-request-id").is_empty(), "{what}");
    assert_eq!(answer.header("access-control-allow-origin"), "", "{what}");
    assert_eq!(answer.header("server"), "", "{what}");
}

#[test]
fn every_route_answers_with_them_in_every_way_it_answers() {
    let app = TestApp::start();
    let posted = app.post_article("1", ARTICLE).expect(201);
    check(&posted, "an article");
    let mut seen = std::collections::BTreeSet::new();
    let claim = posted.body["claims"][0]["id"].as_str().unwrap();
    let article = posted.body["article"]["id"].as_str().unwrap();
    for (method, path, _) in claimdesk::api::routes().list() {
        let thing = if path.starts_with("/v1/claims") { claim } else { article };
        let path = path.replace("{id}", thing);
        for headers in [
            &[][..],
            &[TestApp::key()],
            &[("authorization", "Bearer cdk_nobody_made_this_one")],
            &[TestApp::key(), ("content-type", "application/json")],
            &[TestApp::key(), ("if-none-match", "\"1\"")],
            &[TestApp::key(), ("accept-encoding", "gzip")],
        ] {
            // What erases comes last in the list of no other route.
            if method == "DELETE" && headers.contains(&TestApp::key()) && path.contains("/articles/") {
                continue;
            }
            let answer = app.request(method.as_str(), &path, headers, b"");
            check(&answer, &format!("{method} {path} {}", answer.status));
            seen.insert(answer.status);
        }
        for method in ["PUT", "OPTIONS", "TRACE"] {
            let answer = app.request(method, &path, &[TestApp::key()], b"");
            check(&answer, &format!("{method} {path} {}", answer.status));
            assert!([405, 404].contains(&answer.status));
        }
    }
    for path in ["/", "/desk/desk.css", "/desk/none", "/nowhere", "/v1", "/v1/claims?nonsense=1"] {
        let answer = app.get(path);
        check(&answer, path);
        seen.insert(answer.status);
    }
    for status in [200, 304, 400, 401, 404, 415, 428] {
        assert!(seen.contains(&status), "no answer was {status}: {seen:?}");
    }
}

#[test]
fn what_may_be_asked_for_again_is_told_from_what_nobody_may_keep() {
    let app = TestApp::start();
    let posted = app.post_article("1", ARTICLE).expect(201);
    let claim = format!("/v1/claims/{}", posted.body["claims"][0]["id"].as_str().unwrap());
    assert_eq!(app.get(&claim).header("cache-control"), "private, no-cache");
    assert_eq!(app.get("/v1/claims").header("cache-control"), "no-store");
    assert_eq!(app.get("/v1/claims/1").header("cache-control"), "no-store");
}
