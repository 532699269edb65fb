//! Reviews that somebody sends.
//!
//! In: a [`SentReview`], as it came. Out: a [`ReviewRequest`], or every field that is wrong with what would be right.
//! Deliberately absent: whether the claim stands where it can be done, and whether a source of this slug is known (`store`).

use super::IntakeError;
use super::checks::Checks;
use crate::domain::{Correction, ReviewRequest, SentCorrections, SentReview, SourceId, Status, Verdict};

/// The longest reason, in characters: more than two pages.
const LONGEST_REASON: usize = 5_000;

/// Web addresses that a verdict may have.
const MOST_EVIDENCE: usize = 20;

/// The longest slug, in characters.
const LONGEST_SLUG: usize = 500;

/// What can be done to a claim without saying more.
const ACTIONS: [(&str, ReviewRequest); 4] =
    [("take", ReviewRequest::Take), ("release", ReviewRequest::Release), ("reopen", ReviewRequest::Reopen), ("undo", ReviewRequest::Undo)];

/// Checks a review.
///
/// # Errors
/// All fields that are wrong at once.
pub fn check_review(sent: SentReview) -> Result<ReviewRequest, IntakeError> {
    let mut checks = Checks::default();
    let SentReview { verdict, action, correct, reason, evidence } = sent;
    let given: Vec<&str> = [("verdict", verdict.is_some()), ("action", action.is_some()), ("correct", correct.is_some())]
        .into_iter()
        .filter_map(|(name, is)| is.then_some(name))
        .collect();
    match given[..] {
        [_] => {}
        [] => checks.wrong("", "it must have `verdict`, `action` or `correct`"),
        [first, ..] => {
            for other in &given[1..] {
                checks.wrong(other, format!("it can't stand beside `{first}`: send one review for each"));
            }
        }
    }
    let only_with_verdict = "it belongs to a verdict";
    if verdict.is_none() && evidence.is_some() && !given.is_empty() {
        checks.wrong("evidence", only_with_verdict);
    }
    if action.is_some() && given.len() == 1 && reason.is_some() {
        checks.wrong("reason", "it belongs to a verdict or a correction");
    }
    let reason = checks.prose("reason", reason, LONGEST_REASON);
    let request = if let Some(word) = verdict {
        let verdict = checks.word("verdict", &word, Verdict::ALL, Verdict::as_str);
        if verdict.is_some_and(|verdict| verdict != Verdict::Verified) && reason.is_none() {
            checks.otherwise_wrong("reason", "every verdict but `verified` needs one");
        }
        let evidence = check_evidence(&mut checks, evidence.unwrap_or_default());
        ReviewRequest::Decide { verdict: verdict.unwrap_or(Verdict::Unverifiable), reason, evidence }
    } else if let Some(correct) = correct {
        check_corrections(&mut checks, correct, reason)
    } else {
        let word = action.unwrap_or_default();
        let known = ACTIONS.into_iter().find(|(known, _)| *known == word).map(|(_, request)| request);
        if known.is_none() && !given.is_empty() {
            checks.wrong("action", format!("`{word}` must be one of `take`, `release`, `reopen`, `undo`"));
        }
        known.unwrap_or(ReviewRequest::Take)
    };
    checks.finish(request)
}

fn check_evidence(checks: &mut Checks, sent: Vec<String>) -> Vec<String> {
    if sent.len() > MOST_EVIDENCE {
        checks.wrong("evidence", format!("it has {} addresses; {MOST_EVIDENCE} are taken at most", sent.len()));
        return Vec::new();
    }
    let mut evidence = Vec::new();
    for (index, address) in sent.into_iter().enumerate() {
        let field = format!("evidence[{index}]");
        match checks.web_address(&field, Some(address)) {
            Some(address) => evidence.push(address),
            None => checks.otherwise_wrong(&field, "it is empty"),
        }
    }
    evidence
}

