//! Progress bars, where standard error is a terminal.
//!
//! In: what there is to do. Out: a bar that is told what was done; one that shows nothing where nobody looks.
//! Deliberately absent: the work.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// For files that are read: a bar where their size is known, a count of bytes where it is not.
pub(super) fn bytes_read(files: &[PathBuf]) -> ProgressBar {
    let size = |file: &PathBuf| if file == Path::new("-") { None } else { std::fs::metadata(file).ok().map(|found| found.len()) };
    let total = if files.is_empty() { None } else { files.iter().map(size).sum::<Option<u64>>() };
    match total {
        Some(total) => shown(ProgressBar::new(total), "{wide_bar} {percent:>3} %  {bytes} of {total_bytes}  {eta} left"),
        None => shown(ProgressBar::new_spinner(), "{spinner} {bytes} read  {elapsed}"),
    }
}

/// For so many things; `what` says what they are.
pub(super) fn counted(total: u64, what: &str) -> ProgressBar {
    shown(ProgressBar::new(total), &format!("{{wide_bar}} {{percent:>3}} %  {{pos}} of {{len}} {what}  {{eta}} left"))
}

fn shown(bar: ProgressBar, template: &str) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    bar.set_draw_target(ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
