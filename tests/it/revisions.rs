//! What a newsroom and its reviewers notice when an article changes, or is analysed again.

use crate::support::{Answer, Dice, TestApp, claimdesk};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};

/// Decides every claim that is pending, with its own source and words as the reason: where a verdict goes, they go.
pub fn decide_all(app: &TestApp) {
    let database = rusqlite::Connection::open(app.database()).unwrap();
    database.busy_timeout(std::time::Duration::from_secs(10)).unwrap();
    database
        .execute_batch(
            "UPDATE claims SET review = 3, verdict = 2, decided_by = 'R. Reviewer', decided_at = 1, reason =
                 (SELECT slug FROM source_references JOIN sources USING (source) WHERE source_references.reference = claims.engine_reference)
                 || ': ' || (SELECT text FROM claim_texts WHERE claim_texts.claim = claims.claim)
             WHERE review = 1 AND withdrawn_at IS NULL",
        )
        .unwrap();
}

pub fn claims(answer: &Answer) -> Vec<Value> {
    answer.body["claims"].as_array().unwrap().clone()
}

/// For each claim of an article: its words and its verdict, `-` where it has none.
fn verdicts(answer: &Answer) -> Vec<String> {
    let line = |claim: &Value| format!("{} {}", claim["text"].as_str().unwrap(), claim["review"]["verdict"].as_str().unwrap_or("-"));
    claims(answer).iter().map(line).collect()
}

#[test]
fn a_revision_keeps_what_stands_and_asks_again_about_what_changed() {
    let app = TestApp::start();
    let first = app.post_article("1", "The Kremlin said talks would go on. Snow fell in Alpha. The dam holds 12 boats.").expect(201);
    assert_eq!(first.body["outcome"], "new");
    decide_all(&app);
    let second = app.post_article("1", "The Kremlin said talks would go on. Snow fell in Alpha. The dam holds 15 boats.").expect(201);
    assert_eq!((&second.body["outcome"], &second.body["article"]["revision"]), (&json!("revised"), &json!(2)));
    assert_eq!(second.header("location"), first.header("location"));
    assert_eq!(verdicts(&second), ["talks would go on refuted", "Snow fell in Alpha refuted", "The dam holds 15 boats -"]);

    let (before, after) = (claims(&first), claims(&second));
    assert_eq!(after[0]["id"], before[0]["id"]);
    assert_eq!((&after[0]["version"], &after[0]["revision"], &after[0]["first_revision"]), (&json!(2), &json!(2), &json!(1)));
    let replaced = &after[2]["replaces"];
    assert_eq!((&replaced["id"], &replaced["text"]), (&before[2]["id"], &json!("The dam holds 12 boats")));
    assert_eq!(replaced["verdict"], "refuted", "the earlier verdict is shown beside it");
    assert_eq!((&after[2]["review"]["state"], &after[2]["first_revision"]), (&json!("pending"), &json!(2)));

    let path = format!("{}/claims", first.header("location"));
    assert_eq!(app.claim_texts(&path), ["talks would go on", "Snow fell in Alpha", "The dam holds 15 boats"]);
    assert_eq!(app.claim_texts(&format!("{path}?withdrawn=true")).len(), 4);
    assert_eq!(app.claim_texts("/v1/claims?q=boats"), ["The dam holds 15 boats"]);
    let gone = app.get(&format!("/v1/claims/{}", before[2]["id"].as_str().unwrap())).expect(200);
    assert_ne!(gone.body["withdrawn_at"], Value::Null);
    assert_eq!((&gone.body["replaced_by"], &gone.body["spans"][0]["exact"]), (&after[2]["id"], &json!("The dam holds 12 boats")));

    let revisions = app.get(&format!("{}/revisions?body=true", first.header("location"))).expect(200).body["revisions"].clone();
    assert_eq!((&revisions[0]["added"], &revisions[0]["kept"]), (&json!(3), &json!(0)));
    assert_eq!((&revisions[1]["kept"], &revisions[1]["added"], &revisions[1]["withdrawn"]), (&json!(2), &json!(1), &json!(1)));
    assert_eq!((&revisions[1]["revision"], &revisions[1]["analysis"]), (&json!(2), &json!(2)));
    assert!(revisions[0]["body"].as_str().unwrap().ends_with("12 boats."));
}

