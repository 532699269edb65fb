//! Any bytes as a request to the whole interface: queries, paths, headers, bodies. Whatever comes, the answer is none of a
//! failure of ours, and an error is a problem in JSON.
//!
//! The form is HTTP's own, loosely: a line with method and address, headers, an empty line, the body. Without a key among the
//! headers, the administrator's is added.

#![no_main]

use actix_web::dev::{Service as _, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::web::Data;
use actix_web::{App, test};
use claimdesk::api::{Metrics, State, routes};
use claimdesk::domain::{Analysis, Basis, Claim, SourceRef, Span, Status, Versions};
use claimdesk::service::clock::SystemClock;
use claimdesk::service::resources::{open_store, shipped_registry};
use claimdesk::service::{Analyse, Analysts, Context, HashedKey, Service, make_secret, settle_admin_key};
use libfuzzer_sys::fuzz_target;
use std::cell::RefCell;
use std::sync::Arc;

const KEY: &str = "cdk_a_key_for_the_fuzzer";

/// Makes one claim of a text, at once: what is looked at is everything around it.
struct Hasty;

impl Analyse for Hasty {
    fn analyse(&self, text: &str, _: &Context) -> Analysis {
        let claim = Claim {
            spans: vec![Span::new(0, text.len())],
            status: Status::Asserted,
            basis: vec![Basis { rule: "newsroom".into(), span: None, by: None }],
            source: SourceRef::newsroom(),
            attribution: None,
        };
        Analysis {
            attributions: Vec::new(),
            claims: if text.trim().is_empty() { Vec::new() } else { vec![claim] },
            furniture: Vec::new(),
            notes: Vec::new(),
            versions: Versions { engine: "fuzz".into(), model: "none".into(), registry: "none".into() },
        }
    }

    fn for_another_thread(&self) -> Box<dyn Analyse> {
        Box::new(Self)
    }
}

struct Running {
    system: actix_web::rt::SystemRunner,
    state: State,
    metrics: Data<Metrics>,
    _folder: tempfile::TempDir,
}

fn start() -> Running {
    let system = actix_web::rt::System::new();
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite:{}", folder.path().join("a.db").display());
    let state = system.block_on(async {
        let store = open_store(&url.parse().expect("a location")).expect("a database");
        let clock = Arc::new(SystemClock::default());
        let key = HashedKey::chosen(KEY).expect("a good key");
        settle_admin_key(store.as_ref(), clock.as_ref(), Some(key), make_secret).await.expect("a key");
        let service = Service::new(store, Analysts::start(&Hasty, 1).expect("a thread"), clock, 4_096);
        service.refresh_keys().await.expect("keys");
        service.open_sources(shipped_registry().expect("sources")).await.expect("sources");
        Data::new(service)
    });
    let metrics = Data::new(Metrics::new("fuzz").expect("metrics"));
    Running { system, state, metrics, _folder: folder }
}

thread_local! {
    static RUNNING: RefCell<Option<Running>> = const { RefCell::new(None) };
}

/// A request of these bytes, where they make one.
fn request_of(bytes: &[u8]) -> Option<actix_web::test::TestRequest> {
    let end = bytes.windows(2).position(|two| two == b"\n\n").unwrap_or(bytes.len());
    let (head, body) = (&bytes[..end], bytes.get(end + 2..).unwrap_or_default());
    let mut lines = head.split(|&byte| byte == b'\n');
    let first = String::from_utf8_lossy(lines.next()?).into_owned();
    let (method, address) = first.split_once(' ')?;
    let uri: actix_web::http::Uri = address.parse().ok()?;
    // A feed does not end.
    if uri.path() == "/v1/events" {
        return None;
    }
    let mut request = test::TestRequest::with_uri("/").method(Method::from_bytes(method.as_bytes()).ok()?).uri(&uri.to_string());
    let mut has_key = false;
    for line in lines {
        let place = line.iter().position(|&byte| byte == b':')?;
        let name = HeaderName::from_bytes(&line[..place]).ok()?;
        let value = HeaderValue::from_bytes(line[place + 1..].trim_ascii()).ok()?;
        has_key |= name == "authorization" || name == "cookie";
        request = request.append_header((name, value));
    }
    if !has_key {
        request = request.append_header(("authorization", format!("Bearer {KEY}")));
    }
    Some(request.set_payload(body.to_vec()))
}

fuzz_target!(|bytes: &[u8]| {
    let Some(request) = request_of(bytes) else { return };
    RUNNING.with_borrow_mut(|running| {
        let running = running.get_or_insert_with(start);
        let (state, metrics) = (running.state.clone(), running.metrics.clone());
        running.system.block_on(async move {
            let app = test::init_service(App::new().app_data(state).app_data(metrics).configure(|config| routes().configure(config))).await;
            let answer: ServiceResponse<_> = match app.call(request.to_request()).await {
                Ok(answer) => answer.map_into_boxed_body(),
                Err(error) => panic!("no answer: {error}"),
            };
            let (status, kind) = (answer.status(), answer.headers().get("content-type").cloned());
            // A busy store and a full disk are said as such.
            assert!(!status.is_server_error() || status == 503 || status == 507, "{status}");
            if status.is_client_error() {
                assert_eq!(kind.expect("an error has a body"), "application/problem+json");
            }
            let body = test::read_body(answer).await;
            assert!(!status.is_client_error() || body.starts_with(b"{\"type\":\"about:blank\""), "{body:?}");
        });
    });
});
