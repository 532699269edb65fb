//! TLS in the process, with certificates made for the test.

use crate::support::{RunningBinary, claimdesk};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::crypto::ring;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

const KEY: &str = "cdk_a_key_for_the_tests";

/// Files of a new certificate for this machine: the certificate's and the key's text.
fn make_certificate() -> (String, String) {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(vec!["localhost".into(), "127.0.0.1".into()]).unwrap();
    (cert.pem(), signing_key.serialize_pem())
}

fn write(folder: &Path, (certificate, key): &(String, String)) {
    std::fs::write(folder.join("certificate.pem"), certificate).unwrap();
    std::fs::write(folder.join("key.pem"), key).unwrap();
}

fn run(folder: &Path) -> RunningBinary {
    let mut command = claimdesk();
    command.env("CLAIMDESK_TLS_CERTIFICATE", folder.join("certificate.pem")).env("CLAIMDESK_TLS_KEY", folder.join("key.pem"));
    command.stderr(Stdio::null());
    RunningBinary::run(command, &folder.join("a.db"), Some(KEY))
}

/// A client that trusts this certificate and no other.
fn client(certificate: &str) -> ureq::Agent {
    let trusted = ureq::tls::Certificate::from_pem(certificate.as_bytes()).unwrap();
    let tls = ureq::tls::TlsConfig::builder()
        .root_certs(ureq::tls::RootCerts::new_with_certs(&[trusted]))
        .unversioned_rustls_crypto_provider(Arc::new(ring::default_provider()))
        .build();
    let config = ureq::Agent::config_builder().http_status_as_error(false).tls_config(tls).timeout_global(Some(Duration::from_secs(60)));
    config.build().into()
}

#[test]
fn with_a_certificate_the_service_speaks_tls_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let pair = make_certificate();
    write(folder.path(), &pair);
    let running = run(folder.path());
    assert_eq!(running.scheme, "https");
    let url = format!("https://localhost:{}", running.address.rsplit(':').next().unwrap());
    let agent = client(&pair.0);
    let answer = agent.get(format!("{url}/v1/claims")).header("authorization", format!("Bearer {KEY}")).call().unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["strict-transport-security"], "max-age=31536000");

    let body = format!("{{\"key\": \"{KEY}\"}}");
    let answer = agent.post(format!("{url}/v1/session")).header("content-type", "application/json").send(body).unwrap();
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Strict") && cookie.contains("; Secure"), "{cookie}");

    // Another certificate than the service's: a client that knows its service notices.
    assert!(client(&make_certificate().0).get(format!("{url}/healthz")).call().is_err());
    // Plain HTTP gets no HTTP back, and not a word of an answer.
    let answer = running.exchange(b"GET /healthz HTTP/1.1\r\nhost: desk\r\n\r\n", Duration::from_secs(10));
    assert!(!answer.contains("HTTP/1.1 2") && !answer.contains("alive"), "{answer}");
    assert_eq!(agent.get(format!("{url}/healthz")).call().unwrap().status(), 200, "and the service goes on");
}

#[test]
fn without_tls_the_session_is_kept_for_plain_connections() {
    let folder = tempfile::tempdir().unwrap();
    let running = RunningBinary::start(&folder.path().join("a.db"), Some(KEY));
    let body = format!("{{\"key\": \"{KEY}\"}}");
    let request = format!(
        "POST /v1/session HTTP/1.1\r\nhost: desk\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let answer = running.exchange(request.as_bytes(), Duration::from_secs(60));
    assert!(answer.contains("set-cookie: claimdesk_session=") && !answer.contains("; Secure"), "{answer}");
    assert!(!answer.contains("strict-transport-security"), "{answer}");
}

#[test]
fn files_that_make_no_tls_are_named_and_nothing_starts() {
    let (one, other) = (make_certificate(), make_certificate());
    for (pair, words) in [
        ((one.0.clone(), other.1.clone()), "`tls-certificate` and `tls-key` are wrong: the key is not the certificate's"),
        (("no certificate".into(), one.1.clone()), "certificate.pem: it holds no certificate in PEM"),
        ((one.0.clone(), "no key".into()), "key.pem: it holds no unencrypted private key in PEM"),
        ((one.1.clone(), one.1.clone()), "certificate.pem: it holds no certificate in PEM"),
        (("-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n".into(), one.1.clone()), "certificate.pem: it is no PEM"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &pair);
        let mut command = claimdesk();
        command.args(["serve", "--listen", "127.0.0.1:0", "--tls-certificate", "certificate.pem", "--tls-key", "key.pem"]);
        let output = command.current_dir(&folder).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && said.contains(words), "{words}: {said}");
        assert!(!said.contains("PRIVATE KEY-----\n"), "no key is shown");
        assert!(!folder.path().join("claimdesk.db").exists(), "no database was made");
    }
    let output = claimdesk().args(["serve", "--tls-certificate", "/nowhere/a", "--tls-key", "/nowhere/b"]).output().unwrap();
    assert!(String::from_utf8(output.stderr).unwrap().contains("/nowhere/a: No such file"));
}
