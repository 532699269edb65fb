//! Second stage: the network's word on every piece of the text.
//!
//! In: a [`Text`]. Out: a [`Tagging`]: labelled spans with their links, and tokens with syntax.
//! Deliberately absent: what the labels mean together (`attribution`).
//!
//! The text runs through the network in windows that overlap, so that each piece stands once far from an edge; scores are
//! averaged with weights that fall towards the edges. The links have a say in the labels: a source that a cue surely points at is
//! one, also where the labels alone show none.

pub mod features;
mod labels;
mod links;
mod network;
mod parse;
mod syntax;
mod word_pieces;

pub use labels::{LabelledSpan, Role};
pub use links::Links;
pub use network::{LABELS, Lane, ModelConfig, ModelError, ModelFiles, Network, WindowInput, WindowOutput};
pub use syntax::{Entity, Relation, Syntax, Tag, Token};
pub use word_pieces::Piece;

use super::text::Text;
use crate::domain::Span;
use links::log_probabilities;
use parse::PieceClasses;
use rten_tensor::prelude::*;
use std::ops::Range;

/// A piece this far from both edges of its window has full weight: context of some 40 pieces (a sentence and a half) is enough.
const FULL_WEIGHT_AT: usize = 40;

/// How much a cue's pointing at a piece adds to the log probability that a source begins there. On the selection articles of the
/// training set 2 to 9 do the same: what a cue points at is nearly always its source.
const POINTED_AT: f32 = 4.0;

/// The log probability of a half: from here on a cue is surer of one piece than of all others together.
const EVEN_ODDS: f32 = -std::f32::consts::LN_2;

/// What the network says of a text.
#[derive(Debug)]
pub struct Tagging {
    /// The word pieces of the whole text.
    pub pieces: Vec<Piece>,
    /// Labelled spans in order.
    pub spans: Vec<LabelledSpan>,
    /// From source and content pieces to the piece at which their cue begins.
    pub cue_links: Links,
    /// From the first piece of a cue to the piece at which its source begins.
    pub source_links: Links,
    /// Tokens of the story's sentences.
    pub syntax: Syntax,
}

impl Tagging {
    /// The bytes of the text that a range of pieces stands for.
    #[must_use]
    pub fn span_of(&self, pieces: &Range<usize>) -> Span {
        parse::span_of(&self.pieces, pieces).unwrap_or(Span::new(0, 0))
    }
}

/// Sums over the windows that hold a piece.
#[derive(Clone)]
struct PieceScores {
    labels: [f32; LABELS.len()],
    tags: Vec<f32>,
    entities: Vec<f32>,
    relations: Vec<f32>,
    weight: f32,
}

/// Runs the network over a text.
#[must_use]
pub fn tag(text: &Text, network: &Network, lane: &Lane) -> Tagging {
    let pieces = network.pieces().find_pieces(&text.normal);
    let ids: Vec<i32> = pieces.iter().map(|piece| piece.id).collect();
    let case: Vec<i32> = pieces.iter().map(|piece| features::case_of(piece.span.of(&text.normal))).collect();
    let quoted = features::quotation_states(&text.normal, &pieces);
    let breaks = features::find_breaks(&text.normal, &pieces);

    let empty = PieceScores { labels: [0.0; LABELS.len()], tags: Vec::new(), entities: Vec::new(), relations: Vec::new(), weight: 0.0 };
    let mut scores = vec![empty; pieces.len()];
    let mut cue_links = Links::new(pieces.len());
    let mut source_links = Links::new(pieces.len());
    let mut head_links = Links::new(pieces.len());
    for window in features::overlapping_windows(&breaks, network.window(), features::OVERLAP) {
        let input = WindowInput { pieces: &ids[window.clone()], case: &case[window.clone()], quoted: &quoted[window.clone()] };
        let Some(output) = network.score(&input, lane) else { continue };
        add_scores(&mut scores[window.clone()], &output);
        add_links(&mut cue_links, &window, &output.cue_link);
        add_links(&mut source_links, &window, &output.source_link);
        add_links(&mut head_links, &window, &output.head_link);
    }

    let begins = sentence_starts(text, &pieces);
    let rows: Vec<[f32; LABELS.len()]> =
        scores.iter().map(|score| score.labels.map(|sum| if score.weight > 0.0 { sum / score.weight } else { 0.0 })).collect();
    let spans = find_spans(rows, &begins, &source_links);
    let classes: Vec<PieceClasses> = scores
        .iter()
        .map(|score| {
            if score.weight > 0.0 {
                PieceClasses::from_scores(network, &score.tags, &score.entities, &score.relations)
            } else {
                PieceClasses::unknown()
            }
        })
        .collect();
    let syntax = parse::find_syntax(&text.normal, &text.sentences, &pieces, &classes, &head_links);
    Tagging { pieces, spans, cue_links, source_links, syntax }
}

