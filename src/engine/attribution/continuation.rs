//! What runs on from an attribution without naming its source again.
//!
//! In: drafts, sentences and quoted regions. Out: contents that grow, and drafts that continue others.
//! Deliberately absent: who the party is that a mention names.
//!
//! Ways to run on: a quotation whose next sentence stands in quotation marks too ("..., he said. “The last payments are due.”), also in
//! the next paragraph; free indirect speech, a sentence of the same paragraph that reports in the shifted future ("The ministry said
//! bidding would reopen in June. It would also waive the bonus."), or in the past before the past between two sentences of one
//! speaker; and a quotation of whom the sentence before is about ("Father Haddad rings the bell. “My rope is new.”").

use super::{Draft, is_quoted};
use crate::domain::{QuoteKind, Span};
use crate::engine::tagger::{Entity, Relation, Syntax, Tag};
use crate::engine::text::Text;
use std::ops::Range;

/// Free indirect speech, and whose a bare quotation is, are guesses from few words; they are right about every second time.
const TRUST_FREE_INDIRECT: f32 = 0.5;
/// A quotation that runs on is right more often, but its bounds are a guess.
const TRUST_QUOTATION: f32 = 0.6;
/// A quotation may run on this many sentences behind the last words that were attributed.
const REACH: usize = 3;

/// Adds what runs on from the drafts, which are in order of their first span.
pub(super) fn find_continuations(text: &Text, syntax: &Syntax, drafts: &[Draft]) -> Vec<Draft> {
    let touched = touched_sentences(text, drafts);
    let mut found = Vec::new();
    // The last attribution with a source, and the sentence in which it stood or to which it has run on.
    let mut last: Option<(usize, usize)> = None;
    for (at, sentence) in text.sentences.iter().enumerate() {
        if let Some(&draft) = touched[at].iter().rev().find(|&&draft| !drafts[draft].mention.is_empty()) {
            last = Some((draft, at));
            continue;
        }
        if let Some(shown) = shown_speaker(text, syntax, &touched, &found, at) {
            found.push(shown);
            continue;
        }
        let Some((draft, seen)) = last.filter(|_| touched[at].is_empty()) else { continue };
        let same_paragraph = text.sentences[seen].paragraph == sentence.paragraph;
        let next_paragraph = text.sentences[seen].paragraph + 1 == sentence.paragraph;
        // "(CROSSTALK.)"
        if !sentence.span.of(&text.normal).chars().any(char::is_lowercase) {
            continue;
        }
        let content = vec![sentence.span];
        let next_sentence = same_paragraph && at == seen + 1;
        let quotation_in_reach = (same_paragraph || next_paragraph) && at - seen <= REACH && drafts[draft].quote != QuoteKind::Indirect;
        if is_quoted(text, sentence.span) && (quotation_in_reach || next_sentence) {
            found.push(continued(drafts, draft, content, QuoteKind::Direct, TRUST_QUOTATION));
            last = Some((draft, at));
        } else if next_sentence
            && (reports_shifted_future(text, syntax, at) || reports_before(text, syntax, at) && goes_on(text, syntax, drafts, &touched, draft, at))
            && !reports_in_present(syntax, &drafts[draft])
        {
            found.push(continued(drafts, draft, content, QuoteKind::Indirect, TRUST_FREE_INDIRECT));
            last = Some((draft, at));
        }
    }
    found
}

