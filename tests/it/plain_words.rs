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

/// Holds the engine to one claim of each text, as "words | source | status".
fn check_claims(cases: &[(&str, &str)]) {
    let engine = load_engine(None).unwrap();
    for &(text, expected) in cases {
        let found = claims(&engine, text);
        assert!(found.iter().any(|claim| claim == expected), "{expected:?} is not among {found:#?}");
    }
}

#[test]
fn what_a_court_or_an_inquiry_has_heard_is_its_own() {
    check_claims(&[
        (
            "A mother of three was struck by a reversing lorry outside a Bramford depot, a court has heard.",
            "A mother of three was struck by a reversing lorry outside a Bramford depot | court | attributed",
        ),
        (
            "The bridge had not been inspected for nine years, the inquiry was told on Tuesday.",
            "The bridge had not been inspected for nine years | inquiry | attributed",
        ),
        ("The choir sang for an hour, and the hall heard every word.", "the hall heard every word | newsroom | asserted"),
    ]);
}

#[test]
fn a_report_that_somebody_turns_down_is_not_his() {
    check_claims(&[
        (
            "Reports in Lindon that the striker had left the club were denied by captain Sean Alleyne.",
            "the striker had left the club | media reports | denied",
        ),
        (
            "Accusations that the army shelled the market were rejected by its spokesman.",
            "the army shelled the market | unidentified source | denied",
        ),
        (
            "Suggestions that the match be played behind closed doors were rejected by the league.",
            "Suggestions that the match be played behind closed doors were rejected by the league | newsroom | asserted",
        ),
        ("The union accused police of closing the road twice, a charge the mayor's office called absurd.", "closing the road twice | union | denied"),
        (
            "The report that the council commissioned was rejected by ministers.",
            "The report that the council commissioned was rejected by ministers | newsroom | asserted",
        ),
    ]);
}

#[test]
fn a_matter_denied_in_a_noun_is_a_claim() {
    check_claims(&[
        ("Norvik Haulage rejected any link with the cargo and said the lorry had been sold.", "any link with the cargo | Norvik Haulage | denied"),
        ("The minister has denied any wrongdoing.", "any wrongdoing | minister | denied"),
        (
            "If he denies any wrongdoing, the panel will call two witnesses.",
            "If he denies any wrongdoing, the panel will call two witnesses | newsroom | asserted",
        ),
        (
            "The rebels, who have about 900 fighters, admitted carrying out the raid but said nobody had died.",
            "carrying out the raid | rebels | confirmed",
        ),
    ]);
}

#[test]
fn another_number_for_the_same_disputes_both() {
    check_claims(&[
        ("Organisers put the crowd at 60,000. Police estimated it at 14,000.", "it at 14,000 | police | disputed"),
        (
            "The union said the state owed its members 38 million crowns. The ministry acknowledged the debt but put it at 21 million.",
            "it at 21 million | ministry | disputed",
        ),
        (
            "A charity says poachers have killed 23 elephants. The parks authority confirmed that carcasses had been found but put the number at nine.",
            "carcasses had been found | parks authority | confirmed",
        ),
        ("The mayor said 12 people had died. The ministry put the number of missing at 17.", "the number of missing at 17 | ministry | attributed"),
    ]);
}

#[test]
fn two_halves_that_share_an_auxiliary_are_one_claim() {
    check_claims(&[
        (
            "Police said 23 people had been arrested and four officers hurt.",
            "23 people had been arrested and four officers hurt | police | attributed",
        ),
        ("The utility has said that 30 barrels leaked from a pipe and that the leak was sealed.", "the leak was sealed | utility | attributed"),
    ]);
}

