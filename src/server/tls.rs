//! TLS in the process.
//!
//! In: the files of a certificate and its key. Out: what the server speaks TLS with, or words that name the file and what is
//! wrong with it.
//! Deliberately absent: making or renewing certificates. A renewed one counts after a restart.
//!
//! TLS 1.2 and 1.3 with the suites that rustls holds safe, and HTTP/1.1 within.

use crate::config::TlsFiles;
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::{Error as PemError, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use thiserror::Error;

/// Why TLS can't be spoken.
#[derive(Debug, Error)]
pub enum TlsError {
    /// A file can't be read.
    #[error("the setting `{setting}` is wrong: {}: {error}", path.display())]
    Unreadable {
        /// The setting that names it.
        setting: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// A file does not hold what it should.
    #[error("the setting `{setting}` is wrong: {}: {detail}", path.display())]
    Content {
        /// The setting that names it.
        setting: &'static str,
        /// The file.
        path: PathBuf,
        /// What is wrong.
        detail: String,
    },
    /// The two don't fit each other, or rustls can't use them.
    #[error("the settings `tls-certificate` and `tls-key` are wrong: {0}")]
    Pair(String),
}

/// Reads the files.
///
/// # Errors
/// Where one can't be read, is no PEM, or the key is not the certificate's.
pub(super) fn load(files: &TlsFiles) -> Result<ServerConfig, TlsError> {
    let chain = read_certificates(&files.certificate)?;
    let key = read_key(&files.key)?;
    let builder = ServerConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions();
    let builder = builder.map_err(|error| TlsError::Pair(error.to_string()))?;
    builder.with_no_client_auth().with_single_cert(chain, key).map_err(|error| {
        TlsError::Pair(match error {
            rustls::Error::InconsistentKeys(_) => {
                "the key is not the certificate's; the first certificate of the file must be the service's own".to_owned()
            }
            other => other.to_string(),
        })
    })
}

fn read_certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let setting = "tls-certificate";
    let chain =
        CertificateDer::pem_slice_iter(&read(setting, path)?).collect::<Result<Vec<_>, _>>().map_err(|error| unclear(setting, path, &error))?;
    if chain.is_empty() {
        let detail = "it holds no certificate in PEM (`-----BEGIN CERTIFICATE-----`)".to_owned();
        return Err(TlsError::Content { setting, path: path.to_owned(), detail });
    }
    Ok(chain)
}

fn read_key(path: &Path) -> Result<PrivateKeyDer<'static>, TlsError> {
    let setting = "tls-key";
    PrivateKeyDer::from_pem_slice(&read(setting, path)?).map_err(|error| match error {
        PemError::NoItemsFound => {
            let detail = "it holds no unencrypted private key in PEM (`-----BEGIN PRIVATE KEY-----`)".to_owned();
            TlsError::Content { setting, path: path.to_owned(), detail }
        }
        other => unclear(setting, path, &other),
    })
}

fn read(setting: &'static str, path: &Path) -> Result<Vec<u8>, TlsError> {
    std::fs::read(path).map_err(|error| TlsError::Unreadable { setting, path: path.to_owned(), error })
}

fn unclear(setting: &'static str, path: &Path, error: &PemError) -> TlsError {
    TlsError::Content { setting, path: path.to_owned(), detail: format!("it is no PEM: {error}") }
}
