//! Standard output and error, written to without a panic when nobody reads them.
//!
//! In: lines. Out: the same lines, where somebody reads.
//! Deliberately absent: what the lines say.

use std::io::{self, Write};

/// A line to standard output. That nobody reads it is no reason to stop.
pub(super) fn say(line: &str) {
    let _ = writeln!(io::stdout().lock(), "{line}");
}

/// A line to standard error, in one piece: lines of the log may come between two.
pub(super) fn complain(line: &str) {
    let _ = io::stderr().lock().write_all(format!("{line}\n").as_bytes());
}
