//! Attributions against gold attributions.
//!
//! In: texts with gold attributions, and what was found. Out: figures over all texts together, and mistakes.
//! Deliberately absent: who the sources are (`sources`).

use super::confidence::{ConfidenceFigures, measure_confidence};
use super::figures::{Counts, share};
use super::words::{find_words, overlap, shared, words_in};
use super::{Found, FoundAttribution, GoldText, Mistake, MistakeKind, Said, Score, words_of};
use crate::domain::Span;
use std::collections::BTreeSet;

/// How good attributions are. Shares are rounded to four decimals.
#[derive(Debug, Clone, PartialEq)]
pub struct AttributionFigures {
    /// Texts that were measured.
    pub texts: usize,
    /// Gold attributions that have content.
    pub gold: usize,
    /// Attributions found that have content.
    pub predicted: usize,
    /// Of the words in some span of the role, those that are in some gold span of it.
    pub token: RoleScores,
    /// All spans of the role have the words of a gold attribution's, each of which counts once.
    pub exact: RoleScores,
    /// One to one: the content overlaps by half, and the sources share a word or both are missing.
    pub who_said_what: Score,
    /// The same, whatever the source.
    pub what: Score,
    /// Of those found whose gold names a source, the share whose source shares a word; none where no gold does.
    pub source_accuracy: Option<f64>,
    /// Whether confidences say how probably who said what is right; none where an attribution
    /// came without one, or where nothing was found.
    pub confidence: Option<ConfidenceFigures>,
}

/// A score for each role.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct RoleScores {
    /// Source mentions.
    pub source: Score,
    /// Cues.
    pub cue: Score,
    /// Contents.
    pub content: Score,
}

/// Contents match where they share at least half of their words together.
const ENOUGH_SHARED: f64 = 0.5;

/// The words of one attribution: source, cue, content.
type Roles = [BTreeSet<usize>; 3];

const SOURCE: usize = 0;
const CONTENT: usize = 2;

#[derive(Default)]
struct Tally {
    texts: usize,
    token: [Counts; 3],
    exact: [Counts; 3],
    who_said_what: Counts,
    what: Counts,
    /// Right sources, and found attributions whose gold names one.
    sources: (usize, usize),
    /// The confidence of each found attribution that has content, and whether it is right.
    confidences: Vec<(Option<f64>, bool)>,
    mistakes: Vec<Mistake>,
}

/// Measures the texts that have gold attributions; each comes with what was found in it.
#[must_use]
pub fn measure_attributions<'a>(texts: impl IntoIterator<Item = (&'a GoldText, &'a Found)>) -> (AttributionFigures, Vec<Mistake>) {
    let mut tally = Tally::default();
    for (gold, found) in texts {
        if let Some(said) = &gold.attributions {
            tally.add(gold, said, &found.attributions);
        }
    }
    let roles = |counts: [Counts; 3]| RoleScores { source: counts[0].score(), cue: counts[1].score(), content: counts[2].score() };
    let (right, named) = tally.sources;
    let figures = AttributionFigures {
        texts: tally.texts,
        gold: tally.who_said_what.gold,
        predicted: tally.who_said_what.given,
        token: roles(tally.token),
        exact: roles(tally.exact),
        who_said_what: tally.who_said_what.score(),
        what: tally.what.score(),
        source_accuracy: (named > 0).then(|| share(right, named)),
        confidence: tally
            .confidences
            .into_iter()
            .map(|(confidence, right)| Some((confidence?, right)))
            .collect::<Option<_>>()
            .and_then(measure_confidence),
    };
    (figures, tally.mistakes)
}

