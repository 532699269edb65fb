//! What a client that is slow, greedy or hostile can't do to the others.

use crate::support::{RunningBinary, TestApp, claimdesk};
use serde_json::{Value, json};
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const KEY: &str = "cdk_a_key_for_the_tests";

fn service(settings: &[(&str, &str)]) -> (RunningBinary, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mut command: Command = claimdesk();
    command.envs(settings.iter().copied()).stderr(Stdio::null());
    (RunningBinary::run(command, &folder.path().join("a.db"), Some(KEY)), folder)
}

/// How long the other end keeps a connection open, on which these bytes are sent one after the other with a pause before each.
fn held(running: &RunningBinary, pieces: &[(u64, &[u8])]) -> (Duration, String) {
    let mut stream = TcpStream::connect(&running.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
    let (start, mut answer, mut pieces) = (Instant::now(), Vec::new(), pieces.iter());
    let mut next = pieces.next();
    loop {
        if let Some((after, bytes)) = next
            && start.elapsed() >= Duration::from_millis(*after)
        {
            let _ = stream.write_all(bytes);
            next = pieces.next();
        }
        let mut buffer = [0; 4096];
        match stream.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => answer.extend(&buffer[..count]),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
            Err(_) => break,
        }
        assert!(start.elapsed() < Duration::from_secs(60), "it is never closed: {}", String::from_utf8_lossy(&answer));
    }
    (start.elapsed(), String::from_utf8_lossy(&answer).into_owned())
}

#[test]
fn slow_senders_are_let_go_and_patient_listeners_are_not() {
    let (running, _folder) = service(&[("CLAIMDESK_HEAD_SECONDS", "1"), ("CLAIMDESK_BODY_SECONDS", "1"), ("CLAIMDESK_IDLE_SECONDS", "1")]);
    let whole = b"GET /healthz HTTP/1.1\r\nhost: desk\r\n\r\n";
    let listen = format!("GET /v1/events HTTP/1.1\r\nhost: desk\r\nauthorization: Bearer {KEY}\r\n\r\n");
    let slow_body = format!(
        "POST /v1/analyze HTTP/1.1\r\nhost: desk\r\nauthorization: Bearer {KEY}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{{\"body\""
    );
    std::thread::scope(|scope| {
        let hold = |pieces: &'static [(u64, &'static [u8])]| scope.spawn(|| held(&running, pieces));
        let heads = [
            ("nothing at all", hold(&[])),
            ("a head that never ends", hold(&[(0, b"GET /healthz HTTP/1.1\r\nhost: desk\r\nx: "), (500, b"a"), (900, b"b"), (1200, b"c")])),
            ("a wait behind an answer", hold(&[(0, b"GET /healthz HTTP/1.1\r\nhost: desk\r\n\r\n")])),
            (
                "a second head that never ends",
                hold(&[(0, b"GET /healthz HTTP/1.1\r\nhost: desk\r\n\r\n"), (300, b"GET /he"), (900, b"a"), (1500, b"l")]),
            ),
        ];
        let body = scope.spawn(|| held(&running, &[(0, slow_body.as_bytes()), (500, b":"), (900, b" ")]));

        // Meanwhile somebody follows the events, with nothing to hear for longer than all these limits.
        let mut listener = TcpStream::connect(&running.address).unwrap();
        listener.write_all(listen.as_bytes()).unwrap();
        listener.set_read_timeout(Some(Duration::from_secs(30))).unwrap();

        for (what, thread) in heads {
            let (time, answer) = thread.join().unwrap();
            assert!(time < Duration::from_secs(20), "{what} was held for {time:?}: {answer}");
            assert!(time >= Duration::from_millis(900), "{what} was not even waited for: {time:?}");
        }
        let (_, answer) = body.join().unwrap();
        assert!(answer.starts_with("HTTP/1.1 408 ") && answer.contains("\"code\":\"body-slow\""), "{answer}");

        std::thread::sleep(Duration::from_secs(4));
        assert!(running.exchange(whole, Duration::from_secs(10)).contains("alive"));
        let made = json!({"outlet": "d", "external_id": "1", "body": "It rained."}).to_string();
        let post = format!(
            "POST /v1/articles HTTP/1.1\r\nhost: desk\r\nconnection: close\r\nauthorization: Bearer {KEY}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{made}",
            made.len()
        );
        assert!(running.exchange(post.as_bytes(), Duration::from_secs(60)).starts_with("HTTP/1.1 201 "));
        let mut heard = String::new();
        while !heard.contains("event: article-added") {
            let mut buffer = [0; 4096];
            let count = listener.read(&mut buffer).unwrap_or_else(|error| panic!("{error}: {heard}"));
            assert!(count > 0, "the listener was cut off: {heard}");
            heard.push_str(&String::from_utf8_lossy(&buffer[..count]));
        }
    });
}

