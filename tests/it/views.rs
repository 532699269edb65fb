//! What people notice who keep views of the queue, and who look at it in groups.

use crate::support::{Answer, TestApp};
use serde_json::{Value, json};

fn names(answer: &Answer) -> Vec<String> {
    answer.body["views"].as_array().unwrap().iter().map(|view| view["name"].as_str().unwrap().to_owned()).collect()
}

fn view(name: &str, query: &str, shared: bool) -> Value {
    json!({"name": name, "query": query, "shared": shared})
}

#[test]
fn a_view_is_seen_by_its_owner_alone_unless_it_is_shared() {
    let app = TestApp::start();
    let (ada, ben) = (app.with_key("Ada", "reviewer"), app.with_key("Ben", "editor"));
    let made = ada.post("/v1/views", None, &view("Denied", "status=denied", false)).expect(201);
    assert_eq!((&made.body["owner"], &made.body["query"], &made.body["shared"]), (&json!("Ada"), &json!("status=denied"), &json!(false)));
    ben.post("/v1/views", None, &view("alpine wire", "outlet=alpine", true)).expect(201);
    ben.post("/v1/views", None, &view("Denied", "status=denied&review=any", false)).expect(201);
    assert_eq!(names(&ada.get("/v1/views")), ["alpine wire", "Denied"]);
    assert_eq!(ada.get("/v1/views").body["views"][1], made.body, "her own, and not Ben's of the same name");

    let changed = ada.send("PATCH", made.header("location"), &json!({"shared": true}).to_string()).expect(200);
    assert_eq!((&changed.body["name"], &changed.body["shared"]), (&json!("Denied"), &json!(true)));
    assert_eq!(names(&ben.get("/v1/views")), ["alpine wire", "Denied", "Denied"]);
}

#[test]
fn a_person_with_another_key_finds_their_views_again() {
    let app = TestApp::start();
    app.with_key("Ada", "reviewer").post("/v1/views", None, &view("Mine", "decided_by=Ada", false)).expect(201);
    assert_eq!(names(&app.with_key("Ada", "editor").get("/v1/views")), ["Mine"]);
}

#[test]
fn nobody_changes_or_takes_away_what_is_another_persons_but_administrators_clean_up_what_is_shared() {
    let app = TestApp::start();
    let (ada, ben) = (app.with_key("Ada", "reviewer"), app.with_key("Ben", "reviewer"));
    let private = ada.post("/v1/views", None, &view("Private", "", false)).expect(201).header("location").to_owned();
    let shared = ada.post("/v1/views", None, &view("Shared", "", true)).expect(201).header("location").to_owned();
    for (method, body) in [("PATCH", "{\"name\": \"Ben's\"}"), ("DELETE", "")] {
        ben.send(method, &private, body).problem(404, "not-found");
        let problem = ben.send(method, &shared, body).problem(403, "view-of-other");
        assert!(problem["detail"].as_str().unwrap().contains("Ada"), "{problem}");
    }
    let admin = |method: &str, path: &str| app.request(method, path, &[TestApp::key()], b"");
    admin("DELETE", &private).problem(404, "not-found");
    admin("DELETE", &shared).expect(204);
    assert_eq!(names(&ada.get("/v1/views")), ["Private"]);
    ada.send("DELETE", &private, "").expect(204);
    ada.send("DELETE", &private, "").problem(404, "not-found");
}

