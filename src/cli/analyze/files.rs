//! Whole files, one after the other.
//!
//! In: names of files, of text or HTML. Out: a table or a JSON document for each, as soon as it is done.
//! Deliberately absent: files with a text in each line (`lines`).

use super::{Failure, Format, explain, table};
use crate::cli::output::complain;
use crate::domain::SentHtml;
use crate::service::{Analyse, Context, HtmlText, read_html};
use crate::wire::{AnalysisShape, FileAnalysis, to_readable_json};
use std::io::{IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

pub(super) fn analyze(analyst: &dyn Analyse, context: &Context, files: &[PathBuf], format: Format) -> Result<(), Failure> {
    let width = std::io::stdout().is_terminal().then(|| terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0)));
    let mut some_failed = false;
    for (index, file) in files.iter().enumerate() {
        let name = if is_standard_input(file) { "standard input".to_owned() } else { file.display().to_string() };
        let (text, html) = match read(file) {
            Ok(sent) if is_html(file) => {
                let HtmlText { text, map } = read_html(&sent);
                (text, Some(SentHtml { html: sent, map }))
            }
            Ok(text) => (text, None),
            Err(detail) => {
                complain(&format!("claimdesk: {name}: {detail}"));
                some_failed = true;
                continue;
            }
        };
        let analysis = analyst.analyse(&text, context);
        // Colours are taken out on the way where nobody sees them.
        let mut output = anstream::stdout().lock();
        match format {
            Format::Json => {
                let shape = FileAnalysis { file: &name, analysis: AnalysisShape::of(&analysis, &text, html.as_ref()) };
                writeln!(output, "{}", to_readable_json(&shape).map_err(std::io::Error::from)?)?;
            }
            Format::Table | Format::Reasoning => {
                if index > 0 {
                    writeln!(output)?;
                }
                match format {
                    Format::Reasoning => explain::write(&mut output, &name, &text, &analysis)?,
                    _ => table::write(&mut output, &name, &text, &analysis, width)?,
                }
            }
        }
        output.flush()?;
    }
    if some_failed { Err(Failure::SomeFailed) } else { Ok(()) }
}

/// A file's text as it is: offsets count in it.
fn read(file: &Path) -> Result<String, String> {
    let bytes = if is_standard_input(file) {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(file)
    };
    String::from_utf8(bytes.map_err(|error| error.to_string())?)
        .map_err(|error| format!("it is not UTF-8: byte {} and what follows it are no character", error.utf8_error().valid_up_to()))
}

/// Whether a file is HTML, by its name.
fn is_html(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("html") || extension.eq_ignore_ascii_case("htm"))
}

fn is_standard_input(file: &Path) -> bool {
    file == Path::new("-")
}
