//! What words such as "confirmed" or "called ... a lie" speak of.
//!
//! In: a sentence and the place of such words in it. Out: an [`Object`].
//! Deliberately absent: the claims themselves; an object is only how the sentence names them.

use super::Reading;
use super::signals::Work;
use super::words::{Gap, Word};
use crate::domain::{SourceKind, Span};
use crate::engine::lexicon::{Effect, Found, stances};
use std::collections::BTreeSet;

/// How a sentence names what it speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Object {
    /// "it", "this", "the report", or nothing at all: what was last said.
    Pronoun,
    /// "the report", "the allegations", or nothing at all: what somebody else last said.
    Pointer,
    /// "the purchase", "the price": what was said about this matter. `known` says that the noun is one of the table.
    Matter { topics: BTreeSet<u32>, known: bool },
    /// "the figure", "the same toll": what gave a number.
    Figure,
    /// What stands before in the sentence: "..., which the chairman disputes".
    Before,
    /// What is attributed in this sentence.
    Sentence,
    /// Its own content, which is a claim itself: "denied that the alarm had gone off".
    Content,
}

const PRONOUNS: &[&str] = &["this", "that", "it", "them", "these", "those", "both", "either", "so", "as"];
const ASKING: &[&str] = &["whether", "if", "when", "why", "how", "who", "what", "where"];
const OPENINGS: &[&str] = &[
    "the", "a", "an", "any", "such", "its", "their", "his", "her", "these", "those", "this", "that", "both", "all", "some", "our", "my", "every",
    "earlier", "recent", "no", "most", "many", "several",
];
const NP_ENDS: &[&str] = &[
    "of", "in", "on", "by", "with", "for", "after", "that", "who", "which", "as", "at", "from", "to", "but", "and", "or", "about", "over", "against",
    "when", "while", "saying", "said", "adding", "is", "was", "were", "are", "had", "has", "have", "before", "during", "late", "hours", "when",
    "made",
];
const FIGURES: &[&str] = &[
    "figure",
    "figures",
    "toll",
    "number",
    "numbers",
    "count",
    "sum",
    "total",
    "tally",
    "estimate",
    "estimates",
    "percentage",
    "amount",
    "arithmetic",
];

