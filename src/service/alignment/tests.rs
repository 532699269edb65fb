//! The rules by examples: what a reviewer's verdict does when the article changes.

use super::*;
use crate::domain::{Basis, ClaimId, SourceKind, SourceRef, Status};
use uuid::Uuid;

/// The claims of a text: each stretch in brackets, with the source before a colon in it: `[kremlin:he will go]`.
fn read(marked: &str) -> (String, Vec<Claim>) {
    let (mut text, mut claims) = (String::new(), Vec::new());
    for (place, piece) in marked.split(['[', ']']).enumerate() {
        if place % 2 == 0 {
            text.push_str(piece);
            continue;
        }
        let (source, words) = piece.split_once(':').unwrap_or(("newsroom", piece));
        let span = Span::new(text.len(), text.len() + words.len());
        text.push_str(words);
        claims.push(Claim {
            spans: vec![span],
            source: SourceRef { id: SourceId::from_slug(source), ..SourceRef::discovered(source, SourceKind::Official) },
            attribution: None,
            status: Status::Asserted,
            basis: vec![Basis { rule: "own-voice".into(), span: None, by: None }],
        });
    }
    (text, claims)
}

fn id(index: usize) -> ClaimId {
    ClaimId(Uuid::from_u128(index as u128 + 1))
}

