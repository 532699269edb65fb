//! A clock that a test moves.

use claimdesk::service::clock::{Clock, SystemClock};
use jiff::{SignedDuration, Timestamp};
use std::sync::Mutex;
use uuid::Uuid;

/// The system's clock, so much ahead as the test says.
#[derive(Default)]
pub struct TestClock {
    system: SystemClock,
    ahead: Mutex<SignedDuration>,
}

impl TestClock {
    /// Lets so many minutes pass.
    pub fn pass(&self, minutes: i64) {
        *self.ahead.lock().unwrap() += SignedDuration::from_mins(minutes);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        self.system.now() + *self.ahead.lock().unwrap()
    }

    fn new_id(&self) -> Uuid {
        self.system.new_id()
    }
}
