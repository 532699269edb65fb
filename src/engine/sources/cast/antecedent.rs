//! Whom a pronoun or a short form takes up again.
//!
//! In: a pronoun, or a noun such as "the ministry". Out: the party that stands before it and fits best, or none.
//! Deliberately absent: guessing where nobody fits (design principle 4).
//!
//! A candidate has to agree in being a person, a thing or several, and in gender; among those that do, subjects, sources of
//! an earlier attribution and near ones go first.

use super::{Cast, Occurrence};
use crate::domain::{SourceKind, Span};
use crate::engine::sources::party::Party;
use crate::engine::sources::registry::Gender;
use crate::engine::tagger::{Relation, Tag};
use std::collections::HashMap;

/// "he" is not farther from its name than this many sentences: in the development articles the farthest stood 9 away.
const FARTHEST: usize = 12;
/// Nor behind more mentions of others than this.
const MENTIONS: usize = 70;
/// A short form ("the ministry") may reach back farther, but not without bound.
const NOUN_MENTIONS: usize = 400;

/// A name that is new in the sentence before counts this much more, about as much as a subject does.
const INTRODUCED: f32 = 1.2;

/// Somebody without a name whom the sentence before begins with counts so much more: enough to outweigh who spoke before that.
const BEGAN: f32 = 1.0;

/// Who has spoken before in the article, up to three times, is so much more likely to speak again.
const SPOKEN: f32 = 0.2;

/// A subject in the pronoun's own sentence counts this much more than one before it.
const OWN_SENTENCE: f32 = 1.2;

/// The subject of what somebody's spokesman says counts this much more as whose spokesman it is: enough to outweigh a newcomer who
/// spoke in the sentence before, by what `weight` gives.
const SPOKEN_OF: f32 = 3.5;

/// Whom something was told counts this much less than who told it.
const TOLD: f32 = 1.5;

/// Bodies of a few people, whom "they" takes up as easily as "it" does.
const COLLECTIVES: [&str; 8] = ["team", "crew", "squad", "panel", "jury", "delegation", "family", "couple"];

/// What a pronoun asks of its antecedent.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Wanted {
    Human(Gender),
    Thing,
    Several,
}

