//! What was wrong, by kind, with the words themselves: what to learn from.
//!
//! In: mistakes as they are found. Out: their kinds and counts.
//! Deliberately absent: the figures, which say how much is right.

use std::fmt;

/// The kinds of mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MistakeKind {
    /// The gold has it, and the analysis does not.
    Missed,
    /// The analysis has it, and the gold does not.
    Spurious,
    /// Found, and another source answers for it.
    WrongSource,
    /// Found, and its source is of another kind.
    WrongKind,
    /// Found, with another status.
    WrongStatus,
    /// What is no claim stands in one.
    Leak,
}

impl MistakeKind {
    /// Every kind, in the order of the documentation.
    pub const ALL: [Self; 6] = [Self::Missed, Self::Spurious, Self::WrongSource, Self::WrongKind, Self::WrongStatus, Self::Leak];

    /// The words used in JSON and in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Spurious => "spurious",
            Self::WrongSource => "wrong source",
            Self::WrongKind => "wrong kind",
            Self::WrongStatus => "wrong status",
            Self::Leak => "leak",
        }
    }
}

impl fmt::Display for MistakeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One mistake. What is wrong in two ways is two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Its kind.
    pub kind: MistakeKind,
    /// The text in which it was made.
    pub id: String,
    /// The words that it is about.
    pub words: String,
    /// What would have been right; empty where nothing would.
    pub want: String,
    /// What was given; empty where nothing was.
    pub got: String,
}

/// How often each kind of mistake was made, those that were not left out.
#[must_use]
pub fn count_mistakes(mistakes: &[Mistake]) -> Vec<(MistakeKind, usize)> {
    let counts = MistakeKind::ALL.into_iter().map(|kind| (kind, mistakes.iter().filter(|mistake| mistake.kind == kind).count()));
    counts.filter(|&(_, count)| count > 0).collect()
}
