//! What the service stands on: the engine, embedded in the binary or read from a folder, and the store.
//!
//! In: a folder, or none; the URL of a database. Out: the engine, ready to run; the store, open.
//! Deliberately absent: what is in the files (`engine`, `store`).

use crate::domain::{SourceId, SourceRef};
use crate::engine::Engine;
use crate::engine::sources::Registry;
pub use crate::engine::sources::RegistryError;
use crate::engine::tagger::{ModelConfig, ModelError, ModelFiles, Network};
pub use crate::store::{Location as DatabaseLocation, Store, StoreError, open as open_store};
use crate::wire::model::{ConfigError, read_model_description};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use thiserror::Error;

static WEIGHTS: &[u8] = include_bytes!("../../models/attribution/model.onnx");
static VOCABULARY: &str = include_str!("../../models/attribution/vocab.txt");
static CONFIG: &str = include_str!("../../models/attribution/config.json");

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
    /// The model's `config.json` is not what it should be.
    #[error("the model's config.json: {0}")]
    Config(#[from] ConfigError),
    /// The files make no tagger.
    #[error("the model: {0}")]
    Model(#[from] ModelError),
    /// The shipped registry has a mistake.
    #[error("the source registry: {0}")]
    Registry(#[from] RegistryError),
}

/// Makes the engine with the network of this folder (`model.onnx`, `vocab.txt`, `config.json`), or the embedded one.
///
/// # Errors
/// Where a file is missing or not what it should be.
pub fn load_engine(model: Option<&Path>) -> Result<Engine, ResourceError> {
    let network = match model {
        None => embedded_network()?,
        Some(folder) => {
            let weights = read(&folder.join("model.onnx"))?;
            let text = |name: &str| read(&folder.join(name)).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            let (vocabulary, config) = (text("vocab.txt")?, text("config.json")?);
            Network::load(ModelFiles { weights: weights.into(), vocabulary: &vocabulary, config: read_config(&config)? })?
        }
    };
    Ok(Engine::new(Arc::new(network), shipped_registry()?))
}

/// The network in the binary.
///
/// # Errors
/// A mistake in the shipped files, which the tests rule out.
pub fn embedded_network() -> Result<Network, ResourceError> {
    Ok(Network::load(ModelFiles { weights: WEIGHTS.into(), vocabulary: VOCABULARY, config: read_config(CONFIG)? })?)
}

/// The sources that the product ships.
///
/// # Errors
/// A mistake in the shipped files, which the tests rule out.
pub fn shipped_registry() -> Result<Arc<Registry>, RegistryError> {
    Ok(Arc::new(Registry::shipped()?))
}

fn read(path: &Path) -> Result<Vec<u8>, ResourceError> {
    std::fs::read(path).map_err(|error| ResourceError::Unreadable { path: path.to_owned(), error })
}

fn read_config(json: &str) -> Result<ModelConfig, ConfigError> {
    let told = read_model_description(json)?;
    Ok(ModelConfig {
        version: told.version,
        labels: told.labels,
        parts_of_speech: told.parts_of_speech,
        entities: told.entities,
        relations: told.relations,
        window: told.window,
    })
}

/// The source of this slug as the shipped registry has it, without a speaker.
///
/// Bodies that the registry makes by rule, such as a country's foreign ministry, are found once an article named them.
#[must_use]
pub fn shipped_source(slug: &SourceId) -> Option<SourceRef> {
    static SHIPPED: OnceLock<HashMap<SourceId, SourceRef>> = OnceLock::new();
    let shipped = SHIPPED.get_or_init(|| {
        let registry = Registry::shipped();
        let known = registry.iter().flat_map(Registry::sources).chain([SourceRef::newsroom()]);
        known.map(|source| (source.id.clone(), source)).collect()
    });
    shipped.get(slug).cloned()
}
