//! The make-up of a noun phrase: determiner, owner, describing nouns, name.
//!
//! In: a base noun phrase. Out: a [`Reading`] of its parts as token ranges.
//! Deliberately absent: whom the phrase means (`cast`).
//!
//! "Chinas Foreign Ministry spokesman Wang Wenbin": owner "Chinas", noun "spokesman" behind the modifiers "Foreign Ministry",
//! name "Wang Wenbin". "Mineral Resources Authority" is all name: the noun at its end belongs to it.

use super::phrases::{Phrases, is_mark, is_particle};
use super::registry::{Gender, Named, Registry, RoleSort, Scope};
use crate::domain::SourceKind;
use crate::engine::tagger::{Entity, Tag};
use std::ops::Range;

/// Nouns of the tables have at most this many words.
const LONGEST_NOUN: usize = 4;

/// What stands in front of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Determiner {
    /// Nothing.
    Bare,
    /// "the", "this", "that"
    Definite,
    /// "a", "an"
    Indefinite,
    /// "another", "other", "others"
    Other,
    /// "two", "one"
    Number(u32),
    /// "some", "several", "many", "most", "both"
    Quantity,
}

/// Whose something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Owner {
    /// "his": the token.
    Pronoun(usize),
    /// "the company's": the tokens, the marker left out.
    Words(Range<usize>),
}

/// What a noun tells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum NounSort {
    /// A body, outlet or document.
    Thing(SourceKind, Scope),
    /// A person or people.
    Role(RoleSort, Gender),
}

/// A noun that tables know, with its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Noun {
    /// Its words in lower case.
    pub(super) key: String,
    /// Where it stands.
    pub(super) tokens: Range<usize>,
    /// What it tells; none for a noun of no table.
    pub(super) sort: Option<NounSort>,
    /// Whether it is a plural.
    pub(super) plural: bool,
}

/// The parts of a phrase.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    /// What stands in front.
    pub(super) determiner: Determiner,
    /// Whose it is.
    pub(super) owner: Option<Owner>,
    /// The words before the noun (or before the name where there is no noun), owner and determiner left out.
    pub(super) modifiers: Range<usize>,
    /// The noun that describes the name or, without a name, heads the phrase.
    pub(super) noun: Option<Noun>,
    /// The name.
    pub(super) name: Option<Range<usize>>,
}

/// Reads a phrase.
pub(super) fn read(phrases: &Phrases<'_>, registry: &Registry, tokens: Range<usize>) -> Reading {
    let mut end = tokens.end;
    while end > tokens.start + 1 && phrases.tag(end - 1) == Tag::Pos {
        end -= 1;
    }
    // "officials there", "one consultant here"
    while end > tokens.start + 1
        && matches!(phrases.lower(end - 1).as_str(), "there" | "here" | "nearby" | "present")
        && !phrases.is_capitalised(end - 1)
    {
        end -= 1;
    }
    if let Some(name) = body_with_genitive(phrases, registry, tokens.start..end) {
        let (determiner, _) = read_determiner(phrases, tokens.start..end);
        return Reading { determiner, owner: None, modifiers: name.start..name.start, noun: None, name: Some(name) };
    }
    let (owner, core) = split_owner(phrases, tokens.start..end);
    let (determiner, start) = read_determiner(phrases, core.start..end);
    let core = start..end;
    if core.is_empty() {
        return Reading { determiner, owner, modifiers: core, noun: None, name: None };
    }
    let picked = matches!(determiner, Determiner::Quantity | Determiner::Number(_) | Determiner::Other);
    let name = find_name(phrases, registry, &core).filter(|name| !(picked && is_caucus(phrases, registry, name)));
    // "a Port Norvik newspaper" is one of Port Norvik.
    if name.is_none()
        && let Some((name, noun)) = name_before_noun(phrases, registry, &core).filter(|(name, noun)| {
            let outlet = matches!(phrases.known_exactly(name), Some(Named::Entry(at)) if registry.entry(at).kind == SourceKind::Media);
            outlet || determiner != Determiner::Indefinite || !is_outlet(noun)
        })
    {
        return Reading { determiner, owner, modifiers: core.start..core.start, noun: Some(noun), name: Some(name) };
    }
    let described = core.start..name.as_ref().map_or(core.end, |name| name.start);
    let before_rank = if name.is_some() { spokesperson_before_rank(phrases, registry, &described) } else { None };
    let noun = before_rank.or_else(|| noun_at_end(phrases, registry, &described, name.is_some()));
    let modifiers = described.start..noun.as_ref().map_or(described.end, |noun| noun.tokens.start);
    Reading { determiner, owner, modifiers, noun, name }
}

