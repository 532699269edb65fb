//! Numbers that look random and are the same for the same seed.
//!
//! In: a seed. Out: numbers, choices by weight, and ranks as words and names have them in real copy.
//! Deliberately absent: the system's randomness.

/// SplitMix64 (Steele, Lea, Flood 2014): one addition and three shifts a number, with no state that could go wrong.
pub(crate) struct Dice(u64);

impl Dice {
    /// Dice that always fall alike.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to below 1.
    pub(crate) fn share(&mut self) -> f64 {
        // 53 bits, as many as a double has.
        #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
        let bits = (self.next() >> 11) as f64;
        bits / 9_007_199_254_740_992.0
    }

    /// From 0 to below the limit.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() >> 16).unwrap_or(0) % limit.max(1)
    }

    /// From the first to the last, both included.
    pub(crate) fn between(&mut self, first: usize, last: usize) -> usize {
        first + self.below(last - first + 1)
    }

    /// True in so many of a hundred throws.
    pub(crate) fn percent(&mut self, percent: f64) -> bool {
        self.share() * 100.0 < percent
    }

    /// One of several, by weight.
    pub(crate) fn weighted<T: Copy>(&mut self, choices: &[(T, f64)]) -> T {
        let mut at = self.share() * choices.iter().map(|(_, weight)| weight).sum::<f64>();
        for (choice, weight) in choices {
            at -= weight;
            if at < 0.0 {
                return *choice;
            }
        }
        choices[choices.len() - 1].0
    }

    /// So many bytes.
    pub(crate) fn bytes(&mut self) -> [u8; 10] {
        std::array::from_fn(|_| self.next().to_le_bytes()[0])
    }
}

/// Ranks of which the first is the most frequent, as Zipf found for words: the chance of rank r is near 1 / (r + shift).
pub(crate) struct Ranks {
    /// The chances of all ranks up to each.
    sums: Vec<f64>,
}

impl Ranks {
    /// So many ranks; a greater shift makes the first ones less frequent (Mandelbrot).
    pub(crate) fn new(count: usize, shift: f64) -> Self {
        let mut sum = 0.0;
        let chance = |rank: usize| {
            #[expect(clippy::cast_precision_loss, reason = "there are not that many ranks")]
            let rank = rank as f64;
            sum += 1.0 / (rank + 1.0 + shift);
            sum
        };
        Self { sums: (0..count).map(chance).collect() }
    }

    /// One of the ranks, from 0.
    pub(crate) fn pick(&self, dice: &mut Dice) -> usize {
        let at = dice.share() * self.sums.last().copied().unwrap_or(0.0);
        self.sums.partition_point(|&sum| sum <= at).min(self.sums.len() - 1)
    }
}
