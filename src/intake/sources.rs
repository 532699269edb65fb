//! Sources that people add and change.
//!
//! In: a [`SourceDraft`], as it came. Out: a [`NewSource`] or a [`SourceChange`], or every field that is wrong with what would be right.
//! Deliberately absent: whether other sources have the same names, and whether a parent exists (`store`).

use super::IntakeError;
use super::checks::Checks;
use crate::domain::{NewSource, SourceChange, SourceDraft, SourceId, SourceKind, name_key};

/// The longest name of a source, in characters: some newsrooms name a source by its whole description.
const LONGEST_NAME: usize = 200;

/// Aliases, and spokespersons, that a source may have. The shipped one with the most has 14.
const MOST_NAMES: usize = 100;

/// Checks a source that is to be added. `id_of` makes the slug of a name, for those that come without one.
///
/// # Errors
/// All fields that are wrong at once.
pub fn check_new_source(sent: SourceDraft, id_of: impl Fn(&str) -> SourceId) -> Result<NewSource, IntakeError> {
    let mut checks = Checks::default();
    let name = check_name(&mut checks, "name", sent.name.unwrap_or_default());
    let id = match sent.id {
        Some(id) => slug(&mut checks, "id", &id),
        None => id_of(&name),
    };
    let source = NewSource {
        id,
        kind: kind(&mut checks, &sent.kind.unwrap_or_default()),
        parent: sent.parent.flatten().map(|parent| slug(&mut checks, "parent", &parent)),
        aliases: names(&mut checks, "aliases", sent.aliases.unwrap_or_default(), Some(&name)),
        spokespersons: names(&mut checks, "spokespersons", sent.spokespersons.unwrap_or_default(), None),
        name,
    };
    checks.finish(source)
}

/// Checks what is to be changed about a source that has this name now.
///
/// # Errors
/// All fields that are wrong at once.
pub fn check_source_change(sent: SourceDraft, name_now: &str) -> Result<SourceChange, IntakeError> {
    let mut checks = Checks::default();
    let name = sent.name.map(|name| check_name(&mut checks, "name", name));
    let own = name.clone().unwrap_or_else(|| name_now.to_owned());
    let change = SourceChange {
        kind: sent.kind.map(|word| kind(&mut checks, &word)),
        parent: sent.parent.map(|parent| parent.map(|parent| slug(&mut checks, "parent", &parent))),
        aliases: sent.aliases.map(|aliases| names(&mut checks, "aliases", aliases, Some(&own))),
        spokespersons: sent.spokespersons.map(|speakers| names(&mut checks, "spokespersons", speakers, None)),
        looked_at: sent.looked_at,
        name,
    };
    checks.finish(change)
}

/// A name as it stands in articles: words with single spaces between them.
fn check_name(checks: &mut Checks, field: &str, name: String) -> String {
    let name = checks.name(field, name, LONGEST_NAME);
    if checks.is_right(field) && !name.contains(char::is_alphanumeric) {
        checks.wrong(field, "it has no letter and no digit");
    } else if checks.is_right(field) && name.split_whitespace().collect::<Vec<_>>().join(" ") != name {
        checks.wrong(field, "it holds white space other than single spaces, and would never be found in an article");
    }
    name
}

fn names(checks: &mut Checks, field: &str, list: Vec<String>, own: Option<&str>) -> Vec<String> {
    if list.len() > MOST_NAMES {
        checks.wrong(field, format!("it has {} entries, and may have {MOST_NAMES}", list.len()));
        return list;
    }
    let mut forms = own.map(name_key).into_iter().collect::<Vec<_>>();
    let mut checked = Vec::new();
    for (at, name) in list.into_iter().enumerate() {
        let field = format!("{field}[{at}]");
        let name = check_name(checks, &field, name);
        let form = name_key(&name);
        if checks.is_right(&field) && forms.contains(&form) {
            checks.wrong(&field, format!("“{name}” stands there twice, or is the name itself; case, dots and “the” make no other name of it"));
        }
        forms.push(form);
        checked.push(name);
    }
    checked
}

fn slug(checks: &mut Checks, field: &str, word: &str) -> SourceId {
    let id = SourceId::from_slug(word);
    if word.is_empty() || SourceId::from_name(word) != id {
        checks.wrong(field, format!("`{word}` must be lower-case letters and digits with single hyphens between them, such as `foreign-ministry`"));
    } else if word.chars().count() > LONGEST_NAME {
        checks.wrong(field, format!("it is longer than {LONGEST_NAME} characters"));
    }
    id
}

fn kind(checks: &mut Checks, word: &str) -> SourceKind {
    match word.parse() {
        Ok(kind) if kind != SourceKind::Newsroom => kind,
        Ok(_) => {
            checks.wrong("kind", "`newsroom` is the article's own voice, and no other source");
            SourceKind::Newsroom
        }
        Err(()) => {
            let others = SourceKind::ALL.iter().filter(|kind| **kind != SourceKind::Newsroom);
            let all = others.map(|kind| format!("`{kind}`")).collect::<Vec<_>>().join(", ");
            checks.wrong("kind", format!("`{word}` must be one of {all}"));
            SourceKind::Anonymous
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(sent: SourceDraft) -> Vec<String> {
        match check_new_source(sent, SourceId::from_name) {
            Err(IntakeError::Fields(fields)) => fields.into_iter().map(|wrong| wrong.field).collect(),
            other => panic!("expected wrong fields, got {other:?}"),
        }
    }

    fn sent(name: &str) -> SourceDraft {
        SourceDraft { name: Some(name.into()), kind: Some("organisation".into()), ..SourceDraft::default() }
    }

    #[test]
    fn every_wrong_field_of_a_source_is_named() {
        let all_wrong = SourceDraft {
            id: Some("Harbour Board".into()),
            name: Some("Harbour\nBoard".into()),
            kind: Some("press".into()),
            parent: Some(Some("no--slug".into())),
            aliases: Some(vec!["Board".into(), "—".into(), "the Board".into(), " Board".into()]),
            spokespersons: Some(vec!["a".repeat(201), "Ana  Reyes".into()]),
            looked_at: None,
        };
        let fields = ["name", "id", "kind", "parent", "aliases[1]", "aliases[2]", "aliases[3]", "spokespersons[0]", "spokespersons[1]"];
        assert_eq!(wrong(all_wrong), fields);
        assert_eq!(wrong(SourceDraft { kind: Some("newsroom".into()), ..sent("Us") }), ["kind"]);
        assert_eq!(wrong(SourceDraft { aliases: Some(vec!["a".into(); 101]), ..sent("Us") }), ["aliases"]);
    }

    #[test]
    fn an_alias_that_is_the_name_itself_is_no_alias() {
        assert_eq!(wrong(SourceDraft { aliases: Some(vec!["The Harbour Board".into()]), ..sent("Harbour Board") }), ["aliases[0]"]);
        let short = SourceDraft { aliases: Some(vec!["Board".into(), "board".into()]), ..sent("Harbour Board") };
        assert!(check_new_source(short, SourceId::from_name).is_ok(), "a single word keeps its case");
    }
}
