//! What a person needs to follow an analysis: the sentences that it saw, and what its rules say.
//!
//! In: a text; the name of a rule. Out: stretches of the text; a sentence in plain English.
//! Deliberately absent: the analysis itself, and how its reasoning looks on paper (`cli`).

use crate::domain::Span;
use crate::engine::status::RULES;
use crate::engine::text::Text;

/// A sentence as the engine sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeenSentence {
    /// Where it stands, in bytes of the text.
    pub span: Span,
    /// The number of its paragraph, from 0.
    pub paragraph: usize,
}

/// The sentences of a text, in order, without what belongs to the page.
#[must_use]
pub fn find_sentences(text: &str) -> Vec<SeenSentence> {
    let read = Text::read(text);
    read.sentences.iter().map(|sentence| SeenSentence { span: read.to_sent(sentence.span), paragraph: sentence.paragraph }).collect()
}

/// What a rule of the status says, for a reader.
#[must_use]
pub fn describe_rule(name: &str) -> Option<&'static str> {
    RULES.iter().find(|rule| rule.name == name).map(|rule| rule.description)
}
