//! Attributions that the words show and the network missed.
//!
//! In: drafts, text and syntax. Out: drafts completed, and more of them.
//! Deliberately absent: guesses without a verb of saying, a colon or a passive of quoting in the text.
//!
//! Nine patterns: a quotation whose saying verb went unlabelled ("“Of course I knew,” former team doctor Ilse Brandt
//! admitted"); a headline with its source behind a colon ("No fuel tax rise this year: finance minister"); the passive of
//! quoting ("Ilić was quoted by the agency as saying ..."), in which the one who is quoted is the source; a party's number
//! ("Halden Parcels put the figure at fewer than 600"); what somebody found behind a colon ("arrived at the same result: a drop of
//! 31 per cent"); a paragraph of words behind "She added:"; a quotation with its source behind a dash ("“We want it open.” — Ida
//! Moe"); "according to" and words of saying at the end of a sentence ("..., one slide says") of which the network made nothing.

use super::Draft;
use super::extent::Page;
use crate::domain::{QuoteKind, Span};
use crate::engine::lexicon::is_saying_verb;
use crate::engine::tagger::{Relation, Tag};
use std::ops::Range;

/// A source behind a headline's colon has at most this many words: "Chinese foreign ministry spokesman".
const LONGEST_COLON_SOURCE: usize = 5;
/// A pattern in plain words is right about as often as the network.
const TRUST: f32 = 0.7;

/// Completes drafts without a cue, turns passives of quoting round, and adds headlines.
pub(super) fn recover(page: Page<'_>, drafts: &mut Vec<Draft>) {
    for draft in drafts.iter_mut() {
        if draft.cue.is_empty() {
            find_saying_verb(page, draft);
        }
        turn_passive_round(page, draft);
    }
    let estimates: Vec<Draft> = (0..page.syntax.tokens.len()).filter_map(|verb| estimate_at(page, verb, drafts)).collect();
    drafts.extend(estimates);
    let findings: Vec<Draft> = (0..page.text.sentences.len()).filter_map(|at| finding_behind_colon(page, at, drafts)).collect();
    drafts.extend(findings);
    let blocks: Vec<Draft> = (0..page.text.sentences.len()).filter_map(|at| block_behind_colon(page, at, drafts)).collect();
    drafts.extend(blocks);
    let according: Vec<Draft> = (0..page.text.sentences.len()).filter_map(|at| according_to(page, at, drafts)).collect();
    drafts.extend(according);
    let tagged_on: Vec<Draft> = (0..page.text.sentences.len()).filter_map(|at| said_at_the_end(page, at, drafts)).collect();
    drafts.extend(tagged_on);
    for signed in signed_quotations(page) {
        drafts.retain(|draft| !draft.content.iter().chain(&draft.cue).chain(&draft.mention).any(|part| signed.overlaps(*part)));
        drafts.push(signed.draft());
    }
    let headlines: Vec<Draft> = (0..page.text.sentences.len()).filter_map(|at| headline_at(page, at, drafts)).collect();
    drafts.extend(headlines);
}

/// Gives a quotation without a cue the verb of saying that stands in its sentence outside of it, with its subject.
fn find_saying_verb(page: Page<'_>, draft: &mut Draft) {
    let Some(&last) = draft.content.last() else { return };
    let end = Span::new(last.end.saturating_sub(1), last.end);
    let Some(tokens) = page.sentence_at(end).and_then(|sentence| page.syntax.sentences.get(sentence)).cloned() else { return };
    let outside = |token: usize| !draft.content.iter().any(|content| content.overlaps(page.syntax.tokens[token].span));
    for verb in tokens {
        if !outside(verb) || !page.syntax.tokens[verb].tag.is_verb() || !is_saying_verb(page.word(verb)) {
            continue;
        }
        let Some(subject) = page.syntax.child(verb, &[Relation::Nsubj]).filter(|&subject| outside(subject)) else { continue };
        let mention: Vec<usize> = page.syntax.subtree(subject).into_iter().filter(|&token| outside(token)).collect();
        if let (Some(&from), Some(&to)) = (mention.first(), mention.last()) {
            draft.mention = vec![page.syntax.tokens[from].span.cover(page.syntax.tokens[to].span)];
            draft.cue = vec![page.syntax.tokens[verb].span];
            return;
        }
    }
}

