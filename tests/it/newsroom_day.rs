//! A newsroom's day, through the binary and the network as a newsroom has them: a CMS posts and corrects, reviewers decide,
//! an editor asks, a source is merged, the model changes, and the process is killed in the middle.
//! At the end every figure adds up: no verdict is lost, doubled or moved.

use crate::support::{RunningBinary, TestApp};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, RwLock};
use std::time::Duration;

const ARTICLES: usize = 200;
const REVISED: usize = 40;
const REVIEWERS: [&str; 3] = ["Reviewer One", "Reviewer Two", "Reviewer Three"];

const TOWNS: [&str; 8] = ["Arnsted", "Belmora", "Corvale", "Dunmere", "Elsworth", "Fennick", "Garrow", "Haldane"];
const THINGS: [&str; 5] = ["bridge", "ferry line", "power station", "school", "hospital wing"];

/// The text of an article in one of its versions. Versions share sentences, and differ in others.
fn text(article: usize, version: usize) -> String {
    let (town, thing) = (TOWNS[article % TOWNS.len()], THINGS[article / TOWNS.len() % THINGS.len()]);
    let (cost, jobs) = (3 + article % 17, 40 + article);
    let date = ["in May", "in June", "in July", "next year"][version % 4];
    let extra = if version > 1 { format!("\n\nThe mayor denied that the {thing} had been sold.") } else { String::new() };
    format!(
        "{town}'s city council said on Monday that the {thing} would reopen {date}. The repairs cost {cost} million euros, \
         the council's spokeswoman said. According to local media, some {jobs} jobs could go.\n\n\
         The Transport Ministry has not confirmed the report.{extra}"
    )
}

/// What the CMS sends of it: every fourth article as HTML.
fn sent(article: usize, version: usize) -> (String, &'static str) {
    let text = text(article, version);
    if !article.is_multiple_of(4) {
        return (text, "text");
    }
    let paragraphs = text.replace('\'', "&#39;").replace("\n\n", "</p>\n<p>").replace("euros", "<b>euros</b>");
    (format!("<html><head><title>The Day</title></head><body>\n<!-- {version} --><p>{paragraphs}</p></body></html>"), "html")
}

/// How many versions an article has in the course of the day: one, or two to four.
fn versions(article: usize) -> usize {
    if article < REVISED { 2 + article % 3 } else { 1 }
}

/// The service as its callers see it: an address that stays, whatever happens to the process behind it.
struct Desk {
    agent: ureq::Agent,
    address: RwLock<String>,
}

struct Got {
    status: u16,
    tag: String,
    link: String,
    body: Value,
}

impl Desk {
    /// One request; none where the service is away.
    fn try_call(&self, method: &str, path: &str, key: &str, headers: &[(&str, &str)], body: Option<&Value>) -> Option<Got> {
        let address = self.address.read().unwrap().clone();
        let mut request = ureq::http::Request::builder().method(method).uri(format!("http://{address}{path}"));
        for (name, value) in [("authorization", format!("Bearer {key}").as_str()), ("content-type", "application/json")].iter().chain(headers) {
            request = request.header(*name, *value);
        }
        let answer = match body {
            Some(body) => self.agent.run(request.body(body.to_string()).unwrap()),
            None => self.agent.run(request.body(()).unwrap()),
        };
        let mut answer = answer.ok()?;
        let header = |name: &str| answer.headers().get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
        let (tag, link) = (header("etag"), header("link"));
        let text = answer.body_mut().with_config().limit(100_000_000).read_to_string().ok()?;
        Some(Got { status: answer.status().as_u16(), tag, link, body: serde_json::from_str(&text).unwrap_or_default() })
    }

