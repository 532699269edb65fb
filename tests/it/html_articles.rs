//! What a newsroom notices that sends its articles as HTML.

use crate::support::{Answer, Gate, TestApp, claimdesk};
use claimdesk::service::Analyse;
use serde_json::{Value, json};
use std::time::Duration;

const PAGE: &str = "<!-- cms 7 --><style>p { }</style>\n<p>The Kremlin said the <b>leaders</b> wouldn&rsquo;t meet.</p>\n\
                    <p>Snow fell in Größe&shy;dorf.</p><p hidden>The Kremlin said no.</p>";

fn html(external_id: &str, body: &str) -> Value {
    json!({"outlet": "daily-example", "external_id": external_id, "body": body, "format": "html"})
}

fn claims(answer: &Answer) -> Vec<Value> {
    answer.body["claims"].as_array().unwrap().clone()
}

/// The code points that a place names.
fn cut(text: &str, place: &Value) -> String {
    let at = |name: &str| usize::try_from(place[name].as_u64().unwrap()).unwrap();
    text.chars().skip(at("start")).take(at("end") - at("start")).collect()
}

/// For each claim of an answer: its words, and the stretch of the HTML that they came from.
fn places(answer: &Answer, sent: &str) -> Vec<(String, String)> {
    let place = |claim: &Value| {
        let span = &claim["spans"][0];
        assert_eq!(span["exact"], claim["text"], "each of them is one stretch");
        (span["exact"].as_str().unwrap().to_owned(), cut(sent, &span["html"]))
    };
    claims(answer).iter().map(place).collect()
}

fn expected() -> Vec<(String, String)> {
    [("the leaders wouldn’t meet", "the <b>leaders</b> wouldn&rsquo;t meet"), ("Snow fell in Größe\u{ad}dorf", "Snow fell in Größe&shy;dorf")]
        .map(|(text, sent)| (text.to_owned(), sent.to_owned()))
        .to_vec()
}

#[test]
fn every_answer_leads_from_a_claim_back_into_the_html_that_was_sent() {
    let app = TestApp::start();
    let posted = app.post("/v1/articles", &html("1", PAGE)).expect(201);
    assert_eq!(
        (&posted.body["article"]["format"], posted.body["article"]["body"].as_str().unwrap()),
        (&json!("html"), "The Kremlin said the leaders wouldn’t meet.\n\nSnow fell in Größe\u{ad}dorf.")
    );
    assert_eq!(places(&posted, PAGE), expected());
    let again = app.post("/v1/articles", &html("1", PAGE)).expect(200);
    assert_eq!((&again.body["outcome"], places(&again, PAGE)), (&json!("known"), expected()));

    let path = posted.header("location");
    app.post_article("2", "It rained.").expect(201);
    for list in [path.to_owned(), format!("{path}/claims"), "/v1/claims?q=leaders&q=meet".to_owned(), "/v1/claims?q=snow".to_owned()] {
        let found = places(&app.get(&list).expect(200), PAGE);
        assert!(!found.is_empty() && found.iter().all(|place| expected().contains(place)), "{list}: {found:?}");
    }
    let one = app.get(&format!("/v1/claims/{}", posted.body["claims"][1]["id"].as_str().unwrap())).expect(200);
    assert_eq!(cut(PAGE, &one.body["spans"][0]["html"]), expected()[1].1);
    // Articles of both formats on one page: the plain one has no place in any HTML.
    let all = app.get("/v1/claims").expect(200);
    let with_html: Vec<bool> = claims(&all).iter().map(|claim| claim["spans"][0].get("html").is_some()).collect();
    assert_eq!(with_html, [false, true, true]);

    let revisions = app.get(&format!("{path}/revisions?body=true")).body["revisions"].clone();
    assert_eq!((&revisions[0]["original"], &revisions[0]["body"]), (&json!(PAGE), &posted.body["article"]["body"]));
    assert!(app.get(&format!("{path}/revisions")).body["revisions"][0].get("original").is_none());
}

