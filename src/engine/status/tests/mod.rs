//! Texts of our own, each with the attributions that earlier stages would find, and the status of one claim.
//!
//! Who said what is written as `said(kind, mention, cue, contents)`; a claim that no attribution has is the newsroom's.

mod examples;

use super::*;
use crate::domain::{QuoteKind, SourceKind, SourceKind::*, Status::*};

struct Said {
    kind: SourceKind,
    mention: &'static str,
    cue: &'static str,
    contents: &'static [&'static str],
}

const fn said(kind: SourceKind, mention: &'static str, cue: &'static str, contents: &'static [&'static str]) -> Said {
    Said { kind, mention, cue, contents }
}

/// The judgement on the claim `claim`; mentions, cues and contents are looked up in the text.
fn judge(text: &str, who: &[Said], claim: &str) -> Judgement {
    let read = Text::read(text);
    let find = |words: &str, near: usize| {
        let behind = read.normal[near..].find(words).map(|at| at + near);
        let at = behind.or_else(|| read.normal.find(words)).unwrap_or_else(|| panic!("{words:?} does not stand in {text:?}"));
        Span::new(at, at + words.len())
    };
    let mut attributions = Vec::new();
    let mut sources = Vec::new();
    let mut claims = Vec::new();
    for one in who {
        let content: Vec<Span> = one.contents.iter().map(|words| find(words, 0)).collect();
        let sentence = read.sentence_at(content[0].start).map_or(0, |at| read.sentences[at].span.start);
        let cue: Vec<Span> = Some(one.cue).filter(|cue| !cue.is_empty()).map(|cue| find(cue, sentence)).into_iter().collect();
        let mention: Vec<Span> =
            Some(one.mention).filter(|mention| !mention.is_empty()).map(|mention| find(mention, sentence.saturating_sub(1))).into_iter().collect();
        claims.extend(content.iter().map(|&span| ClaimDraft { spans: vec![span], attribution: Some(attributions.len()) }));
        attributions.push(Draft { mention, cue, content, quote: QuoteKind::Indirect, continues: None, inside: None, confidence: 1.0 });
        sources.push(SourceRef::discovered(one.mention, one.kind));
    }
    if !claims.iter().any(|one| one.spans[0].of(&read.normal) == claim) {
        claims.push(ClaimDraft { spans: vec![find(claim, 0)], attribution: None });
    }
    claims.sort_by_key(|one| one.spans[0].start);
    // As the registry would: a name that was met before is that source, a pronoun alone is none, unnamed people are a group.
    let known = sources.clone();
    let party = |span: Span| {
        let words = span.of(&read.normal).trim();
        let lower = words.to_lowercase();
        if ["it", "he", "she", "they", "which", "who", ""].contains(&lower.as_str()) {
            return None;
        }
        let met = known
            .iter()
            .find(|source| source.name.split(' ').any(|part| part.len() > 3 && part.starts_with(char::is_uppercase) && words.contains(part)));
        let unnamed = ["experts", "officials", "sources", "residents", "critics"].iter().any(|group| lower.contains(group));
        met.cloned().or_else(|| Some(SourceRef::discovered(words, if unnamed { Group } else { Official })))
    };
    let input = Input { text: &read, syntax: &Syntax::default(), attributions: &attributions, sources: &sources, claims: &claims, party: &party };
    let at = claims.iter().position(|one| one.spans[0].of(&read.normal) == claim).unwrap();
    assign_status(&input).swap_remove(at)
}

fn check(text: &str, who: &[Said], claim: &str, status: Status, rule: &str) {
    let judgement = judge(text, who, claim);
    assert_eq!((judgement.status, judgement.basis[0].rule.as_ref()), (status, rule), "{claim:?} in {text:?}\n{:?}", judgement.basis);
}

/// The newsroom's own claim is the whole text without its stop.
fn check_own(text: &str, status: Status) {
    let judgement = judge(text, &[], text.trim_end_matches('.'));
    assert_eq!(judgement.status, status, "{text:?}\n{:?}", judgement.basis);
}

#[test]
fn the_newsroom_asserts_what_it_does_not_hedge() {
    for text in [
        "The trial of surfer Will Grant is due to open in Wellington on Oct 6.",
        "Eleven witnesses are set to appear, among them Constable May Chance.",
        "The results are expected on Tuesday.",
        "The train left as expected.",
        "The results of the vote of 4 May were published in May.",
        "The court is considering an appeal by the firm.",
        "Nurses have reported to work since Sunday.",
        "He appeared on state television at eight.",
        "The minister appeared before a committee that may summon her again.",
        "Two lawmakers were denied entry at the airport.",
        "The wards were treating 412 confirmed cases of cholera.",
        "The president had dismissed his interior minister the night before.",
        "She claimed her first title on Saturday.",
        "Hungary rejected a Polish proposal to share the cost of gas storage.",
        "The lake is known for its pink shore.",
        "The disputed border runs through four villages.",
        "The club could not field its captain.",
        "Talks are scheduled to last five weeks.",
    ] {
        check_own(text, Asserted);
    }
}

