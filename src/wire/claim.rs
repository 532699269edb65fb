//! A claim, bare as the engine found it and with everything that a store adds.
//!
//! In: a claim, its attribution, and the code points of its text. Out: its JSON shape.
//! Deliberately absent: the content of its attribution, which stands with the article's attributions.

use super::analysis::{attribution_id, probability};
use super::group::ArticleHeadingShape;
use super::{AnchoredSpan, CodePoints, HtmlPoints, QuotedSpan, SourceShape};
use crate::domain::{Analysis, Attribution, Basis, ClaimInContext, ReplacedClaim, SourceRef, Span, Status, StoredClaim};
use jiff::Timestamp;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;
use uuid::Uuid;

/// A claim as the engine found it.
#[derive(Debug, Serialize)]
pub struct ClaimShape<'a> {
    /// Its place among the article's claims, from 1.
    pub ordinal: usize,
    /// Its words.
    pub text: Cow<'a, str>,
    /// Where they stand.
    pub spans: Vec<AnchoredSpan<'a>>,
    /// Who answers for it.
    pub source: SourceShape<'a>,
    /// How it is attributed; null for the newsroom's own voice.
    pub attribution: Option<ClaimAttribution<'a>>,
    /// How well the article confirms it.
    pub status: &'static str,
    /// Why.
    pub basis: Vec<BasisShape<'a>>,
}

/// How a claim is attributed.
#[derive(Debug, Serialize)]
pub struct ClaimAttribution<'a> {
    /// Its name within the article.
    pub id: String,
    /// How much of it is quoted.
    pub quote: &'static str,
    /// The words that name the source.
    pub mention: Vec<QuotedSpan<'a>>,
    /// The words that make the link.
    pub cue: Vec<QuotedSpan<'a>>,
    /// Through whom it came.
    pub via: Vec<SourceShape<'a>>,
    /// Probability that it is right.
    pub confidence: f64,
}

/// One reason for a status.
#[derive(Debug, Serialize)]
pub struct BasisShape<'a> {
    /// The rule.
    pub rule: &'a str,
    /// The words that it rests on, where it rests on words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exact: Option<&'a str>,
    /// Code points before them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    /// Code points before what follows them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
    /// The slug of the party behind them, where it is another than the claim's source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<&'a str>,
}

impl<'a> BasisShape<'a> {
    fn of(basis: &'a Basis, points: &CodePoints<'a>) -> Self {
        let words = basis.span.map(|span| QuotedSpan::of(span, points));
        Self {
            rule: &basis.rule,
            exact: words.as_ref().map(|words| words.exact),
            start: words.as_ref().map(|words| words.start),
            end: words.as_ref().map(|words| words.end),
            by: basis.by.as_ref().map(|by| by.id.as_str()),
        }
    }
}

/// What the engine's and the store's claims have in common.
struct Parts<'a> {
    ordinal: usize,
    text: Cow<'a, str>,
    spans: &'a [Span],
    source: &'a SourceRef,
    attribution: Option<(usize, &'a Attribution)>,
    status: Status,
    basis: &'a [Basis],
}

impl<'a> ClaimShape<'a> {
    pub(super) fn all(analysis: &'a Analysis, points: &CodePoints<'a>, html: Option<&HtmlPoints<'_>>) -> Vec<Self> {
        let claims = analysis.claims.iter().enumerate();
        claims
            .map(|(index, claim)| {
                let parts = Parts {
                    ordinal: index + 1,
                    text: Cow::Owned(claim.text(points.text())),
                    spans: &claim.spans,
                    source: &claim.source,
                    attribution: claim.attribution.and_then(|at| Some((at, analysis.attributions.get(at)?))),
                    status: claim.status,
                    basis: &claim.basis,
                };
                Self::of(parts, points, html)
            })
            .collect()
    }

    fn of(parts: Parts<'a>, points: &CodePoints<'a>, html: Option<&HtmlPoints<'_>>) -> Self {
        Self {
            ordinal: parts.ordinal,
            text: parts.text,
            spans: parts.spans.iter().map(|&span| AnchoredSpan::of(span, points, html)).collect(),
            source: SourceShape::of(parts.source),
            attribution: parts.attribution.map(|(index, attribution)| ClaimAttribution {
                id: attribution_id(index),
                quote: attribution.quote.as_str(),
                mention: QuotedSpan::all(&attribution.mention, points),
                cue: QuotedSpan::all(&attribution.cue, points),
                via: SourceShape::all(&attribution.via),
                confidence: probability(attribution.confidence),
            }),
            status: parts.status.as_str(),
            basis: parts.basis.iter().map(|basis| BasisShape::of(basis, points)).collect(),
        }
    }
}

/// A claim as the store keeps it.
#[derive(Debug, Serialize)]
pub struct FoundClaim<'a> {
    /// Its identity.
    pub id: Uuid,
    /// The article it stands in.
    pub article: Uuid,
    /// The article's outlet.
    pub outlet: &'a str,
    /// The last revision in which it stands.
    pub revision: u32,
    /// Its words, source, attribution, status and basis.
    #[serde(flatten)]
    pub claim: ClaimShape<'a>,
    /// What the engine said.
    pub engine: EngineWord<'a>,
    /// Which of the engine's words a reviewer corrected.
    pub corrected: Vec<&'static str>,
    /// Where the review stands.
    pub review: ReviewShape<'a>,
    /// The claim whose words were changed into these, with the verdict that it had.
    pub replaces: Option<ReplacedShape<'a>>,
    /// The claim into whose words these were changed.
    pub replaced_by: Option<Uuid>,
    /// When a revision came that does not have it.
    pub withdrawn_at: Option<Timestamp>,
    /// The revision in which it was first seen.
    pub first_revision: u32,
    /// Counts every change.
    pub version: u32,
    /// When it was first seen.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// What the engine said about a claim, whatever a reviewer corrected since.
