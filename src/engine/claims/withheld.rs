//! What somebody is reported not to have said, thought or shown.
//!
//! In: an attribution. Out: whether its cue takes the content back, and with which words the content can stand all the same.
//! Deliberately absent: denials, refusals and failures to confirm, whose content is a claim with a status of its own (`status`).
//!
//! "The ad did not say that | Lunde had resigned": nobody says that he has, and the whole sentence is the newsroom's. "She doesn't
//! think | Lunde will resign": hers, but only with the words that negate it.

use super::Reading;
use crate::engine::attribution::Draft;
use crate::engine::lexicon::base_forms;
use crate::engine::tagger::{Relation, Tag};

/// How a negated cue leaves its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Withheld {
    /// It is no claim of this source.
    Whole,
    /// It is one together with the words from this token on.
    Without(usize),
}

/// Words whose negation has a meaning of its own: who does not confirm leaves a claim unconfirmed, who does not deny denies nothing, who
/// does not hide something says it.
const STANCES: [&str; 39] = [
    "confirm",
    "verify",
    "corroborate",
    "authenticate",
    "substantiate",
    "deny",
    "dispute",
    "contest",
    "rule",
    "comment",
    "respond",
    "reply",
    "answer",
    "return",
    "acknowledge",
    "admit",
    "concede",
    "accept",
    "recognise",
    "recognize",
    "doubt",
    "question",
    "aware",
    "hide",
    "conceal",
    "forget",
    "stop",
    "cease",
    "fail",
    "hesitate",
    "resist",
    "help",
    "tire",
    "wait",
    "surprise",
    "realise",
    "realize",
    "know",
    "learn",
];
/// Verbs and adjectives of thinking: their negation is the thinker's own opinion.
const OPINIONS: [&str; 8] = ["think", "believe", "feel", "expect", "agree", "sure", "convinced", "certain"];

/// Whether the cue of an attribution is negated, and what that leaves of its content.
pub(super) fn is_withheld(reading: &Reading<'_>, draft: &Draft) -> Option<Withheld> {
    // Without a source the sentence is the newsroom's anyway.
    let (Some(cue), [_, ..]) = (draft.cue.first(), &draft.mention[..]) else { return None };
    let tokens = reading.syntax.tokens_in(*cue);
    // "Lunde doesn't really | believe": the cue may be without the words that negate it.
    // "It was never about the money, | said": the negation is the words' own, whatever the syntax hangs it on.
    let own = |token: usize| draft.content.iter().any(|content| content.contains(reading.syntax.tokens[token].span));
    let before =
        || tokens.clone().filter_map(|token| reading.syntax.child(token, &[Relation::Neg])).find(|&token| token < tokens.start && !own(token));
    // "Nobody said", "neither Lunde nor Moe said"; "no fewer than ten", "none other than Moe" and "No 10" are somebody.
    let nobody = || {
        let mention = draft.mention.first().map(|&span| reading.syntax.tokens_in(span).start)?;
        let next = reading.syntax.tokens.get(mention + 1).map_or(Tag::Other, |next| next.tag);
        let somebody = next == Tag::Cd || reading.is_word(mention + 1, &["fewer", "less", "other", "but"]);
        (reading.is_word(mention, &["no", "nobody", "none", "neither"]) && !somebody).then_some(mention)
    };
    let said = tokens.clone().find(|&token| is_negation(reading, token)).or_else(before);
    let negation = said.or_else(nobody)?;
    let content = draft.content.first().map(|&span| reading.syntax.tokens_in(span).start).filter(|&content| content > negation);
    let words = negation + 1..content.unwrap_or(tokens.end).max(tokens.end);
    // "Not only said": it was said. "Did not say until Friday": it was, in the end. "Could not have said more clearly": it was, clearly.
    let affirms = words.clone().take(2).any(|token| reading.is_word(token, &["only", "merely", "just", "simply"]))
        || words.clone().any(|token| reading.is_word(token, &["until", "till", "more", "clearer"]));
    if affirms {
        return None;
    }
    let has = |words: &[&str]| {
        draft
            .cue
            .iter()
            .flat_map(|&span| reading.syntax.tokens_in(span))
            .any(|token| base_forms(reading.word(token)).iter().any(|base| words.contains(&base.as_str())))
    };
    if has(&STANCES) {
        return None;
    }
    let adjoins = content.is_some_and(|content| content >= tokens.end && content - tokens.end <= 1);
    let opinion = said.is_some() && has(&OPINIONS) && adjoins;
    let first = first_of_negation(reading, tokens.start.min(negation.saturating_sub(2)), negation);
    Some(if opinion { Withheld::Without(first) } else { Withheld::Whole })
}

/// "no sign", "no mention": nothing was shown or said; "no evidence" is what somebody found.
fn is_negation(reading: &Reading<'_>, token: usize) -> bool {
    let word = reading.word(token);
    word.ends_with("n't")
        || word.ends_with("n’t")
        || reading.is_word(token, &["not", "cannot", "never", "nor", "neither"])
        || reading.is_word(token, &["no"]) && reading.is_word(token + 1, &["sign", "mention", "indication", "hint", "reference", "longer"])
}

/// "does | n't think": the verb that carries the negation stays with it, unless it hangs on its subject ("they're not sure").
fn first_of_negation(reading: &Reading<'_>, start: usize, negation: usize) -> usize {
    let carries = |token: usize| reading.syntax.tokens[token].tag.is_verb() && !reading.word(token).starts_with(['\'', '’']);
    (start..negation).rev().take_while(|&before| carries(before)).last().unwrap_or(negation)
}
