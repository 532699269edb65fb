// The filters of the queue: what stands in the address, as chips, and views that were saved.
import { get, query } from "./api.js";
import { handle } from "./shortcuts.js";
import { Key, shortcut, useAsked } from "./bits.js";
import { address, go } from "./route.js";
import { html, useEffect, useRef, useState } from "./view.js";
import { KINDS, STATES, STATUSES, VERDICTS } from "./words.js";

/** Filters that may have several values, in the order in which they are shown. */
const MANY = ["status", "review", "kind", "outlet", "verdict", "source", "article", "taken_by"];
const ONE = ["since", "until", "q", "recheck", "withdrawn"];

/** The filter of an address as pairs for the API. Where nothing is said about the review, what is pending is meant. */
export function filterOf(words) {
  const pairs = [];
  for (const name of MANY) for (const value of words.getAll(name)) if (value !== "any") pairs.push([name, value]);
  for (const name of ONE) if (words.get(name)) pairs.push([name, words.get(name)]);
  const says = ["review", "verdict", "taken_by", "article", "withdrawn", "recheck"].some((name) => words.has(name));
  if (!says) pairs.push(["review", "pending"]);
  // What is most urgent comes first; that order is kept for what is pending.
  const review = pairs.filter(([name]) => name === "review");
  if (review.length === 1 && review[0][1] === "pending" && !words.has("withdrawn")) pairs.push(["sort", "urgent"]);
  return pairs;
}

/** The words of an address with a value added or taken away. */
export function toggled(words, name, value) {
  const next = new URLSearchParams(words);
  next.delete("claim");
  const values = next.getAll(name).filter((other) => other !== "any");
  next.delete(name);
  const has = values.includes(value);
  const left = has ? values.filter((other) => other !== value) : [...values, value];
  for (const other of left) next.append(name, other);
  if (name === "review" && left.length === 0) next.append("review", "any");
  return next;
}

export function replaced(words, name, value) {
  const next = new URLSearchParams(words);
  next.delete("claim");
  if (value) next.set(name, value);
  else next.delete(name);
  return next;
}

/** What is chosen of a filter, the unsaid choice included. */
function chosen(words, name) {
  if (name === "review") return filterOf(words).filter(([other]) => other === "review").map(([, value]) => value);
  return words.getAll(name);
}

/** Counts beside the chips: each filter's own choice does not narrow its own counts. */
function useCounts(words, round) {
  const key = filterOf(words).map(String).join("&");
  const asked = useAsked(async (signal) => {
    const pairs = filterOf(words).filter(([name]) => ["status", "review", "kind", "verdict", "outlet", "since", "until"].includes(name));
    const but = (name) => get(`/v1/stats${query(pairs.filter(([other]) => other !== name))}`, { signal });
    const [status, review, kind] = await Promise.all([but("status"), but("review"), but("kind")]);
    return { status: status.by_status, review: review.by_review, kind: kind.by_kind, verdict: status.by_verdict };
  }, [key, round]);
  return asked.value ?? {};
}

function Chip({ words, name, value, count, label }) {
  const on = chosen(words, name).includes(value);
  return html`<button type="button" class="chip" aria-pressed=${on ? "true" : "false"} onClick=${() => go(address("queue", toggled(words, name, value)))}>
    ${label ?? value}${count !== undefined && html` <span class="count">${count.toLocaleString("en")}</span>`}
  </button>`;
}

/** A chip that takes a filter away: a source, an article, words. */
const Taken = ({ words, name, value, label }) => html`<button type="button" class="chip taken" onClick=${() => go(address("queue", MANY.includes(name) ? toggled(words, name, value) : replaced(words, name, "")))}>
  ${label} <span aria-hidden="true">✕</span><span class="unseen">: take this filter away</span>
</button>`;

