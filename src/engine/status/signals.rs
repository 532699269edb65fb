//! What the article says about claims: words that confirm, deny, contest, or fail to confirm.
//!
//! In: the words of each sentence, the attributions, the statements. Out: [`Signal`]s, each with its words, the party behind
//! them and what they speak of.
//! Deliberately absent: which claims they reach (`reach`), and the manner in which a claim itself is said (`manner`).

use super::statements::{is_identified, is_negation, phrases, same_party};
use super::words::{Gap, Word};
use super::{Reading, objects};
use crate::domain::{SourceKind, SourceRef, Span};
use crate::engine::lexicon::{COUNTERS, Effect, Found, stances};
use objects::{Object, Possessor};

/// What a signal does to the claims that it reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Force {
    Confirms,
    Denies,
    Disputes,
    NotConfirmed,
    Silent,
    Same,
    NewsroomDisputes,
    NewsroomDoubts,
}

/// Sorts of words that have a noun of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Work {
    /// "the report", "the article"
    Report,
    /// "the story": a report's, or what somebody has just told
    Story,
    /// "the findings", "the survey"
    Study,
    /// "the rumours", "the gossip"
    Rumour,
}

/// Words that speak of a claim.
#[derive(Debug)]
pub(super) struct Signal {
    pub(super) force: Force,
    pub(super) sentence: usize,
    /// The words themselves.
    pub(super) core: Span,
    /// The words with their clause before them, and a short object behind what was not confirmed, for a reader.
    pub(super) span: Span,
    /// Who speaks.
    pub(super) party: Option<SourceRef>,
    /// Whether a party that can be called speaks.
    pub(super) identified: bool,
    pub(super) object: Object,
    /// Whose report, claim or account it speaks of, in lower case, where the words name one.
    pub(super) owner: Option<String>,
    /// Whose version or account it speaks of, where that party is known: "the governor's version".
    pub(super) whose: Option<SourceRef>,
    /// Which paper is doubted as such, where the words name one: "memo" of "the memo's authenticity".
    pub(super) paper: Option<String>,
    /// "either account", "both claims": what two parties say against each other.
    pub(super) of_both: bool,
    /// Whose sort of words it speaks of, where a noun says so: "the report", "the findings".
    pub(super) of: Option<Work>,
    /// "but not the volume": the rest of what the claim's source said is not confirmed.
    pub(super) but_not: bool,
}

impl Signal {
    /// What some words do by themselves, without a noun that says whose words or which paper they speak of.
    fn of_words(force: Force, sentence: usize, span: Span, party: Option<SourceRef>, object: Object) -> Self {
        let identified = party.as_ref().is_some_and(is_identified);
        Self {
            force,
            sentence,
            core: span,
            span,
            party,
            identified,
            object,
            owner: None,
            whose: None,
            paper: None,
            of_both: false,
            of: None,
            but_not: false,
        }
    }
}

/// Finds the signals of a text, in order.
pub(super) fn find_signals(reading: &Reading<'_>) -> Vec<Signal> {
    let mut signals = Vec::new();
    for sentence in 0..reading.words.sentences.len() {
        let found: Vec<Found> = (0..reading.words.sentences[sentence].len()).flat_map(|at| phrases(&reading.words, sentence, at)).collect();
        let mut taken_until = 0;
        signals.extend(answer_in_fact(reading, sentence));
        signals.extend(that_is_wrong(reading, sentence));
        signals.extend(sees_it_otherwise(reading, sentence));
        signals.extend(calls_a_liar(reading, sentence));
        signals.extend(backs_account(reading, sentence));
        signals.extend(answer_with_none(reading, sentence));
        signals.extend(no_such_thing(reading, sentence));
        signals.extend(other_number(reading, sentence));
        signals.extend(so_did(reading, sentence));
        signals.extend(same_number_too(reading, sentence));
        signals.extend(answer_that_it_is_so(reading, sentence));
        for (index, one) in found.iter().enumerate() {
            if one.start < taken_until && !matches!(one.effect, Effect::NewsroomDisputes | Effect::NewsroomDoubts) {
                continue;
            }
            // "would neither confirm nor deny" is one failure to confirm, not a confirmation and a denial.
            let covered = found[..].iter().any(|other| {
                matches!(other.effect, Effect::NotConfirmed | Effect::Silent | Effect::Plea)
                    && other.start <= one.start
                    && one.end <= other.end
                    && other != one
                    && other.effect > one.effect
            });
            if covered {
                continue;
            }
            if let Some((signal, end)) = read_signal(reading, sentence, one, &found[index..]) {
                if matches!(signal.force, Force::NotConfirmed | Force::Silent | Force::Denies) {
                    taken_until = end;
                }
                signals.push(signal);
            }
        }
    }
    signals
}

/// "In fact the tax office filed a petition": the newsroom answers who spoke last.
fn answer_in_fact(reading: &Reading<'_>, sentence: usize) -> Option<Signal> {
    let [first, second, ..] = reading.words.sentences[sentence].as_slice() else { return None };
    let opens = reading.words.is(first, &["in"]) && reading.words.is(second, &["fact", "reality", "truth"]);
    let span = first.span.cover(second.span);
    (opens && first.gap == Gap::Space && !reading.in_quotes(span))
        .then(|| Signal::of_words(Force::NewsroomDisputes, sentence, span, None, Object::Pronoun))
}

