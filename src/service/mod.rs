//! The use cases: the only place that joins the engine and the store.
//!
//! In: what callers sent, read by `wire`. Out: what is stored, found or analysed, or an error with its reason.
//! Deliberately absent: HTTP (`api`), and reading the clock or files anywhere but in [`clock`] and [`resources`].

mod alignment;
mod analysts;
mod answers;
mod articles;
pub mod clock;
pub mod demo;
mod error;
mod feed;
mod jobs;
mod keys;
mod queries;
mod readiness;
mod reasoning;
pub mod resources;
mod reviews;
mod sessions;
mod sources;
mod views;

pub use crate::engine::Context;
pub use crate::intake::DEFAULT_TEXT_LIMIT;
pub use crate::intake::html::{HtmlText, read_html};
pub use analysts::{Analyse, AnalysisWork, Analysts};
pub use answers::{AnswerToKeep, Begun, FirstTry};
pub use articles::{AnalysedSample, Posted, Reanalysed, Taken};
pub use error::ServiceError;
pub use feed::FeedState;
pub use jobs::{ArticleChoice, ChosenArticle};
pub use keys::{HashedKey, ITSELF, Keeper, KeyRefused, ShortKey, make_secret, settle_admin_key};
pub use reasoning::{SeenSentence, describe_rule, find_sentences};
pub use sessions::SessionRefused;

pub use crate::store::{ReviewRefused, StoreWork};

use crate::domain::{Stamp, Versions};
use crate::store::Store;
use answers::Tries;
use clock::Clock;
use feed::Feed;
use keys::Keyring;
use readiness::Readiness;
use sessions::Sessions;
use sources::SourceBook;
use std::sync::Arc;
use tokio::sync::Notify;

/// Everything that the use cases work with.
pub struct Service {
    store: Arc<dyn Store>,
    analysts: Analysts,
    clock: Arc<dyn Clock>,
    keyring: Keyring,
    tries: Tries,
    sessions: Sessions,
    feed: Feed,
    /// Tells whoever does jobs that there is one more.
    job_added: Notify,
    sources: SourceBook,
    readiness: Readiness,
    text_limit: usize,
    trusts_proxy: bool,
}

impl Service {
    /// Joins the parts. Nobody is let in before the keys are read ([`Service::refresh_keys`]). `text_limit` is the longest text that is taken in, in bytes.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, analysts: Analysts, clock: Arc<dyn Clock>, text_limit: usize) -> Self {
        Self {
            store,
            analysts,
            clock,
            keyring: Keyring::default(),
            tries: Tries::default(),
            job_added: Notify::new(),
            sources: SourceBook::default(),
            readiness: Readiness::default(),
            sessions: Sessions::default(),
            feed: Feed::default(),
            text_limit,
            trusts_proxy: false,
        }
    }

    /// The longest text that is taken in, in bytes of UTF-8.
    #[must_use]
    pub fn text_limit(&self) -> usize {
        self.text_limit
    }

    /// The same service, behind a proxy whose word on the scheme of a request is taken.
    #[must_use]
    pub fn behind_proxy(self, trusts_proxy: bool) -> Self {
        Self { trusts_proxy, ..self }
    }

    /// Whether `X-Forwarded-Proto` is the word of a proxy of ours.
    #[must_use]
    pub fn trusts_proxy(&self) -> bool {
        self.trusts_proxy
    }

    /// What the threads that analyse have to do and have done.
    #[must_use]
    pub fn analysis_work(&self) -> AnalysisWork {
        self.analysts.work()
    }

    /// What analyses are made with; none where the analyst does not say.
    #[must_use]
    pub fn versions(&self) -> Option<&Versions> {
        self.analysts.versions()
    }

    /// How many jobs wait.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn waiting_jobs(&self) -> Result<u64, ServiceError> {
        Ok(self.store.count_waiting_jobs().await?)
    }

    /// What the store has to do and has done.
    #[must_use]
    pub fn store_work(&self) -> StoreWork {
        self.store.work()
    }

    /// Finishes what is queued and closes the database. Blocks until that is done.
    pub fn close(&self) {
        self.store.close();
    }

    /// A new identity.
    #[must_use]
    pub fn new_id(&self) -> uuid::Uuid {
        self.clock.new_id()
    }

    /// A stamp of this moment.
    fn stamp(&self, by: &str) -> Stamp {
        Stamp { by: by.to_owned(), at: self.clock.now() }
    }
}
