//! The nouns of the product, without serde and without I/O.
//!
//! In: nothing. Out: plain types that every other layer shares.
//! Deliberately absent: JSON shapes (`wire`), SQL (`store`), and any rule of the analysis (`engine`).

mod analysis;
mod article;
mod offset_map;
mod query;
mod source;
mod span;
mod status;
mod submission;

pub use analysis::{Analysis, Attribution, Basis, Claim, Furniture, FurnitureKind, Note, QuoteKind, Versions};
pub use article::{Article, ArticleId, ArticleSummary, ArticleWithClaims, ClaimId, ClaimInContext, NewArticle, StoredClaim, TextFormat};
pub use offset_map::{OffsetMap, SentHtml, Stretch};
pub use query::{ArticleFilter, ClaimFilter, ClaimSort, Page, PageRequest, Position};
pub use source::{SourceId, SourceKind, SourceRef};
pub use span::Span;
pub use status::{ReviewState, Status, Verdict};
pub use submission::{FieldError, Sample, Submission};
