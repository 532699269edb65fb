//! Which claims a signal reaches.
//!
//! In: the signals. Out: evidence added to the claims that they speak of.
//! Deliberately absent: how signals are found (`signals`).
//!
//! A signal looks back no further than a few sentences: to a matter by its words, to "the report" or "that" by nearness.
//! A signal is never about claims of the party that speaks; but a denial goes on in what that party negates in the next sentence.

use super::objects::Object;
use super::opposition::words_of;
use super::signals::{Force, Signal, Work};
use super::statements::{Statement, same_party};
use super::{Evidence, EvidenceKind, Reading};
use crate::domain::SourceKind;
use std::collections::BTreeSet;

/// How many sentences back "the report" may lie, and how many a matter that is named by its own word.
const NEAR: usize = 5;
const FAR: usize = 12;

/// Adds to each claim what the signals say of it.
pub(super) fn apply(reading: &Reading<'_>, signals: &[Signal], evidence: &mut [Vec<Evidence>]) {
    let frames = frames(reading, signals);
    for signal in signals {
        let kind = match signal.force {
            Force::Confirms if signal.identified => EvidenceKind::ConfirmedBy,
            Force::Confirms => continue,
            Force::Denies => EvidenceKind::DeniedBy,
            Force::Disputes => EvidenceKind::DisputedBy,
            Force::NotConfirmed => EvidenceKind::NotConfirmed,
            Force::Silent => EvidenceKind::Silence,
            Force::Same => EvidenceKind::SameResult,
            Force::NewsroomDisputes => EvidenceKind::NewsroomDisputes,
            Force::NewsroomDoubts => EvidenceKind::NewsroomDoubts,
        };
        // What stands in a claim of the speaker's own is the speaker's denial.
        if signal.force == Force::Denies && !matches!(signal.object, Object::Content) {
            for &own in &reading.statements_in[signal.sentence] {
                if reading.statements[own].attributed() && reading.statements[own].holds(signal.core) {
                    evidence[own].push(Evidence { kind: EvidenceKind::OwnDenial, span: Some(signal.span), by: None });
                }
            }
        }
        // "Video shows his hands in the air, contradicting the police's claim that he hid them."
        if signal.force == Force::Disputes
            && matches!(signal.object, Object::Content)
            && signal.core.of(&reading.input.text.normal).to_lowercase().starts_with("contradict")
        {
            for &at in &reading.statements_in[signal.sentence] {
                if reading.statements[at].span.end <= signal.core.start && reading.statements[at].attributed() {
                    evidence[at].push(Evidence { kind: EvidenceKind::Contradicted, span: Some(signal.span), by: None });
                }
            }
        }
        let mut reached = reached(reading, signal, &frames);
        // "could not verify either account": of what somebody denies or contests by name, where anything is.
        if signal.of_both {
            let contested = |at: &usize| {
                evidence[*at].iter().any(|one| {
                    matches!(one.kind, EvidenceKind::DeniedBy | EvidenceKind::DisputedBy | EvidenceKind::CueDenies | EvidenceKind::OwnDenial)
                })
            };
            let two: Vec<usize> = window(reading, signal, NEAR).map(|(at, _)| at).filter(contested).collect();
            reached = if two.is_empty() { two_sides(reading, signal, reached) } else { two };
        }
        if signal.force == Force::Same {
            reached.retain(|&at| reading.statements[at].identified());
            if !reached.is_empty() {
                reached.extend(
                    reading.statements_in[signal.sentence]
                        .iter()
                        .copied()
                        .filter(|&own| reading.statements[own].identified() && !reached.contains(&own))
                        .collect::<Vec<_>>(),
                );
            }
        }
        // "Vientiane rejects that, saying Hanoi was informed": what stands against a claim is disputed with it.
        if matches!(signal.force, Force::Denies | Force::Disputes)
            && !reached.is_empty()
            && matches!(signal.object, Object::Pronoun | Object::Pointer | Object::Figure | Object::Matter { .. })
        {
            for &own in &reading.statements_in[signal.sentence] {
                let statement = &reading.statements[own];
                let unnamed = statement.attribution.is_some_and(|at| reading.input.attributions[at].mention.is_empty());
                let speaker = statement.attributed() && (unnamed || signal.party.as_ref().is_some_and(|party| same_party(party, &statement.source)));
                let own_words = signal.force == Force::Disputes && statement.holds(signal.core);
                // "called the charges political and said her client was abroad": that is another matter.
                let joined =
                    reading.words.inside(signal.sentence, crate::domain::Span::new(signal.core.end, statement.span.start.max(signal.core.end)));
                let verdict = {
                    let core = reading.words.inside(signal.sentence, signal.core);
                    let verb = reading.words.sentences[signal.sentence].get(core.start);
                    verb.is_some_and(|verb| reading.words.has_form(verb, &["call", "describe", "brand", "label", "term", "slam", "denounce"]))
                };
                let apart = verdict
                    && reading.words.sentences[signal.sentence][joined]
                        .windows(2)
                        .any(|pair| reading.words.is(&pair[0], &["and", "but"]) && reading.words.has_form(&pair[1], &["say", "add"]));
                let speaker = speaker && !(apart && statement.negated.is_none());
                if speaker && (own_words || statement.span.start > signal.core.start && !statement.holds(signal.core)) && !reached.contains(&own) {
                    evidence[own].push(Evidence { kind: EvidenceKind::Contradicted, span: Some(signal.span), by: None });
                }
            }
        }
        if signal.force == Force::Denies && !reached.is_empty() && reading.input.text.sentences.len() > signal.sentence + 1 {
            deny_on(reading, signal, &reached, evidence);
        }
        for &at in &reached {
            let statement = &reading.statements[at];
            let asked_about = signal.sentence - statement.sentence.min(signal.sentence) <= 1
                && reading.input.text.sentences[signal.sentence].paragraph == statement.paragraph;
            if signal.force == Force::Silent && statement.identified() && (speaks_of_itself(reading, statement) || !asked_about) {
                continue;
            }
            evidence[at].push(Evidence { kind, span: Some(signal.span), by: signal.party.clone() });
        }
        if signal.force == Force::Disputes && !reached.is_empty() {
            go_on_otherwise(reading, signal, &reached, evidence);
        }
        if signal.but_not && signal.force == Force::Confirms {
            let groups: BTreeSet<usize> = reached.iter().map(|&at| reading.statements[at].group).collect();
            for (at, statement) in window(reading, signal, NEAR) {
                if groups.contains(&statement.group) && !reached.contains(&at) {
                    evidence[at].push(Evidence { kind: EvidenceKind::NotConfirmed, span: Some(signal.span), by: signal.party.clone() });
                }
            }
        }
    }
}

