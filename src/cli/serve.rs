//! `claimdesk serve`: starts the service and tells where it listens.
//!
//! In: settings. Out: an exit code, when it was told to stop or could not start.
//! Deliberately absent: the service itself (`server`).

use super::output::{complain, say};
use crate::config::{self, ADMIN_KEY_VARIABLE};
use crate::domain::Role;
use crate::server::{self, Built};
use crate::service::resources::load_engine;
use std::io::IsTerminal;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// What was typed after `serve`.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    #[command(flatten)]
    settings: config::Typed,

    /// Try it out: with some twenty articles of invented outlets, in a database of its own (`claimdesk-demo.db`).
    #[arg(long)]
    demo: bool,
}

/// Where the demo is kept, unless another database is named.
const DEMO_DATABASE: &str = "sqlite:claimdesk-demo.db";

/// The reviewer whose key the demo makes.
const DEMO_REVIEWER: &str = "Ada Reviewer";

/// Runs the service until it is told to stop.
pub(super) fn serve(typed: Options) -> ExitCode {
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

async fn run(Options { settings: mut typed, demo }: Options) -> Result<(), Box<dyn std::error::Error>> {
    typed.admin_key = std::env::var(ADMIN_KEY_VARIABLE).ok().filter(|key| !key.is_empty());
    if demo && typed.database == config::DEFAULT_DATABASE {
        DEMO_DATABASE.clone_into(&mut typed.database);
    }
    let settings = typed.check()?;
    let engine = load_engine(settings.model.as_deref())?;
    if demo && let Some(secret) = server::load_demo(&settings.database, &engine, DEMO_REVIEWER).await? {
        say(&format!("The demo data is loaded. {DEMO_REVIEWER}'s key, shown this once: {secret}"));
    }
    let built = server::build(&settings, &engine).await?;
    announce(&built, demo);
    let stopper = built.stopper();
    actix_web::rt::spawn(async move {
        wait_for_signal().await;
        tracing::info!("stopping: requests that are under way are finished first");
        stopper.stop().await;
    });
    let closer = built.closer();
    let served = built.server.await;
    closer.close();
    Ok(served?)
}

/// What an operator sees: where it listens, and at the first start the key and a link into the desk.
fn announce(built: &Built, demo: bool) {
    if let Some(key) = &built.new_admin_key {
        say(&format!("The administrator's key, shown this once: {key}"));
    }
    if let Some(address) = built.addresses.first().copied().map(reachable) {
        let link = |role| built.sign_in_token(role).map(|token| format!("http://{address}/#/sign-in/{token}"));
        if demo && let Some(link) = link(Role::Reviewer) {
            say(&format!("Open the desk as {DEMO_REVIEWER} (the link works once, for 15 minutes): {link}"));
        }
        if (demo || built.new_admin_key.is_some())
            && let Some(link) = link(Role::Admin)
        {
            say(&format!("Open the desk as administrator (the link works once, for 15 minutes): {link}"));
        }
    }
    for address in &built.addresses {
        say(&format!("claimdesk listens on http://{address}"));
    }
    tracing::info!(holdings = built.holdings, "the database is open");
}

/// The address for a browser on this machine, where the service listens on all addresses.
fn reachable(address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => SocketAddr::new(Ipv4Addr::LOCALHOST.into(), address.port()),
        IpAddr::V6(ip) if ip.is_unspecified() => SocketAddr::new(Ipv6Addr::LOCALHOST.into(), address.port()),
        _ => address,
    }
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
