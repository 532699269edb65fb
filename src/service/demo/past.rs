//! A clock that is set by hand, for data that came in earlier.
//!
//! In: times. Out: the time that was set, a little later at each look.
//! Deliberately absent: the system's time (`service::clock`).

use crate::service::clock::Clock;
use jiff::{SignedDuration, Timestamp};
use std::sync::{Mutex, PoisonError};
use uuid::{ContextV7, Uuid};

/// How far the clock moves with each look, so that what happens later has a later time.
const STEP: SignedDuration = SignedDuration::from_micros(1);

/// A clock that is set by hand.
pub(super) struct PastClock {
    now: Mutex<Timestamp>,
    context: Mutex<ContextV7>,
}

impl PastClock {
    /// A clock that shows this time.
    pub(super) fn starting(now: Timestamp) -> Self {
        Self { now: Mutex::new(now), context: Mutex::default() }
    }

    /// Sets it.
    pub(super) fn set(&self, now: Timestamp) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }
}

impl Clock for PastClock {
    fn now(&self) -> Timestamp {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        *now = now.saturating_add(STEP).unwrap_or(*now);
        *now
    }

    fn new_id(&self) -> Uuid {
        let now = self.now();
        let seconds = u64::try_from(now.as_second()).unwrap_or(0);
        let nanoseconds = u32::try_from(now.subsec_nanosecond()).unwrap_or(0);
        Uuid::new_v7(uuid::Timestamp::from_unix(&self.context, seconds, nanoseconds))
    }
}
