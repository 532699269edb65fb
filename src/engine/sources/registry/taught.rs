//! What newsrooms taught, over what the product ships.
//!
//! In: a registry, and the sources that people renamed, gave names and spokespersons, or merged. Out: a registry that knows all of it;
//! and the shipped sources as a list that people can look through.
//! Deliberately absent: whether what is taught makes sense (`service`, `store`).
//!
//! Names are taught in two places. Those that stand in a text lead to an entry, as shipped ones do. And every source that was
//! found, by whatever way, is settled at the end: under the id, name and kind that people gave it, or as the one it was merged into.
//! So a ministry that is made by rule, or a group that has no name, can be taught like any other.

use super::{Entry, Gender, Named, Registry, known, slug};
use crate::domain::{ShippedSource, SourceId, SourceKind, SourceRef, TaughtSource, name_key};
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};

/// Under which id, name and kind sources go.
#[derive(Debug, Clone, Default)]
pub(super) struct Taught {
    sources: Vec<SourceRef>,
    by_id: HashMap<SourceId, usize>,
    by_name: HashMap<String, usize>,
}

impl Registry {
    /// This registry with what people taught over it. What was taught before is not in it any more: to be called on the shipped one.
    #[must_use]
    pub fn with_taught(&self, taught: &[TaughtSource]) -> Self {
        let mut registry = self.clone();
        if taught.is_empty() {
            return registry;
        }
        registry.version = format!("{}+{}", self.version, digest(taught));
        let places = self.places();
        for source in taught {
            registry.learn_names(source, &places);
        }
        // Behind all names: a person may be known as a source before somebody says for whom that person speaks.
        for source in taught {
            registry.learn_spokespersons(source);
        }
        registry
    }

    /// The source as people taught it, where they did.
    #[must_use]
    pub fn settle(&self, found: SourceRef) -> SourceRef {
        let taught = self.taught.by_name.get(&name_key(&found.name)).or_else(|| self.taught.by_id.get(&found.id));
        match taught {
            Some(&at) => SourceRef { speaker: found.speaker, ..self.taught.sources[at].clone() },
            None => found,
        }
    }

    /// The id under which a source of this name goes, unless somebody taught another one.
    #[must_use]
    pub fn id_of(name: &str) -> SourceId {
        slug(name)
    }

    /// Whether a word is for a country's people or for what belongs to the country ("Danish", "Danes"), and so no name of a source.
    #[must_use]
    pub fn is_demonym(&self, name: &str) -> bool {
        matches!(self.names.get(&name_key(name)), Some(Named::Adjective(_) | Named::People(_)))
    }

    /// Every shipped source, as people can look it up: governments, the entries, the unnamed press and the newsroom itself.
    /// People who speak for a body stand with that body.
    #[must_use]
    pub fn shipped_sources(&self) -> Vec<ShippedSource> {
        let mut list = ShippedList::default();
        for at in 0..self.countries.len() {
            let names = |(name, named): &(String, Named)| match named {
                Named::Country(of) | Named::Seat(of) if *of == at => Some(name.clone()),
                _ => None,
            };
            list.add(self.government(at), None, self.written.iter().filter_map(names).collect());
        }
        let mut names: HashMap<usize, Vec<String>> = HashMap::new();
        for (name, named) in &self.written {
            if let Named::Entry(at) = named {
                names.entry(*at).or_default().push(name.clone());
            }
        }
        for (at, entry) in self.entries.iter().enumerate().filter(|(_, entry)| entry.speaks_for.is_none()) {
            let parent = entry.parent.as_deref().map(|name| self.named_source(name).id);
            list.add(entry_source(entry), parent, names.remove(&at).unwrap_or_default());
        }
        for entry in &self.entries {
            let Some(body) = &entry.speaks_for else { continue };
            let body = self.named_source(body);
            let government = entry.country.map(|country| self.government(country).id).filter(|id| *id != body.id);
            list.add(body, government, Vec::new()).spokespersons.push(entry.name.clone());
        }
        list.add(known("media reports", SourceKind::Media), None, Vec::new());
        list.add(SourceRef::newsroom(), None, Vec::new());
        list.sources
    }

    /// The source of a canonical name; a body by rule where the registry has no entry for it.
    fn named_source(&self, name: &str) -> SourceRef {
        match self.find_name(name) {
            Some(Named::Entry(at)) => entry_source(&self.entries[at]),
            Some(Named::Country(at) | Named::Seat(at)) => self.government(at),
            _ => SourceRef { id: slug(name), ..known(name, SourceKind::Official) },
        }
    }

