//! From parties to the sources of attributions.
//!
//! In: the cast of an article and its attributions. Out: [`Resolved`] for each.
//! Deliberately absent: whom a phrase means (`cast`).

use super::cast::Cast;
use super::phrases::Phrases;
use super::registry::known;
use super::{Input, Resolved};
use crate::domain::{QuoteKind, SourceKind, SourceRef, Span};
use crate::engine::attribution::Draft;
use crate::engine::lexicon::base_forms;
use crate::engine::tagger::{Relation, Tag};
use std::ops::Range;

/// A name of more words is no name.
const LONGEST_NAME: usize = 9;
/// "told Reuters" stands this near its cue, in tokens.
const VIA_REACH: usize = 14;

/// The noun phrases of a source mention.
#[derive(Debug, Default)]
pub(super) struct Mention {
    /// The phrases that name the source, the first before others that it is joined with.
    pub(super) phrases: Vec<usize>,
    /// The tokens of the mention.
    tokens: Range<usize>,
}

/// Verbs by which an article passes on what was said to an outlet.
const QUOTING: [&str; 6] = ["quoted", "cited", "quoting", "quotes", "citing", "cites"];

/// Finds the phrases of an attribution's source; where the mention is missing, the subject of an active cue.
pub(super) fn find_mention(phrases: &Phrases<'_>, draft: &Draft) -> Mention {
    if let Some(span) = draft.mention.iter().copied().reduce(Span::cover) {
        let tokens = phrases.syntax.tokens_in(span);
        let mut all: Vec<usize> = phrases.phrases_in(draft.mention[0]).collect();
        let opened = all.first().is_some_and(|&first| opens_with_participle(phrases, first));
        if opened {
            all.remove(0);
        }
        if let Some(place) = replying_from(phrases, &all) {
            return Mention { tokens: phrases.phrases[place].tokens.clone(), phrases: vec![place] };
        }
        if is_told_in(phrases, &all, &draft.cue) {
            let next = all[0] + 1;
            return Mention { tokens: phrases.phrases[next].tokens.clone(), phrases: vec![next] };
        }
        if let Some(quoted) = quoted_by(phrases, &tokens) {
            return Mention { tokens: phrases.phrases[quoted].tokens.clone(), phrases: vec![quoted] };
        }
        if !all.is_empty() || draft.cue.is_empty() {
            return Mention { phrases: principal(phrases, &all, &tokens), tokens };
        }
        // A mention without a noun, such as "said", was confused with its cue.
        let swapped: Vec<usize> = draft.cue.iter().flat_map(|cue| phrases.phrases_in(*cue)).take(1).collect();
        if swapped.iter().any(|&phrase| phrases.is_capitalised(phrases.phrases[phrase].tokens.start)) {
            return Mention { tokens: phrases.phrases[swapped[0]].tokens.clone(), phrases: swapped };
        }
        // "As | many tax experts have pointed out": a mention of one small word says nothing, the cue's subject does.
        let empty =
            opened || tokens.len() == 1 && matches!(phrases.tag(tokens.start), Tag::In | Tag::Cc | Tag::Dt | Tag::Wrb | Tag::Rb | Tag::Pos | Tag::To);
        if !empty {
            return Mention { phrases: Vec::new(), tokens };
        }
    }
    if draft.continues.is_some() {
        return Mention::default();
    }
    for cue in &draft.cue {
        for token in phrases.syntax.tokens_in(*cue) {
            if !phrases.tag(token).is_verb() {
                continue;
            }
            let Some(mut subject) = phrases.syntax.child(token, &[Relation::Nsubj]) else { continue };
            if token > 0 && phrases.phrase_of(subject).is_some_and(|phrase| opens_with_participle(phrases, phrase)) {
                subject = token - 1;
            }
            let at = phrases.syntax.tokens[subject].span;
            if draft.content.iter().any(|content| content.contains(at)) || matches!(phrases.lower(subject).as_str(), "it" | "there" | "this" | "that")
            {
                continue;
            }
            if let Some(phrase) = phrases.phrase_of(subject) {
                let whole = phrases.syntax.subtree(subject);
                let tokens = match (whole.first(), whole.last()) {
                    (Some(&first), Some(&last)) if last < token => first..last + 1,
                    _ => phrases.phrases[phrase].tokens.clone(),
                };
                let all: Vec<usize> = phrases.phrases_in(phrases.span(tokens.clone())).collect();
                return Mention {
                    phrases: principal(phrases, if all.contains(&phrase) { &all } else { std::slice::from_ref(&phrase) }, &tokens),
                    tokens,
                };
            }
        }
    }
    Mention::default()
}

