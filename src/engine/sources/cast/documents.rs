//! Documents and the press without a name: "the survey", "a Times story", "her letter".
//!
//! In: a phrase and its noun. Out: the document, its author where it is somebody's own word, its outlet where it is press.
//! Deliberately absent: bodies and people (`described`, `people`).

use super::Cast;
use super::described::is_filler;
use crate::domain::SourceKind;
use crate::engine::sources::party::{Party, singular};
use crate::engine::sources::reading::{Determiner, Noun, Reading};
use crate::engine::tagger::{Entity, Tag};
use std::ops::Range;

impl Cast<'_> {
    /// "the survey", "an Opina poll", "a study in the journal", "her letter".
    pub(super) fn resolve_document(&mut self, noun: &Noun, reading: &Reading, phrase: usize) -> Option<usize> {
        // "The site said", of the outlet that was spoken of.
        if matches!(noun.key.as_str(), "site" | "website" | "web site")
            && reading.determiner == Determiner::Definite
            && reading.owner.is_none()
            && reading.modifiers.is_empty()
            && self.sources.contents.contains_key(&phrase)
            && let Some(outlet) = self.outlet_just_cited(phrase)
        {
            return Some(outlet);
        }
        // "The trial heard": the court.
        if noun.key == "trial" && self.phrases.lower(self.phrases.phrases[phrase].tokens.end.min(self.sentence_end(phrase) - 1)) == "heard" {
            let mut court = Party::new("court", SourceKind::Official);
            court.call("court");
            return Some(self.add_same(court));
        }
        let mut named = self.publisher(phrase, noun);
        if let Some(owner) = reading.owner.clone()
            && let Some(party) = self.resolve_owner(&owner, phrase)
        {
            let body = matches!(self.parties[party].kind, SourceKind::Official | SourceKind::Organisation) && self.parties[party].named;
            if self.parties[party].human && is_own_word(&noun.key) || body && is_word_of_body(&noun.key) {
                self.note_written(&singular(&noun.key), party, phrase);
                return Some(party);
            }
            if self.parties[party].kind == SourceKind::Media && is_report(&noun.key) {
                return Some(party);
            }
            return Some(self.owned_thing(party, noun, SourceKind::Document, reading));
        }
        if named.is_none() {
            if let Some(author) = self.author_of(noun, reading, phrase) {
                return Some(author);
            }
            if let Some(body) = self.body_before_statement(noun, reading, phrase) {
                self.note_written("statement", body, phrase);
                return Some(body);
            }
            named = self.publisher_before(noun, reading, phrase);
        }
        // "Reports in Spain had claimed": nobody's in particular; "police reports" are the police's.
        let vague = matches!(reading.determiner, Determiner::Bare | Determiner::Quantity | Determiner::Other)
            && self.words_of(&reading.modifiers).iter().all(|word| {
                is_filler(word)
                    || matches!(
                        word.as_str(),
                        "earlier" | "early" | "first" | "initial" | "unconfirmed" | "unverified" | "conflicting" | "widespread" | "persistent"
                    )
            });
        if noun.key == "reports" && named.is_none() && vague {
            return Some(self.add_unnamed_press());
        }
        let own_name = self.outlet_in(&reading.modifiers, phrase);
        if is_report(&noun.key)
            && noun.key != "poll"
            && let Some(outlet) = own_name.or(named.filter(|&party| self.parties[party].kind == SourceKind::Media))
            && matches!(noun.key.as_str(), "report" | "reports" | "article" | "story")
        {
            return Some(outlet);
        }
        if is_word_of_body(&noun.key)
            && let Some(body) = named.filter(|&party| matches!(self.parties[party].kind, SourceKind::Official | SourceKind::Organisation))
        {
            self.note_written(&singular(&noun.key), body, phrase);
            return Some(body);
        }
        if is_own_word(&noun.key)
            && let Some(person) = named.filter(|&party| self.parties[party].human)
        {
            self.note_written(&singular(&noun.key), person, phrase);
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

    /// "an army statement", "a Kremlin statement": whose word it is.
    fn body_before_statement(&mut self, noun: &Noun, reading: &Reading, phrase: usize) -> Option<usize> {
        if noun.plural || !matches!(noun.key.as_str(), "statement" | "police statement") {
            return None;
        }
        let words = reading.modifiers.start..noun.tokens.end - 1;
        let last = words.end.checked_sub(1).filter(|&last| last >= words.start)?;
        let body = matches!(self.registry.noun(&self.phrases.lower(last)), Some((SourceKind::Official | SourceKind::Organisation, _)));
        let named = self.phrases.is_capitalised(last) && self.phrases.syntax.tokens[last].entity != Entity::Date;
        if !body && !named {
            return None;
        }
        let party = self.resolve_tokens(words, phrase)?;
        (matches!(self.parties[party].kind, SourceKind::Official | SourceKind::Organisation) && !self.parties[party].human).then_some(party)
    }

    /// The words of a document, without those that only say how new or long it is: "latest", "46-page".
    fn document_words(&self, noun: &Noun, reading: &Reading, phrase: usize) -> String {
        let mut start = reading.modifiers.start;
        while start < noun.tokens.start {
            let word = self.phrases.lower(start);
            let measured = word.contains('-') && word.starts_with(|c: char| c.is_ascii_digit())
                || ["-page", "-count", "-second", "-minute", "-point"].iter().any(|ending| word.ends_with(ending));
            // "a New Shore Times poll"
            let of_name = self.phrases.is_capitalised(start) && start > self.phrases.phrases[phrase].tokens.start;
            if !(measured || is_filler(&word) && !of_name) {
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
    pub(super) fn last_company(&self, phrase: usize) -> Option<usize> {
        let sentence = self.phrases.phrases[phrase].sentence;
        self.last_party(30, |occurrence, party| {
            occurrence.sentence + 3 >= sentence && party.kind == SourceKind::Organisation && party.named && !party.human
        })
    }

    /// The body behind a document: "a study by Can Tho University", "filings with the commission", "published in the journal".
    pub(super) fn publisher(&mut self, phrase: usize, noun: &Noun) -> Option<usize> {
        let limit = self.sentence_end(phrase);
        let mut at = self.phrases.phrases[phrase].tokens.end;
        let online = matches!(singular(noun.key.rsplit(' ').next().unwrap_or("")).as_str(), "post" | "message" | "video" | "posting" | "comment");
        if at < limit && (self.phrases.tag(at) == Tag::Vbn || (online && self.phrases.tag(at) == Tag::Vbd)) {
            // "an email sent by the bank" is the bank's; one that was sent to it is not.
            let by = at + 1 < limit && self.phrases.word(at + 1) == "by";
            let verb = self.phrases.lower(at);
            if matches!(verb.as_str(), "seen" | "obtained" | "reviewed" | "viewed" | "leaked" | "read" | "cited" | "given")
                || matches!(verb.as_str(), "sent" | "signed") && !by
            {
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
            }) | (by <= at + 5 && (at..by).all(|token| !self.phrases.tag(token).is_verb()))
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
    pub(super) fn outlet_in(&mut self, modifiers: &Range<usize>, phrase: usize) -> Option<usize> {
        // "their Friday editorial" names no outlet.
        let named = |token: &usize| self.phrases.is_capitalised(*token) && self.phrases.syntax.tokens[*token].entity != Entity::Date;
        let start = modifiers.clone().find(named)?;
        let party = self.resolve_tokens(start..modifiers.end, phrase)?;
        (self.parties[party].kind == SourceKind::Media).then_some(party)
    }

    /// "the article", "newspaper reports", "a Times story": the outlet, or the unnamed press.
    pub(super) fn resolve_press_piece(&mut self, noun: &Noun, reading: &Reading, phrase: usize) -> Option<usize> {
        if let Some(outlet) = self.outlet_in(&reading.modifiers, phrase) {
            return Some(outlet);
        }
        if let Some(outlet) = self.publisher(phrase, noun).filter(|&party| self.parties[party].kind == SourceKind::Media) {
            return Some(outlet);
        }
        if let Some(outlet) = self.issuer(phrase).filter(|&party| self.parties[party].kind == SourceKind::Media) {
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

    /// The outlet with a name that spoke last, in one of the two sentences before.
    fn outlet_just_cited(&self, phrase: usize) -> Option<usize> {
        let sentence = self.phrases.phrases[phrase].sentence;
        let last = self.occurrences.iter().rev().take(60).find(|occurrence| occurrence.source)?;
        let own = &self.parties[last.party];
        (own.kind == SourceKind::Media && own.named && last.sentence + 2 >= sentence).then_some(last.party)
    }

    /// All unnamed press is one source.
    pub(super) fn add_unnamed_press(&mut self) -> usize {
        let mut party = Party::new("media reports", SourceKind::Media);
        party.known = true;
        party.human = false;
        party.plural = true;
        self.add_same(party)
    }

    /// "Another 19 percent said": the poll that was spoken of last.
    pub(super) fn last_poll(&self) -> Option<usize> {
        self.last_party(150, |_, party| party.kind == SourceKind::Document && kin_of(party) == Some(1))
    }
}

/// Papers that are a company's where nobody else is named.
fn is_company_paper(noun: &str) -> bool {
    // "full-year results", "preliminary results"
    matches!(noun.rsplit(' ').next().unwrap_or(noun), "results" | "accounts" | "notice" | "filing" | "filings" | "prospectus" | "earnings")
        && !noun.ends_with("election results")
        || matches!(noun, "annual report" | "balance sheet")
}

pub(super) fn is_report(noun: &str) -> bool {
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
            | "account"
            | "testimony"
            | "comment"
            | "comments"
            | "remark"
            | "remarks"
            | "speech"
            | "tweet"
            | "tweets"
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

/// What a body writes in its own name: "the ministry's statement".
fn is_word_of_body(noun: &str) -> bool {
    matches!(noun, "statement" | "letter" | "email" | "e-mail" | "blog post" | "post" | "press release")
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
