//! `claimdesk serve`: starts the service and tells where it listens.
//!
//! In: settings. Out: an exit code, when it was told to stop or could not start.
//! Deliberately absent: the service itself (`server`).

use super::logging;
use super::output::{complain, say};
use crate::config::{Flags, Settings};
use crate::domain::Role;
use crate::server::{self, Built};
use crate::service::resources::load_engine;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::process::ExitCode;

/// What was typed after `serve`.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    #[command(flatten)]
    settings: Flags,

    /// Show what counts and where it comes from, without the secrets, and start nothing.
    #[arg(long)]
    print_config: bool,

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
    let served = settle(typed).and_then(|settled| match settled {
        Settled::Printed => Ok(()),
        Settled::Run(settings, demo) => {
            logging::start(&settings)?;
            actix_web::rt::System::new().block_on(run(&settings, demo))
        }
    });
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("claimdesk can't serve: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// What the arguments ask for.
enum Settled {
    /// The settings were shown, and that was all.
    Printed,
    /// To run with these settings, with the demo data or without.
    Run(Box<Settings>, bool),
}

fn settle(Options { settings, print_config, demo }: Options) -> Result<Settled, Box<dyn std::error::Error>> {
    let mut given = settings.with_file()?;
    if demo {
        given = given.or("database", DEMO_DATABASE);
    }
    // A wrong setting is shown too: whoever looks for a mistake wants to see it.
    if print_config {
        say(given.print().trim_end());
    }
    let settings = given.typed()?.check().map_err(|error| given.locate(error))?;
    Ok(if print_config { Settled::Printed } else { Settled::Run(Box::new(settings), demo) })
}

async fn run(settings: &Settings, demo: bool) -> Result<(), Box<dyn std::error::Error>> {
    let engine = load_engine(settings.model.as_deref())?;
    if demo && let Some(secret) = server::load_demo(&settings.database, &engine, DEMO_REVIEWER).await? {
        say(&format!("The demo data is loaded. {DEMO_REVIEWER}'s key, shown this once: {secret}"));
    }
    let built = server::build(settings, &engine).await?;
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
        let link = |role| built.sign_in_token(role).map(|token| format!("{}://{address}/#/sign-in/{token}", built.scheme));
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
        say(&format!("claimdesk listens on {}://{address}", built.scheme));
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
