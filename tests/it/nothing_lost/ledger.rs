//! What was asked of a service and what it acknowledged, and a look into a database for whether that is there.

use rusqlite::{Connection, OptionalExtension};
use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What an act is about. Each is worked on by one caller alone, who waits for each answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Thing {
    /// An article, by its external id.
    Article(String),
    /// The verdict on a claim, by the claim's id; with its article.
    Verdict(String, String),
    /// A source that was taught, by its alias.
    Source(String),
}

/// Something that was asked for.
#[derive(Debug, Clone)]
pub struct Act {
    /// What it is about.
    pub thing: Thing,
    /// A word that stands in the thing afterwards, and in the answer; none where the thing is erased.
    pub token: Option<String>,
    /// Whether it was acknowledged.
    pub acknowledged: bool,
}

/// Everything that was asked for, in order.
#[derive(Default)]
pub struct Ledger {
    acts: Mutex<Vec<Act>>,
    next: AtomicUsize,
    acknowledged: AtomicUsize,
}

impl Ledger {
    /// A word that stands nowhere else.
    pub fn token(&self) -> String {
        format!("t{:07}x", self.next.fetch_add(1, Ordering::Relaxed))
    }

    /// Notes what is about to be asked for.
    pub fn begin(&self, thing: Thing, token: Option<&str>) -> usize {
        let mut acts = self.acts.lock().unwrap();
        acts.push(Act { thing, token: token.map(str::to_owned), acknowledged: false });
        acts.len() - 1
    }

    /// Notes that it was acknowledged.
    pub fn acknowledge(&self, act: usize) {
        self.acts.lock().unwrap()[act].acknowledged = true;
        self.acknowledged.fetch_add(1, Ordering::Relaxed);
    }

    /// How many acts were acknowledged.
    pub fn acknowledged(&self) -> usize {
        self.acknowledged.load(Ordering::Relaxed)
    }

    /// Everything up to now.
    pub fn acts(&self) -> Vec<Act> {
        self.acts.lock().unwrap().clone()
    }
}

/// Looks whether all that was acknowledged is in the database, and nothing of it is half there.
///
/// # Errors
/// What is lost, in words.
pub fn check(connection: &Connection, acts: &[Act]) -> Result<(), String> {
    check_sound(connection)?;
    let mut of_things: HashMap<&Thing, Vec<&Act>> = HashMap::new();
    for act in acts {
        of_things.entry(&act.thing).or_default().push(act);
    }
    for (thing, acts) in of_things {
        let state = state(connection, thing).map_err(|error| format!("{thing:?} can't be read: {error}"))?;
        if let (Thing::Verdict(_, article), None) = (thing, &state)
            && body(connection, article).is_ok_and(|body| body.is_none())
        {
            // Erased with its article, whose own acts say whether that may be.
            continue;
        }
        // The last that was acknowledged holds, or one that was asked for after it.
        let last = acts.iter().rposition(|act| act.acknowledged);
        let fits = |act: &&Act| match (&act.token, &state) {
            (Some(token), Some(state)) => state.contains(token.as_str()),
            (None, None) => true,
            _ => false,
        };
        let never = last.is_none() && state.is_none();
        if !never && !acts[last.unwrap_or(0)..].iter().any(fits) {
            return Err(format!("{thing:?} is {state:?} after {acts:?}"));
        }
    }
    Ok(())
}

fn state(connection: &Connection, thing: &Thing) -> rusqlite::Result<Option<String>> {
    match thing {
        Thing::Article(external_id) => body(connection, external_id),
        Thing::Verdict(claim, _) => {
            let id = uuid::Uuid::parse_str(claim).unwrap();
            let mut statement = connection.prepare_cached(
                "SELECT reason FROM claims WHERE id = ?1 AND verdict IS NOT NULL AND decided_by IS NOT NULL
                     AND (SELECT count(*) FROM events WHERE events.claim = claims.claim AND action = 'decided') = 1",
            )?;
            statement.query_row([id.as_bytes()], |row| row.get(0)).optional()
        }
        Thing::Source(alias) => {
            connection.prepare_cached("SELECT name FROM sources WHERE aliases = ?")?.query_row([alias], |row| row.get(0)).optional()
        }
    }
}

fn body(connection: &Connection, external_id: &str) -> rusqlite::Result<Option<String>> {
    let mut statement = connection.prepare_cached(
        "SELECT coalesce(first.body, revisions.body) FROM articles JOIN revisions ON revisions.revision = articles.latest
         LEFT JOIN revisions AS first ON first.revision = revisions.body_of WHERE external_id = ?",
    )?;
    statement.query_row([external_id], |row| row.get(0)).optional()
}

