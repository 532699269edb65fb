//! How values that SQLite has no type for stand in its columns.
//!
//! In: times, spans, identities. Out: integers, text, blobs; and back.
//! Deliberately absent: rows and tables.

use crate::domain::Span;
use crate::store::StoreError;
use jiff::Timestamp;
use std::fmt::Write as _;
use uuid::Uuid;

/// A time as microseconds since 1970.
pub(super) fn micros(time: Timestamp) -> i64 {
    time.as_microsecond()
}

/// The time of so many microseconds since 1970.
pub(super) fn time(micros: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(micros).map_err(|error| StoreError::Damaged(error.to_string()))
}

/// An identity from its 16 bytes.
pub(super) fn identity(bytes: &[u8]) -> Result<Uuid, StoreError> {
    Uuid::from_slice(bytes).map_err(|error| StoreError::Damaged(error.to_string()))
}

/// Spans as `12-30 45-60`.
pub(super) fn write_spans(spans: &[Span]) -> String {
    let mut list = String::new();
    for span in spans {
        let gap = if list.is_empty() { "" } else { " " };
        // Writing to a String can't fail.
        let _ = write!(list, "{gap}{}-{}", span.start, span.end);
    }
    list
}

/// The spans of such a list.
pub(super) fn read_spans(list: &str) -> Result<Vec<Span>, StoreError> {
    let read = |word: &str| {
        let (start, end) = word.split_once('-')?;
        Some(Span::new(start.parse().ok()?, end.parse().ok()?))
    };
    list.split_ascii_whitespace().map(|word| read(word).ok_or_else(|| StoreError::Damaged(format!("the span {word:?}")))).collect()
}

/// The entries of a column that holds one a line.
pub(super) fn lines(list: &str) -> Vec<String> {
    list.lines().map(str::to_owned).collect()
}

/// An offset as SQLite holds it.
pub(super) fn offset(at: usize) -> i64 {
    i64::try_from(at).unwrap_or(i64::MAX)
}

/// A span of two columns; none where they are empty.
pub(super) fn span(start: Option<i64>, end: Option<i64>) -> Result<Option<Span>, StoreError> {
    let (Some(start), Some(end)) = (start, end) else { return Ok(None) };
    match (usize::try_from(start), usize::try_from(end)) {
        (Ok(start), Ok(end)) => Ok(Some(Span::new(start, end))),
        _ => Err(StoreError::Damaged(format!("the span {start}-{end}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_come_back_as_they_went_in() {
        let spans = vec![Span::new(12, 30), Span::new(45, 60)];
        assert_eq!(write_spans(&spans), "12-30 45-60");
        assert_eq!(read_spans(&write_spans(&spans)).unwrap(), spans);
        assert_eq!(read_spans("").unwrap(), []);
        assert!(read_spans("12-").is_err(), "half a span is no span");
    }
}
