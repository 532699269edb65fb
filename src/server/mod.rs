//! Binds, runs and stops the service.
//!
//! In: settings and an engine. Out: where it listens, and a future that serves until it is told to stop.
//! Deliberately absent: reading settings (`config`), and printing (`cli`).

mod connections;
mod tls;

use crate::api::{BodyPatience, LargeBodies, Metrics, RateLimits, State, add_headers, limit_rate, log_request, routes};
use crate::config::{Limits, Settings};
use crate::domain::Role;
use crate::service::clock::{Clock, SystemClock};
use crate::service::resources::{DatabaseLocation, RegistryError, Store, StoreError, open_store, shipped_registry};
use crate::service::{Analyse, Analysts, Service, ServiceError, demo, make_secret, settle_admin_key};
use crate::web;
use actix_web::dev::{Server, ServerHandle};
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::Data;
use actix_web::{App, HttpServer};
use connections::{Connections, make_room, mark_busy};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use thiserror::Error;
pub use tls::TlsError;

/// Seconds that requests have to be finished in after the service was told to stop.
const SECONDS_TO_FINISH: u64 = 30;

/// Why the service could not start.
#[derive(Debug, Error)]
pub enum StartError {
    /// Another program listens there.
    #[error("{0} is in use by another program; stop that one, or choose another port with --listen")]
    AddressInUse(SocketAddr),
    /// It can't listen there.
    #[error("can't listen on {0}: {1}")]
    Address(SocketAddr, std::io::Error),
    /// The database can't be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The shipped sources have a mistake.
    #[error("the source registry: {0}")]
    Registry(#[from] RegistryError),
    /// The metrics contradict each other.
    #[error("the metrics can't be set up: {0}")]
    Metrics(#[from] prometheus::Error),
    /// The system gives no threads.
    #[error("the threads for analysis can't be started: {0}")]
    Threads(std::io::Error),
    /// TLS can't be spoken.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The demo data can't be loaded.
    #[error("the demo data can't be loaded: {0}")]
    Demo(ServiceError),
}

/// A service that listens, but does not serve yet.
pub struct Built {
    /// Where it listens.
    pub addresses: Vec<SocketAddr>,
    /// `http` or `https`.
    pub scheme: &'static str,
    /// The administrator's key, where it was made just now. It is nowhere else.
    pub new_admin_key: Option<String>,
    /// How much the database holds, in words for a person.
    pub holdings: String,
    /// Serves until it is stopped.
    pub server: Server,
    state: State,
}

impl Built {
    /// What stops the service.
    #[must_use]
    pub fn handle(&self) -> ServerHandle {
        self.server.handle()
    }

    /// What stops the service, once it has let those go who follow its events: they would hold it up, and come back by themselves.
    #[must_use]
    pub fn stopper(&self) -> Stopper {
        Stopper { handle: self.server.handle(), state: self.state.clone() }
    }

    /// What closes the service once the server has stopped.
    #[must_use]
    pub fn closer(&self) -> Closer {
        Closer { state: self.state.clone() }
    }

    /// A token that signs in once, with the oldest good key of this role; none where there is no such key.
    #[must_use]
    pub fn sign_in_token(&self, role: Role) -> Option<String> {
        self.state.make_sign_in_link(role)
    }
}

/// What closes the service behind the last request.
pub struct Closer {
    state: State,
}

impl Closer {
    /// Closes the database, whoever still holds the service: threads of the server end when they please.
    pub fn close(self) {
        self.state.close();
    }
}

/// What stops the service.
pub struct Stopper {
    handle: ServerHandle,
    state: State,
}

impl Stopper {
    /// Finishes the requests that are under way, and stops.
    pub async fn stop(self) {
        self.state.end_feed();
        self.handle.stop(true).await;
    }
}

/// Fills an empty database with the demo data. Gives the secret of the key that was made for this reviewer.
///
/// # Errors
/// Where the database can't be used.
pub async fn load_demo(database: &DatabaseLocation, analyst: &dyn Analyse, reviewer: &str) -> Result<Option<String>, StartError> {
    demo::fill(open_store(database)?, analyst, shipped_registry()?, reviewer).await.map_err(StartError::Demo)
}

/// Milliseconds between two looks for new events: soon enough for people who watch, and a lookup of one number each time.
const FEED_MILLISECONDS: u64 = 300;

/// Tells listeners what happens, for as long as the service runs.
async fn feed(state: State) {
    let mut rounds = actix_web::rt::time::interval(Duration::from_millis(FEED_MILLISECONDS));
    loop {
        rounds.tick().await;
        if let Err(error) = state.look_for_events().await {
            tracing::warn!(%error, "the feed of events");
        }
    }
}

/// Seconds between two rounds of upkeep: what another program changes about keys and sources counts after that.
const UPKEEP_SECONDS: u64 = 5;

/// Does, for as long as the service runs, what nobody asks for.
async fn keep_up(state: State) {
    let mut rounds = actix_web::rt::time::interval(Duration::from_secs(UPKEEP_SECONDS));
    loop {
        rounds.tick().await;
        for done in [
            state.refresh_keys().await,
            state.refresh_sources().await,
            state.note_key_use().await,
            state.forget_answers().await,
            state.expire_leases().await,
        ] {
            if let Err(error) = done {
                tracing::warn!(%error, "upkeep");
            }
        }
    }
}

/// Seconds between two looks for connections and callers that are idle.
const LOOK_SECONDS: u64 = 1;

/// Closes idle connections and forgets idle callers, for as long as the service runs.
async fn keep_connections(connections: Connections, limits: Limits, rates: Data<RateLimits>, metrics: Data<Metrics>) {
    let mut rounds = actix_web::rt::time::interval(Duration::from_secs(LOOK_SECONDS));
    loop {
        rounds.tick().await;
        // The library ends a silent wait after `idle`; a head that is begun by then has its own time.
        connections.close_idle(limits.idle.saturating_add(limits.head));
        metrics.connections(connections.count());
        rates.forget_idle();
    }
}

/// Opens everything and binds the port. Requests wait until the server is awaited.
///
/// # Errors
/// Where the port or the database can't be used.
pub async fn build(settings: &Settings, analyst: &dyn Analyse) -> Result<Built, StartError> {
    build_with_clock(settings, analyst, Arc::new(SystemClock::default())).await
}

/// The same, with a clock of the caller's: a test says what time it is.
///
/// # Errors
/// As [`build`].
pub async fn build_with_clock(settings: &Settings, analyst: &dyn Analyse, clock: Arc<dyn Clock>) -> Result<Built, StartError> {
    // Before the store, so that no database is made where the files make no TLS.
    let tls = load_tls(settings)?;
    assemble(open_store(&settings.database)?, tls, settings, analyst, clock).await
}

/// The same, on a store that is open already.
///
/// # Errors
/// As [`build`].
pub async fn build_on(store: Arc<dyn Store>, settings: &Settings, analyst: &dyn Analyse, clock: Arc<dyn Clock>) -> Result<Built, StartError> {
    let tls = load_tls(settings)?;
    assemble(store, tls, settings, analyst, clock).await
}

/// What the certificate's files hold; none where TLS is not asked for.
fn load_tls(settings: &Settings) -> Result<Option<rustls::ServerConfig>, StartError> {
    Ok(settings.tls.as_ref().map(tls::load).transpose()?)
}

async fn assemble(
    store: Arc<dyn Store>,
    tls: Option<rustls::ServerConfig>,
    settings: &Settings,
    analyst: &dyn Analyse,
    clock: Arc<dyn Clock>,
) -> Result<Built, StartError> {
    let new_admin_key = settle_admin_key(store.as_ref(), clock.as_ref(), settings.admin_key, make_secret).await?;
    let holdings = store.check().await?;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    // Two at least: a long article in the background leaves one for those who wait.
    let analysts = Analysts::start(analyst, cores.max(2)).map_err(StartError::Threads)?;
    let state = State::new(Service::new(store, analysts, clock, settings.text_limit).behind_proxy(settings.trust_proxy));
    state.refresh_keys().await.map_err(|error| StoreError::Failed(error.to_string()))?;
    state.open_sources(shipped_registry()?).await.map_err(|error| StoreError::Failed(error.to_string()))?;
    actix_web::rt::spawn(keep_up(state.clone()));
    // Half of the cores at most: the others are there for those who wait for an answer.
    actix_web::rt::spawn(state.clone().into_inner().work_off_jobs((cores / 2).max(1)));
    actix_web::rt::spawn(feed(state.clone()));
    let shared = state.clone();

    let limits = settings.limits;
    let metrics = Data::new(Metrics::new(env!("CARGO_PKG_VERSION"))?);
    let rates = Data::new(RateLimits::new(limits.requests_per_second, limits.requests_per_second_without_key));
    let large_bodies = LargeBodies::default();
    let connections = Connections::new();
    make_room(limits.connections);
    actix_web::rt::spawn(keep_connections(connections.clone(), limits, rates.clone(), metrics.clone()));
    let workers = cores.clamp(2, 8);
    let mut server = HttpServer::new(move || {
        App::new()
            .app_data(metrics.clone())
            .app_data(shared.clone())
            .app_data(rates.clone())
            .app_data(BodyPatience(limits.body))
            .app_data(large_bodies.clone())
            .configure(web::configure)
            .configure(|config| routes().configure(config))
            // The last one is the outermost.
            .wrap(from_fn(limit_rate))
            .wrap(Compress::default())
            .wrap(from_fn(add_headers))
            .wrap(from_fn(log_request))
            .wrap(from_fn(mark_busy))
    })
    .on_connect(move |stream, extensions| connections.watch(stream, extensions))
    .client_request_timeout(limits.head)
    .keep_alive(limits.idle)
    // Each worker takes its share; what they can't take waits in the system's queue.
    .max_connections(limits.connections.div_ceil(workers))
    // Whoever runs it tells it when to stop.
    .disable_signals()
    .shutdown_timeout(SECONDS_TO_FINISH)
    .workers(workers);
    for &address in &settings.listen {
        let bound = match &tls {
            Some(tls) => server.bind_rustls_0_23(address, tls.clone()),
            None => server.bind(address),
        };
        server = bound.map_err(|error| match error.kind() {
            std::io::ErrorKind::AddrInUse => StartError::AddressInUse(address),
            _ => StartError::Address(address, error),
        })?;
    }
    let holdings = format!("{} articles with {} claims", holdings.articles, holdings.claims);
    let scheme = if settings.tls.is_some() { "https" } else { "http" };
    Ok(Built { addresses: server.addrs(), scheme, new_admin_key, holdings, server: server.run(), state })
}