/// "police spokesperson Brigadier Zanele Mbatha", "Pentagon spokesman Maj. Pete Nolan": whoever speaks for a body may have a rank.
fn spokesperson_before_rank(phrases: &Phrases<'_>, registry: &Registry, described: &Range<usize>) -> Option<Noun> {
    const RANKS: [&str; 22] = [
        "brigadier",
        "brig",
        "major",
        "maj",
        "colonel",
        "col",
        "captain",
        "capt",
        "lieutenant",
        "lt",
        "general",
        "gen",
        "sergeant",
        "sgt",
        "superintendent",
        "supt",
        "inspector",
        "insp",
        "commander",
        "cmdr",
        "corporal",
        "cpl",
    ];
    const PAST: [&str; 8] = ["former", "ex", "one-time", "onetime", "retired", "then", "shadow", "erstwhile"];
    let past =
        |token: usize| PAST.contains(&phrases.lower(token).split('-').next().unwrap_or_default()) || PAST.contains(&phrases.lower(token).as_str());
    if described.clone().any(past) {
        return None;
    }
    (described.end.saturating_sub(3).max(described.start + 1)..described.end)
        .rev()
        .filter(|&rank| (rank..described.end).all(|token| RANKS.contains(&phrases.lower(token).trim_end_matches('.'))))
        .filter_map(|rank| noun_at_end(phrases, registry, &(described.start..rank), true))
        .find(|noun| matches!(noun.sort, Some(NounSort::Role(RoleSort::Spokesperson, _))))
}

/// "the GMB union", "the Maeil newspaper": the name stands before a noun that only says what bears it.
fn name_before_noun(phrases: &Phrases<'_>, registry: &Registry, core: &Range<usize>) -> Option<(Range<usize>, Noun)> {
    let noun = noun_at_end(phrases, registry, core, false)?;
    let name = core.start..noun.tokens.start;
    let last = noun.key.rsplit(' ').next().unwrap_or(&noun.key);
    // "the Indec statistics office"; "the Senate committee" is a part of the Senate.
    let service = matches!(noun.sort, Some(NounSort::Thing(SourceKind::Official, _)))
        && ["statistics office", "statistics agency", "statistics institute", "space agency", "regulator", "watchdog"].contains(&noun.key.as_str());
    let says_what = (service || matches!(noun.sort, Some(NounSort::Thing(SourceKind::Organisation | SourceKind::Media, _))))
        && !noun.plural
        && !PARTS_OF_NAMES.contains(&last)
        && !phrases.is_capitalised(noun.tokens.start);
    // "their Friday editorial"
    let dated = name.clone().any(|token| phrases.syntax.tokens[token].entity == Entity::Date);
    if !says_what
        || dated
        || name.is_empty()
        || name.len() > 4
        || !name.clone().all(|token| belongs_to_name(phrases, token, core) && phrases.tag(token).is_name())
    {
        return None;
    }
    match phrases.known_exactly(&name) {
        Some(Named::Entry(_)) | None => {}
        Some(_) => return None,
    }
    let located = name.clone().any(|token| phrases.syntax.tokens[token].entity == Entity::Location)
        || matches!(
            phrases.known_at(name.start).map(|known| known.named),
            Some(Named::Adjective(_) | Named::Country(_) | Named::Place(_) | Named::People(_))
        );
    let person = name.clone().all(|token| is_person_tag(phrases, token)) && !matches!(noun.sort, Some(NounSort::Thing(SourceKind::Media, _)));
    (!located && !person).then_some((name, noun))
}

/// What a body's name ends with behind the genitive of its members: "Allied Drivers' Union".
const OF_MEMBERS: [&str; 9] = ["union", "association", "federation", "guild", "league", "society", "confederation", "council", "alliance"];

/// Who has an office that is called after him: "Bexley County Sheriff's Office".
const OFFICERS: [&str; 12] = [
    "sheriff",
    "prosecutor",
    "attorney",
    "commissioner",
    "coroner",
    "governor",
    "administrator",
    "ombudsman",
    "auditor",
    "marshal",
    "treasurer",
    "comptroller",
];

/// "the Allied Drivers' Union", "the Mineworkers' and Allied Trades Union", "the Bexley County Sheriff's Office": all of it is one
/// name. "the Netherlands' Football Association" is the Netherlands'. "the state-run Farmers' Gazette" is a paper for its readers.
fn body_with_genitive(phrases: &Phrases<'_>, registry: &Registry, tokens: Range<usize>) -> Option<Range<usize>> {
    let start = tokens.start + usize::from(phrases.tag(tokens.start) == Tag::Dt);
    let start = (start..tokens.end).find(|&token| phrases.is_capitalised(token))?;
    let name = start..tokens.end;
    let last = name.end.checked_sub(1).filter(|&last| last > start + 1)?;
    let marker = (start + 1..last).find(|&token| phrases.is_possessive(token) && !phrases.lost_apostrophe(token))?;
    let plain = name.clone().all(|token| phrases.is_capitalised(token) || phrases.is_possessive(token) || phrases.word(token) == "and");
    let located = matches!(
        phrases.known_exactly(&(start..marker)),
        Some(Named::Country(_) | Named::Place(_) | Named::Seat(_) | Named::People(_) | Named::Adjective(_))
    );
    let ending = phrases.lower(last);
    let members = OF_MEMBERS.contains(&ending.as_str()) && matches!(phrases.word(marker), "'" | "’") && phrases.lower(marker - 1).ends_with('s');
    let readers = phrases.lower(marker - 1);
    let paper = registry.ending(phrases.word(last)) == Some(SourceKind::Media)
        && matches!(
            readers.as_str(),
            "farmers" | "fishermen" | "women" | "people" | "workers" | "ladies" | "teachers" | "doctors" | "lawyers" | "students"
        )
        && marker + 2 == name.end;
    let office = matches!(ending.as_str(), "office" | "department") && OFFICERS.contains(&phrases.lower(marker - 1).as_str()) && marker - 1 > start;
    (plain && !located && (members || office || paper)).then_some(name)
}

