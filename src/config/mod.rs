//! Settings, in two stages: what was typed, then what is checked.
//!
//! In: flags, the environment and a file. Out: [`Settings`] that can be relied on, or an error that names the setting, says
//! where it was given and what would be right.
//! Deliberately absent: opening what the settings name, but for the file of settings and that of the administrator's key.

mod given;
mod settings;

pub use given::{Flags, Given, count_settings};

use crate::service::DEFAULT_TEXT_LIMIT;
use crate::service::HashedKey;
use crate::service::resources::DatabaseLocation;
use std::net::{SocketAddr, ToSocketAddrs};
use std::path::PathBuf;
use std::time::Duration;
use thiserror::Error;

/// Where everything is kept, unless something else is said.
pub const DEFAULT_DATABASE: &str = "sqlite:claimdesk.db";

/// What an operator gave, as what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// Address and port to listen on.
    pub listen: String,
    /// Where everything is kept: the file is made where there is none.
    pub database: String,
    /// A folder with another network than the one that is built in.
    pub model: Option<PathBuf>,
    /// The longest text that is taken in, in bytes.
    pub max_text_bytes: usize,
    /// Whether the headers of a proxy in front are believed.
    pub trust_proxy: bool,
    /// The administrator's key, instead of the one that is made at the first start.
    pub admin_key: Option<String>,
    /// The file of the certificate.
    pub tls_certificate: Option<PathBuf>,
    /// The file of its private key.
    pub tls_key: Option<PathBuf>,
    /// Requests a second for each key, 0 for any number.
    pub requests_per_second: u32,
    /// Requests a second without a good key for each address, 0 for any number.
    pub requests_per_second_without_key: u32,
    /// Connections that may be open at a time.
    pub max_connections: usize,
    /// Seconds in which the head of a request has to arrive.
    pub head_seconds: u64,
    /// Seconds in which the body of a request has to arrive.
    pub body_seconds: u64,
    /// Seconds that a connection may wait for its next request.
    pub idle_seconds: u64,
    /// What is logged.
    pub log: String,
    /// How it is logged.
    pub log_format: String,
}

impl Default for Typed {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".to_owned(),
            database: DEFAULT_DATABASE.to_owned(),
            model: None,
            max_text_bytes: DEFAULT_TEXT_LIMIT,
            trust_proxy: false,
            admin_key: None,
            tls_certificate: None,
            tls_key: None,
            requests_per_second: 500,
            requests_per_second_without_key: 100,
            max_connections: 8_000,
            head_seconds: 5,
            body_seconds: 30,
            idle_seconds: 15,
            log: "info,actix_server=warn".to_owned(),
            log_format: "text".to_owned(),
        }
    }
}

/// What the service runs with.
#[derive(Clone)]
pub struct Settings {
    /// Where it listens.
    pub listen: Vec<SocketAddr>,
    /// Where everything is kept.
    pub database: DatabaseLocation,
    /// The folder of the network, where it is not the built-in one.
    pub model: Option<PathBuf>,
    /// The longest text that is taken in, in bytes.
    pub text_limit: usize,
    /// Whether the headers of a proxy in front are believed.
    pub trust_proxy: bool,
    /// The administrator's key, where the operator chose it.
    pub admin_key: Option<HashedKey>,
    /// The files for TLS, where it is spoken.
    pub tls: Option<TlsFiles>,
    /// How much of everything is let in.
    pub limits: Limits,
    /// What is logged.
    pub log: String,
    /// How it is logged.
    pub log_format: LogFormat,
}

/// The files that TLS takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsFiles {
    /// The certificate with its chain, in PEM.
    pub certificate: PathBuf,
    /// Its private key, in PEM.
    pub key: PathBuf,
}

/// How much is let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Requests a second for each key, 0 for any number.
    pub requests_per_second: u32,
    /// Requests a second without a good key for each address, 0 for any number.
    pub requests_per_second_without_key: u32,
    /// Connections that may be open at a time.
    pub connections: usize,
    /// In which the head of a request has to arrive.
    pub head: Duration,
    /// In which the body of a request has to arrive.
    pub body: Duration,
    /// That a connection may wait for its next request.
    pub idle: Duration,
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs: a JSON object on each line.
    Json,
}

/// A setting that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the setting `{setting}`{} is wrong: {detail}", origin.as_ref().map(|origin| format!(" ({origin})")).unwrap_or_default())]
pub struct SettingError {
    setting: String,
    detail: String,
    /// Where it was given; none for a default.
    origin: Option<String>,
}

impl SettingError {
    /// A setting that is wrong. `detail` says what would be right.
    #[must_use]
    pub fn new(setting: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { setting: setting.into(), detail: detail.into(), origin: None }
    }
}

