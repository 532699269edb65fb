//! How parties and the newsroom stand to claims, in words: `stances.tsv`, `hedges.tsv`, and the nouns that stand for claims.
//!
//! In: the tables. Out: [`stances`], a finder of their phrases in a sentence, and the sets of nouns.
//! Deliberately absent: whose words they are and which claim they reach (`status`).

use super::{base_forms, entries, rows, word_set};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// What a phrase of the tables does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// "confirmed the handover"
    Confirm,
    /// "announced that it would close"
    Announce,
    /// "denied the charge"
    Deny,
    /// "disputes the figure"
    Dispute,
    /// "Supporters counter that it merely requires an audit"
    Counter,
    /// "Police insisted that they had fired into the air"
    Insist,
    /// "called the account a fabrication"
    Call,
    /// "This is simply untrue"
    Verdict,
    /// "called the allegation absurd"
    Scorn,
    /// "The report is misleading"
    Objection,
    /// "pleaded not guilty"
    Plea,
    /// "has not confirmed the call"
    NotConfirmed,
    /// "declined to comment"
    Silent,
    /// "gave the same toll"
    Same,
    /// "falsely asserts"
    NewsroomDisputes,
    /// "without offering proof"
    NewsroomDoubts,
    /// "reportedly"
    HedgeAdverb,
    /// "may"
    HedgeModal,
    /// "is believed to"
    HedgePhrase,
    /// "A possible call"
    HedgeOpening,
}

/// A phrase found: what it does, and which words of the sentence it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// What it does.
    pub effect: Effect,
    /// Index of its first word.
    pub start: usize,
    /// Index behind its last word.
    pub end: usize,
}

#[derive(Debug)]
enum Part {
    Words(Vec<&'static str>),
    /// At most so many words between.
    Gap(usize),
}

#[derive(Debug)]
struct Pattern {
    effect: Effect,
    rest: Vec<Part>,
}

/// The tables of the `status` stage.
#[derive(Debug)]
pub struct Stances {
    by_first: BTreeMap<&'static str, Vec<Pattern>>,
    /// Nouns that stand for what somebody said: "the report".
    pub claim_nouns: BTreeSet<&'static str>,
    /// Nouns that stand for the matter: "the purchase".
    pub matter_nouns: BTreeSet<&'static str>,
    /// What is rejected without denying anything: "the proposal".
    pub proposal_nouns: BTreeSet<&'static str>,
    /// What is a claim where it is denied: "any involvement".
    pub denied_nouns: BTreeSet<&'static str>,
    /// What may come of something: "growth", "delays".
    pub outcomes: BTreeSet<&'static str>,
    empty_words: BTreeSet<&'static str>,
    synonyms: BTreeMap<&'static str, Vec<u32>>,
    /// Words with the pairs of opposites that they stand in, and their side.
    opposites: BTreeMap<&'static str, Vec<(u32, bool)>>,
}

/// The tables, read at the first call.
#[must_use]
pub fn stances() -> &'static Stances {
    static STANCES: LazyLock<Stances> = LazyLock::new(|| {
        let mut by_first: BTreeMap<&'static str, Vec<Pattern>> = BTreeMap::new();
        let tables = [include_str!("../../../lexicon/stances.tsv"), include_str!("../../../lexicon/hedges.tsv")];
        for row in tables.into_iter().flat_map(rows) {
            let Some((firsts, effect, _)) = read_row(&row) else { continue };
            for first in firsts {
                if let Some((_, effect, rest)) = read_row(&row) {
                    by_first.entry(first).or_default().push(Pattern { effect, rest });
                }
            }
            let _ = effect;
        }
        let mut synonyms: BTreeMap<&'static str, Vec<u32>> = BTreeMap::new();
        for (line, number) in entries(include_str!("../../../lexicon/synonyms.txt")).zip(0u32..) {
            for word in line.split_whitespace() {
                synonyms.entry(word).or_default().push(number);
            }
        }
        Stances {
            by_first,
            claim_nouns: word_set(include_str!("../../../lexicon/claim-nouns.txt")),
            matter_nouns: word_set(include_str!("../../../lexicon/matter-nouns.txt")),
            proposal_nouns: word_set(include_str!("../../../lexicon/proposal-nouns.txt")),
            denied_nouns: word_set(include_str!("../../../lexicon/denied-nouns.txt")),
            outcomes: word_set(include_str!("../../../lexicon/outcomes.txt")),
            empty_words: word_set(include_str!("../../../lexicon/empty-words.txt")),
            synonyms,
            opposites: opposites(include_str!("../../../lexicon/opposites.txt")),
        }
    });
    &STANCES
}