#[test]
fn a_revision_of_html_keeps_verdicts_where_words_and_source_are_the_same_whatever_the_markup() {
    let app = TestApp::start();
    let first = app.post("/v1/articles", &html("1", PAGE)).expect(201);
    for claim in claims(&first) {
        app.with_key(claim["id"].as_str().unwrap(), "reviewer").review(claim["id"].as_str().unwrap(), 1, &json!({"verdict": "verified"})).expect(200);
    }
    let verdicts = |answer: &Answer| claims(answer).iter().map(|claim| claim["review"]["verdict"].clone()).collect::<Vec<_>>();
    let ids = |answer: &Answer| claims(answer).iter().map(|claim| claim["id"].clone()).collect::<Vec<_>>();

    // Other markup, the same words: claims and verdicts stay, and lead into the HTML as it is now.
    let redone = PAGE.replace("<b>leaders</b>", "<a href='/leaders' class=\"ref\">leaders</a>").replace("cms 7", "cms 8.1");
    let second = app.post("/v1/articles", &html("1", &redone)).expect(201);
    assert_eq!((&second.body["outcome"], &second.body["article"]["revision"]), (&json!("revised"), &json!(2)));
    assert_eq!((ids(&second), verdicts(&second)), (ids(&first), vec![json!("verified"), json!("verified")]));
    assert_eq!(places(&second, &redone)[0].1, "the <a href='/leaders' class=\"ref\">leaders</a> wouldn&rsquo;t meet");

    // Other words in one paragraph.
    let corrected = redone.replace("Snow fell in Größe&shy;dorf", "Hail fell in Größedorf");
    let third = app.post("/v1/articles", &html("1", &corrected)).expect(201);
    assert_eq!((&ids(&third)[0], verdicts(&third)), (&ids(&first)[0], vec![json!("verified"), Value::Null]));
    assert_eq!(places(&third, &corrected)[1].1, "Hail fell in Größedorf");

    // The claim that is gone stays readable, with its place in the HTML that it stood in.
    let gone = app.get(&format!("/v1/claims/{}", ids(&first)[1].as_str().unwrap())).expect(200);
    assert_ne!(gone.body["withdrawn_at"], Value::Null);
    assert_eq!(cut(&redone, &gone.body["spans"][0]["html"]), "Snow fell in Größe&shy;dorf");

    // The same words as plain text: another revision, and nothing to lead into.
    let fourth = app.post_article("1", third.body["article"]["body"].as_str().unwrap()).expect(201);
    assert_eq!((&ids(&fourth)[0], verdicts(&fourth)[0].as_str()), (&ids(&first)[0], Some("verified")));
    assert_eq!((&fourth.body["article"]["format"], fourth.body["claims"][0]["spans"][0].get("html")), (&json!("text"), None));
    let originals: Vec<_> = app.get(&format!("{}/revisions?body=true", first.header("location"))).body["revisions"].as_array().unwrap().clone();
    let originals: Vec<_> = originals.iter().map(|revision| revision.get("original").and_then(Value::as_str)).collect();
    assert_eq!(originals, [Some(PAGE), Some(redone.as_str()), Some(corrected.as_str()), None]);
}

