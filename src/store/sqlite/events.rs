//! Events: what happened, in one list that only grows.
//!
//! In: events, written in the transaction of what they tell. Out: lists of them, oldest first.
//! Deliberately absent: changing or removing one, but for the erasure of an article.

use super::conditions::{Conditions, marks};
use super::values::{identity, micros, offset, time};
use crate::domain::{Action, ArticleId, ClaimId, Event, EventFilter, FieldChange, Stamp};
use crate::store::StoreError;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};

/// An event to be written; the numbers are those of rows.
pub(super) struct NewEvent<'a> {
    pub(super) stamp: &'a Stamp,
    pub(super) action: Action,
    pub(super) article: Option<i64>,
    pub(super) claim: Option<i64>,
    pub(super) version: Option<u32>,
    pub(super) subject: Option<&'a str>,
    pub(super) changes: Vec<FieldChange>,
}

impl<'a> NewEvent<'a> {
    /// An event about nothing in particular yet.
    pub(super) fn new(stamp: &'a Stamp, action: Action) -> Self {
        Self { stamp, action, article: None, claim: None, version: None, subject: None, changes: Vec::new() }
    }
}

/// Adds an event, and gives its number.
pub(super) fn add(connection: &Connection, event: &NewEvent<'_>) -> Result<i64, StoreError> {
    let number = connection
        .prepare_cached("INSERT INTO events (at, actor, action, article, claim, version, subject) VALUES (?, ?, ?, ?, ?, ?, ?)")?
        .insert(params![micros(event.stamp.at), event.stamp.by, event.action.as_str(), event.article, event.claim, event.version, event.subject])?;
    let mut statement = connection.prepare_cached("INSERT INTO event_changes (event, place, field, before, after) VALUES (?, ?, ?, ?, ?)")?;
    for (place, change) in event.changes.iter().enumerate() {
        statement.execute(params![number, offset(place), change.field, change.before, change.after])?;
    }
    Ok(number)
}

/// At most `limit` events behind `filter.after`, oldest first.
pub(super) fn list(connection: &Connection, filter: &EventFilter, limit: u32) -> Result<Vec<Event>, StoreError> {
    let mut conditions = Conditions::default();
    conditions.add("events.event > ?", [filter.after.into()]);
    for (column, table, id) in [("claim", "claims", filter.claim.map(|id| id.0)), ("article", "articles", filter.article.map(|id| id.0))] {
        if let Some(id) = id {
            // The number is looked up once, and the list is read by its index.
            conditions.add(format!("events.{column} = (SELECT {column} FROM {table} WHERE id = ?)"), [Value::Blob(id.as_bytes().to_vec())]);
        }
    }
    if !filter.actor.is_empty() {
        conditions.add(format!("actor IN ({})", marks(filter.actor.len())), filter.actor.iter().cloned().map(Value::Text));
    }
    if !filter.action.is_empty() {
        let words = filter.action.iter().map(|action| Value::Text(action.as_str().to_owned()));
        conditions.add(format!("action IN ({})", marks(filter.action.len())), words);
    }
    for (clause, at) in [("at >= ?", filter.since), ("at < ?", filter.until)] {
        if let Some(at) = at {
            conditions.add(clause, [micros(at).into()]);
        }
    }
    let (condition, parameters) = conditions.finish();
    let sql = format!(
        "SELECT events.event, at, actor, action, articles.id, claims.id, events.version, subject
         FROM events LEFT JOIN articles USING (article) LEFT JOIN claims USING (claim)
         WHERE {condition} ORDER BY events.event LIMIT {limit}"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(parameters), event_row)?;
    rows.map(|row| event(connection, row?)).collect()
}

/// The last event of a claim.
pub(super) fn last_of_claim(connection: &Connection, claim: i64) -> Result<Option<Event>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT event, at, actor, action, NULL, NULL, version, subject FROM events WHERE claim = ? ORDER BY event DESC LIMIT 1")?;
    let row = statement.query_row([claim], event_row).optional()?;
    row.map(|row| event(connection, row)).transpose()
}

/// The events of a claim that led to a higher version, oldest first; the last 200 where there are more.
pub(super) fn of_claim_since(connection: &Connection, claim: i64, version: u32) -> Result<Vec<Event>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT events.event, at, actor, action, articles.id, claims.id, events.version, subject
         FROM events LEFT JOIN articles USING (article) LEFT JOIN claims USING (claim)
         WHERE claim = ? AND events.version > ? ORDER BY events.event DESC LIMIT 200",
    )?;
    let rows = statement.query_map(params![claim, version], event_row)?;
    let mut found = rows.map(|row| event(connection, row?)).collect::<Result<Vec<_>, _>>()?;
    found.reverse();
    Ok(found)
}

/// The number of the last event, 0 where there is none.
pub(super) fn last(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.prepare_cached("SELECT coalesce(max(event), 0) FROM events")?.query_row([], |row| row.get(0))?)
}

struct EventRow {
    number: i64,
    at: i64,
    actor: String,
    action: String,
    article: Option<[u8; 16]>,
    claim: Option<[u8; 16]>,
    version: Option<u32>,
    subject: Option<String>,
}

fn event_row(row: &Row<'_>) -> rusqlite::Result<EventRow> {
    Ok(EventRow {
        number: row.get(0)?,
        at: row.get(1)?,
        actor: row.get(2)?,
        action: row.get(3)?,
        article: row.get(4)?,
        claim: row.get(5)?,
        version: row.get(6)?,
        subject: row.get(7)?,
    })
}

fn event(connection: &Connection, row: EventRow) -> Result<Event, StoreError> {
    let mut statement = connection.prepare_cached("SELECT field, before, after FROM event_changes WHERE event = ? ORDER BY place")?;
    let changes = statement.query_map([row.number], |row| Ok(FieldChange { field: row.get(0)?, before: row.get(1)?, after: row.get(2)? }))?;
    Ok(Event {
        number: row.number,
        at: time(row.at)?,
        actor: row.actor,
        action: row.action.parse().map_err(|()| StoreError::Damaged(format!("the action {:?}", row.action)))?,
        article: row.article.map(|id| identity(&id).map(ArticleId)).transpose()?,
        claim: row.claim.map(|id| identity(&id).map(ClaimId)).transpose()?,
        version: row.version,
        subject: row.subject,
        changes: changes.collect::<Result<_, _>>()?,
    })
}
