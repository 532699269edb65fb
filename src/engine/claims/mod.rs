//! Fourth stage: content and the newsroom's own sentences split into claims.
//!
//! In: text, syntax and attributions. Out: [`ClaimDraft`]s in order of their first span.
//! Deliberately absent: who answers for them (`sources`), how well they are confirmed (`status`).
//!
//! Ruling 21 of the labels gives the bounds: one subject with two verbs is one claim; two subjects, or two full clauses, are
//! two; appositions, relative clauses and participles stay in their host; leading conjunctions, "that", outer quotation marks
//! and final punctuation stand outside.

mod bearing;
mod bounds;
mod clauses;
mod newsroom;
#[cfg(test)]
mod tests;
mod withheld;

use super::attribution::Draft;
use super::tagger::{Syntax, Tag};
use super::text::Text;
use crate::domain::{QuoteKind, Span};
use withheld::{Withheld, is_withheld};

/// A claim as spans of the normalised text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimDraft {
    /// Its words, in order, trimmed, never empty.
    pub spans: Vec<Span>,
    /// Index of its attribution (the innermost that has it as content); none for the newsroom's own voice.
    pub attribution: Option<usize>,
}

/// What the parts of this stage look at.
#[derive(Clone, Copy)]
struct Reading<'a> {
    text: &'a Text,
    syntax: &'a Syntax,
    attributions: &'a [Draft],
}

impl Reading<'_> {
    fn word(&self, token: usize) -> &str {
        self.syntax.word(&self.text.normal, token)
    }

    /// The sentence that a span begins in.
    fn sentence_at(&self, span: Span) -> Option<usize> {
        self.syntax.sentence_of(self.syntax.tokens_in(span).start)
    }

    /// Whether a token stands in quotation marks. Quotations nest a few deep.
    fn is_quoted(&self, token: usize) -> bool {
        let start = self.syntax.tokens[token].span.start;
        let before = self.text.quotes.partition_point(|quote| quote.inner.start <= start);
        self.text.quotes[..before].iter().rev().take(8).any(|quote| quote.inner.holds(start))
    }

    fn is_word(&self, token: usize, words: &[&str]) -> bool {
        let own = self.word(token);
        words.iter().any(|word| own.eq_ignore_ascii_case(word))
    }
}

/// Finds the claims of a text.
#[must_use]
pub fn find_claims(text: &Text, syntax: &Syntax, attributions: &[Draft]) -> Vec<ClaimDraft> {
    let reading = Reading { text, syntax, attributions };
    let mut claims = Vec::new();
    let mut bears = vec![false; attributions.len()];
    let withheld: Vec<Option<Withheld>> = attributions.iter().map(|draft| is_withheld(&reading, draft)).collect();
    for (at, draft) in attributions.iter().enumerate() {
        let cued = draft.cue.first().and_then(|&cue| reading.sentence_at(cue));
        for (nth, segment) in content_segments(&reading, &withheld, at).into_iter().enumerate() {
            let below_cue = segment.first().and_then(|&first| reading.syntax.sentence_of(first)) == cued;
            if withheld[at] == Some(Withheld::Whole) && below_cue {
                continue;
            }
            // What is negated is negated together: "doesn't think | that it is safe and that it will last".
            let negation: Vec<usize> = match (withheld[at], segment.first()) {
                (Some(Withheld::Without(first)), Some(&content)) if nth == 0 => (first..content).collect(),
                _ => Vec::new(),
            };
            let parts = if negation.is_empty() {
                clauses::split_clauses(&reading, &segment).into_iter().map(|clause| clause.tokens).collect()
            } else {
                vec![segment]
            };
            for part in parts {
                let tokens = bounds::behind_accused(&reading, draft, &part);
                // A question or an order is no claim, and the words that frame it are no claim of the newsroom's.
                bears[at] |= bearing::is_question(&reading, tokens) || bearing::is_order(&reading, tokens);
                if !bearing::content_bears_claim(&reading, draft, tokens) {
                    continue;
                }
                let words: Vec<usize> = negation.iter().chain(tokens).copied().collect();
                if let Some(claim) = bounds::claim_of(&reading, &words, Some(at)) {
                    bears[at] = true;
                    claims.push(claim);
                }
            }
        }
    }
    // "The Herald reported on Friday that the minister had said ...": what is said inside bears the claim of the frame as well.
    for (at, draft) in attributions.iter().enumerate() {
        if let Some(outer) = draft.inside.filter(|&outer| bears[at] && outer < bears.len()) {
            bears[outer] = true;
        }
    }
    // "“Absolutely,” he said when asked": where the quotation states nothing, the words around it are no claim of the newsroom's either.
    for (at, draft) in attributions.iter().enumerate() {
        bears[at] |= is_quotation_said(&reading, draft);
    }
    claims.extend(newsroom::own_claims(&reading, &bears));
    claims.sort_by_key(|claim| (claim.spans.first().map(|span| span.start), claim.attribution.is_none()));
    claims
}

