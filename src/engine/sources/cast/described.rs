//! Phrases without a name: bodies by what they are, and what is neither body, document nor person.
//!
//! In: a phrase and its noun. Out: the party that stands before it, or a new one under the article's own words.
//! Deliberately absent: names (`named`), pronouns (`antecedent`), people (`people`), documents (`documents`).

use super::Cast;
use super::documents::is_report;
use super::named::{clean_name, ministry_of};
use super::people::ends_like_people;
use super::short_forms::FACILITIES;
use crate::domain::SourceKind;
use crate::engine::sources::party::{Party, singular};
use crate::engine::sources::reading::{Determiner, Noun, NounSort, Owner, Reading};
use crate::engine::sources::registry::{Gender, Named, RoleSort, Scope};
use crate::engine::tagger::{Entity, Tag};
use std::ops::Range;

impl Cast<'_> {
    /// The party of a phrase that has no name.
    pub(super) fn resolve_described(&mut self, reading: &Reading, phrase: usize) -> Option<usize> {
        if let Some(people) = self.resolve_share(phrase) {
            return Some(people);
        }
        if let Some(one) = self.one_of_two(phrase) {
            return Some(one);
        }
        if let Some(two) = self.pair_of_people(reading, phrase) {
            return Some(two);
        }
        // "her March | comment": hers.
        let last = self.phrases.phrases[phrase].tokens.end - 1;
        if let Some(owner @ Owner::Pronoun(_)) = &reading.owner
            && self.phrases.syntax.tokens[last].entity == Entity::Date
            && self.sources.contents.contains_key(&phrase)
        {
            return self.resolve_owner(&owner.clone(), phrase);
        }
        let Some(noun) = reading.noun.clone() else { return self.resolve_bare(reading, phrase) };
        // "more professor than politician": one noun, and nobody.
        let start = self.phrases.phrases[phrase].tokens.start;
        if !noun.plural && matches!(self.phrases.lower(start).as_str(), "more" | "less") && !self.sources.contents.contains_key(&phrase) {
            return None;
        }
        match noun.sort {
            Some(NounSort::Thing(kind, scope)) => self.resolve_thing(&noun, kind, scope, reading, phrase),
            Some(NounSort::Role(RoleSort::Spokesperson, gender)) => self.resolve_speaker(&noun, gender, true, reading, phrase),
            Some(NounSort::Role(RoleSort::Representative, gender)) => self.resolve_speaker(&noun, gender, false, reading, phrase),
            Some(NounSort::Role(sort, gender)) => self.resolve_people(&noun, sort, gender, reading, phrase),
            None => self.resolve_other(&noun, reading, phrase),
        }
    }

    /// "the two", "both men", "the pair", "the two lawmakers": the two people whom one of the sentences before names together.
    fn pair_of_people(&mut self, reading: &Reading, phrase: usize) -> Option<usize> {
        /// "Moe and Lee met. It was late. The two agreed."
        const NEAR: usize = 4;
        let own = self.phrases.phrases[phrase].clone();
        let words: Vec<String> = own.tokens.clone().map(|token| self.phrases.lower(token)).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let noun = match words.as_slice() {
            ["both"] | ["the", "two" | "pair" | "duo"] => None,
            ["both", noun] | ["the", "two", noun] => Some(*noun),
            // "Both | men": the network leaves the first word out.
            [noun] if own.tokens.start > 0 && self.phrases.lower(own.tokens.start - 1) == "both" => Some(*noun),
            _ => return None,
        };
        let person = |noun: &str| {
            let role = matches!(reading.noun.as_ref().and_then(|noun| noun.sort), Some(NounSort::Role(..)));
            let bodies =
                matches!(noun, "countries" | "nations" | "sides" | "parties" | "teams" | "governments" | "neighbours" | "neighbors" | "allies");
            role && !bodies || matches!(noun, "men" | "women" | "leaders" | "candidates" | "rivals")
        };
        let of = own.tokens.end < self.sentence_end(phrase) && self.phrases.word(own.tokens.end) == "of";
        if !self.sources.contents.contains_key(&phrase) || noun.is_some_and(|noun| !person(noun)) || of {
            return None;
        }
        let (first, second) =
            (own.sentence.saturating_sub(NEAR)..=own.sentence).rev().find_map(|sentence| self.two_named_together(sentence, own.tokens.start))?;
        let together = Party::joint([&self.parties[first], &self.parties[second]].into_iter());
        Some(self.add_same(together))
    }

    /// The only two people with names that a sentence joins by "and" before a token.
    pub(super) fn two_named_together(&self, sentence: usize, before: usize) -> Option<(usize, usize)> {
        /// Mentions in so many sentences.
        const WITHIN: usize = 60;
        /// "Goodlatte and Benghazi Committee Chairman Trey Gowdy"
        const APART: usize = 8;
        let person = |party: usize| self.parties[party].kind == SourceKind::Person && self.parties[party].named && self.parties[party].human;
        let near = self.occurrences.iter().rev().take(WITHIN).filter(|at| at.sentence == sentence && at.token < before && !at.inner);
        let mut named: Vec<(usize, usize)> = near.filter(|at| person(at.party)).map(|at| (at.token, at.party)).collect();
        named.sort_unstable();
        named.dedup_by_key(|at| at.1);
        let joined = |from: usize, to: usize| to > from && to - from <= APART && (from..to).any(|token| self.phrases.lower(token) == "and");
        match named.as_slice() {
            [(from, first), (to, second)] if first != second && joined(*from, *to) => Some((*first, *second)),
            _ => None,
        }
    }

    /// "the former", "the latter": of the two that the nearest sentence before names, and of whom it names no third.
    fn one_of_two(&self, phrase: usize) -> Option<usize> {
        /// "The former said A. The latter said B.": the two stand in the sentence before these.
        const NEAR: usize = 2;
        /// Mentions in so many sentences.
        const WITHIN: usize = 60;
        let own = &self.phrases.phrases[phrase];
        let last = own.tokens.end - 1;
        let former = match self.phrases.lower(last).as_str() {
            "former" => true,
            "latter" => false,
            _ => return None,
        };
        if own.tokens.len() > 2 {
            return None;
        }
        let two_of = |sentence: usize, fits: &dyn Fn(&Party) -> bool| {
            let near = self.occurrences.iter().rev().take(WITHIN);
            let mut named: Vec<(usize, usize)> =
                near.filter(|at| at.sentence == sentence && !at.inner && fits(&self.parties[at.party])).map(|at| (at.token, at.party)).collect();
            named.sort_unstable();
            // Whoever is named twice stands where the name was first.
            let mut two: Vec<usize> = Vec::new();
            for (_, party) in named {
                if !two.contains(&party) {
                    two.push(party);
                }
            }
            match two.as_slice() {
                [first, second] => Some(if former { *first } else { *second }),
                _ => None,
            }
        };
        (own.sentence.saturating_sub(NEAR)..own.sentence).rev().find_map(|sentence| {
            two_of(sentence, &|party| party.human && party.named)
                .or_else(|| two_of(sentence, &|party| !party.human && matches!(party.kind, SourceKind::Official | SourceKind::Organisation)))
        })
    }

    /// "two out of three Ruritanians", "those surveyed": the poll that was spoken of, else the people.
    fn resolve_share(&mut self, phrase: usize) -> Option<usize> {
        // "Those interviewed", "those questioned" may be whom reporters or the police asked.
        const ASKED: [&str; 3] = ["surveyed", "polled", "canvassed"];
        if !self.sources.contents.contains_key(&phrase) {
            return None;
        }
        let limit = self.sentence_end(phrase);
        let start = self.phrases.phrases[phrase].tokens.start;
        let lower = |token: usize| if token < limit { self.phrases.lower(token) } else { String::new() };
        let end = if lower(start) == "those" && ASKED.contains(&lower(start + 1).as_str()) {
            start + 2
        } else if self.phrases.tag(start) == Tag::Cd && lower(start + 1) == "out" && lower(start + 2) == "of" {
            let behind =
                self.phrases.phrase_of(start + 3).filter(|&behind| self.phrases.tag(self.phrases.phrases[behind].tokens.start) == Tag::Cd)?;
            self.phrases.phrases[behind].tokens.end
        } else {
            return None;
        };
        if let Some(poll) = self.last_poll() {
            return Some(poll);
        }
        let mut people = Party::new(self.phrases.words(start..end).to_lowercase(), SourceKind::Group);
        people.human = false;
        Some(self.add_same(people))
    }

    /// "the ministry", "Zambia's electoral commission", "the survey".
    fn resolve_thing(&mut self, noun: &Noun, kind: SourceKind, scope: Scope, reading: &Reading, phrase: usize) -> Option<usize> {
        if kind == SourceKind::Document {
            return self.resolve_document(noun, reading, phrase);
        }
        if noun.key == "paper" && reading.determiner == Determiner::Indefinite && !self.is_newspaper(reading, phrase) {
            return self.resolve_document(noun, reading, phrase);
        }
        // "the judge" is somebody: perhaps one who was named.
        if !noun.plural
            && reading.determiner == Determiner::Definite
            && let Some((RoleSort::Office, gender, _)) = self.registry.role(&noun.key)
        {
            return self.resolve_people(noun, RoleSort::Office, gender, reading, phrase);
        }
        if matches!(noun.key.as_str(), "group" | "team" | "coalition" | "panel")
            && let Some(people) = self.people_behind(phrase)
        {
            return Some(people);
        }
        if matches!(noun.key.as_str(), "government" | "administration" | "regime" | "authorities") && reading.determiner != Determiner::Indefinite {
            let seat = self.seat_behind(noun, phrase);
            if let Some(country) = self.country_of(reading).or(seat.flatten()) {
                if noun.key == "government" || noun.key == "regime" {
                    return Some(self.add_government(country));
                }
            } else if noun.key == "government" && reading.modifiers.is_empty() && reading.owner.is_none() && seat.is_none() {
                let earlier =
                    self.find_antecedent(phrase, |party| (party.name.starts_with("Government of ") || party.is_called("government")).then_some(0.0));
                if let Some(party) = earlier.or_else(|| self.country.map(|country| self.add_government(country))) {
                    return Some(party);
                }
            }
        }
        if let Some(owner) = reading.owner.clone()
            && self.country_of(reading).is_none()
            && let Some(party) = self.resolve_owner(&owner, phrase)
        {
            // "The Globe's editorial", "its editorial board"
            if self.parties[party].kind == SourceKind::Media && (is_report(&noun.key) || noun.key == "editorial board") {
                return Some(party);
            }
            // "the editors of The Globe, who aimed their editorial at him"
            let sentence = self.phrases.phrases[phrase].sentence;
            if noun.key == "editorial"
                && !self.parties[party].human
                && let Some(outlet) = self.last_party(20, |at, party| at.sentence == sentence && party.kind == SourceKind::Media && party.named)
            {
                return Some(outlet);
            }
            return Some(self.owned_thing(party, noun, kind, reading));
        }
        if noun.key == "campaign"
            && !reading.modifiers.is_empty()
            && self.phrases.is_capitalised(reading.modifiers.start)
            && let Some(person) = self.resolve_tokens(reading.modifiers.clone(), phrase).filter(|&party| self.parties[party].human)
        {
            return Some(self.add_campaign(person));
        }
        if kind == SourceKind::Media && is_report(&noun.key) {
            return self.resolve_press_piece(noun, reading, phrase);
        }
        if kind == SourceKind::Media && (noun.plural || noun.key.ends_with("media") || noun.key.ends_with("press")) {
            return Some(self.add_unnamed_press());
        }
        let definite =
            matches!(reading.determiner, Determiner::Definite | Determiner::Bare) && !(noun.plural && reading.determiner == Determiner::Bare);
        // "Channel Nine" is a name, whatever channel was spoken of before.
        let opens = self.phrases.syntax.sentences[self.phrases.phrases[phrase].sentence].start == noun.tokens.start;
        let numbered = noun.tokens.end < self.phrases.phrases[phrase].tokens.end || {
            let next = noun.tokens.end;
            next < self.sentence_end(phrase) && (self.phrases.tag(next) == Tag::Cd || self.phrases.is_capitalised(next))
        };
        if reading.determiner == Determiner::Bare && self.phrases.is_capitalised(noun.tokens.start) && !opens && numbered {
            let last = self.phrases.phrases[phrase].tokens.end.max(noun.tokens.end + 1).min(self.sentence_end(phrase));
            let mut party =
                Party::new(self.phrases.words(noun.tokens.start..last), if kind == SourceKind::Media { SourceKind::Organisation } else { kind });
            party.human = false;
            party.named = true;
            party.call(&noun.key);
            return Some(self.add_same(party));
        }
        let trade = definite && kind == SourceKind::Organisation && reading.owner.is_none() && is_trade(&noun.key, reading.modifiers.is_empty());
        // "The central bank kept its rate, the bank said."
        let of_state = trade
            && self
                .find_antecedent(phrase, |party| (!party.human && party.is_called(&noun.key)).then_some(0.0))
                .is_some_and(|party| self.parties[party].kind == SourceKind::Official);
        if trade
            && !of_state
            && let Some(party) = self.firm_of_trade(noun, reading, phrase)
        {
            self.parties[party].call(&noun.key);
            return Some(party);
        }
        // "the Belgian daily": the outlet of which the article has just spoken.
        if definite
            && kind == SourceKind::Media
            && !noun.plural
            && let Some(country) = self.country_of(reading)
            && let Some(outlet) = self.last_party(60, |_, party| party.kind == SourceKind::Media && party.named && party.country == Some(country))
        {
            return Some(outlet);
        }
        if definite && self.country_of(reading).is_none() {
            let modifiers = self.words_of(&reading.modifiers);
            let found = self.find_antecedent(phrase, |party| takes_up(party, &noun.key, kind, &modifiers).filter(|_| !self.is_only_counted(party)));
            if found.is_some() {
                return found;
            }
        }
        if noun.plural && kind == SourceKind::Organisation && reading.determiner != Determiner::Definite {
            return Some(self.add_same(self.group_or_few(reading, self.own_words(reading.modifiers.start..noun.tokens.end, reading, phrase))));
        }
        let body = self.add_body_in_words(noun, kind, scope, reading, phrase);
        let headline = self.phrases.phrases[phrase].sentence == 0 && reading.owner.is_none();
        if reading.determiner == Determiner::Indefinite || headline && reading.determiner == Determiner::Bare {
            self.introduced.push(body);
        }
        Some(body)
    }

    /// "the carmaker", "the Lima-based miner": the firm that the article calls so, else the only one near that it has called nothing.
    fn firm_of_trade(&self, noun: &Noun, reading: &Reading, phrase: usize) -> Option<usize> {
        const NEAR: usize = 4;
        const WITHIN: usize = 60;
        let modifiers = self.telling_modifiers(reading);
        let country = self.country_of(reading);
        let fits = |party: &Party| {
            let abroad = country.is_some() && party.country.is_some() && party.country != country;
            takes_up_by_trade(party, &noun.key, &modifiers).filter(|_| !abroad)
        };
        let called = self.find_antecedent(phrase, |party| fits(party).filter(|_| party.is_called(&noun.key)));
        if called.is_some() {
            return called;
        }
        // "Save Our Shore complained. The operator said": who has no name of a firm is one only where a place says that it was spoken of.
        let placed = modifiers.len() < reading.modifiers.len();
        let sentence = self.phrases.phrases[phrase].sentence;
        let token = self.phrases.phrases[phrase].tokens.start;
        let mut near: Vec<usize> = self
            .occurrences
            .iter()
            .rev()
            .take(WITHIN)
            .filter(|occurrence| occurrence.token < token && occurrence.sentence + NEAR >= sentence && !self.is_addressee(occurrence.token))
            .map(|occurrence| occurrence.party)
            .filter(|&party| fits(&self.parties[party]).is_some() && (placed || self.is_called_like_firm(party)))
            .collect();
        near.sort_unstable();
        near.dedup();
        if let [only] = near.as_slice() {
            return Some(*only);
        }
        // "Hoshino Motors will sell its lens unit, the camera maker announced": the only firm in the sentence that acts, whatever it makes.
        let trade = |party: &Party| takes_up_by_trade(party, &noun.key, &[]).is_some();
        let mut acting =
            self.occurrences.iter().rev().take(WITHIN).filter(|at| at.sentence == sentence && at.token < token && at.subject && !at.inner);
        let only = acting.next().filter(|at| trade(&self.parties[at.party]) && self.parties[at.party].nouns.is_empty())?.party;
        // "Unilane owes it $2 million, the logistics firm said": "it" is somebody else, but for who announces what it will do with its own.
        let start = self.phrases.syntax.sentences.get(sentence)?.start;
        let another = (start..token).any(|token| matches!(self.phrases.lower(token).as_str(), "it" | "its"));
        let behind = self.phrases.phrases[phrase].tokens.end;
        let announces = behind < self.sentence_end(phrase) && matches!(self.phrases.lower(behind).as_str(), "announced" | "announces" | "disclosed");
        let said_of_itself = (announces || !another) && acting.all(|at| at.party == only);
        (said_of_itself && country.is_none() && self.sources.contents.contains_key(&phrase)).then_some(only)
    }

    /// "Norvik Shipping", "Rosenvik FC", "Nordvik": whether the end of a party's name is one of firms and clubs, or it is one word
    /// that nobody knows.
    fn is_called_like_firm(&self, party: usize) -> bool {
        let own = &self.parties[party];
        // "Anaemia was found in most": a capital that only the sentence's beginning gives is no name.
        let within = || {
            self.occurrences.iter().any(|occurrence| {
                occurrence.party == party && !(self.phrases.opens_sentence(occurrence.token) && self.is_common_word(occurrence.token))
            })
        };
        let acts = || self.occurrences.iter().any(|occurrence| occurrence.party == party && occurrence.subject) && within();
        if own.named && !own.known && !own.name.contains([' ', '-']) && own.name.chars().any(char::is_lowercase) && acts() {
            return true;
        }
        let last = self.parties[party].name.rsplit(' ').next().unwrap_or_default().trim_end_matches('.');
        self.registry.ending(last) == Some(SourceKind::Organisation)
    }

    /// The words before a noun that don't only say where its bearer sits: not "Lima-based", "Swedish", "Guernsey".
    fn telling_modifiers(&self, reading: &Reading) -> Vec<String> {
        const SEATS: [&str; 4] = ["-based", "-listed", "-headquartered", "-owned"];
        let placed = |token: usize| {
            let word = self.phrases.lower(token);
            SEATS.iter().any(|ending| word.ends_with(ending))
                || self.phrases.syntax.tokens[token].entity == Entity::Location
                || matches!(
                    self.phrases.known_at(token).map(|known| known.named),
                    Some(Named::Adjective(_) | Named::Country(_) | Named::Place(_) | Named::Seat(_))
                )
        };
        reading.modifiers.clone().filter(|&token| !placed(token)).map(|token| self.phrases.lower(token)).collect()
    }

    /// Whether "a paper" is a newspaper: "a local paper", "a paper in Sydney", "a paper reported"; not "a paper in a journal of physics".
    fn is_newspaper(&self, reading: &Reading, phrase: usize) -> bool {
        const NEWS: [&str; 6] = ["local", "daily", "sunday", "weekly", "national", "regional"];
        const SCIENCE: [&str; 8] = ["journal", "author", "authors", "published", "researchers", "scientists", "study", "by"];
        if self.words_of(&reading.modifiers).iter().any(|word| NEWS.contains(&word.as_str())) {
            return true;
        }
        let own = &self.phrases.phrases[phrase];
        let (end, limit) = (own.tokens.end, self.sentence_end(phrase));
        let behind: Vec<String> = (end..(end + 8).min(limit)).map(|token| self.phrases.lower(token)).collect();
        if behind.iter().any(|word| SCIENCE.contains(&word.as_str())) {
            return false;
        }
        if let Some(at) = self.phrase_behind(end, &["in"], limit) {
            let tokens = &self.phrases.phrases[at].tokens;
            return tokens.clone().all(|token| self.phrases.syntax.tokens[token].entity == Entity::Location)
                || matches!(self.phrases.known_exactly(tokens), Some(Named::Place(_) | Named::Country(_) | Named::Seat(_)));
        }
        behind.iter().take(3).any(|word| matches!(word.as_str(), "reported" | "reports"))
    }

    /// A body under the article's own words, with its country or town where they can be told.
    pub(super) fn add_body_in_words(&mut self, noun: &Noun, kind: SourceKind, scope: Scope, reading: &Reading, phrase: usize) -> usize {
        let mut tokens = reading.modifiers.start..noun.tokens.end;
        // "the Kenyan attorney general's office": whose it is tells it from others.
        if let Some(Owner::Words(owner)) = &reading.owner
            && matches!(noun.key.as_str(), "office" | "press office")
            && self.registry.role(&self.phrases.lower(owner.end - 1)).is_some()
            && self.has_adjective(owner)
        {
            let determined = self.phrases.tag(owner.start) == Tag::Dt;
            tokens.start = owner.start + usize::from(determined);
        }
        let owned = tokens.start < reading.modifiers.start;
        let words = if kind == SourceKind::Official {
            ministry_of(&self.own_words(tokens, reading, phrase))
        } else {
            self.own_words(tokens, reading, phrase)
        };
        let behind = if scope == Scope::National { self.seat_behind(noun, phrase) } else { None };
        let country = self.country_of(reading).or(behind.flatten());
        let article_country = match (behind, country) {
            (None, None) => self.country_of_kin(reading, noun, phrase).or(self.named_country),
            _ => None,
        };
        let has_adjective = owned || self.has_adjective(&reading.modifiers);
        let name = match (country, scope) {
            // "Britain's biggest supermarket" is called so.
            (Some(_), Scope::Free) if reading.owner.is_some() && self.is_superlative(reading) => match &reading.owner {
                Some(Owner::Words(owner)) => {
                    format!("{}'s {words}", self.phrases.words(owner.clone()).trim_end_matches("'s").trim_end_matches("’s"))
                }
                _ => words,
            },
            (Some(country), _) if !has_adjective && (reading.owner.is_some() || behind.is_some()) => {
                format!("{} {words}", self.registry.country(country).adjective)
            }
            // "the Obama administration" needs no country in front.
            (None, Scope::National) if reading.owner.is_none() && kind == SourceKind::Official && !self.names_somebody(&reading.modifiers) => {
                match article_country {
                    Some(country) => format!("{} {words}", self.registry.country(country).adjective),
                    None => words,
                }
            }
            (None, Scope::Local)
                if reading.owner.is_none()
                    && reading.determiner != Determiner::Indefinite
                    && !reading.modifiers.clone().any(|token| self.phrases.is_capitalised(token)) =>
            {
                match &self.place {
                    Some(place) => format!("{place} {words}"),
                    None => words,
                }
            }
            _ => words,
        };
        let name = match self.behind_of_place(noun, reading, phrase) {
            Some(behind) => format!("{name} {behind}"),
            None => name,
        };
        let one_person = !noun.plural && matches!(self.registry.role(&noun.key), Some((RoleSort::Office, ..)));
        let mut party = Party::new(name, kind);
        party.human = one_person;
        // "the Zambian electoral commission" is as good as a name, "a plant" is not.
        party.named = !one_person && party.name.contains(char::is_uppercase);
        party.plural = noun.plural || is_plural_by_use(&noun.key);
        party.country = country;
        party.call(&noun.key);
        if one_person {
            return self.add(party);
        }
        let at = self.add_same(party);
        self.parties[at].call(&noun.key);
        at
    }

    /// "40 rebels were killed. The rebels said": who are only counted are not those who speak.
    pub(super) fn is_only_counted(&self, party: &Party) -> bool {
        /// Mentions in so many sentences.
        const WITHIN: usize = 100;
        let counted = party.name.starts_with(|c: char| c.is_ascii_digit()) && !party.named;
        counted && !self.occurrences.iter().rev().take(WITHIN).any(|at| at.source && self.parties[at.party].name == party.name)
    }

    /// "biggest", "second-largest", "most popular"
    fn is_superlative(&self, reading: &Reading) -> bool {
        reading.modifiers.clone().any(|token| {
            let word = self.phrases.lower(token);
            word.len() > 4 && word.ends_with("est") && self.phrases.tag(token) != Tag::Nn || matches!(word.as_str(), "most" | "second" | "third")
        })
    }

    /// "Serbian customs officers seized ..., the customs administration said": the country before the same word earlier in the sentence.
    fn country_of_kin(&self, reading: &Reading, noun: &Noun, phrase: usize) -> Option<usize> {
        /// Shorter words ("of", "aid") tell no body from another.
        const TELLING: usize = 4;
        let sentence = self.phrases.syntax.sentences[self.phrases.phrases[phrase].sentence].clone();
        let own = reading.modifiers.start..noun.tokens.end;
        let telling: Vec<String> = self.words_of(&own).into_iter().filter(|word| word.chars().count() >= TELLING && !is_filler(word)).collect();
        (sentence.start + 1..own.start).find_map(|token| {
            // "India bought Russian defence systems, the defence ministry said": what is bought tells nothing.
            let acts = || self.phrases.phrase_of(token).is_some_and(|phrase| self.phrases.phrases[phrase].subject);
            let same = telling.contains(&self.phrases.lower(token)) && acts();
            let before = self.phrases.known_at(token - 1).filter(|known| same && known.tokens == 1)?;
            match before.named {
                Named::Adjective(country) => Some(country),
                _ => None,
            }
        })
    }

    /// "the presidency in Lusaka", "the health ministry in Accra": the country of the place behind a body of state, none inside where
    /// no table knows the place; none at all where no place stands there.
    #[expect(clippy::option_option, reason = "no place, an unknown place and a known one are three answers")]
    fn seat_behind(&self, noun: &Noun, phrase: usize) -> Option<Option<usize>> {
        let last = noun.key.rsplit(' ').next().unwrap_or(&noun.key);
        if !matches!(last, "presidency" | "government" | "ministry" | "parliament" | "cabinet") {
            return None;
        }
        let at = self.phrases.phrases[phrase].tokens.end;
        let behind = self.phrase_behind(at, &["in"], self.sentence_end(phrase))?;
        let tokens = self.phrases.phrases[behind].tokens.clone();
        match self.phrases.known_exactly(&tokens) {
            Some(Named::Place(country) | Named::Country(country) | Named::Seat(country)) => Some(Some(country)),
            Some(_) => None,
            None => tokens.clone().all(|token| self.phrases.syntax.tokens[token].entity == Entity::Location).then_some(None),
        }
    }

    /// "the United Nations mission in Congo", "a judge in Manchester": what would be any without the place.
    fn behind_of_place(&self, noun: &Noun, reading: &Reading, phrase: usize) -> Option<String> {
        let last = noun.key.rsplit(' ').next().unwrap_or(&noun.key);
        let asks = matches!(last, "mission" | "embassy" | "consulate" | "delegation" | "office" | "force")
            || (reading.determiner == Determiner::Indefinite
                && matches!(last, "judge" | "court" | "magistrate" | "tribunal" | "prosecutor" | "coroner"));
        if !asks {
            return None;
        }
        let at = self.phrases.phrases[phrase].tokens.end;
        let behind = self.phrase_behind(at, &["in", "to"], self.sentence_end(phrase))?;
        let tokens = self.phrases.phrases[behind].tokens.clone();
        (self.phrases.is_capitalised(tokens.start) && tokens.len() <= 3).then(|| self.phrases.words(at..tokens.end))
    }

    /// Whether the words before a noun are somebody's name: "Obama" of "the Obama administration".
    fn names_somebody(&self, tokens: &Range<usize>) -> bool {
        tokens.clone().any(|token| {
            crate::engine::sources::reading::is_person_tag(&self.phrases, token)
                || matches!(self.phrases.known_at(token).map(|known| known.named), Some(Named::Entry(at)) if self.registry.entry(at).kind == SourceKind::Person)
        })
    }

    fn has_adjective(&self, tokens: &Range<usize>) -> bool {
        tokens.clone().any(|token| matches!(self.phrases.known_at(token).map(|known| known.named), Some(Named::Adjective(_) | Named::Country(_))))
    }

    /// "its board", "his ministry", "her campaign", "the company's report".
    pub(super) fn owned_thing(&mut self, owner: usize, noun: &Noun, kind: SourceKind, reading: &Reading) -> usize {
        let party = self.parties[owner].clone();
        let last = noun.key.rsplit(' ').next().unwrap_or(&noun.key);
        // "the prosecutor's office", whose prosecutor nobody has named
        if matches!(noun.key.as_str(), "office" | "press office") && party.human && !party.named && party.kind == SourceKind::Official {
            let mut office = Party::new(format!("{} {}", possessive(&party), noun.key), SourceKind::Official);
            office.human = false;
            office.call(&noun.key);
            return self.add_same(office);
        }
        if matches!(noun.key.as_str(), "office" | "press office" | "board" | "management" | "leadership" | "team" | "headquarters") {
            return owner;
        }
        if party.human {
            if last == "campaign" {
                let earlier = if party.named {
                    None
                } else {
                    self.last_party(200, |_, other| other.kind == SourceKind::Organisation && other.is_called("campaign"))
                };
                return earlier.unwrap_or_else(|| self.add_campaign(owner));
            }
            if matches!(last, "ministry" | "department")
                && let Some(role) = party.role.as_ref().filter(|role| role.to_lowercase().ends_with("minister"))
            {
                let name = format!("{}{last}", &role[..role.len() - "minister".len()]);
                let mut ministry = Party::new(ministry_name(&name), SourceKind::Official);
                ministry.human = false;
                ministry.named = true;
                ministry.call(last);
                return self.add_same(ministry);
            }
        }
        // "his column", "Ms Moe's blog": the author's own words, and no outlet.
        if party.human && kind == SourceKind::Media && is_report(&noun.key) {
            return owner;
        }
        let words = self.phrases.words(reading.modifiers.start..noun.tokens.end);
        let name = match party.name.strip_prefix("Government of ") {
            Some(_) if party.country.is_some() => {
                format!("{} {words}", party.country.map_or(String::new(), |at| self.registry.country(at).adjective.clone()))
            }
            _ => format!("{} {words}", possessive(&party)),
        };
        let mut thing = Party::new(name, kind);
        thing.human = false;
        thing.named = true;
        thing.plural = noun.plural || is_plural_by_use(&noun.key);
        thing.call(&noun.key);
        self.add_same(thing)
    }

    /// "the Clinton campaign"
    pub(super) fn add_campaign(&mut self, person: usize) -> usize {
        let mut party = Party::new(format!("{} campaign", self.parties[person].last_name()), SourceKind::Organisation);
        party.human = false;
        party.named = true;
        party.call("campaign");
        self.add_same(party)
    }

    /// "a small group of contributors", "dozens of residents": the people.
    pub(super) fn people_behind(&mut self, phrase: usize) -> Option<usize> {
        let at = self.phrases.phrases[phrase].tokens.end;
        let behind = self.phrase_behind(at, &["of"], self.sentence_end(phrase))?;
        let reading = super::super::reading::read(&self.phrases, self.registry, self.phrases.phrases[behind].tokens.clone());
        // "a chorus of prominent Republicans"
        let members = reading.name.as_ref().is_some_and(|name| name.len() == 1 && matches!(self.phrases.tag(name.start), Tag::Nnps | Tag::Nns))
            && !reading.modifiers.is_empty();
        let plural = members
            || reading.name.is_none() && reading.noun.as_ref().is_some_and(|noun| noun.plural && !matches!(noun.sort, Some(NounSort::Thing(..))));
        if plural { self.resolve_or_make(behind) } else { None }
    }

    /// The party of a phrase, made where the phrase alone would not have asked for one.
    fn resolve_or_make(&mut self, phrase: usize) -> Option<usize> {
        let reading = super::super::reading::read(&self.phrases, self.registry, self.phrases.phrases[phrase].tokens.clone());
        self.resolve(phrase).or_else(|| self.add_unnamed(&reading, phrase))
    }

    /// A party, or the one that has its name already.
    pub(super) fn add_same(&mut self, party: Party) -> usize {
        let key = super::super::registry::name_key(&party.name);
        if let Some(&same) = self.by_name.get(&key).filter(|&&same| self.parties[same].kind == party.kind) {
            return same;
        }
        let at = self.add(party);
        self.by_name.entry(key).or_insert(at);
        at
    }

    /// A noun of no table: a group in the plural, somebody or something in the singular.
    fn resolve_other(&mut self, noun: &Noun, reading: &Reading, phrase: usize) -> Option<usize> {
        // "Mark Cuban ... Cuban said": a surname that tells of a country elsewhere.
        let last = noun.tokens.end - 1;
        if noun.tokens.len() == 1 && reading.determiner == Determiner::Bare && reading.owner.is_none() && self.phrases.is_capitalised(last) {
            let surname = self.phrases.lower(last);
            if self.full_names.contains_key(&surname) {
                let text = self.phrases.word(last).to_owned();
                if let Some(bearer) = self.namesake(&text, Gender::Unknown, false, None) {
                    return Some(bearer);
                }
            }
        }
        // "the force": the police of which the article speaks.
        if noun.key == "force" && reading.determiner == Determiner::Definite && reading.modifiers.is_empty() && reading.owner.is_none() {
            let police = self.find_antecedent(phrase, |party| takes_up(party, "force", SourceKind::Official, &[]));
            if police.is_some() {
                return police;
            }
        }
        if matches!(
            noun.key.as_str(),
            "number"
                | "handful"
                | "majority"
                | "minority"
                | "dozens"
                | "hundreds"
                | "thousands"
                | "couple"
                | "pair"
                | "trio"
                | "series"
                | "string"
                | "lot"
                | "scores"
                | "crowd"
                | "bunch"
                | "chorus"
                | "clutch"
                | "slew"
                | "wave"
                | "array"
                | "host"
                | "flood"
                | "stream"
                | "roster"
                | "coterie"
                | "constellation"
                | "cadre"
                | "generation"
                | "mix"
                | "parade"
                | "procession"
                | "raft"
                | "swath"
                | "chunk"
                | "slice"
                | "share"
                | "percentage"
                | "proportion"
                | "plurality"
        ) && let Some(people) = self.people_behind(phrase)
        {
            return Some(people);
        }
        // "a section of the media": the press at large; "a section of residents" are residents.
        if matches!(singular(&noun.key).as_str(), "section" | "part" | "segment") {
            let at = self.phrases.phrases[phrase].tokens.end;
            if let Some(behind) = self.phrase_behind(at, &["of"], self.sentence_end(phrase))
                && let Some(press) = self.resolve(behind).filter(|&party| self.parties[party].kind == SourceKind::Media && !self.parties[party].named)
            {
                return Some(press);
            }
            if let Some(people) = self.people_behind(phrase) {
                return Some(people);
            }
        }
        let source = self.sources.contents.contains_key(&phrase);
        // "53% describe themselves as liberal"
        if source && matches!(noun.key.as_str(), "%" | "percent" | "per cent") {
            if let Some(poll) = self.last_poll() {
                return Some(poll);
            }
            let share = Party::new(self.phrases.words(self.phrases.phrases[phrase].tokens.clone()), SourceKind::Group);
            return Some(self.add_same(share));
        }
        if matches!(reading.determiner, Determiner::Definite) {
            let found = self.find_antecedent(phrase, |party| party.nouns.contains(&singular(&noun.key)).then_some(0.0));
            if found.is_some() {
                return found;
            }
            if noun.key.ends_with("-year-old") {
                let found = self.of_age(self.phrases.phrases[phrase].tokens.start, &noun.key);
                if found.is_some() || !source {
                    return found;
                }
            }
        }
        if !source {
            if let Some(owner) = reading.owner.clone() {
                let _ = self.resolve_owner(&owner, phrase);
            }
            // "The scrutineer produced the boxes. All ballots are here, he said"
            let somebody = !noun.plural
                && self.phrases.phrases[phrase].subject
                && matches!(reading.determiner, Determiner::Definite | Determiner::Indefinite)
                && names_somebody(&noun.key);
            return if somebody { self.add_unnamed(reading, phrase) } else { None };
        }
        if let Some(owner) = reading.owner.clone()
            && let Some(party) = self.resolve_owner(&owner, phrase)
        {
            return Some(party);
        }
        if noun.plural {
            return self.add_unnamed(reading, phrase);
        }
        let person = noun.key.len() > 4 && (ends_like_people(&noun.key) || noun.key.ends_with("-year-old"));
        if person {
            let aged = noun.key.ends_with("-year-old");
            let speaker = if aged { None } else { self.last_speaker(noun, Gender::Unknown, reading, phrase) };
            return speaker.or_else(|| self.add_unnamed(reading, phrase));
        }
        let mut party = Party::new(
            self.own_words(reading.modifiers.start..noun.tokens.end, reading, phrase),
            if reading.determiner == Determiner::Indefinite { SourceKind::Anonymous } else { SourceKind::Organisation },
        );
        party.human = false;
        party.inanimate = matches!(reading.determiner, Determiner::Definite | Determiner::Bare) && !self.phrases.is_capitalised(noun.tokens.end - 1);
        party.call(&noun.key);
        Some(self.add_same(party))
    }

    /// "one", "some", "many of them", "19 percent": no noun at all.
    fn resolve_bare(&mut self, reading: &Reading, phrase: usize) -> Option<usize> {
        let at = self.phrases.phrases[phrase].tokens.end;
        let limit = self.sentence_end(phrase);
        if let Some(behind) = self.phrase_behind(at, &["of"], limit) {
            let one = reading.determiner == Determiner::Number(1);
            // "several of them": of several.
            let them = self.phrases.lower(self.phrases.phrases[behind].tokens.start) == "them";
            let whole = self.resolve(behind);
            if let Some(party) = whole.filter(|&party| !them || self.parties[party].plural || self.parties[party].kind == SourceKind::Group) {
                if one || self.phrases.phrases[behind].pronoun || !self.sources.contents.contains_key(&phrase) {
                    return Some(party);
                }
                let mut part = self.parties[party].clone();
                part.name = format!("{} of {}", self.phrases.words(self.phrases.phrases[phrase].tokens.clone()).to_lowercase(), part.name);
                part.named = false;
                // "Two of its senators": few enough to be asked, were they named.
                if matches!(reading.determiner, Determiner::Number(number) if number < 6) && part.kind == SourceKind::Group {
                    part.kind = SourceKind::Anonymous;
                }
                return Some(self.add_same(part));
            }
        }
        if !self.sources.contents.contains_key(&phrase) {
            return None;
        }
        match reading.determiner {
            Determiner::Number(1)
                if at + 1 < limit && self.phrases.word(at) == "in" && self.phrases.tag(at + 1) == Tag::Cd && self.last_poll().is_some() =>
            {
                self.last_poll()
            }
            Determiner::Number(1) | Determiner::Other => {
                // "“They were my cousins,” said one": not one of the cousins.
                let unnamed = |party: &Party| matches!(party.kind, SourceKind::Anonymous | SourceKind::Group) && !party.named;
                // "Residents said the dead were herders. “They were my cousins,” said one": one of those who speak.
                let sentence = self.phrases.phrases[phrase].sentence;
                let other = self
                    .last_party(60, |occurrence, party| occurrence.source && occurrence.sentence + 2 >= sentence && unnamed(party) && party.plural)
                    .or_else(|| self.last_party(60, |occurrence, party| !occurrence.quoted && unnamed(party)))
                    .or_else(|| self.last_party(60, |_, party| unnamed(party)));
                let word = self.phrases.words(self.phrases.phrases[phrase].tokens.clone()).to_lowercase();
                if word == "others" {
                    return Some(self.add_same(Party::new("others", SourceKind::Group)));
                }
                let noun = other.and_then(|other| self.parties[other].name.split(' ').next_back().map(singular));
                let noun = match other.map(|other| self.parties[other].name.clone()) {
                    Some(name) if name.contains(" of ") || name.contains(" at ") => noun,
                    Some(name) => Some(without_number(&name)),
                    None => noun,
                };
                let noun = noun.filter(|noun| !noun.trim().is_empty());
                let name = noun.map_or_else(|| word.clone(), |noun| format!("{word} {}", singular(&noun)));
                let mut party = Party::new(name, SourceKind::Anonymous);
                if let Some(other) = other {
                    party.nouns = self.parties[other].nouns.clone();
                }
                Some(self.add(party))
            }
            Determiner::Quantity | Determiner::Number(_) | Determiner::Definite | Determiner::Bare => {
                let word = self.phrases.words(self.phrases.phrases[phrase].tokens.clone()).to_lowercase();
                let share = self.phrases.word(at.min(limit - 1)) == "in" && at + 1 < limit && self.phrases.tag(at + 1) == Tag::Cd;
                if (share || word.contains("percent") || word.contains("per cent") || word.ends_with('%'))
                    && let Some(poll) = self.last_poll()
                {
                    return Some(poll);
                }
                match word.as_str() {
                    "the" | "a" | "an" | "no" => None,
                    "this" | "that" | "these" | "those" | "which" | "it" | "all" | "" => None,
                    "both" => self.last_party(60, |_, party| party.plural),
                    _ => Some(self.add_same(Party::new(word, SourceKind::Group))),
                }
            }
            Determiner::Indefinite => None,
        }
    }

    /// The lower-case words of some tokens.
    pub(super) fn words_of(&self, tokens: &Range<usize>) -> Vec<String> {
        tokens.clone().map(|token| self.phrases.lower(token)).filter(|word| word.chars().any(char::is_alphanumeric)).collect()
    }

    /// The article's own words, their first letter small at the beginning of a sentence, with the number that counts them.
    pub(super) fn own_words(&self, tokens: Range<usize>, reading: &Reading, phrase: usize) -> String {
        let whole = self.phrases.phrases[phrase].tokens.clone();
        let counted = match reading.determiner {
            Determiner::Number(_) | Determiner::Quantity | Determiner::Other if reading.owner.is_none() => whole.start..tokens.end,
            _ => tokens,
        };
        // "At least 70 prisoners" are 70 prisoners.
        let counted = if counted.len() > 1
            && matches!(self.phrases.lower(counted.start).as_str(), "least" | "most")
            && self.phrases.tag(counted.start + 1) == Tag::Cd
        {
            counted.start + 1..counted.end
        } else {
            counted
        };
        let start = counted.start;
        let text = clean_name(&self.phrases.words(counted));
        let first_of_sentence = self.phrases.syntax.sentences[self.phrases.phrases[phrase].sentence].start == start;
        let is_noun = reading.noun.as_ref().is_some_and(|noun| noun.sort.is_some() && noun.tokens.contains(&start));
        let name_like =
            start < self.phrases.syntax.tokens.len() && ((self.phrases.tag(start).is_name() && !is_noun) || self.phrases.known_at(start).is_some());
        if first_of_sentence && !name_like { lower_first(&text) } else { text }
    }
}

