//! Text in, analysis out: pure, deterministic, and it cannot fail.
//!
//! In: an article's text, the loaded network and a snapshot of the source registry.
//! Out: attributions, claims with source, status and basis, furniture and notes, all spans on the text as it was sent.
//! Deliberately absent: files, network, clock, environment, randomness and threads; whoever calls brings those.
//!
//! The stages, each of which knows only those before it:
//! `text` -> `tagger` -> `attribution` -> `claims` -> `sources` -> `status`; `lexicon` holds the tables of words.

pub mod attribution;
pub mod claims;
pub mod lexicon;
mod notes;
pub mod sources;
pub mod status;
pub mod tagger;
pub mod text;

use crate::domain::{Analysis, Attribution, Basis, Claim, Furniture, SourceRef, Span, Versions};
use attribution::Draft;
use claims::ClaimDraft;
use sources::{Registry, Resolved, Resolver};
use status::Judgement;
use std::sync::Arc;
use tagger::{Lane, Network};
use text::Text;

/// What is known about a text beside its words.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The outlet's name: its own name in the text is the newsroom, not another medium.
    pub outlet: Option<String>,
    /// Language of the text as a BCP 47 tag, where the newsroom said so.
    pub language: Option<String>,
    /// The sources to look names up in, where they are others than the engine's own: what people taught changes while it runs.
    pub registry: Option<Arc<Registry>>,
}

/// The analysis, ready to run: the network, the registry and one lane of computation.
#[derive(Clone)]
pub struct Engine {
    network: Arc<Network>,
    registry: Arc<Registry>,
    lane: Lane,
    versions: Versions,
}

impl Engine {
    /// An engine of this network and this registry.
    #[must_use]
    pub fn new(network: Arc<Network>, registry: Arc<Registry>) -> Self {
        let versions =
            Versions { engine: env!("CARGO_PKG_VERSION").to_owned(), model: network.version().to_owned(), registry: registry.version().to_owned() };
        Self { network, registry, lane: Lane::new(), versions }
    }

    /// The same engine, sharing network and registry, with a lane of computation of its own.
    #[must_use]
    pub fn for_another_thread(&self) -> Self {
        Self { lane: Lane::new(), ..self.clone() }
    }

    /// Analyses a text of any content and length. Time and memory grow linearly with the text.
    #[must_use]
    pub fn analyse(&self, sent: &str, context: &Context) -> Analysis {
        let registry = context.registry.as_ref().unwrap_or(&self.registry);
        let text = Text::read(sent);
        let tagging = tagger::tag(&text, &self.network, &self.lane);
        let drafts = attribution::find_attributions(&text, &tagging);
        let claims = claims::find_claims(&text, &tagging.syntax, &drafts);
        let resolver = Resolver::new(sources::Input {
            text: &text,
            syntax: &tagging.syntax,
            attributions: &drafts,
            registry,
            outlet: context.outlet.as_deref(),
        });
        let sources: Vec<SourceRef> = resolver.sources().iter().map(|resolved| resolved.source.clone()).collect();
        let judgements = status::assign_status(&status::Input {
            text: &text,
            syntax: &tagging.syntax,
            attributions: &drafts,
            sources: &sources,
            claims: &claims,
            party: &|span| resolver.resolve_party(span),
        });
        let page = Page { text: &text, drafts: &drafts, resolved: resolver.sources() };
        Analysis {
            attributions: page.attributions(),
            claims: claims.iter().zip(judgements).map(|(claim, judgement)| page.claim(claim, judgement)).collect(),
            furniture: text.furniture.iter().map(|furniture| Furniture { kind: furniture.kind, span: text.to_sent(furniture.span) }).collect(),
            notes: notes::find_notes(sent, context),
            versions: Versions { registry: registry.version().to_owned(), ..self.versions.clone() },
        }
    }
}

/// The stages' results on the way back to the text as it was sent.
struct Page<'a> {
    text: &'a Text,
    drafts: &'a [Draft],
    resolved: &'a [Resolved],
}

impl Page<'_> {
    fn sent(&self, spans: &[Span]) -> Vec<Span> {
        spans.iter().map(|&span| self.text.to_sent(span)).collect()
    }

    fn attributions(&self) -> Vec<Attribution> {
        let pairs = self.drafts.iter().zip(self.resolved);
        pairs
            .map(|(draft, resolved)| Attribution {
                quote: draft.quote,
                mention: self.sent(&draft.mention),
                cue: self.sent(&draft.cue),
                content: self.sent(&draft.content),
                source: resolved.source.clone(),
                via: resolved.via.clone(),
                justification: resolved.justification.map(|span| self.text.to_sent(span)),
                confidence: draft.confidence,
            })
            .collect()
    }

    fn claim(&self, claim: &ClaimDraft, judgement: Judgement) -> Claim {
        let source = claim.attribution.and_then(|at| self.resolved.get(at)).map_or_else(SourceRef::newsroom, |resolved| resolved.source.clone());
        let basis = judgement.basis.into_iter().map(|basis| Basis { span: basis.span.map(|span| self.text.to_sent(span)), ..basis }).collect();
        Claim { spans: self.sent(&claim.spans), source, attribution: claim.attribution, status: judgement.status, basis }
    }
}
