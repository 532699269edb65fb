//! Base noun phrases: the smallest stretches of words that can name a party.
//!
//! In: a text with its tokens, and the registry for names of several words. Out: [`Phrases`] in order, without overlap.
//! Deliberately absent: what a phrase names (`reading`), and whom it means (`cast`).
//!
//! "Chinas Foreign Ministry spokesman Wang Wenbin" is one phrase, "the mayor of the town" are two; a name runs over its "of":
//! "Food Safety Authority of Ireland".

use super::registry::{LONGEST_NAME, Named, Registry, RoleSort};
use crate::domain::{SourceKind, Span};
use crate::engine::tagger::{Entity, Relation, Syntax, Tag};
use crate::engine::text::Text;
use std::collections::HashSet;
use std::ops::Range;

/// No phrase has more tokens; a longer run is a list or a table.
const LONGEST_PHRASE: usize = 24;

const PRONOUNS: [&str; 30] = [
    "i",
    "me",
    "you",
    "he",
    "him",
    "she",
    "her",
    "it",
    "we",
    "us",
    "they",
    "them",
    "myself",
    "yourself",
    "himself",
    "herself",
    "itself",
    "ourselves",
    "themselves",
    "mine",
    "yours",
    "hers",
    "ours",
    "theirs",
    "one",
    "oneself",
    "'s",
    "ya",
    "thee",
    "thou",
];
const CONJUNCTIONS: [&str; 17] =
    ["and", "or", "but", "nor", "yet", "so", "plus", "either", "neither", "both", "&", "minus", "versus", "vs", "whether", "then", "n"];
const POSSESSIVES: [&str; 8] = ["my", "your", "his", "her", "its", "our", "their", "one's"];
const RELATIVES: [&str; 8] = ["who", "whom", "whose", "what", "which", "that", "whoever", "whatever"];

/// Bodies whose names tell what they are about: "the Commission on Road Safety".
const COLLEGES: [&str; 9] = ["commission", "committee", "subcommittee", "council", "conference", "center", "centre", "institute", "panel"];
/// Unions are called by their members: "United Quarry Workers of Ruritania".
const MEMBERS: [&str; 8] = ["workers", "nurses", "teachers", "farmers", "veterans", "engineers", "employees", "drivers"];
/// "the Health Center on Main Street" stands there, and isn't called so.
const STREETS: [&str; 9] = ["street", "road", "avenue", "square", "lane", "drive", "boulevard", "highway", "st."];
/// "the Council on Friday": a day is no part of a name.
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Whether a token is a quotation mark.
pub(super) fn is_mark(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| matches!(c, '"' | '“' | '”' | '‘' | '’' | '\'' | '`'))
}

/// A base noun phrase.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// The number of its sentence.
    pub(super) sentence: usize,
    /// Whether it is a pronoun or a relative word alone.
    pub(super) pronoun: bool,
    /// Whether it stands in quotation marks.
    pub(super) quoted: bool,
    /// Whether it is the subject of a verb.
    pub(super) subject: bool,
}

/// A name of the registry in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct KnownName {
    /// How many tokens it has.
    pub(super) tokens: usize,
    /// What it names.
    pub(super) named: Named,
    /// Whether its last word lost the apostrophe of a possessive.
    lost: bool,
}

/// The phrases of a text, with what is known of its tokens.
pub(super) struct Phrases<'a> {
    text: &'a str,
    pub(super) syntax: &'a Syntax,
    pub(super) phrases: Vec<Phrase>,
    /// For each token the longest registry name that begins there.
    known: Vec<Option<KnownName>>,
    /// For each token whether it lost the apostrophe of a possessive: "Chinas".
    lost: Vec<bool>,
    /// For each token the phrase that holds it.
    phrase_of: Vec<Option<usize>>,
    /// Parts of speech, the impossible ones mended.
    tags: Vec<Tag>,
    /// Tokens that no phrase runs over.
    cuts: HashSet<usize>,
}

