//! What reviewers notice: whose work stands, what happened meanwhile, and that nothing is ever lost.

use crate::support::{ARTICLE, Answer, Keyholder, TestApp};
use jiff::SignedDuration;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

/// The claims of an article in which each is of another status, in the order of the text.
fn claims(app: &TestApp) -> Vec<String> {
    ids(&app.post_article("1", ARTICLE).expect(201).body)
}

fn ids(answer: &Value) -> Vec<String> {
    answer["claims"].as_array().unwrap().iter().map(|claim| claim["id"].as_str().unwrap().to_owned()).collect()
}

fn claim(app: &TestApp, id: &str) -> Value {
    app.get(&format!("/v1/claims/{id}")).expect(200).body
}

fn version(claim: &Value) -> u64 {
    claim["version"].as_u64().unwrap()
}

/// All events of a claim, page by page.
fn history(app: &TestApp, id: &str) -> Vec<Value> {
    let mut path = format!("/v1/claims/{id}/history?limit=200");
    let mut events = Vec::new();
    loop {
        let answer = app.get(&path).expect(200);
        events.extend(answer.body["events"].as_array().unwrap().iter().cloned());
        let Some(next) = answer.header("link").strip_prefix('<') else { return events };
        path = next.strip_suffix(">; rel=\"next\"").unwrap().to_owned();
    }
}

/// Who did what, in order.
fn told(events: &[Value]) -> Vec<(String, String)> {
    let word = |event: &Value, name: &str| event[name].as_str().unwrap().to_owned();
    events.iter().map(|event| (word(event, "actor"), word(event, "action"))).collect()
}

fn by(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(actor, action)| ((*actor).to_owned(), (*action).to_owned())).collect()
}

/// Everything about a claim that reviewing changes, named as events name it.
fn fields(claim: &Value) -> BTreeMap<String, Option<String>> {
    let mut fields = BTreeMap::new();
    let text = |value: &Value| match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(list) => Some(list.iter().map(|one| one.as_str().unwrap()).collect::<Vec<_>>().join("\n")).filter(|all| !all.is_empty()),
        other => Some(other.to_string()),
    };
    for (name, value) in claim["review"].as_object().unwrap() {
        fields.insert(format!("review.{name}"), text(value));
    }
    fields.insert("source".into(), text(&claim["source"]["id"]));
    fields.insert("status".into(), text(&claim["status"]));
    for word in ["source", "status"] {
        let corrected = claim["corrected"].as_array().unwrap().contains(&json!(word));
        fields.insert(format!("corrected.{word}"), Some(corrected.to_string()));
    }
    fields
}

/// The claim without what every change moves on.
fn content(claim: &Value) -> Value {
    let mut content: Map<String, Value> = claim.as_object().unwrap().clone();
    content.remove("version");
    content.remove("updated_at");
    Value::Object(content)
}

/// Plays a claim's events from the beginning, and makes sure that each starts where the one before it ended and that they
/// lead to the claim as it is.
#[track_caller]
fn replay(first: &Value, events: &[Value], now: &Value) {
    let mut state = fields(first);
    let mut at = version(first);
    for event in events {
        at += 1;
        assert_eq!(event["version"], at, "{event}");
        for change in event["changes"].as_array().unwrap() {
            let field = change["field"].as_str().unwrap();
            if field == "correct.reason" {
                continue;
            }
            let value = |side: &str| change[side].as_str().map(str::to_owned);
            assert_eq!(state.insert(field.to_owned(), value("after")), Some(value("before")), "{event}");
        }
    }
    assert_eq!((state, at), (fields(now), version(now)));
}

const REFUTED: &str = "The ministry's own page says Tuesday.";

fn refute() -> Value {
    json!({"verdict": "refuted", "reason": REFUTED, "evidence": ["https://example.org/ministry", "https://example.org/2"]})
}