/// "That is wrong: maps released by the agency show": the newsroom answers who spoke last.
fn that_is_wrong(reading: &Reading<'_>, sentence: usize) -> Option<Signal> {
    let words = &reading.words.sentences[sentence];
    let [that, be, rest @ ..] = words.as_slice() else { return None };
    let opens = reading.words.is(that, &["that", "this"]) && reading.words.has_form(be, &["be"]) && be.gap == Gap::Space;
    let not = usize::from(rest.first().is_some_and(|not| reading.words.has_form(not, &["not"])));
    // "isn't true"
    let negated = not == 1 || reading.words.has_form(be, &["not"]);
    let adverb = usize::from(rest.get(not).is_some_and(|adverb| reading.words.lower(adverb).ends_with("ly")));
    let verdict = rest.get(not + adverb).filter(|word| {
        let known: &[&str] =
            if negated { &["true", "so", "correct", "accurate", "right"] } else { &["wrong", "false", "untrue", "incorrect", "inaccurate"] };
        word.gap == Gap::Space && reading.words.is(word, known)
    })?;
    let ends = rest.get(not + adverb + 1).is_none_or(|next| next.gap != Gap::Space);
    let span = that.span.cover(verdict.span);
    (opens && ends && !reading.in_quotes(span) && !reading.in_content(sentence, span))
        .then(|| Signal::of_words(Force::NewsroomDisputes, sentence, span, None, Object::Pronoun))
}

/// "Speaker Moe begged to differ", "says the opposite", "does not recognise this picture", "That is not how she remembers it".
fn sees_it_otherwise(reading: &Reading<'_>, sentence: usize) -> Option<Signal> {
    let words = &reading.words.sentences[sentence];
    let is = |at: usize, known: &[&str]| words.get(at).is_some_and(|word| reading.words.is(word, known));
    let form = |at: usize, known: &[&str]| words.get(at).is_some_and(|word| reading.words.has_form(word, known));
    let ends = |at: usize| words.get(at).is_none_or(|next| next.gap != Gap::Space || reading.words.is(next, &["and", "at", "of"]));
    let not_how = is(0, &["that", "this"])
        && form(1, &["be"])
        && (is(2, &["not"]) && is(3, &["how", "what"]) || form(1, &["not"]) && is(2, &["how", "what"]))
        && !reading.in_quotes(words[0].span);
    if not_how {
        let how = if is(2, &["not"]) { 3 } else { 2 };
        let verb = (how + 1..words.len()).take(8).find(|&at| form(at, &["remember", "recall", "see", "tell"]))?;
        let party = (reading.input.party)(words.get(how + 1)?.span.cover(words[verb - 1].span));
        return party.map(|party| Signal::of_words(Force::Disputes, sentence, words[0].span.cover(words[verb].span), Some(party), Object::Pointer));
    }
    (1..words.len()).find_map(|at| {
        // "would have none of it", of what somebody said was; a wish that is refused is no claim.
        let none = form(at, &["have"]) && is(at + 1, &["none"]) && is(at + 2, &["of"]) && is(at + 3, &["it", "this", "that"]) && ends(at + 4);
        let to = if none && sentence.checked_sub(1).is_some_and(|before| reading.statements_in[before].iter().any(|&told| states_fact(reading, told)))
        {
            at + 3
        } else if ends(at + 3)
            && (form(at, &["beg"]) && is(at + 1, &["to"]) && form(at + 2, &["differ"])
                || form(at, &["say", "claim"]) && is(at + 1, &["the"]) && is(at + 2, &["opposite", "contrary", "reverse"]))
        {
            at + 2
        } else if form(at, &["not"]) && form(at + 1, &["recognise", "recognize"]) {
            let noun = (at + 2..at + 6).find(|&noun| {
                is(
                    noun,
                    &["picture", "account", "description", "characterisation", "characterization", "version", "claim", "claims", "figure", "figures"],
                )
            })?;
            let points = (at + 2..noun).all(|word| is(word, &["this", "that", "the", "these", "those", "any", "of", "such", "her", "his", "their"]));
            if !points || !ends(noun + 1) {
                return None;
            }
            noun
        } else {
            return None;
        };
        let span = words[at].span.cover(words[to].span);
        let verb = at + usize::from(form(at, &["not"]));
        let (party, _) = party_of(reading, sentence, verb, span, reading.attribution_at(sentence, span));
        party.map(|party| Signal::of_words(Force::Disputes, sentence, span, Some(party), Object::Pointer))
    })
}

/// "The police said he was lying", "accused him of misleading parliament", "called her a liar": contests what that person has said.
fn calls_a_liar(reading: &Reading<'_>, sentence: usize) -> Option<Signal> {
    /// "accused the minister and her deputy of lying"
    const ACCUSED: usize = 8;
    /// What was said so many sentences before is meant.
    const NEAR: usize = 3;
    let words = &reading.words.sentences[sentence];
    let is = |at: usize, known: &[&str]| words.get(at).is_some_and(|word| reading.words.is(word, known));
    let form = |at: usize, known: &[&str]| words.get(at).is_some_and(|word| reading.words.has_form(word, known));
    let ends = |at: usize| words.get(at).is_none_or(|next| next.gap != Gap::Space || reading.words.is(next, &["to", "and", "when"]));
    (0..words.len()).find_map(|at| {
        let (target, last) = if at > 0 && form(at, &["be"]) && is(at + 1, &["lying"]) && ends(at + 2) {
            (words[at - 1].span, at + 1)
        } else if at > 0 && form(at, &["be"]) && is(at + 1, &["a"]) && is(at + 2, &["liar"]) && ends(at + 3) {
            (words[at - 1].span, at + 2)
        } else if form(at, &["accuse"]) {
            let of = (at + 2..(at + ACCUSED).min(words.len())).find(|&of| is(of, &["of"]))?;
            let lying = is(of + 1, &["lying"]) && ends(of + 2) || is(of + 1, &["misleading", "deceiving"]);
            (words[at + 1].span.cover(words[of - 1].span), lying.then_some(of + 1)?)
        } else if form(at, &["call", "brand"]) {
            let liar = (at + 3..(at + ACCUSED).min(words.len())).find(|&liar| is(liar, &["liar"]) && is(liar - 1, &["a"]))?;
            (words[at + 1].span.cover(words[liar - 2].span), liar)
        } else if form(at, &["correct", "contradict"]) {
            // "the ministry corrected her, saying"
            let last = (at + 1..(at + 5).min(words.len())).take_while(|&next| words[next].gap == Gap::Space).last()?;
            if words.get(last + 1).is_some_and(|next| next.gap == Gap::Space) {
                return None;
            }
            (words[at + 1].span.cover(words[last].span), last)
        } else {
            return None;
        };
        let span = words[at].span.cover(words[last].span);
        let (party, _) = party_of(reading, sentence, at, span, reading.attribution_at(sentence, span));
        let party = party?;
        let whose = (reading.input.party)(target).or_else(|| last_spoken_of(reading, sentence, target, &party))?;
        let spoke = (sentence.saturating_sub(NEAR)..sentence)
            .any(|before| reading.statements_in[before].iter().any(|&told| reading.statements[told].is_word_of(&whose)));
        let doubtful = is_negated(reading, words, at) || is_hypothetical(reading, words, at);
        (spoke && !doubtful && !same_party(&party, &whose) && party.kind != SourceKind::Newsroom)
            .then(|| Signal { whose: Some(whose), ..Signal::of_words(Force::Disputes, sentence, span, Some(party), Object::Pointer) })
    })
}

