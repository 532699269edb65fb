//! Which claims of a new analysis are claims that stood before.
//!
//! In: the known claims of an article's latest text, and the claims of a new analysis. Out: the fate of each.
//! Deliberately absent: store and engine, and any likeness: a verdict moves to the same words of the same source in
//! agreeing context, or it does not move.
//!
//! The rules, for a claim and a known one with the same words and the same source:
//! - Where both stand once: they are one claim if the sentence around them is the same, or if the claim stands for itself:
//!   it has at least six words, what stands before it in its sentence is the same, and what follows has the same names
//!   and figures. A claim that leans on what came before ("It reported 12 cases") needs the same sentence before it too.
//! - Where they stand several times: as many as before are taken in order, and each needs the same sentence around and
//!   before it; more or fewer need the same sentence on both sides as well, and no second pair like that.
//! - All else is new, or withdrawn. Among those, between the same neighbours, a new claim that has half of the words of a
//!   withdrawn one replaces it. That is a link for people, and carries no verdict.

mod context;
mod words;

use crate::domain::{Alignment, Claim, Fate, KnownClaim, SourceId, Span};
use context::{Context, Contexts, Sentences};
use std::collections::{HashMap, HashSet};
use words::{content_words, leans, normal};

/// Words that a claim has at least to stand for itself: a subject, a verb, an object, and what tells them from others.
const ENOUGH_WORDS: usize = 6;

/// Withdrawn claims that are looked through for the one that a new claim replaces: more lie between the same neighbours
/// only where a whole text was written anew.
const LOOK_AHEAD: usize = 16;

/// Decides what each claim of a new analysis is.
#[must_use]
pub(super) fn align(old_text: &str, old: &[KnownClaim], new_text: &str, new: &[Claim]) -> Alignment {
    let mut sentences = Sentences::default();
    let (old_contexts, new_contexts) = (Contexts::of(old_text, &mut sentences), Contexts::of(new_text, &mut sentences));
    // What the engine calls by its name before a merge is the source after it.
    let merged: HashMap<&SourceId, &SourceId> = old.iter().map(|claim| (&claim.engine_source, &claim.merged_source)).collect();
    let old_candidates: Vec<_> = old.iter().map(|claim| Candidate::of(&claim.text, &claim.spans, &claim.merged_source, &old_contexts)).collect();
    let new_candidates: Vec<_> = new
        .iter()
        .map(|claim| {
            let source = merged.get(&claim.source.id).copied().unwrap_or(&claim.source.id);
            Candidate::of(&claim.text(new_text), &claim.spans, source, &new_contexts)
        })
        .collect();

    let mut pairs = vec![None; new.len()];
    let old_places = places(&old_candidates);
    for (key, there) in places(&new_candidates) {
        let Some(before) = old_places.get(key) else { continue };
        for (known, found) in same_claims(before, &there, &old_candidates, &new_candidates) {
            pairs[found] = Some(known);
        }
    }
    let kept: HashSet<usize> = pairs.iter().flatten().copied().collect();
    let replaced = replacements(&pairs, &kept, &old_candidates, &new_candidates);
    let fate = |index: usize| match pairs[index] {
        Some(known) => Fate::Kept(old[known].id),
        None => Fate::New { replaces: replaced.get(&index).map(|&known| old[known].id) },
    };
    Alignment {
        fates: (0..new.len()).map(fate).collect(),
        withdrawn: old.iter().enumerate().filter(|(index, _)| !kept.contains(index)).map(|(_, claim)| claim.id).collect(),
    }
}

/// A claim of either side, as it is compared.
struct Candidate {
    key: (String, SourceId),
    words: Vec<String>,
    leans: bool,
    context: Context,
}

impl Candidate {
    fn of(text: &str, spans: &[Span], source: &SourceId, contexts: &Contexts<'_>) -> Self {
        let context = contexts.around(spans);
        let words = normal(text);
        let leans = leans(&words) || context.leans;
        Self { words: content_words(&words), key: (words, source.clone()), leans, context }
    }

    /// Whether it means the same wherever it stands.
    fn stands_for_itself(&self) -> bool {
        self.words.len() >= ENOUGH_WORDS && !self.leans
    }
}

