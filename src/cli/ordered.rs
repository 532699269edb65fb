//! Work spread over threads, with its results in the order of its making.
//!
//! In: tasks, one worker for each thread. Out: results, in order.
//! Deliberately absent: what the work is. Memory is bounded: only so many tasks are ever under way.

use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Runs every task on one of the workers and hands the results to `take`, in the order of the tasks, until it says no.
///
/// At most `window` tasks are read ahead of the result that `take` waits for. A task whose worker panics has no result.
pub(super) fn run_in_order<Task: Send, Done: Send, Error>(
    tasks: impl Iterator<Item = Task> + Send,
    workers: Vec<impl FnMut(Task) -> Done + Send>,
    window: usize,
    mut take: impl FnMut(Option<Done>) -> Result<(), Error>,
) -> Result<(), Error> {
    let (hand_out, work) = sync_channel::<(Task, _)>(window);
    let (queue, results) = sync_channel::<Receiver<Done>>(window);
    let work = Mutex::new(work);
    thread::scope(|scope| {
        scope.spawn(move || {
            for task in tasks {
                let (reply, result) = sync_channel(1);
                // Either fails when nobody wants results any more.
                if queue.send(result).is_err() || hand_out.send((task, reply)).is_err() {
                    return;
                }
            }
        });
        for mut worker in workers {
            let work = &work;
            scope.spawn(move || {
                loop {
                    // The lock is held while waiting: one thread waits for a task, the others for the lock.
                    let task = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((task, reply)) = task else { return };
                    let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| worker(task)));
                    if let Ok(done) = done {
                        // Nobody may want it any more.
                        let _ = reply.send(done);
                    }
                }
            });
        }
        // Leaving the loop early drops `results`, which ends the reading of tasks, which ends the workers.
        results.into_iter().try_for_each(|result| take(result.recv().ok()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    fn workers(count: usize) -> Vec<impl FnMut(u64) -> u64 + Send> {
        (0..count)
            .map(|_| {
                |task: u64| {
                    // Every third one is slow, so that its neighbours overtake it.
                    thread::sleep(Duration::from_millis(if task.is_multiple_of(3) { 3 } else { 0 }));
                    assert_ne!(task, 13, "the unlucky one");
                    task * 10
                }
            })
            .collect()
    }

    #[test]
    fn results_come_in_the_order_of_the_tasks_and_none_is_lost() {
        let mut taken = Vec::new();
        let all: Result<(), ()> = run_in_order(0..40, workers(4), 8, |result| {
            taken.push(result);
            Ok(())
        });
        assert!(all.is_ok());
        let expected: Vec<_> = (0..40).map(|task| (task != 13).then_some(task * 10)).collect();
        assert_eq!(taken, expected);
    }

    #[test]
    fn tasks_are_not_read_far_ahead_and_no_more_are_read_when_nobody_wants_results() {
        let read = AtomicUsize::new(0);
        let tasks = (0..1000).inspect(|_| {
            read.fetch_add(1, Ordering::Relaxed);
        });
        let mut left = 5;
        let stopped = run_in_order(tasks, workers(2), 4, |_| {
            left -= 1;
            if left == 0 { Err("enough") } else { Ok(()) }
        });
        assert_eq!(stopped, Err("enough"));
        // Taken, in the queue, handed out, being worked on, and one that was just read.
        assert!(read.load(Ordering::Relaxed) <= 5 + 4 + 4 + 2 + 1);
    }
}