/// "X was quoted by Y as saying": X speaks, Y is whom it comes through.
fn turn_passive_round(page: Page<'_>, draft: &mut Draft) {
    let Some(&cue) = draft.cue.first() else { return };
    let Some(saying) = page.syntax.tokens_in(cue).find(|&token| page.syntax.tokens[token].tag == Tag::Vbg && is_saying_verb(page.word(token))) else {
        return;
    };
    let Some(quoted) = page.syntax.tokens[saying].head.filter(|&verb| page.is_word(verb, &["quoted", "cited"])) else { return };
    let Some(subject) = page.syntax.child(quoted, &[Relation::Nsubjpass, Relation::Nsubj]) else { return };
    let mention = page.syntax.subtree(subject);
    if let (Some(&from), Some(&to)) = (mention.first(), mention.last()) {
        draft.mention = vec![page.syntax.tokens[from].span.cover(page.syntax.tokens[to].span)];
        draft.cue = vec![page.syntax.tokens[quoted].span, cue];
    }
}

/// "Halden Parcels [put] the figure at fewer than 600": a party's number, which the network often leaves to the newsroom or to
/// the party before the semicolon. "She put the vase at the window" has no number.
fn estimate_at(page: Page<'_>, verb: usize, drafts: &mut [Draft]) -> Option<Draft> {
    let token = &page.syntax.tokens[verb];
    if !page.is_word(verb, &["put", "puts"]) || !matches!(token.tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbn) {
        return None;
    }
    let sentence = page.syntax.sentences.get(page.syntax.sentence_of(verb)?)?.clone();
    let subject = page.syntax.subject_of(verb).filter(|&subject| subject < verb)?;
    let first = (verb + 1..sentence.end).find(|&object| page.word(object).chars().any(char::is_alphanumeric))?;
    let at = (first + 1..(first + 9).min(sentence.end)).find(|&at| page.is_word(at, &["at"]))?;
    let number = (at + 1..(at + 6).min(sentence.end))
        .find(|&number| page.syntax.tokens[number].tag == Tag::Cd || page.is_word(number, &["half", "third", "tenth"]))?;
    let breaks = |token: usize| matches!(page.syntax.tokens[token].tag, Tag::Comma | Tag::Stop | Tag::Colon) || matches!(page.word(token), "," | ";");
    let end = (number + 1..sentence.end).find(|&token| breaks(token)).unwrap_or(sentence.end);
    let span = |from: usize, to: usize| page.syntax.tokens[from].span.cover(page.syntax.tokens[to].span);
    let mention = page.syntax.subtree(subject);
    let mention = span(*mention.first()?, *mention.last()?.min(&(verb - 1)));
    if drafts.iter().any(|draft| draft.cue.iter().chain(&draft.mention).any(|part| part.overlaps(token.span))) {
        return None;
    }
    let joined = verb.checked_sub(1).filter(|&and| page.is_word(and, &["and"]) && and > sentence.start);
    for content in drafts.iter_mut().flat_map(|draft| &mut draft.content).filter(|content| content.overlaps(token.span)) {
        // "contested that and put the fall at a tenth": the same party goes on in its own words.
        if let Some(and) = joined {
            let before = Span::new(content.start, page.syntax.tokens[and - 1].span.end);
            if !page.states_something(before) {
                *content = before;
                continue;
            }
        }
        // The number is another party's where its name follows a semicolon; otherwise it is part of what is said.
        let semicolon = page.syntax.tokens_in(Span::new(content.start, mention.start)).rev().find(|&token| page.word(token) == ";")?;
        content.end = page.syntax.tokens[semicolon.checked_sub(1)?].span.end;
    }
    Some(Draft {
        mention: vec![mention],
        cue: vec![token.span],
        content: vec![span(first, end - 1)],
        quote: QuoteKind::Indirect,
        continues: None,
        inside: None,
        confidence: TRUST,
    })
}