/// Decodes the labels, and once more where cues point at pieces without a label: a source begins there. The second time finds how
/// far it reaches.
fn find_spans(mut scores: Vec<[f32; LABELS.len()]>, begins_sentence: &[bool], source_links: &Links) -> Vec<LabelledSpan> {
    let spans = labels::decode(&scores, begins_sentence);
    let everywhere = 0..scores.len();
    let overlooked: Vec<usize> = spans
        .iter()
        .filter(|span| span.role == Role::Cue)
        .filter_map(|cue| source_links.targets(cue.pieces.start, &everywhere).into_iter().next())
        .filter_map(|(target, score)| target.filter(|_| score > EVEN_ODDS))
        .filter(|target| {
            // Spans are in order: only the first one that ends behind the piece may hold it.
            let at = spans.partition_point(|span| span.pieces.end <= *target);
            !spans.get(at).is_some_and(|span| span.pieces.contains(target))
        })
        .collect();
    if overlooked.is_empty() {
        return spans;
    }
    for piece in overlooked {
        scores[piece][labels::BEGINS_SOURCE] += POINTED_AT;
    }
    labels::decode(&scores, begins_sentence)
}

fn add_scores(scores: &mut [PieceScores], output: &WindowOutput) {
    let count = scores.len();
    for (at, score) in scores.iter_mut().enumerate() {
        let distance = at.min(count - 1 - at) + 1;
        let weight = distance.min(FULL_WEIGHT_AT) as f32 / FULL_WEIGHT_AT as f32;
        let labels = log_probabilities(&row(&output.labels, at));
        for (sum, label) in score.labels.iter_mut().zip(labels) {
            *sum += weight * label;
        }
        add_weighted(&mut score.tags, &row(&output.part_of_speech, at), weight);
        add_weighted(&mut score.entities, &row(&output.entity, at), weight);
        add_weighted(&mut score.relations, &row(&output.relation, at), weight);
        score.weight += weight;
    }
}

fn add_weighted(sums: &mut Vec<f32>, scores: &[f32], weight: f32) {
    sums.resize(scores.len(), 0.0);
    for (sum, score) in sums.iter_mut().zip(scores) {
        *sum += weight * score;
    }
}

fn add_links(links: &mut Links, window: &Range<usize>, scores: &rten_tensor::NdTensor<f32, 2>) {
    let rows: Vec<Vec<f32>> = (0..window.len()).map(|at| row(scores, at)).collect();
    links.add(window.clone(), rows.iter().map(Vec::as_slice));
}

fn row(scores: &rten_tensor::NdTensor<f32, 2>, at: usize) -> Vec<f32> {
    scores.slice(at).iter().copied().collect()
}

/// For each piece whether it is the first of a sentence or of a stretch of furniture.
fn sentence_starts(text: &Text, pieces: &[Piece]) -> Vec<bool> {
    let mut bounds: Vec<usize> = text.sentences.iter().map(|s| s.span.start).chain(text.furniture.iter().map(|f| f.span.start)).collect();
    bounds.sort_unstable();
    let mut bounds = bounds.into_iter().peekable();
    pieces
        .iter()
        .map(|piece| {
            let mut begins = false;
            while bounds.next_if(|&bound| bound <= piece.span.start).is_some() {
                begins = true;
            }
            begins
        })
        .collect()
}