#[derive(Debug, Serialize)]
pub struct EngineWord<'a> {
    /// The slug of its source.
    pub source: &'a str,
    /// Its status.
    pub status: &'static str,
    /// The network that said so.
    pub model: &'a str,
}

/// Where a review stands.
#[derive(Debug, Serialize)]
pub struct ReviewShape<'a> {
    /// Its state.
    pub state: &'static str,
    /// What the reviewer found.
    pub verdict: Option<&'static str>,
    /// Who works on it.
    pub taken_by: Option<&'a str>,
    /// The end of that, unless the person acts on the claim again.
    pub taken_until: Option<Timestamp>,
    /// Who gave the verdict.
    pub decided_by: Option<&'a str>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// Why.
    pub reason: Option<&'a str>,
    /// Web addresses.
    pub evidence: &'a [String],
    /// Whether the status changed under the verdict.
    pub recheck: bool,
}

impl<'a> ReviewShape<'a> {
    fn of(claim: &'a StoredClaim) -> Self {
        let (lease, decision) = (claim.lease.as_ref(), claim.decision.as_ref());
        Self {
            state: claim.review.as_str(),
            verdict: decision.map(|found| found.verdict.as_str()),
            taken_by: lease.map(|lease| lease.by.as_str()),
            taken_until: lease.map(|lease| lease.until),
            decided_by: decision.map(|found| found.by.as_str()),
            decided_at: decision.map(|found| found.at),
            reason: decision.and_then(|found| found.reason.as_deref()),
            evidence: decision.map_or(&[], |found| &found.evidence),
            recheck: claim.recheck,
        }
    }
}

/// A claim that was replaced.
#[derive(Debug, Serialize)]
pub struct ReplacedShape<'a> {
    /// Its identity.
    pub id: Uuid,
    /// Its words.
    pub text: &'a str,
    /// What was found about it.
    pub verdict: Option<&'static str>,
    /// By whom.
    pub decided_by: Option<&'a str>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// Why.
    pub reason: Option<&'a str>,
}

impl<'a> ReplacedShape<'a> {
    fn of(claim: &'a ReplacedClaim) -> Self {
        let decision = claim.decision.as_ref();
        Self {
            id: claim.id.0,
            text: &claim.text,
            verdict: decision.map(|found| found.verdict.as_str()),
            decided_by: decision.map(|found| found.by.as_str()),
            decided_at: decision.map(|found| found.at),
            reason: decision.and_then(|found| found.reason.as_deref()),
        }
    }
}

impl<'a> FoundClaim<'a> {
    /// The shape of one claim.
    #[must_use]
    pub fn in_context(found: &'a ClaimInContext) -> Self {
        let html = found.html.as_deref().map(HtmlPoints::of);
        Self::of(&found.claim, found.attribution.as_ref(), &CodePoints::of(&found.text), html.as_ref())
    }

    pub(super) fn of(claim: &'a StoredClaim, attribution: Option<&'a Attribution>, points: &CodePoints<'a>, html: Option<&HtmlPoints<'_>>) -> Self {
        let parts = Parts {
            ordinal: usize::try_from(claim.ordinal).unwrap_or(usize::MAX),
            text: Cow::Borrowed(&claim.text),
            spans: &claim.spans,
            source: &claim.source,
            attribution: claim.attribution.zip(attribution),
            status: claim.status,
            basis: &claim.basis,
        };
        Self {
            id: claim.id.0,
            article: claim.article.0,
            outlet: &claim.outlet,
            revision: claim.revision,
            claim: ClaimShape::of(parts, points, html),
            engine: EngineWord { source: claim.engine_source.id.as_str(), status: claim.engine_status.as_str(), model: &claim.versions.model },
            corrected: [("source", claim.source_corrected), ("status", claim.status_corrected)]
                .into_iter()
                .filter(|(_, is)| *is)
                .map(|(word, _)| word)
                .collect(),
            review: ReviewShape::of(claim),
            replaces: claim.replaces.as_ref().map(ReplacedShape::of),
            replaced_by: claim.replaced_by.map(|id| id.0),
            withdrawn_at: claim.withdrawn_at,
            first_revision: claim.first_revision,
            version: claim.version,
            created_at: claim.created_at,
            updated_at: claim.updated_at,
        }
    }
}

/// A page of claims.
#[derive(Debug, Serialize)]
pub struct ClaimListShape<'a> {
    /// The claims.
    pub claims: Vec<FoundClaim<'a>>,
    /// The articles that they stand in, each once, in the order of the claims.
    pub articles: Vec<ArticleHeadingShape<'a>>,
    /// The cursor of the next page; null at the end.
    pub next: Option<String>,
}

impl<'a> ClaimListShape<'a> {
    /// The shape of a page. Claims of one article that follow each other share one count of its code points.
    #[must_use]
    pub fn of(found: &'a [ClaimInContext], next: Option<String>) -> Self {
        let claims = found
            .chunk_by(|one, other| Arc::ptr_eq(&one.text, &other.text))
            .flat_map(|same_text| {
                let first = same_text.first();
                let points = CodePoints::of(first.map_or("", |found| &found.text));
                let html = first.and_then(|found| found.html.as_deref()).map(HtmlPoints::of);
                let shape = |found: &'a ClaimInContext| FoundClaim::of(&found.claim, found.attribution.as_ref(), &points, html.as_ref());
                same_text.iter().map(shape).collect::<Vec<_>>()
            })
            .collect();
        let mut seen = HashSet::new();
        let articles = found.iter().filter(|found| seen.insert(found.article.id)).map(|found| ArticleHeadingShape::of(&found.article)).collect();
        Self { claims, articles, next }
    }
}