    fn learn_names(&mut self, source: &TaughtSource, places: &Places) {
        let at = self.taught.sources.len();
        self.taught.sources.push(SourceRef { id: source.id.clone(), name: source.name.clone(), kind: source.kind, speaker: None, known: true });
        for id in [&source.id].into_iter().chain(&source.merged) {
            self.taught.by_id.insert(id.clone(), at);
        }
        let named = match places.governments.get(&source.id) {
            Some(&country) => Named::Seat(country),
            None => Named::Entry(self.learn_entry(source, places)),
        };
        let kept: HashSet<String> = [&source.name].into_iter().chain(&source.aliases).map(|name| name_key(name)).collect();
        let shipped: HashSet<String> = self.written.iter().filter(|(_, of)| *of == named).map(|(name, _)| name_key(name)).collect();
        self.forget_names(named, &kept);
        // Names that it ships with may be shared with others, and stay as they are.
        for key in kept.into_iter().filter(|key| !shipped.contains(key)) {
            self.taught.by_name.insert(key.clone(), at);
            self.namesakes.remove(&key);
            // A country's own name goes on being one, and "China" the name of its government with it.
            if !matches!((self.names.get(&key), named), (Some(Named::Country(own)), Named::Seat(seat)) if *own == seat) {
                self.names.insert(key, named);
            }
        }
    }

    /// The entry of a taught source, made where there was none. Entries of sources that were merged into it become it.
    fn learn_entry(&mut self, source: &TaughtSource, places: &Places) -> usize {
        let own = places.entries.get(&source.id).copied();
        let mut entry = match own {
            Some(own) => self.entries[own].clone(),
            None => Entry { country: self.country_in(&source.name), ..Entry::of(&source.name, source.kind) },
        };
        entry.name.clone_from(&source.name);
        if entry.kind != source.kind {
            entry.kind = source.kind;
            entry.speaks_for = None;
        }
        for merged in source.merged.iter().filter_map(|id| places.entries.get(id)) {
            self.entries[*merged] = entry.clone();
        }
        match own {
            Some(own) => {
                self.entries[own] = entry;
                own
            }
            None => {
                self.entries.push(entry);
                self.entries.len() - 1
            }
        }
    }

    /// "Chinese Foreign Ministry" belongs to China.
    fn country_in(&self, name: &str) -> Option<usize> {
        let words: Vec<&str> = name.split(' ').collect();
        (1..words.len().min(4)).rev().find_map(|count| match self.find_name(&words[..count].join(" ")) {
            Some(Named::Adjective(at) | Named::Country(at)) => Some(at),
            _ => None,
        })
    }

    /// Takes away the shipped names of a source that people took away; the first one, under which it ships, goes on leading to it.
    fn forget_names(&mut self, named: Named, kept: &HashSet<String>) {
        let shipped: Vec<String> = self.written.iter().filter(|(_, of)| *of == named).map(|(name, _)| name_key(name)).collect();
        let first = usize::from(matches!(named, Named::Entry(_)));
        for key in shipped.into_iter().skip(first).filter(|key| !kept.contains(key)) {
            if let Named::Entry(at) = named
                && let Some(others) = self.namesakes.get_mut(&key)
            {
                others.retain(|&other| other != at);
            }
            if self.names.get(&key) == Some(&named) {
                let next = self.namesakes.get_mut(&key).filter(|others| !others.is_empty()).map(|others| others.remove(0));
                match next {
                    Some(next) => self.names.insert(key, Named::Entry(next)),
                    None => self.names.remove(&key),
                };
            }
        }
    }

    fn learn_spokespersons(&mut self, source: &TaughtSource) {
        let kept: HashSet<String> = source.spokespersons.iter().map(|name| name_key(name)).collect();
        for at in 0..self.entries.len() {
            let Some(body) = &self.entries[at].speaks_for else { continue };
            if self.settle(self.named_source(body)).id == source.id {
                // Whatever the body is called now.
                let speaks = kept.contains(&name_key(&self.entries[at].name));
                self.entries[at].speaks_for = speaks.then(|| source.name.clone());
            }
        }
        let country = self.country_in(&source.name);
        for name in &source.spokespersons {
            let key = name_key(name);
            match self.names.get(&key) {
                Some(&Named::Entry(at)) if self.entries[at].kind == SourceKind::Person && name_key(&self.entries[at].name) == key => {
                    self.entries[at].speaks_for = Some(source.name.clone());
                }
                _ => {
                    let gender = name.split(' ').next().and_then(|first| self.first_name(first)).unwrap_or(Gender::Unknown);
                    let person = Entry { gender, country, speaks_for: Some(source.name.clone()), ..Entry::of(name, SourceKind::Person) };
                    self.entries.push(person);
                    self.namesakes.remove(&key);
                    self.names.insert(key, Named::Entry(self.entries.len() - 1));
                }
            }
        }
    }

    fn places(&self) -> Places {
        let entries = self.entries.iter().enumerate().rev().map(|(at, entry)| (slug(&entry.name), at)).collect();
        Places { governments: (0..self.countries.len()).map(|at| (self.government(at).id, at)).collect(), entries }
    }
}

/// Where shipped sources stand, by their ids.
struct Places {
    governments: HashMap<SourceId, usize>,
    entries: HashMap<SourceId, usize>,
}

