//! From scores for each piece to labelled spans: constrained decoding.
//!
//! In: averaged log probabilities of the seven labels, and where sentences begin. Out: spans of pieces with their roles.
//! Deliberately absent: links between the spans.
//!
//! The best sequence of labels (Viterbi 1967) in which an inside label follows only its own role, no source and no cue runs over
//! the end of a sentence ("... the ministry | said"), and none begins right behind another ("Gov. | Chris Christie" is one).
//! A content may run over the end of a sentence, as a quotation of several does; it comes out as a span for each sentence, since
//! each may belong to a cue of its own ("He said the price would fall. | “We shall see,” the minister replied").

use std::ops::Range;

/// What a span is to its attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Names who it comes from.
    Source,
    /// Makes the link.
    Cue,
    /// Is attributed.
    Content,
}

/// A labelled span, as a range of pieces.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelledSpan {
    /// Its role.
    pub role: Role,
    /// Its pieces.
    pub pieces: Range<usize>,
    /// Mean probability of the chosen labels, 0 to 1.
    pub certainty: f32,
    /// Whether it is the next sentence of the content before it.
    pub runs_on: bool,
}

const OUTSIDE: usize = 0;
/// The label of a source's first piece.
pub(super) const BEGINS_SOURCE: usize = 1;
const COUNT: usize = 7;

fn role_of(label: usize) -> Option<Role> {
    match label {
        1 | 2 => Some(Role::Source),
        3 | 4 => Some(Role::Cue),
        5 | 6 => Some(Role::Content),
        _ => None,
    }
}

fn is_inside(label: usize) -> bool {
    label > 0 && label.is_multiple_of(2)
}

fn may_follow(before: usize, label: usize, begins_sentence: bool) -> bool {
    let (role, same_role) = (role_of(label), role_of(before) == role_of(label));
    let may_run_on = role == Some(Role::Content) || !begins_sentence;
    if is_inside(label) {
        same_role && may_run_on
    } else {
        let is_content_or_none = matches!(role, Some(Role::Content) | None);
        is_content_or_none || !same_role || begins_sentence
    }
}

/// The best lawful labels, as spans in order.
#[must_use]
pub(super) fn decode(scores: &[[f32; COUNT]], begins_sentence: &[bool]) -> Vec<LabelledSpan> {
    let Some(first) = scores.first() else { return Vec::new() };
    let mut best = *first;
    for (label, score) in best.iter_mut().enumerate() {
        if is_inside(label) {
            *score = f32::NEG_INFINITY;
        }
    }
    let mut came_from: Vec<[u8; COUNT]> = Vec::with_capacity(scores.len());
    for (row, &begins) in scores.iter().zip(begins_sentence).skip(1) {
        let mut next = [f32::NEG_INFINITY; COUNT];
        let mut from = [0_u8; COUNT];
        for label in 0..COUNT {
            for before in 0..COUNT {
                if may_follow(before, label, begins) && best[before] > next[label] {
                    next[label] = best[before];
                    from[label] = before as u8;
                }
            }
            next[label] += row[label];
        }
        best = next;
        came_from.push(from);
    }
    let mut label = (0..COUNT).reduce(|a, b| if best[b] > best[a] { b } else { a }).unwrap_or(OUTSIDE);
    let mut labels = vec![label; scores.len()];
    for (at, from) in came_from.iter().enumerate().rev() {
        label = usize::from(from[label]);
        labels[at] = label;
    }
    spans_of(&labels, scores, begins_sentence)
}

fn spans_of(labels: &[usize], scores: &[[f32; COUNT]], begins_sentence: &[bool]) -> Vec<LabelledSpan> {
    let mut spans: Vec<LabelledSpan> = Vec::new();
    for (piece, &label) in labels.iter().enumerate() {
        let Some(role) = role_of(label) else { continue };
        let certainty = scores[piece][label].exp();
        match spans.last_mut() {
            Some(span) if is_inside(label) && span.pieces.end == piece && !begins_sentence[piece] => {
                span.pieces.end = piece + 1;
                span.certainty += certainty;
            }
            _ => spans.push(LabelledSpan { role, pieces: piece..piece + 1, certainty, runs_on: is_inside(label) }),
        }
    }
    for span in &mut spans {
        span.certainty /= span.pieces.len() as f32;
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::{Role, decode};

    fn row(label: usize) -> [f32; 7] {
        let mut row = [-5.0; 7];
        row[label] = -0.1;
        row
    }

    #[test]
    fn an_inside_label_without_a_beginning_becomes_a_lawful_span() {
        let spans = decode(&[row(0), row(2), row(2)], &[true, false, false]);
        assert_eq!(spans.len(), 1);
        assert_eq!((spans[0].role, spans[0].pieces.clone()), (Role::Source, 1..3));
    }

    #[test]
    fn a_cue_ends_with_its_sentence_and_a_quotation_has_a_span_for_each() {
        let cue = decode(&[row(3), row(4)], &[true, true]);
        assert_eq!(cue.first().map(|cue| cue.pieces.clone()), Some(0..1), "{cue:?}");
        let content = decode(&[row(5), row(6), row(6)], &[true, false, true]);
        assert_eq!(content.iter().map(|content| (content.pieces.clone(), content.runs_on)).collect::<Vec<_>>(), [(0..2, false), (2..3, true)]);
    }

    #[test]
    fn a_source_that_was_labelled_in_two_goes_is_one() {
        // "Gov. | Chris": a second beginning is a little likelier than going on.
        let second = [-5.0, -0.6, -0.9, -5.0, -5.0, -5.0, -5.0];
        let source = decode(&[row(1), second, row(2)], &[true, false, false]);
        assert_eq!(source.iter().map(|source| (source.pieces.start, source.pieces.end)).collect::<Vec<_>>(), [(0, 3)]);
        let of_two_sentences = decode(&[row(1), row(1)], &[true, true]);
        assert_eq!(of_two_sentences.len(), 2);
    }
}