/// "the growers' federation", "Mr Hicks's lawyer"
pub(super) fn possessive(party: &Party) -> String {
    // "my father often said"
    if party.kind == SourceKind::Newsroom {
        return "the author's".to_owned();
    }
    // "Fiji's prime minister" is not the one of its government.
    let name = party.name.strip_prefix("Government of ").unwrap_or(&party.name);
    let plural = !party.human && name.ends_with('s');
    if plural { format!("{name}'") } else { format!("{name}'s") }
}

pub(super) fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if !text.chars().nth(1).is_some_and(char::is_uppercase) => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

/// "civil protection minister" -> "Greek civil protection ministry" comes in as "... ministry" already; capitals follow the title's.
fn ministry_name(name: &str) -> String {
    match name.rsplit_once(' ') {
        Some((before, last)) if before.split(' ').next_back().is_some_and(|word| word.starts_with(char::is_uppercase)) && before.contains(' ') => {
            format!("{before} {}", super::neighbours::capitalised(last))
        }
        _ => name.to_owned(),
    }
}

fn is_plural_by_use(noun: &str) -> bool {
    matches!(
        noun,
        "police"
            | "authorities"
            | "prosecutors"
            | "investigators"
            | "rebels"
            | "militants"
            | "insurgents"
            | "forces"
            | "armed forces"
            | "police force"
            | "inspectors"
            | "observers"
            | "monitors"
            | "detectives"
            | "organisers"
            | "organizers"
            | "firefighters"
            | "opposition"
    )
}