fn is_outlet(noun: &Noun) -> bool {
    matches!(noun.sort, Some(NounSort::Thing(SourceKind::Media, _)))
}

/// Nouns that are the end of a name rather than a word for its bearer: "Leeds hospital".
const PARTS_OF_NAMES: [&str; 24] = [
    "campaign",
    "university",
    "college",
    "hospital",
    "school",
    "clinic",
    "museum",
    "board",
    "management",
    "lab",
    "laboratory",
    "institute",
    "plant",
    "mine",
    "refinery",
    "farm",
    "airport",
    "church",
    "trust",
    "club",
    "team",
    "league",
    "media",
    "front",
];

fn split_owner(phrases: &Phrases<'_>, tokens: Range<usize>) -> (Option<Owner>, Range<usize>) {
    if phrases.tag(tokens.start) == Tag::PrpS {
        return (Some(Owner::Pronoun(tokens.start)), tokens.start + 1..tokens.end);
    }
    let marker = (tokens.start..tokens.end.saturating_sub(1)).rev().find(|&token| phrases.is_possessive(token));
    match marker {
        Some(marker) => {
            let end = if phrases.lost_apostrophe(marker) { marker + 1 } else { marker };
            if end == tokens.start { (None, tokens) } else { (Some(Owner::Words(tokens.start..end)), marker + 1..tokens.end) }
        }
        None => (None, tokens),
    }
}

fn read_determiner(phrases: &Phrases<'_>, core: Range<usize>) -> (Determiner, usize) {
    let mut determiner = Determiner::Bare;
    let mut at = core.start;
    while at < core.end {
        let last = at + 1 == core.end;
        let found = match phrases.lower(at).as_str() {
            "the" | "this" | "that" | "these" | "those" => Determiner::Definite,
            "a" | "an" => Determiner::Indefinite,
            "another" | "other" | "others" => Determiner::Other,
            "some" | "several" | "many" | "most" | "both" | "few" | "various" | "numerous" | "all" | "any" | "more" | "certain" | "dozens"
            | "hundreds" => Determiner::Quantity,
            "no" | "every" | "each" | "such" | "fellow" => determiner,
            number if phrases.tag(at) == Tag::Cd && !last => match number_of(number) {
                Some(number) => Determiner::Number(number),
                None => break,
            },
            "one" => Determiner::Number(1),
            number if phrases.tag(at) == Tag::Cd && last => number_of(number).map_or(Determiner::Quantity, Determiner::Number),
            _ => break,
        };
        // "the other", "the two officials": the first says whether they are known.
        determiner = match (determiner, found) {
            (Determiner::Definite, Determiner::Number(_) | Determiner::Other) => Determiner::Definite,
            (_, found) => found,
        };
        at += 1;
    }
    (determiner, at)
}

fn number_of(word: &str) -> Option<u32> {
    const WORDS: [&str; 12] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.iter().position(|&number| number == word).map(|at| at as u32 + 1).or_else(|| word.parse().ok())
}

