//! What the network reads here is what it read in training. `training/attribution_training/parity.py` writes the fixture.

use claimdesk::engine::tagger::features::{OVERLAP, case_of, find_breaks, overlapping_windows, quotation_states};
use claimdesk::engine::tagger::{LABELS, Lane, Piece, WindowInput};
use claimdesk::service::resources::embedded_network;
use rten_tensor::prelude::*;
use serde_json::Value;

const FIXTURE: &str = include_str!("../fixtures/tagger_parity.json");

fn fixture() -> Value {
    serde_json::from_str(FIXTURE).unwrap()
}

fn numbers(value: &Value) -> Vec<i64> {
    value.as_array().unwrap().iter().map(|number| number.as_i64().unwrap()).collect()
}

/// A piece's place in code points, as the training counts them.
fn code_points(text: &str, piece: &Piece) -> (i64, i64) {
    let count = |end: usize| i64::try_from(text[..end].chars().count()).unwrap();
    (count(piece.span.start), count(piece.span.end))
}

#[test]
fn pieces_and_their_features_are_those_of_the_training() {
    let network = embedded_network().unwrap();
    let fixture = fixture();
    for entry in fixture["texts"].as_array().unwrap().iter().chain([&fixture["labelled"]]) {
        let (name, text) = (entry["name"].as_str().unwrap(), entry["text"].as_str().unwrap());
        let pieces = network.pieces().find_pieces(text);
        let ids: Vec<i64> = pieces.iter().map(|piece| piece.id.into()).collect();
        assert_eq!(ids, numbers(&entry["pieces"]), "pieces of `{name}`");
        let offsets: Vec<(i64, i64)> = pieces.iter().map(|piece| code_points(text, piece)).collect();
        let expected: Vec<(i64, i64)> = entry["offsets"].as_array().unwrap().iter().map(|o| (numbers(o)[0], numbers(o)[1])).collect();
        assert_eq!(offsets, expected, "offsets of `{name}`");
        let case: Vec<i64> = pieces.iter().map(|piece| case_of(piece.span.of(text)).into()).collect();
        assert_eq!(case, numbers(&entry["case"]), "case of `{name}`");
        let quoted: Vec<i64> = quotation_states(text, &pieces).into_iter().map(i64::from).collect();
        assert_eq!(quoted, numbers(&entry["quoted"]), "quotation states of `{name}`");
    }
}

#[test]
fn the_embedded_network_labels_a_text_as_the_training_saw_it_do() {
    let network = embedded_network().unwrap();
    let entry = &fixture()["labelled"];
    assert_eq!(fixture()["version"].as_str(), Some(network.version()), "the fixture is of another model: run parity.py");
    let text = entry["text"].as_str().unwrap();
    let pieces = network.pieces().find_pieces(text);
    let ids: Vec<i32> = pieces.iter().map(|piece| piece.id).collect();
    let case: Vec<i32> = pieces.iter().map(|piece| case_of(piece.span.of(text))).collect();
    let input = WindowInput { pieces: &ids, case: &case, quoted: &quotation_states(text, &pieces) };
    let output = network.score(&input, &Lane::new()).unwrap();
    let margins = entry["margins"].as_array().unwrap();
    let mut clear = 0;
    for (at, (expected, margin)) in entry["labels"].as_array().unwrap().iter().zip(margins).enumerate() {
        // Two runtimes round int8 differently: what is nearly a draw may go either way.
        if margin.as_f64().unwrap() < 0.5 {
            continue;
        }
        clear += 1;
        let row: Vec<f32> = output.labels.slice(at).iter().copied().collect();
        let best = (0..LABELS.len()).max_by(|&a, &b| row[a].total_cmp(&row[b])).unwrap();
        assert_eq!(expected.as_str(), Some(LABELS[best]), "piece {at}, `{}`", pieces[at].span.of(text));
    }
    assert!(clear > pieces.len() * 9 / 10, "only {clear} of {} pieces have a clear label", pieces.len());
}

#[test]
fn windows_are_those_of_the_training() {
    let entry = &fixture()["windows"];
    let size = |name: &str| usize::try_from(entry[name].as_u64().unwrap()).unwrap();
    let count = size("pieces");
    let breaks: Vec<bool> = (0..=count).map(|k| k == count || k % size("break_before_every") == 0).collect();
    assert_eq!(size("overlap"), OVERLAP);
    let windows: Vec<Vec<i64>> = overlapping_windows(&breaks, size("limit"), OVERLAP)
        .into_iter()
        .map(|window| vec![i64::try_from(window.start).unwrap(), i64::try_from(window.end).unwrap()])
        .collect();
    let expected: Vec<Vec<i64>> = entry["windows"].as_array().unwrap().iter().map(numbers).collect();
    assert_eq!(windows, expected);
}

#[test]
fn no_piece_is_left_out_or_stands_in_three_windows_wherever_sentences_end() {
    for every in [1, 2, 7, 37, 119, 150, 191, 400, 5000] {
        for limit in [16, 100, 510] {
            let breaks: Vec<bool> = (0..=3000).map(|k| k == 3000 || k % every == 0).collect();
            let mut times = vec![0; 3000];
            for window in overlapping_windows(&breaks, limit, OVERLAP) {
                assert!(window.len() <= limit);
                times[window].iter_mut().for_each(|times| *times += 1);
            }
            assert!(times.iter().all(|times| (1..=2).contains(times)), "breaks every {every} pieces, windows of {limit}");
        }
    }
}

#[test]
fn a_window_may_end_where_a_sentence_or_a_line_does() {
    let network = embedded_network().unwrap();
    let text = "He left. She said: “No.” Then\nnothing at approx. five";
    let pieces = network.pieces().find_pieces(text);
    let breaks = find_breaks(text, &pieces);
    let cuts: Vec<&str> = (1..pieces.len()).filter(|&k| breaks[k]).map(|k| pieces[k].span.of(text)).collect();
    assert_eq!(cuts, ["She", "Then", "nothing"]);
}
