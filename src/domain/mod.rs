//! The nouns of the product, without serde and without I/O.
//!
//! In: nothing. Out: plain types that every other layer shares.
//! Deliberately absent: JSON shapes (`wire`), SQL (`store`), and any rule of the analysis (`engine`).

mod analysis;
mod article;
mod event;
mod job;
mod key;
mod offset_map;
mod query;
mod review;
mod revision;
mod source;
mod source_record;
mod span;
mod stats;
mod status;
mod submission;
mod tally;
mod view;
mod words;

pub use analysis::{Analysis, Attribution, Basis, Claim, Furniture, FurnitureKind, Note, QuoteKind, Versions};
pub use article::{
    Article, ArticleHeading, ArticleId, ArticleSummary, ArticleWithClaims, ClaimId, ClaimInContext, NewArticle, StoredClaim, TextFormat,
};
pub use event::{Action, Event, EventFilter, FieldChange, Stamp};
pub use job::{Job, JobState, JobSubject, JobTask};
pub use key::{Caller, Key, KeyRequest, Role, SentKey};
pub use offset_map::{OffsetMap, SentHtml, Stretch};
pub use query::{ArticleFilter, ClaimFilter, ClaimGroup, ClaimSort, GroupBy, GroupedBy, Page, PageRequest, Position};
pub use review::{Correction, Decision, Lease, ReplacedClaim, ReviewRequest, SentCorrections, SentReview, SentReviewOf};
pub use revision::{Alignment, Fate, FateCounts, KnownClaim, Revision};
pub use source::{SourceId, SourceKind, SourceRef, name_key};
pub use source_record::{
    Merge, NewSource, ShippedSource, SourceChange, SourceDraft, SourceFilter, SourceOrigin, SourceRecord, SourceRefusal, TaughtSource, Unmerged,
};
pub use span::Span;
pub use stats::{Counts, DayCount, OutletCount, SourceCount, Stats, StatsFilter};
pub use status::{ReviewState, Status, Verdict};
pub use submission::{FieldError, Sample, Submission};
pub use tally::{Tallied, Tally};
pub use view::{SentView, View, ViewChange, ViewRefusal};
