//! Contents and sources that the words show, on sentences written for the purpose.
//!
//! In: a sentence as `word/TAG/relation/head` (the head's place counted from 1, 0 for the root), and what the network made of it.
//! Out: the attributions that are found. The tests bring their own parse, so that another network changes nothing.

use super::Draft;
use super::extent::{Page, mend_extents};
use super::recover::recover;
use crate::domain::{QuoteKind, Span};
use crate::engine::tagger::{Entity, Relation, Syntax, Tag, Token};
use crate::engine::text::Text;

pub(in crate::engine) fn parse(marked: &str) -> (Text, Syntax) {
    let parts: Vec<Vec<&str>> = marked.split(' ').map(|token| token.split('/').collect()).collect();
    let plain = parts.iter().map(|part| part[0]).collect::<Vec<_>>().join(" ");
    let text = Text::read(&plain);
    assert_eq!(text.normal, plain, "these sentences need no normalising");
    let mut at = 0;
    let tokens: Vec<Token> = parts
        .iter()
        .map(|part| {
            let span = Span::new(at, at + part[0].len());
            at = span.end + 1;
            let head: usize = part[3].parse().unwrap();
            Token { span, tag: Tag::from_name(part[1]), entity: Entity::None, head: head.checked_sub(1), relation: Relation::from_name(part[2]) }
        })
        .collect();
    let sentences = vec![0..tokens.len(); 1];
    (text, Syntax { tokens, sentences })
}

pub(in crate::engine) fn draft(text: &Text, mention: &str, cue: &str, contents: &[&str]) -> Draft {
    let find = |words: &str| {
        let at = text.normal.find(words).unwrap_or_else(|| panic!("{words:?}"));
        Span::new(at, at + words.len())
    };
    Draft {
        mention: Some(mention).filter(|words| !words.is_empty()).map(find).into_iter().collect(),
        cue: vec![find(cue)],
        content: contents.iter().map(|words| find(words)).collect(),
        quote: QuoteKind::Indirect,
        continues: None,
        inside: None,
        confidence: 1.0,
    }
}

/// Each attribution as "source | cue | content".
fn shown(text: &Text, drafts: &[Draft]) -> Vec<String> {
    let words = |spans: &[Span]| spans.iter().map(|span| span.of(&text.normal)).collect::<Vec<_>>().join(" … ");
    drafts.iter().map(|draft| format!("{} | {} | {}", words(&draft.mention), words(&draft.cue), words(&draft.content))).collect()
}

const COURSE: &str = "The/DT/det/2 course/NN/nsubj/3 helps/VBZ/root/0 nearly/RB/advmod/5 everybody/NN/dobj/3 ,/,/punct/3 according/VBG/case/10 \
                      to/TO/mwe/7 Ida/NNP/compound/10 Moe/NNP/nmod/3 ,/,/punct/10 head/NN/appos/10 of/IN/case/15 the/DT/det/15 clinic/NN/nmod/12";

#[test]
fn according_to_names_a_source_where_the_network_saw_none() {
    let (text, syntax) = parse(COURSE);
    let page = Page { text: &text, syntax: &syntax };
    let mut drafts = Vec::new();
    recover(page, &mut drafts);
    assert_eq!(shown(&text, &drafts), ["Ida Moe , head of the clinic | according to | The course helps nearly everybody"]);
    // What the network found stays as it is.
    let mut drafts = vec![draft(&text, "Ida Moe", "according to", &["The course helps nearly everybody"])];
    recover(page, &mut drafts);
    assert_eq!(drafts.len(), 1);
}

#[test]
fn words_of_saying_at_the_end_of_a_sentence_attribute_it() {
    let (text, syntax) = parse(
        "Six/CD/nummod/2 jobs/NNS/nsubj/3 depend/VBP/ccomp/9 on/IN/case/5 it/PRP/nmod/3 ,/,/punct/9 one/CD/nummod/8 slide/NN/nsubj/9 says/VBZ/root/0",
    );
    let mut drafts = Vec::new();
    recover(Page { text: &text, syntax: &syntax }, &mut drafts);
    assert_eq!(shown(&text, &drafts), ["one slide | says | Six jobs depend on it"]);
}