/// The object of a verb found at `found`. None where the words speak of no claim ("denied entry", "confirmed cases").
pub(super) fn behind(reading: &Reading<'_>, sentence: usize, found: &Found) -> Option<Object> {
    let words = &reading.words.sentences[sentence];
    // "would not say whether the plant had closed"
    if found.effect == Effect::NotConfirmed && reading.words.is(&words[found.end - 1], ASKING) {
        return Some(Object::Content);
    }
    if let Some(object) = passive(reading, sentence, words, found) {
        return object;
    }
    if let Some(object) = inside(reading, sentence, words, found) {
        return Some(object);
    }
    // "remembers it differently", "is unconvinced": of what was said before, where nothing else follows.
    if reading.words.is(&words[found.end - 1], &["differently", "otherwise", "unconvinced", "convinced", "persuaded"]) {
        return ends_here(words, found.end).then_some(Object::Pointer);
    }
    // "conceded the point"
    if reading.words.is(&words[found.end - 1], &["point"]) {
        return ends_here(words, found.end)
            .then_some(Object::Pointer)
            .or_else(|| stands_before_break(reading, words, found.end).then_some(Object::Pointer));
    }
    // "pleaded guilty to two counts": to what was said of him.
    if reading.words.is(&words[found.end - 1], &["guilty"]) {
        return pleaded_to(reading, words, found.end);
    }
    // "His ministry put out a correction.": of its own word; not "a course correction", "a correction to his diary".
    if reading.words.is(&words[found.end - 1], &["correction"]) {
        let own = words.first().is_some_and(|first| reading.words.is(first, &["his", "her", "its", "their", "he", "she", "it", "they"]));
        let plain = reading.words.is(&words[found.end - 2], &["a", "the", "its", "his", "her", "out"]);
        return (own && plain && ends_here(words, found.end)).then_some(Object::Pointer);
    }
    // "accepted the finding"
    if found.effect == Effect::Confirm && reading.words.has_form(&words[found.start], &["accept"]) && found.end > found.start + 1 {
        // "accepted some of the conclusions"
        let whole = !words[found.start..found.end].iter().any(|word| reading.words.is(word, &["some", "most", "many", "part"]));
        return (whole && stands_before_break(reading, words, found.end)).then_some(Object::Pointer);
    }
    // "Guests told a different story": than who spoke before; "a different story about the city" answers nobody.
    if found.effect == Effect::Dispute && found.end > found.start + 1 && reading.words.has_form(&words[found.start], &["tell", "give", "paint"]) {
        let ends = words.get(found.end).is_none_or(|next| next.gap != Gap::Space);
        return ends.then_some(Object::Pronoun);
    }
    let Some(first) = words.get(found.end) else {
        // "The union leader disagreed.": with what was said before.
        let alone = reading.words.has_form(&words[found.start], &["disagree", "differ"]);
        return Some(if alone { Object::Pointer } else { Object::Before });
    };
    // "The union leader disagreed: two months' pay was outstanding": with what was said before, whatever follows.
    if matches!(first.gap, Gap::Comma | Gap::Strong) && reading.words.has_form(&words[found.start], &["disagree", "differ"]) {
        return Some(Object::Pointer);
    }
    // "An engineers' report contradicts her": what she said.
    if reading.words.is(first, &["him", "her", "them"])
        && reading.words.has_form(&words[found.start], &["contradict"])
        && stands_before_break(reading, words, found.end + 1)
    {
        return Some(Object::Pointer);
    }
    // "She disputed that: the bill had been settled"
    let stands_alone = words.get(found.end + 1).is_some_and(|next| next.gap == Gap::Strong);
    if stands_alone && reading.words.is(first, &["this", "that", "it"]) {
        return Some(Object::Pronoun);
    }
    if reading.is_content_of(sentence, words[found.start].span, first.span) {
        return Some(Object::Content);
    }
    if first.gap == Gap::Comma || first.gap == Gap::Strong {
        return Some(Object::Before);
    }
    if first.gap == Gap::Quote {
        return Some(Object::Content);
    }
    if reading.words.is(first, PRONOUNS) && !(reading.words.is(first, &["as"]) && words.get(found.end + 1).is_none()) {
        let next = words.get(found.end + 1);
        let alone = next.is_none_or(|next| {
            next.gap != Gap::Space
                || reading.words.is(next, &["and", "but", "as", "in", "on", "saying", "when", "to", "at", "with", "by", "after", "within"])
                || reading.words.lower(next).ends_with("ly")
        });
        if alone {
            return Some(Object::Pronoun);
        }
        // "rejects that suggestion", "verified that figure"
        let claim = next.is_some_and(|next| {
            let lower = reading.words.lower(next);
            stances().claim_nouns.contains(lower) || reading.words.is(first, &["that"]) && FIGURES.contains(&lower)
        });
        if reading.words.is(first, &["that", "it", "so"]) && !claim {
            return Some(Object::Content);
        }
    }
    if reading.words.is(first, &["whether", "having", "how", "if", "being", "ever", "he", "she", "they", "we", "there", "i"])
        || reading.words.lower(first).ends_with("ing") && !first.capital
    {
        return Some(Object::Content);
    }
    if reading.words.is(first, &["neither", "none", "nothing", "either", "all"]) {
        return Some(Object::Pointer);
    }
    if reading.words.is(
        first,
        &[
            "in",
            "on",
            "by",
            "at",
            "to",
            "with",
            "late",
            "earlier",
            "when",
            "after",
            "and",
            "but",
            "as",
            "yesterday",
            "today",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ],
    ) {
        // "disputes and delays": as like as not a noun.
        let sure = reading.words.lower(&words[found.start]).ends_with("ed") || matches!(found.effect, Effect::Confirm | Effect::NotConfirmed);
        return sure.then_some(Object::Before);
    }
    noun_phrase(reading, sentence, found.end, words.len())
}

