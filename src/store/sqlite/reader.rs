//! The threads that read, each with a read-only connection of its own.
//!
//! In: questions, through a bounded queue that all threads serve. Out: answers, each from one snapshot of the database; what is
//! looked up at once sees to that itself.
//! Deliberately absent: what is asked.

use crate::store::{Answer, StoreError};
use rusqlite::Connection;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use tokio::sync::oneshot;

/// Questions that may wait. One takes milliseconds, so that the last of them waits for a second or so.
const QUEUE: usize = 1024;

type Question = Box<dyn FnOnce(&Connection) + Send>;

/// The readers' handle. Dropping it ends the threads.
pub(super) struct Readers {
    queue: Arc<Queue>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    /// For questions that are answered where they are asked.
    spare: Mutex<Vec<Connection>>,
}

/// What is asked: whoever asks wakes one thread, where one is idle, and no other.
#[derive(Default)]
struct Queue {
    questions: Mutex<Questions>,
    arrived: Condvar,
}

#[derive(Default)]
struct Questions {
    waiting: VecDeque<Question>,
    closed: bool,
}

impl Queue {
    fn put(&self, question: Question) -> Result<(), StoreError> {
        let mut questions = self.questions.lock().unwrap_or_else(PoisonError::into_inner);
        if questions.closed {
            return Err(StoreError::Closed);
        }
        if questions.waiting.len() == QUEUE {
            return Err(StoreError::Busy);
        }
        questions.waiting.push_back(question);
        self.arrived.notify_one();
        Ok(())
    }

    /// The next question; none once the queue is closed and empty.
    fn take(&self) -> Option<Question> {
        let questions = self.questions.lock().unwrap_or_else(PoisonError::into_inner);
        let idle = |questions: &mut Questions| questions.waiting.is_empty() && !questions.closed;
        self.arrived.wait_while(questions, idle).unwrap_or_else(PoisonError::into_inner).waiting.pop_front()
    }
}

impl Readers {
    /// Starts so many threads, each with a connection that `connect` makes, and makes as many spare ones.
    pub(super) fn start(
        count: usize,
        connect: impl Fn() -> Result<Connection, StoreError>,
        connect_spare: impl Fn() -> Result<Connection, StoreError>,
    ) -> Result<Self, StoreError> {
        // Dropped where something fails, it ends the threads that there are.
        let readers = Self { queue: Arc::default(), threads: Mutex::default(), spare: Mutex::default() };
        for number in 0..count {
            readers.spare.lock().unwrap_or_else(PoisonError::into_inner).push(connect_spare()?);
            let (connection, questions) = (connect()?, Arc::clone(&readers.queue));
            let thread = std::thread::Builder::new()
                .name(format!("claimdesk-reader-{number}"))
                .spawn(move || {
                    while let Some(question) = questions.take() {
                        // Questions do not panic. Should one ever, its caller gets no answer, and the thread stays for the others.
                        if catch_unwind(AssertUnwindSafe(|| question(&connection))).is_err() {
                            let _ = connection.execute_batch("ROLLBACK");
                        }
                    }
                })
                .map_err(|error| StoreError::Failed(error.to_string()))?;
            readers.threads.lock().unwrap_or_else(PoisonError::into_inner).push(thread);
        }
        Ok(readers)
    }

    /// Answers a question at once, on the caller's thread: for what is looked up by its key, in less time than it takes to wake
    /// another thread and to be woken by it. Where all spare connections are busy it is queued.
    ///
    /// No transaction is begun, which would take as long as one more statement: a question of several statements keeps its first
    /// one open until it has its answer.
    pub(super) fn look_up<T: Send + 'static>(&self, work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static) -> Answer<T> {
        let Some(connection) = self.take_spare() else { return self.read(work) };
        let answer = work(&connection);
        let mut spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner);
        // Whoever closes the store does so before the spare ones are dropped: none is put back afterwards. Nor is one that was left
        // in a transaction.
        if connection.is_autocommit() && !self.queue.questions.lock().unwrap_or_else(PoisonError::into_inner).closed {
            spare.push(connection);
        }
        Box::pin(std::future::ready(answer))
    }

    /// None once the store is closed.
    fn take_spare(&self) -> Option<Connection> {
        self.spare.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    /// Queues a question.
    pub(super) fn read<T: Send + 'static>(&self, work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static) -> Answer<T> {
        let (reply, answer) = oneshot::channel();
        let question: Question = Box::new(move |connection| {
            if !reply.is_closed() {
                // The caller may go away while it is answered.
                let _ = reply.send(in_snapshot(connection, work));
            }
        });
        let queued = self.queue.put(question);
        Box::pin(async move {
            queued?;
            answer.await.map_err(|_| StoreError::Closed)?
        })
    }

    /// Questions that wait.
    pub(super) fn waiting(&self) -> u64 {
        u64::try_from(self.queue.questions.lock().unwrap_or_else(PoisonError::into_inner).waiting.len()).unwrap_or(u64::MAX)
    }

    /// Ends the threads once they have answered what is queued. Whoever asks afterwards is told that the store is closed.
    pub(super) fn close(&self) {
        self.queue.questions.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        self.queue.arrived.notify_all();
        self.spare.lock().unwrap_or_else(PoisonError::into_inner).clear();
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
    // Kept ready, as all statements: to read these two anew took a tenth of the time of a short question.
    connection.prepare_cached("BEGIN")?.execute([])?;
    let answer = work(connection);
    // There is nothing to commit: it only ends.
    if connection.prepare_cached("COMMIT").and_then(|mut end| end.execute([])).is_err() {
        connection.execute_batch("ROLLBACK")?;
    }
    answer
}
