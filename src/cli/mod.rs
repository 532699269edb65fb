//! The command line.
//!
//! In: arguments. Out: an exit code: 0 done, 1 something failed, 2 the arguments are wrong.
//! Deliberately absent: what the commands do, which has a module for each.

mod analyze;
mod backup;
mod database;
mod eval;
mod import;
mod keys;
mod line_reader;
mod logging;
mod ordered;
mod output;
mod progress;
mod reanalyze;
mod serve;
mod wrap;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Splits news articles into claims, says who each comes from and how well the article confirms it.
#[derive(Debug, Parser)]
#[command(name = "claimdesk", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Start the service: the review desk and the API, on a database in a file.
    Serve(serve::Options),
    /// Show, make and revoke keys.
    Keys(keys::Typed),
    /// Analyse texts and print their claims.
    Analyze(analyze::Typed),
    /// Measure the analysis on annotated texts.
    Eval(eval::Typed),
    /// Take articles from files into the database.
    Import(import::Typed),
    /// Analyse stored articles again; reviews and corrections stay.
    Reanalyze(reanalyze::Typed),
    /// Copy the database into a new file, also while the service runs.
    Backup(backup::Typed),
}

/// Runs the command that was typed.
#[must_use]
pub fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Serve(typed) => serve::serve(typed),
        Command::Keys(typed) => keys::keys(typed),
        Command::Analyze(typed) => analyze::analyze(typed),
        Command::Eval(typed) => eval::eval(&typed),
        Command::Import(typed) => import::import(&typed),
        Command::Reanalyze(typed) => reanalyze::reanalyze(typed),
        Command::Backup(typed) => backup::backup(&typed),
    }
}
