//! What stands beside a phrase: appositions, "of" and "for", abbreviations in brackets.
//!
//! In: a phrase. Out: the phrases that mean the same party, or that belong to it.
//! Deliberately absent: what follows from that, but for what the words before a name say its bearer is.

use super::Cast;
use super::people::ends_like_people;
use crate::domain::SourceKind;
use crate::engine::sources::reading::{self, NounSort, Reading};
use crate::engine::sources::registry::{Named, RoleSort, name_key};
use crate::engine::tagger::{Entity, Relation, Tag};

/// What a party's name has before it, and hardly anybody else's.
const POLITICAL: [&str; 16] = [
    "ruling",
    "governing",
    "opposition",
    "centre-right",
    "center-right",
    "centre-left",
    "center-left",
    "centrist",
    "far-right",
    "far-left",
    "left-wing",
    "right-wing",
    "populist",
    "nationalist",
    "anti-immigration",
    "pro-european",
];

/// What a "group" sells or makes, if it is a company.
const TRADES: [&str; 44] = [
    "packaging",
    "engineering",
    "mining",
    "shipping",
    "banking",
    "catering",
    "brewing",
    "energy",
    "retail",
    "steel",
    "food",
    "drinks",
    "media",
    "telecoms",
    "telecommunications",
    "insurance",
    "tobacco",
    "hotel",
    "hotels",
    "luxury",
    "chemicals",
    "construction",
    "transport",
    "pharmaceutical",
    "pharmaceuticals",
    "technology",
    "tech",
    "defence",
    "defense",
    "aerospace",
    "fashion",
    "travel",
    "leisure",
    "property",
    "software",
    "dairy",
    "automotive",
    "oil",
    "gas",
    "cement",
    "paper",
    "publishing",
    "industrial",
    "logistics",
];

/// The phrases in apposition to one.
#[derive(Debug, Default)]
pub(super) struct Apposed {
    /// A name for a phrase that describes.
    pub(super) name: Option<usize>,
    /// Descriptions of a name.
    pub(super) described: Vec<usize>,
}

