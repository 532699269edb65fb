//! Names that come after their description: "A New York judge rejected ..." in the first sentence, "Justice Frank Nervo" in the third.
//!
//! In: the cast after its walk. Out: for an unnamed holder of an office the one person whom the article later calls the same.
//! Deliberately absent: more than one such person, or none (then the article's own words stay).

use super::Cast;
use crate::domain::SourceKind;
use crate::engine::sources::registry::RoleSort;
use std::collections::HashMap;

/// A headline's or first paragraph's description is named within this many sentences, or never.
const REACH: usize = 12;

impl Cast<'_> {
    /// Finds the names that are given later.
    pub(super) fn find_names_given_later(&mut self) {
        let mut first_at: HashMap<usize, usize> = HashMap::new();
        for occurrence in &self.occurrences {
            let at = first_at.entry(occurrence.party).or_insert(occurrence.sentence);
            *at = (*at).min(occurrence.sentence);
        }
        let mut named: Vec<(usize, usize)> =
            first_at.iter().filter(|(party, _)| self.parties[**party].named && self.parties[**party].human).map(|(party, at)| (*party, *at)).collect();
        named.sort_unstable();
        named.truncate(400);
        let unnamed: Vec<(usize, usize)> = first_at.into_iter().filter(|(party, sentence)| *sentence < 6 && self.is_unnamed_office(*party)).collect();
        for (party, sentence) in unnamed {
            let noun = self.parties[party].nouns.last().cloned().unwrap_or_default();
            let mut fitting = named.iter().filter(|(other, at)| {
                let own = &self.parties[*other];
                *at >= sentence && *at <= sentence + REACH && own.nouns.contains(&noun) && (own.gender == self.parties[party].gender || self.parties[party].gender == Default::default() || own.gender == Default::default())
            });
            if let (Some((only, _)), None) = (fitting.next(), fitting.next()) {
                self.later_names.insert(party, *only);
            }
        }
    }

    fn is_unnamed_office(&self, party: usize) -> bool {
        let own = &self.parties[party];
        let office = |noun: &String| matches!(self.registry.role(noun), Some((RoleSort::Office, ..)));
        !own.named && own.human && !own.plural && own.speaks_for.is_none() && matches!(own.kind, SourceKind::Official | SourceKind::Anonymous) && own.nouns.last().is_some_and(office)
    }

    /// The party under its name, where that is given later.
    pub(in crate::engine::sources) fn later_name(&self, party: usize) -> usize {
        self.later_names.get(&party).copied().unwrap_or(party)
    }
}
