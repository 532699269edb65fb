//! What is kept, and the contract of keeping it.
//!
//! In: articles with their analysis, and questions. Out: records, pages of them, and errors that say what a person can do.
//! Deliberately absent: everything about how an analysis is made or shown; and SQL, which only the backend behind [`Store`] knows.
//!
//! A backend is chosen by URL at run time ([`open`]); `tests/it/store.rs` holds every backend to the contract.

mod error;
mod job;
mod review_rules;
mod reviews;
mod revision;
mod sqlite;
mod work;

pub use error::StoreError;
pub use job::{EndJob, NewJob, WaitingJob};
pub use reviews::{Review, ReviewOutcome, ReviewRefused};
pub use revision::{AddRevision, Latest, Revised};
pub use work::StoreWork;

use crate::domain::{
    Analysis, Article, ArticleFilter, ArticleId, ArticleSummary, ArticleWithClaims, ClaimFilter, ClaimGroup, ClaimId, ClaimInContext, Event,
    EventFilter, GroupBy, Job, Key, Merge, NewArticle, NewSource, Page, PageRequest, Revision, Role, ShippedSource, SourceChange, SourceFilter,
    SourceId, SourceRecord, SourceRefusal, Stamp, Stats, StatsFilter, TaughtSource, Unmerged, View, ViewChange, ViewRefusal,
};
use jiff::Timestamp;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use uuid::Uuid;

/// What a store will answer. Waiting for it blocks no thread.
pub type Answer<T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send>>;

/// An article that is to be kept, with everything that the store can't make up itself.
#[derive(Debug, Clone)]
pub struct AddArticle {
    /// Its identity.
    pub id: ArticleId,
    /// The identities of its claims, one for each claim of the analysis.
    pub claim_ids: Vec<ClaimId>,
    /// What was sent.
    pub sent: NewArticle,
    /// What the engine found in it.
    pub analysis: Analysis,
    /// Who sent it, and when.
    pub stamp: Stamp,
    /// The job that this does, which ends with it.
    pub job: Option<Uuid>,
}

/// What became of an article that was to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is kept.
    New,
    /// Nothing was done: there already is one with this outlet and external id.
    AlreadyThere,
    /// Nothing was done: the job waits no longer.
    JobEnded,
}

/// The SHA-256 of a key.
pub type KeyHash = [u8; 32];

/// A key that is to be kept.
#[derive(Debug, Clone)]
pub struct NewKey {
    /// Its identity.
    pub id: Uuid,
    /// The person's or program's name.
    pub name: String,
    /// What its holder may do.
    pub role: Role,
    /// The hash of its secret.
    pub hash: KeyHash,
    /// When it stops to be good.
    pub expires_at: Option<Timestamp>,
}

/// A key as it is kept.
#[derive(Debug, Clone)]
pub struct StoredKey {
    /// The key.
    pub key: Key,
    /// The hash of its secret.
    pub hash: KeyHash,
}

/// An answer to a request that may be repeated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAnswer {
    /// The SHA-256 of the request.
    pub request: [u8; 32],
    /// The HTTP status.
    pub status: u16,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// An answer that is to be kept.
#[derive(Debug, Clone)]
pub struct NewAnswer {
    /// The identity of the caller's key.
    pub caller: Uuid,
    /// The caller's token.
    pub token: String,
    /// The answer.
    pub answer: KeptAnswer,
    /// The article whose text may stand in it: it is erased with the article.
    pub article: Option<ArticleId>,
    /// The time of it.
    pub at: Timestamp,
}

/// How much a store holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holdings {
    /// Articles.
    pub articles: u64,
    /// Claims of the articles' latest revisions.
    pub claims: u64,
}

/// Where everything is kept. Each method is one transaction; when a write has answered, it survives a power failure.
pub trait Store: Send + Sync {
    /// Keeps a new article and its claims, or does nothing where its outlet and external id are taken.
    fn add_article(&self, article: AddArticle) -> Answer<Added>;

    /// Keeps a new revision of an article, or a new analysis of its text, with the fates of its claims.
    fn add_revision(&self, revision: AddRevision) -> Answer<Revised>;

    /// The latest analysis of an article, as far as the next one is compared with it.
    fn lookup_latest(&self, id: ArticleId) -> Answer<Option<Latest>>;

    /// Every analysis of an article, first one first; with their texts where that is asked for. None where there is no such article.
    fn list_revisions(&self, id: ArticleId, bodies: bool) -> Answer<Option<Vec<Revision>>>;

