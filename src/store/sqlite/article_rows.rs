//! Articles and their texts.
//!
//! In: an article with its analysis. Out: rows; and the article again.
//! Deliberately absent: lists (`article_list`), and what a claim's row looks like (`claim_rows`).

use super::codes::Coded;
use super::events::{self, NewEvent};
use super::references::{add_outlet, add_versions};
use super::values::{identity, micros, offset, sent_html, time, write_map};
use super::{analysis_rows, claim_rows, job_rows};
use crate::domain::{Action, Article, ArticleId, FieldChange, NewArticle, Stamp};
use crate::store::{AddArticle, Added, Holdings, StoreError};
use rusqlite::{Connection, OptionalExtension, Params, Row, params};

/// Adds an article, its first revision, its analysis and its claims.
pub(super) fn add(connection: &Connection, new: &AddArticle) -> Result<Added, StoreError> {
    let sent = &new.sent;
    let outlet = add_outlet(connection, &sent.outlet)?;
    let taken: bool = connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM articles WHERE outlet = ? AND external_id = ?)")?
        .query_row(params![outlet, sent.external_id], |row| row.get(0))?;
    if taken {
        return Ok(Added::AlreadyThere);
    }
    if let Some(job) = new.job
        && !job_rows::end_with(connection, job, "new", new.id, 1, &new.stamp)?
    {
        return Ok(Added::JobEnded);
    }
    let at = micros(new.stamp.at);
    let article = connection
        .prepare_cached(
            "INSERT INTO articles (id, outlet, external_id, title, url, byline, published_at, modified_at, language, revision, claims, created_at, updated_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1, ?10, ?11, ?11)",
        )?
        .insert(params![
            new.id.0.as_bytes(),
            outlet,
            sent.external_id,
            sent.title,
            sent.url,
            sent.byline,
            sent.published_at.map(micros),
            sent.modified_at.map(micros),
            sent.language,
            offset(new.analysis.claims.len()),
            at,
        ])?;
    let version = add_versions(connection, &new.analysis.versions)?;
    let revision = connection
        .prepare_cached(
            "INSERT INTO revisions (article, number, edition, version, created_at, format, body, original, offset_map, added)
             VALUES (?, 1, 1, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .insert(params![
            article,
            version,
            at,
            sent.format.code(),
            sent.body,
            sent.original.as_ref().map(|sent| sent.html.as_str()),
            sent.original.as_ref().map(|sent| write_map(&sent.map)),
            offset(new.analysis.claims.len())
        ])?;
    connection.prepare_cached("UPDATE articles SET latest = ? WHERE article = ?")?.execute([revision, article])?;
    analysis_rows::add(connection, revision, &new.analysis)?;
    claim_rows::add(connection, claim_rows::Place { article, revision, outlet }, new)?;
    let changes =
        vec![FieldChange::new("revision", None, Some("1".to_owned())), FieldChange::new("claims", None, Some(new.analysis.claims.len().to_string()))];
    events::add(connection, &NewEvent { article: Some(article), changes, ..NewEvent::new(&new.stamp, Action::ArticleAdded) })?;
    Ok(Added::New)
}

/// Replaces what is known about an article beside its content, unless what is kept is newer.
pub(super) fn update_details(connection: &Connection, id: ArticleId, sent: &NewArticle, stamp: &Stamp) -> Result<bool, StoreError> {
    let Some(found) = lookup(connection, id)? else { return Ok(false) };
    let changed = connection
        .prepare_cached(
            "UPDATE articles SET title = ?2, url = ?3, byline = ?4, published_at = ?5, modified_at = ?6, language = ?7, updated_at = ?8
             WHERE id = ?1 AND (modified_at IS NULL OR ?6 IS NULL OR modified_at <= ?6)",
        )?
        .execute(params![
            id.0.as_bytes(),
            sent.title,
            sent.url,
            sent.byline,
            sent.published_at.map(micros),
            sent.modified_at.map(micros),
            sent.language,
            micros(stamp.at),
        ])?;
    if changed > 0 {
        let article = connection.prepare_cached("SELECT article FROM articles WHERE id = ?")?.query_row([id.0.as_bytes()], |row| row.get(0))?;
        let changes = changed_details(&found.article.sent, sent);
        events::add(connection, &NewEvent { article: Some(article), changes, ..NewEvent::new(stamp, Action::DetailsChanged) })?;
    }
    Ok(changed > 0)
}

/// What differs between the details of an article before and after.
pub(super) fn changed_details(before: &NewArticle, after: &NewArticle) -> Vec<FieldChange> {
    let time = |time: Option<jiff::Timestamp>| time.map(|time| time.to_string());
    let fields = |article: &NewArticle| {
        [
            ("title", article.title.clone()),
            ("url", article.url.clone()),
            ("byline", article.byline.clone()),
            ("published_at", time(article.published_at)),
            ("modified_at", time(article.modified_at)),
            ("language", article.language.clone()),
        ]
    };
    let pairs = fields(before).into_iter().zip(fields(after));
    pairs.filter(|(before, after)| before.1 != after.1).map(|((field, before), (_, after))| FieldChange::new(field, before, after)).collect()
}

/// An article with the numbers of its rows.
pub(super) struct FoundArticle {
    pub(super) revision: i64,
    pub(super) article: Article,
}

const SELECT: &str = "SELECT articles.id, outlets.name, external_id, title, url, byline, published_at, modified_at, language, articles.revision,
        articles.created_at, updated_at, revisions.revision, revisions.format, coalesce(first.body, revisions.body), revisions.version,
        coalesce(first.original, revisions.original), coalesce(first.offset_map, revisions.offset_map)
     FROM articles JOIN outlets USING (outlet) JOIN revisions ON revisions.revision = articles.latest
     LEFT JOIN revisions AS first ON first.revision = revisions.body_of WHERE ";

pub(super) fn find(connection: &Connection, outlet: &str, external_id: &str) -> Result<Option<Article>, StoreError> {
    let sql = format!("{SELECT} outlets.name = ? AND external_id = ?");
    Ok(read_one(connection, &sql, [outlet, external_id])?.map(|found| found.article))
}

pub(super) fn lookup(connection: &Connection, id: ArticleId) -> Result<Option<FoundArticle>, StoreError> {
    read_one(connection, &format!("{SELECT} articles.id = ?"), [id.0.as_bytes()])
}

pub(super) fn exists(connection: &Connection, id: ArticleId) -> Result<bool, StoreError> {
    let mut statement = connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM articles WHERE id = ?)")?;
    Ok(statement.query_row([id.0.as_bytes()], |row| row.get(0))?)
}

