//! Annotated texts and stored answers, as files have them.
//!
//! In: JSON in the forms that `docs/gold-format.md` describes. Out: gold and found spans in bytes.
//! Deliberately absent: figures (`measure`). Fields that are not known are left aside: annotations carry notes of their own.

use crate::domain::{SourceKind, Span, Status};
use crate::measure::{Answer, Found, FoundAttribution, FoundClaim, GoldClaim, GoldText, Said};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::str::FromStr;
use thiserror::Error;

/// Why a file of gold can't be used.
#[derive(Debug, Error)]
pub enum GoldError {
    /// It is not JSON of the documented form.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    /// A value makes no sense.
    #[error("{place}: {detail}")]
    Value {
        /// The text, and the annotation in it.
        place: String,
        /// What is wrong.
        detail: String,
    },
}

#[derive(Deserialize)]
struct TextShape {
    id: String,
    text: String,
    attributions: Option<Vec<SaidShape>>,
    claims: Option<Vec<ClaimShape>>,
    #[serde(default)]
    not_claims: Vec<String>,
}

#[derive(Deserialize)]
struct SaidShape {
    #[serde(default)]
    source: Vec<SpanShape>,
    #[serde(default)]
    cue: Vec<SpanShape>,
    #[serde(default)]
    content: Vec<SpanShape>,
}

/// `[3, 9]` or `{"start": 3, "end": 9}`.
#[derive(Clone, Copy, Deserialize)]
#[serde(untagged)]
enum SpanShape {
    Pair(usize, usize),
    Named { start: usize, end: usize },
}

#[derive(Deserialize)]
struct ClaimShape {
    #[serde(default)]
    spans: Vec<SpanShape>,
    start: Option<usize>,
    end: Option<usize>,
    #[serde(flatten)]
    answer: AnswerShape,
    #[serde(default)]
    optional: bool,
}

#[derive(Deserialize)]
struct AnswerShape {
    canonical: Option<String>,
    kind: Option<String>,
    status: Option<String>,
    #[serde(default)]
    or: Vec<OtherShape>,
}

/// Another answer that is right too; what it does not say is as in the first.
#[derive(Deserialize)]
struct OtherShape {
    canonical: Option<String>,
    kind: Option<String>,
    status: Option<String>,
}

/// Reads texts with their gold: attributions, claims or both.
///
/// # Errors
/// Where it is not of the documented form, an offset lies outside of its text, or a word is no kind or status.
pub fn read_gold(json: &str) -> Result<Vec<GoldText>, GoldError> {
    let shapes: Vec<TextShape> = serde_json::from_str(json)?;
    let mut ids = HashSet::new();
    let mut texts = Vec::new();
    for shape in shapes {
        if !ids.insert(shape.id.clone()) {
            return Err(wrong(&shape.id, "two texts have this id"));
        }
        if shape.attributions.is_none() && shape.claims.is_none() {
            return Err(wrong(&shape.id, "it has neither `attributions` nor `claims`"));
        }
        let bytes = Bytes::of(&shape.text);
        let place = |what: &str, index: usize| format!("{}, {what} {}", shape.id, index + 1);
        let attributions = shape.attributions.as_ref().map(|all| {
            let each = all.iter().enumerate().map(|(index, said)| bytes.said(said, &place("attribution", index)));
            each.collect::<Result<_, _>>()
        });
        let claims = shape.claims.as_ref().map(|all| {
            let each = all.iter().enumerate().map(|(index, claim)| {
                let place = place("claim", index);
                let spans = match (claim.spans.is_empty(), claim.start, claim.end) {
                    (true, Some(start), Some(end)) => bytes.spans(&[SpanShape::Pair(start, end)], &place)?,
                    (true, ..) => return Err(wrong(&place, "it has neither `spans` nor `start` and `end`")),
                    (false, ..) => bytes.spans(&claim.spans, &place)?,
                };
                Ok(GoldClaim { spans, answers: answers(&claim.answer, &place)?, optional: claim.optional })
            });
            each.collect::<Result<_, _>>()
        });
        let (attributions, claims) = (attributions.transpose()?, claims.transpose()?);
        texts.push(GoldText { id: shape.id, text: shape.text, attributions, claims, not_claims: shape.not_claims, sources: BTreeMap::new() });
    }
    Ok(texts)
}

/// Reads who answers for attributions, and puts it to them: `{text's id: {attribution's index from 0: answer}}`.
///
/// # Errors
/// As [`read_gold`], and where there is no such text or attribution.
pub fn read_sources(json: &str, texts: &mut [GoldText]) -> Result<(), GoldError> {
    let labels: BTreeMap<String, BTreeMap<usize, AnswerShape>> = serde_json::from_str(json)?;
    for (id, labels) in labels {
        let text = texts.iter_mut().find(|text| text.id == id).ok_or_else(|| wrong(&id, "there is no such text"))?;
        let count = text.attributions.as_ref().map_or(0, Vec::len);
        for (index, shape) in labels {
            let place = format!("{id}, attribution {index}");
            if index >= count {
                return Err(wrong(&place, "there is no such attribution"));
            }
            text.sources.insert(index, answers(&shape, &place)?);
        }
    }
    Ok(())
}

#[derive(Deserialize)]
struct FoundLine {
    id: String,
    #[serde(default)]
    attributions: Vec<FoundAttributionShape>,
    #[serde(default)]
    claims: Vec<FoundClaimShape>,
}

#[derive(Deserialize)]
struct FoundAttributionShape {
    #[serde(flatten)]
    said: SaidShape,
    confidence: Option<f64>,
}

