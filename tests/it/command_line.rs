//! What somebody notices at a terminal or in a pipe.

use crate::support::{RunningBinary, claimdesk};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::process::{Command, Output, Stdio};

/// Runs a command with this input.
fn run(command: &mut Command, input: &[u8]) -> Output {
    let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = process.stdin.take().unwrap();
    let input = input.to_vec();
    let feeder = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = process.wait_with_output().unwrap();
    feeder.join().unwrap();
    output
}

fn lines(output: &Output) -> Vec<Value> {
    String::from_utf8_lossy(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn each_line_has_its_answer_in_order() {
    let input: String =
        (0..50).map(|number| json!({"id": number.to_string(), "text": "The minister said so. ".repeat(number % 7)}).to_string() + "\n").collect();
    for threads in ["1", "3"] {
        let output = run(claimdesk().args(["analyze", "--ndjson", "--threads", threads]), input.as_bytes());
        assert!(output.status.success());
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "no progress bar in a pipe");
        let answers = lines(&output);
        let ids: Vec<u32> = answers.iter().map(|answer| answer["id"].as_str().unwrap().parse().unwrap()).collect();
        assert_eq!(ids, (0..50).collect::<Vec<u32>>());
        for answer in answers {
            assert_eq!(answer.as_object().unwrap().keys().collect::<Vec<_>>(), ["id", "attributions", "claims"]);
        }
    }
}

#[test]
fn a_broken_line_is_named_and_no_other_is_lost() {
    let input = b"{\"id\": \"a\", \"text\": \"It rained.\"}\n{\"id\": \"b\"}\n\nnot json\n{\"id\": \"c\", \"text\": \"caf\xe9\"}\n{\"id\": \"d\", \"text\": \"It snowed.\"}";
    let output = run(claimdesk().args(["analyze", "--ndjson"]), input);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(lines(&output).iter().map(|line| line["id"].as_str().unwrap()).collect::<Vec<_>>(), ["a", "d"]);
    let said = String::from_utf8(output.stderr).unwrap();
    let complaints: Vec<_> = said.lines().collect();
    assert_eq!(complaints.len(), 3, "{said}");
    assert!(complaints[0].starts_with("claimdesk: standard input, line 2: ") && complaints[0].contains("missing field `text`"));
    assert!(complaints[1].starts_with("claimdesk: standard input, line 4: ") && complaints[1].contains("not JSON"));
    assert!(complaints[2].starts_with("claimdesk: standard input, line 5: ") && complaints[2].contains("not UTF-8"));
}

#[test]
fn lines_are_read_from_files_too() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("1.ndjson"), folder.path().join("2.ndjson"));
    std::fs::write(&first, "{\"id\": \"a\", \"text\": \"It rained.\"}\n").unwrap();
    std::fs::write(&second, "{\"id\": \"b\", \"text\": \"It rained.\"}\nbroken\n").unwrap();
    let output = run(claimdesk().args(["analyze", "--ndjson"]).args([&first, &folder.path().join("none"), &second]), b"");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(lines(&output).len(), 2);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("none: No such file") && said.contains("2.ndjson, line 2: "), "{said}");
}

#[test]
fn a_reader_that_has_enough_is_no_error() {
    let line = json!({"id": "a", "text": "It rained. ".repeat(50)}).to_string() + "\n";
    // Far more goes out than a pipe holds (64 KiB): of the lines before they are all read, of the one text at its end.
    for (arguments, input) in [(&["analyze", "--ndjson"][..], line.repeat(3000)), (&["analyze", "--format", "json", "-"], line.repeat(20))] {
        let mut process = claimdesk().args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = process.stdin.take().unwrap();
        let mut stdout = process.stdout.take().unwrap();
        let feeder = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
        stdout.read_exact(&mut [0; 1]).unwrap();
        drop(stdout);
        let output = process.wait_with_output().unwrap();
        feeder.join().unwrap();
        assert!(output.status.success(), "{:?}", output.status);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
}

#[test]
fn files_are_analysed_for_people_without_colours_in_a_pipe() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("article.txt");
    std::fs::write(&file, "The minister said it would rain.").unwrap();
    let output = run(claimdesk().arg("analyze").args([&file, &folder.path().join("none.txt")]), b"");
    assert_eq!(output.status.code(), Some(1), "one file could not be read");
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.contains("article.txt: ") && printed.contains("claim"), "{printed}");
    assert!(!printed.contains('\u{1b}'));
    assert!(String::from_utf8(output.stderr).unwrap().contains("none.txt: No such file"));
}

#[test]
fn a_file_is_analysed_for_programs() {
    let output = run(claimdesk().args(["analyze", "--format", "json", "-"]), "The minister said it would rain.".as_bytes());
    assert!(output.status.success());
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found["file"], "standard input");
    assert!(found["claims"].is_array() && found["attributions"].is_array() && found["furniture"].is_array());
}

