//! The one thread that writes.
//!
//! In: operations, through a bounded queue. Out: their results, each only after the commit that made it durable.
//! Deliberately absent: what the operations do.
//!
//! Group commit: a commit costs one wait for the disk, whatever it holds, so all operations that have gathered share one.
//! Each has a savepoint of its own: one that fails takes nothing of the others with it.

use crate::domain::{Tallied, Tally};
use crate::store::{Answer, StoreError};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread::JoinHandle;
use std::time::Instant;
use tokio::sync::oneshot;

/// Operations that may wait. One holds an article with its analysis: a few hundred kilobytes, 20 MB at the very most.
const QUEUE: usize = 64;

/// Operations that share a commit.
const GROUP: usize = 64;

/// What an operation leaves to be done when its commit is known.
type Finish = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// An operation: done in the group's transaction, where one could be begun; then told how the commit went.
type Operation = Box<dyn FnOnce(Result<&mut Transaction<'_>, StoreError>) -> Finish + Send>;

/// What the thread is given to do.
enum Work {
    /// With others, in a transaction.
    Write(Operation),
    /// Alone, outside any transaction.
    Settle(oneshot::Sender<Result<(), StoreError>>),
}

/// The writer's handle. Dropping it waits until all that was queued is committed.
pub(super) struct Writer {
    queue: RwLock<Option<SyncSender<Work>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
    work: Arc<WriterWork>,
}

/// What the thread has to do and has done.
struct WriterWork {
    waiting: AtomicU64,
    sizes: Tally,
    seconds: Tally,
}

/// Upper bounds of a commit's size.
const SIZES: &[f64] = &[1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0];

/// Upper bounds of a commit's time in seconds: a disk takes one to thirty milliseconds, a large article a few more.
const SECONDS: &[f64] = &[0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0, 5.0];

impl Writer {
    /// Starts the thread, which owns the connection.
    pub(super) fn start(connection: Connection) -> Result<Self, StoreError> {
        let (queue, operations) = sync_channel(QUEUE);
        let work = Arc::new(WriterWork { waiting: AtomicU64::new(0), sizes: Tally::new(SIZES), seconds: Tally::new(SECONDS) });
        let its_work = Arc::clone(&work);
        let thread = std::thread::Builder::new()
            .name("claimdesk-writer".to_owned())
            .spawn(move || run(connection, &operations, &its_work))
            .map_err(|error| StoreError::Failed(error.to_string()))?;
        Ok(Self { queue: RwLock::new(Some(queue)), thread: Mutex::new(Some(thread)), work })
    }

    /// Queues an operation. The answer comes after its commit.
    pub(super) fn write<T: Send + 'static>(&self, work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static) -> Answer<T> {
        let (reply, answer) = oneshot::channel();
        let its_work = Arc::clone(&self.work);
        let operation: Operation = Box::new(move |transaction| {
            its_work.waiting.fetch_sub(1, Ordering::Relaxed);
            let result = transaction.and_then(|transaction| in_savepoint(transaction, work));
            Box::new(move |commit| {
                // Nobody listens any more where the caller has gone away.
                let _ = reply.send(result.and_then(|value| commit.map(|()| value)));
            })
        });
        self.work.waiting.fetch_add(1, Ordering::Relaxed);
        let queued = self.send(Work::Write(operation));
        if queued.is_err() {
            self.work.waiting.fetch_sub(1, Ordering::Relaxed);
        }
        Box::pin(async move {
            queued?;
            answer.await.map_err(|_| StoreError::Closed)?
        })
    }

    /// Moves all that was committed before into the database file and empties the write-ahead log, so that nothing that was
    /// deleted is left in it.
    pub(super) fn settle(&self) -> Answer<()> {
        let (reply, answer) = oneshot::channel();
        let queued = self.send(Work::Settle(reply));
        Box::pin(async move {
            queued?;
            answer.await.map_err(|_| StoreError::Closed)?
        })
    }

    fn send(&self, work: Work) -> Result<(), StoreError> {
        self.queue.read().unwrap_or_else(PoisonError::into_inner).as_ref().map_or(Err(StoreError::Closed), |queue| {
            queue.try_send(work).map_err(|error| match error {
                TrySendError::Full(_) => StoreError::Busy,
                TrySendError::Disconnected(_) => StoreError::Closed,
            })
        })
    }

    /// Operations that wait.
    pub(super) fn waiting(&self) -> u64 {
        self.work.waiting.load(Ordering::Relaxed)
    }

    /// The sizes of commits, and their times in seconds.
    pub(super) fn commits(&self) -> (Tallied, Tallied) {
        (self.work.sizes.read(), self.work.seconds.read())
    }

    /// Waits until all that was queued is committed, and closes the connection. Whoever writes afterwards is told that the
    /// store is closed.
    pub(super) fn close(&self) {
        drop(self.queue.write().unwrap_or_else(PoisonError::into_inner).take());
        if let Some(thread) = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take() {
            // A writer that panicked has nothing left to finish.
            let _ = thread.join();
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.close();
    }
}

fn in_savepoint<T>(transaction: &mut Transaction<'_>, work: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
    let savepoint = transaction.savepoint()?;
    // Dropped without a commit, the savepoint rolls back.
    let value = work(&savepoint)?;
    savepoint.commit()?;
    Ok(value)
}

fn run(mut connection: Connection, queue: &Receiver<Work>, done: &WriterWork) {
    while let Ok(first) = queue.recv() {
        let mut group = Vec::new();
        let mut settle = None;
        // What is to be settled is what came before: the group ends there.
        for work in std::iter::once(first).chain(queue.try_iter().take(GROUP - 1)) {
            match work {
                Work::Write(operation) => group.push(operation),
                Work::Settle(reply) => {
                    settle = Some(reply);
                    break;
                }
            }
        }
        if !group.is_empty() {
            let (size, start) = (group.len(), Instant::now());
            commit_group(&mut connection, group);
            #[expect(clippy::cast_precision_loss, reason = "at most a group")]
            done.sizes.add(size as f64);
            done.seconds.add(start.elapsed().as_secs_f64());
        }
        if let Some(reply) = settle {
            // Nobody listens any more where the caller has gone away.
            let _ = reply.send(empty_log(&connection));
        }
    }
}

/// Waits for readers of earlier states, as long as the connection's patience lasts.
fn empty_log(connection: &Connection) -> Result<(), StoreError> {
    let busy: bool = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy { Err(StoreError::Locked) } else { Ok(()) }
}

/// Runs the operations in one transaction and tells each how it went.
fn commit_group(connection: &mut Connection, group: Vec<Operation>) {
    let (finishes, committed): (Vec<Finish>, _) = match connection.transaction_with_behavior(TransactionBehavior::Immediate) {
        Ok(mut transaction) => {
            let finishes = group.into_iter().map(|operation| operation(Ok(&mut transaction))).collect();
            // A commit that fails drops the transaction, which rolls back.
            (finishes, transaction.commit().map_err(StoreError::from))
        }
        Err(error) => {
            let error = StoreError::from(error);
            (group.into_iter().map(|operation| operation(Err(error.clone()))).collect(), Err(error))
        }
    };
    if let Err(error) = &committed {
        tracing::error!(%error, operations = finishes.len(), "nothing was written");
    }
    for finish in finishes {
        finish(committed.clone());
    }
}