/// The name at the end of a phrase, titles left out.
fn find_name(phrases: &Phrases<'_>, registry: &Registry, core: &Range<usize>) -> Option<Range<usize>> {
    let mut start = core.end;
    while start > core.start && (belongs_to_name(phrases, start - 1, core) || links_names(phrases, start - 1, start, core)) {
        start -= 1;
    }
    while start < core.end && !phrases.is_capitalised(start) && !phrases.word(start).starts_with(|c: char| c.is_ascii_digit()) {
        start += 1;
    }
    // "68%" is no name.
    if start >= core.end || !(start..core.end).any(|token| phrases.word(token).chars().any(char::is_alphabetic)) {
        return None;
    }
    let run = without_honours(phrases, registry, start..core.end);
    if phrases.known_exactly(&run).is_some_and(|named| !matches!(named, Named::Adjective(_) | Named::People(_))) {
        return Some(run);
    }
    // "super PAC America Rising", "NGO Oxfam": what it is, in capitals.
    let run = if run.len() > 1 && matches!(phrases.word(run.start), "PAC" | "NGO") { run.start + 1..run.end } else { run };
    // A title ends where the name begins: the last one counts ("panel Chairman Rep. Jason Chaffetz").
    let mut first = run.start;
    for at in run.clone() {
        if (is_title(phrases, registry, at, &run) || is_trade(phrases, registry, at, &run))
            && at + 1 < run.end
            && phrases.is_capitalised(at + 1)
            && !is_part_of_body(phrases, registry, at, &run)
            && !opens_body(phrases, registry, at + 1, &run)
        {
            first = at + 1;
        }
    }
    let run = first..run.end;
    if run.is_empty() {
        return None;
    }
    // "the Mayor", "Police", "Vice President": a noun in capitals is no name.
    if let Some(noun) = noun_at_end(phrases, registry, &run, false) {
        let whole = noun.tokens == run;
        match noun.sort {
            _ if is_title_of_paper(phrases, registry, &run) => {}
            // "Human Rights Observer" is a body: three words in capitals that the network takes for one.
            Some(NounSort::Role(RoleSort::Individual | RoleSort::Group, _))
                if is_long_name_of_body(phrases, &run) || is_caucus(phrases, registry, &run) => {}
            // "..., said Anna Moe. Drivers said": the network runs on from the name before.
            Some(NounSort::Role(..)) if whole && (noun.plural || noun.key.ends_with('s')) && phrases.opens_sentence(run.start) => return None,
            Some(NounSort::Role(..)) if !looks_like_person(phrases, registry, &run) && body_before_of(phrases, registry, &run).is_none() => {
                return None;
            }
            // "Ms Court", "Mr Bank"
            Some(NounSort::Thing(..)) if whole && run.start > core.start && is_form_of_address(phrases, run.start - 1) => {}
            // "the daily Record", "the magazine Parliament": what stands behind the word for an outlet is its name.
            Some(NounSort::Thing(..)) if whole && run.start > core.start && is_word_for_outlet(&phrases.lower(run.start - 1)) => {}
            Some(NounSort::Thing(_, Scope::Free | Scope::Local)) if whole && phrases.known_exactly(&run).is_none() => return None,
            Some(NounSort::Thing(SourceKind::Document, _))
                if !is_paper(phrases, registry, &run) && body_before_of(phrases, registry, &run).is_none() =>
            {
                return None;
            }
            _ => {}
        }
    }
    // "The West African bloc ECOWAS": what it is called, and its name.
    let called = phrases.known_at(run.start).map_or(0, |known| known.tokens);
    let behind = run.start + called..run.end;
    let noun = called > 1 && !phrases.is_capitalised(behind.start - 1);
    let run = if noun && !behind.is_empty() && matches!(phrases.known_exactly(&behind), Some(Named::Entry(_))) { behind } else { run };
    let trimmed = trim_to_person(phrases, registry, &run).unwrap_or(run);
    if matches!(phrases.known_exactly(&trimmed), Some(Named::Adjective(_))) { None } else { Some(trimmed) }
}

fn is_word_for_outlet(word: &str) -> bool {
    matches!(word, "daily" | "weekly" | "monthly" | "newspaper" | "paper" | "tabloid" | "magazine" | "broadcaster" | "journal")
}

/// What may stand behind a person's name: honours, degrees, seats.
const HONOURS: [&str; 28] = [
    "KC", "QC", "MBE", "OBE", "CBE", "KBE", "DBE", "GBE", "CMG", "CVO", "MVO", "MP", "MEP", "MSP", "MLA", "TD", "PhD", "Ph.D", "Ph.D.", "MD", "M.D.",
    "JD", "J.D.", "DDS", "FRS", "FRCS", "RN", "Esq",
];

/// "Tom Harris QC", "Dr. Lena Hart, MBE": the name ends before its honours. Not where what is left is no person's name ("Bristol MD").
fn without_honours(phrases: &Phrases<'_>, registry: &Registry, run: Range<usize>) -> Range<usize> {
    let mut end = run.end;
    while end > run.start + 1 && HONOURS.contains(&phrases.word(end - 1)) {
        end -= 1;
    }
    let rest = run.start..end;
    let person = rest.len() > 1 && (looks_like_person(phrases, registry, &rest) || is_form_of_address(phrases, rest.start));
    if person { rest } else { run }
}

/// "Ms", "Mr.": whoever is called so is a person, whatever the name means.
fn is_form_of_address(phrases: &Phrases<'_>, token: usize) -> bool {
    matches!(phrases.word(token).trim_end_matches('.'), "Mr" | "Mrs" | "Ms" | "Miss" | "Mdm")
}

