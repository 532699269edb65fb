//! The ordered table of rules: the first whose condition holds gives the status.
//!
//! In: a claim's evidence and source. Out: its status and basis.
//! Deliberately absent: how evidence is found. `docs/status-rules.md` lists the same rules for readers, and a test compares.

use super::statements::{Statement, is_unnamed_document};
use super::{Evidence, EvidenceKind, Judgement, Reading};
use crate::domain::{Basis, SourceKind, Span, Status};
use std::borrow::Cow;

/// What a rule asks.
#[derive(Debug, Clone, Copy)]
enum When {
    /// One of the first and one of the second.
    Both(&'static [EvidenceKind], &'static [EvidenceKind]),
    /// One of these.
    Any(&'static [EvidenceKind]),
    /// One of these, and the source is a party that can be called.
    AnyIdentified(&'static [EvidenceKind]),
    /// The source's kind is one of these.
    Kind(&'static [SourceKind]),
    /// A document that nobody could look up.
    UnnamedDocument,
    /// Always.
    Always,
}

/// A rule of the table.
#[derive(Debug)]
pub struct Rule {
    /// Its name, as bases carry it.
    pub name: &'static str,
    /// The status that it gives.
    pub status: Status,
    /// What it says, for a reader.
    pub description: &'static str,
    /// A text in which it holds; the claim stands in braces.
    pub example: &'static str,
    /// A text in which it must not hold.
    pub counter_example: &'static str,
    when: When,
}

use EvidenceKind as E;

const CONFIRMING: &[E] = &[E::CueConfirms, E::CueAnnounces, E::ConfirmedBy];

/// All rules, strongest first.
pub const RULES: &[Rule] = &[
    Rule {
        name: "confirmed-and-denied",
        status: Status::Disputed,
        description: "One party confirms it and another denies or contradicts it.",
        example: "{Two officers were handed over}, the mission said. The army confirmed the handover. Rwanda said no such transfer had taken place.",
        counter_example: "{Two officers were handed over}, the mission said. The army confirmed the handover. Rwanda declined to comment.",
        when: When::Both(CONFIRMING, &[E::DeniedBy, E::DisputedBy, E::Contradicted]),
    },
    Rule {
        name: "cue-denies",
        status: Status::Denied,
        description: "It is reported as what somebody denies.",
        example: "Mokoena denied {taking payments from a contractor}.",
        counter_example: "Hungary rejected a proposal to share the cost.",
        when: When::Any(&[E::CueDenies]),
    },
    Rule {
        name: "denied-by-party",
        status: Status::Denied,
        description: "A party other than its source denies, rejects or refutes it.",
        example: "An inquiry accused the firm of {hiding failed crash tests}. The company rejects the charge.",
        counter_example: "Two lawmakers were denied entry at the airport.",
        when: When::Any(&[E::DeniedBy]),
    },
    Rule {
        name: "own-denial",
        status: Status::Denied,
        description: "It is itself the denial of what another party says.",
        example: "He denied taking payments. \"{I never met the man},\" he said.",
        counter_example: "\"{I never met such kindness},\" she said.",
        when: When::Any(&[E::OwnDenial]),
    },
    Rule {
        name: "disputed-by-party",
        status: Status::Disputed,
        description: "Another party contests or questions it, or denies a neighbouring matter.",
        example: "The exporter said {it had lost 2.1 billion shillings}. The airports authority disputes the figure.",
        counter_example: "The firm said {it would appeal}. The border is disputed.",
        when: When::Any(&[E::DisputedBy, E::CueDisputes]),
    },
    Rule {
        name: "contradicted",
        status: Status::Disputed,
        description: "Another party says the opposite of the same matter.",
        example: "The trust says {fans were promised a vote}; the chairman insists no such promise was made.",
        counter_example: "The trust says {fans were promised a vote}. The chairman said tickets were sold out.",
        when: When::Any(&[E::Contradicted]),
    },
    Rule {
        name: "newsroom-disputes",
        status: Status::Disputed,
        description: "The article contests it in its own voice.",
        example: "The candidate falsely asserts that {his opponent voted to close the hospital}.",
        counter_example: "The candidate asserts that {his opponent was falsely accused}.",
        when: When::Any(&[E::NewsroomDisputes]),
    },
    Rule {
        name: "cue-confirms",
        status: Status::Confirmed,
        description: "It is reported as what an identified party confirms, acknowledges, admits or concedes.",
        example: "The firm admitted that {a batch had left the factory}.",
        counter_example: "Experts confirmed that {the batch had left}.",
        when: When::AnyIdentified(&[E::CueConfirms]),
    },
    Rule {
        name: "announces-own-act",
        status: Status::Confirmed,
        description: "An identified party announces or discloses its own act or plan.",
        example: "The maker announced that {it would shut its plant}.",
        counter_example: "The maker threatened that {it would shut its plant}.",
        when: When::AnyIdentified(&[E::CueAnnounces]),
    },
    Rule {
        name: "confirmed-by-party",
        status: Status::Confirmed,
        description: "An identified party other than its source confirms it elsewhere in the article.",
        example: "{Havlund is buying a stake in Austral Mar}, a person close to the talks said. Austral Mar confirmed the purchase.",
        counter_example: "{Havlund is buying a stake in Austral Mar}, a person close to the talks said. The wards had 412 confirmed cases.",
        when: When::Any(&[E::ConfirmedBy]),
    },
    Rule {
        name: "stated-by-two",
        status: Status::Confirmed,
        description: "Two independent identified sources each state it.",
        example: "{Fourteen people were killed}, the agency said. The Red Cross gave the same toll.",
        counter_example: "{The plan is a disgrace}, the minister said. His deputy said the plan was late.",
        when: When::AnyIdentified(&[E::SameResult]),
    },
    Rule {
        name: "not-confirmed",
        status: Status::Unconfirmed,
        description: "The article says that it is not confirmed or can't be verified, or a party would not confirm it.",
        example: "{Mr Xi will call Mr Zelensky}, media reports said. Beijing has not confirmed the call.",
        counter_example: "{It will close}, the firm said. Reuters could not verify the age of the building.",
        when: When::Any(&[E::NotConfirmed, E::CueDoubts]),
    },
    Rule {
        name: "newsroom-doubts",
        status: Status::Unconfirmed,
        description: "The article says that its source offers no proof.",
        example: "Without offering proof, the chairman said {observers had swapped ballot boxes}.",
        counter_example: "The chairman said {the observers had no proof}.",
        when: When::Any(&[E::NewsroomDoubts]),
    },
    Rule {
        name: "no-comment",
        status: Status::Unconfirmed,
        description: "A party that was asked about it declined to comment or did not respond.",
        example: "{The officer had fled}, a colleague said. The ministry declined to comment.",
        counter_example: "{It would close its plant}, the firm said. The union declined to comment.",
        when: When::Any(&[E::Silence]),
    },
    Rule {
        name: "hedged",
        status: Status::Unconfirmed,
        description: "The newsroom keeps its distance: reportedly, is believed to, may, is expected to.",
        example: "{The gunman reportedly bought the rifle in Graz}.",
        counter_example: "{The trial is due to open in Wellington}.",
        when: When::Any(&[E::Hedge]),
    },
    Rule {
        name: "no-source",
        status: Status::Unconfirmed,
        description: "Somebody is said to have said it, and the article does not say who.",
        example: "It was reported that {the engineers had been moved}.",
        counter_example: "{The engineers were seized on Sunday}.",
        when: When::Any(&[E::NoSource]),
    },
    Rule {
        name: "source-is-media",
        status: Status::Unconfirmed,
        description: "Its source is another outlet or agency.",
        example: "{Agents bugged a hotel suite}, the daily reported.",
        counter_example: "{Serbia would lift its ban}, the minister told the agency.",
        when: When::Kind(&[SourceKind::Media]),
    },
    Rule {
        name: "source-is-group",
        status: Status::Unconfirmed,
        description: "Its source is people who are not named.",
        example: "Analysts said {dearer freight had wiped out the gain}.",
        counter_example: "The union said {drivers had walked out}.",
        when: When::Kind(&[SourceKind::Group]),
    },
    Rule {
        name: "source-is-anonymous",
        status: Status::Unconfirmed,
        description: "Its source is an unnamed individual or unnamed officials.",
        example: "{The money would carry no interest}, a senior official said.",
        counter_example: "{The money would carry no interest}, a ministry spokesman said.",
        when: When::Kind(&[SourceKind::Anonymous]),
    },
    Rule {
        name: "document-not-named",
        status: Status::Unconfirmed,
        description: "Its source is documents that nobody could look up.",
        example: "Some polls put {turnout below 40 per cent}.",
        counter_example: "An Opina poll put {turnout below 40 per cent}.",
        when: When::UnnamedDocument,
    },
    Rule {
        name: "own-voice",
        status: Status::Asserted,
        description: "The newsroom states it without a hedge.",
        example: "{The city has closed two of its four lanes}.",
        counter_example: "{The city may close two of its lanes}.",
        when: When::Kind(&[SourceKind::Newsroom]),
    },
    Rule {
        name: "identified-source",
        status: Status::Attributed,
        description: "An identified source says so, and the article gives no other party's word on it.",
        example: "{The overtime money lasts until March}, the sheriff said.",
        counter_example: "{The overtime money lasts until March}, deputies said.",
        when: When::Always,
    },
];

/// Gives a statement its status by the first rule that holds.
pub(super) fn judge(reading: &Reading<'_>, statement: &Statement, evidence: &[Evidence]) -> Judgement {
    for rule in RULES {
        if let Some(mut deciding) = holds(reading, rule, statement, evidence) {
            if deciding.is_empty() {
                deciding.push(Basis { rule: Cow::Borrowed(rule.name), span: source_words(reading, statement), by: None });
            }
            let mut basis: Vec<Basis> = deciding.into_iter().map(|one| Basis { rule: Cow::Borrowed(rule.name), ..one }).collect();
            append_rest(reading, statement, evidence, &mut basis);
            return Judgement { status: rule.status, basis };
        }
    }
    Judgement { status: Status::Unconfirmed, basis: vec![Basis { rule: Cow::Borrowed("no-source"), span: None, by: None }] }
}

/// The evidence that makes the rule hold; empty where the source's kind does, none where it does not hold.
fn holds(reading: &Reading<'_>, rule: &Rule, statement: &Statement, evidence: &[Evidence]) -> Option<Vec<Basis>> {
    let of = |kinds: &[E]| -> Vec<Basis> {
        evidence
            .iter()
            .filter(|one| kinds.contains(&one.kind))
            .map(|one| Basis { rule: Cow::Borrowed(rule.name), span: one.span, by: one.by.clone() })
            .collect()
    };
    match rule.when {
        When::Both(first, second) => {
            // A confirming cue of a source that can't be called is no confirmation.
            let (mut first, second) = (of(first), of(second));
            first.extend(second.iter().cloned());
            (first.len() > second.len() && !second.is_empty()).then_some(first)
        }
        When::Any(kinds) => Some(of(kinds)).filter(|found| !found.is_empty()),
        When::AnyIdentified(kinds) => Some(of(kinds)).filter(|found| !found.is_empty() && statement.identified()),
        When::Kind(kinds) => kinds.contains(&statement.source.kind).then(Vec::new),
        When::UnnamedDocument => (is_unnamed_document(&statement.source) && !names_its_maker(reading, statement)).then(Vec::new),
        When::Always => Some(Vec::new()),
    }
}

/// "three recent polls, including one from Monmouth University": one of them can be looked up.
fn names_its_maker(reading: &Reading<'_>, statement: &Statement) -> bool {
    let Some(mention) = statement.attribution.and_then(|at| reading.input.attributions[at].mention.first()) else { return false };
    let range = reading.words.inside(statement.sentence, *mention);
    let Some(words) = reading.words.sentences.get(statement.sentence).and_then(|words| words.get(range)) else { return false };
    let made = words.iter().position(|word| reading.words.is(word, &["including", "by", "from", "among"]));
    made.is_some_and(|at| {
        words[at..].iter().any(|word| word.capital && !reading.words.entry(word).topics.is_empty() && !is_day_or_month(reading.words.lower(word)))
    })
}

fn is_day_or_month(lower: &str) -> bool {
    lower.ends_with("day")
        || matches!(
            lower,
            "january" | "february" | "march" | "april" | "may" | "june" | "july" | "august" | "september" | "october" | "november" | "december"
        )
}

/// Where a rule rests on the source alone: the words that name it.
fn source_words(reading: &Reading<'_>, statement: &Statement) -> Option<Span> {
    let draft = &reading.input.attributions[statement.attribution?];
    draft.mention.first().or(draft.cue.first()).copied()
}

/// What else speaks for or against the claim follows the deciding evidence, each under the rule that it would have met.
fn append_rest(reading: &Reading<'_>, statement: &Statement, evidence: &[Evidence], basis: &mut Vec<Basis>) {
    for rule in RULES {
        let further = match rule.when {
            When::Any(_) | When::AnyIdentified(_) => holds(reading, rule, statement, evidence),
            When::Kind(kinds) if !kinds.contains(&SourceKind::Newsroom) => holds(reading, rule, statement, evidence)
                .map(|_| vec![Basis { rule: Cow::Borrowed(rule.name), span: source_words(reading, statement), by: None }]),
            _ => None,
        };
        for one in further.into_iter().flatten() {
            if !basis.iter().any(|other| other.span == one.span && other.by == one.by) {
                basis.push(one);
            }
        }
    }
}