    /// Erases an article with everything that was taken from its text, so that no byte of it is left in the store, and leaves an
    /// event that says so. False where there is none.
    fn erase_article(&self, id: ArticleId, reason: String, stamp: Stamp) -> Answer<bool>;

    /// Keeps jobs, all or none. Of those that take in articles at most `limit` wait: false, and nothing kept, where there would be more.
    fn add_jobs(&self, jobs: Vec<NewJob>, limit: u32) -> Answer<bool>;

    /// The job of this identity.
    fn lookup_job(&self, id: Uuid) -> Answer<Option<Job>>;

    /// At most `limit` jobs that wait, in the order in which they are to be done; of each article only the first.
    fn list_waiting_jobs(&self, limit: u32) -> Answer<Vec<WaitingJob>>;

    /// How many jobs wait.
    fn count_waiting_jobs(&self) -> Answer<u64>;

    /// Whether a job waits for the article that a newsroom knows by these two.
    fn has_waiting_job(&self, outlet: &str, external_id: &str) -> Answer<bool>;

    /// Ends a job, and empties it. Does nothing where it waits no longer.
    fn end_job(&self, end: EndJob) -> Answer<()>;

    /// Replaces everything about an article but its content. Does nothing, and answers false, where what is kept was
    /// modified later than what was sent.
    fn update_details(&self, id: ArticleId, sent: NewArticle, stamp: Stamp) -> Answer<bool>;

    /// The article that a newsroom knows by these two.
    fn find_article(&self, outlet: &str, external_id: &str) -> Answer<Option<Article>>;

    /// The article of this identity with its claims.
    fn lookup_article(&self, id: ArticleId) -> Answer<Option<ArticleWithClaims>>;

    /// Whether there is an article of this identity.
    fn has_article(&self, id: ArticleId) -> Answer<bool>;

    /// Articles, last added first.
    fn list_articles(&self, filter: ArticleFilter, page: PageRequest) -> Answer<Page<ArticleSummary>>;

    /// The claim of this identity.
    fn lookup_claim(&self, id: ClaimId) -> Answer<Option<ClaimInContext>>;

    /// Claims, in the filter's order.
    fn list_claims(&self, filter: ClaimFilter, page: PageRequest) -> Answer<Page<ClaimInContext>>;

    /// Does reviews, one after the other and each by itself: one that is refused takes nothing of the others with it.
    fn review(&self, reviews: Vec<Review>) -> Answer<Vec<ReviewOutcome>>;

    /// Makes claims pending whose lease ran out, at most 500 of them. Gives their number.
    fn expire_leases(&self, stamp: Stamp) -> Answer<u64>;

    /// At most `limit` events, oldest first.
    fn list_events(&self, filter: EventFilter, limit: u32) -> Answer<Vec<Event>>;

    /// The number of the last event, 0 where there is none.
    fn last_event(&self) -> Answer<i64>;

    /// Every key, oldest first: revoked and expired ones too.
    fn list_keys(&self) -> Answer<Vec<StoredKey>>;

    /// Keeps a new key.
    fn add_key(&self, key: NewKey, stamp: Stamp) -> Answer<()>;

    /// Revokes a key; false where there is none.
    fn revoke_key(&self, id: Uuid, stamp: Stamp) -> Answer<bool>;

    /// The answer that was kept for a caller's token, unless it is from before `oldest`.
    fn find_answer(&self, caller: Uuid, token: &str, oldest: Timestamp) -> Answer<Option<KeptAnswer>>;

    /// Keeps an answer.
    fn keep_answer(&self, answer: NewAnswer) -> Answer<()>;

    /// Forgets the answers from before this time.
    fn forget_answers(&self, before: Timestamp) -> Answer<()>;

    /// Notes when keys were last used.
    fn note_key_use(&self, used: Vec<(Uuid, Timestamp)>) -> Answer<()>;

    /// Takes in the sources that the product ships, unless those of this version were taken in last.
    fn take_in_sources(&self, version: String, shipped: Vec<ShippedSource>, stamp: Stamp) -> Answer<()>;

    /// The source with this slug.
    fn lookup_source(&self, id: SourceId) -> Answer<Option<SourceRecord>>;

    /// Sources, in the order in which they came to be known.
    fn list_sources(&self, filter: SourceFilter, page: PageRequest) -> Answer<Page<SourceRecord>>;

    /// Adds a source that a person taught.
    fn add_source(&self, source: NewSource, stamp: Stamp) -> Answer<Result<SourceRecord, SourceRefusal>>;

