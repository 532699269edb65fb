//! What the service costs on top of the analysis, and how reads fare while the analysts are busy.
//!
//! In: the sentences of `copy.txt`, posted to a service on a port and a database of its own. Out: ratios of one run, for people.
//! Deliberately absent: any limit that fails; the machine that runs this does other things too. `docs/measuring.md`
//! says how to read it.

#![expect(clippy::print_stdout, reason = "its output is what it is for")]

use claimdesk::config::Typed;
use claimdesk::engine::{Context, Engine};
use claimdesk::server;
use claimdesk::service::resources::load_engine;
use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

/// Sentences of wire copy, one a line.
const COPY: &str = include_str!("copy.txt");

/// Words of a usual article.
const ARTICLE_WORDS: usize = 600;

/// How often each is done; the medians count. Both take turns, so that a slow moment of the machine meets both.
const RUNS: usize = 25;

/// Clients that post at once while reads are timed: more than the analysts can serve.
const CLIENTS: usize = 8;

/// How long reads are timed.
const READING: Duration = Duration::from_secs(20);

/// The key that the service has.
const KEY: &str = "cdk_a_key_for_the_benchmark";

fn main() -> Result<(), Box<dyn Error>> {
    let engine = load_engine(None)?;
    let folder = std::env::temp_dir().join(format!("claimdesk-benchmark-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let done = measure(&engine, &folder);
    std::fs::remove_dir_all(&folder)?;
    done
}

/// A client of the service.
struct Client {
    agent: ureq::Agent,
    address: String,
}

impl Client {
    fn post(&self, external_id: &str, body: &str) -> Result<Duration, ureq::Error> {
        let sent = serde_json::json!({"outlet": "benchmark", "external_id": external_id, "body": body}).to_string();
        let request = self.agent.post(format!("{}/v1/articles", self.address)).header("authorization", format!("Bearer {KEY}"));
        let started = Instant::now();
        let mut answer = request.content_type("application/json").send(sent)?;
        black_box(answer.body_mut().read_to_string()?);
        Ok(started.elapsed())
    }

    fn read(&self) -> Result<Duration, ureq::Error> {
        let url = format!("{}/v1/claims?status=unconfirmed&review=pending&limit=20", self.address);
        let started = Instant::now();
        let mut answer = self.agent.get(url).header("authorization", format!("Bearer {KEY}")).call()?;
        black_box(answer.body_mut().read_to_string()?);
        Ok(started.elapsed())
    }
}

fn measure(engine: &Engine, folder: &Path) -> Result<(), Box<dyn Error>> {
    let agent = ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(300))).build().into();
    let client = Client { agent, address: start(engine, folder)? };
    time_posts(engine, &client)?;
    time_reads(&client)
}

fn time_posts(engine: &Engine, client: &Client) -> Result<(), Box<dyn Error>> {
    let context = Context { outlet: Some("benchmark".to_owned()), ..Context::default() };
    let (mut alone, mut posted) = (Vec::new(), Vec::new());
    for run in 0..=RUNS {
        let article = article(run);
        let started = Instant::now();
        black_box(engine.analyse(&article, &context));
        let analysis = started.elapsed();
        let whole = client.post(&run.to_string(), &article)?;
        // The first round warms caches and statements.
        if run > 0 {
            alone.push(analysis);
            posted.push(whole);
        }
    }
    let (alone, posted) = (median(&mut alone), median(&mut posted));
    println!("an article of {ARTICLE_WORDS} words, {RUNS} times, medians: analysis alone {alone:.1?}, posted and stored {posted:.1?}");
    println!("posting costs {:+.1} % on top of the analysis", (posted.as_secs_f64() / alone.as_secs_f64() - 1.0) * 100.0);
    Ok(())
}

fn time_reads(client: &Client) -> Result<(), Box<dyn Error>> {
    let (stop, number) = (AtomicBool::new(false), AtomicUsize::new(0));
    let mut reads = std::thread::scope(|scope| -> Result<Vec<Duration>, ureq::Error> {
        for _ in 0..CLIENTS {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    let next = number.fetch_add(1, Ordering::Relaxed);
                    if client.post(&format!("busy-{next}"), &article(next)).is_err() {
                        // A full queue says so; another try is made.
                        std::thread::sleep(Duration::from_millis(20));
                    }
                }
            });
        }
        std::thread::sleep(Duration::from_secs(1));
        let (begin, mut reads) = (Instant::now(), Vec::new());
        let done = loop {
            match client.read() {
                Ok(time) => reads.push(time),
                Err(error) => break Err(error),
            }
            if begin.elapsed() > READING {
                break Ok(reads);
            }
            std::thread::sleep(Duration::from_millis(20));
        };
        stop.store(true, Ordering::Relaxed);
        done
    })?;
    let count = reads.len();
    println!("{count} reads of 20 claims while {CLIENTS} clients post without a pause: median {:.1?}", median(&mut reads));
    Ok(())
}

/// A service with this engine, which runs until the process ends. Gives where it listens.
fn start(engine: &Engine, folder: &Path) -> Result<String, Box<dyn Error>> {
    let typed = Typed {
        listen: "127.0.0.1:0".into(),
        database: format!("sqlite:{}", folder.join("claimdesk.db").display()),
        admin_key: Some(KEY.into()),
        // As fast as it can.
        requests_per_second: 0,
        requests_per_second_without_key: 0,
        ..Typed::default()
    };
    let (settings, engine) = (typed.check()?, engine.for_another_thread());
    let (tell, told) = channel();
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async {
            match server::build(&settings, &engine).await {
                Ok(built) => {
                    // Whoever asked may have given up.
                    let _ = tell.send(Ok(built.addresses[0]));
                    let _ = built.server.await;
                }
                Err(error) => drop(tell.send(Err(error.to_string()))),
            }
        });
    });
    Ok(format!("http://{}", told.recv()??))
}

/// An article of some 600 words, whose sentences begin at another place for each number.
fn article(number: usize) -> String {
    let mut text = String::new();
    for sentence in COPY.lines().cycle().skip(number % 30) {
        if text.split_whitespace().count() >= ARTICLE_WORDS {
            break;
        }
        text.push_str(sentence);
        text.push('\n');
    }
    text
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
