//! Attributions that the words show and the network missed.
//!
//! In: drafts, text and syntax. Out: drafts completed, and more of them.
//! Deliberately absent: guesses without a word or a mark in the text that ties words to a source.
//!
//! The patterns: a quotation whose saying verb went unlabelled ("“Of course I knew,” former team doctor Ilse Brandt
//! admitted"); a headline with its source behind a colon ("No fuel tax rise this year: finance minister"); the passive of
//! quoting ("Ilić was quoted by the agency as saying ..."), in which the one who is quoted is the source; what somebody
//! found behind a colon ("arrived at the same result: a drop of 31 per cent"); a paragraph of words behind "She added:"; a quotation
//! with its source behind a dash ("“We want it open.” — Ida Moe"); "according
//! to" and words of saying at the end of a sentence ("..., one slide says") of which the network made nothing; a plain verb of
//! saying with its clause ("The reels turned up in Lyon, the director, Awa Ndour, revealed"); what a report says on which
//! somebody would not comment ("declined to comment on a report by the Herald that it would close"); answers behind "A:" in
//! an interview; and, in files of their own, numbers (`numbers`), hearings (`hearings`), denials and reports that are turned down
//! (`denials`), and what somebody expects, owns up to or is quoted with (`stances`).

mod denials;
mod hearings;
mod numbers;
mod stances;

use super::Draft;
use super::continuation::touched_sentences;
use super::extent::Page;
use crate::domain::{QuoteKind, Span};
use crate::engine::lexicon::{base_forms, cue_class, is_saying_verb};
use crate::engine::tagger::{Entity, Relation, Tag};
use std::ops::Range;

/// A source behind a headline's colon has at most this many words: "Chinese foreign ministry spokesman".
const LONGEST_COLON_SOURCE: usize = 5;
/// A pattern in plain words is right about as often as the network.
const TRUST: f32 = 0.7;

/// An attribution that the words show by themselves.
fn recovered(mention: Option<Span>, cue: Span, content: Span) -> Draft {
    Draft {
        mention: mention.into_iter().collect(),
        cue: vec![cue],
        content: vec![content],
        quote: QuoteKind::Indirect,
        continues: None,
        inside: None,
        confidence: TRUST,
    }
}

/// Completes drafts without a cue, turns passives of quoting round, and adds what the patterns show.
pub(super) fn recover(page: Page<'_>, drafts: &mut Vec<Draft>) {
    drafts.retain(|draft| !is_no_charge(page, draft) && !is_no_report(page, draft));
    for draft in drafts.iter_mut() {
        if draft.cue.is_empty() {
            find_saying_verb(page, draft);
        }
        name_speaker(page, draft);
        name_own_subject(page, draft);
        name_speaker_between_commas(page, draft);
        turn_passive_round(page, draft);
        stances::turn_quoting_round(page, draft);
        stances::draw_in_showing(page, draft);
    }
    let estimates: Vec<Draft> = (0..page.syntax.tokens.len()).filter_map(|verb| numbers::estimate_at(page, verb, drafts)).collect();
    drafts.extend(estimates);
    let counts: Vec<Draft> = (0..page.syntax.tokens.len()).filter_map(|verb| numbers::count_at(page, verb, drafts)).collect();
    drafts.extend(counts);
    let findings: Vec<Draft> = (0..page.text.sentences.len()).filter_map(|at| finding_behind_colon(page, at, drafts)).collect();
    drafts.extend(findings);
    let told: Vec<Draft> = (0..page.text.sentences.len()).filter_map(|at| stances::told_behind_colon(page, at, drafts)).collect();
    drafts.extend(told);
    let blocks: Vec<Draft> = (0..page.text.sentences.len()).filter_map(|at| block_behind_colon(page, at, drafts)).collect();
    drafts.extend(blocks);
    let according: Vec<Draft> = (0..page.text.sentences.len()).filter_map(|at| according_to(page, at, drafts)).collect();
    drafts.extend(according);
    let tagged_on: Vec<Draft> = (0..page.text.sentences.len()).filter_map(|at| said_at_the_end(page, at, drafts)).collect();
    drafts.extend(tagged_on);
    let between: Vec<Draft> = (0..page.text.sentences.len()).filter_map(|at| said_in_the_middle(page, at, drafts)).collect();
    drafts.extend(between);
    for at in 0..page.text.sentences.len() {
        if let Some(heard) = hearings::heard_at_the_end(page, at, drafts) {
            // "[the inquiry] was told": the words of hearing may have been taken for what was said.
            let end = heard.content[0].end;
            drafts.retain(|draft| {
                !draft
                    .content
                    .iter()
                    .chain(&draft.cue)
                    .chain(&draft.mention)
                    .any(|part| part.overlaps(heard.cue[0]) || part.end > end && part.overlaps(heard.mention[0]))
            });
            drafts.push(heard);
        }
    }
    for verb in 0..page.syntax.tokens.len() {
        if let Some(plain) = plain_saying_at(page, verb, drafts) {
            // "warned the government that [he was a spy, the weekly Obzor] claims": the words of saying end what was said.
            let speaker = plain.mention.first().copied().unwrap_or(plain.content[0]);
            drafts.retain(|draft| !draft.content.iter().any(|content| content.overlaps(speaker)));
            drafts.push(plain);
        }
    }
    for token in 0..page.syntax.tokens.len() {
        let denial = denials::plain_denial_at(page, token, drafts);
        drafts.extend(denial);
        if let Some(judged) = denials::judged_report_at(page, token, drafts) {
            // "[the army shelled the market] were rejected by its spokesman": he is not who accuses it.
            drafts.retain(|draft| !draft.content.iter().any(|part| part.overlaps(judged.content[0])));
            drafts.push(judged);
        }
    }
    for verb in 0..page.syntax.tokens.len() {
        let stance = stances::expectation_at(page, verb, drafts)
            .or_else(|| stances::owned_up_at(page, verb, drafts))
            .or_else(|| stances::maintained_at(page, verb, drafts))
            .or_else(|| stances::put_down_at(page, verb, drafts))
            .or_else(|| stances::told_of_at(page, verb, drafts))
            .or_else(|| stances::reported_at(page, verb, drafts))
            .or_else(|| stances::rumour_at(page, verb, drafts))
            .or_else(|| stances::account_at(page, verb, drafts));
        drafts.extend(stance);
    }
    for noun in 0..page.syntax.tokens.len() {
        let report = unanswered_report_at(page, noun, drafts);
        drafts.extend(report);
    }
    let answers = answers_in_interview(page, drafts);
    drafts.extend(answers);
    for signed in signed_quotations(page) {
        drafts.retain(|draft| !draft.content.iter().chain(&draft.cue).chain(&draft.mention).any(|part| signed.overlaps(*part)));
        drafts.push(signed.draft());
    }
    let headlines: Vec<Draft> = (0..page.text.sentences.len()).filter_map(|at| headline_at(page, at, drafts)).collect();
    drafts.extend(headlines);
}