pub(super) fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "same"
            | "new"
            | "latest"
            | "recent"
            | "former"
            | "senior"
            | "state"
            | "local"
            | "national"
            | "country"
            | "own"
            | "said"
            | "current"
            | "two"
            | "three"
            | "republican"
            | "democratic"
            | "gop"
            | "presumptive"
            | "then"
            | "outgoing"
            | "one-time"
            | "onetime"
    )
}

/// "several Republicans" -> "Republicans", for "one said".
fn without_number(name: &str) -> String {
    const NUMBERS: [&str; 12] = ["two", "three", "four", "five", "six", "several", "some", "many", "one", "another", "Two", "Three"];
    match name.split_once(' ') {
        Some((first, rest)) if NUMBERS.contains(&first) => rest.to_owned(),
        _ if NUMBERS.contains(&name) => String::new(),
        _ => name.to_owned(),
    }
}

/// Nouns that say what a firm does; an article calls any firm so without having said that it does.
fn is_trade(noun: &str, alone: bool) -> bool {
    // "the company" alone has rules of its own.
    !alone && matches!(noun, "company" | "firm" | "group")
        || noun.ends_with("maker")
        || noun.ends_with("builder")
        || matches!(
            noun,
            "airline"
                | "railway"
                | "brewer"
                | "lender"
                | "insurer"
                | "bank"
                | "miner"
                | "utility"
                | "grocer"
                | "supermarket"
                | "chain"
                | "shipyard"
                | "smelter"
                | "refiner"
                | "distiller"
                | "haulier"
                | "exporter"
                | "importer"
                | "wholesaler"
                | "shipper"
                | "supplier"
                | "provider"
                | "producer"
                | "carrier"
                | "operator"
                | "retailer"
                | "manufacturer"
                | "club"
        )
}