impl<'a> Phrases<'a> {
    /// Finds the phrases of a text.
    ///
    /// No phrase runs over one of the `cuts`, tokens at which words of saying begin right behind who says them: "the Post | reports".
    pub(super) fn find(text: &'a Text, syntax: &'a Syntax, registry: &Registry, cuts: HashSet<usize>) -> Self {
        let count = syntax.tokens.len();
        let mut found = Self {
            text: &text.normal,
            syntax,
            phrases: Vec::new(),
            known: vec![None; count],
            lost: vec![false; count],
            phrase_of: vec![None; count],
            tags: syntax.tokens.iter().map(|token| token.tag).collect(),
            cuts,
        };
        found.mend_tags(registry);
        for &verb in &found.cuts {
            if found.tags[verb].is_noun() {
                found.tags[verb] = Tag::Vbz;
            }
        }
        found.mend_surnames();
        found.find_known_names(registry);
        found.find_lost_apostrophes();
        for sentence in 0..syntax.sentences.len() {
            found.read_sentence(sentence, registry);
        }
        found.mark_quoted(text);
        for at in 0..found.phrases.len() {
            for token in found.phrases[at].tokens.clone() {
                found.phrase_of[token] = Some(at);
            }
        }
        found
    }

    /// The words of a token.
    pub(super) fn word(&self, token: usize) -> &'a str {
        self.syntax.word(self.text, token)
    }

    /// The words of a token in lower case, a curly apostrophe made straight.
    pub(super) fn lower(&self, token: usize) -> String {
        self.word(token).to_lowercase().replace('’', "'")
    }

    /// Whether a sentence is the first one and stands in a line of its own.
    pub(super) fn is_headline(&self, sentence: usize) -> bool {
        let mut ends = self.syntax.sentences.iter().map(|range| self.span(range.clone()));
        let (Some(first), Some(second)) = (ends.next(), ends.next()) else { return false };
        sentence == 0 && self.text.get(first.end..second.start).is_some_and(|gap| gap.contains('\n'))
    }

    /// Whether a token is the first of its sentence.
    pub(super) fn opens_sentence(&self, token: usize) -> bool {
        self.syntax.sentence_of(token).is_some_and(|sentence| self.syntax.sentences[sentence].start == token)
    }

    /// The part of speech of a token; `Other` behind the last one.
    pub(super) fn tag(&self, token: usize) -> Tag {
        self.tags.get(token).copied().unwrap_or(Tag::Other)
    }

    /// Words of closed classes are few: what is called one and is none of them is a noun or a name ("police", "Inés").
    fn mend_tags(&mut self, registry: &Registry) {
        for sentence in &self.syntax.sentences {
            for token in sentence.clone() {
                let closed = match self.tags[token] {
                    Tag::Prp => PRONOUNS.as_slice(),
                    Tag::PrpS => &POSSESSIVES,
                    Tag::Wp | Tag::WpS => &RELATIVES,
                    Tag::Cc => &CONJUNCTIONS,
                    Tag::In | Tag::Dt | Tag::To | Tag::Uh | Tag::Ex
                        // A quotation's first word has its capital from there: “There was no siren.”
                        if token > sentence.start
                            && self.is_capitalised(token)
                            && self.word(token).chars().count() > 3
                            && !is_mark(self.word(token - 1))
                            && self.word(token) != "There" =>
                    {
                        &[]
                    }
                    _ => continue,
                };
                let word = self.lower(token);
                let shouted = self.word(token).chars().all(|c| !c.is_lowercase()) && self.word(token) != "I";
                if !closed.contains(&word.as_str()) && word.chars().all(|c| c.is_alphabetic() || c == '-') && !(closed.is_empty() && shouted) {
                    let noun = registry.noun(&word).is_some() || registry.role(&word).is_some();
                    self.tags[token] = if self.is_capitalised(token) && !noun { Tag::Nnp } else { Tag::Nn };
                }
            }
        }
    }

    /// "Small said", "Young, who": a word in capitals that begins a sentence and is a surname elsewhere in the text.
    fn mend_surnames(&mut self) {
        let surnames: HashSet<&str> = (1..self.syntax.tokens.len())
            .filter(|&token| self.syntax.tokens[token].entity == Entity::Person && self.tag(token).is_name() && self.is_capitalised(token))
            .filter(|&token| self.tag(token - 1).is_name() && self.is_capitalised(token - 1))
            .map(|token| self.word(token))
            .collect();
        for sentence in &self.syntax.sentences {
            let (first, next) = (sentence.start, sentence.start + 1);
            let other = matches!(self.tags.get(first), Some(Tag::Jj | Tag::Nn | Tag::Rb | Tag::Vb | Tag::Vbd | Tag::Vbn));
            // "Small, independent shops"
            let behind = |token: usize| self.tags.get(token).copied().filter(|_| token < sentence.end);
            let alone = match behind(next) {
                Some(Tag::Comma) => matches!(behind(next + 1), Some(Tag::Wp | Tag::Cd)),
                tag => matches!(tag, Some(Tag::Vbd | Tag::Vbz | Tag::Pos)),
            };
            if other && alone && self.is_capitalised(first) && surnames.contains(self.word(first)) {
                self.tags[first] = Tag::Nnp;
            }
        }
    }

    /// The stretch of text that a range of tokens covers.
    pub(super) fn span(&self, tokens: Range<usize>) -> Span {
        match (self.syntax.tokens.get(tokens.start), tokens.end.checked_sub(1).and_then(|last| self.syntax.tokens.get(last))) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::new(0, 0),
        }
    }

    /// The text that a range of tokens covers, white space made single.
    pub(super) fn words(&self, tokens: Range<usize>) -> String {
        self.span(tokens).of(self.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The longest registry name that begins at a token.
    pub(super) fn known_at(&self, token: usize) -> Option<KnownName> {
        self.known.get(token).copied().flatten()
    }

    /// What the registry says of exactly these tokens.
    pub(super) fn known_exactly(&self, tokens: &Range<usize>) -> Option<Named> {
        self.known_at(tokens.start).filter(|known| known.tokens == tokens.len()).map(|known| known.named)
    }

    /// Whether a token is a possessive marker, or a word that lost it.
    pub(super) fn is_possessive(&self, token: usize) -> bool {
        self.tag(token) == Tag::Pos || self.lost[token]
    }

    /// Whether a token lost the apostrophe of its possessive.
    pub(super) fn lost_apostrophe(&self, token: usize) -> bool {
        self.lost[token]
    }

    /// The phrase that holds a token.
    pub(super) fn phrase_of(&self, token: usize) -> Option<usize> {
        self.phrase_of.get(token).copied().flatten()
    }

    /// The phrases that a span touches.
    pub(super) fn phrases_in(&self, span: Span) -> Range<usize> {
        let tokens = self.syntax.tokens_in(span);
        let first = self.phrases.partition_point(|phrase| phrase.tokens.end <= tokens.start);
        let end = self.phrases.partition_point(|phrase| phrase.tokens.start < tokens.end);
        first..end.max(first)
    }

    /// Whether a word is capitalised as names are.
    pub(super) fn is_capitalised(&self, token: usize) -> bool {
        let word = self.word(token);
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if first.is_uppercase() => true,
            // "eBay", "al-Shabaab"
            Some(_) => word.starts_with("al-") || (self.tag(token).is_name() && letters.any(char::is_uppercase)),
            None => false,
        }
    }

    fn find_known_names(&mut self, registry: &Registry) {
        for sentence in 0..self.syntax.sentences.len() {
            let range = self.syntax.sentences[sentence].clone();
            let mut at = range.start;
            while at < range.end {
                self.known[at] = self.longest_name(at, range.end, registry);
                at += 1;
            }
        }
    }

    /// Names begin with a capital or a figure ("10 Downing Street"); a possessive at their end does not matter, lost or not.
    fn longest_name(&self, at: usize, end: usize, registry: &Registry) -> Option<KnownName> {
        let first = self.word(at);
        if !(self.is_capitalised(at) || first.starts_with(|c: char| c.is_ascii_digit())) || first.len() > 60 {
            return None;
        }
        (1..=LONGEST_NAME.min(end - at)).rev().find_map(|tokens| {
            let last = at + tokens - 1;
            if self.tag(last) == Tag::Pos || (tokens > 1 && !self.is_capitalised(last) && !self.tag(last).is_noun() && self.tag(last) != Tag::Cd) {
                return None;
            }
            let name = self.words(at..last + 1);
            if name.len() > 120 {
                return None;
            }
            if let Some(named) = registry.find_name(&name) {
                return Some(KnownName { tokens, named, lost: false });
            }
            let named = {
                let noun_follows = last + 1 < end && (self.tag(last + 1).is_noun() || self.tag(last + 1) == Tag::Jj);
                name.strip_suffix('s')
                    .filter(|_| noun_follows && tokens <= 4)
                    .and_then(|stem| registry.find_name(stem).filter(|named| !matches!(named, Named::Adjective(_) | Named::People(_))))
            }?;
            Some(KnownName { tokens, named, lost: true })
        })
    }

    /// "Chinas Foreign Ministry", and "Avantas spokesman" where the text also has "Avanta".
    fn find_lost_apostrophes(&mut self) {
        let names: HashSet<&str> =
            (0..self.syntax.tokens.len()).filter(|&t| self.tag(t).is_name() && self.is_capitalised(t)).map(|t| self.word(t)).collect();
        for sentence in &self.syntax.sentences {
            for token in sentence.clone() {
                let next = token + 1;
                if next >= sentence.end || !(self.tag(next).is_noun() || matches!(self.tag(next), Tag::Jj | Tag::Jjr | Tag::Jjs | Tag::Vbg)) {
                    continue;
                }
                let word = self.word(token);
                let Some(stem) =
                    word.strip_suffix('s').filter(|stem| stem.len() > 2 && self.is_capitalised(token) && !stem.ends_with('s') && *stem != "New")
                else {
                    continue;
                };
                self.lost[token] = self.known_to_be_lost(token).unwrap_or_else(|| names.contains(stem) || matches!(stem, "South" | "North"));
            }
        }
    }

    /// The registry's word on whether the "s" at a token's end is one of a possessive: none where no known name ends there.
    fn known_to_be_lost(&self, token: usize) -> Option<bool> {
        (token.saturating_sub(3)..=token)
            .find_map(|start| self.known[start].filter(|known| start + known.tokens == token + 1).map(|known| known.lost))
    }

    fn read_sentence(&mut self, sentence: usize, registry: &Registry) {
        let range = self.syntax.sentences[sentence].clone();
        let mut at = range.start;
        while at < range.end {
            match self.tag(at) {
                Tag::Prp | Tag::Wp | Tag::WpS => {
                    self.add(at..at + 1, sentence, true);
                    at += 1;
                }
                Tag::Wdt if matches!(self.lower(at).as_str(), "which" | "that") => {
                    self.add(at..at + 1, sentence, true);
                    at += 1;
                }
                Tag::In if self.lower(at) == "that" && self.is_subject(at) => {
                    self.add(at..at + 1, sentence, true);
                    at += 1;
                }
                _ => {
                    let end = self.phrase_end(at, range.end, registry);
                    if end > at {
                        self.add(at..end, sentence, false);
                        at = end;
                    } else {
                        at += 1;
                    }
                }
            }
        }
    }

    fn add(&mut self, tokens: Range<usize>, sentence: usize, pronoun: bool) {
        let subject = tokens.clone().any(|token| self.is_subject(token) && self.syntax.tokens[token].head.is_none_or(|head| !tokens.contains(&head)));
        self.phrases.push(Phrase { tokens, sentence, pronoun, quoted: false, subject });
    }

    /// "the columns | Moe wrote": a name that is the subject of a clause which hangs on the noun before it.
    fn opens_relative_clause(&self, start: usize, at: usize) -> bool {
        if !self.tag(at).is_name() || self.tag(at - 1).is_name() {
            return false;
        }
        let last = (at..self.syntax.tokens.len()).take_while(|&token| self.tag(token).is_name()).last().unwrap_or(at);
        let verb = self.syntax.tokens[last].head.filter(|&verb| self.is_subject(last) && verb > last);
        verb.is_some_and(|verb| {
            let own = &self.syntax.tokens[verb];
            matches!(own.relation, Relation::AclRelcl | Relation::Acl) && own.head.is_some_and(|head| (start..at).contains(&head))
        })
    }

    fn is_undated_noun(&self, token: usize) -> bool {
        self.syntax.tokens[token].entity != Entity::Date && self.tag(token).is_noun()
    }

    fn is_subject(&self, token: usize) -> bool {
        matches!(self.syntax.tokens[token].relation, Relation::Nsubj | Relation::Nsubjpass)
    }

    /// The end of the phrase that begins at a token; the token itself where none does.
    fn phrase_end(&self, start: usize, limit: usize, registry: &Registry) -> usize {
        let limit =
            (start + 1..limit.min(start + LONGEST_PHRASE)).find(|token| self.cuts.contains(token)).unwrap_or(limit.min(start + LONGEST_PHRASE));
        let mut at = start;
        // Where the phrase would end if nothing more came: behind its last noun, or behind a bare determiner.
        let mut end = start;
        while at < limit {
            if let Some(known) = self.known_at(at).filter(|known| known.tokens > 1 && at + known.tokens <= limit) {
                at += known.tokens;
                end = at;
                continue;
            }
            if end > start && self.opens_relative_clause(start, at) {
                break;
            }
            let tag = self.tag(at);
            // "her March comment" is hers; "a council Friday" is none.
            let within = at == start + 1 && self.tag(start) == Tag::PrpS && at + 1 < limit && self.is_undated_noun(at + 1);
            let dated = self.syntax.tokens[at].entity == Entity::Date && tag.is_noun() && !within;
            // "It took the insurer Vitalsur | 17 months to come clean"
            let lasts = tag == Tag::Cd
                && at > start
                && self.tag(at - 1).is_name()
                && at + 1 < limit
                && ["years", "months", "weeks", "days", "hours", "minutes"].contains(&self.lower(at + 1).as_str());
            if lasts {
                break;
            }
            // "fined Norpulp C$2.3 million"
            let currency = at > start && at + 1 < limit && self.is_currency(at);
            if dated || currency {
                break;
            }
            match tag {
                Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Fw => end = at + 1,
                Tag::Dt | Tag::Pdt | Tag::PrpS => {
                    if at > start && !matches!(self.tag(at - 1), Tag::Pdt | Tag::Dt | Tag::Jj) {
                        break;
                    }
                    if at > start && tag != Tag::PrpS && self.tag(at - 1) != Tag::Pdt {
                        break;
                    }
                    end = end.max(if at == start && tag != Tag::PrpS { at + 1 } else { end });
                }
                Tag::Cd | Tag::Jj | Tag::Jjr | Tag::Jjs => {
                    if at == start || end == at {
                        end = end.max(if tag == Tag::Cd || self.stands_alone(at) { at + 1 } else { end });
                    }
                }
                Tag::Pos => {
                    if at == start {
                        break;
                    }
                    if end == at {
                        end = at + 1;
                    }
                }
                Tag::Vbn | Tag::Vbg if at > start && at + 1 < limit && self.joins_nouns(at, start) => {}
                // "newly filed", "little-known": an adverb before an adjective or participle.
                Tag::Rb | Tag::Rbr | Tag::Rbs
                    if at > start
                        && at + 1 < limit
                        && matches!(self.tag(at - 1), Tag::Dt | Tag::PrpS | Tag::Cd)
                        && matches!(self.tag(at + 1), Tag::Jj | Tag::Vbn) => {}
                Tag::Cc if self.word(at).starts_with('&') && at > start => {}
                // "the search and rescue agency"
                Tag::Cc if at == start + 2 && at + 2 < limit && self.joins_purposes(at, registry) => {}
                // "the House Fisheries and Harbour Reform Committee"
                Tag::Cc if at > start + 1 && self.joins_matters(start, at, limit, registry) => {}
                // "the Mineworkers' and Allied Trades Union"
                Tag::Cc if at > start + 1 && self.joins_members(at, limit) => {}
                // "Food and supplies minister Harjot Gill"
                Tag::Cc if at > start && self.joins_portfolio(start, at, limit, registry) => {}
                // "the forestry, fisheries and environment minister"
                Tag::Comma if at > start && at + 2 < limit && self.joins_portfolio(start, at + 2, limit, registry) => {}
                // "South Wales Fire and Rescue"
                Tag::Cc if at > start && at + 1 < limit && self.word(at - 1) == "Fire" && self.word(at + 1) == "Rescue" => {}
                // "Swiss and Austrian experts"
                Tag::Cc
                    if at > start
                        && at + 2 < limit
                        && [at - 1, at + 1]
                            .iter()
                            .all(|&people| matches!(self.known_at(people).map(|known| known.named), Some(Named::Adjective(_))))
                        && self.tag(at + 2) == Tag::Nns => {}
                // "Federal and state officials"
                Tag::Cc
                    if at > start
                        && at + 2 < limit
                        && self.tag(at - 1) == Tag::Jj
                        && end <= start + 1
                        && matches!(self.tag(at + 1), Tag::Jj | Tag::Nn)
                        && matches!(self.tag(at + 2), Tag::Nns | Tag::Nn) => {}
                Tag::Cc
                    if at == start + 1
                        && at + 2 < limit
                        && matches!(
                            self.lower(start).as_str(),
                            "federal"
                                | "state"
                                | "local"
                                | "national"
                                | "city"
                                | "county"
                                | "current"
                                | "former"
                                | "private"
                                | "public"
                                | "democratic"
                                | "republican"
                                | "liberal"
                                | "conservative"
                                | "regional"
                                | "foreign"
                                | "domestic"
                                | "military"
                                | "civilian"
                                | "political"
                        )
                        && matches!(self.tag(at + 1), Tag::Jj | Tag::Nn | Tag::Nnp | Tag::Vbn)
                        && matches!(self.tag(at + 2), Tag::Nns | Tag::Nnps) => {}
                Tag::Dollar => {}
                // "her 'clawback' plan"
                Tag::OpenQuote
                    if at > start
                        && matches!(self.tag(at - 1), Tag::Dt | Tag::PrpS | Tag::Jj)
                        && (at + 1..(at + 6).min(limit))
                            .any(|close| self.tag(close) == Tag::CloseQuote && close + 1 < limit && self.tag(close + 1).is_noun()) => {}
                Tag::CloseQuote
                    if at > start + 1 && at + 1 < limit && self.tag(at + 1).is_noun() && (start..at).any(|open| self.tag(open) == Tag::OpenQuote) => {
                }
                // "Torvald C. “Sunny” Krogh"
                _ if at > start && at + 3 < limit && self.opens_nickname(at) => {
                    at += 4;
                    end = at;
                    continue;
                }
                Tag::OpenQuote | Tag::CloseQuote | Tag::Comma | Tag::Stop | Tag::Colon => break,
                _ if self.joins_names(at, start, limit) => {}
                // "Diário do Tejo"; "Republicans do Trump no favours"
                _ if self.word(at) == "do"
                    && !tag.is_verb()
                    && at + 1 < limit
                    && at > start
                    && self.is_capitalised(at - 1)
                    && self.is_capitalised(at + 1) => {}
                _ => break,
            }
            at += 1;
        }
        self.over_of(start, end, limit, registry)
    }

    /// A first name or an initial, one name in quotation marks, and a surname.
    fn opens_nickname(&self, at: usize) -> bool {
        is_mark(self.word(at))
            && self.is_capitalised(at - 1)
            && self.tag(at - 1).is_name()
            && self.is_capitalised(at + 1)
            && is_mark(self.word(at + 2))
            && self.is_capitalised(at + 3)
            && self.tag(at + 3).is_name()
    }

    /// "Many say", "several", "the latter", "others": adjectives that need no noun.
    fn stands_alone(&self, token: usize) -> bool {
        matches!(self.lower(token).as_str(), "many" | "several" | "few" | "most" | "other" | "latter" | "former" | "same" | "such")
            || matches!(self.known_at(token).map(|known| known.named), Some(Named::Adjective(_)))
    }

    /// The letters before a sign of money: "C$2.3 million", "HK$40".
    fn is_currency(&self, at: usize) -> bool {
        let sign = &self.syntax.tokens[at + 1];
        matches!(self.word(at), "A" | "AU" | "C" | "CA" | "HK" | "NT" | "NZ" | "R" | "S" | "US" | "Z")
            && self.word(at + 1).starts_with('$')
            && sign.span.start == self.syntax.tokens[at].span.end
    }

    /// Two purposes of one body: "the search and rescue agency"; "the mayor and council members" are two phrases.
    fn joins_purposes(&self, and: usize, registry: &Registry) -> bool {
        let body = self.lower(and + 2);
        self.word(and) == "and"
            && matches!(self.lower(and - 2).as_str(), "the" | "its" | "their")
            && self.tag(and - 1) == Tag::Nn
            && self.tag(and + 1) == Tag::Nn
            && self.tag(and + 2) == Tag::Nn
            && !self.is_capitalised(and + 2)
            && registry.noun(&self.lower(and - 1)).is_none()
            && registry.role(&self.lower(and - 1)).is_none()
            && matches!(
                body.as_str(),
                "agency"
                    | "authority"
                    | "board"
                    | "commission"
                    | "committee"
                    | "council"
                    | "department"
                    | "directorate"
                    | "executive"
                    | "ministry"
                    | "office"
                    | "regulator"
                    | "service"
                    | "union"
                    | "watchdog"
            )
    }

    /// The matters of one office: "Food and supplies minister", "the Trade and Industry Secretary"; "the mayor and health officer" are two.
    fn joins_portfolio(&self, start: usize, and: usize, limit: usize, registry: &Registry) -> bool {
        const OFFICES: [&str; 44] = [
            "ministers",
            "chiefs",
            "officials",
            "leaders",
            "experts",
            "bosses",
            "commanders",
            "directors",
            "managers",
            "workers",
            "groups",
            "unions",
            "minister",
            "secretary",
            "undersecretary",
            "commissioner",
            "director",
            "manager",
            "chief",
            "head",
            "officer",
            "officers",
            "ombudsman",
            "adviser",
            "advisor",
            "editor",
            "correspondent",
            "analyst",
            "analysts",
            "inspector",
            "inspectors",
            "spokesman",
            "spokeswoman",
            "spokesperson",
            "envoy",
            "portfolio",
            "regulator",
            "watchdog",
            "ministry",
            "department",
            "authority",
            "committee",
            "directorate",
            "agency",
        ];
        /// "information and communications technology minister"
        const REACH: usize = 4;
        if self.word(and) != "and" {
            return false;
        }
        let first = start + usize::from(matches!(self.tag(start), Tag::Dt | Tag::PrpS));
        let opens = self.opens_sentence(start);
        // Both in capitals or neither, but for the first word of a sentence.
        let titled = self.is_capitalised(and + 1);
        let matter = |token: usize| {
            let lower = self.lower(token);
            let noun = matches!(self.tag(token), Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Jj);
            // "Water and sanitation minister": a first word that may be a verb.
            (noun || opens && token == start && matches!(self.tag(token), Tag::Vb | Tag::Vbp | Tag::Other))
                && (self.is_capitalised(token) == titled || opens && token == start)
                && registry.role(&lower).is_none()
                && registry.noun(&lower).is_none()
                && registry.first_name(self.word(token)).is_none()
                && !matches!(self.syntax.tokens[token].entity, Entity::Person | Entity::Location)
        };
        let before = first < and && (first..and).all(|token| matter(token) || token > first && self.tag(token) == Tag::Comma);
        let office = (and + 2..limit.min(and + 1 + REACH)).find(|&token| OFFICES.contains(&self.lower(token).as_str()));
        before && office.is_some_and(|office| (and + 1..office).all(matter) && (!titled || self.is_capitalised(office) || self.is_capitalised(start)))
    }

    /// Two matters of one body in capitals: "the Harbour and Lighthouse Board"; "the White House and the Harbour Board" are two.
    fn joins_matters(&self, start: usize, and: usize, limit: usize, registry: &Registry) -> bool {
        let matter = |token: usize| {
            self.is_capitalised(token) && self.tag(token).is_name() && !matches!(self.syntax.tokens[token].entity, Entity::Person | Entity::Location)
        };
        let body = |token: usize| {
            registry.noun(&self.lower(token)).is_some_and(|(kind, _)| kind == SourceKind::Official) && !self.word(token).ends_with('s')
        };
        let first = start + usize::from(matches!(self.tag(start), Tag::Dt));
        let led = self.tag(start) == Tag::Dt || matches!(self.word(start), "House" | "Senate");
        let end = (and + 1..limit.min(and + 5)).take_while(|&token| matter(token)).last();
        let before_is_known = self.known_at(first).is_some_and(|known| first + known.tokens == and);
        self.word(and) == "and"
            && led
            && first < and
            && (first..and).all(|token| matter(token) && (!body(token) || matches!(self.word(token), "House" | "Senate")))
            && !before_is_known
            && end.is_some_and(|end| end > and + 1 && body(end))
    }

    /// The members of one union in the genitive: "the Harbour Workers' and Dockers' Federation".
    fn joins_members(&self, and: usize, limit: usize) -> bool {
        const UNIONS: [&str; 6] = ["Union", "Association", "Federation", "Guild", "Confederation", "Society"];
        // "and Allied Metal Trades Workers' Union"
        const REACH: usize = 6;
        self.word(and) == "and"
            && matches!(self.word(and - 1), "'" | "’")
            && self.is_capitalised(and - 2)
            && (and + 1..limit.min(and + 1 + REACH))
                .take_while(|&token| self.is_capitalised(token) || self.is_possessive(token))
                .any(|token| UNIONS.contains(&self.word(token)))
    }

    /// A participle in front of a noun: "the ruling party", "the newly appointed minister"; not "a report published".
    fn joins_nouns(&self, at: usize, start: usize) -> bool {
        matches!(self.tag(at - 1), Tag::Dt | Tag::PrpS | Tag::Jj | Tag::Pos | Tag::Rb | Tag::Cd)
            && matches!(self.tag(at + 1), Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Jj)
            && at - start < 6
    }

    /// Small words inside names: "von der Leyen", "Sinn Féin", "10 Downing Street".
    fn joins_names(&self, at: usize, start: usize, limit: usize) -> bool {
        at > start
            && at + 1 < limit
            && self.tag(at - 1).is_name()
            && self.is_capitalised(at + 1)
            && (is_particle(self.word(at)) || matches!(self.word(at), "ibn" | "of-" | "–"))
    }

    /// Names of bodies go on behind "of" and "for": "Bank of Ruritania", "Center of Research for Development".
    fn over_of(&self, start: usize, mut end: usize, limit: usize, registry: &Registry) -> usize {
        for _ in 0..3 {
            if end <= start || end + 1 >= limit || !self.is_capitalised(end - 1) {
                break;
            }
            let last = self.lower(end - 1);
            // "Commissioner for Health" is a title.
            let title = matches!(registry.role(&last), Some((RoleSort::Office, ..))) && self.word(end) == "for";
            let names_body = !title && registry.noun(&last).is_some()
                || registry.ending(self.word(end - 1)).is_some()
                || matches!(
                    last.as_str(),
                    "university"
                        | "ministry"
                        | "union"
                        | "organization"
                        | "organisation"
                        | "sons"
                        | "daughters"
                        | "movement"
                        | "army"
                        | "school"
                        | "chamber"
                );
            let link = self.word(end);
            // "the Commission on Road Safety", "the United Quarry Workers of Ruritania"
            let links = matches!(link, "of" | "for") && names_body
                || link == "on" && COLLEGES.contains(&last.as_str())
                || link == "of" && end > start + 1 && self.is_union_of(end - 1);
            if !links {
                break;
            }
            let mut at = end + 1;
            if matches!(self.lower(at).as_str(), "the" | "a") && at + 1 < limit {
                at += 1;
            }
            if !self.is_capitalised(at) || self.syntax.tokens[at].entity == Entity::Date || DAYS.contains(&self.lower(at).as_str()) {
                break;
            }
            while at < limit
                && (self.is_capitalised(at) && (self.tag(at).is_noun() || self.tag(at) == Tag::Jj)
                    || (self.word(at) == "and" && at + 1 < limit && self.is_capitalised(at + 1) && self.tag(at + 1).is_name() && link == "for"))
            {
                at += 1;
            }
            // "the Health Center on Main Street"
            let stands_there = STREETS.contains(&self.lower(at - 1).as_str()) || self.syntax.tokens[at - 1].entity == Entity::Location;
            if link == "on" && stands_there {
                break;
            }
            end = at;
        }
        end
    }

    /// Whether the members at a token may name a union: a capital stands before them that isn't the sentence's ("Striking Teachers of Moss").
    pub(super) fn is_union_of(&self, members: usize) -> bool {
        MEMBERS.contains(&self.lower(members).as_str())
            && members.checked_sub(1).is_some_and(|before| {
                self.is_capitalised(before) && self.syntax.sentence_of(before).is_some_and(|sentence| self.syntax.sentences[sentence].start < before)
            })
    }

    fn mark_quoted(&mut self, text: &Text) {
        let mut reach: Vec<Span> = text.quotes.iter().map(|quote| quote.inner).collect();
        reach.sort_unstable();
        let mut open: Vec<Span> = Vec::new();
        let mut next = reach.into_iter().peekable();
        for phrase in &mut self.phrases {
            let start = self.syntax.tokens[phrase.tokens.start].span.start;
            while let Some(quote) = next.next_if(|quote| quote.start <= start) {
                open.push(quote);
            }
            while open.last().is_some_and(|quote| quote.end <= start) {
                open.pop();
            }
            phrase.quoted = !open.is_empty();
        }
    }
}

/// Small words and marks inside the names of people, outlets and bodies: "Ursula von der Leyen", "Corriere dei Campioni".
pub(super) fn is_particle(word: &str) -> bool {
    const PARTICLES: [&str; 23] = [
        "de", "von", "van", "der", "den", "da", "dos", "del", "dei", "della", "delle", "degli", "des", "du", "di", "la", "le", "bin", "al", "el",
        "y", "/", "-",
    ];
    PARTICLES.contains(&word)
}