#[test]
fn no_verdict_moves_to_a_look_alike() {
    let app = TestApp::start();
    for (number, (old, new)) in [
        ("Team Alpha reported 12 cases.", "Team Beta reported 12 cases."),
        ("Team Alpha worked in the north. It reported 12 cases.", "Team Beta worked in the north. It reported 12 cases."),
        ("In Alpha, the ministry reported 12 cases.", "In Beta, the ministry reported 12 cases."),
        ("The Alpha team said cases fell.", "The Beta team said cases fell."),
    ]
    .into_iter()
    .enumerate()
    {
        app.post_article(&number.to_string(), old).expect(201);
        decide_all(&app);
        let revised = app.post_article(&number.to_string(), new).expect(201);
        assert!(verdicts(&revised).iter().all(|claim| claim.ends_with(" -")), "{new}: {:?}", verdicts(&revised));
    }
}

#[test]
fn a_text_that_comes_back_starts_anew() {
    let app = TestApp::start();
    let (a, b) = ("The Kremlin said talks would go on.", "The weather was mild for the season.");
    let first = app.post_article("1", a).expect(201);
    decide_all(&app);
    app.post_article("1", b).expect(201);
    let third = app.post_article("1", a).expect(201);
    assert_eq!(verdicts(&third), ["talks would go on -"]);
    assert_ne!(claims(&third)[0]["id"], claims(&first)[0]["id"]);
    assert_eq!(app.claim_texts(&format!("{}/claims?withdrawn=true", first.header("location"))).len(), 3);
}

#[test]
fn an_older_version_that_arrives_late_is_refused() {
    let app = TestApp::start();
    let sent = |body: &str, modified_at: &str| json!({"outlet": "d", "external_id": "1", "body": body, "modified_at": modified_at});
    let first = app.post("/v1/articles", &sent("It rained at noon.", "2023-03-17T10:00:00Z")).expect(201);
    let problem = app.post("/v1/articles", &sent("It snowed at noon.", "2023-03-17T09:59:59Z")).problem(409, "older");
    assert_eq!(problem["article"], first.body["article"]["id"]);
    assert_eq!(app.get(first.header("location")).body["article"]["body"], "It rained at noon.");
    app.post("/v1/articles", &sent("It snowed at noon.", "2023-03-17T10:00:00Z")).expect(201);
}