/// "Party of Colorado" of "the Republican Party of Colorado": a body's word with a capital before "of", whose name begins before it.
fn opens_body(phrases: &Phrases<'_>, registry: &Registry, token: usize, run: &Range<usize>) -> bool {
    let body = matches!(registry.noun(&phrases.lower(token)), Some((SourceKind::Organisation | SourceKind::Official, _)));
    body && token + 2 < run.end && phrases.word(token + 1) == "of" && phrases.is_capitalised(token)
}

/// "Senate Democrats", "House Republicans": the party's members in a chamber are a body.
fn is_caucus(phrases: &Phrases<'_>, registry: &Registry, run: &Range<usize>) -> bool {
    let last = run.end - 1;
    run.len() > 1
        && run.clone().all(|token| phrases.is_capitalised(token) && phrases.tag(token).is_name())
        && phrases.word(last).ends_with('s')
        && (registry.noun(&phrases.lower(run.start)).is_some_and(|(kind, _)| kind == SourceKind::Official)
            || matches!(phrases.word(run.start), "House" | "Congressional"))
        && matches!(phrases.known_exactly(&(last..run.end)), Some(Named::Entry(at)) if registry.entry(at).kind == SourceKind::Organisation)
}

fn is_long_name_of_body(phrases: &Phrases<'_>, run: &Range<usize>) -> bool {
    let of_body = run.clone().filter(|&token| phrases.syntax.tokens[token].entity == Entity::Organization).count();
    run.len() >= 3 && run.clone().all(|token| phrases.is_capitalised(token)) && of_body * 2 > run.len()
}

/// "Carmaker Volta said": a word for what bears the name has its capital from the beginning of the sentence. Not one that opens the
/// name of a body ("Retailer Trade Council"), and none that may be the first word of a name ("Daily Nation", "Union Pacific").
fn is_trade(phrases: &Phrases<'_>, registry: &Registry, token: usize, run: &Range<usize>) -> bool {
    // "BUDGET AIRLINE" may be all there is.
    if token + 1 >= run.end {
        return false;
    }
    let lower = phrases.lower(token);
    let opens = token == run.start && phrases.opens_sentence(token);
    // "Publishers Penrose"
    let lower = lower.strip_suffix('s').filter(|one| one.ends_with("er")).map_or(lower.clone(), str::to_owned);
    let trade = (lower.ends_with("er") || matches!(lower.as_str(), "airline" | "contractor"))
        && matches!(registry.noun(&lower), Some((SourceKind::Organisation | SourceKind::Media, _)))
        && registry.role(&lower).is_none()
        && !matches!(lower.as_str(), "paper" | "courier" | "carrier" | "maker")
        && registry.first_name(phrases.word(token + 1)).is_none();
    let body = noun_at_end(phrases, registry, &(token + 1..run.end), false).is_some_and(|noun| noun.sort.is_some());
    opens && trade && !body
}

/// "the Harbour Department Seafarer Aid Centre": a role in capitals before the end of a body's name is no title.
/// Nor is one behind its "of" or "on": "Panel on Consumer Affairs".
fn is_part_of_body(phrases: &Phrases<'_>, registry: &Registry, role: usize, run: &Range<usize>) -> bool {
    let rest = role + 1..run.end;
    let behind_link = body_before_of(phrases, registry, run).is_some() && is_link(phrases, role - usize::from(role > run.start));
    let body = match noun_at_end(phrases, registry, &rest, false).and_then(|noun| noun.sort) {
        Some(NounSort::Thing(kind, _)) => Some(kind),
        _ => registry.ending(phrases.word(run.end - 1)),
    };
    (behind_link || matches!(body, Some(SourceKind::Organisation | SourceKind::Official)))
        && phrases.is_capitalised(role)
        && registry.role(&phrases.lower(role)).is_some()
        && !rest.clone().any(|token| is_person_tag(phrases, token))
        && registry.first_name(phrases.word(rest.start)).is_none()
}

