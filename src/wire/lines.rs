//! The line form of `claimdesk analyze --ndjson`, which corpora and scorers read.
//!
//! In: lines `{"id", "text"}`; analyses. Out: texts; lines with spans as pairs of code points.
//! Deliberately absent: reading and writing files (`cli`).

use super::analysis::probability;
use super::request::{ReadError, read_strictly};
use super::span::pairs;
use super::{ClaimShape, CodePoints};
use crate::domain::Analysis;
use serde::{Deserialize, Serialize};

/// A line that comes in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextLine {
    /// The caller's name for the text.
    pub id: String,
    /// The text.
    pub text: String,
    /// Whose own voice the text is in.
    pub outlet: Option<String>,
    /// Its language, a BCP 47 tag.
    pub language: Option<String>,
}

/// Reads a line that comes in.
///
/// # Errors
/// Where it is not UTF-8, not JSON, or not of this form.
pub fn read_line(line: &[u8]) -> Result<TextLine, ReadError> {
    read_strictly(line)
}

/// A line that goes out.
#[derive(Debug, Serialize)]
pub struct AnalysedLine<'a> {
    /// The caller's name for the text.
    pub id: &'a str,
    /// Who said what, as spans, and how sure that is.
    pub attributions: Vec<LineAttribution>,
    /// The claims.
    pub claims: Vec<ClaimShape<'a>>,
}

/// An attribution as spans, and its confidence.
#[derive(Debug, Serialize)]
pub struct LineAttribution {
    /// The source mention.
    pub source: Vec<[usize; 2]>,
    /// The cue.
    pub cue: Vec<[usize; 2]>,
    /// The content.
    pub content: Vec<[usize; 2]>,
    /// Probability that it is right, 0 to 1, with three decimals.
    pub confidence: f64,
}

impl<'a> AnalysedLine<'a> {
    /// The line of a text and its analysis.
    #[must_use]
    pub fn of(id: &'a str, text: &'a str, analysis: &'a Analysis) -> Self {
        let points = CodePoints::of(text);
        let attribution = |attribution: &crate::domain::Attribution| LineAttribution {
            source: pairs(&attribution.mention, &points),
            cue: pairs(&attribution.cue, &points),
            content: pairs(&attribution.content, &points),
            confidence: probability(attribution.confidence),
        };
        Self { id, attributions: analysis.attributions.iter().map(attribution).collect(), claims: ClaimShape::all(analysis, &points, None) }
    }
}
