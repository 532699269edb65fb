//! Attributions in plain words that the network alone misses, on invented sentences, with the real engine.
//!
//! In: a text. Out: who answers for a claim in it, and with which status.
//! Deliberately absent: figures, which `corpus.rs` holds.

use claimdesk::engine::{Context, Engine};
use claimdesk::service::resources::load_engine;

/// Each claim of a text as "words | source | status".
fn claims(engine: &Engine, text: &str) -> Vec<String> {
    let analysis = engine.analyse(text, &Context::default());
    let words = |claim: &claimdesk::domain::Claim| claim.spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" ");
    analysis.claims.iter().map(|claim| format!("{} | {} | {}", words(claim), claim.source.name, claim.status.as_str())).collect()
}

#[test]
fn an_editor_sees_who_says_what_in_plain_words() {
    let engine = load_engine(None).unwrap();
    for (text, expected) in [
        ("Marc Thill, 58, denied, however, having forged the mayor's signature.", "having forged the mayor's signature | Marc Thill | denied"),
        (
            "The harbour office, a part of the town, has an archive. But a parliamentary committee established in March that he had held the highest clearance for six years.",
            "he had held the highest clearance for six years | parliamentary committee | attributed",
        ),
        ("The opposition accused the prime minister of buying votes, which he denied.", "buying votes | opposition | denied"),
        (
            "The labour minister has offered to mediate, a government source said, and the company is willing to accept.",
            "The labour minister has offered to mediate | government source | unconfirmed",
        ),
        (
            "\"Either he misled the House or he was misled,\" said Harriet Nkemelu.",
            "Either he misled the House or he was misled | Harriet Nkemelu | attributed",
        ),
        ("At least 14 deaths have been confirmed.", "At least 14 deaths have been confirmed | newsroom | asserted"),
        (
            "Security researchers believe the group may be based in Belarus, although they have offered no proof.",
            "the group may be based in Belarus | security researchers | unconfirmed",
        ),
    ] {
        let found = claims(&engine, text);
        assert!(found.iter().any(|claim| claim == expected), "{expected:?} is not among {found:#?}");
    }
}

#[test]
fn a_point_denied_to_a_rival_is_no_denial() {
    let engine = load_engine(None).unwrap();
    let found = claims(&engine, "Estrela denied Vitória a point with a late goal on Saturday.");
    assert_eq!(found, ["Estrela denied Vitória a point with a late goal on Saturday | newsroom | asserted"]);
}

#[test]
fn an_interview_belongs_to_who_is_interviewed() {
    let engine = load_engine(None).unwrap();
    let text = "Professor Grace Moyo heads the programme at Chikore Hospital.\n\nQ: How many patients do you have today?\n\nA: We have 61 patients in two wards.";
    let found = claims(&engine, text);
    assert!(found.iter().any(|claim| claim == "We have 61 patients in two wards | Grace Moyo | attributed"), "{found:#?}");
}
