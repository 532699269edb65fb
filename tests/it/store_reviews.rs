//! The contract of reviewing, held against each backend beside `store.rs`.

use crate::store::{Backend, article, at, id, run, stamp};
use claimdesk::domain::{
    Action, ClaimId, ClaimInContext, Correction, EventFilter, ReviewRequest, ReviewState, SourceId, SourceKind, SourceRef, Stamp, Status, Verdict,
};
use claimdesk::store::{Review, ReviewOutcome, ReviewRefused, Store};

fn by(name: &str, second: i64) -> Stamp {
    Stamp { by: name.into(), at: at(second) }
}

fn review(claim: u128, expected: u32, request: ReviewRequest, who: &str, second: i64) -> Review {
    Review {
        claim: ClaimId(id(claim)),
        expected,
        request,
        until: at(second + 1800),
        may_release_others: false,
        shipped: None,
        stamp: by(who, second),
    }
}

fn one(store: &dyn Store, review: Review) -> ReviewOutcome {
    run(store.review(vec![review])).unwrap().pop().unwrap()
}

#[track_caller]
fn done(outcome: ReviewOutcome) -> ClaimInContext {
    match outcome {
        ReviewOutcome::Done(claim) => *claim,
        other => panic!("{other:?}"),
    }
}

fn decide(verdict: Verdict) -> ReviewRequest {
    ReviewRequest::Decide { verdict, reason: Some("As read.\nTwice.".into()), evidence: vec!["https://example.org/1".into()] }
}

fn correct_source(slug: &str) -> ReviewRequest {
    ReviewRequest::Correct { source: Some(Correction::Set(SourceId::from_slug(slug))), status: None, reason: None }
}

#[test]
fn reviews_of_one_call_are_done_in_order_and_each_by_itself() {
    for backend in Backend::all() {
        let store = backend.open();
        run(store.add_article(article(1))).unwrap();
        let outcomes = run(store.review(vec![
            review(1001, 1, ReviewRequest::Take, "Anna", 10),
            review(1001, 1, ReviewRequest::Take, "Ben", 11),
            review(9, 1, ReviewRequest::Take, "Ben", 12),
            review(1001, 2, decide(Verdict::Refuted), "Ben", 13),
            review(1002, 1, ReviewRequest::Reopen, "Ben", 14),
        ]))
        .unwrap();
        let [first, late, nobody, decided, refused] = outcomes.as_slice() else { panic!("{outcomes:?}") };
        assert!(matches!(first, ReviewOutcome::Done(_)));
        let ReviewOutcome::Changed { claim, happened } = late else { panic!("{late:?}") };
        assert_eq!((claim.claim.version, happened.len(), happened[0].action, happened[0].actor.as_str()), (2, 1, Action::Taken, "Anna"));
        assert_eq!(*nobody, ReviewOutcome::NotFound);
        assert_eq!(*refused, ReviewOutcome::Refused(ReviewRefused::NotDecided));
        let decided = done(decided.clone()).claim;
        drop(store);
        let found = run(backend.open().lookup_claim(ClaimId(id(1001)))).unwrap().unwrap().claim;
        assert_eq!(found, decided, "it is on disk");
        assert_eq!((found.review, found.lease.clone(), found.updated_at), (ReviewState::Decided, None, at(13)));
        let decision = found.decision.unwrap();
        assert_eq!((decision.verdict, decision.by.as_str(), decision.at), (Verdict::Refuted, "Ben", at(13)));
        assert_eq!((decision.reason.as_deref(), decision.evidence.as_slice()), (Some("As read.\nTwice."), &["https://example.org/1".to_owned()][..]));
    }
}

