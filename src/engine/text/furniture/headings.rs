//! Headlines and headings that stand alone.
//!
//! In: the lines and what is known of them. Out: more of them known.
//! Deliberately absent: headlines that make a claim on a source's word, which are story:
//! "No fuel tax rise in Spain this year: finance minister" stays, "Baby milk recalled after two infants fall ill" goes.

use super::Line;
use crate::domain::FurnitureKind;

/// Longest headline and longest heading between paragraphs, in words: headlines of agencies run to 16 words, crossheads to 8.
const HEADLINE: usize = 20;
const CROSSHEAD: usize = 10;

pub(super) fn classify(lines: &[Line<'_>], kinds: &mut [Option<FurnitureKind>]) {
    let first = kinds.iter().position(Option::is_none);
    let mut listing = false;
    for at in 0..lines.len() {
        if kinds[at].is_some() {
            continue;
        }
        let line = &lines[at];
        let body_follows = (at + 1..lines.len()).find(|&next| kinds[next].is_none()).is_some_and(|next| is_body(lines, kinds, next));
        let was_listing = listing;
        listing = line.words.ends_with(':') || was_listing && !line.ends_like_a_sentence();
        if !body_follows || was_listing || listing || names_a_source(line.words) || is_list_item(line.words) {
            continue;
        }
        let open_ended = !line.ends_like_a_sentence() && !line.words.ends_with([',', ';', '-', '–', '—']);
        let headline = Some(at) == first && open_ended && line.count <= HEADLINE;
        let crosshead = Some(at) != first && open_ended && line.count <= CROSSHEAD && !line.words.starts_with(char::is_lowercase);
        let question = Some(at) != first
            && line.words.ends_with('?')
            && line.count <= 8
            && !line.words.contains(['“', '"', '”', ',', ':'])
            && line.words.matches(['.', '?', '!']).count() == 1;
        if headline || crosshead || question {
            kinds[at] = Some(FurnitureKind::Heading);
        }
    }
}

/// Whether this line, or one of the next two that are no furniture, is a paragraph of the story.
fn is_body(lines: &[Line<'_>], kinds: &[Option<FurnitureKind>], from: usize) -> bool {
    (from..lines.len()).filter(|&at| kinds[at].is_none()).take(3).any(|at| lines[at].count >= 5 && lines[at].ends_like_a_sentence())
}

fn is_list_item(words: &str) -> bool {
    words.starts_with(['•', '-', '–', '*', '·', '▪', '●', '◦', '‣'])
        || words.starts_with(|c: char| c.is_ascii_digit()) && words.contains(['.', ')']) && words.find(['.', ')']).is_some_and(|at| at <= 2)
}

/// A headline that says on whose word it stands: a short source behind a colon, a verb of saying, or "according to".
fn names_a_source(words: &str) -> bool {
    const SAYING: &[&str] = &["says", "say", "said", "claims", "warns", "warn", "tells", "told", "denies", "confirms", "admits", "reports"];
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let quoted = words.starts_with(['“', '"', '‘', '\'']) && words.ends_with(['”', '"', '’', '\'']);
    if !quoted && words.split_whitespace().any(|word| SAYING.contains(&bare(word).as_str())) || words.to_lowercase().contains("according to") {
        return true;
    }
    let Some((before, after)) = words.rsplit_once(": ") else {
        // "Minister to quit - report"
        return words.rsplit_once(" - ").or_else(|| words.rsplit_once(" – ")).is_some_and(|(before, after)| {
            before.split_whitespace().count() >= 3
                && after.split_whitespace().count() <= 3
                && !after.is_empty()
                && after.chars().all(|c| c.is_alphabetic() || c == ' ')
        });
    };
    let behind = after.split_whitespace().count();
    let ahead = before.split_whitespace().count();
    let speech = after.starts_with(['“', '"', '‘', '\'']) || after.starts_with("I ") || after.starts_with("We ");
    (1..=5).contains(&behind) && ahead > behind && ahead >= 3 || ahead <= 4 && speech
}