/// Resident memory of a process in kilobytes.
fn resident(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB")?.trim().parse().ok()).unwrap()
}

/// Kilobytes that an idle connection may take: `docs/operations.md` states it.
const IDLE_CONNECTION_KB: u64 = 40;

#[test]
#[cfg(target_os = "linux")]
fn thousands_of_idle_connections_take_bounded_memory_and_nobody_waits_for_them() {
    // Each takes a file here, and two there.
    let files = rlimit::increase_nofile_limit(20_000).unwrap();
    let count = usize::try_from((files.saturating_sub(200) / 2).min(5_000)).unwrap();
    let (running, _folder) = service(&[("CLAIMDESK_IDLE_SECONDS", "120"), ("CLAIMDESK_HEAD_SECONDS", "120")]);
    let ask = || {
        let start = Instant::now();
        assert!(running.get("/v1/claims", &format!("authorization: Bearer {KEY}\r\n")).starts_with("HTTP/1.1 200 "));
        start.elapsed()
    };
    for _ in 0..20 {
        ask();
    }
    let before = resident(running.process.id());
    let mut idle: Vec<TcpStream> = Vec::with_capacity(count);
    for number in 0..count {
        let mut stream = TcpStream::connect(&running.address).unwrap();
        // Some silent, some in the middle of a head, some behind an answer.
        let bytes: &[u8] = match number % 3 {
            0 => b"",
            1 => b"GET /healthz HTTP/1.1\r\nhost: ",
            _ => b"GET /healthz HTTP/1.1\r\nhost: desk\r\n\r\n",
        };
        stream.write_all(bytes).unwrap();
        idle.push(stream);
    }
    // Those who asked are answered: so all of them were taken in.
    for stream in idle.iter_mut().skip(2).step_by(3) {
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        assert!(stream.read(&mut [0; 512]).unwrap() > 0);
    }
    let mut times: Vec<Duration> = (0..50).map(|_| ask()).collect();
    times.sort();
    let each = resident(running.process.id()).saturating_sub(before) / u64::try_from(count).unwrap();
    println!("{count} idle connections: {each} kB each; a request takes {:?}, the slowest {:?}", times[25], times[49]);
    assert!(each <= IDLE_CONNECTION_KB, "{each} kB for each of {count}");
    assert!(times[25] < Duration::from_secs(1), "{:?}", times[25]);
}

#[test]
fn heads_and_bodies_that_are_too_large_too_deep_or_packed_are_refused_and_the_service_goes_on() {
    let (running, _folder) = service(&[]);
    let memory = resident(running.process.id());
    let patience = Duration::from_secs(20);
    let many: String = (0..200).map(|number| format!("x-{number}: a\r\n")).collect();
    for head in [format!("x: {}\r\n", "a".repeat(300_000)), many] {
        let answer = running.get("/healthz", &head);
        assert!(answer.starts_with("HTTP/1.1 4") || answer.is_empty(), "{}", &answer[..answer.len().min(200)]);
    }
    let long = format!("GET /{} HTTP/1.1\r\nhost: desk\r\n\r\n", "a".repeat(300_000));
    let answer = running.exchange(long.as_bytes(), patience);
    assert!(answer.starts_with("HTTP/1.1 4") || answer.is_empty(), "{}", &answer[..answer.len().min(200)]);

    let post = |headers: &str, body: &[u8]| {
        let head = format!(
            "POST /v1/articles HTTP/1.1\r\nhost: desk\r\nconnection: close\r\nauthorization: Bearer {KEY}\r\ncontent-type: application/json\r\n{headers}\r\n"
        );
        running.exchange(&[head.as_bytes(), body].concat(), patience)
    };
    // A body that says it is larger than any may be is not read at all; one that does not say is read up to there.
    let answer = post("content-length: 100000000000\r\n", b"{");
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    let chunk = [format!("{:x}\r\n", 1_000_000).as_bytes(), &[b' '; 1_000_000], b"\r\n"].concat();
    let answer = post("transfer-encoding: chunked\r\n", &chunk.repeat(8));
    assert!(answer.starts_with("HTTP/1.1 413 ") || answer.is_empty(), "{answer}");
    // A hundred thousand levels: no stack is deep enough for a reader that follows them.
    for deep in ["[".repeat(100_000), "{\"a\":".repeat(100_000), format!("{{\"outlet\": {}", "[".repeat(100_000))] {
        let answer = post(&format!("content-length: {}\r\n", deep.len()), deep.as_bytes());
        assert!(answer.starts_with("HTTP/1.1 400 ") || answer.starts_with("HTTP/1.1 422 "), "{}", &answer[..answer.len().min(400)]);
    }
    for encoding in ["gzip", "deflate", "br", "zstd", "gzip, gzip"] {
        let answer = post(&format!("content-length: 4\r\ncontent-encoding: {encoding}\r\n"), b"\x1f\x8b\x08\x00");
        assert!(answer.starts_with("HTTP/1.1 415 "), "{encoding}: {answer}");
    }
    let grown = resident(running.process.id()).saturating_sub(memory);
    assert!(grown < 100_000, "it took {grown} kB");
    assert!(running.get("/readyz", "").starts_with("HTTP/1.1 200 "));
}