/// Each gives one row, a number that is 0 where nothing is half there.
const WHOLE: &[(&str, &str)] = &[
    (
        "articles with another number of claims than they say",
        "SELECT count(*) FROM articles WHERE claims <> (SELECT count(*) FROM claims WHERE claims.article = articles.article AND withdrawn_at IS NULL)",
    ),
    ("claims without words", "SELECT count(*) FROM claims WHERE NOT EXISTS (SELECT 1 FROM claim_texts WHERE claim_texts.claim = claims.claim)"),
    (
        "claims without a reason for their status",
        "SELECT count(*) FROM claims WHERE NOT EXISTS (SELECT 1 FROM claim_bases WHERE claim_bases.claim = claims.claim)",
    ),
    (
        "articles without their latest revision",
        "SELECT count(*) FROM articles WHERE NOT EXISTS (SELECT 1 FROM revisions WHERE revisions.revision = articles.latest AND edition = articles.revision)",
    ),
    (
        "articles without the event of their coming",
        "SELECT count(*) FROM articles WHERE NOT EXISTS (SELECT 1 FROM events WHERE events.article = articles.article AND action = 'article-added')",
    ),
    (
        "counters of claims that are wrong",
        "SELECT count(*) FROM (
             SELECT outlet * column1 AS outlet, kind * column2 AS kind, CASE column3 WHEN 0 THEN -1 WHEN 1 THEN -2 - created_at / 86400000000 / 32 ELSE created_at / 86400000000 END AS day,
                 review + coalesce(verdict, 0) AS state, sum(status = 1) AS confirmed, sum(status = 2) AS attributed, sum(status = 3) AS asserted,
                 sum(status = 4) AS unconfirmed, sum(status = 5) AS disputed, sum(status = 6) AS denied, count(*) AS claims
             FROM claims CROSS JOIN (VALUES (0, 0, 0), (0, 0, 1), (0, 0, 2), (0, 1, 0), (0, 1, 1), (0, 1, 2),
            (1, 0, 0), (1, 0, 1), (1, 0, 2), (1, 1, 0), (1, 1, 1), (1, 1, 2))
             WHERE withdrawn_at IS NULL GROUP BY 1, 2, 3, 4
         ) AS real FULL JOIN claim_counts AS kept USING (outlet, kind, day, state)
         WHERE (coalesce(kept.confirmed, 0), coalesce(kept.attributed, 0), coalesce(kept.asserted, 0), coalesce(kept.unconfirmed, 0),
             coalesce(kept.disputed, 0), coalesce(kept.denied, 0))
             IS NOT (coalesce(real.confirmed, 0), coalesce(real.attributed, 0), coalesce(real.asserted, 0), coalesce(real.unconfirmed, 0),
             coalesce(real.disputed, 0), coalesce(real.denied, 0))",
    ),
    (
        "counters of sources that are wrong",
        "SELECT count(*) FROM (
             SELECT source, kind, review + coalesce(verdict, 0) AS state, sum(status = 1) AS confirmed, sum(status = 2) AS attributed,
                 sum(status = 3) AS asserted, sum(status = 4) AS unconfirmed, sum(status = 5) AS disputed, sum(status = 6) AS denied
             FROM claims WHERE withdrawn_at IS NULL GROUP BY 1, 2, 3
         ) AS real FULL JOIN source_counts AS kept USING (source, kind, state)
         WHERE (coalesce(kept.confirmed, 0), coalesce(kept.attributed, 0), coalesce(kept.asserted, 0), coalesce(kept.unconfirmed, 0),
             coalesce(kept.disputed, 0), coalesce(kept.denied, 0))
             IS NOT (coalesce(real.confirmed, 0), coalesce(real.attributed, 0), coalesce(real.asserted, 0), coalesce(real.unconfirmed, 0),
             coalesce(real.disputed, 0), coalesce(real.denied, 0))",
    ),
    (
        "sums of sources that are wrong",
        "SELECT count(*) FROM (
             SELECT source, count(*) AS claims, sum(status = 4) AS unconfirmed, sum(review = 1) AS pending
             FROM claims WHERE withdrawn_at IS NULL GROUP BY 1
         ) AS real FULL JOIN source_totals AS kept USING (source)
         WHERE (coalesce(kept.claims, 0), coalesce(kept.unconfirmed, 0), coalesce(kept.pending, 0))
             IS NOT (coalesce(real.claims, 0), coalesce(real.unconfirmed, 0), coalesce(real.pending, 0))",
    ),
    (
        "claims that lie further behind earlier ones than is known",
        "SELECT count(*) FROM (SELECT max(created_at) OVER (ORDER BY claim) - created_at AS behind FROM claims)
         WHERE behind > (SELECT behind FROM claim_disorder)",
    ),
    (
        "verdicts without an event",
        "SELECT count(*) FROM claims WHERE verdict IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM events WHERE events.claim = claims.claim AND action = 'decided')",
    ),
    ("rows that refer to nothing", "SELECT count(*) FROM pragma_foreign_key_check"),
];

/// Looks whether the file is sound, and all rows that belong together are there together.
///
/// # Errors
/// What is wrong, in words.
pub fn check_sound(connection: &Connection) -> Result<(), String> {
    let ask = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, rusqlite::types::Value>(0)).map_err(|error| format!("{sql}: {error}"));
    let sound = ask("PRAGMA integrity_check")?;
    if sound != "ok".to_owned().into() {
        return Err(format!("the file is not sound: {sound:?}"));
    }
    for (what, sql) in WHOLE {
        let found = ask(sql)?;
        if found != 0_i64.into() {
            return Err(format!("{what}: {found:?}"));
        }
    }
    Ok(())
}
