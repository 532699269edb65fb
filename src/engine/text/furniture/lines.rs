//! Lines that are furniture by their own words: credits, bylines, sign-offs, trailers, subscription lines.
//!
//! In: the lines. Out: a kind for each that is furniture.
//! Deliberately absent: headings, which need their neighbours (`headings`).

use super::Line;
use crate::domain::{FurnitureKind, Span};
use crate::engine::lexicon::{PageLine, Place, page};
use crate::engine::text::sentences::find_sentences;

/// A byline stands among the first lines of a page.
const TOP: usize = 8;
/// No line of the tables is longer, in words; a longer one is a paragraph that begins alike.
const LONGEST: usize = 45;

pub(super) fn classify(lines: &[Line<'_>]) -> Vec<Option<FurnitureKind>> {
    let mut kinds: Vec<Option<FurnitureKind>> = lines.iter().map(|line| kind_of(line)).collect();
    let first_paragraph = lines.iter().position(|line| line.count >= 12 && line.ends_like_a_sentence()).unwrap_or(lines.len());
    for at in 0..lines.len() {
        if kinds[at].is_some() {
            continue;
        }
        let line = &lines[at];
        let top = at < TOP && at <= first_paragraph;
        let bottom = at + 5 > lines.len();
        if is_by_line(line.words, line.count) && (top || bottom) || top && is_date_line(line.words, line.count) {
            kinds[at] = Some(FurnitureKind::Byline);
        } else if top && at > 0 && is_role_line(line) {
            kinds[at] = Some(FurnitureKind::Byline);
            // With a headline above the name; without one the first line may be either, and is a heading if anything.
            if kinds[at - 1].is_none() && is_name_line(&lines[at - 1]) {
                kinds[at - 1] = Some(FurnitureKind::Byline);
            }
        } else if is_agency_line(line.words) {
            kinds[at] = Some(if at < first_paragraph { FurnitureKind::Byline } else { FurnitureKind::SignOff });
        } else if bottom && at > 0 && is_writers_initials(line.words) {
            kinds[at] = Some(FurnitureKind::SignOff);
        }
    }
    // A rule of dashes goes with what it parts off.
    for at in 0..lines.len() {
        if kinds[at].is_none() && !lines[at].words.contains(char::is_alphanumeric) {
            let next = kinds.get(at + 1).copied();
            kinds[at] = Some(match next {
                Some(Some(kind)) => kind,
                Some(None) => FurnitureKind::Heading,
                None => FurnitureKind::SignOff,
            });
        }
    }
    kinds
}

fn kind_of(line: &Line<'_>) -> Option<FurnitureKind> {
    if line.count > LONGEST {
        return None;
    }
    let sentence = line.ends_like_a_sentence();
    table_kind(line.words).filter(|kind| match kind {
        FurnitureKind::Byline => !sentence && line.count <= 14,
        FurnitureKind::Trailer => !(sentence && line.count > 12),
        // "The rest is known. Kim Dole contributed to this report.": only its last sentence is (see `Text::read`).
        FurnitureKind::SignOff => {
            find_sentences(line.words, Span::new(0, line.words.len())).len() == 1 || line.words.starts_with('(') || !line.words.contains("contribut")
        }
        _ => true,
    })
}

/// The kind that the table of page lines gives to these words.
pub(in crate::engine::text) fn table_kind(words: &str) -> Option<FurnitureKind> {
    let lower = words.to_lowercase();
    let plain = lower.trim_start_matches(['*', '•', '-', '–', '—', '>', '|', '▶', '►', ' ']).trim_end();
    let inner = plain.trim_end_matches(['.', ':', '…', '!', '»', '›', '>', ' ']);
    page().lines.iter().find(|line| matches(line, plain, inner)).map(|line| line.kind)
}

fn matches(line: &PageLine, plain: &str, inner: &str) -> bool {
    let first = line.words.first().copied().unwrap_or("");
    match line.place {
        Place::Starts => {
            starts_with_words(plain, first)
                && line.words.get(1).is_none_or(|second| {
                    plain.get(first.len()..).is_some_and(|rest| rest.match_indices(second).any(|(at, _)| is_word(rest, at, second.len())))
                })
        }
        Place::Ends => inner.ends_with(first),
        Place::Whole => inner == first,
        Place::Holds => plain.contains(first),
    }
}

fn starts_with_words(plain: &str, words: &str) -> bool {
    plain.strip_prefix(words).is_some_and(|rest| {
        let last = words.chars().next_back();
        !last.is_some_and(char::is_alphabetic) || !rest.starts_with(|c: char| c.is_alphanumeric() || c == '’' || c == '\'')
    })
}

fn is_word(text: &str, at: usize, len: usize) -> bool {
    !text[..at].ends_with(char::is_alphanumeric) && !text[at + len..].starts_with(char::is_alphanumeric)
}

/// Small words that stand inside names and bylines.
const INSIDE_NAMES: &[&str] = &[
    "and", "in", "of", "for", "the", "at", "with", "on", "de", "da", "do", "dos", "du", "del", "della", "der", "di", "la", "le", "van", "von", "ter",
    "ten", "bin", "binti", "al", "el", "y", "e", "&", "|", "-", "–", "—", "·",
];

/// "By Amara Nwosu and Ian Petrie"; not "By Friday the water had fallen".
fn is_by_line(words: &str, count: usize) -> bool {
    const OPENINGS: &[&str] = &["By ", "BY ", "by ", "Story by ", "Written by ", "Words by ", "Report by ", "Analysis by ", "From "];
    if !(2..=18).contains(&count) || words.ends_with(['.', '?', '!', ':']) && !words.ends_with("Jr.") && !words.ends_with("Sr.") {
        return false;
    }
    let Some(opening) = OPENINGS.iter().find(|opening| words.starts_with(**opening)) else { return false };
    let names = &words[opening.len()..];
    let first = names.split_whitespace().next().unwrap_or("");
    if *opening == "From " && !names.contains(" in ") {
        return false;
    }
    let calendar = is_calendar_word(first.trim_matches(|c: char| !c.is_alphanumeric()));
    let named = names.split_whitespace().all(|word| {
        word.starts_with(char::is_uppercase) || INSIDE_NAMES.contains(&word) || is_role_word(word) || word.starts_with('@') || word.starts_with('(')
    });
    named && !calendar && first.starts_with(char::is_uppercase) && count >= 3
        || named && !calendar && count == 2 && page().agencies.contains(names.to_lowercase().as_str())
}

fn is_role_word(word: &str) -> bool {
    page().byline_roles.contains(word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().as_str())
}

/// "Health reporter, BBC News NI": short, with a word of the trade, every other word a name or a small word.
fn is_role_line(line: &Line<'_>) -> bool {
    if line.count > 10 || line.ends_like_a_sentence() || line.words.contains(['“', '”', '"', '?']) {
        return false;
    }
    let mut trade = false;
    for (at, word) in line.words.split_whitespace().enumerate() {
        let role = is_role_word(word);
        trade = trade || role;
        if !(role || at == 0 || word.starts_with(char::is_uppercase) || INSIDE_NAMES.contains(&word)) {
            return false;
        }
    }
    trade && (line.words.contains(',') || line.count <= 6)
}

/// "Siobhan Marr": two to four words, each with a capital, or small words of names between.
fn is_name_line(line: &Line<'_>) -> bool {
    (2..=6).contains(&line.count)
        && !line.words.contains([':', '?', '!', '.', '"', '“', '\''])
        && line.words.split_whitespace().all(|word| word.starts_with(char::is_uppercase) || INSIDE_NAMES.contains(&word))
}

/// "AFP, REUTERS", "(Reuters)", "— Agence France-Presse".
fn is_agency_line(words: &str) -> bool {
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    !bare.is_empty() && bare.len() < 80 && is_agency_list(bare)
}

/// Names of agencies with commas, slashes or "and" between.
pub(super) fn is_agency_list(words: &str) -> bool {
    let lower = words.to_lowercase();
    let mut parts = lower
        .split([',', '/', ';', '&', '|'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" with "))
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let mut any = false;
    parts.all(|part| {
        any = true;
        page().agencies.contains(part.trim_matches(|c: char| !c.is_alphanumeric()))
    }) && any
}

/// "hr/jm/cw": initials of writers and editors with slashes between.
fn is_writers_initials(words: &str) -> bool {
    let bare = words.trim_matches(['(', ')', '[', ']', '-', '–']);
    let mut parts = 0;
    let all = bare.split('/').all(|part| {
        parts += 1;
        (1..=9).contains(&part.len()) && part.split('-').all(|one| (1..=4).contains(&one.len()) && one.chars().all(|c| c.is_ascii_alphabetic()))
    });
    all && parts >= 2
}

fn is_calendar_word(word: &str) -> bool {
    const CALENDAR: &[&str] = &[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "christmas",
        "easter",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ];
    CALENDAR.contains(&word.to_lowercase().as_str())
}

/// "Fri 12 Nov 2021 10.00 GMT": nothing but a date and a time.
fn is_date_line(words: &str, count: usize) -> bool {
    const CLOCK: &[&str] = &[
        "gmt", "utc", "bst", "cet", "cest", "est", "edt", "pst", "pdt", "sgt", "ist", "am", "pm", "a.m", "p.m", "at", "on", "et", "pt", "am gmt",
        "last", "modified", "updated",
    ];
    if count > 14 || !words.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let mut calendar = false;
    let all = words.split_whitespace().all(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let month = is_calendar_word(&bare);
        calendar = calendar || month;
        let digits = bare.starts_with(|c: char| c.is_ascii_digit())
            && bare
                .trim_end_matches("am")
                .trim_end_matches("pm")
                .trim_end_matches("st")
                .trim_end_matches("nd")
                .trim_end_matches("rd")
                .trim_end_matches("th")
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | '/' | '-'));
        bare.is_empty() || month || digits || CLOCK.contains(&bare.as_str())
    });
    all && calendar
}
