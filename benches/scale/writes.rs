//! What writing costs.
//!
//! In: a filled database; invented articles. Out: ratios of one run: articles over HTTP against the engine alone, the store against
//! the same rows by plain rusqlite, a single review against the disk.
//! Deliberately absent: the load of reading (`reads`).

use crate::dice::Dice;
use crate::invent::Newsroom;
use crate::load::Connection;
use crate::server::{KEY, Server};
use claimdesk::domain::{ArticleId, ClaimId, Stamp};
use claimdesk::engine::{Context, Engine};
use claimdesk::service::resources::{load_engine, shipped_registry};
use claimdesk::store::{AddArticle, Added, Location, Store, open};
use jiff::Timestamp;
use rusqlite::types::Value;
use std::collections::VecDeque;
use std::error::Error;
use std::fs::File;
use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Sentences of wire copy, one a line.
const COPY: &str = include_str!("../copy.txt");

/// Words of a usual article.
const ARTICLE_WORDS: usize = 600;

/// Clients that post at once.
const CLIENTS: usize = 8;

/// How long each side of a comparison runs, and how often they take turns.
const TURN: Duration = Duration::from_secs(15);
const TURNS: usize = 3;

/// Articles that are written to the store, and again by plain rusqlite.
const ARTICLES: usize = 2000;

/// Articles that are under way to the store.
const UNDER_WAY: usize = 48;

/// Reviews that are timed, and the pause between them.
const REVIEWS: usize = 200;
const PAUSE: Duration = Duration::from_millis(20);

pub(crate) fn measure(database: &Path, dice: &mut Dice) -> Result<(), Box<dyn Error>> {
    let folder = database.with_extension("writes");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)?;
    let done = single_review(database, &folder).and_then(|()| rows(&folder, dice)).and_then(|()| ingest(&folder));
    std::fs::remove_dir_all(&folder)?;
    done
}

/// Articles that eight clients post, against the same analysed on as many threads as there are cores.
fn ingest(folder: &Path) -> Result<(), Box<dyn Error>> {
    let engine = load_engine(None)?;
    let server = Server::start(&folder.join("ingest.db"))?;
    let (number, mut ratios) = (AtomicUsize::new(0), Vec::new());
    // The first turn warms up.
    for turn in 0..=TURNS {
        let alone = count(std::thread::available_parallelism()?.get(), || {
            let engine = engine.for_another_thread();
            let number = &number;
            move || analyse(&engine, number.fetch_add(1, Ordering::Relaxed))
        })?;
        let posted = count(CLIENTS, || {
            let (connection, number) = (Connection::open(&server.address, KEY), &number);
            let mut connection = connection.ok();
            move || post(connection.as_mut(), number.fetch_add(1, Ordering::Relaxed))
        })?;
        if turn > 0 {
            println!("  turn {turn}: {alone:.2} articles a second by the engine alone, {posted:.2} over HTTP: {:.1} %", posted / alone * 100.0);
            ratios.push(posted / alone);
        }
    }
    println!("ingest: {:.1} % of the engine's rate (median of {TURNS})", median(&mut ratios) * 100.0);
    Ok(())
}

/// How often a second so many threads together do what `work` makes.
fn count<F: FnMut() -> Result<(), std::io::Error> + Send>(threads: usize, work: impl Fn() -> F) -> Result<f64, Box<dyn Error>> {
    let (done, started) = (AtomicUsize::new(0), Instant::now());
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..threads)
            .map(|_| {
                let (mut work, done) = (work(), &done);
                scope.spawn(move || -> Result<(), std::io::Error> {
                    while started.elapsed() < TURN {
                        work()?;
                        done.fetch_add(1, Ordering::Relaxed);
                    }
                    Ok(())
                })
            })
            .collect();
        all.into_iter().try_for_each(|one| one.join().map_err(|_| std::io::Error::other("a thread panicked"))?)
    })?;
    #[expect(clippy::cast_precision_loss, reason = "some thousands")]
    let done = done.into_inner() as f64;
    Ok(done / started.elapsed().as_secs_f64())
}

fn analyse(engine: &Engine, number: usize) -> Result<(), std::io::Error> {
    let context = Context { outlet: Some("benchmark".to_owned()), ..Context::default() };
    black_box(engine.analyse(&article(number), &context));
    Ok(())
}

fn post(connection: Option<&mut Connection>, number: usize) -> Result<(), std::io::Error> {
    let body = serde_json::json!({"outlet": "benchmark", "external_id": number.to_string(), "body": article(number)}).to_string();
    let answer = connection.ok_or_else(|| std::io::Error::other("no connection"))?.post("/v1/articles", "", &body)?;
    if answer.status == 201 { Ok(()) } else { Err(std::io::Error::other(format!("{} for an article", answer.status))) }
}