#[test]
fn hedges_in_the_newsrooms_own_voice_leave_a_claim_unconfirmed() {
    for text in [
        "The gunman reportedly bought the rifle at a fair in Graz.",
        "The price is believed to be about £11.5m.",
        "Delays of up to two hours are expected.",
        "He is alleged to have posted a farewell video.",
        "A frozen valve may be to blame.",
        "The two prime ministers could meet in Kuala Lumpur next week.",
        "The bank is widely expected to leave its rate at 12.75%.",
        "A cut in August looks likely now that growth has stalled.",
        "A possible call between the two is also on the cards.",
        "At least three lawmakers are thought to be preparing bids.",
        "The talks appear to have failed.",
        "The winger is said to have turned down an offer from Lille.",
        "It is understood that the contract runs until June.",
        "In one village a whole family is feared to be under the rubble.",
        "A third missile is suspected to have fallen short.",
        "The suspect allegedly wired the money to Belize.",
        "Rain is likely to delay the launch.",
        "There is speculation that the chairman will resign.",
        "The airline may never fly again.",
        "A state funeral is rumoured for Friday.",
        "The merger seems to be off.",
    ] {
        check_own(text, Unconfirmed);
    }
}

#[test]
fn a_hedge_inside_an_identified_sources_words_changes_nothing() {
    check(
        "The Kremlin said the leaders may meet.",
        &[said(Official, "The Kremlin", "said", &["the leaders may meet"])],
        "the leaders may meet",
        Attributed,
        "identified-source",
    );
}

#[test]
fn the_kind_of_source_decides_where_nothing_else_does() {
    for (kind, status, rule) in [
        (Person, Attributed, "identified-source"),
        (Organisation, Attributed, "identified-source"),
        (Document, Attributed, "identified-source"),
        (Media, Unconfirmed, "source-is-media"),
        (Group, Unconfirmed, "source-is-group"),
        (Anonymous, Unconfirmed, "source-is-anonymous"),
    ] {
        check(
            "The pump failed at four, Tomoko Arai said.",
            &[said(kind, "Tomoko Arai", "said", &["The pump failed at four"])],
            "The pump failed at four",
            status,
            rule,
        );
    }
    check(
        "Some polls put turnout below 40 per cent.",
        &[said(Document, "Some polls", "put", &["turnout below 40 per cent"])],
        "turnout below 40 per cent",
        Unconfirmed,
        "document-not-named",
    );
}

#[test]
fn cues_that_confirm() {
    for cue in ["confirmed", "acknowledged", "has admitted", "conceded", "verified"] {
        let text = format!("The utility {cue} that the pipe had leaked for a week.");
        check(
            &text,
            &[said(Organisation, "The utility", Box::leak(cue.to_owned().into_boxed_str()), &["the pipe had leaked for a week"])],
            "the pipe had leaked for a week",
            Confirmed,
            "cue-confirms",
        );
    }
    check(
        "Experts confirmed that the pipe had leaked.",
        &[said(Group, "Experts", "confirmed", &["the pipe had leaked"])],
        "the pipe had leaked",
        Unconfirmed,
        "source-is-group",
    );
    check(
        "The utility could not confirm that the pipe had leaked.",
        &[said(Organisation, "The utility", "could not confirm", &["the pipe had leaked"])],
        "the pipe had leaked",
        Unconfirmed,
        "not-confirmed",
    );
    check(
        "\"We can confirm that the pipe has leaked,\" the utility said.",
        &[said(Organisation, "the utility", "said", &["the pipe has leaked"])],
        "the pipe has leaked",
        Confirmed,
        "cue-confirms",
    );
}

#[test]
fn announcing_confirms_ones_own_acts_only() {
    check(
        "The maker announced that it would shut its plant.",
        &[said(Organisation, "The maker", "announced", &["it would shut its plant"])],
        "it would shut its plant",
        Confirmed,
        "announces-own-act",
    );
    check(
        "Somalia announced a curfew in three towns.",
        &[said(Official, "Somalia", "announced", &["a curfew in three towns"])],
        "a curfew in three towns",
        Confirmed,
        "announces-own-act",
    );
    check(
        "The union vowed to strike in June.",
        &[said(Organisation, "The union", "vowed", &["to strike in June"])],
        "to strike in June",
        Attributed,
        "identified-source",
    );
    check(
        "The study revealed that naps slow recovery.",
        &[said(Document, "The study", "revealed", &["naps slow recovery"])],
        "naps slow recovery",
        Attributed,
        "identified-source",
    );
}

#[test]
fn cues_that_deny() {
    check(
        "Mokoena denied taking payments from a contractor.",
        &[said(Person, "Mokoena", "denied", &["taking payments from a contractor"])],
        "taking payments from a contractor",
        Denied,
        "cue-denies",
    );
    check(
        "The maker denied a report in the Maeil newspaper that it was about to sell its plant.",
        &[said(Media, "the Maeil newspaper", "report", &["it was about to sell its plant"])],
        "it was about to sell its plant",
        Denied,
        "cue-denies",
    );
    check(
        "The ministry dismissed rumours that the border would close.",
        &[said(Official, "The ministry", "dismissed", &["the border would close"])],
        "the border would close",
        Denied,
        "cue-denies",
    );
    check(
        "The coach did not deny that he had met the owner.",
        &[said(Person, "The coach", "did not deny", &["he had met the owner"])],
        "he had met the owner",
        Attributed,
        "identified-source",
    );
}