/// Whether nothing of the object follows: the sentence ends, or a mark or a preposition begins something else.
fn stands_before_break(reading: &Reading<'_>, words: &[Word], at: usize) -> bool {
    words.get(at).is_none_or(|next| next.gap != Gap::Space || reading.words.is(next, &["in", "on", "by", "with", "as", "and", "but", "when", "at"]))
}

/// What somebody pleads guilty to: what was said before, where no "to" follows or only "the charges" behind it; else a crime that has
/// to be of the matter which was spoken of.
fn pleaded_to(reading: &Reading<'_>, words: &[Word], at: usize) -> Option<Object> {
    /// "to three counts of"
    const NEAR: usize = 4;
    /// "stealing two bicycles and a car"
    const LONGEST: usize = 8;
    let behind = words.get(at..).unwrap_or_default();
    let apart = behind.iter().any(|word| reading.words.is(word, &["another", "separate", "unrelated", "other", "different", "earlier", "previous"]));
    if apart {
        return None;
    }
    // "took $212,000": so many words say that somebody stole that a plea to a crime of money answers all that speak of money.
    let of_money = behind.iter().take(2 * NEAR).any(|word| reading.words.is(word, &["theft", "fraud", "embezzlement", "stealing", "bribery"]));
    let money = if of_money { stances().topics(&["money".to_owned()]) } else { Vec::new() };
    // "last week to", "in court to"
    let Some(to) = behind.iter().take(LONGEST).position(|word| reading.words.is(word, &["to"])) else { return Some(Object::Pointer) };
    let whole = behind.get(to + 1).is_some_and(|next| reading.words.is(next, &["all", "both", "it", "them", "this"]));
    let charge = behind.iter().skip(to + 1).take(NEAR).position(|word| reading.words.is(word, &["charge", "charges", "count", "counts"]));
    let charge = charge.map(|charge| to + 1 + charge);
    let of = charge.filter(|&at| behind.get(at + 1).is_some_and(|next| reading.words.is(next, &["of"])));
    match (charge, of) {
        (Some(_), None) => Some(Object::Pointer),
        _ if whole && of.is_none() => Some(Object::Pointer),
        (_, of) => {
            let from = at + of.map_or(to + 1, |of| of + 2);
            let topics: BTreeSet<u32> = words
                .get(from..)
                .unwrap_or_default()
                .iter()
                .enumerate()
                .take_while(|(at, word)| *at == 0 || word.gap == Gap::Space)
                .take(LONGEST)
                .flat_map(|(_, word)| reading.words.entry(word).topics.iter().copied())
                .chain(money)
                .collect();
            Some(Object::Matter { topics, known: false }).filter(|_| from < words.len())
        }
    }
}

/// The object between a verb and its particle: "waved that away", "bore the claim out".
fn inside(reading: &Reading<'_>, sentence: usize, words: &[Word], found: &Found) -> Option<Object> {
    let last = found.end - 1;
    let particle = reading.words.is(&words[last], &["away", "aside", "off", "out", "down"]);
    let between = found.start + 1..last;
    // "brushed it aside at the box office", "laughed it off and played on", "waved it away from the kerb" are acts.
    let ends = ends_here(words, found.end) || words.get(found.end).is_some_and(|next| reading.words.is(next, &["as", "within"]));
    if !particle || !ends || between.is_empty() || !matches!(found.effect, Effect::Confirm | Effect::Deny | Effect::Dispute) {
        return None;
    }
    if between.len() == 1 && reading.words.is(&words[between.start], PRONOUNS) {
        return Some(Object::Pronoun);
    }
    noun_phrase(reading, sentence, between.start, between.end)
}

