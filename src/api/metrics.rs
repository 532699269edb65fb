//! What the service does, in numbers for Prometheus.
//!
//! In: requests that were answered; what the service counts of itself. Out: the text format.
//! Deliberately absent: anything that names an article, a source or a person, and addresses as they were sent: requests are
//! told apart by the pattern of their route, so that there are few series.

use super::{ApiError, State};
use crate::domain::{ReviewState, StatsFilter, Tallied};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpResponse, web};
use prometheus::{Encoder, HistogramOpts, HistogramVec, IntCounterVec, IntGauge, IntGaugeVec, Opts, Registry, TextEncoder};
use std::fmt::Write as _;
use std::time::Duration;

/// Upper bounds in seconds: a read takes a millisecond, an article a tenth of a second, a megabyte a minute.
const BOUNDS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 60.0];

/// The numbers, shared by all workers.
pub struct Metrics {
    registry: Registry,
    requests: HistogramVec,
    limited: IntCounterVec,
    stored: IntGaugeVec,
    waiting: IntGaugeVec,
    connections: IntGauge,
    schema: IntGauge,
    versions: IntGaugeVec,
}

impl Metrics {
    /// Numbers that start at zero.
    ///
    /// # Errors
    /// Where two of them have one name, which a test would have seen.
    pub fn new(version: &str) -> Result<Self, prometheus::Error> {
        let registry = Registry::new();
        let options = HistogramOpts::new("claimdesk_http_request_duration_seconds", "Time from a request's first byte to its answer.");
        let requests = HistogramVec::new(options.buckets(BOUNDS.to_vec()), &["method", "route", "status"])?;
        let limited = Opts::new("claimdesk_requests_limited_total", "Requests over the limit of a key, or of an address without one.");
        let limited = IntCounterVec::new(limited, &["by"])?;
        let stored = IntGaugeVec::new(Opts::new("claimdesk_stored", "What the database holds, by thing and state."), &["thing", "state"])?;
        let waiting = Opts::new("claimdesk_waiting", "What waits: texts to be analysed, jobs, writes and reads of the database.");
        let waiting = IntGaugeVec::new(waiting, &["queue"])?;
        let connections = IntGauge::new("claimdesk_connections", "Connections that are open.")?;
        let schema = IntGauge::new("claimdesk_schema_version", "The number of the database's schema.")?;
        let versions = Opts::new("claimdesk_analysis_info", "1, with the versions that analyses are made with.");
        let versions = IntGaugeVec::new(versions, &["engine", "model", "registry"])?;
        let built = IntGaugeVec::new(Opts::new("claimdesk_build_info", "1, with the version that runs."), &["version"])?;
        built.with_label_values(&[version]).set(1);
        registry.register(Box::new(requests.clone()))?;
        registry.register(Box::new(limited.clone()))?;
        for gauges in [&stored, &waiting, &versions, &built] {
            registry.register(Box::new(gauges.clone()))?;
        }
        for gauge in [&connections, &schema] {
            registry.register(Box::new(gauge.clone()))?;
        }
        Ok(Self { registry, requests, limited, stored, waiting, connections, schema, versions })
    }

    /// Counts a request that was answered. `route` is the pattern of its path.
    pub(super) fn count(&self, method: &Method, route: Option<&str>, status: StatusCode, took: Duration) {
        // Whatever somebody sends as a method or a path, the number of series stays small.
        let method =
            if [Method::GET, Method::HEAD, Method::POST, Method::PATCH, Method::DELETE].contains(method) { method.as_str() } else { "other" };
        self.requests.with_label_values(&[method, route.unwrap_or("none"), status.as_str()]).observe(took.as_secs_f64());
    }

    /// Counts a request that was over a limit: that of a `key` or of an `address`.
    pub(super) fn count_limited(&self, by: &str) {
        self.limited.with_label_values(&[by]).inc();
    }

    /// Says how many connections are open.
    pub fn connections(&self, open: usize) {
        self.connections.set(i64::try_from(open).unwrap_or(i64::MAX));
    }
}

/// `GET /metrics`: what the service does, in numbers for Prometheus.
pub(super) async fn get_metrics(state: State, metrics: web::Data<Metrics>) -> Result<HttpResponse, ApiError> {
    let stats = state.stats(StatsFilter::default()).await?;
    let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    metrics.stored.with_label_values(&["article", "stored"]).set(whole(stats.articles));
    for &state in ReviewState::ALL {
        let claims = stats.by_review.iter().filter(|count| count.0 == state).map(|count| count.1).sum();
        metrics.stored.with_label_values(&["claim", state.as_str()]).set(whole(claims));
    }
    let (analyses, store, jobs) = (state.analysis_work(), state.store_work(), state.waiting_jobs().await?);
    for (queue, waiting) in [("analyses", analyses.waiting), ("jobs", jobs), ("writes", store.waiting_writes), ("reads", store.waiting_reads)] {
        metrics.waiting.with_label_values(&[queue]).set(whole(waiting));
    }
    metrics.schema.set(i64::from(store.schema));
    if let Some(versions) = state.versions() {
        metrics.versions.with_label_values(&[&versions.engine, &versions.model, &versions.registry]).set(1);
    }
    let mut text = Vec::new();
    TextEncoder::new()
        .encode(&metrics.registry.gather(), &mut text)
        .map_err(|error| ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, "metrics-failed", error.to_string()))?;
    let histograms = [
        ("claimdesk_analysis_duration_seconds", "Time of an analysis, on one thread.", &analyses.seconds),
        ("claimdesk_commit_writes", "Writes that shared a commit.", &store.commit_sizes),
        ("claimdesk_commit_duration_seconds", "Time of a commit, from its first write until it was on disk.", &store.commit_seconds),
    ];
    text.extend(histograms.into_iter().flat_map(|(name, help, tallied)| histogram(name, help, tallied).into_bytes()));
    Ok(HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(text))
}

/// A histogram that was counted elsewhere: the library writes only its own.
fn histogram(name: &str, help: &str, tallied: &Tallied) -> String {
    let mut text = format!("# HELP {name} {help}\n# TYPE {name} histogram\n");
    // Writing to a String can't fail.
    for (bound, count) in &tallied.up_to {
        let _ = writeln!(text, "{name}_bucket{{le=\"{bound}\"}} {count}");
    }
    let _ = write!(text, "{name}_bucket{{le=\"+Inf\"}} {0}\n{name}_sum {1}\n{name}_count {0}\n", tallied.count, tallied.sum);
    text
}