#[test]
fn a_verdict_decides_the_claim_and_says_who_when_and_why() {
    let app = TestApp::start();
    let anna = app.with_key("Anna", "reviewer");
    let id = &claims(&app)[1];
    let first = claim(&app, id);
    let answer = anna.review(id, 1, &refute()).expect(200);
    assert_eq!(answer.header("etag"), "\"2\"");
    assert_eq!(answer.body, claim(&app, id), "what is answered is what is read back");
    let review = &answer.body["review"];
    assert_eq!((&review["state"], &review["verdict"], &review["decided_by"]), (&json!("decided"), &json!("refuted"), &json!("Anna")));
    assert_eq!((&review["reason"], &review["evidence"]), (&json!(REFUTED), &refute()["evidence"]));
    assert_eq!((&review["decided_at"], &review["taken_by"]), (&answer.body["updated_at"], &Value::Null));
    // The engine's word is another matter.
    assert_eq!((&answer.body["status"], &answer.body["corrected"]), (&json!("attributed"), &json!([])));

    let events = history(&app, id);
    assert_eq!(told(&events), by(&[("Anna", "decided")]));
    assert_eq!((&events[0]["claim"], &events[0]["article"], &events[0]["at"]), (&json!(id), &first["article"], &review["decided_at"]));
    replay(&first, &events, &answer.body);
    // A verdict on a verdict replaces it, and the first stays in the history.
    let second = anna.review(id, 2, &json!({"verdict": "verified"})).expect(200).body;
    assert_eq!((&second["review"]["reason"], &second["review"]["evidence"]), (&Value::Null, &json!([])));
    replay(&first, &history(&app, id), &second);
}

#[test]
fn a_late_verdict_is_told_what_happened_and_by_whom_and_changes_nothing() {
    let app = TestApp::start();
    let (anna, ben) = (app.with_key("Anna", "reviewer"), app.with_key("Ben", "reviewer"));
    let id = &claims(&app)[1];
    anna.review(id, 1, &json!({"action": "take"})).expect(200);
    let decided = anna.review(id, 2, &refute()).expect(200).body;
    let problem = ben.review(id, 1, &json!({"verdict": "verified"})).problem(412, "changed-meanwhile");
    assert_eq!(problem["claim"], decided);
    let happened = problem["happened"].as_array().unwrap();
    assert_eq!(told(happened), by(&[("Anna", "taken"), ("Anna", "decided")]));
    assert!(problem["detail"].as_str().unwrap().contains("`decided` by Anna"), "{problem}");
    // Whoever saw a part of it is told the rest; whoever names a version that never was is told nothing.
    let rest = ben.review(id, 2, &json!({"action": "undo"})).problem(412, "changed-meanwhile");
    assert_eq!(told(rest["happened"].as_array().unwrap()), by(&[("Anna", "decided")]));
    let never = ben.review(id, 99, &json!({"action": "undo"})).problem(412, "changed-meanwhile");
    assert_eq!(never["happened"], json!([]));
    assert_eq!(claim(&app, id), decided);
    // With what was answered, Ben goes on.
    ben.review(id, version(&problem["claim"]), &json!({"action": "undo"})).expect(200);
}

