// The filters of the queue: what stands in the address, as chips with counts.
import { get, query } from "./api.js";
import { handle } from "./shortcuts.js";
import { Key, shortcut, useAsked } from "./bits.js";
import { address, go } from "./route.js";
import { html, useEffect, useRef, useState } from "./view.js";
import { Views } from "./views.js";
import { KINDS, STATES, STATUSES, VERDICTS } from "./words.js";

/** Filters that may have several values, in the order in which they are shown. */
const MANY = ["status", "review", "kind", "outlet", "verdict", "source", "article", "taken_by", "decided_by"];
const ONE = ["since", "until", "q", "recheck", "withdrawn"];

/** The orders of the list. */
export const ORDERS = [
  ["urgent", "most urgent first"],
  ["newest", "newest first"],
  ["oldest", "oldest first"],
  ["updated", "last changed first"],
];

/** The order that an address asks for: the most urgent first, except where withdrawn claims, which nothing hurries, stand among them. */
export function orderOf(words) {
  const asked = words.get("sort");
  const withdrawn = Boolean(words.get("withdrawn"));
  if (asked === "urgent" || !ORDERS.some(([order]) => order === asked)) return withdrawn ? "newest" : "urgent";
  return asked;
}

/** The filter of an address as pairs for the API. Where nothing is said about the review, what is pending is meant. */
export function filterOf(words) {
  const pairs = [];
  for (const name of MANY) for (const value of words.getAll(name)) if (value !== "any") pairs.push([name, value]);
  for (const name of ONE) if (words.get(name)) pairs.push([name, words.get(name)]);
  const says = ["review", "verdict", "taken_by", "decided_by", "article", "withdrawn", "recheck"].some((name) => words.has(name));
  if (!says) pairs.push(["review", "pending"]);
  pairs.push(["sort", orderOf(words)]);
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

const COUNTED = ["status", "review", "kind", "verdict", "outlet"];

/** Filters that the service has counters for. With any other one, the claims themselves are counted. */
const COUNTERS = [...COUNTED, "since", "until"];

/** Counts beside the chips, by filter and word: each filter's own choice does not narrow its own counts. */
export function useCounts(words, round) {
  const key = filterOf(words).map(String).join("&");
  const asked = useAsked(async (signal) => {
    const pairs = filterOf(words).filter(([name]) => name !== "sort");
    const counted = pairs.every(([name]) => COUNTERS.includes(name));
    const questions = new Map();
    const once = (path) => questions.get(path) ?? questions.set(path, get(path, { signal })).get(path);
    const of = async (name) => {
      const others = pairs.filter(([other]) => other !== name);
      if (!counted) {
        const { groups } = await once(`/v1/claims/groups${query([["by", name], ...others, ["limit", 200]])}`);
        return Object.fromEntries(groups.map(({ word, claims }) => [word, claims]));
      }
      const stats = await once(`/v1/stats${query(others)}`);
      return name === "outlet" ? Object.fromEntries(stats.by_outlet.map(({ outlet, claims }) => [outlet, claims])) : stats[`by_${name}`];
    };
    return Object.fromEntries(await Promise.all(COUNTED.map(async (name) => [name, await of(name)])));
  }, [key, round]);
  return asked.loading && !asked.value ? {} : (asked.value ?? {});
}

/** How many claims match in all; null while that is not known. */
export function totalOf(words, counts) {
  if (!counts.status) return null;
  const wanted = chosen(words, "status");
  return Object.entries(counts.status).reduce((sum, [status, number]) => (wanted.length === 0 || wanted.includes(status) ? sum + number : sum), 0);
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

/** What a person works on, or has found: one or the other, since no claim is both. */
function Mine({ words, name, other, who, label }) {
  const on = words.getAll(name).includes(who.name);
  return html`<button type="button" class="chip" aria-pressed=${on ? "true" : "false"} onClick=${() => go(address("queue", toggled(replaced(words, other, ""), name, who.name)))}>${label}</button>`;
}

export function Filters({ words, who, counts, names }) {
  const [open, setOpen] = useState(false);
  const search = useRef(null);
  useEffect(() => handle("search", () => search.current?.focus()), []);
  // Chosen values that no chip in sight shows.
  const hidden = open ? ["q", "source", "article"] : ["q", "source", "article", "outlet", "kind", "verdict"];
  const others = [...words].filter(([name, value]) => hidden.includes(name) || (["taken_by", "decided_by"].includes(name) && value !== who.name));
  const of = countOf(counts);
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
      ${STATUSES.map((status) => html`<${Chip} key=${status} words=${words} name="status" value=${status} count=${of("status", status)} />`)}
    </div>
    <div class="chips" role="group" aria-label="Review">
      ${STATES.map((state) => html`<${Chip} key=${state} words=${words} name="review" value=${state} count=${of("review", state)} />`)}
      <${Mine} words=${words} name="taken_by" other="decided_by" who=${who} label="taken by me" />
      <${Mine} words=${words} name="decided_by" other="taken_by" who=${who} label="decided by me" />
      <button type="button" class="chip more" aria-expanded=${open ? "true" : "false"} onClick=${() => setOpen(!open)}>${open ? "Fewer filters" : `More filters${extra ? ` (${extra})` : ""}`}</button>
    </div>
    ${others.length > 0 &&
    html`<div class="chips" role="group" aria-label="Chosen">
      ${others.map(([name, value]) => html`<${Taken} key=${name + value} words=${words} name=${name} value=${value} label=${names(name, value)} />`)}
    </div>`}
    ${open && html`<${More} words=${words} counts=${counts} />`}
    ${who.role !== "cms" && html`<${Views} words=${words} who=${who} />`}
  </div>`;
}

/** How many claims a word of a filter has; nothing while that is not known. */
const countOf = (counts) => (name, value) => counts[name] && (counts[name][value] ?? 0);

function More({ words, counts }) {
  const of = countOf(counts);
  const field = (name) => (event) => go(address("queue", replaced(words, name, event.target.value)));
  const outlets = [...new Set([...Object.keys(counts.outlet ?? {}), ...words.getAll("outlet")])];
  return html`<div class="more-filters">
    <div class="chips" role="group" aria-label="Outlet"><span class="name">Outlet</span>${outlets.map((outlet) => html`<${Chip} key=${outlet} words=${words} name="outlet" value=${outlet} count=${of("outlet", outlet)} />`)}</div>
    <div class="chips" role="group" aria-label="Kind of source"><span class="name">Source</span>${KINDS.map((kind) => html`<${Chip} key=${kind} words=${words} name="kind" value=${kind} count=${of("kind", kind)} />`)}</div>
    <div class="chips" role="group" aria-label="Verdict"><span class="name">Verdict</span>${VERDICTS.map((verdict) => html`<${Chip} key=${verdict} words=${words} name="verdict" value=${verdict} count=${of("verdict", verdict)} />`)}</div>
    <div class="fields">
      <label>From <input type="date" value=${words.get("since") ?? ""} onChange=${field("since")} /></label>
      <label>Before <input type="date" value=${words.get("until") ?? ""} onChange=${field("until")} /></label>
    </div>
    <div class="chips" role="group" aria-label="Others">
      <${Chip} words=${words} name="recheck" value="true" label="to look at again" />
      <${Chip} words=${words} name="withdrawn" value="true" label="withdrawn too" />
    </div>
  </div>`;
}