/// Nouns that announce what somebody found, before a colon.
const FINDINGS: [&str; 8] = ["result", "conclusion", "finding", "verdict", "figure", "view", "assessment", "estimate"];

/// "The institute arrived at the same result: a drop of 31 per cent"; "a mixed result: two goals and a red card" has nobody
/// who arrives at it.
fn finding_behind_colon(page: Page<'_>, at: usize, drafts: &[Draft]) -> Option<Draft> {
    let tokens = page.syntax.sentences.get(at)?.clone();
    let colon = tokens.clone().skip(1).find(|&token| page.word(token) == ":" && page.is_word(token - 1, &FINDINGS))?;
    let verb = (tokens.start..colon).rev().find(|&verb| page.syntax.tokens[verb].tag.is_finite())?;
    let subject = page.syntax.subject_of(verb).filter(|&subject| subject < verb && page.syntax.tokens[subject].tag.is_noun())?;
    let last = (colon + 1..tokens.end).rev().find(|&token| page.word(token).chars().any(char::is_alphanumeric))?;
    let span = |from: usize, to: usize| page.syntax.tokens[from].span.cover(page.syntax.tokens[to].span);
    let (cue, content) = (span(verb, colon - 1), span(colon + 1, last));
    let taken = |draft: &Draft| draft.content.iter().chain(&draft.cue).any(|part| part.overlaps(cue) || part.overlaps(content));
    if last - colon < 3 || drafts.iter().any(taken) {
        return None;
    }
    let mention = page.syntax.subtree(subject);
    Some(Draft {
        mention: vec![span(*mention.first()?, (*mention.last()?).min(verb - 1))],
        cue: vec![cue],
        content: vec![content],
        quote: QuoteKind::Indirect,
        continues: None,
        inside: None,
        confidence: TRUST,
    })
}

/// Verbs that introduce a block of somebody's words besides the verbs of saying.
const INTRODUCING: [&str; 8] = ["tweeted", "continued", "remarked", "responded", "posted", "commented", "elaborated", "joked"];

/// "The governor added:" and a paragraph of his words, with or without quotation marks. "Here is what to know:" has no verb of
/// saying.
fn block_behind_colon(page: Page<'_>, at: usize, drafts: &[Draft]) -> Option<Draft> {
    let sentence = page.text.sentences[at];
    let next = page.text.sentences.get(at + 1)?;
    if !sentence.span.of(&page.text.normal).trim_end().ends_with(':') || next.paragraph != sentence.paragraph + 1 {
        return None;
    }
    let touched = |span: Span| drafts.iter().any(|draft| draft.content.iter().chain(&draft.cue).any(|part| part.overlaps(span)));
    if touched(sentence.span) {
        return None;
    }
    let introduces = |verb: usize| is_saying_verb(page.word(verb)) || page.is_word(verb, &INTRODUCING);
    let verb = page.syntax.sentences.get(at)?.clone().rev().find(|&verb| page.syntax.tokens[verb].tag.is_finite() && introduces(verb))?;
    let subject = page.syntax.child(verb, &[Relation::Nsubj])?;
    let mention = page.syntax.subtree(subject);
    let block: Vec<Span> = page.text.sentences[at + 1..]
        .iter()
        .take_while(|sentence| sentence.paragraph == next.paragraph && !touched(sentence.span))
        .map(|sentence| sentence.span)
        .collect();
    let content = block.iter().copied().reduce(Span::cover)?;
    Some(Draft {
        mention: vec![page.syntax.tokens[*mention.first()?].span.cover(page.syntax.tokens[*mention.last()?].span)],
        cue: vec![page.syntax.tokens[verb].span],
        content: vec![content],
        quote: QuoteKind::Indirect,
        continues: None,
        inside: None,
        confidence: TRUST,
    })
}

