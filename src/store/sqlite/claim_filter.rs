//! What is asked of claims, in the numbers of rows.
//!
//! In: a filter. Out: its conditions, each with the column that it is about; none where nothing can match.
//! Deliberately absent: how the claims are found (`claim_find`, `claim_search`).

use super::codes::Coded;
use super::conditions::{Conditions, marks};
use super::values::micros;
use crate::domain::ClaimFilter;
use crate::store::StoreError;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::collections::BTreeSet;

/// A filter whose names are looked up. An empty list asks for nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct Wanted {
    pub(super) status: Vec<i64>,
    pub(super) kind: Vec<i64>,
    pub(super) outlet: Vec<i64>,
    pub(super) source: Vec<i64>,
    pub(super) article: Vec<i64>,
    pub(super) review: Vec<i64>,
    pub(super) verdict: Vec<i64>,
    pub(super) taken_by: Vec<String>,
    pub(super) decided_by: Vec<String>,
    /// Microseconds since 1970, as are the next two.
    pub(super) since: Option<i64>,
    pub(super) until: Option<i64>,
    pub(super) updated_since: Option<i64>,
    pub(super) withdrawn: bool,
    pub(super) recheck: bool,
    /// For the index of words: nothing where no words are asked for.
    pub(super) words: Option<String>,
}

impl Wanted {
    /// Looks up what a filter names; none where it asks for an outlet, a source or an article that nobody knows.
    pub(super) fn of(connection: &Connection, filter: &ClaimFilter) -> Result<Option<Self>, StoreError> {
        let texts = |values: &[String]| values.iter().cloned().map(Value::Text).collect::<Vec<_>>();
        let articles = filter.article.iter().map(|id| Value::Blob(id.0.as_bytes().to_vec())).collect();
        let mut found = Vec::new();
        for (table, key, values) in [
            ("outlet FROM outlets", "name", texts(&filter.outlet)),
            ("source FROM sources", "slug", texts(&filter.source)),
            ("article FROM articles", "id", articles),
        ] {
            let asked = !values.is_empty();
            let numbers = if asked { numbers(connection, table, key, values)? } else { Vec::new() };
            if asked && numbers.is_empty() {
                return Ok(None);
            }
            found.push(numbers);
        }
        let [outlet, source, article] = found.try_into().unwrap_or_default();
        Ok(Some(Self {
            status: codes(&filter.status),
            kind: codes(&filter.kind),
            outlet,
            source,
            article,
            review: codes(&filter.review),
            verdict: codes(&filter.verdict),
            taken_by: each_once(filter.taken_by.iter().cloned()),
            decided_by: each_once(filter.decided_by.iter().cloned()),
            since: filter.since.map(micros),
            until: filter.until.map(micros),
            updated_since: filter.updated_since.map(micros),
            withdrawn: filter.withdrawn,
            recheck: filter.recheck,
            words: (!filter.words.is_empty()).then(|| literal_words(&filter.words)),
        }))
    }

    /// All conditions on the rows of claims but whether they are withdrawn and what words they hold.
    pub(super) fn conditions(&self) -> Conditions {
        let mut conditions = Conditions::default();
        for (column, numbers) in
            [("claims.status", &self.status), ("claims.kind", &self.kind), ("claims.review", &self.review), ("claims.verdict", &self.verdict)]
        {
            conditions.one_of(column, numbers);
        }
        for (column, numbers) in [("claims.outlet", &self.outlet), ("claims.source", &self.source), ("claims.article", &self.article)] {
            conditions.one_of_many(column, numbers);
        }
        if self.recheck {
            conditions.add("claims.recheck = 1", []);
        }
        // What is said twice is what an index is limited to, or holds, where it does not hold the name.
        for (known, column, names) in [
            ("claims.review = 2", "claims.taken_by", &self.taken_by),
            ("claims.verdict IS NOT NULL AND claims.decided_by IS NOT NULL", "claims.decided_by", &self.decided_by),
        ] {
            if !names.is_empty() {
                conditions.add(format!("{known} AND {column} IN ({})", marks(names.len())), names.iter().cloned().map(Value::Text));
            }
        }
        if !self.verdict.is_empty() {
            conditions.add("claims.verdict IS NOT NULL", []);
        }
        for (clause, time) in
            [("claims.created_at >= ?", self.since), ("claims.created_at < ?", self.until), ("claims.updated_at >= ?", self.updated_since)]
        {
            if let Some(time) = time {
                conditions.add(clause, [time.into()]);
            }
        }
        conditions
    }

    /// All conditions, for claims that are counted and not listed.
    pub(super) fn all_conditions(&self) -> Conditions {
        let mut conditions = self.conditions();
        if !self.withdrawn {
            conditions.add("claims.withdrawn_at IS NULL", []);
        }
        if let Some(words) = &self.words {
            conditions.add("claims.claim IN (SELECT rowid FROM claim_words WHERE claim_words MATCH ?)", [Value::Text(words.clone())]);
        }
        conditions
    }
}

/// The small integers of values, each once.
pub(super) fn codes<T: Coded>(values: &[T]) -> Vec<i64> {
    each_once(values.iter().map(|value| value.code()))
}

/// What was said twice counts once: claims are found part by part, a part for each value.
fn each_once<T: Ord>(values: impl Iterator<Item = T>) -> Vec<T> {
    values.collect::<BTreeSet<_>>().into_iter().collect()
}

/// The numbers of the rows with these keys. `table` and `key` are ours, the values are parameters.
fn numbers(connection: &Connection, table: &str, key: &str, values: Vec<Value>) -> Result<Vec<i64>, StoreError> {
    let mut statement = connection.prepare_cached(&format!("SELECT {table} WHERE {key} IN ({}) ORDER BY 1", marks(values.len())))?;
    let rows = statement.query_map(params_from_iter(values), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Words for FTS5, each a string in quotation marks: in those nothing has a meaning but the quotation mark, which is doubled.
fn literal_words(words: &[String]) -> String {
    words.iter().map(|word| format!("\"{}\"", word.replace('"', "\"\""))).collect::<Vec<_>>().join(" ")
}
