//! Revisions and new analyses of an article, and what they do to its claims.
//!
//! In: an analysis with the fates of all claims. Out: rows; the latest analysis as the next one is compared with it; lists.
//! Deliberately absent: the first revision (`article_rows`), and how fates are decided (`service`).

use super::article_rows::{self, changed_details};
use super::codes::Coded;
use super::events::{self, NewEvent};
use super::references::{add_reference, add_versions, versions};
use super::values::{identity, micros, offset, read_spans, time, write_map, write_spans};
use super::{analysis_rows, claim_rows, job_rows, source_names};
use crate::domain::{Action, ArticleId, Claim, ClaimId, Fate, FateCounts, FieldChange, KnownClaim, ReviewState, Revision, SourceId, Stamp, Status};
use crate::store::{AddRevision, Latest, Revised, StoreError};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashMap;

/// The latest analysis of an article.
pub(super) fn latest(connection: &Connection, id: ArticleId) -> Result<Option<Latest>, StoreError> {
    let Some(found) = article_rows::lookup(connection, id)? else { return Ok(None) };
    let analysis = connection.prepare_cached("SELECT number FROM revisions WHERE revision = ?")?.query_row([found.revision], |row| row.get(0))?;
    // A merge leads to another source, which may have been merged itself.
    let mut statement = connection.prepare_cached(
        "SELECT claims.id, text, spans, sources.slug, sources.source FROM claims JOIN claim_texts USING (claim)
         JOIN source_references ON source_references.reference = claims.engine_reference
         JOIN sources ON sources.source = source_references.source
         WHERE claims.revision = ? AND withdrawn_at IS NULL ORDER BY ordinal",
    )?;
    let rows = statement.query_map([found.revision], |row| {
        Ok((row.get::<_, [u8; 16]>(0)?, row.get(1)?, row.get::<_, String>(2)?, row.get::<_, String>(3)?, row.get::<_, i64>(4)?))
    })?;
    let mut merged: HashMap<i64, SourceId> = HashMap::new();
    let mut claims = Vec::new();
    for row in rows {
        let (id, text, spans, slug, source) = row?;
        let merged_source = match merged.get(&source) {
            Some(known) => known.clone(),
            None => merged.entry(source).or_insert(source_names::slug(connection, source_names::settled(connection, source)?)?).clone(),
        };
        let engine_source = SourceId::from_slug(slug);
        claims.push(KnownClaim { id: ClaimId(identity(&id)?), text, spans: read_spans(&spans)?, engine_source, merged_source });
    }
    let versions = found.article.analysis.versions;
    Ok(Some(Latest { article: id, analysis, versions, sent: found.article.sent, claims }))
}

/// Every analysis of an article, first one first.
pub(super) fn list(connection: &Connection, id: ArticleId, bodies: bool) -> Result<Option<Vec<Revision>>, StoreError> {
    if !article_rows::exists(connection, id)? {
        return Ok(None);
    }
    let mut statement = connection.prepare_cached(
        "SELECT revisions.edition, revisions.number, revisions.created_at, revisions.version, revisions.kept, revisions.added, revisions.withdrawn,
             CASE WHEN ?2 THEN first.body END, CASE WHEN ?2 THEN first.original END
         FROM revisions JOIN articles USING (article) JOIN revisions AS first ON first.revision = coalesce(revisions.body_of, revisions.revision)
         WHERE articles.id = ?1 ORDER BY revisions.number",
    )?;
    let rows = statement.query_map(params![id.0.as_bytes(), bodies], |row| {
        let counts = FateCounts { kept: row.get(4)?, added: row.get(5)?, withdrawn: row.get(6)? };
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, counts, row.get(7)?, row.get(8)?))
    })?;
    let revisions = rows.map(|row| {
        let (number, analysis, created_at, version, counts, body, original) = row?;
        Ok(Revision { number, analysis, created_at: time(created_at)?, versions: versions(connection, version)?, counts, body, original })
    });
    revisions.collect::<Result<_, StoreError>>().map(Some)
}

/// The rows that a revision comes after.
struct Before {
    article: i64,
    outlet: i64,
    number: u32,
    edition: u32,
    format: i64,
    body_of: i64,
}

