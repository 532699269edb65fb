//! When do two names mean the same source?
//!
//! In: the gold's name, the engine's, and the kind of source. Out: yes or no.
//! Deliberately absent: the registry, which would grade its own work.

use super::words::{find_words, ratio};
use crate::domain::SourceKind;
use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

static COUNTRIES: &str = include_str!("countries.txt");
static ACRONYMS: &str = include_str!("acronyms.tsv");

/// Words that tell no name from another: small words, titles of address and rank.
const EMPTY: &[&str] = &[
    "a",
    "affairs",
    "an",
    "and",
    "at",
    "by",
    "capt",
    "captain",
    "col",
    "dame",
    "dr",
    "for",
    "gen",
    "general",
    "gov",
    "governor",
    "her",
    "his",
    "in",
    "its",
    "judge",
    "justice",
    "lady",
    "lord",
    "lt",
    "many",
    "mr",
    "mrs",
    "ms",
    "of",
    "on",
    "president",
    "prof",
    "professor",
    "rep",
    "sen",
    "senator",
    "several",
    "sir",
    "some",
    "the",
    "their",
    "to",
];

/// Names that are two words and one country.
const DOUBLE: &[&str] = &[
    "new delhi",
    "north korean",
    "north korea",
    "south korean",
    "south korea",
    "saudi arabia",
    "south african",
    "south africa",
    "new zealand",
    "sri lankan",
    "sri lanka",
    "united states",
    "united kingdom",
    "abu dhabi",
    "addis ababa",
    "buenos aires",
    "kuala lumpur",
];

/// What the press is called where it has no name.
const PRESS: &[&str] = &["media", "report", "press", "newspaper", "outlet", "local", "news", "unidentified"];

const UNITED_STATES: &str = "country:united-states";

/// Whether two names mean the same source of this kind.
///
/// Named bodies, documents and outlets: the same telling words but for one in four, or for one word more, and no other country
/// (the United States may be left unsaid). Persons: the same last name, and no other first name. Unnamed people: half of the
/// shorter description. The newsroom and the unnamed press: as such. A name of more than ten words is no name.
pub(super) fn is_same_source(gold: &str, found: &str, kind: SourceKind) -> bool {
    let (mut g, mut f) = (telling_words(gold), telling_words(found));
    if g.is_empty() || f.is_empty() {
        return false;
    }
    if kind == SourceKind::Newsroom {
        return f.len() == 1 && f.contains("newsroom");
    }
    if g == f {
        return true;
    }
    if find_words(found).len() > 10 {
        return false;
    }
    if g.intersection(&f).next().is_some() && g.contains(UNITED_STATES) != f.contains(UNITED_STATES) {
        g.remove(UNITED_STATES);
        f.remove(UNITED_STATES);
    }
    let countries = |words: &BTreeSet<String>| words.iter().filter(|word| word.starts_with("country:")).cloned().collect::<Vec<_>>();
    if countries(&g) != countries(&f) {
        return false;
    }
    let is_press = |words: &BTreeSet<String>| words.iter().all(|word| PRESS.contains(&word.as_str()));
    let shared = g.intersection(&f).count();
    match kind {
        SourceKind::Person => is_same_person(gold, found),
        SourceKind::Media if is_press(&g) => is_press(&f),
        SourceKind::Anonymous | SourceKind::Group => 2 * shared >= g.len().min(f.len()) && f.len() <= 8,
        _ => {
            let one_more = g.len().abs_diff(f.len()) == 1 && (g.is_subset(&f) || f.is_subset(&g));
            ratio(shared, g.len().max(f.len())) >= 0.75 || (shared >= 2 && one_more)
        }
    }
}

/// "Putin" and "Vladimir Putin", but not "Mikhail Putin".
fn is_same_person(gold: &str, found: &str) -> bool {
    let parts = |name: &str| {
        let folded = fold(name);
        let words = find_words(&folded).into_iter().map(|word| word.of(&folded).to_owned());
        words.filter(|word| !EMPTY.contains(&word.as_str())).collect::<Vec<_>>()
    };
    let (g, f) = (parts(gold), parts(found));
    let (Some(last), Some(found_last)) = (g.last(), f.last()) else { return false };
    f.len() <= 4 && last == found_last && (g.len() == 1 || f.len() == 1 || g[0].chars().next() == f[0].chars().next())
}

/// The words of a name that tell it from others: possessives and plurals off, countries and acronyms in one form.
fn telling_words(name: &str) -> BTreeSet<String> {
    let mut text = fold(name).replace('’', "'").replace("'s ", " ").replace("s' ", "s ");
    if let Some(stem) = text.strip_suffix("'s") {
        text.truncate(stem.len());
    }
    for double in DOUBLE {
        text = text.replace(double, &double.replace(' ', "-"));
    }
    let table = table();
    let mut telling = BTreeSet::new();
    for word in find_words(&text) {
        let word = word.of(&text);
        for part in table.acronyms.get(word).copied().unwrap_or(word).split_whitespace() {
            if let Some(country) = table.countries.get(part) {
                telling.insert(format!("country:{country}"));
            } else if !EMPTY.contains(&part) {
                telling.insert(singular(part));
            }
        }
    }
    telling
}

fn singular(word: &str) -> String {
    let is_plural = word.chars().count() > 3 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    let word = if is_plural { &word[..word.len() - 1] } else { word };
    // Whoever speaks for a body is its office.
    if matches!(word, "spokesman" | "spokeswoman") { "office".to_owned() } else { word.to_owned() }
}

/// Lower case, with the letters that only differ by their place in a word as one.
fn fold(text: &str) -> String {
    text.to_lowercase().replace('ß', "ss").replace('ς', "σ")
}

/// The words that mean the same.
struct Table {
    countries: HashMap<&'static str, &'static str>,
    acronyms: HashMap<&'static str, &'static str>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let lines = |text: &'static str| text.lines().filter(|line| !line.starts_with('#'));
        let country = |line: &'static str| line.split_whitespace().map(move |word| (word, line.split_whitespace().next().unwrap_or(word)));
        Table {
            countries: lines(COUNTRIES).flat_map(country).collect(),
            acronyms: lines(ACRONYMS).filter_map(|line| line.split_once('\t')).collect(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_source_are_the_same_and_others_are_not() {
        use SourceKind::{Anonymous, Group, Media, Newsroom, Official, Person};
        for (gold, found, kind, same) in [
            ("Government of China", "Chinese government", Official, true),
            ("Chinese Foreign Ministry", "Foreign Ministry of China", Official, true),
            ("Chinese Foreign Ministry", "Russian Foreign Ministry", Official, false),
            ("US State Department", "State Department", Official, true),
            ("Kremlin", "Kremlin spokesman", Official, false),
            ("Chinese Foreign Ministry", "Foreign Ministry", Official, false),
            ("UN", "United Nations", Official, true),
            ("Donald Trump", "Trump", Person, true),
            ("Donald Trump", "Ivanka Trump", Person, false),
            ("Senator Marco Rubio", "M. Rubio", Person, true),
            ("media reports", "local media", Media, true),
            ("media reports", "Izvestia", Media, false),
            ("people familiar with the matter", "people close to the matter", Anonymous, true),
            ("residents of the town", "residents", Group, true),
            ("newsroom", "newsroom", Newsroom, true),
            ("Kremlin", "", Official, false),
            ("the body that has a name of very many words and is no name at all", "the body that has a name of very many words", Official, false),
        ] {
            assert_eq!(is_same_source(gold, found, kind), same, "{gold} / {found}");
        }
    }
}
