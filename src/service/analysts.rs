//! The threads that analyse.
//!
//! In: texts, through a bounded queue. Out: their analyses.
//! Deliberately absent: how a text is analysed (`engine`).
//!
//! An analysis takes a tenth of a second to a minute of one core, so it has threads of its own, one for each core: the
//! threads that answer requests are never held up, and when more comes than can be done, the queue is full and says so.

use super::ServiceError;
use crate::domain::{Analysis, Tallied, Tally, Versions};
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

    /// What its analyses are made with; none where it does not say.
    fn versions(&self) -> Option<Versions> {
        None
    }
}

impl Analyse for Engine {
    fn analyse(&self, text: &str, context: &Context) -> Analysis {
        Self::analyse(self, text, context)
    }

    fn for_another_thread(&self) -> Box<dyn Analyse> {
        Box::new(Self::for_another_thread(self))
    }

    fn versions(&self) -> Option<Versions> {
        // Every analysis says so, that of nothing too.
        Some(Self::analyse(self, "", &Context::default()).versions)
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
    versions: Option<Versions>,
}

/// What the threads have to do and have done.
struct Work {
    waiting: AtomicU64,
    seconds: Tally,
}

/// Upper bounds of an analysis' time in seconds: a usual article takes a fifth of one, a megabyte nearly a minute.
const SECONDS: &[f64] = &[0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0];

/// What the threads have to do and have done, for people who watch.
#[derive(Debug, Clone, PartialEq)]
pub struct AnalysisWork {
    /// Texts that wait.
    pub waiting: u64,
    /// Seconds that each analysis took, on one thread.
    pub seconds: Tallied,
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
        let work = Arc::new(Work { waiting: AtomicU64::new(0), seconds: Tally::new(SECONDS) });
        for number in 0..threads {
            let (analyst, tasks, work) = (analyst.for_another_thread(), Arc::clone(&tasks), Arc::clone(&work));
            std::thread::Builder::new().name(format!("claimdesk-analyst-{number}")).spawn(move || run(analyst.as_ref(), &tasks, &work))?;
        }
        Ok(Self { queue, registry: RwLock::new(None), work, versions: analyst.versions() })
    }

    /// From now on, texts are analysed with these sources.
    pub(super) fn use_registry(&self, registry: Arc<Registry>) {
        *self.registry.write().unwrap_or_else(PoisonError::into_inner) = Some(registry);
    }

    /// What their analyses are made with, as the service started: what newsrooms taught counts beside it.
    pub(super) fn versions(&self) -> Option<&Versions> {
        self.versions.as_ref()
    }

    /// What the threads have to do and have done.
    #[must_use]
    pub fn work(&self) -> AnalysisWork {
        AnalysisWork { waiting: self.work.waiting.load(Ordering::Relaxed), seconds: self.work.seconds.read() }
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
        work.seconds.add(start.elapsed().as_secs_f64());
        // The caller may have gone away meanwhile.
        let _ = reply.send((text, analysis.ok()));
    }
}