/// "Ukraine said A. Russia said B. Neither claim could be verified": what each of the two that spoke last said. Where one alone spoke
/// near, what was reached without this.
fn two_sides(reading: &Reading<'_>, signal: &Signal, reached: Vec<usize>) -> Vec<usize> {
    let spoken = || {
        window(reading, signal, NEAR).filter(|(_, statement)| {
            statement.attributed() && !statement.predicts && statement.sentence < signal.sentence && !statement.holds(signal.core)
        })
    };
    let Some((_, last)) = spoken().next() else { return reached };
    let Some((_, other)) = spoken().find(|(_, statement)| !same_party(&statement.source, &last.source)) else { return reached };
    let groups = [last.group, other.group];
    spoken().filter(|(_, statement)| groups.contains(&statement.group)).map(|(at, _)| at).collect()
}

/// "Its owner rejected that. “Our lorry never moved,” its lawyer said": what the party that denies says next is its denial, where
/// it negates what the denied claim states.
fn deny_on(reading: &Reading<'_>, signal: &Signal, reached: &[usize], evidence: &mut [Vec<Evidence>]) {
    let Some(party) = &signal.party else { return };
    for &at in &reading.statements_in[signal.sentence + 1] {
        let statement = &reading.statements[at];
        let next = statement.sentence == signal.sentence + 1 && statement.is_word_of(party) && !statement.predicts;
        let Some(focus) = statement.negated.as_ref().filter(|_| next) else { continue };
        if reached.iter().any(|&other| !focus.is_disjoint(&reading.statements[other].topics)) {
            evidence[at].push(Evidence { kind: EvidenceKind::OwnDenial, span: Some(signal.span), by: None });
        }
    }
}

