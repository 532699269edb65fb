//! Claims against gold claims.
//!
//! In: texts with gold claims, and what was found. Out: figures and mistakes.
//! Deliberately absent: attributions (`attributions`).

use super::figures::{Counts, share};
use super::words::{find_words, overlap, shared, words_in};
use super::{Found, GoldText, Mistake, MistakeKind, Score, StatusScores, Verdict, words_of};
use crate::domain::{Span, Status};
use std::collections::{BTreeMap, BTreeSet};

/// How good claims are. Shares are rounded to four decimals.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimFigures {
    /// Texts that were measured.
    pub texts: usize,
    /// Gold claims, without optional ones.
    pub gold: usize,
    /// Claims found, without those that match an optional one.
    pub predicted: usize,
    /// Claims found: one to one, at least half of the words of both together.
    pub claims: Score,
    /// Of the claims found, the share with the right source, name and kind together.
    pub source: f64,
    /// Of the claims found, the share with the right kind of source.
    pub kind: f64,
    /// Of the claims found, the share with the right status.
    pub status: f64,
    /// For each status, end to end: a claim that is not found is missed, one that matches none is wrong.
    pub statuses: StatusScores,
    /// Gold claims that were found with the right source and status.
    pub all_right: f64,
    /// How much of what is no claim stands in one: at least half of its words.
    pub leaks: usize,
    /// How much was looked for as no claim.
    pub not_claims: usize,
}

/// Two match where they share at least half of their words together.
const ENOUGH_SHARED: f64 = 0.5;

#[derive(Default)]
struct Tally {
    texts: usize,
    claims: Counts,
    source: usize,
    kind: usize,
    status: usize,
    all_right: usize,
    statuses: BTreeMap<Status, Counts>,
    leaks: usize,
    not_claims: usize,
    mistakes: Vec<Mistake>,
}

/// Measures the texts that have gold claims; each comes with what was found in it.
#[must_use]
pub fn measure_claims<'a>(texts: impl IntoIterator<Item = (&'a GoldText, &'a Found)>) -> (ClaimFigures, Vec<Mistake>) {
    let mut tally = Tally::default();
    for (gold, found) in texts {
        if gold.claims.is_some() {
            tally.add(gold, found);
        }
    }
    let found = tally.claims.right;
    let figures = ClaimFigures {
        texts: tally.texts,
        gold: tally.claims.gold,
        predicted: tally.claims.given,
        claims: tally.claims.score(),
        source: share(tally.source, found),
        kind: share(tally.kind, found),
        status: share(tally.status, found),
        statuses: StatusScores::of(&tally.statuses),
        all_right: share(tally.all_right, tally.claims.gold),
        leaks: tally.leaks,
        not_claims: tally.not_claims,
    };
    (figures, tally.mistakes)
}

impl Tally {
    fn add(&mut self, gold: &GoldText, found: &Found) {
        let words = find_words(&gold.text);
        let gold_claims = gold.claims.as_deref().unwrap_or_default();
        let gold_words: Vec<_> = gold_claims.iter().map(|claim| words_in(&claim.spans, &words)).collect();
        let found_words: Vec<_> = found.claims.iter().map(|claim| words_in(&claim.spans, &words)).collect();
        let pairs = match_up(&gold_words, &found_words);
        self.texts += 1;

        let mistake =
            |kind, spans: &[Span], want: String, got: String| Mistake { kind, id: gold.id.clone(), words: words_of(spans, &gold.text), want, got };
        let mut matched = BTreeSet::new();
        let mut optional_found = 0;
        for (index, claim) in gold_claims.iter().enumerate() {
            let Some(first) = claim.answers.first() else { continue };
            let pair = pairs.get(&index).and_then(|&at| Some((at, found.claims.get(at)?)));
            let Some((at, answer)) = pair else {
                if !claim.optional {
                    self.claims.gold += 1;
                    self.statuses.entry(first.status).or_default().gold += 1;
                    self.mistakes.push(mistake(MistakeKind::Missed, &claim.spans, first.in_words(), String::new()));
                }
                continue;
            };
            matched.insert(at);
            let verdict = Verdict::of(answer, &claim.answers);
            for kind in verdict.mistakes() {
                self.mistakes.push(mistake(kind, &claim.spans, first.in_words(), answer.answer.in_words()));
            }
            if claim.optional {
                optional_found += 1;
                continue;
            }
            self.claims.gold += 1;
            self.claims.right += 1;
            self.source += usize::from(verdict.source);
            self.kind += usize::from(verdict.kind);
            self.status += usize::from(verdict.status);
            self.all_right += usize::from(verdict.all);
            // Where another answer is as right, it is the one that was wanted.
            let want = if verdict.status { answer.answer.status } else { first.status };
            self.statuses.entry(answer.answer.status).or_default().given += 1;
            let counts = self.statuses.entry(want).or_default();
            counts.gold += 1;
            counts.right += usize::from(verdict.status);
        }
        self.claims.given += found.claims.len() - optional_found;
        for (at, claim) in found.claims.iter().enumerate() {
            if !matched.contains(&at) {
                self.statuses.entry(claim.answer.status).or_default().given += 1;
                self.mistakes.push(mistake(MistakeKind::Spurious, &claim.spans, String::new(), claim.answer.in_words()));
            }
        }
        for not_claim in &gold.not_claims {
            let Some(start) = gold.text.find(not_claim.as_str()) else { continue };
            let span = Span::new(start, start + not_claim.len());
            let inside = words_in(&[span], &words);
            self.not_claims += 1;
            if !inside.is_empty() && found_words.iter().any(|claim| 2 * shared(&inside, claim) >= inside.len()) {
                self.leaks += 1;
                self.mistakes.push(mistake(MistakeKind::Leak, &[span], String::new(), String::new()));
            }
        }
    }
}

/// Pairs gold claims with found ones, best overlap first, each once; of equal ones the later first.
fn match_up(gold: &[BTreeSet<usize>], found: &[BTreeSet<usize>]) -> BTreeMap<usize, usize> {
    let mut candidates = Vec::new();
    for (i, one) in gold.iter().enumerate() {
        for (j, other) in found.iter().enumerate() {
            let overlap = overlap(one, other);
            if overlap >= ENOUGH_SHARED {
                candidates.push((overlap, i, j));
            }
        }
    }
    candidates.sort_by(|one, other| other.0.total_cmp(&one.0).then(other.1.cmp(&one.1)).then(other.2.cmp(&one.2)));
    let (mut pairs, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for (_, i, j) in candidates {
        if !pairs.contains_key(&i) && taken.insert(j) {
            pairs.insert(i, j);
        }
    }
    pairs
}
