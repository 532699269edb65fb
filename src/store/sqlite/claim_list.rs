//! Lists of claims, and single ones, with the words around them.
//!
//! In: conditions, an order and a place in the list. Out: a page of claims in context.
//! Deliberately absent: what a claim's row looks like (`claim_rows`).

use super::analysis_rows::read_attribution;
use super::claim_filter::Wanted;
use super::claim_find::{Order, find};
use super::claim_rows::{ClaimRow, claim_row, select, stored_claim};
use super::claim_search::search;
use super::references::Referred;
use super::values::{identity, sent_html};
use crate::domain::{ArticleHeading, ArticleId, ClaimFilter, ClaimId, ClaimInContext, ClaimSort, Page, PageRequest, SentHtml};
use crate::store::StoreError;
use rusqlite::types::{FromSqlError, ValueRef};
use rusqlite::{Connection, OptionalExtension};
use simdutf8::basic::from_utf8;
use std::collections::HashMap;
use std::sync::Arc;

/// Text that one page may draw in, 8 MB: a page of 200 claims from usual articles of 5 KB needs one.
/// Where articles are long, the page ends early and the next one goes on from there.
const PAGE_TEXT: usize = 8_000_000;

pub(super) fn lookup(connection: &Connection, id: ClaimId) -> Result<Option<ClaimInContext>, StoreError> {
    let mut statement = connection.prepare_cached(&select("claims.id = ?"))?;
    let Some(row) = statement.query_row([id.0.as_bytes()], claim_row).optional()? else { return Ok(None) };
    Texts::new(connection).in_context(row).map(Some)
}

pub(super) fn list(connection: &Connection, filter: &ClaimFilter, page: PageRequest) -> Result<Page<ClaimInContext>, StoreError> {
    let Some(wanted) = Wanted::of(connection, filter)? else { return Ok(Page { items: Vec::new(), next: None }) };
    // One more than wanted tells whether more follow.
    let limit = page.limit.saturating_add(1);
    let found = match &wanted.words {
        None => find(connection, &wanted, order_of(filter), page.after, limit)?,
        Some(words) => search(connection, &wanted, words, order_of(filter), page.after, limit)?,
    };
    let mut statement = connection.prepare_cached(&select("claims.claim = ?"))?;
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

/// A text, and the HTML that it was read from.
#[derive(Clone)]
struct SharedText {
    text: Arc<str>,
    html: Option<Arc<SentHtml>>,
    article: Arc<ArticleHeading>,
}

impl<'c> Texts<'c> {
    fn new(connection: &'c Connection) -> Self {
        Self { connection, referred: Referred::new(connection), by_revision: HashMap::new(), size: 0 }
    }

    fn holds(&self, revision: i64) -> bool {
        self.by_revision.contains_key(&revision)
    }

    fn in_context(&mut self, row: ClaimRow) -> Result<ClaimInContext, StoreError> {
        let SharedText { text, html, article } = self.text(&row)?;
        let (connection, referred) = (self.connection, &mut self.referred);
        let attribution = row.attribution.map(|place| read_attribution(connection, referred, row.revision, place)).transpose()?;
        Ok(ClaimInContext { claim: stored_claim(connection, referred, row)?, attribution, text, html, article })
    }

    fn text(&mut self, row: &ClaimRow) -> Result<SharedText, StoreError> {
        if let Some(shared) = self.by_revision.get(&row.revision) {
            return Ok(shared.clone());
        }
        let mut statement = self.connection.prepare_cached("SELECT body, original, offset_map FROM revisions WHERE revision = ?")?;
        let (text, original, map) = statement.query_row([row.body], |row| {
            let original: Option<String> = row.get(1)?;
            Ok((long_text(row.get_ref(0)?)?, original, row.get::<_, Option<String>>(2)?))
        })?;
        self.size += text.len() + original.as_ref().map_or(0, String::len);
        let html = sent_html(original, map.as_deref())?.map(Arc::new);
        let (id, outlet) = (ArticleId(identity(&row.article)?), row.outlet.clone());
        let article = Arc::new(ArticleHeading { id, outlet, external_id: row.external_id.clone(), title: row.title.clone() });
        let shared = SharedText { text, html, article };
        self.by_revision.insert(row.revision, shared.clone());
        Ok(shared)
    }
}

/// A text of kilobytes. To check that it is UTF-8, as SQLite does not, took a tenth of the time of a single claim.
fn long_text(value: ValueRef<'_>) -> Result<Arc<str>, FromSqlError> {
    let ValueRef::Text(bytes) = value else { return Err(FromSqlError::InvalidType) };
    from_utf8(bytes).map(Arc::from).map_err(FromSqlError::other)
}
