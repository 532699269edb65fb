//! `GET /v1/events`: what happens, as server-sent events, from the moment of asking or behind an event that is named.
//!
//! A listener that was cut off comes back with `Last-Event-ID`, and misses nothing.

use crate::api::access::Identified;
use crate::api::parameters::Parameters;
use crate::api::{ApiError, State};
use crate::domain::{Action, Event, Role};
use crate::service::FeedState;
use crate::wire::{EventShape, to_json};
use actix_web::body::{BodySize, MessageBody};
use actix_web::http::Method;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE};
use actix_web::rt;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// A comment is sent so often, so that proxies keep the connection and a listener that is gone is noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Events that are read from the store together.
const GROUP: u32 = 200;

/// Pieces that wait for a slow listener; behind them the store is not read.
const WAITING: usize = 8;

pub(crate) async fn follow_events(state: State, caller: Identified, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let mut parameters = Parameters::of(&request)?;
    let after = match parameters.once("after")? {
        Some(after) => Some(after.parse().map_err(|_| ApiError::parameter("after", format!("`{after}` must be the number of an event")))?),
        None => None,
    };
    parameters.finish()?;
    // What the browser remembers is later than what stands in the address.
    let remembered = request.headers().get("last-event-id").and_then(|value| value.to_str().ok()).and_then(|value| value.parse().ok());
    let after: i64 = match remembered.or(after) {
        Some(after) => after,
        None => state.last_event().await?,
    };
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((CONTENT_TYPE, "text/event-stream"))
        .insert_header((CACHE_CONTROL, "no-store"))
        // Compressed, events would wait in the compressor until there are enough of them.
        .insert_header((CONTENT_ENCODING, "identity"));
    // Whoever asks for the head alone has all of it: nobody would take the events, and nothing would end.
    if request.method() == Method::HEAD {
        return Ok(answer.finish());
    }
    let (sender, receiver) = channel(WAITING);
    rt::spawn(tell(state, caller, after, sender));
    Ok(answer.body(Stream(receiver)))
}

/// Sends what happens until the listener is gone, the key is no longer good, or the service stops.
async fn tell(state: State, caller: Identified, mut after: i64, sender: Sender<Bytes>) {
    let mut feed = state.listen();
    // The number alone is remembered by the browser and not shown to the page: cut off before the first event, it knows where to go on.
    if sender.send(format!("retry: 2000\nid: {after}\n\n").into()).await.is_err() {
        return;
    }
    loop {
        loop {
            // Where the store can't be read now, the listener is cut off and comes back.
            let Ok(events) = state.events_after(after, GROUP).await else { return };
            let Some(last) = events.last() else { break };
            after = last.number;
            let mut piece: String = events.iter().filter(|event| may_see(&caller, event)).map(event_text).collect();
            if piece.is_empty() {
                piece = format!("id: {after}\n\n");
            }
            if sender.send(piece.into()).await.is_err() {
                return;
            }
        }
        tokio::select! {
            changed = feed.changed() => {
                if changed.is_err() || *feed.borrow_and_update() == FeedState::Ended {
                    return;
                }
            }
            () = sender.closed() => return,
            () = rt::time::sleep(HEARTBEAT) => {
                if !state.is_good(caller.0.key) || sender.send(Bytes::from_static(b": still here\n\n")).await.is_err() {
                    return;
                }
            }
        }
    }
}

/// What happens to keys is for those who make them.
fn may_see(caller: &Identified, event: &Event) -> bool {
    caller.0.role == Role::Admin || !matches!(event.action, Action::KeyAdded | Action::KeyRevoked)
}

fn event_text(event: &Event) -> String {
    // JSON on one line: no line break can end the event early.
    let data = to_json(&EventShape::of(event)).unwrap_or_default();
    format!("id: {}\nevent: {}\ndata: {data}\n\n", event.number, event.action)
}

/// A body that goes on for as long as somebody sends.
struct Stream(Receiver<Bytes>);

impl MessageBody for Stream {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Infallible>>> {
        self.0.poll_recv(context).map(|piece| piece.map(Ok))
    }
}
