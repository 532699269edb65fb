//! What the engine says about one text.
//!
//! In: nothing. Out: attributions, claims, furniture and notes, all pointing into the text as it was sent.
//! Deliberately absent: identities, times and reviews, which the store adds.

use super::{SourceRef, Span, Status};
use std::borrow::Cow;

/// Everything that the engine found in one text. All spans are in bytes of the text as it was sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// Who said what, in the order of their first span.
    pub attributions: Vec<Attribution>,
    /// The claims, in the order of their first span.
    pub claims: Vec<Claim>,
    /// What belongs to the page and not to the story.
    pub furniture: Vec<Furniture>,
    /// What a reader of the analysis should know about its limits on this text.
    pub notes: Vec<Note>,
    /// What made it.
    pub versions: Versions,
}

/// The versions of the parts that an analysis depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versions {
    /// Of the rules: the package's version.
    pub engine: String,
    /// Of the network's weights.
    pub model: String,
    /// Of the source registry.
    pub registry: String,
}

/// How much of an attribution's content stands in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuoteKind {
    /// All of it.
    Direct,
    /// None of it.
    Indirect,
    /// A part.
    Mixed,
}

impl QuoteKind {
    /// The word used in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

/// Who said what: a source, the words that link, and what was said.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// How much of the content is quoted.
    pub quote: QuoteKind,
    /// The words that name the source; empty where the text names none ("it was reported that").
    pub mention: Vec<Span>,
    /// The words that make the link; empty where an earlier attribution runs on.
    pub cue: Vec<Span>,
    /// What is attributed.
    pub content: Vec<Span>,
    /// Who answers for it.
    pub source: SourceRef,
    /// Through whom it came, outermost first ("The Times reported that the minister had said").
    pub via: Vec<SourceRef>,
    /// Why an unnamed source is not named ("who was not authorised to speak"), where the article says so.
    pub justification: Option<Span>,
    /// Probability, 0 to 1, that both the content and the source are right.
    pub confidence: f32,
}

/// One checkable statement that the article puts forward.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Its words, in one or more stretches, in order, none empty.
    pub spans: Vec<Span>,
    /// Who answers for it.
    pub source: SourceRef,
    /// Index into [`Analysis::attributions`]; none for the newsroom's own voice.
    pub attribution: Option<usize>,
    /// How well the article confirms it.
    pub status: Status,
    /// Why: never empty; the first one decided.
    pub basis: Vec<Basis>,
}

impl Claim {
    /// Its words, stretches joined by one space.
    #[must_use]
    pub fn text(&self, article: &str) -> String {
        self.spans.iter().map(|span| span.of(article)).collect::<Vec<_>>().join(" ")
    }
}

/// One reason for a status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    /// The rule's name, as `docs/status-rules.md` lists them.
    pub rule: Cow<'static, str>,
    /// The words that it rests on; none where it rests on the absence of any (`own-voice`).
    pub span: Option<Span>,
    /// The party behind those words, where it is another than the claim's source.
    pub by: Option<SourceRef>,
}

/// A stretch that belongs to the page and not to the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Furniture {
    /// What sort it is.
    pub kind: FurnitureKind,
    /// Where it stands.
    pub span: Span,
}

/// The sorts of furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FurnitureKind {
    /// "BEIJING/MOSCOW –"
    Dateline,
    /// "By Amara Nwosu and Ian Petrie"
    Byline,
    /// "Image source, Getty Images"
    PhotoCredit,
    /// "BLOOMBERG, REUTERS"
    SignOff,
    /// "More On This Topic ..."
    Trailer,
    /// "Sign up to our daily newsletter here"
    Subscription,
    /// A bare heading or headline that stands alone.
    Heading,
    /// "Good evening and welcome to Riverside Tonight."
    Greeting,
}

impl FurnitureKind {
    /// The word used in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dateline => "dateline",
            Self::Byline => "byline",
            Self::PhotoCredit => "photo-credit",
            Self::SignOff => "sign-off",
            Self::Trailer => "trailer",
            Self::Subscription => "subscription",
            Self::Heading => "heading",
            Self::Greeting => "greeting",
        }
    }
}

/// A limit of the analysis on this text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// A stable word for programs, such as `language`.
    pub code: Cow<'static, str>,
    /// A sentence for people.
    pub detail: String,
}
