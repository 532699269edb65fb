//! Where one claim ends and the next begins.
//!
//! In: the tokens of a segment: a content or a newsroom's sentence. Out: its clauses, each a list of tokens in order.
//! Deliberately absent: whether a clause is a claim (`bearing`), and its exact bounds (`bounds`).
//!
//! Parted: "it would cut tariffs | and that talks would resume in May"; "the deal is done, | although he gave no date".
//! Not parted: "it had opened a file and would decide by May" (one subject), "nurses came in even though the city had no
//! water" (a circumstance), "oil, gas and coal" (a list).

use super::Reading;
use crate::engine::tagger::{Relation, Tag};
use std::collections::HashMap;

/// Words that set a second full statement against the first.
const CONTRAST: [&str; 4] = ["while", "although", "though", "whereas"];
/// Words that may stand at the seam of two clauses.
const SEAM: [&str; 7] = ["and", "but", "or", "yet", "so", "nor", "that"];
const SUBJECTS: [Relation; 5] = [Relation::Nsubj, Relation::Nsubjpass, Relation::Csubj, Relation::Csubjpass, Relation::Expl];

/// A clause with what heads it.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    /// Its tokens in order.
    pub tokens: Vec<usize>,
    /// Its predicate; none where no finite clause was found.
    pub head: Option<usize>,
}

/// Parts a segment into clauses that stand on their own; a segment with fewer than two stays whole.
pub(super) fn split_clauses(reading: &Reading<'_>, segment: &[usize]) -> Vec<Clause> {
    let heads = top_heads(reading, segment);
    let owners = Owners::find(reading, segment, &heads);
    let mut clauses = Vec::new();
    let mut start = 0;
    let mut head = heads.first().copied();
    for &next in heads.iter().skip(1) {
        let Some(current) = head else { break };
        if let Some(seam) = find_seam(reading, segment, &owners, start, current, next) {
            clauses.push(Clause { tokens: segment[start..seam].to_vec(), head });
            start = seam;
            head = Some(next);
        }
    }
    clauses.push(Clause { tokens: segment[start..].to_vec(), head });
    clauses
}

/// The predicates of a segment's clauses that depend on no other clause of it, each with its own subject, in order.
fn top_heads(reading: &Reading<'_>, segment: &[usize]) -> Vec<usize> {
    let mut heads: Vec<usize> = segment.iter().filter_map(|&token| predicate_of(reading, token)).collect();
    heads.sort_unstable();
    heads.dedup();
    heads.retain(|&head| {
        segment.binary_search(&head).is_ok() && subject_of(reading, head).is_some_and(|subject| segment.binary_search(&subject).is_ok()) && is_top(reading, segment, head)
    });
    heads
}

/// The predicate that a finite verb belongs to.
pub(super) fn predicate_of(reading: &Reading<'_>, token: usize) -> Option<usize> {
    let own = &reading.syntax.tokens[token];
    if !own.tag.is_finite() {
        return None;
    }
    match own.relation {
        Relation::Aux | Relation::Auxpass | Relation::Cop => own.head,
        _ => Some(token),
    }
}

/// The subject of a predicate, unless it is a relative pronoun.
pub(super) fn subject_of(reading: &Reading<'_>, head: usize) -> Option<usize> {
    let subject = reading.syntax.child(head, &SUBJECTS)?;
    (!matches!(reading.syntax.tokens[subject].tag, Tag::Wdt | Tag::Wp | Tag::WpS)).then_some(subject)
}

/// Whether every step up to the segment's end joins equals: "and", ";" or a contrast, never "because", "which" or "that".
fn is_top(reading: &Reading<'_>, segment: &[usize], head: usize) -> bool {
    let mut at = head;
    loop {
        let token = &reading.syntax.tokens[at];
        let Some(above) = token.head.filter(|above| segment.binary_search(above).is_ok()) else { return true };
        let equal = match token.relation {
            Relation::Conj | Relation::Parataxis | Relation::Root => true,
            Relation::Advcl | Relation::Dep | Relation::Ccomp => is_contrast(reading, at),
            _ => false,
        };
        if !equal {
            return false;
        }
        at = above;
    }
}

