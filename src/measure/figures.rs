//! Precision, recall and F, and how they are rounded.
//!
//! In: counts. Out: figures with four decimals.
//! Deliberately absent: what was counted.

use super::words::ratio;
use crate::domain::Status;
use std::collections::BTreeMap;

/// Precision, recall and their harmonic mean (van Rijsbergen 1979), 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Score {
    /// Of what was given, the share that is right.
    pub precision: f64,
    /// Of what is right, the share that was given.
    pub recall: f64,
    /// The harmonic mean of both.
    pub f: f64,
}

/// Right ones, given ones, gold ones.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) right: usize,
    pub(super) given: usize,
    pub(super) gold: usize,
}

impl Counts {
    pub(super) fn score(self) -> Score {
        let (precision, recall) = (ratio(self.right, self.given), ratio(self.right, self.gold));
        let f = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
        Score { precision: rounded(precision), recall: rounded(recall), f: rounded(f) }
    }
}

/// With four decimals, rounded from the exact value.
pub(super) fn rounded(value: f64) -> f64 {
    format!("{value:.4}").parse().unwrap_or(value)
}

/// A share with four decimals.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    rounded(ratio(part, whole))
}

/// The F of each status that the gold has, and their mean.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StatusScores {
    /// In the order of the documentation.
    pub f: Vec<(Status, f64)>,
    /// Each status counts as much, however rare it is.
    pub macro_f: f64,
}

impl StatusScores {
    pub(super) fn of(counts: &BTreeMap<Status, Counts>) -> Self {
        let f: Vec<_> = counts.iter().filter(|(_, counts)| counts.gold > 0).map(|(&status, counts)| (status, counts.score().f)).collect();
        // Ten-thousandths are whole numbers, whose sum is exact.
        let sum: f64 = f.iter().map(|(_, f)| (f * 10_000.0).round()).sum();
        let macro_f = if f.is_empty() { 0.0 } else { rounded(sum / 10_000.0 / ratio(f.len(), 1)) };
        Self { f, macro_f }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_rounded_from_their_exact_value() {
        // 0.58125 as a float lies a little below or above; the nearest of four decimals is taken, not the half rounded up.
        assert_eq!(rounded(0.581_25), format!("{:.4}", 0.581_25).parse::<f64>().unwrap());
        assert_eq!(Counts { right: 2, given: 3, gold: 3 }.score(), Score { precision: 0.6667, recall: 0.6667, f: 0.6667 });
        assert_eq!(Counts::default().score(), Score::default());
    }
}
