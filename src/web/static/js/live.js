// What others do, as it happens: the feed of events, resumed where it broke off.
import { get } from "./api.js";

const ACTIONS = [
  "article-added", "article-revised", "details-changed", "article-reanalysed", "article-erased", "added", "kept", "withdrawn", "taken", "taken-over",
  "released", "lease-expired", "decided", "reopened", "corrected", "undone", "source-moved", "source-added", "source-changed", "source-merged",
  "merge-undone", "key-added", "key-revoked", "view-added", "view-changed", "view-removed",
];

const listeners = new Set();
const watchers = new Set();
let source = null;
let last = null;
let state = "off";
let retry = null;
let delay = 1000;

/** Calls back with every event. */
export function onEvent(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Calls back with `live`, `broken` or `off`, now and whenever that changes. */
export function onState(watcher) {
  watchers.add(watcher);
  watcher(state);
  return () => watchers.delete(watcher);
}

function setState(next) {
  if (state === next) return;
  state = next;
  for (const watcher of watchers) watcher(state);
}

function hear(message) {
  if (message.lastEventId) last = message.lastEventId;
  let event;
  try {
    event = JSON.parse(message.data);
  } catch {
    return;
  }
  for (const listener of listeners) listener(event);
}

export function connect() {
  disconnect();
  source = new EventSource(last === null ? "/v1/events" : `/v1/events?after=${encodeURIComponent(last)}`);
  source.onopen = () => {
    delay = 1000;
    setState("live");
  };
  source.onerror = () => {
    setState("broken");
    // The browser comes back by itself where the connection broke; where an answer was no feed, it gives up.
    if (source && source.readyState === EventSource.CLOSED) again();
  };
  for (const action of ACTIONS) source.addEventListener(action, hear);
}

function again() {
  clearTimeout(retry);
  retry = setTimeout(async () => {
    // Tells whether the session has ended, which shows the sign-in; the feed goes on after it.
    try {
      await get("/v1/session");
      connect();
    } catch (problem) {
      if (problem.status !== 401) again();
    }
  }, delay);
  delay = Math.min(delay * 2, 15_000);
}

export function disconnect() {
  clearTimeout(retry);
  source?.close();
  source = null;
  setState("off");
}
