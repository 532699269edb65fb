//! Claims of a filter, counted by what they have in common.
//!
//! In: conditions, what to group by, and a place in the list. Out: a page of groups.
//! Deliberately absent: the claims themselves (`claim_list`). The matching ones are counted for each page, since no counter can know the filter.

use super::claim_list::conditions;
use super::codes::Coded;
use super::references::newest_reference;
use super::values::identity;
use crate::domain::{
    ArticleId, ClaimFilter, ClaimGroup, GroupBy, GroupedArticle, GroupedBy, Page, PageRequest, Position, ReviewState, SourceKind, Status, Verdict,
};
use crate::store::StoreError;
use rusqlite::{Connection, params_from_iter};

pub(super) fn list(connection: &Connection, filter: &ClaimFilter, by: GroupBy, page: PageRequest) -> Result<Page<ClaimGroup>, StoreError> {
    let Some(mut conditions) = conditions(connection, filter)? else { return Ok(Page { items: Vec::new(), next: None }) };
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
    let sql = format!("SELECT claims.{column}, count(*) FROM claims WHERE {condition} GROUP BY 1 {having} ORDER BY {order} LIMIT {limit}");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(parameters), |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut rows: Vec<(i64, i64)> = rows.collect::<Result<_, _>>()?;
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

fn article(connection: &Connection, number: i64) -> Result<GroupedArticle, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT id, outlets.name, external_id, title FROM articles JOIN outlets USING (outlet) WHERE article = ?")?;
    let (id, outlet, external_id, title): ([u8; 16], _, _, _) =
        statement.query_row([number], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    Ok(GroupedArticle { id: ArticleId(identity(&id)?), outlet, external_id, title })
}
