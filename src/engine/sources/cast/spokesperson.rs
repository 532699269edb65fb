//! For whom somebody speaks, and what else a description says of a party.
//!
//! In: a party and a phrase that describes it. Out: the party knows its nouns, title, gender, and the body it speaks for.
//! Deliberately absent: how the claim names body and speaker (`resolve`).
//!
//! "Avantas spokesman", "a spokesman for the company", "the White House press secretary", "his lawyer".

use super::Cast;
use crate::domain::SourceKind;
use crate::engine::sources::reading::{self, NounSort, Reading};
use crate::engine::sources::registry::{Gender, Named, RoleSort};
use crate::engine::tagger::Tag;

/// How far a name may stand from the place where only its capital could tell, in tokens: a long article.
const AROUND: usize = 2_000;

impl Cast<'_> {
    /// Adds to a party what a phrase says of it.
    pub(super) fn describe(&mut self, party: usize, phrase: usize, reading: &Reading) {
        let Some(noun) = &reading.noun else { return };
        match noun.sort {
            Some(NounSort::Role(sort, gender)) if self.parties[party].human => {
                if gender != Gender::Unknown {
                    self.parties[party].gender = gender;
                    self.parties[party].guessed = false;
                }
                self.parties[party].call(&noun.key);
                if let RoleSort::Spokesperson | RoleSort::Representative = sort {
                    let spokesperson = sort == RoleSort::Spokesperson;
                    let body = self
                        .spoken_for(reading, phrase, self.parties[party].named, spokesperson)
                        .filter(|&body| spokesperson || self.can_be_represented(body, reading));
                    // "the lawyer, Benito Salas": the lawyer who was spoken of before.
                    let body = body.or_else(|| {
                        let earlier = self.last_party(150, |_, other| other.human && other.speaks_for.is_some() && other.is_called(&noun.key))?;
                        self.parties[earlier].speaks_for.filter(|_| reading.determiner == reading::Determiner::Definite)
                    });
                    if body.is_some() && body != Some(party) {
                        self.parties[party].speaks_for = body;
                    }
                } else if noun.key == "campaign manager" && reading.owner.is_none() {
                    // "Clinton campaign manager Robby Mook": the words name the body.
                    if let Some(campaign) = self.campaign_of(reading, phrase) {
                        self.parties[party].speaks_for = Some(campaign);
                    }
                } else if sort == RoleSort::Office || sort == RoleSort::Individual {
                    let title = self.title_words(reading);
                    let own = &mut self.parties[party];
                    if own.role.is_none() || title.len() > own.role.as_ref().map_or(0, String::len) {
                        own.role = Some(title);
                    }
                }
            }
            Some(NounSort::Thing(kind, _)) if !self.parties[party].human => {
                self.parties[party].call(&noun.key);
                // "a panel of academics" is no body of state.
                let at = noun.tokens.end;
                let of_people = self.phrase_behind(at, &["of"], self.sentence_end(phrase)).is_some_and(|behind| {
                    let other = reading::read(&self.phrases, self.registry, self.phrases.phrases[behind].tokens.clone());
                    matches!(other.noun.as_ref().and_then(|noun| noun.sort), Some(NounSort::Role(..))) && other.noun.is_some_and(|noun| noun.plural)
                });
                let own = &mut self.parties[party];
                if !of_people && !own.known && own.named && own.kind == SourceKind::Organisation && kind != SourceKind::Document {
                    own.kind = kind;
                }
            }
            _ => {}
        }
    }

    /// "a Miami lawyer" speaks for himself: a town is nobody's client. "a Trump lawyer" does not.
    pub(super) fn can_be_represented(&self, party: usize, reading: &Reading) -> bool {
        let party = &self.parties[party];
        if reading.determiner == reading::Determiner::Indefinite && reading.owner.is_none() && !reading.modifiers.is_empty() && !party.human {
            return party.known;
        }
        !matches!(party.kind, SourceKind::Official | SourceKind::Newsroom | SourceKind::Document)
            && (party.named || party.human || party.kind == SourceKind::Group)
    }

    /// "Greek civil protection minister", for "his ministry".
    fn title_words(&self, reading: &Reading) -> String {
        let noun = reading.noun.as_ref().map_or(0..0, |noun| noun.tokens.clone());
        let words = self.phrases.words(reading.modifiers.start..noun.end.max(reading.modifiers.end));
        match self.country_of(reading) {
            Some(country) if reading.owner.is_some() => format!("{} {words}", self.registry.country(country).adjective),
            _ => words,
        }
    }

    /// The body whose spokesperson a phrase describes, or the person whose lawyer.
    pub(super) fn spoken_for(&mut self, reading: &Reading, phrase: usize, named: bool, guess: bool) -> Option<usize> {
        if let Some(owner) = &reading.owner
            && let Some(party) = self.resolve_owner(&owner.clone(), phrase)
        {
            // "the company's chief spokesman", but "Russia's Foreign Ministry spokeswoman"
            // and "the Senate's housing spokeswoman" speaks for the Senate.
            let names = reading.modifiers.clone().any(|token| self.phrases.is_capitalised(token))
                || reading
                    .modifiers
                    .end
                    .checked_sub(1)
                    .filter(|&last| last >= reading.modifiers.start)
                    .is_some_and(|last| self.registry.noun(&self.phrases.lower(last)).is_some());
            // "China's foreign ministry spokeswoman": the ministry is China's.
            let of_state = match owner {
                reading::Owner::Words(words)
                    if names && self.country_of(reading).is_some() && !self.phrases.is_capitalised(reading.modifiers.start) =>
                {
                    self.resolve_tokens(words.start..reading.modifiers.end, phrase)
                }
                _ => None,
            };
            let named = of_state.or_else(|| if names { self.body_in_modifiers(reading, phrase) } else { None });
            return named.or(Some(party));
        }
        if let Some(party) = self.body_in_modifiers(reading, phrase) {
            return Some(party);
        }
        let mut at = self.phrases.phrases[phrase].tokens.end;
        let limit = self.sentence_end(phrase);
        // "solicitors acting for Ida Moe"
        if at + 1 < limit && matches!(self.phrases.word(at), "acting" | "speaking") && self.phrases.word(at + 1) == "for" {
            at += 1;
        }
        // "Erin Castillo, an attorney with Wild Range Defense" works there; one for it speaks for it, and so does one without a name.
        let represents = named && matches!(reading.noun.as_ref().and_then(|noun| noun.sort), Some(NounSort::Role(RoleSort::Representative, _)));
        let links: &[&str] = if represents { &["for", "of", "to"] } else { &["for", "of", "at", "with", "from", "to"] };
        if let Some(behind) = self.phrase_behind(at, links, limit)
            && let Some(party) = self.resolve(behind)
        {
            return Some(party);
        }
        // "A spokesman in Ankara": of its government; in a town that nobody knows, of nobody who can be told.
        if let Some(place) = self.phrase_behind(at, &["in"], limit) {
            let tokens = self.phrases.phrases[place].tokens.clone();
            // "A spokeswoman in Tokyo for the carmaker Nissan"
            if let Some(body) = self.phrase_behind(tokens.end, &["for", "of"], limit) {
                return self.resolve(body);
            }
            // "Nestlé will sell its water unit. A spokeswoman in Paris said": of the body that the sentences before are about.
            let sentence = self.phrases.phrases[phrase].sentence;
            let body = self.last_party(40, |occurrence, party| {
                occurrence.sentence + 2 >= sentence
                    && occurrence.sentence < sentence
                    && (occurrence.subject || occurrence.source)
                    && !(occurrence.quoted || occurrence.inner)
                    && !party.human
                    && !party.plural
                    && !party.place
                    && (party.kind == SourceKind::Organisation || party.of_nations)
            });
            if body.is_some() {
                return body;
            }
            if let Some(Named::Seat(country) | Named::Country(country)) = self.phrases.known_exactly(&tokens) {
                return Some(self.add_government(country));
            }
            if self.phrases.is_capitalised(tokens.start) && !self.phrases.phrases[place].pronoun {
                return None;
            }
        }
        // "Its ship had found them, spokesman Ida Moe said": of the body that has just spoken.
        let bare = reading.name.is_some() && reading.determiner == reading::Determiner::Bare && reading.modifiers.is_empty();
        if guess && reading.name.is_none() {
            self.last_body(phrase)
        } else if guess && bare && self.speaks_of_own_body(phrase) {
            self.last_speaking_body(phrase)
        } else if guess && bare {
            self.body_spoken_about(phrase).or_else(|| self.last_speaking_body(phrase).filter(|_| !self.speaks_of_somebody(phrase)))
        } else {
            None
        }
    }

    /// "Chinese Foreign Ministry" before "spokesman"; adjectives such as "senior" name nobody.
    fn body_in_modifiers(&mut self, reading: &Reading, phrase: usize) -> Option<usize> {
        let mut tokens = reading.modifiers.clone();
        while !tokens.is_empty()
            && matches!(
                self.phrases.lower(tokens.start).as_str(),
                "chief" | "senior" | "former" | "deputy" | "lead" | "top" | "official" | "long-time" | "longtime" | "then" | "acting" | "new"
            )
        {
            tokens.start += 1;
        }
        while !tokens.is_empty()
            && matches!(
                self.phrases.lower(tokens.end - 1).as_str(),
                "chief" | "senior" | "deputy" | "national" | "official" | "defence" | "defense" | "press" | "media"
            )
            && tokens.len() > 1
        {
            tokens.end -= 1;
        }
        if tokens.is_empty() {
            return None;
        }
        // "Privacy lawyer Dana Ortiz": a capital that only the sentence's beginning gives.
        let first = tokens.start;
        let opens = self.phrases.syntax.sentences[self.phrases.phrases[phrase].sentence].start == first;
        if opens && tokens.len() == 1 && self.is_common_word(first) {
            return None;
        }
        let last = tokens.end - 1;
        if self.phrases.tag(last) == Tag::Jj && self.phrases.known_at(tokens.start).is_none() {
            return None;
        }
        if tokens.len() == 1
            && let Some(crate::engine::sources::registry::Named::Adjective(country)) = self.phrases.known_exactly(&tokens)
        {
            return Some(self.add_government(country));
        }
        self.resolve_tokens(tokens, phrase)
    }

    /// Whether a word at the beginning of a sentence is no name: no table and no other sentence has it as one.
    pub(super) fn is_common_word(&self, token: usize) -> bool {
        let (word, lower) = (self.phrases.word(token), self.phrases.lower(token));
        let elsewhere = |other: usize| {
            other != token
                && self.phrases.word(other) == word
                && self.phrases.syntax.sentence_of(other).is_some_and(|sentence| self.phrases.syntax.sentences[sentence].start != other)
        };
        self.phrases.known_at(token).is_none()
            && self.registry.noun(&lower).is_none()
            && !reading::is_person_tag(&self.phrases, token)
            && self.phrases.syntax.tokens[token].entity == crate::engine::tagger::Entity::None
            && word.chars().skip(1).all(char::is_lowercase)
            && !(token.saturating_sub(AROUND)..(token + AROUND).min(self.phrases.syntax.tokens.len())).any(elsewhere)
    }

    /// The campaign that "Mr Sande's campaign manager" manages.
    pub(super) fn campaign_of(&mut self, reading: &Reading, phrase: usize) -> Option<usize> {
        let person = match &reading.owner {
            Some(owner) => self.resolve_owner(&owner.clone(), phrase),
            None if !reading.modifiers.is_empty() && self.phrases.is_capitalised(reading.modifiers.start) => {
                self.resolve_tokens(reading.modifiers.clone(), phrase)
            }
            None => None,
        }?;
        self.parties[person].human.then(|| self.add_campaign(person))
    }

    /// "Its ship had found them, spokesman Ida Moe said": whether the words begin with whose spokesman it is, by a pronoun.
    fn speaks_of_own_body(&self, phrase: usize) -> bool {
        let content = self.sources.contents.get(&phrase).and_then(|content| content.first());
        content.is_some_and(|content| {
            let first = self.phrases.syntax.tokens_in(*content).find(|&token| self.phrases.word(token).chars().any(char::is_alphanumeric));
            first.is_some_and(|first| matches!(self.phrases.lower(first).as_str(), "its" | "it" | "they" | "their" | "we" | "our"))
        })
    }

    /// "The museum opened in May, according to spokesman Tor Moe": the firm or organisation with a name that the words begin with.
    fn body_spoken_about(&self, phrase: usize) -> Option<usize> {
        let first = self.first_phrase_of_content(phrase)?;
        let party = self.of_phrase(first)?;
        let own = &self.parties[party];
        let named = self.begins_clause(first) && own.kind == SourceKind::Organisation && !own.human && !own.plural;
        // "The army said so. Hezbollah fired rockets, spokesman Tor Moe said": whose spokesman he is, these words don't tell.
        let sentence = self.phrases.phrases[phrase].sentence;
        let mut near = self.occurrences.iter().rev().take(60).take_while(|occurrence| occurrence.sentence + 2 >= sentence);
        let other = near.any(|occurrence| {
            let spoke = occurrence.source && occurrence.sentence < sentence;
            spoke && occurrence.party != party && !self.parties[occurrence.party].human
        });
        (named && !other && !self.does_harm(first)).then_some(party)
    }

    /// "Hamas killed 40 people, spokesman Tor Moe said": what its enemies say of it.
    fn does_harm(&self, phrase: usize) -> bool {
        const HARM: [&str; 20] = [
            "killed",
            "attacked",
            "fired",
            "bombed",
            "shelled",
            "abducted",
            "kidnapped",
            "seized",
            "captured",
            "stormed",
            "struck",
            "hit",
            "launched",
            "violated",
            "breached",
            "murdered",
            "executed",
            "used",
            "tried",
            "planned",
        ];
        let end = self.phrases.phrases[phrase].tokens.end;
        (end..(end + 3).min(self.sentence_end(phrase))).any(|token| HARM.contains(&self.phrases.lower(token).as_str()))
    }

    /// Whether a phrase does something: the network's subject, or right before a verb.
    fn begins_clause(&self, phrase: usize) -> bool {
        let here = &self.phrases.phrases[phrase];
        here.subject
            || here.tokens.end < self.sentence_end(phrase) && matches!(self.phrases.tag(here.tokens.end), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md)
    }

    /// Whether the words begin with somebody else: "The minister erred, spokesman Tor Moe said".
    fn speaks_of_somebody(&self, phrase: usize) -> bool {
        let first = self.first_phrase_of_content(phrase);
        first.is_some_and(|first| self.begins_clause(first) && self.of_phrase(first).is_some_and(|party| !self.parties[party].inanimate))
    }

    /// The phrase with which the words begin that a phrase is the source of, if they stand before it.
    fn first_phrase_of_content(&self, phrase: usize) -> Option<usize> {
        let content = self.sources.contents.get(&phrase)?.first()?;
        let tokens = self.phrases.syntax.tokens_in(*content);
        let start = tokens.clone().find(|&token| self.phrases.word(token).chars().any(char::is_alphanumeric))?;
        (start < self.phrases.phrases[phrase].tokens.start)
            .then(|| (start..tokens.end.min(start + 2)).find_map(|token| self.phrases.phrase_of(token)))?
    }

    /// The named body that spoke in one of the sentences before.
    fn last_speaking_body(&self, phrase: usize) -> Option<usize> {
        const NEAR: usize = 2;
        let sentence = self.phrases.phrases[phrase].sentence;
        let near =
            self.occurrences.iter().rev().take(60).filter(|occurrence| occurrence.sentence + NEAR >= sentence && occurrence.sentence < sentence);
        let spoke = near.filter(|occurrence| occurrence.source).map(|occurrence| occurrence.party);
        spoke.take(1).find(|&party| {
            let own = &self.parties[party];
            own.named && !own.human && matches!(own.kind, SourceKind::Official | SourceKind::Organisation)
        })
    }

    /// "a spokesman said": the body that was spoken for last, else the last that spoke.
    fn last_body(&self, phrase: usize) -> Option<usize> {
        let sentence = self.phrases.phrases[phrase].sentence;
        let near = || self.occurrences.iter().rev().take(60).filter(|occurrence| occurrence.sentence + 8 >= sentence && !occurrence.quoted);
        let body = |party: usize| matches!(self.parties[party].kind, SourceKind::Official | SourceKind::Organisation) && !self.parties[party].human;
        near()
            .find_map(|occurrence| {
                let party = occurrence.party;
                self.parties[party].speaks_for.filter(|&body| !self.parties[body].human).or((occurrence.source && body(party)).then_some(party))
            })
            .or_else(|| near().find(|occurrence| occurrence.subject && body(occurrence.party)).map(|occurrence| occurrence.party))
            .or_else(|| near().find(|occurrence| body(occurrence.party)).map(|occurrence| occurrence.party))
    }
}
