//! Tables of words that a journalist can read and extend: the files of `lexicon/` at the top of the repository.
//!
//! In: embedded text files, an entry a line, `#` for remarks. Out: sets and rows for the stages.
//! Deliberately absent: any rule; what a word means is for the stage that asks.

mod cues;
mod page;
mod stance;
mod verbs;

pub use cues::{CueClass, cue_class};
pub use page::{Abbreviation, PageLine, Place, abbreviation, page};
pub use stance::{DENIED_OBJECT, Effect, Found, Stances, is_denied_matter, stance_forms, stances};
pub use verbs::{base_forms, is_saying_verb};

use std::collections::BTreeSet;

/// The entries of a table: its lines without remarks and empty lines, trimmed at the end.
pub fn entries(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The rows of a table whose columns are parted by tabs.
pub fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    entries(table).map(|line| line.split('\t').map(str::trim).collect())
}

/// The entries of a table as a set.
#[must_use]
pub fn word_set(table: &'static str) -> BTreeSet<&'static str> {
    entries(table).collect()
}

/// Who counts what others have counted: crowds, the dead, votes.
pub const COUNTERS: [&str; 15] = [
    "police",
    "prefecture",
    "organisers",
    "organizers",
    "authorities",
    "officials",
    "observers",
    "monitors",
    "ministry",
    "union",
    "army",
    "government",
    "council",
    "city",
    "agency",
];

/// Whether a word, in any case, names what may come of something: "growth", "delays".
pub fn is_outcome(word: &str) -> bool {
    stances().outcomes.contains(word.to_lowercase().as_str())
}
