//! Any bytes as an article: no panic, and every span lies on words of the text as it was sent.

#![no_main]

use claimdesk::domain::Span;
use claimdesk::engine::Engine;
use claimdesk::service::Context;
use claimdesk::service::resources::load_engine;
use libfuzzer_sys::fuzz_target;
use std::cell::OnceCell;

thread_local! {
    static ENGINE: OnceCell<Engine> = const { OnceCell::new() };
}

fuzz_target!(|bytes: &[u8]| {
    let sent = String::from_utf8_lossy(bytes);
    ENGINE.with(|engine| {
        let engine = engine.get_or_init(|| load_engine(None).expect("the embedded model and registry load"));
        let analysis = engine.analyse(&sent, &Context::default());
        let mut spans: Vec<Span> = analysis.furniture.iter().map(|piece| piece.span).collect();
        for attribution in &analysis.attributions {
            for role in [&attribution.mention, &attribution.cue, &attribution.content] {
                assert!(role.is_sorted_by(|one, other| one.end <= other.start), "{role:?}");
            }
            spans.extend(attribution.mention.iter().chain(&attribution.cue).chain(&attribution.content).chain(&attribution.justification));
        }
        for claim in &analysis.claims {
            assert!(!claim.spans.is_empty() && !claim.basis.is_empty());
            assert!(claim.spans.is_sorted_by(|one, other| one.end <= other.start), "{:?}", claim.spans);
            spans.extend(claim.spans.iter().copied().chain(claim.basis.iter().filter_map(|basis| basis.span)));
        }
        for span in spans {
            assert!(!sent[span.start..span.end].is_empty());
        }
    });
});