/// "corrected | her": a pronoun that no phrase is made of means who spoke in the sentence before.
fn last_spoken_of(reading: &Reading<'_>, sentence: usize, pronoun: Span, party: &SourceRef) -> Option<SourceRef> {
    let word = pronoun.of(&reading.input.text.normal).to_lowercase();
    if !matches!(word.as_str(), "her" | "him" | "them") {
        return None;
    }
    let before = &reading.statements_in[sentence.checked_sub(1)?];
    let last = before.iter().rev().map(|&at| &reading.statements[at]).find(|statement| statement.attributed())?;
    (last.source.kind == SourceKind::Person && !same_party(&last.source, party)).then(|| last.source.clone())
}

/// "Washington backed Manila's account", "a witness supported his version": says the same as that party.
fn backs_account(reading: &Reading<'_>, sentence: usize) -> Option<Signal> {
    /// "the prime minister's account"
    const LONGEST: usize = 5;
    let words = &reading.words.sentences[sentence];
    let is = |at: usize, known: &[&str]| words.get(at).is_some_and(|word| reading.words.is(word, known));
    (1..words.len()).find_map(|at| {
        let backs = reading.words.has_form(&words[at], &["back", "support"]) && !is(at, &["back", "support"]);
        let first = if is(at + 1, &["up"]) { at + 2 } else { at + 1 };
        let noun = (first + 1..(first + LONGEST).min(words.len())).find(|&noun| is(noun, &["account", "version"]))?;
        // "his version of the bill" is no account of what happened.
        let plain = words[at + 1..=noun].iter().all(|word| word.gap == Gap::Space) && !is(noun + 1, &["of"]);
        if !backs || !plain || is_negated(reading, words, at) || is_hypothetical(reading, words, at) {
            return None;
        }
        let span = words[at].span.cover(words[noun].span);
        let whose = (reading.input.party)(words[first].span.cover(words[noun - 1].span))?;
        let (party, identified) = party_of(reading, sentence, at, span, reading.attribution_at(sentence, span));
        let party = party.filter(|party| identified && !same_party(party, &whose))?;
        Some(Signal { whose: Some(whose), ..Signal::of_words(Force::Confirms, sentence, span, Some(party), Object::Pointer) })
    })
}

/// Whether a statement is somebody's word on what is or was: no plan, no wish, no offer.
fn states_fact(reading: &Reading<'_>, at: usize) -> bool {
    let statement = &reading.statements[at];
    let range = reading.words.inside(statement.sentence, statement.span);
    let own = reading.words.sentences[statement.sentence].get(range).unwrap_or(&[]);
    let wishes = |word: &Word| reading.words.has_form(word, &["want", "wish", "offer", "propose", "plan", "ask", "hope", "should", "must"]);
    statement.attributed() && !statement.predicts && !own.iter().any(wishes)
}

/// "Cairo said there was none", "the ministry said it had made none": of what was said before.
fn answer_with_none(reading: &Reading<'_>, sentence: usize) -> Option<Signal> {
    /// "it had never received any such"
    const LONGEST: usize = 6;
    let words = &reading.words.sentences[sentence];
    reading.statements_in[sentence].iter().find_map(|&at| {
        let statement = &reading.statements[at];
        let range = reading.words.inside(sentence, statement.span);
        let own = words.get(range).filter(|own| (2..=LONGEST).contains(&own.len()) && statement.attributed() && statement.sentence == sentence)?;
        let (first, last) = (own.first()?, own.last()?);
        let opens = reading.words.is(first, &["there", "it", "he", "she", "they", "we", "i"]);
        // "There were none left", "it had none" of a thing that was spoken of in the same sentence.
        let verb = own.iter().any(|word| reading.words.has_form(word, &["be", "make", "receive", "give", "sign", "send"]));
        let span = statement.span;
        (opens && verb && reading.words.is(last, &["none"]))
            .then(|| Signal::of_words(Force::Disputes, sentence, span, Some(statement.source.clone()), Object::Pointer))
    })
}