#[test]
fn two_views_of_one_person_are_not_called_the_same_and_a_hundred_are_kept() {
    let app = TestApp::start();
    let ada = app.with_key("Ada", "reviewer");
    let made = ada.post("/v1/views", None, &view("Night desk", "", false)).expect(201);
    assert_eq!(ada.post("/v1/views", None, &view("night DESK", "", false)).problem(409, "name-taken")["field"], "name");
    let other = ada.post("/v1/views", None, &view("Other", "", false)).expect(201);
    ada.send("PATCH", other.header("location"), "{\"name\": \"Night desk\"}").problem(409, "name-taken");
    // Only the case of it.
    ada.send("PATCH", made.header("location"), "{\"name\": \"Night Desk\"}").expect(200);
    for number in 2..100 {
        ada.post("/v1/views", None, &view(&number.to_string(), "", false)).expect(201);
    }
    ada.post("/v1/views", None, &view("One more", "", false)).problem(409, "too-many-views");
    assert_eq!(names(&ada.get("/v1/views")).len(), 100);
}

#[test]
fn a_view_that_is_no_view_is_refused_by_field() {
    let app = TestApp::start();
    let ada = app.with_key("Ada", "reviewer");
    for (sent, field) in [
        (json!({"query": ""}), "name"),
        (json!({"name": "", "query": ""}), "name"),
        (json!({"name": "a\u{1}", "query": ""}), "name"),
        (json!({"name": "a".repeat(61), "query": ""}), "name"),
        (json!({"name": "a", "query": "q=night train"}), "query"),
        (json!({"name": "a", "query": "#/keys"}), "query"),
        (json!({"name": "a", "query": "q=".to_owned() + &"a".repeat(2_000)}), "query"),
        (json!({"name": "a", "query": "", "owner": "Ben"}), "owner"),
        (json!({"name": "a", "query": "", "shared": "yes"}), "shared"),
    ] {
        assert_eq!(ada.post("/v1/views", None, &sent).problem(422, "field-invalid")["field"], field, "{sent}");
    }
    assert_eq!(names(&ada.get("/v1/views")), Vec::<String>::new());
    let made = ada.post("/v1/views", None, &view("Night desk", "", true)).expect(201);
    for field in ["name", "query", "shared"] {
        let problem = ada.send("PATCH", made.header("location"), &json!({ field: null }).to_string()).problem(422, "field-invalid");
        assert_eq!(problem["field"], field);
    }
    assert_eq!(ada.get("/v1/views").body["views"][0], made.body);
}

#[test]
fn events_tell_of_shared_views_and_betray_nothing_of_others() {
    let app = TestApp::start();
    let ada = app.with_key("Ada", "reviewer");
    let made = ada.post("/v1/views", None, &view("Secret dossier", "q=dossier", false)).expect(201);
    ada.send("PATCH", made.header("location"), "{\"query\": \"q=dossier2\"}").expect(200);
    ada.post("/v1/views", None, &view("For all", "status=denied", true)).expect(201);
    ada.send("DELETE", made.header("location"), "").expect(204);
    let audit = app.get("/v1/audit?actor=Ada").expect(200);
    assert!(!audit.text.contains("ossier"), "{}", audit.text);
    let told: Vec<_> = audit.body["events"].as_array().unwrap().iter().map(|event| (&event["action"], &event["subject"])).collect();
    let expected = [
        (json!("view-added"), Value::Null),
        (json!("view-changed"), Value::Null),
        (json!("view-added"), json!("For all")),
        (json!("view-removed"), Value::Null),
    ];
    assert_eq!(told, expected.iter().map(|(action, subject)| (action, subject)).collect::<Vec<_>>());
}

