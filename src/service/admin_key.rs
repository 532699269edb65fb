//! The administrator's key.
//!
//! In: a key that the operator chose, or none. Out: the key's hash, and at the first start the key, once.
//! Deliberately absent: other people's keys.

use super::clock::Clock;
use crate::store::{KeyHash, Store, StoreError};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use subtle::ConstantTimeEq;
use thiserror::Error;

/// The shortest key that an operator may choose. One that is made has 64 digits.
const SHORTEST: usize = 20;

/// Says what a string is, to people who find it and to programs that look for leaked keys.
const PREFIX: &str = "cdk_";

/// A key in a form that can be compared and not be read.
#[derive(Clone, Copy)]
pub struct AdminKey(KeyHash);

impl AdminKey {
    /// The hash of a key. Keys have 256 random bits, or were chosen by an operator to be hard to guess: a slow hash is not needed.
    #[must_use]
    pub fn of(key: &str) -> Self {
        Self(Sha256::digest(key.as_bytes()).into())
    }

    /// Whether this is the key.
    #[must_use]
    pub fn is(&self, key: &str) -> bool {
        self.0.ct_eq(&Self::of(key).0).into()
    }
}

/// Why a chosen key is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("it must have at least {SHORTEST} characters, all of them visible ASCII")]
pub struct ShortKey;

impl AdminKey {
    /// A key that an operator chose.
    ///
    /// # Errors
    /// Where it is too short to be hard to guess, or can't stand in a header.
    pub fn chosen(key: &str) -> Result<Self, ShortKey> {
        if key.len() < SHORTEST || !key.bytes().all(|byte| byte.is_ascii_graphic()) { Err(ShortKey) } else { Ok(Self::of(key)) }
    }
}

/// Makes a new key from 256 random bits.
///
/// # Errors
/// Where the operating system has no randomness to give.
pub fn make_admin_key() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)?;
    let mut key = PREFIX.to_owned();
    for byte in bytes {
        // Writing to a String can't fail.
        let _ = write!(key, "{byte:02x}");
    }
    Ok(key)
}

/// Settles which key holds: the chosen one, else the one that is stored, else the one that `make` makes.
/// A made key is given back, to be shown this once.
///
/// # Errors
/// Where the store fails or no key can be made.
pub async fn settle_admin_key(
    store: &dyn Store,
    clock: &dyn Clock,
    chosen: Option<AdminKey>,
    make: impl FnOnce() -> Result<String, getrandom::Error>,
) -> Result<(AdminKey, Option<String>), StoreError> {
    let stored = store.find_admin_key().await?.map(AdminKey);
    match (chosen, stored) {
        (Some(chosen), Some(stored)) if bool::from(chosen.0.ct_eq(&stored.0)) => Ok((stored, None)),
        (Some(chosen), _) => {
            store.set_admin_key(chosen.0, clock.now()).await?;
            Ok((chosen, None))
        }
        (None, Some(stored)) => Ok((stored, None)),
        (None, None) => {
            let made = make().map_err(|error| StoreError::Failed(format!("no random key can be made: {error}")))?;
            let key = AdminKey::of(&made);
            store.set_admin_key(key.0, clock.now()).await?;
            Ok((key, Some(made)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_made_key_is_its_own_and_no_other() {
        let (one, other) = (make_admin_key().unwrap(), make_admin_key().unwrap());
        assert_eq!(one.len(), PREFIX.len() + 64);
        assert!(AdminKey::of(&one).is(&one));
        assert!(!AdminKey::of(&one).is(&other));
        assert!(AdminKey::chosen(&one).is_ok());
    }

    #[test]
    fn a_key_that_is_easy_to_guess_is_not_taken() {
        assert!(AdminKey::chosen("newsroom").is_err());
        assert!(AdminKey::chosen("twenty characters and a space").is_err());
    }
}
