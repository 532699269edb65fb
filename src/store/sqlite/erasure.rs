//! Erasing an article for good.
//!
//! In: an article's identity. Out: no row, and in the end no byte, that was taken from its text; an event that says so.
//! Deliberately absent: emptying the write-ahead log, which can't be done inside the transaction (`writer`).
//!
//! Deleted content is overwritten (`secure_delete`), in the index of words too. What stays is who did what and when, under
//! the article's outlet and identifier.

use super::claim_rows;
use super::events::{self, NewEvent};
use super::values::micros;
use crate::domain::{Action, ArticleId, FieldChange, Stamp};
use crate::store::StoreError;
use rusqlite::{Connection, OptionalExtension, params};

/// Everything that hangs on an article, in an order in which nothing is left that points to what is gone. `?1` is the article.
const STEPS: &[&str] = &[
    "DELETE FROM merged_claims WHERE claim IN (SELECT claim FROM claims WHERE article = ?1)",
    "DELETE FROM claim_bases WHERE claim IN (SELECT claim FROM claims WHERE article = ?1)",
    "DELETE FROM claim_texts WHERE claim IN (SELECT claim FROM claims WHERE article = ?1)",
    // Events lose their words, and point to nothing: a number may be used again.
    "DELETE FROM event_changes WHERE event IN (SELECT event FROM events WHERE article = ?1)",
    "DELETE FROM event_changes WHERE event IN (SELECT event FROM events WHERE claim IN (SELECT claim FROM claims WHERE article = ?1))",
    "DELETE FROM source_changes WHERE event IN (SELECT event FROM events WHERE article = ?1)",
    "DELETE FROM source_changes WHERE event IN (SELECT event FROM events WHERE claim IN (SELECT claim FROM claims WHERE article = ?1))",
    "UPDATE events SET article = NULL, claim = NULL, version = NULL, subject = ?2 WHERE article = ?1",
    "UPDATE events SET article = NULL, claim = NULL, version = NULL, subject = ?2 WHERE claim IN (SELECT claim FROM claims WHERE article = ?1)",
    "UPDATE claims SET replaces = NULL WHERE article = ?1",
    "DELETE FROM claims WHERE article = ?1",
    "DELETE FROM attribution_vias WHERE revision IN (SELECT revision FROM revisions WHERE article = ?1)",
    "DELETE FROM attributions WHERE revision IN (SELECT revision FROM revisions WHERE article = ?1)",
    "DELETE FROM furniture WHERE revision IN (SELECT revision FROM revisions WHERE article = ?1)",
    "DELETE FROM notes WHERE revision IN (SELECT revision FROM revisions WHERE article = ?1)",
    "UPDATE articles SET latest = NULL WHERE article = ?1",
    "UPDATE revisions SET body_of = NULL WHERE article = ?1",
    "DELETE FROM revisions WHERE article = ?1",
    "DELETE FROM articles WHERE article = ?1",
];

/// References to sources that the article brought up, under the article's own words. `?1` is the article.
const BROUGHT_UP: &str = "
    SELECT reference FROM source_references WHERE known = 0 AND reference IN (
        SELECT reference FROM attributions JOIN revisions USING (revision) WHERE article = ?1
        UNION SELECT attribution_vias.reference FROM attribution_vias JOIN revisions USING (revision) WHERE article = ?1
        UNION SELECT reference FROM claims WHERE article = ?1
        UNION SELECT engine_reference FROM claims WHERE article = ?1
        UNION SELECT claim_bases.reference FROM claim_bases JOIN claims USING (claim) WHERE article = ?1)";

/// Forgets one of them, where no other article has it.
const FORGET_REFERENCE: &str = "
    DELETE FROM source_references WHERE reference = ?1
        AND NOT EXISTS (SELECT 1 FROM attributions WHERE reference = ?1)
        AND NOT EXISTS (SELECT 1 FROM attribution_vias WHERE reference = ?1)
        AND NOT EXISTS (SELECT 1 FROM claims WHERE reference = ?1 OR engine_reference = ?1)
        AND NOT EXISTS (SELECT 1 FROM claim_bases WHERE reference = ?1)
        AND NOT EXISTS (SELECT 1 FROM merged_claims WHERE reference = ?1)
        AND NOT EXISTS (SELECT 1 FROM source_changes WHERE before = ?1 OR after = ?1)";

/// Forgets the source of one, where no reference is left and no person has touched it.
const FORGET_SOURCE: &str = "
    DELETE FROM sources WHERE source = ?1 AND origin = 2 AND looked_at = 0 AND version = 1 AND merged_into IS NULL
        AND NOT EXISTS (SELECT 1 FROM source_references WHERE source = ?1)
        AND NOT EXISTS (SELECT 1 FROM sources AS other WHERE other.merged_into = ?1)
        AND NOT EXISTS (SELECT 1 FROM merges WHERE source = ?1 OR into_source = ?1)";

/// Erases an article; false where there is none.
pub(super) fn erase(connection: &Connection, id: ArticleId, reason: &str, stamp: &Stamp) -> Result<bool, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT article, outlets.name, external_id FROM articles JOIN outlets USING (outlet) WHERE id = ?")?;
    let found = statement.query_row([id.0.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
    let Some((article, outlet, external_id)): Option<(i64, String, String)> = found else { return Ok(false) };
    let subject = format!("{outlet} {external_id}");

    let numbers = |sql: &str| -> Result<Vec<i64>, StoreError> {
        let mut statement = connection.prepare(sql)?;
        let rows = statement.query_map([article], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    };
    let references = numbers(BROUGHT_UP)?;
    forget_words(connection, article)?;
    for step in STEPS {
        let mut statement = connection.prepare(step)?;
        if statement.parameter_count() == 2 {
            statement.execute(params![article, subject])?
        } else {
            statement.execute([article])?
        };
    }
    for reference in references {
        let source: i64 = connection.query_row("SELECT source FROM source_references WHERE reference = ?", [reference], |row| row.get(0))?;
        connection.prepare_cached(FORGET_REFERENCE)?.execute([reference])?;
        connection.prepare_cached(FORGET_SOURCE)?.execute([source])?;
    }
    connection.prepare_cached("DELETE FROM answers WHERE article = ?")?.execute([id.0.as_bytes()])?;
    connection
        .prepare_cached(
            "UPDATE jobs SET body = '', original = NULL, offset_map = NULL, title = NULL, url = NULL, byline = NULL,
                 outcome = CASE WHEN state = 1 THEN 'the article was erased' ELSE outcome END,
                 ended_at = CASE WHEN state = 1 THEN ?4 ELSE ended_at END, state = CASE WHEN state = 1 THEN 3 ELSE state END
             WHERE article = ?1 OR (outlet = ?2 AND external_id = ?3)",
        )?
        .execute(params![id.0.as_bytes(), outlet, external_id, micros(stamp.at)])?;
    let changes = vec![FieldChange::new("reason", None, Some(reason.to_owned()))];
    events::add(connection, &NewEvent { subject: Some(&subject), changes, ..NewEvent::new(stamp, Action::ArticleErased) })?;
    Ok(true)
}

/// Takes the words of an article's claims out of the index.
fn forget_words(connection: &Connection, article: i64) -> Result<(), StoreError> {
    let mut statement = connection.prepare("SELECT claim, text FROM claims JOIN claim_texts USING (claim) WHERE article = ?")?;
    let texts = statement.query_map([article], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    for row in texts.collect::<Result<Vec<(i64, String)>, _>>()? {
        claim_rows::remove_from_index(connection, row.0, &row.1)?;
    }
    Ok(())
}