#[test]
fn another_party_denies_what_was_said() {
    let text = "Prosecutors said the banker had hidden two million euros in Malta.";
    let who = || [said(Official, "Prosecutors", "said", &["the banker had hidden two million euros in Malta"])];
    for (answer, status) in [
        ("The banker rejects the allegations.", Denied),
        ("The banker denied it.", Denied),
        ("The bank's chairman called the accusation a lie.", Denied),
        ("His lawyer dismissed the charges as pure invention.", Denied),
        ("The banker has pleaded not guilty.", Denied),
        ("The banker maintains his innocence.", Denied),
        ("The claim was rejected by the bank.", Denied),
        ("The banker disputes that.", Disputed),
        ("The bank contests the figure.", Disputed),
        ("An auditor questioned the claim.", Disputed),
        ("The bank took issue with the account.", Disputed),
        ("The bank described the claim as misleading.", Disputed),
        ("The banker will appear in court on Monday.", Attributed),
        ("The bank rejected a takeover bid last year.", Attributed),
        ("The banker was denied bail.", Attributed),
        ("He questioned witnesses for two hours.", Attributed),
    ] {
        let full = format!("{text} {answer}");
        let judgement = judge(&full, &who(), "the banker had hidden two million euros in Malta");
        assert_eq!(judgement.status, status, "{full:?}\n{:?}", judgement.basis);
    }
}

#[test]
fn a_refusal_to_confirm_leaves_a_claim_unconfirmed() {
    let text = "Mr Xi will hold a call with Mr Zelensky, the premier said.";
    let who = || [said(Person, "the premier", "said", &["Mr Xi will hold a call with Mr Zelensky"])];
    for (answer, status) in [
        ("Beijing has not confirmed the call.", Unconfirmed),
        ("The claim could not be independently verified.", Unconfirmed),
        ("Kyiv would neither confirm nor deny the report.", Unconfirmed),
        ("Beijing declined to comment.", Unconfirmed),
        ("Beijing did not respond to a request for comment.", Unconfirmed),
        ("The embassy could not be reached.", Unconfirmed),
        ("Reuters was unable to confirm his account.", Unconfirmed),
        ("There was no immediate confirmation from Beijing.", Unconfirmed),
        ("Beijing has yet to confirm the date.", Unconfirmed),
        ("The foreign ministry said it was not aware of such a call.", Unconfirmed),
        ("Beijing refused to confirm the report.", Unconfirmed),
        ("Beijing confirmed the call.", Confirmed),
        ("A spokeswoman in Beijing confirmed that.", Confirmed),
        ("Beijing is expected to confirm the call on Friday.", Attributed),
        ("The senate confirmed two judges.", Attributed),
    ] {
        let full = format!("{text} {answer}");
        let judgement = judge(&full, &who(), "Mr Xi will hold a call with Mr Zelensky");
        assert_eq!(judgement.status, status, "{full:?}\n{:?}", judgement.basis);
    }
}

#[test]
fn silence_does_not_touch_what_a_source_says_of_itself() {
    check(
        "Havlund said it would buy the yard. The union declined to comment.",
        &[said(Organisation, "Havlund", "said", &["it would buy the yard"])],
        "it would buy the yard",
        Attributed,
        "identified-source",
    );
    check(
        "The officer had fled, a colleague said. The ministry declined to comment.",
        &[said(Anonymous, "a colleague", "said", &["The officer had fled"])],
        "The officer had fled",
        Unconfirmed,
        "no-comment",
    );
}

#[test]
fn a_confirmation_outranks_silence_and_meets_a_denial_as_a_dispute() {
    let text = "Two officers were handed over at the crossing, the mission said. The army confirmed the handover.";
    let who = || vec![said(Official, "the mission", "said", &["Two officers were handed over at the crossing"])];
    check(&format!("{text} Rwanda declined to comment."), &who(), "Two officers were handed over at the crossing", Confirmed, "confirmed-by-party");
    let mut both = who();
    both.push(said(Official, "Rwanda", "said", &["no such transfer had taken place"]));
    check(
        &format!("{text} Rwanda said no such transfer had taken place."),
        &both,
        "Two officers were handed over at the crossing",
        Disputed,
        "confirmed-and-denied",
    );
}

#[test]
fn two_parties_that_say_the_opposite_dispute_each_other() {
    for (first, second, opposite) in [
        ("the rail subsidy would end in April", "no decision had been taken", true),
        ("fans were promised a vote", "no such promise was made", true),
        ("the guards had beaten four inmates", "no inmate had been beaten", true),
        ("the plant had dumped acid in the river", "the plant never dumped acid", true),
        ("the ship sank within an hour", "nobody on board was hurt", false),
        ("the road would reopen on Monday", "the crew had no water", false),
    ] {
        let text = format!("The mayor said {first}. The owner said {second}.");
        let (first, second): (&'static str, &'static str) =
            (Box::leak(first.to_owned().into_boxed_str()), Box::leak(second.to_owned().into_boxed_str()));
        let who = [
            said(Person, "The mayor", "said", Box::leak(vec![first].into_boxed_slice())),
            said(Organisation, "The owner", "said", Box::leak(vec![second].into_boxed_slice())),
        ];
        let status = if opposite { Disputed } else { Attributed };
        assert_eq!(judge(&text, &who, first).status, status, "{text}");
        assert_eq!(judge(&text, &who, second).status, status, "{text}");
    }
}

