//! Disks that are full, read-only or broken, while the service runs: reading goes on, writing is refused and comes back by
//! itself, and nothing that was acknowledged is lost.

use super::ledger::{self, Ledger, Thing};
use super::load::Caller;
use super::{KEY, shim};
use crate::support::{RunningBinary, claimdesk, serve_on};
use serde_json::{Value, json};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// A service, what it logs, and what was acknowledged.
struct Case {
    running: RunningBinary,
    caller: Caller,
    log: PathBuf,
    ledger: Ledger,
}

impl Case {
    fn start(command: &mut Command, folder: &Path) -> Self {
        let log = folder.join("log");
        let running = RunningBinary::launch(command.env("CLAIMDESK_ADMIN_KEY", KEY).stderr(File::create(&log).unwrap())).unwrap();
        let caller = Caller::new(&running.address);
        Self { running, caller, log, ledger: Ledger::default() }
    }

    /// Posts an article and gives the answer.
    fn post(&self, sentences: usize) -> (u16, Value) {
        let token = self.ledger.token();
        let act = self.ledger.begin(Thing::Article(token.clone()), Some(&token));
        let text = format!("The mayor said on Monday that item {token} was ready. ").repeat(sentences);
        let got = self.caller.post_article(&token, &text);
        if got.0 == 201 {
            self.ledger.acknowledge(act);
        }
        got
    }

    /// Writes of every sort: what comes back for each.
    fn write_everything(&self, claim: &Value, source: &Value) -> Vec<(u16, Value)> {
        let path = format!("/v1/claims/{}/reviews", claim["id"].as_str().unwrap());
        let review = self.caller.ask("POST", &path, claim["version"].as_u64(), Some(&json!({"action": "take"}))).unwrap();
        let path = format!("/v1/sources/{}", source["id"].as_str().unwrap());
        let taught = self.caller.ask("PATCH", &path, source["version"].as_u64(), Some(&json!({"name": "Board of Tests"}))).unwrap();
        let key = self.caller.ask("POST", "/v1/keys", None, Some(&json!({"name": "a key", "role": "cms"}))).unwrap();
        vec![self.post(1), review, taught, key]
    }

