//! Any bytes as HTML: the map covers the text in order, on character boundaries, and what is copied is the same.

#![no_main]

use claimdesk::service::{HtmlText, read_html};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let sent = String::from_utf8_lossy(bytes);
    let HtmlText { text, map } = read_html(&sent);
    let (mut text_end, mut sent_end) = (0, 0);
    for stretch in map.stretches() {
        assert_eq!(stretch.text.start, text_end);
        assert!(stretch.sent.start >= sent_end);
        let sent_words = &sent[stretch.sent.start..stretch.sent.end];
        let words = &text[stretch.text.start..stretch.text.end];
        assert!(!words.is_empty() && (!stretch.copied || words == sent_words));
        (text_end, sent_end) = (stretch.text.end, stretch.sent.end);
    }
    assert_eq!(text_end, text.len());
});