fn read_row(row: &[&'static str]) -> Option<(Vec<&'static str>, Effect, Vec<Part>)> {
    let [effect, phrase] = row else { return None };
    let effect = match *effect {
        "confirm" => Effect::Confirm,
        "announce" => Effect::Announce,
        "deny" => Effect::Deny,
        "dispute" => Effect::Dispute,
        "counter" => Effect::Counter,
        "insist" => Effect::Insist,
        "call" => Effect::Call,
        "verdict" => Effect::Verdict,
        "scorn" => Effect::Scorn,
        "objection" => Effect::Objection,
        "plea" => Effect::Plea,
        "not-confirmed" => Effect::NotConfirmed,
        "silent" => Effect::Silent,
        "same" => Effect::Same,
        "newsroom-disputes" => Effect::NewsroomDisputes,
        "newsroom-doubts" => Effect::NewsroomDoubts,
        "adverb" => Effect::HedgeAdverb,
        "modal" => Effect::HedgeModal,
        "phrase" => Effect::HedgePhrase,
        "opening" => Effect::HedgeOpening,
        _ => return None,
    };
    let mut parts = phrase.split_whitespace().map(|part| match part {
        "~" => Part::Gap(3),
        "~~" => Part::Gap(8),
        words => Part::Words(words.split('|').collect()),
    });
    let Some(Part::Words(firsts)) = parts.next() else { return None };
    Some((firsts, effect, parts.collect()))
}

/// For each word the pairs it stands in, each with its side.
fn opposites(table: &'static str) -> BTreeMap<&'static str, Vec<(u32, bool)>> {
    let mut sides: BTreeMap<&'static str, Vec<(u32, bool)>> = BTreeMap::new();
    for (line, number) in entries(table).zip(0u32..) {
        let (one, other) = line.split_once('|').unwrap_or((line, ""));
        for (side, words) in [(true, one), (false, other)] {
            for word in words.split_whitespace() {
                sides.entry(word).or_default().push((number, side));
            }
        }
    }
    sides
}

/// The forms under which the tables may know a word: its base forms, "be" for "was", "have" for "had", "not" for "hasn't".
#[must_use]
pub fn stance_forms(lower: &str) -> Vec<String> {
    const LOST_APOSTROPHE: &[&str] =
        &["didnt", "doesnt", "dont", "hasnt", "havent", "hadnt", "isnt", "wasnt", "werent", "couldnt", "wouldnt", "cant", "wont", "arent"];
    let mut forms = base_forms(lower);
    match lower {
        "is" | "are" | "was" | "were" | "been" | "being" | "am" => forms.push("be".to_owned()),
        "has" | "had" | "having" => forms.push("have".to_owned()),
        "cannot" => forms.extend(["not".to_owned(), "can".to_owned()]),
        _ if lower.ends_with("n't") || lower.ends_with("n’t") || LOST_APOSTROPHE.contains(&lower) => {
            forms.push("not".to_owned());
            if matches!(&lower[..2], "is" | "ar" | "wa" | "we") {
                forms.push("be".to_owned());
            }
        }
        _ => {}
    }
    forms
}

impl Stances {
    /// The phrases that begin at word `at`. `forms` gives the forms of a word of the sentence, `stops` whether a semicolon,
    /// a colon, a dash or a quotation mark stands before it, which no phrase crosses.
    pub fn find_at<'f>(&self, at: usize, count: usize, forms: &dyn Fn(usize) -> &'f [String], stops: &dyn Fn(usize) -> bool) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for form in forms(at) {
            for pattern in self.by_first.get(form.as_str()).into_iter().flatten() {
                if let Some(end) = matched(&pattern.rest, at + 1, count, forms, stops) {
                    let one = Found { effect: pattern.effect, start: at, end };
                    match found.iter_mut().find(|other| other.effect == one.effect) {
                        Some(other) => other.end = other.end.max(end),
                        None => found.push(one),
                    }
                }
            }
        }
        found
    }

    /// Whether a word says nothing about what its sentence is about.
    #[must_use]
    pub fn is_empty_word(&self, lower: &str) -> bool {
        self.empty_words.contains(lower)
    }

    /// The pairs of opposites that one of these forms stands in, each with its side.
    #[must_use]
    pub fn sides(&self, forms: &[String]) -> Vec<(u32, bool)> {
        let mut sides: Vec<(u32, bool)> = forms.iter().filter_map(|form| self.opposites.get(form.as_str())).flatten().copied().collect();
        sides.sort_unstable();
        sides.dedup();
        sides
    }

    /// The lines of synonyms that hold one of these forms.
    #[must_use]
    pub fn topics(&self, forms: &[String]) -> Vec<u32> {
        let mut topics: Vec<u32> = forms.iter().filter_map(|form| self.synonyms.get(form.as_str())).flatten().copied().collect();
        topics.sort_unstable();
        topics.dedup();
        topics
    }
}