/// Plain verbs of saying in sentences of which no attribution has any part.
pub(super) fn recover_untouched(page: Page<'_>, drafts: &[Draft]) -> Vec<Draft> {
    let touched = touched_sentences(page.text, drafts);
    let untouched = page.syntax.sentences.iter().enumerate().zip(&touched).filter(|(_, drafts)| drafts.is_empty());
    untouched
        .filter_map(|((at, sentence), _)| {
            let mut verbs = sentence.clone();
            // What is found stays within its sentence, so that no other draft can have a part in it.
            verbs
                .find_map(|verb| plain_saying_at(page, verb, &[]))
                .or_else(|| said_at_the_end(page, at, &[]))
                .or_else(|| said_plainly(page, sentence.clone()))
        })
        .collect()
}

/// "Colm Reddan said [up to forty parishes would leave]": somebody, "said" and a verb behind it, whatever the syntax makes of that.
fn said_plainly(page: Page<'_>, sentence: Range<usize>) -> Option<Draft> {
    const NO_CLAUSE: [&str; 18] = [
        "nothing", "little", "so", "goodbye", "sorry", "yes", "no", "in", "on", "at", "to", "of", "as", "much", "farewell", "prayers", "mass",
        "hello",
    ];
    let verb = (sentence.start + 1..sentence.end).find(|&verb| page.is_word(verb, &["said", "says"]) && page.syntax.tokens[verb].tag.is_finite())?;
    let mention = speaker_before(page, sentence.start, verb)?;
    let last = (verb + 1..sentence.end).rev().find(|&token| page.word(token).chars().any(char::is_alphanumeric))?;
    let plain = page.word(verb + 1).chars().all(char::is_alphanumeric) && !page.is_word(verb + 1, &NO_CLAUSE);
    let states = (verb + 2..=last).any(|token| page.syntax.tokens[token].tag.is_finite());
    (plain && states)
        .then(|| recovered(Some(mention), page.syntax.tokens[verb].span, page.syntax.tokens[verb + 1].span.cover(page.syntax.tokens[last].span)))
}

/// "Ms Chebet has not been accused of any wrongdoing": nobody says anything of her.
fn is_no_charge(page: Page<'_>, draft: &Draft) -> bool {
    let (Some(&cue), true) = (draft.cue.first(), draft.mention.is_empty() && draft.continues.is_none()) else { return false };
    let Some(verb) = page.syntax.tokens_in(cue).find(|&token| page.is_word(token, &["accused", "charged", "suspected"])) else { return false };
    let before = verb.saturating_sub(4)..verb;
    before.clone().any(|token| page.is_word(token, &["not", "n't", "n’t", "never"]))
        && before.clone().any(|token| page.is_word(token, &["been", "was", "were", "is", "are"]))
}

