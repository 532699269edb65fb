//! Which contents are claims, on sentences written for the purpose.
//!
//! In: a sentence with its parse and its attribution (as `attribution::tests` writes them). Out: the claims' words.

use super::find_claims;
use crate::engine::attribution::tests::{draft, parse};

fn claims(marked: &str, mention: &str, cue: &str, content: &str) -> Vec<(String, bool)> {
    let (text, syntax) = parse(marked);
    let drafts = [draft(&text, mention, cue, &[content])];
    let words = |claim: &super::ClaimDraft| claim.spans.iter().map(|span| span.of(&text.normal)).collect::<Vec<_>>().join(" ");
    find_claims(&text, &syntax, &drafts).iter().map(|claim| (words(claim), claim.attribution.is_some())).collect()
}

#[test]
fn a_fragment_before_words_of_saying_is_no_claim_and_a_mistaken_verb_makes_one() {
    let fragment =
        "After/IN/case/4 a/DT/det/4 cold/JJ/amod/4 night/NN/nmod/9 in/IN/case/6 Vik/NNP/nmod/4 ,/,/punct/9 Lunde/NNP/nsubj/9 said/VBD/root/0";
    assert_eq!(claims(fragment, "Lunde", "said", "After a cold night in Vik"), []);
    let jobs = "Nine/CD/nummod/3 thousand/CD/nummod/3 boats/NNS/root/0 depend/NN/dep/3 on/IN/case/7 the/DT/det/7 quay/NN/nmod/4 ,/,/punct/3 \
                one/CD/nummod/10 chart/NN/nsubj/11 says/VBZ/parataxis/3";
    let stated = "Nine thousand boats depend on the quay";
    assert_eq!(claims(jobs, "one chart", "says", stated), [(stated.to_owned(), true)]);
}

#[test]
fn an_ordinal_is_no_quantity() {
    let second = "The/DT/det/2 umpire/NN/nsubj/3 confirmed/VBD/root/0 the/DT/det/6 third/JJ/amod/6 loss/NN/dobj/3";
    assert_eq!(claims(second, "The umpire", "confirmed", "the third loss"), [("The umpire confirmed the third loss".to_owned(), false)]);
}

#[test]
fn the_accused_is_no_part_of_the_accusation() {
    let accused = "Lunde/NNP/nsubj/2 accused/VBD/root/0 the/DT/det/4 head/NN/dobj/2 of/IN/mark/6 planning/VBG/acl/4 of/IN/mark/8 \
                   hiding/VBG/advcl/2 plans/NNS/dobj/8";
    assert_eq!(claims(accused, "Lunde", "accused", "the head of planning of hiding plans"), [("hiding plans".to_owned(), true)]);
    let cost = "Lunde/NNP/nsubj/2 accused/VBD/root/0 Moe/NNP/dobj/2 of/IN/mark/5 hiding/VBG/advcl/2 the/DT/det/7 cost/NN/dobj/5 of/IN/mark/9 \
                cleaning/VBG/acl/7 boats/NNS/dobj/9";
    assert_eq!(
        claims(cost, "Lunde", "accused", "Moe of hiding the cost of cleaning boats"),
        [("hiding the cost of cleaning boats".to_owned(), true)]
    );
}
