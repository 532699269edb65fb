//! Second stage: the network's word on every piece of the text.
//!
//! In: a [`Text`](super::text::Text). Out: a [`Tagging`]: tokens with syntax, labelled spans and their links.
//! Deliberately absent: what the labels mean together (`attribution`).

mod syntax;

pub use syntax::{Entity, Relation, Syntax, Tag, Token};
