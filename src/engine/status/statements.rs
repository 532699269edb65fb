//! The claims as statements that can be compared with one another and with what others say of them.
//!
//! In: the claims with their sources and words. Out: a [`Statement`] for each claim.
//! Deliberately absent: evidence.

use super::words::{Word, Words};
use crate::domain::{SourceKind, SourceRef, Span};
use crate::engine::claims::ClaimDraft;
use crate::engine::lexicon::{Effect, stances};
use crate::engine::text::Text;
use std::collections::BTreeSet;

/// Statements of one source form a group while no more than so many sentences lie between them.
const GROUP_REACH: usize = 3;
/// How far from a negation the words may stand that it speaks of.
const FOCUS: usize = 6;

/// A claim with what the rules ask of it.
#[derive(Debug)]
pub(super) struct Statement {
    pub(super) source: SourceRef,
    pub(super) attribution: Option<usize>,
    /// Who reports that the source says so, where another does: "The Guardian reported that the minister had told colleagues".
    pub(super) through: Option<SourceRef>,
    /// Its first and last sentence.
    pub(super) sentence: usize,
    pub(super) last_sentence: usize,
    pub(super) paragraph: usize,
    pub(super) span: Span,
    pub(super) spans: Vec<Span>,
    /// Entries of its telling words.
    pub(super) telling: Vec<Word>,
    pub(super) topics: BTreeSet<u32>,
    pub(super) numbers: Vec<String>,
    /// What its negations speak of; none where it has no negation.
    pub(super) negated: Option<BTreeSet<u32>>,
    /// Hedged by the newsroom in its own voice, by which words.
    pub(super) hedge: Option<Span>,
    /// About what will or would be.
    pub(super) predicts: bool,
    /// Consecutive statements of one source share a group.
    pub(super) group: usize,
}

impl Statement {
    /// Whether somebody other than the newsroom answers for it.
    pub(super) fn attributed(&self) -> bool {
        self.source.kind != SourceKind::Newsroom
    }

    /// Whether a party stands behind it with its own word: not where another only reports that it said so.
    pub(super) fn is_word_of(&self, party: &SourceRef) -> bool {
        self.attributed() && self.through.is_none() && same_party(party, &self.source)
    }

    pub(super) fn holds(&self, span: Span) -> bool {
        self.spans.iter().any(|own| own.overlaps(span))
    }

    /// Whether the source is one that can be called.
    pub(super) fn identified(&self) -> bool {
        is_identified(&self.source)
    }

    /// The share of the other's telling words that this statement has too, and how many they are. Names count for nothing.
    pub(super) fn shared(&self, words: &Words, other: &Statement) -> (usize, usize) {
        let telling: Vec<&Word> = other.telling.iter().filter(|word| !word.capital).collect();
        let shared = telling.iter().filter(|word| words.entry(word).topics.iter().any(|topic| self.topics.contains(topic))).count();
        (shared, telling.len())
    }
}

/// Whether it is a party that can be called to check.
pub(super) fn is_identified(source: &SourceRef) -> bool {
    match source.kind {
        SourceKind::Official | SourceKind::Organisation | SourceKind::Person => true,
        SourceKind::Document => !is_unnamed_document(source),
        SourceKind::Media | SourceKind::Group | SourceKind::Anonymous | SourceKind::Newsroom => false,
    }
}

/// "Some polls": documents that nobody could look up.
pub(super) fn is_unnamed_document(source: &SourceRef) -> bool {
    let first = source.name.split_whitespace().next().unwrap_or("").to_lowercase();
    source.kind == SourceKind::Document
        && !source.known
        && matches!(first.as_str(), "some" | "several" | "many" | "various" | "most" | "other" | "polls" | "surveys" | "studies")
}

/// Whether two references mean one party: the same source, or one speaks for the other.
pub(super) fn same_party(a: &SourceRef, b: &SourceRef) -> bool {
    let speaks = |one: &SourceRef, other: &SourceRef| {
        one.speaker.as_deref().is_some_and(|speaker| speaker == other.name || other.speaker.as_deref() == Some(speaker))
    };
    a.id == b.id || speaks(a, b) || speaks(b, a) || is_one_of(a, b) || is_one_of(b, a)
}

