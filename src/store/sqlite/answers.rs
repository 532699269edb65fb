//! Answers to requests that may be repeated.
//!
//! In: an answer with the caller and the token of its request. Out: the same answer, for a while.
//! Deliberately absent: how long that is (`service`).

use super::values::micros;
use crate::store::{KeptAnswer, NewAnswer, StoreError};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

/// The answer that was kept for this token, unless it is older than `oldest`.
pub(super) fn find(connection: &Connection, caller: Uuid, token: &str, oldest: Timestamp) -> Result<Option<KeptAnswer>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT request, status, headers, body FROM answers WHERE caller = ? AND token = ? AND created_at >= ?")?;
    let found = statement.query_row(params![caller.to_string(), token, micros(oldest)], |row| {
        let headers: String = row.get(2)?;
        let headers = headers.lines().filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.to_owned(), value.to_owned()));
        Ok(KeptAnswer { request: row.get(0)?, status: row.get(1)?, headers: headers.collect(), body: row.get(3)? })
    });
    Ok(found.optional()?)
}

/// Keeps an answer. Whatever was kept for the token before is too old, and goes.
pub(super) fn keep(connection: &Connection, new: &NewAnswer) -> Result<(), StoreError> {
    let answer = &new.answer;
    let headers = answer.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("\n");
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO answers (caller, token, request, status, headers, body, article, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            new.caller.to_string(),
            new.token,
            answer.request,
            answer.status,
            headers,
            answer.body,
            new.article.map(|id| id.0.as_bytes().to_vec()),
            micros(new.at),
        ])?;
    Ok(())
}

/// Forgets all answers from before this time.
pub(super) fn forget(connection: &Connection, before: Timestamp) -> Result<(), StoreError> {
    connection.prepare_cached("DELETE FROM answers WHERE created_at < ?")?.execute([micros(before)])?;
    Ok(())
}
