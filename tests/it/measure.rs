//! `claimdesk eval`: the figures of a newsroom's own gold, worked out beforehand by another program, and the mistakes.

use crate::support::claimdesk;
use serde_json::{Value, json};
use std::process::Output;

fn eval(arguments: &[&str]) -> Output {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/gold");
    claimdesk().current_dir(folder).arg("eval").args(arguments).output().unwrap()
}

fn measured(arguments: &[&str]) -> Value {
    let output = eval(&[arguments, &["--predictions", "found.ndjson", "--format", "json"]].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The same values, whether a number is written `0` or `0.0`.
#[track_caller]
fn assert_figures(found: &Value, expected: &Value) {
    let found = found.as_object().unwrap();
    assert_eq!(found.keys().collect::<Vec<_>>(), expected.as_object().unwrap().keys().collect::<Vec<_>>());
    for (name, value) in found {
        match (value.as_f64(), expected[name].as_f64()) {
            (Some(one), Some(other)) => assert_eq!(one, other, "{name}"),
            _ if name == "status_f" => {
                for (status, f) in value.as_object().unwrap() {
                    assert_eq!(f.as_f64(), expected[name][status].as_f64(), "{status}");
                }
                assert_eq!(value.as_object().unwrap().len(), expected[name].as_object().unwrap().len());
            }
            _ => assert_eq!(value, &expected[name], "{name}"),
        }
    }
}

#[test]
fn attributions_have_the_figures_that_were_worked_out_by_hand_of_another_program() {
    assert_figures(
        &measured(&["attributions.json"])["attributions"]["figures"],
        &json!({
            "articles": 3, "gold": 9, "predicted": 8,
            "token": {
                "source": {"P": 0.6842, "R": 0.5417, "F": 0.6047}, "cue": {"P": 0.75, "R": 0.6429, "F": 0.6923},
                "content": {"P": 0.8636, "R": 0.7917, "F": 0.8261}
            },
            "exact": {
                "source": {"P": 0.5, "R": 0.4444, "F": 0.4706}, "cue": {"P": 0.6667, "R": 0.6667, "F": 0.6667},
                "content": {"P": 0.375, "R": 0.3333, "F": 0.3529}
            },
            "who_said_what": {"P": 0.5, "R": 0.4444, "F": 0.4706}, "what": {"P": 0.75, "R": 0.6667, "F": 0.7059}, "source_accuracy": 0.6667
        }),
    );
}

#[test]
fn confidences_are_compared_with_how_often_they_are_right() {
    let folder = tempfile::tempdir().unwrap();
    let found = include_str!("../fixtures/gold/found.ndjson");
    let with_confidence = |confidence: &dyn Fn(usize) -> f64| {
        let mut count = 0;
        let lines: Vec<String> = found
            .lines()
            .map(|line| {
                let mut line: Value = serde_json::from_str(line).unwrap();
                for attribution in line["attributions"].as_array_mut().unwrap() {
                    attribution["confidence"] = json!(confidence(count));
                    count += 1;
                }
                line.to_string()
            })
            .collect();
        let file = folder.path().join("found.ndjson");
        std::fs::write(&file, lines.join("\n")).unwrap();
        eval(&["attributions.json", "--predictions", file.to_str().unwrap(), "--format", "json"])
    };
    let figures = |output: Output| serde_json::from_slice::<Value>(&output.stdout).unwrap()["attributions"]["figures"].clone();
    let constant = figures(with_confidence(&|_| 0.5));
    assert_eq!(constant["who_said_what"]["P"], 0.5, "half of the eight are right");
    assert_eq!(constant["confidence"]["auroc"], 0.5);
    assert_eq!(constant["confidence"]["calibration_error"], 0.0);
    let certain = figures(with_confidence(&|_| 1.0));
    assert_eq!(certain["confidence"]["calibration_error"], 0.5, "four of eight are wrong");
    assert_eq!(measured(&["attributions.json"])["attributions"]["figures"].get("confidence"), None, "answers without confidences have none");
    let refused = with_confidence(&|at| if at == 3 { 1.5 } else { 0.5 });
    assert!(!refused.status.success() && String::from_utf8_lossy(&refused.stderr).contains("`confidence` is no probability"));
}

#[test]
fn what_the_command_prints_can_be_measured_with_its_confidences() {
    let folder = tempfile::tempdir().unwrap();
    let gold: Value = serde_json::from_str(include_str!("../fixtures/gold/attributions.json")).unwrap();
    let lines: Vec<String> = gold.as_array().unwrap().iter().map(|text| json!({"id": text["id"], "text": text["text"]}).to_string()).collect();
    let (texts, found) = (folder.path().join("texts.ndjson"), folder.path().join("found.ndjson"));
    std::fs::write(&texts, lines.join("\n")).unwrap();
    let analysed = claimdesk().args(["analyze", "--ndjson"]).arg(&texts).output().unwrap();
    let measure = |lines: &str| {
        std::fs::write(&found, lines).unwrap();
        String::from_utf8(eval(&["attributions.json", "--predictions", found.to_str().unwrap()]).stdout).unwrap()
    };
    let lines = String::from_utf8(analysed.stdout).unwrap();
    let table = measure(&lines);
    assert!(table.contains("\n  confidence, error      0.") && table.contains("\n  confidence, AUROC      "), "{table}");
    // One of them without a confidence: nothing can be said of all.
    let place = lines.find(",\"confidence\":").unwrap();
    let end = place + lines[place..].find('}').unwrap();
    assert!(!measure(&format!("{}{}", &lines[..place], &lines[end..])).contains("confidence"));
}

#[test]
fn claims_have_the_figures_and_the_mistakes_that_they_should() {
    let found = measured(&["claims.json", "--errors", "1"]);
    let claims = &found["claims"];
    assert_figures(
        &claims["figures"],
        &json!({
            "texts": 3, "gold": 10, "predicted": 8, "claims": {"P": 0.875, "R": 0.7, "F": 0.7778},
            "source": 0.8571, "kind": 0.8571, "status": 0.8571,
            "status_f": {"attributed": 0.75, "asserted": 0.5, "unconfirmed": 1.0, "disputed": 0.6667},
            "status_macro_f": 0.7292, "all_right": 0.5, "leaks": "2/3"
        }),
    );
    assert_eq!(claims["mistakes"], json!({"leak": 2, "missed": 3, "spurious": 1, "wrong kind": 1, "wrong status": 2}));
    let examples = claims["examples"].as_array().unwrap();
    assert_eq!(examples.len(), 5, "one of each kind: {examples:?}");
    assert_eq!(
        examples[2],
        json!({"kind": "wrong kind", "id": "minister", "words": "Größe matters", "want": "attributed; Jo Ráb (person)", "got": "attributed; Jo Ráb (official)"})
    );
}

#[test]
fn sources_of_attributions_have_the_figures_that_they_should() {
    let found = measured(&["attributions.json", "--sources", "sources.json"]);
    assert_figures(
        &found["sources"]["figures"],
        &json!({
            "labelled": 8, "found": 0.875, "source": 0.8571, "kind": 0.8571, "status": 0.7143,
            "status_f": {"attributed": 0.75, "unconfirmed": 1.0, "disputed": 0.0, "denied": 1.0}, "status_macro_f": 0.6875,
            "all_right_end_to_end": 0.5
        }),
    );
}

#[test]
fn figures_are_readable_at_a_terminal_and_mistakes_come_with_their_words() {
    let output = eval(&["claims.json", "--predictions", "found.ndjson", "--errors", "2"]);
    let table = String::from_utf8(output.stdout).unwrap();
    assert!(table.contains("Claims: 3 texts, 10 gold claims, 8 found\n  claims                 P 0.875  R 0.700  F 0.778\n"), "{table}");
    assert!(table.contains("    missed                   3\n"), "{table}");
    assert!(table.contains("  leak, harbour\n    “Read more: our guide to ports”\n"), "{table}");
    assert!(!table.contains('\u{1b}') && table.lines().all(|line| line.chars().count() <= 80), "{table}");
}

#[test]
fn the_engine_is_measured_where_no_answers_are_given() {
    let output = eval(&["claims.json", "--format", "json"]);
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&found["claims"]["figures"]["texts"], &found["claims"]["figures"]["gold"]), (&json!(3), &json!(10)));
    assert!(found["claims"]["figures"]["claims"]["F"].as_f64().unwrap() > 0.5, "{found}");
}

#[test]
fn a_mistake_in_the_gold_is_named_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    for (gold, complaint) in [
        ("{}", "invalid type: map"),
        (r#"[{"id": "a", "text": "b"}]"#, "a: it has neither `attributions` nor `claims`"),
        (
            r#"[{"id": "a", "text": "b", "claims": [{"start": 0, "end": 2, "canonical": "c", "kind": "person", "status": "denied"}]}]"#,
            "a, claim 1: [0, 2] is no stretch",
        ),
        (
            r#"[{"id": "a", "text": "b", "claims": [{"start": 0, "end": 1, "canonical": "c", "kind": "people", "status": "denied"}]}]"#,
            "a, claim 1: `people` is no kind",
        ),
    ] {
        let file = folder.path().join("gold.json");
        std::fs::write(&file, gold).unwrap();
        let output = eval(&[file.to_str().unwrap()]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(1) && said.contains(complaint), "{gold}: {said}");
    }
}
