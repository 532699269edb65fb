//! `claimdesk backup`: a copy of the database, made while the service runs.
//!
//! In: the name of a new file. Out: a copy of one moment that was looked over; what it holds; an exit code.
//! Deliberately absent: the copying (`store`).

use super::database::locate;
use super::output::{complain, say};
use super::progress::counted;
use crate::store::back_up;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

/// What was typed.
#[derive(Debug, Args)]
pub(super) struct Typed {
    /// The file to make. One that exists is never written over.
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The database.
    #[arg(long, env = "CLAIMDESK_DATABASE", default_value = "sqlite:claimdesk.db", value_name = "URL")]
    database: String,
}

/// Makes the copy.
pub(super) fn backup(typed: &Typed) -> ExitCode {
    let progress = counted(0, "pages");
    let done = locate(&typed.database).and_then(|location| {
        let mut report = |copied, of| {
            progress.set_length(of);
            progress.set_position(copied);
        };
        back_up(&location, &typed.file, &mut report).map_err(|error| error.to_string())
    });
    progress.finish_and_clear();
    match done {
        Ok(holdings) => {
            let file = typed.file.display();
            say(&format!("{file} holds {} articles with {} claims, and is sound", holdings.articles, holdings.claims));
            ExitCode::SUCCESS
        }
        Err(error) => {
            complain(&format!("claimdesk can't back up: {error}"));
            ExitCode::FAILURE
        }
    }
}