/// For each new claim: `=1` kept from the first, `>1` replaces the first, `+` new.
fn fates(old: &str, new: &str) -> String {
    let ((old_text, old), (new_text, new)) = (read(old), read(new));
    let known: Vec<_> = old
        .iter()
        .enumerate()
        .map(|(index, claim)| KnownClaim {
            id: id(index),
            text: claim.text(&old_text),
            spans: claim.spans.clone(),
            engine_source: claim.source.id.clone(),
            merged_source: claim.source.id.clone(),
        })
        .collect();
    let alignment = align(&old_text, &known, &new_text, &new);
    let kept = alignment.fates.iter().filter(|fate| matches!(fate, Fate::Kept(_))).count();
    assert_eq!(alignment.withdrawn.len() + kept, old.len(), "each known claim has one fate");
    let word = |fate: &Fate| match fate {
        Fate::Kept(id) => format!("={}", id.0.as_u128()),
        Fate::New { replaces: Some(id) } => format!(">{}", id.0.as_u128()),
        Fate::New { replaces: None } => "+".to_owned(),
    };
    alignment.fates.iter().map(word).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_verdict_does_not_move_to_a_look_alike() {
    for (old, new, expected) in [
        ("[Team Alpha reported 12 cases].", "[Team Beta reported 12 cases].", ">1"),
        ("[Team Alpha worked in the north]. [It reported 12 cases].", "[Team Beta worked in the north]. [It reported 12 cases].", ">1 >2"),
        ("In Alpha, [the ministry reported 12 cases].", "In Beta, [the ministry reported 12 cases].", ">1"),
        ("In Alpha, [cholera had infected twelve children since March].", "In Beta, [cholera had infected twelve children since March].", ">1"),
        ("[kremlin:Talks will go on].", "[white-house:Talks will go on].", ">1"),
        // The same first words of a sentence that goes on about another place.
        ("[Twelve people died in a flood] and 30 in Alpha.", "[Twelve people died in a flood] and 30 in Beta.", ">1"),
        ("There, [mina:at least twelve people had fallen ill].", "There, [mina:at least twelve people had fallen ill].", "=1"),
        (
            "Alpha was flooded. There, [mina:at least twelve people had fallen ill].",
            "Beta was flooded. There, [mina:at least twelve people had fallen ill].",
            ">1",
        ),
        // What a sentence leans on may stand further up.
        (
            "Team Alpha worked in the north. It was cold there. [It reported 12 cases].",
            "Team Beta worked in the north. It was cold there. [It reported 12 cases].",
            ">1",
        ),
        (
            "Alpha was chosen. It grew. It fell. It rose. It sank. It stood. [It reported 12 cases].",
            "Beta was chosen. It grew. It fell. It rose. It sank. It stood. [It reported 12 cases].",
            ">1",
        ),
        ("Alpha has a health ministry. [The ministry reported 12 cases].", "Beta has a health ministry. [The ministry reported 12 cases].", ">1"),
    ] {
        assert_eq!(fates(old, new), expected, "{old} -> {new}");
    }
}

#[test]
fn a_verdict_stays_where_words_source_and_context_do() {
    for (old, new, expected) in [
        ("[It rained]. [Snow fell in Alpha].", "[It rained]. [Snow fell in Alpha]. [Hail came].", "=1 =2 +"),
        ("[Snow fell in Alpha]. [Hail came].", "[The sun shone]. [Hail came]. [Snow fell in Alpha].", "+ =2 =1"),
        ("The man said [x:“we’ll go”].", "The  man said [x:\"we'll  go\"].", "=1"),
        // The rest of the sentence may say another day.
        ("[x:Mr Xi will visit Moscow in spring], X said on Monday.", "[x:Mr Xi will visit Moscow in spring], X said on Tuesday.", "=1"),
        ("[x:It will rain], X said on Monday.", "[x:It will rain], X said on Tuesday.", ">1"),
        // What a sentence leans on stands in the six before it.
        (
            "Alpha was chosen. It was told. It grew. It fell. It rose. It sank. It stood. [It reported 12 cases].",
            "Beta was chosen. It was told. It grew. It fell. It rose. It sank. It stood. [It reported 12 cases].",
            "=1",
        ),
        // The city of Alpha says itself which one.
        ("Old words. [The city of Alpha has two bridges].", "New words. [The city of Alpha has two bridges].", "=1"),
    ] {
        assert_eq!(fates(old, new), expected, "{old} -> {new}");
    }
}

#[test]
fn sentences_that_stand_several_times_are_taken_in_order_or_not_at_all() {
    for (old, new, expected) in [
        ("Noon came. [Snow fell]. Dusk came. [Snow fell].", "Noon came. [Snow fell]. Dusk came. [Snow fell].", "=1 =2"),
        ("Noon came. [Snow fell]. Dusk came. [Snow fell].", "Noon came. [Snow fell]. Night came. [Snow fell].", "=1 >2"),
        // One of two went: only where both neighbours say which.
        ("Noon came. [Snow fell]. Dusk came. [Snow fell]. Night came.", "Dusk came. [Snow fell]. Night came.", "=2"),
        ("Noon came. [Snow fell]. Dusk came. [Snow fell]. Night came.", "Dusk came. [Snow fell]. Dawn came.", ">1"),
        ("Noon came. [Snow fell]. Dusk came.", "Noon came. [Snow fell]. Dusk came. Noon came. [Snow fell]. Dusk came.", ">1 +"),
        ("Noon came. [Snow fell]. Dusk came. Noon came. [Snow fell]. Dusk came.", "Noon came. [Snow fell]. Dusk came.", ">1"),
    ] {
        assert_eq!(fates(old, new), expected, "{old} -> {new}");
    }
}

#[test]
fn a_changed_claim_names_the_one_between_the_same_neighbours() {
    for (old, new, expected) in [
        ("[Snow fell]. [The dam holds 12 boats]. [Hail came].", "[Snow fell]. [The dam holds 15 boats]. [Hail came].", "=1 >2 =3"),
        ("[Snow fell]. [The dam holds 12 boats]. [Hail came].", "[Snow fell]. [Nobody slept at all]. [Hail came].", "=1 + =3"),
        // It went elsewhere: between other neighbours nothing is said of it.
        ("[Snow fell]. [The dam holds 12 boats]. [Hail came].", "[Snow fell]. [Hail came]. [The dam holds 15 boats].", "=1 =3 +"),
        ("[A b c d]. [E f g h].", "[E f g x]. [A b c x].", ">2 +"),
    ] {
        assert_eq!(fates(old, new), expected, "{old} -> {new}");
    }
}

#[test]
fn a_claim_goes_on_after_its_source_was_merged_into_another() {
    let (text, claims) = read("[mfa:Talks will go on].");
    let known = |engine: &str, merged: &str| {
        vec![KnownClaim {
            id: id(0),
            text: claims[0].text(&text),
            spans: claims[0].spans.clone(),
            engine_source: SourceId::from_slug(engine),
            merged_source: SourceId::from_slug(merged),
        }]
    };
    // Whether the engine knows of the merge already or not.
    for (engine, merged) in [("ministry", "mfa"), ("mfa", "foreign-ministry")] {
        assert_eq!(align(&text, &known(engine, merged), &text, &claims).fates, [Fate::Kept(id(0))]);
    }
    assert_eq!(align(&text, &known("ministry", "other"), &text, &claims).fates, [Fate::New { replaces: Some(id(0)) }]);
}
