//! What a store has to do and has done, in numbers.
//!
//! In: nothing. Out: [`StoreWork`].
//! Deliberately absent: counting, which each backend does where it happens.

use crate::domain::Tallied;

/// What a store has to do and has done.
#[derive(Debug, Clone, PartialEq)]
pub struct StoreWork {
    /// The number of its schema.
    pub schema: u32,
    /// Writes that wait.
    pub waiting_writes: u64,
    /// Reads that wait.
    pub waiting_reads: u64,
    /// Writes that shared a commit, by their number.
    pub commit_sizes: Tallied,
    /// Time from the beginning of a commit's transaction until it was on disk, in seconds.
    pub commit_seconds: Tallied,
}
