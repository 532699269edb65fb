//! SQLite behind the contract: one writer, several readers, nothing that blocks the caller for longer than a key is looked up.
//!
//! In: the calls of [`Store`]. Out: their answers.
//! Deliberately absent: the statements themselves, which stand in a file for each subject.

mod analysis_rows;
mod answers;
mod article_list;
mod article_rows;
mod backup;
mod claim_counts;
mod claim_filter;
mod claim_find;
mod claim_groups;
mod claim_list;
mod claim_rows;
mod claim_search;
mod codes;
mod conditions;
mod erasure;
mod events;
mod failure;
mod job_rows;
mod keys;
mod migrations;
mod reader;
mod references;
mod reviews;
mod revision_rows;
mod source_changes;
mod source_merges;
mod source_names;
mod source_rows;
mod stats;
mod values;
mod views;
mod writer;

pub(super) use backup::back_up;

use super::{
    AddArticle, AddRevision, Added, Answer, EndJob, Holdings, KeptAnswer, Latest, NewAnswer, NewJob, NewKey, Review, ReviewOutcome, Revised, Store,
    StoreError, StoreWork, StoredKey, WaitingJob,
};
use crate::domain::{
    Article, ArticleFilter, ArticleId, ArticleSummary, ArticleWithClaims, ClaimFilter, ClaimGroup, ClaimId, ClaimInContext, Event, EventFilter,
    GroupBy, Job, Merge, NewArticle, NewSource, Page, PageRequest, Revision, ShippedSource, SourceChange, SourceFilter, SourceId, SourceRecord,
    SourceRefusal, Stamp, Stats, StatsFilter, TaughtSource, Unmerged, View, ViewChange, ViewRefusal,
};
use jiff::Timestamp;
use reader::Readers;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;
use uuid::Uuid;
use writer::Writer;

/// How long to wait for another program that holds the database, before saying so. A backup's lock lasts less.
const PATIENCE: Duration = Duration::from_secs(5);

/// Since this version the race between a WAL reset and a reader is mended.
const OLDEST_LIBRARY: i32 = 3_051_003;

/// Statements kept ready for each connection: there are some seventy different ones, and lists of claims have one for each
/// set of filters that people use.
const READY_STATEMENTS: usize = 256;

/// Memory for pages of the file, in kilobytes: of the writer, and of all readers together. The upper levels of the indexes of a
/// million claims take 10 MB, and what a shift works on fits beside them; the system keeps the rest.
const WRITER_CACHE: u32 = 24_000;
const READER_CACHES: u32 = 88_000;

/// The same for each spare connection, which looks up single rows. More would hardly ever hold the row that is asked for, and
/// leaves the processor's own memory: 24 MB made a look-up among a million claims a fifteenth slower.
const SPARE_CACHE: u32 = 2_000;

/// What a commit survives.
#[derive(Clone, Copy)]
pub(super) enum Durability {
    /// A loss of power: it waits for the disk.
    Power,
    /// The end of the process, and nothing more.
    ProcessOnly,
}

/// A database in a file. Fields are dropped in order: the writer closes last, and takes the WAL file away.
pub(super) struct SqliteStore {
    readers: Readers,
    writer: Writer,
}

impl SqliteStore {
    /// Opens the file, makes it where there is none, and brings its schema up to date.
    pub(super) fn open(path: &Path, durability: Durability) -> Result<Self, StoreError> {
        if rusqlite::version_number() < OLDEST_LIBRARY {
            return Err(StoreError::OldLibrary(rusqlite::version().to_owned()));
        }
        check_file(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = connect(path, flags, WRITER_CACHE)?;
        migrations::check_ours(&connection)?;
        let journal: String = connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
        if !journal.eq_ignore_ascii_case("wal") {
            return Err(StoreError::CannotOpen(format!("its file system does not support write-ahead logging (journal mode {journal})")));
        }
        let synchronous = match durability {
            Durability::Power => "FULL",
            Durability::ProcessOnly => "NORMAL",
        };
        connection.pragma_update(None, "synchronous", synchronous)?;
        // What is deleted is overwritten: an erasure is for good.
        connection.pragma_update(None, "secure_delete", true)?;
        migrations::migrate(&mut connection)?;
        let count = std::thread::available_parallelism().map_or(2, |cores| cores.get().clamp(2, 8));
        let reader = |cache: u32| connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX, cache);
        let share = READER_CACHES / u32::try_from(count).unwrap_or(1);
        let readers = Readers::start(count, || reader(share), || reader(SPARE_CACHE))?;
        Ok(Self { readers, writer: Writer::start(connection)? })
    }
}

