//! Any bytes as the body of each request that has one, read and checked: no panic, and whatever is refused is refused in words.
//!
//! The first byte chooses the reader.

#![no_main]

use claimdesk::domain::SourceId;
use claimdesk::intake::{check_article, check_key, check_new_source, check_review, check_sample, check_source_change};
use claimdesk::wire::{
    read_cursor, read_key_request, read_merge, read_new_source, read_reanalyses, read_review, read_reviews, read_sample, read_sign_in,
    read_source_change, read_submission, write_cursor,
};
use libfuzzer_sys::fuzz_target;
use std::fmt::Display;

/// The longest text that is taken in: small, so that the limit is met.
const LIMIT: usize = 4_096;

/// What was read, where anything was; an error has words.
fn read<T, E: Display>(result: Result<T, E>) -> Option<T> {
    result.map_err(|error| assert!(!error.to_string().is_empty())).ok()
}

fuzz_target!(|bytes: &[u8]| {
    let Some((&reader, body)) = bytes.split_first() else { return };
    match reader % 12 {
        0 => {
            if let Some(sent) = read(read_submission(body)).and_then(|sent| read(check_article(sent, LIMIT))) {
                assert!(!sent.outlet.is_empty() && !sent.external_id.is_empty());
            }
        }
        1 => drop(read(read_sample(body)).and_then(|sent| read(check_sample(sent, LIMIT)))),
        2 => drop(read(read_review(body)).and_then(|sent| read(check_review(sent)))),
        3 => {
            for one in read(read_reviews(body)).unwrap_or_default() {
                drop(read(check_review(one.review)));
            }
        }
        4 => drop(read(read_new_source(body)).and_then(|sent| read(check_new_source(sent, |name| SourceId::from_slug(name.to_owned()))))),
        5 => drop(read(read_source_change(body)).and_then(|sent| read(check_source_change(sent, "Port Authority")))),
        6 => drop(read(read_merge(body))),
        7 => drop(read(read_reanalyses(body))),
        8 => drop(read(read_sign_in(body))),
        9 => drop(read(read_key_request(body)).and_then(|sent| read(check_key(sent, jiff::Timestamp::UNIX_EPOCH)))),
        _ => {
            let text = String::from_utf8_lossy(body);
            let (question, cursor) = text.split_once('\n').unwrap_or(("", &text));
            if let Some(position) = read(read_cursor(cursor, question)) {
                assert_eq!(write_cursor(position, question), cursor.to_lowercase());
            }
        }
    }
});
