// Sources: all of them, searched; and one, with everything it has claimed.
import { ask, get, query } from "./api.js";
import { StatusTag, Time, Trouble, VerdictTag, announce, useAsked, usePage } from "./bits.js";
import { Shares, Stacks } from "./charts.js";
import { mayReview } from "./claim.js";
import { address, go } from "./route.js";
import { html, useEffect, useRef, useState } from "./view.js";
import { KINDS, KIND_NAME, STATUSES, VERDICTS, count } from "./words.js";

export function SourcesPage({ words }) {
  usePage("Sources");
  const q = words.get("q") ?? "";
  const kind = words.get("kind") ?? "";
  const [list, setList] = useState({ sources: [], next: null, problem: null, loading: true });
  const input = useRef(null);
  const load = async (cursor, signal) => {
    try {
      const page = await get(`/v1/sources${query([["q", q], ["kind", kind], ["limit", 100], ["cursor", cursor]])}`, { signal });
      setList((known) => ({ sources: cursor ? known.sources.concat(page.sources) : page.sources, next: page.next, problem: null, loading: false }));
    } catch (problem) {
      if (problem.name !== "AbortError") setList((known) => ({ ...known, problem, loading: false }));
    }
  };
  useEffect(() => {
    const stop = new AbortController();
    load(null, stop.signal);
    return () => stop.abort();
  }, [q, kind]);
  const search = (event) => {
    event.preventDefault();
    go(address("sources", [["q", input.current.value.trim()], ["kind", kind]].filter(([, value]) => value)));
  };
  return html`<main id="main" class="page" tabindex="-1">
    <h1>Sources</h1>
    <form class="row source-search" role="search" onSubmit=${search}>
      <label for="source-words">Name or alias</label>
      <input id="source-words" ref=${input} type="search" value=${q} />
      <label for="source-kinds">Kind</label>
      <select id="source-kinds" value=${kind} onChange=${(event) => go(address("sources", [["q", q], ["kind", event.target.value]].filter(([, value]) => value)))}>
        <option value="">any</option>
        ${KINDS.map((one) => html`<option key=${one} value=${one}>${KIND_NAME[one]}</option>`)}
      </select>
      <button type="submit">Search</button>
    </form>
    <${Trouble} problem=${list.problem} retry=${() => load(null)} what="The sources can't be loaded." />
    ${!list.loading && !list.problem && list.sources.length === 0 && html`<p class="nothing">No source is called so.</p>`}
    ${list.sources.length > 0 &&
    html`<div class="scroll" tabindex="0" role="region" aria-label="Sources"><table>
      <thead><tr><th scope="col">Name</th><th scope="col">Kind</th><th scope="col">Also called</th><th scope="col">Claims</th></tr></thead>
      <tbody>
        ${list.sources.map(
          (source) => html`<tr key=${source.id}>
            <th scope="row"><a href=${address("source", "", source.id)}>${source.name}</a></th>
            <td>${KIND_NAME[source.kind] ?? source.kind}</td>
            <td class="hint">${source.aliases.slice(0, 4).join(", ")}</td>
            <td>${source.claims}</td>
          </tr>`,
        )}
      </tbody>
    </table></div>`}
    ${list.next && html`<p><button type="button" onClick=${() => load(list.next)}>Show more</button></p>`}
  </main>`;
}

/** Claims that a source's page asks for at once. */
const PAGE = 100;

/** A source's claims, the newest first: `{claims, next, problem, loading}` and `more`, which asks for the next of them. */
function useClaimsOf(id) {
  const none = { claims: [], next: null, problem: null, loading: true };
  const [list, setList] = useState(none);
  const load = async (cursor, signal) => {
    setList((known) => ({ ...known, problem: null, loading: true }));
    try {
      const page = await get(`/v1/claims${query([["source", id], ["limit", PAGE], ["cursor", cursor]])}`, { signal });
      setList((known) => ({ claims: cursor ? known.claims.concat(page.claims) : page.claims, next: page.next, problem: null, loading: false }));
    } catch (problem) {
      if (problem.name !== "AbortError") setList((known) => ({ ...known, problem, loading: false }));
    }
  };
  useEffect(() => {
    const stop = new AbortController();
    setList(none);
    load(null, stop.signal);
    return () => stop.abort();
  }, [id]);
  return { ...list, more: () => load(list.next) };
}