/// As many words of an object tell whether it is a charge that is denied: "any suggestion of a cover-up".
pub const DENIED_OBJECT: usize = 6;

/// Where in the object of "denied" (`denies`) or "rejected" stands the noun for what somebody is charged with, as an index of its
/// words in lower case: 1 in "any involvement in the deal", 0 in "knowledge of the companies". None where the object is no charge:
/// "the offer", "any role for foreign troops" under "rejected", "any suggestion of a shorter season".
#[must_use]
pub fn is_denied_matter(denies: bool, object: &[String]) -> Option<usize> {
    /// The noun stands among so many words.
    const REACH: usize = 4;
    /// Nobody rejects a charge by them: "rejected any role for foreign troops".
    const ONLY_DENIED: [&str; 8] = ["part", "role", "contact", "knowledge", "responsibility", "liability", "ties", "breach"];
    /// What is suggested where no charge is.
    const PLANS: [&str; 13] =
        ["season", "deal", "delay", "truce", "merger", "sale", "move", "cut", "change", "election", "vote", "referendum", "pause"];
    let at = object.iter().take(REACH).position(|word| stances().denied_nouns.contains(word.as_str()))?;
    let noun = object[at].as_str();
    let any = object.first().is_some_and(|first| matches!(first.as_str(), "any" | "all"));
    let bare = denies && at == 0 && matches!(noun, "involvement" | "wrongdoing" | "knowledge" | "responsibility");
    let proposes = noun == "suggestion"
        && object.iter().skip(at + 1).any(|word| PLANS.contains(&word.as_str()) || stances().proposal_nouns.contains(word.as_str()));
    (!proposes && (any || bare) && (denies || !ONLY_DENIED.contains(&noun))).then_some(at)
}

fn matched<'f>(parts: &[Part], at: usize, count: usize, forms: &dyn Fn(usize) -> &'f [String], stops: &dyn Fn(usize) -> bool) -> Option<usize> {
    match parts.split_first() {
        None => Some(at),
        Some((Part::Words(words), rest)) => {
            let fits = at < count && !stops(at) && forms(at).iter().any(|form| words.contains(&form.as_str()));
            if fits { matched(rest, at + 1, count, forms, stops) } else { None }
        }
        Some((Part::Gap(most), rest)) => {
            for skipped in 0..=*most {
                if let Some(end) = matched(rest, at + skipped, count, forms, stops) {
                    return Some(end);
                }
                if at + skipped >= count || stops(at + skipped) {
                    return None;
                }
            }
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_tables_is_understood() {
        for table in [include_str!("../../../lexicon/stances.tsv"), include_str!("../../../lexicon/hedges.tsv")] {
            for row in rows(table) {
                assert!(read_row(&row).is_some(), "{row:?}");
            }
        }
    }

    #[test]
    fn a_phrase_is_found_in_its_forms() {
        let words: Vec<Vec<String>> = "beijing has not yet confirmed the call".split(' ').map(stance_forms).collect();
        let found = stances().find_at(2, words.len(), &|at| &words[at], &|_| false);
        assert!(found.contains(&Found { effect: Effect::NotConfirmed, start: 2, end: 5 }), "{found:?}");
    }
}
