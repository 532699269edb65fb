//! Keys that somebody asks for.
//!
//! In: a [`SentKey`], as it came. Out: a [`KeyRequest`], or every field that is wrong with what would be right.
//! Deliberately absent: making the key (`service`).

use super::IntakeError;
use super::checks::Checks;
use crate::domain::{KeyRequest, Role, SentKey};
use jiff::Timestamp;

/// Checks a key that is asked for at this time.
///
/// # Errors
/// All fields that are wrong at once.
pub fn check_key(sent: SentKey, now: Timestamp) -> Result<KeyRequest, IntakeError> {
    let mut checks = Checks::default();
    let name = checks.name("name", sent.name, 100);
    if name == RESERVED {
        checks.wrong("name", format!("`{RESERVED}` is the name of the service itself"));
    }
    let role = sent.role.parse().unwrap_or_else(|()| {
        let all = Role::ALL.iter().map(|role| format!("`{role}`")).collect::<Vec<_>>().join(", ");
        checks.wrong("role", format!("`{}` must be one of {all}", sent.role));
        Role::Editor
    });
    let expires_at = checks.time("expires_at", sent.expires_at);
    if expires_at.is_some_and(|end| end <= now) {
        checks.wrong("expires_at", "it lies in the past");
    }
    checks.finish(KeyRequest { name, role, expires_at })
}

/// What events say of the service itself.
const RESERVED: &str = "claimdesk";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrong_field_of_a_key_is_named() {
        let now: Timestamp = "2023-03-17T09:00:00Z".parse().unwrap();
        let sent = SentKey { name: " wire".into(), role: "boss".into(), expires_at: Some("2023-03-17T08:59:59Z".into()) };
        let Err(IntakeError::Fields(wrong)) = check_key(sent, now) else { panic!("it was taken") };
        assert_eq!(wrong.iter().map(|wrong| wrong.field.as_str()).collect::<Vec<_>>(), ["name", "role", "expires_at"]);
        assert!(check_key(SentKey { name: RESERVED.into(), role: "cms".into(), expires_at: None }, now).is_err());
        let good = SentKey { name: "Wire desk, nights".into(), role: "cms".into(), expires_at: Some("2023-03-17T09:00:01Z".into()) };
        assert_eq!(check_key(good, now).unwrap().role, Role::Cms);
    }
}
