//! Names: known ones, short forms of full ones, and new ones with their kind.
//!
//! In: a name with what its phrase says of it. Out: its party.
//! Deliberately absent: phrases without a name (`described`).

use super::{Cast, Occurrence};
use crate::domain::SourceKind;
use crate::engine::sources::party::Party;
use crate::engine::sources::phrases;
use crate::engine::sources::reading::{self, Determiner, Noun, NounSort, Owner, Reading};
use crate::engine::sources::registry::{Gender, Named, RoleSort, Scope, name_key};
use crate::engine::tagger::{Entity, Relation, Tag};
use std::ops::Range;

/// A surname that more people than this bear in one article is a list of them.
const NAMESAKES: usize = 12;

/// Trades whose plural before one name tells of a firm.
const FIRMS_OF_PEOPLE: [&str; 28] = [
    "pollsters",
    "brokers",
    "stockbrokers",
    "architects",
    "accountants",
    "consultants",
    "analysts",
    "lawyers",
    "solicitors",
    "auditors",
    "publishers",
    "organisers",
    "organizers",
    "promoters",
    "developers",
    "builders",
    "bookmakers",
    "insurers",
    "surveyors",
    "designers",
    "engineers",
    "forecasters",
    "champions",
    "runners-up",
    "strugglers",
    "newcomers",
    "visitors",
    "hosts",
];
/// What stands before companies rather than people.
const BASED: [&str; 4] = ["-based", "-listed", "-owned", "-headquartered"];

/// What only a body says of itself: "it would stop showing ads", "it will appeal".
const DONE_BY_FIRMS: [&str; 15] =
    ["stop", "cut", "hire", "sell", "buy", "invest", "appeal", "launch", "pay", "shut", "acquire", "refund", "recall", "expand", "raise"];

/// What firms have: "its forecast".
const OWNED_BY_FIRMS: [&str; 16] = [
    "forecast",
    "forecasts",
    "outlook",
    "guidance",
    "dividend",
    "bid",
    "offer",
    "prices",
    "profit",
    "profits",
    "workforce",
    "plant",
    "plants",
    "stake",
    "stores",
    "factories",
];

/// What a "producer" with a name that no first name opens makes, if it is a firm.
const GOODS: [&str; 30] = [
    "copper",
    "gold",
    "silver",
    "nickel",
    "lithium",
    "zinc",
    "iron",
    "aluminium",
    "aluminum",
    "steel",
    "cement",
    "oil",
    "gas",
    "coal",
    "uranium",
    "potash",
    "fertiliser",
    "fertilizer",
    "sugar",
    "milk",
    "dairy",
    "cocoa",
    "coffee",
    "salmon",
    "pork",
    "egg",
    "poultry",
    "rubber",
    "pulp",
    "glass",
];

