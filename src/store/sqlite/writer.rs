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

/// An operation: done in the group's transaction, where one could be begun; then told how the commit went. With why it failed
/// by itself, where it did.
type Operation = Box<dyn FnOnce(Result<&mut Transaction<'_>, StoreError>) -> (Finish, Option<StoreError>) + Send>;

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
            let failed = result.as_ref().err().cloned();
            let finish: Finish = Box::new(move |commit| {
                // Nobody listens any more where the caller has gone away.
                let _ = reply.send(result.and_then(|value| commit.map(|()| value)));
            });
            (finish, failed)
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
    let mut finishes: Vec<Finish> = Vec::with_capacity(group.len());
    let committed = match connection.transaction_with_behavior(TransactionBehavior::Immediate) {
        Ok(mut transaction) => match run_all(&mut transaction, group, &mut finishes) {
            // A commit that fails drops the transaction, which rolls back.
            None => transaction.commit().map_err(StoreError::from),
            Some(gone) => Err(gone),
        },
        Err(error) => {
            let error = StoreError::from(error);
            finishes.extend(group.into_iter().map(|operation| operation(Err(error.clone())).0));
            Err(error)
        }
    };
    if let Err(error) = &committed {
        tracing::error!(%error, operations = finishes.len(), "nothing was written");
    }
    for finish in finishes {
        finish(committed.clone());
    }
}

/// Runs the operations one after the other. SQLite gives the whole transaction up by itself where the disk is full or fails in
/// the middle of a statement: then the others are not run, since each would be a transaction of its own, kept or not
/// whatever its caller is told. Gives what it was given up for.
fn run_all(transaction: &mut Transaction<'_>, group: Vec<Operation>, finishes: &mut Vec<Finish>) -> Option<StoreError> {
    let mut gone: Option<StoreError> = None;
    for operation in group {
        let (finish, failed) = operation(gone.clone().map_or(Ok(&mut *transaction), Err));
        finishes.push(finish);
        if gone.is_none() && transaction.is_autocommit() {
            gone = Some(failed.unwrap_or_else(|| StoreError::Failed("the transaction ended by itself".to_owned())));
        }
    }
    gone
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    fn wait<T>(answer: Answer<T>) -> Result<T, StoreError> {
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(answer)
    }

    #[test]
    fn where_sqlite_gives_up_a_shared_transaction_whoever_is_refused_left_nothing_behind() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE kept (number INTEGER)").unwrap();
        let writer = Writer::start(connection).unwrap();
        let keep = |number: i64| writer.write(move |connection| Ok(connection.execute("INSERT INTO kept VALUES (?)", [number])?));
        // The writer is busy with the first, so that the others share a commit.
        let (go_on, told) = channel::<()>();
        let first = writer.write(move |_| Ok(told.recv().is_ok()));
        std::thread::sleep(std::time::Duration::from_millis(20));
        let before = keep(1);
        let full = writer.write(|connection| -> Result<(), StoreError> {
            connection.execute_batch("ROLLBACK")?;
            Err(StoreError::DiskFull)
        });
        let behind = keep(2);
        go_on.send(()).unwrap();
        assert!(wait(first).unwrap());
        for refused in [wait(before).map(|_| ()), wait(full), wait(behind).map(|_| ())] {
            assert!(matches!(refused, Err(StoreError::DiskFull)), "{refused:?}");
        }
        let count = |connection: &Connection| Ok(connection.query_row("SELECT count(*) FROM kept", [], |row| row.get::<_, i64>(0))?);
        assert_eq!(wait(writer.write(count)).unwrap(), 0);
        assert_eq!(wait(keep(3)).unwrap(), 1, "and it goes on");
    }
}
