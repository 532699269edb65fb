//! Cursors: places in a list, as words that mean nothing to those who carry them.
//!
//! In: a place and the question whose list it is in. Out: a word for a URL; and the place again, for the same question only.
//! Deliberately absent: secrecy. A forged cursor leads to another place of the same list, and nowhere else.

use crate::domain::Position;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use thiserror::Error;

/// Bytes of the question's hash that a cursor carries: enough that nobody mixes two questions up by chance.
const MARK: usize = 8;

/// Why a cursor is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CursorError {
    /// It was never made here.
    #[error("it is not a cursor that this service made")]
    Unknown,
    /// It belongs to another list.
    #[error("it belongs to a list with other filters or another order; ask for the first page of this one")]
    OtherQuestion,
}

/// The cursor of a place in the list that answers `question`.
#[must_use]
pub fn write_cursor(position: Position, question: &str) -> String {
    let bytes = position.time.to_be_bytes().into_iter().chain(position.row.to_be_bytes()).chain(mark(question));
    let mut cursor = String::new();
    for byte in bytes {
        // Writing to a String can't fail.
        let _ = write!(cursor, "{byte:02x}");
    }
    cursor
}

/// The place that a cursor stands for.
///
/// # Errors
/// Where it was not made here, or for another question.
pub fn read_cursor(cursor: &str, question: &str) -> Result<Position, CursorError> {
    let digits = cursor.as_bytes();
    if digits.len() != 2 * (16 + MARK) {
        return Err(CursorError::Unknown);
    }
    let mut bytes = [0; 16 + MARK];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
        let pair = std::str::from_utf8(pair).map_err(|_| CursorError::Unknown)?;
        *byte = u8::from_str_radix(pair, 16).map_err(|_| CursorError::Unknown)?;
    }
    let number = |from: usize| bytes[from..from + 8].iter().fold(0_i64, |sum, &byte| (sum << 8) | i64::from(byte));
    if bytes[16..] != mark(question) {
        return Err(CursorError::OtherQuestion);
    }
    Ok(Position { time: number(0), row: number(8) })
}

fn mark(question: &str) -> [u8; MARK] {
    let hash = Sha256::digest(question.as_bytes());
    std::array::from_fn(|at| hash[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_leads_back_to_its_place_and_only_for_its_question() {
        let place = Position { time: -1_700_000_000_000_001, row: i64::MAX };
        let cursor = write_cursor(place, "status=denied");
        assert_eq!(read_cursor(&cursor, "status=denied"), Ok(place));
        assert_eq!(read_cursor(&cursor, "status=disputed"), Err(CursorError::OtherQuestion));
        for broken in ["", "1", "zz", &cursor[1..], &format!("{cursor}0"), &"é".repeat(24), &"+1".repeat(24)] {
            assert!(read_cursor(broken, "status=denied").is_err(), "{broken}");
        }
    }
}