/// "Father Haddad rings the bell each morning. “My rope is new.”": a quotation without words of saying is that of the person whom the
/// sentence before it, in the same paragraph, is about, where it speaks in the first person; so is what runs on from it.
fn shown_speaker(text: &Text, syntax: &Syntax, touched: &[Vec<usize>], found: &[Draft], at: usize) -> Option<Draft> {
    /// "“No dogs.”", "“Too late”" are as like as not what stands on a sign.
    const SHORTEST: usize = 4;
    let sentence = &text.sentences[at];
    let before = at.checked_sub(1)?;
    if !touched[at].is_empty() || !touched[before].is_empty() || !is_quoted(text, sentence.span) {
        return None;
    }
    let shown = |mention: Span| Draft {
        mention: vec![mention],
        cue: Vec::new(),
        content: vec![sentence.span],
        quote: QuoteKind::Direct,
        continues: None,
        inside: None,
        confidence: TRUST_FREE_INDIRECT,
    };
    let near = text.sentences[before].paragraph + 1 >= sentence.paragraph;
    if let Some(earlier) = found
        .last()
        .filter(|earlier| near && earlier.cue.is_empty() && earlier.continues.is_none() && earlier.content[0] == text.sentences[before].span)
    {
        return earlier.mention.first().map(|&mention| shown(mention));
    }
    let same_paragraph = text.sentences[before].paragraph == sentence.paragraph;
    if !same_paragraph || is_quoted(text, text.sentences[before].span) {
        return None;
    }
    let tokens = syntax.sentences.get(before)?.clone();
    let root = root_of(syntax, &tokens)?;
    let subject = syntax.subject_of(root).filter(|&subject| tokens.contains(&subject))?;
    let own = &syntax.tokens[subject];
    let person = own.entity == Entity::Person && own.tag.is_name()
        || own.tag == Tag::Prp && ["he", "she"].contains(&syntax.word(&text.normal, subject).to_lowercase().as_str());
    // A sign, a song, a letter; "That was the verdict of one paper" behind it; somebody who is dead; what is said of the subject itself.
    const READ: [&str; 18] = [
        "sign", "banner", "shirt", "slogan", "letter", "note", "poem", "verse", "placard", "envelope", "read", "reads", "sings", "sang", "killed",
        "died", "dead", "song",
    ];
    let words = |at: usize| text.sentences[at].span.of(&text.normal).to_lowercase();
    let has = |at: usize, all: &[&str]| words(at).split(|c: char| !c.is_alphanumeric()).any(|word| all.contains(&word));
    let passive = syntax.child(root, &[Relation::Nsubjpass, Relation::Auxpass]).is_some();
    let run = (at..text.sentences.len()).take(6).take_while(|&next| is_quoted(text, text.sentences[next].span) && touched[next].is_empty());
    let behind = run.clone().last().map_or(at + 1, |last| last + 1);
    let own = run.clone().any(|next| has(next, &["i", "we", "my", "our", "me", "us"]));
    let told_behind = text.sentences.get(behind).is_some_and(|next| {
        let words = next.span.of(&text.normal);
        ["That was", "So said", "So wrote", "So ran"].iter().any(|opening| words.starts_with(opening))
    });
    if passive
        || !own
        || has(before, &READ)
        || told_behind
        || text.sentences.get(behind).is_some() && has(behind, &["sign", "banner", "slogan", "letter"])
    {
        return None;
    }
    // "Tom Holm pulled a girl from the river. “He saved my life.”": somebody else there may be whose words they are.
    const OTHERS: [&str; 14] =
        ["boy", "girl", "woman", "man", "son", "daughter", "child", "mother", "father", "wife", "husband", "brother", "sister", "baby"];
    let whole = syntax.subtree(subject);
    let another = tokens.clone().any(|token| {
        let own = &syntax.tokens[token];
        whole.binary_search(&token).is_err()
            && (own.entity == Entity::Person && own.tag.is_name() || OTHERS.contains(&syntax.word(&text.normal, token).to_lowercase().as_str()))
    });
    if another {
        return None;
    }
    let long = sentence.span.of(&text.normal).split_whitespace().count() >= SHORTEST && syntax.states_something(syntax.tokens_in(sentence.span));
    let (&first, &last) = (whole.first()?, whole.last()?);
    (person && long).then(|| shown(syntax.tokens[first].span.cover(syntax.tokens[last].span)))
}

fn continued(drafts: &[Draft], draft: usize, content: Vec<Span>, quote: QuoteKind, trust: f32) -> Draft {
    Draft { mention: Vec::new(), cue: Vec::new(), content, quote, continues: Some(draft), inside: None, confidence: drafts[draft].confidence * trust }
}

/// For each sentence the drafts that have a part in it, in order.
pub(super) fn touched_sentences(text: &Text, drafts: &[Draft]) -> Vec<Vec<usize>> {
    let mut touched = vec![Vec::new(); text.sentences.len()];
    for (at, draft) in drafts.iter().enumerate() {
        for span in draft.content.iter().chain(&draft.cue).chain(&draft.mention) {
            let first = text.sentences.partition_point(|sentence| sentence.span.end <= span.start);
            for (sentence, list) in text.sentences[first..].iter().zip(&mut touched[first..]) {
                if sentence.span.start >= span.end {
                    break;
                }
                if list.last() != Some(&at) {
                    list.push(at);
                }
            }
        }
    }
    touched
}

