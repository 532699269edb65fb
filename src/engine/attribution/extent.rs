//! The bounds of contents and mentions, mended by what the syntax and the marks show.
//!
//! In: drafts as the network labelled them. Out: drafts whose contents begin and end where clauses do, without those that say nothing
//! of anybody's.
//! Deliberately absent: which cue a content belongs to (`assemble`).
//!
//! The network labels piece by piece, and errs at the edges: it takes the addressee for content ("told | organisers | that
//! ..."), leaves the first words of an inverted sentence out, stops before a sentence's last clause, or carries a scrap of
//! the next sentence along.

use super::Draft;
use super::trims::{self, is_noun_for_claim, speaks_against};
use crate::domain::Span;
use crate::engine::lexicon::{base_forms, cue_class, is_saying_verb, stances};
use crate::engine::tagger::{Entity, Relation, Syntax, Tag};
use crate::engine::text::Text;

/// An unquoted content in another sentence than its cue has to cover this much of it: a scrap is a mistake.
const WHOLE_SENTENCE: f32 = 0.9;
/// Words that open a clause in which the newsroom sets its own words against the content.
const CONTRAST: [&str; 4] = ["although", "though", "while", "whereas"];

/// What the mending looks at.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    pub text: &'a Text,
    pub syntax: &'a Syntax,
}

impl Page<'_> {
    /// The index of the sentence that holds a span's start.
    pub(super) fn sentence_at(&self, span: Span) -> Option<usize> {
        let at = self.text.sentences.partition_point(|sentence| sentence.span.end <= span.start);
        self.text.sentences.get(at).filter(|sentence| sentence.span.start < span.end).map(|_| at)
    }

    pub(super) fn word(&self, token: usize) -> &str {
        self.syntax.word(&self.text.normal, token)
    }

    pub(super) fn is_word(&self, token: usize, words: &[&str]) -> bool {
        let own = self.word(token);
        words.iter().any(|word| own.eq_ignore_ascii_case(word))
    }

    pub(super) fn states_something(&self, span: Span) -> bool {
        self.syntax.states_something(self.syntax.tokens_in(span))
    }
}

/// Mends the bounds of all drafts' contents; a draft that loses all its content goes.
pub(super) fn mend_extents(page: Page<'_>, drafts: &mut Vec<Draft>) {
    for draft in drafts.iter_mut() {
        keep_words_whole(page, draft);
        lengthen_mention(page, draft);
        complete_mention(page, draft);
        shift_gerund(page, draft);
        drop_relative_of_mention(page, draft);
        drop_strays(page, draft);
        drop_silence(page, draft);
        drop_name(page, draft);
        cut_verdict_on_report(page, draft);
        drop_verdict_tail(page, draft);
        drop_so_called(page, draft);
        drop_act_of_asked(page, draft);
        drop_reported_act(page, draft);
        give_back_description(page, draft);
        open_at_clause(page, draft);
        drop_pronoun_addressee(page, draft);
        drop_anonymity(page, draft);
        drop_addressee(page, draft);
        drop_scraps_across_cue(page, draft);
        drop_scraps_of_subject(page, draft);
        drop_lead_in(page, draft);
        drop_host_of_relative(page, draft);
        cut_newsroom_relative(page, draft);
        cut_newsroom_doubt(page, draft);
        drop_distant_mention(page, draft);
    }
    drafts.retain(|draft| !draft.content.is_empty());
    // What is only done ("has called a strike") may be part of what is said.
    let acts = |draft: &&Draft| !(draft.cue.iter().all(|cue| cue_class(cue.of(&page.text.normal)).act) && !draft.cue.is_empty());
    let mut said: Vec<Span> =
        drafts.iter().filter(acts).flat_map(|draft| draft.mention.iter().chain(&draft.cue).chain(&draft.content)).copied().collect();
    said.sort_unstable();
    let mut taken: Vec<Span> = drafts.iter().flat_map(|draft| draft.mention.iter().chain(&draft.cue).chain(&draft.content)).copied().collect();
    taken.sort_unstable();
    for draft in drafts.iter_mut() {
        extend_to_frame(page, draft, &taken);
        fill_gaps(page, draft, &taken);
        extend_left(page, draft, &said);
        complete_first_phrase(page, draft, &taken);
        adopt_clause_before(page, draft, &taken);
        adopt_before_parenthesis(page, draft, &taken);
        adopt_behind_parenthesis(page, draft, &taken);
        extend_right(page, draft, &taken);
        mend_ends(page, draft, &taken);
        cut_anonymity_tail(page, draft);
        cut_newsroom_relative(page, draft);
        cut_verdict_on_report(page, draft);
        trims::trim(page, draft);
    }
    drafts.retain(|draft| !draft.content.is_empty());
}

/// "[to act alone infl]amed": the network's pieces may end within a word.
fn keep_words_whole(page: Page<'_>, draft: &mut Draft) {
    let text = &page.text.normal;
    let inside = |at: usize| {
        let (before, behind) = (text.get(..at).and_then(|text| text.chars().next_back()), text.get(at..).and_then(|text| text.chars().next()));
        before.is_some_and(char::is_alphanumeric) && behind.is_some_and(char::is_alphanumeric)
    };
    for content in &mut draft.content {
        let tokens = page.syntax.tokens_in(*content);
        if let (Some(first), Some(last)) =
            (page.syntax.tokens.get(tokens.start), tokens.end.checked_sub(1).and_then(|last| page.syntax.tokens.get(last)))
        {
            content.start = if inside(content.start) { first.span.start.min(content.start) } else { content.start };
            content.end = if inside(content.end) { last.span.end.max(content.end) } else { content.end };
        }
    }
}

/// "Shelter [Now] said": a name whose last words went unlabelled reaches up to its verb.
fn lengthen_mention(page: Page<'_>, draft: &mut Draft) {
    let (Some(mention), Some(&cue)) = (draft.mention.last_mut(), draft.cue.first()) else { return };
    let between = page.syntax.tokens_in(Span::new(mention.end, cue.start.max(mention.end)));
    let name_ends = page.syntax.tokens_in(*mention).next_back().is_some_and(|last| page.syntax.tokens[last].tag.is_name());
    let is_name = |token: usize| page.word(token).starts_with(char::is_uppercase) && page.syntax.tokens[token].entity != Entity::Date;
    if mention.end <= cue.start && name_ends && (1..=2).contains(&between.len()) && between.clone().all(is_name) {
        mention.end = page.syntax.tokens[between.end - 1].span.end;
    }
}

