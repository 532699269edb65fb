//! How long reading takes.
//!
//! In: a filled database. Out: times by kind of question at a steady pace, and memory.
//! Deliberately absent: writing.

use crate::dice::Dice;
use crate::load::{Connection, Timed, send};
use crate::mix::{self, Known, Request, Share};
use crate::server::{KEY, Server};
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

/// How many of the slowest questions are named.
const NAMED: usize = 12;

pub(crate) fn measure(database: &Path, dice: &mut Dice) -> Result<(), Box<dyn Error>> {
    let server = Server::start(database)?;
    let file = rusqlite::Connection::open_with_flags(database, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let known = Known::of(&file, dice)?;
    drop(file);
    let deep = deep_pages(&server, &known)?;
    println!("memory at the start: {} MB", server.memory()?.0);
    one_by_one(&server, &mix::claims(&known, dice, deep.clone()))?;
    one_by_one(&server, &mix::searches(&known, dice))?;
    one_by_one(&server, &mix::stats(&known))?;
    one_by_one(&server, &mix::groups(&known))?;
    for (shares, per_second, seconds) in [
        (mix::claims(&known, dice, deep), 300.0, 60),
        (mix::searches(&known, dice), 50.0, 20),
        (mix::stats(&known), 50.0, 20),
        (mix::groups(&known), 20.0, 20),
    ] {
        steadily(&server, &shares, per_second, seconds, dice)?;
    }
    let (now, most) = server.memory()?;
    println!("memory: {now} MB, at most {most} MB");
    Ok(())
}

/// Follows lists page by page, and gives the addresses of pages deep down.
fn deep_pages(server: &Server, known: &Known) -> Result<Vec<String>, Box<dyn Error>> {
    let mut connection = Connection::open(&server.address, KEY)?;
    let mut found = Vec::new();
    for query in mix::deep(known) {
        let mut cursor = String::new();
        for page in 1..=100 {
            let answer = connection.get(&format!("/v1/claims?{query}&limit=200{cursor}"))?;
            let body: serde_json::Value = serde_json::from_slice(answer.body)?;
            let Some(next) = body["next"].as_str() else { break };
            cursor = format!("&cursor={next}");
            if [10, 50, 100].contains(&page) {
                found.push(format!("/v1/claims?{query}{cursor}"));
            }
        }
    }
    Ok(found)
}

/// Asks everything once by itself, and names what takes longest: what to look at first.
fn one_by_one(server: &Server, shares: &[Share]) -> Result<(), Box<dyn Error>> {
    let mut connection = Connection::open(&server.address, KEY)?;
    for share in shares {
        let mut times = Vec::new();
        for path in &share.paths {
            // The second time: the first one waits for the disk.
            connection.get(path)?;
            let started = Instant::now();
            let length = connection.get(path)?.body.len();
            times.push((started.elapsed(), length, path));
        }
        times.sort();
        println!("\n{}: {} questions one by one, median {}, the slowest:", share.kind, times.len(), shown(times[times.len() / 2].0));
        for (time, length, path) in times.iter().rev().take(NAMED) {
            println!("  {} {length:>7} bytes  {}", shown(*time), path.split("&cursor=").next().unwrap_or(path));
        }
    }
    Ok(())
}

fn steadily(server: &Server, shares: &[Share], per_second: f64, seconds: u32, dice: &mut Dice) -> Result<(), Box<dyn Error>> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some thousands")]
    let count = (per_second * f64::from(seconds)) as usize;
    // The first seconds are for caches.
    let warm = mix::draw(shares, count / 6, dice);
    send(&warm, per_second, &server.address, KEY, dice)?;
    let requests = mix::draw(shares, count, dice);
    let before = server.processor_seconds()?;
    let timed = send(&requests, per_second, &server.address, KEY, dice)?;
    let busy = (server.processor_seconds()? - before) / f64::from(seconds);
    println!("\n{count} requests at {per_second} a second; the service took {:.0} % of a core", busy * 100.0);
    table(&requests, &timed);
    Ok(())
}

fn table(requests: &[Request], timed: &[Timed]) {
    let mut kinds: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    for one in timed {
        kinds.entry(requests[one.request].kind).or_default().push(one.took);
        kinds.entry("~ all").or_default().push(one.took);
    }
    println!("{:<18} {:>7} {:>9} {:>9} {:>9}", "", "count", "p50", "p99", "most");
    for (kind, mut times) in kinds {
        times.sort_unstable();
        let part = |percent: usize| shown(times[(times.len() * percent / 100).min(times.len() - 1)]);
        println!("{kind:<18} {:>7} {:>9} {:>9} {:>9}", times.len(), part(50), part(99), shown(times[times.len() - 1]));
    }
}

fn shown(time: Duration) -> String {
    format!("{:>6.2} ms", time.as_secs_f64() * 1000.0)
}
