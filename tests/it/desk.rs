//! What the desk stands on: its files, sessions, and the feed of events.

use crate::support::{ARTICLE, TestApp};
use serde_json::json;

const SAME_SITE: (&str, &str) = ("sec-fetch-site", "same-origin");
const JSON: (&str, &str) = ("content-type", "application/json");

/// The cookie of a new session with this key, as a browser sends it back.
fn sign_in(app: &TestApp, key: &str) -> String {
    let answer = app.request("POST", "/v1/session", &[JSON], json!({"key": key}).to_string().as_bytes()).expect(200);
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}

#[test]
fn the_desk_is_served_with_a_policy_that_lets_nothing_run_but_its_own_files() {
    let app = TestApp::start();
    let page = app.request("GET", "/", &[], b"").expect(200);
    assert!(page.text.contains("<script type=\"module\" src=\"/desk/js/main.js\">"));
    let policy = page.header("content-security-policy");
    assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe") && !policy.contains("http"), "{policy}");
    let script = app.request("GET", "/desk/js/main.js", &[], b"").expect(200);
    assert!(script.header("content-type").starts_with("text/javascript"));
    let tag = script.header("etag").to_owned();
    app.request("GET", "/desk/js/main.js", &[("if-none-match", &tag)], b"").expect(304);
    app.request("GET", "/desk/../Cargo.toml", &[], b"").expect(404);
}

#[test]
fn a_session_stands_for_its_key_and_ends_with_it() {
    let app = TestApp::start();
    let made = app.post("/v1/keys", &json!({"name": "Ada", "role": "reviewer"})).expect(201);
    let cookie = sign_in(&app, made.body["secret"].as_str().unwrap());
    let me = app.request("GET", "/v1/session", &[("cookie", &cookie)], b"").expect(200);
    assert_eq!(me.body, json!({"name": "Ada", "role": "reviewer"}));
    app.request("GET", "/v1/keys", &[("cookie", &cookie)], b"").problem(403, "role-missing");
    let path = format!("/v1/keys/{}", made.body["key"]["id"].as_str().unwrap());
    app.request("DELETE", &path, &[("authorization", "Bearer cdk_a_key_for_the_tests")], b"").expect(200);
    app.request("GET", "/v1/session", &[("cookie", &cookie)], b"").problem(401, "key-required");
}

#[test]
fn another_sites_page_can_do_nothing_with_the_cookie() {
    let app = TestApp::start();
    let cookie = sign_in(&app, "cdk_a_key_for_the_tests");
    let body = json!({"outlet": "d", "external_id": "1", "body": ARTICLE}).to_string();
    for site in [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "http://elsewhere.example"), ("accept", "*/*")] {
        app.request("POST", "/v1/articles", &[("cookie", &cookie), JSON, site], body.as_bytes()).problem(403, "other-origin");
    }
    app.request("POST", "/v1/articles", &[("cookie", &cookie), JSON, SAME_SITE], body.as_bytes()).expect(201);
    assert_eq!(app.get("/v1/claims").body["claims"].as_array().unwrap().len(), 3);
}