#[test]
fn a_claim_is_reviewed_at_a_version_and_every_other_wish_is_refused_with_a_reason() {
    let app = TestApp::start();
    let anna = app.with_key("Anna", "reviewer");
    let id = &claims(&app)[1];
    let path = format!("/v1/claims/{id}/reviews");
    let take = json!({"action": "take"});
    assert!(anna.post(&path, None, &take).problem(428, "precondition-required")["detail"].as_str().unwrap().contains("If-Match"));
    for (tag, words) in [
        ("*", "overwrite"),
        ("1", "quotation marks"),
        ("\"\"", "one version"),
        ("\"one\"", "one version"),
        ("\"1\", \"2\"", "one version"),
        ("\"+1\"", "one version"),
        ("\"-1\"", "one version"),
        ("\"4294967296\"", "one version"),
        ("", "one version"),
    ] {
        let problem = anna.post(&path, Some(tag), &take).problem(400, "precondition-invalid");
        assert!(problem["detail"].as_str().unwrap().contains(words), "{tag}: {problem}");
    }
    anna.review("01a20bc8-7999-7317-8055-af6c26b1c258", 1, &take).problem(404, "not-found");
    anna.review("4711", 1, &take).problem(404, "not-found");
    for (body, field) in [
        (json!({}), ""),
        (json!({"reason": "Because."}), ""),
        (json!({"verdict": "maybe"}), "verdict"),
        (json!({"verdict": 1}), "verdict"),
        (json!({"verdict": "refuted"}), "reason"),
        (json!({"verdict": "refuted", "reason": " \n"}), "reason"),
        (json!({"verdict": "refuted", "reason": "a\u{0}b"}), "reason"),
        (json!({"verdict": "refuted", "reason": "é".repeat(5001)}), "reason"),
        (json!({"verdict": "verified", "reason": ["a"]}), "reason"),
        (json!({"verdict": "verified", "evidence": "https://example.org"}), "evidence"),
        (json!({"verdict": "verified", "evidence": ["https://example.org", "javascript:alert(1)"]}), "evidence[1]"),
        (json!({"verdict": "verified", "evidence": ["data:text/html,x"]}), "evidence[0]"),
        (json!({"verdict": "verified", "evidence": [""]}), "evidence[0]"),
        (json!({"verdict": "verified", "evidence": ["https://example.org/a\nhttps://example.org/b"]}), "evidence[0]"),
        (json!({"verdict": "verified", "evidence": vec!["https://example.org"; 21]}), "evidence"),
        (json!({"verdict": "verified", "evidence": [format!("https://example.org/{}", "a".repeat(2000))]}), "evidence[0]"),
        (json!({"action": "steal"}), "action"),
        (json!({"action": "take", "verdict": "verified"}), "action"),
        (json!({"action": "take", "reason": "Because."}), "reason"),
        (json!({"action": "take", "evidence": []}), "evidence"),
        (json!({"correct": {}}), "correct"),
        (json!({"correct": "kremlin"}), "correct"),
        (json!({"correct": {"kind": "media"}}), "correct.kind"),
        (json!({"correct": {"source": ""}}), "correct.source"),
        (json!({"correct": {"source": "nobody-at-all"}}), "correct.source"),
        (json!({"correct": {"source": "x' OR 1=1 --"}}), "correct.source"),
        (json!({"correct": {"status": "true"}}), "correct.status"),
        (json!({"correct": {"status": "denied"}, "evidence": []}), "evidence"),
        (json!({"verdict": "verified", "version": 1}), "version"),
    ] {
        let problem = anna.review(id, 1, &body).problem(422, "field-invalid");
        assert_eq!(problem["field"], field, "{body}: {problem}");
        assert_eq!(problem["errors"][0]["field"], field);
    }
    let several = json!({"verdict": "maybe", "evidence": ["no", "https://example.org", ""], "reason": "a\u{7}b"});
    let problem = anna.review(id, 1, &several).problem(422, "field-invalid");
    let named: Vec<_> = problem["errors"].as_array().unwrap().iter().map(|wrong| wrong["field"].as_str().unwrap()).collect();
    assert_eq!(named, ["reason", "verdict", "evidence[0]", "evidence[2]"]);

    for (body, code) in [("release", "not-taken"), ("reopen", "not-decided"), ("undo", "nothing-to-undo")] {
        anna.review(id, 1, &json!({"action": body})).problem(409, code);
    }
    let untouched = claim(&app, id);
    assert_eq!((version(&untouched), history(&app, id)), (1, vec![]), "nothing that was refused left a trace");
    // What a proxy that compresses makes of a tag is still the version.
    anna.post(&path, Some("W/\"1\""), &take).expect(200);
}

#[test]
fn words_of_every_script_and_every_character_of_markup_come_back_as_they_were_sent() {
    let app = TestApp::start();
    let id = &claims(&app)[1];
    let name = "Ännä <b>\"O'Neil\"</b> 外交";
    let anna = app.with_key(name, "reviewer");
    let reason = "<script>alert(1)</script>\r\n\t'; DROP TABLE claims; -- 外交部 👩‍👩‍👧 \u{202e}evil";
    let address = "https://example.org/%22%3E?q=<b>&x='\"";
    let done = anna.review(id, 1, &json!({"verdict": "unverifiable", "reason": reason, "evidence": [address]})).expect(200).body;
    let review = &done["review"];
    assert_eq!((&review["reason"], &review["evidence"], &review["decided_by"]), (&json!(reason), &json!([address]), &json!(name)));
    anna.review(id, 2, &json!({"action": "undo"})).expect(200);
    assert_eq!(content(&anna.review(id, 3, &json!({"action": "undo"})).expect(200).body), content(&done));
}

