//! From the silver heads to tokens with syntax.
//!
//! In: for each piece averaged scores of part of speech, kind of name and relation, and the links to the heads.
//! Out: [`Syntax`]. Deliberately absent: what is not in a sentence of the story has no tokens.
//!
//! Each token takes its likeliest head in its own sentence; where that closes a circle, the next likeliest.

use super::links::Links;
use super::network::Network;
use super::syntax::{Entity, Relation, Syntax, Tag, Token};
use super::word_pieces::Piece;
use crate::domain::Span;
use crate::engine::lexicon::abbreviation;
use crate::engine::text::Sentence;
use std::ops::Range;

/// The likeliest classes of one piece.
#[derive(Debug, Clone, Copy)]
pub(super) struct PieceClasses {
    /// Part of speech; none for "inside a token".
    pub tag: Option<Tag>,
    /// Kind of name.
    pub entity: Entity,
    /// Relation to the head.
    pub relation: Relation,
}

/// Joins pieces to tokens, and gives each its head.
#[must_use]
pub(super) fn find_syntax(text: &str, sentences: &[Sentence], pieces: &[Piece], classes: &[PieceClasses], heads: &Links) -> Syntax {
    let mut syntax = Syntax::default();
    let mut at = 0;
    for sentence in sentences {
        while pieces.get(at).is_some_and(|piece| piece.span.start < sentence.span.start) {
            at += 1;
        }
        let first_piece = at;
        while pieces.get(at).is_some_and(|piece| piece.span.start < sentence.span.end) {
            at += 1;
        }
        read_sentence(text, first_piece..at, pieces, classes, heads, &mut syntax);
    }
    syntax
}

fn read_sentence(text: &str, range: Range<usize>, pieces: &[Piece], classes: &[PieceClasses], heads: &Links, syntax: &mut Syntax) {
    let first_token = syntax.tokens.len();
    let mut token_of_piece: Vec<usize> = Vec::with_capacity(range.len());
    let mut first_pieces: Vec<usize> = Vec::new();
    for i in range.clone() {
        if starts_token(text, i, &range, pieces, classes) {
            let class = classes[i];
            let tag = class.tag.unwrap_or_else(|| tag_by_shape(pieces[i].span.of(text)));
            syntax.tokens.push(Token { span: pieces[i].span, tag, entity: class.entity, head: None, relation: class.relation });
            first_pieces.push(i);
        } else if let Some(token) = syntax.tokens.last_mut() {
            token.span = token.span.cover(pieces[i].span);
        }
        token_of_piece.push(syntax.tokens.len() - 1);
    }
    let tokens = first_token..syntax.tokens.len();
    attach(&first_pieces, &range, &token_of_piece, first_token, heads, syntax);
    syntax.sentences.push(tokens);
}

/// A piece begins a token unless the network says "inside a token"; after a space it always does, and so does a sentence's first.
fn starts_token(text: &str, i: usize, range: &Range<usize>, pieces: &[Piece], classes: &[PieceClasses]) -> bool {
    if i == range.start {
        return true;
    }
    let gap = text.get(pieces[i - 1].span.end..pieces[i].span.start).unwrap_or("");
    if gap.contains(char::is_whitespace) {
        return true;
    }
    // "1,900" and "2.6": a number goes on behind its comma or point.
    let is_digit = |piece: &Piece| piece.span.of(text).starts_with(|c: char| c.is_ascii_digit());
    if i >= range.start + 2 && is_digit(&pieces[i]) && is_digit(&pieces[i - 2]) && matches!(pieces[i - 1].span.of(text), "," | ".") {
        return false;
    }
    classes[i].tag.is_some() || ends_sentence(text, i, range, pieces)
}

