//! What the network reads beside the pieces: their case, and whether they stand in quotation marks; and where to cut.
//!
//! In: a text and its pieces. Out: one number each, and the windows. `training/attribution_training/features.py` is its twin:
//! a change here without one there makes the network worse without a sound (`tests/fixtures/tagger_parity.json` holds both).

use super::word_pieces::Piece;
use std::ops::Range;

/// Case of [CLS] and [SEP].
pub(super) const CASE_SPECIAL: i32 = 4;
/// Quotation state of [CLS] and [SEP].
pub(super) const QUOTED_SPECIAL: i32 = 0;

/// The case of a piece as it stands in the text: 0 lower, 1 title, 2 upper, 3 other.
#[must_use]
pub(super) fn case_of(piece: &str) -> i32 {
    let is_cased = |c: char| c.is_lowercase() || c.is_uppercase();
    let is_lower = |part: &str| part.chars().any(is_cased) && !part.chars().any(char::is_uppercase);
    let is_upper = |part: &str| part.chars().any(is_cased) && !part.chars().any(char::is_lowercase);
    let mut characters = piece.chars();
    let starts_upper = characters.next().is_some_and(char::is_uppercase);
    let rest = characters.as_str();
    if is_lower(piece) {
        0
    } else if starts_upper && (rest.is_empty() || is_lower(rest)) {
        1
    } else if is_upper(piece) {
        2
    } else {
        3
    }
}

/// For each piece, whether it stands in quotation marks after its first character is read: 1 outside, 2 inside.
/// A line break leaves; “ enters; ” leaves; a straight mark does the other of the two.
#[must_use]
pub(super) fn quotation_states(text: &str, pieces: &[Piece]) -> Vec<i32> {
    let mut states = Vec::with_capacity(pieces.len());
    let mut characters = text.char_indices().peekable();
    let mut is_inside = false;
    for piece in pieces {
        while let Some((_, character)) = characters.next_if(|&(at, _)| at <= piece.span.start) {
            is_inside = match character {
                '\n' | '”' => false,
                '“' => true,
                '"' => !is_inside,
                _ => is_inside,
            };
        }
        states.push(if is_inside { 2 } else { 1 });
    }
    states
}

/// For each piece and the end, whether a window may end before it: at the ends, at a line break, where a sentence seems to end.
#[must_use]
pub(super) fn find_breaks(text: &str, pieces: &[Piece]) -> Vec<bool> {
    let mut breaks = vec![true; pieces.len() + 1];
    for i in 1..pieces.len() {
        let (before, after) = (pieces[i - 1].span, pieces[i].span);
        let gap = text.get(before.end..after.start).unwrap_or("");
        let closes = before.of(text).ends_with(['.', '!', '?', '”', '"', '’']);
        let opens = after.of(text).starts_with(|c: char| c.is_uppercase() || c == '“' || c == '"');
        breaks[i] = gap.contains('\n') || (!gap.is_empty() && closes && opens);
    }
    breaks
}

/// Consecutive windows of at most `limit` pieces, the first of at most `first`.
/// A window ends at the last break that leaves it more than a third of its limit, and at the limit if there is none.
#[must_use]
pub(super) fn find_windows(breaks: &[bool], first: usize, limit: usize) -> Vec<Range<usize>> {
    let count = breaks.len() - 1;
    let mut windows: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    while start < count {
        let room = if windows.is_empty() { first } else { limit };
        let end = (start + room).min(count);
        let cut = if end < count { (start + room / 3 + 1..=end).rev().find(|&k| breaks[k]).unwrap_or(end) } else { end };
        windows.push(start..cut);
        start = cut;
    }
    windows
}
