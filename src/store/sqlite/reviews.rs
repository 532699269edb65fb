//! Reviews: what reviewers do to claims, and leases that run out.
//!
//! In: reviews of claims. Out: the claims as they are then, with an event for each change; or why nothing was done.
//! Deliberately absent: the rules (`store::review_rules`).

use super::codes::Coded;
use super::events::{self, NewEvent};
use super::references::{self, Reference};
use super::values::{micros, time};
use super::{claim_list, claim_rows};
use crate::domain::{Action, Correction, Decision, FieldChange, Lease, ReviewRequest, SourceId, Stamp};
use crate::store::review_rules::{NewWords, Reviewer, SourceWord, Standing, can_be_undone};
use crate::store::{Review, ReviewOutcome, ReviewRefused, StoreError};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Does several reviews, one after the other, each by itself.
pub(super) fn review_all(connection: &Connection, reviews: &[Review]) -> Result<Vec<ReviewOutcome>, StoreError> {
    reviews.iter().map(|one| review(connection, one)).collect()
}

fn review(connection: &Connection, review: &Review) -> Result<ReviewOutcome, StoreError> {
    let Some(found) = find(connection, review)? else { return Ok(ReviewOutcome::NotFound) };
    if found.withdrawn {
        return Ok(ReviewOutcome::Refused(ReviewRefused::Withdrawn));
    }
    if found.version != review.expected {
        let happened = events::of_claim_since(connection, found.claim, review.expected)?;
        let claim = claim_list::lookup(connection, review.claim)?.map(Box::new);
        return Ok(claim.map_or(ReviewOutcome::NotFound, |claim| ReviewOutcome::Changed { claim, happened }));
    }
    let at = review.stamp.at;
    let settled = found.standing.without_run_out_lease(at);
    let now = settled.as_ref().unwrap_or(&found.standing);
    let (action, next) = match &review.request {
        ReviewRequest::Undo if settled.is_some() => {
            let ran_out = (Action::LeaseExpired, ITSELF.to_owned());
            return Ok(ReviewOutcome::Refused(ReviewRefused::NothingToUndo(Some(ran_out))));
        }
        ReviewRequest::Undo => match undo(connection, found.claim, now)? {
            Ok(before) => (Action::Undone, before),
            Err(refused) => return Ok(ReviewOutcome::Refused(refused)),
        },
        request => {
            let Some(words) = new_words(connection, &found, review)? else { return Ok(ReviewOutcome::UnknownSource) };
            let until = review.until;
            let by = Reviewer { name: &review.stamp.by, at, until, may_release_others: review.may_release_others };
            match now.after(request, &by, words) {
                Ok(done) => done,
                Err(refused) => return Ok(ReviewOutcome::Refused(refused)),
            }
        }
    };
    let mut version = found.version;
    if let Some(settled) = &settled {
        let itself = Stamp { by: ITSELF.to_owned(), at };
        version = write(connection, &found, Step { version, from: &found.standing, to: settled, action: Action::LeaseExpired }, &itself, None)?;
    }
    let reason = match &review.request {
        ReviewRequest::Correct { reason, .. } => reason.clone(),
        _ => None,
    };
    write(connection, &found, Step { version, from: now, to: &next, action }, &review.stamp, reason)?;
    let claim = claim_list::lookup(connection, review.claim)?;
    Ok(claim.map_or(ReviewOutcome::NotFound, |claim| ReviewOutcome::Done(Box::new(claim))))
}

/// The name in events of what the service does by itself.
const ITSELF: &str = "claimdesk";

/// Leases that one call ends: the rest are for the next one, so that the writer is not held up.
const MOST_AT_ONCE: u32 = 500;

