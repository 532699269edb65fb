//! Requests at a steady pace, whatever the service makes of them.
//!
//! In: requests, a pace, a service. Out: how long each took, from the moment at which it was due: a slow answer does not hold the
//! next request back, and is not hidden by it (an open loop).
//! Deliberately absent: a client library, whose own work would take the cores that the service needs.

use crate::dice::Dice;
use crate::mix::Request;
use std::io::{Error, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Connections: more than ever wait at once, unless the service can't keep up.
const CONNECTIONS: usize = 32;

/// A connection that is kept.
pub(crate) struct Connection {
    stream: TcpStream,
    address: String,
    key: String,
    read: Vec<u8>,
}

/// What came back.
pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    pub(crate) body: &'a [u8],
}

impl Connection {
    pub(crate) fn open(address: &str, key: &str) -> Result<Self, Error> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Self { stream, address: address.to_owned(), key: key.to_owned(), read: vec![0; 1 << 20] })
    }

    /// Asks, and reads the whole answer.
    pub(crate) fn get(&mut self, path: &str) -> Result<Answer<'_>, Error> {
        let head = format!("GET {path} HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {}\r\n\r\n", self.address, self.key);
        self.exchange(head.as_bytes())
    }

    /// Sends JSON, with these lines in the head, and reads the whole answer.
    pub(crate) fn post(&mut self, path: &str, lines: &str, body: &str) -> Result<Answer<'_>, Error> {
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n{lines}\r\n{body}",
            self.address,
            self.key,
            body.len()
        );
        self.exchange(head.as_bytes())
    }

    fn exchange(&mut self, request: &[u8]) -> Result<Answer<'_>, Error> {
        self.stream.write_all(request)?;
        let (mut got, mut ends) = (0, None);
        loop {
            if got == self.read.len() {
                self.read.resize(got * 2, 0);
            }
            let more = self.stream.read(&mut self.read[got..])?;
            if more == 0 {
                return Err(ErrorKind::UnexpectedEof.into());
            }
            got += more;
            if ends.is_none() {
                ends = head_of(&self.read[..got])?;
            }
            if let Some((status, body, length)) = ends
                && got >= body + length
            {
                return Ok(Answer { status, body: &self.read[body..body + length] });
            }
        }
    }
}

/// Status, start of the body and its length, once the head is there.
fn head_of(bytes: &[u8]) -> Result<Option<(u16, usize, usize)>, Error> {
    let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { return Ok(None) };
    let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
    let status = head.split(' ').nth(1).and_then(|word| word.parse().ok());
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:")).and_then(|word| word.trim().parse().ok());
    match (status, length) {
        (Some(status), length) => Ok(Some((status, end + 4, length.unwrap_or(0)))),
        _ => Err(Error::new(ErrorKind::InvalidData, head)),
    }
}

/// How long a request took, and the one it was.
#[derive(Clone, Copy)]
pub(crate) struct Timed {
    pub(crate) request: usize,
    pub(crate) took: Duration,
}

/// Sends all requests, so many a second at moments that are as independent of each other as those of many people
/// (a Poisson process).
pub(crate) fn send(requests: &[Request], per_second: f64, address: &str, key: &str, dice: &mut Dice) -> Result<Vec<Timed>, Error> {
    let mut due = 0.0;
    let moments: Vec<f64> = requests
        .iter()
        .map(|_| {
            due -= (1.0 - dice.share()).ln() / per_second;
            due
        })
        .collect();
    let (next, timed) = (AtomicUsize::new(0), Mutex::new(Vec::with_capacity(requests.len())));
    let mut connections = (0..CONNECTIONS).map(|_| Connection::open(address, key)).collect::<Result<Vec<_>, _>>()?;
    let start = Instant::now() + Duration::from_millis(50);
    std::thread::scope(|scope| {
        let workers: Vec<_> = connections
            .iter_mut()
            .map(|connection| {
                scope.spawn(|| -> Result<(), Error> {
                    loop {
                        let at = next.fetch_add(1, Ordering::Relaxed);
                        let Some(request) = requests.get(at) else { return Ok(()) };
                        let due = start + Duration::from_secs_f64(moments[at]);
                        std::thread::sleep(due.saturating_duration_since(Instant::now()));
                        let answer = connection.get(&request.path)?;
                        let took = due.elapsed();
                        if answer.status != 200 {
                            return Err(Error::other(format!("{} for {}", answer.status, request.path)));
                        }
                        timed.lock().map_err(|_| ErrorKind::Other)?.push(Timed { request: at, took });
                    }
                })
            })
            .collect();
        workers.into_iter().try_for_each(|worker| worker.join().map_err(|_| Error::from(ErrorKind::Other))?)
    })?;
    timed.into_inner().map_err(|_| ErrorKind::Other.into())
}