/// Whether "the same damage" and "as much" end there: not "the same damage to the pier", "as much interest".
pub(super) fn ends_as_same(reading: &Reading<'_>, words: &[Word], found: &Found) -> bool {
    let open = reading.words.is(&words[found.end - 1], &["damage", "loss", "losses", "much"]);
    // "about the same number who said the party cares": of others, who said something else.
    let of_others = words.get(found.end).is_some_and(|next| next.gap == Gap::Space && reading.words.is(next, &["who", "whom", "that", "as"]));
    if of_others {
        return false;
    }
    !open
        || words
            .get(found.end)
            .is_none_or(|next| next.gap != Gap::Space || reading.words.is(next, &["and", "when", "on", "yesterday", "later", "at", "in"]))
}

/// Whether nothing at all follows in the clause: the sentence ends or a mark stands there.
fn ends_here(words: &[Word], at: usize) -> bool {
    words.get(at).is_none_or(|next| next.gap != Gap::Space)
}

/// What "the same" or "a similar" is the same as.
pub(super) fn same_thing(reading: &Reading<'_>, words: &[Word], found: &Found) -> Object {
    if words[found.start..found.end].iter().any(|word| reading.words.is(word, FIGURES)) { Object::Figure } else { Object::Pointer }
}

/// "The report was denied by the ministry", "the deaths were confirmed by police"; "were denied entry" speaks of no claim.
#[expect(clippy::option_option, reason = "not passive, passive without an object that matters, and passive with one are three answers")]
fn passive(reading: &Reading<'_>, sentence: usize, words: &[Word], found: &Found) -> Option<Option<Object>> {
    let lower = reading.words.lower(&words[found.start]);
    if !lower.ends_with("ed") && !lower.ends_with("ied") && found.end == found.start + 1 {
        return None;
    }
    if words.get(found.end).is_some_and(|next| reading.words.is(next, &["by"])) && found.start > 0 && words[found.start].gap == Gap::Space {
        // "a document dismissed by most governments", "an account denied by the police", "a fact later borne out by pictures"
        let adverb = found.start > 1 && reading.words.is(&words[found.start - 1], &["later", "since", "then", "subsequently", "now"]);
        let head = &words[found.start - 1 - usize::from(adverb)];
        if reading.words.is(head, &["fact"]) {
            return Some(Some(Object::Before));
        }
        if stances().claim_nouns.contains(reading.words.lower(head)) {
            return Some(Some(Object::Pointer));
        }
        if !reading.words.has_form(head, &["be", "have", "not"]) && !reading.words.lower(head).ends_with("ly") {
            return Some(None);
        }
    }
    let auxiliary = (found.start.saturating_sub(3)..found.start).rev().find(|&at| reading.words.has_form(&words[at], &["be"]))?;
    if words[auxiliary + 1..=found.start].iter().any(|word| word.gap != Gap::Space)
        || words[auxiliary + 1..found.start].iter().any(|word| reading.words.has_form(word, &["have"]))
    {
        return None;
    }
    let by = words.get(found.end).is_some_and(|next| reading.words.is(next, &["by"]));
    let ends = words.get(found.end).is_none_or(|next| next.gap != Gap::Space || reading.words.is(next, &["by", "in", "on", "as", "to", "and"]));
    if !ends {
        return Some(None);
    }
    // "Its claim that | the books were sound | was rejected": what the noun for it leads to.
    if reading.statements_in[sentence].iter().any(|&at| is_told_by_noun(reading, sentence, at, words[auxiliary].span)) {
        return Some(Some(Object::Before));
    }
    let start = super::signals::clause_start(reading, words, auxiliary);
    let head = auxiliary.checked_sub(1).filter(|&head| head >= start).map(|head| &words[head]);
    let pointing = head.is_some_and(|head| {
        reading.words.is(head, PRONOUNS) || stances().claim_nouns.contains(reading.words.lower(head)) || reading.words.is(head, &["which"])
    });
    Some(if pointing {
        Some(Object::Pointer)
    } else if by && auxiliary > start {
        noun_phrase(reading, sentence, start, auxiliary)
    } else {
        None
    })
}

