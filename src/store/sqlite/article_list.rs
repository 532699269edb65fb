//! Lists of articles.
//!
//! In: conditions and a place in the list. Out: a page of summaries, last added first.
//! Deliberately absent: texts and analyses.

use super::conditions::{Conditions, marks};
use super::values::{identity, time};
use crate::domain::{ArticleFilter, ArticleId, ArticleSummary, Page, PageRequest, Position};
use crate::store::StoreError;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

pub(super) fn list(connection: &Connection, filter: &ArticleFilter, page: PageRequest) -> Result<Page<ArticleSummary>, StoreError> {
    let mut conditions = Conditions::default();
    for (column, values) in [("outlets.name", &filter.outlet), ("external_id", &filter.external_id)] {
        if !values.is_empty() {
            conditions.add(format!("{column} IN ({})", marks(values.len())), values.iter().cloned().map(Value::Text));
        }
    }
    if let Some(after) = page.after {
        conditions.add("(articles.created_at, article) < (?, ?)", [after.time.into(), after.row.into()]);
    }
    let (condition, parameters) = conditions.finish();
    // One row more than wanted tells whether more follow.
    let sql = format!(
        "SELECT article, id, outlets.name, external_id, title, url, byline, published_at, modified_at, language, revision, claims, created_at, updated_at
         FROM articles JOIN outlets USING (outlet) WHERE {condition} ORDER BY created_at DESC, article DESC LIMIT {}",
        u64::from(page.limit) + 1
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(parameters), summary)?;
    let mut rows = rows.map(|row| row?).collect::<Result<Vec<_>, StoreError>>()?;
    let wanted = usize::try_from(page.limit).unwrap_or(usize::MAX);
    let more = rows.len() > wanted;
    rows.truncate(wanted);
    let next = rows.last().filter(|_| more).map(|(position, _)| *position);
    Ok(Page { items: rows.into_iter().map(|(_, summary)| summary).collect(), next })
}

type Positioned = Result<(Position, ArticleSummary), StoreError>;

fn summary(row: &Row<'_>) -> rusqlite::Result<Positioned> {
    let optional_time = |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(column)?.map(time).transpose());
    let (number, id, created_at): (i64, [u8; 16], i64) = (row.get(0)?, row.get(1)?, row.get(12)?);
    let (published_at, modified_at, updated_at) = (optional_time(7)?, optional_time(8)?, time(row.get(13)?));
    let (outlet, external_id, title, url, byline) = (row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?);
    let (language, revision, claims) = (row.get(9)?, row.get(10)?, row.get(11)?);
    let build = || {
        let summary = ArticleSummary {
            id: ArticleId(identity(&id)?),
            outlet,
            external_id,
            title,
            url,
            byline,
            published_at: published_at?,
            modified_at: modified_at?,
            language,
            revision,
            claims,
            created_at: time(created_at)?,
            updated_at: updated_at?,
        };
        Ok((Position { time: created_at, row: number }, summary))
    };
    Ok(build())
}