fn read_one(connection: &Connection, sql: &str, key: impl Params) -> Result<Option<FoundArticle>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let Some(row) = statement.query_row(key, article_row).optional()? else { return Ok(None) };
    let sent = NewArticle {
        published_at: row.published_at.map(time).transpose()?,
        modified_at: row.modified_at.map(time).transpose()?,
        format: Coded::from_code(row.format)?,
        original: sent_html(row.original, row.offset_map.as_deref())?,
        ..row.sent
    };
    let article = Article {
        id: ArticleId(identity(&row.id)?),
        sent,
        revision: row.number,
        created_at: time(row.created_at)?,
        updated_at: time(row.updated_at)?,
        analysis: analysis_rows::read(connection, row.revision, row.version)?,
    };
    Ok(Some(FoundArticle { revision: row.revision, article }))
}

/// A row of [`SELECT`]: what has no type of its own in SQLite still as it stands there.
struct ArticleRow {
    id: [u8; 16],
    sent: NewArticle,
    published_at: Option<i64>,
    modified_at: Option<i64>,
    number: u32,
    created_at: i64,
    updated_at: i64,
    revision: i64,
    format: i64,
    version: i64,
    original: Option<String>,
    offset_map: Option<String>,
}

fn article_row(row: &Row<'_>) -> rusqlite::Result<ArticleRow> {
    let sent = NewArticle {
        outlet: row.get(1)?,
        external_id: row.get(2)?,
        title: row.get(3)?,
        body: row.get(14)?,
        format: crate::domain::TextFormat::Text,
        original: None,
        url: row.get(4)?,
        byline: row.get(5)?,
        published_at: None,
        modified_at: None,
        language: row.get(8)?,
    };
    Ok(ArticleRow {
        id: row.get(0)?,
        sent,
        published_at: row.get(6)?,
        modified_at: row.get(7)?,
        number: row.get(9)?,
        created_at: row.get(10)?,
        updated_at: row.get(11)?,
        revision: row.get(12)?,
        format: row.get(13)?,
        version: row.get(15)?,
        original: row.get(16)?,
        offset_map: row.get(17)?,
    })
}

/// How much there is: each article knows the number of its claims, so that no claim is counted.
pub(super) fn count(connection: &Connection) -> Result<Holdings, StoreError> {
    let mut statement = connection.prepare_cached("SELECT count(*), coalesce(sum(claims), 0) FROM articles")?;
    let (articles, claims): (i64, i64) = statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Holdings { articles: u64::try_from(articles).unwrap_or(0), claims: u64::try_from(claims).unwrap_or(0) })
}