/// An article of some 600 words, whose sentences begin at another place for each number.
fn article(number: usize) -> String {
    let (mut text, mut words) = (String::new(), 0);
    for sentence in COPY.lines().cycle().skip(number % 30) {
        if words >= ARTICLE_WORDS {
            break;
        }
        words += sentence.split_whitespace().count();
        text.push_str(sentence);
        text.push('\n');
    }
    text
}

/// Articles with their analyses into the store, against the same rows by plain rusqlite, as many in a commit.
fn rows(folder: &Path, dice: &mut Dice) -> Result<(), Box<dyn Error>> {
    let mut ratios = Vec::new();
    for turn in 1..=TURNS {
        let (ours, plain) = (folder.join(format!("{turn}-store.db")), folder.join(format!("{turn}-plain.db")));
        drop(prepared(&plain)?);
        let (seconds, in_a_commit) = by_store(&ours, dice)?;
        let by_hand = by_hand(&ours, &plain, in_a_commit)?;
        #[expect(clippy::cast_precision_loss, reason = "some thousands")]
        let articles = ARTICLES as f64;
        println!(
            "  turn {turn}: {:.0} articles a second into the store, {in_a_commit} in a commit; {:.0} by plain rusqlite: {:.1} %",
            articles / seconds,
            articles / by_hand,
            by_hand / seconds * 100.0
        );
        ratios.push(by_hand / seconds);
    }
    println!("rows: {:.1} % of plain rusqlite's rate (median of {TURNS})", median(&mut ratios) * 100.0);
    Ok(())
}

/// A database with the sources that the product ships.
fn prepared(path: &Path) -> Result<Arc<dyn Store>, Box<dyn Error>> {
    let (store, registry) = (open(&Location::Sqlite(path.to_owned()))?, shipped_registry()?);
    let start = Stamp { by: "claimdesk".to_owned(), at: Timestamp::from_second(1_688_169_600)? };
    wait(store.take_in_sources(registry.version().to_owned(), registry.shipped_sources(), start))?;
    Ok(store)
}

fn wait<T>(answer: claimdesk::store::Answer<T>) -> Result<T, Box<dyn Error>> {
    Ok(tokio::runtime::Builder::new_current_thread().build()?.block_on(answer)?)
}

/// Writes articles to the store. Gives the seconds, and how many shared a commit.
fn by_store(path: &Path, dice: &mut Dice) -> Result<(f64, usize), Box<dyn Error>> {
    let (store, registry) = (prepared(path)?, shipped_registry()?);
    let newsroom = Newsroom::new(dice, &registry.shipped_sources(), registry.version());
    let mut articles = Vec::new();
    for number in 0..ARTICLES {
        let at = Timestamp::from_second(1_688_256_000 + i64::try_from(number)? * 60)?;
        let (sent, analysis) = newsroom.publish(&newsroom.draft(dice, number, at));
        let mut identity = || uuid::Builder::from_unix_timestamp_millis(u64::try_from(at.as_millisecond()).unwrap_or(0), &dice.bytes()).into_uuid();
        let claim_ids = analysis.claims.iter().map(|_| ClaimId(identity())).collect();
        articles.push(AddArticle { id: ArticleId(identity()), claim_ids, sent, analysis, stamp: Stamp { by: "cms".to_owned(), at }, job: None });
    }
    let commits = |store: &dyn Store| store.work().commit_sizes.count;
    let before = commits(store.as_ref());
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let started = Instant::now();
    let mut under_way = VecDeque::new();
    for article in articles {
        if under_way.len() == UNDER_WAY
            && let Some(first) = under_way.pop_front()
            && runtime.block_on::<claimdesk::store::Answer<Added>>(first)? != Added::New
        {
            return Err("an article was refused".into());
        }
        under_way.push_back(store.add_article(article));
    }
    for answer in under_way {
        runtime.block_on(answer)?;
    }
    let seconds = started.elapsed().as_secs_f64();
    let commits = usize::try_from(commits(store.as_ref()) - before)?;
    store.close();
    Ok((seconds, ARTICLES.div_ceil(commits.max(1))))
}