/// "reported for training with [his arm in a sling]": nothing was reported.
fn is_no_report(page: Page<'_>, draft: &Draft) -> bool {
    let Some(last) = draft.cue.last().and_then(|&cue| page.syntax.tokens_in(cue).last()) else { return false };
    // "announced herself with a hat-trick", "has denied herself a holiday"
    if page.is_word(last, &["announced", "announces", "denied", "denies", "deny"]) && page.syntax.tokens.get(last + 1).is_some() {
        let herself = page.is_word(last + 1, &["himself", "herself", "themselves", "itself"]);
        if herself {
            return true;
        }
    }
    // "Let's not forget that the town is broke": the newsroom's own.
    let lets = draft.mention.last().and_then(|&mention| page.syntax.tokens_in(mention).last()).is_some_and(|us| {
        page.is_word(us, &["'s", "’s", "us"]) && us > 0 && page.is_word(us - 1, &["let"]) || page.is_word(us, &["let's", "let’s", "lets"])
    });
    if lets {
        return true;
    }
    // "was denied a majority", "were denied entry": something was not given.
    let refused = last > 0
        && page.is_word(last, &["denied"])
        && page.is_word(last - 1, &["was", "were", "been", "being", "is", "are"])
        && page.syntax.tokens.get(last + 1).is_some_and(|next| matches!(next.tag, Tag::Dt | Tag::Nn | Tag::Nns | Tag::PrpS | Tag::Jj));
    if refused {
        return true;
    }
    // "which is to say that", "needless to say"
    let by_the_way = last > 1
        && page.is_word(last, &["say"])
        && page.is_word(last - 1, &["to"])
        && page.is_word(last - 2, &["is", "was", "needless", "suffice", "fair", "safe"]);
    if by_the_way {
        return true;
    }
    // "a man believed to head the ring was arrested": the newsroom's, and not what the man believes.
    let believed = page.is_word(last, &["believed", "thought", "alleged", "suspected", "reported"])
        && page.syntax.tokens.get(last + 2).is_some_and(|verb| matches!(verb.tag, Tag::Vb | Tag::Nn))
        && page.is_word(last + 1, &["to"])
        && draft.mention.iter().any(|mention| mention.end + 1 == page.syntax.tokens[last].span.start);
    if believed {
        return true;
    }
    // "conceded 40 metres to the leaders", "conceded two goals": in sport.
    let lost = |token: usize| {
        page.is_word(
            token,
            &["goals", "goal", "penalty", "penalties", "points", "metres", "meters", "runs", "tries", "try", "corner", "seconds", "free-kick"],
        )
    };
    let number = page.syntax.tokens.len();
    if let Some(noun) =
        (last + 1..number.min(last + 4)).find(|&token| lost(token)).filter(|_| page.is_word(last, &["conceded", "concedes", "conceding"]))
    {
        // "conceded points had been thrown away": a clause.
        let ends = |token: usize| matches!(page.word(token), "," | ";" | ".") || page.is_word(token, &["and", "but", "when", "as", "while", "after"]);
        return !(noun + 1..number).take(12).take_while(|&token| !ends(token)).any(|token| page.syntax.tokens[token].tag.is_finite());
    }
    page.is_word(last, &["reported", "reports", "reporting", "report"])
        && page.syntax.tokens.get(last + 2).is_some()
        && page.is_word(last + 1, &["for"])
        && page.is_word(last + 2, &["duty", "training", "work", "pre-season", "practice", "practise", "service", "jury", "camp"])
        && page.syntax.tokens.get(last + 3).is_none_or(|next| next.tag != Tag::Vbn)
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

/// "The ferry's owner, Blue Gulf Lines, [says]": a source that went unlabelled, where it is all that stands before its verb.
fn name_speaker(page: Page<'_>, draft: &mut Draft) {
    let (Some(&cue), Some(content), true) = (draft.cue.first(), draft.content.first(), draft.mention.is_empty()) else { return };
    let tokens = page.syntax.tokens_in(cue);
    let active = !tokens.clone().any(|token| page.is_word(token, &["is", "are", "was", "were", "be", "been", "being"]));
    let verb = tokens.clone().find(|&token| page.syntax.tokens[token].tag.is_finite() && is_saying_verb(page.word(token)));
    // "[..., the head of the railway], Ida Moe, told": the name that stands between what was said and its verb.
    let said = draft.content.last().map_or(cue.start, |last| last.end);
    if let Some(verb) = verb.filter(|_| active && said <= cue.start) {
        let between = Span::new(said, page.syntax.tokens[verb].span.start);
        let name: Vec<usize> = page.syntax.tokens_in(between).filter(|&token| page.word(token).chars().any(char::is_alphanumeric)).collect();
        let named = (1..=4).contains(&name.len()) && name.iter().all(|&token| page.syntax.tokens[token].tag.is_name());
        if let (true, Some(&first), Some(&last)) = (named, name.first(), name.last()) {
            draft.mention = vec![page.syntax.tokens[first].span.cover(page.syntax.tokens[last].span)];
        }
        return;
    }
    let Some(verb) = verb.filter(|_| active && content.start >= cue.end) else { return };
    let Some(start) = page.syntax.sentence_of(verb).and_then(|sentence| page.syntax.sentences.get(sentence)).map(|sentence| sentence.start) else {
        return;
    };
    if let Some(mention) = speaker_before(page, start, verb).filter(|mention| !mention.of(&page.text.normal).eq_ignore_ascii_case("it")) {
        draft.mention = vec![mention];
    }
}

/// "..., said Anna Moe. [Drivers] said it was wet": a verb that begins a sentence behind its subject has no other speaker in the
/// sentence before. "He said" is left to whom the network means.
fn name_own_subject(page: Page<'_>, draft: &mut Draft) {
    let (Some(&cue), [mention], Some(content)) = (draft.cue.first(), draft.mention.as_slice(), draft.content.first()) else { return };
    let verb = page.syntax.tokens_in(cue).start;
    if !page.syntax.tokens.get(verb).is_some_and(|token| token.tag.is_finite()) {
        return;
    }
    let Some(mut start) = page.syntax.sentence_of(verb).and_then(|sentence| page.syntax.sentences.get(sentence)).map(|sentence| sentence.start)
    else {
        return;
    };
    // "[The consortium] welcomed it, and its president, Gino Fattori, said": behind another verb's clause.
    if mention.start >= page.syntax.tokens[start].span.start {
        let from = page.syntax.tokens_in(*mention).end;
        let joint = (from..verb).rev().take(12).find(|&token| page.is_word(token, &["and", "but", "while"]) || page.word(token) == ";");
        let Some(joint) = joint.filter(|&joint| (from..joint).any(|token| page.syntax.tokens[token].tag.is_finite())) else { return };
        if !is_saying_verb(page.word(verb)) || joint + 1 >= verb {
            return;
        }
        start = joint + 1;
    }
    let before = page.syntax.tokens[start].span.start;
    if mention.end > before || content.start < cue.end {
        return;
    }
    let subject = speaker_before(page, start, verb).filter(|subject| {
        let own = page.syntax.tokens_in(*subject);
        // "its president, Gino Fattori,"
        let commas = own.clone().filter(|&token| page.word(token) == ",").count();
        let apposition = commas == 1 && page.syntax.tokens[own.end - 1].tag.is_name();
        // "The letters, he said": somebody is named, and nothing else stands there.
        own.clone().all(|token| page.syntax.tokens[token].tag != Tag::Prp)
            && (commas == 0 || apposition)
            && !page.is_word(own.start, &["it", "one", "this", "that", "which", "who", "all", "both", "others", "some"])
            // "resigned, and last week said": when, and not who.
            && !own.clone().any(|token| page.syntax.tokens[token].entity == Entity::Date)
            && !page.is_word(own.end - 1, &["week", "weeks", "day", "days", "month", "months", "year", "years", "night", "time", "hour", "hours", "minutes"])
    });
    if let Some(subject) = subject {
        draft.mention = vec![subject];
    }
}

/// "[By evening 287 had been brought ashore], the coast guard said, [and divers had found nine bodies]": what stands before the words
/// of saying as well as what follows, where nothing has a part in it.
pub(super) fn complete_before_speaker(page: Page<'_>, draft: &mut Draft) {
    let (&[cue], &[mention], &[content]) = (draft.cue.as_slice(), draft.mention.as_slice(), draft.content.as_slice()) else { return };
    let (verb, speaker, rest) = (page.syntax.tokens_in(cue), page.syntax.tokens_in(mention), page.syntax.tokens_in(content));
    if verb.is_empty() || speaker.is_empty() || rest.is_empty() || super::is_quoted(page.text, content) {
        return;
    }
    let Some(sentence) = page.syntax.sentence_of(verb.start).and_then(|at| page.syntax.sentences.get(at)).cloned() else { return };
    let between = sentence.contains(&speaker.start) && speaker.end == verb.start && verb.len() == 1 && is_saying_verb(page.word(verb.start));
    let joined = rest.start >= verb.end
        && rest.start <= verb.end + 1
        && page.word(verb.end) == ","
        && (page.is_word(rest.start, &["and", "but", "although", "though"])
            || rest.start > verb.end && page.is_word(rest.start - 1, &["and", "but"]));
    let comma = speaker.start > sentence.start + 2 && page.word(speaker.start - 1) == ",";
    if !between || !joined || !comma {
        return;
    }
    // "She disagreed: [two months' pay was outstanding], she said, [and ...]": no more than what stands behind the colon.
    let mark = (sentence.start..speaker.start - 2).rev().find(|&token| matches!(page.word(token), ":" | ";"));
    let start = mark.map_or(sentence.start, |mark| mark + 1);
    let before = page.syntax.tokens[start].span.cover(page.syntax.tokens[speaker.start - 2].span);
    // "When asked, she said, and smiled": a clause of its own.
    let open = ["when", "while", "although", "though", "if", "because", "as", "after", "before", "since", "once", "whenever"];
    let clause = (start + 1..speaker.start - 1).any(|token| page.syntax.tokens[token].tag.is_finite()) || page.states_something(before);
    if clause && !page.is_word(start, &open) {
        draft.content = vec![before, content];
    }
}

/// "[A household], said [Feld], [would gain 210 dollars]": the name behind the verb of saying speaks, and what was taken for it is the
/// subject of the words.
fn name_speaker_between_commas(page: Page<'_>, draft: &mut Draft) {
    /// "said Iris Feld of the Budget Policy Project"
    const LONGEST: usize = 9;
    let (&[cue], Some(&content)) = (draft.cue.as_slice(), draft.content.last()) else { return };
    // What stands before may have been taken for a part of the words as well, and nobody for their source.
    let mention = match (draft.mention.as_slice(), draft.content.as_slice()) {
        (&[mention], [_]) => mention,
        ([], &[first, _]) if first.end <= cue.start => first,
        _ => return,
    };
    let subject = page.syntax.tokens_in(mention);
    let verb = page.syntax.tokens_in(cue);
    let tokens = page.syntax.tokens_in(content);
    if subject.is_empty() || verb.len() != 1 || tokens.is_empty() || tokens.start != verb.end || !is_saying_verb(page.word(verb.start)) {
        return;
    }
    // The comma may have been taken for a part of what stands before it.
    let last = subject.end - 1;
    let end = if page.word(last) == "," { last } else { subject.end };
    let comma = page.word(end) == "," && end + 1 == verb.start && end > subject.start;
    let Some(second) = tokens.clone().take(LONGEST).find(|&token| page.word(token) == ",") else { return };
    let named = (tokens.start..second).all(|token| {
        let tag = page.syntax.tokens[token].tag;
        tag.is_noun() || matches!(tag, Tag::Dt | Tag::Jj | Tag::Pos | Tag::PrpS | Tag::Prp) || page.is_word(token, &["of", "at", "for"])
    });
    let goes_on = tokens.contains(&(second + 1)) && page.syntax.tokens[second + 1].tag.is_finite();
    if comma && named && goes_on && second > tokens.start {
        let span = |range: Range<usize>| page.syntax.tokens[range.start].span.cover(page.syntax.tokens[range.end - 1].span);
        draft.mention = vec![span(tokens.start..second)];
        draft.content = vec![span(subject.start..end), span(second + 1..tokens.end)];
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
    Some(recovered(Some(span(*mention.first()?, (*mention.last()?).min(verb - 1))), cue, content))
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
    Some(recovered(
        Some(page.syntax.tokens[*mention.first()?].span.cover(page.syntax.tokens[*mention.last()?].span)),
        page.syntax.tokens[verb].span,
        content,
    ))
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
        // One quotation from end to end: "“The bridge is safe,” the mayor said, adding that it would “open in May”" has a speaker inside.
        let one = !quotation.trim_matches(['“', '"', '”']).contains(['“', '"', '”']);
        let who = name.split(',').next().unwrap_or("");
        let is_name = (1..=LONGEST_NAME).contains(&name.split_whitespace().count())
            && who.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
            && behind
                .find(who)
                .is_some_and(|at| names_somebody(page, Span::new(paragraph.start + words.len() - behind.len() + at, paragraph.end), who));
        if is_quoted && one && is_name {
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

/// Whether the words at the beginning of a span are the name of a person or a body: not "Monday", "Finally" or "Oslo".
fn names_somebody(page: Page<'_>, from: Span, who: &str) -> bool {
    let entity = |token: usize| page.syntax.tokens[token].entity;
    let mut tokens = page.syntax.tokens_in(Span::new(from.start, from.start + who.len()));
    tokens.clone().any(|token| matches!(entity(token), Entity::Person | Entity::Organization)) && tokens.all(|token| entity(token) != Entity::Date)
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
    // "..., the engineer tells us"
    let tells_us = page.is_word(last, &["us", "me", "reporters", "journalists"]) && page.is_word(last - 1, &["tells", "told"]);
    let last = if tells_us { last - 1 } else { last };
    // "..., he went on"
    // "the lights failed, and still the match went on"
    let somebody = |token: usize| {
        let own = &page.syntax.tokens[token];
        page.is_word(token, &["he", "she"]) || own.entity == Entity::Person && own.tag.is_name()
    };
    let went_on = page.is_word(last, &["on"]) && page.is_word(last - 1, &["went", "goes"]) && last > tokens.start + 2 && somebody(last - 2);
    let last = if went_on { last - 1 } else { last };
    let says = |token: usize| page.syntax.tokens[token].tag.is_finite() && (is_saying_verb(page.word(token)) || went_on && token == last);
    let (mention, verb) = if says(last) { (comma + 1..last, last) } else { (comma + 2..last + 1, comma + 1) };
    // "accounts lodged at Companies House show", "records kept by the clerk show"
    let held = |token: usize| {
        let kept = ["lodged", "filed", "kept", "seen", "obtained", "released", "published", "compiled", "held", "posted", "reviewed"];
        token > mention.start && page.is_word(token, &kept)
    };
    let plain = mention.clone().all(|token| is_word(token) && (!page.syntax.tokens[token].tag.is_verb() || held(token)));
    let subject = page.syntax.subject_of(verb).filter(|subject| mention.contains(subject));
    if !says(verb) || mention.is_empty() || !plain || subject.is_none() {
        return None;
    }
    found_in_words(page, drafts, mention, verb..verb + 1, tokens.start..comma)
}

/// "[Seitov], she added, [has not set foot in the city]", "[The implant], a team in Copenhagen reported, [gave back some speech]": words of
/// saying between two commas.
fn said_in_the_middle(page: Page<'_>, at: usize, drafts: &[Draft]) -> Option<Draft> {
    // "a team at Rigshospitalet in Copenhagen reported in Lancet Neurology"
    const LONGEST: usize = 12;
    let tokens = page.syntax.sentences.get(at)?.clone();
    let is_word = |token: usize| page.word(token).chars().any(char::is_alphanumeric);
    let first = (tokens.start + 1..tokens.end).find(|&token| page.word(token) == ",")?;
    let second = (first + 2..tokens.end).take(LONGEST).find(|&token| page.word(token) == ",")?;
    let verb = (first + 1..second).find(|&verb| page.syntax.tokens[verb].tag.is_finite() && is_saying_verb(page.word(verb)))?;
    let mention = speaker_before(page, first + 1, verb)?;
    // "the minister, who said so on Friday, left", "the plan, Moe said in May, and the vote": what follows has to go on with a verb.
    let tail = (verb + 1..second).all(|token| {
        let tag = page.syntax.tokens[token].tag;
        tag.is_noun() || matches!(tag, Tag::In | Tag::Dt | Tag::Jj | Tag::Cd)
    });
    let subject = tokens.start..first;
    let plain = (1..=10).contains(&subject.len()) && !subject.clone().any(|token| page.syntax.tokens[token].tag.is_finite());
    let goes_on = (second + 1..tokens.end).take(3).any(|token| page.syntax.tokens[token].tag.is_finite());
    let last = (second + 1..tokens.end).rev().find(|&token| is_word(token))?;
    let span = |from: usize, to: usize| page.syntax.tokens[from].span.cover(page.syntax.tokens[to].span);
    let (cue, content) = (page.syntax.tokens[verb].span, [span(subject.start, first - 1), span(second + 1, last)]);
    (tail && plain && goes_on && !is_taken(drafts, &[cue, mention, content[0], content[1]]))
        .then(|| Draft { content: content.to_vec(), ..recovered(Some(mention), cue, content[1]) })
}

/// Whether another attribution has a part in any of these; what points at no cue is none.
fn is_taken(drafts: &[Draft], spans: &[Span]) -> bool {
    let cued = drafts.iter().filter(|draft| !draft.cue.is_empty());
    cued.flat_map(|draft| draft.mention.iter().chain(&draft.cue).chain(&draft.content)).any(|part| spans.iter().any(|span| part.overlaps(*span)))
}

/// An attribution of these tokens, where no other has a part in them and what is attributed states something.
fn found_in_words(page: Page<'_>, drafts: &[Draft], mention: Range<usize>, cue: Range<usize>, content: Range<usize>) -> Option<Draft> {
    let span = |range: &Range<usize>| Some(page.syntax.tokens.get(range.start)?.span.cover(page.syntax.tokens.get(range.end.checked_sub(1)?)?.span));
    let is_word = |token: &usize| page.word(*token).chars().any(char::is_alphanumeric);
    let content = content.clone().find(is_word)?..content.rev().find(is_word)? + 1;
    let (mention, cue, content) = (span(&mention)?, span(&cue)?, span(&content)?);
    let states = page.states_something(content) || page.syntax.has_subject(&page.text.normal, page.syntax.tokens_in(content));
    (states && !is_taken(drafts, &[mention, cue, content])).then(|| recovered(Some(mention), cue, content))
}

/// "Q: ..." and "A: ..." in an interview: what stands behind "A:" is said by the one person, journalists aside, whom the text before
/// names.
fn answers_in_interview(page: Page<'_>, drafts: &[Draft]) -> Vec<Draft> {
    let begins = |at: usize, mark: &str| {
        let paragraph = page.text.sentences[at].paragraph;
        let opens = at == 0 || page.text.sentences[at - 1].paragraph != paragraph;
        opens && page.text.sentences[at].span.of(&page.text.normal).trim_start().starts_with(mark)
    };
    let sentences = 0..page.text.sentences.len();
    let Some(first) = sentences.clone().find(|&at| begins(at, "Q:")).filter(|&first| first > 0) else { return Vec::new() };
    let before = page.syntax.sentences.get(first - 1).map_or(0, |sentence| sentence.end);
    let Some(person) = only_person(page, before) else { return Vec::new() };
    let mention = page.syntax.tokens[person.start].span.cover(page.syntax.tokens[person.end - 1].span);
    let mut answers = Vec::new();
    for at in sentences.filter(|&at| begins(at, "A:")) {
        let paragraph = page.text.sentences[at].paragraph;
        let end = page.text.sentences[at..].iter().take_while(|sentence| sentence.paragraph == paragraph).map(|sentence| sentence.span.end).last();
        let start = page.text.sentences[at].span.start;
        let Some(mark) = page.text.normal.get(start..).and_then(|rest| rest.find(':')).map(|colon| Span::new(start, start + colon + 1)) else {
            continue;
        };
        let block = Span::new(mark.end, end.unwrap_or(mark.end));
        let inside: Vec<usize> = page.syntax.tokens_in(block).filter(|&token| page.word(token).chars().any(char::is_alphanumeric)).collect();
        let (Some(&one), Some(&last)) = (inside.first(), inside.last()) else { continue };
        let content = page.syntax.tokens[one].span.cover(page.syntax.tokens[last].span);
        if drafts.iter().any(|draft| draft.content.iter().chain(&draft.cue).any(|part| part.overlaps(content))) {
            continue;
        }
        answers.push(recovered(Some(mention), mark, content));
    }
    answers
}

/// Words for those who ask.
const ASKING: [&str; 9] = ["editor", "reporter", "correspondent", "journalist", "interviewer", "writer", "host", "presenter", "columnist"];

/// The tokens of the one person who is named before a place, journalists set aside; none where there are two.
fn only_person(page: Page<'_>, end: usize) -> Option<Range<usize>> {
    let is_person = |token: usize| page.syntax.tokens[token].entity == Entity::Person;
    let asks = |name: &Range<usize>| {
        let behind = name.end..(name.end + 4).min(end);
        let titled = name.start > 0 && page.is_word(name.start - 1, &ASKING);
        let described = page.word(name.end.min(end - 1)) == "," && behind.clone().any(|token| page.is_word(token, &ASKING));
        titled || described || page.is_word(name.end.min(end - 1), &["interviewed", "asked"])
    };
    let mut person: Option<Range<usize>> = None;
    let mut token = 0;
    while token < end {
        if !is_person(token) {
            token += 1;
            continue;
        }
        let name = token..(token..end).find(|&token| !is_person(token)).unwrap_or(end);
        token = name.end;
        let surname = |name: &Range<usize>| page.word(name.end - 1);
        match &person {
            _ if asks(&name) => {}
            Some(other) if surname(other) != surname(&name) => return None,
            Some(_) => {}
            None => person = Some(name),
        }
    }
    person
}

/// Verbs that carry a clause besides the verbs of saying.
const CARRYING: [&str; 11] = ["contest", "dispute", "complain", "announce", "establish", "determine", "rule", "show", "hold", "inform", "assure"];
/// Behind the verb of an inverted sentence no more than "to reporters on Friday in the capital" follows.
const LONGEST_TAIL: usize = 8;

/// A verb of saying with a subject and a clause of its own that no draft has: "She contests that [the copy is complete]",
/// "He denied, however, [having forged the paper]", "[The reels turned up in Lyon], the director, Awa Ndour, revealed".
fn plain_saying_at(page: Page<'_>, verb: usize, drafts: &[Draft]) -> Option<Draft> {
    let token = &page.syntax.tokens[verb];
    let bases = base_forms(page.word(verb));
    let carries = is_saying_verb(page.word(verb)) || bases.iter().any(|base| CARRYING.contains(&base.as_str()));
    // "The son contests that ...": the third person may look like a plural.
    let next = |words: &[&str]| page.syntax.tokens.get(verb + 1).is_some() && page.is_word(verb + 1, words);
    // "documents seen by this newspaper show."
    let ends = next(&[".", "in", "on", "to"]);
    let followed = token.tag == Tag::Nns && next(&["that"])
        || matches!(token.tag, Tag::Nn | Tag::Nns) && ends && page.is_word(verb, &["show", "shows", "report", "reports", "claims", "suggest"]);
    if !carries || !followed && !matches!(token.tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbn) || page.is_word(verb, &["found", "find", "read"]) {
        return None;
    }
    let touched = |span: Span| {
        drafts
            .iter()
            .filter(|draft| !draft.cue.is_empty())
            .any(|draft| draft.cue.iter().chain(&draft.content).chain(&draft.mention).any(|part| part.overlaps(span)))
    };
    if drafts.iter().filter(|draft| !draft.cue.is_empty()).any(|draft| draft.cue.iter().chain(&draft.mention).any(|part| part.overlaps(token.span))) {
        return None;
    }
    // "warned that [he was a spy, the weekly Obzor claims]": the words of saying may have been taken for what was said.
    let swallowed = touched(token.span);
    if swallowed
        && drafts
            .iter()
            .filter(|draft| !draft.cue.is_empty())
            .any(|draft| draft.content.iter().any(|part| part.overlaps(token.span) && super::is_quoted(page.text, *part)))
    {
        return None;
    }
    let sentence = page.syntax.sentences.get(page.syntax.sentence_of(verb)?)?.clone();
    let span = |from: usize, to: usize| page.syntax.tokens[from].span.cover(page.syntax.tokens[to].span);
    let is_mark = |token: usize| !page.word(token).chars().any(char::is_alphanumeric);
    let draft = |mention: Span, content: Span| recovered(Some(mention), token.span, content);
    let last = (verb + 1..sentence.end).rev().find(|&token| !is_mark(token));
    // A clause behind "that", or behind "denied" and right behind "admitted" a gerund; words of the newsroom such as "however" may stand between.
    let opens = (verb + 1..sentence.end).take(6).find(|&at| {
        page.is_word(at, &["that"]) && page.syntax.tokens[at].tag == Tag::In
            || page.syntax.tokens[at].tag == Tag::Vbg && bases.iter().any(|base| base == "deny" || base == "admit" && at == verb + 1)
    });
    if let (Some(opens), Some(last), false) = (opens, last, swallowed) {
        let between = |at: usize| {
            let tag = page.syntax.tokens[at].tag;
            is_mark(at) || matches!(tag, Tag::Rb | Tag::In | Tag::Dt | Tag::Cd) || tag.is_noun()
        };
        let begin = if page.is_word(opens, &["that"]) { opens + 1 } else { opens };
        // "admitted carrying out the attack but said ...": up to the next verb of saying.
        let next = (begin + 1..last)
            .find(|&at| page.is_word(at, &["but", "and"]) && is_saying_verb(page.word(at + 1)) && page.syntax.tokens[at + 1].tag.is_verb());
        let last = next.filter(|_| begin == opens).map_or(last, |next| next - 1);
        if (verb + 1..opens).all(between) && begin <= last {
            let content = span(begin, last);
            let stated = page.states_something(content) || begin == opens;
            // "The rebels, who have 1,900 fighters, admitted carrying it out": whom the network has for another verb of the sentence.
            let subject = page.syntax.subject_of(verb).map(|subject| page.syntax.tokens[subject].span);
            let known =
                || drafts.iter().flat_map(|draft| &draft.mention).find(|mention| subject.is_some_and(|subject| mention.overlaps(subject))).copied();
            let mention = speaker_before(page, sentence.start, verb).or_else(known);
            if let Some(mention) = mention.filter(|_| stated && !touched(content)) {
                return Some(draft(mention, content));
            }
        }
    }
    // "said on Friday [the findings stood]": without "that", by the syntax.
    let clause = page.syntax.child(verb, &[Relation::Ccomp]).filter(|&clause| clause > verb && is_saying_verb(page.word(verb)));
    if let (Some(clause), Some(mention), false) = (clause, speaker_before(page, sentence.start, verb), swallowed) {
        let stated = page.syntax.subtree(clause);
        let first = stated.first().copied().filter(|&first| first > verb && first <= verb + 5);
        let gap = first.is_some_and(|first| {
            (verb + 1..first).all(|at| matches!(page.syntax.tokens[at].tag, Tag::In | Tag::Dt | Tag::Cd) || page.syntax.tokens[at].tag.is_noun())
        });
        if let (Some(first), Some(&to), true) = (first, stated.last(), gap) {
            let content = span(first, to);
            if page.states_something(content) && !touched(content) {
                return Some(draft(mention, content));
            }
        }
    }
    // The clause stands before, up to a comma behind which nothing but the speaker's name and title follows.
    // "When the vote ended, the minister confirmed his departure" says nothing of the kind.
    let circumstance = ["when", "after", "as", "while", "if", "because", "although", "though", "since", "once", "before", "until", "with"];
    let has_object = page.syntax.child(verb, &[Relation::Dobj]).is_some_and(|object| object > verb)
        && !bases.iter().any(|base| matches!(base.as_str(), "tell" | "inform" | "assure"));
    let short = sentence.end - verb <= LONGEST_TAIL
        && !(verb + 1..sentence.end).any(|at| page.syntax.tokens[at].tag.is_finite())
        && !page.is_word(sentence.start, &circumstance)
        && !has_object;
    let comma = (sentence.start + 3..verb).find(|&comma| {
        let before = span(sentence.start, comma - 1);
        page.word(comma) == ","
            && speaker_before(page, comma + 1, verb).is_some()
            && (page.states_something(before) || page.syntax.has_subject(&page.text.normal, page.syntax.tokens_in(before)))
    })?;
    let content = span(sentence.start, comma - 1);
    let speaker = span(comma + 1, verb - 1);
    let acts_only = |draft: &Draft| {
        draft.content.iter().chain(&draft.cue).chain(&draft.mention).all(|part| !part.overlaps(content))
            || draft.cue.iter().all(|cue| cue_class(cue.of(&page.text.normal)).act)
            || draft.content.iter().any(|part| part.overlaps(speaker)) && draft.cue.iter().all(|cue| cue.end <= speaker.start)
    };
    if !short || !drafts.iter().filter(|draft| !draft.cue.is_empty()).all(acts_only) {
        return None;
    }
    Some(draft(speaker_before(page, comma + 1, verb)?, content))
}

/// The noun phrase, with appositions, that is all that stands between a place and a verb with its auxiliaries.
fn speaker_before(page: Page<'_>, from: usize, verb: usize) -> Option<Span> {
    // "the festival's director since 2019, the poet Ousmane Badiane,"
    const LONGEST: usize = 14;
    let mut end = verb;
    while end > from
        && (page.is_word(end - 1, &["has", "have", "had", "first"]) || page.word(end - 1) == "," || page.syntax.tokens[end - 1].tag == Tag::Rb)
    {
        end -= 1;
    }
    let part_of_name = |at: usize| {
        let tag = page.syntax.tokens[at].tag;
        // "documents seen by this newspaper show"
        let seen = tag == Tag::Vbn
            && page.is_word(at, &["seen", "obtained", "reviewed", "published", "released", "leaked", "filed", "lodged", "kept", "compiled", "held"]);
        tag.is_noun()
            || seen
            // "Doctors Without Borders"
            || at > from && page.word(at).starts_with(char::is_uppercase)
            || page.word(at) == ","
            || page.is_word(at, &["of", "at", "by", "and"])
            // "a mediator in neighbouring Guinea"
            || at > from + 1 && page.is_word(at, &["in", "from", "for"])
            || matches!(tag, Tag::Dt | Tag::Jj | Tag::Pos | Tag::PrpS | Tag::Prp | Tag::Cd)
    };
    let tokens = from..end;
    let someone = tokens.clone().any(|at| page.syntax.tokens[at].tag.is_noun() || page.syntax.tokens[at].tag == Tag::Prp);
    let whole = !tokens.is_empty() && tokens.len() <= LONGEST && tokens.clone().all(part_of_name) && someone;
    whole.then(|| page.syntax.tokens[from].span.cover(page.syntax.tokens[end - 1].span))
}

/// Nouns that hold what somebody reported: "a report that", "rumours that".
const REPORTED: [&str; 14] = [
    "report",
    "reports",
    "allegation",
    "allegations",
    "claim",
    "claims",
    "rumour",
    "rumours",
    "rumor",
    "rumors",
    "speculation",
    "suggestion",
    "suggestions",
    "accusations",
];

/// "declined to comment on a report by the Herald that [it would close]": nobody's refusal, and the Herald's claim.
fn unanswered_report_at(page: Page<'_>, noun: usize, drafts: &mut [Draft]) -> Option<Draft> {
    if !page.is_word(noun, &REPORTED) {
        return None;
    }
    let place = page.syntax.tokens[noun].span;
    let holder = drafts.iter().position(|draft| {
        let refuses = draft.cue.iter().any(|cue| {
            let words = cue.of(&page.text.normal).to_lowercase();
            ["declin", "refus", "not comment", "not respond"].iter().any(|stem| words.contains(stem))
        });
        refuses && draft.content.iter().any(|content| content.overlaps(place))
    })?;
    let end = page.syntax.sentences.get(page.syntax.sentence_of(noun)?)?.end;
    let that = (noun + 1..end).take(10).take_while(|&at| !page.syntax.tokens[at].tag.is_finite()).find(|&at| page.is_word(at, &["that"]))?;
    // "that he took money[, saying it was false]", "that it would close[, but staff packed]": the sentence goes on without the report.
    let joins = |at: usize| page.is_word(at, &["and", "but", "while", "although", "though"]);
    let says = |at: usize| page.syntax.tokens[at].tag == Tag::Vbg && is_saying_verb(page.word(at));
    let over = |at: usize| page.word(at) == ";" || page.word(at) == "," && at + 1 < end && (joins(at + 1) || says(at + 1));
    let end = (that + 1..end).find(|&at| over(at)).unwrap_or(end);
    let last = (that + 1..end).rev().find(|&token| page.word(token).chars().any(char::is_alphanumeric))?;
    let span = |from: usize, to: usize| page.syntax.tokens[from].span.cover(page.syntax.tokens[to].span);
    let content = span(that + 1, last);
    if !page.states_something(content) {
        return None;
    }
    let by = (noun + 1..that).find(|&at| page.is_word(at, &["by", "in", "from"]));
    let name = by
        .map(|by| (by + 1..that).take_while(|&at| page.syntax.tokens[at].tag.is_name() || page.syntax.tokens[at].tag == Tag::Dt).collect::<Vec<_>>());
    let mention = name.filter(|name| !name.is_empty()).map(|name| span(name[0], name[name.len() - 1]));
    for part in &mut drafts[holder].content {
        if part.overlaps(place) && part.start < place.start {
            part.end = place.start;
        }
    }
    drafts[holder].content.retain(|part| !part.overlaps(place) && !part.overlaps(content));
    Some(recovered(mention, place, content))
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
    Some(recovered(Some(span(&source)?), page.syntax.tokens[colon].span, content))
}