#[test]
fn a_claim_that_is_withdrawn_while_it_is_reviewed_is_let_go_and_its_reviewer_told() {
    let app = TestApp::start();
    let first = app.post_article("1", "It rained at noon. Snow fell in Alpha.").expect(201);
    let ids: Vec<_> = claims(&first).iter().map(|claim| claim["id"].as_str().unwrap().to_owned()).collect();
    let reviewer = app.with_key("R. Reviewer", "reviewer");
    reviewer.review(&ids[0], 1, &json!({"action": "take"})).expect(200);
    reviewer.review(&ids[1], 1, &json!({"verdict": "verified"})).expect(200);
    app.post_article("1", "The Kremlin said talks would go on. Snow fell in Alpha.").expect(201);

    let review = app.get(&format!("/v1/claims/{}", ids[0])).body["review"].clone();
    assert_eq!((&review["state"], &review["taken_by"]), (&json!("pending"), &Value::Null));
    assert_eq!(app.claim_texts("/v1/claims?review=taken"), Vec::<String>::new());
    for version in [2, 3] {
        reviewer.review(&ids[0], version, &json!({"verdict": "verified"})).problem(409, "claim-withdrawn");
    }
    let withdrawn = app.get(&format!("/v1/claims/{}/history", ids[0])).expect(200).body["events"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(withdrawn["action"], "withdrawn");

    // The other one went on: whoever saw it before the revision is told that it came, and the verdict stands.
    let late = reviewer.review(&ids[1], 2, &json!({"action": "reopen"})).problem(412, "changed-meanwhile");
    assert_eq!(late["happened"].as_array().unwrap().iter().map(|event| &event["action"]).collect::<Vec<_>>(), [&json!("kept")]);
    assert_eq!((&late["claim"]["review"]["verdict"], &late["claim"]["revision"]), (&json!("verified"), &json!(2)));
    reviewer.review(&ids[1], 3, &json!({"action": "undo"})).problem(409, "nothing-to-undo");
    reviewer.review(&ids[1], 3, &json!({"action": "reopen"})).expect(200);
}

#[test]
fn many_revisions_at_once_all_count_and_every_claim_has_one_fate() {
    let app = TestApp::start();
    app.post_article("1", "Snow fell in Alpha. The dam holds 0 boats.").expect(201);
    decide_all(&app);
    std::thread::scope(|scope| {
        for number in 1..=8 {
            let app = &app;
            scope.spawn(move || app.post_article("1", &format!("Snow fell in Alpha. The dam holds {number} boats.")).expect(201));
        }
    });
    let articles = app.get("/v1/articles").body["articles"].clone();
    assert_eq!(articles[0]["revision"], 9);
    let path = format!("/v1/articles/{}", articles[0]["id"].as_str().unwrap());
    assert_eq!(verdicts(&app.get(&path))[0], "Snow fell in Alpha refuted");
    let all = app.get(&format!("{path}/claims?withdrawn=true"));
    assert_eq!(claims(&all).len(), 10);
    assert_eq!(claims(&all).iter().filter(|claim| claim["withdrawn_at"].is_null()).count(), 2);
    let stats = app.get("/v1/stats").body;
    assert_eq!(stats["claims"], 2, "the counters know what stands");
}

#[test]
fn an_article_that_is_analysed_again_keeps_its_reviews_and_its_revision() {
    let app = TestApp::start();
    let first = app.post_article("1", "The Kremlin said talks would go on. It rained.").expect(201);
    decide_all(&app);
    let wait = |app: &TestApp, analyses: usize| {
        let path = format!("{}/revisions", first.header("location"));
        for _ in 0..200 {
            let found = app.get(&path).body["revisions"].as_array().unwrap().len();
            if found >= analyses {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        panic!("it was never analysed again");
    };
    // An earlier model had another opinion about one of them.
    rusqlite::Connection::open(app.database())
        .unwrap()
        .execute_batch("UPDATE versions SET model = 'earlier'; UPDATE claims SET engine_status = 1, status = 1 WHERE ordinal = 1")
        .unwrap();
    let queued = app.post("/v1/reanalyses", &json!({"outlet": ["daily-example"]})).expect(202);
    assert_eq!(queued.body["queued"], 1);
    wait(&app, 2);
    let again = app.get(first.header("location"));
    assert_eq!(verdicts(&again), ["talks would go on refuted", "It rained refuted"]);
    assert_eq!((&again.body["article"]["revision"], &again.body["article"]["body"]), (&json!(1), &first.body["article"]["body"]));
    assert_eq!(again.body["article"]["engine"]["model"], "reporter");
    let rechecks: Vec<_> = claims(&again).iter().map(|claim| claim["review"]["recheck"].clone()).collect();
    assert_eq!(rechecks, [json!(true), json!(false)], "the status changed under one verdict");
    assert_eq!(app.claim_texts("/v1/claims?recheck=true"), ["talks would go on"]);
    let revisions = app.get(&format!("{}/revisions?body=true", first.header("location"))).body["revisions"].clone();
    assert_eq!((&revisions[1]["revision"], &revisions[1]["analysis"], &revisions[1]["kept"]), (&json!(1), &json!(2), &json!(2)));
    assert_eq!(revisions[1]["body"], first.body["article"]["body"]);

    // A revision after it goes on from the same text.
    let revised = app.post_article("1", "The Kremlin said talks would go on. It rained. It snowed.").expect(201);
    assert_eq!((&revised.body["article"]["revision"], verdicts(&revised).len()), (&json!(2), 3));
    assert_eq!(verdicts(&revised)[0], "talks would go on refuted");

    let wrong = app.post("/v1/reanalyses", &json!({"article": ["01a20bc8-7999-7317-8055-af6c26b1c258"]})).problem(422, "field-invalid");
    assert_eq!(wrong["field"], "article[0]");
}

#[test]
fn the_command_line_analyses_again_and_says_what_became_of_the_claims() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("a.db");
    let url = format!("sqlite:{}", database.display());
    let lines = folder.path().join("a.ndjson");
    let body = "The mayor of Lindholm said on Monday that the bridge would reopen in June.";
    std::fs::write(&lines, json!({"outlet": "d", "external_id": "1", "body": body}).to_string()).unwrap();
    assert!(claimdesk().args(["import", "--database", &url]).arg(&lines).output().unwrap().status.success());
    let reanalyze = || {
        let output = claimdesk().args(["reanalyze", "--outlet", "d", "--database", &url]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(reanalyze().starts_with("1 articles, 1 of them as before, 0 failed"), "the same model finds the same");
    rusqlite::Connection::open(&database).unwrap().execute_batch("UPDATE versions SET model = 'earlier'").unwrap();
    let said = reanalyze();
    assert!(said.starts_with("1 articles, 0 of them as before, 0 failed; claims: ") && said.ends_with(" 0 new, 0 withdrawn\n"), "{said}");
}

const SENTENCES: &[&str] = &[
    "The Kremlin said talks would go on",
    "The ministry said 12 cases were found",
    "It reported 12 cases",
    "Team Alpha worked in the north",
    "Team Beta worked in the north",
    "Snow fell in Alpha",
    "The dam on the Lind holds 12 boats",
    "The mayor said the bridge would reopen in June, and the road would stay closed",
    "They left at noon, media reports say",
    "The price of bread rose by a third last year, media reports say",
    "He denied it",
    "The company paid 3 million",
];

fn edit(sentences: &mut Vec<String>, dice: &mut Dice) {
    let at = dice.below(sentences.len());
    let another = SENTENCES[dice.below(SENTENCES.len())].to_owned();
    match dice.below(7) {
        0 => sentences[at] = another,
        1 if sentences.len() > 3 => drop(sentences.remove(at)),
        2 | 1 => sentences.insert(at, another),
        3 => {
            let other = dice.below(sentences.len());
            sentences.swap(at, other);
        }
        4 => {
            let twice = sentences[at].clone();
            sentences.insert(at, twice);
        }
        5 => {
            let mut words: Vec<_> = sentences[at].split(' ').map(str::to_owned).collect();
            let place = dice.below(words.len());
            words[place] = ["Alpha", "15", "north", "Beta"][dice.below(4)].to_owned();
            sentences[at] = words.join(" ");
        }
        _ => sentences[at] = sentences[at].replacen(' ', "  ", 1),
    }
    sentences.truncate(14);
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn through_300_random_edits_no_verdict_moves_and_none_is_lost() {
    let app = TestApp::start();
    let mut dice = Dice(20_230_317);
    let mut sentences: Vec<String> = SENTENCES.iter().map(|&sentence| sentence.to_owned()).collect();
    let (mut seen, mut current): (HashSet<String>, HashMap<String, Value>) = (HashSet::new(), HashMap::new());
    let mut before: Vec<String> = Vec::new();
    let (mut kept, mut moved_on) = (0, 0);
    for round in 0..300 {
        let body = sentences.join(". ") + ".";
        let answer = app.post_article("1", &body);
        assert!(matches!(answer.status, 200 | 201), "{}", answer.text);
        let now = claims(&answer);
        let mut next = HashMap::new();
        for claim in &now {
            let id = claim["id"].as_str().unwrap().to_owned();
            if let Some(reason) = claim["review"]["reason"].as_str() {
                let own = format!("{}: {}", claim["engine"]["source"].as_str().unwrap(), claim["text"].as_str().unwrap());
                assert_eq!(words(reason), words(&own), "round {round}: a verdict moved");
                kept += 1;
            }
            assert!(current.contains_key(&id) || !seen.contains(&id), "round {round}: a withdrawn claim came back");
            assert!(next.insert(id, claim.clone()).is_none(), "round {round}: two claims are one");
        }
        // Lost where nothing around changed: the sentence stands once on both sides, with the same six before it and one behind it.
        let stand: Vec<String> = sentences.iter().map(|sentence| words(sentence)).collect();
        for (place, sentence) in stand.iter().enumerate() {
            let once = |all: &[String]| all.iter().filter(|other| *other == sentence).count() == 1;
            let around = |all: &[String], at: usize| all.get(at.saturating_sub(6)..(at + 2).min(all.len())).map(<[String]>::to_vec);
            let Some(there) = before.iter().position(|other| other == sentence) else { continue };
            let same = around(&before, there) == around(&stand, place) && (place >= 6) == (there >= 6);
            // Its claim may stand in another sentence too, said by another or with other spaces.
            let claim_text = words(now.get(place).and_then(|claim| claim["text"].as_str()).unwrap_or_default());
            let alike = |all: &[String]| all.iter().filter(|other| other.contains(&claim_text)).count() == 1;
            if same && once(&before) && once(&stand) && alike(&before) && alike(&stand) && now.len() == stand.len() {
                let id = now[place]["id"].as_str().unwrap();
                assert!(current.contains_key(id), "round {round}: the verdict of {sentence:?} was lost");
                moved_on += 1;
            }
        }
        seen.extend(next.keys().cloned());
        current = next;
        before = stand;
        decide_all(&app);
        edit(&mut sentences, &mut dice);
    }
    assert!(kept > 1000 && moved_on > 200, "the test looked at {kept} verdicts, of which {moved_on} had to stay");
    let standing = app.get("/v1/stats").body["claims"].clone();
    assert_eq!(standing, json!(current.len()));
}
