//! The words of a page: what is furniture, and what ends a sentence.
//!
//! In: the tables for the `text` stage. Out: [`page`], read once.
//! Deliberately absent: where on the page they count (`text::furniture`, `text::sentences`).

use super::{entries, rows, word_set};
use crate::domain::FurnitureKind;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Where in a line the words of a [`PageLine`] must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// At its start.
    Starts,
    /// At its end.
    Ends,
    /// They are all of it.
    Whole,
    /// Anywhere.
    Holds,
}

/// Words that make a whole line furniture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLine {
    /// What sort of furniture it is.
    pub kind: FurnitureKind,
    /// Where the words must stand.
    pub place: Place,
    /// The words in lower case; where "..." stood between two parts, both.
    pub words: Vec<&'static str>,
}

/// What an abbreviation does to the end of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Abbreviation {
    /// A name follows: "Sen. Whitmer".
    Title,
    /// A number follows: "Jan. 6".
    Number,
    /// The sentence always goes on: "e.g. tyres".
    Inner,
    /// The sentence may end here: "Inc."
    End,
}

/// All tables of the `text` stage.
#[derive(Debug)]
pub struct Page {
    /// Whole lines.
    pub lines: Vec<PageLine>,
    /// Phrases that open a list of links inside a paragraph, as written.
    pub inline_trailers: Vec<&'static str>,
    /// News agencies, lower case.
    pub agencies: BTreeSet<&'static str>,
    /// Words of a writer's line, lower case.
    pub byline_roles: BTreeSet<&'static str>,
    /// Words in capitals that are no dateline.
    pub kickers: BTreeSet<&'static str>,
    /// Words that open sentences, lower case.
    pub starters: BTreeSet<&'static str>,
    /// Verbs that follow a quotation, lower case.
    pub quotation_verbs: BTreeSet<&'static str>,
    /// Words that begin with an apostrophe, without it, lower case.
    pub elisions: BTreeSet<&'static str>,
    /// How a greeting begins, lower case.
    pub greetings: Vec<&'static str>,
    abbreviations: BTreeMap<&'static str, Abbreviation>,
}

/// The tables, read at the first call.
#[must_use]
pub fn page() -> &'static Page {
    static PAGE: LazyLock<Page> = LazyLock::new(|| Page {
        lines: rows(include_str!("../../../lexicon/page-lines.tsv")).filter_map(|row| page_line(&row)).collect(),
        inline_trailers: entries(include_str!("../../../lexicon/inline-trailers.txt")).collect(),
        agencies: word_set(include_str!("../../../lexicon/agencies.txt")),
        byline_roles: word_set(include_str!("../../../lexicon/byline-roles.txt")),
        kickers: word_set(include_str!("../../../lexicon/kickers.txt")),
        starters: word_set(include_str!("../../../lexicon/sentence-starters.txt")),
        quotation_verbs: word_set(include_str!("../../../lexicon/quotation-verbs.txt")),
        elisions: word_set(include_str!("../../../lexicon/elisions.txt")),
        greetings: entries(include_str!("../../../lexicon/greetings.txt")).collect(),
        abbreviations: rows(include_str!("../../../lexicon/abbreviations.tsv")).filter_map(|row| abbreviation_row(&row)).collect(),
    });
    &PAGE
}

/// What this word, without its full stop, does to the end of a sentence; none where it is no abbreviation.
#[must_use]
pub fn abbreviation(word: &str) -> Option<Abbreviation> {
    page().abbreviations.get(word).copied()
}

fn page_line(row: &[&'static str]) -> Option<PageLine> {
    let [kind, place, words] = row else { return None };
    let kind = match *kind {
        "photo-credit" => FurnitureKind::PhotoCredit,
        "trailer" => FurnitureKind::Trailer,
        "subscription" => FurnitureKind::Subscription,
        "sign-off" => FurnitureKind::SignOff,
        "byline" => FurnitureKind::Byline,
        _ => return None,
    };
    let place = match *place {
        "starts" => Place::Starts,
        "ends" => Place::Ends,
        "whole" => Place::Whole,
        "holds" => Place::Holds,
        _ => return None,
    };
    Some(PageLine { kind, place, words: words.split(" ... ").collect() })
}

fn abbreviation_row(row: &[&'static str]) -> Option<(&'static str, Abbreviation)> {
    let [kind, word] = row else { return None };
    let kind = match *kind {
        "title" => Abbreviation::Title,
        "number" => Abbreviation::Number,
        "inner" => Abbreviation::Inner,
        "end" => Abbreviation::End,
        _ => return None,
    };
    Some((*word, kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_tables_is_understood() {
        assert_eq!(page().lines.len(), rows(include_str!("../../../lexicon/page-lines.tsv")).count());
        for row in rows(include_str!("../../../lexicon/abbreviations.tsv")) {
            assert!(abbreviation_row(&row).is_some(), "{row:?}");
        }
    }
}