#[test]
fn the_words_of_a_denial_are_denials() {
    check(
        "Mokoena denied taking payments. \"I never met the man,\" he said.",
        &[said(Person, "Mokoena", "denied", &["taking payments"]), said(Person, "Mokoena", "said", &["I never met the man"])],
        "I never met the man",
        Denied,
        "own-denial",
    );
    check(
        "Kivu Bank had run out of cash, messages claimed. They are false, the central bank said.",
        &[
            said(Anonymous, "messages", "claimed", &["Kivu Bank had run out of cash"]),
            said(Official, "the central bank", "said", &["They are false"]),
        ],
        "Kivu Bank had run out of cash",
        Denied,
        "denied-by-party",
    );
}

#[test]
fn the_newsroom_is_a_party() {
    check(
        "The candidate falsely asserts that his rival closed the hospital.",
        &[said(Person, "The candidate", "asserts", &["his rival closed the hospital"])],
        "his rival closed the hospital",
        Disputed,
        "newsroom-disputes",
    );
    check(
        "Without offering proof, Dragan said observers had swapped ballot boxes.",
        &[said(Person, "Dragan", "said", &["observers had swapped ballot boxes"])],
        "observers had swapped ballot boxes",
        Unconfirmed,
        "newsroom-doubts",
    );
    check(
        "The lawyer said her client was falsely accused.",
        &[said(Person, "The lawyer", "said", &["her client was falsely accused"])],
        "her client was falsely accused",
        Attributed,
        "identified-source",
    );
}

#[test]
fn two_sources_that_state_the_same_fact_confirm_it() {
    check(
        "Fourteen people were killed in Pasto, the agency said. The Red Cross gave the same toll.",
        &[said(Official, "the agency", "said", &["Fourteen people were killed in Pasto"])],
        "Fourteen people were killed in Pasto",
        Confirmed,
        "stated-by-two",
    );
    check(
        "The tanker was struck by a drone on Friday, the navy said. Its owner said the ship had been hit on the side.",
        &[
            said(Official, "the navy", "said", &["The tanker was struck by a drone on Friday"]),
            said(Organisation, "Its owner", "said", &["the ship had been hit on the side"]),
        ],
        "The tanker was struck by a drone on Friday",
        Confirmed,
        "stated-by-two",
    );
    check(
        "The plan would wreck the harbour, the mayor said. His deputy said the plan would wreck the town.",
        &[
            said(Person, "the mayor", "said", &["The plan would wreck the harbour"]),
            said(Person, "His deputy", "said", &["the plan would wreck the town"]),
        ],
        "The plan would wreck the harbour",
        Attributed,
        "identified-source",
    );
}

#[test]
fn it_was_reported_names_nobody() {
    let text = "It was reported that the engineers had been moved.";
    let read = Text::read(text);
    let span = |words: &str| read.normal.find(words).map(|at| Span::new(at, at + words.len())).unwrap();
    let draft = Draft {
        mention: vec![],
        cue: vec![span("was reported")],
        content: vec![span("the engineers had been moved")],
        quote: QuoteKind::Indirect,
        continues: None,
        inside: None,
        confidence: 1.0,
    };
    let claim = ClaimDraft { spans: draft.content.clone(), attribution: Some(0) };
    let input = Input {
        text: &read,
        syntax: &Syntax::default(),
        attributions: &[draft],
        sources: &[SourceRef::newsroom()],
        claims: &[claim],
        party: &|_| None,
    };
    assert_eq!(assign_status(&input)[0].status, Unconfirmed);
}

#[test]
fn every_claim_has_a_basis_and_time_grows_with_the_text() {
    let text = "The ministry denied the report that it was not confirmed, he said. ".repeat(2_000);
    let read = Text::read(&text);
    let claims: Vec<ClaimDraft> = read.sentences.iter().map(|s| ClaimDraft { spans: vec![s.span], attribution: None }).collect();
    let input = Input { text: &read, syntax: &Syntax::default(), attributions: &[], sources: &[], claims: &claims, party: &|_| None };
    assert!(assign_status(&input).iter().all(|one| !one.basis.is_empty()));
}

#[test]
fn a_denial_of_the_findings_or_the_report_reaches_no_neighbour() {
    let text = "Most tenants would move, the survey shows. The figures did not surprise her, Jule Hartwig said. The landlords rejected the findings.";
    let who = [
        said(Document, "the survey", "shows", &["Most tenants would move"]),
        said(Person, "Jule Hartwig", "said", &["The figures did not surprise her"]),
    ];
    check(text, &who, "The figures did not surprise her", Attributed, "identified-source");
    assert_eq!(judge(text, &who, "Most tenants would move").status, Denied);
    let text =
        "The Tribune reported the cuts. Anil Mehta acknowledged that he had hired too quickly. The firm had then called the report \"inaccurate\".";
    let who = [said(Person, "Anil Mehta", "acknowledged", &["he had hired too quickly"])];
    check(text, &who, "he had hired too quickly", Confirmed, "cue-confirms");
}