/// Whether a sentence begins with a quotation, and nothing but a verb of saying makes it somebody's.
fn is_quotation_said(reading: &Reading<'_>, draft: &Draft) -> bool {
    let (Some(content), Some(cue), Some(mention)) = (draft.content.first(), draft.cue.first(), draft.mention.first()) else { return false };
    let verb = reading.syntax.tokens_in(*cue);
    let first = reading.syntax.tokens_in(*content).start;
    let opens = reading.syntax.sentence_of(first).is_some_and(|sentence| reading.syntax.sentences[sentence].start == first);
    draft.quote == QuoteKind::Direct
        && opens
        && content.start < cue.start.min(mention.start)
        && verb.len() == 1
        && reading.is_word(verb.start, &["said", "says", "added", "adds", "replied", "replies", "answered", "responded"])
}

/// The tokens of a content, a segment for each sentence it touches; what attributions inside it have as their own is left out.
fn content_segments(reading: &Reading<'_>, withheld: &[Option<Withheld>], attribution: usize) -> Vec<Vec<usize>> {
    let all = reading.attributions.iter().zip(withheld);
    // What nobody said inside stays with the words around it.
    let inner: Vec<&Draft> =
        all.filter(|(draft, withheld)| draft.inside == Some(attribution) && **withheld != Some(Withheld::Whole)).map(|(draft, _)| draft).collect();
    let mut segments: Vec<(usize, Vec<usize>)> = Vec::new();
    let mut before: Option<Span> = None;
    for &span in &reading.attributions[attribution].content {
        let joined = before.filter(|&before| is_only_joined(reading, before, span)).map_or(span, |before| Span::new(before.end, span.end));
        let parted = joined == span && before.is_some_and(|before| is_apart(reading, before, span));
        let first = reading.syntax.tokens_in(joined).start;
        before = Some(span);
        for token in reading.syntax.tokens_in(joined) {
            let place = reading.syntax.tokens[token].span;
            if inner.iter().any(|draft| draft.mention.iter().chain(&draft.cue).chain(&draft.content).any(|part| part.overlaps(place))) {
                continue;
            }
            let Some(sentence) = reading.syntax.sentence_of(token) else { continue };
            let apart = parted && token == first;
            match segments.last_mut() {
                Some((last, tokens)) if *last == sentence && !apart => tokens.push(token),
                _ => segments.push((sentence, vec![token])),
            }
        }
    }
    segments.into_iter().map(|(_, tokens)| tokens).collect()
}

/// "[The minister will mediate], a source said, and [the firm is willing to talk]": both state something with a subject of their
/// own, and what joins them stands behind the words of saying: "[There had been no time], he said: [both had collapsed]".
fn is_apart(reading: &Reading<'_>, before: Span, span: Span) -> bool {
    let (one, other) = (reading.syntax.tokens_in(before), reading.syntax.tokens_in(span));
    let joint = other.start.checked_sub(1).into_iter().chain(other.clone().take(1));
    let joined = joint.into_iter().any(|token| reading.is_word(token, &["and", "but"]) || matches!(reading.word(token), ";" | ":"));
    // "Once the ballots were counted, the mayor said: ..."
    let lower = reading.word(other.start.saturating_sub(1)) == ":"
        && (reading.syntax.tokens.get(one.start).is_some_and(|first| matches!(first.tag, Tag::In | Tag::Wrb | Tag::Vbg | Tag::Vbn))
            || reading.is_word(one.start, &["once", "since", "now", "after", "before", "at", "as"]));
    joined && !lower && reading.syntax.states_something(one) && reading.syntax.states_something(other)
}

/// Whether nothing but a conjunction stands between two stretches of a content: "... to Thailand | and | that the price ...".
fn is_only_joined(reading: &Reading<'_>, before: Span, span: Span) -> bool {
    let between = reading.syntax.tokens_in(Span::new(before.end, span.start));
    (1..=2).contains(&between.len())
        && between.clone().all(|token| reading.is_word(token, &["and", "but", ",", ";"]))
        && between.clone().any(|token| reading.is_word(token, &["and", "but", ";"]))
}