/// "Investigators found no record of any such test", "Her diary shows no such meeting": of what was said of the test, of the meeting.
fn no_such_thing(reading: &Reading<'_>, sentence: usize) -> Option<Signal> {
    let words = &reading.words.sentences[sentence];
    let space = |at: usize| words.get(at).is_some_and(|word| word.gap == Gap::Space);
    let is = |at: usize, known: &[&str]| words.get(at).is_some_and(|word| reading.words.is(word, known));
    (1..words.len()).find_map(|no| {
        // "France has no such tax" answers nobody.
        let recorded = is(no + 1, &["record", "records"]) && reading.words.has_form(&words[no - 1], &["have"]);
        let finds = is(no, &["no"]) && space(no) && (recorded || reading.words.has_form(&words[no - 1], &["find", "hold", "show", "list", "see"]));
        // "no trace of the submarine" answers nobody, "no sign of any such bomb" does.
        let trace = is(no + 2, &["of"])
            && (is(no + 1, &["record", "records"])
                || is(no + 1, &["sign", "mention", "trace"]) && (is(no + 3, &["such"]) || is(no + 3, &["any"]) && is(no + 4, &["such"])));
        let opens = ["any", "such", "a", "an", "the", "this", "that", "his", "her", "its", "their"];
        let noun = match (finds, trace, is(no + 1, &["such"])) {
            (true, true, _) => (no + 3..no + 6).find(|&at| !is(at, &opens)).filter(|&at| at > no + 3)?,
            (true, false, true) => no + 2,
            _ => return None,
        };
        // "no record of the transfer fee" is of a fee.
        let ends = words.get(noun + 1).is_none_or(|next| {
            next.gap != Gap::Space
                || reading.words.is(next, &["at", "in", "on", "by", "from", "between", "with", "for", "to", "that", "and", "or", "having", "taking"])
        });
        if !ends {
            return None;
        }
        let topics = reading.words.entry(words.get(noun).filter(|_| space(noun))?).topics.iter().copied().collect();
        let span = words[no - 1].span.cover(words[noun].span);
        let (party, _) = party_of(reading, sentence, no - 1, span, reading.attribution_at(sentence, span));
        Some(Signal::of_words(Force::Disputes, sentence, span, party, Object::Matter { topics, known: false }))
    })
}

/// "The vaccine is safe, said the regulator. So did the WHO.": another who says the same.
fn so_did(reading: &Reading<'_>, sentence: usize) -> Option<Signal> {
    let words = &reading.words.sentences[sentence];
    let [so, did, first, ..] = words.as_slice() else { return None };
    let opens = reading.words.is(so, &["so"]) && reading.words.is(did, &["did"]) && did.gap == Gap::Space;
    if !opens {
        return None;
    }
    // "Sweden cut its rates, the bank said. So did the Bank of England": who may do what was told says nothing.
    let state = |&at: &usize| {
        let statement = &reading.statements[at];
        let range = reading.words.inside(statement.sentence, statement.span);
        let own = reading.words.sentences[statement.sentence].get(range).unwrap_or(&[]);
        own.iter().take(6).any(|word| reading.words.has_form(word, &["be"]))
            && !own.iter().any(|word| reading.words.has_form(word, &["will", "would", "do"]))
    };
    let told = sentence.checked_sub(1).is_some_and(|before| reading.statements_in[before].iter().any(state));
    if !told {
        return None;
    }
    let joins = |word: &Word| reading.words.is(word, &["who", "which", "and", "when"]);
    let last = words[2..].iter().skip(1).take_while(|word| word.gap == Gap::Space && !joins(word)).last();
    // "So did the police close the road."
    let behind = words.iter().position(|word| word.span == last.unwrap_or(first).span).map_or(words.len(), |at| at + 1);
    let goes_on = words.get(behind).is_some_and(|next| next.gap == Gap::Space && !joins(next));
    if goes_on || (2..behind.min(words.len())).any(|at| reading.is_verb(words, at)) {
        return None;
    }
    // "So did the bakery", "So did Mr Lee": who may have done what was told as well as say it.
    let party = (reading.input.party)(first.span.cover(last.unwrap_or(first).span))
        .filter(|party| first.gap == Gap::Space && party.kind == SourceKind::Official)?;
    Some(Signal::of_words(Force::Same, sentence, so.span.cover(last.unwrap_or(first).span), Some(party), Object::Pronoun))
}

/// "38 people had been pulled out, the collector said. The hospital also spoke of 38.": another who gives the number.
fn same_number_too(reading: &Reading<'_>, sentence: usize) -> Option<Signal> {
    const WITHIN: usize = 2;
    let words = &reading.words.sentences[sentence];
    let too = words.iter().position(|word| reading.words.is(word, &["also", "too"]))?;
    let from = too.saturating_sub(3);
    let verb = (from..words.len())
        .take(6)
        .find(|&at| reading.words.has_form(&words[at], &["speak", "report", "count", "give", "record", "put", "say", "note", "register", "list"]))?;
    let digits = |at: usize| reading.words.lower(&words[at]).starts_with(|c: char| c.is_ascii_digit());
    let number = (verb + 1..words.len()).take(6).find(|&at| digits(at) && words[at].gap == Gap::Space)?;
    let ends = words.get(number + 1).is_none_or(|next| next.gap != Gap::Space || reading.words.is(next, &["dead", "deaths", "victims", "people"]));
    let value = reading.words.lower(&words[number]).replace(',', "");
    let said = (sentence.saturating_sub(WITHIN)..sentence).flat_map(|before| &reading.statements_in[before]).any(|&at| {
        let statement = &reading.statements[at];
        statement.attributed() && statement.numbers.contains(&value)
    });
    let span = words[verb].span.cover(words[number].span);
    let (party, _) = party_of(reading, sentence, verb, span, reading.attribution_at(sentence, span));
    let party = party.filter(|party| ends && said && is_identified(party))?;
    Some(Signal::of_words(Force::Same, sentence, span, Some(party), Object::Figure))
}

