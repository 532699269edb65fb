//! Who answers for a claim.
//!
//! In: names that the engine resolved or a person chose. Out: a reference to a source.
//! Deliberately absent: how a name is resolved (`engine::sources`).

use std::fmt;
use std::str::FromStr;

/// What sort of party a source is (`docs/labels.md` defines the kinds).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// A state or international body, or someone who speaks for it.
    Official,
    /// A company, party, campaign, union, university, armed group.
    Organisation,
    /// A named individual who speaks for himself or herself.
    Person,
    /// Another outlet or agency, named or not.
    Media,
    /// A report, poll, filing, law, study, data release, website.
    Document,
    /// People who are not named and form no body: critics, analysts, residents.
    Group,
    /// An unnamed individual or unnamed officials.
    Anonymous,
    /// The article's own voice.
    Newsroom,
}

impl SourceKind {
    /// Every kind, in the order of the documentation.
    pub const ALL: [Self; 8] =
        [Self::Official, Self::Organisation, Self::Person, Self::Media, Self::Document, Self::Group, Self::Anonymous, Self::Newsroom];

    /// The word used in JSON, SQL, logs and on the page.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Organisation => "organisation",
            Self::Person => "person",
            Self::Media => "media",
            Self::Document => "document",
            Self::Group => "group",
            Self::Anonymous => "anonymous",
            Self::Newsroom => "newsroom",
        }
    }
}

impl fmt::Display for SourceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for SourceKind {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word).ok_or(())
    }
}

/// The slug of a source: lower-case ASCII letters, digits and hyphens, such as `chinese-foreign-ministry`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(String);

impl SourceId {
    /// The slug of a name: letters folded to ASCII where that is usual, everything else a hyphen.
    /// A name without a single letter or digit of any script has the slug `unnamed`.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        use unicode_normalization::UnicodeNormalization;
        let mut slug = String::new();
        for c in name.nfkd().flat_map(char::to_lowercase) {
            match c {
                'a'..='z' | '0'..='9' => slug.push(c),
                '\'' | '’' | '\u{300}'..='\u{36f}' => {}
                c if c.is_alphanumeric() => slug.push(c),
                _ if slug.ends_with('-') || slug.is_empty() => {}
                _ => slug.push('-'),
            }
        }
        let slug = slug.trim_end_matches('-');
        Self(if slug.is_empty() { "unnamed".to_owned() } else { slug.to_owned() })
    }

    /// A slug that was made before, as a store keeps it.
    #[must_use]
    pub fn from_slug(slug: impl Into<String>) -> Self {
        Self(slug.into())
    }

    /// The source of the article's own voice.
    #[must_use]
    pub fn newsroom() -> Self {
        Self("newsroom".to_owned())
    }

    /// The slug itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A source as a claim refers to it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SourceRef {
    /// Its slug.
    pub id: SourceId,
    /// Its full usual English name, or the article's own words where it has none.
    pub name: String,
    /// Its kind.
    pub kind: SourceKind,
    /// Who spoke for it, if somebody did.
    pub speaker: Option<String>,
    /// Whether the registry knew it; otherwise it was discovered in the article.
    pub known: bool,
}

impl SourceRef {
    /// A source that the registry does not know, with the slug of its name.
    #[must_use]
    pub fn discovered(name: impl Into<String>, kind: SourceKind) -> Self {
        let name = name.into();
        Self { id: SourceId::from_name(&name), name, kind, speaker: None, known: false }
    }

    /// The article's own voice.
    #[must_use]
    pub fn newsroom() -> Self {
        Self { id: SourceId::newsroom(), name: "newsroom".to_owned(), kind: SourceKind::Newsroom, speaker: None, known: true }
    }
}

/// One form for all ways to write a name, by which names are compared: without "the", dots, and possessive endings; single words keep their case.
#[must_use]
pub fn name_key(name: &str) -> String {
    let name = name.trim().trim_end_matches("'s").trim_end_matches("’s").trim_end_matches(['\'', '’']);
    let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    let plain: String = name.chars().filter(|&c| c != '.').map(|c| if c == '’' { '\'' } else { c }).collect();
    if plain.contains(' ') { plain.to_lowercase() } else { plain }
}

#[cfg(test)]
mod tests {
    use super::SourceId;

    #[test]
    fn a_slug_keeps_the_letters_that_tell_names_apart() {
        for (name, slug) in [
            ("Chinese Foreign Ministry", "chinese-foreign-ministry"),
            ("Nicolás Maduro", "nicolas-maduro"),
            ("people's court, Kyiv", "peoples-court-kyiv"),
            ("外交部", "外交部"),
            ("—", "unnamed"),
        ] {
            assert_eq!(SourceId::from_name(name).as_str(), slug);
        }
    }
}
