//! A party's number for something.
//!
//! In: a verb such as "put", "estimated" or "counted". Out: an attribution of the number, which the network often leaves to the newsroom.
//! Deliberately absent: what the number does to another party's (`status`).

use super::super::Draft;
use super::super::extent::Page;
use super::{is_taken, recovered};
use crate::domain::Span;
use crate::engine::lexicon::COUNTERS;
use crate::engine::tagger::{Relation, Tag};

/// Words for a number of people or things.
const TOLLS: [&str; 3] = ["toll", "figure", "estimate"];
/// What is put at a number.
const AMOUNTS: [&str; 13] =
    ["toll", "figure", "estimate", "number", "total", "count", "cost", "turnout", "crowd", "attendance", "loss", "losses", "damage"];
/// What tells how far something was: a person or a train may put something within reach as well.
const TRACES: [&str; 8] = ["data", "tracking", "radar", "records", "images", "logs", "witnesses", "witness"];

/// "Halden Parcels [put] the figure at fewer than 600", "Police [estimated] it at 14,000", "Tracking data [put] it within three miles
/// of the cable", "A medic [gave] a higher toll, of 23". "She put the vase at the window" has no number.
pub(super) fn estimate_at(page: Page<'_>, verb: usize, drafts: &mut [Draft]) -> Option<Draft> {
    let token = &page.syntax.tokens[verb];
    let gives = page.is_word(verb, &["gave", "gives"]);
    let guesses = page.is_word(verb, &["estimated", "estimates", "estimate", "valued", "value", "values"]);
    if !page.is_word(verb, &["put", "puts"]) && !gives && !guesses || !matches!(token.tag, Tag::Vb | Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbn) {
        return None;
    }
    let sentence = page.syntax.sentences.get(page.syntax.sentence_of(verb)?)?.clone();
    // "acknowledged the debt but put it at 21 billion": the subject of the verb before.
    let joined_to = token.head.filter(|&head| head < verb && token.relation == Relation::Conj);
    let subject = page.syntax.subject_of(verb).or_else(|| page.syntax.subject_of(joined_to?)).filter(|&subject| subject < verb);
    let first = (verb + 1..sentence.end).find(|&object| page.word(object).chars().any(char::is_alphanumeric))?;
    if guesses && !page.is_word(first, &["the", "it", "its", "their", "that", "this", "losses", "damage"]) {
        return None;
    }
    let traced = subject.is_some_and(|subject| page.is_word(subject, &TRACES));
    let at = (first + 1..(first + 9).min(sentence.end)).find(|&at| {
        if gives {
            // "a higher toll, of 23", not "a total of $3m to schools" or "Norvik a figure of fun".
            let toll = (first + 1..at).find(|&noun| page.is_word(noun, &TOLLS));
            let described = |toll: usize| (first + 1..toll).all(|before| matches!(page.syntax.tokens[before].tag, Tag::Jj | Tag::Jjr | Tag::Vbn));
            page.is_word(at, &["of"]) && page.is_word(first, &["a", "an"]) && toll.is_some_and(|toll| described(toll) && at <= toll + 2)
        } else {
            page.is_word(at, &["at"])
                || first + 1 == at && page.is_word(at, &["within"]) && traced
                // "put the figure closer to 540,000"
                || (first..at).any(|noun| page.is_word(noun, &AMOUNTS)) && page.is_word(at, &["closer", "nearer", "above", "below"])
                || first + 1 == at && page.is_word(first, &["it"]) && page.is_word(at, &["closer", "nearer"])
        }
    })?;
    let reach = if gives { 2 } else { 5 };
    let has_digit = |token: usize| page.word(token).contains(|c: char| c.is_ascii_digit());
    let number = (at + 1..(at + 1 + reach).min(sentence.end))
        .find(|&number| page.syntax.tokens[number].tag == Tag::Cd || has_digit(number) || page.is_word(number, &["half", "third", "tenth"]))?;
    let breaks = |token: usize| matches!(page.syntax.tokens[token].tag, Tag::Comma | Tag::Stop | Tag::Colon) || matches!(page.word(token), "," | ";");
    let end = (number + 1..sentence.end).find(|&token| breaks(token)).unwrap_or(sentence.end);
    let span = |from: usize, to: usize| page.syntax.tokens[from].span.cover(page.syntax.tokens[to].span);
    // "confirmed that carcasses had been found but put the number at nine": whoever confirmed that.
    let but = verb.checked_sub(1).is_some_and(|but| page.is_word(but, &["but"])) && page.is_word(first, &["the", "it"]);
    let holder = drafts.iter().find(|draft| draft.content.iter().any(|content| content.overlaps(token.span)));
    let mention = match holder.filter(|_| but).and_then(|draft| draft.mention.first().copied()) {
        Some(speaker) => speaker,
        None => {
            let subject = subject?;
            let mention = page.syntax.subtree(subject);
            let limit = joined_to.filter(|&head| head > subject).unwrap_or(verb);
            span(*mention.first()?, *mention.last()?.min(&(limit - 1)))
        }
    };
    if gives && holder.is_some() || drafts.iter().any(|draft| draft.cue.iter().chain(&draft.mention).any(|part| part.overlaps(token.span))) {
        return None;
    }
    let joined = verb.checked_sub(1).filter(|&and| page.is_word(and, &["and", "but"]) && and > sentence.start);
    // Where what holds the number ends before it; nothing is cut unless all of it can be.
    let end_before = |content: &Span| {
        // "contested that and put the fall at a tenth": the same party goes on in its own words.
        if let Some(and) = joined {
            let before = Span::new(content.start, page.syntax.tokens[and - 1].span.end.max(content.start));
            let contrasts = but && content.start < page.syntax.tokens[and].span.start;
            if contrasts || !page.states_something(before) {
                return Some(before.end);
            }
        }
        // The number is another party's where its name follows a semicolon; otherwise it is part of what is said.
        let semicolon =
            page.syntax.tokens_in(Span::new(content.start, mention.start.max(content.start))).rev().find(|&token| page.word(token) == ";")?;
        Some(page.syntax.tokens[semicolon.checked_sub(1)?].span.end)
    };
    let held = || drafts.iter().flat_map(|draft| &draft.content).filter(|content| content.overlaps(token.span));
    if held().any(|content| end_before(content).is_none()) {
        return None;
    }
    for content in drafts.iter_mut().flat_map(|draft| &mut draft.content).filter(|content| content.overlaps(token.span)) {
        content.end = end_before(content).unwrap_or(content.end);
    }
    Some(recovered(Some(mention), token.span, span(first, end - 1)))
}

