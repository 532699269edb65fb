//! How near a claim's answer comes to what the HTTP library alone can do.
//!
//! In: a filled database. Out: the rate of `GET /v1/claims/{id}`, against a handler that answers a constant of the same size.
//! Deliberately absent: a steady pace (`reads`): here every connection asks again as soon as it is answered.

use crate::dice::Dice;
use crate::load::Connection;
use crate::mix::Known;
use crate::server::{KEY, Server};
use actix_web::{App, HttpResponse, HttpServer, web};
use std::error::Error;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

/// Connections that ask at once.
const CONNECTIONS: usize = 8;

/// How long each side runs, and how often they take turns: short turns, so that what else the machine does slows both.
const TURN: Duration = Duration::from_secs(1);
const TURNS: usize = 25;

pub(crate) fn measure(database: &Path, dice: &mut Dice) -> Result<(), Box<dyn Error>> {
    let server = Server::start(database)?;
    let known = Known::of(&rusqlite::Connection::open_with_flags(database, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?, dice)?;
    let paths: Vec<String> = known.claims.iter().map(|id| format!("/v1/claims/{id}")).collect();
    let body = Connection::open(&server.address, KEY)?.get(&paths[0])?.body.to_vec();
    let constant = answer_always(body)?;
    let mut ratios = Vec::new();
    for turn in 0..=TURNS {
        let (ours, theirs) = (rate(&server.address, &paths)?, rate(&constant, &paths)?);
        // The first turn warms up.
        if turn > 0 {
            println!("  turn {turn}: {ours:.0} claims a second, {theirs:.0} constants: {:.1} %", ours / theirs * 100.0);
            ratios.push(ours / theirs);
        }
    }
    ratios.sort_unstable_by(f64::total_cmp);
    let percent = |at: usize| ratios[at] * 100.0;
    println!(
        "one claim: {:.1} % of the rate of a constant (median of {TURNS}, half of them from {:.1} to {:.1} %)",
        percent(TURNS / 2),
        percent(TURNS / 4),
        percent(TURNS * 3 / 4)
    );
    Ok(())
}

/// A server that answers everything with this. Gives where it listens, until the process ends.
fn answer_always(body: Vec<u8>) -> Result<String, Box<dyn Error>> {
    let (tell, told) = channel();
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let answer = web::Bytes::from(body);
            let app = move || {
                let answer = answer.clone();
                let handler = move || {
                    let answer = answer.clone();
                    async move { HttpResponse::Ok().content_type("application/json").body(answer) }
                };
                App::new().default_service(web::to(handler))
            };
            let cores = std::thread::available_parallelism().map_or(2, usize::from);
            if let Ok(server) = HttpServer::new(app).workers(cores.clamp(2, 8)).bind("127.0.0.1:0") {
                // Whoever asked may have given up.
                let _ = tell.send(server.addrs()[0].to_string());
                let _ = server.run().await;
            }
        });
    });
    Ok(told.recv()?)
}

/// Answers a second.
fn rate(address: &str, paths: &[String]) -> Result<f64, Box<dyn Error>> {
    let (done, started) = (AtomicUsize::new(0), Instant::now());
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..CONNECTIONS)
            .map(|_| {
                scope.spawn(|| -> Result<(), std::io::Error> {
                    let mut connection = Connection::open(address, KEY)?;
                    while started.elapsed() < TURN {
                        let at = done.fetch_add(1, Ordering::Relaxed);
                        if connection.get(&paths[at % paths.len()])?.status != 200 {
                            return Err(std::io::Error::other("not answered"));
                        }
                    }
                    Ok(())
                })
            })
            .collect();
        all.into_iter().try_for_each(|one| one.join().map_err(|_| std::io::Error::other("a thread panicked"))?)
    })?;
    #[expect(clippy::cast_precision_loss, reason = "some hundred thousand")]
    let done = done.into_inner() as f64;
    Ok(done / started.elapsed().as_secs_f64())
}