/// Whether a statement that a noun such as "claim" leads to ends right before the verb.
fn is_told_by_noun(reading: &Reading<'_>, sentence: usize, at: usize, verb: Span) -> bool {
    let statement = &reading.statements[at];
    let Some(draft) = statement.attribution.map(|at| &reading.input.attributions[at]) else { return false };
    let ends_here = statement.sentence == sentence
        && statement.span.end <= verb.start
        && reading
            .words
            .inside(sentence, Span::new(statement.span.end, verb.start))
            .all(|between| reading.words.has_form(&reading.words.sentences[sentence][between], &["have", "be", "not"]));
    ends_here
        && draft.cue.iter().any(|cue| {
            let range = reading.words.inside(sentence, *cue);
            reading.words.sentences[sentence][range].iter().any(|word| stances().claim_nouns.contains(reading.words.lower(word)))
        })
}

/// What stands between a verb such as "called" and its verdict.
pub(super) fn between(reading: &Reading<'_>, sentence: usize, from: usize, to: usize) -> Option<Object> {
    let words = &reading.words.sentences[sentence];
    let named: Vec<usize> = (from..to)
        .filter(|&at| {
            !reading.words.is(
                &words[at],
                &["as", "a", "an", "simply", "completely", "pure", "utterly", "totally", "and", "just", "total", "complete", "entirely", "absolute"],
            )
        })
        .collect();
    let Some(&first) = named.first() else { return Some(Object::Before) };
    if reading.words.is(&words[first], PRONOUNS) && named.len() <= 2 || reading.words.is(&words[first], &["them", "such", "all"]) {
        return Some(Object::Pointer);
    }
    // "called the suit meritless": what a suit says.
    if named.last().is_some_and(|&last| reading.words.is(&words[last], &["suit", "lawsuit"])) {
        let says = |at: &usize| {
            let source = &reading.statements[*at].source;
            let name = source.name.to_lowercase();
            source.kind == SourceKind::Document && ["suit", "action", "complaint", "filing", "petition"].iter().any(|word| name.contains(word))
        };
        let near = (sentence.saturating_sub(3)..sentence).flat_map(|near| &reading.statements_in[near]).any(says);
        return near.then_some(Object::Pointer);
    }
    // "called him a liar", "called the quota a disgrace": the person or plan is judged, not what was said.
    match noun_phrase(reading, sentence, first, named.last().map_or(to, |last| last + 1))? {
        Object::Matter { known: false, .. } => None,
        object => Some(object),
    }
}

/// What is doubted of a paper as such: "the memo's authenticity".
const GENUINE: &[&str] = &["authenticity", "genuineness", "veracity"];

/// Whose an object is.
#[derive(Debug)]
pub(super) enum Possessor {
    /// "memo" of "the memo's authenticity" and of "the authenticity of the memo", in lower case.
    Paper(String),
    /// "the governor" of "the governor's version".
    Teller(Span),
}

