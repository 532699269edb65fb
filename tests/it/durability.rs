//! What was acknowledged is there, whatever happened to the process.

use crate::support::RunningBinary;
use serde_json::{Value, json};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

fn post(address: &str, key: &str, external_id: usize) -> Option<(u16, Value)> {
    let body = json!({"outlet": "d", "external_id": external_id.to_string(), "body": format!("The ministry said item {external_id} was ready.")});
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(Duration::from_secs(60))).build().into();
    let sent = agent
        .post(format!("http://{address}/v1/articles"))
        .header("authorization", format!("Bearer {key}"))
        .header("content-type", "application/json")
        .send(body.to_string());
    let mut answer = sent.ok()?;
    let text = answer.body_mut().read_to_string().ok()?;
    Some((answer.status().as_u16(), serde_json::from_str(&text).ok()?))
}

#[test]
fn articles_that_were_acknowledged_survive_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("claimdesk.db");
    let mut running = RunningBinary::start(&database, None);
    let key = running.printed_key.clone().expect("the first start prints a key");
    let (next, acknowledged) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    match post(&running.address, &key, number) {
                        Some((201, answer)) => acknowledged.lock().unwrap().push((number, answer)),
                        Some((status, answer)) => panic!("{status}: {answer}"),
                        // Killed meanwhile.
                        None => return,
                    }
                }
            });
        }
        while acknowledged.lock().unwrap().len() < 40 {
            std::thread::sleep(Duration::from_millis(5));
        }
        // SIGKILL on Unix: nothing is flushed, nothing is closed.
        let mut killer = std::process::Command::new("kill").args(["-9", &running.process.id().to_string()]).spawn().unwrap();
        killer.wait().unwrap();
    });
    running.process.wait().unwrap();

    let again = RunningBinary::start(&database, None);
    assert_eq!(again.printed_key, None, "the key is shown once");
    let acknowledged = acknowledged.into_inner().unwrap();
    assert!(acknowledged.len() >= 40);
    for (number, answer) in acknowledged {
        let (status, known) = post(&again.address, &key, number).unwrap();
        assert_eq!((status, &known["article"], &known["claims"]), (200, &answer["article"], &answer["claims"]), "article {number}");
    }
}

#[test]
fn a_service_that_is_asked_to_stop_finishes_and_leaves_one_clean_file() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("claimdesk.db");
    let mut running = RunningBinary::start(&database, Some("cdk_a_key_for_the_tests"));
    assert_eq!(running.printed_key, None, "a chosen key is not printed");
    assert_eq!(post(&running.address, "cdk_a_key_for_the_tests", 1).unwrap().0, 201);
    std::process::Command::new("kill").args(["-TERM", &running.process.id().to_string()]).status().unwrap();
    assert!(running.process.wait().unwrap().success());
    let files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(files, ["claimdesk.db"]);
}

#[test]
fn a_chosen_key_takes_the_place_of_the_earlier_one_and_no_key_is_in_the_database() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("claimdesk.db");
    let made = RunningBinary::start(&database, None).printed_key.clone().unwrap();
    let running = RunningBinary::start(&database, Some("cdk_a_key_for_the_tests"));
    assert_eq!(post(&running.address, &made, 1).unwrap().0, 401);
    assert_eq!(post(&running.address, "cdk_a_key_for_the_tests", 1).unwrap().0, 201);
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for key in [made.as_str(), "cdk_a_key_for_the_tests"] {
            assert!(!bytes.windows(key.len()).any(|window| window == key.as_bytes()));
        }
    }
}