/// Says in plain words what SQLite would only give a number for.
fn check_file(path: &Path) -> Result<(), StoreError> {
    match std::fs::metadata(path) {
        Ok(found) if found.is_dir() => Err(StoreError::CannotOpen(format!("{} is a folder", path.display()))),
        Ok(found) if found.permissions().readonly() => Err(StoreError::ReadOnly(format!("{} is marked read-only", path.display()))),
        Ok(_) => Ok(()),
        Err(_) => match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => {
                Err(StoreError::CannotOpen(format!("there is no folder {}", folder.display())))
            }
            _ => Ok(()),
        },
    }
}

/// A connection with the settings that all have, and so many kilobytes of memory for pages.
fn connect(path: &Path, flags: OpenFlags, cache: u32) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    // A statement is planned once, and not anew for each value that is bound to it: that took a third of the time of a page.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "cache_size", -i64::from(cache))?;
    connection.set_prepared_statement_cache_capacity(READY_STATEMENTS);
    Ok(connection)
}

impl Store for SqliteStore {
    fn add_article(&self, article: AddArticle) -> Answer<Added> {
        self.writer.write(move |connection| article_rows::add(connection, &article))
    }

    fn add_revision(&self, revision: AddRevision) -> Answer<Revised> {
        self.writer.write(move |connection| revision_rows::add(connection, &revision))
    }

    fn lookup_latest(&self, id: ArticleId) -> Answer<Option<Latest>> {
        self.readers.read(move |connection| revision_rows::latest(connection, id))
    }

    fn list_revisions(&self, id: ArticleId, bodies: bool) -> Answer<Option<Vec<Revision>>> {
        self.readers.read(move |connection| revision_rows::list(connection, id, bodies))
    }

    fn erase_article(&self, id: ArticleId, reason: String, stamp: Stamp) -> Answer<bool> {
        let erased = self.writer.write(move |connection| erasure::erase(connection, id, &reason, &stamp));
        let settled = self.writer.settle();
        Box::pin(async move {
            let erased = erased.await?;
            settled.await?;
            Ok(erased)
        })
    }

    fn add_jobs(&self, jobs: Vec<NewJob>, limit: u32) -> Answer<bool> {
        self.writer.write(move |connection| job_rows::add(connection, &jobs, limit))
    }

    fn lookup_job(&self, id: Uuid) -> Answer<Option<Job>> {
        self.readers.read(move |connection| job_rows::lookup(connection, id))
    }

    fn list_waiting_jobs(&self, limit: u32) -> Answer<Vec<WaitingJob>> {
        self.readers.read(move |connection| job_rows::waiting(connection, limit))
    }

    fn count_waiting_jobs(&self) -> Answer<u64> {
        self.readers.read(job_rows::count_waiting)
    }

    fn has_waiting_job(&self, outlet: &str, external_id: &str) -> Answer<bool> {
        let (outlet, external_id) = (outlet.to_owned(), external_id.to_owned());
        self.readers.read(move |connection| job_rows::waits_for(connection, &outlet, &external_id))
    }

    fn end_job(&self, end: EndJob) -> Answer<()> {
        self.writer.write(move |connection| job_rows::end(connection, &end).map(|_| ()))
    }

    fn update_details(&self, id: ArticleId, sent: NewArticle, stamp: Stamp) -> Answer<bool> {
        self.writer.write(move |connection| article_rows::update_details(connection, id, &sent, &stamp))
    }

    fn find_article(&self, outlet: &str, external_id: &str) -> Answer<Option<Article>> {
        let (outlet, external_id) = (outlet.to_owned(), external_id.to_owned());
        self.readers.read(move |connection| article_rows::find(connection, &outlet, &external_id))
    }

    fn lookup_article(&self, id: ArticleId) -> Answer<Option<ArticleWithClaims>> {
        self.readers.read(move |connection| claim_rows::article_with_claims(connection, id))
    }

    fn has_article(&self, id: ArticleId) -> Answer<bool> {
        self.readers.read(move |connection| article_rows::exists(connection, id))
    }

    fn list_articles(&self, filter: ArticleFilter, page: PageRequest) -> Answer<Page<ArticleSummary>> {
        self.readers.read(move |connection| article_list::list(connection, &filter, page))
    }

    fn lookup_claim(&self, id: ClaimId) -> Answer<Option<ClaimInContext>> {
        self.readers.look_up(move |connection| claim_list::lookup(connection, id))
    }

    fn list_claims(&self, filter: ClaimFilter, page: PageRequest) -> Answer<Page<ClaimInContext>> {
        self.readers.read(move |connection| claim_list::list(connection, &filter, page))
    }

    fn review(&self, all: Vec<Review>) -> Answer<Vec<ReviewOutcome>> {
        self.writer.write(move |connection| reviews::review_all(connection, &all))
    }

