//! First stage: raw text -> normalised text with its way back, furniture set apart, sentences, quoted regions.
//!
//! In: the text as it was sent. Out: a [`Text`].
//! Deliberately absent: anything that needs the network.

mod furniture;
mod normal;
mod quotes;
mod sentences;

use crate::domain::{Furniture, FurnitureKind, Span};
use crate::engine::lexicon::page;
use furniture::Stretch;

/// A text made ready for the network. All spans are bytes of [`Text::normal`] until [`Text::to_sent`] maps them back.
#[derive(Debug, Clone)]
pub struct Text {
    /// The normalised text.
    pub normal: String,
    /// What belongs to the page and not to the story, in order, without overlap.
    pub furniture: Vec<Furniture>,
    /// The story's sentences in order, without overlap, furniture left out, white space trimmed.
    pub sentences: Vec<Sentence>,
    /// What stands in quotation marks, in order of its opening mark.
    pub quotes: Vec<QuotedRegion>,
    map: normal::OffsetMap,
}

/// A sentence of the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Its words with their final punctuation and closing quotation marks.
    pub span: Span,
    /// The number of its paragraph, from 0.
    pub paragraph: usize,
}

/// A stretch in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuotedRegion {
    /// With the marks.
    pub outer: Span,
    /// Without them.
    pub inner: Span,
    /// 0 for an outermost quotation, 1 for one inside another.
    pub depth: u8,
    /// Whether it runs on into the next region (a new paragraph that opens again without a closing mark before it).
    pub runs_on: bool,
}

impl Text {
    /// Reads a text of any content. Every character that is not white space stands in a sentence or in furniture.
    #[must_use]
    pub fn read(sent: &str) -> Self {
        let (normal, map) = normal::normalise(sent);
        let (mut furniture, story) = furniture::set_apart(&normal);
        let mut sentences = Vec::new();
        let mut paragraphs = Vec::new();
        for Stretch { span, paragraph } in story {
            let mut found = sentences::find_sentences(&normal, span);
            take_furniture(&normal, &mut found, &mut furniture);
            if let (Some(first), Some(last)) = (found.first(), found.last()) {
                paragraphs.push(first.cover(*last));
            }
            sentences.extend(found.into_iter().map(|span| Sentence { span, paragraph }));
        }
        furniture.sort_by_key(|one| one.span.start);
        let quotes = quotes::find_quotes(&normal, &paragraphs, &sentences);
        Self { normal, furniture, sentences, quotes, map }
    }

    /// The stretch of the text as it was sent that a span of the normalised text came from.
    #[must_use]
    pub fn to_sent(&self, span: Span) -> Span {
        self.map.to_sent(span)
    }

    /// The sentence that holds a byte of the normalised text.
    #[must_use]
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        let at = self.sentences.partition_point(|sentence| sentence.span.end <= offset);
        self.sentences.get(at).filter(|sentence| sentence.span.holds(offset)).map(|_| at)
    }
}

/// Moves the sentences of a paragraph that are furniture after all: greetings at its start, sign-offs at its end.
fn take_furniture(normal: &str, sentences: &mut Vec<Span>, furniture: &mut Vec<Furniture>) {
    while let Some(&first) = sentences.first()
        && is_greeting(first.of(normal))
    {
        furniture.push(Furniture { kind: FurnitureKind::Greeting, span: first });
        sentences.remove(0);
    }
    while let Some(&last) = sentences.last()
        && let Some(kind) = closing_kind(last.of(normal))
    {
        furniture.push(Furniture { kind, span: last });
        sentences.pop();
    }
}

/// "Good evening and welcome to Riverside Tonight." It must say nothing else.
fn is_greeting(sentence: &str) -> bool {
    let words = sentence.split_whitespace().count();
    if words > 25 {
        return false;
    }
    let lower = sentence.to_lowercase();
    let greets = page()
        .greetings
        .iter()
        .any(|greeting| lower.strip_prefix(greeting).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '\'' || c == '’')));
    let said = lower.split(|c: char| !c.is_alphanumeric()).any(|word| page().quotation_verbs.contains(word));
    greets && !said && (words <= 4 || lower.contains("welcome to") || lower.contains("i'm ") || lower.contains("i’m ") || lower.starts_with("thank"))
}

/// What the last sentence of a paragraph is, where it is no part of the story: "Kim Dole in Boise contributed to this report."
fn closing_kind(sentence: &str) -> Option<FurnitureKind> {
    if sentence.split_whitespace().count() > 40 {
        return None;
    }
    furniture::table_kind(sentence).filter(|kind| matches!(kind, FurnitureKind::SignOff))
}

#[cfg(test)]
mod tests;
