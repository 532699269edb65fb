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

/// Holds the engine to who answers for the last claim of each text, as "name, kind".
fn check_last_sources(cases: &[(&str, &str)]) {
    let engine = load_engine(None).unwrap();
    for &(text, expected) in cases {
        let analysis = engine.analyse(text, &Context::default());
        let found = analysis.claims.last().map(|claim| format!("{}, {}", claim.source.name, claim.source.kind.as_str()));
        assert_eq!(found.as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn names_are_read_without_what_stands_around_them() {
    check_last_sources(&[
        // Honours, ranks, forms of address.
        ("Defending, Tom Harris QC told the jury that his client had acted under duress.", "Tom Harris, person"),
        ("Det Supt Rachel Moss said officers were examining footage.", "Rachel Moss, person"),
        ("Amelia Court told the jury that the cheques were forged. Ms Court said the forger had been paid.", "Amelia Court, person"),
        ("Mr Bank, 54, said he was innocent.", "Bank, person"),
        ("Howard Tindall stole £90,000, a court heard.\nProsecuting, Amelia Court said the cheques were forged.", "Amelia Court, person"),
        // Whoever speaks for a body may have a rank.
        ("Police arrested nine people, police spokesperson Brigadier Zanele Mbatha said.", "police, official"),
        ("Pentagon spokesman Maj. Gen. Pat Orton said a drone was shot down.", "Pentagon, official"),
        // Bodies, and offices with their seats.
        ("The Republican Party of Colorado said the count was clean.", "Republican Party of Colorado, organisation"),
        ("Republican Party chairman Mike Hale said turnout was high.", "Mike Hale, person"),
        ("The Kenyan attorney general's office said it had opened an inquiry.", "Kenyan attorney general's office, official"),
        ("The mayor of Arden said he would not resign. A spokesman for the mayor said he was ill.", "mayor of Arden, official"),
        ("The chief executive of Volta Motors said sales fell.", "chief executive of Volta Motors, organisation"),
        ("West Mercia Police said the road was closed. The force said drivers should avoid it.", "West Mercia Police, official"),
    ]);
}

#[test]
fn firms_of_one_word_are_told_from_people() {
    check_last_sources(&[
        ("Nordvik cut its forecast on Monday. The company said it expects to sell 1.1m cars.", "Nordvik, organisation"),
        ("Nordvik cut its forecast on Monday. The carmaker said it expects to sell 1.1m cars.", "Nordvik, organisation"),
        ("Pling said it would stop showing ads to teenagers in Europe.", "Pling, organisation"),
        ("Rovers said no deal had been agreed.", "Rovers, organisation"),
        ("Erik Lund praised its work. He said the charity was good.", "Erik Lund, person"),
        // The first word of a quotation has its capital from there.
        (
            "Volta cut its forecast. “Sales were weak,” chief executive Omar Haddad said. The company now expects to sell 1.1m cars.",
            "Volta, organisation",
        ),
    ]);
}

#[test]
fn what_is_called_untrue_behind_said_is_denied_and_silence_is_the_newsrooms() {
    let engine = load_engine(None).unwrap();
    for (text, expected) in [
        ("The minister said taxes fell. The opposition leader, Ann Cole, said that was untrue.", "taxes fell | minister | denied"),
        ("The club said the player was fit. The doctor, Joe Tan, told reporters that was a lie.", "the player was fit | club | denied"),
        (
            "Ann Cole said the plan that was false hope for many would be dropped.",
            "the plan that was false hope for many would be dropped | Ann Cole | attributed",
        ),
        (
            "The president has died, according to a family friend. There has been no official confirmation.",
            "There has been no official confirmation | newsroom | asserted",
        ),
    ] {
        let found = claims(&engine, text);
        assert!(found.iter().any(|claim| claim == expected), "{text}\n{found:?}");
    }
}