/// Whose version, or the genuineness of which paper, an object speaks of that begins at word `from`.
pub(super) fn possessor(reading: &Reading<'_>, words: &[Word], from: usize) -> Option<Possessor> {
    const VERSIONS: &[&str] = &["version", "account", "story", "claim", "claims", "allegation", "allegations", "statement", "testimony"];
    // "the former deputy governor's version"
    const REACH: usize = 5;
    let end = (from + REACH).min(words.len());
    for at in from..end {
        let word = &words[at];
        if at > from && word.gap != Gap::Space {
            return None;
        }
        let behind = reading.input.text.normal.get(word.span.end..).unwrap_or("");
        if behind.starts_with("'s") || behind.starts_with("’s") {
            let next = words.get(at + 1).filter(|next| next.gap == Gap::Space)?;
            let determined = at > from && reading.words.is(&words[at - 1], &["the", "a", "an"]);
            let start = if determined { words[at - 1].span.start } else { word.span.start };
            return if reading.words.is(next, GENUINE) {
                Some(Possessor::Paper(reading.words.lower(word).to_owned()))
            } else {
                reading.words.is(next, VERSIONS).then(|| Possessor::Teller(Span::new(start, word.span.end)))
            };
        }
        if reading.words.is(word, GENUINE) && words.get(at + 1).is_some_and(|of| reading.words.is(of, &["of"])) {
            // The last word of "the two grainy videos".
            let run = words.get(at + 2..(at + 2 + REACH).min(words.len()))?;
            let length = run.iter().enumerate().position(|(at, word)| at > 0 && (word.gap != Gap::Space || reading.words.is(word, NP_ENDS)));
            let noun = run.get(length.unwrap_or(run.len()).checked_sub(1)?)?;
            return Some(Possessor::Paper(reading.words.lower(noun).to_owned()));
        }
    }
    None
}

/// Whose words are meant: "the AP report", "Mrs Clinton's claim".
pub(super) fn owner(reading: &Reading<'_>, words: &[Word], range: std::ops::Range<usize>) -> Option<String> {
    range
        .filter(|&at| at > 0 && stances().claim_nouns.contains(reading.words.lower(&words[at])))
        .map(|at| &words[at - 1])
        .find(|word| word.capital && word.span.start > words[0].span.start)
        .map(|word| reading.words.lower(word).to_owned())
}

/// Whose sort of words a verb with this object, or a verdict with this subject, speaks of: "rejected the findings", "the report
/// was false".
pub(super) fn work(reading: &Reading<'_>, words: &[Word], found: &Found, end: usize) -> Option<Work> {
    // "called Friday's newspaper report"
    const REACH: usize = 5;
    let behind = found.end..words.len().min(found.end + REACH);
    let before = found.start.saturating_sub(REACH)..found.start;
    let range = if matches!(found.effect, Effect::Verdict | Effect::Objection) { before } else { behind };
    let mut last = None;
    for at in range {
        let word = &words[at];
        let inside = at < end || matches!(found.effect, Effect::Deny | Effect::Dispute | Effect::Verdict | Effect::Objection);
        if !inside || at > found.start && at > found.end && matches!(word.gap, Gap::Strong | Gap::Comma) || reading.words.is(word, &["that", "of"]) {
            break;
        }
        if reading.words.is(word, &["story", "stories"]) {
            last = Some(Work::Story);
        } else if reading.words.is(word, &["report", "reports", "article", "articles", "reporting"]) {
            last = Some(Work::Report);
        } else if reading.words.is(word, &["finding", "findings", "survey", "study", "poll", "research"]) {
            last = Some(Work::Study);
        } else if reading.words.is(word, &["rumours", "rumors", "rumour", "rumor", "speculation", "gossip"]) {
            last = Some(Work::Rumour);
        }
    }
    last
}

/// Whether a noun for what somebody said stands between two words.
pub(super) fn names_a_claim(reading: &Reading<'_>, words: &[Word], from: usize, to: usize) -> bool {
    // "called such talk hysterical"
    if words[from..to].windows(2).any(|pair| reading.words.is(&pair[0], &["such"]) && reading.words.is(&pair[1], &["talk", "reports"])) {
        return true;
    }
    // "called the suit meritless"
    if words[from..to].last().is_some_and(|last| reading.words.is(last, &["suit", "lawsuit", "case", "action"])) {
        return true;
    }
    words[from..to].iter().any(|word| {
        stances().claim_nouns.contains(reading.words.lower(word))
            && !reading.words.is(word, &["idea", "letter", "message", "post", "article", "news"])
    })
}