fn before(connection: &Connection, id: ArticleId) -> Result<Option<Before>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT articles.article, outlet, number, edition, format, coalesce(body_of, revisions.revision)
         FROM articles JOIN revisions ON revisions.revision = articles.latest WHERE id = ?",
    )?;
    let found = statement.query_row([id.0.as_bytes()], |row| {
        Ok(Before { article: row.get(0)?, outlet: row.get(1)?, number: row.get(2)?, edition: row.get(3)?, format: row.get(4)?, body_of: row.get(5)? })
    });
    Ok(found.optional()?)
}

/// Adds an analysis after another, with what it does to the claims.
pub(super) fn add(connection: &Connection, new: &AddRevision) -> Result<Revised, StoreError> {
    let Some(before) = before(connection, new.article)? else { return Ok(Revised::Gone) };
    if before.number != new.after {
        return Ok(Revised::Changed);
    }
    let Some(found) = article_rows::lookup(connection, new.article)? else { return Ok(Revised::Gone) };
    let stored = found.article.sent;
    if let Some(sent) = &new.sent
        && stored.modified_at.is_some_and(|stored| sent.modified_at.is_some_and(|sent| sent < stored))
    {
        return Ok(Revised::Older);
    }
    let edition = if new.sent.is_some() { before.edition + 1 } else { before.edition };
    if let Some(job) = new.job {
        let outcome = if new.sent.is_some() { "revised" } else { "reanalysed" };
        if !job_rows::end_with(connection, job, outcome, new.article, edition, &new.stamp)? {
            return Ok(Revised::JobEnded);
        }
    }
    let counts = counts(new)?;
    let at = micros(new.stamp.at);
    let version = add_versions(connection, &new.analysis.versions)?;
    let (format, body, body_of) = match &new.sent {
        Some(sent) => (sent.format.code(), sent.body.as_str(), None),
        None => (before.format, "", Some(before.body_of)),
    };
    let original = new.sent.as_ref().and_then(|sent| sent.original.as_ref());
    let revision = connection
        .prepare_cached(
            "INSERT INTO revisions (article, number, edition, version, created_at, format, body, original, offset_map, body_of, kept, added, withdrawn)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .insert(params![
            before.article,
            before.number + 1,
            edition,
            version,
            at,
            format,
            body,
            original.map(|sent| sent.html.as_str()),
            original.map(|sent| write_map(&sent.map)),
            body_of,
            counts.kept,
            counts.added,
            counts.withdrawn
        ])?;
    analysis_rows::add(connection, revision, &new.analysis)?;
    let details = new.sent.as_ref().unwrap_or(&stored);
    connection
        .prepare_cached(
            "UPDATE articles SET title = ?2, url = ?3, byline = ?4, published_at = ?5, modified_at = ?6, language = ?7,
                 revision = ?8, claims = ?9, latest = ?10, updated_at = ?11
             WHERE article = ?1",
        )?
        .execute(params![
            before.article,
            details.title,
            details.url,
            details.byline,
            details.published_at.map(micros),
            details.modified_at.map(micros),
            details.language,
            edition,
            offset(new.analysis.claims.len()),
            revision,
            at
        ])?;

    let action = if new.sent.is_some() { Action::ArticleRevised } else { Action::ArticleReanalysed };
    let mut changes = vec![
        FieldChange::new("revision", Some(before.edition.to_string()), Some(edition.to_string())),
        FieldChange::new("analysis", Some(before.number.to_string()), Some((before.number + 1).to_string())),
        FieldChange::new("kept", None, Some(counts.kept.to_string())),
        FieldChange::new("added", None, Some(counts.added.to_string())),
        FieldChange::new("withdrawn", None, Some(counts.withdrawn.to_string())),
    ];
    changes.extend(changed_details(&stored, details));
    events::add(connection, &NewEvent { article: Some(before.article), changes, ..NewEvent::new(&new.stamp, action) })?;

    let place = NewPlace { before: &before, revision, edition, stamp: &new.stamp };
    // Withdrawn ones first: their ordinals are those of the text before.
    for claim in &new.alignment.withdrawn {
        withdraw(connection, &place, *claim)?;
    }
    let text = new.sent.as_ref().map_or(stored.body.as_str(), |sent| &sent.body);
    for (index, ((claim, fate), id)) in new.analysis.claims.iter().zip(&new.alignment.fates).zip(&new.claim_ids).enumerate() {
        match fate {
            Fate::Kept(known) => keep(connection, &place, *known, index, claim, text)?,
            Fate::New { replaces } => {
                let at = claim_rows::Place { article: before.article, revision, outlet: before.outlet };
                let number = claim_rows::add_one(connection, at, *id, index, claim, text, &new.stamp)?;
                let replaces: Option<i64> = replaces.map(|earlier| row_of(connection, earlier)).transpose()?;
                connection
                    .prepare_cached("UPDATE claims SET first_edition = ?, replaces = ? WHERE claim = ?")?
                    .execute(params![edition, replaces, number])?;
            }
        }
    }
    Ok(Revised::Done(counts))
}