#[test]
fn the_cookie_is_hidden_from_page_code_and_secure_where_the_proxy_says_tls() {
    // The services of the tests trust a proxy.
    let app = TestApp::start();
    let body = json!({"key": "cdk_a_key_for_the_tests"}).to_string();
    let plain = app.request("POST", "/v1/session", &[JSON], body.as_bytes()).expect(200);
    let cookie = plain.header("set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.contains("Path=/") && !cookie.contains("Secure"), "{cookie}");
    let tls = app.request("POST", "/v1/session", &[JSON, ("x-forwarded-proto", "https")], body.as_bytes()).expect(200);
    assert!(tls.header("set-cookie").contains("; Secure"));
}

#[test]
fn signing_out_ends_the_session() {
    let app = TestApp::start();
    let cookie = sign_in(&app, "cdk_a_key_for_the_tests");
    let gone = app.request("DELETE", "/v1/session", &[("cookie", &cookie), SAME_SITE], b"").expect(204);
    assert!(gone.header("set-cookie").contains("Max-Age=0"));
    app.request("GET", "/v1/session", &[("cookie", &cookie)], b"").problem(401, "key-required");
}

#[test]
fn a_listener_hears_what_happens_and_goes_on_where_it_was_cut_off() {
    let app = TestApp::start();
    let key = ("authorization", "Bearer cdk_a_key_for_the_tests");
    let mut feed = app.listen("/v1/events", &[key]);
    let from = feed.find_map(|line| line.strip_prefix("id: ").map(str::to_owned)).unwrap();
    app.post_article("1", ARTICLE).expect(201);
    assert!(feed.any(|line| line == "event: article-added"));
    let data = feed.find_map(|line| line.strip_prefix("data: ").map(str::to_owned)).unwrap();
    let event: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(event["action"], "article-added");
    drop(feed);

    app.post_article("2", ARTICLE).expect(201);
    let mut again = app.listen("/v1/events", &[key, ("last-event-id", &from)]);
    let heard: Vec<_> = again.by_ref().filter(|line| line == "event: article-added").take(2).collect();
    assert_eq!(heard.len(), 2);
}

#[test]
fn what_happens_to_keys_is_told_to_administrators_only() {
    let app = TestApp::start();
    let made = app.post("/v1/keys", &json!({"name": "Ada", "role": "reviewer"})).expect(201);
    let secret = format!("Bearer {}", made.body["secret"].as_str().unwrap());
    app.post_article("1", ARTICLE).expect(201);
    let first = |key: &str| {
        app.listen("/v1/events?after=0", &[("authorization", key)])
            .find(|line| line.starts_with("event: key") || line.starts_with("event: article"))
            .unwrap()
    };
    assert_eq!(first(&secret), "event: article-added");
    assert!(first("Bearer cdk_a_key_for_the_tests").starts_with("event: key-added"));
}

#[test]
fn counts_follow_what_is_asked() {
    let app = TestApp::start();
    app.post_article("1", ARTICLE).expect(201);
    let all = app.get("/v1/stats").expect(200).body;
    let some = app.get("/v1/stats?status=unconfirmed&review=pending").expect(200).body;
    assert_eq!(all["claims"], 3);
    assert_eq!(some["claims"], all["by_status"]["unconfirmed"]);
    assert_eq!(app.get("/v1/stats?review=decided").expect(200).body["claims"], 0);
}

#[test]
fn the_numbers_of_a_source_are_those_of_its_claims() {
    let app = TestApp::start();
    let posted = app.post_article("1", ARTICLE).expect(201).body;
    app.post_article("2", "The Kremlin said the leaders would meet on Monday. Mr Xi will telephone Kyiv, media reports say.").expect(201);
    app.with_key("Ada", "reviewer").review(posted["claims"][0]["id"].as_str().unwrap(), 1, &json!({"verdict": "verified"})).expect(200);
    let sources: Vec<_> = app.get("/v1/claims/groups?by=source").body["groups"].as_array().unwrap().clone();
    assert!(sources.len() > 1, "{sources:?}");
    for group in sources {
        let id = group["source"]["id"].as_str().unwrap();
        let stats = app.get(&format!("/v1/stats?source={id}")).expect(200).body;
        assert_eq!(stats["claims"], group["claims"], "{id}");
        assert_eq!(stats["by_outlet"], json!([{"outlet": "daily-example", "claims": group["claims"]}]), "{id}");
        for (field, by) in [("by_status", "status"), ("by_kind", "kind"), ("by_review", "review"), ("by_verdict", "verdict")] {
            let groups = app.get(&format!("/v1/claims/groups?by={by}&source={id}")).body["groups"].clone();
            for group in groups.as_array().unwrap() {
                assert_eq!(stats[field][group["word"].as_str().unwrap()], group["claims"], "{id}: {field}");
            }
        }
        assert_eq!(stats["by_day"].as_array().unwrap().iter().map(|day| day["claims"].as_u64().unwrap()).sum::<u64>(), group["claims"]);
        let day = &stats["by_day"][0]["day"].as_str().unwrap();
        let since = app.get(&format!("/v1/stats?source={id}&since={day}")).expect(200).body;
        assert_eq!(since["claims"], stats["claims"], "{id}");
        assert_eq!(app.get(&format!("/v1/stats?source={id}&until={day}")).expect(200).body["claims"], 0, "{id}");
    }
    assert_eq!(app.get("/v1/stats?source=nobody").expect(200).body["claims"], 0);
}

#[test]
fn what_is_asked_for_twice_counts_once() {
    let app = TestApp::start();
    let posted = app.post_article("1", ARTICLE).expect(201).body;
    let ada = app.with_key("Ada", "reviewer");
    ada.review(posted["claims"][0]["id"].as_str().unwrap(), 1, &json!({"verdict": "verified"})).expect(200);
    let first = &posted["claims"][0];
    let source = format!("source={}", first["source"]["id"].as_str().unwrap());
    let (status, kind) = (format!("status={}", first["status"].as_str().unwrap()), format!("kind={}", first["source"]["kind"].as_str().unwrap()));
    let pairs = [status.as_str(), kind.as_str(), &source, "outlet=daily-example", "review=decided", "verdict=verified"];
    for pair in pairs.into_iter().chain(["decided_by=Ada"]) {
        let (once, twice) = (app.claim_texts(&format!("/v1/claims?{pair}")), app.claim_texts(&format!("/v1/claims?{pair}&{pair}")));
        assert!(!once.is_empty(), "{pair}");
        assert_eq!(once, twice, "{pair}");
        let groups = |query: &str| app.get(&format!("/v1/claims/groups?by=status&{query}")).expect(200).body;
        assert_eq!(groups(pair), groups(&format!("{pair}&{pair}")), "{pair}");
    }
    for pair in pairs {
        let stats = |query: &str| app.get(&format!("/v1/stats?{query}")).expect(200).body;
        assert_eq!(stats(pair), stats(&format!("{pair}&{pair}")), "{pair}");
    }
}

#[test]
fn a_list_of_claims_names_its_articles_once_each_as_they_are_called_now() {
    let app = TestApp::start();
    let titled = |id: &str, title: &str| json!({"outlet": "daily-example", "external_id": id, "title": title, "body": ARTICLE});
    for (id, title) in [("1", "First"), ("2", "Second"), ("2", "Second, again")] {
        app.post("/v1/articles", &titled(id, title));
    }
    let list = app.get("/v1/claims?sort=oldest").expect(200).body;
    let named: Vec<_> = list["articles"].as_array().unwrap().iter().map(|article| (&article["external_id"], &article["title"])).collect();
    assert_eq!(named, [(&json!("1"), &json!("First")), (&json!("2"), &json!("Second, again"))]);
    assert_eq!(list["articles"][0]["id"], list["claims"][0]["article"]);
}
