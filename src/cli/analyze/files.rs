//! Whole files, one after the other.
//!
//! In: names of files. Out: a table or a JSON document for each, as soon as it is done.
//! Deliberately absent: files with a text in each line (`lines`).

use super::{Failure, Format, table};
use crate::cli::output::complain;
use crate::service::{Analyse, Context};
use crate::wire::{AnalysisShape, FileAnalysis, to_readable_json};
use std::io::{IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

pub(super) fn analyze(analyst: &dyn Analyse, context: &Context, files: &[PathBuf], format: Format) -> Result<(), Failure> {
    let width = std::io::stdout().is_terminal().then(|| terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0)));
    let mut some_failed = false;
    for (index, file) in files.iter().enumerate() {
        let (name, text) = match read(file) {
            Ok(read) => read,
            Err(detail) => {
                complain(&format!("claimdesk: {}: {detail}", file.display()));
                some_failed = true;
                continue;
            }
        };
        let analysis = analyst.analyse(&text, context);
        // Colours are taken out on the way where nobody sees them.
        let mut output = anstream::stdout().lock();
        match format {
            Format::Json => {
                let shape = FileAnalysis { file: &name, analysis: AnalysisShape::of(&analysis, &text) };
                writeln!(output, "{}", to_readable_json(&shape).map_err(std::io::Error::from)?)?;
            }
            Format::Table => {
                if index > 0 {
                    writeln!(output)?;
                }
                table::write(&mut output, &name, &text, &analysis, width)?;
            }
        }
        output.flush()?;
    }
    if some_failed { Err(Failure::SomeFailed) } else { Ok(()) }
}

/// A file's name for people and its text, as it is: offsets count in it.
fn read(file: &Path) -> Result<(String, String), String> {
    let mut bytes = Vec::new();
    let (name, read) = if file == Path::new("-") {
        ("standard input".to_owned(), std::io::stdin().lock().read_to_end(&mut bytes).map(drop))
    } else {
        (file.display().to_string(), std::fs::read(file).map(|content| bytes = content))
    };
    read.map_err(|error| error.to_string())?;
    let text = String::from_utf8(bytes)
        .map_err(|error| format!("it is not UTF-8: byte {} and what follows it are no character", error.utf8_error().valid_up_to()))?;
    Ok((name, text))
}