/// "Anna Moe" of "Anna Moe and Jens Lunde", who said something together.
fn is_one_of(one: &SourceRef, together: &SourceRef) -> bool {
    one.kind == SourceKind::Person
        && together.kind == SourceKind::Person
        && together.name.contains(" and ")
        && together.name.split(" and ").flat_map(|names| names.split(", ")).any(|name| name == one.name)
}

/// Reads the claims as statements, in their order.
pub(super) fn read_statements(
    text: &Text,
    words: &Words,
    claims: &[ClaimDraft],
    source_of: &dyn Fn(&ClaimDraft) -> SourceRef,
    through: &dyn Fn(&ClaimDraft) -> Option<SourceRef>,
) -> Vec<Statement> {
    let mut statements: Vec<Statement> = Vec::with_capacity(claims.len());
    for claim in claims {
        let span = claim.spans.iter().copied().reduce(Span::cover).unwrap_or(Span::new(0, 0));
        let sentence = sentence_at(text, span.start);
        let last_sentence = sentence_at(text, span.end.saturating_sub(1)).max(sentence);
        let mut statement = Statement {
            source: source_of(claim),
            attribution: claim.attribution,
            through: through(claim),
            sentence,
            last_sentence,
            paragraph: text.sentences.get(sentence).map_or(0, |s| s.paragraph),
            span,
            spans: claim.spans.clone(),
            telling: Vec::new(),
            topics: BTreeSet::new(),
            numbers: Vec::new(),
            negated: None,
            hedge: None,
            predicts: false,
            group: 0,
        };
        read_words(&mut statement, text, words);
        statement.group = group_of(&statements, &statement);
        statements.push(statement);
    }
    statements
}

fn sentence_at(text: &Text, offset: usize) -> usize {
    text.sentences.partition_point(|sentence| sentence.span.end <= offset).min(text.sentences.len().saturating_sub(1))
}

fn read_words(statement: &mut Statement, text: &Text, words: &Words) {
    for sentence in statement.sentence..=statement.last_sentence {
        let Some(all) = words.sentences.get(sentence) else { continue };
        for &span in &statement.spans {
            let range = words.inside(sentence, span);
            let own = &all[range.clone()];
            for (at, word) in own.iter().enumerate() {
                let entry = words.entry(word);
                if !entry.topics.is_empty() {
                    statement.telling.push(*word);
                    statement.topics.extend(&entry.topics);
                }
                let ordinal = words.is(word, &["third", "quarter"])
                    && own.get(at + 1).is_some_and(|next| {
                        next.gap == super::words::Gap::Space && !words.is(next, &["of", "in", "less", "more", "lower", "higher"])
                    });
                if entry.lower.starts_with(|c: char| c.is_ascii_digit()) || is_number_word(&entry.lower) && !ordinal {
                    statement.numbers.push(number_of(&entry.lower));
                }
                // "doesn't just happen to children", "not only the river": it happens there too.
                let further = own.get(at + 1).is_some_and(|next| words.is(next, &["just", "only", "merely", "solely", "simply", "necessarily"]));
                if is_negation(words, word) && !further && !words.is(word, &["without"]) {
                    statement.negated.get_or_insert_with(BTreeSet::new).extend(focus(words, own, at));
                }
                statement.predicts |= words.is(word, &["will", "would", "'ll", "shall"]);
            }
            if statement.source.kind == SourceKind::Newsroom && statement.hedge.is_none() {
                statement.hedge = leading_hedge(words, sentence, range.start).or_else(|| hedge(text, words, sentence, range));
            }
        }
    }
}

/// What a negation speaks of: the telling word behind it ("not read the audit": read), two behind "no" ("no civilian had been
/// hurt": civilian, hurt), the one before "nobody" ("hit nobody": hit).
fn focus(words: &Words, own: &[Word], at: usize) -> Vec<u32> {
    // "did not open fire": the noun says what was not done.
    let light = own[at + 1..].iter().take(2).any(|word| words.has_form(word, &["open", "take", "make", "give", "hold", "carry"]));
    let count = if light || words.is(&own[at], &["no", "nobody", "none"]) { 2 } else { 1 };
    const SMALL: &[&str] = &["be", "have", "yet", "ever", "even", "really", "a", "an", "the", "to", "any", "such", "one", "single", "of"];
    let telling = |word: &&Word| !words.entry(word).topics.is_empty();
    let small = |word: &&Word| words.has_form(word, SMALL) || words.lower(word).ends_with("ly");
    // "does not use the plane": about using, which tells nothing, and not about the plane.
    let behind = own[at + 1..own.len().min(at + 1 + FOCUS)].iter().filter(|word| !small(word)).take(count).filter(telling);
    let before = own[at.saturating_sub(FOCUS)..at].iter().rev().filter(telling).take(usize::from(words.is(&own[at], &["nobody", "none", "nothing"])));
    behind.chain(before).flat_map(|word| words.entry(word).topics.iter().copied()).collect()
}