impl Typed {
    /// Checks what was typed.
    ///
    /// # Errors
    /// For the first setting that is wrong.
    pub fn check(self) -> Result<Settings, SettingError> {
        let limits = self.limits()?;
        let tls = self.tls()?;
        let wrong = SettingError::new;
        let listen: Vec<_> = self
            .listen
            .to_socket_addrs()
            .map_err(|error| wrong("listen", format!("`{}` must be an address and a port, such as 127.0.0.1:8080 ({error})", self.listen)))?
            .collect();
        let database = self.database.parse().map_err(|detail| wrong("database", format!("`{}`: {detail}", self.database)))?;
        within("max-text-bytes", self.max_text_bytes, 1, HIGHEST_TEXT_LIMIT)?;
        let admin_key = self.admin_key.map(|key| HashedKey::chosen(&key)).transpose().map_err(|error| wrong("admin-key", error.to_string()))?;
        let log_format = match self.log_format.as_str() {
            "text" => LogFormat::Text,
            "json" => LogFormat::Json,
            other => return Err(wrong("log-format", format!("`{other}` must be `text` or `json`"))),
        };
        Ok(Settings {
            listen,
            database,
            model: self.model,
            text_limit: self.max_text_bytes,
            trust_proxy: self.trust_proxy,
            admin_key,
            tls,
            limits,
            log: self.log,
            log_format,
        })
    }

    fn limits(&self) -> Result<Limits, SettingError> {
        // A million a second is no limit for one machine; an hour is for ever on a connection.
        within("requests-per-second", self.requests_per_second, 0, 1_000_000)?;
        within("requests-per-second-without-key", self.requests_per_second_without_key, 0, 1_000_000)?;
        within("max-connections", self.max_connections, 8, 1_000_000)?;
        within("head-seconds", self.head_seconds, 1, 3600)?;
        within("body-seconds", self.body_seconds, 1, 3600)?;
        within("idle-seconds", self.idle_seconds, 1, 3600)?;
        Ok(Limits {
            requests_per_second: self.requests_per_second,
            requests_per_second_without_key: self.requests_per_second_without_key,
            connections: self.max_connections,
            head: Duration::from_secs(self.head_seconds),
            body: Duration::from_secs(self.body_seconds),
            idle: Duration::from_secs(self.idle_seconds),
        })
    }

    fn tls(&self) -> Result<Option<TlsFiles>, SettingError> {
        match (&self.tls_certificate, &self.tls_key) {
            (None, None) => Ok(None),
            (Some(certificate), Some(key)) => Ok(Some(TlsFiles { certificate: certificate.clone(), key: key.clone() })),
            (Some(_), None) => Err(SettingError::new("tls-key", "it is missing: `tls-certificate` needs its private key")),
            (None, Some(_)) => Err(SettingError::new("tls-certificate", "it is missing: `tls-key` needs its certificate")),
        }
    }
}

fn within<T: PartialOrd + std::fmt::Display>(setting: &'static str, value: T, least: T, most: T) -> Result<(), SettingError> {
    if value < least || value > most {
        return Err(SettingError::new(setting, format!("`{value}` must be from {least} to {most}")));
    }
    Ok(())
}

/// The highest limit that an operator can set: ten megabytes take ten minutes of a core, and more than a browser shows.
const HIGHEST_TEXT_LIMIT: usize = 10_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_setting_is_named_with_what_would_be_right() {
        let typed = Typed::default;
        for (wrong, name) in [
            (Typed { listen: "8080".into(), ..typed() }, "listen"),
            (Typed { database: "postgres://localhost/claims".into(), ..typed() }, "database"),
            (Typed { database: "sqlite::memory:".into(), ..typed() }, "database"),
            (Typed { max_text_bytes: 0, ..typed() }, "max-text-bytes"),
            (Typed { admin_key: Some("short".into()), ..typed() }, "admin-key"),
            (Typed { tls_key: Some("key.pem".into()), ..typed() }, "tls-certificate"),
            (Typed { tls_certificate: Some("certificate.pem".into()), ..typed() }, "tls-key"),
            (Typed { max_connections: 0, ..typed() }, "max-connections"),
            (Typed { head_seconds: 0, ..typed() }, "head-seconds"),
            (Typed { body_seconds: 4000, ..typed() }, "body-seconds"),
            (Typed { idle_seconds: 0, ..typed() }, "idle-seconds"),
            (Typed { requests_per_second: 2_000_000, ..typed() }, "requests-per-second"),
            (Typed { log_format: "xml".into(), ..typed() }, "log-format"),
        ] {
            let error = wrong.check().err().unwrap().to_string();
            assert!(error.starts_with(&format!("the setting `{name}` is wrong: ")), "{error}");
            assert!(!error.contains("short"), "secrets are not repeated");
        }
        assert!(typed().check().is_ok());
    }
}