/// "Republican Donald Trump", "Democrat Nancy Pelosi": what the network calls a person's name, or what begins with a first name.
fn trim_to_person(phrases: &Phrases<'_>, registry: &Registry, run: &Range<usize>) -> Option<Range<usize>> {
    // "(Secretary of) State Clinton"
    let of_title = run.start > 0
        && phrases.lower(run.start - 1) == "of"
        && matches!(
            phrases.word(run.start),
            "State" | "Defense" | "Defence" | "Labor" | "Commerce" | "Education" | "Health" | "Energy" | "Staff" | "Police"
        );
    if of_title && run.len() >= 2 && is_person_tag(phrases, run.end - 1) {
        return Some(run.start + 1..run.end);
    }
    if run.len() < 3 {
        let adjective = run.len() == 2
            && matches!(phrases.known_at(run.start).map(|known| (known.tokens, known.named)), Some((1, Named::Adjective(_) | Named::People(_))));
        return (adjective && is_person_tag(phrases, run.end - 1) && !is_person_tag(phrases, run.start)).then(|| run.start + 1..run.end);
    }
    if run.clone().any(|token| matches!(phrases.word(token), "of" | "for" | "on" | "to" | "&") || is_mark(phrases.word(token))) {
        return None;
    }
    // "envoy for | Afghanistan Lakhdar Brahimi"
    let (first, rest) = (run.start..run.start + 1, run.start + 1..run.end);
    let placed = matches!(phrases.known_exactly(&first), Some(Named::Country(_) | Named::Place(_) | Named::Seat(_)));
    if placed && registry.first_name(phrases.word(run.start)).is_none() && rest.len() >= 2 && rest.clone().all(|token| is_person_tag(phrases, token))
    {
        return Some(rest);
    }
    let person = (run.start..run.end).rev().take_while(|&token| is_person_tag(phrases, token)).last()?;
    (person > run.start && run.end - person >= 2).then_some(person..run.end).or_else(|| {
        let first =
            (run.start + 1..run.end - 1).find(|&token| registry.first_name(phrases.word(token)).is_some() && !is_person_tag(phrases, token - 1))?;
        (run.end - first <= 3).then_some(first..run.end)
    })
}

/// Whether the network takes a token for part of a person's name.
pub(super) fn is_person_tag(phrases: &Phrases<'_>, token: usize) -> bool {
    phrases.syntax.tokens[token].entity == Entity::Person
}

/// "Anna Greens", not "Virginia Democrats": a first name that is no place.
pub(super) fn opens_with_first_name(phrases: &Phrases<'_>, registry: &Registry, run: &Range<usize>) -> bool {
    let first = run.start;
    let place = phrases.syntax.tokens[first].entity == Entity::Location
        || matches!(phrases.known_exactly(&(first..first + 1)), Some(Named::Place(_) | Named::Country(_) | Named::Seat(_)));
    registry.first_name(phrases.word(first)).is_some() && !place
}

/// Whether a name is a person's by its own looks: a first name, initials, or the network's word on most of it.
pub(super) fn looks_like_person(phrases: &Phrases<'_>, registry: &Registry, run: &Range<usize>) -> bool {
    let nicknamed = run.clone().any(|token| is_mark(phrases.word(token)));
    if run.len() > if nicknamed { 8 } else { 5 } || run.clone().any(|token| matches!(phrases.word(token), "of" | "for" | "on" | "to" | "&")) {
        return false;
    }
    // "Virginia Democrats"
    let last = run.end - 1;
    if run.len() > 1
        && !opens_with_first_name(phrases, registry, run)
        && phrases.word(last).ends_with('s')
        && matches!(phrases.known_exactly(&(last..run.end)), Some(Named::Entry(at)) if registry.entry(at).kind == SourceKind::Organisation)
    {
        return false;
    }
    // "Farah Contractor" is no contractor, but "Victoria Police" are police.
    let tagged = run.clone().filter(|&token| is_person_tag(phrases, token)).count();
    if tagged < run.len()
        && run.len() > 1
        && noun_at_end(phrases, registry, run, false).is_some_and(|noun| matches!(noun.sort, Some(NounSort::Thing(..))))
    {
        return false;
    }
    let by_first_name = run.len() >= 2
        && (registry.first_name(phrases.word(run.start)).is_some()
            || is_initial(phrases.word(run.start))
            || (run.len() >= 3 && is_initial(phrases.word(run.start + 1))));
    let named_first = run.len() == 1
        && registry.first_name(phrases.word(run.start)).is_some()
        && phrases.syntax.tokens[run.start].entity != Entity::Location
        && phrases.known_exactly(run).is_none();
    by_first_name || named_first || tagged * 2 > run.len()
}

/// The small words behind which a body's name goes on.
fn is_link(phrases: &Phrases<'_>, token: usize) -> bool {
    matches!(phrases.word(token), "of" | "for" | "on" | "to" | "a" | "the")
}

/// "Institute for Harbour Research": the body that a name's words before its "of" or "for" tell, all of it in capitals.
pub(super) fn body_before_of(phrases: &Phrases<'_>, registry: &Registry, run: &Range<usize>) -> Option<SourceKind> {
    let of = run.clone().skip(1).find(|&token| is_link(phrases, token))?;
    if !phrases.is_capitalised(run.end - 1) {
        return None;
    }
    let before = run.start..of;
    let kind = match noun_at_end(phrases, registry, &before, false).and_then(|noun| noun.sort) {
        Some(NounSort::Thing(kind, _)) => kind,
        _ => registry.ending(phrases.word(of - 1))?,
    };
    matches!(kind, SourceKind::Organisation | SourceKind::Official).then_some(kind)
}