/// How many claims meet which fate; an error where the lists don't fit each other.
fn counts(new: &AddRevision) -> Result<FateCounts, StoreError> {
    let claims = new.analysis.claims.len();
    if new.alignment.fates.len() != claims || new.claim_ids.len() != claims {
        return Err(StoreError::Failed(format!("{claims} claims came with other numbers of fates or identities")));
    }
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let kept = new.alignment.fates.iter().filter(|fate| matches!(fate, Fate::Kept(_))).count();
    Ok(FateCounts { kept: count(kept), added: count(claims - kept), withdrawn: count(new.alignment.withdrawn.len()) })
}

/// Where claims go.
struct NewPlace<'a> {
    before: &'a Before,
    revision: i64,
    edition: u32,
    stamp: &'a Stamp,
}

fn row_of(connection: &Connection, id: ClaimId) -> Result<i64, StoreError> {
    Ok(connection.prepare_cached("SELECT claim FROM claims WHERE id = ?")?.query_row([id.0.as_bytes()], |row| row.get(0))?)
}

/// What of a claim's row decides what becomes of it.
struct ClaimBefore {
    claim: i64,
    reference: i64,
    engine_reference: i64,
    engine_source: i64,
    status: i64,
    engine_status: i64,
    review: i64,
    source_corrected: bool,
    status_corrected: bool,
    recheck: bool,
    version: u32,
    text: String,
    slug: String,
    taken_by: Option<String>,
    taken_until: Option<i64>,
}

fn claim_before(connection: &Connection, id: ClaimId) -> Result<ClaimBefore, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT claim, claims.reference, engine_reference, source_references.source, status, engine_status, review, source_corrected,
             status_corrected, recheck, claims.version, text, slug, taken_by, taken_until
         FROM claims JOIN sources ON sources.source = claims.source JOIN claim_texts USING (claim) JOIN source_references ON source_references.reference = engine_reference
         WHERE claims.id = ? AND withdrawn_at IS NULL",
    )?;
    Ok(statement.query_row([id.0.as_bytes()], |row| {
        Ok(ClaimBefore {
            claim: row.get(0)?,
            reference: row.get(1)?,
            engine_reference: row.get(2)?,
            engine_source: row.get(3)?,
            status: row.get(4)?,
            engine_status: row.get(5)?,
            review: row.get(6)?,
            source_corrected: row.get(7)?,
            status_corrected: row.get(8)?,
            recheck: row.get(9)?,
            version: row.get(10)?,
            text: row.get(11)?,
            slug: row.get(12)?,
            taken_by: row.get(13)?,
            taken_until: row.get(14)?,
        })
    })?)
}

