//! Lists of claims, and single ones, with the words around them.
//!
//! In: conditions, an order and a place in the list. Out: a page of claims in context.
//! Deliberately absent: what a claim's row looks like (`claim_rows`).

use super::analysis_rows::read_attribution;
use super::claim_filter::Wanted;
use super::claim_find::{Order, find};
use super::claim_groups::article;
use super::claim_rows::{ClaimRow, claim_row, select, stored_claim};
use super::claim_search::search;
use super::references::Referred;
use super::values::sent_html;
use crate::domain::{ArticleHeading, ClaimFilter, ClaimId, ClaimInContext, ClaimSort, Page, PageRequest, SentHtml};
use crate::store::StoreError;
use rusqlite::{Connection, OptionalExtension};
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
        let SharedText { text, html, article } = self.text(row.revision)?;
        let (connection, referred) = (self.connection, &mut self.referred);
        let attribution = row.attribution.map(|place| read_attribution(connection, referred, row.revision, place)).transpose()?;
        Ok(ClaimInContext { claim: stored_claim(connection, referred, row)?, attribution, text, html, article })
    }

    fn text(&mut self, revision: i64) -> Result<SharedText, StoreError> {
        if let Some(shared) = self.by_revision.get(&revision) {
            return Ok(shared.clone());
        }
        let (number, body, original, map): (i64, String, Option<String>, Option<String>) = self
            .connection
            .prepare_cached(
                "SELECT article, body, original, offset_map FROM revisions
                 WHERE revision = (SELECT coalesce(body_of, revision) FROM revisions WHERE revision = ?)",
            )?
            .query_row([revision], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
        self.size += body.len() + original.as_ref().map_or(0, String::len);
        let html = sent_html(original, map.as_deref())?.map(Arc::new);
        let shared = SharedText { text: body.into(), html, article: Arc::new(article(self.connection, number)?) };
        self.by_revision.insert(revision, shared.clone());
        Ok(shared)
    }
}