/// "The union leader disagreed. Two months' pay was outstanding, she said.": what the party says next is its side of it.
fn go_on_otherwise(reading: &Reading<'_>, signal: &Signal, reached: &[usize], evidence: &mut [Vec<Evidence>]) {
    let next = signal.sentence + 1;
    let (Some(party), Some(following)) = (&signal.party, reading.input.text.sentences.get(next)) else { return };
    let core = signal.core.of(&reading.input.text.normal).to_lowercase();
    let alone =
        ["disagree", "beg", "differently", "story", "version", "recogni", "opposite", "contrary", "reverse", "not how", "n't how", "contradict"]
            .iter()
            .any(|words| core.contains(words));
    let speaks_here = reading.statements_in[signal.sentence]
        .iter()
        .any(|&at| reading.statements[at].is_word_of(party) && !reading.statements[at].holds(signal.core));
    if !alone || speaks_here || following.paragraph != reading.input.text.sentences[signal.sentence].paragraph {
        return;
    }
    let by = reached.first().map(|&at| reading.statements[at].source.clone());
    for &at in &reading.statements_in[next] {
        let statement = &reading.statements[at];
        // "... told a different story. It has since accepted that its dates were wrong."
        let owns = evidence[at].iter().any(|one| matches!(one.kind, EvidenceKind::CueConfirms | EvidenceKind::CueAnnounces));
        if statement.sentence == next && statement.is_word_of(party) && !statement.predicts && !owns {
            evidence[at].push(Evidence { kind: EvidenceKind::Contradicted, span: Some(signal.span), by: by.clone() });
        }
    }
}

/// The newsroom's sentences that only report on another claim's confirmation: no signal is about them.
fn frames(reading: &Reading<'_>, signals: &[Signal]) -> BTreeSet<usize> {
    let mut frames = BTreeSet::new();
    for signal in signals {
        for &at in &reading.statements_in[signal.sentence] {
            if !reading.statements[at].attributed() && reading.statements[at].holds(signal.core) {
                frames.insert(at);
            }
        }
    }
    frames
}

/// The statements at most `back` sentences before a signal's, the nearest first.
fn window<'r>(reading: &'r Reading<'_>, signal: &Signal, back: usize) -> impl Iterator<Item = (usize, &'r Statement)> {
    let first = signal.sentence.saturating_sub(back);
    let end = reading.statements.partition_point(|statement| statement.sentence <= signal.sentence);
    reading.statements[..end].iter().enumerate().rev().take_while(move |(_, statement)| statement.last_sentence >= first)
}