/// The words by which the newsroom hedges a clause of its own.
pub(super) fn hedge(text: &Text, words: &Words, sentence: usize, range: std::ops::Range<usize>) -> Option<Span> {
    const SUBORDINATE: &[&str] =
        &["which", "who", "whom", "whose", "where", "because", "if", "unless", "until", "so", "whether", "than", "what", "how"];
    let all = words.sentences.get(sentence)?;
    let mut subordinate = false;
    for at in range.clone() {
        if all[at].gap == super::words::Gap::Quote && at > range.start {
            return None;
        }
        if at > range.start && words.is(&all[at], SUBORDINATE) {
            subordinate = true;
        } else if all[at].gap != super::words::Gap::Space {
            subordinate = false;
        }
        // "Delays of up to two hours are expected."; a day behind it would be the calendar's.
        let ends = at + 1 == range.end || all.get(at + 1).is_some_and(|next| next.gap == super::words::Gap::Strong);
        // "The plant will close, it is understood."
        let told = ends
            && at > range.start + 1
            && words
                .has_form(&all[at], &["understand", "believe", "think", "allege", "claim", "report", "rumour", "rumor", "fear", "suspect", "say"]);
        if told
            && let Some(it) = (range.start + 1..at).rev().take(3).find(|&it| words.is(&all[it], &["it"]) && all[it].gap == super::words::Gap::Comma)
            && words.has_form(&all[it + 1], &["be", "have"])
        {
            return Some(all[it].span.cover(all[at].span));
        }
        let expected = ends && !subordinate && at > range.start && words.is(&all[at], &["expected", "feared", "likely"]);
        if expected && words.has_form(&all[at - 1], &["be"]) {
            return Some(all[at - 1].span.cover(all[at].span));
        }
        for found in phrases(words, sentence, at) {
            let span = all[found.start].span.cover(all[found.end - 1].span);
            let holds = match found.effect {
                Effect::HedgeAdverb => !subordinate,
                Effect::HedgePhrase => {
                    // "has not been accused of any wrongdoing": nobody says so.
                    let no_charge = all[found.start..found.end].iter().any(|word| words.has_form(word, &["accuse"]))
                        && all[at.saturating_sub(2)..found.end].iter().any(|word| words.has_form(word, &["not"]) || words.is(word, &["never"]));
                    !subordinate
                        && !no_charge
                        && !all[found.start..found.end].iter().skip(1).any(|word| {
                            words.lower(word).ends_with("ing")
                                && words.has_form(
                                    word,
                                    &[
                                        "consider", "expect", "say", "see", "report", "think", "believe", "fear", "suspect", "estimate", "project",
                                        "forecast", "predict", "claim", "allege",
                                    ],
                                )
                        })
                }
                // "the trial of Constable May Chance", "on 3 May", "could not verify"
                Effect::HedgeModal => {
                    let next = all.get(at + 1).filter(|_| at + 1 < range.end);
                    let negated = next.is_some_and(|next| words.is(next, &["not", "no"])) && !words.is(&all[at], &["may", "might"]);
                    // "That might be difficult" points, "the vote that might be held" does not.
                    let relative = at > range.start
                        && words.is(&all[at - 1], &["that", "which", "who"])
                        && !(at == range.start + 1 && words.is(&all[at - 1], &["that"]));
                    // "Adelson and Trump May be Aligning": a headline's capital.
                    let headline = at > range.start
                        && all[at].capital
                        && next.is_some_and(|next| words.is(next, &["be", "have", "not"]))
                        && !words.is(&all[at - 1], &["in", "on", "by", "of", "since", "until", "from", "last", "this", "next"]);
                    // "Lorries could be seen at the gate": somebody saw them.
                    // "could be heard as early as June", "could be seen if the night is clear": what is still to come.
                    let coming = || {
                        all.iter().skip(at + 3).any(|word| words.is(word, &["if", "early", "soon", "tomorrow", "tonight", "until"]))
                            || all.iter().skip(at + 3).zip(all.iter().skip(at + 4)).any(|(next, time)| {
                                words.is(next, &["next", "this", "by"])
                                    && words.is(time, &["week", "month", "year", "spring", "summer", "autumn", "winter", "the", "end"])
                            })
                    };
                    // "could be seen as a snub" is a view.
                    let view = all.get(at + 3).is_some_and(|behind| words.is(behind, &["as", "by", "for"]));
                    let perceived = words.is(&all[at], &["could"])
                        && !view
                        && next.is_some_and(|next| words.is(next, &["be"]))
                        && all.get(at + 2).is_some_and(|seen| words.is(seen, &["seen", "heard"]))
                        && !coming();
                    !subordinate
                        && !relative
                        && !negated
                        && !perceived
                        && (headline || !(all[at].capital && at > range.start))
                        && next
                            .is_some_and(|next| (headline || !next.capital) && !next.span.of(&text.normal).starts_with(|c: char| c.is_ascii_digit()))
                        && at > range.start
                }
                Effect::HedgeOpening => at == range.start,
                _ => false,
            };
            if holds && found.end <= range.end.max(found.start + 1) {
                return Some(span);
            }
        }
    }
    None
}

