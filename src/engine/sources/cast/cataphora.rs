//! Names that come after their description: "A New York judge rejected ..." in the first sentence, "Justice Frank Nervo" in the third.
//!
//! In: the cast after its walk. Out: for an unnamed holder of an office the one person whom the article later calls the same; for a
//! body ("a Senate panel"), a poll and a union of the first sentences the one that is named further down.
//! Deliberately absent: more than one such party, or none (then the article's own words stay).

use super::{Cast, Occurrence};
use crate::domain::SourceKind;
use crate::engine::sources::registry::RoleSort;
use crate::engine::tagger::Tag;
use std::collections::HashMap;

/// A headline's or first paragraph's description is named within this many sentences, or never.
const REACH: usize = 12;

/// A body without its name is introduced in the headline or the first paragraph.
const HEADLINE: usize = 4;
/// A text with more parties is no story.
const MOST: usize = 400;

impl Cast<'_> {
    /// Finds the names that are given later.
    pub(super) fn find_names_given_later(&mut self) {
        let mut first_at: HashMap<usize, usize> = HashMap::new();
        for occurrence in &self.occurrences {
            let at = first_at.entry(occurrence.party).or_insert(occurrence.sentence);
            *at = (*at).min(occurrence.sentence);
        }
        let mut named: Vec<(usize, usize)> = first_at
            .iter()
            .filter(|(party, _)| self.parties[**party].named && self.parties[**party].human)
            .map(|(party, at)| (*party, *at))
            .collect();
        named.sort_unstable();
        named.truncate(400);
        let unnamed: Vec<(usize, usize)> = first_at.into_iter().filter(|(party, sentence)| *sentence < 6 && self.is_unnamed_office(*party)).collect();
        for (party, sentence) in unnamed {
            let noun = self.parties[party].nouns.last().cloned().unwrap_or_default();
            let mut fitting = named.iter().filter(|(other, at)| {
                let own = &self.parties[*other];
                *at >= sentence
                    && *at <= sentence + REACH
                    && own.nouns.contains(&noun)
                    && (own.gender == self.parties[party].gender
                        || self.parties[party].gender == Default::default()
                        || own.gender == Default::default())
            });
            if let (Some((only, _)), None) = (fitting.next(), fitting.next()) {
                self.later_names.insert(party, *only);
            } else if sentence == 0
                && let Some(speaker) = self.first_named_subject(party)
            {
                self.later_names.insert(party, speaker);
            }
        }
        self.find_bodies_named_later();
        self.find_poll_named_later();
        self.find_union_named_later();
    }

    /// "their union said" in the first sentence is the one union that the next ones name.
    fn find_union_named_later(&mut self) {
        const NEAR: usize = 4;
        const NOUNS: [&str; 4] = ["union", "federation", "association", "club"];
        for noun in NOUNS {
            let of_noun = |party: usize| {
                let own = &self.parties[party];
                !own.human && own.kind == SourceKind::Organisation && own.is_called(noun)
            };
            let described = |party: usize| {
                let own = &self.parties[party];
                of_noun(party) && !own.known && own.name.ends_with(&format!(" {noun}")) && own.name.starts_with(char::is_lowercase)
            };
            let Some(first) = self.occurrences.iter().find(|occurrence| occurrence.sentence < 3 && described(occurrence.party)).copied() else {
                continue;
            };
            let mut named: Vec<usize> = self
                .occurrences
                .iter()
                .filter(|occurrence| occurrence.sentence <= first.sentence + NEAR && occurrence.party != first.party && of_noun(occurrence.party))
                .map(|occurrence| occurrence.party)
                .filter(|&party| self.parties[party].name.split(' ').filter(|word| word.starts_with(char::is_uppercase)).count() >= 2)
                .collect();
            named.sort_unstable();
            named.dedup();
            if let [only] = named.as_slice() {
                self.later_names.insert(first.party, *only);
            }
        }
    }

    /// "A Senate panel voted" in the first sentence, "the Senate Fisheries Committee" further down: the only one it can be.
    fn find_bodies_named_later(&mut self) {
        let introduced = std::mem::take(&mut self.introduced);
        let first_sentence = |at: &usize| self.phrases.syntax.sentence_of(*at);
        let mut later: Vec<(usize, usize)> = Vec::new();
        for body in introduced {
            let own = &self.parties[body];
            let Some(sentence) = self.first_at.get(&body).and_then(first_sentence).filter(|&sentence| sentence < HEADLINE) else { continue };
            let capitals: Vec<&str> = own.name.split(' ').filter(|word| word.starts_with(char::is_uppercase)).collect();
            let Some(noun) = own.nouns.last().and_then(|noun| noun.rsplit(' ').next()) else { continue };
            let fitting: Vec<usize> = (0..self.parties.len().min(MOST))
                .filter(|&other| {
                    let party = &self.parties[other];
                    let called = party.is_called(noun) || noun == "panel" && ["committee", "commission"].iter().any(|kin| party.is_called(kin));
                    other != body
                        && called
                        && party.kind == own.kind
                        && party.named
                        && !party.human
                        && party.name.split(' ').filter(|word| word.starts_with(char::is_uppercase)).count() >= 2.max(capitals.len() + 1)
                        && capitals.iter().all(|word| party.name.contains(word))
                        && self.first_at.get(&other).and_then(first_sentence).is_some_and(|at| at >= sentence && at <= sentence + REACH)
                })
                .collect();
            if let [only] = fitting.as_slice() {
                later.push((body, *only));
            }
        }
        self.later_names.extend(later);
    }

    /// "No tax rise this year: finance minister" as a headline, and the next sentence begins with her name.
    fn first_named_subject(&self, party: usize) -> Option<usize> {
        let first = self.occurrences.iter().find(|occurrence| occurrence.sentence == 1 && occurrence.subject)?;
        let own = &self.parties[first.party];
        let free = own.human && own.named && own.role.is_none() && own.speaks_for.is_none();
        // "the prosecutor's office said": whoever the next sentence is about has no part in it.
        let owns = |occurrence: &Occurrence| {
            let phrase = self.phrases.phrase_of(occurrence.token).map(|phrase| self.phrases.phrases[phrase].tokens.clone());
            phrase.is_some_and(|mut tokens| tokens.any(|token| self.phrases.is_possessive(token)))
        };
        let owner = self.occurrences.iter().any(|occurrence| occurrence.party == party && owns(occurrence));
        // A sentence with its full stop is no headline; "the headmistress said" is not Paul, nor "the president" whom the next sentence
        // gives another trade.
        let headline = self
            .phrases
            .syntax
            .sentences
            .first()
            .and_then(|range| range.end.checked_sub(1))
            .is_some_and(|last| self.phrases.word(last).chars().any(char::is_alphanumeric) || self.phrases.tag(last) == Tag::Colon);
        let other = &self.parties[party];
        // "A grieving father has told an inquest ... . Michael Osei said": an opening that keeps the name for the next sentence.
        let opens = matches!(self.phrases.lower(0).as_str(), "a" | "an")
            && self.first_at.get(&party).is_some_and(|&at| at < 5)
            && self.occurrences.iter().any(|occurrence| occurrence.party == party && occurrence.sentence == 0 && occurrence.subject);
        let free = free
            && (headline || opens)
            && own.nouns.iter().all(|noun| other.is_called(noun))
            && (own.gender == other.gender || own.gender == Default::default() || other.gender == Default::default());
        (free
            && !owner
            && !self.occurrences.iter().any(|occurrence| occurrence.sentence == 0 && occurrence.party == first.party)
            && first.party != party)
            .then_some(first.party)
    }

    /// "A new poll" in the headline is the one that a paragraph further names.
    fn find_poll_named_later(&mut self) {
        let poll = |party: usize| {
            self.parties[party].kind == SourceKind::Document
                && self.parties[party].nouns.iter().any(|noun| matches!(noun.as_str(), "poll" | "survey" | "opinion poll"))
        };
        let named = |party: usize| self.parties[party].name.contains(|c: char| c.is_uppercase());
        let general = self.occurrences.iter().find(|occurrence| occurrence.sentence < 4 && poll(occurrence.party)).map(|occurrence| occurrence.party);
        let Some(general) = general.filter(|&general| !named(general) && !self.parties[general].plural) else { return };
        if let Some(found) =
            self.occurrences.iter().find(|occurrence| occurrence.sentence < REACH && poll(occurrence.party) && named(occurrence.party))
        {
            self.later_names.insert(general, found.party);
        }
    }

    fn is_unnamed_office(&self, party: usize) -> bool {
        let own = &self.parties[party];
        let office = |noun: &String| matches!(self.registry.role(noun), Some((RoleSort::Office, ..)));
        !own.named
            && own.human
            && !own.plural
            && own.speaks_for.is_none()
            && matches!(own.kind, SourceKind::Official | SourceKind::Anonymous)
            && own.nouns.last().is_some_and(office)
    }

    /// The party under its name, where that is given later.
    pub(in crate::engine::sources) fn later_name(&self, party: usize) -> usize {
        self.later_names.get(&party).copied().unwrap_or(party)
    }
}