/// "[The] Port Authority did not answer", "[Sens. Mark] Kirk": a mention that breaks off within a noun phrase reaches up to its end.
fn complete_mention(page: Page<'_>, draft: &mut Draft) {
    let Some(mention) = draft.mention.last_mut() else { return };
    let limit = draft.cue.first().filter(|cue| cue.start >= mention.end).map_or(usize::MAX, |cue| cue.start);
    let tokens = page.syntax.tokens_in(*mention);
    let Some(last) = tokens.clone().next_back() else { return };
    let token = &page.syntax.tokens[last];
    let leads_on = matches!(token.relation, Relation::Det | Relation::Amod | Relation::Compound | Relation::Nummod | Relation::Neg);
    let Some(noun) = token.head.filter(|&noun| leads_on && noun > last && page.syntax.tokens[noun].tag.is_noun()) else { return };
    if page.syntax.tokens[noun].span.end > limit {
        return;
    }
    let tree = page.syntax.subtree(noun).into_iter().skip_while(|&part| part < noun);
    let breaks = |part: usize| matches!(page.syntax.tokens[part].tag, Tag::Comma | Tag::Wdt | Tag::Wp);
    let end = tree.take_while(|&part| page.syntax.tokens[part].span.end <= limit && !breaks(part)).last().unwrap_or(noun);
    let whole = mention.cover(page.syntax.tokens[end].span);
    if !draft.content.iter().any(|content| content.overlaps(whole)) {
        *mention = whole;
    }
}

/// "rejected [the accusation that it had armed the rebels as “absurd”]": what somebody is said to have said begins behind "that",
/// and ends before the word on it.
fn open_at_clause(page: Page<'_>, draft: &mut Draft) {
    // "an unsubstantiated second report that"
    const LONGEST: usize = 5;
    let Some(&cue) = draft.cue.last() else { return };
    let Some(content) = draft.content.iter_mut().find(|content| content.start >= cue.end) else { return };
    if super::is_quoted(page.text, *content) {
        return;
    }
    let tokens = page.syntax.tokens_in(*content);
    let nouns = &stances().claim_nouns;
    let Some(that) = tokens.clone().skip(1).take(LONGEST).find(|&at| page.is_word(at, &["that"])) else { return };
    let is_noun = nouns.contains(page.word(that - 1).to_lowercase().as_str());
    let plain = (tokens.start..that).all(|at| !page.syntax.tokens[at].tag.is_finite() && page.syntax.tokens[at].tag != Tag::Comma);
    if !is_noun || !plain || that + 1 >= tokens.end {
        return;
    }
    let rest = page.syntax.tokens[that + 1].span.cover(Span::new(content.end, content.end));
    if !page.states_something(rest) {
        return;
    }
    content.start = rest.start;
    let verdict = (that + 2..tokens.end).rev().take(8).find(|&at| {
        page.is_word(at, &["as"])
            && at + 1 < tokens.end
            && page.syntax.tokens[at + 1].tag == Tag::OpenQuote
            && page.syntax.tokens_in(cue).any(|verb| speaks_against(page.word(verb)))
    });
    if let Some(verdict) = verdict {
        content.end = page.syntax.tokens[verdict - 1].span.end;
    }
}

/// "denied knowing [Ledesma]": what is denied or admitted begins with the gerund.
fn shift_gerund(page: Page<'_>, draft: &mut Draft) {
    let (Some(cue), Some(content)) = (draft.cue.last_mut(), draft.content.first_mut()) else { return };
    let tokens = page.syntax.tokens_in(*cue);
    let Some(last) = tokens.clone().next_back().filter(|&last| last > tokens.start && page.syntax.tokens[last].tag == Tag::Vbg) else { return };
    let speaks =
        tokens.clone().any(|token| base_forms(page.word(token)).iter().any(|base| matches!(base.as_str(), "deny" | "admit" | "acknowledge")));
    if speaks && content.start >= cue.end && gap_is_empty(page, cue.end, content.start) {
        content.start = page.syntax.tokens[last].span.start;
        cue.end = page.syntax.tokens[last - 1].span.end;
    }
}

/// "The 24-year-old[, who]": a relative pronoun at the end of a mention names nobody.
fn drop_relative_of_mention(page: Page<'_>, draft: &mut Draft) {
    let Some(mention) = draft.mention.last_mut() else { return };
    let tokens = page.syntax.tokens_in(*mention);
    let Some(last) = tokens.clone().next_back() else { return };
    if tokens.len() >= 3 && page.is_word(last, &["who", "which"]) && page.word(last - 1) == "," {
        mention.end = page.syntax.tokens[last - 2].span.end;
    }
}

/// "told [us there were many more]": whom something is told is no part of it.
fn drop_pronoun_addressee(page: Page<'_>, draft: &mut Draft) {
    let (Some(&cue), Some(content)) = (draft.cue.last(), draft.content.first_mut()) else { return };
    let tokens = page.syntax.tokens_in(*content);
    let told = page
        .syntax
        .tokens_in(cue)
        .any(|token| base_forms(page.word(token)).iter().any(|base| matches!(base.as_str(), "tell" | "inform" | "warn" | "assure")));
    if told
        && tokens.len() > 3
        && content.start >= cue.end
        && page.is_word(tokens.start, &["us", "me", "them", "him", "reporters"])
        && !page.syntax.tokens[tokens.start + 1].tag.is_verb()
    {
        let rest = Span::new(page.syntax.tokens[tokens.start + 1].span.start, content.end);
        if page.states_something(rest) {
            *content = rest;
        }
    }
}

