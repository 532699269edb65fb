//! Claims: a narrow row each, with its words and its reasons beside it.
//!
//! In: the claims of an analysis. Out: rows; and the claims again.
//! Deliberately absent: which claims somebody asks for (`claim_list`).

use super::article_rows;
use super::codes::Coded;
use super::references::{Referred, add_reference};
use super::values::{identity, micros, offset, read_spans, span, time, write_spans};
use crate::domain::{ArticleId, ArticleWithClaims, Basis, Claim, ClaimId, Decision, Lease, ReplacedClaim, ReviewState, Stamp, StoredClaim, Versions};
use crate::store::{AddArticle, StoreError};
use rusqlite::{Connection, Row, params};

/// The rows that a claim belongs to.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) article: i64,
    pub(super) revision: i64,
    pub(super) outlet: i64,
}

/// Adds the claims of a new article.
pub(super) fn add(connection: &Connection, place: Place, new: &AddArticle) -> Result<(), StoreError> {
    let claims = &new.analysis.claims;
    if claims.len() != new.claim_ids.len() {
        return Err(StoreError::Failed(format!("{} claims came with {} identities", claims.len(), new.claim_ids.len())));
    }
    for (index, (claim, id)) in claims.iter().zip(&new.claim_ids).enumerate() {
        add_one(connection, place, *id, index, claim, &new.sent.body, &new.stamp)?;
    }
    Ok(())
}

/// Adds one claim, the `index`th of its text, and gives its number.
pub(super) fn add_one(
    connection: &Connection,
    place: Place,
    id: ClaimId,
    index: usize,
    claim: &Claim,
    body: &str,
    stamp: &Stamp,
) -> Result<i64, StoreError> {
    let source = add_reference(connection, &claim.source)?;
    let number = connection
        .prepare_cached(
            "INSERT INTO claims (id, article, revision, ordinal, attribution, outlet, source, kind, reference, status,
                 engine_reference, engine_status, review, verdict, version, created_at, updated_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?9, ?10, ?11, NULL, 1, ?12, ?12)",
        )?
        .insert(params![
            id.0.as_bytes(),
            place.article,
            place.revision,
            offset(index + 1),
            claim.attribution.map(offset),
            place.outlet,
            source.source,
            source.kind,
            source.reference,
            claim.status.code(),
            ReviewState::Pending.code(),
            micros(stamp.at),
        ])?;
    add_words(connection, number, claim, body)?;
    Ok(number)
}

/// Adds a claim's text, its words in the index, and its reasons.
fn add_words(connection: &Connection, number: i64, claim: &Claim, body: &str) -> Result<(), StoreError> {
    let text = claim.text(body);
    connection.prepare_cached("INSERT INTO claim_texts (claim, spans, text) VALUES (?, ?, ?)")?.execute(params![
        number,
        write_spans(&claim.spans),
        text
    ])?;
    connection.prepare_cached("INSERT INTO claim_words (rowid, text) VALUES (?, ?)")?.execute(params![number, text])?;
    add_bases(connection, number, &claim.basis)
}

/// Takes a claim's words out of the index; `text` is what went in.
pub(super) fn remove_from_index(connection: &Connection, number: i64, text: &str) -> Result<(), StoreError> {
    connection.prepare_cached("INSERT INTO claim_words (claim_words, rowid, text) VALUES ('delete', ?, ?)")?.execute(params![number, text])?;
    Ok(())
}

/// Adds a claim's reasons.
pub(super) fn add_bases(connection: &Connection, number: i64, bases: &[Basis]) -> Result<(), StoreError> {
    let mut statement =
        connection.prepare_cached("INSERT INTO claim_bases (claim, place, rule, span_start, span_end, reference) VALUES (?, ?, ?, ?, ?, ?)")?;
    for (place, basis) in bases.iter().enumerate() {
        let party = basis.by.as_ref().map(|by| add_reference(connection, by)).transpose()?;
        statement.execute(params![
            number,
            offset(place),
            basis.rule,
            basis.span.map(|at| offset(at.start)),
            basis.span.map(|at| offset(at.end)),
            party.map(|party| party.reference),
        ])?;
    }
    Ok(())
}