impl Cast<'_> {
    /// "the lawyer, Benito Salas,", "Mette Krogh, a minister,", "a group calling itself the Sons of the Delta".
    pub(super) fn find_apposed(&mut self, phrase: usize, reading: &Reading) -> Apposed {
        let mut found = Apposed::default();
        let sentence = self.phrases.syntax.sentences[self.phrases.phrases[phrase].sentence].clone();
        let mut at = self.phrases.phrases[phrase].tokens.end;
        // "One of the administrators, Ida Moe, says"
        let one_of = reading.determiner == reading::Determiner::Number(1)
            && reading.noun.is_none()
            && at < sentence.end
            && self.phrases.word(at) == "of"
            && self.sources.contents.contains_key(&phrase);
        // "“We burn twice the fuel,” said one, Arne Hansen"
        let alone = reading.determiner == reading::Determiner::Number(1)
            && reading.noun.is_none()
            && at < sentence.end
            && self.phrases.tag(at) == Tag::Comma
            && self.sources.contents.contains_key(&phrase);
        let one_of = one_of || alone;
        if reading.name.is_none() && reading.noun.is_none() && !one_of {
            return found;
        }
        if let Some(name) = self.called_after(at, sentence.end) {
            found.name = Some(name);
            return found;
        }
        if let Some(name) = self.named_right_behind(phrase, reading, at) {
            found.name = Some(name);
            return found;
        }
        if let Some(name) = self.named_behind_of(phrase, reading, at, sentence.end) {
            found.name = Some(name);
            return found;
        }
        // Over "(R-S.C.)" and over "for Pagliano", "of the inquiry".
        if at < sentence.end && self.phrases.tag(at) == Tag::OpenBracket {
            while at < sentence.end && self.phrases.tag(at) != Tag::CloseBracket && at < self.phrases.phrases[phrase].tokens.end + 8 {
                at += 1;
            }
            at += 1;
        }
        let bracketed = at;
        // "One delegate not on the slate, Ida Moe,"
        if reading.name.is_none() && at < sentence.end && self.phrases.word(at) == "not" {
            at += 1;
        }
        for _ in 0..2 {
            if reading.name.is_some() && at > bracketed {
                break;
            }
            if let Some(behind) = self.phrase_behind(at, &["for", "of", "at", "from", "in", "on", "with"], sentence.end) {
                at = self.phrases.phrases[behind].tokens.end;
                // "in the Republican | primary, Carol Metz,"
                let noun = |token: usize| matches!(self.phrases.tag(token), Tag::Nn | Tag::Nns | Tag::Jj);
                let comma = (at..sentence.end.min(at + 3)).find(|&token| self.phrases.tag(token) == Tag::Comma);
                at = comma.filter(|&comma| (at..comma).all(noun)).unwrap_or(at);
            }
        }
        if reading.name.is_none()
            && (self.phrases.phrases[phrase].subject || self.sources.contents.contains_key(&phrase))
            && let Some(comma) = self.comma_behind_clause(at, sentence.end)
        {
            at = comma;
        }
        if at + 1 >= sentence.end || self.phrases.tag(at) != Tag::Comma {
            return found;
        }
        let Some(next) = self.phrases.phrase_of(at + 1).filter(|&next| self.phrases.phrases[next].tokens.start == at + 1) else { return found };
        let of_another_source = self.sources.contents.contains_key(&next);
        if self.phrases.phrases[next].pronoun || self.done[next] || of_another_source {
            return found;
        }
        let other = reading::read(&self.phrases, self.registry, self.phrases.phrases[next].tokens.clone());
        let end = self.phrases.phrases[next].tokens.end;
        // "The buyer, a Bordeaux merchant called Thibault Sarran, said"
        if reading.name.is_none()
            && other.name.is_none()
            && let Some(name) = self.called_after(end, sentence.end)
        {
            found.name = Some(name);
            return found;
        }
        // "The owner, Pesquera Ibarra of Vigo, said"
        let placed = self.phrase_behind(end, &["of", "from", "in"], sentence.end).map(|place| self.phrases.phrases[place].tokens.end);
        let end_of = placed.filter(|&end| end < sentence.end && self.phrases.tag(end) == Tag::Comma).unwrap_or(end);
        let closed =
            end >= sentence.end || matches!(self.phrases.tag(end_of), Tag::Comma | Tag::Stop | Tag::Colon | Tag::OpenBracket | Tag::CloseQuote);
        let apposed = self.phrases.phrases[next].tokens.clone().any(|token| self.phrases.syntax.tokens[token].relation == Relation::Appos);
        match (&reading.name, &other.name) {
            (None, Some(_)) => {
                // "The auction house, Prohaska, said": what no table has is described where it acts.
                let acts = self.phrases.phrases[phrase].subject || self.sources.contents.contains_key(&phrase);
                let definite = reading.determiner == reading::Determiner::Definite || reading.owner.is_some();
                // "The underwriters, Hanse Re, quoted": a firm may be several.
                let firm = || {
                    acts && definite
                        && closed
                        && other.name.as_ref().is_some_and(|name| !reading::looks_like_person(&self.phrases, self.registry, name))
                        && matches!(reading.noun.as_ref().and_then(|noun| noun.sort), Some(NounSort::Thing(SourceKind::Organisation, _)))
                };
                let described = reading.noun.as_ref().is_some_and(|noun| !noun.plural && (noun.sort.is_some() || acts && definite)) || firm();
                // "The owner, Canada's Northern Ores, said"
                let owned = match &other.owner {
                    None => false,
                    Some(reading::Owner::Words(words)) => {
                        !matches!(self.phrases.known_exactly(words), Some(Named::Country(_) | Named::Place(_) | Named::Seat(_)))
                    }
                    Some(reading::Owner::Pronoun(_)) => true,
                };
                // "One superdelegate, Ida Moe of Moss, said": the name tells who is meant, whatever the description is.
                let one = matches!(reading.determiner, reading::Determiner::Indefinite | reading::Determiner::Number(1) | reading::Determiner::Other);
                let person = || {
                    let people = |noun: &reading::Noun| match noun.sort {
                        Some(NounSort::Role(..)) => true,
                        Some(NounSort::Thing(..)) => false,
                        None => ends_like_people(&noun.key) || noun.key.ends_with("ate"),
                    };
                    acts && one
                        && reading.noun.as_ref().is_some_and(|noun| !noun.plural && people(noun))
                        && other.name.as_ref().is_some_and(|name| reading::looks_like_person(&self.phrases, self.registry, name))
                        && (closed || matches!(self.phrases.word(end), "of" | "from"))
                };
                // "The chairman of the board, General Tomas Krogh says": the second comma is missing.
                let unclosed = || {
                    let role = matches!(reading.noun.as_ref().and_then(|noun| noun.sort), Some(NounSort::Role(..)));
                    let verb = matches!(self.phrases.tag(end), Tag::Vbz | Tag::Vbd | Tag::Vbp | Tag::Md);
                    role && verb
                        && self.sources.contents.contains_key(&phrase)
                        && other.name.as_ref().is_some_and(|name| name.len() > 1 && reading::looks_like_person(&self.phrases, self.registry, name))
                };
                // "One of the banks, Nordkredit" is none of people.
                let people = || {
                    let behind = self.phrase_behind(self.phrases.phrases[phrase].tokens.end, &["of"], sentence.end);
                    if behind.is_some_and(|behind| matches!(self.phrases.lower(self.phrases.phrases[behind].tokens.start).as_str(), "them" | "us")) {
                        return true;
                    }
                    let noun = behind.and_then(|behind| {
                        let tokens = self.phrases.phrases[behind].tokens.clone();
                        reading::read(&self.phrases, self.registry, tokens).noun
                    });
                    noun.is_some_and(|noun| {
                        matches!(noun.sort, Some(NounSort::Role(..))) || noun.sort.is_none() && ends_like_people(noun.key.trim_end_matches('s'))
                    })
                };
                // "One of the plan's developers, historian Walter Phillips": a person whatever the others are.
                let titled = matches!(other.noun.as_ref().and_then(|noun| noun.sort), Some(NounSort::Role(..)));
                let of_several = || {
                    one_of
                        && closed
                        && (titled || alone || people())
                        && other.name.as_ref().is_some_and(|name| reading::looks_like_person(&self.phrases, self.registry, name))
                };
                // "A man in Paris, France, said"
                let place = other.name.as_ref().is_some_and(|name| {
                    matches!(self.phrases.known_exactly(name), Some(Named::Country(_) | Named::Place(_) | Named::Seat(_)))
                        || self.phrases.syntax.tokens[name.end - 1].entity == Entity::Location
                });
                let role = matches!(reading.noun.as_ref().and_then(|noun| noun.sort), Some(NounSort::Role(..)));
                if (described && (closed || apposed || unclosed()) || person() || of_several())
                    && !owned
                    && !(place && role)
                    && !self.is_person_beside_body(reading, &other)
                {
                    found.name = Some(next);
                }
            }
            (Some(_), None) => {
                let role = other.noun.as_ref().is_some_and(|noun| noun.sort.is_some() && !noun.plural);
                let introduced = matches!(other.determiner, reading::Determiner::Definite | reading::Determiner::Indefinite) || other.owner.is_some();
                let bare_role = matches!(other.noun.as_ref().and_then(|noun| noun.sort), Some(NounSort::Role(..)));
                if (role && (introduced || bare_role)) || (apposed && introduced && !other.noun.as_ref().is_some_and(|noun| noun.plural)) {
                    found.described.push(next);
                    self.add_conjoined(end, sentence.end, &mut found);
                }
            }
            // "the Green Liberals, the largest opposition party": people in capitals who are a body.
            (None, None) => {
                let core = reading.modifiers.start..reading.noun.as_ref().map_or(reading.modifiers.end, |noun| noun.tokens.end);
                let members = reading.determiner == reading::Determiner::Definite
                    && core.len() > 1
                    && core.clone().all(|token| self.phrases.is_capitalised(token))
                    && matches!(reading.noun.as_ref().and_then(|noun| noun.sort), Some(NounSort::Role(RoleSort::Group, _)));
                let body = matches!(other.noun.as_ref().and_then(|noun| noun.sort), Some(NounSort::Thing(SourceKind::Organisation, _)));
                let one = other.noun.as_ref().is_some_and(|noun| !noun.plural)
                    && matches!(other.determiner, reading::Determiner::Definite | reading::Determiner::Indefinite);
                if members && body && one {
                    found.described.push(next);
                }
            }
            // "Tran Quoc Hieu, Avanta's spokesman": a name can describe only through its noun.
            _ => {}
        }
        found
    }

    /// "A trader who sleeps beside her stall[,] Halima Odera, gave", "A geologist camped there[,] Odette Lusamba, said": the comma between
    /// what tells of a source and its name, which the verb follows.
    fn comma_behind_clause(&self, at: usize, limit: usize) -> Option<usize> {
        /// "who has lived beside the river for the last sixty years"
        const LONGEST: usize = 14;
        if at >= limit {
            return None;
        }
        let tells = matches!(self.phrases.tag(at), Tag::Wp | Tag::Wdt | Tag::Vbn | Tag::Vbg | Tag::In | Tag::Rb)
            || matches!(self.phrases.lower(at).as_str(), "who" | "which" | "that");
        let comma = (at + 1..limit.min(at + LONGEST)).find(|&token| self.phrases.tag(token) == Tag::Comma).filter(|_| tells)?;
        let next = self.phrases.phrase_of(comma + 1).filter(|&next| self.phrases.phrases[next].tokens.start == comma + 1)?;
        let end = self.phrases.phrases[next].tokens.end;
        let verb = end + 1 < limit
            && self.phrases.tag(end) == Tag::Comma
            && matches!(self.phrases.tag(end + 1), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md | Tag::Rb);
        let name = reading::read(&self.phrases, self.registry, self.phrases.phrases[next].tokens.clone()).name;
        // "A woman who married the actor, Brad Stone, said", "A company based in Leeds, Yorkshire, said": the name may be the actor's, and
        // the place's.
        let last = self.phrases.phrase_of(comma - 1).filter(|&last| self.phrases.phrases[last].tokens.end == comma);
        let person = name.as_ref().is_some_and(|name| reading::looks_like_person(&self.phrases, self.registry, name));
        let beside_somebody = last.is_some_and(|last| {
            let reading = reading::read(&self.phrases, self.registry, self.phrases.phrases[last].tokens.clone());
            reading.name.is_some()
                || reading.noun.is_some_and(|noun| match noun.sort {
                    // "hired by the family, Ida Moe,"
                    Some(NounSort::Thing(..) | NounSort::Role(RoleSort::Group, _)) => !person,
                    Some(NounSort::Role(..)) => !noun.plural,
                    None => ends_like_people(&noun.key) && noun.key.len() > 4,
                })
        });
        (verb && name.is_some() && !beside_somebody).then_some(comma)
    }

    /// "As the senior member of the delegation, Krogh, 69, has": a person whom the article names is no body.
    fn is_person_beside_body(&self, reading: &Reading, other: &Reading) -> bool {
        let Some(noun) = reading.noun.as_ref().filter(|noun| matches!(noun.sort, Some(NounSort::Thing(..)))) else { return false };
        let Some(name) = other.name.clone() else { return false };
        let last = self.phrases.lower(name.end - 1);
        // "The contractor, Shivaay Infra, said": what stands only here, and begins with no first name, may be the body's own name.
        let own = self.phrases.words(name.clone());
        // "The carrier, Erin Jet"; "The bank, Clara Wynn" is a person whom the network knows for one.
        let trade = matches!(noun.key.as_str(), "carrier" | "airline" | "company" | "firm" | "bank" | "lender" | "insurer")
            && !name.clone().all(|token| reading::is_person_tag(&self.phrases, token));
        let no_person = trade || self.registry.first_name(self.phrases.word(name.start)).is_none();
        let open = own.contains(' ') && no_person && self.stands_once(name.end - 1);
        let names_person = |full: &String| !(open && *full == own);
        // "The contractor, Paul Giraud, has admitted", "Bowen's pollster, Jill Kasper": words for people as well as for firms.
        let person_too = matches!(
            noun.key.rsplit(' ').next().unwrap_or_default(),
            "contractor" | "pollster" | "builder" | "developer" | "broker" | "publisher" | "auditor" | "supplier" | "buyer" | "dealer"
        );
        if person_too && name.len() > 1 && reading::looks_like_person(&self.phrases, self.registry, &name) {
            return false;
        }
        let named_elsewhere = self.full_names.get(&last).is_some_and(|names| names.iter().any(names_person))
            || self
                .by_last_word
                .get(&last)
                .is_some_and(|all| all.iter().any(|&one| self.parties[one].human && names_person(&self.parties[one].name)));
        self.registry.role(&noun.key).is_none() && named_elsewhere
    }

    /// Whether no other word near is the same: "The developer, Shiv Nair, said. Mr Nair" names a person.
    fn stands_once(&self, token: usize) -> bool {
        const AROUND: usize = 1_000;
        let word = self.phrases.word(token);
        let near = token.saturating_sub(AROUND)..(token + AROUND).min(self.phrases.syntax.tokens.len());
        near.filter(|&other| self.phrases.word(other) == word).count() == 1
    }

    /// "Housing charity | the Norvik Trust", "Local newspaper | the Cornish Echo": what it is, and its name with an article.
    fn named_right_behind(&self, phrase: usize, reading: &Reading, at: usize) -> Option<usize> {
        let noun = reading.noun.as_ref()?;
        let body = matches!(noun.sort, Some(NounSort::Thing(SourceKind::Media | SourceKind::Organisation | SourceKind::Official, _)));
        if reading.name.is_some() || reading.owner.is_some() || noun.plural || !body || reading.determiner != reading::Determiner::Bare {
            return None;
        }
        let next = self.phrases.phrase_of(at).filter(|&next| next == phrase + 1 && !self.done[next])?;
        let tokens = self.phrases.phrases[next].tokens.clone();
        let other = reading::read(&self.phrases, self.registry, tokens.clone());
        let name = other.name.filter(|_| other.noun.is_none() && other.owner.is_none())?;
        let titled = tokens.start == at && self.phrases.lower(at) == "the" && name.start == at + 1 && name.end == tokens.end;
        (titled && !reading::looks_like_person(&self.phrases, self.registry, &name)).then_some(next)
    }

    /// "Secretary of State Hillary Clinton", "Director of Government Affairs Phil Smith": one phrase holds the rest of the title and the name.
    fn named_behind_of(&self, phrase: usize, reading: &Reading, at: usize, limit: usize) -> Option<usize> {
        // "Cabinet member for education Ida Moe said"
        let bare = reading.determiner == reading::Determiner::Bare && self.sources.contents.contains_key(&phrase);
        let titles = match reading.noun.as_ref()?.sort {
            Some(NounSort::Role(RoleSort::Office | RoleSort::Spokesperson, _)) => true,
            Some(NounSort::Role(..)) => bare && !reading.noun.as_ref()?.plural,
            _ => false,
        };
        if reading.name.is_some() || !titles {
            return None;
        }
        let links: &[&str] = if bare { &["of", "for", "with", "at", "from"] } else { &["of", "for"] };
        let behind = self.phrase_behind(at, links, limit).filter(|&behind| !self.done[behind] && behind > phrase)?;
        let tokens = self.phrases.phrases[behind].tokens.clone();
        let other = reading::read(&self.phrases, self.registry, tokens.clone());
        let name = other.name?;
        // "the bishop of Colima del Sur"
        let titled = name.start > tokens.start
            && self.phrases.is_capitalised(name.start)
            && (self.phrases.is_capitalised(name.start - 1) || name.clone().all(|token| reading::is_person_tag(&self.phrases, token)))
            && other.owner.is_none()
            && other.noun.is_none_or(|noun| !matches!(noun.sort, Some(NounSort::Role(..))));
        (titled && reading::looks_like_person(&self.phrases, self.registry, &name)).then_some(behind)
    }

    /// "the ruling Alliance for Renewal" is a party, "packaging group Kuura" a company: what the words before a name say it is.
    pub(super) fn call_by_words_before(&mut self, party: usize, reading: &Reading) {
        /// Names of parties that look like those of bodies of state.
        const PACTS: [&str; 7] = ["alliance", "front", "movement", "coalition", "pact", "bloc", "union"];
        if reading.modifiers.is_empty() && reading.noun.is_none() {
            return;
        }
        let own = &self.parties[party];
        let name = own.name.to_lowercase();
        let pact = PACTS.iter().any(|word| name.split(' ').any(|own| own == *word));
        let open = own.kind == SourceKind::Organisation || own.kind == SourceKind::Official && pact;
        if own.human || own.known || !open {
            return;
        }
        // "Qatari champions Al Rayyada": a club.
        let plays = |noun: &reading::Noun| matches!(noun.key.as_str(), "champions" | "runners-up" | "strugglers" | "newcomers");
        if reading.noun.as_ref().is_some_and(plays) {
            self.parties[party].call("club");
        }
        let before: Vec<String> = reading.modifiers.clone().map(|token| self.phrases.lower(token)).collect();
        let is_any = |words: &[&str]| before.iter().any(|word| words.contains(&word.as_str()));
        // "ruling" may be taken for what a court hands down.
        let political = match &reading.noun {
            None => is_any(&POLITICAL),
            Some(noun) => POLITICAL.contains(&noun.key.as_str()),
        };
        let trade = reading.noun.as_ref().is_some_and(|noun| {
            let sells = before.last().is_some_and(|word| TRADES.contains(&word.as_str()));
            noun.key == "group" && sells || noun.key.strip_suffix(" group").is_some_and(|trade| TRADES.contains(&trade))
        });
        if political {
            self.parties[party].kind = SourceKind::Organisation;
            self.parties[party].call("party");
        } else if trade {
            self.parties[party].firm = true;
        }
    }

    /// "a developer and spokeswoman for the coalition": the second description.
    fn add_conjoined(&self, at: usize, limit: usize, found: &mut Apposed) {
        if at + 1 < limit
            && self.phrases.word(at) == "and"
            && let Some(next) = self.phrases.phrase_of(at + 1).filter(|&next| self.phrases.phrases[next].tokens.start == at + 1)
        {
            let other = reading::read(&self.phrases, self.registry, self.phrases.phrases[next].tokens.clone());
            if other.name.is_none() && matches!(other.noun.and_then(|noun| noun.sort), Some(NounSort::Role(..))) && !self.done[next] {
                found.described.push(next);
            }
        }
    }

    /// The phrase behind a preposition that stands at this token.
    pub(super) fn phrase_behind(&self, at: usize, prepositions: &[&str], limit: usize) -> Option<usize> {
        if at + 1 >= limit || !prepositions.contains(&self.phrases.lower(at).as_str()) {
            return None;
        }
        self.phrases.phrase_of(at + 1).filter(|&next| self.phrases.phrases[next].tokens.start == at + 1)
    }

    /// The end of the sentence of a phrase.
    pub(super) fn sentence_end(&self, phrase: usize) -> usize {
        self.phrases.syntax.sentences[self.phrases.phrases[phrase].sentence].end
    }

    /// "calling itself the Sons of the Delta", "known as Dave", "called Volteo".
    fn called_after(&self, at: usize, limit: usize) -> Option<usize> {
        let word = |offset: usize| if at + offset < limit { self.phrases.lower(at + offset) } else { String::new() };
        // "a corporal who gave his name only as Misha"
        let gives = word(0) == "who" && matches!(word(1).as_str(), "gave" | "gives") && matches!(word(2).as_str(), "his" | "her" | "their");
        let gave_as = (4..7).find(|&offset| gives && word(3) == "name" && word(offset) == "as");
        let start = match (word(0).as_str(), word(1).as_str()) {
            ("who", _) => at + gave_as? + 1,
            // "its commander, known as Antonio García,"
            (",", "known") if word(2) == "as" && !(4..8).any(|offset| matches!(word(offset).as_str(), "until" | "before")) => at + 3,
            ("calling", "itself" | "themselves" | "himself" | "herself") | ("known", "as") => at + 2,
            ("called" | "named", _) => at + 1,
            _ => return None,
        };
        self.phrases
            .phrase_of(start)
            .filter(|&next| self.phrases.phrases[next].tokens.start == start && !self.done[next])
            .filter(|&next| reading::read(&self.phrases, self.registry, self.phrases.phrases[next].tokens.clone()).name.is_some())
    }

    /// "the Mekong River Commission (MRC)".
    pub(super) fn note_abbreviation(&mut self, phrase: usize, party: usize) {
        let at = self.phrases.phrases[phrase].tokens.end;
        let limit = self.sentence_end(phrase);
        if at + 2 < limit && self.phrases.tag(at) == Tag::OpenBracket && self.phrases.tag(at + 2) == Tag::CloseBracket {
            let word = self.phrases.word(at + 1);
            let capitals = word.chars().filter(|c| c.is_uppercase()).count();
            if capitals >= 2 && word.len() <= 10 {
                self.by_name.insert(name_key(word), party);
            }
        }
    }
}

/// A word with its first letter large.
pub(super) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