#[test]
fn who_disputes_the_figure_means_the_one_in_figures() {
    let text = "The centre confirmed 17 new cases of fever. Amina Yusuf said two of the patients were nurses. Tunde Afolabi disputed the figure.";
    let who = [
        said(Official, "The centre", "confirmed", &["17 new cases of fever"]),
        said(Person, "Amina Yusuf", "said", &["two of the patients were nurses"]),
    ];
    check(text, &who, "two of the patients were nurses", Attributed, "identified-source");
    assert_eq!(judge(text, &who, "17 new cases of fever").status, Disputed);
}

#[test]
fn no_such_thing_and_no_truth_deny() {
    let accused = said(Person, "Ana Quiroga", "claimed", &["the office had changed the weights"]);
    let answer = said(Organisation, "Indec", "said", &["it had done no such thing"]);
    let text = "Ana Quiroga claimed that the office had changed the weights. Indec said it had done no such thing.";
    assert_eq!(judge(text, &[accused, answer], "the office had changed the weights").status, Denied);
    let told = said(Media, "Local papers", "reported", &["the bowler had fallen out with the coach"]);
    let answer = said(Person, "Mallory", "said", &["There is absolutely no truth in it"]);
    let text = "Local papers reported that the bowler had fallen out with the coach. \"There is absolutely no truth in it,\" Mallory said.";
    assert_eq!(judge(text, &[told, answer], "the bowler had fallen out with the coach").status, Denied);
}

#[test]
fn a_party_that_would_not_say_whether_confirms_nothing() {
    check(
        "The works would not say whether the plant had closed.",
        &[said(Organisation, "The works", "would not say", &["whether the plant had closed"])],
        "whether the plant had closed",
        Unconfirmed,
        "not-confirmed",
    );
    check(
        "The works did not say more than that the plant had closed.",
        &[said(Organisation, "The works", "did not say more", &["the plant had closed"])],
        "the plant had closed",
        Attributed,
        "identified-source",
    );
}

#[test]
fn a_demand_contradicts_no_fact() {
    check(
        "Candidates should release their tax returns, Lunde said. The audit is why the returns are not released, Moe said.",
        &[
            said(Person, "Lunde", "said", &["Candidates should release their tax returns"]),
            said(Person, "Moe", "said.", &["The audit is why the returns are not released"]),
        ],
        "Candidates should release their tax returns",
        Attributed,
        "identified-source",
    );
}

#[test]
fn who_disagrees_answers_what_was_said_before() {
    let who = &[
        said(Person, "Rana Bose", "said", &["all wages had been paid"]),
        said(Person, "Shirin Deb", "disagreed", &["two months' overtime was outstanding"]),
    ];
    let text = "Rana Bose said all wages had been paid. Shirin Deb disagreed: two months' overtime was outstanding.";
    check(text, who, "all wages had been paid", Disputed, "disputed-by-party");
}

#[test]
fn figures_answer_figures_of_the_same_matter_only() {
    let who = &[
        said(Organisation, "The Mine Union", "said", &["90 percent of the 2,300 workers had stayed away"]),
        said(Organisation, "Debsa", "put", &["the figure at a third"]),
    ];
    let text = "The Mine Union said 90 percent of the 2,300 workers had stayed away. Debsa put the figure at a third.";
    check(text, who, "90 percent of the 2,300 workers had stayed away", Disputed, "contradicted");
    let who = &[
        said(Anonymous, "officials", "said", &["a third day of rain had cut the road"]),
        said(Person, "Ram Thapa", "put", &["the number of missing at 17"]),
    ];
    let text = "A few officials said a third day of rain had cut the road. Ram Thapa put the number of missing at 17.";
    check(text, who, "the number of missing at 17", Attributed, "identified-source");
}