/// An article with all its claims, in the order of the text.
pub(super) fn article_with_claims(connection: &Connection, id: ArticleId) -> Result<Option<ArticleWithClaims>, StoreError> {
    let Some(found) = article_rows::lookup(connection, id)? else { return Ok(None) };
    let mut statement = connection.prepare_cached(select!("claims.revision = ? AND claims.withdrawn_at IS NULL ORDER BY claims.ordinal"))?;
    let rows = statement.query_map([found.revision], claim_row)?;
    let mut referred = Referred::new(connection);
    let standing = Standing { edition: found.article.revision, versions: found.article.analysis.versions.clone() };
    let claims = rows.map(|row| stored_claim(connection, &mut referred, standing.clone(), row?)).collect::<Result<_, _>>()?;
    Ok(Some(ArticleWithClaims { article: found.article, claims }))
}

/// The statement that [`claim_row`] reads, with this condition and order.
///
/// SQLite takes tables that are cross joined in the order in which they stand: claims first, by the index that suits the
/// condition, then one row of each other table for each.
macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT claims.claim, claims.id, articles.id, outlets.name, claims.revision, claims.ordinal, claims.attribution,
                 claim_texts.text, claim_texts.spans, claims.reference, claims.status, claims.engine_reference, claims.engine_status, claims.review,
                 claims.verdict, claims.version, claims.created_at, claims.updated_at, claims.taken_by, claims.taken_until,
                 claims.decided_by, claims.decided_at, claims.reason, claims.evidence, claims.source_corrected, claims.status_corrected,
                 claims.recheck, claims.withdrawn_at, claims.first_edition, earlier.claim,
                 (SELECT later.id FROM claims AS later WHERE later.replaces = claims.claim LIMIT 1),
                 articles.external_id, articles.title
             FROM claims CROSS JOIN claim_texts USING (claim) CROSS JOIN articles ON articles.article = claims.article
             CROSS JOIN outlets ON outlets.outlet = claims.outlet
             LEFT JOIN claims AS earlier ON earlier.claim = claims.replaces WHERE ",
            $condition
        )
    };
}
pub(super) use select;

/// A row of [`select`] as SQLite gives it.
pub(super) struct ClaimRow {
    claim: i64,
    pub(super) revision: i64,
    pub(super) external_id: String,
    pub(super) title: Option<String>,
    pub(super) attribution: Option<i64>,
    created_at: i64,
    updated_at: i64,
    id: [u8; 16],
    pub(super) article: [u8; 16],
    pub(super) outlet: String,
    ordinal: u32,
    text: String,
    spans: String,
    reference: i64,
    status: i64,
    engine_reference: i64,
    engine_status: i64,
    review: i64,
    decision: DecisionRow,
    version: u32,
    taken_by: Option<String>,
    taken_until: Option<i64>,
    source_corrected: bool,
    status_corrected: bool,
    recheck: bool,
    withdrawn_at: Option<i64>,
    first_edition: u32,
    replaces: Option<i64>,
    replaced_by: Option<[u8; 16]>,
}

/// What a reviewer found, as SQLite gives it.
struct DecisionRow {
    verdict: Option<i64>,
    by: Option<String>,
    at: Option<i64>,
    reason: Option<String>,
    evidence: Option<String>,
}

impl DecisionRow {
    fn read(self) -> Result<Option<Decision>, StoreError> {
        decision(self.verdict, self.by, self.at, self.reason, self.evidence)
    }
}

/// The decision that columns hold; none where there is no verdict.
pub(super) fn decision(
    verdict: Option<i64>,
    by: Option<String>,
    at: Option<i64>,
    reason: Option<String>,
    evidence: Option<String>,
) -> Result<Option<Decision>, StoreError> {
    let (Some(verdict), Some(by), Some(at)) = (verdict, by, at) else { return Ok(None) };
    let evidence = evidence.unwrap_or_default().lines().map(str::to_owned).collect();
    Ok(Some(Decision { verdict: Coded::from_code(verdict)?, by, at: time(at)?, reason, evidence }))
}