/// A quotation with its source behind a dash.
struct Signed {
    quotation: Span,
    dash: Span,
    name: Span,
}

impl Signed {
    fn overlaps(&self, part: Span) -> bool {
        [self.quotation, self.dash, self.name].iter().any(|own| own.overlaps(part))
    }

    fn draft(&self) -> Draft {
        Draft {
            mention: vec![self.name],
            cue: vec![self.dash],
            content: vec![self.quotation],
            quote: QuoteKind::Direct,
            continues: None,
            inside: None,
            confidence: SIGNED,
        }
    }
}

/// A source in a paragraph's last words, behind a quotation and a dash, is hardly ever another one.
const SIGNED: f32 = 0.9;

/// "“We want the bridge open.” — Ida Moe, Oslo" as a paragraph of its own: the name behind the dash, whatever the next quotation's is.
fn signed_quotations(page: Page<'_>) -> Vec<Signed> {
    const LONGEST_NAME: usize = 6;
    let text = &page.text.normal;
    let mut found = Vec::new();
    let sentences = &page.text.sentences;
    let mut at = 0;
    while let Some(first) = sentences.get(at) {
        let end = (at..sentences.len()).find(|&next| sentences[next].paragraph != first.paragraph).unwrap_or(sentences.len());
        let paragraph = first.span.cover(sentences[end - 1].span);
        at = end;
        let words = paragraph.of(text);
        let Some((dash_at, dash)) = words.char_indices().rev().find(|(_, c)| matches!(c, '―' | '—' | '–')) else { continue };
        let quotation = words[..dash_at].trim_end();
        let behind = &words[dash_at + dash.len_utf8()..];
        let name = behind.trim().trim_end_matches('.');
        let is_quoted = quotation.starts_with(['“', '"', '”']) && quotation.ends_with(['”', '"']) && quotation.len() > 2;
        let is_name = (1..=LONGEST_NAME).contains(&name.split_whitespace().count())
            && name.split(',').next().unwrap_or("").split_whitespace().all(|word| word.starts_with(char::is_uppercase));
        if is_quoted && is_name {
            let dash = Span::new(paragraph.start + dash_at, paragraph.start + dash_at + dash.len_utf8());
            let start = dash.end + (behind.len() - behind.trim_start().len());
            found.push(Signed {
                quotation: Span::new(paragraph.start, paragraph.start + quotation.len()),
                dash,
                name: Span::new(start, start + name.len()),
            });
        }
    }
    found
}

/// "The course helps nearly everybody, according to Ida Moe, head of the clinic, and other doctors": a source that the network
/// has overlooked with its cue.
fn according_to(page: Page<'_>, at: usize, drafts: &[Draft]) -> Option<Draft> {
    let tokens = page.syntax.sentences.get(at)?.clone();
    let cue = tokens.clone().find(|&token| page.is_word(token, &["according"]) && token + 2 < tokens.end && page.is_word(token + 1, &["to"]))?;
    let object = page.syntax.tokens[cue].head.filter(|object| (cue + 2..tokens.end).contains(object))?;
    if !page.syntax.tokens[object].tag.is_noun() && page.syntax.tokens[object].tag != Tag::Prp {
        return None;
    }
    let end = page.syntax.subtree(object).last().copied()?.min(tokens.end - 1);
    let is_comma = |token: usize| page.word(token) == ",";
    let (first, last) = if cue == tokens.start {
        (end + 1 + usize::from(end + 1 < tokens.end && is_comma(end + 1)), tokens.end)
    } else {
        (tokens.start, cue - usize::from(is_comma(cue - 1)))
    };
    found_in_words(page, drafts, cue + 2..end + 1, cue..cue + 2, first..last)
}