/// What bodies of members or of a cause are called.
const OF_MEMBERS: [&str; 13] = [
    "party",
    "union",
    "association",
    "federation",
    "university",
    "foundation",
    "council",
    "society",
    "committee",
    "alliance",
    "movement",
    "campaign",
    "institute",
];

/// How well a party fits "the carmaker", "the Lima-based miner": a firm that the article calls so, else one that it has called nothing.
fn takes_up_by_trade(party: &Party, noun: &str, modifiers: &[String]) -> Option<f32> {
    if party.human || party.plural || party.kind != SourceKind::Organisation {
        return None;
    }
    let name = party.name.to_lowercase();
    let known_as = |word: &String| is_filler(word) || name.contains(word.as_str()) || party.nouns.iter().any(|own| own.contains(word.as_str()));
    if !modifiers.iter().all(known_as) {
        return None;
    }
    if party.is_called(noun) {
        return Some(1.0);
    }
    let last = name.rsplit(' ').next().unwrap_or(&name);
    let of_members = OF_MEMBERS.contains(&last) || matches!(last, "front" | "watch");
    let other = of_members || party.nouns.iter().any(|own| !matches!(own.as_str(), "company" | "firm" | "business" | "group" | "giant"));
    // Of those that the registry knows, many are no firms; a group may be one of them.
    (party.named && (!party.known || noun == "group") && !other).then_some(0.0)
}