/// "Dawn Post", "Lake Bulletin": capitals that end as papers' names do, though the last word alone would be a document.
pub(super) fn is_paper(phrases: &Phrases<'_>, registry: &Registry, run: &Range<usize>) -> bool {
    let last = run.end - 1;
    let daily = matches!(phrases.word(run.start), "Daily" | "Sunday" | "Evening" | "Morning") && phrases.word(last) == "Record";
    run.len() > 1
        && run.clone().all(|token| phrases.is_capitalised(token))
        && phrases.tag(last).is_name()
        && (daily || registry.ending(phrases.word(last)) == Some(SourceKind::Media))
}

/// "The Examiner", "The Courier": a capital behind the article makes a title of what is somebody or something without one.
pub(super) fn is_title_of_paper(phrases: &Phrases<'_>, registry: &Registry, run: &Range<usize>) -> bool {
    run.len() == 1
        && run.start > 0
        && phrases.lower(run.start - 1) == "the"
        && phrases.is_capitalised(run.start)
        && (matches!(phrases.word(run.start), "Record" | "Advocate" | "Express" | "Star")
            || registry.ending(phrases.word(run.start)) == Some(SourceKind::Media))
}

fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    matches!((letters.next(), letters.next(), letters.next()), (Some(letter), Some('.'), None) if letter.is_uppercase())
}

fn belongs_to_name(phrases: &Phrases<'_>, token: usize, core: &Range<usize>) -> bool {
    let tag = phrases.tag(token);
    let word = phrases.word(token);
    if inside_known(phrases, token, core) {
        return true;
    }
    if BESIDE_PLACES.iter().any(|ending| word.ends_with(ending)) || INDEFINITE.contains(&phrases.lower(token).as_str()) {
        return false;
    }
    if !phrases.is_capitalised(token) {
        // "Channel 4", "10 Downing Street"
        return word.starts_with(|c: char| c.is_ascii_digit())
            && (inside_known(phrases, token, core) || (token > core.start && phrases.tag(token - 1).is_name()));
    }
    let hyphenated = word.rsplit('-').next().is_some_and(|last| last.len() < word.len() && last.len() > 3 && last.starts_with(char::is_lowercase));
    if hyphenated && tag != Tag::Nnp {
        return false;
    }
    // A quotation's first word has its capital from there as well: “Demand is softer”.
    let first_of_sentence = phrases.opens_sentence(token) || (token > 0 && is_mark(phrases.word(token - 1)));
    // "Public Health Wales said": an adjective that begins a name and a sentence.
    let leads = first_of_sentence
        && matches!(word, "Public" | "National" | "Royal" | "Central" | "Natural" | "International" | "Independent" | "Historic")
        && token + 2 < core.end
        && (token + 1..token + 3).all(|next| phrases.is_capitalised(next) && phrases.tag(next).is_name());
    tag.is_name()
        || leads
        || inside_known(phrases, token, core)
        || (!first_of_sentence
            && (tag.is_noun() || tag == Tag::Jj || tag == Tag::Vbg || tag == Tag::Fw || tag == Tag::Other)
            && word.chars().count() > 1)
}

/// "Everything Castellan says": a capital that only the beginning of a sentence gives.
const INDEFINITE: [&str; 12] =
    ["everything", "anything", "nothing", "something", "everyone", "everybody", "anyone", "anybody", "nobody", "someone", "somebody", "whatever"];

/// "Larne-based", "London-listed": never part of a name.
const BESIDE_PLACES: [&str; 9] = ["-based", "-listed", "-owned", "-led", "-backed", "-born", "-headquartered", "-run", "-educated"];

/// Whether a registry name within the phrase covers a token.
fn inside_known(phrases: &Phrases<'_>, token: usize, core: &Range<usize>) -> bool {
    (core.start..=token).any(|start| {
        phrases
            .known_at(start)
            .is_some_and(|known| start + known.tokens > token && start + known.tokens <= core.end && !matches!(known.named, Named::Adjective(_)))
    })
}

/// Small words between two parts of a name.
fn links_names(phrases: &Phrases<'_>, token: usize, next: usize, core: &Range<usize>) -> bool {
    next < core.end
        && token > core.start
        && (phrases.is_capitalised(token - 1) || matches!(phrases.word(token - 1), "of" | "for" | "on" | "to" | "and"))
        && (phrases.word(token).starts_with('&')
            || is_mark(phrases.word(token))
            || is_particle(phrases.word(token))
            || matches!(phrases.word(token), "of" | "for" | "on" | "to" | "a" | "the" | "and" | "do"))
}

