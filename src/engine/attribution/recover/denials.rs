//! Denials that hang on a noun.
//!
//! In: a verb of denying, or a noun for what was said. Out: an attribution of what is denied ("denied any link with the drugs"), or of
//! what a report says that somebody turns down ("Reports that he had resigned were dismissed by his agent").
//! Deliberately absent: the status that follows (`status`).

use super::super::Draft;
use super::super::extent::Page;
use super::super::trims::turns_down;
use super::{REPORTED, recovered};
use crate::engine::lexicon::{DENIED_OBJECT, is_denied_matter};
use crate::engine::tagger::{Relation, Tag};

/// "The firm has denied any link with the drugs", "His wife denied knowledge of the companies": a denial of nothing but a noun, which
/// the network leaves to the newsroom.
pub(super) fn plain_denial_at(page: Page<'_>, verb: usize, drafts: &[Draft]) -> Option<Draft> {
    let denies = page.is_word(verb, &["denied", "denies", "deny"]);
    if !denies && !page.is_word(verb, &["rejected", "rejects"]) || !page.syntax.tokens[verb].tag.is_verb() {
        return None;
    }
    let sentence = page.syntax.sentences.get(page.syntax.sentence_of(verb)?)?.clone();
    let first = verb + 1;
    let object: Vec<String> = (first..(first + DENIED_OBJECT).min(sentence.end)).map(|token| page.word(token).to_lowercase()).collect();
    let noun = first + is_denied_matter(denies, &object)?;
    let between = (first..noun).all(|token| matches!(page.syntax.tokens[token].tag, Tag::Dt | Tag::Jj) || page.syntax.tokens[token].tag.is_noun());
    // "were denied any contact with their lawyers": somebody keeps it from them.
    let passive = page.syntax.child(verb, &[Relation::Auxpass, Relation::Nsubjpass]).is_some();
    if !between || passive || page.syntax.is_open(&page.text.normal, verb) {
        return None;
    }
    // Up to a comma, or where the sentence goes on with another verb: "and said", "but admitted".
    let ends = |token: usize| {
        matches!(page.word(token), "," | ";" | "." | ":" | "–" | "—")
            || page.is_word(token, &["and", "but", "while", "when", "after", "saying", "although", "though", "because"])
    };
    let end = (noun + 1..sentence.end).find(|&token| ends(token)).unwrap_or(sentence.end);
    let span = |from: usize, to: usize| page.syntax.tokens[from].span.cover(page.syntax.tokens[to].span);
    let last = (noun..end).rev().find(|&token| page.word(token).chars().any(char::is_alphanumeric))?;
    let (cue, content) = (page.syntax.tokens[verb].span, span(first, last));
    let subject = page.syntax.subject_of(verb).filter(|&subject| subject < verb && subject >= sentence.start)?;
    let subtree = page.syntax.subtree(subject);
    let mention = span(*subtree.first()?, (*subtree.last()?).min(verb - 1));
    let taken = |draft: &Draft| {
        draft.cue.iter().chain(&draft.content).any(|part| part.overlaps(cue) || part.overlaps(content))
            || draft.content.iter().any(|part| part.overlaps(mention))
    };
    (!drafts.iter().any(taken)).then(|| recovered(Some(mention), cue, content))
}

/// What becomes of a report in the passive.
const JUDGED: [&str; 14] = [
    "denied",
    "dismissed",
    "rejected",
    "refuted",
    "disputed",
    "contested",
    "confirmed",
    "challenged",
    "unfounded",
    "untrue",
    "false",
    "baseless",
    "groundless",
    "fabricated",
];

/// "Reports in Arden that [he had resigned] were dismissed as rubbish by his agent": a report, told to be turned down or confirmed.
/// "The report that the council commissioned was rejected" tells nothing of what it says.
pub(super) fn judged_report_at(page: Page<'_>, noun: usize, drafts: &[Draft]) -> Option<Draft> {
    let sentence = page.syntax.sentences.get(page.syntax.sentence_of(noun)?)?.clone();
    // "The talk that Professor Lang gave was dismissed": a lecture.
    let talk = noun == sentence.start && page.is_word(noun, &["talk", "word"]);
    if !talk && !page.is_word(noun, &REPORTED) && !page.is_word(noun, &["accusation", "suggestion", "gossip"]) {
        return None;
    }
    let verb = (noun + 4..sentence.end).find(|&verb| {
        // "were shot down by police", "was waved away by the firm"
        let turned = turns_down(page, verb, sentence.end);
        // "are wide of the mark", "were unfounded, police said"
        let after = verb + 1 >= sentence.end || matches!(page.word(verb + 1), "," | ".");
        let wide = page.is_word(verb, &["wide"]) && verb + 1 < sentence.end && page.is_word(verb + 1, &["of"])
            || after && page.is_word(verb, &["unfounded", "untrue", "false", "baseless", "groundless", "fabricated"]);
        (page.is_word(verb, &JUDGED) || turned || wide)
            && (verb.saturating_sub(3)..verb).any(|token| page.is_word(token, &["was", "were", "been", "are", "is"]))
            && (wide
                || page.syntax.child(verb, &[Relation::Nsubjpass, Relation::Nsubj]) == Some(noun)
                || (verb + 1..(verb + 6).min(sentence.end)).any(|token| page.is_word(token, &["by"])))
    })?;
    let that = (noun + 1..verb).take(7).find(|&token| page.is_word(token, &["that"]) && page.syntax.tokens[token].tag == Tag::In)?;
    // "in the local press", "from Geneva"
    let placed = that == noun + 1
        || page.is_word(noun + 1, &["in", "from", "on", "at", "by"]) && !(noun + 1..that).any(|token| page.syntax.tokens[token].tag.is_verb());
    // "Claims that the council knew the plan had been rejected have surfaced": the sentence goes on with the noun's own verb.
    let goes_on = (verb + 1..sentence.end).take_while(|&token| page.word(token) != ",").any(|token| page.syntax.tokens[token].tag.is_finite());
    let auxiliary = |token: usize| page.is_word(token, &["was", "were", "been", "are", "is", "has", "have", "had"]);
    let adverb = |token: usize| page.syntax.tokens[token].tag == Tag::Rb;
    let last = (that + 1..verb).rev().find(|&token| !adverb(token))?;
    let end = (that + 1..last + 1).rev().find(|&token| !auxiliary(token))? + 1;
    // The syntax may take "left" and "shelled" for participles here.
    let states = (that + 1..end).any(|token| page.syntax.tokens[token].tag.is_verb());
    if !placed || goes_on || !states || end <= that + 1 || page.syntax.is_subjunctive(&page.text.normal, that + 1..end) {
        return None;
    }
    let content = page.syntax.tokens[that + 1].span.cover(page.syntax.tokens[end - 1].span);
    let (cue, judged) = (page.syntax.tokens[noun].span, page.syntax.tokens[verb].span);
    let turned = |draft: &Draft| {
        // "[Rumours that he had drowned were unfounded], police said": police turn the rumour down.
        let wraps = draft.content.iter().any(|part| part.start <= content.start && part.end >= judged.end);
        wraps
            || draft.cue.is_empty()
            || draft.cue.iter().any(|part| part.overlaps(judged)) && draft.mention.iter().all(|part| part.start > judged.start)
    };
    let taken = |draft: &Draft| {
        let mut parts = draft.cue.iter().chain(&draft.content).chain(&draft.mention);
        parts.any(|part| part.overlaps(cue) || part.overlaps(content)) && !turned(draft)
    };
    (!drafts.iter().any(taken)).then(|| recovered(None, cue, content))
}
