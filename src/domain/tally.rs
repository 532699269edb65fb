//! How often something happened, by its size, for people who watch.
//!
//! In: sizes, from any thread. Out: counts up to each bound, and the sum.
//! Deliberately absent: what is counted, and the text that Prometheus reads (`api`).

use std::sync::atomic::{AtomicU64, Ordering};

/// Counts by size.
#[derive(Debug)]
pub struct Tally {
    bounds: &'static [f64],
    /// One for each bound, and one for what lies above them all.
    counts: Vec<AtomicU64>,
    /// In millionths.
    sum: AtomicU64,
}

/// What a [`Tally`] had counted at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Tallied {
    /// Upper bounds, each with the number of sizes up to it.
    pub up_to: Vec<(f64, u64)>,
    /// The number of all.
    pub count: u64,
    /// The sum of all.
    pub sum: f64,
}

impl Tally {
    /// Nothing yet. `bounds` rise.
    #[must_use]
    pub fn new(bounds: &'static [f64]) -> Self {
        Self { bounds, counts: (0..=bounds.len()).map(|_| AtomicU64::new(0)).collect(), sum: AtomicU64::new(0) }
    }

    /// Counts something of this size, which is not negative.
    pub fn add(&self, size: f64) {
        let place = self.bounds.iter().position(|&bound| size <= bound).unwrap_or(self.bounds.len());
        self.counts[place].fetch_add(1, Ordering::Relaxed);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative, and a cast ends at the highest number")]
        let millionths = (size * 1e6) as u64;
        self.sum.fetch_add(millionths, Ordering::Relaxed);
    }

    /// What has been counted.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "numbers to look at: 53 bits are enough")]
    pub fn read(&self) -> Tallied {
        let counts: Vec<u64> = self.counts.iter().map(|count| count.load(Ordering::Relaxed)).collect();
        let mut count = 0;
        let up_to = self.bounds.iter().zip(&counts).map(|(&bound, here)| {
            count += here;
            (bound, count)
        });
        Tallied { up_to: up_to.collect(), count: counts.iter().sum(), sum: self.sum.load(Ordering::Relaxed) as f64 / 1e6 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_counted_up_to_each_bound() {
        let tally = Tally::new(&[1.0, 10.0]);
        for size in [0.5, 1.0, 2.0, 11.0] {
            tally.add(size);
        }
        assert_eq!(tally.read(), Tallied { up_to: vec![(1.0, 2), (10.0, 3)], count: 4, sum: 14.5 });
    }
}