#[derive(Deserialize)]
struct FoundClaimShape {
    spans: Vec<SpanShape>,
    source: FoundSource,
    status: String,
}

#[derive(Deserialize)]
struct FoundSource {
    name: String,
    kind: String,
}

/// Reads what was found in these texts, a line for each, as `claimdesk analyze --ndjson` prints it. In the order of the
/// texts; of a text without a line, nothing was found.
///
/// # Errors
/// As [`read_gold`].
pub fn read_found(lines: &str, texts: &[GoldText]) -> Result<Vec<Found>, GoldError> {
    let mut by_id = HashMap::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let line: FoundLine = serde_json::from_str(line)?;
        by_id.insert(line.id.clone(), line);
    }
    let found = texts.iter().map(|text| {
        let Some(line) = by_id.get(&text.id) else { return Ok(Found::default()) };
        let bytes = Bytes::of(&text.text);
        let attribution = |found: &FoundAttributionShape| {
            if found.confidence.is_some_and(|confidence| !(0.0..=1.0).contains(&confidence)) {
                return Err(wrong(&line.id, "a `confidence` is no probability, 0 to 1"));
            }
            Ok(FoundAttribution { said: bytes.said(&found.said, &line.id)?, confidence: found.confidence })
        };
        let attributions = line.attributions.iter().map(attribution).collect::<Result<_, GoldError>>()?;
        let claim = |claim: &FoundClaimShape| {
            let answer = Answer {
                name: claim.source.name.clone(),
                kind: word(&claim.source.kind, "kind", &line.id)?,
                status: word(&claim.status, "status", &line.id)?,
            };
            Ok(FoundClaim { spans: bytes.spans(&claim.spans, &line.id)?, answer })
        };
        Ok(Found { attributions, claims: line.claims.iter().map(claim).collect::<Result<_, GoldError>>()? })
    });
    found.collect()
}

/// The answers that are right: the first, and those that differ from it in what they say.
fn answers(shape: &AnswerShape, place: &str) -> Result<Vec<Answer>, GoldError> {
    let first = OtherShape { canonical: None, kind: None, status: None };
    let mut all = Vec::new();
    for other in std::iter::once(&first).chain(&shape.or) {
        let pick = |own: &Option<String>, first: &Option<String>, field: &str| {
            own.clone().or_else(|| first.clone()).ok_or_else(|| wrong(place, format!("`{field}` is missing")))
        };
        all.push(Answer {
            name: pick(&other.canonical, &shape.canonical, "canonical")?,
            kind: word(&pick(&other.kind, &shape.kind, "kind")?, "kind", place)?,
            status: word(&pick(&other.status, &shape.status, "status")?, "status", place)?,
        });
    }
    Ok(all)
}

trait Word: FromStr {}
impl Word for SourceKind {}
impl Word for Status {}

fn word<T: Word>(word: &str, field: &str, place: &str) -> Result<T, GoldError> {
    word.parse().map_err(|_| wrong(place, format!("`{word}` is no {field}")))
}

fn wrong(place: &str, detail: impl Into<String>) -> GoldError {
    GoldError::Value { place: place.to_owned(), detail: detail.into() }
}

/// From code points to bytes of a text.
struct Bytes {
    /// The byte at which each code point starts, and the end of the text.
    starts: Vec<usize>,
}

impl Bytes {
    fn of(text: &str) -> Self {
        Self { starts: text.char_indices().map(|(at, _)| at).chain([text.len()]).collect() }
    }

    fn spans(&self, shapes: &[SpanShape], place: &str) -> Result<Vec<Span>, GoldError> {
        let span = |shape: &SpanShape| {
            let (SpanShape::Pair(start, end) | SpanShape::Named { start, end }) = *shape;
            match (self.starts.get(start), self.starts.get(end)) {
                (Some(&from), Some(&to)) if from <= to => Ok(Span::new(from, to)),
                _ => Err(wrong(place, format!("[{start}, {end}] is no stretch of the text, which has {} code points", self.starts.len() - 1))),
            }
        };
        shapes.iter().map(span).collect()
    }

    fn said(&self, shape: &SaidShape, place: &str) -> Result<Said, GoldError> {
        Ok(Said { source: self.spans(&shape.source, place)?, cue: self.spans(&shape.cue, place)?, content: self.spans(&shape.content, place)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_code_points_and_what_lies_outside_is_named() {
        let gold = |end: usize| format!(r#"[{{"id": "a", "text": "“Nō”, er", "attributions": [{{"content": [[1, {end}]], "note": 1}}]}}]"#);
        let texts = read_gold(&gold(3)).unwrap();
        assert_eq!(texts[0].attributions.as_ref().unwrap()[0].content[0].of(&texts[0].text), "Nō");
        assert_eq!(read_gold(&gold(9)).unwrap_err().to_string(), "a, attribution 1: [1, 9] is no stretch of the text, which has 8 code points");
    }

    #[test]
    fn another_answer_says_only_what_is_different() {
        let json = r#"[{"id": "a", "text": "It rained.", "claims": [
            {"start": 0, "end": 9, "canonical": "newsroom", "kind": "newsroom", "status": "asserted", "or": [{"status": "unconfirmed"}]}]}]"#;
        let texts = read_gold(json).unwrap();
        let answers = &texts[0].claims.as_ref().unwrap()[0].answers;
        assert_eq!(answers.len(), 2);
        assert_eq!((answers[1].name.as_str(), answers[1].status), ("newsroom", Status::Unconfirmed));
        let wrong = json.replace("asserted", "true");
        assert_eq!(read_gold(&wrong).unwrap_err().to_string(), "a, claim 1: `true` is no status");
    }
}
