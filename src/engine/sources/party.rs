//! The parties of one article: whom its phrases mean.
//!
//! In: what phrases tell about a party. Out: [`Party`], and the source it answers as.
//! Deliberately absent: how a phrase finds its party (`cast`).

use super::registry::{Gender, known, slug};
use crate::domain::{SourceKind, SourceRef};

/// Somebody or something that an article speaks of.
#[derive(Debug, Clone)]
pub(super) struct Party {
    /// The full usual name, or the article's own words.
    pub(super) name: String,
    /// What sort of source it is.
    pub(super) kind: SourceKind,
    /// Whether the registry knows it.
    pub(super) known: bool,
    /// Whether it has a name of its own.
    pub(super) named: bool,
    /// Whether it is one human being.
    pub(super) human: bool,
    /// Whether it is a thing of no table, of which nobody knows whether it can speak: "the bias", "the outline".
    pub(super) inanimate: bool,
    /// Whether it is a town or a region, which no "authority" takes up.
    pub(super) place: bool,
    /// Whether the words before its name say that it sells or makes something: "packaging group Kuura".
    pub(super) firm: bool,
    /// Whether it is one of the United Nations' bodies.
    pub(super) of_nations: bool,
    /// Whether "they" is its pronoun.
    pub(super) plural: bool,
    /// Which of "he" and "she" is its pronoun.
    pub(super) gender: Gender,
    /// Whether nothing but a pronoun that was taken for it told its gender.
    pub(super) guessed: bool,
    /// What a first name that stands alone lets expect: surnames may look the same.
    pub(super) likely: Gender,
    /// Nouns that the article calls it by, in lower case and in the singular: "company", "senator".
    pub(super) nouns: Vec<String>,
    /// The words of its title, as written: "Greek civil protection minister".
    pub(super) role: Option<String>,
    /// What the holder of an office without a name presides over, as written: "Arden" of "the mayor of Arden".
    pub(super) seat: Option<String>,
    /// For whom it speaks.
    pub(super) speaks_for: Option<usize>,
    /// The country it belongs to.
    pub(super) country: Option<usize>,
}

impl Party {
    /// A party that answers for itself.
    pub(super) fn new(name: impl Into<String>, kind: SourceKind) -> Self {
        Self {
            name: name.into(),
            kind,
            known: false,
            named: false,
            human: matches!(kind, SourceKind::Person | SourceKind::Anonymous),
            inanimate: false,
            place: false,
            firm: false,
            of_nations: false,
            plural: kind == SourceKind::Group,
            gender: Gender::Unknown,
            guessed: false,
            likely: Gender::Unknown,
            nouns: Vec::new(),
            role: None,
            seat: None,
            speaks_for: None,
            country: None,
        }
    }

    /// People who are named together.
    pub(super) fn joint<'p>(people: impl Iterator<Item = &'p Self>) -> Self {
        let mut nouns: Vec<String> = Vec::new();
        let mut names: Vec<String> = Vec::new();
        for person in people {
            names.push(without_initials(&person.name));
            nouns.extend(person.nouns.iter().cloned());
        }
        let name = match names.split_last() {
            Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
            _ => names.join(" "),
        };
        Self { named: true, human: false, plural: true, nouns, ..Self::new(name, SourceKind::Person) }
    }

    /// Adds a noun that it is called by.
    pub(super) fn call(&mut self, noun: &str) {
        let noun = singular(noun);
        // "Supreme Court justice" is a judge, "state senator" a lawmaker; a "deputy governor" is no governor.
        let last = noun.rsplit(' ').next().unwrap_or(&noun);
        let inherits = matches!(last, "judge" | "justice" | "senator" | "attorney" | "lawyer" | "congressman" | "congresswoman");
        for general in generals(&noun).iter().chain(if inherits { generals(last) } else { &[] }) {
            if !self.nouns.iter().any(|own| own == general) {
                self.nouns.push((*general).to_owned());
            }
        }
        if !self.nouns.contains(&noun) {
            self.nouns.push(noun);
        }
    }

    /// Whether the article calls it by this noun, or its name ends with it.
    pub(super) fn is_called(&self, noun: &str) -> bool {
        let noun = singular(noun);
        self.nouns.contains(&noun)
            || self.nouns.iter().any(|own| own.ends_with(&noun) && own.len() > noun.len() && own.as_bytes()[own.len() - noun.len() - 1] == b' ')
            || {
                let name = self.name.to_lowercase();
                // "University Hospital Shannonbridge" is a hospital.
                let inside = matches!(noun.as_str(), "hospital" | "university" | "college" | "museum" | "airport" | "school" | "clinic")
                    && name.contains(&format!(" {noun} "))
                    && !["union", "association", "federation", "workers", "foundation", "society", "board", "authority", "trust"]
                        .iter()
                        .any(|ending| name.ends_with(ending));
                !self.human && (inside || name.ends_with(&noun) || name.starts_with(&format!("{noun} of ")) || singular(&name).ends_with(&noun))
            }
    }

    /// Whether "it" may mean it.
    pub(super) fn is_thing(&self) -> bool {
        !self.human && !matches!(self.kind, SourceKind::Group | SourceKind::Anonymous | SourceKind::Person)
    }

    /// Its last name.
    pub(super) fn last_name(&self) -> &str {
        self.name.rsplit(' ').next().unwrap_or(&self.name)
    }

    /// As a source without a speaker.
    pub(super) fn source(&self) -> SourceRef {
        let mut source = if self.known { known(&self.name, self.kind) } else { SourceRef::discovered(self.name.clone(), self.kind) };
        source.id = slug(&self.name);
        source
    }
}

/// What a title or a trade also says: a "Sen." is a senator and a lawmaker; an airline is called a carrier, and a carrier an airline
/// where "the airline" follows.
fn generals(noun: &str) -> &'static [&'static str] {
    match noun {
        "sen" | "senator" => &["senator", "lawmaker"],
        "rep" | "congressman" | "congresswoman" | "representative" => &["representative", "congressman", "congresswoman", "lawmaker"],
        "mp" | "lawmaker" | "legislator" | "deputy" => &["lawmaker", "mp", "legislator"],
        "gov" => &["governor"],
        "gen" | "lt. gen" | "maj. gen" | "brig. gen" => &["general"],
        "prof" => &["professor"],
        "dr" => &["doctor"],
        "pres" => &["president"],
        "justice" | "judge" | "magistrate" => &["judge", "justice"],
        "attorney" | "lawyer" | "solicitor" | "barrister" | "counsel" => &["lawyer", "attorney"],
        "chief executive" | "ceo" | "chief executive officer" => &["chief executive", "ceo", "executive"],
        "premier" | "prime minister" => &["prime minister", "premier", "leader"],
        "president" => &["leader"],
        "police chief" | "chief" => &["police chief", "chief"],
        "lender" => &["bank"],
        "airline" => &["carrier"],
        "carrier" => &["airline"],
        "grocer" | "supermarket" => &["retailer", "supermarket", "grocer"],
        _ => &[],
    }
}

/// "Charles E. Grassley" -> "Charles Grassley"
fn without_initials(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let last = words.len().saturating_sub(1);
    let kept = words.iter().enumerate().filter(|(at, word)| *at == 0 || *at == last || !(word.ends_with('.') && word.chars().count() == 2));
    kept.map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
}

/// A noun in the singular, as far as its ending tells.
pub(super) fn singular(noun: &str) -> String {
    if let Some(stem) = noun.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    if let Some(stem) = noun.strip_suffix("men") {
        return format!("{stem}man");
    }
    match noun.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => noun.to_owned(),
    }
}
