//! Whom each noun phrase of an article means.
//!
//! In: the phrases in order, and which of them name the source of an attribution. Out: a party for every phrase that means one.
//! Deliberately absent: what follows for an attribution (`resolve`).
//!
//! One walk through the text, each phrase resolved from what stands before it; only full names are known in advance, since a
//! headline may use a surname that the first paragraph explains. The walk looks back a bounded way, so that its time grows
//! with the length of the text.

mod antecedent;
mod authorship;
mod cataphora;
mod described;
mod documents;
mod named;
mod neighbours;
mod people;
mod short_forms;
mod spokesperson;

use super::party::Party;
use super::phrases::Phrases;
use super::reading::{self, Owner, Reading};
use super::registry::{Named, Registry};
use super::setting::find_country;
use crate::domain::{SourceKind, Span};
use crate::engine::text::Text;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// One place where a party is spoken of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Occurrence {
    /// The token at its head.
    pub(super) token: usize,
    /// The number of its sentence.
    pub(super) sentence: usize,
    /// Which party.
    pub(super) party: usize,
    /// Whether it is the subject of a verb.
    pub(super) subject: bool,
    /// Whether it is the source of an attribution.
    pub(super) source: bool,
    /// Whether it stands in quotation marks.
    pub(super) quoted: bool,
    /// Whether it only owns something ("the company's"), or belongs to a larger phrase.
    pub(super) inner: bool,
}

/// What the walk has to know of the attributions.
#[derive(Debug, Default)]
pub(super) struct SourcePhrases {
    /// Phrases that name one source together ("Mr Grassley and Mr Leahy"), by the last of them.
    pub(super) joined: HashMap<usize, Vec<usize>>,
    /// Phrases whose source only asks something: the answer is another's.
    pub(super) asking: HashSet<usize>,
    /// For each phrase that begins a source mention: the attributed words, in which its own antecedent does not stand.
    pub(super) contents: HashMap<usize, Vec<Span>>,
}

/// The parties of an article.
pub(super) struct Cast<'a> {
    pub(super) phrases: Phrases<'a>,
    registry: &'a Registry,
    outlet: Option<String>,
    sources: SourcePhrases,
    pub(super) parties: Vec<Party>,
    /// The party of each phrase.
    of_phrase: Vec<Option<usize>>,
    /// Whether a phrase has been resolved, to a party or to none.
    done: Vec<bool>,
    occurrences: Vec<Occurrence>,
    /// Parties by their full name, by each alias, and by short forms met before.
    by_name: HashMap<String, usize>,
    /// Parties by the last word of their name.
    by_last_word: HashMap<String, Vec<usize>>,
    /// Parties by the first word of their name.
    by_first_word: HashMap<String, Vec<usize>>,
    /// Full names of people anywhere in the article, by their last word.
    full_names: HashMap<String, Vec<String>>,
    /// Full names of people anywhere in the article, by their first word.
    full_by_first: HashMap<String, Vec<String>>,
    /// Names of bodies of several words anywhere in the article, by their first word.
    body_names: HashMap<String, Vec<(String, SourceKind)>>,
    country: Option<usize>,
    /// The same, where the article names it or a place in it, and not only an outlet: bodies without more are called by it.
    named_country: Option<usize>,
    /// The town or region that was named first.
    place: Option<String>,
    /// The parties of owners, by their first token.
    owners: HashMap<usize, Option<usize>>,
    /// Parties of several people, by the first of their phrases.
    joint: HashMap<usize, usize>,
    /// People whose name comes after their description.
    later_names: HashMap<usize, usize>,
    /// Whom a surname alone meant the first time: it goes on meaning that one.
    bare_surnames: HashMap<String, usize>,
    /// Where each party is spoken of first: the token.
    first_at: HashMap<usize, usize>,
    /// Bodies that a phrase introduced without their name: "a Senate panel".
    introduced: Vec<usize>,
    /// Letters and the like whose author is known.
    written: Vec<authorship::Written>,
    depth: usize,
}