/// "Prosecuting, Amelia Court said": what the sentence opens with is what the speaker does, and names nobody.
fn opens_with_participle(phrases: &Phrases<'_>, phrase: usize) -> bool {
    let tokens = &phrases.phrases[phrase].tokens;
    let opens = phrases.opens_sentence(tokens.start);
    let followed = tokens.end < phrases.syntax.tokens.len() && phrases.word(tokens.end) == ",";
    opens
        && followed
        && tokens.len() == 1
        && matches!(phrases.lower(tokens.start).as_str(), "prosecuting" | "defending" | "mitigating" | "sentencing")
}

/// "came the one-line reply from Amman": whose reply it is.
fn replying_from(phrases: &Phrases<'_>, all: &[usize]) -> Option<usize> {
    let own = &phrases.phrases[*all.first()?].tokens;
    let replies = ["reply", "response", "answer", "retort", "verdict", "message", "word"].contains(&phrases.lower(own.end - 1).as_str());
    let from = own.end < phrases.syntax.tokens.len() && phrases.word(own.end) == "from";
    phrases.phrase_of(own.end + 1).filter(|&place| replies && from && phrases.phrases[place].tokens.start == own.end + 1)
}

/// "In an Instagram post his daughter, Ida Moe, wrote": where somebody says it is not who does, if a noun right behind it is the verb's
/// subject.
fn is_told_in(phrases: &Phrases<'_>, all: &[usize], cue: &[Span]) -> bool {
    let Some(place) = all.first().map(|&first| &phrases.phrases[first].tokens) else { return false };
    let preposition = place.start.checked_sub(1).is_some_and(|before| matches!(phrases.word(before), "In" | "On" | "At"));
    let next = phrases.phrase_of(place.end).filter(|&next| phrases.phrases[next].tokens.start == place.end);
    let subject = next.is_some_and(|next| {
        let own = &phrases.phrases[next].tokens;
        let verbs = cue.iter().flat_map(|cue| phrases.syntax.tokens_in(*cue)).filter(|&token| phrases.tag(token).is_verb());
        verbs.filter_map(|verb| phrases.syntax.child(verb, &[Relation::Nsubj])).any(|subject| own.contains(&subject))
    });
    preposition && subject
}

/// "The minister was quoted by Interfax as saying": whom the outlet that the mention names quotes.
fn quoted_by(phrases: &Phrases<'_>, mention: &Range<usize>) -> Option<usize> {
    let by = mention.start.checked_sub(1).filter(|&by| phrases.lower(by) == "by")?;
    let verb = by.checked_sub(1).filter(|&verb| QUOTING.contains(&phrases.lower(verb).as_str()))?;
    match phrases.syntax.child(verb, &[Relation::Nsubjpass, Relation::Nsubj]) {
        Some(subject) => phrases.phrase_of(subject),
        // Without a parse: what stands before "was" or "has been".
        None => (verb.saturating_sub(4)..verb).rev().find_map(|token| phrases.phrase_of(token)),
    }
}

/// The first phrase, with those it is joined with by "and"; those behind "including" where there are names.
fn principal(phrases: &Phrases<'_>, all: &[usize], tokens: &Range<usize>) -> Vec<usize> {
    let Some(&first) = all.first() else { return Vec::new() };
    let start = |phrase: usize| phrases.phrases[phrase].tokens.start;
    let named_after = all.iter().copied().find(|&phrase| {
        let before = start(phrase);
        phrases.is_capitalised(phrases.phrases[phrase].tokens.end - 1)
            && phrases.tag(before) != Tag::PrpS
            && before > tokens.start
            && matches!(phrases.lower(before - 1).as_str(), "including" | "like")
            || (before > tokens.start + 1
                && phrases.lower(before - 1) == "as"
                && phrases.lower(before - 2) == "such"
                && phrases.is_capitalised(phrases.phrases[phrase].tokens.end - 1))
    });
    let from = named_after.unwrap_or(first);
    let mut joined = vec![from];
    for pair in all.iter().copied().skip_while(|&phrase| phrase != from).skip(1) {
        let Some(&last) = joined.last() else { break };
        let between: Vec<String> = (phrases.phrases[last].tokens.end..start(pair)).map(|token| phrases.lower(token)).collect();
        // "Senators Charles E. Grassley, Republican of Iowa, and Patrick J. Leahy": the last "and" joins, whatever stands between.
        if matches!(between.last().map(String::as_str), Some("and" | "&")) && between.len() <= 2 {
            joined.push(pair);
        } else if between.len() == 1
            && between[0] == ","
            && phrases.is_capitalised(start(pair))
            && tokens.clone().any(|token| token > start(pair) && phrases.word(token) == "and")
            && reading_is_name(phrases, pair)
        {
            // "Trump, Ryan and Priebus"
            joined.push(pair);
        } else if matches!(between.last().map(String::as_str), Some("and"))
            && between.len() <= 8
            && (!between.iter().any(|word| word == ",") || matches!(between[between.len() - 2].as_str(), "," | ")"))
            && phrases.is_capitalised(phrases.phrases[pair].tokens.end - 1)
        {
            joined.push(pair);
        }
    }
    joined
}