/// "their firms had bought it[; all asked for anonymity, citing contracts]"
fn cut_anonymity_tail(page: Page<'_>, draft: &mut Draft) {
    let Some(content) = draft.content.last_mut() else { return };
    let tokens = page.syntax.tokens_in(*content);
    let Some(mark) = tokens.clone().skip(1).find(|&token| page.word(token) == ";") else { return };
    // "the victim cannot be identified" is what was said.
    let of_sources = tokens.contains(&(mark + 1)) && page.is_word(mark + 1, &["all", "both", "they", "who", "none", "neither"]);
    let tail = Span::new(page.syntax.tokens[mark].span.end, content.end).of(&page.text.normal).to_lowercase();
    let asks = tail.contains("anonymity") && ["asked", "spoke", "speaking"].iter().any(|verb| tail.contains(verb));
    let unnamed = ["not to be named", "not to be identified", "declined to be named", "declined to be identified"];
    if of_sources && (asks || unnamed.iter().any(|words| tail.contains(words))) {
        content.end = page.syntax.tokens[mark - 1].span.end;
    }
}

/// "Reports that [he had agreed terms] were dismissed by his agent": what became of the report is no part of it.
fn cut_verdict_on_report(page: Page<'_>, draft: &mut Draft) {
    let Some(&cue) = draft.cue.first() else { return };
    let Some(noun) = page.syntax.tokens_in(cue).next_back().filter(|&noun| page.syntax.tokens[noun].tag.is_noun()) else { return };
    let Some(content) = draft.content.last_mut().filter(|content| content.start >= cue.end) else { return };
    let tokens = page.syntax.tokens_in(*content);
    let judged = tokens.clone().rev().find(|&verb| {
        // "were shot down by police", "was waved away as gossip"
        let turned = trims::turns_down(page, verb, tokens.end);
        let wide = page.is_word(verb, &["wide"]) && tokens.contains(&(verb + 1)) && page.is_word(verb + 1, &["of"]);
        wide || matches!(page.syntax.tokens[verb].tag, Tag::Vbn | Tag::Vbd)
            && (turned || speaks_against(page.word(verb)) || page.is_word(verb, &["confirmed"]))
    });
    let Some(judged) = judged else { return };
    let of_noun = page.syntax.child(judged, &[Relation::Nsubjpass]) == Some(noun) || page.is_word(judged, &["wide"]);
    let auxiliary = (judged.saturating_sub(3).max(tokens.start)..judged)
        .find(|&at| page.is_word(at, &["was", "were", "is", "are", "been", "has", "have", "had"]))
        // "was rising | were wide of the mark"
        .map(|first| if page.is_word(judged, &["wide"]) { judged - 1 } else { first });
    let particle = usize::from(trims::turns_down(page, judged, tokens.end));
    let judged = judged + particle;
    let by = page.syntax.tokens.get(judged + 1).is_some() && page.is_word(judged + 1, &["by"]);
    let Some(auxiliary) = auxiliary.filter(|&auxiliary| auxiliary > tokens.start) else { return };
    let before = Span::new(content.start, page.syntax.tokens[auxiliary - 1].span.end);
    // Two finite verbs without a joint: the second is the report's.
    // The syntax may take "left" for a participle here.
    let states = page.states_something(before) || page.syntax.tokens_in(before).skip(1).any(|token| page.syntax.tokens[token].tag == Tag::Vbn);
    // "were dismissed as rubbish by his agent"
    let by = by
        || tokens.contains(&(judged + 1))
            && page.is_word(judged + 1, &["as"])
            && (judged + 2..tokens.end.min(judged + 6)).any(|at| page.is_word(at, &["by"]));
    if states && (of_noun || by && !page.is_word(auxiliary - 1, &["and", "which", "that", "who"])) {
        content.end = before.end;
    }
}

/// "Suggestions that [he was pushed] were dismissed by [the club as nonsense]": who judged the report, and how, is no part of it,
/// and the club is not who said it.
fn drop_verdict_tail(page: Page<'_>, draft: &mut Draft) {
    let (Some(&cue), Some(&first)) = (draft.cue.first(), draft.content.first()) else { return };
    let noun = page.syntax.tokens_in(cue).next_back().is_some_and(|noun| is_noun_for_claim(page.word(noun)));
    if !noun || first.start < cue.end {
        return;
    }
    let judged_before = |start: usize| {
        let between = page.syntax.tokens_in(Span::new(first.end, start.max(first.end)));
        between.clone().any(|verb| page.syntax.tokens[verb].tag == Tag::Vbn && speaks_against(page.word(verb)))
    };
    draft.content.retain(|&content| content == first || !judged_before(content.start) || super::is_quoted(page.text, content));
    draft.mention.retain(|&mention| {
        let by = page.syntax.tokens_in(mention).start.checked_sub(1).is_some_and(|before| page.is_word(before, &["by"]));
        !(by && judged_before(mention.start))
    });
}

/// "A trip was called off for what officials described as [scheduling reasons]": a word for something in the newsroom's sentence.
fn drop_so_called(page: Page<'_>, draft: &mut Draft) {
    let (Some(&mention), Some(&cue)) = (draft.mention.first(), draft.cue.first()) else { return };
    let what = page.syntax.tokens_in(mention).start.checked_sub(2).is_some_and(|before| {
        page.is_word(before + 1, &["what"])
            && page.is_word(before, &["for", "in", "with", "after", "of", "on", "at", "amid", "by", "under", "from", "over", "during"])
    });
    let names =
        page.syntax.tokens_in(cue).any(|token| page.is_word(token, &["called", "calls", "described", "describes", "termed", "dubbed", "labelled"]));
    if what && names && !draft.content.iter().any(|&content| page.states_something(content)) {
        draft.content.clear();
    }
}

/// "21 percent of the people questioned [would vote] to join": what those who were asked would do is told of them, not by them.
fn drop_act_of_asked(page: Page<'_>, draft: &mut Draft) {
    let (Some(&mention), Some(&cue)) = (draft.mention.first(), draft.cue.first()) else { return };
    let mut cues = page.syntax.tokens_in(cue);
    let asked = cues.start.checked_sub(1).is_some_and(|before| {
        page.is_word(before, &["questioned", "surveyed", "polled", "asked", "interviewed", "canvassed"])
            && before.checked_sub(1).is_some_and(|noun| page.syntax.tokens[noun].tag.is_noun() || page.is_word(noun, &["those"]))
    });
    let says = cues.any(|token| is_saying_verb(page.word(token)));
    if asked && !says && mention.end <= cue.start && !draft.content.iter().any(|&content| page.states_something(content)) {
        draft.content.clear();
    }
}

