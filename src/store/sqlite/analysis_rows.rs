//! What the engine found in a revision, but for the claims: attributions, furniture, notes.
//!
//! In: an analysis. Out: rows; and the analysis again, without claims.
//! Deliberately absent: claims (`claim_rows`).

use super::codes::Coded;
use super::references::{Referred, add_reference, versions};
use super::values::{offset, read_spans, span, write_spans};
use crate::domain::{Analysis, Attribution, Furniture, Note};
use crate::store::StoreError;
use rusqlite::{Connection, Row, Rows, params};

/// The statement that [`read_attributions`] reads, with this condition and order.
macro_rules! attributions {
    ($condition:literal) => {
        concat!(
            "SELECT attributions.place, quote, attributions.reference, confidence, mention, cue, content, justification, vias.reference
             FROM attributions LEFT JOIN attribution_vias AS vias ON (vias.revision, vias.place) = (attributions.revision, attributions.place)
             WHERE ",
            $condition
        )
    };
}

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
    let mut referred = Referred::new(connection);
    let mut statement = connection.prepare_cached(attributions!("attributions.revision = ? ORDER BY attributions.place, step"))?;
    let attributions = read_attributions(&mut referred, statement.query([revision])?)?;

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
    let mut statement = connection.prepare_cached(attributions!("attributions.revision = ? AND attributions.place = ? ORDER BY step"))?;
    let found = read_attributions(referred, statement.query([revision, place])?)?.pop();
    found.ok_or_else(|| StoreError::Damaged(format!("there is no attribution {place} of the revision {revision}")))
}

/// The attributions of rows that stand in order; one that came through several has a row for each.
fn read_attributions(referred: &mut Referred<'_>, mut rows: Rows<'_>) -> Result<Vec<Attribution>, StoreError> {
    let mut found: Vec<Attribution> = Vec::new();
    let mut last = None;
    while let Some(row) = rows.next()? {
        let place: i64 = row.get(0)?;
        if last != Some(place) {
            found.push(attribution(referred, row)?);
            last = Some(place);
        }
        if let (Some(attribution), Some(via)) = (found.last_mut(), row.get(8)?) {
            attribution.via.push(referred.reference(via)?);
        }
    }
    Ok(found)
}

/// The attribution of a row, but for those through whom it came.
fn attribution(referred: &mut Referred<'_>, row: &Row<'_>) -> Result<Attribution, StoreError> {
    #[expect(clippy::cast_possible_truncation, reason = "it went in as an f32, so that it fits one exactly")]
    let confidence = row.get::<_, f64>(3)? as f32;
    let spans = |column: usize| read_spans(row.get_ref(column)?.as_str().map_err(rusqlite::Error::from)?);
    Ok(Attribution {
        quote: Coded::from_code(row.get(1)?)?,
        mention: spans(4)?,
        cue: spans(5)?,
        content: spans(6)?,
        source: referred.reference(row.get(2)?)?,
        via: Vec::new(),
        justification: spans(7)?.first().copied(),
        confidence,
    })
}