impl Entry {
    fn of(name: &str, kind: SourceKind) -> Self {
        Self { name: name.to_owned(), kind, gender: Gender::Unknown, speaks_for: None, country: None, parent: None, called: Vec::new() }
    }
}

fn entry_source(entry: &Entry) -> SourceRef {
    SourceRef { id: slug(&entry.name), ..known(&entry.name, entry.kind) }
}

/// Shipped sources, each once.
#[derive(Default)]
struct ShippedList {
    sources: Vec<ShippedSource>,
    places: HashMap<SourceId, usize>,
}

impl ShippedList {
    /// Adds a source, or names to the one that is there.
    fn add(&mut self, source: SourceRef, parent: Option<SourceId>, names: Vec<String>) -> &mut ShippedSource {
        let at = *self.places.entry(source.id.clone()).or_insert(self.sources.len());
        if at == self.sources.len() {
            let (aliases, spokespersons) = (Vec::new(), Vec::new());
            self.sources.push(ShippedSource { id: source.id, name: source.name, kind: source.kind, parent, aliases, spokespersons });
        }
        let own = &mut self.sources[at];
        for name in names {
            let key = name_key(&name);
            if key != name_key(&own.name) && !own.aliases.iter().any(|alias| name_key(alias) == key) {
                own.aliases.push(name);
            }
        }
        own
    }
}

/// Eight hexadecimal digits tell the states of one newsroom's registry apart.
fn digest(taught: &[TaughtSource]) -> String {
    let mut digest = Sha256::new();
    for source in taught {
        let lists = [std::slice::from_ref(&source.name), &source.aliases, &source.spokespersons];
        for word in [source.id.as_str(), source.kind.as_str()].into_iter().chain(source.merged.iter().map(SourceId::as_str)) {
            digest.update(word.as_bytes());
            digest.update([0]);
        }
        for list in lists {
            for word in list {
                digest.update(word.as_bytes());
                digest.update([0]);
            }
            digest.update([1]);
        }
    }
    digest.finalize().iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registry() -> Registry {
        let media = "name\taliases\tcountry\nAlpha News\tTimes|Alpha\t\nBeta News\tTimes|Beta\t\n";
        Registry::load(&[("media.tsv", media)]).unwrap()
    }

    fn beta(aliases: &[&str]) -> TaughtSource {
        TaughtSource {
            id: SourceId::from_slug("beta-news"),
            name: "Beta Daily".into(),
            kind: SourceKind::Media,
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
            spokespersons: Vec::new(),
            merged: Vec::new(),
        }
    }

    fn bearer(registry: &Registry, name: &str) -> Option<String> {
        match registry.find_name(name) {
            Some(Named::Entry(at)) => Some(registry.entry(at).name.clone()),
            _ => None,
        }
    }

    #[test]
    fn a_name_that_several_ship_with_stays_shared_until_somebody_is_taught_it() {
        let renamed = registry().with_taught(&[beta(&["Times", "Beta"])]);
        assert_eq!(bearer(&renamed, "Times").as_deref(), Some("Alpha News"));
        assert_eq!(bearer(&renamed, "Beta News").as_deref(), Some("Beta Daily"), "the name that it ships under goes on leading to it");
        let mut alpha = TaughtSource { id: SourceId::from_slug("alpha-news"), name: "Alpha News".into(), ..beta(&["Alpha"]) };
        let lost = registry().with_taught(std::slice::from_ref(&alpha));
        assert_eq!(bearer(&lost, "Times").as_deref(), Some("Beta News"), "what one loses, the next one has");
        alpha.aliases.push("Beta".into());
        assert_eq!(bearer(&registry().with_taught(&[alpha]), "Beta").as_deref(), Some("Alpha News"), "what is taught wins");
    }

    #[test]
    fn the_version_tells_what_was_taught() {
        let (plain, one, other) = (registry(), registry().with_taught(&[beta(&[])]), registry().with_taught(&[beta(&["Beta"])]));
        assert_eq!(plain.with_taught(&[]).version(), plain.version());
        assert!(one.version().starts_with(plain.version()) && one.version() != other.version());
        assert_eq!(registry().with_taught(&[beta(&[])]).version(), one.version());
    }

    #[test]
    fn every_shipped_source_has_an_id_of_its_own_and_a_parent_that_ships() {
        let shipped = Registry::shipped().unwrap().shipped_sources();
        let ids: HashSet<&SourceId> = shipped.iter().map(|source| &source.id).collect();
        assert_eq!(ids.len(), shipped.len());
        let orphans: Vec<_> = shipped.iter().filter(|source| source.parent.as_ref().is_some_and(|parent| !ids.contains(parent))).collect();
        assert!(orphans.is_empty(), "{orphans:?}");
        assert!(!ids.iter().any(|id| id.as_str() == "dmitry-peskov"), "who speaks for a body stands with the body");
    }
}