/// "Washington reportedly offered [to share pictures]": an act that the newsroom has from hearsay is the newsroom's own sentence;
/// "reportedly accused the firm of taking bribes" and a quotation stay what somebody said.
fn drop_reported_act(page: Page<'_>, draft: &mut Draft) {
    let hearsay = |token: usize| page.is_word(token, &["reportedly", "allegedly", "supposedly", "apparently"]);
    let Some(&cue) = draft.cue.first() else { return };
    let tokens = page.syntax.tokens_in(cue);
    let hedged = tokens.clone().any(hearsay) || tokens.start.checked_sub(1).is_some_and(hearsay);
    let says = tokens.clone().any(|token| is_saying_verb(page.word(token))) || tokens.clone().any(|token| cue_class(page.word(token)).event);
    let said = draft.content.iter().any(|&content| page.states_something(content) || super::is_quoted(page.text, content));
    if hedged && !says && !said {
        draft.content.clear();
    }
}

/// "[A freighter] carrying tents landed on Friday, the ministry confirmed": what stands before the words of saying runs up to them,
/// where the network has no more than the subject.
fn extend_to_frame(page: Page<'_>, draft: &mut Draft, taken: &[Span]) {
    let (Some(&cue), Some(&mention), [content]) = (draft.cue.first(), draft.mention.first(), draft.content.as_mut_slice()) else { return };
    let frame = mention.start.min(cue.start);
    let Some(sentence) = page.sentence_at(*content).filter(|&sentence| Some(sentence) == page.sentence_at(cue)) else { return };
    let before = Span::new(page.text.sentences[sentence].span.start, content.start).of(&page.text.normal);
    let opens = !before.chars().any(char::is_alphanumeric);
    if !opens || content.end >= frame || page.states_something(*content) || super::is_quoted(page.text, *content) {
        return;
    }
    let Some(comma) = page.syntax.tokens_in(Span::new(content.end, frame)).next_back().filter(|&comma| page.word(comma) == ",") else { return };
    let Some(last) = comma.checked_sub(1) else { return };
    let whole = Span::new(content.start, page.syntax.tokens[last].span.end.max(content.end));
    let between = Span::new(content.end, whole.end);
    if !between.is_empty() && !is_taken(taken, between) && page.states_something(whole) {
        *content = whole;
    }
}

/// "[He will miss the match, his club,] Norvik FC, said": what says who Norvik FC is, is no part of what it said.
fn give_back_description(page: Page<'_>, draft: &mut Draft) {
    // "his former running mate"
    const LONGEST: usize = 4;
    let (Some(&cue), Some(mention)) = (draft.cue.first(), draft.mention.first().copied()) else { return };
    let Some(content) = draft.content.first_mut().filter(|content| content.end <= mention.start && mention.end <= cue.start) else { return };
    let first = page.syntax.tokens_in(mention).start;
    let tokens = page.syntax.tokens_in(*content);
    let Some(comma) = first.checked_sub(1).filter(|&comma| page.word(comma) == "," && comma + 1 >= tokens.end && comma > tokens.start) else {
        return;
    };
    let named = page.syntax.tokens.get(first).is_some_and(|token| token.tag.is_name());
    let start = (tokens.start + 1..comma).rev().take(LONGEST).find(|&token| page.word(token) == ",").map(|before| before + 1);
    let Some(start) = start.filter(|&start| named && start < comma) else { return };
    let owned = page.syntax.tokens[start].tag == Tag::PrpS || page.is_word(start, &["the"]);
    let describes = (start + 1..comma).all(|token| page.syntax.tokens[token].tag.is_noun() || page.syntax.tokens[token].tag == Tag::Jj)
        && page.syntax.tokens[comma - 1].tag.is_noun();
    let before = Span::new(content.start, page.syntax.tokens[start - 2].span.end);
    // "arrested Jens Lunde, the harbour master, Moe said": it says who Jens Lunde is.
    let of_name = page.syntax.tokens[start - 2].tag.is_name();
    if owned && !of_name && describes && start + 1 < comma && page.states_something(before) {
        *content = before;
        draft.mention[0] = page.syntax.tokens[start].span.cover(mention);
    }
}

/// "There was no immediate comment from the palace", "There has been no confirmation": in a sentence without the cue this is the
/// newsroom's own.
fn drop_silence(page: Page<'_>, draft: &mut Draft) {
    let cues: Vec<_> = draft.cue.iter().filter_map(|&cue| page.sentence_at(cue)).collect();
    let last = draft.content.last().copied();
    draft.content.retain(|&content| {
        let tokens = page.syntax.tokens_in(content);
        let opens = tokens.len() > 3 && page.is_word(tokens.start, &["there"]) && page.syntax.tokens[tokens.start + 1].tag.is_verb();
        let no = tokens.clone().skip(2).take(3).find(|&at| page.is_word(at, &["no"]));
        let silence = no.is_some_and(|no| {
            let named = (no + 1..tokens.end.min(no + 4)).find(|&at| page.syntax.tokens[at].tag.is_noun());
            // "There was no reply" may be part of the story.
            named.is_some_and(|noun| {
                page.is_word(noun, &["comment", "confirmation"])
                    || page.is_word(noun, &["response", "reply", "reaction"]) && page.is_word(noun - 1, &["immediate", "official", "public"])
            })
        });
        let own = page.sentence_at(content).is_some_and(|sentence| !cues.contains(&sentence)) && last == Some(content);
        // "The company would not be drawn", "The embassy declined to comment"
        let named = tokens.clone().next().is_some_and(|first| !matches!(page.syntax.tokens[first].tag, Tag::Prp | Tag::OpenQuote));
        let refuses = named
            && tokens.clone().take(10).any(|at| {
                let word = |offset: usize, words: &[&str]| tokens.contains(&(at + offset)) && page.is_word(at + offset, words);
                let saying = ["drawn", "comment", "discuss", "elaborate", "respond", "reply"];
                page.is_word(at, &["would", "did"]) && word(1, &["not"]) && (word(2, &saying) || word(3, &saying))
                    || page.is_word(at, &["declined", "refused"]) && word(1, &["to"]) && (word(2, &saying) || word(3, &saying))
            });
        !(own && (opens && silence || refuses)) || super::is_quoted(page.text, content)
    });
}

