//! The network: its weights, and one pass over one window.
//!
//! In: an ONNX file, its vocabulary and the names of its classes. Out: [`WindowOutput`]s of raw scores.
//! Deliberately absent: files (the caller reads them), windows and decoding.
//!
//! `training/` makes the network; `models/attribution/config.json` names its inputs, outputs and classes.

use super::features::{CASE_SPECIAL, QUOTED_SPECIAL};
use super::syntax::{Entity, Relation, Tag};
use super::word_pieces::WordPieces;
use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};
use std::borrow::Cow;
use std::sync::Arc;
use thiserror::Error;

/// The labels of a piece, in the network's order.
pub const LABELS: [&str; 7] = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"];
const INPUTS: [&str; 4] = ["pieces", "mask", "case", "quoted"];
const OUTPUTS: [&str; 7] = ["labels", "cue_link", "source_link", "part_of_speech", "entity", "head_link", "relation"];

/// What a network is made of.
#[derive(Debug, Clone)]
pub struct ModelFiles<'a> {
    /// The ONNX file.
    pub weights: Cow<'static, [u8]>,
    /// The vocabulary, one piece a line.
    pub vocabulary: &'a str,
    /// What the model says of itself.
    pub config: ModelConfig,
}

/// What a model says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelConfig {
    /// Its version, stored with every analysis.
    pub version: String,
    /// Names of the label classes; they have to be [`LABELS`].
    pub labels: Vec<String>,
    /// Names of the parts of speech; `X` stands for "inside a token".
    pub parts_of_speech: Vec<String>,
    /// Names of the kinds of name.
    pub entities: Vec<String>,
    /// Names of the dependency relations.
    pub relations: Vec<String>,
    /// Pieces in a window, without [CLS] and [SEP].
    pub window: usize,
}

/// Why a network could not be loaded.
#[derive(Debug, Error)]
pub enum ModelError {
    /// The ONNX file is not one, or needs what the runtime lacks.
    #[error("the weights can't be loaded: {0}")]
    Weights(String),
    /// The file lacks an input or output that the tagger needs.
    #[error("the weights have no input or output named `{0}`")]
    MissingNode(&'static str),
    /// The vocabulary lacks a piece that the tagger needs.
    #[error("the vocabulary has no piece `{0}`")]
    MissingPiece(&'static str),
    /// The configuration names other labels.
    #[error("the configuration's labels are not {LABELS:?}")]
    Labels,
    /// A window must hold at least a few words.
    #[error("the configuration's window of {0} pieces is not between 16 and 510")]
    Window(usize),
}

/// A loaded network. Immutable, so that every thread can share it.
pub struct Network {
    model: Model,
    inputs: [NodeId; 4],
    outputs: [NodeId; 7],
    pieces: WordPieces,
    classifier: i32,
    separator: i32,
    config: ModelConfig,
    tags: Vec<Option<Tag>>,
    entities: Vec<Entity>,
    relations: Vec<Relation>,
}

/// Where a network computes: one thread's worth. Each thread that analyses needs its own.
#[derive(Clone)]
pub struct Lane(Arc<ThreadPool>);

impl Lane {
    /// A lane of its own.
    #[must_use]
    pub fn new() -> Self {
        Self(Arc::new(ThreadPool::with_num_threads(1)))
    }
}

impl Default for Lane {
    fn default() -> Self {
        Self::new()
    }
}

/// The network's raw scores for one window of n pieces; in the links, column k + 1 is the window's piece k, column 0 none.
pub struct WindowOutput {
    /// n x 7.
    pub labels: NdTensor<f32, 2>,
    /// n x (n + 1): the piece at which the cue of a source or content piece begins.
    pub cue_link: NdTensor<f32, 2>,
    /// n x (n + 1): the piece at which the source of the cue that begins here begins.
    pub source_link: NdTensor<f32, 2>,
    /// n x parts of speech.
    pub part_of_speech: NdTensor<f32, 2>,
    /// n x kinds of name.
    pub entity: NdTensor<f32, 2>,
    /// n x (n + 1): the first piece of the dependency head; column 0 is the root.
    pub head_link: NdTensor<f32, 2>,
    /// n x relations.
    pub relation: NdTensor<f32, 2>,
}

/// What a window brings to the network, each of n values.
pub struct WindowInput<'a> {
    /// Ids of the pieces.
    pub pieces: &'a [i32],
    /// Their case.
    pub case: &'a [i32],
    /// Their quotation state.
    pub quoted: &'a [i32],
}

impl Network {
    /// Loads a network.
    ///
    /// # Errors
    /// Where weights, vocabulary and configuration do not make a tagger: see [`ModelError`].
    pub fn load(files: ModelFiles<'_>) -> Result<Self, ModelError> {
        let config = files.config;
        if config.labels != LABELS {
            return Err(ModelError::Labels);
        }
        if !(16..=510).contains(&config.window) {
            return Err(ModelError::Window(config.window));
        }
        let pieces = WordPieces::from_vocabulary(files.vocabulary).ok_or(ModelError::MissingPiece("[UNK]"))?;
        let classifier = pieces.id("[CLS]").ok_or(ModelError::MissingPiece("[CLS]"))?;
        let separator = pieces.id("[SEP]").ok_or(ModelError::MissingPiece("[SEP]"))?;
        let mut options = ModelOptions::with_all_ops();
        options.prepack_weights(true);
        let model = match files.weights {
            Cow::Borrowed(bytes) => options.load_static_slice(bytes),
            Cow::Owned(bytes) => options.load(bytes),
        }
        .map_err(|error| ModelError::Weights(error.to_string()))?;
        let node = |name: &'static str| model.node_id(name).map_err(|_| ModelError::MissingNode(name));
        let [a, b, c, d] = INPUTS.map(node);
        let inputs = [a?, b?, c?, d?];
        let [a, b, c, d, e, f, g] = OUTPUTS.map(node);
        let outputs = [a?, b?, c?, d?, e?, f?, g?];
        let tags = config.parts_of_speech.iter().map(|name| (name != "X").then(|| Tag::from_name(name))).collect();
        let entities = config.entities.iter().map(|name| Entity::from_name(name)).collect();
        let relations = config.relations.iter().map(|name| Relation::from_name(name)).collect();
        Ok(Self { model, inputs, outputs, pieces, classifier, separator, config, tags, entities, relations })
    }

