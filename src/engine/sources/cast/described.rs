//! Phrases without a name: bodies, documents and people by what they are.
//!
//! In: a phrase and its noun. Out: the party that stands before it, or a new one under the article's own words.
//! Deliberately absent: names (`named`), pronouns (`antecedent`).

use super::Cast;
use super::named::{clean_name, ministry_of};
use crate::domain::SourceKind;
use crate::engine::sources::party::{Party, singular};
use crate::engine::sources::reading::{Determiner, Noun, NounSort, Reading};
use crate::engine::sources::registry::{Gender, Named, RoleSort, Scope};
use crate::engine::tagger::Tag;
use std::ops::Range;

/// So many unnamed individuals could each be called, were they named; more are a group ("nineteen senators").
const FEW: u32 = 5;

impl Cast<'_> {
    /// The party of a phrase that has no name.
    pub(super) fn resolve_described(&mut self, reading: &Reading, phrase: usize) -> Option<usize> {
        let Some(noun) = reading.noun.clone() else { return self.resolve_bare(reading, phrase) };
        match noun.sort {
            Some(NounSort::Thing(kind, scope)) => self.resolve_thing(&noun, kind, scope, reading, phrase),
            Some(NounSort::Role(RoleSort::Spokesperson, gender)) => self.resolve_speaker(&noun, gender, true, reading, phrase),
            Some(NounSort::Role(RoleSort::Representative, gender)) => self.resolve_speaker(&noun, gender, false, reading, phrase),
            Some(NounSort::Role(sort, gender)) => self.resolve_people(&noun, sort, gender, reading, phrase),
            None => self.resolve_other(&noun, reading, phrase),
        }
    }

    /// "the ministry", "Zambia's electoral commission", "the survey".
    fn resolve_thing(&mut self, noun: &Noun, kind: SourceKind, scope: Scope, reading: &Reading, phrase: usize) -> Option<usize> {
        if kind == SourceKind::Document {
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
            if let Some(country) = self.country_of(reading) {
                if noun.key == "government" || noun.key == "regime" {
                    return Some(self.add_government(country));
                }
            } else if noun.key == "government" && reading.modifiers.is_empty() && reading.owner.is_none() {
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
        if definite && self.country_of(reading).is_none() {
            let modifiers = self.words_of(&reading.modifiers);
            let found = self.find_antecedent(phrase, |party| takes_up(party, &noun.key, kind, &modifiers));
            if found.is_some() {
                return found;
            }
        }
        if noun.plural && kind == SourceKind::Organisation && reading.determiner != Determiner::Definite {
            return Some(self.add_same(self.group_or_few(reading, self.own_words(reading.modifiers.start..noun.tokens.end, reading, phrase))));
        }
        Some(self.add_body_in_words(noun, kind, scope, reading, phrase))
    }

    /// A body under the article's own words, with its country or town where they can be told.
    fn add_body_in_words(&mut self, noun: &Noun, kind: SourceKind, scope: Scope, reading: &Reading, phrase: usize) -> usize {
        let tokens = reading.modifiers.start..noun.tokens.end;
        let words = if kind == SourceKind::Official {
            ministry_of(&self.own_words(tokens, reading, phrase))
        } else {
            self.own_words(tokens, reading, phrase)
        };
        let country = self.country_of(reading);
        let has_adjective = self.has_adjective(&reading.modifiers);
        let name = match (country, scope) {
            (Some(country), _) if !has_adjective && reading.owner.is_some() => format!("{} {words}", self.registry.country(country).adjective),
            // "the Obama administration" needs no country in front.
            (None, Scope::National) if reading.owner.is_none() && kind == SourceKind::Official && !self.names_somebody(&reading.modifiers) => {
                match self.country {
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
    fn owned_thing(&mut self, owner: usize, noun: &Noun, kind: SourceKind, reading: &Reading) -> usize {
        let party = self.parties[owner].clone();
        let last = noun.key.rsplit(' ').next().unwrap_or(&noun.key);
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
        let words = self.phrases.words(reading.modifiers.start..noun.tokens.end);
        let name = match party.name.strip_prefix("Government of ") {
            Some(_) if party.country.is_some() => {
                format!("{} {words}", party.country.map_or(String::new(), |at| self.registry.country(at).adjective.clone()))
            }
            _ => format!("{}'s {words}", party.name),
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
    fn people_behind(&mut self, phrase: usize) -> Option<usize> {
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

    /// "the survey", "an Opina poll", "a study in the journal", "her letter".
    fn resolve_document(&mut self, noun: &Noun, reading: &Reading, phrase: usize) -> Option<usize> {
        let named = self.publisher(phrase, noun);
        if let Some(owner) = reading.owner.clone()
            && let Some(party) = self.resolve_owner(&owner, phrase)
        {
            if self.parties[party].human && is_own_word(&noun.key) {
                return Some(party);
            }
            if self.parties[party].kind == SourceKind::Media && is_report(&noun.key) {
                return Some(party);
            }
            return Some(self.owned_thing(party, noun, SourceKind::Document, reading));
        }
        let own_name = self.outlet_in(&reading.modifiers, phrase);
        if is_report(&noun.key)
            && noun.key != "poll"
            && let Some(outlet) = own_name.or(named.filter(|&party| self.parties[party].kind == SourceKind::Media))
            && matches!(noun.key.as_str(), "report" | "reports" | "article" | "story")
        {
            return Some(outlet);
        }
        if is_own_word(&noun.key)
            && let Some(person) = named.filter(|&party| self.parties[party].human)
        {
            return Some(person);
        }
        let words = self.document_words(noun, reading, phrase);
        if named.is_none() && matches!(reading.determiner, Determiner::Definite | Determiner::Bare) {
            let modifiers = self.words_of(&reading.modifiers);
            let bare_plural = noun.plural && reading.determiner == Determiner::Bare;
            if !bare_plural {
                let kind = document_kin(&noun.key);
                let found = self.find_antecedent(phrase, |party| {
                    let same = party.kind == SourceKind::Document
                        && (party.is_called(&noun.key) || kin_of(party).is_some_and(|own| own == kind && kind != 0));
                    (same && modifiers.iter().all(|word| party.name.to_lowercase().contains(word.as_str()) || is_filler(word))).then_some(0.0)
                });
                if found.is_some() {
                    return found;
                }
            }
        }
        let name = match named {
            None if noun.key != "records" && is_company_paper(&noun.key) => match self.last_company(phrase) {
                Some(company) => format!("{} {words}", self.parties[company].name),
                None => words,
            },
            Some(publisher) if !self.parties[publisher].name.is_empty() && words.split(' ').count() <= 4 => {
                format!("{} {words}", self.parties[publisher].name.trim_start_matches("The "))
            }
            _ => words,
        };
        let mut party = Party::new(name, SourceKind::Document);
        party.human = false;
        party.plural = noun.plural;
        party.call(&noun.key);
        Some(self.add_same(party))
    }

    /// The words of a document, without those that only say how new or long it is: "latest", "46-page".
    fn document_words(&self, noun: &Noun, reading: &Reading, phrase: usize) -> String {
        let mut start = reading.modifiers.start;
        while start < noun.tokens.start {
            let word = self.phrases.lower(start);
            let measured = word.contains('-') && word.starts_with(|c: char| c.is_ascii_digit())
                || ["-page", "-count", "-second", "-minute", "-point"].iter().any(|ending| word.ends_with(ending));
            if !(measured || is_filler(&word)) {
                break;
            }
            start += 1;
        }
        let text = self.own_words(start..noun.tokens.end, &Reading { determiner: Determiner::Definite, ..reading.clone() }, phrase);
        match reading.determiner {
            Determiner::Quantity if noun.plural => format!("{} {text}", self.phrases.lower(self.phrases.phrases[phrase].tokens.start)),
            _ => text,
        }
    }

    /// The company whose results or notice an article means.
    fn last_company(&self, phrase: usize) -> Option<usize> {
        let sentence = self.phrases.phrases[phrase].sentence;
        self.last_party(30, |occurrence, party| {
            occurrence.sentence + 3 >= sentence && party.kind == SourceKind::Organisation && party.named && !party.human
        })
    }

    /// The body behind a document: "a study by Can Tho University", "filings with the commission", "published in the journal".
    fn publisher(&mut self, phrase: usize, noun: &Noun) -> Option<usize> {
        let limit = self.sentence_end(phrase);
        let mut at = self.phrases.phrases[phrase].tokens.end;
        let online = matches!(singular(noun.key.rsplit(' ').next().unwrap_or("")).as_str(), "post" | "message" | "video" | "posting" | "comment");
        if at < limit && (self.phrases.tag(at) == Tag::Vbn || (online && self.phrases.tag(at) == Tag::Vbd)) {
            if matches!(
                self.phrases.lower(at).as_str(),
                "seen" | "obtained" | "reviewed" | "viewed" | "leaked" | "read" | "cited" | "given" | "sent" | "signed"
            ) {
                return None;
            }
            at += 1;
            while online && at < limit && matches!(self.phrases.tag(at), Tag::Rb | Tag::Rp | Tag::In) && self.phrases.phrase_of(at + 1).is_none() {
                at += 1;
            }
        }
        // "a poll of 400 voters released on Friday by Latino Decisions"
        if self.phrases.lower(at.min(limit - 1)) == "of"
            && let Some(by) = (at..(at + 14).min(limit)).find(|&token| self.phrases.word(token) == "by")
            && (at..by).any(|token| {
                matches!(
                    self.phrases.lower(token).as_str(),
                    "released" | "published" | "conducted" | "commissioned" | "issued" | "produced" | "carried" | "made"
                )
            })
        {
            at = by;
        }
        let behind = self.phrase_behind(at, &["by", "from", "in", "with", "of", "at", "on"], limit)?;
        let preposition = self.phrases.lower(at);
        if preposition == "on" {
            return if online { self.resolve(behind) } else { None };
        }
        let tokens = self.phrases.phrases[behind].tokens.clone();
        let reading = super::super::reading::read(&self.phrases, self.registry, tokens);
        let own = preposition == "by"
            || preposition == "from"
            || (preposition == "in" && reading.name.is_some())
            || (preposition == "with" && noun.key.contains("filing"));
        reading.name.as_ref()?;
        if !own {
            return None;
        }
        let party = self.resolve(behind)?;
        let place = self.parties[party].name.starts_with("Government of")
            || (preposition == "in" && self.parties[party].kind != SourceKind::Media && self.parties[party].kind != SourceKind::Document);
        (!place || preposition == "by").then_some(party)
    }

    /// The outlet that a report names in front: "a Times article", "an NBC report".
    fn outlet_in(&mut self, modifiers: &Range<usize>, phrase: usize) -> Option<usize> {
        let start = modifiers.clone().find(|&token| self.phrases.is_capitalised(token))?;
        let party = self.resolve_tokens(start..modifiers.end, phrase)?;
        (self.parties[party].kind == SourceKind::Media).then_some(party)
    }

    /// "the article", "newspaper reports", "a Times story": the outlet, or the unnamed press.
    fn resolve_press_piece(&mut self, noun: &Noun, reading: &Reading, phrase: usize) -> Option<usize> {
        if let Some(outlet) = self.outlet_in(&reading.modifiers, phrase) {
            return Some(outlet);
        }
        if let Some(outlet) = self.publisher(phrase, noun).filter(|&party| self.parties[party].kind == SourceKind::Media) {
            return Some(outlet);
        }
        if reading.determiner == Determiner::Definite && !noun.plural {
            let found = self.find_antecedent(phrase, |party| (party.kind == SourceKind::Media).then_some(0.0));
            if found.is_some() {
                return found;
            }
        }
        Some(self.add_unnamed_press())
    }

    /// All unnamed press is one source.
    pub(super) fn add_unnamed_press(&mut self) -> usize {
        let mut party = Party::new("media reports", SourceKind::Media);
        party.known = true;
        party.human = false;
        party.plural = true;
        self.add_same(party)
    }

    /// "a spokesman for the company", "his lawyer", "the spokesman".
    fn resolve_speaker(&mut self, noun: &Noun, gender: Gender, spokesperson: bool, reading: &Reading, phrase: usize) -> Option<usize> {
        let body = self.spoken_for(reading, phrase, false);
        if body.is_none() && reading.determiner == Determiner::Definite {
            let found = self.last_party(120, |_, party| {
                party.human && (party.is_called(&noun.key) || (spokesperson && party.speaks_for.is_some() && is_speaker_noun(party)))
            });
            if found.is_some() {
                return found;
            }
        }
        let body = body.or_else(|| if spokesperson { self.spoken_for(reading, phrase, true) } else { None });
        // "her office said": the words of a person's or body's office are theirs, nobody spoke.
        if matches!(noun.key.as_str(), "office" | "press office" | "legal team" | "press team") {
            if let Some(body) = body {
                return Some(body);
            }
            return Some(self.add_body_in_words(noun, SourceKind::Official, Scope::Free, reading, phrase));
        }
        let mut party = Party::new(self.own_words(reading.modifiers.start..noun.tokens.end, reading, phrase), SourceKind::Anonymous);
        party.gender = gender;
        party.speaks_for = body;
        party.call(&noun.key);
        Some(self.add(party))
    }

    /// "the mayor", "a senior Turkish official", "critics", "two engineers".
    fn resolve_people(&mut self, noun: &Noun, sort: RoleSort, gender: Gender, reading: &Reading, phrase: usize) -> Option<usize> {
        let plural = noun.plural || sort == RoleSort::Group;
        let modifiers = self.words_of(&reading.modifiers);
        if reading.determiner == Determiner::Definite || (reading.determiner == Determiner::Bare && !plural && reading.owner.is_none()) {
            let found = self.find_antecedent(phrase, |party| {
                if plural {
                    let named = if party.named { 0.6 } else { 0.0 };
                    return ((party.plural || party.kind == SourceKind::Group) && party.is_called(&noun.key)).then_some(named);
                }
                let agrees = party.human && !party.plural && (gender == Gender::Unknown || party.gender == Gender::Unknown || party.gender == gender);
                if !agrees {
                    return None;
                }
                let role = party.role.as_deref().unwrap_or("").to_lowercase();
                let fits_modifiers =
                    modifiers.iter().all(|word| is_filler(word) || role.contains(word.as_str()) || party.name.to_lowercase().contains(word.as_str()));
                if party.is_called(&noun.key) && fits_modifiers {
                    return Some(0.6);
                }
                // "the woman", "the billionaire": any person of that gender may be called so.
                let loose = matches!(
                    noun.key.as_str(),
                    "woman"
                        | "man"
                        | "boy"
                        | "girl"
                        | "father"
                        | "mother"
                        | "husband"
                        | "wife"
                        | "actor"
                        | "actress"
                        | "businessman"
                        | "billionaire"
                        | "politician"
                        | "veteran"
                        | "teenager"
                );
                (loose && gender != Gender::Unknown && party.gender == gender && modifiers.is_empty()).then_some(-1.5)
            });
            if found.is_some() {
                return found;
            }
        }
        if !plural && let Some(relative) = self.relative_of_owner(noun, gender, reading, phrase) {
            return Some(relative);
        }
        // "the South Carolina senator", "the former secretary of state": in the press the person who has just spoken.
        if (sort == RoleSort::Office || is_said_of_the_known(&noun.key))
            && let Some(speaker) = self.last_speaker(noun, gender, reading, phrase)
        {
            return Some(speaker);
        }
        // "the mayor of the town" after "Mayor Ferrante", whatever else is said of either.
        if sort == RoleSort::Office && reading.determiner == Determiner::Definite && !plural && modifiers.len() <= 1 {
            let found = self.find_antecedent(phrase, |party| {
                let agrees = party.human
                    && party.named
                    && !party.plural
                    && (gender == Gender::Unknown || party.gender == Gender::Unknown || party.gender == gender);
                (agrees && party.is_called(&noun.key)).then_some(0.0)
            });
            if found.is_some() {
                return found;
            }
        }
        self.add_unnamed(reading, phrase)
    }

    /// "his ex-wife", "Mr Hatch's husband": the one other person of the owner's name that the article knows.
    fn relative_of_owner(&mut self, noun: &Noun, gender: Gender, reading: &Reading, phrase: usize) -> Option<usize> {
        let key = noun.key.strip_prefix("ex-").unwrap_or(&noun.key);
        if !matches!(key, "wife" | "husband" | "spouse" | "son" | "daughter" | "brother" | "sister" | "father" | "mother" | "widow") {
            return None;
        }
        let owner = self.resolve_owner(&reading.owner.clone()?, phrase)?;
        if !(self.parties[owner].human && self.parties[owner].named) {
            return None;
        }
        let last = self.parties[owner].last_name().to_lowercase();
        let mut bearers = self.by_last_word.get(&last)?.iter().copied().filter(|&other| {
            let party = &self.parties[other];
            other != owner && party.human && party.named && party.name.contains(' ') && party.gender != Gender::Unknown && party.gender == gender
        });
        match (bearers.next(), bearers.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        }
    }

    /// The named person who has just spoken or acted, whom "the gambling tycoon" or "the neurosurgeon" then calls by what he is.
    fn last_speaker(&mut self, noun: &Noun, gender: Gender, reading: &Reading, phrase: usize) -> Option<usize> {
        if reading.determiner != Determiner::Definite || noun.plural || !self.sources.contents.contains_key(&phrase) {
            return None;
        }
        let sentence = self.phrases.phrases[phrase].sentence;
        let country = self.country_of(reading);
        let near = |occurrence: &super::Occurrence| occurrence.sentence + 3 >= sentence && !occurrence.inner;
        let speaker = self.last_party(12, |occurrence, party| occurrence.source && near(occurrence) && party.human && party.named).or_else(|| {
            self.last_party(12, |occurrence, party| occurrence.subject && !occurrence.quoted && near(occurrence) && party.human && party.named)
        })?;
        let party = &self.parties[speaker];
        let known_otherwise =
            party.nouns.iter().any(|own| !is_runner(own) && matches!(self.registry.role(own), Some((RoleSort::Office | RoleSort::Spokesperson, ..))));
        let known_otherwise = known_otherwise && !party.is_called(&noun.key) && !is_runner(&noun.key) && !is_said_of_the_known(&noun.key);
        let fits = !known_otherwise
            && party.speaks_for.is_none()
            && !party.plural
            && (gender == Gender::Unknown || party.gender == gender || party.gender == Gender::Unknown)
            && (country.is_none() || party.country.is_none() || party.country == country);
        if !fits {
            return None;
        }
        self.parties[speaker].call(&noun.key);
        Some(speaker)
    }

    /// A new party under the article's own words.
    pub(super) fn add_unnamed(&mut self, reading: &Reading, phrase: usize) -> Option<usize> {
        let noun = reading.noun.as_ref()?;
        if matches!(
            noun.key.as_str(),
            "percent"
                | "per cent"
                | "%"
                | "respondents"
                | "majority"
                | "plurality"
                | "half"
                | "third"
                | "quarter"
                | "two-thirds"
                | "one-third"
                | "three-quarters"
                | "three-fourths"
        ) && let Some(poll) = self.last_poll()
        {
            return Some(poll);
        }
        let words = self.unnamed_words(reading, phrase);
        let (sort, gender) = match noun.sort {
            Some(NounSort::Role(sort, gender)) => (sort, gender),
            Some(NounSort::Thing(kind, scope)) => return Some(self.add_body_in_words(noun, kind, scope, reading, phrase)),
            None if noun.key.ends_with("-year-old") => (RoleSort::Individual, Gender::Unknown),
            None => (if noun.plural { RoleSort::Group } else { RoleSort::Individual }, Gender::Unknown),
        };
        let plural = noun.plural || sort == RoleSort::Group;
        // "people familiar with the matter" are few and known to the reporter; "people in the region" are not.
        let confidential = CONFIDENTIAL.iter().any(|words| {
            self.phrases
                .words(self.phrases.phrases[phrase].tokens.end..(self.phrases.phrases[phrase].tokens.end + 3).min(self.sentence_end(phrase)))
                .to_lowercase()
                .starts_with(words)
        });
        let kind = match (sort, plural) {
            (_, _) if plural && confidential => SourceKind::Anonymous,
            (RoleSort::Anonymous, _) => SourceKind::Anonymous,
            (RoleSort::Group, _) => return Some(self.add_same(self.group_or_few(reading, words))),
            (RoleSort::Office, false)
                if reading.determiner != Determiner::Indefinite && !matches!(reading.determiner, Determiner::Number(_) | Determiner::Other) =>
            {
                SourceKind::Official
            }
            (_, false) => SourceKind::Anonymous,
            (_, true) => {
                let mut party = self.group_or_few(reading, words);
                party.call(&noun.key);
                return Some(self.add_same(party));
            }
        };
        let mut party = Party::new(words, kind);
        party.human = true;
        party.plural = plural;
        party.gender = gender;
        party.call(&noun.key);
        if sort == RoleSort::Office {
            party.role = Some(self.phrases.words(reading.modifiers.start..noun.tokens.end));
        }
        Some(self.add(party))
    }

    fn group_or_few(&self, reading: &Reading, words: String) -> Party {
        let few = matches!(reading.determiner, Determiner::Number(number) if number <= FEW);
        let mut party = Party::new(words, if few { SourceKind::Anonymous } else { SourceKind::Group });
        party.plural = true;
        party.human = false;
        if let Some(noun) = &reading.noun {
            party.call(&noun.key);
        }
        party
    }

    /// A noun of no table: a group in the plural, somebody or something in the singular.
    fn resolve_other(&mut self, noun: &Noun, reading: &Reading, phrase: usize) -> Option<usize> {
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
        let source = self.sources.contents.contains_key(&phrase);
        if matches!(reading.determiner, Determiner::Definite) {
            let found = self.find_antecedent(phrase, |party| party.nouns.contains(&singular(&noun.key)).then_some(0.0));
            if found.is_some() {
                return found;
            }
            if noun.key.ends_with("-year-old") {
                return self.find_antecedent(phrase, |party| (party.human && party.named).then_some(0.0));
            }
        }
        if !source {
            if let Some(owner) = reading.owner.clone() {
                let _ = self.resolve_owner(&owner, phrase);
            }
            return None;
        }
        if let Some(owner) = reading.owner.clone()
            && let Some(party) = self.resolve_owner(&owner, phrase)
        {
            return Some(party);
        }
        if noun.plural {
            return self.add_unnamed(reading, phrase);
        }
        let person =
            ["er", "or", "ist", "ian", "man", "woman", "ant", "ent", "ee", "eer", "-year-old"].iter().any(|ending| noun.key.ends_with(ending))
                && noun.key.len() > 4;
        if person {
            return self.last_speaker(noun, Gender::Unknown, reading, phrase).or_else(|| self.add_unnamed(reading, phrase));
        }
        let mut party = Party::new(
            self.own_words(reading.modifiers.start..noun.tokens.end, reading, phrase),
            if reading.determiner == Determiner::Indefinite { SourceKind::Anonymous } else { SourceKind::Organisation },
        );
        party.human = false;
        party.call(&noun.key);
        Some(self.add_same(party))
    }

    /// "one", "some", "many of them", "19 percent": no noun at all.
    fn resolve_bare(&mut self, reading: &Reading, phrase: usize) -> Option<usize> {
        let at = self.phrases.phrases[phrase].tokens.end;
        let limit = self.sentence_end(phrase);
        if let Some(behind) = self.phrase_behind(at, &["of"], limit) {
            let one = reading.determiner == Determiner::Number(1);
            if let Some(party) = self.resolve(behind) {
                if one || self.phrases.phrases[behind].pronoun || !self.sources.contents.contains_key(&phrase) {
                    return Some(party);
                }
                let mut part = self.parties[party].clone();
                part.name = format!("{} of {}", self.phrases.words(self.phrases.phrases[phrase].tokens.clone()).to_lowercase(), part.name);
                part.named = false;
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
                let other = self.last_party(60, |_, party| matches!(party.kind, SourceKind::Anonymous | SourceKind::Group) && !party.named);
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

    /// "Another 19 percent said": the poll that was spoken of last.
    fn last_poll(&self) -> Option<usize> {
        self.last_party(150, |_, party| party.kind == SourceKind::Document && kin_of(party) == Some(1))
    }

    /// The lower-case words of some tokens.
    fn words_of(&self, tokens: &Range<usize>) -> Vec<String> {
        tokens.clone().map(|token| self.phrases.lower(token)).filter(|word| word.chars().any(char::is_alphanumeric)).collect()
    }

    /// The article's own words, their first letter small at the beginning of a sentence, with the number that counts them.
    pub(super) fn own_words(&self, tokens: Range<usize>, reading: &Reading, phrase: usize) -> String {
        let whole = self.phrases.phrases[phrase].tokens.clone();
        let counted = match reading.determiner {
            Determiner::Number(_) | Determiner::Quantity | Determiner::Other if reading.owner.is_none() => whole.start..tokens.end,
            _ => tokens,
        };
        let start = counted.start;
        let text = clean_name(&self.phrases.words(counted));
        let first_of_sentence = self.phrases.syntax.sentences[self.phrases.phrases[phrase].sentence].start == start;
        let is_noun = reading.noun.as_ref().is_some_and(|noun| noun.sort.is_some() && noun.tokens.contains(&start));
        let name_like =
            start < self.phrases.syntax.tokens.len() && ((self.phrases.tag(start).is_name() && !is_noun) || self.phrases.known_at(start).is_some());
        if first_of_sentence && !name_like { lower_first(&text) } else { text }
    }

    /// "people familiar with the matter", "officials at the agency": words that say nothing without what follows.
    fn unnamed_words(&mut self, reading: &Reading, phrase: usize) -> String {
        let Some(noun) = &reading.noun else { return String::new() };
        let head = self.own_words(reading.modifiers.start..noun.tokens.end, reading, phrase);
        let head = match &reading.owner {
            Some(owner) => {
                let owner = owner.clone();
                match self.resolve_owner(&owner, phrase) {
                    Some(party) => format!("{}'s {head}", self.parties[party].name),
                    None => head,
                }
            }
            None => head,
        };
        let vague = matches!(
            noun.key.as_str(),
            "people"
                | "person"
                | "persons"
                | "source"
                | "sources"
                | "official"
                | "officials"
                | "those"
                | "insiders"
                | "man"
                | "woman"
                | "men"
                | "women"
                | "individuals"
                | "diplomats"
                | "judge"
        );
        if !vague {
            return head;
        }
        let limit = self.sentence_end(phrase);
        let mut at = self.phrases.phrases[phrase].tokens.end;
        let start = at;
        let mut room = 8_usize.saturating_sub(head.split(' ').count());
        while at < limit && room > 0 {
            let word = self.phrases.lower(at);
            let opens = at > start
                || matches!(
                    word.as_str(),
                    "with" | "close" | "familiar" | "at" | "in" | "from" | "briefed" | "near" | "inside" | "within" | "of" | "involved" | "on"
                );
            if !opens
                || matches!(
                    self.phrases.tag(at),
                    Tag::Comma
                        | Tag::Stop
                        | Tag::Colon
                        | Tag::Vbd
                        | Tag::Vbz
                        | Tag::Vbp
                        | Tag::Md
                        | Tag::Wp
                        | Tag::Wdt
                        | Tag::OpenQuote
                        | Tag::CloseQuote
                        | Tag::OpenBracket
                        | Tag::Cc
                )
            {
                break;
            }
            at += 1;
            room -= 1;
        }
        if at > start && !self.phrases.tag(at - 1).is_noun() && room == 0 {
            return head;
        }
        if at > start { format!("{head} {}", self.phrases.words(start..at)) } else { head }
    }
}

/// What follows "people" where they are a reporter's confidential sources.
const CONFIDENTIAL: [&str; 8] =
    ["familiar with", "close to", "with knowledge", "with direct knowledge", "briefed on", "involved in", "aware of", "privy to"];

/// Papers that are a company's where nobody else is named.
fn is_company_paper(noun: &str) -> bool {
    // "full-year results", "preliminary results"
    matches!(noun.rsplit(' ').next().unwrap_or(noun), "results" | "accounts" | "notice" | "filing" | "filings" | "prospectus" | "earnings")
        && !noun.ends_with("election results")
        || matches!(noun, "annual report" | "balance sheet")
}

/// What the press calls somebody whom it has named already, for variety; not what merely takes part in a scene ("the driver").
fn is_said_of_the_known(noun: &str) -> bool {
    const VARIETY: [&str; 56] = [
        "republican",
        "democrat",
        "businessman",
        "businesswoman",
        "billionaire",
        "millionaire",
        "mogul",
        "tycoon",
        "magnate",
        "industrialist",
        "financier",
        "philanthropist",
        "donor",
        "megadonor",
        "mega donor",
        "mega-donor",
        "investor",
        "entrepreneur",
        "developer",
        "executive",
        "lawyer",
        "veteran",
        "economist",
        "historian",
        "professor",
        "scientist",
        "scholar",
        "academic",
        "neurosurgeon",
        "surgeon",
        "physician",
        "novelist",
        "author",
        "actor",
        "actress",
        "singer",
        "rapper",
        "comedian",
        "star",
        "pop star",
        "film star",
        "celebrity",
        "champion",
        "striker",
        "midfielder",
        "golfer",
        "hopeful",
        "contender",
        "challenger",
        "native",
        "pundit",
        "commentator",
        "columnist",
        "libertarian",
        "conservative",
        "liberal",
    ];
    VARIETY.contains(&noun)
}

/// Who runs for an office may hold any other.
fn is_runner(noun: &str) -> bool {
    ["candidate", "nominee", "hopeful", "runner", "leader", "incumbent", "mate"].iter().any(|ending| noun.ends_with(ending))
}

fn lower_first(text: &str) -> String {
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

fn is_speaker_noun(party: &Party) -> bool {
    party.nouns.iter().any(|noun| noun.contains("spokes") || noun.contains("press"))
}

fn is_filler(word: &str) -> bool {
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

fn is_report(noun: &str) -> bool {
    matches!(
        noun,
        "report"
            | "reports"
            | "article"
            | "articles"
            | "story"
            | "stories"
            | "piece"
            | "column"
            | "editorial"
            | "op-ed"
            | "news article"
            | "news report"
            | "news reports"
            | "newspaper report"
            | "newspaper reports"
            | "newspaper article"
            | "media report"
            | "media reports"
            | "press report"
            | "press reports"
            | "news story"
            | "news stories"
            | "broadcast"
            | "coverage"
            | "news coverage"
            | "media accounts"
            | "press accounts"
            | "news accounts"
            | "magazine article"
            | "exposé"
            | "blog"
            | "podcast"
            | "headlines"
    )
}

/// A letter, speech or post is its author's own word; a report or a brief is a document.
fn is_own_word(noun: &str) -> bool {
    matches!(
        noun,
        "letter"
            | "email"
            | "e-mail"
            | "emails"
            | "book"
            | "memoir"
            | "autobiography"
            | "statement"
            | "post"
            | "blog post"
            | "page"
            | "diary"
            | "diaries"
            | "testimony"
            | "draft"
            | "proposal"
            | "plan"
            | "website"
            | "video"
            | "opinion"
            | "ruling"
            | "verdict"
    )
}

/// Words for documents of one sort: a survey may be taken up as "the poll".
fn document_kin(noun: &str) -> u8 {
    match singular(noun.rsplit(' ').next().unwrap_or(noun)).as_str() {
        "poll" | "survey" | "polling" => 1,
        "study" | "research" | "paper" | "review" | "analysis" | "report" | "trial" => 2,
        "filing" | "lawsuit" | "suit" | "complaint" | "petition" | "brief" | "motion" | "submission" | "indictment" => 3,
        "letter" | "email" | "memo" | "note" | "memorandum" => 4,
        "video" | "footage" | "clip" | "recording" | "tape" => 5,
        "bill" | "law" | "act" | "legislation" => 6,
        _ => 0,
    }
}

fn kin_of(party: &Party) -> Option<u8> {
    party.nouns.iter().map(|noun| document_kin(noun)).find(|&kin| kin != 0)
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

/// How well "the <noun>" takes up a party, none where it can't.
fn takes_up(party: &Party, noun: &str, kind: SourceKind, modifiers: &[String]) -> Option<f32> {
    if party.human || party.place || party.kind == SourceKind::Newsroom {
        return None;
    }
    let name = party.name.to_lowercase();
    let fits =
        modifiers.iter().all(|word| is_filler(word) || name.contains(word.as_str()) || party.nouns.iter().any(|own| own.contains(word.as_str())));
    if !fits {
        return None;
    }
    if party.is_called(noun) {
        return Some(1.0);
    }
    let last = noun.rsplit(' ').next().unwrap_or(noun);
    let company = party.kind == SourceKind::Organisation
        && party.named
        && !party.nouns.iter().any(|own| matches!(own.as_str(), "party" | "union" | "campaign" | "group" | "movement"));
    match last {
        "company" | "firm" | "business" | "corporation" | "maker" | "manufacturer" | "operator" | "retailer" | "giant" | "startup" | "start-up"
        | "carrier" | "conglomerate" => (company && modifiers.is_empty()).then_some(0.2),
        "group" | "organisation" | "organization" => (party.kind == SourceKind::Organisation && party.named).then_some(0.0),
        "agency" if party.kind == SourceKind::Media && party.named && modifiers.is_empty() => Some(-0.2),
        "agency" | "bureau" | "body" | "department" | "service" | "regulator" | "watchdog" | "authority" | "office" | "commission" => (party.kind
            == SourceKind::Official
            && party.named
            && !name.starts_with("government of")
            && !name.ends_with("ministry")
            && modifiers.is_empty())
        .then_some(-0.6),
        "newspaper" | "paper" | "outlet" | "broadcaster" | "network" | "magazine" | "station" | "website" | "site" | "channel" | "publication"
        | "daily" | "tabloid" | "wire" | "journal"
            if kind == SourceKind::Media =>
        {
            (party.kind == SourceKind::Media && party.named && modifiers.is_empty()).then_some(0.2)
        }
        _ => None,
    }
}
