//! The threads that analyse.
//!
//! In: texts, through a bounded queue. Out: their analyses.
//! Deliberately absent: how a text is analysed (`engine`).
//!
//! An analysis takes a tenth of a second to a minute of one core, so it has threads of its own, one for each core: the
//! threads that answer requests are never held up, and when more comes than can be done, the queue is full and says so.

use super::ServiceError;
use crate::domain::Analysis;
use crate::engine::sources::Registry;
use crate::engine::{Context, Engine};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Instant;
use tokio::sync::oneshot;

/// Texts that may wait for each thread: with a tenth of a second for a usual one, the last waits for two seconds.
const QUEUE_FOR_EACH: usize = 16;

/// Who analyses. The engine does; tests put others in its place to see what happens when it is slow.
pub trait Analyse: Send {
    /// Analyses a text.
    fn analyse(&self, text: &str, context: &Context) -> Analysis;

    /// The same, for another thread to work with beside this one.
    fn for_another_thread(&self) -> Box<dyn Analyse>;
}

impl Analyse for Engine {
    fn analyse(&self, text: &str, context: &Context) -> Analysis {
        Self::analyse(self, text, context)
    }

    fn for_another_thread(&self) -> Box<dyn Analyse> {
        Box::new(Self::for_another_thread(self))
    }
}

struct Task {
    text: String,
    context: Context,
    reply: oneshot::Sender<(String, Option<Analysis>)>,
}

/// The threads' handle. When it is dropped they finish what is queued and end.
pub struct Analysts {
    queue: SyncSender<Task>,
    registry: RwLock<Option<Arc<Registry>>>,
    work: Arc<Work>,
}

/// What the threads have to do and have done.
#[derive(Default)]
struct Work {
    waiting: AtomicU64,
    done: AtomicU64,
    microseconds: AtomicU64,
}

/// What the threads have to do and have done, for people who watch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AnalysisWork {
    /// Texts that wait.
    pub waiting: f64,
    /// Texts that were analysed.
    pub done: f64,
    /// Seconds that their analysis took, on one thread each.
    pub seconds: f64,
}

impl Analysts {
    /// Starts so many threads.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(analyst: &dyn Analyse, threads: usize) -> std::io::Result<Self> {
        let threads = threads.max(1);
        let (queue, tasks) = sync_channel(threads * QUEUE_FOR_EACH);
        let tasks = Arc::new(Mutex::new(tasks));
        let work = Arc::new(Work::default());
        for number in 0..threads {
            let (analyst, tasks, work) = (analyst.for_another_thread(), Arc::clone(&tasks), Arc::clone(&work));
            std::thread::Builder::new().name(format!("claimdesk-analyst-{number}")).spawn(move || run(analyst.as_ref(), &tasks, &work))?;
        }
        Ok(Self { queue, registry: RwLock::new(None), work })
    }

    /// From now on, texts are analysed with these sources.
    pub(super) fn use_registry(&self, registry: Arc<Registry>) {
        *self.registry.write().unwrap_or_else(PoisonError::into_inner) = Some(registry);
    }

    /// What the threads have to do and have done.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "numbers to look at: 53 bits are enough")]
    pub fn work(&self) -> AnalysisWork {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed) as f64;
        AnalysisWork { waiting: read(&self.work.waiting), done: read(&self.work.done), seconds: read(&self.work.microseconds) / 1e6 }
    }

    /// Analyses a text and gives it back with its analysis.
    ///
    /// # Errors
    /// Where too many texts are waiting, or the analysis failed.
    pub async fn analyse(&self, text: String, context: Context) -> Result<(String, Analysis), ServiceError> {
        let (reply, answer) = oneshot::channel();
        let known = || self.registry.read().unwrap_or_else(PoisonError::into_inner).clone();
        let context = Context { registry: context.registry.or_else(known), ..context };
        self.work.waiting.fetch_add(1, Ordering::Relaxed);
        self.queue.try_send(Task { text, context, reply }).map_err(|error| {
            self.work.waiting.fetch_sub(1, Ordering::Relaxed);
            match error {
                TrySendError::Full(_) => ServiceError::Busy,
                TrySendError::Disconnected(_) => ServiceError::AnalysisFailed,
            }
        })?;
        match answer.await {
            Ok((text, Some(analysis))) => Ok((text, analysis)),
            Ok((_, None)) | Err(_) => Err(ServiceError::AnalysisFailed),
        }
    }
}

fn run(analyst: &dyn Analyse, tasks: &Mutex<Receiver<Task>>, work: &Work) {
    loop {
        // The lock is held while waiting: one thread waits for a text, the others for the lock.
        let task = tasks.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Task { text, context, reply }) = task else { return };
        work.waiting.fetch_sub(1, Ordering::Relaxed);
        if reply.is_closed() {
            continue;
        }
        let start = Instant::now();
        // Analysis does not panic. Should it ever, one article is refused, and the thread stays for the others.
        let analysis = catch_unwind(AssertUnwindSafe(|| analyst.analyse(&text, &context)));
        work.done.fetch_add(1, Ordering::Relaxed);
        work.microseconds.fetch_add(u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
        // The caller may have gone away meanwhile.
        let _ = reply.send((text, analysis.ok()));
    }
}
