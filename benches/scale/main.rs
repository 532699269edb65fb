//! How the service fares with a million claims.
//!
//! In: a number of claims; what to measure. Out: a database of that size, made once and kept, and tables for people.
//! Deliberately absent: any limit that fails; the machine that runs this does other things too. `docs/performance.md`
//! says how to read it.

#![expect(clippy::print_stdout, reason = "its output is what it is for")]

mod constant;
mod dice;
mod fill;
mod invent;
mod load;
mod mix;
mod reads;
mod server;
mod writes;

use dice::Dice;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The dice of the database fall like this.
const SEED: u64 = 6;

/// Claims, where nobody says how many.
const CLAIMS: usize = 1_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo itself passes `--bench`.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let claims = words.iter().find_map(|word| word.parse().ok()).unwrap_or(CLAIMS);
    let wants = |part: &str| words.iter().all(|word| word.parse::<usize>().is_ok()) || words.iter().any(|word| word == part);
    let database = filled(claims)?;
    if wants("reads") {
        reads::measure(&database, &mut Dice::new(SEED))?;
    }
    if wants("constant") {
        constant::measure(&database, &mut Dice::new(SEED))?;
    }
    if wants("writes") {
        writes::measure(&database, &mut Dice::new(SEED))?;
    }
    Ok(())
}

/// The database of this size, made if it is not there. It is kept in the build folder for the next time.
fn filled(claims: usize) -> Result<PathBuf, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scale");
    std::fs::create_dir_all(&folder)?;
    let path = folder.join(format!("{claims}.db"));
    if !path.exists() {
        let (started, unfinished) = (Instant::now(), folder.join(format!("{claims}.unfinished")));
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(folder.join(format!("{claims}.unfinished{end}")));
        }
        let made = fill::fill(&unfinished, claims, SEED, &mut |made| {
            if made % 100_000 < 25_000 {
                println!("{made} claims after {:.0?}", started.elapsed());
            }
        })?;
        std::fs::rename(&unfinished, &path)?;
        println!("{made} claims in {:.0?}, {} MB", started.elapsed(), std::fs::metadata(&path)?.len() / 1_000_000);
    }
    Ok(path)
}