    /// The version of the weights.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.config.version
    }

    /// Pieces in a window.
    #[must_use]
    pub fn window(&self) -> usize {
        self.config.window
    }

    /// Its tokenizer.
    #[must_use]
    pub fn pieces(&self) -> &WordPieces {
        &self.pieces
    }

    /// The part of speech of a class; none for "inside a token".
    #[must_use]
    pub fn tag(&self, class: usize) -> Option<Tag> {
        self.tags.get(class).copied().flatten()
    }

    /// The kind of name of a class.
    #[must_use]
    pub fn entity(&self, class: usize) -> Entity {
        self.entities.get(class).copied().unwrap_or(Entity::Other)
    }

    /// The relation of a class.
    #[must_use]
    pub fn relation(&self, class: usize) -> Relation {
        self.relations.get(class).copied().unwrap_or(Relation::Other)
    }

    /// Scores one window. None where the runtime fails or answers in another shape than the model promised.
    #[must_use]
    pub fn score(&self, window: &WindowInput<'_>, lane: &Lane) -> Option<WindowOutput> {
        let framed = |first: i32, middle: &[i32], last: i32| {
            let mut row = Vec::with_capacity(middle.len() + 2);
            row.push(first);
            row.extend_from_slice(middle);
            row.push(last);
            row
        };
        let length = window.pieces.len() + 2;
        let rows = [
            framed(self.classifier, window.pieces, self.separator),
            vec![1; length],
            framed(CASE_SPECIAL, window.case, CASE_SPECIAL),
            framed(QUOTED_SPECIAL, window.quoted, QUOTED_SPECIAL),
        ];
        let inputs = self.inputs.iter().zip(&rows).map(|(&id, row)| {
            let view = NdTensorView::from_data([1, length], row.as_slice());
            (id, view.into())
        });
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&lane.0)));
        let outputs: [Value; 7] = self.model.run_n(inputs.collect(), self.outputs, Some(options)).ok()?;
        let [labels, cue_link, source_link, part_of_speech, entity, head_link, relation] = outputs;
        Some(WindowOutput {
            labels: inner_rows(labels, length, LABELS.len())?,
            cue_link: inner_rows(cue_link, length, length - 1)?,
            source_link: inner_rows(source_link, length, length - 1)?,
            part_of_speech: inner_rows(part_of_speech, length, self.tags.len())?,
            entity: inner_rows(entity, length, self.entities.len())?,
            head_link: inner_rows(head_link, length, length - 1)?,
            relation: inner_rows(relation, length, self.relations.len())?,
        })
    }
}

/// The first `columns` scores of the window's own pieces, without the rows of [CLS] and [SEP].
fn inner_rows(value: Value, length: usize, columns: usize) -> Option<NdTensor<f32, 2>> {
    let tensor: NdTensor<f32, 3> = value.try_into().ok()?;
    let [batch, rows, wide] = tensor.shape();
    if batch != 1 || rows != length || wide < columns {
        return None;
    }
    Some(tensor.slice((0, 1..length - 1, 0..columns)).to_tensor())
}
