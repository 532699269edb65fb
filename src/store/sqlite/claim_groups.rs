//! Claims of a filter, counted by what they have in common.
//!
//! In: conditions, what to group by, and a place in the list. Out: a page of groups.
//! Deliberately absent: the claims themselves (`claim_list`). The matching ones are counted for each page, since no counter can know the filter.

use super::claim_list::conditions;
use super::references::newest_reference;
use super::values::identity;
use crate::domain::{ArticleId, ClaimFilter, ClaimGroup, GroupBy, GroupedArticle, GroupedBy, Page, PageRequest, Position};
use crate::store::StoreError;
use rusqlite::{Connection, params_from_iter};

pub(super) fn list(connection: &Connection, filter: &ClaimFilter, by: GroupBy, page: PageRequest) -> Result<Page<ClaimGroup>, StoreError> {
    let Some(conditions) = conditions(connection, filter)? else { return Ok(Page { items: Vec::new(), next: None }) };
    let (condition, mut parameters) = conditions.finish();
    let (column, after, order) = match by {
        GroupBy::Article => ("claims.article", "HAVING claims.article < ?2", "1 DESC"),
        GroupBy::Source => ("claims.source", "HAVING (count(*), claims.source) < (?1, ?2)", "2 DESC, 1 DESC"),
    };
    let after = match page.after {
        None => String::new(),
        Some(Position { time, row }) => {
            let first = parameters.len() + 1;
            parameters.extend([time.into(), row.into()]);
            after.replace("?1", &format!("?{first}")).replace("?2", &format!("?{}", first + 1))
        }
    };
    // One row more than wanted tells whether more follow.
    let limit = u64::from(page.limit) + 1;
    let sql = format!("SELECT {column}, count(*) FROM claims WHERE {condition} GROUP BY 1 {after} ORDER BY {order} LIMIT {limit}");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(parameters), |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut rows: Vec<(i64, i64)> = rows.collect::<Result<_, _>>()?;
    let wanted = usize::try_from(page.limit).unwrap_or(usize::MAX);
    let more = rows.len() > wanted;
    rows.truncate(wanted);
    let next = rows.last().filter(|_| more).map(|&(row, time)| Position { time, row });
    let items = rows.into_iter().map(|(number, count)| {
        let by = match by {
            GroupBy::Article => GroupedBy::Article(article(connection, number)?),
            GroupBy::Source => GroupedBy::Source(newest_reference(connection, number)?),
        };
        Ok(ClaimGroup { by, claims: u64::try_from(count).unwrap_or(0) })
    });
    Ok(Page { items: items.collect::<Result<_, StoreError>>()?, next })
}

fn article(connection: &Connection, number: i64) -> Result<GroupedArticle, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT id, outlets.name, external_id, title FROM articles JOIN outlets USING (outlet) WHERE article = ?")?;
    let (id, outlet, external_id, title): ([u8; 16], _, _, _) =
        statement.query_row([number], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    Ok(GroupedArticle { id: ArticleId(identity(&id)?), outlet, external_id, title })
}