/// "Nordbank", "Novatech": one word that ends as firms' names do.
fn ends_like_firm(word: &str) -> bool {
    const ENDINGS: [&str; 6] = ["bank", "tech", "corp", "soft", "pharma", "telecom"];
    const PEOPLE: [&str; 4] = ["eubank", "burbank", "fairbank", "brubank"];
    let lower = word.to_lowercase();
    lower.len() > 6 && !PEOPLE.contains(&lower.as_str()) && ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

/// What firms' names end with, and no surname.
fn is_business_ending(word: &str) -> bool {
    matches!(
        word,
        "Airlines"
            | "Airways"
            | "Holdings"
            | "Energy"
            | "Motors"
            | "Pharmaceuticals"
            | "Railways"
            | "Foods"
            | "Logistics"
            | "Properties"
            | "Resources"
            | "Cement"
            | "Hotels"
            | "Industries"
            | "Technologies"
            | "Systems"
            | "Partners"
            | "Insurance"
            | "Mining"
            | "Telecom"
            | "Capital"
            | "Ventures"
            | "Shipping"
            | "Front"
            | "Force"
            | "Forces"
            | "Brigade"
    )
}

impl Cast<'_> {
    /// Collects the full names of the whole article.
    pub(super) fn find_full_names(&mut self) {
        for phrase in 0..self.phrases.phrases.len() {
            if self.phrases.phrases[phrase].pronoun {
                continue;
            }
            let tokens = self.phrases.phrases[phrase].tokens.clone();
            let reading = reading::read(&self.phrases, self.registry, tokens);
            let mut names: Vec<(Range<usize>, Option<Noun>)> = reading.name.into_iter().map(|name| (name, reading.noun.clone())).collect();
            if let Some(Owner::Words(owner)) = reading.owner {
                let owner = reading::read(&self.phrases, self.registry, owner);
                names.extend(owner.name.map(|name| (name, owner.noun)));
            }
            for (name, noun) in names {
                if name.len() < 2 || name.len() > 6 {
                    continue;
                }
                let text = self.name_text(&name);
                let person = match self.phrases.known_exactly(&name) {
                    Some(Named::Entry(at)) => self.registry.entry(at).kind == SourceKind::Person,
                    Some(_) => continue,
                    None => match noun.as_ref().and_then(|noun| noun.sort) {
                        Some(NounSort::Role(..)) => !self.is_firm(&name),
                        // "Secretary of | state Colin L. Powell"
                        Some(NounSort::Thing(..)) => {
                            noun.as_ref().is_some_and(|noun| noun.key == "state") && reading::looks_like_person(&self.phrases, self.registry, &name)
                        }
                        None => self.kind_by_ending(&name).is_none() && reading::looks_like_person(&self.phrases, self.registry, &name),
                    },
                };
                if person {
                    let list = self.full_names.entry(last_word(&text)).or_default();
                    if list.len() < NAMESAKES && !list.contains(&text) {
                        list.push(text);
                    }
                } else {
                    let kind = self.kind_of_name(&name, noun.as_ref(), false);
                    let list = self.body_names.entry(first_word(&text)).or_default();
                    if list.len() < NAMESAKES && !list.iter().any(|(other, _)| *other == text) {
                        list.push((text, kind));
                    }
                }
            }
        }
        // "a Hillary Clinton administration": known people are named wherever their name stands, where nobody else is called so.
        for token in 0..self.phrases.syntax.tokens.len() {
            if let Some(known) = self.phrases.known_at(token).filter(|known| known.tokens > 1)
                && let Named::Entry(at) = known.named
                && self.registry.entry(at).kind == SourceKind::Person
            {
                let text = self.name_text(&(token..token + known.tokens));
                self.full_names.entry(last_word(&text)).or_insert_with(|| vec![text]);
            }
        }
        for full in self.full_names.values().flatten() {
            self.full_by_first.entry(first_word(full)).or_default().push(full.clone());
        }
    }

    /// The party that a name means.
    pub(super) fn resolve_name(&mut self, name: Range<usize>, reading: &Reading, phrase: usize) -> Option<usize> {
        let text = self.name_text(&name);
        if text.is_empty() {
            return None;
        }
        let party = self.find_by_name(&text, &name, reading, phrase);
        if let Some(party) = party {
            self.note_nickname(&name, party);
            self.describe(party, phrase, reading);
            self.note_employer(party, phrase, reading);
        }
        party
    }

    /// "Oxfam researcher Ida Moe": the body is spoken of too, so that "the charity" may be it.
    fn note_employer(&mut self, party: usize, phrase: usize, reading: &Reading) {
        let role = matches!(reading.noun.as_ref().and_then(|noun| noun.sort), Some(NounSort::Role(RoleSort::Individual | RoleSort::Office, _)));
        if !self.parties[party].human || !role {
            return;
        }
        for token in reading.modifiers.clone() {
            let Some(known) = self.phrases.known_at(token).filter(|known| token + known.tokens <= reading.modifiers.end) else { continue };
            if let Named::Entry(at) = known.named
                && matches!(self.registry.entry(at).kind, SourceKind::Organisation | SourceKind::Media)
            {
                let body = self.add_known(at);
                let sentence = self.phrases.phrases[phrase].sentence;
                let quoted = self.phrases.phrases[phrase].quoted;
                self.occurrences.push(Occurrence { token, sentence, party: body, subject: false, source: false, quoted, inner: true });
                return;
            }
        }
    }

    /// "Torvald C. “Sunny” Krogh" is also "Sunny Krogh".
    fn note_nickname(&mut self, name: &Range<usize>, party: usize) {
        if let Some(mark) = name.clone().find(|&token| phrases::is_mark(self.phrases.word(token))).filter(|&mark| mark + 3 == name.end - 1) {
            let called = format!("{} {}", self.phrases.word(mark + 1), self.phrases.word(name.end - 1));
            self.by_name.entry(name_key(&called)).or_insert(party);
        }
    }

    /// The words of a name, without the "s" of a lost apostrophe.
    fn name_text(&self, name: &Range<usize>) -> String {
        let text = clean_name(&self.phrases.words(name.clone()));
        // Transcripts shout: "JAKE TAPPER".
        if name.len() > 1 && text.len() > 7 && !text.chars().any(char::is_lowercase) && reading::looks_like_person(&self.phrases, self.registry, name)
        {
            return text.split(' ').map(|word| super::neighbours::capitalised(&word.to_lowercase())).collect::<Vec<_>>().join(" ");
        }
        match text.strip_suffix('s').filter(|_| name.end > name.start && self.phrases.lost_apostrophe(name.end - 1)) {
            Some(stem) => stem.to_owned(),
            None => text,
        }
    }

    fn find_by_name(&mut self, text: &str, name: &Range<usize>, reading: &Reading, phrase: usize) -> Option<usize> {
        let role = reading.noun.as_ref().and_then(|noun| noun.sort);
        let title_gender = match role {
            Some(NounSort::Role(_, gender)) => gender,
            _ => Gender::Unknown,
        };
        let thing = matches!(role, Some(NounSort::Thing(..)));
        let known = self.phrases.known_exactly(name);
        if let Some(&party) = self.by_name.get(&name_key(text)).filter(|&&party| !(thing && self.parties[party].human)) {
            return Some(party);
        }
        let person_tagged = reading::is_person_tag(&self.phrases, name.start);
        // "The Republic of Turkey"
        if matches!(text, "Republic" | "Kingdom" | "Commonwealth")
            && let Some(behind) = self.phrase_behind(name.end, &["of"], self.sentence_end(phrase))
            && let Some(Named::Country(country)) = self.phrases.known_exactly(&self.phrases.phrases[behind].tokens.clone())
        {
            return Some(self.add_government(country));
        }
        match known {
            // "Rice losses will top 2 billion pesos, the Department of Agriculture estimates": of the country that the article is about.
            Some(Named::Entry(at)) if self.is_department_elsewhere(text, at) => {}
            Some(Named::Entry(at)) => {
                let at = self.registry.at_home(text, at, self.country);
                let entry = self.registry.entry(at).clone();
                if entry.kind == SourceKind::Organisation && self.is_part_of_members(text, &entry.name, reading) {
                    let mut party = Party::new(self.own_words(reading.modifiers.start.min(name.start)..name.end, reading, phrase), SourceKind::Group);
                    party.call(&text.to_lowercase());
                    return Some(self.add_same(party));
                }
                if entry.kind == SourceKind::Organisation && self.is_one_of_members(text, &entry.name, reading) {
                    // "A Republican in the crowd ... The Republican"
                    let called = text.to_lowercase();
                    if reading.determiner == Determiner::Definite
                        && let Some(party) = self.last_party(60, |_, party| party.kind == SourceKind::Anonymous && party.is_called(&called))
                    {
                        return Some(party);
                    }
                    // "the Republican said": the person of whom the article has just spoken.
                    if reading.determiner == Determiner::Definite
                        && !self.other_member_near(name.start, &entry.name)
                        && let Some(party) = self.last_person_spoken_of(name.start)
                    {
                        return Some(party);
                    }
                    let tokens = reading.modifiers.start.min(name.start)..name.end;
                    let mut party = Party::new(self.own_words(tokens, reading, phrase), SourceKind::Anonymous);
                    party.call(&text.to_lowercase());
                    return Some(self.add(party));
                }
                let single = name.len() == 1;
                if single && let Some(party) = self.namesake(text, title_gender, thing, Some(&entry.name)) {
                    return Some(party);
                }
                let expects_person = matches!(role, Some(NounSort::Role(sort, _)) if sort != RoleSort::Group);
                // "the broadcaster NRC" is not the commission of that name.
                let other = matches!(role, Some(NounSort::Thing(SourceKind::Media, _))) && single && entry.kind != SourceKind::Media;
                if !other
                    && !(entry.kind != SourceKind::Person && expects_person && !text.contains(' '))
                    && !(entry.kind == SourceKind::Person && thing)
                    && gender_fits(entry.gender, title_gender)
                {
                    return Some(self.add_known(at));
                }
            }
            Some(Named::Country(at) | Named::Seat(at)) => {
                // "striker Edson Lima ... a claim by Lima"
                let before = name.start.checked_sub(1).map(|before| self.phrases.lower(before));
                let placed = matches!(before.as_deref(), Some("in" | "to" | "from" | "at" | "near" | "outside" | "between"));
                let borne = !placed && matches!(known, Some(Named::Seat(_))) && self.full_names.contains_key(&text.to_lowercase());
                let surname = person_tagged || borne || matches!(role, Some(NounSort::Role(..)));
                if surname
                    && name.len() == 1
                    && let Some(party) = self.namesake(text, title_gender, false, None)
                {
                    return Some(party);
                }
                if !matches!(role, Some(NounSort::Role(sort, _)) if sort != RoleSort::Group) {
                    return Some(self.add_government(at));
                }
            }
            Some(Named::People(_)) => {
                let mut party = Party::new(self.own_words(name.clone(), reading, phrase), SourceKind::Group);
                party.call(&text.to_lowercase());
                return Some(self.add(party));
            }
            _ => {}
        }
        if let Some(party) = self.namesake(text, title_gender, thing, None) {
            return Some(party);
        }
        if let Some(party) = self.called_by_first_name(text, name, reading, phrase) {
            return Some(party);
        }
        if let Some(party) = self.by_initials(text) {
            self.by_name.insert(name_key(text), party);
            return Some(party);
        }
        if let Some(party) = self.generic_body(text, name, reading) {
            return Some(party);
        }
        if name.len() == 1
            && !thing
            && let Some(party) = self.misspelt(text)
        {
            return Some(party);
        }
        Some(self.add_named(text, name, reading, phrase))
    }

    /// A headline's "Hillary", "his wife, Jane": where one person alone is called so in full.
    fn called_by_first_name(&mut self, text: &str, name: &Range<usize>, reading: &Reading, phrase: usize) -> Option<usize> {
        const KIN: [&str; 10] = ["wife", "husband", "son", "daughter", "brother", "sister", "father", "mother", "sons", "daughters"];
        let of_family = reading.noun.as_ref().is_some_and(|noun| KIN.contains(&noun.key.as_str()));
        let headline = self.phrases.is_headline(self.phrases.phrases[phrase].sentence);
        if name.len() > 1 || !(headline || of_family) || self.registry.first_name(text).is_none() {
            return None;
        }
        let [full] = self.full_by_first.get(&text.to_lowercase())?.as_slice() else { return None };
        let full = full.clone();
        Some(self.add_person(&full))
    }

    /// Whether a department that the registry has in one country is meant as another's: nothing in its name says whose it is, and the
    /// article is about another country.
    fn is_department_elsewhere(&self, text: &str, at: usize) -> bool {
        let entry = self.registry.entry(at);
        // Countries whose ministries are called departments.
        const DEPARTMENTS: [&str; 15] = [
            "the Philippines",
            "South Africa",
            "Ireland",
            "Australia",
            "New Zealand",
            "India",
            "Pakistan",
            "Bangladesh",
            "Sri Lanka",
            "Thailand",
            "Myanmar",
            "Malaysia",
            "Canada",
            "Papua New Guinea",
            "Nepal",
        ];
        let plain = text.starts_with("Department of ") || matches!(text, "Agriculture Department" | "Health Department" | "Education Department");
        let here = self.country.is_some_and(|country| DEPARTMENTS.contains(&self.registry.country(country).name.as_str()));
        plain && here && entry.country.is_some() && entry.country != self.country
    }

    /// "The public works department ... A PWD spokesperson": the body whose words begin with these letters.
    fn by_initials(&self, text: &str) -> Option<usize> {
        /// Bodies further back are not looked at.
        const WITHIN: usize = 200;
        if !(3..=6).contains(&text.len()) || !text.chars().all(|c| c.is_ascii_uppercase()) {
            return None;
        }
        let initials = |party: &Party, skip: usize| -> String {
            party
                .name
                .split([' ', '-'])
                .filter(|word| !matches!(*word, "of" | "the" | "and" | "for" | "on" | "in" | "to" | "de" | "la"))
                .skip(skip)
                .filter_map(|word| word.chars().next())
                .flat_map(char::to_uppercase)
                .collect()
        };
        let fits = |party: &Party| {
            !party.human
                && !party.plural
                && matches!(party.kind, SourceKind::Official | SourceKind::Organisation)
                && (initials(party, 0) == text || initials(party, 1) == text && party.country.is_some())
        };
        self.occurrences.iter().rev().take(WITHIN).map(|occurrence| occurrence.party).find(|&party| fits(&self.parties[party]))
    }

    /// Whether one of another party was called so in the words before: then nobody can tell who "the Republican" is.
    fn other_member_near(&self, before: usize, party: &str) -> bool {
        const WORDS: usize = 120;
        (before.saturating_sub(WORDS)..before).filter(|&token| self.phrases.is_capitalised(token)).any(|token| {
            let word = self.phrases.word(token);
            let Some(Named::Entry(at)) = self.phrases.known_exactly(&(token..token + 1)) else { return false };
            let entry = self.registry.entry(self.registry.at_home(word, at, self.country));
            entry.name != party && entry.name.ends_with("Party") && entry.name.starts_with(word) && !word.ends_with('s')
        })
    }

    /// "several Republicans", "nervous Democrats": a part of the party; "House Democrats" is not.
    fn is_part_of_members(&self, text: &str, party: &str, reading: &Reading) -> bool {
        let members = text.ends_with('s') && !text.contains(' ') && party.ends_with("Party") && !party.contains(text);
        let picked = matches!(reading.determiner, Determiner::Quantity | Determiner::Number(_) | Determiner::Other);
        let described = reading.modifiers.clone().any(|token| !self.phrases.is_capitalised(token) && self.phrases.tag(token) == Tag::Jj);
        members && (picked || described)
    }

    /// "A Republican", "one Democrat": a member who is not named; "a Republican victory" is no phrase of its own.
    fn is_one_of_members(&self, text: &str, party: &str, reading: &Reading) -> bool {
        let member = !text.ends_with('s') && !text.contains(' ') && party.ends_with("Party") && party.starts_with(text);
        // "the Republican" is a person; a noun behind it tells who else it may be.
        let definite = reading.determiner == Determiner::Definite && reading.noun.is_none();
        member && (definite || matches!(reading.determiner, Determiner::Indefinite | Determiner::Number(1) | Determiner::Other))
    }

    fn add_named(&mut self, text: &str, name: &Range<usize>, reading: &Reading, phrase: usize) -> usize {
        let source = self.sources.contents.contains_key(&phrase);
        let kind =
            if self.stands_for_place(name, reading, phrase) { SourceKind::Official } else { self.kind_of_name(name, reading.noun.as_ref(), source) };
        if kind == SourceKind::Person {
            return self.add_person(text);
        }
        let mut party = Party::new(if kind == SourceKind::Official { self.body_name(name, reading) } else { text.to_owned() }, kind);
        party.named = true;
        party.human = false;
        party.place = kind == SourceKind::Official && (self.is_place(name) || self.stands_for_place(name, reading, phrase));
        if let Some(&same) = self.by_name.get(&name_key(&party.name)) {
            return same;
        }
        let at = self.add(party);
        self.by_name.entry(name_key(text)).or_insert(at);
        at
    }

    /// "three firms in Sharjah": one new word behind "in" is where something is, and nobody who acts.
    fn stands_for_place(&self, name: &Range<usize>, reading: &Reading, phrase: usize) -> bool {
        let here = &self.phrases.phrases[phrase];
        name.len() == 1
            && here.tokens == *name
            && reading.noun.is_none()
            && !here.subject
            && !self.sources.contents.contains_key(&phrase)
            && name.start.checked_sub(1).is_some_and(|before| matches!(self.phrases.lower(before).as_str(), "in" | "near" | "outside" | "across"))
            // "Shares in Delmont"
            && !(name.start > 1 && matches!(self.phrases.lower(name.start - 2).as_str(), "shares" | "stake" | "stock" | "investors"))
            && self.registry.first_name(self.phrases.word(name.start)).is_none()
    }

    /// What sort of source bears a name, by the noun before it, its own last word, and its looks.
    fn kind_of_name(&self, name: &Range<usize>, noun: Option<&Noun>, source: bool) -> SourceKind {
        // "Dublin-based chip designer Q&R Semi"
        let based = noun.is_some_and(|noun| {
            (noun.tokens.start.saturating_sub(3)..noun.tokens.start)
                .any(|token| BASED.iter().any(|ending| self.phrases.word(token).ends_with(ending)))
        });
        let first_name = self.registry.first_name(self.phrases.word(name.start)).is_some();
        if self.ends_with_members(name) {
            return SourceKind::Organisation;
        }
        if self.is_outlet_of_place(name) {
            return SourceKind::Media;
        }
        if let Some(kind) = self.kind_by_use(name, noun) {
            return kind;
        }
        let alone = name.len() == 1 && !first_name;
        // "The ship's manager, Dubai-based Oriscan", "its owner Baltline"
        let seated = name.start > 0 && BASED.iter().any(|ending| self.phrases.word(name.start - 1).ends_with(ending));
        let last = noun.map_or("", |noun| noun.key.rsplit(' ').next().unwrap_or(""));
        let owns = matches!(
            last,
            "owner"
                | "operator"
                | "publisher"
                | "insurer"
                | "contractor"
                | "grower"
                | "grocer"
                | "brewer"
                | "maker"
                | "miner"
                | "supplier"
                | "exporter"
                | "importer"
                | "processor"
                | "refiner"
                | "distiller"
                | "wholesaler"
                | "retailer"
        );
        let seated = seated && (noun.is_none() || owns || matches!(last, "manager" | "builder" | "developer" | "maker" | "supplier" | "charterer"));
        let surname = self.full_names.contains_key(&last_word(&self.phrases.words(name.clone())));
        // "Nordbank", "Novatech"; Ms Eubank is not.
        if alone && noun.is_none() && !surname && ends_like_firm(self.phrases.word(name.start)) {
            return SourceKind::Organisation;
        }
        // "Copper producer Minera Quilla", against "film producer Oduya Mensah"
        let goods = last == "producer"
            && noun.is_some_and(|noun| {
                noun.key.split(' ').rev().nth(1).is_some_and(|word| GOODS.contains(&word))
                    || noun.tokens.start > 0 && GOODS.contains(&self.phrases.lower(noun.tokens.start - 1).as_str())
            });
        // "Milk producer Hank Wills said he had lost 12 cows"
        let human = (name.end..(name.end + 8).min(self.phrases.syntax.tokens.len()))
            .any(|token| matches!(self.phrases.lower(token).as_str(), "he" | "she" | "his" | "her"));
        if goods && !human && (!first_name || alone && !surname) {
            return SourceKind::Organisation;
        }
        if alone && (seated || owns) && !surname {
            return SourceKind::Organisation;
        }
        if noun.is_none()
            && let Some(kind) = self.agency_of_country(name)
        {
            return kind;
        }
        // "Athletics Kenya": the body of a sport.
        const SPORTS: [&str; 14] = [
            "Athletics",
            "Cricket",
            "Hockey",
            "Swimming",
            "Cycling",
            "Rugby",
            "Football",
            "Basketball",
            "Netball",
            "Tennis",
            "Rowing",
            "Boxing",
            "Badminton",
            "Volleyball",
        ];
        let last = name.end - 1..name.end;
        let of_sport = noun.is_none()
            && name.len() == 2
            && SPORTS.contains(&self.phrases.word(name.start))
            && (matches!(self.phrases.known_exactly(&last), Some(Named::Country(_)))
                || matches!(self.phrases.word(last.start), "Scotland" | "England" | "Wales" | "Ireland" | "Britain"));
        if of_sport {
            return SourceKind::Organisation;
        }
        // "Wexbridge Town said": a club; a town that is known stands in the registry.
        if name.len() > 1 && self.phrases.word(name.end - 1) == "Town" && self.phrases.known_exactly(name).is_none() && noun.is_none() {
            return SourceKind::Organisation;
        }
        match noun.and_then(|noun| noun.sort) {
            Some(NounSort::Role(RoleSort::Individual, _)) if based && !first_name => return SourceKind::Organisation,
            // "the technology site Byteline"
            Some(NounSort::Thing(SourceKind::Document, _)) if noun.is_some_and(|noun| noun.key.ends_with("site")) => return SourceKind::Media,
            // "mine owner Redvale Resources"
            Some(NounSort::Role(RoleSort::Individual | RoleSort::Office, _)) if self.is_firm(name) => return SourceKind::Organisation,
            // "its Norwegian rival Fjordlinjen"
            Some(NounSort::Role(RoleSort::Individual, _))
                if noun.is_some_and(|noun| noun.key == "rival") && alone && !reading::is_person_tag(&self.phrases, name.start) =>
            {
                return SourceKind::Organisation;
            }
            Some(NounSort::Role(sort, _)) if sort != RoleSort::Group => return SourceKind::Person,
            // "contractor Yaw Obeng-Mensah"
            Some(NounSort::Thing(SourceKind::Organisation, _))
                if name.len() > 1
                    && noun.is_some_and(|noun| noun.key == "contractor")
                    && self.registry.first_name(self.phrases.word(name.start)).is_some()
                    && name.clone().all(|token| reading::is_person_tag(&self.phrases, token)) =>
            {
                return SourceKind::Person;
            }
            Some(NounSort::Thing(kind, _)) if kind != SourceKind::Document => {
                // "the Colombian agency UNGRD": an agency is a state's unless it sells.
                return kind;
            }
            _ => {}
        }
        // "Melbourne-based Torrance Gold"
        let placed = name.start > 0 && BASED.iter().any(|ending| self.phrases.word(name.start - 1).ends_with(ending));
        // "Texas-based Matt Mackowiak said"
        let placed = placed && !(source && name.len() == 2 && self.phrases.word(name.start - 1).ends_with("-based"));
        let person = reading::looks_like_person(&self.phrases, self.registry, name);
        if person
            && name.len() > 1
            && !placed
            && !is_business_ending(self.phrases.word(name.end - 1))
            && name.clone().all(|token| reading::is_person_tag(&self.phrases, token))
            && self.registry.first_name(self.phrases.word(name.start)).is_some()
        {
            return SourceKind::Person;
        }
        if let Some(kind) = self.kind_by_ending(name) {
            return kind;
        }
        if placed {
            return SourceKind::Organisation;
        }
        if reading::looks_like_person(&self.phrases, self.registry, name) {
            return SourceKind::Person;
        }
        let count = |entity: Entity| name.clone().filter(|&token| self.phrases.syntax.tokens[token].entity == entity).count();
        if self.is_place(name) {
            return SourceKind::Official;
        }
        if count(Entity::Organization) * 2 >= name.len() {
            return SourceKind::Organisation;
        }
        let letters = name.clone().all(|token| self.phrases.word(token).chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.')));
        if source && letters && (2..=3).contains(&name.len()) { SourceKind::Person } else { SourceKind::Organisation }
    }

    /// "Transport Scotland", "Health Canada", "Historic England": what one does, and the country one does it for.
    fn agency_of_country(&self, name: &Range<usize>) -> Option<SourceKind> {
        // "Justice England" is a judge, "Mental Health Ireland" a charity: the first word has to tell.
        const TASKS: [&str; 25] = [
            "Transport",
            "Health",
            "Statistics",
            "Parks",
            "Environment",
            "Historic",
            "Natural",
            "Sport",
            "Food",
            "Revenue",
            "Border",
            "Fisheries",
            "Housing",
            "Education",
            "Security",
            "Safety",
            "Police",
            "Prisons",
            "Courts",
            "Trade",
            "Enterprise",
            "Tourism",
            "Forestry",
            "Rail",
            "Highways",
        ];
        let last = name.end - 1..name.end;
        // "Public Health Wales", "National Highways England"
        let first = name.start + usize::from(name.len() > 2 && matches!(self.phrases.word(name.start), "Public" | "National" | "Royal"));
        let country = matches!(self.phrases.known_exactly(&last), Some(Named::Country(_)))
            || matches!(self.phrases.word(last.start), "Scotland" | "England" | "Wales" | "Ireland" | "Britain");
        let tasked = (2..=4).contains(&name.len()) && TASKS.contains(&self.phrases.word(first)) && self.phrases.word(last.start) != "America";
        (country && tasked && self.phrases.known_exactly(name).is_none()).then_some(SourceKind::Official)
    }

    /// "Ohio Republicans", "United Quarry Workers of Ruritania": a party or a union under the name of its members.
    fn ends_with_members(&self, name: &Range<usize>) -> bool {
        let of = name.clone().skip(1).find(|&token| self.phrases.word(token) == "of");
        let last = of.unwrap_or(name.end) - 1;
        let known = matches!(self.phrases.known_exactly(&(last..last + 1)), Some(Named::Entry(at)) if self.registry.entry(at).kind == SourceKind::Organisation);
        name.len() > 1
            && !reading::opens_with_first_name(&self.phrases, self.registry, name)
            && (known && self.phrases.word(last).ends_with('s') || of.is_some() && last > name.start && self.phrases.is_union_of(last))
    }

    /// "BBC Wales", "Politico Florida": a known outlet's name with a place behind it.
    fn is_outlet_of_place(&self, name: &Range<usize>) -> bool {
        let Some(known) = self.phrases.known_at(name.start).filter(|known| known.tokens < name.len()) else { return false };
        let outlet = matches!(known.named, Named::Entry(at) if self.registry.entry(at).kind == SourceKind::Media);
        let rest = name.start + known.tokens..name.end;
        outlet
            && (matches!(self.phrases.known_exactly(&rest), Some(Named::Place(_) | Named::Country(_) | Named::Seat(_)))
                || rest.clone().all(|token| self.phrases.syntax.tokens[token].entity == Entity::Location))
    }

    /// What sort of source a name is by what stands around it: "Leve Naturais, which makes it", "Estrela de Faro have", "El Norte,
    /// quoting police, reported", "the prosecutor, Anne Welter", "the national disaster institute, INGD".
    fn kind_by_use(&self, name: &Range<usize>, noun: Option<&Noun>) -> Option<SourceKind> {
        let word = |token: usize| if token < self.phrases.syntax.tokens.len() { self.phrases.lower(token) } else { String::new() };
        let sort = noun.and_then(|noun| noun.sort);
        let looks_human = reading::looks_like_person(&self.phrases, self.registry, name);
        if let (Some(NounSort::Thing(..)), Some(noun)) = (sort, noun)
            && looks_human
            && name.len() > 1
            && matches!(self.registry.role(&noun.key), Some((RoleSort::Office, ..)))
            && !self.is_firm(name)
        {
            return Some(SourceKind::Person);
        }
        if let (Some(NounSort::Thing(SourceKind::Organisation, _)), Some(noun)) = (sort, noun) {
            let of_state = (noun.tokens.start.saturating_sub(3)..noun.tokens.start)
                .any(|token| matches!(word(token).as_str(), "national" | "state" | "federal" | "government"));
            let public = matches!(
                noun.key.rsplit(' ').next().unwrap_or(""),
                "institute" | "institution" | "centre" | "center" | "service" | "laboratory" | "observatory"
            );
            if of_state && public {
                return Some(SourceKind::Official);
            }
        }
        // "pollsters Datavox", "architects Foster Brandt": several of a trade under one name are a firm; "researchers Anna Moe and Jens
        // Lunde" are two.
        if let (Some(NounSort::Role(..)), Some(noun)) = (sort, noun)
            && noun.tokens.end == name.start
            && FIRMS_OF_PEOPLE.contains(&noun.key.rsplit(' ').next().unwrap_or(&noun.key))
            && self.registry.first_name(self.phrases.word(name.start)).is_none()
            && !matches!(word(name.end).as_str(), "and" | "," | "&")
        {
            return Some(SourceKind::Organisation);
        }
        if sort.is_some() {
            return None;
        }
        let first_name = self.registry.first_name(self.phrases.word(name.start)).is_some();
        // A person and a firm may cite health reasons or weak demand: only who passes on somebody's words is an outlet.
        if word(name.end) == "," && word(name.end + 1) == "quoting" && !looks_human && !self.is_firm(name) && self.is_quotable(name.end + 2) {
            return Some(SourceKind::Media);
        }
        // "Pling said it would stop": one word that no first name is, and that "it" takes up.
        let that = usize::from(word(name.end + 1) == "that");
        let it = name.end + 1 + that;
        let speaks_of_itself = name.len() == 1
            && !first_name
            && matches!(word(name.end).as_str(), "said" | "says" | "announced" | "confirmed")
            && word(it) == "it"
            && matches!(word(it + 1).as_str(), "would" | "will")
            && DONE_BY_FIRMS.contains(&word(it + 2).as_str())
            && !self.full_names.contains_key(&last_word(&self.phrases.words(name.clone())));
        if speaks_of_itself {
            return Some(SourceKind::Organisation);
        }
        // "Nordvik cut its forecast": whose "its" it is, is no person; a place may be either.
        let has_its = name.end + 1 < self.phrases.syntax.tokens.len()
            && !first_name
            && !self.is_place(name)
            && self.phrases.tag(name.end).is_verb()
            && (name.end + 1..name.end + 3)
                .any(|its| word(its) == "its" && (its + 1..its + 4).any(|token| OWNED_BY_FIRMS.contains(&word(token).as_str())));
        // "Germany's Rothmann, one of the carmakers"
        let one_of = word(name.end) == ","
            && word(name.end + 1) == "one"
            && word(name.end + 2) == "of"
            && (name.end + 3..name.end + 7).any(|token| {
                let plural = word(token);
                let one = plural.strip_suffix('s').unwrap_or(&plural).to_owned();
                let people = self.registry.role(&plural).is_some() || self.registry.role(&one).is_some();
                plural.ends_with('s')
                    && !people
                    && (one.ends_with("maker") || matches!(self.registry.noun(&one), Some((SourceKind::Organisation, _))))
            });
        if one_of && !looks_human && !first_name {
            return Some(SourceKind::Organisation);
        }
        // "Shares in Nordvik fell"
        // "Shares in Delmont fell. Delmont said": here or anywhere near.
        const AROUND: usize = 400;
        let near = name.start.saturating_sub(AROUND)..(name.start + AROUND).min(self.phrases.syntax.tokens.len());
        let in_shares = |token: usize| token > 1 && word(token - 1) == "in" && matches!(word(token - 2).as_str(), "shares" | "stake" | "stock");
        let traded = in_shares(name.start) || name.len() == 1 && near.into_iter().any(|token| word(token) == word(name.start) && in_shares(token));
        // "In a note to clients, Berenberg said"
        let notes = name.len() <= 2
            && !first_name
            && !(name.len() == 2 && looks_human)
            && !self.full_names.contains_key(&last_word(&self.phrases.words(name.clone())))
            && name.start > 4
            && word(name.start - 1) == ","
            && matches!(word(name.start - 2).as_str(), "clients" | "investors")
            && word(name.start - 3) == "to"
            && word(name.start - 4) == "note";
        if (has_its || traded || notes) && self.kind_by_ending(name).is_none() {
            return Some(SourceKind::Organisation);
        }
        let thing = word(name.end) == "," && word(name.end + 1) == "which" && (!looks_human || name.len() == 1 && !first_name);
        let many = !looks_human && !first_name && self.is_subject_in_plural(name);
        let rights = name.len() > 1 && !first_name && name.clone().any(|token| self.phrases.word(token) == "Rights");
        (thing || many || rights).then_some(SourceKind::Organisation).filter(|_| self.kind_by_ending(name).is_none() || rights)
    }

    /// Whether an outlet would quote what begins at a token: a name, police, officials; not "her father".
    fn is_quotable(&self, token: usize) -> bool {
        const PARTIES: [&str; 9] =
            ["police", "officials", "prosecutors", "sources", "witnesses", "diplomats", "investigators", "authorities", "officers"];
        (token..(token + 3).min(self.phrases.syntax.tokens.len()))
            .take_while(|&token| self.phrases.tag(token) != Tag::Comma && self.phrases.tag(token) != Tag::PrpS)
            .any(|token| self.phrases.tag(token).is_name() || PARTIES.contains(&self.phrases.lower(token).as_str()))
    }

    /// "Faro have rejected a bid": a club or firm in the plural, where nothing but its name can be the subject. "Friends of Moe were",
    /// "men like Moe have", "if Moe were", "the Aksus have" and "Anna and Ben have" are people.
    fn is_subject_in_plural(&self, name: &Range<usize>) -> bool {
        let plural = name.end < self.phrases.syntax.tokens.len() && matches!(self.phrases.lower(name.end).as_str(), "have" | "are" | "were");
        let subject = name.clone().any(|token| {
            let own = self.phrases.syntax.tokens[token];
            matches!(own.relation, Relation::Nsubj | Relation::Nsubjpass) && own.head.is_none_or(|head| head >= name.end)
        });
        let free = self.phrases.opens_sentence(name.start) || matches!(self.phrases.lower(name.start - 1).as_str(), "that" | "said" | "says");
        plural && subject && free && !self.phrases.word(name.end - 1).ends_with('s')
    }

    /// Whether a name is a firm's by its last word, whatever stands before it: "Redvale Resources", not "Anna Fields".
    fn is_firm(&self, name: &Range<usize>) -> bool {
        let last = self.phrases.word(name.end - 1).trim_end_matches('.');
        name.len() > 1
            && (self.registry.ending(last) == Some(SourceKind::Organisation)
                || reading::body_before_of(&self.phrases, self.registry, name) == Some(SourceKind::Organisation)
                || matches!(last, "Force" | "Forces" | "Front" | "Brigade" | "Army"))
            && (is_business_ending(last) || self.registry.first_name(self.phrases.word(name.start)).is_none())
    }

    /// Whether a name is a town's or a region's, as far as the network and the registry know.
    fn is_place(&self, name: &Range<usize>) -> bool {
        let located = name.clone().filter(|&token| self.phrases.syntax.tokens[token].entity == Entity::Location).count();
        // "Port Amadi", "Fort Elis"
        let called = name.len() == 2 && matches!(self.phrases.word(name.start), "Port" | "Fort" | "Puerto" | "Cape" | "Mount");
        self.kind_by_ending(name).is_none()
            && (called || located * 2 > name.len() || matches!(self.phrases.known_exactly(name), Some(Named::Place(_))))
    }

    fn kind_by_ending(&self, name: &Range<usize>) -> Option<SourceKind> {
        if reading::is_title_of_paper(&self.phrases, self.registry, name) {
            return Some(SourceKind::Media);
        }
        // "Banco Mirador", "Minera Prata": a word for a firm that stands first.
        let first = self.phrases.word(name.start);
        if name.len() > 1 && matches!(first, "Banco" | "Caixa" | "Banca" | "Banque" | "Grupo" | "Groupe" | "Minera" | "Compañía" | "Cooperativa") {
            return Some(SourceKind::Organisation);
        }
        // "the Daily Post of Port Vila"
        let of = name.clone().find(|&token| self.phrases.word(token) == "of");
        if let Some(of) = of.filter(|&of| of > name.start + 1)
            && self.registry.ending(self.phrases.word(of - 1)) == Some(SourceKind::Media)
        {
            return Some(SourceKind::Media);
        }
        if let Some(kind) = reading::body_before_of(&self.phrases, self.registry, name) {
            return Some(kind);
        }
        if let Some(Noun { sort: Some(NounSort::Thing(kind, _)), .. }) = reading::noun_at_end(&self.phrases, self.registry, name, false) {
            // "Dawn Post" is no post.
            let paper = matches!(kind, SourceKind::Document | SourceKind::Organisation) && reading::is_paper(&self.phrases, self.registry, name);
            return Some(if paper { SourceKind::Media } else { kind });
        }
        // "Center of Research for Development", "Bank of Ruritania": the word before "of".
        let of = name.clone().find(|&token| matches!(self.phrases.word(token), "of" | "for"));
        if let Some(of) = of.filter(|&of| of > name.start)
            && let Some(kind) = self.kind_by_ending(&(name.start..of))
        {
            return Some(kind);
        }
        let last = self.phrases.word(name.end - 1).trim_end_matches('.');
        let article = name.start > 0 && self.phrases.lower(name.start - 1) == "the";
        // "Rovers", "Wanderers": a club is called so alone.
        let club = |kind: SourceKind| kind == SourceKind::Organisation && last.ends_with("ers");
        // "The Sunday Beacon"; Sunday Adeyemi is a person.
        let titled = name.start > 0 && self.phrases.lower(name.start - 1) == "the" && !reading::is_person_tag(&self.phrases, name.end - 1);
        let gathers = matches!(last, "Assembly" | "Class" | "Market" | "School" | "Club" | "Service" | "League" | "Roast" | "Institute");
        if titled
            && !gathers
            && name.len() == 2
            && matches!(self.phrases.word(name.start), "Sunday" | "Evening")
            && self.registry.ending(last).is_none()
        {
            return Some(SourceKind::Media);
        }
        // "South Wales Fire and Rescue"
        if last == "Rescue" && name.clone().any(|token| self.phrases.word(token) == "Fire") {
            return Some(SourceKind::Official);
        }
        // "Valley Times-Gazette"
        if let Some((_, behind)) = last.rsplit_once('-')
            && self.registry.ending(behind) == Some(SourceKind::Media)
        {
            return Some(SourceKind::Media);
        }
        // "Norwegian Meteorological Institute"
        let measures =
            name.clone().any(|token| matches!(self.phrases.word(token), "Meteorological" | "Geological" | "Seismological" | "Statistical"));
        if measures && matches!(last, "Institute" | "Office" | "Service" | "Agency" | "Survey" | "Department" | "Centre" | "Center") {
            return Some(SourceKind::Official);
        }
        // "Radio Engiadina"
        let station = matches!(self.phrases.word(name.start), "Radio" | "Rádio" | "Televisión" | "Télévision");
        if station && name.len() > 1 && self.registry.ending(last).is_none() {
            return Some(SourceKind::Media);
        }
        self.registry.ending(last).filter(|&kind| name.len() > 1 || (article && kind == SourceKind::Media) || club(kind))
    }

    /// "Laos Energy Ministry" is the Lao Energy Ministry, and so is "Laos's energy ministry".
    pub(super) fn body_name(&mut self, name: &Range<usize>, reading: &Reading) -> String {
        let text = clean_name(&self.phrases.words(name.clone()));
        if let Some(known) = self.phrases.known_at(name.start).filter(|known| known.tokens < name.len()) {
            if let Named::Country(country) = known.named {
                let rest = self.phrases.words(name.start + known.tokens..name.end);
                return format!("{} {}", self.registry.country(country).adjective, ministry_of(&rest));
            }
            if let Named::Adjective(_) = known.named {
                let rest = self.phrases.words(name.start + known.tokens..name.end);
                return format!("{} {}", self.phrases.words(name.start..name.start + known.tokens), ministry_of(&rest));
            }
        }
        let noun = reading::noun_at_end(&self.phrases, self.registry, name, false);
        let scope = match noun.and_then(|noun| noun.sort) {
            Some(NounSort::Thing(_, scope)) => scope,
            _ if text.starts_with("Ministry of") || text.starts_with("Department of") => Scope::National,
            _ => Scope::Free,
        };
        if scope == Scope::Free && name.len() > 1 {
            return text;
        }
        let text = ministry_of(&text);
        match self.country_of(reading) {
            Some(country) => format!("{} {text}", self.registry.country(country).adjective),
            None => match (scope, &reading.owner, self.named_country) {
                (Scope::National, None, Some(country)) => format!("{} {text}", self.registry.country(country).adjective),
                _ => text,
            },
        }
    }

    /// The country that a phrase names as owner or adjective: "Chinas", "Chinese".
    pub(super) fn country_of(&self, reading: &Reading) -> Option<usize> {
        let country = |tokens: &Range<usize>| {
            let mut found = None;
            for token in tokens.clone() {
                if let Some(Named::Country(at) | Named::Adjective(at)) =
                    self.phrases.known_at(token).filter(|known| token + known.tokens <= tokens.end).map(|known| known.named)
                {
                    found = Some(at);
                    break;
                }
            }
            found
        };
        if let Some(Owner::Words(tokens)) = &reading.owner {
            let word = self.phrases.lower(tokens.end - 1);
            // "the South's military", "the Norths army"
            let half = match word.trim_end_matches('s') {
                "south" => Some("South Korea"),
                "north" => Some("North Korea"),
                _ => None,
            };
            if let Some(half) = half
                && let Some(Named::Country(at)) = self.registry.find_name(half)
            {
                return Some(at);
            }
            if let Some(at) = country(tokens) {
                return Some(at);
            }
        }
        country(&reading.modifiers)
    }

    /// Adds a source of the registry, or finds it again.
    pub(super) fn add_known(&mut self, entry: usize) -> usize {
        let entry = self.registry.entry(entry).clone();
        if self.outlet.as_deref() == Some(name_key(&entry.name).as_str()) {
            return self.add_newsroom();
        }
        if let Some(&party) = self.by_name.get(&name_key(&entry.name)) {
            return party;
        }
        let mut party = Party::new(entry.name.clone(), entry.kind);
        party.known = true;
        party.named = true;
        party.human = entry.kind == SourceKind::Person;
        party.gender = entry.gender;
        party.country = entry.country;
        party.of_nations = entry.parent.as_deref() == Some("United Nations");
        for called in &entry.called {
            let called = called.to_lowercase();
            // "Vermont senator" answers to "senator", "former secretary of state" to "secretary" too.
            party.call(&called);
            let head = called.split(" of ").next().unwrap_or(&called);
            party.call(head.rsplit(' ').next().unwrap_or(head));
        }
        party.role = Some(entry.called.join(", ")).filter(|role| !role.is_empty());
        party.plural = entry.kind == SourceKind::Organisation && entry.name.ends_with("Party") && entry.name.starts_with(['R', 'D']);
        let at = self.add(party);
        if let Some(body) = entry.speaks_for {
            let body = self.add_body(&body, entry.country);
            self.parties[at].speaks_for = Some(body);
        }
        at
    }

    /// A body by its canonical name.
    fn add_body(&mut self, name: &str, country: Option<usize>) -> usize {
        if let Some(&party) = self.by_name.get(&name_key(name)) {
            return party;
        }
        if let Some(Named::Entry(at)) = self.registry.find_name(name) {
            return self.add_known(at);
        }
        if let (Some(country), true) = (country, name.starts_with("Government of ")) {
            return self.add_government(country);
        }
        let mut party = Party::new(name, SourceKind::Official);
        party.named = true;
        party.known = true;
        party.human = false;
        party.country = country;
        self.add(party)
    }

    /// The government of a country.
    pub(super) fn add_government(&mut self, country: usize) -> usize {
        let source = self.registry.government(country);
        if let Some(&party) = self.by_name.get(&name_key(&source.name)) {
            return party;
        }
        let mut party = Party::new(source.name, SourceKind::Official);
        party.known = true;
        party.named = true;
        party.human = false;
        party.country = Some(country);
        party.nouns = ["government", "country", "nation"].map(str::to_owned).to_vec();
        self.add(party)
    }

    /// The article's own voice.
    pub(super) fn add_newsroom(&mut self) -> usize {
        if let Some(&party) = self.by_name.get("newsroom") {
            return party;
        }
        let mut party = Party::new("newsroom", SourceKind::Newsroom);
        party.known = true;
        party.named = true;
        party.human = false;
        self.add(party)
    }

    /// A person by the full name.
    pub(super) fn add_person(&mut self, name: &str) -> usize {
        if let Some(&party) = self.by_name.get(&name_key(name)) {
            return party;
        }
        if let Some(Named::Entry(at)) = self.registry.find_name(name)
            && self.registry.entry(at).kind == SourceKind::Person
            && name.contains(' ')
        {
            return self.add_known(at);
        }
        let mut party = Party::new(name, SourceKind::Person);
        party.named = true;
        party.gender = self.first_name_gender(name);
        if !name.contains(' ') {
            party.likely = self.registry.first_name(name).unwrap_or_default();
        }
        self.add(party)
    }

    pub(super) fn first_name_gender(&self, name: &str) -> Gender {
        if !name.contains(' ') {
            return Gender::Unknown;
        }
        name.split_whitespace().next().and_then(|first| self.registry.first_name(first)).unwrap_or_default()
    }
}

/// A name without possessive ending, "Jr." and quotation marks.
pub(super) fn clean_name(name: &str) -> String {
    let name = name.trim().trim_end_matches("'s").trim_end_matches("’s").trim_end_matches(['\'', '’', ',']);
    let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    let mut words: Vec<&str> = name.split_whitespace().collect();
    // "Torvald C. “Sunny” Krogh"
    if words.len() > 2 {
        let last = words.len() - 1;
        let mut at = 0;
        words.retain(|word| {
            at += 1;
            let quoted = word.starts_with(['"', '“', '‘']) && word.ends_with(['"', '”', '’']) && word.chars().count() > 2;
            !quoted || at == 1 || at > last
        });
    }
    while words.len() > 2 && words.last().is_some_and(|last| matches!(last.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV")) {
        words.pop();
    }
    let name = words.join(" ");
    let name = name.trim_end_matches(',');
    // "― Mette Krogh.": the stop of the line; not "Krogh Inc.", "A.P."
    let last = words.last().copied().unwrap_or("").trim_end_matches(',');
    let plain = last.strip_suffix('.').is_some_and(|stem| stem.chars().count() > 4 && stem.chars().skip(1).all(char::is_lowercase));
    if plain { name.trim_end_matches('.').to_owned() } else { name.to_owned() }
}

/// "Ministry of Foreign Affairs" is the Foreign Ministry.
pub(super) fn ministry_of(name: &str) -> String {
    let Some(rest) = name.strip_prefix("Ministry of ").or_else(|| name.strip_prefix("ministry of ")) else { return name.to_owned() };
    let rest = rest.strip_prefix("the ").unwrap_or(rest);
    let rest = rest.strip_suffix(" Affairs").or_else(|| rest.strip_suffix(" affairs")).unwrap_or(rest);
    if rest.split_whitespace().count() > 2 {
        name.to_owned()
    } else {
        format!("{rest} {}", if name.starts_with('M') { "Ministry" } else { "ministry" })
    }
}

pub(super) fn gender_fits(a: Gender, b: Gender) -> bool {
    a == b || a == Gender::Unknown || b == Gender::Unknown
}

pub(super) fn last_word(name: &str) -> String {
    name.rsplit(' ').next().unwrap_or(name).to_lowercase()
}

pub(super) fn first_word(name: &str) -> String {
    name.split(' ').next().unwrap_or(name).to_lowercase()
}