#[test]
fn taking_holds_a_claim_until_it_is_released_taken_over_or_the_time_is_over() {
    let app = TestApp::start();
    let (anna, ben) = (app.with_key("Anna", "reviewer"), app.with_key("Ben", "reviewer"));
    let id = &claims(&app)[1];
    let first = claim(&app, id);
    let take = json!({"action": "take"});

    let taken = anna.review(id, 1, &take).expect(200).body;
    assert_eq!((&taken["review"]["state"], &taken["review"]["taken_by"]), (&json!("taken"), &json!("Anna")));
    let until = |claim: &Value| claim["review"]["taken_until"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    let since = |claim: &Value| claim["updated_at"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    assert_eq!(until(&taken).duration_since(since(&taken)), SignedDuration::from_mins(30));
    assert_eq!(app.claim_texts("/v1/claims?review=taken&taken_by=Anna"), ["the leaders would meet on Monday"]);
    assert_eq!(app.claim_texts("/v1/claims?taken_by=Ben").len(), 0);

    // Acting on it renews the lease; another person's acting does not.
    app.clock.pass(20);
    let corrected = anna.review(id, 2, &json!({"correct": {"status": "denied"}})).expect(200).body;
    assert_eq!(until(&corrected).duration_since(since(&corrected)), SignedDuration::from_mins(30));
    let by_ben = ben.review(id, 3, &json!({"correct": {"status": "disputed"}})).expect(200).body;
    assert_eq!(by_ben["review"]["taken_until"], corrected["review"]["taken_until"]);

    let refused = ben.review(id, 4, &json!({"action": "release"})).problem(409, "taken-by-other");
    assert!(refused["detail"].as_str().unwrap().contains("Anna"), "{refused}");
    let over = ben.review(id, 4, &take).expect(200).body;
    assert_eq!(over["review"]["taken_by"], "Ben");
    let changes = &history(&app, id)[3]["changes"];
    assert!(changes.as_array().unwrap().contains(&json!({"field": "review.taken_by", "before": "Anna", "after": "Ben"})), "{changes}");

    // An administrator may release what others hold.
    let released = app
        .request(
            "POST",
            &format!("/v1/claims/{id}/reviews"),
            &[TestApp::key(), ("content-type", "application/json"), ("if-match", "\"5\"")],
            json!({"action": "release"}).to_string().as_bytes(),
        )
        .expect(200)
        .body;
    assert_eq!((&released["review"]["state"], &released["review"]["taken_by"]), (&json!("pending"), &Value::Null));

    // When the time is over, whoever comes just takes it.
    anna.review(id, 6, &take).expect(200);
    app.clock.pass(30);
    let current = version(&claim(&app, id));
    ben.review(id, current, &json!({"action": "undo"})).problem(409, "nothing-to-undo");
    let now = ben.review(id, version(&claim(&app, id)), &take).expect(200).body;
    assert_eq!(now["review"]["taken_by"], "Ben");
    let events = history(&app, id);
    let expected = by(&[
        ("Anna", "taken"),
        ("Anna", "corrected"),
        ("Ben", "corrected"),
        ("Ben", "taken-over"),
        ("admin", "released"),
        ("Anna", "taken"),
        ("claimdesk", "lease-expired"),
        ("Ben", "taken"),
    ]);
    assert_eq!(told(&events), expected);
    replay(&first, &events, &now);

    // Deciding what somebody else holds is allowed to those who saw it, and recorded.
    let decided = anna.review(id, version(&now), &refute()).expect(200).body;
    assert_eq!((&decided["review"]["taken_by"], &decided["review"]["decided_by"]), (&Value::Null, &json!("Anna")));
    anna.review(id, version(&decided), &take).problem(409, "decided");
    replay(&first, &history(&app, id), &decided);
}

#[test]
fn a_lease_that_nobody_ends_is_ended_by_the_service() {
    let app = TestApp::start();
    let anna = app.with_key("Anna", "reviewer");
    let id = &claims(&app)[1];
    anna.review(id, 1, &json!({"action": "take"})).expect(200);
    app.clock.pass(31);
    let start = Instant::now();
    while claim(&app, id)["review"]["state"] == "taken" {
        assert!(start.elapsed() < Duration::from_secs(20), "upkeep comes every 5 seconds");
        std::thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(told(&history(&app, id)), by(&[("Anna", "taken"), ("claimdesk", "lease-expired")]));
    assert_eq!(app.claim_texts("/v1/claims?review=taken").len(), 0);
}

#[test]
fn undoing_brings_back_every_act_to_the_letter_and_undoing_that_does_it_again() {
    let app = TestApp::start();
    let (anna, ben) = (app.with_key("Anna", "reviewer"), app.with_key("Ben", "reviewer"));
    app.post_article("0", "A Ministry spokesman said it would rain.").expect(201);
    let id = &ids(&app.post_article("1", "The Kremlin spokesman said the leaders would meet.").expect(201).body)[0];
    let first = claim(&app, id);
    let undo = json!({"action": "undo"});
    let acts = [
        (&anna, json!({"action": "take"})),
        (&ben, json!({"action": "take"})),
        (&ben, json!({"action": "release"})),
        (&anna, json!({"correct": {"source": "a-ministry-spokesman", "status": "denied"}, "reason": "He said so."})),
        (&ben, json!({"correct": {"source": null}})),
        (&anna, refute()),
        (&ben, json!({"verdict": "misattributed", "reason": "It was the ministry."})),
        (&ben, json!({"correct": {"status": null}})),
        (&anna, json!({"action": "reopen"})),
    ];
    for (who, act) in acts {
        let before = claim(&app, id);
        let done = who.review(id, version(&before), &act).expect(200).body;
        assert_ne!(content(&done), content(&before), "{act}");
        let undone = anna.review(id, version(&done), &undo).expect(200).body;
        assert_eq!(content(&undone), content(&before), "undoing {act}");
        let again = ben.review(id, version(&undone), &undo).expect(200).body;
        assert_eq!(content(&again), content(&done), "undoing the undoing of {act}");
        assert_eq!(version(&again), version(&before) + 3);
    }
    let events = history(&app, id);
    assert_eq!(events.len(), 27);
    replay(&first, &events, &claim(&app, id));
}

#[test]
fn corrections_lie_over_the_engines_word_and_lists_and_counts_follow_them() {
    let app = TestApp::start();
    let anna = app.with_key("Anna", "reviewer");
    let ids = claims(&app);
    let id = &ids[1];
    let first = claim(&app, id);
    let corrected =
        anna.review(id, 1, &json!({"correct": {"source": "media-reports", "status": "unconfirmed"}, "reason": "It was the press."})).expect(200).body;
    assert_eq!(corrected["source"], json!({"id": "media-reports", "name": "media reports", "kind": "media", "speaker": null}));
    assert_eq!((&corrected["status"], &corrected["corrected"]), (&json!("unconfirmed"), &json!(["source", "status"])));
    assert_eq!(corrected["engine"], json!({"source": "kremlin", "status": "attributed", "model": "reporter"}), "the engine's word stays");
    let text = "the leaders would meet on Monday";
    for query in ["source=media-reports", "kind=media", "status=unconfirmed"] {
        assert!(app.claim_texts(&format!("/v1/claims?{query}")).contains(&text.to_owned()), "{query}");
    }
    for query in ["source=kremlin", "kind=official", "status=attributed"] {
        assert_eq!(app.claim_texts(&format!("/v1/claims?{query}")).len(), 0, "{query}");
    }
    assert_eq!(app.get("/v1/stats").expect(200).body["by_status"]["unconfirmed"], 2);
    let changes = history(&app, id)[0]["changes"].clone();
    assert!(changes.as_array().unwrap().contains(&json!({"field": "correct.reason", "before": null, "after": "It was the press."})), "{changes}");

    anna.review(id, 2, &json!({"correct": {"source": "media-reports", "status": "unconfirmed"}})).problem(409, "nothing-to-change");
    let half = anna.review(id, 2, &json!({"correct": {"source": null}})).expect(200).body;
    assert_eq!((&half["source"], &half["corrected"]), (&first["source"], &json!(["status"])));
    let none = anna.review(id, 3, &json!({"correct": {"status": null}})).expect(200).body;
    assert_eq!(content(&none), content(&first));
    assert_eq!(app.get("/v1/stats").expect(200).body["by_status"]["unconfirmed"], 1);

    // To affirm the engine's own word is a correction too, and keeps whoever speaks.
    let affirmed = anna.review(id, 4, &json!({"correct": {"source": "kremlin"}})).expect(200).body;
    assert_eq!((&affirmed["source"], &affirmed["corrected"]), (&first["source"], &json!(["source"])));
    // A source that the registry ships, and no article has named yet; and the newsroom itself.
    let shipped = anna.review(id, 5, &json!({"correct": {"source": "government-of-iceland"}})).expect(200).body;
    assert_eq!((&shipped["source"]["name"], &shipped["source"]["kind"]), (&json!("Government of Iceland"), &json!("official")));
    let own = anna.review(&ids[2], 1, &json!({"correct": {"source": "newsroom"}})).expect(200).body;
    assert_eq!(own["source"]["kind"], "newsroom");
    replay(&first, &history(&app, id), &shipped);
}

#[test]
fn the_queue_is_read_by_urgency_page_by_page_and_shrinks_as_work_is_done() {
    let app = TestApp::start();
    let anna = app.with_key("Anna", "reviewer");
    let mut all = Vec::new();
    for number in 0..3 {
        all.extend(ids(&app.post_article(&number.to_string(), ARTICLE).expect(201).body));
    }
    for (index, status) in [(0, "confirmed"), (4, "denied"), (8, "disputed"), (1, "disputed")] {
        anna.review(&all[index], 1, &json!({"correct": {"status": status}})).expect(200);
    }
    anna.review(&all[5], 1, &json!({"verdict": "verified"})).expect(200);
    let mut path = "/v1/claims?review=pending&sort=urgent&limit=2".to_owned();
    let mut found = Vec::new();
    loop {
        let answer = app.get(&path).expect(200);
        found.extend(answer.body["claims"].as_array().unwrap().iter().map(|claim| claim["id"].as_str().unwrap().to_owned()));
        let Some(next) = answer.header("link").strip_prefix('<') else { break };
        path = next.strip_suffix(">; rel=\"next\"").unwrap().to_owned();
    }
    // Disputed 8 and 1, denied 4, unconfirmed 2, attributed 7, asserted 6 and 3, confirmed 0; 5 is decided.
    let expected: Vec<_> = [8, 1, 4, 2, 7, 6, 3, 0].map(|index: usize| all[index].clone()).into();
    assert_eq!(found, expected);
    let listed = |query: &str| -> Vec<String> {
        let answer = app.get(&format!("/v1/claims?sort=urgent&{query}")).expect(200);
        answer.body["claims"].as_array().unwrap().iter().map(|claim| claim["id"].as_str().unwrap().to_owned()).collect()
    };
    // The decided one is unconfirmed, and older than the pending one of that status.
    let everything: Vec<_> = [8, 1, 4, 5, 2, 7, 6, 3, 0].map(|index: usize| all[index].clone()).into();
    assert_eq!(listed("limit=50").len(), everything.len());
    assert_eq!(listed("review=decided"), [all[5].clone()]);
    assert_eq!(listed("status=disputed&limit=1"), [all[8].clone()]);
    assert_eq!(listed("status=disputed&status=denied"), [all[8].clone(), all[1].clone(), all[4].clone()]);
    assert_eq!(app.get("/v1/claims?sort=urgent&review=pending&withdrawn=true").problem(400, "parameter-invalid")["field"], "sort");
}

#[test]
fn lists_find_what_was_decided_and_what_changed_since() {
    let app = TestApp::start();
    let anna = app.with_key("Anna", "reviewer");
    let ids = claims(&app);
    app.clock.pass(1);
    let decided = anna.review(&ids[2], 1, &refute()).expect(200).body;
    let text = ["Mr Xi will telephone Kyiv"];
    let since = decided["updated_at"].as_str().unwrap();
    for query in
        ["verdict=refuted".to_owned(), "review=decided".to_owned(), "verdict=verified&verdict=refuted".to_owned(), format!("updated_since={since}")]
    {
        assert_eq!(app.claim_texts(&format!("/v1/claims?{query}")), text, "{query}");
    }
    assert_eq!(app.claim_texts("/v1/claims?sort=updated")[0], text[0]);
    assert_eq!(app.claim_texts("/v1/claims?review=pending").len(), 2);
    assert_eq!(app.claim_texts("/v1/claims?verdict=verified").len(), 0);
    assert_eq!(app.claim_texts("/v1/claims?recheck=true").len(), 0);
    let article = app.get(&format!("/v1/articles/{}", decided["article"].as_str().unwrap())).expect(200).body;
    assert_eq!(article["claims"][2], decided, "the CMS reads the verdict with the article");
}

#[test]
fn several_reviews_at_once_are_done_or_refused_each_by_itself() {
    let app = TestApp::start();
    let anna = app.with_key("Anna", "reviewer");
    let ids = claims(&app);
    let nobody = "01a20bc8-7999-7317-8055-af6c26b1c258";
    let reviews = json!({"reviews": [
        {"claim": ids[0], "version": 1, "verdict": "verified"},
        {"claim": ids[1], "version": 7, "action": "take"},
        {"claim": ids[2], "version": 1, "verdict": "refuted", "evidence": ["no"]},
        {"claim": ids[0], "version": 1, "action": "reopen"},
        {"claim": nobody, "version": 1, "action": "take"},
        {"claim": ids[0], "version": 2, "action": "reopen"},
        {"claim": ids[2], "version": 1, "action": "release"},
        {"claim": ids[2], "version": 1, "correct": {"source": "nobody-at-all"}},
        {"claim": ids[2], "version": 1, "correct": {"source": "kremlin"}},
    ]});
    let results = anna.post("/v1/reviews", None, &reviews).expect(200).body["results"].clone();
    let results = results.as_array().unwrap();
    let statuses: Vec<_> = results.iter().map(|result| result["status"].as_u64().unwrap()).collect();
    assert_eq!(statuses, [200, 412, 422, 412, 404, 200, 409, 422, 200]);
    for (result, sent) in results.iter().zip(reviews["reviews"].as_array().unwrap()) {
        assert_eq!(result["claim"], sent["claim"], "in the order of the request");
    }
    let wrong: Vec<_> = results[2]["body"]["errors"].as_array().unwrap().iter().map(|wrong| wrong["field"].as_str().unwrap()).collect();
    assert_eq!(wrong, ["reason", "evidence[0]"]);
    assert_eq!(told(results[3]["body"]["happened"].as_array().unwrap()), by(&[("Anna", "decided")]));
    assert_eq!(results[5]["body"], claim(&app, &ids[0]));
    assert_eq!(claim(&app, &ids[2])["source"]["id"], "kremlin");
    assert_eq!((version(&claim(&app, &ids[1])), version(&claim(&app, &ids[2]))), (1, 2));

    let many = |count: usize| json!({"reviews": vec![json!({"claim": ids[1], "version": 9, "action": "take"}); count]});
    assert_eq!(anna.post("/v1/reviews", None, &many(200)).expect(200).body["results"].as_array().unwrap().len(), 200);
    assert_eq!(anna.post("/v1/reviews", None, &many(201)).problem(422, "field-invalid")["field"], "reviews");
    assert_eq!(anna.post("/v1/reviews", None, &many(0)).expect(200).body, json!({"results": []}));
    for (body, field) in [
        (json!({"reviews": [{"claim": ids[0], "version": 1, "verdict": "verified"}, {"claim": "4711", "version": 1}]}), "reviews[1].claim"),
        (json!({"reviews": [{"claim": ids[0], "version": -1, "action": "take"}]}), "reviews[0].version"),
        (json!({"reviews": [{"claim": ids[0], "action": "take"}]}), "reviews[0].version"),
        (json!({"reviews": [{"claim": ids[0], "version": 1, "verdikt": "verified"}]}), "reviews[0].verdikt"),
        (json!({"reviews": {}}), "reviews"),
    ] {
        assert_eq!(anna.post("/v1/reviews", None, &body).problem(422, "field-invalid")["field"], field);
    }
    assert_eq!(version(&claim(&app, &ids[0])), 3, "a request that can't be read is refused as a whole");
}

#[test]
fn a_bulk_request_that_is_repeated_is_done_once_and_tells_the_statuses_again() {
    let app = TestApp::start();
    let ids = claims(&app);
    let reviews = json!({"reviews": [{"claim": ids[0], "version": 1, "verdict": "verified"}, {"claim": ids[1], "version": 2, "action": "take"}]});
    let headers = [TestApp::key(), ("content-type", "application/json"), ("idempotency-key", "one")];
    let send = || app.request("POST", "/v1/reviews", &headers, reviews.to_string().as_bytes()).expect(200).body["results"].clone();
    let (first, second) = (send(), send());
    assert_eq!(first[0]["body"]["version"], 2);
    assert_eq!(second, json!([{"claim": ids[0], "status": 200, "body": null}, {"claim": ids[1], "status": 412, "body": null}]));
    assert_eq!(version(&claim(&app, &ids[0])), 2);
}

#[test]
fn reviewers_review_and_everybody_reads_the_history() {
    let app = TestApp::start();
    let id = &claims(&app)[1];
    let take = json!({"action": "take"});
    for (role, may) in [("cms", false), ("editor", false), ("reviewer", true), ("admin", true)] {
        let caller = app.with_key(role, role);
        let now = version(&claim(&app, id));
        let bulk = caller.post("/v1/reviews", None, &json!({"reviews": []}));
        if may {
            caller.review(id, now, &take).expect(200);
            bulk.expect(200);
        } else {
            assert!(caller.review(id, now, &take).problem(403, "role-missing")["detail"].as_str().unwrap().contains("`reviewer`"));
            bulk.problem(403, "role-missing");
        }
        caller.get(&format!("/v1/claims/{id}/history")).expect(200);
    }
    assert_eq!(told(&history(&app, id)), by(&[("reviewer", "taken"), ("admin", "taken-over")]));
}

#[test]
fn a_history_is_read_in_parts() {
    let app = TestApp::start();
    let anna = app.with_key("Anna", "reviewer");
    let id = &claims(&app)[1];
    for version in 1..=5 {
        anna.review(id, version, &json!({"action": if version % 2 == 1 { "take" } else { "release" }})).expect(200);
    }
    let path = format!("/v1/claims/{id}/history");
    let all = app.get(&path).expect(200).body;
    assert_eq!((all["events"].as_array().unwrap().len(), &all["next"]), (5, &Value::Null));
    let part = app.get(&format!("{path}?limit=2")).expect(200);
    assert_eq!(part.body["next"], part.body["events"][1]["event"]);
    let rest = app.get(&format!("{path}?limit=3&after={}", part.body["next"])).expect(200);
    assert_eq!((rest.header("link"), &rest.body["events"][2]), ("", &all["events"][4]));
    for (query, field) in [("after=-1", "after"), ("after=x", "after"), ("limit=0", "limit"), ("cursor=1", "cursor")] {
        assert_eq!(app.get(&format!("{path}?{query}")).problem(400, "parameter-invalid")["field"], field);
    }
    app.get("/v1/claims/01a20bc8-7999-7317-8055-af6c26b1c258/history").problem(404, "not-found");
}

/// A number that looks drawn by lot and is the same in every run.
fn draw(seed: &mut u64) -> u64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed
}

/// One reviewer, at work on claims that others work on too: what became of each of `count` acts. Who comes late looks at what
/// happened and tries again, which is another act.
fn work(reviewer: &Keyholder<'_>, claims: &[String], count: usize, seed: &mut u64) -> Vec<(String, Answer)> {
    let mut seen: HashMap<String, u64> = HashMap::new();
    let mut again = None;
    let mut acts = Vec::with_capacity(count);
    for number in 0..count {
        let (id, body) = again.take().unwrap_or_else(|| (claims[draw(seed) as usize % claims.len()].clone(), act(draw(seed), number)));
        let answer = reviewer.review(&id, seen.get(&id).copied().unwrap_or(1), &body);
        let now = if answer.status == 200 { &answer.body } else { &answer.body["claim"] }["version"].as_u64();
        seen.extend(now.map(|version| (id.clone(), version)));
        if answer.status == 412 {
            again = Some((id.clone(), body));
        }
        acts.push((id, answer));
    }
    acts
}

fn act(lot: u64, number: usize) -> Value {
    match lot % 8 {
        0 | 1 => json!({"action": "take"}),
        2 => json!({"action": "release"}),
        3 => json!({"verdict": "refuted", "reason": format!("Found by act {number}.")}),
        4 => json!({"verdict": "verified", "evidence": [format!("https://example.org/{number}")]}),
        5 => json!({"action": "reopen"}),
        6 => {
            let status = ["denied", "disputed", "confirmed"][number % 3];
            json!({"correct": {"status": status}, "reason": "As read."})
        }
        _ => json!({"action": "undo"}),
    }
}

#[test]
fn of_sixteen_reviewers_at_the_same_fifty_claims_no_act_is_lost_or_doubled() {
    const REVIEWERS: usize = 16;
    const ACTS: usize = 5_000;
    let app = TestApp::start();
    let body = (0..50).map(|number| format!("The Kremlin said item {number}. ")).collect::<String>();
    let ids = ids(&app.post_article("1", &body).expect(201).body);
    assert_eq!(ids.len(), 50);
    let first: HashMap<_, _> = ids.iter().map(|id| (id.clone(), claim(&app, id))).collect();
    let names: Vec<_> = (0..REVIEWERS).map(|number| format!("reviewer {number}")).collect();
    let reviewers: Vec<_> = names.iter().map(|name| app.with_key(name, "reviewer")).collect();
    let start = Instant::now();
    let outcomes: Vec<(usize, Vec<(String, Answer)>)> = std::thread::scope(|scope| {
        let lanes: Vec<_> = reviewers
            .iter()
            .enumerate()
            .map(|(number, reviewer)| {
                let ids = &ids;
                let count = ACTS / REVIEWERS + usize::from(number < ACTS % REVIEWERS);
                scope.spawn(move || (number, work(reviewer, ids, count, &mut (0x9e37_79b9 + number as u64))))
            })
            .collect();
        lanes.into_iter().map(|lane| lane.join().unwrap()).collect()
    });
    let took = start.elapsed();

    // Each act: done, at a version of its own, by this reviewer; or refused with a reason.
    let mut done: HashMap<(String, u64), String> = HashMap::new();
    let (mut refused, mut late) = (0, 0);
    for (number, acts) in outcomes {
        for (id, answer) in acts {
            match answer.status {
                200 => {
                    let earlier = done.insert((id, answer.body["version"].as_u64().unwrap()), names[number].clone());
                    assert_eq!(earlier, None, "two acts made the same version");
                }
                409 | 412 => {
                    assert!(!answer.body["detail"].as_str().unwrap().is_empty() && answer.body["code"].is_string());
                    (refused, late) = (refused + 1, late + usize::from(answer.status == 412));
                }
                other => panic!("{other}: {}", answer.text),
            }
        }
    }
    assert_eq!(done.len() + refused, ACTS);
    let mut recorded = 0;
    for id in &ids {
        let events = history(&app, id);
        recorded += events.len();
        for event in &events {
            let by = done.get(&(id.clone(), event["version"].as_u64().unwrap()));
            assert_eq!(by.map(String::as_str), event["actor"].as_str(), "{event}");
        }
        replay(&first[id], &events, &claim(&app, id));
    }
    assert_eq!(recorded, done.len());
    assert!(
        done.len() > ACTS / 4 && late > ACTS / 20,
        "they did get into each other's way: {} done, {refused} refused, {late} of them late",
        done.len()
    );
    println!("{} acts done, {refused} refused, {late} of them late, in {took:?}", done.len());
}