/// "The family's solicitor said the true number was seven", "The prefecture counted 6,500": another number than was given before.
fn other_number(reading: &Reading<'_>, sentence: usize) -> Option<Signal> {
    let words = &reading.words.sentences[sentence];
    let is = |at: usize, known: &[&str]| words.get(at).is_some_and(|word| word.gap == Gap::Space && reading.words.is(word, known));
    let digits = |at: usize| words.get(at).is_some_and(|word| reading.words.lower(word).starts_with(|c: char| c.is_ascii_digit()));
    // "In the south, the army counted 1,200": of another place or day.
    let elsewhere = words.first().is_some_and(|first| reading.words.is(first, &["in", "on", "at"]))
        && words.iter().skip(1).take(6).any(|word| word.gap == Gap::Comma);
    if elsewhere {
        return None;
    }
    // "the real cost is borne by the town", "the true cost is about trust"
    let number = |at: usize| digits(at) || number_word(words.get(at).map_or("", |word| reading.words.lower(word)));
    let amount = |at: usize| {
        number(at)
            || is(at, &["higher", "lower"])
            || is(at, &["far", "much", "closer", "nearer"]) && (is(at + 1, &["higher", "lower", "to"]) || number(at + 1))
            || is(at, &["more", "at", "about", "around", "some", "nearly", "almost", "over"]) && (number(at + 1) || number(at + 2))
    };
    let truth = |at: usize| {
        let noun = at + 2 + usize::from(is(at + 2, &["death"]));
        let figure = is(noun, &["number", "figure", "toll", "count", "total", "tally"]);
        let be = words.get(noun + 1).is_some_and(|word| reading.words.has_form(word, &["be", "stand"]));
        (is(at + 1, &["true", "real", "actual", "correct"]) && figure && be && amount(noun + 2)).then_some(noun)
    };
    let count = |at: usize| {
        let ends = words.get(at + 2).is_none_or(|next| next.gap != Gap::Space);
        let counter = at > 0 && (reading.words.is(&words[at - 1], &COUNTERS) || reading.words.is(&words[at - 1], &["unions"]));
        (counter && reading.words.has_form(&words[at], &["count"]) && digits(at + 1) && words[at + 1].gap == Gap::Space && ends).then_some(at + 1)
    };
    let (at, last) = (0..words.len()).find_map(|at| {
        let named = reading.words.is(&words[at], &["the", "its", "their"]).then(|| truth(at)).flatten();
        named.or_else(|| count(at)).map(|last| (at, last))
    })?;
    let span = words[at].span.cover(words[last].span);
    let source = &reading.input.sources[reading.attribution_at(sentence, span)?];
    Some(Signal::of_words(Force::Disputes, sentence, span, Some(source.clone()), Object::Figure))
}

fn number_word(word: &str) -> bool {
    matches!(word, "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten" | "eleven" | "twelve" | "zero")
}

/// "“That is correct,” the secretary said", "“He’s right, the gates were open”": of what somebody else has just said.
fn answer_that_it_is_so(reading: &Reading<'_>, sentence: usize) -> Option<Signal> {
    let words = &reading.words.sentences[sentence];
    reading.statements_in[sentence].iter().find_map(|&at| {
        let statement = &reading.statements[at];
        let range = reading.words.inside(sentence, statement.span);
        let own = words.get(range).filter(|_| statement.attributed() && statement.sentence == sentence)?;
        let be = usize::from(own.get(1).is_some_and(|word| reading.words.has_form(word, &["be"])));
        let first = own.first().filter(|first| {
            let behind = reading.input.text.normal.get(first.span.end..).unwrap_or("");
            let short = behind.starts_with("'s") || behind.starts_with("’s");
            (short || be == 1) && reading.words.is(first, &["that", "this", "it", "he", "she"])
        })?;
        // "That was, sadly, correct"
        let adverb = usize::from(
            own.get(1 + be).is_some_and(|word| reading.words.lower(word).ends_with("ly") || reading.words.is(word, &["indeed", "quite", "about"])),
        );
        let so = own.get(1 + be + adverb).filter(|so| reading.words.is(so, &["correct", "right", "true"]))?;
        // "He's right to worry", "It is true that": only where the words end, or a mark follows.
        let ends = own.get(2 + be + adverb).is_none_or(|next| next.gap != Gap::Space);
        let span = first.span.cover(so.span);
        ends.then(|| Signal::of_words(Force::Confirms, sentence, span, Some(statement.source.clone()), Object::Pronoun))
    })
}