/// Bodies of members or of a cause: "the bus company" is none of them.
fn is_no_firm(noun: &str) -> bool {
    let last = noun.rsplit(' ').next().unwrap_or(noun);
    OF_MEMBERS.contains(&last) || matches!(last, "confederation" | "guild" | "charity" | "league" | "lobby" | "chamber")
}

/// Endings of nouns that hardly anything but a person has: "scrutineer", "cellist", "groundsman".
fn names_somebody(noun: &str) -> bool {
    const OTHERS: [&str; 8] = ["career", "veneer", "median", "talisman", "checklist", "shortlist", "playlist", "waitlist"];
    let last = noun.rsplit([' ', '-']).next().unwrap_or(noun);
    last.len() > 5
        && !OTHERS.contains(&last)
        && ["eer", "ist", "ian", "man", "woman", "smith", "keeper", "wright"].iter().any(|end| last.ends_with(end))
}

/// "the conservative-leaning newspaper", "the influential daily"
fn is_said_of_outlets(word: &str) -> bool {
    ["-leaning", "-owned", "-run", "-based"].iter().any(|ending| word.ends_with(ending))
        || matches!(word, "conservative" | "liberal" | "influential" | "respected" | "tabloid" | "daily" | "weekly" | "left-wing" | "right-wing")
}