export function Filters({ words, who, round, names }) {
  const [open, setOpen] = useState(false);
  const search = useRef(null);
  const counts = useCounts(words, round);
  useEffect(() => handle("search", () => search.current?.focus()), []);
  const mine = words.getAll("taken_by").includes(who.name);
  const others = [...words].filter(([name]) => ["source", "article", "outlet"].includes(name)).concat([...words].filter(([name, value]) => name === "taken_by" && value !== who.name));
  const extra = ["kind", "outlet", "verdict", "since", "until", "recheck", "withdrawn"].filter((name) => words.has(name)).length;
  return html`<div class="filters">
    <form class="search" role="search" onSubmit=${(event) => {
      event.preventDefault();
      go(address("queue", replaced(words, "q", search.current.value.trim())));
    }}>
      <input ref=${search} type="search" aria-label="Words in the claim" placeholder="Words in the claim" value=${words.get("q") ?? ""} aria-keyshortcuts=${shortcut("search")} />
      <${Key} command="search" />
    </form>
    <div class="chips" role="group" aria-label="Status">
      ${STATUSES.map((status) => html`<${Chip} key=${status} words=${words} name="status" value=${status} count=${counts.status?.[status]} />`)}
    </div>
    <div class="chips" role="group" aria-label="Review">
      ${STATES.map((state) => html`<${Chip} key=${state} words=${words} name="review" value=${state} count=${counts.review?.[state]} />`)}
      <button type="button" class="chip" aria-pressed=${mine ? "true" : "false"} onClick=${() => go(address("queue", toggled(words, "taken_by", who.name)))}>mine</button>
      <button type="button" class="chip more" aria-expanded=${open ? "true" : "false"} onClick=${() => setOpen(!open)}>${open ? "Fewer filters" : `More filters${extra ? ` (${extra})` : ""}`}</button>
    </div>
    ${others.length > 0 &&
    html`<div class="chips" role="group" aria-label="Chosen">
      ${others.map(([name, value]) => html`<${Taken} key=${name + value} words=${words} name=${name} value=${value} label=${names(name, value)} />`)}
    </div>`}
    ${open && html`<${More} words=${words} counts=${counts} />`}
    <${Views} words=${words} />
  </div>`;
}

function More({ words, counts }) {
  const field = (name) => (event) => go(address("queue", replaced(words, name, event.target.value)));
  return html`<div class="more-filters">
    <div class="chips" role="group" aria-label="Kind of source">${KINDS.map((kind) => html`<${Chip} key=${kind} words=${words} name="kind" value=${kind} count=${counts.kind?.[kind]} />`)}</div>
    <div class="chips" role="group" aria-label="Verdict">${VERDICTS.map((verdict) => html`<${Chip} key=${verdict} words=${words} name="verdict" value=${verdict} count=${counts.verdict?.[verdict]} />`)}</div>
    <div class="fields">
      <label>From <input type="date" value=${words.get("since") ?? ""} onChange=${field("since")} /></label>
      <label>Before <input type="date" value=${words.get("until") ?? ""} onChange=${field("until")} /></label>
      <label>Outlet <input type="text" value=${words.get("outlet") ?? ""} onChange=${field("outlet")} /></label>
    </div>
    <div class="chips" role="group" aria-label="Others">
      <${Chip} words=${words} name="recheck" value="true" label="to look at again" />
      <${Chip} words=${words} name="withdrawn" value="true" label="withdrawn too" />
    </div>
  </div>`;
}

const NAME = "claimdesk.views";
const FIRST_VIEWS = [
  ["Most urgent", ""],
  ["Unconfirmed, from the press", "status=unconfirmed&kind=media&review=pending"],
  ["Decided", "review=decided"],
];

function savedViews() {
  try {
    return JSON.parse(localStorage.getItem(NAME)) ?? [];
  } catch {
    return [];
  }
}

function Views({ words }) {
  const [saved, setSaved] = useState(savedViews);
  const [name, setName] = useState("");
  const keep = (next) => {
    setSaved(next);
    try {
      localStorage.setItem(NAME, JSON.stringify(next));
    } catch {
      // Kept for this page at least.
    }
  };
  const now = new URLSearchParams(words);
  now.delete("claim");
  const save = (event) => {
    event.preventDefault();
    keep([...saved.filter(([other]) => other !== name.trim()), [name.trim(), now.toString()]]);
    setName("");
  };
  return html`<details class="views">
    <summary>Views</summary>
    <ul>
      ${FIRST_VIEWS.concat(saved).map(
        ([title, view], index) => html`<li key=${title}>
          <a href=${address("queue", view)} aria-current=${view === now.toString() ? "true" : undefined}>${title}</a>
          ${index >= FIRST_VIEWS.length && html`<button type="button" class="quiet" aria-label="Forget the view ${title}" onClick=${() => keep(saved.filter(([other]) => other !== title))}>✕</button>`}
        </li>`,
      )}
    </ul>
    <form class="row" onSubmit=${save}>
      <input type="text" required maxlength="60" aria-label="Name for this view" placeholder="Name for this view" value=${name} onInput=${(event) => setName(event.target.value)} />
      <button type="submit">Save</button>
    </form>
  </details>`;
}
