//! Who answers for gold attributions, and how well they are confirmed, end to end.
//!
//! In: texts whose gold attributions have an answer, and what was found. Out: figures and mistakes.
//! Deliberately absent: whether the attributions themselves were found as such (`attributions`).

use super::figures::{Counts, share};
use super::words::{find_words, shared, words_in};
use super::{Found, GoldText, Mistake, MistakeKind, StatusScores, Verdict, words_of};
use std::collections::BTreeMap;

/// How good sources and statuses of attributions are. Shares are rounded to four decimals.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceFigures {
    /// Attributions that have an answer.
    pub labelled: usize,
    /// The share of them that some claim stands for.
    pub found: f64,
    /// Of those, the share with the right source, name and kind together.
    pub source: f64,
    /// Of those, the share with the right kind of source.
    pub kind: f64,
    /// Of those, the share with the right status.
    pub status: f64,
    /// For each status, over all that have an answer.
    pub statuses: StatusScores,
    /// The share with everything right, over all that have an answer.
    pub all_right: f64,
}

/// Measures the attributions that have an answer; each text comes with what was found in it.
#[must_use]
pub fn measure_sources<'a>(texts: impl IntoIterator<Item = (&'a GoldText, &'a Found)>) -> (SourceFigures, Vec<Mistake>) {
    let (mut labelled, mut found, mut source, mut kind, mut status, mut all_right) = (0, 0, 0, 0, 0, 0);
    let mut statuses: BTreeMap<_, Counts> = BTreeMap::new();
    let mut mistakes = Vec::new();
    for (gold, analysed) in texts {
        let words = find_words(&gold.text);
        let claims: Vec<_> = analysed.claims.iter().map(|claim| words_in(&claim.spans, &words)).collect();
        for (&index, answers) in &gold.sources {
            let Some((said, first)) = gold.attributions.as_ref().and_then(|all| all.get(index)).zip(answers.first()) else { continue };
            let content = words_in(&said.content, &words);
            if content.is_empty() {
                continue;
            }
            labelled += 1;
            statuses.entry(first.status).or_default().gold += 1;
            let mistake = |kind, got: String| Mistake {
                kind,
                id: format!("{}#{index}", gold.id),
                words: words_of(&said.content, &gold.text),
                want: first.in_words(),
                got,
            };
            // The claim that covers most of the content, at least half of it inside and at least 30 % of the content.
            let mut best = None;
            for (claim, claim_words) in analysed.claims.iter().zip(&claims) {
                let both = shared(claim_words, &content);
                let stands_for_it = !claim_words.is_empty() && 2 * both >= claim_words.len() && 10 * both >= 3 * content.len();
                if stands_for_it && best.is_none_or(|(most, _)| both > most) {
                    best = Some((both, claim));
                }
            }
            let Some((_, claim)) = best else {
                mistakes.push(mistake(MistakeKind::Missed, String::new()));
                continue;
            };
            let verdict = Verdict::of(claim, answers);
            found += 1;
            source += usize::from(verdict.source);
            kind += usize::from(verdict.kind);
            status += usize::from(verdict.status);
            all_right += usize::from(verdict.source && verdict.kind && verdict.status);
            let given = if verdict.status { first.status } else { claim.answer.status };
            statuses.entry(given).or_default().given += 1;
            statuses.entry(first.status).or_default().right += usize::from(verdict.status);
            mistakes.extend(verdict.mistakes().map(|kind| mistake(kind, claim.answer.in_words())));
        }
    }
    let figures = SourceFigures {
        labelled,
        found: share(found, labelled),
        source: share(source, found),
        kind: share(kind, found),
        status: share(status, found),
        statuses: StatusScores::of(&statuses),
        all_right: share(all_right, labelled),
    };
    (figures, mistakes)
}