#[test]
fn groups_count_every_claim_that_matches_page_by_page() {
    let app = TestApp::start();
    app.post_article("1", "The Kremlin said the leaders would meet on Monday. Mr Xi will telephone Kyiv, media reports say.").expect(201);
    app.post(
        "/v1/articles",
        &json!({"outlet": "evening-example", "external_id": "1", "title": "Calls", "body": "A call to Kyiv is planned, media reports say."}),
    )
    .expect(201);
    app.post_article("3", "It rained in Lisbon.").expect(201);
    let count = |path: &str, by: &str, what: &str| -> Vec<(String, u64)> {
        let mut path = format!("/v1/claims/groups?by={by}&{path}");
        let mut found = Vec::new();
        loop {
            let answer = app.get(&path).expect(200);
            for group in answer.body["groups"].as_array().unwrap() {
                found.push((group[by][what].as_str().unwrap().to_owned(), group["claims"].as_u64().unwrap()));
            }
            let Some(next) = answer.header("link").strip_prefix('<') else { return found };
            path = next.strip_suffix(">; rel=\"next\"").unwrap().to_owned();
        }
    };
    let named = |pairs: &[(&str, u64)]| pairs.iter().map(|&(name, count)| (name.to_owned(), count)).collect::<Vec<_>>();
    for limit in 1..=4 {
        let limit = format!("limit={limit}");
        // Articles last added first.
        assert_eq!(count(&limit, "article", "external_id"), named(&[("3", 1), ("1", 1), ("1", 2)]), "{limit}");
        let by_source = count(&limit, "source", "id");
        assert_eq!(by_source[0], ("media-reports".to_owned(), 2), "{limit}");
        assert_eq!(by_source.len(), 3, "{limit}: {by_source:?}");
    }
    assert_eq!(count("outlet=evening-example&status=unconfirmed", "article", "title"), named(&[("Calls", 1)]));
    assert_eq!(count("review=decided", "source", "id"), []);
    assert_eq!(count("q=kyiv", "source", "name"), named(&[("media reports", 2)]));
    for (by, expected) in [
        ("outlet", &[("daily-example", 3), ("evening-example", 1)][..]),
        ("status", &[("unconfirmed", 2), ("asserted", 1), ("attributed", 1)]),
        ("kind", &[("media", 2), ("newsroom", 1), ("official", 1)]),
        ("review", &[("pending", 4)]),
        ("verdict", &[]),
    ] {
        let groups = app.get(&format!("/v1/claims/groups?by={by}")).expect(200);
        let found = groups.body["groups"].as_array().unwrap().iter();
        let found: Vec<_> = found.map(|group| (group["word"].as_str().unwrap(), group["claims"].as_u64().unwrap())).collect();
        assert_eq!(found, expected, "{by}");
    }
    assert_eq!(app.get("/v1/claims/groups").problem(400, "parameter-invalid")["field"], "by");
    assert_eq!(app.get("/v1/claims/groups?by=colour").problem(400, "parameter-invalid")["field"], "by");
    assert_eq!(app.get("/v1/claims/groups?by=article&sort=newest").problem(400, "parameter-invalid")["field"], "sort");
}

#[test]
fn what_somebody_decided_is_found_by_their_name() {
    let app = TestApp::start();
    let (ada, ben) = (app.with_key("Ada", "reviewer"), app.with_key("Ben", "reviewer"));
    let posted =
        app.post_article("1", "The Kremlin said the leaders would meet on Monday. Mr Xi will telephone Kyiv, media reports say.").expect(201);
    let id = |index: usize| posted.body["claims"][index]["id"].as_str().unwrap().to_owned();
    ada.review(&id(0), 1, &json!({"verdict": "verified"})).expect(200);
    ben.review(&id(1), 1, &json!({"verdict": "verified"})).expect(200);
    assert_eq!(app.claim_texts("/v1/claims?decided_by=Ada"), ["the leaders would meet on Monday"]);
    assert_eq!(app.claim_texts("/v1/claims?decided_by=Ada&decided_by=Ben").len(), 2);
    assert_eq!(app.claim_texts("/v1/claims?decided_by=Ada&taken_by=Ada"), Vec::<String>::new());
    ada.review(&id(0), 2, &json!({"action": "reopen"})).expect(200);
    assert_eq!(app.claim_texts("/v1/claims?decided_by=Ada"), Vec::<String>::new());
    let outlets = &app.get("/v1/stats?review=decided").body["by_outlet"];
    assert_eq!(outlets, &json!([{"outlet": "daily-example", "claims": 1}]));
}
