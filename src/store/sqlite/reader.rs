//! The threads that read, each with a read-only connection of its own.
//!
//! In: questions, through a bounded queue that all threads serve. Out: answers, each from one snapshot of the database.
//! Deliberately absent: what is asked.

use crate::store::{Answer, StoreError};
use rusqlite::Connection;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread::JoinHandle;
use tokio::sync::oneshot;

/// Questions that may wait. One takes milliseconds, so that the last of them waits for a second or so.
const QUEUE: usize = 1024;

type Question = Box<dyn FnOnce(&Connection) + Send>;

/// The readers' handle. Dropping it ends the threads.
pub(super) struct Readers {
    queue: RwLock<Option<SyncSender<Question>>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    waiting: Arc<AtomicU64>,
}

impl Readers {
    /// Starts so many threads, each with a connection that `connect` makes.
    pub(super) fn start(count: usize, connect: impl Fn() -> Result<Connection, StoreError>) -> Result<Self, StoreError> {
        let (queue, questions) = sync_channel::<Question>(QUEUE);
        let questions = Arc::new(Mutex::new(questions));
        let mut threads = Vec::with_capacity(count);
        for number in 0..count {
            let (connection, questions) = (connect()?, Arc::clone(&questions));
            let thread = std::thread::Builder::new()
                .name(format!("claimdesk-reader-{number}"))
                .spawn(move || run(&connection, &questions))
                .map_err(|error| StoreError::Failed(error.to_string()))?;
            threads.push(thread);
        }
        Ok(Self { queue: RwLock::new(Some(queue)), threads: Mutex::new(threads), waiting: Arc::default() })
    }

    /// Queues a question.
    pub(super) fn read<T: Send + 'static>(&self, work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static) -> Answer<T> {
        let (reply, answer) = oneshot::channel();
        let waiting = Arc::clone(&self.waiting);
        let question: Question = Box::new(move |connection| {
            waiting.fetch_sub(1, Ordering::Relaxed);
            if !reply.is_closed() {
                // The caller may go away while it is answered.
                let _ = reply.send(in_snapshot(connection, work));
            }
        });
        self.waiting.fetch_add(1, Ordering::Relaxed);
        let queued = self.queue.read().unwrap_or_else(PoisonError::into_inner).as_ref().map_or(Err(StoreError::Closed), |queue| {
            queue.try_send(question).map_err(|error| match error {
                TrySendError::Full(_) => StoreError::Busy,
                TrySendError::Disconnected(_) => StoreError::Closed,
            })
        });
        if queued.is_err() {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
        }
        Box::pin(async move {
            queued?;
            answer.await.map_err(|_| StoreError::Closed)?
        })
    }

    /// Questions that wait.
    pub(super) fn waiting(&self) -> u64 {
        self.waiting.load(Ordering::Relaxed)
    }

    /// Ends the threads once they have answered what is queued. Whoever asks afterwards is told that the store is closed.
    pub(super) fn close(&self) {
        drop(self.queue.write().unwrap_or_else(PoisonError::into_inner).take());
        for thread in self.threads.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            // A reader that panicked has nothing left to do.
            let _ = thread.join();
        }
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        self.close();
    }
}

/// Several statements of one question see the same state.
fn in_snapshot<T>(connection: &Connection, work: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
    let snapshot = connection.unchecked_transaction()?;
    work(&snapshot)
}

fn run(connection: &Connection, questions: &Mutex<Receiver<Question>>) {
    loop {
        // The lock is held while waiting: one thread waits for a question, the others for the lock.
        let question = questions.lock().unwrap_or_else(PoisonError::into_inner).recv();
        match question {
            Ok(question) => question(connection),
            Err(_) => return,
        }
    }
}
