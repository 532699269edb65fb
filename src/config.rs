//! Settings, in two stages: what was typed, then what is checked.
//!
//! In: words from the command line and the environment. Out: [`Settings`] that can be relied on, or an error that names
//! the setting and says what would be right.
//! Deliberately absent: opening what the settings name.

use crate::service::DEFAULT_TEXT_LIMIT;
use crate::service::HashedKey;
use crate::service::resources::DatabaseLocation;
use std::net::{SocketAddr, ToSocketAddrs};
use std::path::PathBuf;
use thiserror::Error;

/// Where everything is kept, unless something else is said.
pub const DEFAULT_DATABASE: &str = "sqlite:claimdesk.db";

/// What an operator typed, or put into the environment.
#[derive(Debug, Clone, clap::Args)]
pub struct Typed {
    /// Address and port to listen on.
    #[arg(long, env = "CLAIMDESK_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS:PORT")]
    pub listen: String,

    /// Where everything is kept: the file is made where there is none.
    #[arg(long, env = "CLAIMDESK_DATABASE", default_value = DEFAULT_DATABASE, value_name = "URL")]
    pub database: String,

    /// A folder with another network than the one that is built in.
    #[arg(long, env = "CLAIMDESK_MODEL", value_name = "DIR")]
    pub model: Option<PathBuf>,

    /// The longest text that is taken in, in bytes.
    #[arg(long, env = "CLAIMDESK_MAX_TEXT_BYTES", default_value_t = DEFAULT_TEXT_LIMIT, value_name = "BYTES")]
    pub max_text_bytes: usize,

    /// Take the word of a proxy in front on whether a request came over TLS (`X-Forwarded-Proto`).
    #[arg(long, env = "CLAIMDESK_TRUST_PROXY")]
    pub trust_proxy: bool,

    /// The administrator's key, instead of the one that is made at the first start. Not a flag: others see those.
    #[arg(skip)]
    pub admin_key: Option<String>,
}

/// The environment variable of the administrator's key.
pub const ADMIN_KEY_VARIABLE: &str = "CLAIMDESK_ADMIN_KEY";

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
    /// Whether `X-Forwarded-Proto` is the word of a proxy in front.
    pub trust_proxy: bool,
    /// The administrator's key, where the operator chose it.
    pub admin_key: Option<HashedKey>,
}

/// A setting that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{setting} is wrong: {detail}")]
pub struct SettingError {
    setting: &'static str,
    detail: String,
}

impl Typed {
    /// Checks what was typed.
    ///
    /// # Errors
    /// For the first setting that is wrong.
    pub fn check(self) -> Result<Settings, SettingError> {
        let wrong = |setting, detail| SettingError { setting, detail };
        let listen: Vec<_> = self
            .listen
            .to_socket_addrs()
            .map_err(|error| wrong("--listen", format!("`{}` must be an address and a port, such as 127.0.0.1:8080 ({error})", self.listen)))?
            .collect();
        let database = self.database.parse().map_err(|detail| wrong("--database", format!("`{}`: {detail}", self.database)))?;
        if self.max_text_bytes == 0 || self.max_text_bytes > HIGHEST_TEXT_LIMIT {
            return Err(wrong("--max-text-bytes", format!("it must be from 1 to {HIGHEST_TEXT_LIMIT}")));
        }
        let admin_key =
            self.admin_key.map(|key| HashedKey::chosen(&key)).transpose().map_err(|error| wrong(ADMIN_KEY_VARIABLE, error.to_string()))?;
        Ok(Settings { listen, database, model: self.model, text_limit: self.max_text_bytes, trust_proxy: self.trust_proxy, admin_key })
    }
}

/// The highest limit that an operator can set: ten megabytes take ten minutes of a core, and more than a browser shows.
const HIGHEST_TEXT_LIMIT: usize = 10_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> Typed {
        Typed { listen: "127.0.0.1:0".into(), database: "sqlite:a.db".into(), model: None, max_text_bytes: 1000, trust_proxy: false, admin_key: None }
    }

    #[test]
    fn a_wrong_setting_is_named_with_what_would_be_right() {
        for (wrong, name) in [
            (Typed { listen: "8080".into(), ..typed() }, "--listen"),
            (Typed { database: "postgres://localhost/claims".into(), ..typed() }, "--database"),
            (Typed { database: "sqlite::memory:".into(), ..typed() }, "--database"),
            (Typed { max_text_bytes: 0, ..typed() }, "--max-text-bytes"),
            (Typed { admin_key: Some("short".into()), ..typed() }, "CLAIMDESK_ADMIN_KEY"),
        ] {
            let error = wrong.check().err().unwrap().to_string();
            assert!(error.starts_with(name), "{error}");
        }
        assert!(typed().check().is_ok());
    }
}
