//! Every JSON shape, and the unit in which offsets go over the wire.
//!
//! In: nouns of the domain. Out: shapes that serialise, exactly as `openapi.yaml` documents them; and requests read strictly.
//! Deliberately absent: decisions. What is wrong with a request's values is for `intake` to say.
//!
//! Offsets on the wire count Unicode code points of the article's text, end exclusive; inside they are bytes.
//! Nothing outside this layer knows JSON or code points.

mod analysis;
mod article;
mod claim;
mod code_points;
mod cursor;
mod event;
mod figures;
mod gold;
mod group;
mod job;
mod key;
mod lines;
pub mod model;
mod problem;
mod request;
mod review;
mod revision;
mod session;
mod source;
mod source_record;
mod span;
mod stats;
mod view;

pub use analysis::{AnalysisShape, AttributionShape, EngineVersions, FileAnalysis, FurnitureShape, NoteShape};
pub use article::{ArticleAnswer, ArticleListShape, ArticleShape, ArticleSummaryShape};
pub use claim::{BasisShape, ClaimListShape, ClaimShape, FoundClaim};
pub use code_points::CodePoints;
pub use cursor::{CursorError, read_cursor, write_cursor};
pub use event::{EventListShape, EventShape, FieldChangeShape};
pub use figures::{AttributionFiguresShape, ClaimFiguresShape, MeasurementShape, MistakeShape, PartShape, SourceFiguresShape};
pub use gold::{GoldError, read_found, read_gold, read_sources};
pub use group::ClaimGroupListShape;
pub use job::{JobAnswer, JobShape, QueuedShape, read_reanalyses};
pub use key::{KeyListShape, KeyShape, MadeKeyShape, RevokedKeyShape, read_key_request};
pub use lines::{AnalysedLine, TextLine, read_line};
pub use problem::{Problem, StateShape, WrongField};
pub use request::{ReadError, read_sample, read_submission};
pub use review::{ReviewResultShape, ReviewResultsShape, read_review, read_reviews};
pub use revision::{RevisionListShape, RevisionShape};
pub use session::{SessionShape, SignIn, read_sign_in};
pub use source::SourceShape;
pub use source_record::{MergeShape, SourceListShape, SourceRecordShape, UnmergedShape, read_merge, read_new_source, read_source_change};
use span::HtmlPoints;
pub use span::{AnchoredSpan, HtmlPlace, QuotedSpan};
pub use stats::StatsShape;
pub use view::{ViewListShape, ViewShape, read_view, read_view_change};

/// A value as JSON text on one line.
///
/// # Errors
/// Never, with the shapes of this module: none has a map with keys other than strings.
pub fn to_json(value: &impl serde::Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string(value)
}

/// A value as JSON text for people.
///
/// # Errors
/// As [`to_json`].
pub fn to_readable_json(value: &impl serde::Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(value)
}
