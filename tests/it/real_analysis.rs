//! The real engine behind the service and the command line: copy as it comes in, good and bad.

use crate::support::{TestApp, claimdesk};
use claimdesk::engine::Context;
use claimdesk::service::resources::load_engine;
use serde_json::{Value, json};
use std::io::Write;
use std::process::Stdio;

const TALKS: &str = "Oman will host a third round of prisoner-swap talks at the end of the month, Al Jazeera and two Lebanese newspapers \
    reported. Muscat has yet to confirm the date.";
const BLOCKS: &str = "JAKARTA – Indonesias Energy Ministry said on Tuesday bidding for three offshore gas blocks would reopen in June and foreign \
    firms would be allowed to hold majority stakes. It would also waive the signature bonus for offers received before July 15. No approval from \
    parliament was needed, it added.";

/// Every span of an answer lies in the text, and `exact` is what stands there.
fn check_spans(text: &str, value: &Value) {
    let code_points: Vec<char> = text.chars().collect();
    let mut left = vec![value];
    while let Some(value) = left.pop() {
        match value {
            Value::Array(items) => left.extend(items),
            Value::Object(fields) => {
                if let (Some(exact), Some(start), Some(end)) = (fields.get("exact"), fields.get("start"), fields.get("end")) {
                    let at = |offset: &Value| usize::try_from(offset.as_u64().unwrap()).unwrap();
                    assert_eq!(*exact, json!(code_points[at(start)..at(end)].iter().collect::<String>()));
                }
                left.extend(fields.values());
            }
            _ => {}
        }
    }
}

#[test]
fn an_editor_finds_what_is_unconfirmed_and_on_whose_word() {
    let app = TestApp::with_real_engine();
    for (number, text) in [TALKS, BLOCKS].into_iter().enumerate() {
        let answer = app.post_article(&number.to_string(), text).expect(201);
        check_spans(text, &answer.body);
    }
    let found = app.get("/v1/claims?status=unconfirmed&kind=media").expect(200);
    let claims = found.body["claims"].as_array().unwrap();
    assert_eq!(claims.len(), 1, "{}", found.text);
    assert_eq!(claims[0]["text"], "Oman will host a third round of prisoner-swap talks at the end of the month");
    let words: Vec<_> = claims[0]["basis"].as_array().unwrap().iter().map(|basis| basis["exact"].as_str().unwrap()).collect();
    assert!(words.contains(&"Muscat has yet to confirm the date"), "the reason shows what is not confirmed: {words:?}");
    let ministry = app.claim_texts("/v1/claims?q=bidding&kind=official&status=attributed");
    assert_eq!(ministry, ["bidding for three offshore gas blocks would reopen in June"]);
}