#[test]
fn html_files_are_read_as_a_browser_shows_them() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.html", "b.HTM"] {
        std::fs::write(folder.path().join(name), "<title>No</title><p>The minister said it <i>would</i> rain &amp; snow.</p>").unwrap();
        let output = run(claimdesk().current_dir(folder.path()).args(["analyze", "--format", "json", name]), b"");
        let found: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(found["text"], "The minister said it would rain & snow.", "{name}");
        let span = &found["claims"][0]["spans"][0];
        assert_eq!((&span["exact"], &span["html"]), (&json!("it would rain & snow"), &json!({"start": 38, "end": 69})), "{name}");
    }
}

#[test]
fn the_reasoning_is_explained_in_80_columns_without_colours_in_a_pipe() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("article.txt");
    let text = "KELDA – The mayor of Kelda, Ana Moreno, said on Monday that the harbour would close in May. The Port Union denied that 300 jobs were at risk.\n\nA person close to the talks, who was not authorised to speak, said a second site was being looked at.";
    std::fs::write(&file, text).unwrap();
    let output = run(claimdesk().current_dir(folder.path()).args(["analyze", "--explain", "article.txt"]), b"");
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(shown.lines().all(|line| line.chars().count() <= 80) && !shown.contains('\u{1b}'), "{shown}");
    for expected in [
        "set apart, dateline: KELDA –",
        "paragraph 2",
        "-> Port Union (organisation), discovered as",
        "“who was not authorised to speak”",
        "denied, by a2",
        "It is reported as what somebody denies. [cue-denies; “denied”]",
        "Its source is an unnamed individual or unnamed officials.",
    ] {
        assert!(shown.contains(expected), "{expected} is not in:\n{shown}");
    }
    // The marks stand under the words that they mark.
    let lines: Vec<&str> = shown.lines().collect();
    let at = lines.iter().position(|line| line.contains("Port Union denied")).unwrap();
    let column = |line: &str, words: &str| line.find(words).map(|at| line[..at].chars().count()).unwrap();
    assert_eq!(lines[at + 1].chars().skip(column(lines[at], "denied")).take(6).collect::<String>(), "^^^^^^", "{shown}");

    let both = run(claimdesk().args(["analyze", "--explain", "--ndjson"]), b"");
    assert_eq!(both.status.code(), Some(2));
}

#[test]
fn a_file_that_is_no_text_is_named() {
    let output = run(claimdesk().args(["analyze", "-"]), b"caf\xe9");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("standard input: it is not UTF-8: byte 3"));
}

#[test]
fn arguments_that_are_missing_or_contradict_each_other_are_explained() {
    for (arguments, words) in [
        (&["analyze"][..], "<FILE>"),
        (&["analyze", "--ndjson", "--format", "json"], "cannot be used with"),
        (&["review"], "unrecognized subcommand"),
    ] {
        let output = run(claimdesk().args(arguments), b"");
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8(output.stderr).unwrap().contains(words));
    }
}

#[test]
fn an_operator_makes_and_revokes_keys_beside_the_running_service() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("a.db");
    let keys = |arguments: &[&str]| {
        let url = format!("sqlite:{}", database.display());
        run(claimdesk().arg("keys").args(arguments).args(["--database", &url]), b"")
    };
    let missing = keys(&["list"]);
    assert!(!missing.status.success());
    assert!(String::from_utf8_lossy(&missing.stderr).contains("`claimdesk serve` makes it"));

    let running = RunningBinary::start(&database, Some("cdk_a_key_for_the_tests"));
    let made = String::from_utf8(keys(&["add", "wire desk", "--role", "cms"]).stdout).unwrap();
    let secret = made.trim().rsplit(' ').next().unwrap().to_owned();
    assert!(secret.starts_with("cdk_"), "{made}");
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let status = || {
        let answer = agent.get(format!("http://{}/v1/claims", running.address)).header("authorization", format!("Bearer {secret}")).call();
        answer.unwrap().status().as_u16()
    };
    let turns = |wanted: u16| {
        (0..150).any(|_| {
            status() == wanted || {
                std::thread::sleep(std::time::Duration::from_millis(100));
                false
            }
        })
    };
    assert!(turns(200), "the service takes the key in");

    let listed = String::from_utf8(keys(&["list"]).stdout).unwrap();
    let line = listed.lines().find(|line| line.contains("wire desk")).unwrap();
    assert!(line.ends_with("good   "), "{line}");
    assert!(keys(&["revoke", line.split(' ').next().unwrap()]).status.success());
    assert!(turns(401), "the service lets it go");

    let wrong = keys(&["add", "x", "--role", "boss"]);
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("`boss` must be one of"));
}
