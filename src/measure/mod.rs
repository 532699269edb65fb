//! How good analyses are, against texts that people annotated.
//!
//! In: texts with their gold, and what was found in them. Out: figures, and every mistake by kind.
//! Deliberately absent: the engine, and reading files. `docs/gold-format.md` says what each figure means.

mod attributions;
mod claims;
mod confidence;
mod figures;
mod mistakes;
mod names;
mod sources;
mod words;

pub use attributions::{AttributionFigures, RoleScores, measure_attributions};
pub use claims::{ClaimFigures, measure_claims};
pub use confidence::ConfidenceFigures;
pub use figures::{Score, StatusScores};
pub use mistakes::{Mistake, MistakeKind, count_mistakes};
pub use sources::{SourceFigures, measure_sources};

use crate::domain::{Analysis, Attribution, SourceKind, Span, Status};
use std::collections::BTreeMap;

/// A text with what people found in it. All spans are in bytes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldText {
    /// Its name.
    pub id: String,
    /// The text.
    pub text: String,
    /// Who said what, where that was annotated.
    pub attributions: Option<Vec<Said>>,
    /// The claims, where they were annotated.
    pub claims: Option<Vec<GoldClaim>>,
    /// Words that must not stand in any claim.
    pub not_claims: Vec<String>,
    /// For attributions by their index, who answers for them and how well they are confirmed, where that was annotated.
    pub sources: BTreeMap<usize, Vec<Answer>>,
}

/// Who said what, as spans only.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The source mention.
    pub source: Vec<Span>,
    /// The cue.
    pub cue: Vec<Span>,
    /// The content.
    pub content: Vec<Span>,
}

/// A claim that people found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldClaim {
    /// Its words.
    pub spans: Vec<Span>,
    /// What is right for it, the first one first; never empty.
    pub answers: Vec<Answer>,
    /// Whether it is as right to leave it out.
    pub optional: bool,
}

/// Who answers for something, and how well it is confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The source's name.
    pub name: String,
    /// Its kind.
    pub kind: SourceKind,
    /// The status.
    pub status: Status,
}

impl Answer {
    fn has_source_of(&self, found: &FoundClaim) -> bool {
        self.kind == found.answer.kind && names::is_same_source(&self.name, &found.answer.name, self.kind)
    }

    fn in_words(&self) -> String {
        format!("{}; {} ({})", self.status, self.name, self.kind)
    }
}

/// What was found in a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// Who said what.
    pub attributions: Vec<FoundAttribution>,
    /// The claims.
    pub claims: Vec<FoundClaim>,
}

/// An attribution that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundAttribution {
    /// Who said what.
    pub said: Said,
    /// The probability that it is right, 0 to 1, where it came with one.
    pub confidence: Option<f64>,
}

/// A claim that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundClaim {
    /// Its words.
    pub spans: Vec<Span>,
    /// Who answers for it, and its status.
    pub answer: Answer,
}

impl From<&Analysis> for Found {
    fn from(analysis: &Analysis) -> Self {
        let found = |attribution: &Attribution| FoundAttribution {
            said: Said { source: attribution.mention.clone(), cue: attribution.cue.clone(), content: attribution.content.clone() },
            confidence: Some(f64::from(attribution.confidence)),
        };
        let claims = analysis.claims.iter().map(|claim| FoundClaim {
            spans: claim.spans.clone(),
            answer: Answer { name: claim.source.name.clone(), kind: claim.source.kind, status: claim.status },
        });
        Self { attributions: analysis.attributions.iter().map(found).collect(), claims: claims.collect() }
    }
}

/// How one answer does against those that are right.
struct Verdict {
    source: bool,
    kind: bool,
    status: bool,
    /// Source and status of one and the same answer.
    all: bool,
}

impl Verdict {
    fn of(found: &FoundClaim, right: &[Answer]) -> Self {
        Self {
            source: right.iter().any(|answer| answer.has_source_of(found)),
            kind: right.iter().any(|answer| answer.kind == found.answer.kind),
            status: right.iter().any(|answer| answer.status == found.answer.status),
            all: right.iter().any(|answer| answer.status == found.answer.status && answer.has_source_of(found)),
        }
    }

    /// The ways in which it is wrong.
    fn mistakes(&self) -> impl Iterator<Item = MistakeKind> {
        let wrong =
            [(!self.source && self.kind, MistakeKind::WrongSource), (!self.kind, MistakeKind::WrongKind), (!self.status, MistakeKind::WrongStatus)];
        wrong.into_iter().filter(|(wrong, _)| *wrong).map(|(_, kind)| kind)
    }
}

/// The words from the first span's start to the last one's end, on one line.
fn words_of(spans: &[Span], text: &str) -> String {
    let whole = spans.first().zip(spans.last()).map_or("", |(first, last)| Span::new(first.start, last.end).of(text));
    whole.split_whitespace().collect::<Vec<_>>().join(" ")
}