fn reached(reading: &Reading<'_>, signal: &Signal, frames: &BTreeSet<usize>) -> Vec<usize> {
    let core = signal.core.of(&reading.input.text.normal).to_lowercase();
    // "Dorey pleaded guilty": to what is said of Dorey; "is not convinced": of what is, no plan.
    let pleads = signal.force == Force::Confirms && core.starts_with("plead");
    let doubts = ["persuaded", "convinced"].iter().any(|word| core.ends_with(word));
    let of_party = |statement: &Statement| signal.party.as_ref().is_some_and(|party| super::opposition::names(reading, statement, &party.name));
    let charges = |statement: &Statement| {
        !statement.predicts && matches!(statement.source.kind, SourceKind::Official | SourceKind::Document | SourceKind::Newsroom)
    };
    let meant = |at: usize, statement: &Statement| {
        !(pleads && (!of_party(statement) || !charges(statement)) || doubts && statement.predicts)
            && !frames.contains(&at)
            && !statement.holds(signal.core)
            && !signal.party.as_ref().is_some_and(|party| statement.is_word_of(party))
    };
    let before: Vec<usize> = reading.statements_in[signal.sentence]
        .iter()
        .copied()
        .filter(|&at| reading.statements[at].span.start < signal.core.start && meant(at, &reading.statements[at]))
        .collect();
    let before: Vec<usize> = match (signal.force, &signal.object) {
        // What the newsroom says in the same sentence is the frame of the denial, but for "..., which the mayor disputes".
        (Force::Denies | Force::Disputes, Object::Pointer | Object::Pronoun) => {
            before.into_iter().filter(|&at| reading.statements[at].attributed() || reading.statements[at].hedge.is_some()).collect()
        }
        _ => before,
    };
    match &signal.object {
        Object::Content => Vec::new(),
        Object::Sentence => {
            let here: Vec<usize> = reading.statements_in[signal.sentence]
                .iter()
                .copied()
                .filter(|&at| {
                    reading.statements[at].attributed() && (signal.force == Force::NewsroomDoubts || !reading.statements[at].holds(signal.core))
                })
                .collect();
            // "He produced no evidence.": of what he has just said.
            if here.is_empty() && signal.force == Force::NewsroomDoubts && ends_there(reading, signal) {
                return just_said(reading, signal);
            }
            here
        }
        // "The claim could not be verified": its object stands before it, if not in this sentence.
        Object::Before if before.is_empty() && signal.force == Force::NotConfirmed => nearest_group(reading, signal, &meant, &|_| true),
        Object::Before => before,
        Object::Pronoun | Object::Pointer if !before.is_empty() && signal.object != Object::Pronoun => before,
        Object::Figure => {
            let numbered = |at: &usize| !reading.statements[*at].numbers.is_empty();
            // "17 new cases" is a figure; "two of them were nurses" tells one by the way.
            let counts = |statement: &Statement| has_digits(reading, statement);
            let here: Vec<usize> = before.iter().copied().filter(numbered).collect();
            if !here.is_empty() {
                return here;
            }
            let nearest = window(reading, signal, NEAR)
                .find(|(at, statement)| {
                    meant(*at, statement) && statement.attributed() && counts(statement) && statement.span.start < signal.core.start
                })
                .map(|(_, statement)| statement.group);
            let digits: Vec<usize> = window(reading, signal, NEAR)
                .filter(|(at, statement)| Some(statement.group) == nearest && meant(*at, statement) && counts(statement))
                .map(|(at, _)| at)
                .collect();
            if !digits.is_empty() {
                return digits;
            }
            let group = nearest_group(reading, signal, &meant, &|statement| !statement.numbers.is_empty());
            let with: Vec<usize> = group.iter().copied().filter(numbered).collect();
            if !with.is_empty() {
                return with;
            }
            // A figure that the newsroom gave; no figure is what will be.
            let own = window(reading, signal, NEAR).find(|(at, statement)| meant(*at, statement) && !statement.attributed() && counts(statement));
            match own {
                Some((at, _)) => vec![at],
                None => nearest_group(reading, signal, &meant, &|statement| !statement.predicts),
            }
        }
        Object::Matter { topics, known } => {
            let about = |statement: &Statement| statement.topics.intersection(topics).next().is_some();
            if let Some((_, nearest)) = window(reading, signal, FAR).find(|(at, statement)| meant(*at, statement) && about(statement)) {
                let group = nearest.group;
                return window(reading, signal, FAR)
                    .filter(|(at, statement)| statement.group == group && meant(*at, statement) && about(statement))
                    .map(|(at, _)| at)
                    .collect();
            }
            // "The Border Guard confirmed the incident.": of what an outlet or somebody unnamed has just said.
            if !known && signal.force == Force::Confirms && names_event(reading, signal) {
                let just = |&(at, statement): &(usize, &Statement)| {
                    meant(at, statement) && statement.attributed() && !statement.identified() && statement.last_sentence + 1 == signal.sentence
                };
                return window(reading, signal, 1).filter(just).map(|(at, _)| at).collect();
            }
            if !known {
                return Vec::new();
            }
            let group = nearest_group(reading, signal, &meant, &|_| true);
            let last = group.iter().map(|&at| reading.statements[at].sentence).max();
            group.into_iter().filter(|&at| Some(reading.statements[at].sentence) == last).collect()
        }
        Object::Pronoun | Object::Pointer => {
            let group = nearest_group(reading, signal, &meant, &|_| true);
            // What will be can't be called untrue while something that was stands beside it.
            // "In fact": more often goes on than contradicts, unless somebody insisted or what was negated is not, or the other way round.
            // "That is wrong" leaves nothing open.
            let verdict = core.starts_with("th");
            if signal.force == Force::NewsroomDisputes
                && !verdict
                && !group.iter().any(|&at| insists(reading, at) || turns_round(reading, signal, at))
            {
                return Vec::new();
            }
            let mut past: Vec<usize> = group.iter().copied().filter(|&at| !reading.statements[at].predicts).collect();
            if signal.force == Force::NewsroomDisputes {
                let last = past.iter().map(|&at| reading.statements[at].sentence).max();
                past.retain(|&at| Some(reading.statements[at].sentence) == last);
            }
            // "She disputed that": what was said last.
            if signal.object == Object::Pronoun && signal.force == Force::Disputes {
                let last = past.iter().map(|&at| reading.statements[at].sentence).max();
                past.retain(|&at| Some(reading.statements[at].sentence) == last);
            }
            // "His agent dismissed the report": all of it.
            let whole = matches!(signal.of, Some(Work::Report | Work::Story)) && signal.force == Force::Denies;
            if whole || past.is_empty() || signal.force == Force::NotConfirmed || signal.force == Force::Silent { group } else { past }
        }
    }
}