#[test]
fn undoing_a_correction_brings_back_the_name_the_kind_and_the_speaker() {
    for backend in Backend::all() {
        let store = backend.open();
        run(store.add_article(article(1))).unwrap();
        let before = run(store.lookup_claim(ClaimId(id(1001)))).unwrap().unwrap().claim;
        assert_eq!(before.source.speaker.as_deref(), Some("a clerk"));
        assert_eq!(one(store.as_ref(), review(1001, 1, correct_source("kremlin"), "Anna", 10)), ReviewOutcome::UnknownSource);
        let shipped = Some(SourceRef { known: true, ..SourceRef::discovered("Kremlin", SourceKind::Official) });
        let corrected =
            done(one(store.as_ref(), Review { shipped: shipped.clone(), ..review(1001, 1, correct_source("kremlin"), "Anna", 11) })).claim;
        assert_eq!((Some(&corrected.source), corrected.source_corrected), (shipped.as_ref(), true));
        assert_eq!((&corrected.engine_source, corrected.status), (&before.source, Status::Disputed));
        let undone = done(one(store.as_ref(), review(1001, 2, ReviewRequest::Undo, "Ben", 12))).claim;
        assert_eq!((&undone.source, undone.source_corrected), (&before.source, false));
        let again = done(one(store.as_ref(), review(1001, 3, ReviewRequest::Undo, "Ben", 13))).claim;
        assert_eq!((Some(&again.source), again.source_corrected), (shipped.as_ref(), true));
        // A source that an article named, as another claim's source.
        let other = done(one(store.as_ref(), review(1002, 1, correct_source("people-familiar-with-the-matter"), "Anna", 14))).claim;
        assert_eq!(other.source, SourceRef { speaker: None, ..before.source });
    }
}

#[test]
fn leases_end_at_their_end_and_each_is_told() {
    for backend in Backend::all() {
        let store = backend.open();
        run(store.add_article(article(1))).unwrap();
        done(one(store.as_ref(), review(1001, 1, ReviewRequest::Take, "Anna", 0)));
        done(one(store.as_ref(), review(1002, 1, ReviewRequest::Take, "Ben", 60)));
        assert_eq!(run(store.expire_leases(by("claimdesk", 1799))).unwrap(), 0);
        assert_eq!(run(store.expire_leases(by("claimdesk", 1800))).unwrap(), 1);
        let found = |number| run(store.lookup_claim(ClaimId(id(number)))).unwrap().unwrap().claim;
        assert_eq!((found(1001).review, found(1001).lease, found(1001).version), (ReviewState::Pending, None, 3));
        assert_eq!(found(1002).review, ReviewState::Taken);
        // The second has run out and nobody has ended it yet: whoever takes it takes it over from nobody.
        let taken = done(one(store.as_ref(), review(1002, 2, ReviewRequest::Take, "Anna", 1860))).claim;
        assert_eq!((taken.lease.map(|lease| lease.by).as_deref(), taken.version), (Some("Anna"), 4));
        let filter = EventFilter { claim: Some(ClaimId(id(1002))), ..EventFilter::default() };
        let events = run(store.list_events(filter, 10)).unwrap();
        let told: Vec<_> = events.iter().map(|event| (event.action, event.actor.as_str(), event.version)).collect();
        assert_eq!(told, [(Action::Taken, "Ben", Some(2)), (Action::LeaseExpired, "claimdesk", Some(3)), (Action::Taken, "Anna", Some(4))]);
    }
}

#[test]
fn a_refused_review_leaves_even_a_lease_that_ran_out_as_it_was() {
    for backend in Backend::all() {
        let store = backend.open();
        run(store.add_article(article(1))).unwrap();
        done(one(store.as_ref(), review(1001, 1, ReviewRequest::Take, "Anna", 0)));
        for request in [ReviewRequest::Release, ReviewRequest::Reopen, ReviewRequest::Undo] {
            let outcome = one(store.as_ref(), review(1001, 2, request, "Anna", 1800));
            assert!(matches!(outcome, ReviewOutcome::Refused(_)), "{outcome:?}");
        }
        assert_eq!(run(store.lookup_claim(ClaimId(id(1001)))).unwrap().unwrap().claim.version, 2);
        assert_eq!(run(store.expire_leases(stamp(1800))).unwrap(), 1);
    }
}