/// Drops scraps of sentences in which the cue does not stand.
fn drop_strays(page: Page<'_>, draft: &mut Draft) {
    let Some(home) = draft.cue.first().and_then(|&cue| page.sentence_at(cue)) else { return };
    draft.content.retain(|&content| {
        let Some(first) = page.sentence_at(content) else { return false };
        let Some(last) = page.sentence_at(Span::new(content.end.saturating_sub(1), content.end)) else { return true };
        if (first..=last).contains(&home) || super::is_quoted(page.text, content) {
            return true;
        }
        let sentences = page.text.sentences[first].span.cover(page.text.sentences[last].span);
        let same_paragraph = page.text.sentences[first].paragraph == page.text.sentences[home].paragraph;
        same_paragraph && content.len() as f32 >= WHOLE_SENTENCE * sentences.len() as f32
    });
}

/// "[Torvald C. “Sunny]” Krogh said [the mill was safe]": a nickname in quotation marks makes no content of a name.
fn drop_name(page: Page<'_>, draft: &mut Draft) {
    let Some(&mention) = draft.mention.first().filter(|_| draft.content.len() > 1) else { return };
    let is_mark = |c: char| !c.is_alphanumeric() && c != ',';
    let is_name = |token: usize| page.syntax.tokens[token].tag.is_name() || !page.word(token).chars().any(char::is_alphanumeric);
    let of_name = |part: Span| {
        let beside = part.end <= mention.start && page.text.normal.get(part.end..mention.start).is_some_and(|gap| gap.chars().all(is_mark));
        let quotes = page.text.normal.get(part.start..mention.end).is_some_and(|words| words.contains(['“', '"', '‘', '”', '’']));
        mention.contains(part) || beside && quotes && page.syntax.tokens_in(part).all(is_name)
    };
    draft.content.retain(|part| !of_name(*part));
}

/// Drops "organisers" of "told organisers that ...": a noun phrase right behind the cue, before a content that states something.
fn drop_addressee(page: Page<'_>, draft: &mut Draft) {
    let Some(&cue) = draft.cue.last() else { return };
    for at in (0..draft.content.len().saturating_sub(1)).rev() {
        let (part, next) = (draft.content[at], draft.content[at + 1]);
        let follows_cue = part.start >= cue.end && gap_is_empty(page, cue.end, part.start);
        if follows_cue && !page.states_something(part) && page.states_something(next) {
            draft.content.remove(at);
        }
    }
}

/// Why a source stays unnamed is no content: "speaking on condition of anonymity because [the review has not been made public]".
fn drop_anonymity(page: Page<'_>, draft: &mut Draft) {
    draft.content.retain(|&content| {
        let Some(sentence) = page.sentence_at(content) else { return true };
        let start = page.text.sentences[sentence].span.start;
        let before = Span::new(start, content.start).of(&page.text.normal).to_lowercase();
        let own = content.of(&page.text.normal).to_lowercase();
        let about_names = |words: &str| {
            ["anonymity", "to be named", "to be identified", "be quoted by name", "give his name", "give her name"]
                .iter()
                .any(|phrase| words.contains(phrase))
        };
        let opens = own.len() - own.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        // "he said, declining to be named because he may not speak"
        let declines =
            ["declining to be", "asking not to be", "asking to remain", "requesting anonymity", "insisting on anonymity", "speaking on condition"]
                .iter()
                .any(|phrase| own[opens..].starts_with(phrase));
        if declines && about_names(&own) {
            return false;
        }
        let asks = [
            "to be named",
            "to be identified",
            "not to be named",
            "not to be identified",
            "anonymity",
            "to remain anonymous",
            "on condition of anonymity",
        ];
        // The clause that follows a mention of anonymity and a "because" gives the reason for it.
        let gives_reason = about_names(&before)
            && ["because", "as", "since", "for", "citing"]
                .iter()
                .any(|word| before.trim_end().ends_with(word) || own.starts_with(&format!("{word} ")));
        !gives_reason && !asks.iter().any(|phrase| own[opens..].starts_with(phrase))
    });
}

/// "Without offering [proof], he told supporters that ...": next to a content that states something, a scrap on the other side
/// of the cue is none.
fn drop_scraps_across_cue(page: Page<'_>, draft: &mut Draft) {
    let Some(&cue) = draft.cue.last() else { return };
    let behind_states = draft
        .content
        .iter()
        .any(|&content| content.start >= cue.end && page.sentence_at(content) == page.sentence_at(cue) && page.states_something(content));
    if behind_states {
        draft.content.retain(|&content| {
            content.start >= cue.end
                || page.states_something(content)
                || super::is_quoted(page.text, content)
                || page.sentence_at(content) != page.sentence_at(cue)
        });
    }
}

/// "A group calling [itself the Sons of the Delta] claimed responsibility ...": what stands between the source and its cue
/// belongs to the source.
fn drop_scraps_of_subject(page: Page<'_>, draft: &mut Draft) {
    let (Some(&mention), Some(&cue)) = (draft.mention.first(), draft.cue.first()) else { return };
    if draft.content.iter().any(|content| content.start >= cue.end) {
        draft.content.retain(|&content| {
            content.start < mention.end || content.start >= cue.start || page.states_something(content) || super::is_quoted(page.text, content)
        });
    }
}

/// "Art historian Silvia Conti is not convinced: [“The hand is too weak,”] she said": the newsroom leads to the quotation; not
/// "[The plan has one flaw: “nobody asked for it”], she said", where the quotation ends before the comma of the saying.
fn drop_lead_in(page: Page<'_>, draft: &mut Draft) {
    let (Some(&cue), Some(&mention), Some(first)) = (draft.cue.first(), draft.mention.first(), draft.content.first().copied()) else { return };
    let Some(sentence) = page.sentence_at(first).filter(|&sentence| Some(sentence) == page.sentence_at(cue)) else { return };
    let words = first.of(&page.text.normal);
    let Some(colon) =
        words.find(": ").filter(|_| first.start == page.text.sentences[sentence].span.start && first.end <= mention.start.min(cue.start))
    else {
        return;
    };
    let quoted = Span::new(first.start + colon + 2, first.end);
    let said_inside = words.trim_end().ends_with(['”', '"', '’']) && words.trim_end_matches(['”', '"', '’', ' ']).ends_with([',', '.', '!', '?']);
    let lead = Span::new(first.start, first.start + colon);
    if said_inside && super::is_quoted(page.text, quoted) && page.states_something(lead) {
        draft.content[0] = quoted;
    }
}