fn reading_is_name(phrases: &Phrases<'_>, phrase: usize) -> bool {
    let tokens = phrases.phrases[phrase].tokens.clone();
    tokens.len() <= 3 && tokens.clone().all(|token| phrases.tag(token).is_name())
}

/// Resolves all attributions.
pub(super) fn resolve(cast: &mut Cast<'_>, input: Input<'_>, mentions: &[Mention]) -> Vec<Resolved> {
    let drafts = input.attributions;
    let mut sources: Vec<Option<SourceRef>> = vec![None; drafts.len()];
    for (at, draft) in drafts.iter().enumerate() {
        sources[at] = match draft.continues.filter(|&earlier| earlier < at && draft.mention.is_empty()) {
            Some(earlier) => sources[earlier].clone(),
            None => mentioned(cast, &mentions[at], &draft.cue),
        };
    }
    // What speaks in the first person inside a quotation is whoever is quoted.
    for at in 0..drafts.len() {
        if sources[at].is_none() {
            sources[at] = Some(match enclosing(drafts, at).and_then(|outer| sources[outer].clone()) {
                Some(outer) if is_first_person(cast, &mentions[at]) => outer,
                _ => without_party(cast, drafts, at, &mentions[at], &sources, input),
            });
        }
    }
    let filled: Vec<SourceRef> = sources.into_iter().map(|source| source.unwrap_or_else(SourceRef::newsroom)).collect();
    (0..drafts.len()).map(|at| finish(cast, input, mentions, &filled, at)).collect()
}

/// The source that a mention's phrases name.
fn mentioned(cast: &Cast<'_>, mention: &Mention, cue: &[Span]) -> Option<SourceRef> {
    if let Some(joint) = mention.phrases.first().and_then(|&phrase| cast.joint(phrase)) {
        return Some(source_of(cast, joint));
    }
    let parties: Vec<usize> = mention.phrases.iter().filter_map(|&phrase| party_within(cast, phrase, &mention.tokens)).collect();
    let first = *parties.first()?;
    // "The outline shows", "the truck story suggests": what may be no body, and says nothing, is seen by the newsroom.
    if cast.parties[first].inanimate && sees(cast, cue) {
        return Some(SourceRef::newsroom());
    }
    let is_person =
        |party: usize| cast.parties[party].kind == SourceKind::Person && cast.parties[party].named && cast.parties[party].speaks_for.is_none();
    // "Pence and other senior Republicans": who is named answers.
    if let Some(&named) = parties
        .iter()
        .find(|&&party| is_person(party))
        .filter(|_| !is_person(first) && matches!(cast.parties[first].kind, SourceKind::Group | SourceKind::Anonymous))
    {
        return Some(source_of(cast, named));
    }
    // "Six people died, witnesses and police said": of whom one can be called, that one answers.
    let is_body = |party: usize| {
        let own = &cast.parties[party];
        !own.human && matches!(own.kind, SourceKind::Official | SourceKind::Organisation)
    };
    let unnamed = matches!(cast.parties[first].kind, SourceKind::Group | SourceKind::Anonymous) && !cast.parties[first].named;
    // "two sources at the Coffee and Cocoa Board" has no two parties.
    let joined = |phrase: usize| {
        let start = cast.phrases.phrases[phrase].tokens.start;
        mention.phrases.first().is_some_and(|&first| cast.phrases.phrases[first].tokens.end + 1 == start) && cast.phrases.lower(start - 1) == "and"
    };
    let second = mention.phrases.get(1).copied().filter(|&phrase| unnamed && joined(phrase));
    if let Some(body) = second.and_then(|phrase| party_within(cast, phrase, &mention.tokens)).filter(|&body| is_body(body)) {
        return Some(source_of(cast, body));
    }
    Some(source_of(cast, first))
}

