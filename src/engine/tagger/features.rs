//! What the network reads beside the pieces: their case, and whether they stand in quotation marks; and where to cut.
//!
//! In: a text and its pieces. Out: one number each, and the windows. `training/attribution_training/features.py` is its twin:
//! a change here without one there makes the network worse without a sound (`tests/fixtures/tagger_parity.json` holds both).

use super::word_pieces::Piece;
use std::ops::Range;

/// Case of [CLS] and [SEP].
pub const CASE_SPECIAL: i32 = 4;
/// Quotation state of [CLS] and [SEP].
pub const QUOTED_SPECIAL: i32 = 0;

/// The case of a piece as it stands in the text: 0 lower, 1 title, 2 upper, 3 other.
#[must_use]
pub fn case_of(piece: &str) -> i32 {
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
pub fn quotation_states(text: &str, pieces: &[Piece]) -> Vec<i32> {
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
pub fn find_breaks(text: &str, pieces: &[Piece]) -> Vec<bool> {
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

/// How many pieces of a window, at least, the next one repeats. What stands in a window's first or last 40 pieces has little
/// context there, so it stands in the middle of the other window; and links of up to this length lie whole in one of the two.
pub const OVERLAP: usize = 120;

/// Windows of at most `limit` pieces, each of which repeats the end of the one before it.
///
/// A window ends at the last break that leaves it more than three quarters of its limit, and at the limit if there is none. The
/// next one begins at the last break that repeats at least `overlap` pieces and at most half as many again, and repeats exactly
/// `overlap` pieces if there is none. `overlap` is at most a quarter of `limit`: then no piece stands in three windows.
#[must_use]
pub fn overlapping_windows(breaks: &[bool], limit: usize, overlap: usize) -> Vec<Range<usize>> {
    let count = breaks.len() - 1;
    let overlap = overlap.min(limit / 4);
    let mut windows: Vec<Range<usize>> = Vec::new();
    let mut end = 0;
    while end < count {
        let start = if windows.is_empty() {
            0
        } else {
            let latest = end - overlap;
            (latest - overlap / 2..=latest).rev().find(|&k| breaks[k]).unwrap_or(latest)
        };
        let last = (start + limit).min(count);
        end = (start + limit * 3 / 4 + 1..=last).rev().find(|&k| breaks[k]).unwrap_or(last);
        windows.push(start..end);
    }
    windows
}