/// "The court granted bail to Pillai, who is accused of [cheating depositors]": the sentence that a relative clause hangs on is no
/// part of what is said in it.
fn drop_host_of_relative(page: Page<'_>, draft: &mut Draft) {
    let Some(&cue) = draft.cue.first().filter(|_| draft.mention.is_empty()) else { return };
    let before = page.syntax.tokens_in(cue).start.checked_sub(1);
    let relative = before.is_some_and(|before| {
        page.is_word(before, &["who", "which", "that"]) && page.syntax.sentence_of(before) == page.syntax.sentence_of(before + 1)
    });
    if relative && draft.content.iter().any(|content| content.start >= cue.end) {
        draft.content.retain(|content| content.start >= cue.end);
    }
}

/// "[There had been no time], its director said: [both had collapsed]": what stands before the words of saying as well as behind.
fn adopt_clause_before(page: Page<'_>, draft: &mut Draft, taken: &[Span]) {
    let (Some(&cue), [content]) = (draft.cue.last(), draft.content.as_slice()) else { return };
    let colon = page.text.normal.get(cue.end..content.start).is_some_and(|gap| gap.trim() == ":");
    let Some(first) = draft.mention.iter().chain(&draft.cue).map(|span| span.start).min().filter(|_| colon) else { return };
    let said = page.syntax.tokens_in(Span::new(first, cue.end)).start;
    let Some(sentence) = page.syntax.sentence_of(said).and_then(|at| page.syntax.sentences.get(at)) else { return };
    let Some(comma) = said.checked_sub(1).filter(|&comma| comma > sentence.start + 1 && page.word(comma) == ",") else { return };
    // "As he left, the mayor said: ..."
    // "Speaking after the match, which his team lost, Marsh said: ..."
    let lower = matches!(page.syntax.tokens[sentence.start].tag, Tag::In | Tag::Wrb | Tag::Wdt | Tag::Wp | Tag::Vbg | Tag::Vbn)
        || page.is_word(sentence.start, &["once", "since", "now", "after", "before", "at", "asked"]);
    let before = page.syntax.tokens[sentence.start].span.cover(page.syntax.tokens[comma - 1].span);
    if !lower && page.states_something(before) && !super::is_quoted(page.text, before) && !is_taken(taken, before) {
        draft.content.insert(0, before);
    }
}

/// "[All on board were taken off], it said, and the captain was being questioned": what stands before words of saying in commas
/// is said too.
fn adopt_before_parenthesis(page: Page<'_>, draft: &mut Draft, taken: &[Span]) {
    let (Some(&mention), Some(&cue), Some(&first)) = (draft.mention.first(), draft.cue.last(), draft.content.first()) else { return };
    let Some(sentence) = page.sentence_at(cue).filter(|&s| Some(s) == page.sentence_at(mention) && Some(s) == page.sentence_at(first)) else {
        return;
    };
    let start = page.text.sentences[sentence].span.start;
    let frame = mention.cover(cue);
    let before = Span::new(start, mention.start.min(cue.start));
    let text = &page.text.normal;
    let after = text.get(cue.end..).unwrap_or("");
    let in_commas = before.of(text).trim_end().ends_with(',') && after.starts_with(',');
    if first.start < frame.end || !in_commas || is_taken(taken, before) || !page.states_something(before) {
        return;
    }
    let trimmed = before.of(text).trim_end().trim_end_matches(',').len();
    draft.content.insert(0, Span::new(start, start + trimmed));
}

/// "The pit was rich, he said, [until it flooded in 1999]": so is what stands behind them and hangs on it.
fn adopt_behind_parenthesis(page: Page<'_>, draft: &mut Draft, taken: &[Span]) {
    let (Some(&mention), Some(&cue), Some(&last)) = (draft.mention.first(), draft.cue.last(), draft.content.last()) else { return };
    let frame = mention.cover(cue);
    let Some(sentence) = page.sentence_at(cue).filter(|&s| Some(s) == page.sentence_at(mention) && Some(s) == page.sentence_at(last)) else {
        return;
    };
    let Some(range) = page.syntax.sentences.get(sentence).cloned() else { return };
    let text = &page.text.normal;
    let in_commas =
        text.get(last.end..frame.start).is_some_and(|gap| gap.trim() == ",") && text.get(frame.end..).unwrap_or("").trim_start().starts_with(',');
    if last.end > frame.start || !in_commas || super::is_quoted(page.text, last) || !page.states_something(last) {
        return;
    }
    let is_word = |token: &usize| page.word(*token).chars().any(char::is_alphanumeric);
    let first = page.syntax.tokens_in(frame).end;
    let Some((from, to)) = (first..range.end).find(is_word).zip((first..range.end).rev().find(is_word)) else { return };
    let rest = page.syntax.tokens[from].span.cover(page.syntax.tokens[to].span);
    let quoted = (from..=to).any(|token| matches!(page.syntax.tokens[token].tag, Tag::OpenQuote | Tag::CloseQuote));
    let (Some(own), Some(top)) = (page.syntax.head_of(page.syntax.tokens_in(last)), page.syntax.head_of(from..to + 1)) else { return };
    // "..., writes the team[, led by Beatriz Olmedo]": behind a name more often stands who that is.
    let of_mention = cue.start < mention.start && !matches!(page.syntax.tokens[from].tag, Tag::In | Tag::Cc | Tag::Wrb);
    // "..., the mayor said, but engineers left the town": what happened is told by the newsroom; "but tolls would rise" is said.
    let tells = page.is_word(from, &["and", "but"])
        && (from..=to).find(|&verb| page.syntax.tokens[verb].tag.is_finite()).is_some_and(|verb| {
            let past = page.syntax.tokens[verb].tag == Tag::Vbd;
            past && page.syntax.predicate_of(verb).is_some_and(|predicate| page.syntax.subject_of(predicate).is_some_and(|subject| subject >= from))
        });
    if !tells && !quoted && !of_mention && !is_taken(taken, rest) && page.syntax.is_below(top, own) {
        draft.content.push(rest);
    }
}

