//! `claimdesk analyze`: the claims of texts, for people and for programs.
//!
//! In: files, or standard input. Out: a table, JSON, or a line for each line; an exit code.
//! Deliberately absent: storing anything.

mod explain;
mod files;
mod lines;
mod table;

use super::output::complain;
use crate::service::Context;
use crate::service::resources::load_engine;
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;

/// What was typed.
#[derive(Debug, Args)]
pub(super) struct Typed {
    /// Texts to analyse; `-` is standard input. Files whose names end in `.html` or `.htm` are read as HTML.
    #[arg(required_unless_present = "ndjson", value_name = "FILE")]
    files: Vec<PathBuf>,

    /// How to print the claims.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,

    /// Show the whole reasoning: each sentence with what is attributed in it, who the sources are and why, and the rules that
    /// gave each claim its status.
    #[arg(long, conflicts_with_all = ["format", "ndjson"])]
    explain: bool,

    /// Read lines {"id", "text"} and print a line {"id", "attributions", "claims"} for each, in order, over all cores.
    /// Reads standard input where no file is named.
    #[arg(long, conflicts_with = "format")]
    ndjson: bool,

    /// A folder with another network than the one that is built in.
    #[arg(long, env = "CLAIMDESK_MODEL", value_name = "DIR")]
    model: Option<PathBuf>,

    /// The outlet whose own voice the texts are in.
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,

    /// The language of the texts, such as `en`.
    #[arg(long, value_name = "TAG")]
    language: Option<String>,

    /// Threads to analyse with; as many as there are cores where it is not said. For --ndjson.
    #[arg(long, value_name = "NUMBER")]
    threads: Option<std::num::NonZeroUsize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Table,
    /// For programs: one document for each file.
    Json,
    /// For people who want to know why.
    #[value(skip)]
    Reasoning,
}

/// Analyses what was typed.
pub(super) fn analyze(typed: Typed) -> ExitCode {
    let engine = match load_engine(typed.model.as_deref()) {
        Ok(engine) => engine,
        Err(error) => {
            complain(&format!("claimdesk: {error}"));
            return ExitCode::FAILURE;
        }
    };
    let context = Context { outlet: typed.outlet, language: typed.language, registry: None };
    let done = if typed.ndjson {
        lines::analyze(&engine, &context, &typed.files, typed.threads.map_or_else(cores, usize::from))
    } else {
        let format = if typed.explain { Format::Reasoning } else { typed.format };
        files::analyze(&engine, &context, &typed.files, format)
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::SomeFailed) => ExitCode::FAILURE,
        // Whoever reads has enough: `claimdesk analyze ... | head`.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(error)) => {
            complain(&format!("claimdesk: can't write: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// How many threads there are cores for.
pub(super) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Why not everything was done.
enum Failure {
    /// Some inputs could not be read; each was complained about, and all others were done.
    SomeFailed,
    /// The output can't be written.
    Output(std::io::Error),
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}
