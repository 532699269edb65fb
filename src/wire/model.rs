//! What a model says of itself: its `config.json`.
//!
//! In: JSON as `training/` writes it. Out: the model's description.
//! Deliberately absent: whether the classes suit the tagger, which it checks itself.

use serde::Deserialize;

/// Why a `config.json` can't be read.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(#[from] serde_json::Error);

/// A model's own words; fields that the tagger does not need are left aside.
#[derive(Debug, Deserialize)]
pub struct ModelDescription {
    /// Its version.
    pub version: String,
    /// Names of the label classes, in order.
    pub labels: Vec<String>,
    /// Names of the parts of speech, in order.
    pub parts_of_speech: Vec<String>,
    /// Names of the kinds of name, in order.
    pub entities: Vec<String>,
    /// Names of the dependency relations, in order.
    pub relations: Vec<String>,
    /// Pieces in a window.
    pub window: usize,
}

/// Reads a model's configuration.
///
/// # Errors
/// Where it is no JSON, or a field is missing or of another type.
pub fn read_model_description(json: &str) -> Result<ModelDescription, ConfigError> {
    Ok(serde_json::from_str(json)?)
}