/// Phrases resolve others on their way (owners, appositions); deeper than this nothing is gained.
const DEEPEST: usize = 6;

impl<'a> Cast<'a> {
    /// Walks through an article.
    pub(super) fn gather(text: &'a Text, phrases: Phrases<'a>, registry: &'a Registry, sources: SourcePhrases, outlet: Option<&str>) -> Self {
        let setting = find_country(text, &phrases, registry);
        let count = phrases.phrases.len();
        let mut cast = Self {
            phrases,
            registry,
            outlet: outlet.map(super::registry::name_key),
            sources,
            parties: Vec::new(),
            of_phrase: vec![None; count],
            done: vec![false; count],
            occurrences: Vec::new(),
            by_name: HashMap::new(),
            by_last_word: HashMap::new(),
            by_first_word: HashMap::new(),
            full_names: HashMap::new(),
            full_by_first: HashMap::new(),
            body_names: HashMap::new(),
            country: setting.map(|setting| setting.country),
            named_country: setting.filter(|setting| setting.named).map(|setting| setting.country),
            place: None,
            owners: HashMap::new(),
            joint: HashMap::new(),
            later_names: HashMap::new(),
            bare_surnames: HashMap::new(),
            first_at: HashMap::new(),
            introduced: Vec::new(),
            written: Vec::new(),
            depth: 0,
        };
        cast.find_full_names();
        for phrase in 0..count {
            cast.resolve(phrase);
            cast.join(phrase);
        }
        cast.find_names_given_later();
        cast
    }

    /// Makes one party of people who are named together as one source, so that "they" and "the senators" find it.
    fn join(&mut self, phrase: usize) {
        let Some(joined) = self.sources.joined.get(&phrase).cloned() else { return };
        let mut people: Vec<usize> = Vec::new();
        for party in joined.iter().filter_map(|&phrase| self.of_phrase[phrase]) {
            let own = &self.parties[party];
            if own.kind == SourceKind::Person && own.named && own.speaks_for.is_none() && !people.contains(&party) {
                people.push(party);
            }
        }
        if people.len() < 2 {
            return;
        }
        let mut together = Party::joint(people.iter().map(|&party| &self.parties[party]));
        together.plural = true;
        let party = self.add_same(together);
        self.joint.insert(joined[0], party);
        self.occur(joined[0], party);
    }

    /// The party that bears a name, full or last, wherever it stands.
    pub(super) fn bearer_of(&self, name: &str) -> Option<usize> {
        let name = named::clean_name(name);
        if name.is_empty() || !name.starts_with(char::is_uppercase) {
            return None;
        }
        self.by_name.get(&super::registry::name_key(&name)).copied().or_else(|| {
            let bearers = self.by_last_word.get(&name.to_lowercase())?;
            bearers.iter().rev().copied().find(|&party| self.parties[party].human)
        })
    }

    /// The people that a phrase begins to name together.
    pub(super) fn joint(&self, phrase: usize) -> Option<usize> {
        self.joint.get(&phrase).copied()
    }

    /// The party of a phrase.
    pub(super) fn of_phrase(&self, phrase: usize) -> Option<usize> {
        self.of_phrase.get(phrase).copied().flatten()
    }

    /// Resolves a phrase, if that has not been done.
    fn resolve(&mut self, phrase: usize) -> Option<usize> {
        if self.done[phrase] || self.depth >= DEEPEST {
            return self.of_phrase[phrase];
        }
        self.done[phrase] = true;
        self.depth += 1;
        let party = self.find_party(phrase);
        self.depth -= 1;
        self.of_phrase[phrase] = party;
        if let Some(party) = party {
            self.occur(phrase, party);
        }
        party
    }

