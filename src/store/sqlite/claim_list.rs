//! Lists of claims, and single ones, with the words around them.
//!
//! In: conditions, an order and a place in the list. Out: a page of claims in context.
//! Deliberately absent: what a claim's row looks like (`claim_rows`).

use super::analysis_rows::read_attribution;
use super::claim_filter::Wanted;
use super::claim_find::{Order, find};
use super::claim_rows::{ClaimRow, Standing, claim_row, select, stored_claim};
use super::claim_search::search;
use super::references::Referred;
use super::values::{identity, sent_html};
use crate::domain::{ArticleHeading, ArticleId, ClaimFilter, ClaimId, ClaimInContext, ClaimSort, Page, PageRequest, SentHtml, Versions};
use crate::store::StoreError;
use rusqlite::Connection;
use rusqlite::types::{FromSqlError, ValueRef};
use simdutf8::basic::from_utf8;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

/// Text that one page may draw in, 8 MB: a page of 200 claims from usual articles of 5 KB needs one.
/// Where articles are long, the page ends early and the next one goes on from there.
const PAGE_TEXT: usize = 8_000_000;

/// One claim. Its row stays open until everything else is read: as long as it does, all that is read is of one moment.
pub(super) fn lookup(connection: &Connection, id: ClaimId) -> Result<Option<ClaimInContext>, StoreError> {
    let mut statement = connection.prepare_cached(select!("claims.id = ?"))?;
    let mut rows = statement.query([id.0.as_bytes()])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let row = claim_row(row)?;
    let text = SharedText::read(connection, &row)?;
    text.in_context(connection, &mut Referred::new(connection), row).map(Some)
}

pub(super) fn list(connection: &Connection, filter: &ClaimFilter, page: PageRequest) -> Result<Page<ClaimInContext>, StoreError> {
    let Some(wanted) = Wanted::of(connection, filter)? else { return Ok(Page { items: Vec::new(), next: None }) };
    // One more than wanted tells whether more follow.
    let limit = page.limit.saturating_add(1);
    let found = match &wanted.words {
        None => find(connection, &wanted, order_of(filter), page.after, limit)?,
        Some(words) => search(connection, &wanted, words, order_of(filter), page.after, limit)?,
    };
    let mut statement = connection.prepare_cached(select!("claims.claim = ?"))?;
    let mut texts = Texts::new(connection);
    let mut items = Vec::new();
    let mut last = None;
    let wanted = usize::try_from(page.limit).unwrap_or(usize::MAX);
    for place in found {
        let row = statement.query_row([place.row], claim_row)?;
        if items.len() == wanted || (texts.size > PAGE_TEXT && !texts.holds(row.revision)) {
            return Ok(Page { items, next: last });
        }
        last = Some(place);
        items.push(texts.in_context(row)?);
    }
    Ok(Page { items, next: None })
}

/// The order that is read. Within one status, urgency goes by the time alone.
pub(super) fn order_of(filter: &ClaimFilter) -> Order {
    match filter.sort {
        ClaimSort::Urgent if filter.status.len() == 1 => Order::Newest,
        ClaimSort::Newest => Order::Newest,
        ClaimSort::Oldest => Order::Oldest,
        ClaimSort::Updated => Order::Updated,
        ClaimSort::Urgent => Order::Urgent,
        ClaimSort::Text => Order::Text,
    }
}

/// The texts that a page's claims stand in, each read once, and what the claims refer to.
struct Texts<'c> {
    connection: &'c Connection,
    referred: Referred<'c>,
    by_revision: HashMap<i64, SharedText>,
    size: usize,
}

/// A text and the HTML that it was read from, with the heading of its article and the analysis that its claims stand in.
#[derive(Clone)]
struct SharedText {
    text: Arc<str>,
    html: Option<Arc<SentHtml>>,
    article: Arc<ArticleHeading>,
    standing: Standing,
}

impl<'c> Texts<'c> {
    fn new(connection: &'c Connection) -> Self {
        Self { connection, referred: Referred::new(connection), by_revision: HashMap::new(), size: 0 }
    }

    fn holds(&self, revision: i64) -> bool {
        self.by_revision.contains_key(&revision)
    }

    fn in_context(&mut self, row: ClaimRow) -> Result<ClaimInContext, StoreError> {
        let shared = match self.by_revision.entry(row.revision) {
            Entry::Occupied(known) => known.get().clone(),
            Entry::Vacant(place) => {
                let shared = SharedText::read(self.connection, &row)?;
                self.size += shared.text.len() + shared.html.as_ref().map_or(0, |sent| sent.html.len());
                place.insert(shared).clone()
            }
        };
        shared.in_context(self.connection, &mut self.referred, row)
    }
}

impl SharedText {
    /// The text that a claim stands in.
    fn read(connection: &Connection, row: &ClaimRow) -> Result<Self, StoreError> {
        let mut found = revision_row(connection, row.revision)?;
        let standing = found.standing.clone();
        // A new analysis of the same text has none of its own.
        if let Some(revision) = found.body_of {
            found = revision_row(connection, revision)?;
        }
        let html = sent_html(found.original, found.map.as_deref())?.map(Arc::new);
        let (id, outlet) = (ArticleId(identity(&row.article)?), row.outlet.clone());
        let article = Arc::new(ArticleHeading { id, outlet, external_id: row.external_id.clone(), title: row.title.clone() });
        Ok(Self { text: found.text, html, article, standing })
    }

    /// The claim of a row in this text.
    fn in_context(self, connection: &Connection, referred: &mut Referred<'_>, row: ClaimRow) -> Result<ClaimInContext, StoreError> {
        let attribution = row.attribution.map(|place| read_attribution(connection, referred, row.revision, place)).transpose()?;
        let claim = stored_claim(connection, referred, self.standing, row)?;
        Ok(ClaimInContext { claim, attribution, text: self.text, html: self.html, article: self.article })
    }
}

/// A row of `revisions`, read once: most of its columns stand behind kilobytes of text.
struct RevisionRow {
    text: Arc<str>,
    original: Option<String>,
    map: Option<String>,
    standing: Standing,
    body_of: Option<i64>,
}

fn revision_row(connection: &Connection, revision: i64) -> Result<RevisionRow, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT body, original, offset_map, edition, engine, model, registry, body_of FROM revisions JOIN versions USING (version) WHERE revision = ?",
    )?;
    Ok(statement.query_row([revision], |row| {
        let versions = Versions { engine: row.get(4)?, model: row.get(5)?, registry: row.get(6)? };
        Ok(RevisionRow {
            text: long_text(row.get_ref(0)?)?,
            original: row.get(1)?,
            map: row.get(2)?,
            standing: Standing { edition: row.get(3)?, versions },
            body_of: row.get(7)?,
        })
    })?)
}

/// A text of kilobytes. To check that it is UTF-8, as SQLite does not, took a tenth of the time of a single claim.
fn long_text(value: ValueRef<'_>) -> Result<Arc<str>, FromSqlError> {
    let ValueRef::Text(bytes) = value else { return Err(FromSqlError::InvalidType) };
    from_utf8(bytes).map(Arc::from).map_err(FromSqlError::other)
}