/// The status of the first claim, and of the second one, where two people speak one after the other.
fn of_two(first: &'static str, second: &'static str, cue: &'static str) -> (Status, Status) {
    let leak = |words: &'static str| -> &'static [&'static str] { Box::leak(vec![words].into_boxed_slice()) };
    let text = format!("Ana Reyes said {first}. Luis Prado {cue} {second}.");
    let who = [said(Person, "Ana Reyes", "said", leak(first)), said(Person, "Luis Prado", cue, leak(second))];
    (judge(&text, &who, first).status, judge(&text, &who, second).status)
}

#[test]
fn opposites_of_one_matter_stand_against_each_other() {
    for (first, second) in [
        ("the vote had been rigged", "it had been fair"),
        ("the old bridge was unsafe", "the bridge was safe"),
        ("the quarry was closed", "the quarry was open"),
    ] {
        assert_eq!(of_two(first, second, "said"), (Disputed, Disputed), "{first} / {second}");
    }
    for (first, second) in [
        ("two climbers were dead", "a third climber was alive"),
        ("the lane to Vik was closed", "the lane to Bryne was open"),
        ("the mill was shut", "they had opened a search of the mill"),
        ("the quarry was closed", "the quarry was open again"),
        ("the arena was safe", "this is a dangerous promise about the arena"),
    ] {
        assert_eq!(of_two(first, second, "said"), (Attributed, Attributed), "{first} / {second}");
    }
}

#[test]
fn a_body_that_says_it_speaks_of_itself_as_like_as_not() {
    let who = &[said(Official, "The council", "said", &["the market was closed"]), said(Organisation, "Café Moe", "said", &["it was open"])];
    check("The council said the market was closed. Café Moe said it was open.", who, "the market was closed", Attributed, "identified-source");
}

#[test]
fn other_numbers_of_other_things_contradict_nothing() {
    assert_eq!(of_two("14 people had drowned", "only six people had drowned", "said").0, Disputed);
    assert_eq!(of_two("14 people were aboard", "there were many more on board", "said").0, Disputed);
    assert_eq!(of_two("14 people were hurt at the game", "only three torches were lit at the game", "said").0, Attributed);
    assert_eq!(of_two("14 people had drowned", "rents were much higher in Vik", "said").0, Attributed);
    assert_eq!(of_two("rents would fall", "the trial would be held opposite the true cross in any case", "said").0, Attributed);
}

#[test]
fn two_facts_of_one_matter_do_not_bear_each_other_out() {
    assert_eq!(of_two("the mill was shut after the fire", "they had opened an inquiry into the fire at the mill", "said"), (Attributed, Attributed));
}

#[test]
fn a_guess_is_no_demand() {
    assert_eq!(of_two("Moe must have fired the gun", "he did not fire the gun", "said").0, Disputed);
}

#[test]
fn what_a_party_confirms_again_in_its_own_words_is_confirmed() {
    let who = &[
        said(Media, "The Daily Star", "reported", &["Norvik would close its Bergen plant"]),
        said(Organisation, "Norvik", "confirmed", &["the plant would shut"]),
    ];
    let text = "The Daily Star reported that Norvik would close its Bergen plant. Later Norvik confirmed that the plant would shut.";
    check(text, who, "Norvik would close its Bergen plant", Confirmed, "confirmed-by-party");
    let who = &[
        said(Media, "The Daily Star", "reported", &["Norvik would close its Bergen plant"]),
        said(Organisation, "Norvik", "confirmed", &["the plant would get a new head"]),
    ];
    let text = "The Daily Star reported that Norvik would close its Bergen plant. Norvik confirmed that the plant would get a new head.";
    check(text, who, "Norvik would close its Bergen plant", Unconfirmed, "source-is-media");
    let who = &[
        said(Media, "The Daily Star", "reported", &["Norvik would cut fares"]),
        said(Organisation, "Delta Rail", "announced", &["it would cut fares"]),
    ];
    let text = "The Daily Star reported that Norvik would cut fares. Delta Rail announced that it would cut fares.";
    check(text, who, "Norvik would cut fares", Unconfirmed, "source-is-media");
}

#[test]
fn announcing_a_matter_confirms_nothing_said_of_it() {
    let who = &[said(Person, "Ana Reyes", "said", &["the walkout was illegal"])];
    check(
        "Ana Reyes said the walkout was illegal. The union announced the walkout on Monday.",
        who,
        "the walkout was illegal",
        Attributed,
        "identified-source",
    );
}

#[test]
fn who_insists_is_answered_by_what_was_negated() {
    let judged = |answer: &'static str| {
        let text = format!("The mill insisted that no worker had been hurt. Luis Prado said {answer}.");
        let who = [
            said(Organisation, "The mill", "insisted", &["no worker had been hurt"]),
            said(Person, "Luis Prado", "said", Box::leak(vec![answer].into_boxed_slice())),
        ];
        judge(&text, &who, "no worker had been hurt").status
    };
    assert_eq!(judged("one worker was hurt"), Disputed);
    assert_eq!(judged("one worker left early"), Attributed);
}

#[test]
fn who_is_accused_in_the_same_sentence_and_says_no_denies_it() {
    let who = &[said(Person, "Jon Beck", "said", &["I have never harassed anyone"])];
    let text = "Accused of harassing staff, Jon Beck said: \"I have never harassed anyone\".";
    check(text, who, "I have never harassed anyone", Denied, "own-denial");
    let who = &[said(Person, "Jon Beck", "said", &["I have no plans to leave"])];
    let text = "Accused of bullying staff, Jon Beck said: \"I have no plans to leave\".";
    check(text, who, "I have no plans to leave", Attributed, "identified-source");
    let who = &[said(Organisation, "The firm", "said", &["We have never run a better port"])];
    let text = "The firm, charged with running the port, said: \"We have never run a better port\".";
    check(text, who, "We have never run a better port", Attributed, "identified-source");
}

#[test]
fn a_denial_goes_on_in_fixed_words_only() {
    let judged = |words: &'static str| {
        let text = format!("Jon Beck denied taking bribes. \"{words},\" he said.");
        let who =
            [said(Person, "Jon Beck", "denied", &["taking bribes"]), said(Person, "Jon Beck", "said", Box::leak(vec![words].into_boxed_slice()))];
        judge(&text, &who, words).status
    };
    assert_eq!(judged("That was before my time"), Denied);
    assert_eq!(judged("It is a fine day in Vik"), Attributed);
}

