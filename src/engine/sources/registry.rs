//! The sources that the product knows before it reads an article.
//!
//! In: the data files of `registry/`. Out: a [`Registry`] that knows names, nouns and first names.
//! Deliberately absent: anything about an article, and how what newsrooms teach lies over it (`taught`).

mod taught;

use super::table::{RegistryError, Row, read_table};
pub(super) use crate::domain::name_key;
use crate::domain::{SourceId, SourceKind, SourceRef};
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};

/// Names of more words are not looked for: the longest of the shipped files has nine ("... Alcohol, Tobacco, Firearms and ...").
pub(super) const LONGEST_NAME: usize = 9;

/// The files that the registry is made of, with the header of each.
const FILES: [(&str, &str); 10] = [
    ("countries.tsv", "name\tadjectives\tpeople\tseats\tothers\tplaces"),
    ("bodies.tsv", "name\taliases\tparent\tcountry"),
    ("media.tsv", "name\taliases\tcountry"),
    ("organisations.tsv", "name\taliases"),
    ("people.tsv", "name\tgender\taliases\tspeaks for\tcountry\tcalled"),
    ("nouns.tsv", "noun\tkind\tscope"),
    ("roles.tsv", "noun\tsort\tgender"),
    ("endings.tsv", "ending\tkind"),
    ("first_names.tsv", "name\tgender"),
    ("anonymity.tsv", "words"),
];

const SHIPPED: [(&str, &str); 10] = [
    ("countries.tsv", include_str!("../../../registry/countries.tsv")),
    ("bodies.tsv", include_str!("../../../registry/bodies.tsv")),
    ("media.tsv", include_str!("../../../registry/media.tsv")),
    ("organisations.tsv", include_str!("../../../registry/organisations.tsv")),
    ("people.tsv", include_str!("../../../registry/people.tsv")),
    ("nouns.tsv", include_str!("../../../registry/nouns.tsv")),
    ("roles.tsv", include_str!("../../../registry/roles.tsv")),
    ("endings.tsv", include_str!("../../../registry/endings.tsv")),
    ("first_names.tsv", include_str!("../../../registry/first_names.tsv")),
    ("anonymity.tsv", include_str!("../../../registry/anonymity.tsv")),
];

/// The grammatical gender that English pronouns show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Gender {
    /// "he"
    Male,
    /// "she"
    Female,
    /// The text does not tell.
    #[default]
    Unknown,
}

/// Where a body without a country's or town's name belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// "the central bank": the country that the article is about.
    National,
    /// "the council": the town that the article last named.
    Local,
    /// The noun does not tell.
    Free,
}

/// What a noun for a person says about the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleSort {
    /// Speaks for a body, which is the source.
    Spokesperson,
    /// Speaks for a person or party, who is the source.
    Representative,
    /// Holds an office; unnamed, it is still one certain person.
    Office,
    /// Unnamed, it is nobody who could be called, in the plural too.
    Anonymous,
    /// Unnamed, one is anonymous, several are a group.
    Individual,
    /// People who form no body.
    Group,
}

/// What a name in the registry names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A body, outlet, organisation or person: an index for [`Registry::entry`].
    Entry(usize),
    /// A country by its name: an index for [`Registry::country`].
    Country(usize),
    /// A capital or seat that stands for the government.
    Seat(usize),
    /// "Chinese"
    Adjective(usize),
    /// "Danes"
    People(usize),
    /// A town or region, which does not speak for a government.
    Place(usize),
}

/// A country.
#[derive(Debug, Clone)]
pub struct Country {
    /// As in "Government of the Netherlands".
    pub name: String,
    /// As in "Dutch Foreign Ministry".
    pub adjective: String,
}

/// A known source that is no country.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The usual English name.
    pub name: String,
    /// Its kind.
    pub kind: SourceKind,
    /// The gender of a person.
    pub gender: Gender,
    /// The body whose voice a person is.
    pub speaks_for: Option<String>,
    /// The country it belongs to, an index for [`Registry::country`].
    pub country: Option<usize>,
    /// What the press calls a person without a name: "Vermont senator".
    pub called: Vec<String>,
    /// The body it belongs to.
    pub parent: Option<String>,
}

/// A snapshot of the known sources.
#[derive(Debug, Clone)]
pub struct Registry {
    countries: Vec<Country>,
    entries: Vec<Entry>,
    names: HashMap<String, Named>,
    /// Every name as the files write it, with what it names.
    written: Vec<(String, Named)>,
    /// What people taught.
    taught: taught::Taught,
    /// Further bearers of a name: "The Times" of New York.
    namesakes: HashMap<String, Vec<usize>>,
    /// Entries that share a name with another one.
    shared: HashSet<usize>,
    nouns: HashMap<String, (SourceKind, Scope)>,
    roles: HashMap<String, (RoleSort, Gender)>,
    endings: HashMap<String, SourceKind>,
    first_names: HashMap<String, Gender>,
    anonymity: Vec<String>,
    version: String,
}