/// Whether a cue lets something be seen: "shows", "suggests", "is clear"; whoever denies, fears or estimates speaks.
fn sees(cast: &Cast<'_>, cue: &[Span]) -> bool {
    const SEEING: [&str; 6] = ["show", "suggest", "mean", "indicate", "imply", "reveal"];
    let bases: Vec<String> =
        cue.iter().flat_map(|cue| cast.phrases.syntax.tokens_in(*cue)).flat_map(|token| base_forms(cast.phrases.word(token))).collect();
    let has = |word: &str| bases.iter().any(|base| base == word);
    SEEING.iter().any(|word| has(word)) || has("clear") && !has("make")
}

/// The party of a phrase, or of its owner where the mention holds only that ("the judge's" of "the judge's conclusion").
fn party_within(cast: &Cast<'_>, phrase: usize, tokens: &Range<usize>) -> Option<usize> {
    let own = cast.phrases.phrases[phrase].tokens.clone();
    if own.end > tokens.end
        && let Some(owner) = cast.owner_at(own.start)
        && cast.phrases.tag(tokens.end - 1) != Tag::Nn
    {
        return Some(owner);
    }
    cast.of_phrase(phrase).or_else(|| cast.owner_at(own.start))
}

/// The party that a span means: its first phrase that means one.
pub(super) fn party_of_span(cast: &Cast<'_>, span: Span) -> Option<usize> {
    let tokens = cast.phrases.syntax.tokens_in(span);
    if tokens.is_empty() {
        return None;
    }
    // "the governor" of "the governor's version": whose something is.
    let owns = || cast.owner_at(tokens.start).or_else(|| cast.owner_at(tokens.end - 1));
    cast.phrases.phrases_in(span).find_map(|phrase| party_within(cast, phrase, &tokens)).or_else(owns)
}

/// The source that a party answers as: those who speak for others answer as them.
pub(super) fn source_of(cast: &Cast<'_>, party: usize) -> SourceRef {
    let party = cast.later_name(party);
    let own = &cast.parties[party];
    let mut answering = party;
    for _ in 0..3 {
        match cast.parties[answering].speaks_for {
            Some(next) if next != answering => answering = next,
            _ => break,
        }
    }
    let mut source = cast.parties[answering].source();
    if answering != party && own.named {
        source.speaker = Some(own.name.clone());
    }
    source
}

fn enclosing(drafts: &[Draft], at: usize) -> Option<usize> {
    drafts[at].inside.or_else(|| {
        let own = drafts[at].mention.first().or(drafts[at].cue.first()).or(drafts[at].content.first()).copied()?;
        // Attributions are in order of their start: one that holds this one stands near before or behind.
        (at.saturating_sub(12)..(at + 6).min(drafts.len()))
            .find(|&other| other != at && drafts[other].content.iter().any(|content| content.contains(own) && *content != own))
    })
}

fn is_first_person(cast: &Cast<'_>, mention: &Mention) -> bool {
    mention
        .phrases
        .first()
        .is_some_and(|&phrase| matches!(cast.phrases.lower(cast.phrases.phrases[phrase].tokens.start).as_str(), "i" | "we" | "my" | "our"))
}

