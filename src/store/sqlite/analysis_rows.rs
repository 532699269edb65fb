//! What the engine found in a revision, but for the claims: attributions, furniture, notes.
//!
//! In: an analysis. Out: rows; and the analysis again, without claims.
//! Deliberately absent: claims (`claim_rows`).

use super::codes::Coded;
use super::references::{Referred, add_reference, versions};
use super::values::{offset, read_spans, span, write_spans};
use crate::domain::{Analysis, Attribution, Furniture, Note};
use crate::store::StoreError;
use rusqlite::{Connection, Row, params};

/// Adds the rows of a revision.
pub(super) fn add(connection: &Connection, revision: i64, analysis: &Analysis) -> Result<(), StoreError> {
    for (place, attribution) in analysis.attributions.iter().enumerate() {
        add_attribution(connection, revision, offset(place), attribution)?;
    }
    let mut statement = connection.prepare_cached("INSERT INTO furniture (revision, place, kind, span_start, span_end) VALUES (?, ?, ?, ?, ?)")?;
    for (place, piece) in analysis.furniture.iter().enumerate() {
        statement.execute(params![revision, offset(place), piece.kind.code(), offset(piece.span.start), offset(piece.span.end)])?;
    }
    let mut statement = connection.prepare_cached("INSERT INTO notes (revision, place, code, detail) VALUES (?, ?, ?, ?)")?;
    for (place, note) in analysis.notes.iter().enumerate() {
        statement.execute(params![revision, offset(place), note.code, note.detail])?;
    }
    Ok(())
}

fn add_attribution(connection: &Connection, revision: i64, place: i64, attribution: &Attribution) -> Result<(), StoreError> {
    let source = add_reference(connection, &attribution.source)?;
    let justification = attribution.justification.as_slice();
    connection
        .prepare_cached(
            "INSERT INTO attributions (revision, place, quote, reference, confidence, mention, cue, content, justification)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            revision,
            place,
            attribution.quote.code(),
            source.reference,
            f64::from(attribution.confidence),
            write_spans(&attribution.mention),
            write_spans(&attribution.cue),
            write_spans(&attribution.content),
            write_spans(justification),
        ])?;
    let mut statement = connection.prepare_cached("INSERT INTO attribution_vias (revision, place, step, reference) VALUES (?, ?, ?, ?)")?;
    for (step, via) in attribution.via.iter().enumerate() {
        statement.execute(params![revision, place, offset(step), add_reference(connection, via)?.reference])?;
    }
    Ok(())
}

/// The analysis of a revision; its claims are empty.
pub(super) fn read(connection: &Connection, revision: i64, version: i64) -> Result<Analysis, StoreError> {
    let mut statement = connection.prepare_cached(&format!("{ATTRIBUTIONS} WHERE revision = ? ORDER BY place"))?;
    let rows = statement.query_map([revision], attribution_row)?;
    let mut referred = Referred::new(connection);
    let attributions = rows.map(|row| attribution(&mut referred, row?)).collect::<Result<_, _>>()?;

    let mut statement = connection.prepare_cached("SELECT kind, span_start, span_end FROM furniture WHERE revision = ? ORDER BY place")?;
    let rows = statement.query_map([revision], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let furniture = rows
        .map(|row| {
            let (kind, start, end) = row?;
            let at = span(start, end)?.ok_or_else(|| StoreError::Damaged("furniture without a span".to_owned()))?;
            Ok(Furniture { kind: Coded::from_code(kind)?, span: at })
        })
        .collect::<Result<_, StoreError>>()?;

    let mut statement = connection.prepare_cached("SELECT code, detail FROM notes WHERE revision = ? ORDER BY place")?;
    let rows = statement.query_map([revision], |row| Ok(Note { code: row.get::<_, String>(0)?.into(), detail: row.get(1)? }))?;
    let notes = rows.collect::<Result<_, _>>()?;

    Ok(Analysis { attributions, claims: Vec::new(), furniture, notes, versions: versions(connection, version)? })
}

/// One attribution of a revision.
pub(super) fn read_attribution(connection: &Connection, referred: &mut Referred<'_>, revision: i64, place: i64) -> Result<Attribution, StoreError> {
    let mut statement = connection.prepare_cached(&format!("{ATTRIBUTIONS} WHERE revision = ? AND place = ?"))?;
    let row = statement.query_row([revision, place], attribution_row)?;
    attribution(referred, row)
}

/// What [`attribution_row`] reads.
const ATTRIBUTIONS: &str = "SELECT quote, reference, confidence, mention, cue, content, justification,
     (SELECT group_concat(reference, ' ' ORDER BY step) FROM attribution_vias AS vias WHERE (vias.revision, vias.place) = (attributions.revision, attributions.place))
     FROM attributions";

/// A row of `attributions` as SQLite gives it.
struct AttributionRow {
    quote: i64,
    reference: i64,
    confidence: f64,
    mention: String,
    cue: String,
    content: String,
    justification: String,
    /// Numbers of references; none where it came through nobody.
    vias: Option<String>,
}

fn attribution_row(row: &Row<'_>) -> rusqlite::Result<AttributionRow> {
    Ok(AttributionRow {
        quote: row.get(0)?,
        reference: row.get(1)?,
        confidence: row.get(2)?,
        mention: row.get(3)?,
        cue: row.get(4)?,
        content: row.get(5)?,
        justification: row.get(6)?,
        vias: row.get(7)?,
    })
}

fn attribution(referred: &mut Referred<'_>, row: AttributionRow) -> Result<Attribution, StoreError> {
    let via = |number: &str| {
        let number = number.parse().map_err(|_| StoreError::Damaged(format!("the reference {number:?}")))?;
        referred.reference(number)
    };
    let via = row.vias.unwrap_or_default().split_ascii_whitespace().map(via).collect::<Result<_, _>>()?;
    #[expect(clippy::cast_possible_truncation, reason = "it went in as an f32, so that it fits one exactly")]
    let confidence = row.confidence as f32;
    Ok(Attribution {
        quote: Coded::from_code(row.quote)?,
        mention: read_spans(&row.mention)?,
        cue: read_spans(&row.cue)?,
        content: read_spans(&row.content)?,
        source: referred.reference(row.reference)?,
        via,
        justification: read_spans(&row.justification)?.first().copied(),
        confidence,
    })
}