impl Registry {
    /// Reads the registry from the texts of its files, given with their names; a file that is not given is empty.
    ///
    /// # Errors
    /// The first mistake, with its file and line; a file of an unknown name is one.
    pub fn load(files: &[(&str, &str)]) -> Result<Self, RegistryError> {
        let mut registry = Self {
            countries: Vec::new(),
            entries: Vec::new(),
            names: HashMap::new(),
            written: Vec::new(),
            taught: taught::Taught::default(),
            namesakes: HashMap::new(),
            shared: HashSet::new(),
            nouns: HashMap::new(),
            roles: HashMap::new(),
            endings: HashMap::new(),
            first_names: HashMap::new(),
            anonymity: Vec::new(),
            version: version_of(files),
        };
        for (name, _) in files {
            if !FILES.iter().any(|(known, _)| known == name) {
                return Err(RegistryError { file: (*name).to_owned(), line: 1, problem: "no file of the registry has this name".to_owned() });
            }
        }
        for (name, header) in FILES {
            for (_, text) in files.iter().filter(|(given, _)| *given == name) {
                for row in read_table(name, text, header)? {
                    registry.add(name, row)?;
                }
            }
        }
        Ok(registry)
    }

    /// The registry that the product ships with.
    ///
    /// # Errors
    /// A mistake in the shipped files, which the tests rule out.
    pub fn shipped() -> Result<Self, RegistryError> {
        Self::load(&SHIPPED)
    }

    /// What tells this registry from any other: the beginning of a digest of its files.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The country with this index.
    #[must_use]
    pub fn country(&self, at: usize) -> &Country {
        &self.countries[at]
    }

    /// The entry with this index.
    #[must_use]
    pub fn entry(&self, at: usize) -> &Entry {
        &self.entries[at]
    }

    /// What a name names. Single words are looked for as they are written, longer names whatever their case.
    #[must_use]
    pub fn find_name(&self, name: &str) -> Option<Named> {
        let key = name_key(name);
        if let Some(&named) = self.names.get(&key) {
            return Some(named);
        }
        // "FRANCE" in a headline; short capitals are abbreviations and stay what they are.
        let shouted = key.len() > 5 && !key.contains(' ') && key.chars().all(|c| c.is_uppercase());
        if shouted { self.names.get(&title_case(&key)).copied() } else { None }
    }

    /// The kind and scope of a noun, in the singular or plural, in lower case.
    #[must_use]
    pub fn noun(&self, noun: &str) -> Option<(SourceKind, Scope)> {
        with_singulars(noun, |word| self.nouns.get(word).copied())
    }

    /// Whether only the singular of a noun is known.
    #[must_use]
    pub fn is_plural_noun(&self, noun: &str) -> bool {
        !self.nouns.contains_key(noun) && self.noun(noun).is_some()
    }

    /// The sort of a noun for people, in the singular or plural, in lower case; a plural that only the singular knows is marked by `true`.
    #[must_use]
    pub fn role(&self, noun: &str) -> Option<(RoleSort, Gender, bool)> {
        if let Some(&(sort, gender)) = self.roles.get(noun) {
            return Some((sort, gender, false));
        }
        with_singulars(noun, |word| self.roles.get(word).copied()).map(|(sort, gender)| (sort, gender, true))
    }

    /// The kind of what bears a name with this last word.
    #[must_use]
    pub fn ending(&self, word: &str) -> Option<SourceKind> {
        self.endings.get(word).copied()
    }

    /// The gender of a first name; none where it is not known as one.
    #[must_use]
    pub fn first_name(&self, name: &str) -> Option<Gender> {
        self.first_names.get(name).copied().or_else(|| name.split_once('-').and_then(|(first, _)| self.first_names.get(first).copied()))
    }

    /// Words that say why a source is not named, in lower case.
    pub fn anonymity(&self) -> impl Iterator<Item = &str> {
        self.anonymity.iter().map(String::as_str)
    }

    /// The government of a country.
    #[must_use]
    pub fn government(&self, country: usize) -> SourceRef {
        known(&format!("Government of {}", self.countries[country].name), SourceKind::Official)
    }

    /// Every source that is in the registry by name: all entries, and the governments of all countries.
    pub fn sources(&self) -> impl Iterator<Item = SourceRef> {
        let entries = self.entries.iter().map(|entry| SourceRef { id: slug(&entry.name), ..known(&entry.name, entry.kind) });
        entries.chain((0..self.countries.len()).map(|country| self.government(country)))
    }