export function SourcePage({ id, who }) {
  const source = useAsked((signal) => get(`/v1/sources/${encodeURIComponent(id)}`, { signal }), [id]);
  const stats = useAsked((signal) => get(`/v1/stats${query([["source", id]])}`, { signal }), [id]);
  const found = useClaimsOf(id);
  const { claims } = found;
  const parentId = source.value?.parent;
  const parent = useAsked((signal) => (parentId ? get(`/v1/sources/${encodeURIComponent(parentId)}`, { signal }) : Promise.resolve(null)), [parentId]);
  const shown = source.value ?? claims[0]?.source ?? null;
  usePage(shown?.name ?? "Source");
  const sums = stats.value;
  const of = (names, numbers) => names.map((name) => ({ name, value: numbers[name] ?? 0 }));
  return html`<main id="main" class="page" tabindex="-1">
    <p class="kicker"><a href="#/sources">Sources</a></p>
    <h1>${shown?.name ?? id}</h1>
    ${shown && html`<p class="hint">${KIND_NAME[shown.kind]}${parentId ? html` · part of <a href=${address("source", "", parentId)}>${parent.value?.name ?? parentId}</a>` : ""}</p>`}
    <${Trouble} problem=${source.problem && !shown ? source.problem : null} retry=${source.reload} what="This source can't be loaded." />
    ${source.value && html`<${Teach} source=${source.value} who=${who} reload=${source.reload} />`}
    <${Trouble} problem=${stats.problem} retry=${stats.reload} what="Its claims can't be counted." />
    ${sums?.claims === 0 && html`<p class="nothing">It has claimed nothing yet.</p>`}
    ${sums?.claims > 0 &&
    html`<div class="columns">
        <section class="card"><h2>Over time</h2><${Stacks} title="Its claims, by day and status" names=${STATUSES.toReversed()} days=${sums.by_day.map(({ day, by_status }) => ({ day, parts: by_status }))} /></section>
        <section class="card"><h2>In sum</h2>
          <${Shares} title="How well articles confirm it" parts=${of(STATUSES, sums.by_status)} />
          <${Shares} title="What was found" parts=${of(VERDICTS, sums.by_verdict)} />
        </section>
      </div>`}
    ${claims.length > 0 &&
    html`<section class="card">
        <h2>${count(sums?.claims ?? claims.length, "claim")}</h2>
        <p><a href=${address("queue", [["source", id], ["review", "any"]])}>Open in the queue</a></p>
        <ul class="claim-list">
          ${claims.map(
            (claim) => html`<li key=${claim.id}>
              <a href=${address("queue", [["source", id], ["review", "any"], ["claim", claim.id]])}>${claim.text}</a>
              <p class="row-meta"><${StatusTag} status=${claim.status} />${claim.review.verdict && html` <${VerdictTag} verdict=${claim.review.verdict} />`} <span class="hint">${claim.outlet} · <${Time} at=${claim.created_at} /></span></p>
            </li>`,
          )}
        </ul>
        ${found.next && html`<p><button type="button" disabled=${found.loading} onClick=${found.more}>Show more</button></p>`}
      </section>`}
    <${Trouble} problem=${found.problem} retry=${found.more} what="Its claims can't be loaded." />
  </main>`;
}

/** What a source is called; teaching it another name, and taking one away. */
function Teach({ source, who, reload }) {
  const [alias, setAlias] = useState("");
  const [problem, setProblem] = useState(null);
  const field = useRef(null);
  const change = async (aliases, words, left) => {
    try {
      await ask("PATCH", `/v1/sources/${encodeURIComponent(source.id)}`, { body: { aliases }, version: source.version });
      setAlias(left);
      setProblem(null);
      announce(words);
      field.current?.focus();
      reload();
    } catch (failed) {
      setProblem(failed);
      if (failed.status === 412) reload();
    }
  };
  const add = (event) => {
    event.preventDefault();
    change([...source.aliases, alias.trim()], `It is also called ${alias.trim()}.`, "");
  };
  // The name stands in the field then, so that a slip is mended with one click.
  const remove = (name) => change(source.aliases.filter((other) => other !== name), `It is no longer called ${name}.`, name);
  return html`<section class="card">
    <h2>Names</h2>
    ${source.aliases.length === 0
      ? html`<p class="hint">It has no other name.</p>`
      : html`<ul class="names">
          ${source.aliases.map((name) => html`<li key=${name}>${mayReview(who) ? html`<button type="button" class="chip" onClick=${() => remove(name)}>${name} <span aria-hidden="true">✕</span><span class="unseen">: take this name away</span></button>` : name}</li>`)}
        </ul>`}
    ${source.spokespersons.length > 0 && html`<p><span class="hint">Speaking for it:</span> ${source.spokespersons.join(", ")}</p>`}
    <${Trouble} problem=${problem} what="Its names were not changed." />
    ${mayReview(who) &&
    html`<form class="row" onSubmit=${add}>
      <label for="alias">Also called</label>
      <input id="alias" ref=${field} type="text" required maxlength="200" value=${alias} onInput=${(event) => setAlias(event.target.value)} />
      <button type="submit">Add</button>
    </form>`}
  </section>`;
}