    /// A request that is sent until the service answers: for what is safe to repeat.
    fn call(&self, method: &str, path: &str, key: &str, headers: &[(&str, &str)], body: Option<&Value>) -> Got {
        for _ in 0..1200 {
            match self.try_call(method, path, key, headers, body) {
                Some(got) if got.status != 503 => return got,
                _ => std::thread::sleep(Duration::from_millis(100)),
            }
        }
        panic!("{method} {path} is never answered");
    }

    /// All rows of a list, page by page.
    fn all(&self, path: &str, rows: &str, key: &str) -> Vec<Value> {
        let (mut path, mut found) = (path.to_owned(), Vec::new());
        loop {
            let got = self.call("GET", &path, key, &[], None);
            assert_eq!(got.status, 200, "{path}: {}", got.body);
            found.extend(got.body[rows].as_array().unwrap().iter().cloned());
            let Some((next, _)) = got.link.split_once('>') else { return found };
            path = next.trim_start_matches('<').to_owned();
        }
    }
}

/// A verdict that the service acknowledged.
#[derive(Debug, Clone)]
struct Acknowledged {
    claim: String,
    by: &'static str,
    verdict: &'static str,
    text: String,
    source: String,
}

fn review(desk: &Desk, key: &str, by: &'static str, stop: &AtomicBool, acknowledged: &Mutex<Vec<Acknowledged>>, unknown: &Mutex<BTreeSet<String>>) {
    let verdicts = ["verified", "refuted", "misattributed", "unverifiable"];
    let mut turn = 0;
    while !stop.load(Ordering::Relaxed) {
        let Some(queue) = desk.try_call("GET", "/v1/claims?review=pending&sort=oldest&limit=6", key, &[], None).filter(|got| got.status == 200)
        else {
            std::thread::sleep(Duration::from_millis(50));
            continue;
        };
        for claim in queue.body["claims"].as_array().unwrap() {
            let (id, version) = (claim["id"].as_str().unwrap().to_owned(), claim["version"].as_u64().unwrap());
            let verdict = verdicts[turn % verdicts.len()];
            turn += 1;
            let body = json!({"verdict": verdict, "reason": format!("as {by} found")});
            let tag = format!("\"{version}\"");
            match desk.try_call("POST", &format!("/v1/claims/{id}/reviews"), key, &[("if-match", &tag)], Some(&body)) {
                Some(got) if got.status == 200 => {
                    assert_ne!(got.tag, tag, "a verdict makes a new version");
                    let word = |value: &Value| value.as_str().unwrap().to_owned();
                    let (text, source) = (word(&got.body["text"]), word(&got.body["engine"]["source"]));
                    acknowledged.lock().unwrap().push(Acknowledged { claim: id, by, verdict, text, source });
                }
                Some(got) => assert!([409, 412, 503].contains(&got.status), "{}: {}", got.status, got.body),
                // The connection broke: nobody knows whether it was done.
                None => drop(unknown.lock().unwrap().insert(id)),
            }
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A copy of the shipped model under another version.
fn other_model(folder: &Path) {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/attribution");
    for file in ["model.onnx", "vocab.txt"] {
        std::fs::copy(shipped.join(file), folder.join(file)).unwrap();
    }
    let mut config: Value = serde_json::from_str(&std::fs::read_to_string(shipped.join("config.json")).unwrap()).unwrap();
    config["version"] = json!("another-version");
    std::fs::write(folder.join("config.json"), config.to_string()).unwrap();
}

#[test]
fn at_the_end_of_the_day_every_figure_adds_up() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("claimdesk.db");
    let admin = TestApp::key().1.trim_start_matches("Bearer ");
    let mut service = RunningBinary::start(&database, Some(admin));
    let agent = ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(Duration::from_secs(120))).build().into();
    let desk = Arc::new(Desk { agent, address: RwLock::new(service.address.clone()) });
    let make_key = |name: &str, role: &str| {
        let made = desk.call("POST", "/v1/keys", admin, &[], Some(&json!({"name": name, "role": role})));
        assert_eq!(made.status, 201, "{}", made.body);
        made.body["secret"].as_str().unwrap().to_owned()
    };
    let (cms, editor) = (make_key("the CMS", "cms"), make_key("an editor", "editor"));
    let reviewers = REVIEWERS.map(|name| make_key(name, "reviewer"));
    let (stop, acknowledged, unknown) = (Arc::new(AtomicBool::new(false)), Arc::default(), Arc::default());

    std::thread::scope(|scope| {
        for (key, by) in reviewers.iter().zip(REVIEWERS) {
            let (desk, stop, acknowledged, unknown) = (&desk, &stop, &acknowledged, &unknown);
            scope.spawn(move || review(desk, key, by, stop, acknowledged, unknown));
        }
        let asks = scope.spawn(|| {
            let mut asked = 0;
            while !stop.load(Ordering::Relaxed) {
                if let Some(got) = desk.try_call("GET", "/v1/claims?status=unconfirmed&status=denied&q=jobs", &editor, &[], None) {
                    assert!([200, 503].contains(&got.status), "{}", got.body);
                    asked += 1;
                }
                std::thread::sleep(Duration::from_millis(100));
            }
            asked
        });
        let post = |article: usize, version: usize| {
            let (body, format) = sent(article, version);
            let body = json!({"outlet": "the-day", "external_id": article.to_string(), "body": body, "format": format});
            let token = format!("{article}-{version}");
            // Sent until it is answered: the token and the article's own identity make that safe.
            let got = desk.call("POST", "/v1/articles", &cms, &[("idempotency-key", &token)], Some(&body));
            assert!([200, 201].contains(&got.status), "{}: {}", got.status, got.body);
        };
        for article in 0..ARTICLES {
            post(article, 1);
            if article == ARTICLES / 2 {
                // In the middle of everything.
                service.process.kill().unwrap();
                service.process.wait().unwrap();
                service = RunningBinary::start(&database, None);
                *desk.address.write().unwrap() = service.address.clone();
            }
            if article >= 20 && article - 20 < REVISED {
                (2..=versions(article - 20)).for_each(|version| post(article - 20, version));
            }
        }
        stop.store(true, Ordering::Relaxed);
        assert!(asks.join().unwrap() > 0);
    });
    let acknowledged: Vec<Acknowledged> = acknowledged.lock().unwrap().clone();
    let unknown: BTreeSet<String> = unknown.lock().unwrap().clone();
    assert!(acknowledged.len() > 100, "{} verdicts", acknowledged.len());

    // A source goes into another, and the model changes under everything.
    let standing = desk.all("/v1/claims?limit=200", "claims", admin);
    let sources: BTreeSet<&str> = standing.iter().map(|claim| claim["source"]["id"].as_str().unwrap()).collect();
    let council = sources.iter().copied().find(|source| source.contains("council")).expect("a council speaks");
    let others: Vec<&str> = sources.iter().copied().filter(|source| source.contains("council") && *source != council).collect();
    assert!(!others.is_empty(), "several councils speak: {sources:?}");
    for other in &others {
        let merged = desk.call("POST", &format!("/v1/sources/{other}/merge"), admin, &[], Some(&json!({"into": council})));
        assert_eq!(merged.status, 200, "{}", merged.body);
    }
    drop(service);
    let model = tempfile::tempdir().unwrap();
    other_model(model.path());
    let service = RunningBinary::start_with_model(&database, model.path());
    *desk.address.write().unwrap() = service.address.clone();
    let queued = desk.call("POST", "/v1/reanalyses", admin, &[], Some(&json!({})));
    assert_eq!(queued.status, 202, "{}", queued.body);
    let reanalysed = || desk.all("/v1/audit?action=article-reanalysed&limit=1000", "events", admin).len();
    for _ in 0..1200 {
        if reanalysed() == ARTICLES {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(reanalysed(), ARTICLES);

    // Articles: each there once, in its last version.
    let articles = desk.all("/v1/articles?limit=200", "articles", admin);
    let revisions: BTreeMap<usize, u64> =
        articles.iter().map(|article| (article["external_id"].as_str().unwrap().parse().unwrap(), article["revision"].as_u64().unwrap())).collect();
    assert_eq!((articles.len(), revisions.len()), (ARTICLES, ARTICLES));
    for (article, revision) in revisions {
        assert_eq!(revision, versions(article) as u64, "article {article}");
    }
    // Those that came as HTML lead back into it, after revisions and a new analysis too.
    for article in articles.iter().take(40) {
        let number: usize = article["external_id"].as_str().unwrap().parse().unwrap();
        let (original, format) = sent(number, versions(number));
        let found = desk.call("GET", &format!("/v1/articles/{}", article["id"].as_str().unwrap()), admin, &[], None).body;
        assert_eq!(found["article"]["format"], format);
        for claim in found["claims"].as_array().unwrap().iter().filter(|_| format == "html") {
            let span = &claim["spans"][0];
            let at = |name: &str| usize::try_from(span["html"][name].as_u64().unwrap()).unwrap();
            let words = original[at("start")..at("end")].replace("&#39;", "'").replace("<b>", "").replace("</b>", "");
            assert_eq!(span["exact"], words.as_str(), "{claim}");
        }
    }

    // Verdicts: each acknowledged one is in the history once, by whom it was given, and on the words that it was given on.
    let claims = desk.all("/v1/claims?limit=200&withdrawn=true", "claims", admin);
    let by_id: BTreeMap<&str, &Value> = claims.iter().map(|claim| (claim["id"].as_str().unwrap(), claim)).collect();
    assert_eq!(by_id.len(), claims.len(), "no claim is listed twice");
    let decided = desk.all("/v1/audit?action=decided&limit=1000", "events", admin);
    for one in &acknowledged {
        let claim = by_id[one.claim.as_str()];
        assert_eq!(claim["text"], one.text.as_str(), "the words of a verdict never change");
        // After the merge, and a new analysis, the merged councils are the one that they went into.
        let source = if others.contains(&one.source.as_str()) { council } else { one.source.as_str() };
        let now = claim["source"]["id"].as_str().unwrap();
        assert_eq!(now, source, "nor does who said them");
        assert_eq!((&claim["review"]["verdict"], &claim["review"]["decided_by"]), (&json!(one.verdict), &json!(one.by)), "{claim}");
        let events: Vec<_> = decided.iter().filter(|event| event["claim"] == one.claim.as_str()).collect();
        assert_eq!(events.len(), 1, "{one:?}");
        assert_eq!(events[0]["actor"], one.by);
    }
    let sure: BTreeSet<&str> = acknowledged.iter().map(|one| one.claim.as_str()).collect();
    for event in &decided {
        let claim = event["claim"].as_str().unwrap();
        assert!(sure.contains(claim) || unknown.contains(claim), "nobody asked for {event}");
    }
    let with_verdict = claims.iter().filter(|claim| !claim["review"]["verdict"].is_null()).count();
    assert_eq!(with_verdict, decided.len(), "verdicts stand where they were given, and nowhere else");

    // Numbers: the counters say what the lists say.
    let standing: Vec<&Value> = claims.iter().filter(|claim| claim["withdrawn_at"].is_null()).collect();
    let stats = desk.call("GET", "/v1/stats", admin, &[], None).body;
    assert_eq!(stats["claims"], json!(standing.len()));
    for (state, count) in stats["by_review"].as_object().unwrap() {
        assert_eq!(*count, json!(standing.iter().filter(|claim| claim["review"]["state"] == state.as_str()).count()), "{state}");
    }
    assert!(standing.iter().all(|claim| !others.contains(&claim["source"]["id"].as_str().unwrap())), "the merged sources are empty");
    assert!(standing.iter().all(|claim| claim["engine"]["model"] == "another-version"));
}
