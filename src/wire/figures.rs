//! Figures of a measurement as JSON.
//!
//! In: figures and mistakes. Out: their shapes, with the names that `docs/gold-format.md` explains.
//! Deliberately absent: what they mean (`measure`).

use crate::measure::{AttributionFigures, ClaimFigures, ConfidenceFigures, Mistake, RoleScores, Score, SourceFigures, StatusScores, count_mistakes};
use serde::Serialize;
use std::collections::BTreeMap;

/// Everything that was measured.
#[derive(Debug, Serialize)]
pub struct MeasurementShape<'a> {
    /// Where the gold has attributions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attributions: Option<PartShape<'a, AttributionFiguresShape>>,
    /// Where the gold has claims.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claims: Option<PartShape<'a, ClaimFiguresShape>>,
    /// Where the gold has sources of attributions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sources: Option<PartShape<'a, SourceFiguresShape>>,
}

/// Figures, and what was wrong.
#[derive(Debug, Serialize)]
pub struct PartShape<'a, Figures: Serialize> {
    /// The figures.
    pub figures: Figures,
    /// How often each kind of mistake was made.
    pub mistakes: BTreeMap<&'static str, usize>,
    /// Mistakes of each kind, as many as were asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<MistakeShape<'a>>,
}

impl<'a, Figures: Serialize> PartShape<'a, Figures> {
    /// The shape of a part, with these mistakes as examples.
    #[must_use]
    pub fn of(figures: impl Into<Figures>, mistakes: &[Mistake], examples: &[&'a Mistake]) -> Self {
        let mistakes = count_mistakes(mistakes).into_iter().map(|(kind, count)| (kind.as_str(), count)).collect();
        Self { figures: figures.into(), mistakes, examples: examples.iter().map(|mistake| MistakeShape::of(mistake)).collect() }
    }
}

/// One mistake.
#[derive(Debug, Serialize)]
pub struct MistakeShape<'a> {
    /// Its kind.
    pub kind: &'static str,
    /// The text.
    pub id: &'a str,
    /// The words.
    pub words: &'a str,
    /// What would have been right.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub want: &'a str,
    /// What was given.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub got: &'a str,
}

impl<'a> MistakeShape<'a> {
    fn of(mistake: &'a Mistake) -> Self {
        Self { kind: mistake.kind.as_str(), id: &mistake.id, words: &mistake.words, want: &mistake.want, got: &mistake.got }
    }
}

/// Precision, recall and F.
#[derive(Debug, Serialize)]
#[expect(non_snake_case, reason = "P, R and F are what the field calls them")]
pub(super) struct ScoreShape {
    /// Precision.
    pub P: f64,
    /// Recall.
    pub R: f64,
    /// Their harmonic mean.
    pub F: f64,
}

impl From<Score> for ScoreShape {
    fn from(score: Score) -> Self {
        Self { P: score.precision, R: score.recall, F: score.f }
    }
}

/// A score for each role.
#[derive(Debug, Serialize)]
pub(super) struct RolesShape {
    /// Source mentions.
    pub source: ScoreShape,
    /// Cues.
    pub cue: ScoreShape,
    /// Contents.
    pub content: ScoreShape,
}

impl From<RoleScores> for RolesShape {
    fn from(scores: RoleScores) -> Self {
        Self { source: scores.source.into(), cue: scores.cue.into(), content: scores.content.into() }
    }
}

/// [`AttributionFigures`].
#[derive(Debug, Serialize)]
pub struct AttributionFiguresShape {
    articles: usize,
    gold: usize,
    predicted: usize,
    token: RolesShape,
    exact: RolesShape,
    who_said_what: ScoreShape,
    what: ScoreShape,
    source_accuracy: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<ConfidenceShape>,
}

/// [`ConfidenceFigures`].
#[derive(Debug, Serialize)]
struct ConfidenceShape {
    calibration_error: f64,
    auroc: Option<f64>,
}

impl From<ConfidenceFigures> for ConfidenceShape {
    fn from(figures: ConfidenceFigures) -> Self {
        Self { calibration_error: figures.calibration_error, auroc: figures.auroc }
    }
}

impl From<&AttributionFigures> for AttributionFiguresShape {
    fn from(figures: &AttributionFigures) -> Self {
        Self {
            articles: figures.texts,
            gold: figures.gold,
            predicted: figures.predicted,
            token: figures.token.into(),
            exact: figures.exact.into(),
            who_said_what: figures.who_said_what.into(),
            what: figures.what.into(),
            source_accuracy: figures.source_accuracy,
            confidence: figures.confidence.map(ConfidenceShape::from),
        }
    }
}

fn by_status(scores: &StatusScores) -> BTreeMap<&'static str, f64> {
    scores.f.iter().map(|(status, f)| (status.as_str(), *f)).collect()
}

/// [`ClaimFigures`].
#[derive(Debug, Serialize)]
pub struct ClaimFiguresShape {
    texts: usize,
    gold: usize,
    predicted: usize,
    claims: ScoreShape,
    source: f64,
    kind: f64,
    status: f64,
    status_f: BTreeMap<&'static str, f64>,
    status_macro_f: f64,
    all_right: f64,
    leaks: String,
}

impl From<&ClaimFigures> for ClaimFiguresShape {
    fn from(figures: &ClaimFigures) -> Self {
        Self {
            texts: figures.texts,
            gold: figures.gold,
            predicted: figures.predicted,
            claims: figures.claims.into(),
            source: figures.source,
            kind: figures.kind,
            status: figures.status,
            status_f: by_status(&figures.statuses),
            status_macro_f: figures.statuses.macro_f,
            all_right: figures.all_right,
            leaks: format!("{}/{}", figures.leaks, figures.not_claims),
        }
    }
}

/// [`SourceFigures`].
#[derive(Debug, Serialize)]
pub struct SourceFiguresShape {
    labelled: usize,
    found: f64,
    source: f64,
    kind: f64,
    status: f64,
    status_f: BTreeMap<&'static str, f64>,
    status_macro_f: f64,
    all_right_end_to_end: f64,
}

impl From<&SourceFigures> for SourceFiguresShape {
    fn from(figures: &SourceFigures) -> Self {
        Self {
            labelled: figures.labelled,
            found: figures.found,
            source: figures.source,
            kind: figures.kind,
            status: figures.status,
            status_f: by_status(&figures.statuses),
            status_macro_f: figures.statuses.macro_f,
            all_right_end_to_end: figures.all_right,
        }
    }
}
