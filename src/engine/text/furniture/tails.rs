//! Furniture that runs on at the end of a paragraph: "... Moscow. BLOOMBERG, REUTERS More On This Topic Xi plans ...".
//!
//! In: a paragraph of the story. Out: where its last piece of furniture begins.
//! Deliberately absent: whole lines (`lines`).

use super::{lines, table_kind};
use crate::domain::FurnitureKind;
use crate::engine::lexicon::page;

/// Longest run of agencies' names behind the last sentence, in bytes.
const LONGEST_SIGN_OFF: usize = 80;

/// The last piece of furniture of a paragraph and where it begins. `last` says whether no more of the story follows:
/// only there names of agencies stand as a sign-off.
pub(super) fn find(words: &str, last: bool) -> Option<(FurnitureKind, usize)> {
    trailer(words).or_else(|| bracketed(words)).or_else(|| sign_off(words).filter(|_| last))
}

fn trailer(words: &str) -> Option<(FurnitureKind, usize)> {
    let mut first: Option<usize> = None;
    for phrase in &page().inline_trailers {
        let found = words.match_indices(phrase).map(|(at, _)| at).find(|&at| {
            let before = words[..at].trim_end();
            let behind = &words[at + phrase.len()..];
            at > 0
                && words[..at].ends_with(char::is_whitespace)
                && !behind.starts_with(char::is_alphanumeric)
                && (ends_sentence(before) || sign_off(before).is_some())
        });
        first = match (first, found) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
    }
    first.map(|at| (FurnitureKind::Trailer, at))
}

fn ends_sentence(words: &str) -> bool {
    words.trim_end_matches(['”', '’', '"', '\'', ')', ']']).ends_with(['.', '!', '?', '…'])
}

/// "(Photo by Lewis Storey/Getty Images)", "(Reporting by Helen Kaupo; Editing by Ruth Cole)" behind the last sentence.
fn bracketed(words: &str) -> Option<(FurnitureKind, usize)> {
    let bare = words.trim_end_matches('.');
    if !bare.ends_with([')', ']']) {
        return None;
    }
    let open = bare.rfind(['(', '['])?;
    let kind = table_kind(&bare[open..])?;
    (open > 0 && matches!(kind, FurnitureKind::PhotoCredit | FurnitureKind::SignOff | FurnitureKind::Trailer)).then_some((kind, open))
}

/// Names of agencies behind the last sentence: " BLOOMBERG, REUTERS", " - AFP", " (Reuters)".
fn sign_off(words: &str) -> Option<(FurnitureKind, usize)> {
    let mut from = words.len().saturating_sub(LONGEST_SIGN_OFF);
    while !words.is_char_boundary(from) {
        from += 1;
    }
    let stop = words[from..].trim_end_matches('.').rfind(['.', '!', '?', '…', '”', '"', '’'])? + from;
    let stop = stop + words[stop..].chars().next().map_or(0, char::len_utf8);
    if !ends_sentence(words[..stop].trim_end()) {
        return None;
    }
    let tail = &words[stop..];
    let bare = tail.trim().trim_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() || !tail.starts_with([' ', '/', '(', '[', '–', '—']) {
        return None;
    }
    let capitals = !bare.contains(char::is_lowercase);
    let marked = tail.trim().starts_with(['-', '–', '—', '(', '[', '/']);
    let names = bare.split(['/', ',', ';', '&']).flat_map(|part| part.split(" AND ")).map(str::trim);
    let agency = |name: &str| {
        lines::is_agency_list(name)
            || name
                .split_whitespace()
                .any(|word| matches!(word, "AGENCY" | "AGENCIES" | "NEWS" | "PRESS" | "TIMES" | "POST" | "WIRE" | "WIRES" | "MEDIA" | "RADIO" | "TV"))
    };
    let known = lines::is_agency_list(bare) && (capitals || marked) || capitals && names.clone().any(agency) && names.count() <= 5;
    known.then(|| (FurnitureKind::SignOff, words.len() - tail.trim_start().len()))
}
