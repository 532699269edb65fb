//! Sources that ship, are added and are changed.
//!
//! In: the sources of a registry; what people teach. Out: rows, with an event of each change, and the claims of a source brought up to date.
//! Deliberately absent: merges (`source_merges`).

use super::codes::Coded;
use super::events::{self, NewEvent};
use super::values::micros;
use super::{source_names, source_rows};
use crate::domain::{Action, FieldChange, NewSource, ShippedSource, SourceChange, SourceId, SourceOrigin, SourceRecord, SourceRefusal, Stamp};
use crate::store::StoreError;
use rusqlite::{Connection, OptionalExtension, params};

/// A change that was made, or why it was refused.
pub(super) type Outcome<T> = Result<Result<T, SourceRefusal>, StoreError>;

/// Takes in the sources of a registry, unless they were taken in last. Sources that an earlier registry had stay.
pub(super) fn take_in(connection: &Connection, version: &str, shipped: &[ShippedSource], stamp: &Stamp) -> Result<(), StoreError> {
    if source_rows::is_taken_in(connection, version)? {
        return Ok(());
    }
    let at = micros(stamp.at);
    let mut find = connection.prepare_cached("SELECT source FROM sources WHERE slug = ?")?;
    let mut add = connection.prepare_cached(
        "INSERT INTO sources (slug, own_name, own_kind, own_parent, own_aliases, own_spokespersons, origin, looked_at, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1, ?8, ?8)",
    )?;
    let mut update = connection.prepare_cached(
        "UPDATE sources SET own_name = ?2, own_kind = ?3, own_parent = ?4, own_aliases = ?5, own_spokespersons = ?6,
             origin = CASE origin WHEN 2 THEN ?7 ELSE origin END, looked_at = 1, version = version + 1, updated_at = ?8
         WHERE source = ?1 AND (own_name, own_kind, own_parent, own_aliases, own_spokespersons) IS NOT (?2, ?3, ?4, ?5, ?6)",
    )?;
    for source in shipped {
        let (kind, parent) = (source.kind.code(), source.parent.as_ref().map(SourceId::as_str));
        let (aliases, speakers) = (source.aliases.join("\n"), source.spokespersons.join("\n"));
        let origin = SourceOrigin::Shipped.code();
        let found: Option<i64> = find.query_row([source.id.as_str()], |row| row.get(0)).optional()?;
        match found {
            Some(number) => {
                update.execute(params![number, source.name, kind, parent, aliases, speakers, origin, at])?;
                source_names::rewrite(connection, number)?;
            }
            None => {
                let number = add.insert(params![source.id.as_str(), source.name, kind, parent, aliases, speakers, origin, at])?;
                let names = [&source.name].into_iter().chain(&source.aliases).map(String::as_str);
                source_names::write(connection, number, names, source.spokespersons.iter().map(String::as_str))?;
            }
        }
    }
    // Sources of databases that had no names yet.
    let mut nameless = connection.prepare("SELECT source FROM sources WHERE source NOT IN (SELECT source FROM source_names)")?;
    for number in nameless.query_map([], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()? {
        source_names::rewrite(connection, number)?;
    }
    connection.execute("INSERT INTO registries (version, taken_at) VALUES (?, ?)", params![version, at])?;
    Ok(())
}

/// Adds a source that a person taught.
pub(super) fn add(connection: &Connection, new: &NewSource, stamp: &Stamp) -> Outcome<SourceRecord> {
    if source_names::number(connection, &new.id)?.is_some() {
        return Ok(Err(SourceRefusal::Known(new.id.clone())));
    }
    if let Some(taken) = find_taken(connection, None, Some(&new.name), &new.aliases, &new.spokespersons)? {
        return Ok(Err(taken));
    }
    if let Some(parent) = &new.parent
        && let Some(refused) = refuse_parent(connection, None, parent)?
    {
        return Ok(Err(refused));
    }
    let parent = new.parent.as_ref().map(SourceId::as_str);
    let (aliases, speakers, at) = (new.aliases.join("\n"), new.spokespersons.join("\n"), micros(stamp.at));
    let number = connection
        .prepare_cached(
            "INSERT INTO sources (slug, own_kind, name, kind, parent, aliases, spokespersons, origin, looked_at, created_at, updated_at)
             VALUES (?1, ?3, ?2, ?3, ?4, ?5, ?6, ?7, 1, ?8, ?8)",
        )?
        .insert(params![new.id.as_str(), new.name, new.kind.code(), parent, aliases, speakers, SourceOrigin::Taught.code(), at])?;
    source_names::rewrite(connection, number)?;
    let added = source_rows::read(connection, number)?;
    let changes = fields(&added).into_iter().filter(|(_, value)| !value.is_empty());
    let changes = changes.map(|(field, value)| FieldChange::new(field, None, Some(value))).collect();
    events::add(connection, &NewEvent { subject: Some(new.id.as_str()), changes, ..NewEvent::new(stamp, Action::SourceAdded) })?;
    Ok(Ok(added))
}

/// Changes a source, where it still has the version that the caller has seen.
pub(super) fn change(connection: &Connection, id: &SourceId, version: u32, change: &SourceChange, stamp: &Stamp) -> Outcome<SourceRecord> {
    let (number, before) = match find_changeable(connection, id)? {
        Ok(found) => found,
        Err(refused) => return Ok(Err(refused)),
    };
    if before.version != version {
        return Ok(Err(SourceRefusal::ChangedMeanwhile { id: id.clone(), version: before.version }));
    }
    let (aliases, speakers) = (change.aliases.as_deref().unwrap_or_default(), change.spokespersons.as_deref().unwrap_or_default());
    if let Some(taken) = find_taken(connection, Some(number), change.name.as_deref(), aliases, speakers)? {
        return Ok(Err(taken));
    }
    if let Some(Some(parent)) = &change.parent
        && let Some(refused) = refuse_parent(connection, Some(number), parent)?
    {
        return Ok(Err(refused));
    }
    let after = SourceRecord {
        name: change.name.clone().unwrap_or_else(|| before.name.clone()),
        kind: change.kind.unwrap_or(before.kind),
        parent: change.parent.clone().unwrap_or_else(|| before.parent.clone()),
        aliases: change.aliases.clone().unwrap_or_else(|| before.aliases.clone()),
        spokespersons: change.spokespersons.clone().unwrap_or_else(|| before.spokespersons.clone()),
        // Who changes something about a source has looked at it.
        looked_at: change.looked_at.unwrap_or(true),
        ..before.clone()
    };
    let pairs = fields(&before).into_iter().zip(fields(&after)).filter(|(before, after)| before.1 != after.1);
    let changes: Vec<_> = pairs.map(|((field, before), (_, after))| FieldChange::new(field, some(before), some(after))).collect();
    if changes.is_empty() {
        return Ok(Ok(before));
    }
    let changed = |field: &str| changes.iter().any(|change| change.field == field);
    connection
        .prepare_cached(
            "UPDATE sources SET name = coalesce(?2, name), kind = coalesce(?3, kind), parent = coalesce(?4, parent), aliases = coalesce(?5, aliases),
                 spokespersons = coalesce(?6, spokespersons), looked_at = ?7, version = version + 1, updated_at = ?8
             WHERE source = ?1",
        )?
        .execute(params![
            number,
            changed("name").then_some(&after.name),
            changed("kind").then_some(after.kind.code()),
            changed("parent").then_some(after.parent.as_ref().map_or("", SourceId::as_str)),
            changed("aliases").then(|| after.aliases.join("\n")),
            changed("spokespersons").then(|| after.spokespersons.join("\n")),
            after.looked_at,
            micros(stamp.at),
        ])?;
    source_names::rewrite(connection, number)?;
    if changed("name") || changed("kind") {
        touch_claims(connection, number, &before, &after, stamp)?;
    }
    events::add(connection, &NewEvent { subject: Some(id.as_str()), changes, ..NewEvent::new(stamp, Action::SourceChanged) })?;
    Ok(Ok(source_rows::read(connection, number)?))
}

/// A source that may be changed, with its number.
pub(super) fn find_changeable(connection: &Connection, id: &SourceId) -> Outcome<(i64, SourceRecord)> {
    let Some(number) = source_names::number(connection, id)? else { return Ok(Err(SourceRefusal::Unknown)) };
    let found = source_rows::read(connection, number)?;
    if *id == SourceId::newsroom() {
        return Ok(Err(SourceRefusal::Fixed));
    }
    match &found.merged_into {
        Some(into) => Ok(Err(SourceRefusal::Merged { id: id.clone(), into: into.clone() })),
        None => Ok(Ok((number, found))),
    }
}

/// A claim shows its source's name and kind: it has another version once they change.
fn touch_claims(connection: &Connection, number: i64, before: &SourceRecord, after: &SourceRecord, stamp: &Stamp) -> Result<(), StoreError> {
    let last = events::last(connection)?;
    connection
        .prepare_cached(
            "INSERT INTO events (at, actor, action, article, claim, version, subject)
             SELECT ?1, ?2, ?3, article, claim, version + 1, ?4 FROM claims WHERE source = ?5 ORDER BY claim",
        )?
        .execute(params![micros(stamp.at), stamp.by, Action::SourceChanged.as_str(), before.id.as_str(), number])?;
    let mut changes = vec![];
    if before.name != after.name {
        changes.push(("source.name", before.name.as_str(), after.name.as_str()));
    }
    if before.kind != after.kind {
        changes.push(("source.kind", before.kind.as_str(), after.kind.as_str()));
    }
    for (place, (field, before, after)) in (0_i64..).zip(changes) {
        connection
            .prepare_cached("INSERT INTO event_changes (event, place, field, before, after) SELECT event, ?, ?, ?, ? FROM events WHERE event > ?")?
            .execute(params![place, field, before, after, last])?;
    }
    let kind = (before.kind != after.kind).then_some(after.kind.code());
    connection
        .prepare_cached("UPDATE claims SET kind = coalesce(?, kind), version = version + 1, updated_at = ? WHERE source = ?")?
        .execute(params![kind, micros(stamp.at), number])?;
    Ok(())
}

/// The first name that another source has. Names that the source itself has already may be shared: shipped ones are, now and then.
fn find_taken(
    connection: &Connection,
    own: Option<i64>,
    name: Option<&str>,
    aliases: &[String],
    speakers: &[String],
) -> Result<Option<SourceRefusal>, StoreError> {
    let name = name.map(|name| ("name".to_owned(), name, false));
    let aliases = aliases.iter().enumerate().map(|(at, alias)| (format!("aliases[{at}]"), alias.as_str(), false));
    let speakers = speakers.iter().enumerate().map(|(at, speaker)| (format!("spokespersons[{at}]"), speaker.as_str(), true));
    for (field, name, speaks) in name.into_iter().chain(aliases).chain(speakers) {
        if own.map(|own| source_names::has(connection, own, name, speaks)).transpose()?.unwrap_or(false) {
            continue;
        }
        if let Some(by) = source_names::bearer(connection, name, speaks, own.as_slice())? {
            return Ok(Some(SourceRefusal::NameTaken { field, name: name.to_owned(), by }));
        }
    }
    Ok(None)
}

/// Why a source can't be the parent of another one.
fn refuse_parent(connection: &Connection, own: Option<i64>, parent: &SourceId) -> Result<Option<SourceRefusal>, StoreError> {
    let Some(number) = source_names::number(connection, parent)? else {
        return Ok(Some(SourceRefusal::Parent(format!("there is no source `{parent}`"))));
    };
    if *parent == SourceId::newsroom() {
        return Ok(Some(SourceRefusal::Parent("nothing belongs to the article's own voice".to_owned())));
    }
    let settled = source_names::settled(connection, number)?;
    if settled != number {
        let into = source_names::slug(connection, settled)?;
        return Ok(Some(SourceRefusal::Parent(format!("`{parent}` was merged into `{into}`: name that one"))));
    }
    match own {
        Some(own) if source_rows::belongs_to(connection, number, own)? => {
            let own = source_names::slug(connection, own)?;
            let detail = if own == *parent {
                "a source does not belong to itself".to_owned()
            } else {
                format!("`{parent}` belongs to `{own}` already: that would be a ring")
            };
            Ok(Some(SourceRefusal::Parent(detail)))
        }
        _ => Ok(None),
    }
}

/// What an event tells of a source; lists with their entries divided by semicolons.
fn fields(source: &SourceRecord) -> [(&'static str, String); 6] {
    [
        ("name", source.name.clone()),
        ("kind", source.kind.to_string()),
        ("parent", source.parent.as_ref().map(SourceId::to_string).unwrap_or_default()),
        ("aliases", source.aliases.join("; ")),
        ("spokespersons", source.spokespersons.join("; ")),
        ("looked_at", source.looked_at.to_string()),
    ]
}

fn some(value: String) -> Option<String> {
    Some(value).filter(|value| !value.is_empty())
}