impl Cast<'_> {
    /// The party of a pronoun.
    pub(super) fn resolve_pronoun(&mut self, token: usize, phrase: Option<usize>) -> Option<usize> {
        let wanted = match self.phrases.lower(token).as_str() {
            "he" | "him" | "his" | "himself" => Wanted::Human(Gender::Male),
            "she" | "her" | "hers" | "herself" => Wanted::Human(Gender::Female),
            "it" | "its" | "itself" => Wanted::Thing,
            "they" | "them" | "their" | "theirs" | "themselves" => Wanted::Several,
            "who" | "which" | "that" | "whom" | "whose" => return self.resolve_relative(token, phrase),
            "i" | "we" | "my" | "our" | "me" | "us" => {
                let quoted = phrase.is_some_and(|phrase| self.phrases.phrases[phrase].quoted);
                return if quoted { None } else { Some(self.add_newsroom()) };
            }
            _ => return None,
        };
        let found = self
            .owner_before_which(token, phrase, wanted)
            .or_else(|| if wanted == Wanted::Thing { self.writer_taken_up(token, phrase) } else { None })
            .or_else(|| self.best_candidate(token, phrase, wanted))
            .or_else(|| self.named_behind(token, phrase, wanted))
            .or_else(|| self.mistaken_for_the_other(token, wanted))?;
        if let Wanted::Human(gender) = wanted
            && (self.parties[found].gender == Gender::Unknown || self.parties[found].gender != gender && self.parties[found].guessed)
            // "She should try creating a job, he said": which of the two is "she", these words don't tell.
            && !self.other_speaks_here(token, phrase, gender)
        {
            // "Moe criticised Ana Reyes for a law signed by her husband": where somebody else fits better, it is a guess.
            if self.fits_somebody_near(token, gender) {
                self.parties[found].likely = gender;
            } else {
                self.parties[found].gender = gender;
                self.parties[found].guessed = true;
            }
        }
        Some(found)
    }

    /// "James Comey's news conference, in which he announced": whose it is, where nobody stands between.
    fn owner_before_which(&mut self, token: usize, phrase: Option<usize>, wanted: Wanted) -> Option<usize> {
        let which = token.checked_sub(1).filter(|&which| which > 0 && self.phrases.lower(which) == "which")?;
        matches!(self.phrases.lower(which - 1).as_str(), "in" | "at" | "during").then_some(())?;
        let sentence = self.phrases.phrases[phrase?].sentence;
        let before = (0..phrase?).rev().take(3).find(|&before| {
            let other = &self.phrases.phrases[before];
            other.sentence == sentence && other.tokens.end < token && !other.pronoun
        })?;
        (before..phrase?).rev().chain((0..before).rev().take(1)).find_map(|at| {
            let other = self.phrases.phrases[at].clone();
            if other.sentence != sentence {
                return None;
            }
            let reading = crate::engine::sources::reading::read(&self.phrases, self.registry, other.tokens);
            let owner = reading.owner?;
            self.resolve_owner(&owner, at).filter(|&party| {
                self.parties[party].name.contains(' ')
                    && self.parties[party].kind == SourceKind::Person
                    && fits(&self.parties[party], wanted).is_some()
            })
        })
    }

    /// Whether a pronoun of the other gender speaks the words in which this one stands.
    fn other_speaks_here(&self, token: usize, phrase: Option<usize>, gender: Gender) -> bool {
        let Some(phrase) = phrase else { return false };
        let other = if gender == Gender::Male { "she" } else { "he" };
        let at = self.phrases.syntax.tokens[token].span;
        let sentence = self.phrases.phrases[phrase].sentence;
        (phrase + 1..self.phrases.phrases.len()).take_while(|&next| self.phrases.phrases[next].sentence == sentence).any(|next| {
            self.phrases.phrases[next].pronoun
                && self.phrases.lower(self.phrases.phrases[next].tokens.start) == other
                && self.sources.contents.get(&next).is_some_and(|content| content.iter().any(|span| span.contains(at)))
        })
    }

    /// Whether a person who is known to be of a gender stands before a token in its sentence.
    fn fits_somebody_near(&self, token: usize, gender: Gender) -> bool {
        let Some(sentence) = self.phrases.syntax.sentence_of(token) else { return false };
        self.occurrences.iter().rev().take(MENTIONS).any(|occurrence| {
            let party = &self.parties[occurrence.party];
            occurrence.sentence == sentence && occurrence.token < token && party.human && party.named && party.gender == gender
        })
    }

    /// "Nilda Ferreira said Mr Prats was unharmed. He was tired, she added.": where nobody else can be "she", the last speaker is,
    /// although a "he" before was taken for her.
    fn mistaken_for_the_other(&self, token: usize, wanted: Wanted) -> Option<usize> {
        const WITHIN: usize = 2;
        if !matches!(wanted, Wanted::Human(_)) {
            return None;
        }
        let sentence = self.phrases.syntax.sentence_of(token)?;
        self.occurrences
            .iter()
            .rev()
            .take(MENTIONS)
            .take_while(|occurrence| occurrence.sentence + WITHIN >= sentence)
            .find(|occurrence| {
                occurrence.token < token && occurrence.source && self.parties[occurrence.party].named && self.parties[occurrence.party].guessed
            })
            .map(|occurrence| occurrence.party)
    }

    /// "Through her lawyer, Inés Cabral denied ...": nobody before, and the sentence's subject behind.
    fn named_behind(&mut self, token: usize, phrase: Option<usize>, wanted: Wanted) -> Option<usize> {
        let phrase = phrase?;
        let sentence = self.phrases.phrases[phrase].sentence;
        if self.phrases.phrases[phrase].pronoun || token > self.phrases.syntax.sentences[sentence].start + 8 {
            return None;
        }
        for next in phrase + 1..(phrase + 5).min(self.phrases.phrases.len()) {
            let other = self.phrases.phrases[next].clone();
            if other.sentence != sentence {
                break;
            }
            if !(other.subject || self.sources.contents.contains_key(&next)) || other.pronoun {
                continue;
            }
            // "His opponent in the race, Carol Metz, says": the opponent herself.
            let apposed = self.phrases.tag(other.tokens.start - 1) == Tag::Comma
                && other.tokens.end < self.phrases.syntax.sentences[sentence].end
                && self.phrases.tag(other.tokens.end) == Tag::Comma;
            if apposed && self.sources.contents.contains_key(&phrase) {
                continue;
            }
            if let Some(party) = self.resolve(next).filter(|&party| fits(&self.parties[party], wanted).is_some()) {
                return Some(party);
            }
        }
        None
    }

    fn best_candidate(&self, token: usize, phrase: Option<usize>, wanted: Wanted) -> Option<usize> {
        let sentence = self.phrases.syntax.sentence_of(token)?;
        let content = phrase.and_then(|phrase| self.sources.contents.get(&phrase));
        let asks_for_source = content.is_some();
        // "Ms Whitmer will skip the vote, her office said": only a bare pronoun speaks of somebody outside its own words.
        let own_content = content.filter(|_| phrase.is_some_and(|phrase| self.phrases.phrases[phrase].pronoun));
        let mut best: Option<(f32, usize)> = None;
        let mut counts: HashMap<usize, f32> = HashMap::new();
        let mut spoken: HashMap<usize, f32> = HashMap::new();
        if asks_for_source {
            for occurrence in self.occurrences.iter().rev().take(MENTIONS).filter(|occurrence| occurrence.source && occurrence.token < token) {
                *spoken.entry(occurrence.party).or_default() += 1.0;
            }
        }
        // "his counsel": not the judge's.
        let has_counsel = phrase.is_some_and(|phrase| {
            let words = &self.phrases.phrases[phrase].tokens;
            words.clone().any(|token| {
                matches!(self.phrases.lower(token).as_str(), "counsel" | "lawyer" | "lawyers" | "solicitor" | "barrister" | "attorney" | "advocate")
            })
        });
        let reports = matches!(wanted, Wanted::Several | Wanted::Thing)
            && phrase.is_some_and(|phrase| {
                let words = &self.phrases.phrases[phrase].tokens;
                words.clone().any(|token| matches!(self.phrases.lower(token).as_str(), "report" | "statement" | "study" | "paper" | "findings"))
            });
        // A lawyer speaks of others than his client as well.
        let speaks_for = phrase.is_some_and(|phrase| {
            let words = &self.phrases.phrases[phrase].tokens;
            words.clone().any(|token| {
                matches!(self.phrases.lower(token).as_str(), "spokesman" | "spokeswoman" | "spokesperson" | "office" | "campaign" | "ministry")
            })
        });
        // "The auditors' report came out. Corvin Bank has hidden its losses, it said.": another thing that may speak.
        let thing_before = wanted == Wanted::Thing
            && self.occurrences.iter().rev().take(MENTIONS).any(|occurrence| {
                occurrence.sentence + 1 == sentence
                    && (occurrence.subject || occurrence.source)
                    && fits(&self.parties[occurrence.party], wanted).is_some()
            });
        let acts = wanted == Wanted::Thing && asks_for_source && self.acts(token, own_content);
        // "Prosecutors said they had seized oil. Seven people were arrested, they added.": several who have just spoken go on.
        let several_spoke = wanted == Wanted::Several
            && self.occurrences.iter().rev().take(MENTIONS).any(|occurrence| {
                let party = &self.parties[occurrence.party];
                occurrence.source
                    && occurrence.sentence < sentence
                    && occurrence.sentence + 2 >= sentence
                    && (party.plural || party.kind == SourceKind::Group)
            });
        // "The chief prosecutor was more careful: it was too early, he said": a subject in the sentence itself comes before newcomers.
        let pronoun = self.phrases.syntax.tokens[token].span;
        let outside = |at: Span| own_content.is_some_and(|content| content.iter().all(|span| !span.contains(at) && span.start < pronoun.start));
        let subject_here = self.occurrences.iter().rev().take(MENTIONS).take_while(|occurrence| occurrence.sentence >= sentence).any(|occurrence| {
            occurrence.token < token
                && occurrence.subject
                && !(occurrence.quoted || occurrence.inner)
                && outside(self.phrases.syntax.tokens[occurrence.token].span)
                && !matches!(self.phrases.tag(occurrence.token), Tag::Wp | Tag::Wdt)
                && fits(&self.parties[occurrence.party], wanted).is_some()
        });
        // "Villagers buried their dead. Gunmen came at dawn, they said": several whom the sentences before are about tell of others.
        let several_before = several_spoke
            || wanted == Wanted::Several
                && self.occurrences.iter().rev().take(MENTIONS).any(|occurrence| {
                    let party = &self.parties[occurrence.party];
                    occurrence.sentence < sentence
                        && occurrence.sentence + 2 >= sentence
                        && occurrence.subject
                        && !(occurrence.quoted || occurrence.inner)
                        && (party.plural || party.kind == SourceKind::Group || party.nouns.iter().any(|noun| noun == "police"))
                });
        let mut of_several = None;
        for occurrence in self.occurrences.iter().rev().take(MENTIONS) {
            if occurrence.token >= token {
                continue;
            }
            let distance = sentence.saturating_sub(occurrence.sentence);
            if distance > FARTHEST {
                break;
            }
            let at = self.phrases.syntax.tokens[occurrence.token].span;
            let party = &self.parties[occurrence.party];
            // "The African Union has sent an envoy, it announced": a body speaks of itself by its name where the sentence begins with it.
            let opens_with_body = wanted == Wanted::Thing
                && !thing_before
                && occurrence.sentence == sentence
                && occurrence.subject
                && !occurrence.inner
                && party.named
                && matches!(party.kind, SourceKind::Official | SourceKind::Organisation)
                && self.phrases.syntax.sentences.get(sentence).is_some_and(|range| occurrence.token <= range.start + 1);
            // "Doctors saved his left leg, they said": people whom the article has not named before speak of themselves.
            let opens_with_people = wanted == Wanted::Several
                && own_content.is_some()
                && !several_before
                && !party.name.contains(|c: char| c.is_ascii_digit())
                && occurrence.sentence == sentence
                && occurrence.subject
                && !occurrence.inner
                && !occurrence.quoted
                && party.plural
                && matches!(party.kind, SourceKind::Group | SourceKind::Anonymous)
                && self.first_at.get(&occurrence.party) == Some(&occurrence.token)
                && self.phrases.syntax.sentences.get(sentence).is_some_and(|range| occurrence.token <= range.start + 1);
            if !opens_with_body && !opens_with_people && own_content.is_some_and(|content| content.iter().any(|span| span.contains(at))) {
                continue;
            }
            // "Eleven of 40 residents had not been weighed, their report said": not the report of those of whom it tells.
            let told_of = reports && content.is_some_and(|content| content.iter().any(|span| span.contains(at)));
            if told_of && !(wanted == Wanted::Thing && occurrence.subject && party.named) {
                continue;
            }
            // "Mr Rashid's lawyers said it was his. They would appeal, they added.": whose words they speak is one man.
            let by_several = || {
                wanted == Wanted::Several && occurrence.source && distance <= 2 && {
                    let phrase = self.phrases.phrase_of(occurrence.token);
                    phrase.is_some_and(|phrase| {
                        let last = self.phrases.phrases[phrase].tokens.end - 1;
                        matches!(
                            self.phrases.lower(last).as_str(),
                            "lawyers" | "attorneys" | "solicitors" | "barristers" | "representatives" | "advisers"
                        )
                    })
                }
            };
            if of_several.is_none() && by_several() {
                of_several = Some(occurrence.party);
            }
            if acts && party.kind == SourceKind::Document {
                continue;
            }
            let Some(fit) = fits(party, wanted).filter(|_| !(has_counsel && prosecutes(party))) else { continue };
            let count = counts.entry(occurrence.party).or_default();
            *count += 1.0;
            // "... concerns Henry Crespo, president of the caucus.": whose name is new in the sentence before is about to speak.
            // "A man in his 30s was arrested. He told ...": so is somebody without a name whom the sentence before begins with.
            let opens = self.phrases.syntax.sentences.get(occurrence.sentence).is_some_and(|range| occurrence.token <= range.start + 1);
            let asks = self.phrases.phrase_of(occurrence.token).is_some_and(|phrase| self.sources.asking.contains(&phrase));
            let several =
                wanted == Wanted::Several && party.plural && !party.named && matches!(party.kind, SourceKind::Group | SourceKind::Anonymous);
            // "Prices fell, the bank said. The union disagreed. Wages had not risen, it said."
            let body = wanted == Wanted::Thing
                && opens
                && occurrence.subject
                && !party.human
                && matches!(party.kind, SourceKind::Official | SourceKind::Organisation);
            let newcomer =
                party.named || several || body || opens && !asks && occurrence.subject && unnamed_person(party) && party.speaks_for.is_none();
            // "Growers have asked for more, although they say": the subject of the same sentence is about to speak.
            let relative = self.phrases.tag(occurrence.token) == Tag::Wp || self.phrases.tag(occurrence.token) == Tag::Wdt;
            let own_sentence = own_content.is_some()
                && distance == 0
                && occurrence.subject
                && !occurrence.quoted
                && !occurrence.inner
                && !relative
                && (party.named || !party.human || unnamed_person(party) && outside(at));
            // "The ministry has sent two experts. They believe": "they" are several where several are there.
            let introduced = (distance == 1 && !subject_here || own_sentence && outside(at))
                && newcomer
                && (wanted != Wanted::Several || party.plural)
                && !occurrence.quoted
                && !occurrence.inner
                && self.first_at.get(&occurrence.party).is_some_and(|&first| self.phrases.syntax.sentence_of(first) == Some(occurrence.sentence));
            // "The mayor, Ida Moe, has no plans to resign, her spokesman said": whose spokesman it is, is whom he speaks of. "Ghana has
            // signed a loan, its finance minister said": so is whose minister.
            let spoken_of = (speaks_for || wanted == Wanted::Thing)
                && own_content.is_none()
                && distance == 0
                && occurrence.subject
                && !occurrence.quoted
                && !occurrence.inner
                && (party.named || party.kind == SourceKind::Organisation)
                && content.is_some_and(|content| content.iter().any(|span| span.contains(at)));
            // "The airline told a newspaper that bookings were good. It reported": rather who told than whom, where both may speak.
            let told = wanted == Wanted::Thing && !party.named && self.is_told(occurrence.token);
            // "..., Mayor Moe said. The consul had a queue. Ours came late, he wrote": whoever the sentence before is about.
            let began = introduced && distance == 1 && opens && occurrence.subject && unnamed_person(party) && own_content.is_some();
            let score = fit - if told { TOLD } else { 0.0 }
                + if own_sentence || opens_with_people { OWN_SENTENCE } else { 0.0 }
                + if opens_with_people { INTRODUCED } else { 0.0 }
                + if spoken_of { SPOKEN_OF } else { 0.0 }
                + weight(*occurrence, distance, asks_for_source)
                + 0.1 * count.min(5.0)
                + SPOKEN * spoken.get(&occurrence.party).copied().unwrap_or_default().min(3.0)
                + if introduced && asks_for_source { INTRODUCED } else { 0.0 }
                + if began { BEGAN } else { 0.0 };
            if best.is_none_or(|(highest, _)| score > highest) {
                best = Some((score, occurrence.party));
            }
        }
        // "Researchers in Tartu have found plastics in every sample, they wrote": where nobody else fits, the subject of the words.
        let cataphor = |occurrence: &&Occurrence| {
            occurrence.token < token
                && occurrence.sentence == sentence
                && occurrence.subject
                && fits(&self.parties[occurrence.party], wanted).is_some()
        };
        // "they" of lawyers, where nobody else is several.
        let several = |party: usize| self.parties[party].plural || self.parties[party].kind == SourceKind::Group;
        if let Some(party) = of_several.filter(|_| best.is_none_or(|(_, best)| !several(best))) {
            return Some(party);
        }
        best.map(|(_, party)| party).or_else(|| {
            own_content
                .and_then(|_| self.occurrences.iter().rev().take(MENTIONS).filter(cataphor).min_by_key(|occurrence| occurrence.token))
                .map(|occurrence| occurrence.party)
        })
    }

    /// "It had told investors", "It hopes", "It said it would recover": what no report does.
    fn acts(&self, token: usize, content: Option<&Vec<Span>>) -> bool {
        const ACTS: [&str; 14] = [
            "told",
            "hopes",
            "hoped",
            "plans",
            "planned",
            "intends",
            "apologised",
            "apologized",
            "declined",
            "refused",
            "promised",
            "vowed",
            "pledged",
            "denied",
        ];
        let end = self.phrases.syntax.sentence_of(token).map_or(token, |sentence| self.phrases.syntax.sentences[sentence].end);
        let does = (token + 1..end.min(token + 4)).any(|verb| ACTS.contains(&self.phrases.lower(verb).as_str()));
        let of_itself = content.and_then(|content| content.first()).is_some_and(|&first| {
            let mut words = self.phrases.syntax.tokens_in(first).skip_while(|&token| self.phrases.lower(token) == "that");
            words.next().is_some_and(|it| self.phrases.lower(it) == "it")
                && words.next().is_some_and(|will| matches!(self.phrases.lower(will).as_str(), "would" | "will" | "’d" | "'d"))
        });
        does || of_itself
    }

    /// "who", "which": the phrase that its clause hangs on, else the one before.
    fn resolve_relative(&mut self, token: usize, phrase: Option<usize>) -> Option<usize> {
        let mut at = token;
        for _ in 0..6 {
            let Some(head) = self.phrases.syntax.tokens[at].head else { break };
            if matches!(self.phrases.syntax.tokens[at].relation, Relation::AclRelcl | Relation::Acl) && head < token {
                if let Some(found) = self.phrases.phrase_of(head).filter(|&found| Some(found) != phrase) {
                    // "nervous Democrats on Capitol Hill, who": a place is nobody.
                    let place = matches!(self.phrases.lower(token).as_str(), "who" | "whom")
                        && self.of_phrase[found]
                            .is_some_and(|party| self.parties[party].is_thing() && self.parties[party].kind == SourceKind::Official)
                        && found > 0
                        && self.phrases.phrases[found - 1].tokens.end + 1 == self.phrases.phrases[found].tokens.start;
                    if place {
                        break;
                    }
                    if let Some(party) = self.of_phrase[found] {
                        return Some(party);
                    }
                    return self.make_antecedent(found, token);
                }
                break;
            }
            at = head;
        }
        let phrase = phrase?;
        let sentence = self.phrases.phrases[phrase].sentence;
        // "family members of victims, many of whom": not "many" itself.
        let part_of = token > 1 && self.phrases.lower(token - 1) == "of";
        let human = matches!(self.phrases.lower(token).as_str(), "who" | "whom");
        let mut before = (0..phrase).rev().take(4).find(|&before| {
            let other = &self.phrases.phrases[before];
            let place = human
                && self.of_phrase[before].is_some_and(|party| self.parties[party].is_thing() && self.parties[party].kind == SourceKind::Official);
            other.sentence == sentence && !other.pronoun && !place && !(part_of && other.tokens.end == token - 1)
        })?;
        let start = self.phrases.phrases[before].tokens.start;
        if human && start > 0 && self.phrases.lower(start - 1) == "of" {
            before = before.checked_sub(1).filter(|&host| self.phrases.phrases[host].tokens.end == start - 1).unwrap_or(before);
        }
        self.of_phrase[before].or_else(|| self.make_antecedent(before, token))
    }

    /// A phrase that meant nobody until somebody referred to it: "the contractor who said ...".
    fn make_antecedent(&mut self, phrase: usize, relative: usize) -> Option<usize> {
        let reading = crate::engine::sources::reading::read(&self.phrases, self.registry, self.phrases.phrases[phrase].tokens.clone());
        let party = self.add_unnamed(&reading, phrase)?;
        // "a side that must be wrong" is no "he".
        if reading.noun.is_none_or(|noun| noun.sort.is_none()) && !matches!(self.phrases.lower(relative).as_str(), "who" | "whom" | "whose") {
            self.parties[party].human = false;
        }
        self.of_phrase[phrase] = Some(party);
        Some(party)
    }

    /// The party that "the ministry", "the senator", "the company" takes up again.
    pub(super) fn find_antecedent(&self, phrase: usize, fits: impl Fn(&Party) -> Option<f32>) -> Option<usize> {
        let sentence = self.phrases.phrases[phrase].sentence;
        let token = self.phrases.phrases[phrase].tokens.start;
        let mut best: Option<(f32, usize)> = None;
        for occurrence in self.occurrences.iter().rev().take(NOUN_MENTIONS) {
            if occurrence.token >= token {
                continue;
            }
            let Some(fit) = fits(&self.parties[occurrence.party]) else { continue };
            let distance = sentence.saturating_sub(occurrence.sentence) as f32;
            // "she told the CBX": who is told something is seldom whom the next sentence speaks of.
            let told = if self.is_addressee(occurrence.token) { -1.0 } else { 0.0 };
            let score =
                fit - 0.25 * distance.min(20.0) + told + if occurrence.inner { -0.2 } else { 0.0 } + if occurrence.source { 0.2 } else { 0.0 };
            if best.is_none_or(|(highest, _)| score > highest) {
                best = Some((score, occurrence.party));
            }
        }
        best.map(|(_, party)| party)
    }

    /// Whether what begins at a token is whom somebody told something.
    pub(super) fn is_addressee(&self, token: usize) -> bool {
        let before = (token.saturating_sub(2)..token).rev().find(|&before| self.phrases.lower(before) != "the");
        before.is_some_and(|before| matches!(self.phrases.lower(before).as_str(), "told" | "telling" | "tells"))
    }

    /// "told a newspaper", "told the local radio": whether a phrase is whom something is told.
    fn is_told(&self, token: usize) -> bool {
        let start = self.phrases.phrase_of(token).map_or(token, |phrase| self.phrases.phrases[phrase].tokens.start);
        start > 0 && matches!(self.phrases.lower(start - 1).as_str(), "told" | "telling" | "tells")
    }

    /// The person whom "the 24-year-old" means: the last one whose age that was said to be, else the only one named before.
    pub(in crate::engine::sources) fn of_age(&self, before: usize, words: &str) -> Option<usize> {
        const WINDOW: usize = 60;
        let age = words.trim_end_matches("-year-old").rsplit(' ').next().unwrap_or(words);
        let named = || {
            self.occurrences
                .iter()
                .rev()
                .filter(|occurrence| occurrence.token < before)
                .take(WINDOW)
                .filter(|occurrence| self.parties[occurrence.party].human && self.parties[occurrence.party].named)
        };
        // "Lars Moe, 24,", "24-year-old Lars Moe"
        let told = named().find(|occurrence| {
            let Some(phrase) = self.phrases.phrase_of(occurrence.token) else { return false };
            let tokens = self.phrases.phrases[phrase].tokens.clone();
            let in_front = tokens.clone().any(|token| self.phrases.lower(token) == format!("{age}-year-old"));
            let next = |token: usize, word: &str| token < self.phrases.syntax.tokens.len() && self.phrases.word(token) == word;
            in_front || next(tokens.end, ",") && next(tokens.end + 1, age)
        });
        if let Some(told) = told {
            return Some(told.party);
        }
        let only = named().next()?.party;
        named().all(|occurrence| occurrence.party == only).then_some(only).or_else(|| self.last_person_spoken_of(before))
    }

    /// The person of whom the sentences before speak: the only one named there, or the only one who speaks or acts, and that twice.
    pub(in crate::engine::sources) fn last_person_spoken_of(&self, before: usize) -> Option<usize> {
        /// "Ida Moe opened the fair. ... She thanked the crowd. ..."
        const SENTENCES: usize = 4;
        const WINDOW: usize = 60;
        let here = self.phrases.syntax.sentence_of(before)?;
        let people: Vec<&Occurrence> = self
            .occurrences
            .iter()
            .rev()
            .filter(|occurrence| occurrence.token < before)
            .take(WINDOW)
            .take_while(|occurrence| occurrence.sentence + SENTENCES >= here)
            .filter(|occurrence| {
                let party = &self.parties[occurrence.party];
                party.human && party.named && !party.plural
            })
            .collect();
        // "The Republican said he would vote": not a woman.
        let sentence = self.phrases.syntax.sentences[here].clone();
        let agrees = |party: usize| {
            let other = match self.parties[party].gender {
                Gender::Female => "he",
                Gender::Male => "she",
                _ => return true,
            };
            !sentence.clone().any(|token| self.phrases.lower(token) == other)
        };
        let one_of = |those: &[usize]| those.first().copied().filter(|&first| agrees(first) && those.iter().all(|&other| other == first));
        let all: Vec<usize> = people.iter().map(|occurrence| occurrence.party).collect();
        let acting: Vec<usize> = people
            .iter()
            .filter(|occurrence| occurrence.source || occurrence.subject && !occurrence.quoted)
            .map(|occurrence| occurrence.party)
            .collect();
        one_of(&all).or_else(|| one_of(&acting).filter(|_| acting.len() >= 2))
    }

    /// The last party of which this holds, with its place among the occurrences.
    pub(in crate::engine::sources) fn last_party(&self, within: usize, holds: impl Fn(&Occurrence, &Party) -> bool) -> Option<usize> {
        self.occurrences
            .iter()
            .rev()
            .take(within)
            .find(|occurrence| holds(occurrence, &self.parties[occurrence.party]))
            .map(|occurrence| occurrence.party)
    }
}