/// Makes claims pending whose lease ran out. Gives their number.
pub(super) fn expire(connection: &Connection, stamp: &Stamp) -> Result<u64, StoreError> {
    let mut statement =
        connection.prepare_cached(&format!("{FOUND} WHERE review = 2 AND taken_until <= ? ORDER BY taken_until LIMIT {MOST_AT_ONCE}"))?;
    let rows = statement.query_map([micros(stamp.at)], found_row)?.collect::<Result<Vec<_>, _>>()?;
    let mut ended = 0;
    for row in rows {
        let found = row?;
        let Some(settled) = found.standing.without_run_out_lease(stamp.at) else { continue };
        let step = Step { version: found.version, from: &found.standing, to: &settled, action: Action::LeaseExpired };
        write(connection, &found, step, stamp, None)?;
        ended += 1;
    }
    Ok(ended)
}

/// A claim as reviewing sees it.
struct Found {
    claim: i64,
    article: i64,
    version: u32,
    withdrawn: bool,
    standing: Standing,
    engine_reference: i64,
    engine_status: i64,
}

const FOUND: &str = "SELECT claim, article, claims.version, withdrawn_at IS NOT NULL, review, verdict, decided_by, decided_at, reason, evidence,
         taken_by, taken_until, recheck, slug, reference, source_corrected, status, status_corrected, engine_reference, engine_status
     FROM claims JOIN sources USING (source)";

fn find(connection: &Connection, review: &Review) -> Result<Option<Found>, StoreError> {
    let mut statement = connection.prepare_cached(&format!("{FOUND} WHERE claims.id = ?"))?;
    statement.query_row([review.claim.0.as_bytes()], found_row).optional()?.transpose()
}

fn found_row(row: &Row<'_>) -> rusqlite::Result<Result<Found, StoreError>> {
    let (state, verdict): (i64, Option<i64>) = (row.get(4)?, row.get(5)?);
    let (decided_by, decided_at): (Option<String>, Option<i64>) = (row.get(6)?, row.get(7)?);
    let (reason, evidence): (Option<String>, Option<String>) = (row.get(8)?, row.get(9)?);
    let (taken_by, taken_until): (Option<String>, Option<i64>) = (row.get(10)?, row.get(11)?);
    let (claim, article, version, withdrawn) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
    let source = SourceWord { slug: row.get(13)?, reference: row.get(14)? };
    let (recheck, source_corrected, status_corrected): (bool, bool, bool) = (row.get(12)?, row.get(15)?, row.get(17)?);
    let (status, engine_reference, engine_status): (i64, i64, i64) = (row.get(16)?, row.get(18)?, row.get(19)?);
    let build = || {
        let lease = taken_by.zip(taken_until).map(|(by, until)| Ok::<_, StoreError>(Lease { by, until: time(until)? })).transpose()?;
        let decision = claim_rows::decision(verdict, decided_by, decided_at, reason, evidence)?;
        let (state, status) = (Coded::from_code(state)?, Coded::from_code(status)?);
        let standing = Standing { state, lease, decision, recheck, source, source_corrected, status, status_corrected };
        Ok(Found { claim, article, version, withdrawn, standing, engine_reference, engine_status })
    };
    Ok(build())
}

/// Where the claim stood before its last event, or why that can't be undone.
fn undo(connection: &Connection, claim: i64, now: &Standing) -> Result<Result<Standing, ReviewRefused>, StoreError> {
    let Some(last) = events::last_of_claim(connection, claim)? else { return Ok(Err(ReviewRefused::NothingToUndo(None))) };
    if !can_be_undone(last.action) {
        return Ok(Err(ReviewRefused::NothingToUndo(Some((last.action, last.actor)))));
    }
    let mut statement = connection.prepare_cached("SELECT before FROM source_changes WHERE event = ?")?;
    let reference: Option<i64> = statement.query_row([last.number], |row| row.get(0)).optional()?;
    let mut before = now.before(&last.changes, reference)?;
    if reference.is_some() {
        // A source that was merged meanwhile does not come back.
        before.source = word(connection, references::standing(connection, before.source.reference)?)?;
    }
    Ok(Ok(before))
}

