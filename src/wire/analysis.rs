//! What the engine found in a text, without anything that a store adds.
//!
//! In: an [`Analysis`] and its text. Out: attributions, claims, furniture, notes and versions as JSON shapes.
//! Deliberately absent: identities, times, reviews (`claim`, `article`).

use super::{ClaimShape, CodePoints, HtmlPoints, QuotedSpan, SourceShape};
use crate::domain::{Analysis, Attribution, Furniture, Note, SentHtml, Versions};
use serde::Serialize;

/// The versions of what made an analysis.
#[derive(Debug, Serialize)]
pub struct EngineVersions<'a> {
    /// Of the rules.
    pub version: &'a str,
    /// Of the network.
    pub model: &'a str,
    /// Of the source registry.
    pub registry: &'a str,
}

impl<'a> EngineVersions<'a> {
    pub(super) fn of(versions: &'a Versions) -> Self {
        Self { version: &versions.engine, model: &versions.model, registry: &versions.registry }
    }
}

/// Who said what.
#[derive(Debug, Serialize)]
pub struct AttributionShape<'a> {
    /// Its name within the article: `a1`, `a2`, ...
    pub id: String,
    /// How much of it is quoted.
    pub quote: &'static str,
    /// The words that name the source.
    pub mention: Vec<QuotedSpan<'a>>,
    /// The words that make the link.
    pub cue: Vec<QuotedSpan<'a>>,
    /// What is attributed.
    pub content: Vec<QuotedSpan<'a>>,
    /// Who answers for it.
    pub source: SourceShape<'a>,
    /// Through whom it came.
    pub via: Vec<SourceShape<'a>>,
    /// Why the source is not named.
    pub justification: Option<QuotedSpan<'a>>,
    /// Probability that it is right.
    pub confidence: f64,
}

impl<'a> AttributionShape<'a> {
    pub(super) fn all(attributions: &'a [Attribution], points: &CodePoints<'a>) -> Vec<Self> {
        attributions.iter().enumerate().map(|(index, attribution)| Self::of(index, attribution, points)).collect()
    }

    fn of(index: usize, attribution: &'a Attribution, points: &CodePoints<'a>) -> Self {
        Self {
            id: attribution_id(index),
            quote: attribution.quote.as_str(),
            mention: QuotedSpan::all(&attribution.mention, points),
            cue: QuotedSpan::all(&attribution.cue, points),
            content: QuotedSpan::all(&attribution.content, points),
            source: SourceShape::of(&attribution.source),
            via: SourceShape::all(&attribution.via),
            justification: attribution.justification.map(|span| QuotedSpan::of(span, points)),
            confidence: probability(attribution.confidence),
        }
    }
}

/// The name of an attribution within its article, from its index.
pub(super) fn attribution_id(index: usize) -> String {
    format!("a{}", index + 1)
}

/// A probability with three decimals: more would only be noise.
pub(super) fn probability(value: f32) -> f64 {
    (f64::from(value) * 1000.0).round() / 1000.0
}

/// Something that belongs to the page and not to the story.
#[derive(Debug, Serialize)]
pub struct FurnitureShape<'a> {
    /// What sort it is.
    pub kind: &'static str,
    /// Where it stands.
    pub span: QuotedSpan<'a>,
}

impl<'a> FurnitureShape<'a> {
    pub(super) fn all(furniture: &[Furniture], points: &CodePoints<'a>) -> Vec<Self> {
        furniture.iter().map(|piece| Self { kind: piece.kind.as_str(), span: QuotedSpan::of(piece.span, points) }).collect()
    }
}

/// A limit of the analysis.
#[derive(Debug, Serialize)]
pub struct NoteShape<'a> {
    /// A word for programs.
    pub code: &'a str,
    /// A sentence for people.
    pub detail: &'a str,
}

impl<'a> NoteShape<'a> {
    pub(super) fn all(notes: &'a [Note]) -> Vec<Self> {
        notes.iter().map(|note| Self { code: &note.code, detail: &note.detail }).collect()
    }
}

/// The answer to a text that was analysed and not kept.
#[derive(Debug, Serialize)]
pub struct AnalysisShape<'a> {
    /// The text that all offsets count in, where it was read from HTML and the caller can't know it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'a str>,
    /// The claims.
    pub claims: Vec<ClaimShape<'a>>,
    /// Who said what.
    pub attributions: Vec<AttributionShape<'a>>,
    /// What belongs to the page.
    pub furniture: Vec<FurnitureShape<'a>>,
    /// The limits of the analysis.
    pub notes: Vec<NoteShape<'a>>,
    /// What made it.
    pub engine: EngineVersions<'a>,
}

impl<'a> AnalysisShape<'a> {
    /// The shape of an analysis of this text, which may have been read from HTML.
    #[must_use]
    pub fn of(analysis: &'a Analysis, text: &'a str, html: Option<&SentHtml>) -> Self {
        let points = CodePoints::of(text);
        let html_points = html.map(HtmlPoints::of);
        Self {
            text: html.map(|_| text),
            claims: ClaimShape::all(analysis, &points, html_points.as_ref()),
            attributions: AttributionShape::all(&analysis.attributions, &points),
            furniture: FurnitureShape::all(&analysis.furniture, &points),
            notes: NoteShape::all(&analysis.notes),
            engine: EngineVersions::of(&analysis.versions),
        }
    }
}

/// The analysis of a file.
#[derive(Debug, Serialize)]
pub struct FileAnalysis<'a> {
    /// The file's name.
    pub file: &'a str,
    /// What was found in it.
    #[serde(flatten)]
    pub analysis: AnalysisShape<'a>,
}