/// A hedge that leads to the claim: "It is believed that | the statue stood in Izmir".
fn leading_hedge(words: &Words, sentence: usize, start: usize) -> Option<Span> {
    // "There has been much speculation in recent days that"
    const REACH: usize = 9;
    let all = words.sentences.get(sentence)?;
    let found = (start.saturating_sub(REACH)..start).flat_map(|at| phrases(words, sentence, at)).find(|found| {
        let joined = all[found.end.min(start)..start].iter().all(|word| word.gap == super::words::Gap::Space);
        let leads = found.end == start || words.is(&all[start - 1], &["that", "whether"]);
        found.effect == Effect::HedgePhrase && found.end <= start && joined && leads
    })?;
    Some(all[found.start].span.cover(all[found.end - 1].span))
}

/// The phrases of the tables that begin at a word.
pub(super) fn phrases(words: &Words, sentence: usize, at: usize) -> Vec<crate::engine::lexicon::Found> {
    let all = &words.sentences[sentence];
    let stops = |at: usize| matches!(all[at].gap, super::words::Gap::Strong | super::words::Gap::Quote);
    stances().find_at(at, all.len(), &|at| &words.entry(&all[at]).forms, &stops)
}

/// A word that turns what is said into its opposite.
pub(super) fn is_negation(words: &Words, word: &Word) -> bool {
    words.has_form(word, &["not"]) || words.is(word, &["no", "never", "none", "nobody", "neither", "nor", "nothing", "nowhere", "without"])
}

pub(super) fn is_number_word(lower: &str) -> bool {
    const NUMBERS: &[&str] = &[
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "hundred",
        "thousand",
        "third",
        "half",
        "quarter",
        "dozen",
    ];
    NUMBERS.contains(&lower)
}

fn number_of(lower: &str) -> String {
    const NUMBERS: &[&str] = &[
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    NUMBERS.iter().position(|word| *word == lower).map_or_else(|| lower.replace(',', ""), |value| value.to_string())
}

/// The group that a statement joins: that of its source's last one near enough, or a new one.
fn group_of(before: &[Statement], statement: &Statement) -> usize {
    let fresh = before.iter().map(|other| other.group + 1).next_back().unwrap_or(0).max(before.len());
    let joined = before.iter().rev().take(8).find(|other| {
        let near = statement.sentence.saturating_sub(other.last_sentence) <= GROUP_REACH && statement.paragraph.abs_diff(other.paragraph) <= 1;
        if statement.attributed() {
            near && same_party(&other.source, &statement.source)
        } else {
            !other.attributed() && other.sentence == statement.sentence
        }
    });
    joined.map_or(fresh, |other| other.group)
}
