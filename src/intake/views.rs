//! Views that somebody saves.
//!
//! In: a [`SentView`] or a [`ViewChange`], as it came. Out: the same, or every field that is wrong with what would be right.
//! Deliberately absent: whether the filters match anything: the desk reads them anew each time.

use super::IntakeError;
use super::checks::Checks;
use crate::domain::{SentView, ViewChange};

/// The longest name, in characters: what fits on a line of the desk's list.
const LONGEST_NAME: usize = 60;

/// The longest query, in bytes: some forty filters.
const LONGEST_QUERY: usize = 2_000;

/// Checks a view.
///
/// # Errors
/// All fields that are wrong at once.
pub fn check_view(sent: SentView) -> Result<SentView, IntakeError> {
    let mut checks = Checks::default();
    let name = checks.name("name", sent.name, LONGEST_NAME);
    check_query(&mut checks, &sent.query);
    checks.finish(SentView { name, query: sent.query, shared: sent.shared })
}

/// Checks the change of a view.
///
/// # Errors
/// All fields that are wrong at once.
pub fn check_view_change(change: ViewChange) -> Result<ViewChange, IntakeError> {
    let mut checks = Checks::default();
    let name = change.name.map(|name| checks.name("name", name, LONGEST_NAME));
    if let Some(query) = &change.query {
        check_query(&mut checks, query);
    }
    checks.finish(ViewChange { name, query: change.query, shared: change.shared })
}

/// It becomes part of an address: what could end it there, or show itself as something else, is refused.
fn check_query(checks: &mut Checks, query: &str) {
    if query.len() > LONGEST_QUERY {
        checks.wrong("query", format!("it is longer than {LONGEST_QUERY} bytes"));
    } else if !query.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~*+%&=!'():@,;/?".contains(&byte)) {
        checks.wrong("query", "it must be the query of an address without `?` before it, such as `status=denied&q=night+train`: everything but ASCII letters, digits and marks percent-encoded");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrong_field_of_a_view_is_named() {
        let sent = SentView { name: " ".into(), query: "status=denied#/keys".into(), shared: false };
        let Err(IntakeError::Fields(wrong)) = check_view(sent) else { panic!("it was taken") };
        assert_eq!(wrong.iter().map(|wrong| wrong.field.as_str()).collect::<Vec<_>>(), ["name", "query"]);
        let good = SentView { name: "Denied, nights".into(), query: "status=denied&q=%C3%A9t%C3%A9+%22night%22".into(), shared: true };
        assert_eq!(check_view(good.clone()).unwrap(), good);
        assert!(check_view(SentView { name: "All".into(), ..SentView::default() }).is_ok(), "no filter is a view too");
        assert!(check_view_change(ViewChange::default()).is_ok());
        assert!(check_view_change(ViewChange { query: Some("a".repeat(2_001)), ..ViewChange::default() }).is_err());
    }
}
