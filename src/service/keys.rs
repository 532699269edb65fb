//! Keys: who may call, and what they may do.
//!
//! In: secrets that callers bring; what administrators ask for. Out: callers; keys, each with its secret once, when it is made.
//! Deliberately absent: which call needs which role (`api`), and secrets anywhere but in the answer that makes one.
//!
//! All keys are held in memory, so that a request costs no query; [`Service::refresh_keys`] takes in what other programs changed.

use super::clock::Clock;
use super::{Service, ServiceError};
use crate::domain::{Caller, Key, KeyRequest, Role, SentKey, Stamp};
use crate::intake::check_key;
use crate::store::{KeyHash, NewKey, Store, StoreError, StoredKey};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError, RwLock};
use subtle::ConstantTimeEq;
use thiserror::Error;
use uuid::Uuid;

/// The shortest key that an operator may choose. One that is made has 64 digits.
const SHORTEST: usize = 20;

/// Says what a string is, to people who find it and to programs that look for leaked keys.
const PREFIX: &str = "cdk_";

/// The name in events of what the service does by itself.
pub const ITSELF: &str = "claimdesk";

/// The name of the administrator's first key.
const FIRST: &str = "admin";

/// A key's secret in a form that can be compared and not be read.
#[derive(Clone, Copy)]
pub struct HashedKey(KeyHash);

/// Why a chosen key is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("it must have at least {SHORTEST} characters, all of them visible ASCII")]
pub struct ShortKey;

impl HashedKey {
    /// The hash of a key. Keys have 256 random bits, or were chosen by an operator to be hard to guess: a slow hash is not needed.
    #[must_use]
    pub fn of(secret: &str) -> Self {
        Self(Sha256::digest(secret.as_bytes()).into())
    }

    /// A key that an operator chose.
    ///
    /// # Errors
    /// Where it is too short to be hard to guess, or can't stand in a header.
    pub fn chosen(secret: &str) -> Result<Self, ShortKey> {
        if secret.len() < SHORTEST || !secret.bytes().all(|byte| byte.is_ascii_graphic()) { Err(ShortKey) } else { Ok(Self::of(secret)) }
    }

    fn is(&self, other: &KeyHash) -> bool {
        self.0.ct_eq(other).into()
    }
}

/// Makes a new secret from 256 random bits.
///
/// # Errors
/// Where the operating system has no randomness to give.
pub fn make_secret() -> Result<String, getrandom::Error> {
    Ok(format!("{PREFIX}{}", random_digits()?))
}

/// 256 random bits as hexadecimal digits.
pub(super) fn random_digits() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)?;
    let mut digits = String::with_capacity(64);
    for byte in bytes {
        // Writing to a String can't fail.
        let _ = write!(digits, "{byte:02x}");
    }
    Ok(digits)
}

/// Why a caller is not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum KeyRefused {
    /// Nobody made this key.
    #[error("this key is not known")]
    Unknown,
    /// Its time is over.
    #[error("this key has expired")]
    Expired,
    /// It was revoked.
    #[error("this key was revoked")]
    Revoked,
}

/// Every key, in memory.
#[derive(Default)]
pub(super) struct Keyring {
    keys: RwLock<Vec<StoredKey>>,
    /// Held from reading the keys to taking them in, so that no older list follows a newer one.
    refreshing: tokio::sync::Mutex<()>,
    used: Mutex<HashMap<Uuid, Timestamp>>,
}

impl Keyring {
    /// The caller with this secret. Every key is compared, each in the same time whatever is wrong about it.
    fn caller(&self, secret: &str, now: Timestamp) -> Result<Caller, KeyRefused> {
        let hash = HashedKey::of(secret);
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        let found = keys.iter().fold(None, |found, stored| if hash.is(&stored.hash) { Some(&stored.key) } else { found });
        self.let_in(found.ok_or(KeyRefused::Unknown)?, now)
    }

