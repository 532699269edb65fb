//! Callers that write: articles, revisions, verdicts, what is taught about sources, erasures; each acknowledged act is noted.

use super::KEY;
use super::ledger::{Ledger, Thing};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How long a test waits for what should take a moment, on a machine that has other things to do.
const PATIENCE: Duration = Duration::from_secs(120);

/// Callers that work at once.
pub const CALLERS: usize = 4;

/// An answer: its status and its body.
pub type Got = (u16, Value);

/// One caller's connection to a service.
pub struct Caller {
    agent: ureq::Agent,
    address: String,
}

impl Caller {
    /// A caller of the service at this address.
    pub fn new(address: &str) -> Self {
        let agent = ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE)).build().into();
        Self { agent, address: address.to_owned() }
    }

    /// One request; none where the connection broke.
    pub fn ask(&self, method: &str, path: &str, version: Option<u64>, body: Option<&Value>) -> Option<Got> {
        let mut request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("http://{}{path}", self.address))
            .header("authorization", format!("Bearer {KEY}"))
            .header("content-type", "application/json");
        if let Some(version) = version {
            request = request.header("if-match", format!("\"{version}\""));
        }
        let sent = match body {
            Some(body) => self.agent.run(request.body(body.to_string()).unwrap()),
            None => self.agent.run(request.body(()).unwrap()),
        };
        let mut answer = sent.ok()?;
        let text = answer.body_mut().with_config().limit(100_000_000).read_to_string().ok()?;
        Some((answer.status().as_u16(), serde_json::from_str(&text).unwrap_or_default()))
    }

    /// GET, which has to be answered.
    #[track_caller]
    pub fn get(&self, path: &str) -> Got {
        self.ask("GET", path, None, None).expect("it answers")
    }

    /// POST of an article, which has to be answered.
    #[track_caller]
    pub fn post_article(&self, external_id: &str, body: &str) -> Got {
        self.ask("POST", "/v1/articles", None, Some(&json!({"outlet": "d", "external_id": external_id, "body": body}))).expect("it answers")
    }
}

/// What callers work on.
pub struct Load<'a> {
    ledger: &'a Ledger,
    on_silent: &'a (dyn Fn(usize) + Sync),
    stop: AtomicBool,
}

impl<'a> Load<'a> {
    /// Work that is noted there.
    pub fn new(ledger: &'a Ledger) -> Self {
        Self { ledger, on_silent: &|_| {}, stop: AtomicBool::new(false) }
    }

    /// The same, with somebody who is told of acknowledgements without a token.
    pub fn telling(self, on_silent: &'a (dyn Fn(usize) + Sync)) -> Self {
        Self { on_silent, ..self }
    }

    /// Lets callers work on the service at this address, and meanwhile does this; when that is done they are stopped, unless
    /// the service has gone before.
    pub fn while_working<T>(&self, address: &str, meanwhile: impl FnOnce() -> T) -> T {
        self.stop.store(false, Ordering::Relaxed);
        std::thread::scope(|scope| {
            for caller in 0..CALLERS {
                scope.spawn(move || self.work(address, caller));
            }
            let done = meanwhile();
            self.stop.store(true, Ordering::Relaxed);
            done
        })
    }

    /// Waits until so many acts more than now are acknowledged.
    pub fn wait_for(&self, more: usize) {
        let (goal, start) = (self.ledger.acknowledged() + more, Instant::now());
        while self.ledger.acknowledged() < goal {
            assert!(start.elapsed() < PATIENCE, "only {} of {goal} acts were acknowledged", self.ledger.acknowledged());
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    fn work(&self, address: &str, number: usize) {
        let mut worker = Worker { load: self, caller: Caller::new(address), source: None, articles: Vec::new() };
        for round in number.. {
            if self.stop.load(Ordering::Relaxed) || worker.round(round).is_none() {
                return;
            }
        }
    }
}

struct Worker<'a> {
    load: &'a Load<'a>,
    caller: Caller,
    /// The caller's source: its id, its version and its alias.
    source: Option<(String, u64, String)>,
    /// Articles that stand: external id and id.
    articles: Vec<(String, String)>,
}

impl Worker<'_> {
    /// Some acts, one after the other; none where the connection broke.
    fn round(&mut self, round: usize) -> Option<()> {
        self.add_article(round)?;
        if round.is_multiple_of(2) {
            self.teach()?;
        }
        if round.is_multiple_of(3) {
            self.revise(round)?;
        }
        if round % 8 == 7 {
            self.erase()?;
        }
        Some(())
    }

