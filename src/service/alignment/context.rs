//! The sentences around claims.
//!
//! In: a text. Out: for each claim, the sentence around it, those beside it, and what stands before and behind it there.
//! Deliberately absent: the engine's sentences. These are only compared with each other for equality, so that a plain
//! splitter serves; where it errs it errs towards longer ones, which agree less often.

use super::words::{leans, names_and_figures, normal, places};
use crate::domain::Span;
use std::collections::HashMap;

/// Words behind which a full stop ends no sentence.
const SHORTENED: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "sgt", "capt", "maj", "adm", "sen", "rep", "gov", "pres", "rev", "hon", "st", "jr", "sr",
    "no", "vs", "etc", "inc", "ltd", "co", "corp", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "approx",
];

/// The sentences of both texts, each known by a number: the same words have the same one.
#[derive(Default)]
pub(super) struct Sentences {
    numbers: HashMap<String, usize>,
    chains: HashMap<Vec<usize>, usize>,
}

/// Sentences of a chain at most: what "it" or "the ministry" means was said a few sentences before. Without an end, a change
/// of the first sentence would ask again about claims at the bottom of an article.
const LONGEST_CHAIN: usize = 6;

impl Sentences {
    fn number(&mut self, normal: String) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(normal).or_insert(next)
    }

    fn chain(&mut self, sentences: &[usize]) -> usize {
        let next = self.chains.len();
        *self.chains.entry(sentences.to_vec()).or_insert(next)
    }
}

/// Where a claim stands; equal parts are equal words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Context {
    /// The sentences that hold it.
    pub(super) host: Vec<usize>,
    /// The one before them.
    pub(super) before: Option<usize>,
    /// The one behind them.
    pub(super) after: Option<usize>,
    /// The one before them, with those that it leans on itself, [`LONGEST_CHAIN`] in all.
    pub(super) chain: Option<usize>,
    /// What stands before the claim in its sentence.
    pub(super) lead: String,
    /// Names and figures behind it in its sentence.
    pub(super) names_behind: Vec<String>,
    /// Whether what stands before it places it by what came before.
    pub(super) leans: bool,
}

/// A text in sentences.
pub(super) struct Contexts<'t> {
    text: &'t str,
    spans: Vec<Span>,
    numbers: Vec<usize>,
    chains: Vec<usize>,
}

impl<'t> Contexts<'t> {
    pub(super) fn of(text: &'t str, sentences: &mut Sentences) -> Self {
        let spans = split(text);
        let (mut numbers, mut chains) = (Vec::with_capacity(spans.len()), Vec::with_capacity(spans.len()));
        let mut start = 0;
        for (place, span) in spans.iter().enumerate() {
            let words = normal(span.of(text));
            if !leans(&words) {
                start = place;
            }
            numbers.push(sentences.number(words));
            let from = start.max((place + 1).saturating_sub(LONGEST_CHAIN));
            chains.push(sentences.chain(&numbers[from..]));
        }
        Self { text, spans, numbers, chains }
    }

    /// The context of a claim's stretches.
    pub(super) fn around(&self, spans: &[Span]) -> Context {
        let whole = spans.iter().copied().reduce(Span::cover).unwrap_or(Span::new(0, 0));
        let first = self.spans.partition_point(|sentence| sentence.end <= whole.start);
        let last = self.spans.partition_point(|sentence| sentence.start < whole.end).max(first);
        let part = |start: Option<usize>, end: Option<usize>| match (start, end) {
            (Some(start), Some(end)) if start < end => normal(Span::new(start, end).of(self.text)),
            _ => String::new(),
        };
        let lead = part(self.spans.get(first).map(|sentence| sentence.start), Some(whole.start));
        let behind = part(Some(whole.end), last.checked_sub(1).and_then(|last| self.spans.get(last)).map(|sentence| sentence.end));
        let before = first.checked_sub(1);
        Context {
            host: self.numbers.get(first..last).unwrap_or_default().to_vec(),
            before: before.and_then(|at| self.numbers.get(at)).copied(),
            after: self.numbers.get(last).copied(),
            chain: before.and_then(|at| self.chains.get(at)).copied(),
            leans: places(&lead),
            names_behind: names_and_figures(&behind),
            lead,
        }
    }
}

/// The sentences of a text: they end at `.`, `!`, `?`, `…` with white space behind it, and at line breaks.
fn split(text: &str) -> Vec<Span> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut push = |start: usize, end: usize| {
        let stretch = &text[start..end];
        if !stretch.trim().is_empty() {
            let lead = stretch.len() - stretch.trim_start().len();
            sentences.push(Span::new(start + lead, start + stretch.trim_end().len()));
        }
    };
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        if matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}') {
            push(start, at);
            start = at + c.len_utf8();
        } else if matches!(c, '.' | '!' | '?' | '…') {
            while characters.next_if(|(_, c)| matches!(c, '.' | '!' | '?' | '…' | '"' | '\'' | '”' | '’' | '»' | ')' | ']')).is_some() {}
            let end = characters.peek().map_or(text.len(), |(at, _)| *at);
            let followed = text[end..].chars().next().is_none_or(char::is_whitespace);
            let goes_on = text[end..].trim_start_matches([' ', '\u{a0}', '\t']).chars().next().is_some_and(char::is_lowercase);
            if followed && !goes_on && !(c == '.' && is_shortened(&text[start..at])) {
                push(start, end);
                start = end;
            }
        }
    }
    push(start, text.len());
    sentences
}

/// Whether the last word is one that a full stop shortens: "Mr", "J", "U.S".
fn is_shortened(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or(before).trim_start_matches(|c: char| !c.is_alphanumeric());
    let last = word.rsplit('.').next().unwrap_or(word);
    (last.chars().count() == 1 && last.chars().all(char::is_uppercase)) || SHORTENED.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_would_end_them() {
        let text = "Mr. Xi met J. Doe in the U.S. Congress… He left. “Why?” she asked.\nIt cost 3.5 bn! End";
        let found: Vec<_> = split(text).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["Mr. Xi met J. Doe in the U.S. Congress…", "He left.", "“Why?” she asked.", "It cost 3.5 bn!", "End"]);
    }
}
