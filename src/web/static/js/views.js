// Saved views: sets of filters under a name, kept by the service for whoever saved them, or for the newsroom.
import { ask, get, post } from "./api.js";
import { Dialog, Trouble, announce, useAsked } from "./bits.js";
import { onEvent } from "./live.js";
import { address } from "./route.js";
import { html, useEffect, useState } from "./view.js";

const FIRST_VIEWS = [
  ["Most urgent", ""],
  ["Unconfirmed, from the press", "status=unconfirmed&kind=media&review=pending"],
  ["Decided", "review=decided"],
];

/** Where views were kept before the service did. */
const FORMER = "claimdesk.views";

/** Hands the views that this browser kept over to the service; one that is not taken stays for the next time. */
async function handOver() {
  let kept;
  try {
    kept = JSON.parse(localStorage.getItem(FORMER));
  } catch {
    return false;
  }
  if (!Array.isArray(kept)) return false;
  const { views } = await get("/v1/views");
  const left = [];
  for (const [name, query] of kept) {
    if (views.some((view) => view.name === name && view.query === query)) continue;
    // Where the person has another view of this name, from another browser, both stay.
    const add = (title) => post("/v1/views", { name: title, query });
    const second = (problem) => (problem.code === "name-taken" ? add(`${name.slice(0, 56)} (2)`) : Promise.reject(problem));
    await add(name).catch(second).catch(() => left.push([name, query]));
  }
  if (left.length > 0) localStorage.setItem(FORMER, JSON.stringify(left));
  else localStorage.removeItem(FORMER);
  return left.length < kept.length;
}

/** The filters of an address in an order of their own, so that the same ones are the same text. */
const sorted = (words) => {
  const copy = new URLSearchParams(words);
  copy.delete("claim");
  copy.sort();
  return copy.toString();
};

export function Views({ words, who }) {
  const { value, problem, reload } = useAsked((signal) => get("/v1/views", { signal }), []);
  const [editing, setEditing] = useState(null);
  useEffect(() => {
    handOver().then((some) => some && reload(), () => {});
    return onEvent((event) => event.action.startsWith("view-") && reload());
  }, []);
  const now = sorted(words);
  const saved = value?.views ?? [];
  const link = (name, query) => html`<a href=${address("queue", query)} aria-current=${sorted(query) === now ? "true" : undefined}>${name}</a>`;
  return html`<details class="views">
    <summary>Views${saved.length > 0 ? ` (${saved.length})` : ""}</summary>
    <ul>
      ${FIRST_VIEWS.map(([name, query]) => html`<li key=${name}>${link(name, query)}</li>`)}
      ${saved.map(
        (view) => html`<li key=${view.id}>
          ${link(view.name, view.query)}
          ${view.shared && html`<span class="tag">${view.owner === who.name ? "shared" : view.owner}</span>`}
          ${(view.owner === who.name || who.role === "admin") && html`<button type="button" class="quiet" onClick=${() => setEditing(view)}>Change<span class="unseen"> the view ${view.name}</span></button>`}
        </li>`,
      )}
    </ul>
    <${Trouble} problem=${problem} retry=${reload} what="Your views can't be loaded." />
    <${NewView} query=${now} reload=${reload} />
    ${editing && html`<${ChangeView} view=${editing} own=${editing.owner === who.name} now=${now} reload=${reload} close=${() => setEditing(null)} />`}
  </details>`;
}

function NewView({ query, reload }) {
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const [problem, setProblem] = useState(null);
  const save = async (event) => {
    event.preventDefault();
    try {
      const view = await post("/v1/views", { name: name.trim(), query, shared });
      announce(`Saved the view ${view.name}.`);
      setName("");
      setShared(false);
      setProblem(null);
      reload();
    } catch (failed) {
      setProblem(failed);
    }
  };
  return html`<form onSubmit=${save}>
    <${Trouble} problem=${problem} what="It was not saved." />
    <p class="row">
      <input type="text" required maxlength="60" aria-label="Name for this view" placeholder="Name for this view" value=${name} onInput=${(event) => setName(event.target.value)} />
      <button type="submit">Save</button>
    </p>
    <label class="check"><input type="checkbox" checked=${shared} onChange=${(event) => setShared(event.target.checked)} /> for the whole newsroom</label>
  </form>`;
}

function ChangeView({ view, own, now, reload, close }) {
  const [name, setName] = useState(view.name);
  const [shared, setShared] = useState(view.shared);
  const [replace, setReplace] = useState(false);
  const [problem, setProblem] = useState(null);
  const attempt = async (work, words) => {
    try {
      await work();
      announce(words);
      reload();
      close();
    } catch (failed) {
      setProblem(failed);
    }
  };
  const save = (event) => {
    event.preventDefault();
    const body = { name: name.trim(), shared, ...(replace ? { query: now } : {}) };
    attempt(() => ask("PATCH", `/v1/views/${view.id}`, { body }), `Changed the view ${body.name}.`);
  };
  const remove = () => attempt(() => ask("DELETE", `/v1/views/${view.id}`), `Took the view ${view.name} away.`);
  return html`<${Dialog} title=${own ? "Change the view" : `A view that ${view.owner} shares`} close=${close}>
    <${Trouble} problem=${problem} what="That did not work." />
    ${own
      ? html`<form class="view-form" onSubmit=${save}>
          <label for="view-name">Name</label>
          <input id="view-name" type="text" required maxlength="60" value=${name} onInput=${(event) => setName(event.target.value)} />
          <label class="check"><input type="checkbox" checked=${shared} onChange=${(event) => setShared(event.target.checked)} /> for the whole newsroom</label>
          <label class="check"><input type="checkbox" checked=${replace} onChange=${(event) => setReplace(event.target.checked)} /> with the filters that are chosen now</label>
          <p class="row"><button type="submit" class="primary">Save</button> <button type="button" class="danger" onClick=${remove}>Take it away</button></p>
        </form>`
      : html`<p>${view.name}</p><p class="row"><button type="button" class="danger" onClick=${remove}>Take it away for everybody</button></p>`}
  </${Dialog}>`;
}
