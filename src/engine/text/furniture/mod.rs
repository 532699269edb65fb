//! What belongs to the page and not to the story.
//!
//! In: the normalised text. Out: furniture, and the stretches of the story with their paragraphs.
//! Deliberately absent: greetings, which are sentences and not lines (`text::mod`).
//!
//! A real sentence that stays beside furniture does little harm, a sentence lost does much: in doubt a line is story.

mod dateline;
mod headings;
mod lines;
mod tails;

use crate::domain::{Furniture, FurnitureKind, Span};
pub(super) use lines::table_kind;

/// No headline in a list of links is longer, in words.
const LONGEST_LINK: usize = 25;

/// A line of the text, white space trimmed, never empty.
#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    span: Span,
    words: &'t str,
    count: usize,
}

impl Line<'_> {
    /// Whether it ends like a sentence, closing marks set aside.
    fn ends_like_a_sentence(&self) -> bool {
        self.words.trim_end_matches(['”', '’', '"', '\'', '»', ')', ']']).ends_with(['.', '!', '?', '…', '。', '！', '？', '۔', '।'])
    }
}

/// A stretch of the story inside one paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) span: Span,
    pub(super) paragraph: usize,
}

/// Parts the page's furniture from the story; together they hold every character that is not white space.
pub(super) fn set_apart(text: &str) -> (Vec<Furniture>, Vec<Stretch>) {
    let lines = lines_of(text);
    let mut kinds = lines::classify(&lines);
    headings::classify(&lines, &mut kinds);
    let last_story = kinds.iter().rposition(Option::is_none);
    let colon_speakers = lines.iter().filter(|line| dateline::speaker(line.words)).count() >= 3;
    let mut furniture = Vec::new();
    let mut story = Vec::new();
    let mut links = false;
    for (at, line) in lines.iter().enumerate() {
        // Under a heading of links, lines without final punctuation are links.
        let kind = kinds[at].or_else(|| (links && line.count <= LONGEST_LINK && !line.ends_like_a_sentence()).then_some(FurnitureKind::Trailer));
        if let Some(kind) = kind {
            furniture.push(Furniture { kind, span: line.span });
            links = links || kind == FurnitureKind::Trailer && line.count <= 5;
            continue;
        }
        links = false;
        let mut rest = line.span;
        let paragraph = story.last().map_or(0, |stretch: &Stretch| stretch.paragraph + 1);
        if let Some((kind, len)) = dateline::find(line.words, story.is_empty(), colon_speakers) {
            let end = rest.start + len;
            furniture.push(Furniture { kind, span: Span::new(rest.start, end) });
            rest = trim(text, Span::new(end, rest.end));
        }
        let mut behind = Vec::new();
        while let Some((kind, start)) = tails::find(rest.of(text), Some(at) == last_story || !behind.is_empty()) {
            let span = Span::new(rest.start + start, rest.end);
            links = links || kind == FurnitureKind::Trailer && Some(at) == last_story;
            behind.push(Furniture { kind, span });
            rest = trim(text, Span::new(rest.start, span.start));
            if rest.is_empty() {
                break;
            }
        }
        if !rest.is_empty() {
            story.push(Stretch { span: rest, paragraph });
        }
        furniture.extend(behind.into_iter().rev().map(|one| Furniture { span: trim(text, one.span), ..one }));
    }
    (furniture, story)
}

fn lines_of(text: &str) -> Vec<Line<'_>> {
    let mut at = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        let span = trim(text, Span::new(at, at + line.len()));
        at += line.len();
        if !span.is_empty() {
            let words = span.of(text);
            lines.push(Line { span, words, count: words.split_whitespace().count() });
        }
    }
    lines
}

/// The span without the white space at its ends.
pub(super) fn trim(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}

#[cfg(test)]
mod tests;