#[test]
fn html_that_waits_is_taken_in_later_with_its_places() {
    let gate = Gate::default();
    let app = TestApp::start_with(gate.for_another_thread(), 10_000);
    let headers = [TestApp::key(), ("content-type", "application/json"), ("prefer", "respond-async")];
    let waiting = app.request("POST", "/v1/articles", &headers, html("1", PAGE).to_string().as_bytes()).expect(202);
    gate.open();
    let job = (0..500)
        .find_map(|_| {
            let job = app.get(waiting.header("location")).body["job"].clone();
            std::thread::sleep(Duration::from_millis(20));
            (job["state"] != "waiting").then_some(job)
        })
        .expect("it ends");
    assert_eq!(job["outcome"], "new");
    let found = app.get(&format!("/v1/articles/{}", job["article"].as_str().unwrap())).expect(200);
    assert_eq!((&found.body["article"]["format"], places(&found, PAGE)), (&json!("html"), expected()));
    let left: i64 = rusqlite::Connection::open(app.database())
        .unwrap()
        .query_row("SELECT count(*) FROM jobs WHERE original IS NOT NULL OR offset_map IS NOT NULL", [], |row| row.get(0))
        .unwrap();
    assert_eq!(left, 0, "the HTML is not kept twice");
}

#[test]
fn html_is_imported_and_analysed_again_by_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let (database, lines) = (folder.path().join("a.db"), folder.path().join("a.ndjson"));
    let url = format!("sqlite:{}", database.display());
    let sent = "<p>The mayor of Lindholm said on Monday that the <em>bridge</em> would re<wbr>open in June.</p>";
    std::fs::write(&lines, html("1", sent).to_string()).unwrap();
    let run = |command: &str, more: &[&str]| {
        let output = claimdesk().args([command, "--database", &url]).args(more).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let file = lines.display().to_string();
    assert_eq!(run("import", &[&file]), "1 articles: 1 new, 0 revised, 0 known before, 0 refused\n");
    assert_eq!(run("import", &[&file]), "1 articles: 0 new, 0 revised, 1 known before, 0 refused\n");
    let connection = rusqlite::Connection::open(&database).unwrap();
    connection.execute_batch("UPDATE versions SET model = 'earlier'").unwrap();
    let said = run("reanalyze", &[]);
    assert!(said.starts_with("1 articles, 0 of them as before, 0 failed; claims: 1 kept, 0 new"), "{said}");
    let kept: (String, Option<String>) =
        connection.query_row("SELECT body, original FROM revisions WHERE original IS NOT NULL", [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    assert_eq!(kept, ("The mayor of Lindholm said on Monday that the bridge would reopen in June.".into(), Some(sent.into())));
}

#[test]
fn places_hold_after_a_new_analysis_of_stored_html() {
    let app = TestApp::start();
    let posted = app.post("/v1/articles", &html("1", PAGE)).expect(201);
    rusqlite::Connection::open(app.database()).unwrap().execute_batch("UPDATE versions SET model = 'earlier'").unwrap();
    app.post("/v1/reanalyses", &json!({})).expect(202);
    let done = (0..500).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        app.get(&format!("{}/revisions", posted.header("location"))).body["revisions"].as_array().unwrap().len() == 2
    });
    assert!(done, "it is analysed again");
    for path in [posted.header("location"), "/v1/claims"] {
        assert_eq!(places(&app.get(path), PAGE), expected());
    }
    let revisions = app.get(&format!("{}/revisions?body=true", posted.header("location"))).body["revisions"].clone();
    assert_eq!((&revisions[1]["revision"], &revisions[1]["original"]), (&json!(1), &json!(PAGE)));
}

#[test]
fn html_in_which_a_reader_sees_nothing_is_refused_and_nothing_kept() {
    let app = TestApp::start();
    for nothing in
        ["<p hidden>The Kremlin said so.</p>", "<script>\"The Kremlin said so.\"</script>", "<!-- The Kremlin said so. -->", "<p>&nbsp;</p>"]
    {
        let problem = app.post("/v1/articles", &html("1", nothing)).problem(422, "field-invalid");
        assert_eq!((&problem["field"], &problem["errors"][0]["detail"]), (&json!("body"), &json!("it holds no text that a reader would see")));
    }
    let mut other = html("1", PAGE);
    other["format"] = json!("markdown");
    assert_eq!(app.post("/v1/articles", &other).problem(422, "field-invalid")["field"], "format");
    assert_eq!(app.get("/v1/articles").body["articles"], json!([]));
}