/// Whether "the" and a noun that any event may be called by follow the words of a signal, and nothing else: "confirmed the incident".
/// What a noun such as "collision" is about, its topics tell.
fn names_event(reading: &Reading<'_>, signal: &Signal) -> bool {
    const EVENTS: [&str; 5] = ["incident", "move", "intervention", "event", "episode"];
    let words = &reading.words.sentences[signal.sentence];
    let from = words.partition_point(|word| word.span.start < signal.core.end);
    let [the, noun, rest @ ..] = words.get(from..).unwrap_or(&[]) else { return false };
    reading.words.is(the, &["the"]) && reading.words.is(noun, &EVENTS) && rest.first().is_none_or(|next| next.gap != super::words::Gap::Space)
}

/// Whether nothing but its end or a mark follows the words of a signal.
fn ends_there(reading: &Reading<'_>, signal: &Signal) -> bool {
    let words = &reading.words.sentences[signal.sentence];
    let next = words.partition_point(|word| word.span.start < signal.core.end);
    words.get(next).is_none_or(|next| next.gap != super::words::Gap::Space || reading.words.is(next, &["for", "that"]))
}

/// What a party says in the sentence before a signal; "Neither offered any evidence" is of two.
fn just_said(reading: &Reading<'_>, signal: &Signal) -> Vec<usize> {
    let words = &reading.words.sentences[signal.sentence];
    let neither = words.first().is_some_and(|first| reading.words.is(first, &["neither"]));
    let from = signal.sentence.saturating_sub(if neither { 2 } else { 1 });
    (from..signal.sentence)
        .flat_map(|sentence| &reading.statements_in[sentence])
        .copied()
        .filter(|&at| {
            let own = &reading.statements[at];
            if neither { own.attributed() } else { signal.party.as_ref().is_some_and(|party| own.is_word_of(party)) }
        })
        .collect()
}

