//! One line of log and one count for each request.
//!
//! In: a request. Out: its answer, unchanged.
//! Deliberately absent: queries, keys and bodies, which may hold what nobody should read in a log.

use super::Metrics;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web;
use std::time::Instant;

/// Logs method, path, status and duration.
///
/// # Errors
/// Those of the handler, unchanged.
pub async fn log_request<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, actix_web::Error> {
    let (method, path, start) = (request.method().clone(), request.path().to_owned(), Instant::now());
    let (metrics, route) = (request.app_data::<web::Data<Metrics>>().cloned(), request.match_pattern());
    let answer = next.call(request).await;
    let status = match &answer {
        Ok(answer) => answer.status(),
        Err(error) => error.as_response_error().status_code(),
    };
    let took = start.elapsed();
    if let Some(metrics) = metrics {
        metrics.count(&method, route.as_deref(), status, took);
    }
    let milliseconds = took.as_millis();
    tracing::info!(%method, path, status = status.as_u16(), milliseconds, "request");
    answer
}