    /// Asks for an act until it is done. A service that is busy says so.
    fn act(&self, thing: Thing, token: Option<&str>, (method, path): (&str, &str), version: Option<u64>, body: Option<&Value>) -> Option<Value> {
        let ledger = self.load.ledger;
        let act = ledger.begin(thing, token);
        let mut tries = 0;
        loop {
            let (status, answer) = self.caller.ask(method, path, version, body)?;
            tries += 1;
            match status {
                503 if !self.load.stop.load(Ordering::Relaxed) => std::thread::sleep(Duration::from_millis(20)),
                503 => return None,
                // An erasure that found the log in use is answered with 503, and done all the same.
                404 if token.is_none() && tries > 1 => return Some(answer),
                200..300 => {
                    if token.is_none() {
                        (self.load.on_silent)(act);
                    }
                    ledger.acknowledge(act);
                    return Some(answer);
                }
                _ => panic!("{method} {path}: {status}: {answer}"),
            }
        }
    }

    fn add_article(&mut self, round: usize) -> Option<()> {
        let token = self.load.ledger.token();
        let body = json!({"outlet": "d", "external_id": token, "body": text(&token, round)});
        let answer = self.act(Thing::Article(token.clone()), Some(&token), ("POST", "/v1/articles"), None, Some(&body))?;
        let claim = answer["claims"][0]["id"].as_str().expect("every article here has a claim").to_owned();
        self.articles.push((token.clone(), answer["article"]["id"].as_str().unwrap().to_owned()));
        let reason = self.load.ledger.token();
        let verdict = ["verified", "refuted", "misattributed", "unverifiable"][round % 4];
        let body = json!({"verdict": verdict, "reason": reason});
        let path = format!("/v1/claims/{claim}/reviews");
        self.act(Thing::Verdict(claim, token), Some(&reason), ("POST", &path), Some(1), Some(&body))?;
        Some(())
    }

    fn revise(&mut self, round: usize) -> Option<()> {
        let Some((external_id, _)) = self.articles.last().cloned() else { return Some(()) };
        let token = self.load.ledger.token();
        let body = json!({"outlet": "d", "external_id": external_id, "body": text(&token, round)});
        self.act(Thing::Article(external_id), Some(&token), ("POST", "/v1/articles"), None, Some(&body))?;
        Some(())
    }

    fn teach(&mut self) -> Option<()> {
        let token = self.load.ledger.token();
        let name = format!("Board {token}");
        let (answer, alias) = match self.source.take() {
            None => {
                let body = json!({"name": name, "kind": "organisation", "aliases": [format!("Alias {token}")]});
                let alias = format!("Alias {token}");
                (self.act(Thing::Source(alias.clone()), Some(&token), ("POST", "/v1/sources"), None, Some(&body))?, alias)
            }
            Some((id, version, alias)) => {
                let path = format!("/v1/sources/{id}");
                (self.act(Thing::Source(alias.clone()), Some(&token), ("PATCH", &path), Some(version), Some(&json!({"name": name})))?, alias)
            }
        };
        self.source = Some((answer["id"].as_str().unwrap().to_owned(), answer["version"].as_u64().unwrap(), alias));
        Some(())
    }

    fn erase(&mut self) -> Option<()> {
        let (external_id, id) = self.articles.remove(0);
        self.act(Thing::Article(external_id), None, ("DELETE", &format!("/v1/articles/{id}?reason=asked")), None, None)?;
        Some(())
    }
}

/// A short article with this word in it.
fn text(token: &str, round: usize) -> String {
    let town = ["Arnsted", "Belmora", "Corvale", "Dunmere"][round % 4];
    format!("The mayor of {town} said on Monday that item {token} was ready. The repairs cost {} million euros.", 3 + round % 17)
}