/// "The firm has said the audit is over. Older books would tell more.": where the words themselves stand in the present, a "would"
/// behind them is the newsroom's own.
fn reports_in_present(syntax: &Syntax, draft: &Draft) -> bool {
    let present = |tag: Tag| matches!(tag, Tag::Vbz | Tag::Vbp);
    draft.quote == QuoteKind::Indirect
        && draft.content.iter().any(|content| {
            let Some(head) = syntax.head_of(syntax.tokens_in(*content)) else { return false };
            present(syntax.tokens[head].tag)
                || syntax.children(head).any(|child| {
                    matches!(syntax.tokens[child].relation, Relation::Aux | Relation::Auxpass | Relation::Cop) && present(syntax.tokens[child].tag)
                })
        })
}

/// The word that a sentence hangs on, marks aside.
pub(super) fn root_of(syntax: &Syntax, tokens: &Range<usize>) -> Option<usize> {
    tokens.clone().find(|&token| syntax.tokens[token].head.is_none() && syntax.tokens[token].relation != Relation::Punct)
}

/// Whether the next sentence of the paragraph is said by "he", "it" or under the same name again: "..., the ministry added".
fn goes_on(text: &Text, syntax: &Syntax, drafts: &[Draft], touched: &[Vec<usize>], draft: usize, at: usize) -> bool {
    let next = at + 1;
    if text.sentences.get(next).is_none_or(|sentence| sentence.paragraph != text.sentences[at].paragraph) {
        return false;
    }
    let last_word = |mention: Span| syntax.tokens_in(mention).last().map(|token| syntax.word(&text.normal, token).to_lowercase());
    let own = drafts[draft].mention.first().copied().and_then(last_word);
    touched[next].iter().any(|&other| {
        let mention = drafts[other].mention.first().copied();
        let inverted = mention.zip(drafts[other].content.first()).is_some_and(|(mention, content)| content.end <= mention.start);
        let same = mention.and_then(last_word).is_some_and(|word| matches!(word.as_str(), "he" | "she" | "it" | "they") || Some(word) == own);
        inverted && same
    })
}

/// Whether the sentence's main verb stands in the past before the past: "Samples had reached the laboratory".
fn reports_before(text: &Text, syntax: &Syntax, sentence: usize) -> bool {
    let Some(tokens) = syntax.sentences.get(sentence) else { return false };
    let root = root_of(syntax, tokens);
    root.is_some_and(|root| {
        syntax.tokens[root].tag == Tag::Vbn
            && syntax
                .children(root)
                .any(|child| syntax.word(&text.normal, child).eq_ignore_ascii_case("had") && syntax.tokens[child].relation == Relation::Aux)
    })
}

/// Whether the sentence's main verb stands under "would", and not on a condition of its own ("would have died if ...").
fn reports_shifted_future(text: &Text, syntax: &Syntax, sentence: usize) -> bool {
    let Some(tokens) = syntax.sentences.get(sentence) else { return false };
    let is = |token: usize, word: &str| syntax.word(&text.normal, token).eq_ignore_ascii_case(word);
    let root = root_of(syntax, tokens);
    let would = root.and_then(|root| syntax.children(root).find(|&child| is(child, "would") && syntax.tokens[child].relation == Relation::Aux));
    let has_condition = tokens.clone().any(|token| is(token, "if") || is(token, "otherwise"));
    let is_perfect = would.is_some_and(|would| is(would + 1, "have"));
    // "The company would not be drawn": that is the newsroom's.
    let refuses = would.is_some_and(|would| {
        const SAYING: [&str; 8] = ["drawn", "say", "comment", "discuss", "elaborate", "confirm", "answer", "disclose"];
        is(would + 1, "not") && SAYING.iter().any(|verb| is(would + 2, verb) || is(would + 3, verb))
    });
    would.is_some() && !has_condition && !is_perfect && !refuses
}