/// How well "the <noun>" takes up a party, none where it can't.
fn takes_up(party: &Party, noun: &str, kind: SourceKind, modifiers: &[String]) -> Option<f32> {
    if party.human || party.place || party.kind == SourceKind::Newsroom {
        return None;
    }
    let name = party.name.to_lowercase();
    // "the U.N. agency": one of those that the registry has under the United Nations.
    let of_nations = |modifiers: &[String]| matches!(modifiers, [only] if matches!(only.as_str(), "un" | "u.n." | "u.n"));
    if noun == "agency" && of_nations(modifiers) || matches!(noun, "u.n. agency" | "un agency") {
        return (party.of_nations).then_some(0.4);
    }
    // "the union" is not "three unions".
    if party.plural && !noun.ends_with('s') && !is_plural_by_use(noun) && name.ends_with(&format!("{noun}s")) {
        return None;
    }
    // "The family-controlled company": how it is held is said of the one that was named.
    let held = |word: &str| {
        matches!(noun, "company" | "firm" | "group" | "business")
            && ["-controlled", "-owned", "-listed", "-held", "-traded", "-quoted"].iter().any(|ending| word.ends_with(ending))
    };
    let fits = modifiers.iter().all(|word| {
        held(word)
            || is_filler(word)
            || kind == SourceKind::Media && is_said_of_outlets(word)
            || name.contains(word.as_str())
            || party.nouns.iter().any(|own| own.contains(word.as_str()))
    });
    if !fits {
        return None;
    }
    if party.is_called(noun) {
        return Some(1.0);
    }
    let last = noun.rsplit(' ').next().unwrap_or(noun);
    let company = party.kind == SourceKind::Organisation
        && party.named
        && !FACILITIES.iter().any(|works| name.ends_with(works))
        && (party.firm || !party.nouns.iter().any(|own| is_no_firm(own) || own.ends_with(" group")));
    // "ride-hailing group Haneul": a group may be a firm, if nothing else is one.
    let group = !party.firm && party.nouns.iter().any(|own| own == "group");
    match last {
        "company" | "firm" | "business" | "corporation" | "maker" | "manufacturer" | "operator" | "retailer" | "giant" | "startup" | "start-up"
        | "carrier" | "conglomerate" => (company && modifiers.iter().all(|word| held(word))).then_some(if group { 0.1 } else { 0.2 }),
        "force" => (party.kind == SourceKind::Official
            && party.named
            && modifiers.is_empty()
            && name.split(' ').any(|word| matches!(word, "police" | "constabulary")))
        .then_some(0.6),
        "group" | "organisation" | "organization" => (party.kind == SourceKind::Organisation && party.named).then_some(0.0),
        // "Oxfam researcher Ida Moe ... The charity"
        "charity" => {
            let open = party.kind == SourceKind::Organisation && party.named && !party.firm && !party.plural && party.nouns.is_empty();
            (open && modifiers.is_empty()).then_some(-0.4)
        }
        "militants" | "rebels" | "insurgents" | "jihadists" | "islamists" | "guerrillas" => {
            const ARMED: [&str; 12] = [
                "shabaab",
                "hamas",
                "hezbollah",
                "houthi",
                "taliban",
                "islamic state",
                "boko haram",
                "m23",
                "farc",
                "pkk",
                "liberation front",
                "liberation army",
            ];
            let armed = party.kind == SourceKind::Organisation && party.named && ARMED.iter().any(|word| name.contains(word));
            (armed && modifiers.is_empty()).then_some(0.4)
        }
        "agency" if party.kind == SourceKind::Media && party.named && modifiers.is_empty() => Some(-0.2),
        "agency" | "bureau" | "body" | "department" | "service" | "regulator" | "watchdog" | "authority" | "office" | "commission"
            if last != noun || ["court", "police", "army", "parliament"].iter().any(|word| name.contains(word)) =>
        {
            None
        }
        "agency" | "bureau" | "body" | "department" | "service" | "regulator" | "watchdog" | "authority" | "office" | "commission" => (party.kind
            == SourceKind::Official
            && party.named
            && !name.starts_with("government of")
            && !name.ends_with("ministry")
            && modifiers.is_empty())
        .then_some(-0.6),
        "newspaper" | "paper" | "outlet" | "broadcaster" | "network" | "magazine" | "station" | "website" | "site" | "channel" | "publication"
        | "daily" | "weekly" | "monthly" | "broadsheet" | "tabloid" | "wire" | "journal"
            if kind == SourceKind::Media =>
        {
            (party.kind == SourceKind::Media && party.named && modifiers.iter().all(|word| is_said_of_outlets(word))).then_some(0.2)
        }
        _ => None,
    }
}
