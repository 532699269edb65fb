//! What a newsroom's program notices when it posts articles and reads them back.

use crate::support::{ARTICLE, Gate, TestApp};
use claimdesk::service::Analyse;
use serde_json::{Value, json};

#[test]
fn an_article_comes_back_with_its_claims_and_the_words_that_say_so() {
    let app = TestApp::start();
    let answer = app.post_article("4711", ARTICLE).expect(201);
    let article = &answer.body["article"];
    assert_eq!(answer.header("location"), format!("/v1/articles/{}", article["id"].as_str().unwrap()));
    assert_eq!(article["body"], ARTICLE);
    assert_eq!(article["furniture"], json!([{"kind": "dateline", "span": {"start": 0, "end": 8, "exact": "MOSCOW –"}}]));

    let claim = &answer.body["claims"][2];
    assert_eq!(claim["text"], "Mr Xi will telephone Kyiv");
    assert_eq!(claim["source"], json!({"id": "media-reports", "name": "media reports", "kind": "media", "speaker": null}));
    assert_eq!(claim["status"], "unconfirmed");
    assert_eq!(claim["attribution"]["id"], "a2");
    // Code points, not bytes: the dash of the dateline has three bytes.
    let start = ARTICLE.chars().count() - "Mr Xi will telephone Kyiv, media reports say.".len();
    let span = &claim["spans"][0];
    assert_eq!((&span["start"], &span["end"]), (&json!(start), &json!(start + 25)));
    assert_eq!((&span["prefix"], &span["suffix"]), (&json!("e leaders would meet on Monday. "), &json!(", media reports say.")));
    assert_eq!(
        claim["basis"],
        json!([{"rule": "source-kind", "exact": "media reports", "start": start + 27, "end": start + 40, "by": "media-reports"}])
    );
    assert_eq!(claim["engine"], json!({"source": "media-reports", "status": "unconfirmed", "model": "reporter"}));
    let review = &claim["review"];
    assert_eq!((&review["state"], &review["verdict"], &review["taken_by"]), (&json!("pending"), &Value::Null, &Value::Null));
    assert_eq!(claim["version"], 1);

    let own = &answer.body["claims"][0];
    assert_eq!((&own["source"]["id"], &own["attribution"]), (&json!("newsroom"), &Value::Null));
    assert_eq!(own["basis"], json!([{"rule": "own-voice"}]));
    assert_eq!(answer.body["attributions"][0]["content"][0]["exact"], "the leaders would meet on Monday");

    let again = app.get(answer.header("location")).expect(200);
    assert_eq!(answer.body["outcome"], "new");
    for part in ["article", "claims", "attributions"] {
        assert_eq!(again.body[part], answer.body[part], "what is read back is what was answered");
    }
}

#[test]
fn the_same_article_again_adds_nothing() {
    let app = TestApp::start();
    let first = app.post_article("4711", ARTICLE).expect(201);
    let again = app.post_article("4711", ARTICLE).expect(200);
    assert_eq!(again.body["outcome"], "known");
    assert_eq!((&again.body["article"], &again.body["claims"]), (&first.body["article"], &first.body["claims"]));
    assert_eq!(again.header("location"), first.header("location"));
    assert_eq!(app.claim_texts("/v1/claims").len(), 3);
}

#[test]
fn other_details_with_the_same_content_are_taken_over_and_the_claims_stay() {
    let app = TestApp::start();
    let first = app.post_article("4711", ARTICLE).expect(201);
    let detailed = json!({"outlet": "daily-example", "external_id": "4711", "body": ARTICLE, "title": "Xi to visit", "url": "https://example.org/xi",
        "byline": "By A. Nwosu", "published_at": "2023-03-17T10:00:00+01:00", "modified_at": "2023-03-17T10:30:00Z", "language": "en"});
    let second = app.post("/v1/articles", &detailed).expect(200);
    assert_eq!(second.body["article"]["title"], "Xi to visit");
    assert_eq!(second.body["article"]["published_at"], "2023-03-17T09:00:00Z");
    assert_eq!(second.body["claims"], first.body["claims"]);

    let mut late = detailed.clone();
    late["modified_at"] = json!("2023-03-17T10:29:59Z");
    late["title"] = json!("An earlier headline");
    let problem = app.post("/v1/articles", &late).problem(409, "older");
    assert_eq!(problem["article"], first.body["article"]["id"]);
    assert_eq!(app.get(first.header("location")).body["article"]["title"], "Xi to visit");
}

#[test]
fn the_same_identifier_of_another_outlet_is_another_article() {
    let app = TestApp::start();
    app.post_article("4711", ARTICLE).expect(201);
    app.post("/v1/articles", &json!({"outlet": "evening-example", "external_id": "4711", "body": "The Kremlin said something else."})).expect(201);
    assert_eq!(app.get("/v1/articles").body["articles"].as_array().unwrap().len(), 2);
}