fn read_signal(reading: &Reading<'_>, sentence: usize, found: &Found, following: &[Found]) -> Option<(Signal, usize)> {
    let words = &reading.words.sentences[sentence];
    let negated = is_negated(reading, words, found.start);
    let mut end = found.end;
    // "The analysis bore that out": a verb with its particle behind its object is one, whatever the tagger saw.
    let parted = found.end > found.start + 2 && reading.words.is(&words[found.end - 1], &["out", "away", "aside"]);
    let (force, object) = match found.effect {
        Effect::Confirm
            if (parted || reading.is_verb(words, found.start))
                && !describes_noun(reading, words, found)
                && !is_hypothetical(reading, words, found.start) =>
        {
            let object = objects::behind(reading, sentence, found)?;
            let accepts = reading.words.has_form(&words[found.start], &["accept"]);
            let force = match negated {
                false => Force::Confirms,
                // "did not accept the findings"
                true if accepts => Force::Disputes,
                true => Force::NotConfirmed,
            };
            (force, object)
        }
        Effect::Deny | Effect::Dispute
            if reading.is_verb(words, found.start)
                && !describes_noun(reading, words, found)
                && !(found.effect == Effect::Dispute && is_hypothetical(reading, words, found.start))
                && !is_demanded(reading, words, found.start) =>
        {
            let object = objects::behind(reading, sentence, found)?;
            // "rejected the closure as hasty": what is disapproved of is not denied.
            if found.effect == Effect::Deny && is_disapproval(reading, words, found, &object, following) {
                return None;
            }
            let force = match (found.effect, negated) {
                (Effect::Deny, false) => Force::Denies,
                (Effect::Dispute, false) => Force::Disputes,
                // "Holroyd does not dispute the sum"
                (Effect::Dispute, true) => Force::Confirms,
                _ => return None,
            };
            if !objects::can_be_denied(&object) {
                return None;
            }
            (force, object)
        }
        Effect::Call => {
            let judges = |other: &&Found| {
                matches!(other.effect, Effect::Verdict | Effect::Objection | Effect::Scorn)
                    && other.start >= found.end
                    && other.start <= found.end + 10
                    && !words[found.end..=other.start].iter().any(|word| word.gap == Gap::Strong)
            };
            // "described that as a malicious lie": the noun judges, not the word before it.
            let scorned = following.iter().find(judges)?;
            let verdict = following
                .iter()
                .filter(judges)
                .find(|other| scorned.effect == Effect::Scorn && other.effect == Effect::Verdict && other.start == scorned.end)
                .unwrap_or(scorned);
            end = verdict.end;
            // "described as absurd a claim by the opposition that he had lied": the noun stands behind.
            let behind = words.get(verdict.end..).unwrap_or_default();
            let turned = found.end + 1 >= verdict.start
                && behind.first().is_some_and(|first| {
                    matches!(first.gap, Gap::Space | Gap::Quote) && reading.words.is(first, &["a", "an", "the", "any", "claims"])
                })
                && objects::names_a_claim(reading, words, verdict.end, words.len().min(verdict.end + 3));
            let object = if turned { Object::Sentence } else { objects::between(reading, sentence, found.end, verdict.start)? };
            // "called it ridiculous" may be said of anything.
            // "a charge his office called absurd": the noun stands before, with nothing between the verb and its verdict; the subject
            // has few words.
            const SUBJECT: usize = 5;
            let before = found.end == verdict.start
                && (found.start.saturating_sub(SUBJECT)..found.start).any(|at| {
                    words[at].gap == Gap::Space
                        && at > 0
                        && reading.words.is(&words[at - 1], &["a", "an"])
                        && objects::names_a_claim(reading, words, at, at + 1)
                });
            if verdict.effect == Effect::Scorn && !before && !turned && !objects::names_a_claim(reading, words, found.end, verdict.start) {
                return None;
            }
            (if verdict.effect == Effect::Objection { Force::Disputes } else { Force::Denies }, object)
        }
        Effect::Verdict | Effect::Objection => {
            if !objects::is_pointing_verdict(reading, sentence, found) {
                return None;
            }
            (if found.effect == Effect::Verdict { Force::Denies } else { Force::Disputes }, Object::Pointer)
        }
        // "We have nothing to do with it": the denial of whoever says so; whose charge it answers, these words do not say.
        // "The strike had nothing to do with it", "we want to have nothing to do with it" deny no charge.
        Effect::Plea if reading.words.has_form(&words[found.start], &["have"]) => {
            found.start.checked_sub(1).filter(|&before| reading.words.is(&words[before], &["i", "we"]))?;
            (Force::Denies, Object::Sentence)
        }
        Effect::Plea if !negated && !is_demanded(reading, words, found.start) => (Force::Denies, Object::Pointer),
        // "Neither claim could be verified", not "neither nominee was confirmed".
        Effect::NotConfirmed
            if reading.words.is(&words[found.start], &["neither"])
                && words[found.start..found.end].iter().any(|word| reading.words.has_form(word, &["be"])) =>
        {
            let told = words[found.start..found.end].iter().any(|noun| stances().claim_nouns.contains(reading.words.lower(noun)));
            if !told || reading.in_content(sentence, words[found.start].span) {
                return None;
            }
            (Force::NotConfirmed, Object::Before)
        }
        Effect::NotConfirmed => (Force::NotConfirmed, objects::behind(reading, sentence, found).unwrap_or(Object::Pointer)),
        Effect::Silent => (Force::Silent, Object::Pointer),
        // "did not say as much", "the same damage to the pier", "as much interest"
        Effect::Same if negated || !objects::ends_as_same(reading, words, found) => return None,
        Effect::Same => (Force::Same, objects::same_thing(reading, words, found)),
        Effect::NewsroomDisputes => (Force::NewsroomDisputes, Object::Sentence),
        Effect::NewsroomDoubts => (Force::NewsroomDoubts, Object::Sentence),
        _ => return None,
    };
    let span = words[found.start].span.cover(words[end - 1].span);
    let attribution = reading.attribution_at(sentence, span);
    // What somebody says of falsehood or silence is part of that claim, not the newsroom's word.
    // "Without offering proof, Dragan said": at the start of a sentence the newsroom speaks, whatever was taken for content.
    let opens = force == Force::NewsroomDoubts && found.start == 0 && !reading.in_quotes(span);
    if matches!(force, Force::NewsroomDisputes | Force::NewsroomDoubts | Force::Silent) && reading.in_content(sentence, span) && !opens {
        return None;
    }
    let speaks_itself = matches!(found.effect, Effect::Verdict | Effect::Objection | Effect::Same) && reading.in_content(sentence, span);
    // "No agency could verify it"; "we have no information about it" is the speaker's.
    let nobody = found.effect == Effect::NotConfirmed
        && reading.words.is(&words[found.start], &["no", "nobody"])
        && !(reading.in_content(sentence, span) && reading.own_subject(sentence, found.start));
    let (party, identified) = match attribution.filter(|_| speaks_itself).map(|index| &reading.input.sources[index]) {
        Some(source) => (Some(source.clone()), is_identified(source)),
        None if nobody => (None, false),
        None => party_of(reading, sentence, found.start, span, attribution),
    };
    // "The flood had brushed it aside", "The curtains would not be drawn": nobody does.
    let last = &words[found.end - 1];
    let needs_party = found.end > found.start + 2 && reading.words.is(last, &["away", "aside", "off", "out"])
        || reading.words.is(last, &["drawn", "persuaded", "convinced", "unconvinced"]);
    // "The groups would not be drawn until Friday"
    let drawn_on = reading.words.is(last, &["drawn"]) && words.get(found.end).is_some_and(|next| next.gap == Gap::Space);
    if needs_party && party.is_none() || drawn_on {
        return None;
    }
    let but_not = words
        .get(end..)
        .is_some_and(|rest| rest.windows(2).take(8).any(|pair| reading.words.is(&pair[0], &["but"]) && reading.words.is(&pair[1], &["not"])));
    let clause = clause_start(reading, words, found.start);
    let owner = objects::owner(reading, words, clause.min(found.start)..(end + 4).min(words.len()))
        .filter(|_| matches!(found.effect, Effect::Verdict | Effect::Objection | Effect::Deny | Effect::Dispute));
    let possessor = objects::possessor(reading, words, end).filter(|_| object == Object::Pointer);
    let (paper, whose) = match possessor {
        Some(Possessor::Paper(paper)) => (Some(paper), None),
        Some(Possessor::Teller(teller)) => (None, (reading.input.party)(teller)),
        None => (None, None),
    };
    // "could not verify either account", not "has not confirmed both deaths"
    let of_both = force == Force::NotConfirmed
        && (words.get(end).is_some_and(|both| reading.words.is(both, &["either", "both"]))
            && words.get(end + 1).is_some_and(|noun| stances().claim_nouns.contains(reading.words.lower(noun)))
            || claims_of_several(reading, words, clause..found.end));
    let shown = words[clause].span.cover(span);
    let shown = if force == Force::NotConfirmed { shown.cover(with_object(reading, words, end).unwrap_or(span)) } else { shown };
    let of = if force == Force::Same {
        // "came to the same conclusion": as a study before.
        words[found.start..end]
            .iter()
            .any(|word| reading.words.is(word, &["conclusion", "conclusions", "finding", "findings"]))
            .then_some(Work::Study)
    } else {
        let accepts = reading.words.has_form(&words[found.start], &["accept"]);
        objects::work(reading, words, found, end).filter(|_| accepts || matches!(force, Force::Denies | Force::Disputes))
    };
    Some((Signal { force, sentence, core: span, span: shown, party, identified, object, owner, of, but_not, whose, paper, of_both }, end))
}

