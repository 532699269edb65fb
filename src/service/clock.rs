//! The time, and identities that are made from it.
//!
//! In: nothing. Out: the time and new identities, from the system or from a test.
//! Deliberately absent: any other way to them. `clippy.toml` bans the functions that this module calls everywhere else,
//! so that tests can say what time it is.

use jiff::Timestamp;
use std::sync::Mutex;
use uuid::{ContextV7, Uuid};

/// What time it is, and what the next identity is.
pub trait Clock: Send + Sync {
    /// The time, in full microseconds, as the store keeps it.
    fn now(&self) -> Timestamp;

    /// A new UUIDv7. Those that are made one after the other are in that order.
    fn new_id(&self) -> Uuid;
}

/// The system's clock and randomness.
#[derive(Debug, Default)]
pub struct SystemClock {
    context: Mutex<ContextV7>,
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        // Only times beyond the year 9999 could fail to be cut to microseconds.
        Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }

    fn new_id(&self) -> Uuid {
        let now = self.now();
        let seconds = u64::try_from(now.as_second()).unwrap_or(0);
        let nanoseconds = u32::try_from(now.subsec_nanosecond()).unwrap_or(0);
        Uuid::new_v7(uuid::Timestamp::from_unix(&self.context, seconds, nanoseconds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identities_of_one_moment_are_in_the_order_in_which_they_were_made() {
        let clock = SystemClock::default();
        let ids: Vec<_> = (0..1000).map(|_| clock.new_id()).collect();
        assert!(ids.is_sorted_by(|one, next| one < next));
    }
}
