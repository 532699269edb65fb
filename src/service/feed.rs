//! The feed of changes: what happens, told to whoever listens, soon after it happened.
//!
//! In: the number of the store's last event, looked up for all listeners together. Out: a signal for each, and the events themselves.
//! Deliberately absent: how events travel to a listener (`api`), and keeping them: the store does.

use super::{Service, ServiceError};
use crate::domain::{Event, EventFilter};
use tokio::sync::watch;

/// What listeners are told: the number of the last event, or that the feed has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedState {
    /// The last event has this number.
    At(i64),
    /// The service stops; listeners come back to its successor.
    Ended,
}

/// The feed's sending end.
pub(super) struct Feed(watch::Sender<FeedState>);

impl Default for Feed {
    fn default() -> Self {
        Self(watch::Sender::new(FeedState::At(0)))
    }
}

impl Service {
    /// A listener's end of the feed. It hears of events that come from now on.
    #[must_use]
    pub fn listen(&self) -> watch::Receiver<FeedState> {
        self.feed.0.subscribe()
    }

    /// Looks whether something happened, and tells listeners. Costs nothing where nobody listens.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn look_for_events(&self) -> Result<(), ServiceError> {
        if self.feed.0.receiver_count() == 0 {
            return Ok(());
        }
        let last = self.store.last_event().await?;
        self.feed.0.send_if_modified(|state| {
            let is_new = matches!(state, FeedState::At(known) if *known != last);
            if is_new {
                *state = FeedState::At(last);
            }
            is_new
        });
        Ok(())
    }

    /// Ends the feed, so that listeners do not hold up the service when it stops.
    pub fn end_feed(&self) {
        self.feed.0.send_replace(FeedState::Ended);
    }

    /// The number of the last event, 0 where there is none.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn last_event(&self) -> Result<i64, ServiceError> {
        Ok(self.store.last_event().await?)
    }

    /// At most `limit` events behind the one with the number `after`, oldest first.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn events_after(&self, after: i64, limit: u32) -> Result<Vec<Event>, ServiceError> {
        Ok(self.store.list_events(EventFilter { after, ..EventFilter::default() }, limit).await?)
    }
}