    /// The caller with this key.
    pub(super) fn caller_of(&self, id: Uuid, now: Timestamp) -> Result<Caller, KeyRefused> {
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        self.let_in(keys.iter().map(|stored| &stored.key).find(|key| key.id == id).ok_or(KeyRefused::Unknown)?, now)
    }

    /// The oldest good key with this role.
    pub(super) fn first_with(&self, role: Role, now: Timestamp) -> Option<Uuid> {
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        keys.iter().map(|stored| &stored.key).find(|key| key.role == role && key.is_good(now)).map(|key| key.id)
    }

    fn let_in(&self, key: &Key, now: Timestamp) -> Result<Caller, KeyRefused> {
        if key.revoked_at.is_some() {
            return Err(KeyRefused::Revoked);
        }
        if !key.is_good(now) {
            return Err(KeyRefused::Expired);
        }
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(key.id, now);
        Ok(Caller { key: key.id, name: key.name.clone(), role: key.role })
    }

    fn replace(&self, keys: Vec<StoredKey>) {
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = keys;
    }

    fn take_used(&self) -> Vec<(Uuid, Timestamp)> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).drain().collect()
    }
}

impl Service {
    /// Who calls with this secret.
    ///
    /// # Errors
    /// Where nobody may.
    pub fn caller(&self, secret: &str) -> Result<Caller, KeyRefused> {
        self.keyring.caller(secret, self.clock.now())
    }

    /// Every key, oldest first: revoked and expired ones too.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn keys(&self) -> Result<Vec<Key>, ServiceError> {
        let mut keys = self.keeper(ITSELF).list().await?;
        let used = self.keyring.used.lock().unwrap_or_else(PoisonError::into_inner);
        for key in &mut keys {
            key.used_at = used.get(&key.id).copied().or(key.used_at);
        }
        Ok(keys)
    }

    /// Makes a key. Gives its secret, which is nowhere else.
    ///
    /// # Errors
    /// As [`Keeper::add`].
    pub async fn add_key(&self, sent: SentKey, by: &str) -> Result<(Key, String), ServiceError> {
        let made = self.keeper(by).add(sent).await?;
        self.refresh_keys().await?;
        Ok(made)
    }

    /// Revokes a key, at once.
    ///
    /// # Errors
    /// As [`Keeper::revoke`].
    pub async fn revoke_key(&self, id: Uuid, by: &str) -> Result<Key, ServiceError> {
        let key = self.keeper(by).revoke(id).await?;
        self.refresh_keys().await?;
        Ok(key)
    }

    fn keeper<'a>(&'a self, by: &'a str) -> Keeper<'a> {
        Keeper { store: self.store.as_ref(), clock: self.clock.as_ref(), by }
    }

    /// Takes in what other programs changed about keys.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn refresh_keys(&self) -> Result<(), ServiceError> {
        let _refreshing = self.keyring.refreshing.lock().await;
        self.keyring.replace(self.store.list_keys().await?);
        Ok(())
    }

    /// Writes down when keys were last used.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn note_key_use(&self) -> Result<(), ServiceError> {
        let used = self.keyring.take_used();
        if !used.is_empty() {
            self.store.note_key_use(used).await?;
        }
        Ok(())
    }
}

/// Who makes and revokes keys, with or without a service that runs.
pub struct Keeper<'a> {
    /// Where keys are kept.
    pub store: &'a dyn Store,
    /// The time.
    pub clock: &'a dyn Clock,
    /// The name that stands in events.
    pub by: &'a str,
}

