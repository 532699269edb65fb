//! The open connections: how many there may be, and an end for those that hold a place and do nothing.
//!
//! In: connections as they are accepted, and the requests on each. Out: the same connections, closed once they have waited
//! too long or their other end takes nothing any more.
//! Deliberately absent: the first request's head and the wait between two requests where not a byte comes, which the HTTP
//! library times itself. What it does not time is the head of a later request that is begun and never ended: a byte after
//! an answer would hold a connection for ever.

use actix_tls::accept::rustls_0_23::TlsStream;
use actix_web::body::{BodySize, MessageBody};
use actix_web::dev::{Extensions, ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::rt::net::TcpStream;
use actix_web::web::Bytes;
use socket2::{SockRef, Socket};
use std::any::Any;
use std::collections::HashMap;
use std::net::Shutdown;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

/// How long the other end may leave sent bytes untaken: a phone in a tunnel comes back within that.
const UNTAKEN: Duration = Duration::from_secs(60);

/// Files that the service needs beside connections: the database with its readers, listeners, the log.
const OTHER_FILES: u64 = 128;

/// Files that each connection takes: the socket, and the handle by which it is closed.
const FILES_FOR_EACH: u64 = 2;

/// All open connections.
#[derive(Clone)]
pub(super) struct Connections {
    open: Arc<Mutex<HashMap<u64, Watched>>>,
    next: Arc<AtomicU64>,
    start: Instant,
}

struct Watched {
    /// Another handle of the same socket.
    socket: Socket,
    activity: Arc<Activity>,
}

/// What happens on a connection.
#[derive(Default)]
struct Activity {
    /// Requests whose answers are not all handed over.
    requests: AtomicU64,
    /// When the last of them was, in milliseconds from the start of the service.
    since: AtomicU64,
}

/// A connection's place, given back when the connection is closed.
struct Place {
    number: u64,
    activity: Arc<Activity>,
    connections: Connections,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.connections.lock().remove(&self.number);
    }
}

impl Connections {
    pub(super) fn new() -> Self {
        Self { open: Arc::default(), next: Arc::default(), start: Instant::now() }
    }

    /// How many are open.
    pub(super) fn count(&self) -> usize {
        self.lock().len()
    }

    /// Takes note of a connection that was accepted.
    pub(super) fn watch(&self, stream: &dyn Any, extensions: &mut Extensions) {
        let plain = stream.downcast_ref::<TcpStream>();
        let Some(stream) = plain.or_else(|| stream.downcast_ref::<TlsStream<TcpStream>>().map(|stream| stream.get_ref().0)) else { return };
        let socket = SockRef::from(stream);
        #[cfg(target_os = "linux")]
        if let Err(error) = socket.set_tcp_user_timeout(Some(UNTAKEN)) {
            tracing::debug!(%error, "a connection without a time limit for what it does not take");
        }
        // Without a second handle it is not watched, and lives as the HTTP library has it.
        let Ok(socket) = socket.try_clone() else { return };
        let activity = Arc::new(Activity { requests: AtomicU64::new(0), since: AtomicU64::new(self.now()) });
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        self.lock().insert(number, Watched { socket, activity: Arc::clone(&activity) });
        extensions.insert(Place { number, activity, connections: self.clone() });
    }

    /// Closes those on which nothing has been asked for so long.
    pub(super) fn close_idle(&self, limit: Duration) {
        let (now, limit) = (self.now(), u64::try_from(limit.as_millis()).unwrap_or(u64::MAX));
        for Watched { socket, activity } in self.lock().values() {
            if activity.requests.load(Ordering::Acquire) == 0 && now.saturating_sub(activity.since.load(Ordering::Acquire)) > limit {
                // It may be closed already; its task ends in both cases, and gives the place back.
                let _ = socket.shutdown(Shutdown::Both);
            }
        }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<u64, Watched>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lets the process open as many files as so many connections take, as far as the system allows.
pub(super) fn make_room(connections: usize) {
    let wanted = u64::try_from(connections).unwrap_or(u64::MAX).saturating_mul(FILES_FOR_EACH).saturating_add(OTHER_FILES);
    match rlimit::increase_nofile_limit(wanted) {
        Ok(files) if files < wanted => {
            let connections = files.saturating_sub(OTHER_FILES) / FILES_FOR_EACH;
            tracing::warn!(files, wanted, connections, "the system allows fewer open files than max-connections takes (LimitNOFILE, ulimit -n)");
        }
        Ok(_) => {}
        Err(error) => tracing::warn!(%error, "the number of open files can't be raised"),
    }
}

/// Marks a connection as busy until the answer of this request is handed over.
pub(super) async fn mark_busy<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<Marked<B>>, actix_web::Error> {
    let busy = request.conn_data::<Place>().map(|place| Busy::new(&place.activity, place.connections.start));
    let answer = next.call(request).await?;
    Ok(answer.map_body(|_, body| Marked { body: Box::pin(body), _busy: busy }))
}

/// A request that is under way.
struct Busy {
    activity: Arc<Activity>,
    start: Instant,
}

impl Busy {
    fn new(activity: &Arc<Activity>, start: Instant) -> Self {
        activity.requests.fetch_add(1, Ordering::AcqRel);
        Self { activity: Arc::clone(activity), start }
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.activity.since.store(u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX), Ordering::Release);
        self.activity.requests.fetch_sub(1, Ordering::AcqRel);
    }
}

/// An answer's body that keeps its connection marked.
pub(super) struct Marked<B> {
    body: Pin<Box<B>>,
    _busy: Option<Busy>,
}

impl<B: MessageBody> MessageBody for Marked<B> {
    type Error = B::Error;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        self.body.as_mut().poll_next(context)
    }
}
