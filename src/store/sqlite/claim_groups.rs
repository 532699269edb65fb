//! Claims of a filter, counted by what they have in common.
//!
//! In: conditions, what to group by, and a place in the list. Out: a page of groups.
//! Deliberately absent: the claims themselves (`claim_list`). Where no counter knows the filter, the matching ones are counted for
//! each page.

use super::claim_counts::{ALL, Counted, DAY, Days, by_outlet, one_or_all, review_and_verdict, states_of, sum_of};
use super::claim_filter::Wanted;
use super::claim_find::{Order, held_by_cheapest_way};
use super::codes::Coded;
use super::conditions::Conditions;
use super::references::newest_reference;
use super::values::identity;
use crate::domain::{
    ArticleHeading, ArticleId, ClaimFilter, ClaimGroup, GroupBy, GroupedBy, Page, PageRequest, Position, ReviewState, SourceKind, Status, Verdict,
};
use crate::store::StoreError;
use rusqlite::{Connection, params_from_iter};
use std::collections::BTreeMap;

/// Claims that are sooner counted all than article by article.
const FEW: u64 = 5000;

pub(super) fn list(connection: &Connection, filter: &ClaimFilter, by: GroupBy, page: PageRequest) -> Result<Page<ClaimGroup>, StoreError> {
    let Some(wanted) = Wanted::of(connection, filter)? else { return Ok(Page { items: Vec::new(), next: None }) };
    let mut rows = match from_counters(connection, &wanted, by)? {
        Some(mut groups) => {
            // As much as there is first; of the same number the later one.
            groups.sort_unstable_by_key(|&(number, count)| std::cmp::Reverse((count, number)));
            groups.retain(|&(number, count)| count > 0 && page.after.is_none_or(|after| (count, number) < (after.time, after.row)));
            groups
        }
        None => count_rows(connection, &wanted, by, page)?,
    };
    let wanted = usize::try_from(page.limit).unwrap_or(usize::MAX);
    let more = rows.len() > wanted;
    rows.truncate(wanted);
    let next = rows.last().filter(|_| more).map(|&(row, time)| Position { time, row });
    let items = rows.into_iter().map(|(number, count)| {
        let by = heading(connection, by, number)?;
        Ok(ClaimGroup { by, claims: u64::try_from(count).unwrap_or(0) })
    });
    Ok(Page { items: items.collect::<Result<_, StoreError>>()?, next })
}

/// Groups with the numbers of their claims.
type Groups = Vec<(i64, i64)>;

/// All groups, in no order; none where the counters do not know one of the conditions.
fn from_counters(connection: &Connection, wanted: &Wanted, by: GroupBy) -> Result<Option<Groups>, StoreError> {
    let Some(days) = days(wanted) else { return Ok(None) };
    let of_sources = by == GroupBy::Source || !wanted.source.is_empty();
    let uncounted = wanted.words.is_some()
        || wanted.withdrawn
        || wanted.recheck
        || wanted.updated_since.is_some()
        || !(wanted.article.is_empty() && wanted.taken_by.is_empty() && wanted.decided_by.is_empty())
        || by == GroupBy::Article
        || (of_sources && (by == GroupBy::Outlet || !wanted.outlet.is_empty() || days.is_some()));
    if uncounted {
        return Ok(None);
    }
    let mut groups: BTreeMap<i64, u64> = BTreeMap::new();
    match by {
        GroupBy::Source => return by_source(connection, wanted).map(Some),
        GroupBy::Outlet => return Ok(Some(by_outlet(connection, wanted, days)?.into_iter().collect())),
        _ => {}
    }
    let mut count = |kind: i64, counted: &Counted| {
        for &(state, counts) in counted.states() {
            match by {
                GroupBy::Status => (1..).zip(counts.each()).for_each(|(status, count)| *groups.entry(status).or_default() += count),
                GroupBy::Kind => *groups.entry(kind).or_default() += counts.sum(),
                GroupBy::Review => *groups.entry(review_and_verdict(state).0).or_default() += counts.sum(),
                _ if review_and_verdict(state).1 == 0 => {}
                _ => *groups.entry(review_and_verdict(state).1).or_default() += counts.sum(),
            }
        }
    };
    let kinds = if by == GroupBy::Kind && wanted.kind.is_empty() { (1..=8).collect() } else { one_or_all(&wanted.kind).to_vec() };
    for &kind in &kinds {
        if of_sources {
            for &source in &wanted.source {
                let kinds = if kind == ALL { Vec::new() } else { vec![kind] };
                count(kind, &Counted::of_source(connection, source, &kinds)?.only(wanted));
            }
        } else {
            for &outlet in one_or_all(&wanted.outlet) {
                count(kind, &Counted::of_days(connection, outlet, kind, days)?.only(wanted));
            }
        }
    }
    Ok(Some(groups.into_iter().map(|(number, count)| (number, i64::try_from(count).unwrap_or(i64::MAX))).collect()))
}