/// A title in front of a name: "Sen.", "Mayor", "Economist"; not a first name that looks like one ("Dean Marsh").
fn is_title(phrases: &Phrases<'_>, registry: &Registry, token: usize, run: &Range<usize>) -> bool {
    let word = phrases.lower(token);
    let word = word.trim_end_matches('.');
    // "Aerocarga del Norte"
    if word == "del" && !phrases.is_capitalised(token) {
        return false;
    }
    if matches!(word, "pope" | "king" | "queen" | "prince" | "princess" | "emperor") {
        return false;
    }
    if matches!(
        word,
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "mdm"
            | "dr"
            | "prof"
            | "sir"
            | "dame"
            | "lord"
            | "sen"
            | "rep"
            | "gov"
            | "del"
            | "gen"
            | "lt"
            | "col"
            | "sgt"
            | "capt"
            | "rev"
            | "hon"
            | "madam"
            | "baroness"
            | "retired"
            | "former"
    ) {
        return true;
    }
    // "Supt Alan Price", "DCI Payne", "Green MEP Tineke Bosch"; "ADM Milling", "MP Materials" and "DCI Cinemas" are firms.
    let person_follows = token + 1 < run.end
        && (is_person_tag(phrases, token + 1)
            || registry.first_name(phrases.word(token + 1)).is_some()
            || token + 2 < run.end && is_title(phrases, registry, token + 1, run));
    if person_follows
        && matches!(
            phrases.word(token).trim_end_matches('.'),
            "Supt" | "Insp" | "Det" | "Cllr" | "Cr" | "Cpl" | "Brig" | "Cmdr" | "Adm" | "DCI" | "DSI" | "MP" | "MEP" | "MSP"
        )
        && noun_at_end(phrases, registry, run, false).is_none_or(|noun| !matches!(noun.sort, Some(NounSort::Thing(..))))
        && registry.ending(phrases.word(run.end - 1)).is_none()
    {
        return true;
    }
    // "Det Con Amy Lee"; "Con Edison" is a firm.
    if matches!(word, "con" | "ch") && token > run.start && phrases.lower(token - 1).trim_end_matches('.') == "det" {
        return true;
    }
    let is_role = matches!(registry.role(word), Some((sort, ..)) if sort != RoleSort::Group || word.ends_with('s'));
    // "Labor Secretary Tomas Krogh": two words of the tables in front of a name are its title, whatever the network takes them for.
    let long = || {
        token > run.start
            && noun_at_end(phrases, registry, &(run.start..token + 1), true)
                .is_some_and(|noun| noun.tokens.len() > 1 && matches!(noun.sort, Some(NounSort::Role(RoleSort::Office | RoleSort::Spokesperson, _))))
    };
    // "Chairman Guy Bell"
    let behind_title = token > run.start && phrases.word(token) == "Guy" && is_title(phrases, registry, token - 1, run);
    let starts_person = (token == run.start || behind_title) && registry.first_name(phrases.word(token)).is_some() && is_person_tag(phrases, token);
    let within_name = token > run.start && is_person_tag(phrases, token) && is_person_tag(phrases, token - 1);
    is_role && !starts_person && (!within_name || long())
}

/// The longest noun of the tables that ends a range; for the noun before a name, people go before things.
pub(super) fn noun_at_end(phrases: &Phrases<'_>, registry: &Registry, range: &Range<usize>, before_name: bool) -> Option<Noun> {
    if range.is_empty() {
        return None;
    }
    let last = range.end - 1;
    if !(phrases.tag(last).is_noun()
        || phrases.tag(last) == Tag::Other
        || phrases.is_capitalised(last)
        || phrases.tag(last) == Tag::Jj
        || phrases.tag(last) == Tag::Vbg)
    {
        return None;
    }
    // "Holbeck & Sons": a firm's name, and nobody's sons.
    if last > range.start && phrases.word(last - 1) == "&" && phrases.is_capitalised(last) {
        return None;
    }
    let plural = matches!(phrases.tag(last), Tag::Nns | Tag::Nnps);
    for count in (1..=LONGEST_NOUN.min(range.len())).rev() {
        let tokens = range.end - count..range.end;
        let key = phrases.words(tokens.clone()).to_lowercase().replace('’', "'");
        let key = key.trim_end_matches('.').to_owned();
        let role = || registry.role(&key).map(|(sort, gender, by_singular)| (NounSort::Role(sort, gender), by_singular));
        let thing = || registry.noun(&key).map(|(kind, scope)| (NounSort::Thing(kind, scope), registry.is_plural_noun(&key)));
        let found = if before_name { role().or_else(thing) } else { thing().or_else(role) };
        if let Some((sort, by_singular)) = found {
            return Some(Noun { key, tokens, sort: Some(sort), plural: plural || by_singular });
        }
    }
    // "vice-chairman", "ex-wife": the part behind the hyphen.
    let key = phrases.lower(last);
    let behind = key.rsplit('-').next().unwrap_or(&key).to_owned();
    let sort = if behind.len() < key.len() {
        registry
            .role(&behind)
            .map(|(sort, gender, _)| NounSort::Role(sort, gender))
            .or_else(|| registry.noun(&behind).map(|(kind, scope)| NounSort::Thing(kind, scope)))
    } else {
        None
    };
    if sort.is_none() && !phrases.tag(last).is_noun() {
        return None;
    }
    Some(Noun { key, tokens: last..range.end, sort, plural })
}