/// A noun phrase as object, by its last word.
fn noun_phrase(reading: &Reading<'_>, sentence: usize, from: usize, to: usize) -> Option<Object> {
    // "the second of two earlier newspaper accounts": the head comes within six words.
    const LONGEST: usize = 7;
    let words = &reading.words.sentences[sentence];
    let mut end = from;
    while end < to && end < from + LONGEST {
        let word = &words[end];
        if end > from && (word.gap != Gap::Space && word.gap != Gap::Quote || reading.words.is(word, NP_ENDS)) {
            break;
        }
        end += 1;
    }
    let head = words.get(end.checked_sub(1)?)?;
    let lower = reading.words.lower(head);
    let definite = (reading.words.is(&words[from], OPENINGS) || words[from].capital) && !reading.words.is(&words[from], &["a", "an"]);
    let tables = stances();
    let next_is_content =
        words.get(end).is_some_and(|next| next.gap == Gap::Space && reading.words.is(next, &["that", "of"])) && reading.claim_begins(sentence, end);
    // "claims by intelligence agencies that | some messages were secret"
    const TO_THAT: usize = 10;
    let told_later = tables.claim_nouns.contains(lower)
        && (end..(end + TO_THAT).min(words.len()))
            .take_while(|&at| words[at].gap == Gap::Space)
            .any(|at| reading.words.is(&words[at], &["that"]) && reading.claim_begins(sentence, at));
    if next_is_content || told_later {
        return Some(Object::Content);
    }
    if FIGURES.contains(&lower) && definite {
        return Some(Object::Figure);
    }
    // "would not confirm the memo's authenticity"; of "its authenticity" nobody knows whose.
    if GENUINE.contains(&lower) {
        let whose = reading.words.is(&words[from], &["its", "their", "his", "her"]);
        return (!whose).then_some(Object::Pointer);
    }
    // "dismissed such talk as gossip"; "gave him a talk".
    let talk = lower == "talk" && reading.words.is(&words[from], &["such"]);
    if tables.claim_nouns.contains(lower) || talk {
        return Some(Object::Pointer);
    }
    if tables.proposal_nouns.contains(lower) && !tables.matter_nouns.contains(lower) {
        return None;
    }
    if !definite {
        return None;
    }
    let mut topics: BTreeSet<u32> = BTreeSet::new();
    let known = tables.matter_nouns.contains(lower);
    // "the price of electricity": what follows tells which price.
    for word in &words[from..if known { (end + 4).min(words.len()) } else { end }] {
        if word.span.start >= head.span.end && word.gap != Gap::Space {
            break;
        }
        topics.extend(&reading.words.entry(word).topics);
    }
    Some(Object::Matter { topics, known })
}

/// What can be denied or disputed: something said, or a matter of the table; not a person, a plan, entry.
pub(super) fn can_be_denied(object: &Object) -> bool {
    !matches!(object, Object::Matter { known: false, .. })
}

