//! Where and when a report was filed: "WASHINGTON (AP) —", "ATHENS, Nov 8 (Reuters) - ", "RABAT: ".
//!
//! In: a line of the story. Out: the length of its dateline or kicker.
//! Deliberately absent: the place as a fact; the later stages never see it.

use crate::domain::FurnitureKind;
use crate::engine::lexicon::page;

/// No dateline is longer, in bytes: "PORT MORESBY, Papua New Guinea, November 12, 2024 (Agence France-Presse) —".
const LONGEST: usize = 110;

/// The dateline or kicker that a line begins with, and its length with the separating mark.
/// `first` says whether this is the first line of the story; `speakers` whether the text is a transcript, where "SMITH:" is who speaks.
pub(super) fn find(line: &str, first: bool, speakers: bool) -> Option<(FurnitureKind, usize)> {
    let mut limit = LONGEST.min(line.len());
    while !line.is_char_boundary(limit) {
        limit -= 1;
    }
    for (at, c) in line[..limit].char_indices() {
        let prefix = &line[..at];
        let after = &line[at + c.len_utf8()..];
        match c {
            '–' | '—' | '―' | '-' => {
                let spaced = prefix.ends_with(' ') || prefix.ends_with(')') || prefix.ends_with('.');
                let run = after.len() - after.trim_start_matches(['-', '–', '—', '―']).len();
                let rest = &after[run..];
                if prefix.ends_with(['-', '–', '—', '―'])
                    || c == '-' && !(spaced && (rest.starts_with(' ') || run > 0))
                    || rest.trim_start().starts_with(char::is_lowercase)
                {
                    continue;
                }
                let place = place_of(prefix);
                let plain = place == Place::Named && first && spaced && c != '-' && rest.starts_with(' ') && !has_second_dash(rest);
                if place == Place::Sure || plain {
                    return Some((FurnitureKind::Dateline, at + c.len_utf8() + run));
                }
                if page().kickers.contains(prefix.trim()) {
                    return Some((FurnitureKind::Heading, at + c.len_utf8() + run));
                }
            }
            ':' if after.starts_with(' ') => {
                if page().kickers.contains(prefix.trim()) {
                    return Some((FurnitureKind::Heading, at + 1));
                }
                return (!speakers && first && place_of(prefix) == Place::Sure).then_some((FurnitureKind::Dateline, at + 1));
            }
            // "Washington (CNN)Donald Trump", "PARIS (AFP) Police"
            ')' => {
                let with = &line[..=at];
                let dash = after.trim_start().starts_with(['-', '–', '—', '―', ':']);
                if !dash && with.rfind('(').is_some_and(|open| is_agency(&with[open + 1..at])) && place_of(with) == Place::Sure {
                    return Some((FurnitureKind::Dateline, at + 1));
                }
            }
            // "MOSCOW, March 17. /TASS/."
            '/' if at > 3 => {
                if let Some(end) = after.find('/').filter(|&end| end < 20 && is_agency(&after[..end])) {
                    let place = prefix.trim_end().trim_end_matches('.');
                    if place_of(place) == Place::Sure {
                        let len = at + 1 + end + 1;
                        return Some((FurnitureKind::Dateline, if line[len..].starts_with('.') { len + 1 } else { len }));
                    }
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether a line begins as a transcript's do: "BLITZER: Thank you."
pub(super) fn speaker(line: &str) -> bool {
    line.split_once(": ").is_some_and(|(name, _)| name.len() < 40 && is_capitals(name))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In capitals, or with an agency behind it.
    Sure,
    /// Words with capitals, which could be anything.
    Named,
    /// None.
    No,
}

fn place_of(prefix: &str) -> Place {
    let mut rest = prefix.trim();
    let mut agency = false;
    if let Some(open) = rest.rfind('(').filter(|_| rest.ends_with(')')) {
        let inside = &rest[open + 1..rest.len() - 1];
        let named = inside.split_whitespace().count() <= 4 && inside.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
        if !is_agency(inside) && !named && !is_date(inside) {
            return Place::No;
        }
        agency = is_agency(inside);
        rest = rest[..open].trim();
        if rest.is_empty() {
            return if agency { Place::Sure } else { Place::No };
        }
    }
    if rest.contains(['“', '"', '”', '?', '!', ';', '(', ')', ':']) || page().kickers.contains(rest) {
        return Place::No;
    }
    let mut parts = rest.split([',', '/']).map(str::trim);
    let first = parts.next().unwrap_or("");
    if first.is_empty() || first.split_whitespace().count() > 5 {
        return Place::No;
    }
    for part in parts {
        let few = part.split_whitespace().count() <= 4;
        let named = part.split_whitespace().all(|word| word.starts_with(char::is_uppercase) || matches!(word, "of" | "and" | "the" | "de"));
        if !(few && named && !part.is_empty() || is_date(part)) {
            return Place::No;
        }
    }
    if is_capitals(first) || agency && (is_date(first) || is_names(first)) {
        Place::Sure
    } else if is_names(first) && !page().starters.contains(first.to_lowercase().as_str()) {
        Place::Named
    } else {
        Place::No
    }
}

/// At least two letters, all capitals, with at most small words of place names between.
fn is_capitals(words: &str) -> bool {
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 2
        && letters * 2 > words.chars().count()
        && words
            .split_whitespace()
            .all(|word| !word.contains(char::is_lowercase) || matches!(word, "de" | "la" | "of" | "le" | "the" | "sur" | "al" | "el"))
        && words.starts_with(|c: char| c.is_alphabetic())
        && words.contains(char::is_uppercase)
}

fn is_names(words: &str) -> bool {
    words.split_whitespace().count() <= 4
        && words.split_whitespace().all(|word| word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase))
}

/// A month or a weekday, with numbers.
fn is_date(words: &str) -> bool {
    const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    const DAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let mut some = false;
    words.split_whitespace().all(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let named = MONTHS.iter().chain(DAYS).any(|start| bare.starts_with(start)) && bare.chars().all(char::is_alphabetic);
        let number = !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit());
        some = some || named || number;
        named || number
    }) && some
}

/// A known agency, or words of which one names it: "Reuters Life!", "The Straits Times/ANN".
fn is_agency(words: &str) -> bool {
    let lower = words.to_lowercase();
    page().agencies.contains(lower.trim()) || lower.split([' ', '/', ',']).any(|word| word.len() > 1 && page().agencies.contains(word))
}

/// Whether the sentence has a pair of dashes, which then enclose an aside: "Brandt — the club's doctor — knew".
fn has_second_dash(rest: &str) -> bool {
    rest.split(['.', '?', '!']).next().is_some_and(|sentence| {
        sentence.contains([' ', '\u{2009}']) && (sentence.contains(" — ") || sentence.contains(" – ") || sentence.contains(" -- "))
    })
}