#[test]
fn what_somebody_calls_something_is_no_claim_of_theirs() {
    check_claims(&[
        (
            "A visit was called off for what officials described as scheduling reasons.",
            "A visit was called off for what officials described as scheduling reasons | newsroom | asserted",
        ),
        ("Lisbon reportedly offered to share pictures.", "Lisbon reportedly offered to share pictures | newsroom | unconfirmed"),
        ("Lorries could be seen queuing at the gate.", "Lorries could be seen queuing at the gate | newsroom | asserted"),
        ("The appeal could be heard as early as June.", "The appeal could be heard as early as June | newsroom | unconfirmed"),
    ]);
}

#[test]
fn an_account_is_borne_out_for_whom_it_belongs_to() {
    check_claims(&[
        (
            "Governor Joyce Akiru accused the capital of holding back money. \"I had sixty goats,\" said Ekal Lomu. A charity says it has records that bear out the governor's version.",
            "I had sixty goats | Ekal Lomu | attributed",
        ),
        (
            "A leaked memo said the plant would shut. The firm would not confirm the authenticity of the memo.",
            "the plant would shut | leaked memo | unconfirmed",
        ),
        ("The prime minister said he would ask Peru for aid. Lima has yet to respond.", "he would ask Peru for aid | prime minister | attributed"),
        ("A villager said rangers had sold him meat. Zimparks described that as a malicious lie.", "rangers had sold him meat | villager | denied"),
    ]);
}

#[test]
fn bodies_are_known_by_their_whole_names_and_by_what_they_are() {
    check_last_sources(&[
        ("The Quarry Workers' and Allied Trades Union said warnings had been ignored.", "Quarry Workers' and Allied Trades Union, organisation"),
        (
            "A deputy shot a man, the Bexley County Sheriff's Office said. Deputies found a rifle, Sheriff Dan Kowal said. The man was armed, the Bexley County Sheriff's Office said.",
            "Bexley County Sheriff's Office, official",
        ),
        ("Transport Scotland confirmed it was in talks.", "Transport Scotland, official"),
        ("The owner, Canada's Stonebridge Metals, said production was normal.", "Stonebridge Metals, organisation"),
        ("The cable failed. Traffic was rerouted, its owner Baltline said.", "Baltline, organisation"),
        ("The back four will change, his club, Port Morant CC, said.", "Port Morant CC, organisation"),
        ("The striker has agreed terms, Italian daily Corriere dei Campioni claimed.", "Corriere dei Campioni, media"),
        ("University Hospital Shannonbridge was full. The hospital said it was sorry.", "University Hospital Shannonbridge, organisation"),
        ("The ruling Alliance for Renewal won 41 seats. The party said it would govern.", "Alliance for Renewal, organisation"),
        (
            "Congo has an outbreak, the World Health Organization said. Samples tested positive, the U.N. agency said.",
            "World Health Organization, official",
        ),
        ("Serbian customs officers seized cocaine, the customs administration said. ", "Serbian customs administration, official"),
        ("Solicitors acting for Margaret Pugh say her husband died.", "Margaret Pugh, person"),
        ("That would be a breach, said Green MEP Tineke Bosch.", "Tineke Bosch, person"),
        (
            "Judge Nasir Abbasi ordered him to furnish bonds. Former minister Rana Lodhi has pleaded not guilty, his counsel, Sadia Anwar, said.",
            "Rana Lodhi, person",
        ),
        ("Peru has declared an emergency. Ghana has signed a loan, its finance minister said.", "Ghana's finance minister, official"),
        ("Mr Tighe conceded. The premier, Declan Moriarty, has no plans to resign, his spokesman said.", "Declan Moriarty, person"),
    ]);
}

#[test]
fn a_text_may_end_anywhere() {
    let engine = load_engine(None).unwrap();
    for text in [
        "BUDGET AIRLINE",
        "Retailer",
        "The court",
        "Reports that",
        "He denied any",
        "a figure that",
        "Police put it at",
        "the Drivers'",
        // Words in no order, with "would" as the last one.
        "the invitation invitation from one no has congress, ruling It said. Spain's: down turned would",
    ] {
        let _ = engine.analyse(text, &Context::default());
    }
}
