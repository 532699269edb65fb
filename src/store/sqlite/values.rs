//! How values that SQLite has no type for stand in its columns.
//!
//! In: times, spans, maps of offsets, identities. Out: integers, text, blobs; and back.
//! Deliberately absent: rows and tables.

use crate::domain::{OffsetMap, SentHtml, Span, Stretch};
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

/// A map as `12@40 1@52+6`: 12 bytes that were copied from byte 40 on, then one byte that stands for the six from 52 on.
pub(super) fn write_map(map: &OffsetMap) -> String {
    let mut list = String::new();
    for stretch in map.stretches() {
        let gap = if list.is_empty() { "" } else { " " };
        // Writing to a String can't fail.
        let _ = write!(list, "{gap}{}@{}", stretch.text.len(), stretch.sent.start);
        if !stretch.copied {
            let _ = write!(list, "+{}", stretch.sent.len());
        }
    }
    list
}

/// The map of such a list.
pub(super) fn read_map(list: &str) -> Result<OffsetMap, StoreError> {
    let mut map = OffsetMap::default();
    let mut at = 0_usize;
    for word in list.split_ascii_whitespace() {
        let read = || {
            let (text, sent) = word.split_once('@')?;
            let text: usize = text.parse().ok()?;
            let (start, sent, copied) = match sent.split_once('+') {
                Some((start, sent)) => (start, sent.parse().ok()?, false),
                None => (sent, text, true),
            };
            let start: usize = start.parse().ok()?;
            let (text_end, sent_end) = (at.checked_add(text)?, start.checked_add(sent)?);
            Some(Stretch { text: Span::new(at, text_end), sent: Span::new(start, sent_end), copied })
        };
        let stretch: Stretch = Option::ok_or_else(read(), || StoreError::Damaged(format!("the stretch {word:?}")))?;
        at = stretch.text.end;
        map.push(stretch);
    }
    Ok(map)
}

/// What a text was read from, of the two columns that hold it; none where HTML was not sent.
pub(super) fn sent_html(original: Option<String>, map: Option<&str>) -> Result<Option<SentHtml>, StoreError> {
    let Some(html) = original else { return Ok(None) };
    Ok(Some(SentHtml { html, map: read_map(map.unwrap_or_default())? }))
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

    #[test]
    fn maps_come_back_as_they_went_in() {
        let mut map = OffsetMap::default();
        for (text, sent, copied) in [((0, 12), (40, 52), true), ((12, 13), (52, 58), false), ((13, 15), (58, 58), false), ((15, 20), (70, 75), true)]
        {
            map.push(Stretch { text: Span::new(text.0, text.1), sent: Span::new(sent.0, sent.1), copied });
        }
        assert_eq!(write_map(&map), "12@40 1@52+6 2@58+0 5@70");
        assert_eq!(read_map(&write_map(&map)).unwrap(), map);
        assert_eq!(read_map("").unwrap(), OffsetMap::default());
        for damaged in ["12", "12@", "a@1", "1@2+", "1@18446744073709551615"] {
            assert!(read_map(damaged).is_err(), "{damaged}");
        }
    }
}