#[test]
fn one_article_sent_by_many_at_once_is_kept_once() {
    let gate = Gate::default();
    let app = TestApp::start_with(gate.for_another_thread(), 1000);
    let mut statuses = std::thread::scope(|scope| {
        let calls: Vec<_> = (0..6).map(|_| scope.spawn(|| app.post_article("1", ARTICLE).status)).collect();
        std::thread::sleep(std::time::Duration::from_millis(300));
        gate.open();
        calls.into_iter().map(|call| call.join().unwrap()).collect::<Vec<_>>()
    });
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 200, 200, 200, 200, 201]);
    assert_eq!(app.claim_texts("/v1/claims").len(), 3);
}

#[test]
fn when_too_many_texts_wait_the_next_is_told_when_to_come_back() {
    let gate = Gate::default();
    let app = TestApp::start_with(gate.for_another_thread(), 1000);
    // More than all threads and their queues hold, whatever the number of cores.
    let many = std::thread::available_parallelism().unwrap().get().max(2) * 17 + 8;
    let answers = std::thread::scope(|scope| {
        let app = &app;
        let calls: Vec<_> = (0..many).map(|number| scope.spawn(move || app.post_article(&number.to_string(), ARTICLE))).collect();
        std::thread::sleep(std::time::Duration::from_millis(700));
        // Reading is not held up meanwhile.
        app.get("/v1/claims").expect(200);
        gate.open();
        calls.into_iter().map(|call| call.join().unwrap()).collect::<Vec<_>>()
    });
    let (taken, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 201);
    assert!(!refused.is_empty() && taken.len() >= many - 8 - 1, "{} taken, {} refused", taken.len(), refused.len());
    for answer in refused {
        assert_eq!(answer.header("retry-after"), "2");
        answer.problem(503, "busy");
    }
}

#[test]
fn an_analysis_that_fails_refuses_one_article_and_the_next_ones_are_taken() {
    let gate = Gate::default();
    gate.open();
    let app = TestApp::start_with(gate.for_another_thread(), 1000);
    for number in 0..4 {
        app.post_article(&number.to_string(), "PANIC").problem(500, "analysis-failed");
    }
    app.post_article("5", ARTICLE).expect(201);
}

#[test]
fn articles_are_listed_last_added_first_page_by_page() {
    let app = TestApp::start();
    for number in 1..=5 {
        app.post_article(&number.to_string(), ARTICLE).expect(201);
    }
    app.post("/v1/articles", &json!({"outlet": "evening-example", "external_id": "1", "body": ARTICLE, "title": "Late"})).expect(201);
    let ids = |answer: &Value| -> Vec<String> {
        answer["articles"]
            .as_array()
            .unwrap()
            .iter()
            .map(|a| format!("{}/{}", a["outlet"].as_str().unwrap(), a["external_id"].as_str().unwrap()))
            .collect()
    };
    let first = app.get("/v1/articles?limit=4").expect(200);
    assert_eq!(ids(&first.body), ["evening-example/1", "daily-example/5", "daily-example/4", "daily-example/3"]);
    assert_eq!((&first.body["articles"][0]["title"], &first.body["articles"][0]["claims"]), (&json!("Late"), &json!(3)));
    let next = first.header("link").strip_prefix('<').unwrap().strip_suffix(">; rel=\"next\"").unwrap().to_owned();
    let second = app.get(&next).expect(200);
    assert_eq!(ids(&second.body), ["daily-example/2", "daily-example/1"]);
    assert_eq!((second.header("link"), &second.body["next"]), ("", &Value::Null));
    assert_eq!(ids(&app.get("/v1/articles?outlet=daily-example&external_id=2&external_id=3").body), ["daily-example/3", "daily-example/2"]);
    assert_eq!(ids(&app.get("/v1/articles?outlet=nobody").body), Vec::<String>::new());
}

#[test]
fn an_articles_claims_are_listed_in_the_order_of_the_text() {
    let app = TestApp::start();
    let other = app.post_article("1", "The Kremlin said nothing of it.").expect(201);
    let posted = app.post_article("2", ARTICLE).expect(201);
    let path = format!("{}/claims", posted.header("location"));
    let in_order = ["Mr Xi will travel to Russia", "the leaders would meet on Monday", "Mr Xi will telephone Kyiv"];
    for sort in ["", "?sort=oldest", "?sort=newest", "?sort=updated"] {
        assert_eq!(app.claim_texts(&format!("{path}{sort}")), in_order, "{sort}");
    }
    assert_eq!(app.claim_texts(&format!("{path}?status=unconfirmed")), [in_order[2]]);
    let first = app.get(&format!("{path}?limit=2")).expect(200);
    let next = format!("{path}?limit=2&cursor={}", first.body["next"].as_str().unwrap());
    assert_eq!(app.claim_texts(&next), [in_order[2]]);
    let other_path = format!("{}/claims?cursor={}", other.header("location"), first.body["next"].as_str().unwrap());
    app.get(&other_path).problem(400, "parameter-invalid");
}