    fn find_party(&mut self, phrase: usize) -> Option<usize> {
        let here = self.phrases.phrases[phrase].clone();
        if here.pronoun {
            return self.resolve_pronoun(here.tokens.start, Some(phrase));
        }
        let reading = reading::read(&self.phrases, self.registry, here.tokens.clone());
        self.note_place(&reading);
        if let Some(owner) = &reading.owner {
            self.resolve_owner(owner, phrase);
        }
        let apposed = self.find_apposed(phrase, &reading);
        if reading.name.is_none()
            && let Some(name) = apposed.name
        {
            // "the lawyer, Benito Salas": the name says who it is, the phrase what it is.
            let party = self.resolve_with(name, Some(&reading));
            if let Some(party) = party {
                self.describe(party, phrase, &reading);
            }
            return party;
        }
        let party = self.resolve_reading(&reading, phrase);
        if let Some(party) = party {
            for described in apposed.described {
                let reading = reading::read(&self.phrases, self.registry, self.phrases.phrases[described].tokens.clone());
                self.correct_kind(party, &reading);
                let agrees = match reading.noun.as_ref().and_then(|noun| noun.sort) {
                    Some(reading::NounSort::Role(..)) => self.parties[party].human,
                    // "a developer" may be a person or a company.
                    Some(reading::NounSort::Thing(..)) => {
                        !self.parties[party].human
                            || reading.noun.as_ref().is_some_and(|noun| self.registry.role(&noun.key).is_some() || noun.key.ends_with("er"))
                    }
                    None => true,
                };
                if !agrees {
                    continue;
                }
                self.done[described] = true;
                self.of_phrase[described] = Some(party);
                self.describe(party, described, &reading);
            }
            if reading.name.is_some() {
                self.call_by_words_before(party, &reading);
                self.note_abbreviation(phrase, party);
            }
        }
        party
    }

    /// "Parcelo, the delivery start-up": what a single unknown word names, its apposition tells better than its looks.
    fn correct_kind(&mut self, party: usize, apposed: &Reading) {
        let Some(reading::NounSort::Thing(kind, _)) = apposed.noun.as_ref().and_then(|noun| noun.sort) else { return };
        let own = &mut self.parties[party];
        let first = own.name.split(' ').next().unwrap_or_default();
        // "Pluma Libre, a press freedom group", "the Green Liberals, the largest opposition party"
        let capitals = own.name.contains(' ') && own.name.split(' ').all(|word| word.starts_with(char::is_uppercase));
        let people = own.kind == SourceKind::Group && capitals;
        let open = (own.human && own.named || people) && !own.known && own.role.is_none() && self.registry.first_name(first).is_none();
        // "Amna Yousif, a tea seller"
        let key = apposed.noun.as_ref().map_or("", |noun| noun.key.as_str());
        let open = open && (!own.name.contains(' ') || !people::ends_like_people(key.rsplit(' ').next().unwrap_or_default()));
        let plain = matches!(kind, SourceKind::Organisation | SourceKind::Media | SourceKind::Official);
        if open && plain && self.registry.role(&apposed.noun.as_ref().map_or(String::new(), |noun| noun.key.clone())).is_none() {
            own.kind = kind;
            own.human = false;
            own.named = true;
        }
    }

    /// Resolves a phrase that is a name, with what another phrase says of it.
    fn resolve_with(&mut self, phrase: usize, description: Option<&Reading>) -> Option<usize> {
        if self.done[phrase] {
            return self.of_phrase[phrase];
        }
        self.done[phrase] = true;
        let mut reading = reading::read(&self.phrases, self.registry, self.phrases.phrases[phrase].tokens.clone());
        let is_role = |noun: &Option<reading::Noun>| matches!(noun.as_ref().and_then(|noun| noun.sort), Some(reading::NounSort::Role(..)));
        if let Some(description) = description
            && (reading.noun.is_none() || (is_role(&description.noun) && !is_role(&reading.noun)))
        {
            reading.noun.clone_from(&description.noun);
        }
        self.depth += 1;
        let party = self.resolve_reading(&reading, phrase);
        self.depth -= 1;
        self.of_phrase[phrase] = party;
        if let Some(party) = party {
            self.occur(phrase, party);
        }
        party
    }