    /// Changes a source that still has this version, and its claims with it.
    fn change_source(&self, id: SourceId, version: u32, change: SourceChange, stamp: Stamp) -> Answer<Result<SourceRecord, SourceRefusal>>;

    /// Merges a source into another under this identity; without one, tells what a merge would do.
    fn merge_source(&self, merge: Option<Uuid>, id: SourceId, into: SourceId, stamp: Stamp) -> Answer<Result<Merge, SourceRefusal>>;

    /// Takes the merge of a source back.
    fn unmerge_source(&self, id: SourceId, stamp: Stamp) -> Answer<Result<Unmerged, SourceRefusal>>;

    /// What people taught about sources that an analysis has to know, with the number of the last change of it.
    fn taught_sources(&self) -> Answer<(i64, Vec<TaughtSource>)>;

    /// The number of the last change of what people taught about sources, 0 where there is none.
    fn last_source_change(&self) -> Answer<i64>;

    /// The claims of a filter, counted by what they have in common: articles, last added first; everything else, that with most of them first.
    fn group_claims(&self, filter: ClaimFilter, by: GroupBy, page: PageRequest) -> Answer<Page<ClaimGroup>>;

    /// The views of the person with this name and those that others share, by name.
    fn list_views(&self, owner: &str) -> Answer<Vec<View>>;

    /// Keeps a view.
    fn add_view(&self, view: View, stamp: Stamp) -> Answer<Result<(), ViewRefusal>>;

    /// Changes a view of the one whose name the stamp has.
    fn change_view(&self, id: Uuid, change: ViewChange, stamp: Stamp) -> Answer<Result<View, ViewRefusal>>;

    /// Takes a view away: of the one whose name the stamp has, or, with `shared_too`, a shared one of somebody else.
    fn remove_view(&self, id: Uuid, shared_too: bool, stamp: Stamp) -> Answer<Result<(), ViewRefusal>>;

    /// How much there is of everything, from counters.
    fn stats(&self, filter: StatsFilter) -> Answer<Stats>;

    /// Finishes what is queued and closes the database: in one file again, where nobody else has it open. Blocks until that is
    /// done; whoever comes afterwards is told that it is closed.
    fn close(&self);

    /// Whether it can be read, and how much it holds.
    fn check(&self) -> Answer<Holdings>;

    /// What it has to do and has done.
    fn work(&self) -> StoreWork;
}

/// A database as its URL names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// `sqlite:PATH`
    Sqlite(PathBuf),
}

impl Location {
    /// Whether there is anything at it yet.
    #[must_use]
    pub fn exists(&self) -> bool {
        match self {
            Self::Sqlite(path) => path.exists(),
        }
    }
}

impl std::str::FromStr for Location {
    type Err = String;

    fn from_str(url: &str) -> Result<Self, String> {
        match url.split_once(':') {
            Some(("sqlite", ":memory:" | "")) => Err("it needs a file: `sqlite:claimdesk.db`".to_owned()),
            Some(("sqlite", path)) => Ok(Self::Sqlite(PathBuf::from(path))),
            _ => Err("it must start with `sqlite:`, as in `sqlite:claimdesk.db`".to_owned()),
        }
    }
}

/// Opens a database, makes it where there is none, and brings it up to date. Blocks until that is done.
///
/// # Errors
/// Where it can't be opened, is not claimdesk's, is locked or read-only, or was made by a later version.
pub fn open(location: &Location) -> Result<Arc<dyn Store>, StoreError> {
    match location {
        Location::Sqlite(path) => Ok(Arc::new(sqlite::SqliteStore::open(path, sqlite::Durability::Power)?)),
    }
}

/// The same with a store that breaks the contract: a loss of power takes the last writes with it. It is there for the test of
/// that, which has to notice.
///
/// # Errors
/// As [`open`].
#[doc(hidden)]
pub fn open_without_waiting_for_the_disk(location: &Location) -> Result<Arc<dyn Store>, StoreError> {
    match location {
        Location::Sqlite(path) => Ok(Arc::new(sqlite::SqliteStore::open(path, sqlite::Durability::ProcessOnly)?)),
    }
}

/// Copies a database into a new file while others work with it, looks the copy over, and says what it holds.
/// `progress` is told how many pages are copied, of how many.
///
/// # Errors
/// Where the file exists, the database can't be read, or the copy is not sound; nothing is left of it then.
pub fn back_up(location: &Location, target: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<Holdings, StoreError> {
    match location {
        Location::Sqlite(path) => sqlite::back_up(path, target, progress),
    }
}