/// Whether the clause is opened by a contrasting "while" or "although", not by the "while" of time or by "even though".
fn is_contrast(reading: &Reading<'_>, head: usize) -> bool {
    let mark = reading.syntax.children(head).take_while(|&child| child < head).find(|&child| reading.is_word(child, &CONTRAST));
    mark.is_some_and(|mark| {
        let before = mark.checked_sub(1).filter(|&before| reading.syntax.sentence_of(before) == reading.syntax.sentence_of(mark));
        before.is_none_or(|before| reading.syntax.tokens[before].tag == Tag::Comma || (reading.is_word(mark, &["although", "whereas"]) && !reading.is_word(before, &["even"])))
    })
}

/// For each token of a segment, which of the heads it hangs below.
struct Owners(HashMap<usize, usize>);

impl Owners {
    fn find(reading: &Reading<'_>, segment: &[usize], heads: &[usize]) -> Self {
        let mut owners: HashMap<usize, usize> = heads.iter().map(|&head| (head, head)).collect();
        for &token in segment {
            let mut path = Vec::new();
            let mut at = Some(token);
            let owner = loop {
                match at {
                    None => break None,
                    Some(here) => match owners.get(&here) {
                        Some(&owner) => break Some(owner),
                        None => path.push(here),
                    },
                }
                at = at.and_then(|here| reading.syntax.tokens[here].head);
            };
            if let Some(owner) = owner {
                owners.extend(path.into_iter().map(|here| (here, owner)));
            }
        }
        Self(owners)
    }
}

/// The position in the segment at which the clause of `next` begins, if there is a seam between it and the clause before.
///
/// The seam is where fewest tokens fall to the wrong side; it stands at a conjunction, a semicolon or a comma.
fn find_seam(reading: &Reading<'_>, segment: &[usize], owners: &Owners, start: usize, current: usize, next: usize) -> Option<usize> {
    let from = segment.partition_point(|&token| token <= current).max(start + 1);
    let to = segment.partition_point(|&token| token < next);
    let subject = subject_of(reading, next)?;
    let subject_at = segment.partition_point(|&token| token < subject);
    if from > to {
        return None;
    }
    let belongs = |at: usize, head: usize| i32::from(owners.0.get(&segment[at]) == Some(&head) && reading.syntax.tokens[segment[at]].relation != Relation::Punct);
    // Tokens of the next clause that stand before a seam, and tokens of the current one that stand behind it.
    let mut wrong: i32 = (from..to).map(|at| belongs(at, current)).sum();
    let mut best: Option<(i32, usize)> = None;
    for at in from..=to.min(subject_at) {
        if is_seam(reading, segment, at) && best.is_none_or(|(least, _)| wrong < least) {
            best = Some((wrong, at));
        }
        if at < to {
            wrong += belongs(at, next) - belongs(at, current);
        }
    }
    best.map(|(_, at)| at).filter(|&seam| has_joint(reading, &segment[seam.saturating_sub(1)..=subject_at]))
}

/// Whether a new clause may begin with this token: it is a conjunction, or the one before it is a mark.
fn is_seam(reading: &Reading<'_>, segment: &[usize], at: usize) -> bool {
    let token = segment[at];
    let is_mark = |token: usize| matches!(reading.word(token), ";" | "," | "—" | "–") || reading.syntax.tokens[token].tag == Tag::CloseQuote;
    let is_conjunction = reading.is_word(token, &SEAM) || reading.is_word(token, &CONTRAST);
    let behind_conjunction = at > 0 && reading.is_word(segment[at - 1], &SEAM);
    (is_conjunction && !behind_conjunction) || (at > 0 && is_mark(segment[at - 1]))
}

/// Whether the words between two clauses join equals: a bare comma between two subjects does not ("the man, he said").
fn has_joint(reading: &Reading<'_>, joint: &[usize]) -> bool {
    joint.iter().any(|&token| reading.is_word(token, &SEAM) || reading.is_word(token, &CONTRAST) || reading.word(token) == ";") || {
        // "Although X, Y": the contrast opened the clause before.
        joint.first().is_some_and(|&token| reading.syntax.tokens[token].tag == Tag::Comma)
            && joint.last().is_some_and(|&last| reading.syntax.sentence_of(last).is_some_and(|s| reading.is_word(reading.syntax.sentences[s].start, &CONTRAST)))
    }
}
