//! Any text as a file of settings: no panic, and a refusal names the line.

#![no_main]

use claimdesk::config::count_settings;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Err(error) = count_settings(&String::from_utf8_lossy(bytes)) {
        assert!(error.to_string().contains(", line "), "{error}");
    }
});
