//! How fast the engine is: an article of some 600 words, and how time grows with the length of a text.
//!
//! In: `copy.txt`, sentences of our own. Out: a table for people.
//! Deliberately absent: any limit that fails; the machine that runs this does other things too. `docs/measuring.md`
//! says how to read it.

#![expect(clippy::print_stdout, reason = "its output is what it is for")]

use claimdesk::engine::{Context, Engine};
use claimdesk::service::resources::{ResourceError, load_engine};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Sentences of wire copy, one a line.
const COPY: &str = include_str!("copy.txt");

/// Words of a usual article.
const ARTICLE_WORDS: usize = 600;

/// How often the article is analysed; the median counts.
const RUNS: usize = 15;

/// Lengths of text, in bytes, each twice the one before; the last is the most that the service takes in.
const LENGTHS: [usize; 6] = [31_250, 62_500, 125_000, 250_000, 500_000, 1_000_000];

fn main() -> Result<(), ResourceError> {
    let engine = load_engine(None)?;
    // `cargo bench -- 250000` leaves longer texts out. Cargo itself passes `--bench`, which is no number.
    let longest = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(usize::MAX);
    time_an_article(&engine);
    time_growth(&engine, longest);
    Ok(())
}

fn time_an_article(engine: &Engine) {
    let article = copy(|text| text.split_whitespace().count() >= ARTICLE_WORDS);
    let mut times: Vec<Duration> = (0..RUNS).map(|_| time(engine, &article)).collect();
    times.sort_unstable();
    let (fastest, median, slowest) = (times[0], times[RUNS / 2], times[RUNS - 1]);
    println!("an article of {} words, {RUNS} times: median {median:.0?}, from {fastest:.0?} to {slowest:.0?}", article.split_whitespace().count());
}

/// Twice the text should take twice the time: the last column is near 2 throughout, whatever the machine.
fn time_growth(engine: &Engine, longest: usize) {
    println!("\n{:>10}  {:>10}  {:>12}  time(2n)/time(n)", "bytes", "time", "bytes/s");
    let mut before: Option<Duration> = None;
    for length in LENGTHS.into_iter().filter(|&length| length <= longest) {
        let text = copy(|text| text.len() >= length);
        let taken = time(engine, &text);
        let ratio = before.map_or_else(String::new, |before| format!("{:.2}", taken.as_secs_f64() / before.as_secs_f64()));
        println!("{:>10}  {:>9.2}s  {:>12.0}  {ratio}", text.len(), taken.as_secs_f64(), text.len() as f64 / taken.as_secs_f64());
        before = Some(taken);
    }
}

fn time(engine: &Engine, text: &str) -> Duration {
    let started = Instant::now();
    black_box(engine.analyse(black_box(text), &Context::default()));
    started.elapsed()
}

/// Whole sentences, over and over, until it is enough.
fn copy(is_enough: impl Fn(&str) -> bool) -> String {
    let mut text = String::new();
    for sentence in COPY.lines().cycle() {
        if is_enough(&text) {
            break;
        }
        text.push_str(sentence);
        text.push('\n');
    }
    text
}