/// "[old mines] he spoke of": the words before a content that belong to its first noun.
fn complete_first_phrase(page: Page<'_>, draft: &mut Draft, taken: &[Span]) {
    let Some(first) = draft.content.first_mut() else { return };
    let tokens = page.syntax.tokens_in(*first);
    let Some(start) = page.syntax.sentence_of(tokens.start).and_then(|sentence| page.syntax.sentences.get(sentence)).map(|range| range.start) else {
        return;
    };
    let mut from = tokens.start;
    while from > start {
        let before = &page.syntax.tokens[from - 1];
        let of_noun =
            matches!(before.relation, Relation::Det | Relation::Amod | Relation::Compound | Relation::Nummod | Relation::NmodPoss | Relation::Neg)
                && before.head.is_some_and(|head| (from..tokens.end).contains(&head));
        if !of_noun || is_taken(taken, before.span) {
            break;
        }
        from -= 1;
    }
    first.start = first.start.min(page.syntax.tokens[from].span.start);
}

/// "it was never consulted[, which the committee chairman disputes]": the newsroom's word on another party's view.
fn cut_newsroom_relative(page: Page<'_>, draft: &mut Draft) {
    let Some(content) = draft.content.last_mut() else { return };
    if super::is_quoted(page.text, *content) {
        return;
    }
    let tokens = page.syntax.tokens_in(*content);
    // ", a figure that the minister called exaggerated"
    let named = |token: usize| {
        page.is_word(token + 1, &["a", "an"])
            && tokens.contains(&(token + 3))
            && (token + 2..(token + 4).min(tokens.end - 1)).any(|noun| {
                // "a claim he rejects" is another's word; "a claim we reject" is the speaker's.
                let relative = page.is_word(noun + 1, &["that", "which"]) && !page.is_word(noun + 2, &["we", "i"])
                    || matches!(page.syntax.tokens[noun + 1].tag, Tag::PrpS | Tag::Dt | Tag::Nnp);
                is_noun_for_claim(page.word(noun)) && relative
            })
    };
    let comma = tokens.clone().rev().find(|&token| {
        page.word(token) == ","
            && tokens.contains(&(token + 1))
            && (page.is_word(token + 1, &["which"]) || named(token))
            && (token + 2..tokens.end).any(|verb| page.syntax.tokens[verb].tag.is_verb() && speaks_against(page.word(verb)))
    });
    if let Some(comma) = comma.filter(|&comma| comma > tokens.start) {
        content.end = page.syntax.tokens[comma - 1].span.end;
    }
}

/// "the group may sit abroad[, although they have offered no proof]": that there is nothing to go on is the newsroom's word.
fn cut_newsroom_doubt(page: Page<'_>, draft: &mut Draft) {
    let Some(content) = draft.content.last_mut() else { return };
    if super::is_quoted(page.text, *content) {
        return;
    }
    let tokens = page.syntax.tokens_in(*content);
    let opens = |at: usize| page.is_word(at, &["although", "though", "but", "without"]);
    let doubts = |at: usize| {
        let clause = at..tokens.end.min(at + 10);
        clause.clone().any(|word| page.is_word(word, &["no", "not", "without", "any"]))
            && clause
                .clone()
                .any(|word| page.is_word(word, &["offered", "offering", "provided", "providing", "gave", "giving", "given", "cited", "citing"]))
            && clause.clone().any(|word| page.is_word(word, &["evidence", "proof", "details", "reason", "source"]))
    };
    if let Some(at) = tokens.clone().skip(1).find(|&at| opens(at) && doubts(at)) {
        content.end = page.syntax.tokens[at - 1].span.end;
        let kept = content.of(&page.text.normal).trim_end_matches([' ', ',']).len();
        content.end = content.start + kept;
    }
}

/// "is expected" and "is thought" name nobody: a source that the network fetched from another sentence is none.
fn drop_distant_mention(page: Page<'_>, draft: &mut Draft) {
    let (Some(&cue), Some(&mention)) = (draft.cue.first(), draft.mention.first()) else { return };
    let is_passive = page.syntax.tokens_in(cue).any(|token| page.is_word(token, &["is", "are", "was", "were", "be", "been"]))
        && page.syntax.tokens_in(cue).any(|token| page.syntax.tokens[token].tag == Tag::Vbn);
    if is_passive && page.sentence_at(cue) != page.sentence_at(mention) {
        draft.mention.clear();
    }
}

/// "[When] the course is made to measure, [it can help]": a scrap and the rest of its clause are one where nothing stands between.
fn fill_gaps(page: Page<'_>, draft: &mut Draft, taken: &[Span]) {
    let mut at = 1;
    while at < draft.content.len() {
        let (before, behind) = (draft.content[at - 1], draft.content[at]);
        let gap = Span::new(before.end.min(behind.start), behind.start);
        let joined = before.cover(behind);
        let one_sentence = page.sentence_at(before).is_some_and(|sentence| page.text.sentences[sentence].span.contains(joined));
        let plain = page.syntax.tokens_in(joined).all(|token| !matches!(page.syntax.tokens[token].tag, Tag::OpenQuote | Tag::CloseQuote));
        // "claimed [three medals] and later confirmed [a generation of children]": another verb of the same subject.
        let goes_on = page.syntax.tokens_in(gap).any(|verb| {
            let inside = |token: usize| joined.contains(page.syntax.tokens[token].span);
            page.syntax.predicate_of(verb).is_some_and(|predicate| match page.syntax.subject_of(predicate) {
                Some(subject) => !inside(subject),
                None => page.syntax.tokens[predicate].relation == Relation::Conj && !page.syntax.tokens[predicate].head.is_some_and(inside),
            })
        });
        if one_sentence && plain && !goes_on && !page.states_something(before) && !is_taken(taken, gap) {
            draft.content[at - 1] = joined;
            draft.content.remove(at);
        } else {
            at += 1;
        }
    }
}

