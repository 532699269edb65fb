//! Any bytes as the files that commands read: lines to analyse, gold answers with sources and predictions, a model's description.
//! No panic, and spans of what is taken lie on the text.
//!
//! The first byte chooses the reader; pieces of a gold file are parted by a line `---`.

#![no_main]

use claimdesk::wire::model::read_model_description;
use claimdesk::wire::{read_found, read_gold, read_line, read_sources};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((&reader, file)) = bytes.split_first() else { return };
    let text = String::from_utf8_lossy(file);
    match reader % 3 {
        0 => {
            for line in file.split(|&byte| byte == b'\n') {
                if let Err(error) = read_line(line) {
                    assert!(!error.to_string().is_empty());
                }
            }
        }
        1 => {
            let mut pieces = text.split("\n---\n");
            let Ok(mut texts) = read_gold(pieces.next().unwrap_or_default()) else { return };
            for gold in &texts {
                for span in gold.claims.iter().flatten().flat_map(|claim| &claim.spans) {
                    assert!(gold.text.get(span.start..span.end).is_some());
                }
            }
            if let Some(sources) = pieces.next() {
                let _ = read_sources(sources, &mut texts);
            }
            if let Some(found) = pieces.next() {
                let _ = read_found(found, &texts);
            }
        }
        _ => {
            let _ = read_model_description(&text);
        }
    }
});