    fn expire_leases(&self, stamp: Stamp) -> Answer<u64> {
        self.writer.write(move |connection| reviews::expire(connection, &stamp))
    }

    fn list_events(&self, filter: EventFilter, limit: u32) -> Answer<Vec<Event>> {
        self.readers.read(move |connection| events::list(connection, &filter, limit))
    }

    fn last_event(&self) -> Answer<i64> {
        self.readers.read(events::last)
    }

    fn list_keys(&self) -> Answer<Vec<StoredKey>> {
        self.readers.read(keys::list)
    }

    fn add_key(&self, key: NewKey, stamp: Stamp) -> Answer<()> {
        self.writer.write(move |connection| keys::add(connection, &key, &stamp))
    }

    fn revoke_key(&self, id: Uuid, stamp: Stamp) -> Answer<bool> {
        self.writer.write(move |connection| keys::revoke(connection, id, &stamp))
    }

    fn find_answer(&self, caller: Uuid, token: &str, oldest: Timestamp) -> Answer<Option<KeptAnswer>> {
        let token = token.to_owned();
        self.readers.read(move |connection| answers::find(connection, caller, &token, oldest))
    }

    fn keep_answer(&self, answer: NewAnswer) -> Answer<()> {
        self.writer.write(move |connection| answers::keep(connection, &answer))
    }

    fn forget_answers(&self, before: Timestamp) -> Answer<()> {
        self.writer.write(move |connection| answers::forget(connection, before))
    }

    fn note_key_use(&self, used: Vec<(Uuid, Timestamp)>) -> Answer<()> {
        self.writer.write(move |connection| keys::note_use(connection, &used))
    }

    fn take_in_sources(&self, version: String, shipped: Vec<ShippedSource>, stamp: Stamp) -> Answer<()> {
        self.writer.write(move |connection| source_changes::take_in(connection, &version, &shipped, &stamp))
    }

    fn lookup_source(&self, id: SourceId) -> Answer<Option<SourceRecord>> {
        self.readers.read(move |connection| source_rows::lookup(connection, &id))
    }

    fn list_sources(&self, filter: SourceFilter, page: PageRequest) -> Answer<Page<SourceRecord>> {
        self.readers.read(move |connection| source_rows::list(connection, &filter, page))
    }

    fn add_source(&self, source: NewSource, stamp: Stamp) -> Answer<Result<SourceRecord, SourceRefusal>> {
        self.writer.write(move |connection| source_changes::add(connection, &source, &stamp))
    }

    fn change_source(&self, id: SourceId, version: u32, change: SourceChange, stamp: Stamp) -> Answer<Result<SourceRecord, SourceRefusal>> {
        self.writer.write(move |connection| source_changes::change(connection, &id, version, &change, &stamp))
    }

    fn merge_source(&self, merge: Option<Uuid>, id: SourceId, into: SourceId, stamp: Stamp) -> Answer<Result<Merge, SourceRefusal>> {
        self.writer.write(move |connection| match merge {
            Some(merge) => source_merges::merge(connection, merge, &id, &into, &stamp),
            None => source_merges::preview(connection, &id, &into, &stamp),
        })
    }

    fn unmerge_source(&self, id: SourceId, stamp: Stamp) -> Answer<Result<Unmerged, SourceRefusal>> {
        self.writer.write(move |connection| source_merges::unmerge(connection, &id, &stamp))
    }

    fn taught_sources(&self) -> Answer<(i64, Vec<TaughtSource>)> {
        self.readers.read(source_rows::taught)
    }

    fn last_source_change(&self) -> Answer<i64> {
        self.readers.read(source_rows::last_change)
    }

    fn group_claims(&self, filter: ClaimFilter, by: GroupBy, page: PageRequest) -> Answer<Page<ClaimGroup>> {
        self.readers.read(move |connection| claim_groups::list(connection, &filter, by, page))
    }

    fn list_views(&self, owner: &str) -> Answer<Vec<View>> {
        let owner = owner.to_owned();
        self.readers.read(move |connection| views::list(connection, &owner))
    }

    fn add_view(&self, view: View, stamp: Stamp) -> Answer<Result<(), ViewRefusal>> {
        self.writer.write(move |connection| views::add(connection, &view, &stamp))
    }

    fn change_view(&self, id: Uuid, change: ViewChange, stamp: Stamp) -> Answer<Result<View, ViewRefusal>> {
        self.writer.write(move |connection| views::change(connection, id, &change, &stamp))
    }

    fn remove_view(&self, id: Uuid, shared_too: bool, stamp: Stamp) -> Answer<Result<(), ViewRefusal>> {
        self.writer.write(move |connection| views::remove(connection, id, shared_too, &stamp))
    }