    fn add(&mut self, file: &str, row: Row<'_>) -> Result<(), RegistryError> {
        match file {
            "countries.tsv" => self.add_country(row),
            "nouns.tsv" => {
                let scope = match row.column(2) {
                    "" => Scope::Free,
                    "national" => Scope::National,
                    "local" => Scope::Local,
                    other => return Err(row.error(format!("{other:?} is no scope: national, local, or nothing"))),
                };
                self.nouns.insert(row.column(0).to_lowercase(), (kind_of(row, 1)?, scope));
            }
            "roles.tsv" => {
                let sort = match row.column(1) {
                    "spokesperson" => RoleSort::Spokesperson,
                    "representative" => RoleSort::Representative,
                    "office" => RoleSort::Office,
                    "anonymous" => RoleSort::Anonymous,
                    "individual" => RoleSort::Individual,
                    "group" => RoleSort::Group,
                    other => return Err(row.error(format!("{other:?} is no sort of role"))),
                };
                self.roles.insert(row.column(0).to_lowercase(), (sort, gender_of(row, 2)?));
            }
            "endings.tsv" => {
                self.endings.insert(row.column(0).to_owned(), kind_of(row, 1)?);
            }
            "first_names.tsv" => {
                self.first_names.insert(row.column(0).to_owned(), gender_of(row, 1)?);
            }
            "anonymity.tsv" => self.anonymity.push(row.column(0).to_lowercase()),
            "bodies.tsv" => self.add_entry(row, SourceKind::Official, 1, Some(3))?,
            "media.tsv" => self.add_entry(row, SourceKind::Media, 1, Some(2))?,
            "organisations.tsv" => self.add_entry(row, SourceKind::Organisation, 1, None)?,
            _ => self.add_entry(row, SourceKind::Person, 2, Some(4))?,
        }
        Ok(())
    }

    fn add_country(&mut self, row: Row<'_>) {
        let at = self.countries.len();
        let name = row.column(0);
        let adjective = row.entries(1).next().unwrap_or(name);
        self.countries.push(Country { name: name.to_owned(), adjective: adjective.to_owned() });
        self.name(name, Named::Country(at));
        for other in row.entries(4) {
            self.name(other, Named::Country(at));
        }
        for seat in row.entries(3) {
            self.name(seat, Named::Seat(at));
        }
        for adjective in row.entries(1) {
            self.name(adjective, Named::Adjective(at));
        }
        for people in row.entries(2) {
            self.name(people, Named::People(at));
        }
        for place in row.entries(5) {
            self.name(place, Named::Place(at));
        }
    }

    fn add_entry(&mut self, row: Row<'_>, kind: SourceKind, aliases: usize, country: Option<usize>) -> Result<(), RegistryError> {
        let at = self.entries.len();
        let country = match country.map(|column| row.column(column)).filter(|name| !name.is_empty()) {
            Some(name) => match self.countries.iter().position(|country| country.name == name) {
                Some(country) => Some(country),
                None => return Err(row.error(format!("{name:?} is no name of countries.tsv"))),
            },
            None => None,
        };
        let person = kind == SourceKind::Person;
        let text = |column: usize| Some(row.column(column).to_owned()).filter(|text| !text.is_empty());
        self.entries.push(Entry {
            name: row.column(0).to_owned(),
            kind,
            gender: if person { gender_of(row, 1)? } else { Gender::Unknown },
            speaks_for: if person { text(3) } else { None },
            country,
            called: if person { row.entries(5).map(str::to_owned).collect() } else { Vec::new() },
            parent: if kind == SourceKind::Official { text(2) } else { None },
        });
        self.name(row.column(0), Named::Entry(at));
        for alias in row.entries(aliases) {
            self.name(alias, Named::Entry(at));
        }
        Ok(())
    }

    /// The first meaning of a name stays; the others hold in their own countries.
    fn name(&mut self, name: &str, named: Named) {
        self.written.push((name.to_owned(), named));
        let key = name_key(name);
        if let (true, Named::Entry(at)) = (self.names.contains_key(&key), named) {
            if let Some(&Named::Entry(first)) = self.names.get(&key)
                && first != at
            {
                self.shared.insert(first);
                self.shared.insert(at);
            }
            self.namesakes.entry(key).or_default().push(at);
        } else {
            self.names.entry(key).or_insert(named);
        }
    }

    /// Whether others bear one of its names: "Treasury" is no evidence for a country.
    #[must_use]
    pub fn has_namesakes(&self, entry: usize) -> bool {
        self.shared.contains(&entry)
    }

    /// The bearer of a name in the country that an article is about, where there are several.
    #[must_use]
    pub fn at_home(&self, name: &str, first: usize, country: Option<usize>) -> usize {
        if country.is_none() || self.entries[first].country == country {
            return first;
        }
        self.namesakes.get(&name_key(name)).into_iter().flatten().copied().find(|&at| self.entries[at].country == country).unwrap_or(first)
    }
}