/// Moves a claim into the new analysis, with its identity, its review and its corrections.
fn keep(connection: &Connection, place: &NewPlace<'_>, id: ClaimId, index: usize, claim: &Claim, text: &str) -> Result<(), StoreError> {
    let known = claim_before(connection, id)?;
    let engine = add_reference(connection, &claim.source)?;
    let engine_status = claim.status.code();
    // A source that people corrected, or moved with a merge that the engine does not know yet, stays.
    let moved = known.reference != known.engine_reference && known.engine_source == engine.source;
    let source_stays = known.source_corrected || moved;
    let status = if known.status_corrected { known.status } else { engine_status };
    let recheck = known.recheck || (known.review == ReviewState::Decided.code() && known.engine_status != engine_status);
    connection
        .prepare_cached(
            "UPDATE claims SET revision = ?2, ordinal = ?3, attribution = ?4, engine_reference = ?5, engine_status = ?6, status = ?7, recheck = ?8,
                 version = version + 1, updated_at = ?9
             WHERE claim = ?1",
        )?
        .execute(params![
            known.claim,
            place.revision,
            offset(index + 1),
            claim.attribution.map(offset),
            engine.reference,
            engine_status,
            status,
            recheck,
            micros(place.stamp.at)
        ])?;
    if !source_stays {
        connection.prepare_cached("UPDATE claims SET source = ?2, kind = ?3, reference = ?4 WHERE claim = ?1")?.execute(params![
            known.claim,
            engine.source,
            engine.kind,
            engine.reference
        ])?;
    }
    let words = claim.text(text);
    if words != known.text {
        claim_rows::remove_from_index(connection, known.claim, &known.text)?;
        connection.prepare_cached("INSERT INTO claim_words (rowid, text) VALUES (?, ?)")?.execute(params![known.claim, words])?;
    }
    connection.prepare_cached("UPDATE claim_texts SET spans = ?2, text = ?3 WHERE claim = ?1")?.execute(params![
        known.claim,
        write_spans(&claim.spans),
        words
    ])?;
    connection.prepare_cached("DELETE FROM claim_bases WHERE claim = ?")?.execute([known.claim])?;
    claim_rows::add_bases(connection, known.claim, &claim.basis)?;

    let mut changes = Vec::new();
    if place.edition != place.before.edition {
        changes.push(FieldChange::new("revision", Some(place.before.edition.to_string()), Some(place.edition.to_string())));
    }
    if !source_stays && known.slug != claim.source.id.as_str() {
        changes.push(FieldChange::new("source", Some(known.slug), Some(claim.source.id.as_str().to_owned())));
    }
    let word = |code: i64| Status::from_code(code).map(|status| Some(status.as_str().to_owned()));
    if status != known.status {
        changes.push(FieldChange::new("status", word(known.status)?, word(status)?));
    }
    if engine_status != known.engine_status {
        changes.push(FieldChange::new("engine.status", word(known.engine_status)?, word(engine_status)?));
    }
    if recheck != known.recheck {
        changes.push(FieldChange::new("review.recheck", Some(known.recheck.to_string()), Some(recheck.to_string())));
    }
    let event = NewEvent { claim: Some(known.claim), version: Some(known.version + 1), ..NewEvent::new(place.stamp, Action::Kept) };
    events::add(connection, &NewEvent { article: Some(place.before.article), changes, ..event })?;
    Ok(())
}

/// Ends a claim. It stays readable where it last stood.
fn withdraw(connection: &Connection, place: &NewPlace<'_>, id: ClaimId) -> Result<(), StoreError> {
    let known = claim_before(connection, id)?;
    let taken = known.review == ReviewState::Taken.code();
    let review = if taken { ReviewState::Pending.code() } else { known.review };
    connection
        .prepare_cached(
            "UPDATE claims SET withdrawn_at = ?2, review = ?3, taken_by = NULL, taken_until = NULL, version = version + 1, updated_at = ?2
             WHERE claim = ?1",
        )?
        .execute(params![known.claim, micros(place.stamp.at), review])?;
    let mut changes = vec![FieldChange::new("withdrawn_at", None, Some(place.stamp.at.to_string()))];
    if taken {
        changes.push(FieldChange::new("review.state", Some("taken".to_owned()), Some("pending".to_owned())));
        changes.push(FieldChange::new("review.taken_by", known.taken_by, None));
        let until = known.taken_until.map(time).transpose()?;
        changes.push(FieldChange::new("review.taken_until", until.map(|until| until.to_string()), None));
    }
    let event = NewEvent { claim: Some(known.claim), version: Some(known.version + 1), ..NewEvent::new(place.stamp, Action::Withdrawn) };
    events::add(connection, &NewEvent { article: Some(place.before.article), changes, ..event })?;
    Ok(())
}