#[test]
fn the_next_sentence_of_who_denies_is_a_denial_where_it_negates_the_matter() {
    let judged = |words: &'static str| {
        let text = format!("Ana Reyes said the ferry had leaked oil. Norvik rejected that. Norvik said {words}.");
        let who = [
            said(Person, "Ana Reyes", "said", &["the ferry had leaked oil"]),
            said(Organisation, "Norvik", "said", Box::leak(vec![words].into_boxed_slice())),
        ];
        judge(&text, &who, words).status
    };
    assert_eq!(judged("the ferry had never leaked"), Denied);
    assert_eq!(judged("the ferry had never been busier"), Attributed);
}

#[test]
fn a_party_that_confirms_something_else_takes_nothing_back() {
    let who = &[said(Person, "Ana Reyes", "said", &["the dam would cost 3 million"]), said(Person, "Ana Reyes", "confirmed", &["she would retire"])];
    let text = "Ana Reyes initially said the dam would cost 3 million. Ana Reyes confirmed on Friday that she would retire.";
    check(text, who, "the dam would cost 3 million", Attributed, "identified-source");
}

#[test]
fn stances_to_news_and_plans_are_no_denials() {
    let who = &[said(Person, "Ana Reyes", "said", &["profits had halved"])];
    check("Ana Reyes said profits had halved. Shares shrugged off the news.", who, "profits had halved", Attributed, "identified-source");
    check(
        "Ana Reyes said profits had halved. The data tell a different story about the town.",
        who,
        "profits had halved",
        Attributed,
        "identified-source",
    );
    let who = &[said(Person, "Ana Reyes", "said", &["the strike had nothing to do with it"])];
    check("Ana Reyes said the strike had nothing to do with it.", who, "the strike had nothing to do with it", Attributed, "identified-source");
}

#[test]
fn rumours_that_are_slapped_down_are_all_denied() {
    let who = &[said(Anonymous, "insiders", "claim", &["Tilda Lane will leave the series"])];
    let text = "Some insiders claim Tilda Lane will leave the series. She is said to be furious. Her agent slapped down the rumours.";
    check(text, who, "Tilda Lane will leave the series", Denied, "denied-by-party");
}

#[test]
fn having_nothing_to_do_with_it_denies_nobody_elses_words() {
    let who = &[
        said(Person, "Esther Banda", "said", &["a lorry had failed to arrive"]),
        said(Person, "Peter Phiri", "said", &["We have nothing to do with it"]),
    ];
    let text = "Esther Banda said a lorry had failed to arrive. \"We have nothing to do with it\", Peter Phiri said.";
    check(text, who, "We have nothing to do with it", Denied, "own-denial");
    check(text, who, "a lorry had failed to arrive", Attributed, "identified-source");
}

#[test]
fn a_question_contradicts_nothing_and_nothing_contradicts_it() {
    let text = "The union asked whether wages at the plant would rise. The owner said wages at the plant would not rise.";
    let who = |cue: &'static str| {
        [
            said(Organisation, "The union", cue, &["wages at the plant would rise"]),
            said(Organisation, "The owner", "said", &["wages at the plant would not rise"]),
        ]
    };
    assert_eq!(judge(text, &who("asked"), "wages at the plant would not rise").status, Attributed);
    let text = "The union said that wages at the plant would rise. The owner said wages at the plant would not rise.";
    assert_eq!(judge(text, &who("said"), "wages at the plant would not rise").status, Disputed);
}

#[test]
fn one_of_two_who_spoke_together_does_not_contradict_both() {
    let second = |mention: &'static str| said(Person, mention, "said", &["the bridge at Halden was not safe"]);
    let first = said(Person, "Anna Moe and Jens Lunde", "said", &["the bridge at Halden was safe"]);
    let text = "Anna Moe and Jens Lunde said the bridge at Halden was safe. Anna Moe said the bridge at Halden was not safe.";
    assert_eq!(judge(text, &[first, second("Anna Moe")], "the bridge at Halden was safe").status, Attributed);
    let first = said(Person, "Anna Moe and Jens Lunde", "said", &["the bridge at Halden was safe"]);
    let text = "Anna Moe and Jens Lunde said the bridge at Halden was safe. Ole Berg said the bridge at Halden was not safe.";
    assert_eq!(judge(text, &[first, second("Ole Berg")], "the bridge at Halden was safe").status, Disputed);
}

#[test]
fn no_agreement_is_no_denial_of_no_talks() {
    let text = "The ministry said no talks had been held. The union said no agreement had been reached.";
    let who = [
        said(Official, "The ministry", "said", &["no talks had been held"]),
        said(Organisation, "The union", "said", &["no agreement had been reached"]),
    ];
    assert_eq!(judge(text, &who, "no talks had been held").status, Attributed);
    let text = "The ministry said talks had been held. The union said no agreement had been reached.";
    let who = [
        said(Official, "The ministry", "said", &["talks had been held"]),
        said(Organisation, "The union", "said", &["no agreement had been reached"]),
    ];
    assert_eq!(judge(text, &who, "talks had been held").status, Disputed);
}

