//! `claimdesk import`: articles from files into the database.
//!
//! In: lines, each the body of a `POST /v1/articles`. Out: articles with their claims; a complaint for each line that is refused,
//! with its place; how many there were of each sort; an exit code.
//! Deliberately absent: anything that the service would not do with the same article.
//!
//! What was taken in before is known again and skipped, so that an import that broke off is simply started again. Lines are
//! worked on in parallel, those of one article in their order.

use super::database::{TypedDatabase, open, wait};
use super::line_reader::{Line, Lines};
use super::output::{complain, say};
use super::progress::bytes_read;
use crate::domain::Submission;
use crate::service::{ITSELF, Service, ServiceError, Taken};
use crate::wire::read_submission;
use clap::Args;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::thread;
use std::time::Duration;

/// Lines that are read ahead for each lane: enough that a long text holds the others up rarely.
const AHEAD: usize = 8;

/// Lanes for each core: while one waits for the disk, another has a text analysed.
const LANES_FOR_EACH: usize = 2;

/// How often, and how long after another, an article is tried again that the database has no time for.
const TRIES: usize = 30;
const PAUSE: Duration = Duration::from_millis(500);

/// What was typed.
#[derive(Debug, Args)]
pub(super) struct Typed {
    /// Files with an article in each line, as JSON in the form that `POST /v1/articles` takes; `-` is standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    #[command(flatten)]
    database: TypedDatabase,
}

/// A line that is to be taken in.
struct Task {
    place: String,
    size: u64,
    sent: Submission,
}

/// A line that was worked on.
struct Done {
    place: String,
    size: u64,
    result: Result<Taken, String>,
}

/// How many lines met which fate.
#[derive(Default)]
struct Counts {
    new: u64,
    revised: u64,
    known: u64,
    refused: u64,
}

/// Imports what was typed.
pub(super) fn import(typed: &Typed) -> ExitCode {
    let (service, cores) = match open(&typed.database) {
        Ok(opened) => opened,
        Err(error) => {
            complain(&format!("claimdesk can't import: {error}"));
            return ExitCode::FAILURE;
        }
    };
    let counts = run(&service, &typed.files, cores * LANES_FOR_EACH);
    let Counts { new, revised, known, refused } = counts;
    say(&format!("{} articles: {new} new, {revised} revised, {known} known before, {refused} refused", new + revised + known + refused));
    if refused == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn run(service: &Service, files: &[PathBuf], lanes: usize) -> Counts {
    let progress = bytes_read(files);
    let mut counts = Counts::default();
    let (tell, told) = channel();
    thread::scope(|scope| {
        let lanes: Vec<_> = (0..lanes.max(1))
            .map(|_| {
                let (hand_out, work) = sync_channel(AHEAD);
                let tell = tell.clone();
                scope.spawn(move || take_in(service, &work, &tell));
                hand_out
            })
            .collect();
        scope.spawn(move || {
            for line in Lines::of(files) {
                match read(line) {
                    // Nobody takes it only where its thread panicked, which has said so.
                    Ok(task) => drop(lanes[lane(&task.sent, lanes.len())].send(task)),
                    Err(done) => drop(tell.send(done)),
                }
            }
        });
        for done in told {
            progress.inc(done.size);
            match done.result {
                Ok(Taken::New) => counts.new += 1,
                Ok(Taken::Revised) => counts.revised += 1,
                Ok(Taken::Known) => counts.known += 1,
                Err(detail) => {
                    counts.refused += 1;
                    progress.suspend(|| complain(&format!("claimdesk: {}: {detail}", done.place)));
                }
            }
        }
    });
    progress.finish_and_clear();
    counts
}

fn read(line: Line) -> Result<Task, Done> {
    let Line { place, size, content } = line;
    match content.and_then(|bytes| read_submission(&bytes).map_err(|error| error.to_string())) {
        Ok(sent) => Ok(Task { place, size, sent }),
        Err(detail) => Err(Done { place, size, result: Err(detail) }),
    }
}

/// The lane of an article, always the same one.
fn lane(sent: &Submission, lanes: usize) -> usize {
    let mut hasher = DefaultHasher::new();
    (&sent.outlet, &sent.external_id).hash(&mut hasher);
    usize::try_from(hasher.finish() % lanes as u64).unwrap_or(0)
}

fn take_in(service: &Service, work: &Receiver<Task>, tell: &Sender<Done>) {
    for Task { place, size, sent } in work {
        let result = wait(take_in_one(service, sent)).and_then(|result| result);
        // Nobody listens only where the main thread is gone.
        if tell.send(Done { place, size, result }).is_err() {
            return;
        }
    }
}

async fn take_in_one(service: &Service, sent: Submission) -> Result<Taken, String> {
    for _ in 1..TRIES {
        match service.import_article(sent.clone(), ITSELF).await {
            Err(ServiceError::Busy | ServiceError::Unavailable(_)) => tokio::time::sleep(PAUSE).await,
            done => return done.map_err(|error| error.to_string()),
        }
    }
    service.import_article(sent, ITSELF).await.map_err(|error| error.to_string())
}