/// Whether a verdict speaks of what was said: its subject points ("This is simply untrue", "The claims are false"), or it
/// stands alone ("Nonsense from start to finish", "Not so, said").
pub(super) fn is_pointing_verdict(reading: &Reading<'_>, sentence: usize, found: &Found) -> bool {
    const SUBJECTS: &[&str] =
        &["this", "that", "it", "they", "these", "those", "everything", "all", "count", "word", "none", "which", "what", "both"];
    let words = &reading.words.sentences[sentence];
    let start = super::signals::clause_start(reading, words, found.start);
    let mut at = found.start;
    let fillers = [
        "a",
        "an",
        "just",
        "simply",
        "completely",
        "totally",
        "utterly",
        "entirely",
        "absolutely",
        "not",
        "all",
        "pure",
        "patently",
        "plainly",
        "categorically",
        "blatantly",
        "demonstrably",
        "wholly",
        "complete",
        "total",
        "clearly",
        "obviously",
        "another",
        "outright",
        "so",
        "is",
        "quite",
        "also",
        "and",
        "very",
    ];
    let mut copula = false;
    while at > start && at + 6 > found.start {
        let word = &words[at - 1];
        if reading.words.has_form(word, &["be"]) {
            copula = true;
        } else if !reading.words.is(word, &fillers) {
            break;
        }
        at -= 1;
    }
    // "said that was untrue": before its verb "that" opens no clause, it is what is untrue.
    // Behind a noun it opens one: "the plan that was false hope".
    let said = |that: usize| {
        that.checked_sub(1).is_some_and(|before| reading.is_verb(words, before))
            || that.checked_sub(2).is_some_and(|verb| reading.words.has_form(&words[verb], &["tell"]))
    };
    let demonstrative = at == start && copula && start > 0 && reading.words.is(&words[start - 1], &["that"]) && said(start - 1)
        // "that was a myth she told herself" speaks of something else.
        && words.get(found.end).is_none_or(|next| next.gap != Gap::Space);
    // "said nothing of the sort had ever happened"
    let begins = |&told: &usize| reading.statements[told].attributed() && reading.statements[told].span.start == words[found.start].span.start;
    if reading.words.is(&words[found.start], &["nothing"]) && reading.statements_in[sentence].iter().any(begins) {
        return words.get(found.end).is_some_and(|next| reading.words.is(next, &["had", "has", "have", "was", "happened", "ever", "took"]));
    }
    // "Impossible," said a waiter.
    if at == start && reading.words.is(&words[found.start], &["impossible"]) {
        return false;
    }
    if at == start && !demonstrative {
        // Nothing before it in its clause: a fragment, at the start of a sentence or quotation, that somebody says.
        let opens = found.start <= start + 1 && (start == 0 || matches!(words[start].gap, Gap::Quote));
        return opens
            && !copula
            && reading.attribution_at(sentence, words[found.start].span).is_some()
            && !reading.words.is(&words[found.start], &["make", "rumor"])
            // "The minister “lied to the dead”" accuses.
            && !reading.words.has_form(&words[found.start], &["lie"]);
    }
    // "Rumours that | a pensioner had drowned | were unfounded": what the noun for it leads to.
    let copula_at = (at..found.start).find(|&at| reading.words.has_form(&words[at], &["be"]));
    if let Some(be) = copula_at
        && reading.statements_in[sentence].iter().any(|&told| is_told_by_noun(reading, sentence, told, words[be].span))
    {
        return true;
    }
    let subject = &words[at - 1];
    // "..., which the returning officer, Ida Moe, says is impossible"
    if copula && reading.words.has_form(subject, &["say", "insist"]) && start > 0 && reading.words.is(&words[start - 1], &["which"]) {
        return true;
    }
    // "It was impossible": seldom what somebody else has said.
    if reading.words.is(&words[found.start], &["impossible"]) {
        return false;
    }
    if found.effect == Effect::Objection {
        // "It was wrong" may be about right and wrong; "the report is misleading" is not.
        let plain = !reading.words.is(&words[found.start], &["wrong", "mistaken", "flawed"]) && reading.words.is(subject, &["that", "this"]);
        return copula && (plain || stances().claim_nouns.contains(reading.words.lower(subject)));
    }
    // "There is absolutely no truth in it", "There isn't a word of truth in it"
    let negated = reading.words.has_form(&words[found.start], &["not"]);
    copula |= negated && reading.words.has_form(&words[found.start], &["be"]);
    let absent = reading.words.is(subject, &["there"]) && (negated || reading.words.is(&words[found.start], &["no"]));
    let pointing = absent || reading.words.is(subject, SUBJECTS) || stances().claim_nouns.contains(reading.words.lower(subject));
    pointing && (copula || reading.words.is(subject, &["that", "it", "this", "they"]))
}