/// The days that are asked for, where they are whole; none where they are not.
fn days(wanted: &Wanted) -> Option<Option<Days>> {
    let whole = |time: Option<i64>| time.is_none_or(|time| time.rem_euclid(DAY) == 0);
    let day = |time: Option<i64>| time.map(|time| time.div_euclid(DAY));
    (whole(wanted.since) && whole(wanted.until)).then(|| Days::between(day(wanted.since), day(wanted.until)))
}

/// Sources, of which there are many.
fn by_source(connection: &Connection, wanted: &Wanted) -> Result<Groups, StoreError> {
    let (sum, states) = (sum_of(&wanted.status), states_of(&wanted.review, &wanted.verdict));
    let mut conditions = Conditions::default();
    conditions.add(format!("state IN ({states})"), []);
    conditions.one_of("kind", &wanted.kind);
    conditions.one_of_many("source", &wanted.source);
    let (condition, parameters) = conditions.finish();
    let mut statement = connection.prepare_cached(&format!("SELECT source, {sum} FROM source_counts WHERE {condition} GROUP BY 1"))?;
    let rows = statement.query_map(params_from_iter(parameters), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A page of groups and one more, counted from the claims themselves.
fn count_rows(connection: &Connection, wanted: &Wanted, by: GroupBy, page: PageRequest) -> Result<Groups, StoreError> {
    let mut conditions = wanted.all_conditions();
    let column = match by {
        GroupBy::Article => "article",
        GroupBy::Source => "source",
        GroupBy::Outlet => "outlet",
        GroupBy::Status => "status",
        GroupBy::Kind => "kind",
        GroupBy::Review => "review",
        GroupBy::Verdict => "verdict",
    };
    if by == GroupBy::Verdict {
        conditions.add("claims.verdict IS NOT NULL", []);
    }
    let (condition, mut parameters) = conditions.finish();
    // Articles in their order, whatever there is in them; everything else by how much there is.
    let (after, order) = match by {
        GroupBy::Article => ("(claims.article, 0) < (?, ?)", "1 DESC"),
        _ => ("(count(*), claims.{column}) < (?, ?)", "2 DESC, 1 DESC"),
    };
    let having = page.after.map_or(String::new(), |Position { time, row }| {
        parameters.extend(if by == GroupBy::Article { [row.into(), 0.into()] } else { [time.into(), row.into()] });
        format!("HAVING {}", after.replace("{column}", column))
    });
    // One row more than wanted tells whether more follow.
    let limit = u64::from(page.limit) + 1;
    // Of articles only the last ones are counted, one after the other, unless there are few claims to go through anyway.
    let by_article = by == GroupBy::Article && wanted.words.is_none() && held_by_cheapest_way(connection, wanted, Order::Newest)? > FEW;
    let index = if by_article { "INDEXED BY claims_of_article" } else { "" };
    let sql = format!("SELECT claims.{column}, count(*) FROM claims {index} WHERE {condition} GROUP BY 1 {having} ORDER BY {order} LIMIT {limit}");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(parameters), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What the number of a group stands for.
fn heading(connection: &Connection, by: GroupBy, number: i64) -> Result<GroupedBy, StoreError> {
    let word = match by {
        GroupBy::Article => return Ok(GroupedBy::Article(article(connection, number)?)),
        GroupBy::Source => return Ok(GroupedBy::Source(newest_reference(connection, number)?)),
        GroupBy::Outlet => connection.prepare_cached("SELECT name FROM outlets WHERE outlet = ?")?.query_row([number], |row| row.get(0))?,
        GroupBy::Status => Status::from_code(number)?.to_string(),
        GroupBy::Kind => SourceKind::from_code(number)?.as_str().to_owned(),
        GroupBy::Review => ReviewState::from_code(number)?.to_string(),
        GroupBy::Verdict => Verdict::from_code(number)?.to_string(),
    };
    Ok(GroupedBy::Word(word))
}

/// An article by its number.
fn article(connection: &Connection, number: i64) -> Result<ArticleHeading, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT id, outlets.name, external_id, title FROM articles JOIN outlets USING (outlet) WHERE article = ?")?;
    let (id, outlet, external_id, title): ([u8; 16], _, _, _) =
        statement.query_row([number], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    Ok(ArticleHeading { id: ArticleId(identity(&id)?), outlet, external_id, title })
}
