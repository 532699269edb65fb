//! Sessions of the desk: a key or a sign-in link, exchanged for a token that a browser keeps in a cookie.
//!
//! In: secrets, links, tokens. Out: new tokens, and the callers behind them.
//! Deliberately absent: cookies (`api`), and any trace of a session on disk: a restart ends them all.
//!
//! A session is bound to its key: it ends when the key is revoked or expires, and has the key's name and role at any moment.

use super::keys::random_digits;
use super::{KeyRefused, Service};
use crate::domain::{Caller, Role};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use thiserror::Error;
use uuid::Uuid;

/// A session ends when nothing was asked for so long: a working day with its breaks, and not the night.
const IDLE: SignedDuration = SignedDuration::from_hours(12);

/// A sign-in link is good for so long: enough to copy it to another window, too short to be found in an old log.
const LINK_LIFE: SignedDuration = SignedDuration::from_mins(15);

/// Sessions that are kept at the most, 100 bytes each. One more ends the one that was idle longest.
const MOST: usize = 10_000;

/// Why a session or a link is not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SessionRefused {
    /// The link was used, has expired, or was never made.
    #[error("this sign-in link was used already, is older than 15 minutes, or was made before a restart")]
    Link,
    /// The session has ended, or there never was one.
    #[error("the session has ended: sign in again")]
    Ended,
    /// The session's key is no longer good.
    #[error("{0}")]
    Key(#[from] KeyRefused),
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    key: Uuid,
    /// A session's last use; a link's making.
    at: Timestamp,
}

/// Tokens are kept as their SHA-256, so that comparing them tells nothing about them.
type Entries = HashMap<[u8; 32], Entry>;

/// Every open session and every unused link, in memory.
#[derive(Default)]
pub(super) struct Sessions {
    open: Mutex<Entries>,
    links: Mutex<Entries>,
}

impl Sessions {
    fn open(&self, key: Uuid, now: Timestamp) -> Result<String, getrandom::Error> {
        let token = random_digits()?;
        let mut open = lock(&self.open);
        open.retain(|_, session| now.duration_since(session.at) < IDLE);
        if open.len() >= MOST
            && let Some(idle) = open.iter().min_by_key(|(_, session)| session.at).map(|(hash, _)| *hash)
        {
            open.remove(&idle);
        }
        open.insert(hash(&token), Entry { key, at: now });
        Ok(token)
    }

    fn key_of(&self, token: &str, now: Timestamp) -> Option<Uuid> {
        let mut open = lock(&self.open);
        let session = open.get_mut(&hash(token))?;
        if now.duration_since(session.at) >= IDLE {
            return None;
        }
        session.at = now;
        Some(session.key)
    }

    fn close(&self, token: &str) {
        lock(&self.open).remove(&hash(token));
    }

    fn make_link(&self, key: Uuid, now: Timestamp) -> Result<String, getrandom::Error> {
        let token = random_digits()?;
        lock(&self.links).insert(hash(&token), Entry { key, at: now });
        Ok(token)
    }

    fn use_link(&self, token: &str, now: Timestamp) -> Option<Uuid> {
        let link = lock(&self.links).remove(&hash(token))?;
        (now.duration_since(link.at) < LINK_LIFE).then_some(link.key)
    }
}

fn lock(entries: &Mutex<Entries>) -> MutexGuard<'_, Entries> {
    entries.lock().unwrap_or_else(PoisonError::into_inner)
}

fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

impl Service {
    /// Opens a session for the holder of a key. Gives its token, which is nowhere else.
    ///
    /// # Errors
    /// Where the key is not good.
    pub fn sign_in(&self, secret: &str) -> Result<(String, Caller), SessionRefused> {
        let caller = self.caller(secret)?;
        self.open_session(caller)
    }

    /// Opens a session with a sign-in link, which is used up by that.
    ///
    /// # Errors
    /// Where the link is not good any more, or its key is not.
    pub fn sign_in_by_link(&self, token: &str) -> Result<(String, Caller), SessionRefused> {
        let key = self.sessions.use_link(token, self.clock.now()).ok_or(SessionRefused::Link)?;
        let caller = self.keyring.caller_of(key, self.clock.now())?;
        self.open_session(caller)
    }

    fn open_session(&self, caller: Caller) -> Result<(String, Caller), SessionRefused> {
        // Without randomness there is no session; whoever asks is told to try again.
        let token = self.sessions.open(caller.key, self.clock.now()).map_err(|_| SessionRefused::Ended)?;
        Ok((token, caller))
    }

    /// Who calls with this session's token.
    ///
    /// # Errors
    /// Where the session has ended or its key is no longer good.
    pub fn session_caller(&self, token: &str) -> Result<Caller, SessionRefused> {
        let now = self.clock.now();
        let key = self.sessions.key_of(token, now).ok_or(SessionRefused::Ended)?;
        Ok(self.keyring.caller_of(key, now)?)
    }

    /// Whether this key is good now.
    #[must_use]
    pub fn is_good(&self, key: Uuid) -> bool {
        self.keyring.caller_of(key, self.clock.now()).is_ok()
    }

    /// Ends a session.
    pub fn sign_out(&self, token: &str) {
        self.sessions.close(token);
    }

    /// Makes a sign-in link for the oldest good key with this role; none where there is no such key.
    #[must_use]
    pub fn make_sign_in_link(&self, role: Role) -> Option<String> {
        let now = self.clock.now();
        self.sessions.make_link(self.keyring.first_with(role, now)?, now).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64, minutes: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours) + SignedDuration::from_mins(minutes)
    }

    #[test]
    fn a_session_ends_after_twelve_idle_hours_and_not_before() {
        let (sessions, key) = (Sessions::default(), Uuid::from_u128(1));
        let token = sessions.open(key, at(0, 0)).unwrap();
        assert_eq!(sessions.key_of(&token, at(11, 59)), Some(key));
        assert_eq!(sessions.key_of(&token, at(23, 58)), Some(key));
        assert_eq!(sessions.key_of(&token, at(35, 58)), None);
    }

    #[test]
    fn a_sign_in_link_works_once_and_for_a_quarter_of_an_hour() {
        let (sessions, key) = (Sessions::default(), Uuid::from_u128(1));
        let link = sessions.make_link(key, at(0, 0)).unwrap();
        assert_eq!(sessions.use_link(&link, at(0, 14)), Some(key));
        assert_eq!(sessions.use_link(&link, at(0, 14)), None);
        let old = sessions.make_link(key, at(0, 0)).unwrap();
        assert_eq!(sessions.use_link(&old, at(0, 15)), None);
    }

    #[test]
    fn a_session_that_was_closed_is_over() {
        let sessions = Sessions::default();
        let token = sessions.open(Uuid::from_u128(1), at(0, 0)).unwrap();
        sessions.close(&token);
        assert_eq!(sessions.key_of(&token, at(0, 1)), None);
    }
}
