//! Fifth stage: who answers for each attribution.
//!
//! In: text, syntax, attributions and a snapshot of the registry. Out: for each attribution its [`Resolved`] source; and for
//! any stretch of the text the party that it means, which the next stage asks ("who is Beijing in 'Beijing has not confirmed'?").
//! Deliberately absent: how well a claim is confirmed (`status`), and how people teach sources (`service`).
//!
//! `phrases` finds noun phrases, `reading` takes each apart, `cast` says whom it means, this module what follows for the
//! attributions: spokespersons speak for their bodies, outlets pass on what others told them.

mod answer;
mod cast;
mod party;
mod phrases;
mod reading;
pub mod registry;
mod setting;
mod table;
#[cfg(test)]
mod tests;

pub use registry::Registry;
pub use table::RegistryError;

use super::attribution::Draft;
use super::tagger::{Syntax, Tag};
use super::text::Text;
use crate::domain::{SourceRef, Span};
use cast::{Cast, SourcePhrases};
use phrases::Phrases;
use std::collections::HashSet;

/// What the stage works on.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The text.
    pub text: &'a Text,
    /// Its tokens.
    pub syntax: &'a Syntax,
    /// Who said what, as spans.
    pub attributions: &'a [Draft],
    /// The sources known beforehand.
    pub registry: &'a Registry,
    /// The outlet's own name: in the text it is the newsroom.
    pub outlet: Option<&'a str>,
}

/// Who answers for an attribution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// Who answers for it.
    pub source: SourceRef,
    /// Through whom it came, outermost first.
    pub via: Vec<SourceRef>,
    /// Why an unnamed source is not named, where the article says so.
    pub justification: Option<Span>,
}

/// The parties of an article, with the sources of its attributions.
pub struct Resolver<'a> {
    cast: Cast<'a>,
    resolved: Vec<Resolved>,
    registry: &'a Registry,
}

impl<'a> Resolver<'a> {
    /// Finds the parties of an article and the sources of its attributions.
    #[must_use]
    pub fn new(input: Input<'a>) -> Self {
        let phrases = Phrases::find(input.text, input.syntax, input.registry, verbs_behind_sources(&input));
        let mentions: Vec<answer::Mention> = input.attributions.iter().map(|draft| answer::find_mention(&phrases, draft)).collect();
        let mut sources = SourcePhrases::default();
        for (draft, mention) in input.attributions.iter().zip(&mentions) {
            if let (Some(&last), true) = (mention.phrases.last(), mention.phrases.len() > 1) {
                sources.joined.insert(last, mention.phrases.clone());
            }
            let asks = draft.cue.iter().any(|cue| cue.of(&input.text.normal).to_lowercase().split(' ').any(|word| word == "asked" || word == "asks"));
            for &phrase in &mention.phrases {
                if asks {
                    sources.asking.insert(phrase);
                }
                sources.contents.entry(phrase).or_default().extend(draft.content.iter().copied());
            }
        }
        let mut cast = Cast::gather(input.text, phrases, input.registry, sources, input.outlet);
        let mut resolved = answer::resolve(&mut cast, input, &mentions);
        for found in &mut resolved {
            found.source = input.registry.settle(found.source.clone());
            found.via = std::mem::take(&mut found.via).into_iter().map(|via| input.registry.settle(via)).collect();
        }
        Self { cast, resolved, registry: input.registry }
    }

    /// The sources, one for each attribution.
    #[must_use]
    pub fn sources(&self) -> &[Resolved] {
        &self.resolved
    }

    /// The party that a stretch of the text means; none where it means nobody who could be a source.
    #[must_use]
    pub fn resolve_party(&self, span: Span) -> Option<SourceRef> {
        answer::party_of_span(&self.cast, span).map(|party| self.registry.settle(answer::source_of(&self.cast, party)))
    }
}

/// The tokens at which a cue begins right behind the mention that it belongs to.
fn verbs_behind_sources(input: &Input<'_>) -> HashSet<usize> {
    let mut verbs = HashSet::new();
    for draft in input.attributions {
        let (Some(mention), Some(cue)) = (draft.mention.last(), draft.cue.first()) else { continue };
        let tokens = input.syntax.tokens_in(*cue);
        let token = tokens.start;
        // "his | promise" is no verb.
        let owned = token > 0 && matches!(input.syntax.tokens[token - 1].tag, Tag::PrpS | Tag::Pos);
        let behind = tokens.len() == 1 && !owned && token > 0 && input.syntax.tokens[token - 1].span.end == mention.end;
        if behind && cue.start >= mention.end {
            verbs.insert(token);
        }
    }
    verbs
}

/// Says who answers for each attribution.
#[must_use]
pub fn resolve_sources(input: Input<'_>) -> Vec<Resolved> {
    Resolver::new(input).resolved
}