fn check_corrections(checks: &mut Checks, sent: SentCorrections, reason: Option<String>) -> ReviewRequest {
    if sent == SentCorrections::default() {
        checks.wrong("correct", "it must have `source`, `status` or both");
    }
    let source = sent.source.map(|correction| match correction {
        Correction::Withdraw => Correction::Withdraw,
        Correction::Set(slug) => Correction::Set(SourceId::from_slug(checks.name("correct.source", slug, LONGEST_SLUG))),
    });
    let status = sent.status.map(|correction| match correction {
        Correction::Withdraw => Correction::Withdraw,
        Correction::Set(word) => Correction::Set(checks.word("correct.status", &word, Status::ALL, Status::as_str).unwrap_or(Status::Unconfirmed)),
    });
    ReviewRequest::Correct { source, status, reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong_fields(sent: SentReview) -> Vec<String> {
        match check_review(sent) {
            Err(IntakeError::Fields(fields)) => fields.into_iter().map(|wrong| wrong.field).collect(),
            other => panic!("expected wrong fields, got {other:?}"),
        }
    }

    fn verdict(word: &str) -> SentReview {
        SentReview { verdict: Some(word.into()), ..SentReview::default() }
    }

    #[test]
    fn every_verdict_but_verified_says_why() {
        assert!(check_review(verdict("verified")).is_ok());
        for word in ["refuted", "misattributed", "unverifiable"] {
            assert_eq!(wrong_fields(verdict(word)), ["reason"]);
            assert_eq!(wrong_fields(SentReview { reason: Some(" \n\u{200b}".into()), ..verdict(word) }), ["reason"]);
            assert!(check_review(SentReview { reason: Some("It was Tuesday.\n\nNot Monday.".into()), ..verdict(word) }).is_ok());
        }
    }

    #[test]
    fn every_wrong_address_is_named_with_its_place() {
        let evidence = ["https://example.org/a?b=1", "javascript:alert(1)", "", "http://example.org/\nb", "HTTPS://example.org"];
        let sent = SentReview { evidence: Some(evidence.map(str::to_owned).into()), ..verdict("maybe") };
        assert_eq!(wrong_fields(sent), ["verdict", "evidence[1]", "evidence[2]", "evidence[3]"]);
        let many = vec!["https://example.org".to_owned(); MOST_EVIDENCE];
        assert!(check_review(SentReview { evidence: Some(many.clone()), ..verdict("verified") }).is_ok());
        let more = many.into_iter().chain(["https://example.org".to_owned()]).collect();
        assert_eq!(wrong_fields(SentReview { evidence: Some(more), ..verdict("verified") }), ["evidence"]);
    }

    #[test]
    fn one_review_is_one_thing() {
        let action = |word: &str| SentReview { action: Some(word.into()), ..SentReview::default() };
        assert_eq!(wrong_fields(SentReview::default()), [""]);
        assert_eq!(wrong_fields(action("steal")), ["action"]);
        assert_eq!(wrong_fields(SentReview { verdict: Some("verified".into()), ..action("take") }), ["action"]);
        assert_eq!(wrong_fields(SentReview { correct: Some(SentCorrections::default()), ..SentReview::default() }), ["correct"]);
        assert_eq!(wrong_fields(SentReview { reason: Some("Why not".into()), evidence: Some(vec![]), ..action("take") }), ["evidence", "reason"]);
        assert_eq!(check_review(action("undo")), Ok(ReviewRequest::Undo));
    }

    #[test]
    fn a_reason_has_a_longest_length_and_no_null_bytes() {
        let because = |reason: String| SentReview { reason: Some(reason), ..verdict("refuted") };
        assert!(check_review(because("é".repeat(LONGEST_REASON))).is_ok());
        assert_eq!(wrong_fields(because("é".repeat(LONGEST_REASON + 1))), ["reason"]);
        assert_eq!(wrong_fields(because("a\0b".into())), ["reason"]);
    }
}
