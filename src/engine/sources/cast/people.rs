//! People without a name: "the mayor", "a senior Turkish official", "critics", "the spokesman", "his ex-wife".
//!
//! In: a phrase and its noun. Out: the person that it takes up again, or unnamed people under the article's own words.
//! Deliberately absent: bodies (`described`) and documents (`documents`).

use super::Cast;
use super::described::{is_filler, possessive};
use crate::domain::SourceKind;
use crate::engine::sources::party::Party;
use crate::engine::sources::reading::{Determiner, Noun, NounSort, Reading};
use crate::engine::sources::registry::{Gender, RoleSort, Scope, name_key};
use crate::engine::tagger::Tag;

/// So many unnamed individuals could each be called, were they named; more are a group ("nineteen senators").
const FEW: u32 = 5;

impl Cast<'_> {
    /// "a spokesman for the company", "his lawyer", "the spokesman".
    pub(super) fn resolve_speaker(&mut self, noun: &Noun, gender: Gender, spokesperson: bool, reading: &Reading, phrase: usize) -> Option<usize> {
        let body = self.spoken_for(reading, phrase, false, false);
        if body.is_none() && reading.determiner == Determiner::Definite {
            let found = self.last_party(120, |_, party| {
                party.human && (party.is_called(&noun.key) || (spokesperson && party.speaks_for.is_some() && is_speaker_noun(party)))
            });
            if found.is_some() {
                return found;
            }
        }
        let body = body.or_else(|| if spokesperson { self.spoken_for(reading, phrase, false, true) } else { None });
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

    /// "the editors of The Advocate": what they write together is the outlet's.
    fn outlet_of_editors(&mut self, noun: &Noun, reading: &Reading, phrase: usize) -> Option<usize> {
        if noun.key != "editors" {
            return None;
        }
        let party = match reading.owner.clone() {
            Some(owner) => self.resolve_owner(&owner, phrase)?,
            None => {
                let behind = self.phrase_behind(self.phrases.phrases[phrase].tokens.end, &["of", "at"], self.sentence_end(phrase))?;
                self.resolve(behind)?
            }
        };
        (self.parties[party].kind == SourceKind::Media && self.parties[party].named).then_some(party)
    }

    /// "the mayor", "a senior Turkish official", "critics", "two engineers".
    pub(super) fn resolve_people(&mut self, noun: &Noun, sort: RoleSort, gender: Gender, reading: &Reading, phrase: usize) -> Option<usize> {
        let plural = noun.plural || sort == RoleSort::Group;
        if let Some(narrated) = self.narrated(noun, reading, phrase) {
            return Some(narrated);
        }
        let modifiers = self.words_of(&reading.modifiers);
        // "We didn't lose a single person": nobody.
        if modifiers.iter().any(|word| word == "single") && matches!(noun.key.as_str(), "person" | "soul" | "man" | "woman" | "one") {
            return None;
        }
        if let Some(outlet) = self.outlet_of_editors(noun, reading, phrase) {
            return Some(outlet);
        }
        // "The mayor of Lindon" is not "the mayor of Arden".
        let seat = if sort == RoleSort::Office && !plural { self.seat_of_office(noun, reading, phrase).map(|(seat, _)| seat) } else { None };
        let elsewhere = |party: &Party| seat.is_some() && party.seat.is_some() && party.seat != seat;
        if reading.determiner == Determiner::Definite || (reading.determiner == Determiner::Bare && !plural && reading.owner.is_none()) {
            let sentence = self.phrases.phrases[phrase].sentence;
            let near = self.occurrences.iter().rev().take(30).filter(|at| at.source && at.sentence < sentence && at.sentence + 1 >= sentence);
            let spoken: Vec<String> =
                near.map(|at| &self.parties[at.party]).filter(|party| party.human && !party.named).map(|party| party.name.clone()).collect();
            let found = self.find_antecedent(phrase, |party| {
                if elsewhere(party) {
                    return None;
                }
                if plural {
                    let named = if party.named { 0.6 } else { 0.0 };
                    let several = (party.plural || party.kind == SourceKind::Group) && party.is_called(&noun.key);
                    return (several && !self.is_only_counted(party)).then_some(named);
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
                // "The search was carried out by a woman. The girl told her teacher": somebody else, where neither has a name.
                // "A retired policeman said he had been warned. The man said he kept notes": whoever has just spoken.
                let spoke = spoken.contains(&party.name) && !party.nouns.iter().any(|noun| matches!(noun.as_str(), "man" | "woman" | "boy" | "girl"));
                (loose && (party.named || spoke) && gender != Gender::Unknown && party.gender == gender && modifiers.is_empty()).then_some(-1.5)
            });
            if found.is_some() {
                return found;
            }
        }
        // "Mr Sande's campaign manager said": the words name the campaign.
        if !plural
            && noun.key == "campaign manager"
            && let Some(campaign) = self.campaign_of(reading, phrase)
        {
            let mut manager = Party::new(self.own_words(reading.modifiers.start..noun.tokens.end, reading, phrase), SourceKind::Anonymous);
            manager.call(&noun.key);
            manager.speaks_for = Some(campaign);
            return Some(self.add(manager));
        }
        if !plural && let Some(relative) = self.relative_of_owner(noun, gender, reading, phrase) {
            return Some(relative);
        }
        // "the South Carolina senator", "the former secretary of state": in the press the person who has just spoken.
        // "Mr Sande's former campaign strategist": so is a strategist who has just spoken.
        let of_the_past = self.is_of_the_past(reading);
        // "the parish historian", "the court psychiatrist": of a place of work, and not of the candidate who has just spoken.
        let at_work = matches!(
            noun.key.as_str(),
            "lawyer" | "economist" | "historian" | "professor" | "scientist" | "scholar" | "academic" | "surgeon" | "physician"
        ) && reading.modifiers.clone().any(|token| self.phrases.tag(token) == Tag::Nn);
        if (sort == RoleSort::Office || is_said_of_the_known(&noun.key) && !at_work || of_the_past)
            && let Some(speaker) = self.last_speaker(noun, gender, reading, phrase).filter(|_| seat.is_none() || of_the_past)
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

    /// "his ex-wife", "Mr Hatch's husband": the one other person of the owner's name who was called so or stands in this sentence or
    /// the one before. A namesake elsewhere may be anybody.
    fn relative_of_owner(&mut self, noun: &Noun, gender: Gender, reading: &Reading, phrase: usize) -> Option<usize> {
        let key = noun.key.strip_prefix("ex-").unwrap_or(&noun.key);
        if !is_relative(key) {
            return None;
        }
        let owner = self.resolve_owner(&reading.owner.clone()?, phrase)?;
        if !(self.parties[owner].human && self.parties[owner].named) {
            return None;
        }
        let last = self.parties[owner].last_name().to_lowercase();
        let own = self.parties[owner].name.clone();
        let sentence = self.phrases.phrases[phrase].sentence;
        let near = |name: &str| {
            let tokens = self.phrases.syntax.sentences[sentence.saturating_sub(1)].start..self.sentence_end(phrase);
            self.phrases.words(tokens).contains(name)
        };
        let called = |name: &str| self.by_name.get(&name_key(name)).is_some_and(|&party| self.parties[party].is_called(key));
        let bears = |name: &str| {
            let theirs = self.first_name_gender(name);
            name != own
                && name.contains(' ')
                && (near(name) || called(name))
                && gender != Gender::Unknown
                && (theirs == gender || theirs == Gender::Unknown)
        };
        let mut names: Vec<String> = self.full_names.get(&last).into_iter().flatten().filter(|name| bears(name)).cloned().collect();
        for &other in self.by_last_word.get(&last).into_iter().flatten() {
            let party = &self.parties[other];
            if other != owner && party.human && party.named && bears(&party.name) && !names.contains(&party.name) {
                names.push(party.name.clone());
            }
        }
        // Of two nobody could say which.
        match names.as_slice() {
            [only] => {
                let relative = self.add_person(only);
                self.parties[relative].gender = gender;
                Some(relative)
            }
            _ => None,
        }
    }

    /// "Mr Sande's former campaign strategist"
    fn is_of_the_past(&self, reading: &Reading) -> bool {
        const PAST: [&str; 5] = ["former", "longtime", "long-time", "one-time", "onetime"];
        reading.owner.is_some() && self.words_of(&reading.modifiers).iter().any(|word| PAST.contains(&word.as_str()))
    }

    /// The named person who has just spoken or acted, whom "the gambling tycoon" or "the neurosurgeon" then calls by what he is.
    pub(super) fn last_speaker(&mut self, noun: &Noun, gender: Gender, reading: &Reading, phrase: usize) -> Option<usize> {
        if !(reading.determiner == Determiner::Definite || self.is_of_the_past(reading))
            || noun.plural
            || !self.sources.contents.contains_key(&phrase)
        {
            return None;
        }
        let sentence = self.phrases.phrases[phrase].sentence;
        // "The foreign minister of the neighbouring state": of another one than the speaker's.
        let behind = self.phrase_behind(self.phrases.phrases[phrase].tokens.end, &["of"], self.sentence_end(phrase));
        let of_other = behind.is_some_and(|behind| {
            let mut words = self.phrases.phrases[behind].tokens.clone();
            words.any(|word| matches!(self.phrases.lower(word).as_str(), "neighbouring" | "neighboring" | "other" | "rival" | "another" | "opposing"))
        });
        if of_other {
            return None;
        }
        let country = self.country_of(reading);
        let near = |occurrence: &super::Occurrence| occurrence.sentence + 3 >= sentence && !occurrence.inner;
        let speaker = self.last_party(12, |occurrence, party| occurrence.source && near(occurrence) && party.human && party.named).or_else(|| {
            self.last_party(12, |occurrence, party| occurrence.subject && !occurrence.quoted && near(occurrence) && party.human && party.named)
        })?;
        let owner = match reading.owner.clone() {
            Some(owner) => Some(self.resolve_owner(&owner, phrase)?),
            None => None,
        };
        if owner == Some(speaker) {
            return None;
        }
        let party = &self.parties[speaker];
        let known_otherwise =
            party.nouns.iter().any(|own| !is_runner(own) && matches!(self.registry.role(own), Some((RoleSort::Office | RoleSort::Spokesperson, ..))));
        // "Trader Oumou Cissé said it was rotting. The labour inspector said": who has a trade is not called by an office next.
        let own_trade = !party.known
            && party
                .nouns
                .iter()
                .any(|own| !says_little_of_whom(own) && matches!(self.registry.role(own), Some((RoleSort::Individual | RoleSort::Anonymous, ..))));
        // "..., said Rafaqat Ali. The chief minister said": of whom nothing is known but a name, an office makes nobody the same.
        let bare_name =
            !party.known && party.nouns.is_empty() && party.role.is_none() && matches!(self.registry.role(&noun.key), Some((RoleSort::Office, ..)));
        // "Driver Tom Reed said the brakes failed. The father of three said"
        let behind = self.phrases.phrases[phrase].tokens.end;
        let kin = matches!(noun.key.as_str(), "father" | "mother" | "grandfather" | "grandmother")
            && behind + 1 < self.sentence_end(phrase)
            && self.phrases.lower(behind) == "of"
            && self.phrases.tag(behind + 1) == Tag::Cd;
        let known_otherwise = (known_otherwise || own_trade || bare_name)
            && !kin
            && !self.is_said_to_be(speaker, &noun.key)
            && !party.is_called(&noun.key)
            && !is_runner(&noun.key)
            && !is_said_of_the_known(&noun.key);
        // "Krogh's former driver": somebody else, unless the speaker was called a driver.
        let head = noun.key.rsplit(' ').next().unwrap_or(&noun.key);
        let agrees = !self.is_of_the_past(reading)
            || party.is_called(&noun.key)
            || party.nouns.iter().any(|own| own.rsplit(' ').next() == Some(head))
            || party.role.as_deref().is_some_and(|role| role.to_lowercase().split(' ').any(|word| word == head));
        let fits = agrees
            && !known_otherwise
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

    /// "Bob Vance has been mayor since 2012": whether a sentence that somebody is the subject of says so.
    fn is_said_to_be(&self, party: usize, noun: &str) -> bool {
        const WITHIN: usize = 120;
        let head = noun.rsplit(' ').next().unwrap_or(noun);
        let about = self.occurrences.iter().rev().take(WITHIN).filter(|at| at.party == party && at.subject);
        about.filter_map(|at| self.phrases.syntax.sentences.get(at.sentence)).any(|tokens| {
            tokens.clone().any(|token| {
                self.phrases.lower(token) == head
                    && (token.saturating_sub(3)..token)
                        .any(|before| matches!(self.phrases.lower(before).as_str(), "is" | "was" | "been" | "became" | "becomes" | "as"))
            })
        })
    }

    /// Whether what a phrase means belongs to a body: "the hospital's manager".
    fn is_owned_by_body(&mut self, reading: &Reading, phrase: usize) -> bool {
        let owner = reading.owner.clone().and_then(|owner| self.resolve_owner(&owner, phrase));
        owner.is_some_and(|owner| !self.parties[owner].human)
    }

    /// A new party under the article's own words.
    pub(super) fn add_unnamed(&mut self, reading: &Reading, phrase: usize) -> Option<usize> {
        let noun = reading.noun.as_ref()?;
        // "the duty of 25 percent" is nobody.
        if matches!(noun.key.as_str(), "percent" | "per cent" | "%") && !self.sources.contents.contains_key(&phrase) && self.last_poll().is_none() {
            return None;
        }
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
        let mut words = self.unnamed_words(reading, phrase);
        let mut seat = None;
        let (sort, gender) = match noun.sort {
            Some(NounSort::Role(sort, gender)) => (sort, gender),
            Some(NounSort::Thing(kind, scope)) => return Some(self.add_body_in_words(noun, kind, scope, reading, phrase)),
            None if noun.key.ends_with("-year-old") => (RoleSort::Individual, Gender::Unknown),
            None => (if noun.plural { RoleSort::Group } else { RoleSort::Individual }, Gender::Unknown),
        };
        let plural = noun.plural && !noun.key.ends_with("-year-old") || sort == RoleSort::Group;
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
            // "my father" is no priest.
            (RoleSort::Office, false) if reading.owner.is_some() && is_relative(&noun.key) => SourceKind::Anonymous,
            // "the singer's former manager" holds no office.
            (RoleSort::Office, false) if noun.key == "manager" && reading.owner.is_some() && !self.is_owned_by_body(reading, phrase) => {
                SourceKind::Anonymous
            }
            (RoleSort::Office, false)
                if reading.determiner != Determiner::Indefinite && !matches!(reading.determiner, Determiner::Number(_) | Determiner::Other) =>
            {
                let found = self.seat_of_office(noun, reading, phrase);
                let of_organisation = found.as_ref().is_some_and(|(_, kind)| *kind == SourceKind::Organisation);
                if let Some((name, _)) = found {
                    if !words.contains(name.as_str()) {
                        words = format!("{words} of {name}");
                    }
                    seat = Some(name);
                }
                if !is_office_of_state(&noun.key) && (of_organisation || self.is_owned_by_organisation(reading, phrase)) {
                    SourceKind::Organisation
                } else {
                    SourceKind::Official
                }
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
        party.seat = seat;
        if sort == RoleSort::Office {
            party.role = Some(self.phrases.words(reading.modifiers.start..noun.tokens.end));
        }
        Some(self.add(party))
    }

    /// "The ad's narrator says": the ad, which anybody can look up, says it; "a narrator" is that of the last one.
    fn narrated(&mut self, noun: &Noun, reading: &Reading, phrase: usize) -> Option<usize> {
        const NARRATED: [&str; 8] = ["ad", "advert", "advertisement", "commercial", "video", "film", "documentary", "spot"];
        if !matches!(noun.key.as_str(), "narrator" | "voice-over" | "voiceover") {
            return None;
        }
        if let Some(owner) = reading.owner.clone() {
            return self.resolve_owner(&owner, phrase).filter(|&owner| self.parties[owner].kind == SourceKind::Document);
        }
        self.last_party(150, |_, party| party.kind == SourceKind::Document && NARRATED.iter().any(|noun| party.is_called(noun)))
    }

    /// "the mayor of Arden", "the chief executive of Volta Motors": what tells one holder of an office from another, by its name.
    fn seat_of_office(&mut self, noun: &Noun, reading: &Reading, phrase: usize) -> Option<(String, SourceKind)> {
        if reading.owner.is_some() {
            return None;
        }
        let behind = self.phrase_behind(self.phrases.phrases[phrase].tokens.end, &["of"], self.sentence_end(phrase))?;
        let tokens = self.phrases.phrases[behind].tokens.clone();
        if !self.phrases.is_capitalised(tokens.end - 1) || self.phrases.phrases[behind].pronoun {
            return None;
        }
        // One word that nobody knows is a place, unless it has what only bodies have.
        let of_firms = matches!(noun.key.as_str(), "chairman" | "chairwoman" | "chair" | "chief executive" | "ceo" | "manager" | "founder" | "owner");
        let known = tokens.len() > 1 || of_firms || self.phrases.known_exactly(&tokens).is_some();
        let kind = self.resolve(behind).filter(|_| known && noun.key != "governor").map_or(SourceKind::Official, |party| self.parties[party].kind);
        Some((self.phrases.words(tokens), kind))
    }

    /// "the company's chief executive": the office is not one of the state.
    fn is_owned_by_organisation(&mut self, reading: &Reading, phrase: usize) -> bool {
        let owner = reading.owner.clone().and_then(|owner| self.resolve_owner(&owner, phrase));
        owner.is_some_and(|owner| {
            let party = &self.parties[owner];
            let told = |noun: &String| self.registry.noun(noun).is_some_and(|(kind, _)| kind == SourceKind::Organisation);
            party.kind == SourceKind::Organisation && !party.human && (party.named || party.nouns.iter().any(told))
        })
    }

    pub(super) fn group_or_few(&self, reading: &Reading, words: String) -> Party {
        let few = matches!(reading.determiner, Determiner::Number(number) if number <= FEW);
        let mut party = Party::new(words, if few { SourceKind::Anonymous } else { SourceKind::Group });
        party.plural = true;
        party.human = false;
        if let Some(noun) = &reading.noun {
            party.call(&noun.key);
        }
        party
    }

    /// "people familiar with the matter", "officials at the agency": words that say nothing without what follows.
    fn unnamed_words(&mut self, reading: &Reading, phrase: usize) -> String {
        let Some(noun) = &reading.noun else { return String::new() };
        let head = self.own_words(reading.modifiers.start..noun.tokens.end, reading, phrase);
        let head = match &reading.owner {
            Some(owner) => {
                let owner = owner.clone();
                match self.resolve_owner(&owner, phrase) {
                    Some(party) => format!("{} {head}", possessive(&self.parties[party])),
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

fn is_relative(noun: &str) -> bool {
    matches!(noun, "wife" | "husband" | "spouse" | "son" | "daughter" | "brother" | "sister" | "father" | "mother" | "widow")
}

/// Words for people that go with any office: "a Republican", "a politician", "the candidate".
fn says_little_of_whom(noun: &str) -> bool {
    const LITTLE: [&str; 30] = [
        "man",
        "woman",
        "boy",
        "girl",
        "politician",
        "lawmaker",
        "legislator",
        "member",
        "supporter",
        "critic",
        "ally",
        "rival",
        "opponent",
        "foe",
        "figure",
        "centrist",
        "moderate",
        "independent",
        "delegate",
        "participant",
        "speaker",
        "official",
        "aide",
        "adviser",
        "advisor",
        "strategist",
        "staffer",
        "consultant",
        "operative",
        "source",
    ];
    let last = noun.rsplit([' ', '-']).next().unwrap_or(noun);
    is_runner(noun) || is_said_of_the_known(noun) || LITTLE.contains(&last)
}

/// Who runs for an office may hold any other.
fn is_runner(noun: &str) -> bool {
    ["candidate", "nominee", "hopeful", "runner", "leader", "incumbent", "mate"].iter().any(|ending| noun.ends_with(ending))
}

fn is_speaker_noun(party: &Party) -> bool {
    party.nouns.iter().any(|noun| noun.contains("spokes") || noun.contains("press"))
}

/// Offices that are the state's, whoever's they are said to be: "the party's mayor".
fn is_office_of_state(noun: &str) -> bool {
    let last = noun.rsplit(' ').next().unwrap_or(noun);
    noun.contains("minister")
        || matches!(last, "mayor" | "senator" | "premier" | "councillor" | "judge" | "prosecutor" | "mp" | "congressman" | "congresswoman")
}

/// Whether a noun that no table has ends as those for people do: "superintendent", "beekeeper".
pub(super) fn ends_like_people(noun: &str) -> bool {
    ["er", "or", "ist", "ian", "man", "woman", "ant", "ent", "ee", "eer"].iter().any(|ending| noun.ends_with(ending))
}