/// The source where no phrase names one.
fn without_party(cast: &Cast<'_>, drafts: &[Draft], at: usize, mention: &Mention, sources: &[Option<SourceRef>], input: Input<'_>) -> SourceRef {
    let draft = &drafts[at];
    if !mention.tokens.is_empty() {
        let words = cast.phrases.words(mention.tokens.clone());
        // "Small, who attended the rally,": a surname that looks like another word.
        let name = words.split_once(',').map_or(words.as_str(), |(name, _)| name);
        if let Some(party) = cast.bearer_of(&words).or_else(|| cast.bearer_of(name)) {
            return source_of(cast, party);
        }
        // "The 24-year-old, who took nine wickets, wrote"
        if words.to_lowercase().starts_with("the ")
            && words.ends_with("-year-old")
            && let Some(person) = cast.of_age(mention.tokens.start, &words)
        {
            return source_of(cast, person);
        }
        let pronoun = mention.phrases.first().is_some_and(|&phrase| cast.phrases.phrases[phrase].pronoun);
        // "you can see why": the reader, whom the newsroom lets see it.
        if pronoun && words.eq_ignore_ascii_case("you") {
            return SourceRef::newsroom();
        }
        if ["all", "both", "each", "others", "neither", "none"].contains(&words.to_lowercase().as_str()) {
            return SourceRef::discovered(words.to_lowercase(), SourceKind::Group);
        }
        if pronoun || words.split(' ').count() > LONGEST_NAME {
            return unidentified();
        }
        return SourceRef::discovered(words, SourceKind::Anonymous);
    }
    let cue = draft.cue.iter().map(|cue| cue.of(&input.text.normal).to_lowercase()).collect::<Vec<_>>().join(" ");
    // A quotation without words of saying is the speaker's whose words stand before or behind it in the same sentence or paragraph.
    let runs_on = draft.cue.is_empty() && draft.quote == QuoteKind::Direct;
    if runs_on
        && let Some(next) = sources.get(at + 1).cloned().flatten()
        && let (Some(own), Some(other)) = (draft.content.last(), drafts[at + 1].content.first())
        && other.start < own.end + 40
        && drafts[at + 1].quote != QuoteKind::Indirect
    {
        return next;
    }
    if runs_on && let Some(earlier) = at.checked_sub(1).and_then(|earlier| sources[earlier].clone()) {
        return earlier;
    }
    let has = |words: &[&str]| words.iter().any(|word| cue.contains(word));
    if has(&["reported", "reports", "news "]) && !has(&["reportedly"]) {
        return known("media reports", SourceKind::Media);
    }
    if has(&["rumour", "rumor", "speculat", "claimed", "alleged that", "accus", "was told", "gossip"]) && !has(&["allegedly"])
        || matches!(cue.as_str(), "word" | "talk")
    {
        return unidentified();
    }
    SourceRef::newsroom()
}

fn unidentified() -> SourceRef {
    SourceRef::discovered("unidentified source", SourceKind::Anonymous)
}

/// Adds outlets and reasons for being unnamed.
fn finish(cast: &Cast<'_>, input: Input<'_>, mentions: &[Mention], sources: &[SourceRef], at: usize) -> Resolved {
    let draft = &input.attributions[at];
    let mut source = sources[at].clone();
    let mut via: Vec<SourceRef> = Vec::new();
    let mut outer = draft.inside;
    for _ in 0..4 {
        let Some(next) = outer.filter(|&next| next < sources.len() && next != at) else { break };
        if sources[next].id != source.id && sources[next].kind != SourceKind::Newsroom {
            via.insert(0, sources[next].clone());
        }
        outer = input.attributions[next].inside;
    }
    // "Most say they would, according to a poll": it answers for those whom it asked.
    if source.kind == SourceKind::Group
        && let Some(poll) = enclosing(input.attributions, at).and_then(|outer| sources.get(outer)).filter(|outer| is_poll(outer))
    {
        source = poll.clone();
        via.retain(|other| other.id != source.id);
    }
    let sentence =
        draft.cue.first().or(draft.mention.first()).and_then(|span| cast.phrases.syntax.sentence_of(cast.phrases.syntax.tokens_in(*span).start));
    if let Some(sentence) = sentence {
        let tokens = cast.phrases.syntax.sentences[sentence].clone();
        let anchor = draft.cue.first().map_or(tokens.start, |cue| cast.phrases.syntax.tokens_in(*cue).start);
        let near = anchor.saturating_sub(VIA_REACH).max(tokens.start)..(anchor + VIA_REACH).min(tokens.end);
        if source.kind == SourceKind::Media {
            // "the paper reported, citing the ministry": the ministry answers.
            if let Some(cited) = cited(cast, draft, tokens.clone()) {
                via.push(std::mem::replace(&mut source, cited));
            }
        } else if let Some(outlet) = outlet_told(cast, draft, &mentions[at], near)
            && outlet.id != source.id
            && !via.iter().any(|other| other.id == outlet.id)
        {
            via.push(outlet);
        }
    }
    // "The bank's former treasurer, who spoke on condition of anonymity": an office holder who is not to be named can't be called.
    let held = source.kind == SourceKind::Official && source.speaker.is_none() && holds_office_unnamed(cast, &mentions[at]);
    let unnamed = held || matches!(source.kind, SourceKind::Anonymous | SourceKind::Group);
    let justification = if unnamed { sentence.and_then(|sentence| find_justification(cast, input, sentence)) } else { None };
    if held && justification.is_some() {
        source = SourceRef::discovered(source.name, SourceKind::Anonymous);
    }
    Resolved { source, via, justification }
}

