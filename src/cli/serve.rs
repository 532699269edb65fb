//! `claimdesk serve`: starts the service and tells where it listens.
//!
//! In: settings. Out: an exit code, when it was told to stop or could not start.
//! Deliberately absent: the service itself (`server`).

use super::output::{complain, say};
use crate::config::{ADMIN_KEY_VARIABLE, Typed};
use crate::server::{self, Built};
use crate::service::resources::load_engine;
use std::io::IsTerminal;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// Runs the service until it is told to stop.
pub(super) fn serve(typed: Typed) -> ExitCode {
    let filter = EnvFilter::try_from_env("CLAIMDESK_LOG").unwrap_or_else(|_| EnvFilter::new("info,actix_server=warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(std::io::stderr().is_terminal()).init();
    match actix_web::rt::System::new().block_on(run(typed)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("claimdesk can't serve: {error}"));
            ExitCode::FAILURE
        }
    }
}

async fn run(mut typed: Typed) -> Result<(), Box<dyn std::error::Error>> {
    typed.admin_key = std::env::var(ADMIN_KEY_VARIABLE).ok().filter(|key| !key.is_empty());
    let settings = typed.check()?;
    let engine = load_engine(settings.model.as_deref())?;
    let built = server::build(&settings, &engine).await?;
    announce(&built);
    let handle = built.handle();
    actix_web::rt::spawn(async move {
        wait_for_signal().await;
        tracing::info!("stopping: requests that are under way are finished first");
        handle.stop(true).await;
    });
    Ok(built.server.await?)
}

/// What an operator sees: where it listens, and at the first start the key.
fn announce(built: &Built) {
    if let Some(key) = &built.new_admin_key {
        say(&format!("The administrator's key, shown this once: {key}"));
    }
    for address in &built.addresses {
        say(&format!("claimdesk listens on http://{address}"));
    }
    tracing::info!(holdings = built.holdings, "the database is open");
}

/// Waits until the operator or the system asks to stop.
async fn wait_for_signal() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    // Where signals can't be heard, only killing stops it.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
