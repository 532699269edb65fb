//! What the article states in its own voice.
//!
//! In: the sentences, and which attributions bear claims. Out: the newsroom's claims.
//! Deliberately absent: whether they are evidence for other claims (`status`).
//!
//! A clause that no attribution touches is the newsroom's. So is the main clause to which an attribution is only appended:
//! "She acknowledged the crowd | before telling organisers that ...". A clause that only frames an attribution is nobody's
//! claim: "Kremlin spokesman Dmitry Peskov said on Friday".

use super::clauses::{Clause, split_clauses};
use super::{ClaimDraft, Reading, bearing, bounds};
use crate::domain::Span;
use crate::engine::tagger::{Relation, Tag};

/// The newsroom's own claims; `bears` says of each attribution whether its content gave a claim.
pub(super) fn own_claims(reading: &Reading<'_>, bears: &[bool]) -> Vec<ClaimDraft> {
    let covered = covered_spans(reading, bears);
    let mut claims = Vec::new();
    for sentence in &reading.syntax.sentences {
        let segment: Vec<usize> = sentence.clone().collect();
        for clause in split_clauses(reading, &segment) {
            let own = own_tokens(reading, &covered, &clause);
            if bearing::own_words_bear_claim(reading, &own) {
                claims.extend(bounds::claim_of(reading, &own, None));
            }
        }
    }
    claims
}

/// What belongs to an attribution that bears a claim, in order.
fn covered_spans(reading: &Reading<'_>, bears: &[bool]) -> Vec<(Span, Part)> {
    let mut spans: Vec<(Span, Part)> = Vec::new();
    for (draft, _) in reading.attributions.iter().zip(bears).filter(|(_, bears)| **bears) {
        spans.extend(draft.content.iter().map(|&span| (span, Part::Content)));
        spans.extend(draft.cue.iter().map(|&span| (span, Part::Cue)));
        // "Lars Moe is the mayor. | A: The dam is safe.": a name in another sentence takes nothing from the newsroom.
        let beside = |span: Span| draft.cue.iter().chain(&draft.content).any(|&part| reading.sentence_at(part) == reading.sentence_at(span));
        spans.extend(draft.mention.iter().filter(|&&span| beside(span)).map(|&span| (span, Part::Mention)));
    }
    spans.sort_by_key(|(span, _)| (span.start, span.end));
    spans
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Mention,
    Cue,
    Content,
}

/// The part of an attribution that covers a token, if any.
fn part_at(reading: &Reading<'_>, covered: &[(Span, Part)], token: usize) -> Option<Part> {
    let place = reading.syntax.tokens[token].span;
    let behind = covered.partition_point(|(span, _)| span.start < place.end);
    // Spans of different attributions may nest a few deep; a content may be long, but starts before the token all the same.
    covered[..behind].iter().rev().take(64).find(|(span, _)| span.overlaps(place)).map(|(_, part)| *part)
}

/// The tokens of a clause that are the newsroom's own; none where the clause only frames an attribution.
fn own_tokens(reading: &Reading<'_>, covered: &[(Span, Part)], clause: &Clause) -> Vec<usize> {
    let parts: Vec<(usize, Option<Part>)> = clause.tokens.iter().map(|&token| (token, part_at(reading, covered, token))).collect();
    if parts.iter().all(|(_, part)| part.is_none()) {
        return clause.tokens.clone();
    }
    if is_verdict_on_report(reading, &parts) {
        return Vec::new();
    }
    let Some(head) = clause.head else { return Vec::new() };
    let part_of_head = parts.iter().find(|(token, _)| *token == head).and_then(|(_, part)| *part);
    if part_of_head.is_some() {
        return main_clause_before(reading, &parts);
    }
    if is_frame(reading, &parts, head) {
        return Vec::new();
    }
    // The clause below the head in which the attribution stands goes, with all that follows it.
    let mut end = clause.tokens.last().map_or(0, |last| last + 1);
    let mut start = clause.tokens.first().copied().unwrap_or(0);
    for &(token, part) in &parts {
        if part.is_none() || part == Some(Part::Mention) {
            continue;
        }
        let top = child_towards(reading, head, token);
        let first = reading.syntax.subtree(top).first().copied().unwrap_or(token).min(token);
        if first > head {
            end = end.min(first);
        } else if token < head {
            start = start.max(token + 1);
        }
    }
    // "The ministry, which has | promised to pay by Monday |, did not answer calls": a relative clause stays with its noun.
    let subject = reading.syntax.subject_of(head).filter(|&subject| subject < start);
    if let (Some(subject), Some(&first)) = (subject, clause.tokens.first()) {
        let told = parts.iter().any(|(token, part)| *token == subject && matches!(part, Some(Part::Content | Part::Cue)));
        let within = reading
            .syntax
            .subtree(subject)
            .into_iter()
            .any(|token| token > subject && parts.iter().any(|(other, part)| *other == token && matches!(part, Some(Part::Content | Part::Cue))));
        if within && !told {
            start = first;
        }
    }
    let mut own: Vec<usize> = clause.tokens.iter().copied().filter(|&token| start <= token && token < end).collect();
    // "confirmed the cuts | but": the conjunction went with the attribution.
    while own.last().is_some_and(|&last| reading.is_word(last, &["and", "but", "or", ","])) {
        own.pop();
    }
    // "Lunde rallied her supporters | by | promising ...", "the debate was so dull | that | ...": what joins it to the content goes too.
    let is_word = |token: usize| reading.word(token).chars().any(char::is_alphanumeric);
    let covered = |token: usize| parts.iter().find(|(other, _)| *other > token && is_word(*other)).is_some_and(|(_, part)| part.is_some());
    let joins = |token: usize| {
        matches!(
            reading.syntax.tokens[token].tag,
            Tag::In | Tag::To | Tag::Dt | Tag::PrpS | Tag::Md | Tag::Wdt | Tag::Wp | Tag::Wrb | Tag::Cc | Tag::Pos
        )
    };
    if own.iter().rfind(|&&token| is_word(token)).is_some_and(|&last| joins(last) && covered(last)) {
        while own.last().is_some_and(|&last| joins(last) || !is_word(last)) {
            own.pop();
        }
    }
    // "The bridge collapsed, a day | after the firm said ..."
    let mut whole = false;
    if let Some(comma) = own.iter().rposition(|&token| reading.syntax.tokens[token].tag == Tag::Comma) {
        const TIMES: [&str; 14] =
            ["day", "days", "week", "weeks", "month", "months", "year", "years", "hour", "hours", "minute", "minutes", "moment", "moments"];
        let tail = &own[comma + 1..];
        let time = tail.last().is_some_and(|&last| reading.is_word(last, &TIMES));
        if time && tail.len() <= 3 && tail.iter().all(|&token| !reading.syntax.tokens[token].tag.is_verb()) {
            own.truncate(comma);
            whole = true;
        }
    }
    // "Halden Parcels put | the figure at 700": what is left ends with the verb whose object was the content.
    let last = own.iter().rfind(|&&token| is_word(token));
    if last == Some(&head) && !whole { Vec::new() } else { own }
}

