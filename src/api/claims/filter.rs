//! The filters of lists of claims.
//!
//! In: parameters of a query. Out: a [`ClaimFilter`].
//! Deliberately absent: what they match (`store`).

use crate::api::ApiError;
use crate::api::parameters::Parameters;
use crate::domain::{ArticleId, ClaimFilter, ClaimSort, ReviewState, SourceKind, Status, Verdict};

/// Reads all filters; whatever else is left is refused. `default` is the order where none is asked for.
pub(crate) fn read_filter(mut parameters: Parameters, default: ClaimSort) -> Result<ClaimFilter, ApiError> {
    let filter = ClaimFilter {
        status: parameters.words("status", Status::ALL, Status::as_str)?,
        source: parameters.all("source"),
        kind: parameters.words("kind", &SourceKind::ALL, SourceKind::as_str)?,
        outlet: parameters.all("outlet"),
        article: parameters.ids("article")?.into_iter().map(ArticleId).collect(),
        review: parameters.words("review", ReviewState::ALL, ReviewState::as_str)?,
        verdict: parameters.words("verdict", Verdict::ALL, Verdict::as_str)?,
        taken_by: parameters.all("taken_by"),
        decided_by: parameters.all("decided_by"),
        since: parameters.time("since")?,
        until: parameters.time("until")?,
        updated_since: parameters.time("updated_since")?,
        withdrawn: parameters.flag("withdrawn")?,
        recheck: parameters.flag("recheck")?,
        words: parameters.search_words("q")?,
        sort: sort(&mut parameters, default)?,
    };
    parameters.finish()?;
    if filter.sort == ClaimSort::Urgent && filter.withdrawn {
        // The queue holds what can be worked on, and goes through the indexes of claims that stand.
        return Err(ApiError::parameter("sort", "`urgent` is the order of claims that stand: ask without withdrawn ones"));
    }
    Ok(filter)
}

fn sort(parameters: &mut Parameters, default: ClaimSort) -> Result<ClaimSort, ApiError> {
    let mut given = parameters.words("sort", &ClaimSort::ALL, ClaimSort::as_str)?;
    let sort = given.pop().unwrap_or(default);
    if given.is_empty() { Ok(sort) } else { Err(ApiError::parameter("sort", "it may be given once only")) }
}