#[test]
fn a_verb_at_the_end_that_is_no_word_of_saying_attributes_nothing() {
    let (text, syntax) = parse(
        "The/DT/det/2 rain/NN/nsubj/3 stopped/VBD/root/0 and/CC/cc/3 ,/,/punct/3 at/IN/case/7 last/JJ/nmod/3 everybody/NN/nsubj/9 left/VBD/conj/3",
    );
    let mut drafts = Vec::new();
    recover(Page { text: &text, syntax: &syntax }, &mut drafts);
    assert_eq!(drafts, []);
}

#[test]
fn a_scrap_and_the_rest_of_its_clause_are_one() {
    let (text, syntax) = parse(
        "Lunde/NNP/nsubj/2 urged/VBD/root/0 growers/NNS/dobj/2 in/IN/case/5 June/NNP/nmod/3 to/TO/mark/7 watch/VB/xcomp/2 the/DT/det/9 dam/NN/dobj/7",
    );
    let mut drafts = vec![draft(&text, "Lunde", "urged", &["growers", "to watch the dam"])];
    mend_extents(Page { text: &text, syntax: &syntax }, &mut drafts);
    assert_eq!(shown(&text, &drafts), ["Lunde | urged | growers in June to watch the dam"]);
}

#[test]
fn another_verb_of_the_same_subject_stands_between_two_contents() {
    let (text, syntax) = parse(
        "Lunde/NNP/nsubj/2 claimed/VBD/root/0 three/CD/nummod/4 medals/NNS/dobj/2 and/CC/cc/2 later/RB/advmod/7 taught/VBD/conj/2 young/JJ/amod/9 runners/NNS/dobj/7",
    );
    let mut drafts = vec![draft(&text, "Lunde", "claimed", &["three medals", "young runners"])];
    mend_extents(Page { text: &text, syntax: &syntax }, &mut drafts);
    assert_eq!(shown(&text, &drafts), ["Lunde | claimed | three medals … young runners"]);
}

#[test]
fn a_content_ends_with_no_word_that_only_leads_on() {
    let (text, syntax) = parse(
        "Lunde/NNP/nsubj/2 refuses/VBZ/root/0 to/TO/mark/4 open/VB/xcomp/2 the/DT/det/6 books/NNS/dobj/4 ,/,/punct/6 which/WDT/dobj/10 \
         auditors/NNS/nsubj/10 want/VBP/acl:relcl/6",
    );
    let page = Page { text: &text, syntax: &syntax };
    for (content, mended) in [("to", "to open the books , which auditors want"), ("to open the books , which", "to open the books")] {
        let mut drafts = vec![draft(&text, "Lunde", "refuses", &[content])];
        mend_extents(page, &mut drafts);
        assert_eq!(shown(&text, &drafts), [format!("Lunde | refuses | {mended}")]);
    }
}

#[test]
fn a_quotation_is_whose_name_stands_behind_the_dash() {
    let (text, mut syntax) = parse("“We/PRP/nsubj/2 want/VBP/root/0 it/PRP/dobj/2 open.”/JJ/xcomp/2 —/:/punct/2 Ida/NNP/compound/7 Moe/NNP/dep/2");
    let name: Vec<usize> = (0..syntax.tokens.len()).filter(|&token| ["Ida", "Moe"].contains(&syntax.word(&text.normal, token))).collect();
    name.into_iter().for_each(|token| syntax.tokens[token].entity = Entity::Person);
    let page = Page { text: &text, syntax: &syntax };
    // The network gave it to the one before.
    let mut drafts = vec![draft(&text, "We", "want", &["it open"])];
    recover(page, &mut drafts);
    assert_eq!(shown(&text, &drafts), ["Ida Moe | — | “We want it open.”"]);
    for other in [
        "“We/PRP/nsubj/2 want/VBP/root/0 it/PRP/dobj/2 open”/JJ/xcomp/2 —/:/punct/2 and/CC/cc/2 left/VBD/conj/2",
        "“We/PRP/nsubj/2 want/VBP/root/0 it/PRP/dobj/2 open.”/JJ/xcomp/2 —/:/punct/2 Monday/NNP/dep/2",
    ] {
        let (text, syntax) = parse(other);
        let mut drafts = Vec::new();
        recover(Page { text: &text, syntax: &syntax }, &mut drafts);
        assert_eq!(shown(&text, &drafts), Vec::<String>::new());
    }
}