/// The words that a correction leads to; none where there is no such source.
fn new_words(connection: &Connection, found: &Found, review: &Review) -> Result<Option<NewWords>, StoreError> {
    let source = match &review.request {
        ReviewRequest::Correct { source: Some(Correction::Set(slug)), .. } => match corrected_source(connection, found, slug, review)? {
            Some(word) => Some((word, true)),
            None => return Ok(None),
        },
        ReviewRequest::Correct { source: Some(Correction::Withdraw), .. } => {
            Some((word(connection, references::standing(connection, found.engine_reference)?)?, false))
        }
        _ => None,
    };
    Ok(Some(NewWords { source, engine_status: Coded::from_code(found.engine_status)? }))
}

fn corrected_source(connection: &Connection, found: &Found, slug: &SourceId, review: &Review) -> Result<Option<SourceWord>, StoreError> {
    let Some(reference) = references::find_source(connection, slug, review.shipped.as_ref())? else { return Ok(None) };
    let corrected = word(connection, reference)?;
    // The claim's own source, confirmed: whoever speaks for it there still does.
    Ok(Some(if corrected.slug == found.standing.source.slug { found.standing.source.clone() } else { corrected }))
}

fn word(connection: &Connection, reference: Reference) -> Result<SourceWord, StoreError> {
    let slug = connection.prepare_cached("SELECT slug FROM sources WHERE source = ?")?.query_row([reference.source], |row| row.get(0))?;
    Ok(SourceWord { slug, reference: reference.reference })
}

/// One change of a claim.
struct Step<'a> {
    /// The version before it.
    version: u32,
    from: &'a Standing,
    to: &'a Standing,
    action: Action,
}

/// Writes a change and its event. Gives the version after it.
fn write(connection: &Connection, found: &Found, step: Step<'_>, stamp: &Stamp, reason: Option<String>) -> Result<u32, StoreError> {
    let Step { from, to, action, .. } = step;
    let version = step.version.saturating_add(1);
    let (lease, decision) = (to.lease.as_ref(), to.decision.as_ref());
    let evidence = decision.map(|found: &Decision| found.evidence.join("\n")).filter(|list| !list.is_empty());
    connection
        .prepare_cached(
            "UPDATE claims SET review = ?2, verdict = ?3, decided_by = ?4, decided_at = ?5, reason = ?6, evidence = ?7, taken_by = ?8,
                 taken_until = ?9, recheck = ?10, source_corrected = ?11, status = ?12, status_corrected = ?13, version = ?14, updated_at = ?15
             WHERE claim = ?1",
        )?
        .execute(params![
            found.claim,
            to.state.code(),
            decision.map(|found| found.verdict.code()),
            decision.map(|found| &found.by),
            decision.map(|found| micros(found.at)),
            decision.and_then(|found| found.reason.as_ref()),
            evidence,
            lease.map(|held| &held.by),
            lease.map(|held| micros(held.until)),
            to.recheck,
            to.source_corrected,
            to.status.code(),
            to.status_corrected,
            version,
            micros(stamp.at),
        ])?;
    let mut changes = from.changes(to);
    if let Some(reason) = reason {
        changes.push(FieldChange::new("correct.reason", None, Some(reason)));
    }
    let (article, claim) = (Some(found.article), Some(found.claim));
    let event = NewEvent { article, claim, version: Some(version), changes, ..NewEvent::new(stamp, action) };
    let number = events::add(connection, &event)?;
    if from.source != to.source {
        let kind = references::reference(connection, to.source.reference)?.kind;
        connection
            .prepare_cached(
                "UPDATE claims SET reference = ?2, kind = ?3, source = (SELECT source FROM source_references WHERE reference = ?2) WHERE claim = ?1",
            )?
            .execute(params![found.claim, to.source.reference, kind.code()])?;
        connection.prepare_cached("INSERT INTO source_changes (event, before, after) VALUES (?, ?, ?)")?.execute(params![
            number,
            from.source.reference,
            to.source.reference
        ])?;
    }
    Ok(version)
}
