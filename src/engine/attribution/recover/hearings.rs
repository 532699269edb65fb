//! What a court, an inquest or a committee has heard.
//!
//! In: a sentence. Out: an attribution of what stands before ", a court has heard".
//! Deliberately absent: who said it there, which such a sentence does not tell.

use super::super::Draft;
use super::super::extent::Page;
use super::recovered;
use crate::engine::tagger::{Entity, Tag};

/// Those before whom evidence is given.
const HEARING: [&str; 14] = [
    "court",
    "inquest",
    "tribunal",
    "hearing",
    "jury",
    "jurors",
    "inquiry",
    "magistrates",
    "judges",
    "committee",
    "commission",
    "panel",
    "councillors",
    "mps",
];

/// "The barn was set alight twice, a court has heard.", "..., the inquiry was told on Monday.": what was said before a court or a
/// committee, by whoever said it there.
pub(super) fn heard_at_the_end(page: Page<'_>, at: usize, drafts: &[Draft]) -> Option<Draft> {
    // "Cardiff Crown Court has heard", "the public inquiry was told on Monday"
    const LONGEST: usize = 10;
    let tokens = page.syntax.sentences.get(at)?.clone();
    let is_word = |token: usize| page.word(token).chars().any(char::is_alphanumeric);
    let last = tokens.clone().rev().find(|&token| is_word(token))?;
    let comma = (tokens.start + 1..last).rev().take(LONGEST).find(|&token| page.word(token) == ",")?;
    let verb = (comma + 1..=last).find(|&token| {
        let passive = page.is_word(token, &["told"]) && page.is_word(token - 1, &["was", "were", "been"]);
        page.is_word(token, &["heard"]) && !page.is_word(token - 1, &["been", "be", "was", "were"]) || passive
    })?;
    let auxiliary = |token: usize| page.is_word(token, &["has", "have", "had", "was", "were", "been"]);
    let end = (comma + 1..verb).rev().find(|&token| !auxiliary(token))? + 1;
    let mention = comma + 1..end;
    // ", and the committee was told" goes on with another matter.
    let opens = !matches!(page.syntax.tokens[comma + 1].tag, Tag::Cc | Tag::In | Tag::Wdt | Tag::Wp | Tag::Wrb);
    let hears = page.is_word(end - 1, &HEARING) && mention.clone().all(|token| is_word(token) && !page.syntax.tokens[token].tag.is_verb());
    // Behind the verb no more than a day: "heard evidence from his sister" is another sentence.
    let dated = (verb + 1..last + 1).all(|token| {
        page.is_word(token, &["on", "at", "earlier", "later", "today", "yesterday", "this", "last", "week", "morning", "afternoon"])
            || page.syntax.tokens[token].entity == Entity::Date
    });
    if !opens || !hears || !dated {
        return None;
    }
    let span = |from: usize, to: usize| page.syntax.tokens[from].span.cover(page.syntax.tokens[to].span);
    let content = span(tokens.clone().find(|&token| is_word(token))?, comma - 1);
    let (mention, cue) = (span(comma + 1, end - 1), span(end, verb));
    if !page.states_something(content) {
        return None;
    }
    // Another one's words in the sentence: "said Mr Moe, the court heard".
    let clear = drafts.iter().filter(|draft| !draft.cue.iter().any(|part| part.overlaps(cue))).all(|draft| {
        !draft.cue.iter().any(|part| part.end <= content.end && part.overlaps(content)) && !draft.mention.iter().any(|part| part.overlaps(content))
    });
    let known = drafts.iter().any(|draft| {
        let whole = draft.content.iter().any(|part| part.start <= content.start && part.end >= content.end);
        whole && draft.cue.iter().any(|part| part.overlaps(cue)) && draft.mention.iter().any(|part| part.overlaps(mention))
    });
    (clear && !known).then(|| recovered(Some(mention), cue, content))
}