/// The tables that an article's rows are in, each with its order and what leads from a row to the article.
const TABLES: &[(&str, &str)] = &[
    ("articles", "article"),
    ("revisions", "article"),
    ("attributions", "(SELECT article FROM was.revisions WHERE revisions.revision = attributions.revision)"),
    ("furniture", "(SELECT article FROM was.revisions WHERE revisions.revision = furniture.revision)"),
    ("claims", "article"),
    ("claim_texts", "(SELECT article FROM was.claims WHERE claims.claim = claim_texts.claim)"),
    ("claim_bases", "(SELECT article FROM was.claims WHERE claims.claim = claim_bases.claim)"),
    ("events", "article"),
    ("event_changes", "(SELECT article FROM was.events WHERE events.event = event_changes.event)"),
];

/// Rows that articles share, which are there before the time begins.
const SHARED: &[&str] = &["outlets", "versions", "sources", "source_names", "source_references"];

/// Writes the same rows with a statement for each table. Gives the seconds.
fn by_hand(from: &Path, to: &Path, in_a_commit: usize) -> Result<f64, Box<dyn Error>> {
    let mut connection = rusqlite::Connection::open(to)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "cache_size", -32_000)?;
    connection.execute("ATTACH ? AS was", [from.display().to_string()])?;
    for table in SHARED {
        connection.execute_batch(&format!("INSERT OR IGNORE INTO main.{table} SELECT * FROM was.{table}"))?;
    }
    // What is to be written, by article: table and values.
    let mut all: Vec<Vec<(usize, Vec<Value>)>> = vec![Vec::new(); ARTICLES];
    let mut inserts = Vec::new();
    for (number, (table, article)) in TABLES.iter().enumerate() {
        let mut statement = connection.prepare(&format!("SELECT *, {article} FROM was.{table} WHERE {article} IS NOT NULL"))?;
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let width = columns.len() - 1;
        inserts.push(format!("INSERT INTO main.{table} ({}) VALUES ({})", columns[..width].join(", "), vec!["?"; width].join(", ")));
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let values = (0..width).map(|at| row.get(at)).collect::<Result<Vec<Value>, _>>()?;
            all[usize::try_from(row.get::<_, i64>(width)?)? - 1].push((number, values));
        }
    }
    connection.execute_batch("DETACH was")?;
    let texts = TABLES.iter().position(|(table, _)| *table == "claim_texts");
    let started = Instant::now();
    for batch in all.chunks(in_a_commit) {
        let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        // An article names its latest revision, which comes after it.
        transaction.execute_batch("PRAGMA defer_foreign_keys = ON")?;
        for (table, values) in batch.iter().flatten() {
            transaction.prepare_cached(&inserts[*table])?.execute(rusqlite::params_from_iter(values))?;
            if Some(*table) == texts {
                let words = [&values[0], &values[2]];
                transaction.prepare_cached("INSERT INTO claim_words (rowid, text) VALUES (?, ?)")?.execute(words)?;
            }
        }
        transaction.commit()?;
    }
    Ok(started.elapsed().as_secs_f64())
}

/// A review over HTTP on a service that has nothing else to do, against the disk's own time for as many bytes.
fn single_review(database: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
    let copy = folder.join("review.db");
    std::fs::copy(database, &copy)?;
    let server = Server::start(&copy)?;
    let mut connection = Connection::open(&server.address, KEY)?;
    let list = connection.get(&format!("/v1/claims?review=pending&status=attributed&limit={REVIEWS}"))?;
    let list: serde_json::Value = serde_json::from_slice(list.body)?;
    let mut disk = File::create(folder.join("disk"))?;
    let (mut reviews, mut syncs) = (Vec::new(), Vec::new());
    for claim in list["claims"].as_array().into_iter().flatten() {
        let (id, version) = (claim["id"].as_str().unwrap_or_default(), &claim["version"]);
        std::thread::sleep(PAUSE);
        let started = Instant::now();
        // A review changes some dozen pages of 4 KB.
        disk.write_all(&[7; 48 * 1024])?;
        disk.sync_data()?;
        syncs.push(started.elapsed().as_secs_f64() * 1000.0);
        std::thread::sleep(PAUSE);
        let started = Instant::now();
        let status =
            connection.post(&format!("/v1/claims/{id}/reviews"), &format!("if-match: \"{version}\"\r\n"), r#"{"verdict":"verified"}"#)?.status;
        reviews.push(started.elapsed().as_secs_f64() * 1000.0);
        if status != 200 && status != 201 {
            return Err(format!("{status} for a review").into());
        }
    }
    let (review, sync) = (median(&mut reviews), median(&mut syncs));
    println!(
        "a single review: {review:.2} ms; the disk alone {sync:.2} ms; bar of 1.5 times that and 1 ms: {:.2} ms (medians of {REVIEWS})",
        sync * 1.5 + 1.0
    );
    Ok(())
}

fn median(numbers: &mut [f64]) -> f64 {
    numbers.sort_unstable_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(0.0)
}
