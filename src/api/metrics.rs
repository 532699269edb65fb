//! What the service does, in numbers for Prometheus.
//!
//! In: requests that were answered; what the service counts of itself. Out: the text format.
//! Deliberately absent: anything that names an article, a source or a person, and addresses as they were sent: requests are
//! told apart by the pattern of their route, so that there are few series.

use super::{ApiError, State};
use crate::domain::{ReviewState, StatsFilter};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpResponse, web};
use prometheus::{Encoder, Gauge, HistogramOpts, HistogramVec, IntGaugeVec, Opts, Registry, TextEncoder};
use std::time::Duration;

/// Upper bounds in seconds: a read takes a millisecond, an article a tenth of a second, a megabyte a minute.
const BOUNDS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 60.0];

/// The numbers, shared by all workers.
pub struct Metrics {
    registry: Registry,
    requests: HistogramVec,
    stored: IntGaugeVec,
    waiting: Gauge,
    analyses: Gauge,
    analysis_seconds: Gauge,
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
        let stored = IntGaugeVec::new(Opts::new("claimdesk_stored", "What the database holds, by thing and state."), &["thing", "state"])?;
        let waiting = Gauge::new("claimdesk_analysis_waiting", "Texts that wait to be analysed.")?;
        let analyses = Gauge::new("claimdesk_analyses_total", "Texts that were analysed.")?;
        let analysis_seconds = Gauge::new("claimdesk_analysis_seconds_total", "Time that their analysis took, on one thread each.")?;
        let built = IntGaugeVec::new(Opts::new("claimdesk_build_info", "1, with the version that runs."), &["version"])?;
        built.with_label_values(&[version]).set(1);
        registry.register(Box::new(requests.clone()))?;
        registry.register(Box::new(stored.clone()))?;
        registry.register(Box::new(waiting.clone()))?;
        registry.register(Box::new(analyses.clone()))?;
        registry.register(Box::new(analysis_seconds.clone()))?;
        registry.register(Box::new(built))?;
        Ok(Self { registry, requests, stored, waiting, analyses, analysis_seconds })
    }

    /// Counts a request that was answered. `route` is the pattern of its path.
    pub(super) fn count(&self, method: &Method, route: Option<&str>, status: StatusCode, took: Duration) {
        // Whatever somebody sends as a method or a path, the number of series stays small.
        let method =
            if [Method::GET, Method::HEAD, Method::POST, Method::PATCH, Method::DELETE].contains(method) { method.as_str() } else { "other" };
        self.requests.with_label_values(&[method, route.unwrap_or("none"), status.as_str()]).observe(took.as_secs_f64());
    }
}

/// `GET /metrics`: what the service does, in numbers for Prometheus.
pub(super) async fn get_metrics(state: State, metrics: web::Data<Metrics>) -> Result<HttpResponse, ApiError> {
    let stats = state.stats(StatsFilter::default()).await?;
    let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    metrics.stored.with_label_values(&["article", "stored"]).set(whole(stats.articles));
    for &state in ReviewState::ALL {
        let claims = stats.claims.iter().filter(|count| count.review == state).map(|count| count.count).sum();
        metrics.stored.with_label_values(&["claim", state.as_str()]).set(whole(claims));
    }
    let work = state.analysis_work();
    metrics.waiting.set(work.waiting);
    metrics.analyses.set(work.done);
    metrics.analysis_seconds.set(work.seconds);
    let mut text = Vec::new();
    TextEncoder::new()
        .encode(&metrics.registry.gather(), &mut text)
        .map_err(|error| ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, "metrics-failed", error.to_string()))?;
    Ok(HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(text))
}
