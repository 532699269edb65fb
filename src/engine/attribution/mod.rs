//! Third stage: who said what, as spans.
//!
//! In: the text and its tagging. Out: [`Draft`]s: those with a cue in order, then those nested in them, then what runs on.
//! Deliberately absent: who the source is (`sources`), and whether the content is a claim (`claims`).

mod assemble;
mod continuation;
mod extent;
mod nesting;
mod recover;
#[cfg(test)]
pub(in crate::engine) mod tests;
mod trims;

use super::tagger::Tagging;
use super::text::Text;
use crate::domain::{QuoteKind, Span};
use assemble::{Group, assemble};

/// An attribution as spans of the normalised text, its source not yet resolved.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The words that name the source; empty where there are none.
    pub mention: Vec<Span>,
    /// The words that link; empty where an earlier attribution runs on.
    pub cue: Vec<Span>,
    /// What is attributed, in order, never empty.
    pub content: Vec<Span>,
    /// How much of it is quoted.
    pub quote: QuoteKind,
    /// Index of the earlier attribution that this one runs on from without naming the source again.
    pub continues: Option<usize>,
    /// Index of the attribution in whose content this one stands.
    pub inside: Option<usize>,
    /// Probability that who-said-what is right.
    pub confidence: f32,
}

/// Finds who said what in a tagged text.
#[must_use]
pub fn find_attributions(text: &Text, tagging: &Tagging) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = assemble(tagging).iter().map(|group| draft(text, tagging, group)).collect();
    for draft in &mut drafts {
        leave_furniture(text, draft);
    }
    drafts.retain(|draft| !draft.content.is_empty());
    let page = extent::Page { text, syntax: &tagging.syntax };
    recover::recover(page, &mut drafts);
    // What points at no cue and stands beside no verb of saying is nobody's words; a quotation among them may still run on.
    drafts.retain(|draft| !draft.cue.is_empty());
    extent::mend_extents(page, &mut drafts);
    for draft in &mut drafts {
        recover::complete_before_speaker(page, draft);
    }
    // What had been taken for a part of other words, and was given back.
    let mut late = recover::recover_untouched(page, &drafts);
    extent::mend_extents(page, &mut late);
    drafts.extend(late);
    for draft in &mut drafts {
        for spans in [&mut draft.mention, &mut draft.cue, &mut draft.content] {
            put_in_order(spans);
        }
        draft.quote = quote_kind(text, &draft.content);
    }
    let nested = nesting::find_nested(text, &tagging.syntax, &drafts);
    let continued = continuation::find_continuations(text, &tagging.syntax, &drafts);
    drafts.extend(nested);
    drafts.extend(continued);
    drafts
}

/// Takes headings and other furniture out of a draft: nobody in a heading says what stands in the paragraph below.
fn leave_furniture(text: &Text, draft: &mut Draft) {
    let outside = |span: &Span| !text.furniture.iter().any(|furniture| furniture.span.contains(*span));
    draft.mention.retain(outside);
    draft.cue.retain(outside);
    draft.content.retain(outside);
    for content in &mut draft.content {
        let behind = text.furniture.iter().map(|furniture| furniture.span.end).filter(|end| content.start < *end && *end < content.end).max();
        if let Some(end) =
            behind.filter(|&end| text.furniture.iter().any(|furniture| furniture.span.end == end && furniture.span.start <= content.start))
        {
            let gap = text.normal.get(end..content.end).map_or(0, |rest| rest.len() - rest.trim_start().len());
            content.start = end + gap;
        }
    }
}

/// Spans in the order of the text. Two that were extended over the same words are one.
fn put_in_order(spans: &mut Vec<Span>) {
    spans.sort_unstable();
    spans.dedup_by(|next, last| {
        let shares = next.start < last.end;
        if shares {
            last.end = last.end.max(next.end);
        }
        shares
    });
}

fn draft(text: &Text, tagging: &Tagging, group: &Group) -> Draft {
    let span = |labelled: &super::tagger::LabelledSpan| tagging.span_of(&labelled.pieces);
    let content: Vec<Span> = group.contents.iter().map(span).collect();
    Draft {
        mention: group.source.iter().map(span).collect(),
        cue: group.cue.iter().map(span).collect(),
        quote: quote_kind(text, &content),
        content,
        continues: None,
        inside: None,
        confidence: confidence(group),
    }
}

/// How much of the content stands in quotation marks, by its words.
fn quote_kind(text: &Text, content: &[Span]) -> QuoteKind {
    let (mut inside, mut outside) = (false, false);
    for (at, _) in content.iter().flat_map(|span| words_of(text, *span)) {
        if stands_in_quotes(text, at) { inside = true } else { outside = true }
    }
    match (inside, outside) {
        (true, false) => QuoteKind::Direct,
        (true, true) => QuoteKind::Mixed,
        _ => QuoteKind::Indirect,
    }
}

/// Whether all words of a stretch stand in quotation marks.
fn is_quoted(text: &Text, span: Span) -> bool {
    let mut words = words_of(text, span).peekable();
    words.peek().is_some() && words.all(|(at, _)| stands_in_quotes(text, at))
}

/// The letters and digits of a span with their places in the text.
fn words_of(text: &Text, span: Span) -> impl Iterator<Item = (usize, char)> + '_ {
    span.of(&text.normal).char_indices().filter(|(_, c)| c.is_alphanumeric()).map(move |(at, c)| (span.start + at, c))
}

/// Whether a byte of the text stands in quotation marks. Quotations nest a few deep, so a look at the last few is enough.
fn stands_in_quotes(text: &Text, at: usize) -> bool {
    let before = text.quotes.partition_point(|quote| quote.inner.start <= at);
    text.quotes[..before].iter().rev().take(8).any(|quote| quote.inner.holds(at))
}

/// Probability that who-said-what is right, by what the network believed of each part: a logistic model of the weakest content,
/// the source, the cue and the link between them. Fitted by maximum likelihood to the 865 attributions found in the selection
/// articles of the training set, which trained no weight: in ten bins of equal mass the expected calibration error is 0.03 in
/// five-fold cross-validation and the area under the curve 0.86 (the product of the five, which it replaces: 0.12 and 0.84).
/// Those articles chose between weights, which flatters: the network is right 6 points less often on others, so that the
/// intercept stands 0.2 below the fitted one.
fn confidence(group: &Group) -> f32 {
    const INTERCEPT: f32 = -0.908 - 0.2;
    const CONTENT: f32 = 0.594;
    const SOURCE: f32 = 0.189;
    const CUE: f32 = 0.230;
    const SOURCE_LINK: f32 = 0.840;
    const NO_SOURCE: f32 = 0.521;
    let Some(cue) = &group.cue else { return WITHOUT_CUE };
    let content = group.contents.iter().map(|content| content.certainty).fold(1.0, f32::min);
    let source = group.source.as_ref().map_or(NO_SOURCE, |source| SOURCE * log_odds(source.certainty));
    let sum = INTERCEPT + CONTENT * log_odds(content) + source + CUE * log_odds(cue.certainty) + SOURCE_LINK * group.source_link.max(-4.0);
    (1.0 / (1.0 + (-sum).exp())).clamp(0.01, 0.99)
}

/// A content to which `recover` has to find a cue in the words.
const WITHOUT_CUE: f32 = 0.25;

/// The logarithm of the odds, for probabilities that are neither 0 nor 1.
fn log_odds(probability: f32) -> f32 {
    let probability = probability.clamp(0.02, 0.999);
    (probability / (1.0 - probability)).ln()
}