impl Keeper<'_> {
    /// Every key, oldest first: revoked and expired ones too.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn list(&self) -> Result<Vec<Key>, ServiceError> {
        Ok(self.store.list_keys().await?.into_iter().map(|stored| stored.key).collect())
    }

    /// Makes a key and keeps it. Gives its secret, which is nowhere else.
    ///
    /// # Errors
    /// Where a field is wrong, the store fails or the system has no randomness.
    pub async fn add(&self, sent: SentKey) -> Result<(Key, String), ServiceError> {
        let stamp = self.stamp();
        let KeyRequest { name, role, expires_at } = check_key(sent, stamp.at)?;
        let secret = make_secret().map_err(|error| StoreError::Failed(format!("no random key can be made: {error}")))?;
        let (id, by) = (self.clock.new_id(), stamp.by.clone());
        let key = Key { id, name, role, created_at: stamp.at, created_by: by, expires_at, revoked_at: None, used_at: None };
        let new = NewKey { id, name: key.name.clone(), role, hash: HashedKey::of(&secret).0, expires_at };
        self.store.add_key(new, stamp).await?;
        Ok((key, secret))
    }

    /// Revokes a key.
    ///
    /// # Errors
    /// Where there is none, or it is the last good one of an administrator, or the store fails.
    pub async fn revoke(&self, id: Uuid) -> Result<Key, ServiceError> {
        let stamp = self.stamp();
        let keys = self.store.list_keys().await?;
        let key = keys.iter().find(|stored| stored.key.id == id).map(|stored| &stored.key).ok_or(ServiceError::NotFound("key"))?;
        let others = keys.iter().any(|other| other.key.id != id && other.key.role == Role::Admin && other.key.is_good(stamp.at));
        if key.role == Role::Admin && key.is_good(stamp.at) && !others {
            return Err(ServiceError::LastAdminKey);
        }
        let revoked_at = key.revoked_at.or(Some(stamp.at));
        self.store.revoke_key(id, stamp).await?;
        Ok(Key { revoked_at, ..key.clone() })
    }

    fn stamp(&self) -> Stamp {
        Stamp { by: self.by.to_owned(), at: self.clock.now() }
    }
}

/// Settles the administrator's first key: the chosen one, which takes the place of an earlier first one; else the one that is
/// stored; else the one that `make` makes. A made secret is given back, to be shown this once.
///
/// # Errors
/// Where the store fails or no key can be made.
pub async fn settle_admin_key(
    store: &dyn Store,
    clock: &dyn Clock,
    chosen: Option<HashedKey>,
    make: impl FnOnce() -> Result<String, getrandom::Error>,
) -> Result<Option<String>, StoreError> {
    let stamp = Stamp { by: ITSELF.to_owned(), at: clock.now() };
    let keys = store.list_keys().await?;
    let admins: Vec<_> = keys.iter().filter(|stored| stored.key.role == Role::Admin && stored.key.is_good(stamp.at)).collect();
    let (hash, made) = match chosen {
        Some(chosen) if admins.iter().any(|stored| chosen.is(&stored.hash)) => return Ok(None),
        Some(chosen) => (chosen.0, None),
        None if !admins.is_empty() => return Ok(None),
        None => {
            let made = make().map_err(|error| StoreError::Failed(format!("no random key can be made: {error}")))?;
            (HashedKey::of(&made).0, Some(made))
        }
    };
    let new = NewKey { id: clock.new_id(), name: FIRST.to_owned(), role: Role::Admin, hash, expires_at: None };
    store.add_key(new, stamp.clone()).await?;
    for earlier in admins.iter().filter(|stored| stored.key.name == FIRST && stored.key.created_by == ITSELF) {
        store.revoke_key(earlier.key.id, stamp.clone()).await?;
    }
    Ok(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_made_key_is_its_own_and_no_other() {
        let (one, other) = (make_secret().unwrap(), make_secret().unwrap());
        assert_eq!(one.len(), PREFIX.len() + 64);
        assert!(HashedKey::of(&one).is(&HashedKey::of(&one).0));
        assert!(!HashedKey::of(&one).is(&HashedKey::of(&other).0));
        assert!(HashedKey::chosen(&one).is_ok());
    }

    #[test]
    fn a_key_that_is_easy_to_guess_is_not_taken() {
        assert!(HashedKey::chosen("newsroom").is_err());
        assert!(HashedKey::chosen("twenty characters and a space").is_err());
    }
}