/// Who judges or hunts the accused has no counsel in the story.
fn prosecutes(party: &Party) -> bool {
    party.nouns.iter().any(|noun| {
        noun.contains("police")
            || matches!(
                noun.rsplit(' ').next().unwrap_or(noun),
                "judge" | "prosecutor" | "detective" | "sheriff" | "inspector" | "constable" | "magistrate"
            )
    })
}

/// "a border guard", "the consul": somebody whom the article does not name.
fn unnamed_person(party: &Party) -> bool {
    party.kind == SourceKind::Anonymous || party.kind == SourceKind::Official && party.human && !party.named
}

/// How well a party fits a pronoun, none where it can't.
fn fits(party: &Party, wanted: Wanted) -> Option<f32> {
    match wanted {
        Wanted::Human(gender) => {
            // "Not one nurse had crossed": nobody is meant.
            let nobody = || ["not one ", "not a ", "no ", "none"].iter().any(|none| party.name.starts_with(none));
            if !party.human || party.plural || !party.named && nobody() {
                return None;
            }
            let named = if party.named { 0.7 } else { 0.0 };
            match party.gender {
                own if own == gender => Some(1.0 + named),
                Gender::Unknown if party.likely == gender => Some(0.9 + named),
                Gender::Unknown if party.likely != Gender::Unknown => Some(0.1 + named),
                Gender::Unknown => Some(0.5 + named),
                _ => None,
            }
        }
        Wanted::Thing => (party.is_thing() && !party.plural).then_some(match party.kind {
            SourceKind::Newsroom => return None,
            SourceKind::Official | SourceKind::Organisation | SourceKind::Media => 0.6,
            _ => 0.0,
        }),
        Wanted::Several => {
            if party.plural || party.kind == SourceKind::Group {
                Some(1.0)
            } else if COLLECTIVES.iter().any(|noun| party.nouns.iter().any(|own| own == noun)) {
                Some(0.4)
            } else if party.is_thing() && party.kind != SourceKind::Newsroom {
                // "The company said they would appeal."
                Some(-0.6)
            } else {
                None
            }
        }
    }
}

fn weight(occurrence: Occurrence, distance: usize, asks_for_source: bool) -> f32 {
    let mut weight = -0.9 * distance as f32;
    if occurrence.subject {
        weight += 1.2;
    }
    if occurrence.source {
        weight += if asks_for_source { 1.6 } else { 0.8 };
    }
    if occurrence.quoted && !occurrence.source {
        weight -= 1.2;
    }
    if occurrence.inner {
        weight -= 0.6;
    }
    weight
}