/// "rejected the closure as hasty", "dismissed the offer as too low": what stands behind "as" is no word for an untruth.
fn is_disapproval(reading: &Reading<'_>, words: &[Word], found: &Found, object: &Object, following: &[Found]) -> bool {
    /// "the sudden closure of all border posts"
    const REACH: usize = 8;
    let Some(as_at) = (found.end..words.len().min(found.end + REACH)).find(|&at| reading.words.is(&words[at], &["as"])) else { return false };
    let verdict = following
        .iter()
        .any(|other| matches!(other.effect, Effect::Verdict | Effect::Objection | Effect::Scorn) && other.start > as_at && other.start <= as_at + 4);
    // "dismissed the sum as an insult", against "dismissed the figure as invented"
    let felt = words.get(as_at + 1..words.len().min(as_at + 4)).is_some_and(|behind| {
        behind
            .iter()
            .any(|word| reading.words.is(word, &["insult", "insulting", "disgrace", "pittance", "derisory", "paltry", "inadequate", "crumbs"]))
    });
    let untrue = words.get(as_at + 1..).is_some_and(|behind| {
        behind.iter().any(|word| reading.words.is(word, &["lie", "lies", "fraud", "false", "fiction", "invention", "fabrication"]))
    });
    let felt = felt && !untrue;
    (matches!(object, Object::Matter { .. }) || felt && *object == Object::Figure)
        && !verdict
        && words[found.end..=as_at].iter().all(|word| word.gap == Gap::Space)
}

/// Whether the subject of what was not confirmed is what two sides said: "the claims could not be verified", "neither account".
fn claims_of_several(reading: &Reading<'_>, words: &[Word], clause: std::ops::Range<usize>) -> bool {
    /// "Neither side's account", "Both of the claims"
    const REACH: usize = 4;
    let told = |noun: &Word| stances().claim_nouns.contains(reading.words.lower(noun));
    let clause = clause.start..clause.end.min(words.len());
    let Some(first) = words[clause.clone()].first() else { return false };
    let near = &words[clause.start + 1..clause.end.min(clause.start + 1 + REACH).max(clause.start + 1)];
    let passive = words[clause].iter().any(|word| reading.words.has_form(word, &["be"]));
    passive
        && if reading.words.is(first, &["neither", "both"]) {
            near.iter().any(told)
        } else {
            reading.words.is(first, &["the", "these", "those"])
                && near.iter().take(2).any(|noun| told(noun) && reading.words.lower(noun).ends_with('s'))
        }
}

/// Words of an object that is short enough to be shown with its verb.
const SHORT_OBJECT: usize = 8;

/// The object that runs from here to the end of its clause: "the call" in "Beijing has not confirmed the call."
/// None where it is long, or another clause follows without a mark: "has not confirmed but said".
fn with_object(reading: &Reading<'_>, words: &[Word], from: usize) -> Option<Span> {
    let behind = words.get(from..)?;
    let object = behind.iter().take_while(|word| word.gap == Gap::Space).count();
    let joined = behind[..object].iter().any(|word| reading.words.is(word, &["but", "while", "although", "though", "because"]));
    (1..=SHORT_OBJECT).contains(&object).then(|| behind[0].span.cover(behind[object - 1].span)).filter(|_| !joined)
}

/// Who speaks: the source of the attribution that the words are cue or content of, otherwise the subject of the verb.
fn party_of(reading: &Reading<'_>, sentence: usize, at: usize, span: Span, attribution: Option<usize>) -> (Option<SourceRef>, bool) {
    let words = &reading.words.sentences[sentence];
    if let Some(index) =
        attribution.filter(|&index| reading.input.attributions[index].cue.iter().any(|cue| cue.overlaps(span)) || reading.own_subject(sentence, at))
    {
        let source = reading.input.sources[index].clone();
        let identified = is_identified(&source);
        return (Some(source), identified);
    }
    if let Some(party) = agent(reading, words, at).and_then(|agent| (reading.input.party)(agent)) {
        let identified = is_identified(&party);
        return (Some(party), identified);
    }
    let subject = reading.subject(sentence, at);
    if let Some(party) = subject.and_then(|subject| (reading.input.party)(subject)) {
        let identified = is_identified(&party);
        return (Some(party), identified);
    }
    if let Some(index) = attribution {
        let source = reading.input.sources[index].clone();
        let identified = is_identified(&source);
        return (Some(source), identified);
    }
    let unnamed = subject.is_some_and(|subject| {
        let range = reading.words.inside(sentence, subject);
        words[range].iter().any(|word| {
            reading.words.is(
                word,
                &[
                    "source",
                    "sources",
                    "people",
                    "person",
                    "someone",
                    "somebody",
                    "officials",
                    "insiders",
                    "residents",
                    "witnesses",
                    "critics",
                    "some",
                    "many",
                ],
            )
        })
    });
    (None, subject.is_some() && !unnamed)
}

