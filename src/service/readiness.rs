//! Whether requests can be served: the database takes a write, and gives it back.
//!
//! In: a question. Out: nothing, or why not.
//! Deliberately absent: anything that the network or the analysis needs, which is there from the start or the service is not.

use super::Service;
use crate::store::{KeptAnswer, NewAnswer};
use jiff::{SignedDuration, Timestamp};
use std::time::Duration;
use tokio::sync::Mutex;
use uuid::Uuid;

/// The caller under whose name the write is kept: no key has this identity. It is forgotten as all kept answers are.
const NOBODY: Uuid = Uuid::nil();

const TOKEN: &str = "readyz";

/// How long a finding counts: whoever asks more often costs no write.
const COUNTS_FOR: SignedDuration = SignedDuration::from_secs(1);

/// How long the database may take. SQLite itself waits five seconds for another program that holds it.
const PATIENCE: Duration = Duration::from_secs(8);

/// The last finding.
#[derive(Default)]
pub(super) struct Readiness(Mutex<Option<(Timestamp, Result<(), String>)>>);

impl Service {
    /// Writes into the database, waits until it is on disk, and reads it back.
    ///
    /// # Errors
    /// Where that can't be done now, in words for people.
    pub async fn check_ready(&self) -> Result<(), String> {
        let mut last = self.readiness.0.lock().await;
        let now = self.clock.now();
        if let Some((at, found)) = last.as_ref()
            && now.duration_since(*at).abs() < COUNTS_FOR
        {
            return found.clone();
        }
        let found = tokio::time::timeout(PATIENCE, self.write_and_read(now)).await;
        let found = found.unwrap_or_else(|_| Err(format!("the database did not answer within {} seconds", PATIENCE.as_secs())));
        *last = Some((self.clock.now(), found.clone()));
        found
    }

    async fn write_and_read(&self, now: Timestamp) -> Result<(), String> {
        let body = self.clock.new_id().as_bytes().to_vec();
        let answer = KeptAnswer { request: [0; 32], status: 200, headers: Vec::new(), body: body.clone() };
        let new = NewAnswer { caller: NOBODY, token: TOKEN.to_owned(), answer, article: None, at: now };
        self.store.keep_answer(new).await.map_err(|error| format!("it can't be written: {error}"))?;
        let found = self.store.find_answer(NOBODY, TOKEN, Timestamp::MIN).await.map_err(|error| format!("it can't be read: {error}"))?;
        match found {
            Some(found) if found.body == body => Ok(()),
            _ => Err("the database does not give back what was written".to_owned()),
        }
    }
}
