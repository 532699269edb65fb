//! The rules of reviewing, the same for every backend.
//!
//! In: where the review of a claim stands, and what a reviewer asks for. Out: where it stands then, and every field that
//! changed, in words from which the change can be undone.
//! Deliberately absent: rows, versions and events (the backends), and whether a request makes sense by itself (`intake`).

use super::{ReviewRefused, StoreError};
use crate::domain::{Action, Correction, Decision, FieldChange, Lease, ReviewRequest, ReviewState, Status};
use jiff::Timestamp;
use std::str::FromStr;

/// A source as a claim refers to it: its slug, and the backend's own number of the reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SourceWord {
    pub(super) slug: String,
    pub(super) reference: i64,
}

/// Everything about a claim that reviewers change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) state: ReviewState,
    pub(super) lease: Option<Lease>,
    pub(super) decision: Option<Decision>,
    pub(super) recheck: bool,
    pub(super) source: SourceWord,
    pub(super) source_corrected: bool,
    pub(super) status: Status,
    pub(super) status_corrected: bool,
}

/// Who asks, and what that takes with it.
pub(super) struct Reviewer<'a> {
    pub(super) name: &'a str,
    pub(super) at: Timestamp,
    pub(super) until: Timestamp,
    pub(super) may_release_others: bool,
}

/// What a correction leads to, as the backend found it.
pub(super) struct NewWords {
    /// The source to be set, and whether that is a correction of the engine's.
    pub(super) source: Option<(SourceWord, bool)>,
    /// The engine's own status.
    pub(super) engine_status: Status,
}

impl Standing {
    /// The same, with a lease that ran out taken away; none where there is no such lease.
    pub(super) fn without_run_out_lease(&self, now: Timestamp) -> Option<Self> {
        let ran_out = self.lease.as_ref().is_some_and(|lease| lease.until <= now);
        ran_out.then(|| Self { state: self.state_without_lease(), lease: None, ..self.clone() })
    }

    fn state_without_lease(&self) -> ReviewState {
        if self.decision.is_some() { ReviewState::Decided } else { ReviewState::Pending }
    }

    /// Where it stands when the request is done, for every request but undoing.
    pub(super) fn after(&self, request: &ReviewRequest, by: &Reviewer<'_>, words: NewWords) -> Result<(Action, Self), ReviewRefused> {
        let lease = || Some(Lease { by: by.name.to_owned(), until: by.until });
        let mut next = self.clone();
        let action = match request {
            ReviewRequest::Take if self.decision.is_some() => return Err(ReviewRefused::Decided),
            ReviewRequest::Take => {
                next.state = ReviewState::Taken;
                next.lease = lease();
                if self.lease.as_ref().is_some_and(|held| held.by != by.name) { Action::TakenOver } else { Action::Taken }
            }
            ReviewRequest::Release => {
                let held = self.lease.as_ref().ok_or(ReviewRefused::NotTaken)?;
                if held.by != by.name && !by.may_release_others {
                    return Err(ReviewRefused::TakenByOther { by: held.by.clone(), until: held.until });
                }
                next.lease = None;
                next.state = self.state_without_lease();
                Action::Released
            }
            ReviewRequest::Reopen if self.decision.is_none() => return Err(ReviewRefused::NotDecided),
            ReviewRequest::Reopen => {
                next = Self { state: ReviewState::Pending, decision: None, recheck: false, ..next };
                Action::Reopened
            }
            ReviewRequest::Decide { verdict, reason, evidence } => {
                let (reason, evidence) = (reason.clone(), evidence.clone());
                let decision = Decision { verdict: *verdict, by: by.name.to_owned(), at: by.at, reason, evidence };
                next = Self { state: ReviewState::Decided, lease: None, decision: Some(decision), recheck: false, ..next };
                Action::Decided
            }
            ReviewRequest::Correct { status, .. } => {
                if let Some((source, corrected)) = words.source {
                    (next.source, next.source_corrected) = (source, corrected);
                }
                match status {
                    Some(Correction::Set(status)) => (next.status, next.status_corrected) = (*status, true),
                    Some(Correction::Withdraw) => (next.status, next.status_corrected) = (words.engine_status, false),
                    None => {}
                }
                if next == *self {
                    return Err(ReviewRefused::NothingToChange);
                }
                if next.lease.as_ref().is_some_and(|held| held.by == by.name) {
                    next.lease = lease();
                }
                Action::Corrected
            }
            ReviewRequest::Undo => return Err(ReviewRefused::NothingToUndo(None)),
        };
        Ok((action, next))
    }

    /// Every field in words, named as the API has it.
    fn fields(&self) -> Vec<(&'static str, Option<String>)> {
        let (lease, decision) = (self.lease.as_ref(), self.decision.as_ref());
        let evidence = decision.map(|found| found.evidence.join("\n")).filter(|list| !list.is_empty());
        vec![
            ("review.state", Some(self.state.to_string())),
            ("review.verdict", decision.map(|found| found.verdict.to_string())),
            ("review.reason", decision.and_then(|found| found.reason.clone())),
            ("review.evidence", evidence),
            ("review.decided_by", decision.map(|found| found.by.clone())),
            ("review.decided_at", decision.map(|found| found.at.to_string())),
            ("review.taken_by", lease.map(|held| held.by.clone())),
            ("review.taken_until", lease.map(|held| held.until.to_string())),
            ("review.recheck", Some(self.recheck.to_string())),
            ("source", Some(self.source.slug.clone())),
            ("corrected.source", Some(self.source_corrected.to_string())),
            ("status", Some(self.status.to_string())),
            ("corrected.status", Some(self.status_corrected.to_string())),
        ]
    }