/// "Police [counted] 12,000 marchers", "Organisers [counted] about 9,000": what who can be asked has counted.
pub(super) fn count_at(page: Page<'_>, verb: usize, drafts: &[Draft]) -> Option<Draft> {
    // "counted on 40 officers"
    let on = page.syntax.tokens.get(verb + 1).is_none_or(|next| next.tag == Tag::In && page.is_word(verb + 1, &["on", "for", "among"]));
    if on || !page.is_word(verb, &["counted", "counts"]) || !page.syntax.tokens[verb].tag.is_finite() {
        return None;
    }
    let sentence = page.syntax.sentences.get(page.syntax.sentence_of(verb)?)?.clone();
    let number = (verb + 1..sentence.end).take(3).find(|&number| page.syntax.tokens[number].tag == Tag::Cd)?;
    // "The prefecture counted 6,500": a number alone is one for what was counted before.
    let alone = page.word(number).chars().filter(char::is_ascii_digit).count() > 3
        && page
            .syntax
            .tokens
            .get(number + 1)
            .is_none_or(|next| matches!(next.tag, Tag::Comma | Tag::Stop | Tag::Colon) || page.word(number + 1) == ";");
    let counts = |subject: usize| page.is_word(subject, &COUNTERS) || page.is_word(subject, &["hospitals"]);
    let subject = page.syntax.subject_of(verb).filter(|&subject| subject < verb && counts(subject))?;
    let breaks = |token: usize| matches!(page.syntax.tokens[token].tag, Tag::Comma | Tag::Stop | Tag::Colon) || matches!(page.word(token), "," | ";");
    let end = (number + 1..sentence.end).find(|&token| breaks(token)).unwrap_or(sentence.end);
    let whole = page.syntax.subtree(subject);
    let span = |from: usize, to: usize| page.syntax.tokens[from].span.cover(page.syntax.tokens[to].span);
    let mention = span(*whole.first()?, (*whole.last()?).min(verb - 1));
    let (cue, content) = (page.syntax.tokens[verb].span, span(verb + 1, end - 1));
    ((alone || end > number + 1) && !is_taken(drafts, &[mention, cue, content])).then(|| recovered(Some(mention), cue, content))
}