/// The figures of an answer's `RateLimit` and `RateLimit-Policy`.
fn left(answer: &str) -> (&str, &str) {
    let header = |name: &str| answer.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_else(|| panic!("no {name} in {answer}"));
    (header("ratelimit: "), header("ratelimit-policy: "))
}

#[test]
fn a_key_that_asks_too_often_is_told_when_to_come_back_and_others_notice_nothing() {
    let (running, _folder) = service(&[("CLAIMDESK_REQUESTS_PER_SECOND", "2"), ("CLAIMDESK_REQUESTS_PER_SECOND_WITHOUT_KEY", "3")]);
    let with = |key: &str| running.get("/v1/claims", &format!("authorization: Bearer {key}\r\n"));
    let body = json!({"name": "another", "role": "editor"}).to_string();
    let made = running.exchange(
        format!(
            "POST /v1/keys HTTP/1.1\r\nhost: desk\r\nconnection: close\r\nauthorization: Bearer {KEY}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
        .as_bytes(),
        Duration::from_secs(60),
    );
    let made: Value = serde_json::from_str(made.split("\r\n\r\n").nth(1).unwrap()).unwrap();
    let other = made["secret"].as_str().unwrap();

    let first = with(other);
    assert_eq!(left(&first), ("\"key\";r=19;t=1", "\"key\";q=20;w=10"));
    let mut answers: Vec<String> = (0..40).map(|_| with(other)).collect();
    let refused: Vec<_> = answers.extract_if(.., |answer| answer.starts_with("HTTP/1.1 429 ")).collect();
    assert!(answers.iter().all(|answer| answer.starts_with("HTTP/1.1 200 ")));
    // Twenty at once, and two for each second that this took.
    assert!(answers.len() >= 19 && !refused.is_empty(), "{} of 40 were answered", answers.len());
    let refusal = refused.last().unwrap();
    assert!(refusal.contains("\r\nretry-after: 1\r\n") && refusal.contains("content-type: application/problem+json"), "{refusal}");
    assert!(refusal.contains("\"code\":\"too-many-requests\"") && left(refusal).0.starts_with("\"key\";r=0;t="), "{refusal}");

    assert!(with(KEY).starts_with("HTTP/1.1 200 "), "another key has a quota of its own");
    let open = running.get("/healthz", "");
    assert!(open.starts_with("HTTP/1.1 200 ") && left(&open).1 == "\"address\";q=30;w=10", "so has an address without one: {open}");
    // Guessing keys is asking without one.
    let guesses = (0..60).map(|number| with(&format!("cdk_guess_{number}"))).filter(|answer| answer.starts_with("HTTP/1.1 429 ")).count();
    assert!(guesses > 0);
    assert!(running.get("/healthz", "").starts_with("HTTP/1.1 429 "), "the address has used up what it may ask without a key");
    assert!(with(KEY).starts_with("HTTP/1.1 200 "), "and a good key goes on from the same address");

    std::thread::sleep(Duration::from_millis(1100));
    assert!(with(other).starts_with("HTTP/1.1 200 "), "after the time it was told");
    let metrics = running.get("/metrics", &format!("authorization: Bearer {KEY}\r\n"));
    assert!(metrics.contains("claimdesk_requests_limited_total{by=\"key\"} "), "{metrics}");
}

#[test]
fn behind_a_proxy_each_client_has_a_quota_and_without_trust_nobody_invents_an_address() {
    for (trust, other_is_limited) in [("true", false), ("false", true)] {
        let (running, _folder) = service(&[("CLAIMDESK_REQUESTS_PER_SECOND_WITHOUT_KEY", "1"), ("CLAIMDESK_TRUST_PROXY", trust)]);
        let from = |addresses: &str| running.get("/healthz", &format!("x-forwarded-for: {addresses}\r\n"));
        let all = (0..30).map(|number| from(&format!("10.0.0.{number}, 203.0.113.7"))).collect::<Vec<_>>();
        assert!(all.iter().any(|answer| answer.starts_with("HTTP/1.1 429 ")), "what a client says before the proxy's word counts for nothing");
        assert_eq!(from("203.0.113.8").starts_with("HTTP/1.1 429 "), other_is_limited);
    }
}

#[test]
fn without_limits_no_headers_speak_of_any() {
    let app = TestApp::start();
    assert_eq!(app.get("/v1/claims").header("ratelimit"), "");
    assert_eq!(app.request("GET", "/healthz", &[], b"").header("ratelimit"), "");
}