/// Where each key stands, in the order of the text.
fn places(candidates: &[Candidate]) -> HashMap<&(String, SourceId), Vec<usize>> {
    let mut places: HashMap<_, Vec<usize>> = HashMap::new();
    for (index, candidate) in candidates.iter().enumerate() {
        places.entry(&candidate.key).or_default().push(index);
    }
    places
}

/// The pairs (known, found) of one key that are one claim.
fn same_claims(before: &[usize], there: &[usize], old: &[Candidate], new: &[Candidate]) -> Vec<(usize, usize)> {
    if let ([known], [found]) = (before, there) {
        return if once_the_same(&old[*known], &new[*found]) { vec![(*known, *found)] } else { Vec::new() };
    }
    if before.len() == there.len() {
        let agree = |&(known, found): &(usize, usize)| {
            let (one, other) = (&old[known].context, &new[found].context);
            one.host == other.host && one.before == other.before && (!new[found].leans || one.chain == other.chain)
        };
        return before.iter().copied().zip(there.iter().copied()).filter(agree).collect();
    }
    let signature =
        |candidate: &Candidate| (candidate.context.before, candidate.context.host.clone(), candidate.context.after, candidate.context.chain);
    let once = |places: &[usize], side: &[Candidate]| {
        let mut found: HashMap<_, Option<usize>> = HashMap::new();
        for &index in places {
            found.entry(signature(&side[index])).and_modify(|place| *place = None).or_insert(Some(index));
        }
        found
    };
    let found = once(there, new);
    let pair = |(signature, known): (_, Option<usize>)| Some((known?, (*found.get(&signature)?)?));
    once(before, old).into_iter().filter_map(pair).collect()
}

/// Whether two claims that each stand once are one.
fn once_the_same(known: &Candidate, found: &Candidate) -> bool {
    let (one, other) = (&known.context, &found.context);
    if found.leans && one.chain != other.chain {
        return false;
    }
    one.host == other.host || (found.stands_for_itself() && one.lead == other.lead && one.names_behind == other.names_behind)
}

/// For each new claim that replaces a known one, which; neither stands in a pair.
fn replacements(pairs: &[Option<usize>], kept: &HashSet<usize>, old: &[Candidate], new: &[Candidate]) -> HashMap<usize, usize> {
    // The kept claims on both sides of each withdrawn one, in the order of the old text.
    let mut gaps: HashMap<(Option<usize>, Option<usize>), Vec<usize>> = HashMap::new();
    let following = next_in_place((0..old.len()).map(|index| kept.contains(&index).then_some(index)).collect());
    let mut last = None;
    for index in 0..old.len() {
        if kept.contains(&index) {
            last = Some(index);
        } else {
            gaps.entry((last, following[index])).or_default().push(index);
        }
    }
    let following = next_in_place(pairs.to_vec());
    let mut taken: HashMap<_, usize> = HashMap::new();
    let mut replaced = HashMap::new();
    last = None;
    for index in 0..new.len() {
        if pairs[index].is_some() {
            last = pairs[index];
            continue;
        }
        let gap = (last, following[index]);
        let (Some(known), taken) = (gaps.get(&gap), taken.entry(gap).or_default()) else { continue };
        let alike = known.iter().enumerate().skip(*taken).take(LOOK_AHEAD).find(|(_, known)| half_the_same(&old[**known].words, &new[index].words));
        if let Some((place, &known)) = alike {
            *taken = place + 1;
            replaced.insert(index, known);
        }
    }
    replaced
}

/// For each place, the first value behind it.
fn next_in_place(values: Vec<Option<usize>>) -> Vec<Option<usize>> {
    let mut next = None;
    let mut following: Vec<_> = values
        .into_iter()
        .rev()
        .map(|value| {
            let behind = next;
            next = value.or(next);
            behind
        })
        .collect();
    following.reverse();
    following
}

/// Whether half of the words of the longer one stand in the other.
fn half_the_same(one: &[String], other: &[String]) -> bool {
    let mut left: HashMap<&str, usize> = HashMap::new();
    for word in one {
        *left.entry(word).or_default() += 1;
    }
    let shared = other.iter().filter(|word| left.get_mut(word.as_str()).is_some_and(|count| std::mem::replace(count, count.saturating_sub(1)) > 0));
    let shared = shared.count();
    shared > 0 && shared * 2 >= one.len().max(other.len())
}

#[cfg(test)]
mod tests;
