//! The exact bounds of a claim.
//!
//! In: the tokens of a clause. Out: its spans: leading conjunctions, "that", outer quotation marks and final punctuation off.
//! Deliberately absent: which clause is a claim.

use super::{ClaimDraft, Reading};
use crate::domain::Span;
use crate::engine::attribution::Draft;
use crate::engine::tagger::{Relation, Tag};

/// Conjunctions that stand outside a claim they open. "because", "if" and "after" belong to what they say, and so does "nor", which negates it.
const OPENERS: [&str; 9] = ["and", "but", "or", "yet", "that", "while", "although", "though", "whereas"];

/// The claim that a clause's tokens make; none where nothing is left.
pub(super) fn claim_of(reading: &Reading<'_>, tokens: &[usize], attribution: Option<usize>) -> Option<ClaimDraft> {
    let tokens = trim(reading, tokens);
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for &token in tokens {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|&last| last + 1 == token) => run.push(token),
            _ => runs.push(vec![token]),
        }
    }
    let spans: Vec<Span> = runs
        .iter()
        .map(|run| trim_marks(reading, run))
        .filter_map(|run| Some(reading.syntax.tokens[*run.first()?].span.cover(reading.syntax.tokens[*run.last()?].span)))
        .collect();
    (!spans.is_empty()).then_some(ClaimDraft { spans, attribution })
}

/// "accused the minister of | buying votes": what somebody is accused of, without the accused.
pub(super) fn behind_accused<'t>(reading: &Reading<'_>, draft: &Draft, tokens: &'t [usize]) -> &'t [usize] {
    // "charged the former deputy head of the harbour police, Jens Lunde, with"
    const LONGEST: usize = 12;
    let cued = |stems: &[&str]| {
        draft.cue.iter().any(|cue| cue.of(&reading.text.normal).to_lowercase().split(' ').any(|word| stems.iter().any(|stem| word.starts_with(stem))))
    };
    // "charged the harbour master, Jens Lunde, with | taking bribes"
    let charges = cued(&["charg"]);
    let accuses = charges || cued(&["accus", "suspect"]);
    let link: &[&str] = if charges { &["with"] } else { &["of"] };
    let is_of = |at: usize| tokens.get(at).is_some_and(|&token| reading.is_word(token, link));
    let is_gerund = |at: usize| tokens.get(at).is_some_and(|&token| reading.syntax.tokens[token].tag == Tag::Vbg);
    // "the head of planning | of taking bribes": the first gerund is a noun where the next "of" follows at once.
    let of = (0..tokens.len().min(LONGEST)).find(|&at| is_of(at) && is_gerund(at + 1) && !(is_of(at + 2) && is_gerund(at + 3)));
    of.filter(|_| accuses).map_or(tokens, |of| &tokens[of + 1..])
}

/// Without the words that only join it to what stands before.
fn trim<'t>(reading: &Reading<'_>, tokens: &'t [usize]) -> &'t [usize] {
    let mut tokens = trim_marks(reading, tokens);
    while let Some((&first, rest)) = tokens.split_first() {
        // "so I'm just praying"; "so far nine have died" says how far.
        let so = reading.is_word(first, &["so"])
            && rest.len() > 3
            && rest.first().is_some_and(|&next| next == first + 1 && matches!(reading.syntax.tokens[next].tag, Tag::Prp | Tag::Ex));
        let opens = so || reading.is_word(first, &OPENERS) && !is_determiner(reading, first);
        if !opens || rest.is_empty() {
            break;
        }
        tokens = trim_marks(reading, rest);
    }
    // "... for months, | and that": what joins it to the next one.
    while let Some((&last, rest)) = tokens.split_last() {
        let conjoins = |token: usize| matches!(reading.word(token), "and" | "but" | "or");
        let joins = conjoins(last) || reading.word(last) == "that" && rest.last().is_some_and(|&before| conjoins(before));
        if !joins || rest.is_empty() {
            break;
        }
        tokens = trim_marks(reading, rest);
    }
    tokens
}

/// "that" of "that deal" is no conjunction, and "that" alone, or before its verb, is a pronoun.
fn is_determiner(reading: &Reading<'_>, token: usize) -> bool {
    let own = &reading.syntax.tokens[token];
    // The tagger takes "given" and "cutbacks" for verbs as well; these are none else.
    const VERBS: [&str; 17] =
        ["is", "was", "are", "were", "has", "had", "does", "did", "will", "would", "can", "could", "may", "might", "must", "should", "wo"];
    let subject = || {
        let next = (token + 1..token + 3).find(|&next| !reading.is_word(next, &["also", "still", "now", "probably", "really"]));
        reading.is_word(token, &["that"]) && next.is_some_and(|next| VERBS.contains(&reading.word(next)))
    };
    // "said that estimate did not hold": one that was spoken of; "that rain fell" has a conjunction.
    let pointed = || {
        const SINGLE: [&str; 10] = ["estimate", "figure", "number", "claim", "report", "statement", "decision", "deal", "plan", "accusation"];
        let behind = reading.syntax.tokens.get(token + 2).is_some_and(|behind| behind.tag.is_verb());
        reading.is_word(token, &["that"]) && reading.syntax.tokens.get(token + 1).is_some() && reading.is_word(token + 1, &SINGLE) && behind
    };
    matches!(own.tag, Tag::Dt)
        || subject()
        || pointed()
        || matches!(own.relation, Relation::Det | Relation::Nsubj | Relation::Nsubjpass | Relation::Dobj)
}

/// Without marks at both ends; a closing bracket stays where its opening one does.
fn trim_marks<'t>(reading: &Reading<'_>, tokens: &'t [usize]) -> &'t [usize] {
    let is_mark = |token: usize| reading.word(token).chars().all(|c| !c.is_alphanumeric() && !"$€£¥%#@&+".contains(c));
    let mut start = tokens.iter().position(|&token| !is_mark(token)).unwrap_or(tokens.len());
    let mut end = tokens.iter().rposition(|&token| !is_mark(token)).map_or(start, |at| at + 1);
    let inner = &tokens[start..end];
    let count = |mark: &str| inner.iter().filter(|&&token| reading.word(token) == mark).count();
    for (opening, closing) in [("(", ")"), ("[", "]")] {
        let (open, closed) = (count(opening), count(closing));
        if open > closed {
            // "thought about it (really?)": the marks between stay as well.
            let close = tokens[end..].iter().take(3).position(|&token| reading.word(token).starts_with(closing));
            end = close.map_or(end, |at| end + at + 1);
        }
        // "(T)hose who seek", "[I] want to": the bracket belongs to the first word.
        if closed > open && start > 0 && reading.word(tokens[start - 1]) == opening {
            start -= 1;
        }
    }
    &tokens[start..end]
}
