//! Text in, analysis out: pure, deterministic, and it cannot fail.
//!
//! In: an article's text, the loaded network and a snapshot of the source registry.
//! Out: attributions, claims with source, status and basis, furniture and notes, all spans on the text as it was sent.
//! Deliberately absent: files, network, clock, environment, randomness and threads; whoever calls brings those.
//!
//! The stages, each of which knows only those before it:
//! `text` -> `tagger` -> `attribution` -> `claims` -> `sources` -> `status`; `lexicon` holds the tables of words.

pub mod attribution;
pub mod claims;
pub mod lexicon;
pub mod sources;
pub mod status;
pub mod tagger;
pub mod text;

use crate::domain::{Analysis, Versions};

/// What is known about a text beside its words.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The outlet's name: its own name in the text is the newsroom, not another medium.
    pub outlet: Option<String>,
    /// Language of the text as a BCP 47 tag, where the newsroom said so.
    pub language: Option<String>,
}

/// The analysis, ready to run: the network, the registry and one lane of computation.
#[derive(Clone)]
pub struct Engine {
    versions: Versions,
}

impl Engine {
    /// Until the stages are joined: an engine that finds nothing.
    #[must_use]
    pub fn load() -> Self {
        let versions = Versions { engine: env!("CARGO_PKG_VERSION").to_owned(), model: "none".to_owned(), registry: "none".to_owned() };
        Self { versions }
    }

    /// The same engine with a lane of computation of its own.
    #[must_use]
    pub fn for_another_thread(&self) -> Self {
        self.clone()
    }

    /// Analyses a text of any content and length. Time and memory grow linearly with the text.
    #[must_use]
    pub fn analyse(&self, text: &str, context: &Context) -> Analysis {
        let _ = (text, context);
        Analysis { attributions: Vec::new(), claims: Vec::new(), furniture: Vec::new(), notes: Vec::new(), versions: self.versions.clone() }
    }
}
