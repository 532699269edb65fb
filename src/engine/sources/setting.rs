//! The country that an article is about.
//!
//! In: the names of the registry that occur in the text. Out: the country that most of them belong to, if one stands out.
//! Deliberately absent: towns, which `cast` keeps as it walks through the text.

use super::phrases::Phrases;
use super::registry::{Named, Registry};
use crate::domain::FurnitureKind;
use crate::engine::tagger::Entity;
use crate::engine::text::Text;
use std::collections::HashMap;

/// A dateline names the country outright; it counts as much as four mentions.
const DATELINE: f32 = 4.0;
/// The first must have this much more than the second: at a draw nobody could say which country's ministry is meant.
const LEAD: f32 = 1.3;

/// Enough evidence to call a body by it: a place is, an outlet that is cited is not.
const NAMED: f32 = 1.0;

/// The country that an article is about, and whether the article names it or a place in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    pub(super) country: usize,
    pub(super) named: bool,
}

/// The country that the article is about.
pub(super) fn find_country(text: &Text, phrases: &Phrases<'_>, registry: &Registry) -> Option<Setting> {
    let mut weights: HashMap<usize, f32> = HashMap::new();
    let mut token = 0;
    while token < phrases.syntax.tokens.len() {
        let Some(known) = phrases.known_at(token) else {
            token += 1;
            continue;
        };
        // "Rosa Lima" tells of no town.
        let borne = known.tokens == 1
            && matches!(known.named, Named::Seat(_) | Named::Place(_))
            && phrases.syntax.tokens[token].entity == Entity::Person
            && token > 0
            && registry.first_name(phrases.word(token - 1)).is_some();
        if let Some((country, weight)) = evidence(registry, known.named).filter(|_| !borne) {
            *weights.entry(country).or_default() += weight;
        }
        token += known.tokens;
    }
    for dateline in text.furniture.iter().filter(|furniture| furniture.kind == FurnitureKind::Dateline) {
        add_dateline(dateline.span.of(&text.normal), registry, &mut weights);
    }
    // Where the dateline was not set apart: capitals at the very beginning.
    if let Some(sentence) = text.sentences.first() {
        let words = sentence.span.of(&text.normal);
        let shouted: String = words.chars().take(60).take_while(|c| c.is_uppercase() || !c.is_alphabetic()).collect();
        add_dateline(shouted.trim_end_matches(|c: char| c.is_alphabetic()), registry, &mut weights);
    }
    let mut ranked: Vec<(usize, f32)> = weights.into_iter().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    match ranked.as_slice() {
        [] => None,
        [(only, weight)] => Some(Setting { country: *only, named: *weight >= NAMED }),
        [(first, most), (_, next), ..] => (*most >= LEAD * next).then_some(Setting { country: *first, named: *most >= NAMED }),
    }
}

fn evidence(registry: &Registry, named: Named) -> Option<(usize, f32)> {
    match named {
        Named::Country(at) | Named::Seat(at) | Named::Adjective(at) | Named::People(at) => Some((at, 1.0)),
        Named::Place(at) => Some((at, 1.0)),
        // An agency or a statesman may speak of any country.
        Named::Entry(at) if registry.has_namesakes(at) => None,
        Named::Entry(at) => registry.entry(at).country.map(|country| (country, 0.4)),
    }
}

fn add_dateline(words: &str, registry: &Registry, weights: &mut HashMap<usize, f32>) {
    for place in words.split(['/', ',', '(', ')', '-', '–', '—', ':', '\n']).map(str::trim).filter(|place| place.len() > 2) {
        let titled: String = place.split_whitespace().map(capitalised).collect::<Vec<_>>().join(" ");
        if let Some((country, weight)) = registry.find_name(&titled).and_then(|named| evidence(registry, named)) {
            *weights.entry(country).or_default() += DATELINE * weight;
        }
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect())
}