/// "Rumours that | a pensioner had drowned | were unfounded, police said": a sentence that begins with the noun for a report, and goes on
/// with what became of it.
fn is_verdict_on_report(reading: &Reading<'_>, parts: &[(usize, Option<Part>)]) -> bool {
    let mut words = parts.iter().filter(|(token, _)| reading.word(*token).chars().any(char::is_alphanumeric));
    let opens = words.next().is_some_and(|(token, part)| *part == Some(Part::Cue) && reading.syntax.tokens[*token].tag.is_noun());
    let mut behind = words.skip_while(|(_, part)| *part != Some(Part::Content)).skip_while(|(_, part)| *part == Some(Part::Content));
    opens && behind.next().is_some_and(|(token, part)| part.is_none() && reading.is_word(*token, &["is", "are", "was", "were", "has", "have", "had"]))
}

/// "The senator resigned on Wednesday, | hours after a video appeared to show ...": where the syntax makes the attribution the head,
/// a full clause up to the last comma before it is still the newsroom's.
fn main_clause_before(reading: &Reading<'_>, parts: &[(usize, Option<Part>)]) -> Vec<usize> {
    let own: Vec<usize> = parts.iter().take_while(|(_, part)| part.is_none()).map(|(token, _)| *token).collect();
    let Some(comma) = own.iter().rposition(|&token| reading.word(token) == ",") else { return Vec::new() };
    let (clause, tail) = own.split_at(comma);
    let subordinate = tail.iter().any(|&token| reading.is_word(token, &["after", "before", "when", "as", "since", "days", "hours", "weeks"]));
    let (Some(&first), Some(&last)) = (clause.first(), clause.last()) else { return Vec::new() };
    if subordinate && reading.syntax.states_something(first..last + 1) { clause.to_vec() } else { Vec::new() }
}

/// Whether the head only carries the attribution: its object clause is the content, or what is left has no subject.
fn is_frame(reading: &Reading<'_>, parts: &[(usize, Option<Part>)], head: usize) -> bool {
    let part = |token: usize| parts.iter().find(|(other, _)| *other == token).and_then(|(_, part)| *part);
    let carries_content = reading
        .syntax
        .children(head)
        .any(|child| matches!(reading.syntax.tokens[child].relation, Relation::Ccomp | Relation::Dobj) && part(child) == Some(Part::Content));
    // "Its claim that | the books were sound | was rejected by the auditor": about the claim, which is listed.
    let judges_claim = reading.is_word(head, &["rejected", "denied", "dismissed", "disputed", "confirmed", "refuted", "contested", "questioned"])
        && reading.syntax.child(head, &[Relation::Nsubjpass, Relation::Nsubj]).is_some_and(|subject| part(subject) == Some(Part::Cue));
    carries_content || judges_claim || reading.syntax.subject_of(head).is_none_or(|subject| part(subject) == Some(Part::Content))
}

/// The token below `head` on the way to `token`; `token` itself where the way does not lead there.
fn child_towards(reading: &Reading<'_>, head: usize, token: usize) -> usize {
    let mut at = token;
    while let Some(above) = reading.syntax.tokens[at].head {
        if above == head {
            return at;
        }
        at = above;
    }
    token
}