    /// Posts until an article is taken.
    fn post_until_taken(&self) {
        let start = Instant::now();
        while self.post(1).0 != 201 {
            assert!(start.elapsed() < Duration::from_secs(60), "writing never comes back");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn check_reading(&self) {
        for path in ["/v1/claims", "/v1/claims?q=ready", "/v1/articles", "/v1/stats", "/v1/sources?q=board", "/v1/audit", "/healthz", "/"] {
            let (status, body) = self.caller.get(path);
            assert_eq!(status, 200, "{path}: {body}");
        }
    }

    /// Stops it, and looks for everything and for panics.
    fn finish(mut self, database: &Path) {
        self.running.signal("TERM");
        assert!(self.running.process.wait().unwrap().success());
        let logged = std::fs::read_to_string(&self.log).unwrap();
        assert!(!logged.contains("panicked"), "{logged}");
        ledger::check(&rusqlite::Connection::open(database).unwrap(), &self.ledger.acts()).unwrap();
    }
}

#[test]
fn while_the_disk_is_full_broken_or_read_only_reading_goes_on_and_writing_comes_back_by_itself() {
    for (fault, status, code, words) in [
        ("full", 507, "disk-full", "disk that holds the database is full"),
        ("half", 507, "disk-full", "disk that holds the database is full"),
        ("write", 507, "disk-full", "takes no more of it"),
        ("sync", 503, "disk-fails", "disk that holds the database reports errors"),
        ("read-only", 507, "disk-full", "takes no more of it"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let (files, faults) = (folder.path().join("files"), folder.path().join("faults"));
        std::fs::create_dir(&files).unwrap();
        let database = files.join("claimdesk.db");
        let mut command = claimdesk();
        serve_on(&mut command, &database);
        let case = Case::start(shim::fail(&mut command, &files, &faults), folder.path());
        let (posted, answer) = case.post(2);
        assert_eq!(posted, 201, "{answer}");
        let (_, source) = case.caller.ask("POST", "/v1/sources", None, Some(&json!({"name": "Board", "kind": "organisation"}))).unwrap();
        for _ in 0..3 {
            std::fs::write(&faults, fault).unwrap();
            for (got, problem) in case.write_everything(&answer["claims"][0], &source) {
                assert_eq!((got, &problem["code"]), (status, &json!(code)), "{fault}: {problem}");
                assert!(problem["detail"].as_str().unwrap().contains(words), "{fault}: {problem}");
            }
            case.check_reading();
            std::fs::remove_file(&faults).unwrap();
            case.post_until_taken();
            case.check_reading();
        }
        // What was refused was not done behind anybody's back, and is done now.
        for (got, body) in case.write_everything(&answer["claims"][0], &source) {
            assert!(matches!(got, 200 | 201), "{fault}: {got}: {body}");
        }
        case.finish(&database);
    }
}

#[test]
fn a_service_that_starts_on_a_full_or_read_only_disk_says_so() {
    for (fault, words) in [("full", "disk that holds the database is full"), ("read-only", "disk is read-only")] {
        let folder = tempfile::tempdir().unwrap();
        let (files, faults) = (folder.path().join("files"), folder.path().join("faults"));
        std::fs::create_dir(&files).unwrap();
        let database = files.join("claimdesk.db");
        drop(RunningBinary::start(&database, Some(KEY)));
        std::fs::write(&faults, fault).unwrap();
        let mut command = claimdesk();
        serve_on(&mut command, &database);
        let output = shim::fail(&mut command, &files, &faults).env("CLAIMDESK_ADMIN_KEY", "cdk_another_key_for_the_tests").output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(words) && !said.contains("panicked"), "{fault}: {said}");
    }
}

/// Runs the service on a file system of its own, of so many megabytes, in this folder. Needs user namespaces.
fn on_a_small_disk(megabytes: usize, folder: &Path, database: &Path) -> Command {
    let mut command = Command::new("unshare");
    let script = format!("mount -t tmpfs -o size={megabytes}m none \"$1\" && shift && exec \"$@\"");
    command.args(["-Urm", "sh", "-c", &script, "sh"]).arg(folder).arg(env!("CARGO_BIN_EXE_claimdesk"));
    serve_on(&mut command, database);
    command
}

#[test]
#[ignore = "takes user namespaces, which not every system gives; the tests above stand for it"]
fn a_disk_that_really_is_full_takes_nothing_and_goes_on_once_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let files = folder.path().join("files");
    std::fs::create_dir(&files).unwrap();
    let database = files.join("claimdesk.db");
    let case = Case::start(&mut on_a_small_disk(24, &files, &database), folder.path());
    let seen = Path::new("/proc").join(case.running.process.id().to_string()).join("root").join(files.strip_prefix("/").unwrap());
    let ballast = seen.join("ballast");
    for _ in 0..5 {
        File::create(&ballast).unwrap().write_all(&vec![0; 2_000_000]).unwrap();
        let mut fill = File::create(seen.join("fill")).unwrap();
        while fill.write(&[0; 4096]).is_ok_and(|written| written == 4096) {}
        let (mut taken, start) = (0, Instant::now());
        let problem = loop {
            let (status, body) = case.post(20);
            if status != 201 {
                assert_eq!(status, 507, "{body}");
                break body;
            }
            taken += 1;
            assert!(start.elapsed() < Duration::from_secs(60), "{taken} articles went on a full disk");
        };
        assert_eq!(problem["code"], "disk-full");
        case.check_reading();
        std::fs::remove_file(&ballast).unwrap();
        case.post_until_taken();
        std::fs::remove_file(seen.join("fill")).unwrap();
    }
    // The file system goes with the process: its files are looked at before.
    let copy = folder.path().join("copy.db");
    let process = case.running.process.id().to_string();
    let mut command = Command::new("nsenter");
    command.args(["--preserve-credentials", "-U", "-m", "-t", &process, env!("CARGO_BIN_EXE_claimdesk"), "backup"]).arg(&copy);
    let output = command.args(["--database", &format!("sqlite:{}", database.display())]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    case.finish(&copy);
}
