//! HTML as newsrooms' systems send it, read as a browser would show it.
//!
//! In: HTML, whole pages or parts of them, broken or not. Out: the text that a reader sees, and the way back to the HTML.
//! Deliberately absent: style sheets, scripts, and which part of a page is the story.
//!
//! The tokenizer is html5gum, which follows the standard; what elements do to the text is decided here, with a stack instead of
//! a tree, so that time and memory grow linearly whatever the nesting, and nothing is recursive.
//!
//! Left out: what a reader does not see (`hidden`, `aria-hidden`, the usual classes of words for screen readers, scripts, styles,
//! templates, drawings), controls and menus, the marks of notes, and what is struck out (`<del>`, `<s>`). Blocks are paragraphs, apart by an empty line; `<br>` is a line's end, two of them a
//! paragraph's; cells of a table are apart by a tab, its rows by a line's end. White space is folded, `<pre>` is kept.

mod elements;
mod flow;
mod open_elements;
mod quotations;
mod reader;
#[cfg(test)]
mod tests;

use crate::domain::{OffsetMap, Span};
use html5gum::Tokenizer;
use reader::Reader;

/// The text of some HTML, with the way back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlText {
    /// What a reader sees.
    pub text: String,
    /// For each stretch of the text the bytes of the HTML that it came from.
    pub map: OffsetMap,
}

impl HtmlText {
    /// The stretch of the HTML, in bytes, that a span of the text came from, with the markup between its words.
    #[must_use]
    pub fn to_sent(&self, span: Span) -> Span {
        self.map.to_sent(span)
    }
}

/// Reads HTML of any content and length.
#[must_use]
pub fn read_html(sent: &str) -> HtmlText {
    let mut reader = Reader::new(sent);
    // Reading from memory can't fail.
    let Ok(()) = Tokenizer::new_with_emitter(sent, &mut reader).finish();
    reader.finish()
}
