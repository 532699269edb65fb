// Correcting the engine's word on a claim: its source, with a search over all sources, or its status.
import { ask, get, post, query } from "./api.js";
import { Dialog, StatusTag, Trouble } from "./bits.js";
import { html, useEffect, useLayoutEffect, useRef, useState } from "./view.js";
import { KINDS, KIND_NAME, STATUSES, STATUS_MEANING, count } from "./words.js";

/** Chooses a status. `choose` gets it, or null for the engine's own word. */
export function CorrectStatus({ claim, choose, close }) {
  return html`<${Dialog} title="Correct the status" close=${close}>
    <p class="quoted">${claim.text}</p>
    <p class="hint">The status says what the article supports, not what is true.</p>
    <ul class="choices">
      ${STATUSES.map(
        (status, index) => html`<li key=${status}>
          <button type="button" autofocus=${index === 0} disabled=${status === claim.status} onClick=${() => choose(status)}><${StatusTag} status=${status} /> <span>${STATUS_MEANING[status]}</span></button>
        </li>`,
      )}
    </ul>
    ${claim.corrected?.includes("status") && html`<button type="button" onClick=${() => choose(null)}>Back to the engine's word: ${claim.engine.status}</button>`}
  </${Dialog}>`;
}

/** Writes the other names of a source anew. */
async function rename(id, change) {
  const path = `/v1/sources/${encodeURIComponent(id)}`;
  const source = await get(path);
  const aliases = change(source.aliases);
  if (aliases.length !== source.aliases.length) await ask("PATCH", path, { body: { aliases }, version: source.version });
  return aliases.length - source.aliases.length;
}

/**
 * Chooses a source. `choose` gets its slug, or null for the engine's own word; and where the source is to be taught another name, what
 * does that once the correction is saved, and gives the way back.
 */
export function CorrectSource({ claim, choose, close }) {
  const words = (claim.attribution?.mention ?? []).map((span) => span.exact).join(" ");
  const [q, setQ] = useState("");
  const [found, setFound] = useState([]);
  const [problem, setProblem] = useState(null);
  const [always, setAlways] = useState(false);
  const [kind, setKind] = useState("organisation");
  const [active, setActive] = useState(0);
  const input = useRef(null);

  useLayoutEffect(() => input.current?.focus(), []);
  useEffect(() => {
    if (!q.trim()) {
      setFound([]);
      return undefined;
    }
    const stop = new AbortController();
    const wait = setTimeout(() => {
      get(`/v1/sources${query([["q", q.trim()], ["limit", 12]])}`, { signal: stop.signal }).then(
        ({ sources }) => {
          setFound(sources.filter((source) => !source.merged_into));
          setActive(0);
          setProblem(null);
        },
        (failed) => failed.name !== "AbortError" && setProblem(failed),
      );
    }, 120);
    return () => {
      clearTimeout(wait);
      stop.abort();
    };
  }, [q]);

  const same = (alias) => alias.toLowerCase() === words.toLowerCase();
  const teach = async (id) => {
    const taught = await rename(id, (aliases) => (aliases.some(same) ? aliases : [...aliases, words]));
    return taught ? () => rename(id, (aliases) => aliases.filter((alias) => !same(alias))) : undefined;
  };
  const pick = (id) => choose(id, always && words ? () => teach(id) : undefined);
  const create = async () => {
    try {
      const made = await post("/v1/sources", { name: q.trim(), kind });
      pick((made.source ?? made).id);
    } catch (failed) {
      setProblem(failed);
    }
  };
  const onKey = (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((place) => Math.max(0, Math.min(found.length - 1, place + step)));
    } else if (event.key === "Enter" && found[active]) {
      event.preventDefault();
      pick(found[active].id);
    }
  };

  return html`<${Dialog} title="Correct the source" close=${close}>
    <p class="quoted">${claim.text}</p>
    <p>Now: <strong>${claim.source.name}</strong></p>
    <${Trouble} problem=${problem} what="That did not work." />
    <label for="source-search">Who answers for it?</label>
    <input
      id="source-search"
      ref=${input}
      type="text"
      role="combobox"
      aria-expanded=${found.length > 0 ? "true" : "false"}
      aria-controls="source-found"
      aria-autocomplete="list"
      aria-activedescendant=${found[active] ? `found-${active}` : undefined}
      autocomplete="off"
      value=${q}
      onInput=${(event) => setQ(event.target.value)}
      onKeyDown=${onKey}
    />
    <p class="unseen" role="status">${q.trim() ? `${count(found.length, "source")} found` : ""}</p>
    <ul id="source-found" class="found" role="listbox" aria-label="Sources">
      ${found.map(
        (source, index) => html`<li key=${source.id} id=${`found-${index}`} role="option" aria-selected=${index === active ? "true" : "false"} onClick=${() => pick(source.id)}>
          <strong>${source.name}</strong> <span class="hint">${KIND_NAME[source.kind]}${source.aliases.length > 0 ? `: ${source.aliases.slice(0, 3).join(", ")}` : ""}</span>
        </li>`,
      )}
    </ul>
    ${words && html`<label class="check"><input type="checkbox" checked=${always} onChange=${(event) => setAlways(event.target.checked)} /> Always call “${words}” so, from the next article on</label>`}
    ${q.trim() && !found.some((source) => source.name.toLowerCase() === q.trim().toLowerCase()) && html`<div class="row new-source">
      <label for="source-kind">New source of the kind</label>
      <select id="source-kind" value=${kind} onChange=${(event) => setKind(event.target.value)}>${KINDS.filter((one) => one !== "newsroom").map((one) => html`<option key=${one} value=${one}>${KIND_NAME[one]}</option>`)}</select>
      <button type="button" onClick=${create}>Add “${q.trim()}”</button>
    </div>`}
    ${claim.corrected?.includes("source") && html`<button type="button" onClick=${() => choose(null)}>Back to the engine's word: ${claim.engine.source}</button>`}
  </${Dialog}>`;
}
