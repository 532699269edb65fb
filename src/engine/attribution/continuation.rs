//! What runs on from an attribution without naming its source again.
//!
//! In: drafts, sentences and quoted regions. Out: contents that grow, and drafts that continue others.
//! Deliberately absent: who the source is.
//!
//! Two ways to run on: a quotation whose next sentence stands in quotation marks too ("..., he said. “The last payments are
//! due.”), also in the next paragraph; and free indirect speech, a sentence of the same paragraph that reports in the shifted
//! future: "The ministry said bidding would reopen in June. It would also waive the bonus."

use super::{Draft, is_quoted};
use crate::domain::{QuoteKind, Span};
use crate::engine::tagger::{Relation, Syntax, Tag};
use crate::engine::text::Text;

/// Free indirect speech is a guess from one word; it is right about every second time.
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
        } else if next_sentence && reports_shifted_future(text, syntax, at) && !reports_in_present(syntax, &drafts[draft]) {
            found.push(continued(drafts, draft, content, QuoteKind::Indirect, TRUST_FREE_INDIRECT));
            last = Some((draft, at));
        }
    }
    found
}

fn continued(drafts: &[Draft], draft: usize, content: Vec<Span>, quote: QuoteKind, trust: f32) -> Draft {
    Draft { mention: Vec::new(), cue: Vec::new(), content, quote, continues: Some(draft), inside: None, confidence: drafts[draft].confidence * trust }
}

/// For each sentence the drafts that have a part in it, in order.
fn touched_sentences(text: &Text, drafts: &[Draft]) -> Vec<Vec<usize>> {
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

/// Whether the sentence's main verb stands under "would", and not on a condition of its own ("would have died if ...").
fn reports_shifted_future(text: &Text, syntax: &Syntax, sentence: usize) -> bool {
    let Some(tokens) = syntax.sentences.get(sentence) else { return false };
    let is = |token: usize, word: &str| syntax.word(&text.normal, token).eq_ignore_ascii_case(word);
    let root = tokens.clone().find(|&token| syntax.tokens[token].head.is_none() && syntax.tokens[token].relation != Relation::Punct);
    let would = root.and_then(|root| syntax.children(root).find(|&child| is(child, "would") && syntax.tokens[child].relation == Relation::Aux));
    let has_condition = tokens.clone().any(|token| is(token, "if") || is(token, "otherwise"));
    let is_perfect = would.is_some_and(|would| is(would + 1, "have"));
    would.is_some() && !has_condition && !is_perfect
}