/// "Six million jobs depend on the pass, one slide says." and "..., says one slide.": words of saying at the end of a sentence.
fn said_at_the_end(page: Page<'_>, at: usize, drafts: &[Draft]) -> Option<Draft> {
    // "the chairman of the growers' federation said"
    const LONGEST: usize = 9;
    let tokens = page.syntax.sentences.get(at)?.clone();
    let is_word = |token: usize| page.word(token).chars().any(char::is_alphanumeric);
    let last = tokens.clone().rev().find(|&token| is_word(token))?;
    let comma = (tokens.start..last).rev().take(LONGEST + 2).find(|&token| page.word(token) == ",")?;
    let says = |token: usize| page.syntax.tokens[token].tag.is_finite() && is_saying_verb(page.word(token));
    let (mention, verb) = if says(last) { (comma + 1..last, last) } else { (comma + 2..last + 1, comma + 1) };
    let plain = mention.clone().all(|token| is_word(token) && !page.syntax.tokens[token].tag.is_verb());
    let subject = page.syntax.subject_of(verb).filter(|subject| mention.contains(subject));
    if !says(verb) || mention.is_empty() || !plain || subject.is_none() {
        return None;
    }
    found_in_words(page, drafts, mention, verb..verb + 1, tokens.start..comma)
}

/// An attribution of these tokens, where no other has a part in them and what is attributed states something.
fn found_in_words(page: Page<'_>, drafts: &[Draft], mention: Range<usize>, cue: Range<usize>, content: Range<usize>) -> Option<Draft> {
    let span = |range: &Range<usize>| Some(page.syntax.tokens.get(range.start)?.span.cover(page.syntax.tokens.get(range.end.checked_sub(1)?)?.span));
    let is_word = |token: &usize| page.word(*token).chars().any(char::is_alphanumeric);
    let content = content.clone().find(is_word)?..content.rev().find(is_word)? + 1;
    let (mention, cue, content) = (span(&mention)?, span(&cue)?, span(&content)?);
    let taken = |draft: &Draft| {
        let parts = draft.mention.iter().chain(&draft.cue).chain(&draft.content);
        parts.into_iter().any(|part| part.overlaps(cue) || part.overlaps(mention) || part.overlaps(content))
    };
    (page.states_something(content) && !drafts.iter().any(taken)).then(|| Draft {
        mention: vec![mention],
        cue: vec![cue],
        content: vec![content],
        quote: QuoteKind::Indirect,
        continues: None,
        inside: None,
        confidence: TRUST,
    })
}

/// "[content]: [source]" as a line of its own, without a full stop.
fn headline_at(page: Page<'_>, at: usize, drafts: &[Draft]) -> Option<Draft> {
    let sentence = page.text.sentences[at];
    let alone = |other: Option<&crate::engine::text::Sentence>| other.is_none_or(|other| other.paragraph != sentence.paragraph);
    let before = at.checked_sub(1).and_then(|before| page.text.sentences.get(before));
    if !alone(before) || !alone(page.text.sentences.get(at + 1)) || sentence.span.of(&page.text.normal).ends_with(['.', '!', '?', '”', '"']) {
        return None;
    }
    let tokens = page.syntax.sentences.get(at)?.clone();
    let colon = tokens.clone().rev().find(|&token| page.word(token) == ":")?;
    let (stated, source) = (tokens.start..colon, colon + 1..tokens.end);
    let is_source = (1..=LONGEST_COLON_SOURCE).contains(&source.len())
        && source.clone().all(|token| !page.syntax.tokens[token].tag.is_verb())
        && source.clone().any(|token| page.syntax.tokens[token].tag.is_noun());
    if !is_source || stated.len() < 4 {
        return None;
    }
    let span = |range: &std::ops::Range<usize>| Some(page.syntax.tokens[range.start].span.cover(page.syntax.tokens[range.end.checked_sub(1)?].span));
    let content = span(&stated)?;
    if drafts.iter().any(|draft| draft.content.iter().any(|other| other.overlaps(content))) {
        return None;
    }
    Some(Draft {
        mention: vec![span(&source)?],
        cue: vec![page.syntax.tokens[colon].span],
        content: vec![content],
        quote: QuoteKind::Indirect,
        continues: None,
        inside: None,
        confidence: TRUST,
    })
}