/// "was rejected by the firm": who does what a passive says.
fn agent(reading: &Reading<'_>, words: &[Word], at: usize) -> Option<Span> {
    /// Words of a party's name and title.
    const LONGEST: usize = 6;
    /// "dismissed as complete and utter rubbish by"
    const JUDGED: usize = 5;
    let passive = reading.words.lower(&words[at]).ends_with("ed")
        && words[at.saturating_sub(3)..at].iter().any(|word| reading.words.has_form(word, &["be"]))
        && words
            .get(at + 1)
            .is_some_and(|next| next.gap == Gap::Space && reading.words.is(next, &["by", "as", "on", "in", "yesterday", "last", "late", "early"]));
    // "were dismissed as rubbish by his agent", "were confirmed on Friday by the army"
    let by = (at + 1..(at + 1 + JUDGED).min(words.len())).find(|&by| reading.words.is(&words[by], &["by"])).filter(|_| passive)?;
    let behind = words.get(by + 1..)?;
    let named = behind.iter().take(LONGEST).take_while(|word| word.gap == Gap::Space).count();
    (named > 0).then(|| behind[0].span.cover(behind[named - 1].span))
}

/// The first word of the clause that holds word `at`: behind the last strong break or conjunction.
pub(super) fn clause_start(reading: &Reading<'_>, words: &[Word], at: usize) -> usize {
    // A subject with its appositions is seldom longer.
    const LONGEST: usize = 30;
    let mut start = at;
    while start > 0 && at - start < LONGEST && !matches!(words[start].gap, Gap::Strong | Gap::Quote) {
        let previous = &words[start - 1];
        let points = reading.words.is(previous, &["that"]) && (start == 1 || words[start - 1].gap != Gap::Space);
        if !points && reading.words.is(previous, &["which", "that", "while", "although", "but", "because", "whereas"])
            || words[start].gap == Gap::Comma && reading.words.is(&words[start], &["and", "but", "while", "which"])
        {
            break;
        }
        start -= 1;
    }
    start
}

/// "has not yet confirmed", "declined to confirm or deny", "without denying".
fn is_negated(reading: &Reading<'_>, words: &[Word], at: usize) -> bool {
    for before in (at.saturating_sub(4)..at).rev() {
        if matches!(words[before + 1].gap, Gap::Strong | Gap::Quote | Gap::Comma) {
            return false;
        }
        let word = &words[before];
        // "without denying it"; "built without a permit were rejected" is another verb's.
        let without = reading.words.is(word, &["without"]) && reading.words.lower(&words[before + 1]).ends_with("ing");
        if without
            || reading.words.has_form(word, &["not"])
            || reading.words.is(word, &["never", "neither", "nor", "nobody", "none", "unable", "hardly"])
            || reading.words.has_form(word, &["decline", "refuse", "fail"])
        {
            return true;
        }
        if reading.words.is(word, &["and", "but", "who", "which"]) {
            return false;
        }
    }
    false
}

/// "will confirm", "if confirmed", "expected to confirm": nobody has confirmed yet; "appears to contradict" does it.
fn is_hypothetical(reading: &Reading<'_>, words: &[Word], at: usize) -> bool {
    // "If the ballots say otherwise, he will step down"
    let opens = clause_start(reading, words, at);
    if reading.words.is(&words[opens], &["if", "unless", "should"]) && opens < at {
        return true;
    }
    (at.saturating_sub(2)..at).any(|before| {
        let appears = before > 0 && reading.words.is(&words[before], &["to"]) && reading.words.has_form(&words[before - 1], &["appear", "seem"]);
        reading.words.is(&words[before], &["will", "would", "if", "to", "should", "must", "until", "unless", "may", "might"])
            && !appears
            && !matches!(words[before + 1].gap, Gap::Strong | Gap::Quote | Gap::Comma)
    })
}

/// "Peru must reject such claims", "the party ought to deny it": what somebody should deny is not denied.
fn is_demanded(reading: &Reading<'_>, words: &[Word], at: usize) -> bool {
    // "must firmly reject"
    let at = at - usize::from(at > 1 && reading.words.lower(&words[at - 1]).ends_with("ly") && words[at].gap == Gap::Space);
    let before = |back: usize, known: &[&str]| at >= back && reading.words.is(&words[at - back], known);
    let near = words[at].gap == Gap::Space;
    near && (before(1, &["must", "should", "shall"])
        || before(1, &["to"]) && (before(2, &["ought", "need", "needs"]) || before(2, &["have", "has"]) && !before(3, &["will", "would"])))
}

/// "412 confirmed cases", "the disputed border": a participle before its noun.
fn describes_noun(reading: &Reading<'_>, words: &[Word], found: &Found) -> bool {
    let word = &words[found.start];
    let lower = reading.words.lower(word);
    if found.end != found.start + 1 || !(lower.ends_with("ed") || lower.ends_with("ing")) {
        return false;
    }
    let Some(before) = found.start.checked_sub(1).map(|at| &words[at]) else { return false };
    let opens = reading.words.is(
        before,
        &[
            "the", "a", "an", "of", "with", "its", "their", "his", "her", "some", "all", "any", "no", "first", "more", "in", "from", "for", "and",
            "other", "these", "those",
        ],
    );
    let counted = reading.words.lower(before).starts_with(|c: char| c.is_ascii_digit());
    let noun_follows = words.get(found.end).is_some_and(|next| {
        next.gap == Gap::Space
            && !reading.words.is(next, &["the", "a", "an", "that", "this", "it", "its", "their", "his", "her", "by", "in", "on", "to", "and"])
    });
    word.gap == Gap::Space && (opens || counted) && noun_follows && !(reading.words.is(before, &["and"]) || is_negation(&reading.words, before))
}