    /// Resolves some tokens as if they were a phrase: an owner, or what stands before "spokesman".
    fn resolve_tokens(&mut self, tokens: Range<usize>, phrase: usize) -> Option<usize> {
        if tokens.is_empty() || self.depth >= DEEPEST {
            return None;
        }
        self.depth += 1;
        let mut reading = reading::read(&self.phrases, self.registry, tokens.clone());
        if reading.determiner == reading::Determiner::Bare && reading.name.is_none() {
            reading.determiner = reading::Determiner::Definite;
        }
        let party = self.resolve_reading(&reading, phrase);
        self.depth -= 1;
        if let Some(party) = party {
            let sentence = self.phrases.phrases[phrase].sentence;
            let quoted = self.phrases.phrases[phrase].quoted;
            self.occurrences.push(Occurrence { token: tokens.start, sentence, party, subject: false, source: false, quoted, inner: true });
        }
        party
    }

    fn resolve_reading(&mut self, reading: &Reading, phrase: usize) -> Option<usize> {
        match &reading.name {
            Some(name) => self.resolve_name(name.clone(), reading, phrase),
            None => self.resolve_described(reading, phrase),
        }
    }

    /// Whose something is.
    fn resolve_owner(&mut self, owner: &Owner, phrase: usize) -> Option<usize> {
        let first = match owner {
            Owner::Pronoun(token) => *token,
            Owner::Words(tokens) => tokens.start,
        };
        if let Some(&party) = self.owners.get(&first) {
            return party;
        }
        let party = match owner {
            Owner::Pronoun(token) => self.resolve_pronoun(*token, Some(phrase)),
            Owner::Words(tokens) => self.resolve_tokens(tokens.clone(), phrase),
        };
        self.owners.insert(first, party);
        party
    }

    /// The party that owns what begins at this token.
    pub(super) fn owner_at(&self, token: usize) -> Option<usize> {
        self.owners.get(&token).copied().flatten()
    }

    /// Adds a party.
    fn add(&mut self, party: Party) -> usize {
        let at = self.parties.len();
        if party.named {
            self.by_name.entry(super::registry::name_key(&party.name)).or_insert(at);
            let words: Vec<String> = party.name.split_whitespace().map(str::to_lowercase).collect();
            if let (Some(first), Some(last)) = (words.first(), words.last()) {
                self.by_first_word.entry(first.clone()).or_default().push(at);
                self.by_last_word.entry(last.clone()).or_default().push(at);
            }
        }
        self.parties.push(party);
        at
    }

    fn occur(&mut self, phrase: usize, party: usize) {
        let here = &self.phrases.phrases[phrase];
        let source = self.sources.contents.contains_key(&phrase) && !self.sources.asking.contains(&phrase);
        self.first_at.entry(party).or_insert(here.tokens.start);
        self.occurrences.push(Occurrence {
            token: here.tokens.start,
            sentence: here.sentence,
            party,
            subject: here.subject,
            source,
            quoted: here.quoted,
            inner: false,
        });
    }

    /// Keeps the town that is named first, for "the council".
    fn note_place(&mut self, reading: &Reading) {
        if let Some(name) = &reading.name {
            let known = self.phrases.known_exactly(name);
            let located = name.clone().all(|token| self.phrases.syntax.tokens[token].entity == crate::engine::tagger::Entity::Location);
            let before = name.start.checked_sub(1).map(|token| self.phrases.lower(token));
            let before = if before.as_deref() == Some("the") { name.start.checked_sub(2).map(|token| self.phrases.lower(token)) } else { before };
            // "said on X" is no town, and neither is "Salisbury Street".
            let last = self.phrases.word(name.end - 1);
            let street = matches!(
                last,
                "Street" | "Road" | "Avenue" | "Lane" | "Square" | "Drive" | "Boulevard" | "Highway" | "Bridge" | "Hospital" | "School" | "Airport"
            );
            if street || self.phrases.words(name.clone()).chars().count() < 2 {
                return;
            }
            let somewhere = matches!(before.as_deref(), Some("in" | "near")) && name.len() <= 2 && known.is_none();
            if self.place.is_none() && (matches!(known, Some(Named::Place(_))) || (known.is_none() && located) || somewhere) {
                self.place = Some(self.phrases.words(name.clone()));
            }
        }
    }
}
