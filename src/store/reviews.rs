//! The contract of reviewing: what a store is asked to do to a claim, and what can become of it.
//!
//! In: nothing. Out: the types that [`Store::review`](super::Store::review) takes and gives.
//! Deliberately absent: the rules (`review_rules`), which are the same for every backend.

use crate::domain::{Action, ClaimId, ClaimInContext, Event, ReviewRequest, SourceRef, Stamp};
use jiff::Timestamp;
use thiserror::Error;

/// A review that is to be done, with everything that the store can't make up itself.
#[derive(Debug, Clone)]
pub struct Review {
    /// The claim.
    pub claim: ClaimId,
    /// The version of it that the reviewer saw.
    pub expected: u32,
    /// What is asked for.
    pub request: ReviewRequest,
    /// Until when the claim is taken, where this takes it or its holder acts on it.
    pub until: Timestamp,
    /// Whether the reviewer may release what another person holds.
    pub may_release_others: bool,
    /// The corrected source as the shipped registry has it, where it does: it may stand in no article yet.
    pub shipped: Option<SourceRef>,
    /// Who, and when.
    pub stamp: Stamp,
}

/// What became of a review.
#[derive(Debug, Clone, PartialEq)]
pub enum ReviewOutcome {
    /// It is done; the claim as it is now.
    Done(Box<ClaimInContext>),
    /// Nothing was done: the claim has another version than the reviewer saw.
    Changed {
        /// The claim as it is now.
        claim: Box<ClaimInContext>,
        /// What happened to it since that version, oldest first; the last 200 events where there are more.
        happened: Vec<Event>,
    },
    /// Nothing was done: there is no such claim.
    NotFound,
    /// Nothing was done: no source has the slug of the correction.
    UnknownSource,
    /// Nothing was done: the claim does not stand where this could be done.
    Refused(ReviewRefused),
}

/// Why a claim is not in a state in which something could be done.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReviewRefused {
    /// A revision came that does not have it.
    #[error("this claim was withdrawn: a later revision of its article does not have it")]
    Withdrawn,
    /// Nobody has it.
    #[error("nobody has taken this claim, so that there is nothing to release")]
    NotTaken,
    /// Another person has it.
    #[error("{by} has taken this claim until {until}; only {by} or an administrator can release it, and everybody can take it over")]
    TakenByOther {
        /// The person.
        by: String,
        /// The end of the lease.
        until: Timestamp,
    },
    /// It has a verdict.
    #[error("this claim is decided; reopen it first, or give another verdict")]
    Decided,
    /// It has no verdict.
    #[error("this claim has no verdict, so that there is nothing to reopen")]
    NotDecided,
    /// Its last event is not a reviewer's.
    #[error("there is nothing to undo: {}", last(.0.as_ref()))]
    NothingToUndo(Option<(Action, String)>),
    /// It is as the correction would make it.
    #[error("this correction would change nothing")]
    NothingToChange,
}

fn last(event: Option<&(Action, String)>) -> String {
    match event {
        None => "nobody has done anything to this claim yet".to_owned(),
        Some((action, by)) => format!("the last thing that happened to this claim is `{action}` by {by}, which is no reviewer's act"),
    }
}
