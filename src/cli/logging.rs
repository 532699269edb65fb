//! The log: what is written, and how.
//!
//! In: settings. Out: lines on standard error, each one event: for people, or a JSON object for programs.
//! Deliberately absent: what is logged, which stands where it happens; and files, which the system's own log keeps better.

use crate::config::{LogFormat, SettingError, Settings};
use std::io::{IsTerminal, stderr};
use tracing_subscriber::EnvFilter;

/// Starts to log.
///
/// # Errors
/// Where the filter can't be understood.
pub(super) fn start(settings: &Settings) -> Result<(), SettingError> {
    let filter = EnvFilter::try_new(&settings.log).map_err(|error| SettingError::new("log", format!("`{}`: {error}", settings.log)))?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr);
    match settings.log_format {
        LogFormat::Text => lines.with_ansi(stderr().is_terminal()).init(),
        LogFormat::Json => lines.json().flatten_event(true).with_current_span(true).with_span_list(false).init(),
    }
    Ok(())
}
