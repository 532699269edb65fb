//! Whose word a document is: "Moe wrote a letter. The letter said".
//!
//! In: a phrase that means a document, and the verb before it or the speaker beside it. Out: who wrote, sent or published it.
//! Deliberately absent: authors who stand behind the document ("a letter from Moe") or own it ("her letter"), which `documents` reads.

use super::Cast;
use crate::domain::SourceKind;
use crate::engine::sources::party::{Party, singular};
use crate::engine::sources::reading::{Determiner, Noun, Reading};
use crate::engine::tagger::Tag;

/// A document that somebody wrote: where, and who.
#[derive(Debug, Clone)]
pub(super) struct Written {
    /// The last word of what it is called, in the singular.
    noun: String,
    /// Who answers for it.
    party: usize,
    /// The token at which the phrase begins.
    token: usize,
    /// The number of its sentence.
    sentence: usize,
}

/// A letter is taken up again within so many sentences.
const REACH: usize = 20;
/// Mentions of parties in so many sentences.
const MENTIONS: usize = 200;
/// As many letters and statements are looked through.
const KEPT: usize = 30;

impl Cast<'_> {
    /// Whose word a document is by what stands before it: "Moe wrote a letter", or by what was said of it earlier: "the letter".
    pub(super) fn author_of(&mut self, noun: &Noun, reading: &Reading, phrase: usize) -> Option<usize> {
        let word = last_word(noun);
        if !is_message(&word) || noun.plural && !matches!(word.as_str(), "email" | "comment" | "remark" | "tweet" | "post" | "message") {
            return None;
        }
        match reading.determiner {
            Determiner::Indefinite | Determiner::Other | Determiner::Quantity | Determiner::Number(_) => {
                if let Some(author) = self.issuer(phrase).filter(|&party| self.may_write(party, &word)) {
                    self.note_written(&word, author, phrase);
                    return Some(author);
                }
                // "The union said in a statement": the next words may be the statement's.
                if let Some(speaker) = self.speaker_in(phrase).filter(|&party| self.may_write(party, &word)) {
                    self.note_written(&word, speaker, phrase);
                }
                None
            }
            Determiner::Definite => {
                let author = self.writer_of(&word, phrase)?;
                self.note_written(&word, author, phrase);
                Some(author)
            }
            // "said by email"
            Determiner::Bare => {
                if let Some(speaker) = self.speaker_in(phrase).filter(|&party| self.may_write(party, &word)) {
                    self.note_written(&word, speaker, phrase);
                }
                None
            }
        }
    }

    /// The body or person who published a document that is no word of their own: "Oxfam published a report".
    pub(super) fn publisher_before(&mut self, noun: &Noun, reading: &Reading, phrase: usize) -> Option<usize> {
        if reading.determiner != Determiner::Indefinite || noun.plural || !matches!(last_word(noun).as_str(), "report" | "study" | "survey" | "poll")
        {
            return None;
        }
        let party = match self.issuer(phrase) {
            Some(party) => party,
            // "Amnesty said in a report"
            None => self.speaker_before(phrase).and_then(|speaker| self.of_phrase[speaker]).filter(|&party| !self.parties[party].human)?,
        };
        let own = &self.parties[party];
        (own.named && matches!(own.kind, SourceKind::Official | SourceKind::Organisation | SourceKind::Person)).then_some(party)
    }

    /// Keeps that a letter is somebody's.
    pub(super) fn note_written(&mut self, word: &str, party: usize, phrase: usize) {
        let own = &self.phrases.phrases[phrase];
        self.written.push(Written { noun: word.to_owned(), party, token: own.tokens.start, sentence: own.sentence });
    }

    /// "It added", behind "The letter said": whose letter that was, where nobody else has spoken since.
    pub(super) fn writer_taken_up(&self, token: usize, phrase: Option<usize>) -> Option<usize> {
        phrase.filter(|phrase| self.sources.contents.contains_key(phrase))?;
        let sentence = self.phrases.syntax.sentence_of(token)?;
        let last = self.occurrences.iter().rev().take(MENTIONS).find(|occurrence| occurrence.source && occurrence.token < token)?;
        let written = self.written.iter().rev().take(KEPT).find(|written| written.token == last.token)?;
        (written.party == last.party && last.sentence + 2 >= sentence).then_some(written.party)
    }

    /// Whose letter was spoken of last.
    fn writer_of(&self, word: &str, phrase: usize) -> Option<usize> {
        let own = &self.phrases.phrases[phrase];
        let written = self.written.iter().rev().take(KEPT).find(|written| {
            let called = match word {
                "message" => matches!(written.noun.as_str(), "email" | "letter" | "tweet" | "post"),
                "book" => matches!(written.noun.as_str(), "memoir" | "autobiography" | "diary"),
                "post" => written.noun == "tweet",
                _ => false,
            };
            written.token < own.tokens.start && (written.noun == word || called)
        })?;
        // Somebody else's letter may have come up since.
        let since = self.occurrences.iter().rev().take(MENTIONS).take_while(|occurrence| occurrence.token > written.token);
        let other = since.into_iter().any(|occurrence| {
            let party = &self.parties[occurrence.party];
            occurrence.token < own.tokens.start && party.kind == SourceKind::Document && party.is_called(word)
        });
        (!other && written.sentence + REACH >= own.sentence).then_some(written.party)
    }

    /// The subject of a verb of writing or publishing right before a phrase: "Moe wrote | a letter".
    pub(super) fn issuer(&mut self, phrase: usize) -> Option<usize> {
        const ISSUE: [&str; 20] = [
            "sent",
            "sends",
            "wrote",
            "writes",
            "issued",
            "issues",
            "released",
            "releases",
            "published",
            "publishes",
            "posted",
            "posts",
            "circulated",
            "penned",
            "tweeted",
            "emailed",
            "launched",
            "delivered",
            "submitted",
            "unveiled",
        ];
        let here = self.phrases.phrases[phrase].clone();
        let start = self.phrases.syntax.sentences[here.sentence].start;
        let mut verb = here.tokens.start.checked_sub(1).filter(|&verb| verb > start)?;
        // "sent | customers | a letter"
        if let Some(given) = self.phrases.phrase_of(verb).map(|given| self.phrases.phrases[given].tokens.start)
            && given > start + 1
            && matches!(self.phrases.lower(given - 1).as_str(), "sent" | "wrote" | "sends" | "writes")
        {
            verb = given - 1;
        }
        let out = self.phrases.lower(verb) == "out" && verb > start + 1 && self.phrases.lower(verb - 1) == "put";
        if !out && !(ISSUE.contains(&self.phrases.lower(verb).as_str()) && self.phrases.tag(verb).is_verb()) {
            return None;
        }
        let verb = if out { verb - 1 } else { verb };
        // "was sent a letter": whoever gets it.
        let passive = (verb.saturating_sub(2).max(start)..verb)
            .any(|token| matches!(self.phrases.lower(token).as_str(), "was" | "were" | "been" | "is" | "are" | "being"));
        if passive {
            return None;
        }
        let subject = (0..phrase).rev().take_while(|&other| self.phrases.phrases[other].sentence == here.sentence).find(|&other| {
            let other = &self.phrases.phrases[other];
            other.subject && other.tokens.end <= verb
        })?;
        // "Moe, who resigned when the board met, wrote": not for sure. "Moe and Lee wrote": both.
        let between = (self.phrases.phrases[subject].tokens.end..verb).any(|token| {
            let word = self.phrases.lower(token);
            let finite = matches!(self.phrases.tag(token), Tag::Vbd | Tag::Vbz | Tag::Vbp) && !matches!(word.as_str(), "has" | "had" | "have");
            finite || word == "and"
        });
        if !between {
            return self.of_phrase[subject];
        }
        let (first, second) = self.two_named_together(here.sentence, verb)?;
        let together = Party::joint([&self.parties[first], &self.parties[second]].into_iter());
        Some(self.add_same(together))
    }

    /// Who says something in a sentence "in a letter": before it, or behind it where the sentence begins with the letter.
    fn speaker_in(&mut self, phrase: usize) -> Option<usize> {
        if let Some(before) = self.speaker_before(phrase) {
            return self.of_phrase[before];
        }
        let behind = (phrase + 1..(phrase + 8).min(self.phrases.phrases.len())).find(|&other| self.speaks_beside(other, phrase))?;
        if self.stands_in_which(phrase) { self.resolve(behind) } else { None }
    }

    /// The phrase of whoever says something "in a letter", before it in the sentence.
    fn speaker_before(&self, phrase: usize) -> Option<usize> {
        let before = (phrase.saturating_sub(6)..phrase).rev().find(|&other| self.speaks_beside(other, phrase))?;
        self.stands_in_which(phrase).then_some(before)
    }

    /// Whether a phrase is that in which something is said: "in a letter", "by email".
    fn stands_in_which(&self, phrase: usize) -> bool {
        let before = self.phrases.phrases[phrase].tokens.start.checked_sub(1);
        before.is_some_and(|before| matches!(self.phrases.lower(before).as_str(), "in" | "via" | "by" | "with"))
    }

    fn speaks_beside(&self, other: usize, phrase: usize) -> bool {
        self.phrases.phrases[other].sentence == self.phrases.phrases[phrase].sentence
            && self.sources.contents.contains_key(&other)
            && !self.sources.asking.contains(&other)
    }

    fn may_write(&self, party: usize, word: &str) -> bool {
        let own = &self.parties[party];
        match own.kind {
            SourceKind::Person => own.named,
            SourceKind::Official | SourceKind::Organisation => !matches!(word, "book" | "memoir" | "autobiography" | "diary" | "speech"),
            _ => false,
        }
    }
}

/// Words that are their author's own, whoever reads them out.
fn is_message(word: &str) -> bool {
    matches!(
        word,
        "letter"
            | "email"
            | "e-mail"
            | "message"
            | "memoir"
            | "autobiography"
            | "book"
            | "diary"
            | "statement"
            | "post"
            | "tweet"
            | "speech"
            | "op-ed"
            | "essay"
            | "release"
            | "communique"
            | "communiqué"
            | "remark"
            | "comment"
    )
}

fn last_word(noun: &Noun) -> String {
    singular(noun.key.rsplit(' ').next().unwrap_or(&noun.key))
}
