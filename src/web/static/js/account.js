// Signing in and out, and who is signed in.
import { ask, onSignedOut, post } from "./api.js";
import { Dialog } from "./bits.js";
import { html, useEffect, useState } from "./view.js";
import { connect, disconnect } from "./live.js";
import { dropDrafts } from "./drafts.js";
import { go, useRoute } from "./route.js";

/** Who is signed in: `{who, ended, words, trouble, enter, leave}`; `who` is undefined until that is known, null where nobody is. */
export function useAccount() {
  const [who, setWho] = useState(undefined);
  const [ended, setEnded] = useState(false);
  const [words, setWords] = useState("");
  const [trouble, setTrouble] = useState(null);
  const place = useRoute();

  useEffect(
    () =>
      onSignedOut((problem) => {
        disconnect();
        setWords(problem.message);
        setEnded(true);
      }),
    [],
  );
  // A link may also be opened where the desk is open already: then only the address changes.
  const link = place.page === "sign-in" ? place.id : "";
  useEffect(() => {
    if (!link && who !== undefined) return;
    const asked = link ? post("/v1/session", { link }, { quiet: true }) : ask("GET", "/v1/session", { quiet: true });
    asked
      .catch((problem) => {
        // A link that was used already is no matter to somebody who is signed in.
        if (link) setWords(problem.message);
        return link ? ask("GET", "/v1/session", { quiet: true }) : Promise.reject(problem);
      })
      .then(enter, (problem) => {
        if (problem.status !== 401) setWords(problem.message);
        setWho(null);
      });
  }, [link]);

  function enter(caller) {
    setWho(caller);
    setEnded(false);
    setWords("");
    setTrouble(null);
    if (location.hash.startsWith("#/sign-in")) go("#/queue", { replace: true });
    connect();
  }

  async function leave() {
    try {
      await ask("DELETE", "/v1/session", { quiet: true });
    } catch (problem) {
      // Whoever leaves a shared computer has to know that the session is still there.
      if (problem.status !== 401) return setTrouble(problem);
    }
    // Whoever comes next finds a fresh page: nothing that was typed, and nothing to undo.
    dropDrafts();
    disconnect();
    history.replaceState(null, "", "#/queue");
    return location.reload();
  }

  return { who, ended, words, trouble, enter, leave };
}

function SignInForm({ enter, words }) {
  const [key, setKey] = useState("");
  const [problem, setProblem] = useState(words);
  const [busy, setBusy] = useState(false);
  useEffect(() => setProblem(words), [words]);
  const send = async (event) => {
    event.preventDefault();
    setBusy(true);
    try {
      enter(await post("/v1/session", { key: key.trim() }, { quiet: true }));
    } catch (failed) {
      setProblem(failed.message);
    }
    setBusy(false);
  };
  return html`<form class="sign-in" onSubmit=${send}>
    ${problem && html`<p class="trouble" role="alert">${problem}</p>`}
    <label for="key">Your key</label>
    <input id="key" type="password" autocomplete="current-password" required value=${key} onInput=${(event) => setKey(event.target.value)} aria-describedby="key-help" />
    <p id="key-help" class="hint">It starts with <code>cdk_</code>. Whoever runs claimdesk makes one for you under “Keys”.</p>
    <button type="submit" class="primary" disabled=${busy}>Sign in</button>
  </form>`;
}

/** The page for people who are not signed in. */
export const SignInPage = ({ account }) => html`<main class="welcome">
  <div class="welcome-box">
    <p class="brand"><img src="/desk/icon.svg" alt="" width="28" height="28" /> claimdesk</p>
    <h1>Sign in</h1>
    <${SignInForm} enter=${account.enter} words=${account.words} />
  </div>
</main>`;

/** Over the page, where a session ended in the middle of something: nothing beneath it is lost. */
export const SignInAgain = ({ account }) => html`<${Dialog} title="Sign in again" fixed=${true}>
  <p>Your session has ended. What you typed is still there, and you can go on after signing in.</p>
  <${SignInForm} enter=${account.enter} words=${account.words} />
</${Dialog}>`;
