//! A service on a port and a database of its own, and typed callers for it.

use super::{Reporter, TestClock};
use claimdesk::config::Typed;
use claimdesk::engine::Engine;
use claimdesk::server;
use claimdesk::service::Analyse;
use claimdesk::service::resources::load_engine;
use serde_json::{Value, json};
use std::io::BufRead;
use std::path::PathBuf;
use std::sync::mpsc::channel;
use std::sync::{Arc, OnceLock};
use std::thread::JoinHandle;
use std::time::Duration;
use tempfile::TempDir;

/// The key that every service of the tests has.
const KEY: &str = "cdk_a_key_for_the_tests";

/// The longest text that a service of the tests takes, unless it is told otherwise.
const TEXT_LIMIT: usize = 1_000_000;

/// A service that runs until the test ends.
pub struct TestApp {
    /// Where it listens: `http://127.0.0.1:PORT`.
    pub url: String,
    /// What time it is for it.
    pub clock: Arc<TestClock>,
    agent: ureq::Agent,
    handle: actix_web::dev::ServerHandle,
    thread: Option<JoinHandle<()>>,
    folder: TempDir,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    headers: ureq::http::HeaderMap,
    /// The body as JSON; null where it is none.
    pub body: Value,
    /// The body as it came.
    pub text: String,
}

impl Answer {
    /// A header's value, empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The same answer, after its status was looked at.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }

    /// The body, after a look at everything that a problem has to have.
    #[track_caller]
    pub fn problem(self, status: u16, code: &str) -> Value {
        let answer = self.expect(status);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!((&answer.body["status"], &answer.body["code"]), (&json!(status), &json!(code)), "{}", answer.text);
        assert!(!answer.body["detail"].as_str().unwrap().is_empty());
        answer.body
    }
}

impl TestApp {
    /// A service whose analyst is the [`Reporter`].
    pub fn start() -> Self {
        Self::start_with(Box::new(Reporter), TEXT_LIMIT)
    }

    /// A service with the real engine, which all tests share.
    pub fn with_real_engine() -> Self {
        static ENGINE: OnceLock<Engine> = OnceLock::new();
        let engine = ENGINE.get_or_init(|| load_engine(None).expect("the embedded model and registry load"));
        Self::start_with(Box::new(engine.for_another_thread()), TEXT_LIMIT)
    }