/// The claims of whoever spoke last before the signal, of those that `fits` accepts; the newsroom's own only where nobody spoke.
fn nearest_group(reading: &Reading<'_>, signal: &Signal, meant: &dyn Fn(usize, &Statement) -> bool, fits: &dyn Fn(&Statement) -> bool) -> Vec<usize> {
    let paragraph = reading.input.text.sentences[signal.sentence].paragraph;
    // "The Times report is misleading": of what The Times said only.
    let owner = |statement: &Statement| {
        signal.owner.as_ref().is_none_or(|owner| statement.attributed() && statement.source.name.to_lowercase().contains(owner.as_str()))
    };
    let near = |statement: &Statement| {
        signal.of.is_some()
            || statement.paragraph == paragraph
            || statement.paragraph + 1 == paragraph && signal.sentence - statement.last_sentence.min(signal.sentence) <= 3
    };
    let candidates = || {
        window(reading, signal, NEAR)
            .filter(|(at, statement)| meant(*at, statement) && fits(statement) && owner(statement) && statement.span.start < signal.core.start)
    };
    let same = signal.force == Force::Same;
    let of_sort = |statement: &Statement| match signal.of {
        // "came to the same conclusion": as a study did, where one stands before.
        Some(Work::Study) if same => tells_as_study(reading, statement),
        Some(of) => is_of_sort(reading, statement, of),
        None => true,
    };
    // "bear out the governor's version": hers, where she said something near.
    let theirs = signal.whose.as_ref().filter(|whose| candidates().any(|(_, statement)| statement.is_word_of(whose)));
    let candidates = || candidates().filter(|(_, statement)| theirs.is_none_or(|whose| statement.is_word_of(whose)));
    // "the memo's authenticity": what the memo says, where it says something near.
    let in_paper = |statement: &Statement, paper: &str| statement.attributed() && statement.source.name.to_lowercase().contains(paper);
    let paper = signal.paper.as_deref().filter(|paper| candidates().any(|(_, statement)| in_paper(statement, paper)));
    let candidates = || candidates().filter(|(_, statement)| paper.is_none_or(|paper| in_paper(statement, paper)));
    let sorted = signal.of == Some(Work::Rumour) || candidates().any(|(_, statement)| of_sort(statement));
    let candidates = || candidates().filter(|(_, statement)| if sorted { of_sort(statement) } else { same || signal.of == Some(Work::Story) });
    let spoken = candidates().find(|(_, statement)| {
        (statement.attributed() || statement.hedge.is_some()) && (near(statement) || signal.sentence - statement.sentence <= 1)
    });
    let own = || candidates().find(|(_, statement)| !statement.attributed() && signal.sentence - statement.sentence <= 2 && near(statement));
    let found = if signal.force == Force::Silent { spoken } else { spoken.or_else(own) };
    let Some((_, nearest)) = found else { return Vec::new() };
    let hedged = nearest.hedge.is_some();
    // "called the report a fabrication": what the report said, and what those say whom it quotes.
    let told = |statement: &Statement| matches!(signal.of, Some(Work::Report | Work::Story)) && tells_by_report(reading, statement);
    let reported = candidates().find(|(_, statement)| told(statement)).map(|(_, statement)| statement.group);
    let quoted = matches!(nearest.source.kind, SourceKind::Anonymous | SourceKind::Group);
    let mut group: Vec<usize> = candidates()
        .filter(|(_, statement)| {
            statement.group == nearest.group
                || hedged && statement.hedge.is_some() && statement.paragraph == nearest.paragraph
                || quoted && Some(statement.group) == reported
                || signal.of == Some(Work::Rumour)
        })
        .map(|(at, _)| at)
        .collect();
    group.sort_unstable();
    group
}

/// Whether a statement is what a report, or a study, told: by its source, or by a cue that says so.
fn is_of_sort(reading: &Reading<'_>, statement: &Statement, of: Work) -> bool {
    let (kinds, stems): (&[SourceKind], &[&str]) = match of {
        Work::Report | Work::Story => (
            &[SourceKind::Media, SourceKind::Document, SourceKind::Anonymous, SourceKind::Group, SourceKind::Newsroom],
            &["report", "wrote", "writ", "publish"],
        ),
        Work::Rumour => {
            return statement.hedge.is_some() || matches!(statement.source.kind, SourceKind::Media | SourceKind::Anonymous | SourceKind::Group);
        }
        Work::Study => (&[SourceKind::Document, SourceKind::Newsroom, SourceKind::Group], &["found", "find", "show", "conclud", "reveal", "suggest"]),
    };
    // "called the finding wrong": of the newsroom's own sentences only one that tells of a study.
    if of == Work::Study && statement.source.kind == SourceKind::Newsroom && !tells_of_study(reading, statement) {
        return false;
    }
    kinds.contains(&statement.source.kind)
        || statement.through.as_ref().is_some_and(|through| kinds.contains(&through.kind))
        || statement.attribution.is_some_and(|at| {
            reading.input.attributions[at].cue.iter().any(|cue| {
                let words = cue.of(&reading.input.text.normal).to_lowercase();
                stems.iter().any(|stem| words.contains(stem))
            })
        })
}

/// Whether a sentence of the newsroom's speaks of a study.
fn tells_of_study(reading: &Reading<'_>, statement: &Statement) -> bool {
    const STUDIES: &[&str] =
        &["study", "studies", "survey", "surveys", "poll", "polls", "research", "researchers", "scientists", "trial", "analysis"];
    words_of(reading, statement).iter().any(|word| reading.words.is(word, STUDIES))
}