#[test]
fn lines_are_the_same_byte_for_byte_whatever_the_number_of_threads() {
    let texts = [TALKS, BLOCKS, "", "\u{feff} \n", "“", "No."];
    let input: String =
        texts.iter().cycle().take(18).enumerate().map(|(id, text)| json!({"id": id.to_string(), "text": text}).to_string() + "\n").collect();
    let run = |threads: &str| {
        let mut process =
            claimdesk().args(["analyze", "--ndjson", "--threads", threads]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        process.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = process.wait_with_output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    let alone = run("1");
    assert_eq!(alone.lines().count(), 18);
    assert!(!serde_json::from_str::<Value>(alone.lines().next().unwrap()).unwrap()["claims"].as_array().unwrap().is_empty());
    assert_eq!(run("3"), alone);
}

#[test]
fn copy_in_any_state_is_analysed_and_every_span_stays_true() {
    let app = TestApp::with_real_engine();
    let marks = "\"“‘’”'".repeat(1_667);
    let nested = format!("{}he said{}", "“He said ".repeat(300), "”".repeat(300));
    for (number, text) in [
        "שר החוץ אמר כי הפגישה תתקיים ביום שני.",
        "قال وزير الخارجية إن المحادثات ستستأنف \u{202b}غدا\u{202c}.",
        "👩‍👩‍👧‍👦 said 🇺🇦 “won 🎉” — e\u{301}t\u{e9}, \u{1f9d1}\u{200d}\u{1f680} added. 💥💥💥",
        "Z\u{35b}\u{334}a\u{317}\u{310}l\u{31a}g\u{300}o\u{301} sa\u{308}id it wo\u{332}uld r\u{325}ain.",
        "Der Minister sagte am Montag, die Gespräche würden im Mai wieder aufgenommen. Moskau hat das nicht bestätigt.",
        "外交部发言人汪文斌说，会谈将于星期一举行。",
        &marks,
        &nested,
        "a",
        "\r\n\r\n\tThe\u{a0}Kremlin\u{2028}said\u{85}so\u{c}.\r\n",
        "THE KREMLIN SAID MR PUTIN WOULD MEET MR XI IN MOSCOW ON MONDAY",
    ]
    .into_iter()
    .enumerate()
    {
        let answer = app.post("/v1/articles", &json!({"outlet": "d", "external_id": number.to_string(), "body": text})).expect(201);
        check_spans(text, &answer.body);
    }
}

/// The words in braces of each example in `docs/claims.md`, with the example without them.
fn examples() -> Vec<(String, Vec<String>)> {
    let rows = include_str!("../../docs/claims.md").lines().filter(|line| line.starts_with("| ") && !line.starts_with("| what "));
    rows.map(|row| {
        let example = row.split(" | ").nth(1).unwrap().trim_end_matches(" |");
        let claims = example.split('{').skip(1).map(|behind| behind.split('}').next().unwrap().to_owned()).collect();
        (example.replace(['{', '}'], ""), claims)
    })
    .collect()
}

#[test]
fn the_examples_of_where_a_claim_begins_and_ends_hold() {
    let engine = load_engine(None).unwrap();
    let examples = examples();
    assert!(examples.len() > 20, "{}", examples.len());
    for (text, expected) in examples {
        let found: Vec<String> = engine.analyse(&text, &Context::default()).claims.iter().map(|claim| claim.text(&text)).collect();
        assert_eq!(found, expected, "in {text:?}");
    }
}

#[test]
fn another_language_is_analysed_with_a_note() {
    let app = TestApp::with_real_engine();
    let german = "Der Minister sagte am Montag, die Gespräche würden im Mai wieder aufgenommen. Die Regierung in Moskau hat den Termin bisher nicht bestätigt.";
    let answer = app.post("/v1/analyze", &json!({"body": german})).expect(200);
    assert_eq!(answer.body["notes"][0]["code"], "language", "{}", answer.text);
    assert_eq!(app.post("/v1/analyze", &json!({"body": TALKS})).body["notes"], json!([]));
}

#[test]
fn one_sentence_of_a_hundred_thousand_words_has_an_answer() {
    let app = TestApp::with_real_engine();
    let text = format!("The ministry said that {}.", "it rained and ".repeat(33_333));
    let answer = app.post("/v1/analyze", &json!({"body": text})).expect(200);
    check_spans(&text, &answer.body);
}

/// What `scripts/fuzz.sh engine` came upon: two stretches of a content were extended over the same words.
#[test]
fn a_damaged_quotation_has_spans_in_the_order_of_the_text() {
    let (damage, quote) = ("e".repeat(94), "\"The brakes were checked the night before and they were fine,\" insisted Tomasz Wi");
    let rest = "lk, who runs the depot in Łódź. \"I signed the sheet myself.\" Union leader Agata Romanowska disagreed. \"Those brakes had not \
        been touched since Easter,\" she said";
    let text = format!(
        "\u{fffd}\0{damage}{quote}\0{damage}{quote}{rest}{rest}. The derailment injured 11 people, three of them seriously, according to theeee \
         heeeeeeeeeeospitale.e\u{10}"
    );
    let analysis = load_engine(None).unwrap().analyse(&text, &Context::default());
    assert!(!analysis.claims.is_empty());
    let contents = analysis.attributions.iter().map(|attribution| &attribution.content);
    for spans in contents.chain(analysis.claims.iter().map(|claim| &claim.spans)) {
        assert!(spans.is_sorted_by(|one, other| one.end <= other.start), "{spans:?}");
    }
}