    /// A service with this analyst, which takes texts of this length.
    pub fn start_with(analyst: Box<dyn Analyse>, text_limit: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let typed = Typed {
            listen: "127.0.0.1:0".into(),
            database: format!("sqlite:{}", folder.path().join("claimdesk.db").display()),
            max_text_bytes: text_limit,
            trust_proxy: true,
            admin_key: Some(KEY.into()),
            // Tests ask as fast as they can.
            requests_per_second: 0,
            requests_per_second_without_key: 0,
            ..Typed::default()
        };
        let settings = typed.check().unwrap();
        let (tell, told) = channel();
        let clock = Arc::new(TestClock::default());
        let its_clock = Arc::clone(&clock);
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async {
                let built = server::build_with_clock(&settings, analyst.as_ref(), its_clock).await.unwrap();
                tell.send((built.addresses[0], built.handle())).unwrap();
                built.server.await.unwrap();
            });
        });
        let (address, handle) = told.recv().expect("the service starts");
        let agent = ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(Duration::from_secs(300))).build().into();
        Self { url: format!("http://{address}"), clock, agent, handle, thread: Some(thread), folder }
    }

    /// The file of its database.
    pub fn database(&self) -> PathBuf {
        self.folder.path().join("claimdesk.db")
    }

    /// Any request, with these headers and no others.
    pub fn request(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut request = ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.url));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = if body.is_empty() {
            self.agent.run(request.body(()).unwrap()).unwrap()
        } else {
            self.agent.run(request.body(body.to_vec()).unwrap()).unwrap()
        };
        // A feed does not end: its events are read with `listen`.
        let is_feed = response.headers().get("content-type").is_some_and(|kind| kind == "text/event-stream");
        let bytes = if is_feed { Vec::new() } else { response.body_mut().with_config().limit(200_000_000).read_to_vec().unwrap() };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: serde_json::from_str(&text).unwrap_or_default(),
            text,
        }
    }

    /// The header that carries the administrator's key.
    pub fn key() -> (&'static str, &'static str) {
        ("authorization", "Bearer cdk_a_key_for_the_tests")
    }

    /// A caller with a key of this role, under this name.
    pub fn with_key(&self, name: &str, role: &str) -> Keyholder<'_> {
        let made = self.post("/v1/keys", &json!({"name": name, "role": role})).expect(201);
        Keyholder { app: self, bearer: format!("Bearer {}", made.body["secret"].as_str().unwrap()) }
    }

    /// The lines of a feed, as they come.
    pub fn listen(&self, path: &str, headers: &[(&str, &str)]) -> impl Iterator<Item = String> + use<> {
        let mut request = ureq::http::Request::builder().method("GET").uri(format!("{}{path}", self.url));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self.agent.run(request.body(()).unwrap()).unwrap();
        assert_eq!(response.status(), 200);
        std::io::BufReader::new(response.into_body().into_reader()).lines().map_while(Result::ok)
    }

    /// GET with the key.
    pub fn get(&self, path: &str) -> Answer {
        self.request("GET", path, &[("authorization", &format!("Bearer {KEY}"))], b"")
    }

    /// POST of these bytes as JSON, with the key.
    pub fn post_bytes(&self, path: &str, body: &[u8]) -> Answer {
        self.request("POST", path, &[("authorization", &format!("Bearer {KEY}")), ("content-type", "application/json")], body)
    }

    /// POST of JSON, with the key.
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.post_bytes(path, body.to_string().as_bytes())
    }

    /// Posts an article of the outlet `daily-example`.
    pub fn post_article(&self, external_id: &str, body: &str) -> Answer {
        self.post("/v1/articles", &json!({"outlet": "daily-example", "external_id": external_id, "body": body}))
    }

    /// Posts an article that is taken in later, and waits until that is done.
    pub fn post_and_wait(&self, article: &Value) {
        let job = self.post("/v1/articles", article).expect(202).header("location").to_owned();
        for _ in 0..6000 {
            match self.get(&job).expect(200).body["job"]["state"].as_str().unwrap() {
                "waiting" => std::thread::sleep(Duration::from_millis(10)),
                state => return assert_eq!(state, "done"),
            }
        }
        panic!("{job} is never done");
    }

    /// The texts of the claims that a list has, in order.
    #[track_caller]
    pub fn claim_texts(&self, path: &str) -> Vec<String> {
        let answer = self.get(path).expect(200);
        answer.body["claims"].as_array().unwrap().iter().map(|claim| claim["text"].as_str().unwrap().to_owned()).collect()
    }
}

/// A caller with a key of its own.
pub struct Keyholder<'a> {
    app: &'a TestApp,
    bearer: String,
}

impl Keyholder<'_> {
    /// GET with the caller's key.
    pub fn get(&self, path: &str) -> Answer {
        self.app.request("GET", path, &[("authorization", &self.bearer)], b"")
    }

    /// POST of JSON with the caller's key, and with this `If-Match` where there is one.
    pub fn post(&self, path: &str, if_match: Option<&str>, body: &Value) -> Answer {
        let mut headers = vec![("authorization", self.bearer.as_str()), ("content-type", "application/json")];
        headers.extend(if_match.map(|tag| ("if-match", tag)));
        self.app.request("POST", path, &headers, body.to_string().as_bytes())
    }

    /// PATCH or DELETE with the caller's key.
    pub fn send(&self, method: &str, path: &str, body: &str) -> Answer {
        self.app.request(method, path, &[("authorization", &self.bearer), ("content-type", "application/json")], body.as_bytes())
    }

    /// Reviews a claim, of which the caller saw this version.
    pub fn review(&self, claim: &str, version: u64, body: &Value) -> Answer {
        self.post(&format!("/v1/claims/{claim}/reviews"), Some(&format!("\"{version}\"")), body)
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        // Not gracefully: some tests leave requests that never end.
        drop(self.handle.stop(false));
        if let Some(thread) = self.thread.take().filter(|_| !std::thread::panicking()) {
            thread.join().unwrap();
        }
    }
}
