//! The service without its server, for commands that work on the database themselves.
//!
//! In: the database's URL, a folder with a network. Out: a service, or words that say why there is none.
//! Deliberately absent: what the commands do with it.

use crate::service::clock::SystemClock;
use crate::service::resources::{DatabaseLocation, load_engine, open_store, shipped_registry};
use crate::service::{Analysts, DEFAULT_TEXT_LIMIT, Service};
use clap::Args;
use std::path::PathBuf;
use std::sync::Arc;

/// What all of these commands take.
#[derive(Debug, Args)]
pub(super) struct TypedDatabase {
    /// The database.
    #[arg(long, env = "CLAIMDESK_DATABASE", default_value = "sqlite:claimdesk.db", value_name = "URL")]
    database: String,

    /// A folder with another network than the one that is built in.
    #[arg(long, env = "CLAIMDESK_MODEL", value_name = "DIR")]
    model: Option<PathBuf>,

    /// The longest text that is taken in, in bytes.
    #[arg(long, env = "CLAIMDESK_MAX_TEXT_BYTES", default_value_t = DEFAULT_TEXT_LIMIT, value_name = "BYTES")]
    max_text_bytes: usize,
}

/// Where a database is, as it was typed.
pub(super) fn locate(url: &str) -> Result<DatabaseLocation, String> {
    url.parse().map_err(|detail| format!("--database is wrong: `{url}`: {detail}"))
}

/// Refuses a database that is not there, where an empty one would be of no use.
pub(super) fn check_exists(typed: &TypedDatabase) -> Result<(), String> {
    if locate(&typed.database)?.exists() { Ok(()) } else { Err(format!("there is no database `{}`", typed.database)) }
}

/// A service on this database, which is made where there is none, with an analyst for each core; and how many those are.
pub(super) fn open(typed: &TypedDatabase) -> Result<(Arc<Service>, usize), String> {
    let location = locate(&typed.database)?;
    let engine = load_engine(typed.model.as_deref()).map_err(|error| error.to_string())?;
    let store = open_store(&location).map_err(|error| error.to_string())?;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let analysts = Analysts::start(&engine, cores).map_err(|error| format!("the threads for analysis can't be started: {error}"))?;
    let service = Service::new(store, analysts, Arc::new(SystemClock::default()), typed.max_text_bytes);
    // What newsrooms taught counts here as it does for the service.
    wait(service.open_sources(shipped_registry().map_err(|error| error.to_string())?))?.map_err(|error| error.to_string())?;
    Ok((Arc::new(service), cores))
}

/// Waits for what the service answers, on a thread that has nothing else to do.
pub(super) fn wait<T>(answer: impl Future<Output = T>) -> Result<T, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| error.to_string())?;
    Ok(runtime.block_on(answer))
}