impl Tally {
    fn add(&mut self, text: &GoldText, gold: &[Said], found: &[FoundAttribution]) {
        let words = find_words(&text.text);
        let roles = |said: &Said| [&said.source, &said.cue, &said.content].map(|spans| words_in(spans, &words));
        let g: Vec<Roles> = gold.iter().map(roles).collect();
        let f: Vec<Roles> = found.iter().map(|found| roles(&found.said)).collect();
        self.texts += 1;
        for role in 0..3 {
            self.add_role(role, &g, &f);
        }
        let pairs = find_pairs(&g, &f);
        let with_content = |all: &[Roles]| all.iter().filter(|roles| !roles[CONTENT].is_empty()).count();
        for (counts, same_source) in [(&mut self.who_said_what, true), (&mut self.what, false)] {
            let right = match_up(pairs.iter().filter(|pair| pair.same_source || !same_source));
            counts.right += right.len();
            if same_source {
                let with_content = found.iter().enumerate().filter(|(index, _)| !f[*index][CONTENT].is_empty());
                let is_right = |index: usize| right.iter().any(|pair| pair.found == index);
                self.confidences.extend(with_content.map(|(index, found)| (found.confidence, is_right(index))));
            }
            counts.gold += with_content(&g);
            counts.given += with_content(&f);
        }

        let mistake =
            |kind, spans: &[Span], want: String, got: String| Mistake { kind, id: text.id.clone(), words: words_of(spans, &text.text), want, got };
        let what = match_up(pairs.iter());
        for pair in &what {
            let same = shared(&g[pair.gold][SOURCE], &f[pair.found][SOURCE]) > 0;
            if !g[pair.gold][SOURCE].is_empty() {
                self.sources.0 += usize::from(same);
                self.sources.1 += 1;
            }
            if !pair.same_source {
                let names = (words_of(&gold[pair.gold].source, &text.text), words_of(&found[pair.found].said.source, &text.text));
                self.mistakes.push(mistake(MistakeKind::WrongSource, &gold[pair.gold].content, names.0, names.1));
            }
        }
        for (index, said) in gold.iter().enumerate().filter(|(index, _)| !g[*index][CONTENT].is_empty()) {
            if !what.iter().any(|pair| pair.gold == index) {
                self.mistakes.push(mistake(MistakeKind::Missed, &said.content, words_of(&said.source, &text.text), String::new()));
            }
        }
        for (index, FoundAttribution { said, .. }) in found.iter().enumerate().filter(|(index, _)| !f[*index][CONTENT].is_empty()) {
            if !what.iter().any(|pair| pair.found == index) {
                self.mistakes.push(mistake(MistakeKind::Spurious, &said.content, String::new(), words_of(&said.source, &text.text)));
            }
        }
    }

    fn add_role(&mut self, role: usize, gold: &[Roles], found: &[Roles]) {
        let all = |attributions: &[Roles]| attributions.iter().flat_map(|roles| &roles[role]).copied().collect::<BTreeSet<_>>();
        let (g, f) = (all(gold), all(found));
        self.token[role].right += shared(&g, &f);
        self.token[role].given += f.len();
        self.token[role].gold += g.len();

        let mut left: Vec<_> = gold.iter().map(|roles| &roles[role]).filter(|words| !words.is_empty()).collect();
        self.exact[role].gold += left.len();
        for words in found.iter().map(|roles| &roles[role]).filter(|words| !words.is_empty()) {
            self.exact[role].given += 1;
            if let Some(at) = left.iter().position(|other| *other == words) {
                left.swap_remove(at);
                self.exact[role].right += 1;
            }
        }
    }
}

/// A gold attribution and a found one whose contents match.
struct Pair {
    overlap: f64,
    same_source: bool,
    gold: usize,
    found: usize,
}

/// All pairs whose contents match: those of one source first, then by their overlap, then in the order of the text.
fn find_pairs(gold: &[Roles], found: &[Roles]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, f) in found.iter().enumerate() {
            let overlap = overlap(&g[CONTENT], &f[CONTENT]);
            if overlap >= ENOUGH_SHARED {
                let same_source = shared(&g[SOURCE], &f[SOURCE]) > 0 || (g[SOURCE].is_empty() && f[SOURCE].is_empty());
                pairs.push(Pair { overlap, same_source, gold: i, found: j });
            }
        }
    }
    pairs.sort_by(|one, other| other.same_source.cmp(&one.same_source).then(other.overlap.total_cmp(&one.overlap)));
    pairs
}

/// Takes pairs in their order, each side once.
fn match_up<'p>(pairs: impl Iterator<Item = &'p Pair>) -> Vec<&'p Pair> {
    let (mut gold, mut found) = (BTreeSet::new(), BTreeSet::new());
    let mut taken = Vec::new();
    for pair in pairs {
        if !gold.contains(&pair.gold) && !found.contains(&pair.found) {
            gold.insert(pair.gold);
            found.insert(pair.found);
            taken.push(pair);
        }
    }
    taken
}
