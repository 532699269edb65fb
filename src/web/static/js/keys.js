// Keys: who may sign in, and what they may do. For administrators.
import { ask, get, post } from "./api.js";
import { Dialog, Time, Trouble, announce, useAsked, usePage } from "./bits.js";
import { html, useRef, useState } from "./view.js";
import { ROLES, ROLE_MEANING, moment } from "./words.js";

export function KeysPage({ who }) {
  usePage("Keys");
  const { value, problem, reload } = useAsked((signal) => get("/v1/keys", { signal }), []);
  const [made, setMade] = useState(null);
  const [revoking, setRevoking] = useState(null);
  const [failed, setFailed] = useState(null);
  const revoke = async () => {
    try {
      await ask("DELETE", `/v1/keys/${revoking.id}`);
      announce(`The key of ${revoking.name} is revoked.`);
      setFailed(null);
    } catch (wrong) {
      setFailed(wrong);
    }
    setRevoking(null);
    reload();
  };
  return html`<main id="main" class="page" tabindex="-1">
    <h1>Keys</h1>
    <p class="hint">A key lets a person sign in here, or a program use the API. Its name stands in everything that is done with it.</p>
    <${NewKey} done=${(key) => {
      setMade(key);
      reload();
    }} />
    <${Trouble} problem=${problem} retry=${reload} what="The keys can't be loaded." />
    <${Trouble} problem=${failed} what="It was not revoked." />
    ${value &&
    html`<div class="scroll" tabindex="0" role="region" aria-label="Keys"><table>
      <thead><tr><th scope="col">Name</th><th scope="col">Role</th><th scope="col">Made</th><th scope="col">Last used</th><th scope="col">Good until</th><th scope="col"><span class="unseen">Revoke</span></th></tr></thead>
      <tbody>
        ${value.keys.map(
          (key) => html`<tr key=${key.id} class=${key.revoked_at ? "revoked" : ""}>
            <th scope="row">${key.name}</th>
            <td>${key.role}</td>
            <td><${Time} at=${key.created_at} /> by ${key.created_by}</td>
            <td>${key.used_at ? html`<${Time} at=${key.used_at} />` : "never"}</td>
            <td>${key.revoked_at ? html`revoked <${Time} at=${key.revoked_at} />` : key.expires_at ? moment(key.expires_at) : "for ever"}</td>
            <td>${!key.revoked_at && html`<button type="button" onClick=${() => setRevoking(key)}>Revoke<span class="unseen"> the key of ${key.name}</span></button>`}</td>
          </tr>`,
        )}
      </tbody>
    </table></div>`}
    ${made && html`<${Secret} made=${made} close=${() => setMade(null)} />`}
    ${revoking && html`<${Dialog} title="Revoke this key?" close=${() => setRevoking(null)}>
      ${revoking.name === who.name && html`<p><strong>This is your own key.</strong></p>`}
      <p>${revoking.name} is signed out at once and can't come back with this key. What was done with it stays.</p>
      <p class="row"><button type="button" class="danger" onClick=${revoke}>Revoke it</button> <button type="button" onClick=${() => setRevoking(null)}>Keep it</button></p>
    </${Dialog}>`}
  </main>`;
}

/** A new key, shown this once. */
function Secret({ made, close }) {
  const [said, setSaid] = useState("");
  const code = useRef(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(made.secret);
      setSaid("Copied.");
    } catch {
      // Without TLS, browsers let no page copy by itself.
      getSelection().selectAllChildren(code.current);
      setSaid("The key is marked: copy it with Ctrl+C.");
    }
  };
  return html`<${Dialog} title=${`The key of ${made.key.name}`} close=${close}>
    <p>It is shown this once. Hand it over by a way that nobody else reads.</p>
    <p><code class="secret" ref=${code} tabindex="0">${made.secret}</code></p>
    <p class="row"><button type="button" class="primary" onClick=${copy}>Copy</button> <button type="button" onClick=${close}>Done</button> <span role="status">${said}</span></p>
  </${Dialog}>`;
}

/** The last moment of a day, here. */
const endOf = (day) => new Date(`${day}T23:59:59`).toISOString();

/** This day, here, as a field for dates writes it. */
function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

function NewKey({ done }) {
  const [name, setName] = useState("");
  const [role, setRole] = useState("reviewer");
  const [until, setUntil] = useState("");
  const [problem, setProblem] = useState(null);
  const send = async (event) => {
    event.preventDefault();
    try {
      const made = await post("/v1/keys", { name: name.trim(), role, ...(until ? { expires_at: endOf(until) } : {}) });
      setName("");
      setUntil("");
      setProblem(null);
      done(made);
    } catch (failed) {
      setProblem(failed);
    }
  };
  return html`<form class="card new-key" onSubmit=${send}>
    <h2>Make a key</h2>
    <${Trouble} problem=${problem} what="No key was made." />
    <div class="fields">
      <label>Name of the person or program <input type="text" required maxlength="100" value=${name} onInput=${(event) => setName(event.target.value)} /></label>
      <label>Role <select value=${role} onChange=${(event) => setRole(event.target.value)}>${ROLES.map((one) => html`<option key=${one} value=${one}>${one}: ${ROLE_MEANING[one]}</option>`)}</select></label>
      <label>Good until the end of (optional) <input type="date" min=${today()} value=${until} onInput=${(event) => setUntil(event.target.value)} /></label>
      <button type="submit" class="primary">Make the key</button>
    </div>
  </form>`;
}