/// "[refuses to] make its books public" breaks off before the verb, "[recovered from the fall, which] forced it to close" runs one
/// word too far: a content ends with no word that only leads on.
fn mend_ends(page: Page<'_>, draft: &mut Draft, taken: &[Span]) {
    for content in &mut draft.content {
        let tokens = page.syntax.tokens_in(*content);
        let is_word = |token: &usize| page.word(*token).chars().any(char::is_alphanumeric);
        let Some(last) = tokens.clone().rev().find(is_word) else { continue };
        let Some(range) = page.syntax.sentence_of(last).and_then(|sentence| page.syntax.sentences.get(sentence)).cloned() else { continue };
        let goes_on = last + 1 < range.end && is_word(&(last + 1)) && last + 1 == tokens.end;
        if !goes_on || super::is_quoted(page.text, page.syntax.tokens[last].span) {
            continue;
        }
        let leads_to = page.syntax.tokens[last].head.filter(|&head| head > last && head < range.end);
        let before = |offset: usize| last.checked_sub(offset).filter(|&token| token >= tokens.start);
        let after_comma = before(1).is_some_and(|token| page.word(token) == ",");
        let after_preposition = before(1).is_some_and(|token| matches!(page.syntax.tokens[token].tag, Tag::In | Tag::To));
        let led_by_which = before(1).is_some_and(|token| page.is_word(token, &["which", "who"]));
        let cuts_relative = after_comma || page.is_word(last, &["which"]) && !after_preposition;
        let (cut, extend) = match page.syntax.tokens[last].tag {
            // "[police release the film, which the] police have not done"
            Tag::Dt if led_by_which => (true, false),
            Tag::Dt | Tag::PrpS | Tag::To => (false, true),
            Tag::In => (!page.is_word(last, &["of"]), page.is_word(last, &["of"])),
            Tag::Wdt | Tag::Wp => (cuts_relative, !cuts_relative),
            Tag::Cc => (true, false),
            // "[spoke of climate] change"
            _ if matches!(
                page.syntax.tokens[last].relation,
                Relation::Compound | Relation::Amod | Relation::Nummod | Relation::NmodPoss | Relation::Aux | Relation::Auxpass | Relation::Neg
            ) =>
            {
                (false, true)
            }
            _ => (false, false),
        };
        let free = |token: usize| !is_taken(taken, page.syntax.tokens[token].span);
        if let Some(head) = leads_to.filter(|_| extend) {
            let end = page.syntax.subtree(head).last().copied().unwrap_or(head).min(range.end - 1);
            let end = (last + 1..=end).take_while(|&token| free(token)).filter(is_word).last();
            if let Some(end) = end.filter(|&end| end >= head) {
                content.end = page.syntax.tokens[end].span.end;
            }
        } else if cut && let Some(last) = (tokens.start..last - usize::from(led_by_which)).rev().find(is_word) {
            content.end = page.syntax.tokens[last].span.end;
        }
    }
}

/// "[South Koreas main opposition party will elect] a new leader ..., its secretary-general announced": what stands before an
/// inverted cue begins with the sentence.
fn extend_left(page: Page<'_>, draft: &mut Draft, taken: &[Span]) {
    let (Some(&cue), Some(first)) = (draft.cue.first(), draft.content.first().copied()) else { return };
    let Some(sentence) = page.sentence_at(first).filter(|&s| Some(s) == page.sentence_at(cue)) else { return };
    let start = page.text.sentences[sentence].span.start;
    let frame = draft.mention.first().map_or(cue.start, |mention| mention.start.min(cue.start));
    // "[which] the senator called a disaster" stands before its cue without a comma.
    let comma = first.of(&page.text.normal).ends_with(',') || page.text.normal.get(first.end..frame).is_some_and(|gap| gap.contains(','));
    let inverted = first.end <= frame && comma;
    let before = Span::new(start, first.start);
    if !inverted || before.is_empty() || is_taken(taken, before) {
        return;
    }
    let tokens = page.syntax.tokens_in(before);
    let has_verb = tokens.clone().any(|token| page.syntax.tokens[token].tag.is_finite());
    let opens_quote = tokens.clone().any(|token| page.syntax.tokens[token].tag == Tag::OpenQuote);
    if !tokens.is_empty() && !opens_quote && (has_verb || !page.states_something(first)) {
        draft.content[0] = before.cover(first);
    }
}

/// A content behind its cue goes on while the words depend on it, up to a contrast in the newsroom's own voice.
fn extend_right(page: Page<'_>, draft: &mut Draft, taken: &[Span]) {
    let (Some(&cue), Some(last)) = (draft.cue.last(), draft.content.last().copied()) else { return };
    let Some(sentence) = page.sentence_at(last).filter(|&s| Some(s) == page.sentence_at(cue)) else { return };
    let Some(range) = page.syntax.sentences.get(sentence).cloned() else { return };
    if last.start < cue.end || !page.states_something(last) || super::is_quoted(page.text, last) {
        return;
    }
    let inside = page.syntax.tokens_in(last);
    let Some(head) = page.syntax.head_of(inside.clone()) else { return };
    let mut end = last.end;
    for token in inside.end..range.end {
        let own = page.syntax.tokens[token].span;
        let is_taken = is_taken(taken, own);
        let begins_quote = page.syntax.tokens[token].tag == Tag::OpenQuote;
        let after_semicolon = page.word(inside.end.max(token)) == ";"
            || (end > last.end && page.syntax.tokens[token].relation != Relation::Punct && follows_semicolon(page, inside.end, token));
        if is_taken || begins_quote || page.is_word(token, &CONTRAST) || is_saying_verb(page.word(token)) {
            break;
        }
        if page.word(token) == "," || page.syntax.tokens[token].tag == Tag::Stop {
            continue;
        }
        if !(inside.clone().any(|part| page.syntax.tokens[token].head == Some(part)) || page.syntax.is_below(token, head) || after_semicolon) {
            break;
        }
        end = own.end;
    }
    if let Some(content) = draft.content.last_mut() {
        content.end = end;
    }
}

/// Whether any of the spans, which are in order of their start, overlaps one. Parts of attributions nest a few deep.
fn is_taken(taken: &[Span], span: Span) -> bool {
    let behind = taken.partition_point(|other| other.start < span.end);
    taken[..behind].iter().rev().take(64).any(|other| other.overlaps(span))
}

fn follows_semicolon(page: Page<'_>, from: usize, token: usize) -> bool {
    (from..token).any(|before| page.word(before) == ";")
}

fn gap_is_empty(page: Page<'_>, from: usize, to: usize) -> bool {
    page.text.normal.get(from..to).is_some_and(|gap| gap.chars().all(|c| c.is_whitespace() || c == ','))
}