/// Whether a statement is what a study, or who made one, found: "research suggests", "the team found".
fn tells_as_study(reading: &Reading<'_>, statement: &Statement) -> bool {
    statement.attributed()
        && (statement.source.kind == SourceKind::Document
            || statement.attribution.is_some_and(|at| {
                reading.input.attributions[at].cue.iter().any(|cue| {
                    let words = cue.of(&reading.input.text.normal).to_lowercase();
                    ["found", "find", "conclud"].iter().any(|stem| words.contains(stem))
                })
            }))
}

/// Whether a statement is told by a report as such: "said in a report", "the report says".
fn tells_by_report(reading: &Reading<'_>, statement: &Statement) -> bool {
    statement.source.kind == SourceKind::Document
        || statement.attribution.is_some_and(|at| {
            reading.input.attributions[at].cue.iter().any(|cue| cue.of(&reading.input.text.normal).to_lowercase().contains("report"))
        })
}

/// Whether a statement has a number in figures.
fn has_digits(reading: &Reading<'_>, statement: &Statement) -> bool {
    statement.spans.iter().any(|span| {
        let range = reading.words.inside(statement.sentence, *span);
        reading
            .words
            .sentences
            .get(statement.sentence)
            .and_then(|words| words.get(range))
            .is_some_and(|words| words.iter().any(|word| reading.words.lower(word).starts_with(|c: char| c.is_ascii_digit())))
    })
}

/// "denied that", "claimed that", "insisted that"
fn insists(reading: &Reading<'_>, at: usize) -> bool {
    reading.statements[at].attribution.is_some_and(|at| {
        reading.input.attributions[at].cue.iter().any(|cue| {
            let words = cue.of(&reading.input.text.normal).to_lowercase();
            ["den", "claim", "insist", "assert", "boast", "maintain", "contend"]
                .iter()
                .any(|stem| words.split(' ').any(|word| word.starts_with(stem)))
        })
    })
}

/// "The senator said taxes had never risen. In fact they rose twice.": one of the two is negated and the other not, and both say the
/// same of their subject, or the second leaves its verb out. Who goes on himself contradicts nothing.
fn turns_round(reading: &Reading<'_>, signal: &Signal, at: usize) -> bool {
    let statement = &reading.statements[at];
    let own = &reading.words.sentences[signal.sentence];
    let Some(earlier) = reading.words.sentences.get(statement.sentence) else { return false };
    let earlier = &earlier[reading.words.inside(statement.sentence, statement.span)];
    let goes_on = reading.statements_in[signal.sentence].iter().any(|&here| reading.statements[here].is_word_of(&statement.source));
    let elliptic = own.iter().enumerate().any(|(at, word)| {
        reading.words.is(word, &["have", "has", "had", "did", "does", "was", "were", "is", "are"])
            && own.get(at + 1).is_none_or(|next| next.gap != super::words::Gap::Space)
    });
    let same_verb =
        super::opposition::predicate(reading, statement).and_then(|at| super::opposition::words_of(reading, statement).get(at)).is_some_and(|verb| {
            let forms = crate::engine::lexicon::base_forms(reading.words.lower(verb));
            own.iter().any(|word| crate::engine::lexicon::base_forms(reading.words.lower(word)).iter().any(|form| forms.contains(form)))
        });
    statement.attributed()
        && !goes_on
        && super::opposition::says_no(reading, own) != super::opposition::says_no(reading, earlier)
        && (elliptic || same_verb)
}

/// Whether a statement is about what its own source does: "it had bought", "we will close", or the source's own name.
fn speaks_of_itself(reading: &Reading<'_>, statement: &Statement) -> bool {
    let Some(words) = reading.words.sentences.get(statement.sentence) else { return false };
    let range = reading.words.inside(statement.sentence, statement.span);
    let name: Vec<String> = statement.source.name.split_whitespace().map(str::to_lowercase).filter(|word| word.len() > 3).collect();
    let own = words[range].iter().take(3).any(|word| {
        reading.words.is(word, &["it", "he", "she", "we", "i", "they", "its", "our", "my", "his", "her", "their"])
            || name.iter().any(|part| part == reading.words.lower(word))
    });
    own || statement.attribution.is_some_and(|at| {
        reading.input.attributions[at].cue.iter().any(|cue| {
            let words = cue.of(&reading.input.text.normal).to_lowercase();
            ["vow", "pledg", "promis", "plan", "announc", "agreed", "threaten"].iter().any(|stem| words.contains(stem))
        })
    })
}
