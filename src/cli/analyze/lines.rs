//! A text in each line: `--ndjson`.
//!
//! In: lines `{"id", "text"}`. Out: a line for each, in order; for a broken one, a complaint with its number.
//! Deliberately absent: the form of the lines (`wire`).

use super::Failure;
use crate::cli::line_reader::{Line, Lines};
use crate::cli::ordered::run_in_order;
use crate::cli::output::complain;
use crate::cli::progress::bytes_read;
use crate::service::{Analyse, Context};
use crate::wire::{AnalysedLine, read_line, to_json};
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

/// Lines that are read ahead for each thread: enough that a long text holds nobody up, few enough to stay small.
const AHEAD: usize = 8;

pub(super) fn analyze(analyst: &dyn Analyse, context: &Context, files: &[PathBuf], threads: usize) -> Result<(), Failure> {
    let workers = (0..threads)
        .map(|_| {
            let (analyst, context) = (analyst.for_another_thread(), context.clone());
            move |line: Line| Done { size: line.size, result: answer(analyst.as_ref(), &context, &line), place: line.place }
        })
        .collect();
    let progress = bytes_read(files);
    let shares_terminal = io::stdout().is_terminal();
    let mut output = io::stdout().lock();
    let mut some_failed = false;
    let ran = run_in_order(Lines::of(files), workers, threads * AHEAD, |done| -> io::Result<()> {
        let (place, result) = match done {
            Some(done) => {
                progress.inc(done.size);
                (done.place, done.result)
            }
            None => (String::new(), Err("the analysis of a line failed".to_owned())),
        };
        match result {
            Ok(line) if shares_terminal => progress.suspend(|| writeln!(output, "{line}")),
            Ok(line) => writeln!(output, "{line}").and_then(|()| output.flush()),
            Err(detail) => {
                some_failed = true;
                progress.suspend(|| complain(&format!("claimdesk: {place}: {detail}")));
                Ok(())
            }
        }
    });
    progress.finish_and_clear();
    ran?;
    if some_failed { Err(Failure::SomeFailed) } else { Ok(()) }
}

/// A line that was worked on.
struct Done {
    place: String,
    size: u64,
    result: Result<String, String>,
}

fn answer(analyst: &dyn Analyse, context: &Context, line: &Line) -> Result<String, String> {
    let bytes = line.content.as_ref().map_err(Clone::clone)?;
    let text = read_line(bytes).map_err(|error| error.to_string())?;
    // What the line says of itself goes before what was typed for all.
    let context = Context {
        outlet: text.outlet.or_else(|| context.outlet.clone()),
        language: text.language.or_else(|| context.language.clone()),
        registry: None,
    };
    let analysis = analyst.analyse(&text.text, &context);
    to_json(&AnalysedLine::of(&text.id, &text.text, &analysis)).map_err(|error| error.to_string())
}