/// A source of the registry.
pub(super) fn known(name: &str, kind: SourceKind) -> SourceRef {
    SourceRef { known: true, ..SourceRef::discovered(name, kind) }
}

fn title_case(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect())
}

/// Looks a noun up as it is, then with its plural endings off.
fn with_singulars<T>(noun: &str, mut find: impl FnMut(&str) -> Option<T>) -> Option<T> {
    if let Some(found) = find(noun) {
        return Some(found);
    }
    if let Some(stem) = noun.strip_suffix("ies")
        && let Some(found) = find(&format!("{stem}y"))
    {
        return Some(found);
    }
    if let Some(stem) = noun.strip_suffix("men")
        && let Some(found) = find(&format!("{stem}man"))
    {
        return Some(found);
    }
    noun.strip_suffix('s').and_then(&mut find).or_else(|| noun.strip_suffix("es").and_then(&mut find))
}

fn kind_of(row: Row<'_>, column: usize) -> Result<SourceKind, RegistryError> {
    row.column(column).parse().map_err(|()| row.error(format!("{:?} is no kind of source", row.column(column))))
}

fn gender_of(row: Row<'_>, column: usize) -> Result<Gender, RegistryError> {
    match row.column(column) {
        "m" => Ok(Gender::Male),
        "f" => Ok(Gender::Female),
        "" | "u" => Ok(Gender::Unknown),
        other => Err(row.error(format!("{other:?} is no gender: m, f, u, or nothing"))),
    }
}

/// Twelve hexadecimal digits tell 2^48 registries apart.
fn version_of(files: &[(&str, &str)]) -> String {
    let mut digest = Sha256::new();
    for (name, text) in files {
        digest.update(name.as_bytes());
        digest.update([0]);
        digest.update(text.as_bytes());
        digest.update([0]);
    }
    digest.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// The slug of a name by which all spellings of one source are filed: "Russian Defense Ministry" under `russian-defence-ministry`.
pub(super) fn slug(name: &str) -> SourceId {
    let words: Vec<String> = name
        .split(' ')
        .map(|word| match word {
            "Defense" => "Defence".to_owned(),
            "defense" => "defence".to_owned(),
            "Labor" => "Labour".to_owned(),
            other => other.to_owned(),
        })
        .collect();
    SourceId::from_name(&words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::{Named, Registry, RoleSort};
    use crate::domain::SourceKind;

    fn registry() -> Registry {
        Registry::shipped().unwrap()
    }

    fn government(name: &str) -> Option<String> {
        let registry = registry();
        match registry.find_name(name) {
            Some(Named::Country(at) | Named::Seat(at)) => Some(registry.government(at).name),
            _ => None,
        }
    }

    #[test]
    fn capitals_and_seats_stand_for_their_governments() {
        assert_eq!(government("Beijing").as_deref(), Some("Government of China"));
        assert_eq!(government("Downing Street").as_deref(), Some("Government of the United Kingdom"));
        assert_eq!(government("the U.S.").as_deref(), Some("Government of the United States"));
        assert_eq!(government("Lyon"), None, "a town speaks for nobody");
    }

    #[test]
    fn a_pronoun_is_not_a_country() {
        assert_eq!(registry().find_name("us"), None);
        assert!(registry().find_name("US").is_some());
    }

    #[test]
    fn a_spokesman_leads_to_his_body() {
        let registry = registry();
        let Some(Named::Entry(at)) = registry.find_name("Dmitry Peskov") else { panic!("unknown") };
        assert_eq!(registry.entry(at).speaks_for.as_deref(), Some("Kremlin"));
    }

    #[test]
    fn plurals_are_understood() {
        let registry = registry();
        assert_eq!(registry.noun("ministries").map(|(kind, _)| kind), Some(SourceKind::Official));
        assert_eq!(registry.role("spokeswomen").map(|(sort, ..)| sort), Some(RoleSort::Spokesperson));
        assert_eq!(registry.role("engineers").map(|(sort, _, plural)| (sort, plural)), Some((RoleSort::Individual, true)));
    }

    #[test]
    fn every_body_that_a_spokesperson_speaks_for_is_known() {
        let registry = registry();
        for entry in &registry.entries {
            let Some(body) = &entry.speaks_for else { continue };
            let by_rule = body.starts_with("Government of ") || body.ends_with(" Ministry");
            assert!(by_rule || registry.find_name(body).is_some(), "{} speaks for {body:?}, which is unknown", entry.name);
        }
    }

    #[test]
    fn an_unknown_country_is_reported_where_it_stands() {
        let error = Registry::load(&[("media.tsv", "name\taliases\tcountry\nDer Bote\t\tRuritania\n")]).unwrap_err();
        assert_eq!(error.to_string(), "media.tsv:2: \"Ruritania\" is no name of countries.tsv");
    }
}