#[test]
fn of_two_who_speak_of_themselves_one_contradicts_only_the_same_act() {
    let of = |text: &'static str, first: &'static [&'static str], second: &'static [&'static str]| {
        let who = [said(Person, "Anna Moe", "said", first), said(Person, "Jens Lunde", "responded", second)];
        judge(text, &who, first[0]).status
    };
    assert_eq!(
        of(
            "Anna Moe said: “I would name regulators to split banks.” Jens Lunde responded: “We do not need regulators to split banks.”",
            &["I would name regulators to split banks"],
            &["We do not need regulators to split banks"],
        ),
        Attributed
    );
    assert_eq!(
        of(
            "Anna Moe said: “We paid the drivers in full.” Jens Lunde responded: “We were not paid in full, say the drivers.”",
            &["We paid the drivers in full"],
            &["We were not paid in full, say the drivers"],
        ),
        Disputed
    );
}

#[test]
fn a_claim_that_a_noun_leads_to_is_judged_behind_it() {
    let charge = said(Organisation, "GreyLynx", "claim", &["passwords were stored in plain text"]);
    let text = "GreyLynx repeated its claim that passwords were stored in plain text was rejected by the firm.";
    assert_eq!(judge(text, &[charge], "passwords were stored in plain text").status, Denied);
    let suggestion = || said(Official, "Iran's mission", "called the suggestion", &["Tehran was involved"]);
    let text = "Iran's mission called the suggestion that Tehran was involved \"absurd\".";
    check(text, &[suggestion()], "Tehran was involved", Denied, "cue-denies");
    let text = "Iran's mission called the suggestion that Tehran was involved \"misleading\".";
    check(text, &[suggestion()], "Tehran was involved", Disputed, "disputed-by-party");
    let text = "Iran's mission called the suggestion that Tehran was involved when it met on Sunday for absurd talks.";
    check(text, &[suggestion()], "Tehran was involved", Attributed, "identified-source");
}

#[test]
fn a_report_that_is_rejected_is_not_what_somebody_has_just_said() {
    let minister = said(Official, "The minister", "said", &["the road was needed"]);
    let text = "The minister said the road was needed. The committee rejected the report.";
    check(text, &[minister], "the road was needed", Attributed, "identified-source");
}

#[test]
fn two_who_say_the_same_of_themselves_do_not_confirm_each_other() {
    let text = "Anna Moe said we won the race. Petra Krogh said we won the race.";
    let who = [said(Person, "Anna Moe", "said", &["we won the race"]), said(Person, "Petra Krogh", "said", &["we won the race"])];
    check(text, &who, "we won the race", Attributed, "identified-source");
}

#[test]
fn the_same_conclusion_is_that_of_a_study() {
    let text = "Daily use harms the heart, a Nordic study found. The maker argued that patients were sick before. \
                But the regulator came to the same conclusion.";
    let who = [
        said(Document, "a Nordic study", "found", &["Daily use harms the heart"]),
        said(Organisation, "The maker", "argued", &["patients were sick before"]),
    ];
    check(text, &who, "patients were sick before", Attributed, "identified-source");
    assert_eq!(judge(text, &who, "Daily use harms the heart").status, Confirmed);
}

#[test]
fn an_accusation_of_lying_is_no_denial() {
    let salas = said(Person, "Hernán Salas", "said", &["the dam was safe"]);
    let quiroga = said(Person, "Marta Quiroga", "said", &["the minister had \"lied to the dead"]);
    let text = "Hernán Salas said the dam was safe. Marta Quiroga said the minister had \"lied to the dead\".";
    check(text, &[salas, quiroga], "the minister had \"lied to the dead", Attributed, "identified-source");
}

#[test]
fn what_is_understood_and_what_nobody_is_accused_of() {
    check_own("The youth was released without charge, it is understood.", Unconfirmed);
    check_own("The crash came an hour before it was reported.", Asserted);
    check_own("Ms Chebet has not been accused of any wrongdoing.", Asserted);
    check_own("The plant burned, and it is believed by nobody.", Asserted);
}

#[test]
fn figures_are_not_what_will_be() {
    let rao = said(Person, "Aditi Rao", "said", &["Records will keep falling"]);
    let text = "\"Records will keep falling,\" Aditi Rao said. The minister, Ruud Baars, cast doubt on the figures.";
    check(text, &[rao], "Records will keep falling", Attributed, "identified-source");
    let bank = said(Official, "The bank", "said", &["prices rose 3 per cent"]);
    let text = "The bank said prices rose 3 per cent. The minister, Ruud Baars, cast doubt on the figures.";
    check(text, &[bank], "prices rose 3 per cent", Disputed, "disputed-by-party");
}

#[test]
fn a_denial_in_one_common_word_answers_who_spoke_last() {
    let text =
        "Medics said nine people were killed at a school. The army said it had aimed at fighters. Hamas denied its men had been at the school.";
    let who = [
        said(Organisation, "Medics", "said", &["nine people were killed at a school"]),
        said(Official, "The army", "said", &["it had aimed at fighters"]),
        said(Organisation, "Hamas", "denied", &["its men had been at the school"]),
    ];
    check(text, &who, "nine people were killed at a school", Attributed, "identified-source");
    let text = "The army said nine fighters were killed at a school. Hamas denied its men had been at the school.";
    let who = [
        said(Official, "The army", "said", &["nine fighters were killed at a school"]),
        said(Organisation, "Hamas", "denied", &["its men had been at the school"]),
    ];
    assert_ne!(judge(text, &who, "nine fighters were killed at a school").status, Attributed);
}
