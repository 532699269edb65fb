//! The use cases: the only place that joins the engine and the store.
//!
//! In: what callers sent, read by `wire`. Out: what is stored, found or analysed, or an error with its reason.
//! Deliberately absent: HTTP (`api`), and reading the clock or files anywhere but in [`clock`] and [`resources`].

mod admin_key;
mod analysts;
mod articles;
pub mod clock;
mod error;
mod queries;
mod reasoning;
pub mod resources;

pub use crate::engine::Context;
pub use crate::intake::DEFAULT_TEXT_LIMIT;
pub use crate::intake::html::{HtmlText, read_html};
pub use admin_key::{AdminKey, ShortKey, make_admin_key, settle_admin_key};
pub use analysts::{Analyse, Analysts};
pub use articles::{AnalysedSample, Taken};
pub use error::ServiceError;
pub use reasoning::{SeenSentence, describe_rule, find_sentences};

use crate::store::Store;
use clock::Clock;
use std::sync::Arc;

/// Everything that the use cases work with.
pub struct Service {
    store: Arc<dyn Store>,
    analysts: Analysts,
    clock: Arc<dyn Clock>,
    admin_key: AdminKey,
    text_limit: usize,
}

impl Service {
    /// Joins the parts. `text_limit` is the longest text that is taken in, in bytes.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, analysts: Analysts, clock: Arc<dyn Clock>, admin_key: AdminKey, text_limit: usize) -> Self {
        Self { store, analysts, clock, admin_key, text_limit }
    }

    /// The longest text that is taken in, in bytes of UTF-8.
    #[must_use]
    pub fn text_limit(&self) -> usize {
        self.text_limit
    }

    /// Whether this is the administrator's key. Takes the same time whatever is wrong about it.
    #[must_use]
    pub fn admits(&self, key: &str) -> bool {
        self.admin_key.is(key)
    }
}