#[test]
fn a_paragraph_with_a_speaker_inside_is_not_signed_by_its_last_word() {
    let (text, mut syntax) = parse(
        "“The/DT/det/2 quay/NN/nsubj/3 holds,”/VBZ/ccomp/6 the/DT/det/5 harbourmaster/NN/nsubj/6 wrote/VBD/root/0 of/IN/case/9 the/DT/det/9 “old/NN/nmod/6 pier”/NN/dep/9 —/:/punct/6 Ida/NNP/compound/13 Moe/NNP/dep/6",
    );
    syntax.tokens[11].entity = Entity::Person;
    syntax.tokens[12].entity = Entity::Person;
    let mut drafts = vec![draft(&text, "the harbourmaster", "wrote", &["“The quay holds,”"])];
    recover(Page { text: &text, syntax: &syntax }, &mut drafts);
    assert_eq!(shown(&text, &drafts), ["the harbourmaster | wrote | “The quay holds,”"]);
}

#[test]
fn what_happened_behind_words_of_saying_is_no_part_of_what_was_said() {
    let sentence = |verb: &str| {
        format!(
            "The/DT/det/2 wall/NN/nsubj/4 would/MD/aux/4 hold/VB/ccomp/8 ,/,/punct/8 the/DT/det/7 warden/NN/nsubj/8 said/VBD/root/0 ,/,/punct/4 \
             but/CC/cc/4 {verb}"
        )
    };
    let past = sentence("divers/NNS/nsubj/12 left/VBD/conj/4 the/DT/det/14 lake/NN/dobj/12");
    let future = sentence("divers/NNS/nsubj/13 would/MD/aux/13 leave/VB/conj/4 the/DT/det/15 lake/NN/dobj/13");
    for (marked, contents) in [(past, "The wall would hold"), (future, "The wall would hold … but divers would leave the lake")] {
        let (text, syntax) = parse(&marked);
        let mut drafts = vec![draft(&text, "the warden", "said", &["The wall would hold"])];
        mend_extents(Page { text: &text, syntax: &syntax }, &mut drafts);
        assert_eq!(shown(&text, &drafts), [format!("the warden | said | {contents}")]);
    }
}

#[test]
fn only_the_anonymity_of_sources_is_cut_off() {
    let said = "Two/CD/nummod/2 clerks/NNS/nsubj/3 said/VBD/root/0 he/PRP/nsubj/5 paid/VBD/ccomp/3 ;/:/punct/3";
    for (tail, content) in [
        ("both/DT/nsubj/8 asked/VBD/parataxis/3 for/IN/case/10 anonymity/NN/nmod/8", "he paid"),
        (
            "one/CD/nummod/8 child/NN/nsubjpass/11 cannot/MD/aux/11 be/VB/auxpass/11 identified/VBN/parataxis/3",
            "he paid ; one child cannot be identified",
        ),
    ] {
        let (text, syntax) = parse(&format!("{said} {tail}"));
        let whole = text.normal[text.normal.find("he paid").unwrap()..].to_owned();
        let mut drafts = vec![draft(&text, "Two clerks", "said", &[&whole])];
        mend_extents(Page { text: &text, syntax: &syntax }, &mut drafts);
        assert_eq!(shown(&text, &drafts), [format!("Two clerks | said | {content}")]);
    }
}

#[test]
fn a_report_ends_where_its_denial_begins() {
    let (text, syntax) = parse(
        "The/DT/det/2 warden/NN/nsubj/3 declined/VBD/root/0 to/TO/mark/5 discuss/VB/xcomp/3 allegations/NNS/dobj/5 by/IN/case/9 \
         Ida/NNP/compound/9 Moe/NNP/nmod/6 that/IN/mark/12 he/PRP/nsubj/12 lied/VBD/ccomp/6 ,/,/punct/3 saying/VBG/advcl/3 she/PRP/nsubj/16 \
         erred/VBD/ccomp/14",
    );
    let mut drafts = vec![draft(&text, "The warden", "declined to discuss", &["allegations by Ida Moe that he lied"])];
    recover(Page { text: &text, syntax: &syntax }, &mut drafts);
    assert!(shown(&text, &drafts).contains(&"Ida Moe | allegations | he lied".to_owned()), "{:?}", shown(&text, &drafts));
    assert_eq!(drafts[0].content, []);
}