    fn stats(&self, filter: StatsFilter) -> Answer<Stats> {
        self.readers.read(move |connection| stats::read(connection, &filter))
    }

    fn close(&self) {
        // The writer last: the last connection takes the write-ahead log away.
        self.readers.close();
        self.writer.close();
    }

    fn check(&self) -> Answer<Holdings> {
        self.readers.read(article_rows::count)
    }

    fn work(&self) -> StoreWork {
        let (commit_sizes, commit_seconds) = self.writer.commits();
        StoreWork {
            schema: migrations::SCHEMA,
            waiting_writes: self.writer.waiting(),
            waiting_reads: self.readers.waiting(),
            commit_sizes,
            commit_seconds,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ClaimSort, ReviewState, Status};

    fn wait<T>(answer: Answer<T>) -> T {
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(answer).unwrap()
    }

    #[test]
    fn a_commit_waits_for_the_disk_and_readers_can_only_read() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("a.db"), Durability::Power).unwrap();
        let setting = |pragma: &'static str| {
            wait(
                store.writer.write(move |connection| Ok(connection.pragma_query_value(None, pragma, |row| row.get::<_, rusqlite::types::Value>(0))?)),
            )
        };
        // 2 is FULL.
        assert_eq!(setting("synchronous"), 2_i64.into());
        assert_eq!(setting("journal_mode"), "wal".to_owned().into());
        assert_eq!(setting("foreign_keys"), 1_i64.into());
        let written = wait(store.readers.read(|connection| Ok(connection.execute("DELETE FROM claims", []).is_ok())));
        assert!(!written);
    }

    #[test]
    fn a_list_is_read_along_the_index_that_holds_the_fewest_claims_of_it_and_never_sorted_as_a_whole() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("a.db"), Durability::Power).unwrap();
        // Counters as a newsroom has them: of a million claims, half attributed by 20 outlets of one size, most of them pending.
        let fill = |connection: &Connection| {
            connection.execute_batch("INSERT INTO outlets VALUES (1, 'One'); INSERT INTO sources (source, slug) VALUES (1, 'kremlin')")?;
            connection.execute_batch(
                "INSERT INTO counting
                 SELECT 10000, value / 5 + 1, 1, (value % 8) + 1, value, iif(value % 2, 2, value / 2 % 5 + 1), iif(value % 9 > 1, 1, value % 6 + 2)
                 FROM (WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 100) SELECT value FROM n)",
            )?;
            connection.execute_batch("UPDATE source_totals SET claims = 50")?;
            Ok(())
        };
        wait(store.writer.write(fill));
        let claims = ClaimFilter::default;
        let pending = vec![ReviewState::Pending];
        for (filter, index) in [
            (claims(), "claims_by_time"),
            (ClaimFilter { sort: ClaimSort::Oldest, ..claims() }, "claims_by_time"),
            (ClaimFilter { sort: ClaimSort::Updated, ..claims() }, "claims_by_change"),
            (ClaimFilter { status: vec![Status::Unconfirmed], ..claims() }, "claims_by_status"),
            (ClaimFilter { status: vec![Status::Unconfirmed], review: pending.clone(), ..claims() }, "claims_pending"),
            (ClaimFilter { status: vec![Status::Unconfirmed], review: pending.clone(), sort: ClaimSort::Urgent, ..claims() }, "claims_pending"),
            (ClaimFilter { outlet: vec!["One".to_owned()], ..claims() }, "claims_by_outlet"),
            (ClaimFilter { outlet: vec!["One".to_owned()], status: vec![Status::Attributed], ..claims() }, "claims_by_outlet"),
            (ClaimFilter { source: vec!["kremlin".to_owned()], status: vec![Status::Attributed], ..claims() }, "claims_by_source"),
            (ClaimFilter { review: vec![ReviewState::Taken], ..claims() }, "claims_held"),
            (ClaimFilter { review: vec![ReviewState::Decided], ..claims() }, "claims_decided"),
            (ClaimFilter { taken_by: vec!["Ada Reviewer".to_owned()], ..claims() }, "claims_held"),
            (ClaimFilter { decided_by: vec!["Ada Reviewer".to_owned()], ..claims() }, "claims_found_by"),
            (ClaimFilter { recheck: true, ..claims() }, "claims_to_recheck"),
        ] {
            let plan = wait(store.readers.read(move |connection| {
                let order = claim_list::order_of(&filter);
                claim_filter::Wanted::of(connection, &filter)?.map_or(Ok(Vec::new()), |wanted| claim_find::plan(connection, &wanted, order))
            }));
            assert!(plan.first().is_some_and(|step| step.contains(index)), "{index}: {plan:#?}");
            assert!(!plan.iter().any(|step| step == "USE TEMP B-TREE FOR ORDER BY"), "{plan:#?}");
        }
    }
}