/// Whether a piece is the full stop of its sentence, and not of an abbreviation at its end ("Krogh Inc."): the network takes the one
/// behind a name that it doesn't know ("said Anna Moe.") for a part of the name.
fn ends_sentence(text: &str, i: usize, range: &Range<usize>, pieces: &[Piece]) -> bool {
    /// Closing marks behind the stop.
    const CLOSERS: usize = 3;
    let is_mark = |piece: &Piece| piece.span.of(text).chars().all(|c| matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»'));
    if pieces[i].span.of(text) != "." || range.end - i > CLOSERS || !pieces[i + 1..range.end].iter().all(is_mark) {
        return false;
    }
    let first = (range.start..i).rev().take_while(|&at| at == i - 1 || pieces[at].span.end == pieces[at + 1].span.start).last().unwrap_or(i);
    let word = text.get(pieces[first].span.start..pieces[i].span.start).unwrap_or("");
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters > 1 && !word.contains('.') && abbreviation(word).is_none()
}

/// A tag for a piece that the network wrongly took for the inside of a token.
fn tag_by_shape(word: &str) -> Tag {
    if word == "." {
        Tag::Stop
    } else if word.starts_with(char::is_uppercase) {
        Tag::Nnp
    } else if word.starts_with(|c: char| c.is_ascii_digit()) {
        Tag::Cd
    } else if word.chars().all(char::is_alphabetic) {
        Tag::Nn
    } else {
        Tag::Other
    }
}

fn attach(first_pieces: &[usize], range: &Range<usize>, token_of_piece: &[usize], first_token: usize, heads: &Links, syntax: &mut Syntax) {
    let candidates: Vec<Vec<(Option<usize>, f32)>> = first_pieces.iter().map(|&piece| heads.targets(piece, range)).collect();
    // The root is the token that points nowhere most surely; there is one a sentence.
    let root = (0..candidates.len())
        .map(|i| (i, candidates[i].iter().find(|(target, _)| target.is_none()).map_or(f32::NEG_INFINITY, |(_, score)| *score)))
        .reduce(|a, b| if b.1 > a.1 { b } else { a })
        .map(|(i, _)| i);
    // The surest decide first, so that a circle is broken at its weakest link.
    let mut order: Vec<usize> = (0..candidates.len()).filter(|&i| Some(i) != root).collect();
    order.sort_by(|&a, &b| surest(&candidates[b]).total_cmp(&surest(&candidates[a])).then(a.cmp(&b)));
    for i in order {
        let token = first_token + i;
        let target = candidates[i].iter().filter_map(|(target, _)| *target).map(|piece| token_of_piece[piece - range.start]);
        let head = target.into_iter().find(|&head| head != token && !syntax.is_below(head, token));
        syntax.tokens[token].head = head.or_else(|| root.map(|root| first_token + root).filter(|&root| root != token));
    }
    if let Some(root) = root {
        syntax.tokens[first_token + root].relation = Relation::Root;
    }
}

fn surest(candidates: &[(Option<usize>, f32)]) -> f32 {
    candidates.iter().find(|(target, _)| target.is_some()).map_or(f32::NEG_INFINITY, |(_, score)| *score)
}

/// The class with the highest score, the first of several.
fn highest(scores: &[f32]) -> usize {
    (0..scores.len()).reduce(|a, b| if scores[b] > scores[a] { b } else { a }).unwrap_or(0)
}

impl PieceClasses {
    /// The likeliest classes by the network's scores.
    #[must_use]
    pub(super) fn from_scores(network: &Network, tags: &[f32], entities: &[f32], relations: &[f32]) -> Self {
        Self { tag: network.tag(highest(tags)), entity: network.entity(highest(entities)), relation: network.relation(highest(relations)) }
    }

    /// What stands where the network gave no answer.
    #[must_use]
    pub(super) fn unknown() -> Self {
        Self { tag: Some(Tag::Other), entity: Entity::None, relation: Relation::Other }
    }
}

/// The bytes of the text that a range of pieces stands for.
#[must_use]
pub(super) fn span_of(pieces: &[Piece], range: &Range<usize>) -> Option<Span> {
    let first = pieces.get(range.start)?;
    let last = pieces.get(range.end.checked_sub(1)?)?;
    Some(first.span.cover(last.span))
}
