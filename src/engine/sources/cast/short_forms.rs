//! Short forms of names that the article has in full: a surname, the beginning of a company's name, an abbreviation, a slip.
//!
//! In: the words of a name. Out: the party that bears a longer one, or none.
//! Deliberately absent: names of the registry and new ones (`named`).

use super::Cast;
use super::named::{first_word, gender_fits, last_word};
use crate::engine::sources::party::Party;
use crate::engine::sources::reading::{self, NounSort, Reading};
use crate::engine::sources::registry::{Gender, Scope, name_key};
use std::ops::Range;

/// Names of a text with more surnames are not looked through one by one.
const MOST_NAMES: usize = 300;

/// What a firm owns and is not.
pub(super) const FACILITIES: [&str; 8] = [" plant", " factory", " refinery", " terminal", " smelter", " pipeline", " warehouse", " depot"];

impl Cast<'_> {
    /// A party that the article has under a longer name: a surname, the beginning of a company's name, an abbreviation.
    pub(super) fn namesake(&mut self, text: &str, gender: Gender, thing: bool, registry_name: Option<&str>) -> Option<usize> {
        let last = last_word(text);
        let single = !text.contains(' ');
        if !thing {
            let bearers = self.by_last_word.get(&last).into_iter().flatten().copied();
            let bearers: Vec<usize> = bearers
                .filter(|&party| {
                    self.parties[party].human
                        && self.parties[party].named
                        && gender_fits(self.parties[party].gender, gender)
                        && same_person(&self.parties[party].name, text)
                })
                .collect();
            let forward: Vec<String> =
                self.full_names.get(&last).into_iter().flatten().filter(|full| same_person(full, text) && full.as_str() != text).cloned().collect();
            if let Some(registry_name) = registry_name {
                // "Trump" is Donald Trump unless the article knows only another one.
                if self.full_names.get(&last).is_none_or(|names| names.iter().any(|name| name == registry_name)) && gender == Gender::Unknown {
                    return self.by_name.get(&name_key(registry_name)).copied();
                }
            }
            if single && let Some(&party) = self.bare_surnames.get(&last).filter(|party| bearers.contains(party)) {
                return Some(party);
            }
            if let Some(party) = if single { self.most_spoken_of(&bearers) } else { self.most_recent(&bearers) } {
                if single {
                    self.bare_surnames.insert(last, party);
                }
                return Some(party);
            }
            if let Some(full) = forward.first().cloned() {
                let fitting = forward.iter().find(|full| gender_fits(self.first_name_gender(full), gender)).cloned().unwrap_or(full);
                return Some(self.add_person(&fitting));
            }
            if single && let Some(first) = self.by_first_word.get(&text.to_lowercase()) {
                let people: Vec<usize> = first.iter().copied().filter(|&party| self.parties[party].human && self.parties[party].named).collect();
                if let Some(party) = self.most_recent(&people) {
                    return Some(party);
                }
            }
        }
        let lower = text.to_lowercase();
        let longer: Vec<usize> = self
            .by_first_word
            .get(&first_word(text))
            .into_iter()
            .flatten()
            .chain(if single { self.by_last_word.get(&last) } else { None }.into_iter().flatten())
            .copied()
            .filter(|&party| {
                let party = &self.parties[party];
                let name = party.name.to_lowercase();
                // "Bayou Halide" is the firm, whatever was said of "the Bayou Halide plant".
                let works = FACILITIES.iter().any(|noun| name.ends_with(noun)) && !lower.ends_with("plant");
                !party.human
                    && !works
                    && !party.name.starts_with("Government of")
                    && (name.strip_prefix(&format!("{lower} ")).is_some_and(|rest| !rest.contains("'s ") && !rest.contains("s' "))
                        || (single && name.ends_with(&format!(" {lower}")) && self.registry.noun(&lower).is_none()))
            })
            .collect();
        if let Some(party) = self.most_recent(&longer) {
            return Some(party);
        }
        if registry_name.is_none() {
            if let Some((name, kind)) = self
                .body_names
                .get(&first_word(text))
                .into_iter()
                .flatten()
                .find(|(name, _)| name.len() > text.len() && name.to_lowercase().starts_with(&format!("{lower} ")))
                .cloned()
            {
                let mut party = Party::new(name, kind);
                party.named = true;
                party.human = false;
                return Some(self.add(party));
            }
            let capitals = single && text.len() >= 2 && text.len() <= 7 && text.chars().all(char::is_uppercase);
            if capitals {
                return (0..self.parties.len())
                    .rev()
                    .take(200)
                    .find(|&party| self.parties[party].named && !self.parties[party].human && initials(&self.parties[party].name) == *text);
            }
        }
        None
    }

    /// A surname that differs by one letter from the only one it could be: "Wines" for Leslie Wimes.
    pub(super) fn misspelt(&mut self, text: &str) -> Option<usize> {
        let lower = text.to_lowercase();
        if lower.chars().count() < 5 || self.full_names.len() > MOST_NAMES {
            return None;
        }
        let mut near = self.full_names.iter().filter(|(last, _)| one_letter_apart(last, &lower)).flat_map(|(_, names)| names);
        match (near.next().cloned(), near.next()) {
            (Some(full), None) => Some(self.add_person(&full)),
            _ => None,
        }
    }

    /// "the Foreign Ministry" after "the Chinese Foreign Ministry": a name that only says what it is.
    pub(super) fn generic_body(&mut self, text: &str, name: &Range<usize>, reading: &Reading) -> Option<usize> {
        let noun = reading::noun_at_end(&self.phrases, self.registry, name, false)?;
        let Some(NounSort::Thing(_, Scope::National | Scope::Local)) = noun.sort else { return None };
        if reading.owner.is_some() || noun.tokens != *name {
            return None;
        }
        let ending = format!(" {}", text.to_lowercase());
        let same: Vec<usize> = self
            .by_last_word
            .get(&last_word(text))
            .into_iter()
            .flatten()
            .copied()
            .filter(|&party| self.parties[party].name.to_lowercase().ends_with(&ending))
            .collect();
        self.most_recent(&same)
    }

    /// A bare surname is the one's whom the article mostly speaks of; relatives are given their first names.
    fn most_spoken_of(&self, parties: &[usize]) -> Option<usize> {
        if parties.len() < 2 {
            return parties.first().copied();
        }
        if let Some(acting) = self.last_acting(parties) {
            return Some(acting);
        }
        let count =
            |party: usize| self.occurrences.iter().rev().take(400).filter(|occurrence| occurrence.party == party && !occurrence.inner).count();
        parties.iter().copied().map(|party| (count(party), party)).reduce(|a, b| if b.0 > a.0 { b } else { a }).map(|(_, party)| party)
    }

    /// "Petra Krogh, sister of Jens Krogh, rejected that. Krogh said": the only one who has acted in the last sentences.
    fn last_acting(&self, parties: &[usize]) -> Option<usize> {
        const NEAR: usize = 2;
        let latest = self.occurrences.last()?.sentence;
        let near = self.occurrences.iter().rev().take_while(|occurrence| occurrence.sentence + NEAR >= latest);
        let mut acting: Vec<usize> = near
            .filter(|occurrence| occurrence.subject && !occurrence.inner && !occurrence.quoted && parties.contains(&occurrence.party))
            .map(|occurrence| occurrence.party)
            .collect();
        acting.sort_unstable();
        acting.dedup();
        if let [only] = acting.as_slice() { Some(*only) } else { None }
    }

    /// The party spoken of last, among some.
    pub(super) fn most_recent(&self, parties: &[usize]) -> Option<usize> {
        match parties {
            [] => None,
            [only] => Some(*only),
            several => self
                .occurrences
                .iter()
                .rev()
                .take(400)
                .map(|occurrence| occurrence.party)
                .find(|party| several.contains(party))
                .or_else(|| several.last().copied()),
        }
    }
}

/// Whether two words differ by one letter changed, added or left out.
fn one_letter_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same_start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let same_end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let longest = a.len().max(b.len());
    a != b && a.len().abs_diff(b.len()) <= 1 && a.first() == b.first() && same_start + same_end + 1 >= longest
}

/// Whether a name may be a form of a full one: "Graham", "L. Graham", "Guajardo Villarreal".
fn same_person(full: &str, text: &str) -> bool {
    let mut full_words = full.split_whitespace();
    let mut words = text.split_whitespace();
    let (Some(first), Some(own)) = (full_words.next(), words.next()) else { return false };
    if words.next().is_none() {
        return true;
    }
    full.to_lowercase().ends_with(&format!(" {}", text.to_lowercase()))
        || (first.chars().next() == own.chars().next()
            && (first.starts_with(own.trim_end_matches('.')) || own.starts_with(first.trim_end_matches('.'))))
}

fn initials(name: &str) -> String {
    name.split([' ', '-']).filter(|word| word.starts_with(char::is_uppercase)).filter_map(|word| word.chars().next()).collect()
}