    /// What changes from here to there.
    pub(super) fn changes(&self, next: &Self) -> Vec<FieldChange> {
        let pairs = self.fields().into_iter().zip(next.fields());
        pairs
            .filter(|((_, before), (_, after))| before != after)
            .map(|((field, before), (_, after))| FieldChange::new(field, before, after))
            .collect()
    }

    /// Where it stood before these changes. `reference` is that of the source before, where they change it.
    ///
    /// # Errors
    /// Where they hold something that no change of ours has.
    pub(super) fn before(&self, changes: &[FieldChange], reference: Option<i64>) -> Result<Self, StoreError> {
        let fields = self.fields();
        let value = |name: &str| {
            let changed = changes.iter().find(|change| change.field == name).map(|change| change.before.clone());
            changed.or_else(|| fields.iter().find(|(field, _)| *field == name).map(|(_, now)| now.clone())).flatten()
        };
        let lease = match (value("review.taken_by"), value("review.taken_until")) {
            (Some(by), Some(until)) => Some(Lease { by, until: read(Some(until))? }),
            _ => None,
        };
        let decision = match (value("review.verdict"), value("review.decided_by")) {
            (Some(verdict), Some(by)) => Some(Decision {
                verdict: read(Some(verdict))?,
                by,
                at: read(value("review.decided_at"))?,
                reason: value("review.reason"),
                evidence: value("review.evidence").unwrap_or_default().lines().map(str::to_owned).collect(),
            }),
            _ => None,
        };
        Ok(Self {
            state: read(value("review.state"))?,
            lease,
            decision,
            recheck: read(value("review.recheck"))?,
            source: SourceWord { slug: read(value("source"))?, reference: reference.unwrap_or(self.source.reference) },
            source_corrected: read(value("corrected.source"))?,
            status: read(value("status"))?,
            status_corrected: read(value("corrected.status"))?,
        })
    }
}

/// Whether an act is a reviewer's, so that it can be undone.
pub(super) fn can_be_undone(action: Action) -> bool {
    matches!(action, Action::Taken | Action::TakenOver | Action::Released | Action::Decided | Action::Reopened | Action::Corrected | Action::Undone)
}

fn read<T: FromStr>(value: Option<String>) -> Result<T, StoreError> {
    value.as_deref().and_then(|word| word.parse().ok()).ok_or_else(|| StoreError::Damaged(format!("a change to {value:?}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{SourceId, Verdict};

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_679_000_000 + second).unwrap()
    }

    fn fresh() -> Standing {
        Standing {
            state: ReviewState::Pending,
            lease: None,
            decision: None,
            recheck: false,
            source: SourceWord { slug: "kremlin".into(), reference: 1 },
            source_corrected: false,
            status: Status::Attributed,
            status_corrected: false,
        }
    }

    fn reviewer(name: &str) -> Reviewer<'_> {
        Reviewer { name, at: at(0), until: at(1800), may_release_others: false }
    }

    fn words() -> NewWords {
        NewWords { source: Some((SourceWord { slug: "media-reports".into(), reference: 2 }, true)), engine_status: Status::Attributed }
    }

    fn refute() -> ReviewRequest {
        ReviewRequest::Decide {
            verdict: Verdict::Refuted,
            reason: Some("It was Tuesday.\nNot Monday.".into()),
            evidence: vec!["https://example.org/1".into(), "https://example.org/2".into()],
        }
    }

    fn correct() -> ReviewRequest {
        let source = Some(Correction::Set(SourceId::from_slug("media-reports")));
        ReviewRequest::Correct { source, status: Some(Correction::Set(Status::Denied)), reason: None }
    }

    #[test]
    fn what_any_request_changes_leads_back_to_where_it_stood() {
        let mut standings = vec![fresh()];
        for _ in 0..3 {
            let mut found = Vec::new();
            for standing in &standings {
                for request in [ReviewRequest::Take, ReviewRequest::Release, ReviewRequest::Reopen, refute(), correct()] {
                    for name in ["anna", "ben"] {
                        let Ok((action, next)) = standing.after(&request, &reviewer(name), words()) else { continue };
                        let changes = standing.changes(&next);
                        assert!(can_be_undone(action));
                        assert_eq!(next.before(&changes, Some(standing.source.reference)).unwrap(), *standing, "{action} by {name}");
                        found.push(next);
                    }
                }
            }
            standings = found;
        }
        assert!(standings.len() > 100, "{}", standings.len());
    }

    #[test]
    fn a_lease_holds_until_its_end_and_not_at_it() {
        let (_, taken) = fresh().after(&ReviewRequest::Take, &reviewer("anna"), words()).unwrap();
        assert_eq!(taken.without_run_out_lease(at(1799)), None);
        assert_eq!(taken.without_run_out_lease(at(1800)), Some(fresh()));
    }

    #[test]
    fn a_decided_claim_is_reopened_before_it_is_taken() {
        let (_, decided) = fresh().after(&refute(), &reviewer("anna"), words()).unwrap();
        assert_eq!(decided.after(&ReviewRequest::Take, &reviewer("ben"), words()), Err(ReviewRefused::Decided));
        let (action, reopened) = decided.after(&ReviewRequest::Reopen, &reviewer("ben"), words()).unwrap();
        assert_eq!((action, reopened), (Action::Reopened, fresh()));
    }
}