#[test]
fn a_nickname_is_no_content() {
    let (text, syntax) = parse(
        "Torvald/NNP/compound/4 C./NNP/compound/4 “Gale”/NNP/compound/4 Lunde/NNP/nsubj/5 said/VBD/root/0 the/DT/det/7 quay/NN/nsubj/8 leaked/VBD/ccomp/5",
    );
    let mut drafts = vec![draft(&text, "Lunde", "said", &["Torvald C. “Gale", "the quay leaked"])];
    mend_extents(Page { text: &text, syntax: &syntax }, &mut drafts);
    assert_eq!(shown(&text, &drafts), ["Lunde | said | the quay leaked"]);
}

#[test]
fn a_mention_that_breaks_off_reaches_to_the_end_of_its_noun_phrase() {
    let (text, syntax) = parse(
        "The/DT/det/3 port/NN/compound/3 authority/NN/nsubj/7 of/IN/case/5 Leira/NNP/nmod/3 later/RB/advmod/7 confirmed/VBD/root/0 that/IN/mark/11 \
         the/DT/det/10 crane/NN/nsubj/11 fell/VBD/ccomp/7",
    );
    let page = Page { text: &text, syntax: &syntax };
    let mended = |mention: &str| {
        let mut drafts = vec![draft(&text, mention, "confirmed", &["the crane fell"])];
        mend_extents(page, &mut drafts);
        shown(&text, &drafts)
    };
    assert_eq!(mended("The"), ["The port authority of Leira | confirmed | the crane fell"]);
    // A mention that is whole stays as it was labelled.
    assert_eq!(mended("The port authority"), ["The port authority | confirmed | the crane fell"]);
}

#[test]
fn a_relative_pronoun_does_not_reach_back_to_the_start_of_its_sentence() {
    let (text, syntax) = parse(
        "The/DT/det/2 dam/NN/nsubj/8 ,/,/punct/2 which/WDT/dobj/6 Lunde/NNP/nsubj/6 called/VBD/acl:relcl/2 ,/,/punct/2 leaks/VBZ/root/0 water/NN/dobj/8",
    );
    let mut drafts = vec![draft(&text, "Lunde", "called", &["which"])];
    mend_extents(Page { text: &text, syntax: &syntax }, &mut drafts);
    assert_eq!(shown(&text, &drafts), ["Lunde | called | which"]);
}

#[test]
fn who_a_speaker_is_stands_behind_the_name_and_is_not_said() {
    let (text, syntax) = parse(
        "The/DT/det/2 bones/NNS/nsubj/3 match/VBP/ccomp/5 ,/,/punct/5 writes/VBZ/root/0 the/DT/det/7 team/NN/nsubj/5 ,/,/punct/3 led/VBN/dep/3 \
         by/IN/case/11 Olmedo/NNP/nmod/9",
    );
    let mut drafts = vec![draft(&text, "the team", "writes", &["The bones match"])];
    mend_extents(Page { text: &text, syntax: &syntax }, &mut drafts);
    assert_eq!(shown(&text, &drafts), ["the team | writes | The bones match"]);
}

#[test]
fn spans_stand_in_the_order_of_the_text_and_none_on_another() {
    let ordered = |spans: &[(usize, usize)]| {
        let mut spans: Vec<Span> = spans.iter().map(|&(start, end)| Span::new(start, end)).collect();
        super::put_in_order(&mut spans);
        spans.into_iter().map(|span| (span.start, span.end)).collect::<Vec<_>>()
    };
    assert_eq!(ordered(&[(2, 96), (2, 158), (178, 272)]), [(2, 158), (178, 272)]);
    assert_eq!(ordered(&[(40, 50), (3, 9), (9, 12)]), [(3, 9), (9, 12), (40, 50)], "neighbours stay apart");
    assert_eq!(ordered(&[(3, 30), (5, 9), (20, 40)]), [(3, 40)]);
}
