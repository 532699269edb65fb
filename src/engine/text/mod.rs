//! First stage: raw text -> normalised text with its way back, furniture set apart, sentences, quoted regions.
//!
//! In: the text as it was sent. Out: a [`Text`].
//! Deliberately absent: anything that needs the network.

use crate::domain::{Furniture, Span};

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
