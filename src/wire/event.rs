//! What happened, as JSON: in the history of a claim, in the audit log, in the feed of changes, and in a refused verdict.
//!
//! In: events. Out: their shapes.
//! Deliberately absent: which events somebody may see (`api`).

use crate::domain::{Event, FieldChange};
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

/// Something that happened.
#[derive(Debug, Serialize)]
pub struct EventShape<'a> {
    /// Its number: later events have higher ones.
    pub event: i64,
    /// When.
    pub at: Timestamp,
    /// Who: the name of a key, or `claimdesk`.
    pub actor: &'a str,
    /// What was done.
    pub action: &'static str,
    /// The article that it happened to.
    pub article: Option<Uuid>,
    /// The claim that it happened to.
    pub claim: Option<Uuid>,
    /// The claim's version after it.
    pub version: Option<u32>,
    /// What else it is about: a source's slug, a key's name, an erased article's outlet and external id.
    pub subject: Option<&'a str>,
    /// What it changed.
    pub changes: Vec<FieldChangeShape<'a>>,
}

/// One field that an event changed.
#[derive(Debug, Serialize)]
pub struct FieldChangeShape<'a> {
    /// The field's path, as the API has it.
    pub field: &'a str,
    /// Its value before; null where it had none.
    pub before: Option<&'a str>,
    /// Its value after; null where it has none.
    pub after: Option<&'a str>,
}

impl<'a> EventShape<'a> {
    /// The shape of an event.
    #[must_use]
    pub fn of(event: &'a Event) -> Self {
        Self {
            event: event.number,
            at: event.at,
            actor: &event.actor,
            action: event.action.as_str(),
            article: event.article.map(|id| id.0),
            claim: event.claim.map(|id| id.0),
            version: event.version,
            subject: event.subject.as_deref(),
            changes: event.changes.iter().map(FieldChangeShape::of).collect(),
        }
    }

    /// The shapes of several events, in their order.
    #[must_use]
    pub fn all(events: &'a [Event]) -> Vec<Self> {
        events.iter().map(Self::of).collect()
    }
}

impl<'a> FieldChangeShape<'a> {
    fn of(change: &'a FieldChange) -> Self {
        Self { field: &change.field, before: change.before.as_deref(), after: change.after.as_deref() }
    }
}

/// A list of events, oldest first.
#[derive(Debug, Serialize)]
pub struct EventListShape<'a> {
    /// The events.
    pub events: Vec<EventShape<'a>>,
    /// The number of the last one, where more follow: the next list is the one behind it.
    pub next: Option<i64>,
}

impl<'a> EventListShape<'a> {
    /// The shape of a list. `more` says whether more follow.
    #[must_use]
    pub fn of(events: &'a [Event], more: bool) -> Self {
        Self { events: EventShape::all(events), next: events.last().filter(|_| more).map(|last| last.number) }
    }
}