pub(super) fn claim_row(row: &Row<'_>) -> rusqlite::Result<ClaimRow> {
    Ok(ClaimRow {
        claim: row.get(0)?,
        id: row.get(1)?,
        article: row.get(2)?,
        outlet: row.get(3)?,
        revision: row.get(4)?,
        ordinal: row.get(5)?,
        attribution: row.get(6)?,
        text: row.get(7)?,
        spans: row.get(8)?,
        reference: row.get(9)?,
        status: row.get(10)?,
        engine_reference: row.get(11)?,
        engine_status: row.get(12)?,
        review: row.get(13)?,
        decision: DecisionRow { verdict: row.get(14)?, by: row.get(20)?, at: row.get(21)?, reason: row.get(22)?, evidence: row.get(23)? },
        version: row.get(15)?,
        created_at: row.get(16)?,
        updated_at: row.get(17)?,
        taken_by: row.get(18)?,
        taken_until: row.get(19)?,
        source_corrected: row.get(24)?,
        status_corrected: row.get(25)?,
        recheck: row.get(26)?,
        withdrawn_at: row.get(27)?,
        first_edition: row.get(28)?,
        replaces: row.get(29)?,
        replaced_by: row.get(30)?,
        external_id: row.get(31)?,
        title: row.get(32)?,
    })
}

/// The analysis that a claim stands in.
#[derive(Clone)]
pub(super) struct Standing {
    /// The number of the article's revision.
    pub(super) edition: u32,
    pub(super) versions: Versions,
}

/// The claim of a row.
pub(super) fn stored_claim(
    connection: &Connection,
    referred: &mut Referred<'_>,
    standing: Standing,
    row: ClaimRow,
) -> Result<StoredClaim, StoreError> {
    let damaged = |place: i64| StoreError::Damaged(format!("the attribution {place}"));
    Ok(StoredClaim {
        id: ClaimId(identity(&row.id)?),
        article: ArticleId(identity(&row.article)?),
        outlet: row.outlet,
        revision: standing.edition,
        ordinal: row.ordinal,
        text: row.text,
        spans: read_spans(&row.spans)?,
        source: referred.reference(row.reference)?,
        attribution: row.attribution.map(|place| usize::try_from(place).map_err(|_| damaged(place))).transpose()?,
        status: Coded::from_code(row.status)?,
        basis: bases(connection, referred, row.claim)?,
        engine_source: referred.reference(row.engine_reference)?,
        engine_status: Coded::from_code(row.engine_status)?,
        versions: standing.versions,
        review: Coded::from_code(row.review)?,
        lease: lease(row.taken_by, row.taken_until)?,
        decision: row.decision.read()?,
        source_corrected: row.source_corrected,
        status_corrected: row.status_corrected,
        recheck: row.recheck,
        withdrawn_at: row.withdrawn_at.map(time).transpose()?,
        replaces: row.replaces.map(|earlier| replaced(connection, earlier)).transpose()?,
        replaced_by: row.replaced_by.map(|id| identity(&id).map(ClaimId)).transpose()?,
        first_revision: row.first_edition,
        version: row.version,
        created_at: time(row.created_at)?,
        updated_at: time(row.updated_at)?,
    })
}

fn lease(by: Option<String>, until: Option<i64>) -> Result<Option<Lease>, StoreError> {
    let (Some(by), Some(until)) = (by, until) else { return Ok(None) };
    Ok(Some(Lease { by, until: time(until)? }))
}

/// A claim that another one replaced.
fn replaced(connection: &Connection, claim: i64) -> Result<ReplacedClaim, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, text, verdict, decided_by, decided_at, reason, evidence FROM claims JOIN claim_texts USING (claim) WHERE claim = ?",
    )?;
    let (id, text, decision): ([u8; 16], String, DecisionRow) = statement.query_row([claim], |row| {
        let decision = DecisionRow { verdict: row.get(2)?, by: row.get(3)?, at: row.get(4)?, reason: row.get(5)?, evidence: row.get(6)? };
        Ok((row.get(0)?, row.get(1)?, decision))
    })?;
    Ok(ReplacedClaim { id: ClaimId(identity(&id)?), text, decision: decision.read()? })
}

fn bases(connection: &Connection, referred: &mut Referred<'_>, claim: i64) -> Result<Vec<Basis>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT rule, span_start, span_end, reference FROM claim_bases WHERE claim = ? ORDER BY place")?;
    let rows = statement.query_map([claim], |row| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?, row.get::<_, Option<i64>>(3)?)))?;
    rows.map(|row| {
        let (rule, start, end, party) = row?;
        let by = party.map(|party| referred.reference(party)).transpose()?;
        Ok(Basis { rule: rule.into(), span: span(start, end)?, by })
    })
    .collect()
}