fn is_poll(source: &SourceRef) -> bool {
    source.kind == SourceKind::Document
        && source.name.split(' ').any(|word| matches!(word.to_lowercase().as_str(), "poll" | "polls" | "survey" | "surveys" | "polling"))
}

/// Whether a mention means one human being without a name.
fn holds_office_unnamed(cast: &Cast<'_>, mention: &Mention) -> bool {
    mention
        .phrases
        .first()
        .and_then(|&phrase| cast.of_phrase(phrase))
        .is_some_and(|party| cast.parties[party].human && !cast.parties[party].named && cast.parties[party].speaks_for.is_none())
}

/// The identified party that an outlet cites in the same sentence.
fn cited(cast: &Cast<'_>, draft: &Draft, sentence: Range<usize>) -> Option<SourceRef> {
    let citing = sentence.clone().find(|&token| {
        matches!(cast.phrases.lower(token).as_str(), "citing" | "quoting")
            && !draft.content.iter().any(|content| content.contains(cast.phrases.syntax.tokens[token].span))
    })?;
    let phrase = (citing + 1..(citing + 3).min(sentence.end)).find_map(|token| cast.phrases.phrase_of(token))?;
    let source = source_of(cast, cast.of_phrase(phrase)?);
    matches!(source.kind, SourceKind::Official | SourceKind::Organisation | SourceKind::Person).then_some(source)
}

/// The outlet that the source told: "told Reuters", "in an interview with Le Monde", "was quoted by Interfax".
fn outlet_told(cast: &Cast<'_>, draft: &Draft, mention: &Mention, near: Range<usize>) -> Option<SourceRef> {
    for token in near {
        let Some(phrase) = cast.phrases.phrase_of(token).filter(|&phrase| cast.phrases.phrases[phrase].tokens.start == token) else { continue };
        let Some(party) =
            cast.of_phrase(phrase).filter(|&party| cast.parties[party].kind == SourceKind::Media && cast.parties[party].speaks_for.is_none())
        else {
            continue;
        };
        let at = cast.phrases.syntax.tokens[token].span;
        if mention.tokens.contains(&token) || draft.content.iter().any(|content| content.contains(at)) || token == 0 {
            continue;
        }
        if matches!(cast.phrases.lower(token - 1).as_str(), "told" | "telling" | "tell" | "tells" | "to" | "with" | "by" | "on") {
            return Some(source_of(cast, party));
        }
    }
    None
}

/// "who was not authorised to speak": the clause, in the sentence of the mention or the one behind it.
fn find_justification(cast: &Cast<'_>, input: Input<'_>, sentence: usize) -> Option<Span> {
    let sentences = &cast.phrases.syntax.sentences;
    for (offset, range) in sentences.iter().skip(sentence).take(2).enumerate() {
        let whole = cast.phrases.span(range.clone());
        let text = whole.of(&input.text.normal);
        let lower: String = text.chars().map(|c| c.to_lowercase().next().filter(|l| l.len_utf8() == c.len_utf8()).unwrap_or(c)).collect();
        if offset == 1 && !["he ", "she ", "they ", "the ", "both ", "all "].iter().any(|start| lower.starts_with(start)) {
            break;
        }
        let Some((found, words)) = input.registry.anonymity().find_map(|words| lower.find(words).map(|found| (found, words))) else { continue };
        let before = &lower[..found];
        let start = ["who ", "speaking ", "because ", "on condition", ", "]
            .iter()
            .filter_map(|opening| before.rfind(opening).map(|at| if *opening == ", " { at + 2 } else { at }))
            .max();
        let start = start.unwrap_or(if offset == 1 { 0 } else { found });
        let behind = found + words.len();
        let end = lower[behind..].find(['.', ';', '“', '”', '"']).map_or(lower.len(), |end| behind + end);
        // A relative clause ends at the comma before the verb of saying.
        let end = lower[behind..end].find(", ").filter(|_| lower[start..].starts_with("who")).map_or(end, |comma| behind + comma);
        return Some(Span::new(whole.start + start, whole.start + end));
    }
    None
}
